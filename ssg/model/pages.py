"""Where pages stand: the Plan of every URL, each claimed once, and what the counters know of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from ssg.model.articles import Box, Rating
from ssg.model.photos import PhotoWork
from ssg.model.shares import IconWork, ShareWork


class Kind(Enum):
    """What stands at a URL."""

    HOME = "home"
    ARTICLE = "article"
    PAGE = "page"
    LIST = "list"
    UNIT = "unit"
    CALENDAR = "calendar"
    CALENDAR_FILE = "calendar-file"
    OVERVIEW = "overview"
    RANKING = "ranking"
    STATISTICS = "statistics"
    LINKS = "links"
    SIDE = "side"
    MESSAGE = "message"
    REDIRECT = "redirect"
    ATOM = "atom"
    RSS = "rss"
    SITEMAP = "sitemap"
    ROBOTS = "robots"
    HOSTING = "hosting"
    STATIC = "static"
    ATTACHMENT = "attachment"
    PHOTO = "photo"
    THEME = "theme"
    SHARE = "share"
    ICON = "icon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One URL's claim: small, so that a hundred thousand of them are; its view is built when it is rendered."""

    url: str
    kind: Kind
    key: str = ""
    # what the page is of: an article's path, a list's name, a file's path
    number: int = 0
    # of an older page of a list, counted from the oldest; 0 for the list's own page
    origin: str = ""
    # the file that makes the claim, for problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file published as it is, or made from one: its bytes come from disk, never from a template."""

    claim: Claim
    source: str
    # path relative to content/; "" for a photo or what is drawn, whose work says it
    digest: str
    photo: PhotoWork | None = None
    share: ShareWork | IconWork | None = None
    blur: tuple[Box, ...] = ()
    # of a photo that is attached


CALENDAR_FILE = "lich.ics"
"""Name of the file of each month of events, beside its page."""
FILES = (Kind.PHOTO, Kind.STATIC, Kind.ATTACHMENT, Kind.THEME, Kind.SHARE, Kind.ICON)
"""Kinds of claims that are files, not rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every URL of the portal, each claimed once."""

    claims: Mapping[str, Claim]
    # by URL from the portal's root, in an order that does not depend on the run
    assets: Mapping[str, Asset]
    # by URL; those claims whose bytes are not rendered
    photos: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # by path of an article with photos: the URL of a file of each, the cover first
    mapped: tuple[str, ...] = ()
    """URLs that the sitemap lists, in order."""

    def __reduce__(self) -> tuple[Callable[..., Plan], tuple[Any, ...]]:
        """Return what a copy is made of: claims as plain rows, which pickle handles twice as fast as records."""
        return _plan_of, (
            [(c.url, c.kind, c.key, c.number, c.origin) for c in self.claims.values()],
            self.assets,
            self.photos,
            self.mapped,
        )


def _plan_of(
    rows: Iterable[tuple[Any, ...]],
    assets: Mapping[str, Asset],
    photos: Mapping[str, tuple[str, ...]],
    mapped: tuple[str, ...],
) -> Plan:
    claims = [Claim(url=row[0], kind=row[1], key=row[2], number=row[3], origin=row[4]) for row in rows]
    return Plan(claims={claim.url: claim for claim in claims}, assets=assets, photos=photos, mapped=mapped)


@dataclass(slots=True, kw_only=True)
class Published:
    """A file of output/ as it was written. Not frozen: pickle takes several times as long over frozen records."""

    digest: str
    # "" for one that a build meant to write and may not have
    size: int = -1
    mtime_ns: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Visits of the site."""

    today: int
    yesterday: int
    month: int
    year: int
    total: int
    day: dt.date
    # today, whose month and year these are
    as_of: dt.datetime
    # the last minute that was counted, in the portal's zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What the counters know; empty where there is no ledger."""

    views: Mapping[str, int] = field(default_factory=dict)
    # views in all, by URL, without those that front matter carries over
    windows: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    # views of the last so many days, by URL
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    statistics: Statistics | None = None


def output_path(url: str) -> str:
    """Return the path below output/ of what stands at a URL: ``/tin-tuc/`` is ``tin-tuc/index.html``."""
    path = url.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
