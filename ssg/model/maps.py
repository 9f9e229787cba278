"""What machines read: feeds, maps, robots.txt, the pages at old addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ssg.base.dates import EventDate


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """The page at an old address."""

    title: str
    target: str
    # URL from the portal's root


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPicture:
    """An article's picture in a feed."""

    url: str
    type: str
    # image/jpeg, image/webp
    width: int
    height: int
    # pixels
    length: int
    # bytes of the file, 0 where that is not known
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An article in a feed."""

    title: str
    url: str
    id: str
    """The first address it ever had, which stays when it moves."""
    published: dt.datetime
    updated: dt.datetime
    summary: str
    category: str
    authors: tuple[str, ...]
    picture: FeedPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed."""

    title: str
    url: str
    # its own
    page: str
    # the page it is the feed of
    updated: dt.datetime
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event in a calendar's file."""

    title: str
    url: str
    event: EventDate
    place: str
    changed: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """A month of events as programs for calendars read it."""

    title: str
    entries: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """A map of pages, or of maps."""

    entries: tuple[tuple[str, str, tuple[str, ...]], ...]
    # (URL, day or instant of last change or "", URLs of its photos)
    of_maps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """robots.txt."""

    sitemap: str
    open: bool = True
    """Whether robots may read the portal."""
