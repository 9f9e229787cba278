"""What stands around every page: masthead, breadcrumb, feeds, menu, footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ssg.base.errors import Problem, problem
from ssg.base.text import fold, identity, nearest, shorten, slugify
from ssg.model.articles import Article, Reference
from ssg.model.config import MenuItem
from ssg.model.fragments import FooterView, MenuEntry
from ssg.model.shares import ShareStyle, ShareWork
from ssg.model.views import FeedLink, Frame, Link, Masthead, Organization, SharedPicture
from ssg.site.index import ALL, ListKey
from ssg.site.portal import Portal, cover_of
from ssg.site.shares import icon_links, share_work, shared_picture, style_of, unit_picture

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
        sections=tuple(dict.fromkeys((url, *sections))),
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


def organization_of(portal: Portal, slug: str) -> Organization:
    """Return a unit as programs are told of it, what it does not say as the units above it and the portal have it; with
    ``slug`` "" the portal.
    """
    told = portal.config.footer
    unit, chain = portal.units.get(slug), []
    while slug in portal.units and portal.units[slug] not in chain:
        chain.append(portal.units[slug])
        slug = chain[-1].parent
    return Organization(
        name=unit.name if unit else portal.config.title,
        url=portal.list_url(("unit", unit.slug)) if unit else "/",
        logo=logo_url(portal),
        address=next((u.address for u in chain if u.address), told.address),
        phone=next((u.phone for u in chain if u.phone), told.phone or told.hotline),
        email=next((u.email for u in chain if u.email), told.email),
    )


def feeds_of(portal: Portal, keys: tuple[ListKey, ...]) -> tuple[FeedLink, ...]:
    """Return the feeds a page of some lists points to, the portal's own last."""
    return portal.once(("feeds", keys), lambda: _feeds(portal, keys))


def _feeds(portal: Portal, keys: tuple[ListKey, ...]) -> tuple[FeedLink, ...]:
    return tuple(feed for key in dict.fromkeys((*keys, ALL)) for feed in feed_links(portal, key))


def logo_url(portal: Portal) -> str:
    """Return the URL of the portal's logo, "" for none."""
    return portal.static_url(portal.config.logo.value) if portal.config.logo else ""


def masthead(portal: Portal, scope: str) -> Masthead:
    """Return the header's lines: a unit's own where its pages look unlike the portal's, else the portal's."""
    config = portal.config
    unit = portal.units.get(scope)
    own = unit is not None and (portal.theme_of(scope) != config.theme or unit.kind in ("school", "committee"))
    if unit is None or not own or unit.name == config.title:
        name, url, governing = config.title, "/", (unit.governing if unit and own else "") or config.governing
    else:
        parent = portal.units.get(unit.parent)
        name, url = unit.name, portal.list_url(("unit", unit.slug))
        governing = unit.governing or (parent.name if parent else config.governing)
    welcome = config.welcome if name == config.title else unit.welcome if unit else ""
    welcome = welcome or portal.label("welcome").replace("{unit}", name)
    return Masthead(
        governing=governing,
        name=name,
        url=url,
        motto=config.motto if url == "/" else "",
        welcome=welcome,
        logo=logo_url(portal),
        icons=icon_links(portal, logo_url(portal)),
    )


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


def find_list(portal: Portal, said: str) -> ListKey | None:
    """Return the list a name in site.yaml means, a category, unit, thread or tag; None where none or several."""
    meant = lists_meant(portal, said)
    return meant[0] if len(meant) == 1 else None


def lists_meant(portal: Portal, said: str) -> tuple[ListKey, ...]:
    """Return the lists a name may mean: by slug or exact name first, then with its marks forgiven."""
    return portal.once(("lists meant", said), lambda: _lists_meant(portal, said))


def _lists_meant(portal: Portal, said: str) -> tuple[ListKey, ...]:
    kinds = (("category", portal.categories), ("unit", portal.units), ("thread", portal.threads))
    named = [(kind, slug, one.name) for kind, known in kinds for slug, one in known.items()]
    exact = [(kind, slug) for kind, slug, _ in named if slug == said]
    exact += [(kind, slug) for kind, slug, name in named if identity(name) == identity(said)]
    if exact:
        return (exact[0],)
    tag: ListKey = ("tag", portal.addresses.naming.slug("tag", said))
    if tag in portal.index.lists:
        return (tag,)
    forgiven = [(kind, slug) for kind, slug, name in named if fold(name) == fold(said)]
    if forgiven:
        return tuple(key for key in forgiven if key[0] == forgiven[0][0])
    if ("tag", said) in portal.index.lists:
        return (("tag", said),)
    base = slugify(said)
    tags = [key for key in portal.index.lists if key[0] == "tag" and base and key[1].startswith(base)]
    return tuple(key for key in tags if slugify(portal.list_name(key)) == base)


