"""The frame of every page: theme, header, breadcrumb, feeds, picture, and what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ssg.base.text import shorten
from ssg.model.articles import Article
from ssg.model.parts import FeedLink, Link, Masthead, Organization, SharedPicture, Surround
from ssg.model.shares import ShareStyle, ShareWork
from ssg.model.views import Frame
from ssg.site.index import ALL, ListKey
from ssg.site.masthead import masthead, organization_of
from ssg.site.portal import Portal, cover_of
from ssg.site.shares import share_work, shared_picture, style_of, unit_picture
from ssg.site.surround import current_entry, surround_of

FED = ("home", "category", "unit", "tag", "author", "thread")
# kinds of lists that have feeds
DESCRIPTION_LIMIT = 300
# characters; search engines show fewer


def frame(
    portal: Portal,
    kind: str,
    url: str,
    title: str,
    *,
    description: str = "",
    scope: str = "",
    crumbs: tuple[Link, ...] = (),
    sections: tuple[str, ...] = (),
    feeds: tuple[ListKey, ...] = (),
    headline: str = "",
    index: bool = True,
) -> Frame:
    """Return a page's frame; ``scope`` is the slug of the unit it belongs to, "" for the portal's own pages.

    ``headline`` stands on its picture where that is drawn, else the unit's or portal's name.
    """
    return make_frame(
        scope_of(portal, scope),
        kind,
        url,
        title,
        description=description,
        crumbs=crumbs,
        sections=sections,
        feeds=feeds_of(portal, feeds),
        image=shared_picture(scope_of(portal, scope), headline),
        index=index,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What stands around every page of a unit, or of the portal."""

    slug: str
    # the unit's, "" for the portal
    theme: str
    masthead: Masthead
    organization: Organization
    surround: Surround
    style: ShareStyle
    image: SharedPicture | None
    # the unit's
    for_robots: bool = True
    """Whether search engines may list the pages."""


def make_frame(
    scope: Scope,
    kind: str,
    url: str,
    title: str,
    *,
    description: str,
    crumbs: tuple[Link, ...],
    sections: tuple[str, ...],
    feeds: tuple[FeedLink, ...],
    image: SharedPicture,
    index: bool,
) -> Frame:
    """Return a page's frame within a scope."""
    return Frame(
        kind=kind,
        title=title,
        description=shorten(description, DESCRIPTION_LIMIT),
        url=url,
        theme=scope.theme,
        masthead=scope.masthead,
        organization=scope.organization,
        crumbs=crumbs,
        feeds=feeds,
        current=current_entry(scope.surround, (url, *sections)),
        surround=scope.surround,
        scope=scope.slug,
        image=image,
        index=index and scope.for_robots,
    )


def scope_of(portal: Portal, slug: str) -> Scope:
    """Return what stands around the pages of a unit, or with ``slug`` "" of the portal."""
    return portal.once(("scope", slug), lambda: _make_scope(portal, slug))


def _make_scope(portal: Portal, slug: str) -> Scope:
    unit = portal.units.get(slug)
    theme = portal.theme_of(slug) if unit else portal.config.theme
    around, told = masthead(portal, slug), organization_of(portal, slug)
    return Scope(
        slug=slug if unit else "",
        theme=theme,
        masthead=around,
        organization=told,
        surround=surround_of(portal, slug if unit else ""),
        style=style_of(portal, theme, told.name, around.governing if around.name == told.name else around.name),
        image=unit_picture(portal, unit.image, unit.name) if unit and unit.image else None,
        for_robots=portal.config.for_robots,
    )


def shares_of(portal: Portal, articles: Iterable[Article]) -> Iterator[ShareWork]:
    """Yield the pictures that are drawn for some articles: those that have no photo."""
    for article in articles:
        scope = scope_of(portal, article.unit)
        if not scope.image and cover_of(article) is None:
            yield share_work(scope, article.title, article.path, portal.url(article.path))


def shares_of_lists(portal: Portal) -> Iterator[ShareWork]:
    """Yield the pictures that are drawn for all other pages."""
    scopes = [scope_of(portal, slug) for slug in ("", *portal.units)]
    yield from (share_work(scope, "") for scope in scopes if not scope.image)
    for key in portal.index.lists:
        if key[0] == "category":
            yield share_work(scopes[0], portal.list_name(key))


def feeds_of(portal: Portal, keys: tuple[ListKey, ...]) -> tuple[FeedLink, ...]:
    """Return the feeds a page of some lists points to, the portal's own last."""
    return portal.once(("feeds", keys), lambda: _feeds(portal, keys))


def _feeds(portal: Portal, keys: tuple[ListKey, ...]) -> tuple[FeedLink, ...]:
    return tuple(feed for key in dict.fromkeys((*keys, ALL)) for feed in feed_links(portal, key))


def feed_links(portal: Portal, key: ListKey) -> tuple[FeedLink, ...]:
    """Return the feeds of a list that has them."""
    if key[0] not in FED or key not in portal.index.lists:
        return ()
    title, url = feed_title(portal, key), portal.list_url(key)
    patterns = portal.config.permalinks
    return (
        FeedLink(title=title, url=url + patterns.atom, kind="atom"),
        FeedLink(title=title, url=url + patterns.rss, kind="rss"),
    )


def feed_title(portal: Portal, key: ListKey) -> str:
    """Return what a list's feed is called."""
    title = portal.config.title
    if key == ALL:
        return portal.label("feed.site").replace("{title}", title)
    name = portal.list_name(key)
    if key[0] == "unit":
        return portal.label("feed.unit").replace("{unit}", name)
    if key[0] in ("tag", "author", "thread"):
        name = portal.label(f"list.{key[0]}").replace("{name}", name)
    return portal.label("feed.category").replace("{title}", title).replace("{category}", name)


def home_link(portal: Portal) -> Link:
    """Return the breadcrumb's first link."""
    return portal.once("home link", lambda: Link(title=portal.label("home"), url="/"))
