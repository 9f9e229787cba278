"""site.yaml as records; ``model/siteyaml.py`` reads them, everything above trusts them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ssg.model.articles import Category, Reference, Thread, Unit

UNIT_KINDS = ("school", "committee", "union", "department", "office")
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """How dates and counts are printed: presets of ``base/dateforms.py``, or patterns."""

    published: str = "standard"
    list: str = "short"
    # publish date in lists and cards
    views: str = "label"
    # label | suffix | bare | english | none, or a pattern with {n}
    thousands: str = "."
    clock: str = "vi"
    # vi | english | off
    source: str = "label"
    # label | from | brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """An entry of the menu: a reference to a list or page, or a title with an address of its own."""

    ref: Reference | None = None
    title: str = ""
    url: str = ""
    items: tuple[MenuItem, ...] = ()
    place: Reference | None = field(default=None, compare=False)
    # where the address was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of the side column."""

    kind: str
    # most-read | newest | featured | photos | links | statistics | unit-card | banners | list
    ref: Reference | None = None
    # what a ``list`` or ``banners`` block shows, or a ``most-read`` one is kept to
    title: str = ""
    count: int = 0
    # 0: as ``lists`` says
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A picture that leads to another site, shown between two days (both inclusive)."""

    image: Reference
    url: str
    alt: str = ""
    starts: dt.date | None = None
    until: dt.date | None = None
    place: Reference | None = field(default=None, compare=False)
    # where the address was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerGroup:
    """Banners under one heading."""

    slug: str
    title: str
    items: tuple[Banner, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLink:
    """A link to another site."""

    title: str
    url: str
    place: Reference | None = field(default=None, compare=False)
    # where the address was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under one heading, "" for none."""

    title: str
    items: tuple[SiteLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeBox:
    """A list on the home page."""

    ref: Reference
    count: int = 5
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The home page: featured articles, a box for each list, the newest photos."""

    featured: int = 5
    boxes: tuple[HomeBox, ...] | None = None
    # None: a box for each category
    photos: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """How long lists are."""

    page_size: int = 20
    newer: int = 10
    older: int = 10
    related: int = 5
    most_read: int = 10
    most_read_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRecipe:
    """How photos are encoded."""

    widths: tuple[int, ...] = (480, 960, 1600)
    # pixels, ascending
    formats: tuple[str, ...] = ("webp", "jpeg")
    quality: int = 78
    downloads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Where the access logs lie and how they are counted."""

    logs: tuple[str, ...] = ()
    repeat_minutes: int = 30
    visits_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The legal lines."""

    governing: str = ""
    owner: str = ""
    responsible: str = ""
    decision: str = ""
    licence: str = ""
    address: str = ""
    phone: str = ""
    hotline: str = ""
    email: str = ""
    since: int = 0
    # year
    place: Reference | None = field(default=None, compare=False)
    """Where the footer is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalinks:
    """The patterns of URLs; ``older`` is appended to a list's own URL."""

    article: str = "/{category}/{slug}/"
    page: str = "/{slug}/"
    category: str = "/{category}/"
    unit: str = "/don-vi/{unit}/"
    tag: str = "/tu-khoa/{tag}/"
    author: str = "/tac-gia/{author}/"
    thread: str = "/dong-su-kien/{thread}/"
    year: str = "/luu-tru/{year}/"
    month: str = "/luu-tru/{year}/{month}/"
    event_year: str = "/lich/{year}/"
    event_month: str = "/lich/{year}/{month}/"
    older: str = "trang/{n}/"
    photo: str = "/anh/"
    search: str = "/tim-kiem/"
    atom: str = "feed.xml"
    rss: str = "rss.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All of site.yaml, checked."""

    title: str
    url: str
    # without a closing "/"; may end in a path
    language: str = "vi"
    timezone: str = "Asia/Ho_Chi_Minh"
    theme: str = "school"
    hosting: str = "nginx"
    # one of model/hosting.py's HOSTS
    welcome: str = ""
    welcome_place: Reference | None = field(default=None, compare=False)
    """Where the welcome line is written."""
    governing: str = ""
    motto: str = ""
    logo: Reference | None = None
    formats: Formats = Formats()
    labels: tuple[tuple[str, str], ...] = ()
    # every label, sorted
    article_meta: str = "top"
    # top | bottom
    rating: bool = False
    statistics_today: bool = True
    markdown: str = "forgiving"
    # forgiving | commonmark
    units: tuple[Unit, ...] | None = None
    # None: those that articles name
    categories: tuple[Category, ...] | None = None
    threads: tuple[Thread, ...] | None = None
    menu: tuple[MenuItem, ...] | None = None
    # None: every category
    blocks: tuple[Block, ...] = ()
    banners: tuple[BannerGroup, ...] = ()
    links: tuple[LinkGroup, ...] = ()
    home: Home = Home()
    lists: Lists = Lists()
    photos: PhotoRecipe = PhotoRecipe()
    counters: Counters = Counters()
    footer: Footer = Footer()
    permalinks: Permalinks = Permalinks()
    feed_aliases: tuple[Reference, ...] = ()
    """Old addresses of the portal's feed."""
    digest: str = ""
    # of the file's text; any change of it is a change of every page
    live_url: str = ""
    """The address that site.yaml gives, where a trial has another: links of texts to it lead into the portal."""
    for_robots: bool = True
    """Whether search engines may list the pages."""

    @property
    def own_url(self) -> str:
        """The portal's address as texts name it."""
        return self.live_url or self.url

    @property
    def zone(self) -> ZoneInfo:
        """The portal's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of the portal's address without a closing "/": "" or ``/thcs-lam-khe``."""
        rest = self.url.split("://", 1)[-1]
        return "/" + rest.split("/", 1)[1] if "/" in rest else ""

    @property
    def origin(self) -> str:
        """Scheme and host of the portal's address."""
        return self.url[: len(self.url) - len(self.base_path)]


def reserved_segments(permalinks: Permalinks) -> frozenset[str]:
    """Return the first parts of URLs that the portal needs itself, so that no category or standing page takes them."""
    own = {
        "_ssg",
        "404",
        "sitemap",
        "robots",
        "trang",
        "so-do-trang",
        "luu-tru",
        "index",
        "doc-nhieu",
        "thong-ke",
        "lien-ket",
    }
    patterns = (
        permalinks.unit, permalinks.tag, permalinks.author, permalinks.thread, permalinks.year, permalinks.month,
        permalinks.event_year, permalinks.event_month, permalinks.photo, permalinks.search, permalinks.article,
        permalinks.older,
    )  # fmt: skip
    first = {pattern.lstrip("/").split("/", 1)[0] for pattern in patterns}
    feeds = {name.rsplit(".", 1)[0] for name in (permalinks.atom, permalinks.rss)}
    return frozenset(own | feeds | {segment for segment in first if segment and "{" not in segment})
