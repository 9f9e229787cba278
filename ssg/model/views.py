"""What pages show: one view record for each kind of page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ssg.base.dates import EventDate, Stamp
from ssg.model.articles import Body, Credit, Rating
from ssg.model.blocks import BlockView
from ssg.model.hosting import HostingView
from ssg.model.maps import EventsView, FeedView, RedirectView, RobotsView, SitemapView
from ssg.model.parts import (
    Card,
    EndedUnit,
    FeedLink,
    Link,
    LinkGroupView,
    Masthead,
    Organization,
    Pager,
    PhotoLink,
    Picture,
    SharedPicture,
    Surround,
    UnitView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its own content."""

    kind: str
    title: str
    # of the document, without the portal's
    description: str
    url: str
    # canonical, from the portal's root
    theme: str
    masthead: Masthead
    crumbs: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    current: str
    """URL of the menu's entry that is nearest to the page, "" for none."""
    surround: Surround
    organization: Organization
    """Of the unit that the page belongs to, else of the portal."""
    scope: str = ""
    """Slug of the unit that the page belongs to, "" for the portal's own."""
    image: SharedPicture
    index: bool = True
    # False keeps search engines away


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file to download."""

    title: str
    url: str
    type: str
    # end of a label: pdf, word, excel, powerpoint, image, archive, file
    size: int
    # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article's page, or a standing page's."""

    frame: Frame
    title: str
    category: Link | None
    published: Stamp | None
    updated: Stamp | None
    correction: str
    event: EventDate | None
    # None where it is the publish day
    event_at: EventDate | None
    # for structured data, always where typed
    place: str
    unit: Link | None
    ended: EndedUnit | None
    thread: Link | None
    summary: str
    lead: Picture | None
    body: Body
    figures: tuple[Picture | None, ...]
    # by number of the body's holes
    hrefs: tuple[str, ...]
    # by number of the body's holes; "" where a link leads nowhere
    album: tuple[Picture, ...]
    album_title: str
    attachments: tuple[AttachmentView, ...]
    authors: tuple[Link, ...]
    photographers: tuple[str, ...]
    same_hand: bool
    # authors and photographers are the same people
    source: Credit | None
    source_logo: str
    tags: tuple[Link, ...]
    rating: bool
    # stars can be given
    rated: bool
    # the block stands there: stars can be given, or were
    rates: Rating
    """What readers gave."""
    views: int | None
    """Times it was read, None where nothing was ever counted."""
    related: tuple[Link, ...]
    newer: tuple[Link, ...]
    older: tuple[Link, ...]
    expired: dt.date | None
    images: tuple[str, ...]
    # URLs for structured data


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of a list."""

    frame: Frame
    heading: str
    cards: tuple[Card, ...]
    pager: Pager | None
    total: int | None
    # articles in the whole list, None on its older pages: they stay as they are when articles come
    span: tuple[dt.date, dt.date] | None
    # set on older pages
    groups: tuple[LinkGroupView, ...] = ()
    # ways on: the months of a year, a unit's children
    unit: UnitView | None = None
    blocks: tuple[BlockView, ...] = ()
    """The side column, on the home of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A list on the home page."""

    title: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    frame: Frame
    featured: tuple[Card, ...]
    boxes: tuple[BoxView, ...]
    photos: tuple[PhotoLink, ...]
    newest: tuple[Link, ...]
    # the first page of the list of all articles
    pager: Pager | None
    lead_views: int | None
    """Times the first of the featured articles was read, None where nothing was ever counted."""
    blocks: tuple[BlockView, ...]
    """The side column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A square of the month's grid."""

    day: dt.date
    inside: bool
    # of the month
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A month of events: the grid, then the list."""

    frame: Frame
    heading: str
    year: int
    month: int
    weeks: tuple[tuple[CalendarDay, ...], ...]
    file: str
    # URL of the month as programs for calendars read it
    previous: Link | None
    next: Link | None
    cards: tuple[Card, ...]
    pager: Pager | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """A page of ways on: all units, tags, authors, threads, years, or the whole portal."""

    frame: Frame
    heading: str
    groups: tuple[LinkGroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A page with one thing to say: not found, thanks."""

    frame: Frame
    heading: str
    texts: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """The side column of the portal or of a unit, which scripts put into pages."""

    theme: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingView:
    """The most read articles of the portal, a unit or a category, by spans of days."""

    frame: Frame
    heading: str
    rankings: tuple[BlockView, ...]
    """The spans that anything was read in, the shortest first."""
    groups: tuple[LinkGroupView, ...]
    """The rankings of units and categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPageView:
    """A block of the side column as a page: visits, or links and banners."""

    frame: Frame
    heading: str
    blocks: tuple[BlockView, ...]


View = (
    SideView | RankingView | BlockPageView | ArticleView | ListView
    | HomeView | CalendarView | OverviewView | MessageView | RedirectView | FeedView
    | EventsView | SitemapView | RobotsView | HostingView
)  # fmt: skip
