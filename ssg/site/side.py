"""The side column as a file of its own, the links that stand for it, and the pages these lead to."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.model.blocks import BlockView, CountedLink
from ssg.model.pages import Claim, Kind
from ssg.model.parts import Link, LinkGroupView
from ssg.model.views import BlockPageView, RankingView, SideView
from ssg.site.blocks import banner_blocks, links_block, rank, statistics_block, view_blocks
from ssg.site.frames import frame, home_link
from ssg.site.index import ALL, ListKey
from ssg.site.portal import Portal
from ssg.site.surround import LINKS_URL, RANKING_URL, STATISTICS_URL, ranking_url, side_url

WINDOWS = (7, 30, 90)
"""Spans of a ranking, in days; all time comes last."""
RANKED = 20
"""Articles in each span of a ranking."""


def view_side(portal: Portal, claim: Claim) -> SideView:
    """Return the side column of a unit, or of the portal."""
    theme = portal.theme_of(claim.key) if claim.key else portal.config.theme
    return SideView(theme=theme, blocks=view_blocks(portal, claim.key))


def side_claims(portal: Portal) -> Iterator[Claim]:
    """Yield the claims of side columns and of the pages that their headings lead to."""
    if portal.config.blocks:
        for scope in ("", *portal.units):
            yield Claim(url=side_url(portal, scope), kind=Kind.SIDE, key=scope)
    for key in ranked_lists(portal):
        name = "" if key == ALL else "/".join(key)
        yield Claim(url=ranking_url(portal, key), kind=Kind.RANKING, key=name)
    yield Claim(url=STATISTICS_URL, kind=Kind.STATISTICS)
    if portal.config.links:
        yield Claim(url=LINKS_URL, kind=Kind.LINKS)


def ranked_lists(portal: Portal) -> Iterator[ListKey]:
    """Yield the lists whose most read articles have a page: the portal's, those of categories and of units."""
    yield ALL
    yield from (key for key in portal.index.lists if key[0] in ("category", "unit"))


def view_ranking(portal: Portal, claim: Claim) -> RankingView:
    """Return the most read articles of a list, by spans of days and of all time; the newest where nothing was read."""
    kind, _, slug = claim.key.partition("/")
    key: ListKey = (kind, slug) if claim.key else ALL
    name = portal.list_name(key) if claim.key else ""
    heading = portal.label("most-read.of").replace("{name}", name) if name else portal.label("most-read")
    crumbs = [home_link(portal)]
    if claim.key:
        crumbs.append(Link(title=portal.label("most-read"), url=RANKING_URL))
    crumbs.append(Link(title=name or heading, url=""))
    return RankingView(
        frame=frame(
            portal,
            "ranking",
            claim.url,
            heading,
            description=f"{heading} - {portal.config.title}",
            scope=slug if kind == "unit" else "",
            crumbs=tuple(crumbs),
        ),
        heading=heading,
        rankings=tuple(_rankings(portal, key)),
        groups=() if claim.key else _others(portal),
    )


def _rankings(portal: Portal, key: ListKey) -> Iterator[BlockView]:
    members = portal.index.lists.get(key, [])
    spans = [(days, portal.standings.windows.get(days, {})) for days in WINDOWS]
    for days, window in spans:
        views = {path: window.get(portal.url(path), 0) for path in members}
        yield from _ranking(portal, members, views, portal.label("most-read.days").replace("{n}", str(days)))
    views = {path: portal.views(path) for path in members}
    yield from _ranking(portal, members, views, portal.label("most-read.all"))


def _ranking(portal: Portal, members: list[str], views: dict[str, int], title: str) -> Iterator[BlockView]:
    ranked = rank(members, views)[:RANKED]
    if ranked:
        links = tuple(CountedLink(link=portal.link(path), views=views[path]) for path in ranked)
        yield BlockView(kind="most-read", title=title, links=links)


def _others(portal: Portal) -> tuple[LinkGroupView, ...]:
    groups = []
    for kind, label in (("category", "categories"), ("unit", "units")):
        keys = [key for key in ranked_lists(portal) if key[0] == kind]
        links = tuple(Link(title=portal.list_name(key), url=ranking_url(portal, key)) for key in keys)
        groups.append(LinkGroupView(title=portal.label(label), links=links))
    return tuple(group for group in groups if group.links)


def view_statistics(portal: Portal, claim: Claim) -> BlockPageView:
    """Return the page of visits."""
    block = statistics_block(portal)
    return _block_page(portal, claim, "statistics", (block,) if block.statistics else ())


def view_links(portal: Portal, claim: Claim) -> BlockPageView:
    """Return the page of links and banners."""
    blocks = (links_block(portal), *banner_blocks(portal))
    return _block_page(portal, claim, "links", tuple(block for block in blocks if block.groups or block.banners))


def _block_page(portal: Portal, claim: Claim, label: str, blocks: tuple[BlockView, ...]) -> BlockPageView:
    heading = portal.label(label)
    crumbs = (home_link(portal), Link(title=heading, url=""))
    described = f"{heading} - {portal.config.title}"
    return BlockPageView(
        frame=frame(portal, label, claim.url, heading, description=described, crumbs=crumbs),
        heading=heading,
        blocks=blocks,
    )
