"""What fills the holes of pages: menu, side blocks, footer."""

from __future__ import annotations

from dataclasses import dataclass

from ssg.model.pages import Statistics
from ssg.model.views import Link, LinkGroupView, PhotoLink, UnitView


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """An entry of the menu; ``url`` is "" for one that only opens its items."""

    title: str
    url: str
    items: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerView:
    """A banner to show."""

    image: str
    url: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """A link with its number of views."""

    link: Link
    views: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block of the side column, with what it shows."""

    kind: str
    # its data-block
    title: str
    small: str = ""
    more: str = ""
    # URL of the whole list
    links: tuple[CountedLink, ...] = ()
    groups: tuple[LinkGroupView, ...] = ()
    banners: tuple[BannerView, ...] = ()
    photos: tuple[PhotoLink, ...] = ()
    statistics: Statistics | None = None
    unit: UnitView | None = None
    counted: bool = True
    # False for the most read where nothing was counted: it shows the newest then


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterView:
    """The footer of the portal or of a unit."""

    owner: str
    lines: tuple[tuple[str, str], ...]
    # (label of LABELS, text)
    links: tuple[Link, ...]
    years: str
    # of the copyright
