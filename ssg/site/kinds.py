"""The kinds of pages, one row each: what each shows, by which template, when it is published, and who counts it.

A new kind is a member of ``Kind``, a row here, a view and a template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from ssg.model.pages import Claim, Kind, Plan
from ssg.model.views import ArticleView, View
from ssg.site.articles import surround, view_article
from ssg.site.feeds import view_events, view_feed, view_redirect, view_robots
from ssg.site.home import view_home
from ssg.site.hosting import view_hosting
from ssg.site.lists import view_calendar, view_list, view_overview
from ssg.site.message import view_message
from ssg.site.portal import Portal
from ssg.site.side import view_links, view_ranking, view_side, view_statistics
from ssg.site.sitemap import view_sitemap


class Phase(IntEnum):
    """When a page is published. Of pages and lists new ones go first, so that nothing leads to what is not there."""

    PAGE = 1
    LIST = 2
    UNIT_HOME = 3
    HOME = 4
    LAST = 5
    """Feeds, maps and files for the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """What is asked of a kind of page."""

    view: Callable[[Portal, Plan, Claim], View]
    template: str = ""
    """"" for what is written by a function of its own."""
    phase: Phase = Phase.PAGE
    counted: bool = False
    """Whether readers' visits count as views."""
    mapped: bool = False
    """Whether sitemaps list it."""
    tells_counts: bool = False
    """Whether it tells what is most read, or how many visited."""


def _plain(view: Callable[[Portal, Claim], View]) -> Callable[[Portal, Plan, Claim], View]:
    """Return a view that asks nothing of the plan as one that is given it."""
    return lambda portal, _, claim: view(portal, claim)


def _view_article(portal: Portal, claim: Claim) -> ArticleView:
    article = portal.article(claim.key)
    return view_article(article, article.body, surround(portal, claim.key), portal.config)


def _page(
    view: Callable[[Portal, Claim], View], template: str, phase: Phase, *, tells_counts: bool = False
) -> PageKind:
    """Return a kind of page that readers come to by itself."""
    return PageKind(
        view=_plain(view), template=template, phase=phase, counted=True, mapped=True, tells_counts=tells_counts
    )


KINDS: Mapping[Kind, PageKind] = {
    Kind.ARTICLE: _page(_view_article, "article.html", Phase.PAGE),
    Kind.PAGE: _page(_view_article, "article.html", Phase.PAGE),
    Kind.LIST: _page(view_list, "list.html", Phase.LIST),
    Kind.CALENDAR: _page(view_calendar, "calendar.html", Phase.LIST),
    Kind.UNIT: _page(view_list, "unit.html", Phase.UNIT_HOME, tells_counts=True),
    Kind.HOME: _page(view_home, "home.html", Phase.HOME, tells_counts=True),
    Kind.OVERVIEW: PageKind(view=_plain(view_overview), template="overview.html", phase=Phase.LIST, counted=True),
    Kind.RANKING: _page(view_ranking, "ranking.html", Phase.LIST, tells_counts=True),
    Kind.STATISTICS: _page(view_statistics, "block-page.html", Phase.LIST, tells_counts=True),
    Kind.LINKS: _page(view_links, "block-page.html", Phase.LIST),
    Kind.SIDE: PageKind(view=_plain(view_side), template="side.html", phase=Phase.LIST, tells_counts=True),
    Kind.MESSAGE: PageKind(view=_plain(view_message), template="message.html"),
    Kind.REDIRECT: PageKind(view=_plain(view_redirect), template="redirect.html"),
    Kind.CALENDAR_FILE: PageKind(view=_plain(view_events)),
    Kind.ATOM: PageKind(view=_plain(view_feed), template="atom.xml", phase=Phase.LAST),
    Kind.RSS: PageKind(view=_plain(view_feed), template="rss.xml", phase=Phase.LAST),
    Kind.SITEMAP: PageKind(view=view_sitemap, template="sitemap.xml", phase=Phase.LAST),
    Kind.ROBOTS: PageKind(view=_plain(view_robots), template="robots.txt", phase=Phase.LAST),
    Kind.HOSTING: PageKind(
        view=lambda portal, plan, claim: view_hosting(portal, plan.claims, claim.key), phase=Phase.LAST
    ),
}
"""Every kind that is rendered; the others of ``Kind`` are files."""
OF_ARTICLES = (Kind.ARTICLE, Kind.PAGE)
"""Kinds of the pages of articles."""
