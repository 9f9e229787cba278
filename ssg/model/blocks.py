"""The blocks of the side column."""

from __future__ import annotations

from dataclasses import dataclass

from ssg.model.pages import Statistics
from ssg.model.parts import Link, LinkGroupView, PhotoLink, UnitView


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
