"""The view of the home page."""

from __future__ import annotations

from ssg.base.errors import Problem
from ssg.model.config import HomeBox
from ssg.model.pages import Claim
from ssg.model.views import BoxView, HomeView
from ssg.site.blocks import newest_photos, view_blocks
from ssg.site.frames import frame
from ssg.site.index import ALL, ListKey, page_of
from ssg.site.lists import pager
from ssg.site.names import find_list, unknown
from ssg.site.portal import Portal


def view_home(portal: Portal, claim: Claim) -> HomeView:
    """Return the home page: featured articles, a box for each list, photos, and the newest of all articles."""
    config = portal.config
    listed = portal.index.listed
    featured = portal.featured(listed)
    count, chosen = config.home.featured, set(featured)
    featured = [*featured, *(p for p in listed[: count * 2] if p not in chosen)][:count]
    newest = page_of(listed, config.lists.page_size, 0)
    return HomeView(
        frame=frame(portal, "home", claim.url, config.title, description=_about(portal)),
        featured=tuple(portal.card(p) for p in featured),
        boxes=tuple(box for box in (_box(portal, b) for b in home_boxes(portal)[0]) if box.cards),
        photos=newest_photos(portal, listed, config.home.photos),
        newest=tuple(portal.link(p) for p in newest),
        pager=pager(portal, ALL, 0),
        lead_views=portal.shown_views(featured[0]) if featured else None,
        blocks=view_blocks(portal, ""),
    )


def _about(portal: Portal) -> str:
    return " - ".join(part for part in (portal.config.title, portal.config.motto) if part)


def home_boxes(portal: Portal) -> tuple[list[tuple[ListKey, HomeBox | None]], list[Problem]]:
    """Return the lists on the home page, and the problems of names that lead nowhere."""
    boxes = portal.config.home.boxes
    if boxes is None:
        return [(("category", slug), None) for slug in portal.categories], []
    found: list[tuple[ListKey, HomeBox | None]] = []
    problems = []
    for box in boxes:
        key = find_list(portal, box.ref.value)
        if key is None:
            problems.append(unknown(portal, box.ref, "category"))
        else:
            found.append((key, box))
    return found, problems


def _box(portal: Portal, named: tuple[ListKey, HomeBox | None]) -> BoxView:
    key, box = named
    members = portal.index.lists.get(key, [])[: box.count if box else 5]
    title = (box.title if box else "") or portal.list_name(key)
    return BoxView(title=title, url=portal.list_url(key), cards=tuple(portal.card(p) for p in members))
