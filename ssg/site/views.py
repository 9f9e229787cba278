"""view(claim): the record a page is rendered from, built when it is needed and dropped afterwards."""

from __future__ import annotations

from ssg.base.errors import Problem
from ssg.model.pages import Claim, Plan
from ssg.model.views import SideView, View
from ssg.site import articles, blocks, hints, home, links
from ssg.site.kinds import KINDS, OF_ARTICLES
from ssg.site.portal import Portal
from ssg.site.surround import menu


def shown(portal: Portal, plan: Plan, claim: Claim) -> View | articles.Surroundings:
    """Return all that a page shows besides site.yaml, to be compared with what it showed: its view or, for an article,
    its surroundings, which hold the digest of the article.
    """
    if claim.kind in OF_ARTICLES:
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
    return KINDS[claim.kind].view(portal, plan, claim)


def site_problems(portal: Portal, plan: Plan) -> list[Problem]:
    """Return the problems of names and links in site.yaml and in articles that lead nowhere."""
    problems = [*menu(portal)[1], *home.home_boxes(portal)[1], *blocks.block_problems(portal)]
    problems += [*links.site_link_problems(portal, plan), *hints.site_hints(portal)]
    return problems + links.link_problems(portal, plan, portal.addresses.articles)
