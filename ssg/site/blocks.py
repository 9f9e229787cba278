"""The blocks of the side column: what each shows around the pages of a unit or of the portal."""

from __future__ import annotations

from ssg.base.errors import Problem, problem
from ssg.base.text import nearest
from ssg.model.articles import Photo
from ssg.model.blocks import BannerView, BlockView, CountedLink
from ssg.model.config import BannerGroup, Block
from ssg.model.parts import Link, LinkGroupView, PhotoLink, UnitView
from ssg.site.index import ALL, ListKey
from ssg.site.names import find_list, unknown
from ssg.site.portal import Portal


def view_blocks(portal: Portal, scope: str) -> tuple[BlockView, ...]:
    """Return the blocks around a unit's pages, or with ``scope`` "" the portal's; empty ones are left out."""
    views = [view for block in portal.config.blocks for view in _views(portal, block, scope)]
    if any(v.kind == "newest" for v in views):
        views = [v for v in views if v.kind != "most-read" or v.counted]
    return tuple(v for v in views if v.links or v.groups or v.banners or v.photos or v.statistics or v.unit)


def block_problems(portal: Portal) -> list[Problem]:
    """Return the problems of names, banners and files that blocks and the header need."""
    problems = []
    for block in portal.config.blocks:
        if block.kind in ("list", "most-read", "newest") and block.ref and not find_list(portal, block.ref.value):
            problems.append(unknown(portal, block.ref, "place"))
    names = portal.statics
    for group in portal.config.banners:
        for banner in group.items:
            if not portal.static_url(banner.image.value):
                where = ("site.yaml", banner.image.line, banner.image.column)
                told = problem(
                    "banner.missing", *where, src=banner.image.value, folder="content/_static/",
                    near=nearest(banner.image.value, names),
                )  # fmt: skip
                problems.append(told)
    logo = portal.config.logo
    if logo and logo.value and not portal.static_url(logo.value):
        told = problem(
            "static.missing", "site.yaml", logo.line, logo.column, src=logo.value,
            key="logo", folder="content/_static/", near=nearest(logo.value, names),
        )  # fmt: skip
        problems.append(told)
    return problems


def _views(portal: Portal, block: Block, scope: str) -> list[BlockView]:
    if block.kind == "most-read":
        return [_most_read(portal, block, scope)]
    if block.kind in ("newest", "featured", "list"):
        return [_list(portal, block, scope)]
    if block.kind == "banners":
        return banner_blocks(portal, block.ref.value if block.ref else "", block.title)
    if block.kind == "links":
        return [links_block(portal, block.title)]
    if block.kind == "photos":
        photos = newest_photos(portal, portal.index.listed, block.count or 6)
        return [BlockView(kind="photos", title=block.title or portal.label("photos"), photos=photos)]
    if block.kind == "unit-card":
        unit = view_unit(portal, scope)
        unit = unit if unit and (unit.address or unit.phone or unit.email) else None
        return [BlockView(kind="unit-card", title=block.title or portal.label("unit-card"), unit=unit)]
    return [statistics_block(portal, block.title)]


def statistics_block(portal: Portal, title: str = "") -> BlockView:
    """Return the visits, under a title of their own or the usual one."""
    title = title or portal.label("statistics")
    return BlockView(kind="statistics", title=title, statistics=portal.standings.statistics)


def _scope_key(portal: Portal, block: Block, scope: str) -> ListKey | None:
    if block.ref:
        return find_list(portal, block.ref.value)
    return ("unit", scope) if scope in portal.units else ALL


