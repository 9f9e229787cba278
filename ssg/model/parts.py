"""The small records that pages share: links, cards, photos, units, the header's lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ssg.base.dates import Stamp
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
    """An article in a list."""

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
class EndedUnit:
    """A unit that is no more, as pages tell it."""

    name: str
    until: dt.date
    successor: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """A page of a list as readers are told of it: by the days it spans, never by its number."""

    url: str
    days: tuple[dt.date, dt.date] | None
    """Its first and last, None for the newest page: its days change with every article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The neighbours of a page of a list; None where it is the newest or oldest itself."""

    newest: PageSpan | None
    newer: PageSpan | None
    older: PageSpan | None
    oldest: PageSpan | None


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
class PhotoLink:
    """A photo that leads to its article."""

    picture: Picture
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """An entry of the menu."""

    title: str
    url: str
    """From the portal's root or whole, "" for an entry that only opens its items."""
    items: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterView:
    """The footer of the portal or of a unit."""

    owner: str
    lines: tuple[tuple[str, str], ...]
    """(label of LABELS, text) of each."""
    links: tuple[Link, ...]
    years: str
    """Of the copyright."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLink:
    """A block of the side column where the column is a file of its own: its heading, which leads to the whole list."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surround:
    """What stands around every page of a unit, or of the portal, and changes with site.yaml alone."""

    menu: tuple[MenuEntry, ...]
    footer: FooterView
    side: str
    """URL of the side column, "" where there is none."""
    blocks: tuple[BlockLink, ...]
    """The column's blocks that have a page of their own."""
