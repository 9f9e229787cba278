"""view(claim): the record a page is rendered from, built when it is needed and dropped afterwards."""

from __future__ import annotations

from collections.abc import Callable

from ssg.base.errors import Problem
from ssg.model.pages import Claim, Kind, Plan
from ssg.model.parts import Link
from ssg.model.views import MessageView, SideView, View
from ssg.site import articles, blocks, feeds, frames, hints, home, links, lists, side
from ssg.site.hosting import view_hosting
from ssg.site.portal import Portal
from ssg.site.surround import menu


def shown(portal: Portal, plan: Plan, claim: Claim) -> View | articles.Surroundings:
    """Return all that a page shows besides site.yaml, to be compared with what it showed: its view or, for an article,
    its surroundings, which hold the digest of the article.
    """
    if claim.kind in (Kind.ARTICLE, Kind.PAGE):
        return articles.surround(portal, claim.key)
    return view(portal, plan, claim)


def theme_of(record: View | articles.Surroundings) -> str:
    """Return the theme of the page that shows a record, "" for one that is the portal's."""
    if isinstance(record, articles.Surroundings):
        return record.scope.theme
    framed = record if isinstance(record, SideView) else getattr(record, "frame", None)
    return framed.theme if framed else ""


def view(portal: Portal, plan: Plan, claim: Claim) -> View:
    """Return the view of a claim that is rendered; raises KeyError for one that is a file."""
    if claim.kind in (Kind.ARTICLE, Kind.PAGE):
        article = portal.article(claim.key)
        return articles.view_article(article, article.body, articles.surround(portal, claim.key), portal.config)
    if claim.kind is Kind.SITEMAP:
        return feeds.view_sitemap(portal, plan, claim)
    if claim.kind is Kind.ROBOTS:
        return feeds.view_robots(portal)
    if claim.kind is Kind.HOSTING:
        return view_hosting(portal, plan.claims, claim.key)
    return _VIEWS[claim.kind](portal, claim)


def _view_message(portal: Portal, claim: Claim) -> MessageView:
    found = claim.key == "404"
    heading = portal.label("404" if found else "rating")
    texts = ("404.text",) if found else ("rating.thanks", "rating.back")
    entries = menu(portal)[0] if found else ()
    return MessageView(
        frame=frames.frame(portal, "message", claim.url, heading, index=False),
        heading=heading,
        texts=tuple(portal.label(key) for key in texts),
        links=tuple(Link(title=e.title, url=e.url) for e in entries if e.url),
    )


_VIEWS: dict[Kind, Callable[[Portal, Claim], View]] = {
    Kind.HOME: home.view_home,
    Kind.LIST: lists.view_list,
    Kind.UNIT: lists.view_list,
    Kind.CALENDAR: lists.view_calendar,
    Kind.CALENDAR_FILE: feeds.view_events,
    Kind.OVERVIEW: lists.view_overview,
    Kind.RANKING: side.view_ranking,
    Kind.STATISTICS: side.view_statistics,
    Kind.LINKS: side.view_links,
    Kind.SIDE: side.view_side,
    Kind.MESSAGE: _view_message,
    Kind.REDIRECT: feeds.view_redirect,
    Kind.ATOM: feeds.view_feed,
    Kind.RSS: feeds.view_feed,
}


def site_problems(portal: Portal, plan: Plan) -> list[Problem]:
    """Return the problems of names and links in site.yaml and in articles that lead nowhere."""
    problems = [*menu(portal)[1], *home.home_boxes(portal)[1], *blocks.block_problems(portal)]
    problems += [*links.site_link_problems(portal, plan), *hints.site_hints(portal)]
    return problems + links.link_problems(portal, plan, portal.addresses.articles)
