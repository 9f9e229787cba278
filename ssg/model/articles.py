"""What editors write: articles with their photos and attachments, the units and categories they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ssg.base.dates import EventDate, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name that should lead somewhere, and where it was typed, so that a problem can point there."""

    value: str
    line: int = 0
    column: int = 0
    where: str = ""
    # key path in site.yaml (``home.boxes[1]``); "" in an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A school, committee or office with a news page of its own (đơn vị)."""

    slug: str
    name: str
    kind: str = ""
    # school | committee | union | department | office
    parent: str = ""
    # slug of the unit above
    theme: str = ""
    welcome: str = ""
    """Line in the header of its pages, where they have one of their own."""
    governing: str = ""
    image: str = ""
    # path below content/_static/
    address: str = ""
    phone: str = ""
    email: str = ""
    starts: dt.date | None = None
    until: dt.date | None = None
    # last day, inclusive
    successor: str = ""
    former_names: tuple[str, ...] = ()
    aliases: tuple[Reference, ...] = ()
    """Old addresses of its page."""
    feed_aliases: tuple[Reference, ...] = ()
    """Old addresses of its feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A section of the news (chuyên mục)."""

    slug: str
    name: str
    rating: bool | None = None
    # None: as the site says
    aliases: tuple[Reference, ...] = ()
    feed_aliases: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A story that runs over many articles (dòng sự kiện)."""

    slug: str
    name: str
    aliases: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An area of a photo to blur, in percent of its width and height as shown."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo of an article, measured as it will be shown (turned by its EXIF orientation)."""

    src: str
    # as the editor typed it
    path: str
    # of the file, relative to content/
    digest: str
    # of the file's bytes
    width: int
    height: int
    # pixels
    caption: str = ""
    alt: str = ""
    credit: str = ""
    linked: str = ""
    """The caption as HTML whose links are holes of the text it stands in, "" where it has none."""
    blur: tuple[Box, ...] = ()
    consent: str = ""
    # a note for the office; never published


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file readers can download."""

    path: str
    # relative to content/
    title: str
    size: int
    # bytes
    digest: str
    blur: tuple[Box, ...] = ()
    # of a photo that is attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Where an article was taken from (nguồn)."""

    name: str
    url: str = ""
    logo: str = ""
    line: int = 0
    # of the file, where the address was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Stars given: ``points`` is their sum."""

    points: int = 0
    votes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A written override of a guard: who allowed what, and why."""

    guard: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link in a text leads."""

    kind: str
    # article | file: ``value`` is a path relative to content/; image: the number of a photo; address: as typed
    value: str
    fragment: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An article's text as HTML with holes for what only the portal knows: photos, addresses, the album."""

    html: str = field(repr=False)
    digest: str
    # stands for the HTML wherever a body is compared or fingerprinted
    photos: tuple[Photo | None, ...] = ()
    # by number of the holes ``photo:N`` and ``image:N``; None where the file cannot be shown
    targets: tuple[Target, ...] = ()
    # by number of the hole ``link:N``
    files: tuple[Attachment, ...] = ()
    # files the text links to, published beside the article
    has_album: bool = False
    announces_photos: bool = False
    # a heading or a line that ends with ":" stands right before the album, which needs no heading of its own
    excerpt: str = ""
    # stands for a summary; "" where there is one
    anchors: tuple[str, ...] = ()
    # ids that links may lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article (bài viết), or a standing page where ``page`` is set."""

    path: str
    # relative to content/
    digest: str
    # of its source and of the facts of every file it shows
    slug: str
    title: str
    page: bool = False
    published: Stamp | None = None
    # None only on a standing page
    updated: Stamp | None = None
    correction: str = ""
    event: EventDate | None = None
    place: str = ""
    unit: str = ""
    categories: tuple[str, ...] = ()
    # slugs, the main one first; none on a standing page
    tags: tuple[str, ...] = ()
    # as typed
    thread: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    source: Credit | None = None
    photos: tuple[Photo, ...] = ()
    cover: Photo | None = None
    album_title: str = ""
    attachments: tuple[Attachment, ...] = ()
    views: int = 0
    rating: Rating = Rating()
    related: tuple[Reference, ...] = ()
    related_exclude: tuple[Reference, ...] = ()
    aliases: tuple[Reference, ...] = ()
    draft: bool = False
    expires: Stamp | None = None
    featured: bool = False
    featured_until: Stamp | None = None
    allow: Allowance | None = None
    body: Body

    @property
    def at(self) -> dt.datetime:
        """The publish time; the beginning of time for a standing page without a date."""
        return self.published.at if self.published else dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page must know of a photo or attachment."""

    digest: str
    size: int
    # bytes
    width: int = 0
    height: int = 0
    # pixels as shown; 0 for an attachment
    animated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A source as it was last published without an error, with the facts of the files it showed, by path."""

    data: bytes = field(repr=False)
    # the source
    facts: Mapping[str, Facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file of content/_static/, published as it is."""

    path: str
    # relative to content/_static/, NFC
    source: str
    # the same as the file system spells it
    digest: str
    text: str = ""
    """What it says, where the host's own file of that name takes it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything in content/ that could be read, and the names it is sorted under."""

    articles: tuple[Article, ...]
    # articles and standing pages, in order of path; drafts, future and expired ones among them
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    threads: tuple[Thread, ...]
    static: tuple[StaticFile, ...]
    withheld: tuple[str, ...] = ()
    """Addresses of files of content/_static/ that may not be published: what links to them shows words alone."""
    broken: tuple[str, ...] = ()
    # paths of texts that have an error and were never published, or are copies of another