def _most_read(portal: Portal, block: Block, scope: str) -> BlockView:
    """Return the most read of the window, each with the views it is ranked by; where nobody read, of all time; where
    nothing was counted, the newest.
    """
    days = block.days or portal.config.lists.most_read_days
    count = block.count or portal.config.lists.most_read
    key = _scope_key(portal, block, scope)
    members = portal.index.lists.get(key, []) if key else []
    window = portal.standings.windows.get(days, {})
    small = portal.label("most-read.days").replace("{n}", str(days))
    views = {p: window.get(portal.url(p), 0) for p in members}
    ranked = rank(members, views)
    if not ranked:
        small = ""
        views = {p: portal.views(p) for p in members}
        ranked = rank(members, views)
    kind_title = portal.label("most-read")
    if not ranked:
        ranked, kind_title = members, portal.label("newest")
    counted = kind_title == portal.label("most-read")
    links = tuple(CountedLink(link=portal.link(p), views=views[p]) for p in ranked[:count])
    return BlockView(counted=counted, kind="most-read", title=block.title or kind_title, small=small, links=links)


def rank(members: list[str], views: dict[str, int]) -> list[str]:
    """Return the members that were read, the most read first; ties newest first, then by URL (as members stand)."""
    place = {path: i for i, path in enumerate(members)}
    return sorted((p for p in members if views[p]), key=lambda p: (-views[p], place[p]))


def _list(portal: Portal, block: Block, scope: str) -> BlockView:
    key = _scope_key(portal, block, scope if block.kind != "list" else "")
    members = portal.index.lists.get(key, []) if key else []
    if block.kind == "featured":
        members = portal.featured(members)
    shown = members[: block.count or 10]
    named = key is not None and block.ref is not None
    title = block.title or (portal.list_name(key) if named and key else portal.label(block.kind))
    links = tuple(CountedLink(link=portal.link(p), views=0) for p in shown)
    more = portal.list_url(key) if named and key else ""
    return BlockView(kind=block.kind, title=title, links=links, more=more)


def banner_blocks(portal: Portal, slug: str = "", title: str = "") -> list[BlockView]:
    """Return the banners that are shown today, of one group or with ``slug`` "" of all."""
    groups = [group for group in portal.config.banners if slug in ("", group.slug)]
    return [_banners(portal, group, title) for group in groups]


def _banners(portal: Portal, group: BannerGroup, title: str) -> BlockView:
    today = portal.clock.now.date()
    shown = [
        BannerView(image=portal.static_url(b.image.value), url=b.url, alt=b.alt)
        for b in group.items
        if portal.static_url(b.image.value) and (b.starts or today) <= today <= (b.until or today)
    ]
    return BlockView(kind="banners", title=title or group.title, banners=tuple(shown))


def links_block(portal: Portal, title: str = "") -> BlockView:
    """Return the links to other sites, under a title of their own or the usual one."""
    groups = tuple(
        LinkGroupView(title=g.title, links=tuple(Link(title=item.title, url=item.url) for item in g.items))
        for g in portal.config.links
        if g.items
    )
    return BlockView(kind="links", title=title or portal.label("links"), groups=groups)


def view_unit(portal: Portal, slug: str) -> UnitView | None:
    """Return a unit as its home tells of it, None for one that is not there."""
    unit = portal.units.get(slug)
    if unit is None:
        return None
    children = [u for u in portal.units.values() if u.parent == slug]
    return UnitView(
        name=unit.name,
        parent=portal.unit_link(unit.parent),
        children=tuple(portal.list_link(("unit", u.slug)) for u in children),
        former_names=unit.former_names,
        ended=portal.ended(slug),
        address=unit.address,
        phone=unit.phone,
        email=unit.email,
        image=portal.static_url(unit.image) if unit.image else "",
    )


def newest_photos(portal: Portal, members: list[str], count: int) -> tuple[PhotoLink, ...]:
    """Return the newest photos of a list, two an article at the most, each leading to its article."""
    found: list[PhotoLink] = []
    seen: set[str] = set()
    for path in filter(portal.index.pictured.__contains__, members):
        if len(found) >= count:
            break
        article = portal.article(path)
        shots: list[Photo] = [*article.photos, *(p for p in article.body.photos if p)]
        fresh = [p for p in {p.digest: p for p in shots}.values() if p.digest not in seen][:2]
        for photo in fresh[: count - len(found)]:
            seen.add(photo.digest)
            found.append(PhotoLink(picture=portal.picture(photo, alt=article.title), link=portal.link(path)))
    return tuple(found)
