"""The views of lists, unit homes, calendars, the home page and the overviews."""

from __future__ import annotations

import calendar
import datetime as dt

from ssg.base.collation import name_key, order_key
from ssg.base.dateforms import month_name, span_of_days
from ssg.model.pages import CALENDAR_FILE, Claim
from ssg.model.parts import Link, LinkGroupView, Pager, PageSpan
from ssg.model.views import CalendarDay, CalendarView, ListView, OverviewView
from ssg.site.blocks import view_blocks, view_unit
from ssg.site.frames import frame, home_link
from ssg.site.index import ALL, ListKey, page_count, page_of, read_key, span_of
from ssg.site.overviews import OVERVIEWS, overview_url
from ssg.site.portal import Portal

_OVERVIEW_LABELS = {
    "unit": "units", "tag": "all_tags", "author": "authors", "thread": "threads", "year": "archive",
    "event_year": "events", "category": "categories",
}  # fmt: skip
_PARENTS = {
    "unit": "unit", "tag": "tag", "author": "author", "thread": "thread", "year": "year", "month": "year",
    "event_year": "event_year", "event_month": "event_year",
}  # fmt: skip


def view_list(portal: Portal, claim: Claim) -> ListView:
    """Return a page of a list; the first page of a unit's list is the unit's home."""
    key = read_key(claim.key)
    members = portal.index.lists[key]
    shown = page_of(members, portal.config.lists.page_size, claim.number)
    heading, name = heading_of(portal, key), portal.list_name(key)
    days = span_of(shown, portal.addresses.articles) if claim.number else None
    title = heading
    if days:
        told = span_of_days(*days, portal.config.language)
        title = portal.label("pager.range").replace("{name}", heading).replace("{span}", told)
    scope = key[1] if key[0] == "unit" else ""
    return ListView(
        frame=frame(
            portal,
            "unit" if key[0] == "unit" and not claim.number else "list",
            claim.url,
            title,
            description=f"{name} - {portal.config.title}" if key != ALL else portal.config.title,
            scope=scope,
            crumbs=_crumbs(portal, key, heading, title if claim.number else ""),
            sections=(portal.list_url(key),),
            feeds=(key,),
            headline=name if key[0] == "category" else "",
        ),
        heading=heading,
        cards=tuple(portal.card(p) for p in shown),
        pager=pager(portal, key, claim.number),
        total=None if claim.number else len(members),
        span=days,
        groups=_groups(portal, key) if not claim.number else (),
        unit=view_unit(portal, key[1]) if scope and not claim.number else None,
        blocks=view_blocks(portal, scope) if scope and not claim.number else (),
    )


def heading_of(portal: Portal, key: ListKey) -> str:
    """Return the heading of a list's page."""
    kind, slug = key
    if kind in ("category", "unit"):
        return portal.list_name(key)
    if kind == "home":
        return portal.label("newest")
    if kind in ("tag", "author", "thread"):
        return portal.label(f"list.{kind}").replace("{name}", portal.list_name(key))
    if kind in ("year", "event_year"):
        return portal.label("archive.year" if kind == "year" else "events.year").replace("{year}", slug)
    year, month = (int(part) for part in slug.split("/"))
    text = portal.label("archive.month" if kind == "month" else "events.month")
    return text.replace("{month}", month_name(year, month, portal.config.language))


def _crumbs(portal: Portal, key: ListKey, heading: str, page: str) -> tuple[Link, ...]:
    trail = [home_link(portal)]
    kind, slug = key
    parent = _PARENTS.get(kind, "")
    if parent:
        url = overview_url(portal, parent)
        trail += [Link(title=portal.label(_OVERVIEW_LABELS[parent]), url=url)] if url else []
    if kind in ("month", "event_month"):
        year: ListKey = (parent, slug.split("/")[0])
        trail.append(Link(title=heading_of(portal, year), url=portal.list_url(year)))
    if kind == "unit":
        chain: list[Link] = []
        at = portal.units[slug].parent if slug in portal.units else ""
        while at in portal.units and len(chain) < len(portal.units):
            chain.insert(0, portal.list_link(("unit", at)))
            at = portal.units[at].parent
        trail += chain
    name = portal.list_name(key) if kind in ("category", "unit", "tag", "author", "thread") else heading
    trail.append(Link(title=name, url=portal.list_url(key) if page else ""))
    return tuple([*trail, Link(title=page, url="")] if page else trail)


def pager(portal: Portal, key: ListKey, number: int) -> Pager | None:
    """Return a page's neighbours, None where the list is one page."""
    size = portal.config.lists.page_size
    members = portal.index.lists[key]
    last = page_count(len(members), size)
    if not last:
        return None
    base = portal.list_url(key)

    def span(n: int) -> PageSpan:
        if not n:
            return PageSpan(url=base, days=None)
        url = base + portal.config.permalinks.older.replace("{n}", str(n))
        return PageSpan(url=url, days=span_of(page_of(members, size, n), portal.addresses.articles))

    newer = (number + 1 if number < last else 0) if number else None
    older = (number - 1 if number else last) if number != 1 else None
    return Pager(
        newest=span(0) if number and newer != 0 else None,
        newer=span(newer) if newer is not None else None,
        older=span(older) if older is not None else None,
        oldest=span(1) if number != 1 and older != 1 else None,
    )


