"""What pages show: one view record for each kind of page, and the small records they share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ssg.base.dates import EventDate, Stamp
from ssg.model.articles import Body, Credit
from ssg.model.hosting import HostingView
from ssg.model.maps import EventsView, FeedView, RedirectView, RobotsView, SitemapView
from ssg.model.photos import PhotoVariant


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another page as a line of text."""

    title: str
    url: str
    stamp: Stamp | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo as a page shows it."""

    variants: tuple[PhotoVariant, ...]
    # in order of format and width
    width: int
    height: int
    # pixels of the original as shown
    alt: str
    caption: str = ""
    credit: str = ""
    linked: str = ""
    """The caption as HTML, "" where there are no links in it; its addresses are holes until the text is filled."""

    def of(self, format: str) -> tuple[PhotoVariant, ...]:
        """Return the variants of a format, the narrowest first."""
        return tuple(v for v in self.variants if v.format == format)

    @property
    def plain(self) -> PhotoVariant:
        """The variant every reader's program can show: the widest JPEG, else the widest there is."""
        return (self.of("jpeg") or self.variants)[-1]

    @property
    def largest(self) -> PhotoVariant:
        """The widest variant, for a closer look."""
        return max((v for v in self.variants if v.format != "original"), key=lambda v: (v.width, v.format == "jpeg"))

    @property
    def download(self) -> PhotoVariant | None:
        """The full-size file without metadata, where the portal offers it."""
        return next((v for v in self.variants if v.format == "original"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article in a list. Its view count is a hole."""

    title: str
    url: str
    stamp: Stamp | None
    summary: str
    cover: Picture | None
    category: Link | None
    unit: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IconLink:
    """An icon of the portal, or its manifest, as pages link it."""

    rel: str
    # icon | apple-touch-icon | manifest
    url: str
    type: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The header's lines."""

    governing: str
    name: str
    url: str
    motto: str
    welcome: str
    logo: str
    # URL, "" for none
    icons: tuple[IconLink, ...] = ()
    # the portal's


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Who stands behind a page, as programs are told of it; "" for what is not known."""

    name: str
    url: str
    # of its home
    logo: str
    # URL
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """What programs show where a page is shared (Open Graph)."""

    url: str
    type: str
    # image/jpeg, image/png, image/webp, image/gif
    width: int
    height: int
    # pixels
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed a page points to."""

    title: str
    url: str
    kind: str
    # atom | rss


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
    sections: tuple[str, ...]
    # URLs that may be the menu's current item, the nearest first
    organization: Organization
    # the unit the page belongs to, else the portal
    scope: str = ""
    # slug of the unit whose blocks and footer stand around it; "" for the portal's
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
class EndedUnit:
    """A unit that is no more, as pages tell it."""

    name: str
    until: dt.date
    successor: Link | None


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
    related: tuple[Link, ...]
    newer: tuple[Link, ...]
    older: tuple[Link, ...]
    expired: dt.date | None
    images: tuple[str, ...]
    # URLs for structured data


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """A page of a list as readers are told of it: by the days it spans, never by its number."""

    url: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The neighbours of a page of a list; None where it is the newest or oldest itself."""

    newest: PageSpan | None
    newer: PageSpan | None
    older: PageSpan | None
    oldest: PageSpan | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroupView:
    """Links under a heading; ``note`` of a link may hold a count."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit as its home tells of it."""

    name: str
    parent: Link | None
    children: tuple[Link, ...]
    former_names: tuple[str, ...]
    ended: EndedUnit | None
    address: str
    phone: str
    email: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A list on the home page."""

    title: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLink:
    """A photo that leads to its article."""

    picture: Picture
    link: Link


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


View = (
    ArticleView | ListView | HomeView | CalendarView | OverviewView | MessageView | RedirectView | FeedView
    | EventsView | SitemapView | RobotsView | HostingView
)  # fmt: skip