def find_place(portal: Portal, said: str) -> Link | None:
    """Return the page a name in the menu means: a list, or a standing page by its slug or title."""
    key = find_list(portal, said)
    if key:
        return portal.list_link(key)
    for path in portal.index.pages:
        article = portal.article(path)
        if said == article.slug or fold(said) == fold(article.title):
            return portal.link(path)
    return None


def unknown(portal: Portal, reference: Reference, kind: str) -> Problem:
    """Return the problem of a name in site.yaml that leads nowhere, or to one of several."""
    meant = lists_meant(portal, reference.value)
    if len(meant) > 1:
        a, b = (f"{portal.list_name(key)} ({key[1]})" for key in meant[:2])
        values = {"value": reference.value, "a": a, "b": b, "near": meant[0][1]}
        return problem("name.ambiguous", "site.yaml", reference.line, reference.column, **values)
    choices = {*portal.categories, *portal.units, *portal.threads}
    return problem(
        "site.reference", "site.yaml", reference.line, reference.column, path=reference.where, value=reference.value,
        kind=kind, near=nearest(reference.value, choices),
    )  # fmt: skip


def menu(portal: Portal) -> tuple[tuple[MenuEntry, ...], list[Problem]]:
    """Return the menu and the problems of names in it; where site.yaml has none, every category that has articles."""
    problems: list[Problem] = []
    home = MenuEntry(title=portal.label("home"), url="/")
    if portal.config.menu is None:
        filled = [
            portal.list_link(("category", slug)) for slug in portal.categories if portal.index.lists["category", slug]
        ]
        return (home, *(MenuEntry(title=link.title, url=link.url) for link in filled)), problems
    entries = tuple(e for item in portal.config.menu if (e := _entry(portal, item, problems)))
    has_home = any(e.url == "/" for e in entries)
    return entries if has_home else (home, *entries), problems


def _entry(portal: Portal, item: MenuItem, problems: list[Problem]) -> MenuEntry | None:
    place = None
    if item.ref:
        place = find_place(portal, item.ref.value)
        if place is None:
            problems.append(unknown(portal, item.ref, "place"))
    items = tuple(e for inner in item.items if (e := _entry(portal, inner, problems)))
    title, url = item.title or (place.title if place else ""), item.url or (place.url if place else "")
    return MenuEntry(title=title or url, url=url, items=items) if url or items else None


def footer(portal: Portal, scope: str) -> FooterView:
    """Return the footer of the portal, with a unit's own address and phone on its pages."""
    told = portal.config.footer
    unit = portal.units.get(scope)
    own = masthead(portal, scope).name != portal.config.title and unit is not None
    values = {
        "governing": told.governing,
        "responsible": told.responsible,
        "decision": told.decision,
        "licence": told.licence,
        "address": (unit.address if own and unit else "") or told.address,
        "phone": (unit.phone if own and unit else "") or told.phone,
        "hotline": told.hotline,
        "email": (unit.email if own and unit else "") or told.email,
    }
    owner = told.owner or portal.config.title
    newest = max((portal.article(p).at.year for p in portal.index.listed[:1]), default=told.since)
    first = told.since or newest
    years = f"{first}–{newest}" if first < newest else str(newest or "")
    links = [Link(title=portal.label("site_map"), url="/so-do-trang/"), Link(title="RSS", url=_rss(portal))]
    pages = {portal.article(path).slug: path for path in portal.index.pages}
    links += [portal.link(pages[slug]) for slug in ("lien-he", "bao-ve-du-lieu-ca-nhan") if slug in pages]
    return FooterView(owner=owner, lines=tuple((k, v) for k, v in values.items() if v), links=tuple(links), years=years)


def _rss(portal: Portal) -> str:
    return "/" + portal.config.permalinks.rss
