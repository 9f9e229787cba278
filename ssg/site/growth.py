"""A portal brought up to date for one more article: its lists, neighbours and pages, and which of these show otherwise.

Where an article may move anything else (a name, an address, somebody's alias), the portal has to be opened anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ssg.model.articles import Article
from ssg.model.pages import FILES, Claim, Kind, Plan
from ssg.site import addresses, index
from ssg.site.index import ALL, ListKey, keys_of, page_count, page_of, span_of
from ssg.site.plan import extend_plan
from ssg.site.portal import Portal
from ssg.site.tallies import add_tallies

_OF_LISTS = (Kind.LIST, Kind.UNIT, Kind.CALENDAR, Kind.CALENDAR_FILE, Kind.ATOM, Kind.RSS)
_OF_ARTICLES = (Kind.ARTICLE, Kind.PAGE, Kind.REDIRECT, *FILES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What came of one more article."""

    plan: Plan
    doubtful: frozenset[str]
    # URLs of pages that may show something else than they did


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list as its pages tell of it."""

    members: int
    newest: tuple[dt.date, dt.date] | None
    # days of the newest page, which all pages name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A list in which one more article stands."""

    place: int
    # the article's
    size: int
    # articles a page
    before: _List | None
    now: _List

    def shows_on(self, number: int) -> bool:
        """Return whether an older page may show it: its articles, and its links to the next newer and newest page."""
        if self.before is None or self.before.newest != self.now.newest:
            return True
        last = min(page_count(one.members, self.size) for one in (self.before, self.now))
        return number >= last or self.place >= self.now.members - (number + 1) * self.size


def grow(portal: Portal, plan: Plan, article: Article, packed: bytes) -> Grown | None:
    """Bring a portal and its plan up to date for an article that was not there, and its terms; None where they have to
    be made anew, and must not be used any more.
    """
    clock = portal.clock
    strange = article.page or not addresses.is_shown(article, clock) or addresses.is_expired(article, clock)
    if strange or article.path in portal.addresses.articles or article.slug in portal.index.by_slug:
        return None
    if not portal.addresses.naming.enter(article):
        return None
    keys = list(dict.fromkeys((ALL, *(key for key, _ in keys_of(article, portal.addresses.naming)))))
    before = {key: _told(portal, key) for key in keys if key in portal.index.lists}
    if not addresses.enter(portal.addresses, article, portal.config):
        return None
    if not index.enter(portal.index, portal.addresses, article.path, clock):
        return None
    portal.forget()
    portal.tallies = add_tallies(portal.tallies, article, rates=portal.rates(article))
    after = extend_plan(plan, portal, article.path)
    moved = portal.related.insert(article.path, packed)
    if after is None or moved is None or portal.related.problems_of(article):
        return None
    paths = {*moved, *_neighbours(portal, article)}
    if len(before) < len(keys):  # articles of no list may name the lists that are new
        paths |= portal.addresses.url.keys() - set(portal.index.listed)
    size = portal.config.lists.page_size
    changes = {
        "/".join(key): _Change(
            place=portal.index.lists[key].index(article.path), size=size, before=before.get(key), now=_told(portal, key)
        )
        for key in keys
    }
    calendars = any(key[0] == "event_month" and key not in before for key in keys)  # the next month's names a new one
    doubtful = {
        url
        for url, claim in after.claims.items()
        if url not in plan.claims or _may_differ(claim, changes) or (calendars and claim.kind is Kind.CALENDAR)
    }
    return Grown(plan=after, doubtful=frozenset(doubtful.union(map(portal.url, paths))))


def _told(portal: Portal, key: ListKey) -> _List:
    members = portal.index.lists[key]
    first = page_of(members, portal.config.lists.page_size, 0)
    return _List(members=len(members), newest=span_of(first, portal.addresses.articles) if first else None)


def _neighbours(portal: Portal, article: Article) -> Iterator[str]:
    """Yield the articles that stand near enough to one, in its categories, to name it."""
    lists = portal.config.lists
    for category in article.categories:
        for one in index.neighbours(portal.index, article.path, category, lists.older, lists.newer):
            yield from one


def _may_differ(claim: Claim, changes: Mapping[str, _Change]) -> bool:
    """Return whether a page other than articles' own may show something else once some lists changed."""
    if claim.kind in _OF_ARTICLES:
        return False
    if claim.kind not in _OF_LISTS:
        return True
    change = changes.get(claim.key)
    return change is not None and (not claim.number or change.shows_on(claim.number))
