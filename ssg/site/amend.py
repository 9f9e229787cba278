"""A portal brought up to date for an edit that moves nothing: a text, a title, a summary.

Where an edit may move anything (a URL, a list, an order, a file), the portal has to be opened anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ssg.model.articles import Article, Body
from ssg.site.index import changed_of
from ssg.site.portal import Portal

_OWN = ("digest", "correction", "photographers", "album_title")
# fields that only the article's own page shows
_SHOWN = ("title", "summary", "updated", "place")
# fields that lists and other pages show too, and no more than show


class Extent(IntEnum):
    """How far an edit reaches."""

    NOWHERE = 0
    # nothing that any page shows
    TEXT = 1
    # the article's own page, and lists of related articles
    CARD = 2
    # every page that may show the article
    PORTAL = 3
    # anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An article as it is now, and its terms."""

    article: Article
    packed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What came of edits."""

    extent: Extent
    paths: frozenset[str]
    # of the articles whose own pages show something else; with Extent.CARD other pages may as well


def amend(portal: Portal, edits: Sequence[Edit]) -> Amended | None:
    """Bring a portal up to date; None where it has to be opened anew, and must not be used any more."""
    articles = portal.addresses.articles
    extent, paths = Extent.NOWHERE, set[str]()
    for edit in edits:
        before = articles.get(edit.article.path)
        if before is None:
            return None  # it is new, or a draft, and a draft may be none any more
        after = _settled(edit.article, before)
        reach = reach_of(before, after)
        if reach is Extent.PORTAL or (after.path in portal.aimed and before.body.anchors != after.body.anchors):
            return None
        articles[after.path] = after
        if after.path in portal.index.changed:
            portal.index.changed[after.path] = changed_of(after, portal.clock)
        if reach > Extent.NOWHERE:
            paths.add(after.path)
        moved = portal.related.amend(after.path, edit.packed, retitled=before.title != after.title)
        if moved is None:
            return None
        paths |= moved
        extent = max(extent, reach, Extent.TEXT if moved else Extent.NOWHERE)
    if extent is Extent.CARD:
        portal.forget()
    return Amended(extent=extent, paths=frozenset(paths))


def reach_of(before: Article, after: Article) -> Extent:
    """Return how far an edit of one article reaches."""
    if before == after:
        return Extent.NOWHERE
    shown = {name: getattr(before, name) for name in _SHOWN}
    same = replace(after, **{name: getattr(before, name) for name in _OWN}, **shown, body=_outside(after.body))
    if same != replace(before, body=_outside(before.body)):
        return Extent.PORTAL
    told = _told(before) != _told(after)
    return Extent.CARD if told or any(getattr(after, name) != shown[name] for name in _SHOWN) else Extent.TEXT


def _told(article: Article) -> str:
    return article.summary or article.body.excerpt


def _outside(body: Body) -> Body:
    """Return of a text what more than its own page depends on: its photos and files."""
    return Body(html="", digest="", photos=body.photos, files=body.files)


def _settled(after: Article, before: Article) -> Article:
    """Return an article that names no category with the one that was found for it."""
    return after if after.categories or after.page else replace(after, categories=before.categories)
