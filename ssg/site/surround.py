"""What stands around every page and changes with site.yaml alone: menu, footer, the way to the side column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssg.base.errors import Problem
from ssg.model.config import Block, MenuItem
from ssg.model.parts import BlockLink, FooterView, Link, MenuEntry, Surround
from ssg.site.index import ALL, ListKey
from ssg.site.masthead import masthead
from ssg.site.names import find_list, find_place, unknown
from ssg.site.portal import Portal

RANKING_URL, STATISTICS_URL, LINKS_URL = "/doc-nhieu/", "/thong-ke/", "/lien-ket/"
_SITE = "site"
"""Name of the portal's own side column among those of units."""


def surround_of(portal: Portal, scope: str) -> Surround:
    """Return what stands around the pages of a unit, or with ``scope`` "" of the portal."""
    return Surround(
        menu=portal.once("menu", lambda: menu(portal)[0]),
        footer=footer(portal, scope),
        side=side_url(portal, scope),
        blocks=block_links(portal, scope),
    )


def current_entry(surround: Surround, urls: Iterable[str]) -> str:
    """Return the URL of the menu's entry that is nearest to a page: of the page itself, else of its sections in turn;
    "" for none.
    """
    known = {url for entry in surround.menu for url in _urls(entry)}
    return next((url for url in urls if url in known), "")


def _urls(entry: MenuEntry) -> Iterator[str]:
    yield entry.url
    for item in entry.items:
        yield from _urls(item)


def side_url(portal: Portal, scope: str) -> str:
    """Return the URL of the side column of a unit, or with ``scope`` "" of the portal; "" where there is none."""
    if not portal.config.blocks:
        return ""
    name = scope or _SITE
    return f"/_ssg/side/{name}{'-1' if scope == _SITE else ''}.html"


def block_links(portal: Portal, scope: str) -> tuple[BlockLink, ...]:
    """Return the blocks of a side column as links to the pages that hold the same, those that have one."""
    found = (_block_link(portal, block, scope) for block in portal.config.blocks)
    return tuple(link for link in found if link)


def _block_link(portal: Portal, block: Block, scope: str) -> BlockLink | None:
    key = find_list(portal, block.ref.value) if block.ref and block.kind != "banners" else None
    title, url = block.title or portal.label(block.kind) if block.kind in portal.labels else block.title, ""
    if block.kind == "most-read":
        url = ranking_url(portal, key or _own(portal, scope))
    elif block.kind == "statistics":
        url = STATISTICS_URL
    elif block.kind == "links" and portal.config.links:
        url = LINKS_URL
    elif block.kind in ("list", "newest", "featured"):
        shown = key or (ALL if block.kind == "list" else _own(portal, scope))
        title, url = title or portal.list_name(shown), portal.list_url(shown) if not block.ref or key else ""
    return BlockLink(kind=block.kind, title=title, url=url) if title and url else None


def _own(portal: Portal, scope: str) -> ListKey:
    return ("unit", scope) if scope in portal.units else ALL


def ranking_url(portal: Portal, key: ListKey) -> str:
    """Return the URL of the most read articles of a list: ``/doc-nhieu/tin-tuc/``, ``/doc-nhieu/don-vi/chi-bo/``."""
    if key[0] == "category":
        return f"{RANKING_URL}{key[1]}/"
    return f"{RANKING_URL}don-vi/{key[1]}/" if key[0] == "unit" else RANKING_URL


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