def _groups(portal: Portal, key: ListKey) -> tuple[LinkGroupView, ...]:
    """Return the ways on from a list: the months of a year."""
    kind, slug = key
    if kind not in ("year", "event_year"):
        return ()
    month_kind = "month" if kind == "year" else "event_month"
    keys = sorted(k for k in portal.index.lists if k[0] == month_kind and k[1].startswith(f"{slug}/"))
    links = tuple(
        Link(title=heading_of(portal, k), url=portal.list_url(k), note=str(len(portal.index.lists[k]))) for k in keys
    )
    return (LinkGroupView(title="", links=links),) if links else ()


def view_calendar(portal: Portal, claim: Claim) -> CalendarView:
    """Return a month of events: its grid of weeks from Monday, and its articles."""
    key = read_key(claim.key)
    year, month = (int(part) for part in key[1].split("/"))
    members = portal.index.lists[key]
    shown = page_of(members, portal.config.lists.page_size, 0)
    told = month_name(year, month, portal.config.language)
    heading = portal.label("calendar").replace("{month}", told)
    months = portal.once("event months", lambda: sorted(k for k in portal.index.lists if k[0] == "event_month"))
    at = months.index(key)
    before, after = months[at - 1] if at else None, months[at + 1] if at + 1 < len(months) else None
    return CalendarView(
        frame=frame(portal, "calendar", claim.url, heading, crumbs=_crumbs(portal, key, heading, "")),
        heading=heading,
        year=year,
        month=month,
        weeks=_weeks(portal, year, month, members),
        file=claim.url + CALENDAR_FILE,
        previous=Link(title=heading_of(portal, before), url=portal.list_url(before)) if before else None,
        next=Link(title=heading_of(portal, after), url=portal.list_url(after)) if after else None,
        cards=tuple(portal.card(p) for p in shown),
        pager=pager(portal, key, 0),
        total=len(members),
    )


def _weeks(portal: Portal, year: int, month: int, members: list[str]) -> tuple[tuple[CalendarDay, ...], ...]:
    events: dict[dt.date, list[Link]] = {}
    first = dt.date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    for path in reversed(members):
        event = portal.article(path).event
        if event is None or event.month_only:
            continue
        day = max(event.start, first)
        while day <= min(event.end, last):
            events.setdefault(day, []).append(portal.link(path))
            day += dt.timedelta(days=1)
    days = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return tuple(
        tuple(CalendarDay(day=d, inside=d.month == month, events=tuple(events.get(d, ()))) for d in week)
        for week in days
    )


def view_overview(portal: Portal, claim: Claim) -> OverviewView:
    """Return a page of ways on: one kind of list, or for ``site`` the whole portal."""
    if claim.key == "site":
        heading = portal.label("site_map")
        groups = [_standing_pages(portal), *(_overview(portal, kind, titled=True) for kind in ("category", *OVERVIEWS))]
    else:
        heading = portal.label(_OVERVIEW_LABELS[claim.key])
        groups = [_overview(portal, claim.key, titled=False)]
    crumbs = (home_link(portal), Link(title=heading, url=""))
    told = f"{heading} - {portal.config.title}"
    return OverviewView(
        frame=frame(portal, "overview", claim.url, heading, description=told, crumbs=crumbs),
        heading=heading,
        groups=tuple(group for group in groups if group.links),
    )


def _standing_pages(portal: Portal) -> LinkGroupView:
    pages = [portal.link(path) for path in portal.index.pages]
    pages.sort(key=lambda link: order_key(link.title))
    return LinkGroupView(title=portal.label("pages"), links=tuple(pages))


def _overview(portal: Portal, kind: str, *, titled: bool) -> LinkGroupView:
    """Return the lists of a kind: units and categories as site.yaml orders them, years newest first, others by name."""
    keys = [key for key in portal.index.lists if key[0] == kind]
    if kind in ("category", "unit", "thread"):
        order = [*portal.categories] if kind == "category" else [*portal.units] if kind == "unit" else [*portal.threads]
        keys.sort(key=lambda key: order.index(key[1]) if key[1] in order else len(order))
    elif kind in ("year", "event_year"):
        keys.sort(reverse=True)
    elif kind == "author":
        keys.sort(key=lambda key: (name_key(portal.list_name(key)), key))
    else:
        keys.sort(key=lambda key: (order_key(portal.list_name(key).lower()), key))
    dated = kind in ("year", "event_year")
    links = tuple(
        Link(
            title=heading_of(portal, key) if dated else portal.list_name(key),
            url=portal.list_url(key),
            note=str(len(portal.index.lists[key])),
        )
        for key in keys
    )
    return LinkGroupView(title=portal.label(_OVERVIEW_LABELS[kind]) if titled else "", links=links)
