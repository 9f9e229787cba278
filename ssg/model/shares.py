"""Pictures for links that are shared: what stands on one, and its address, known before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ssg.base.files import digest

SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
# pixels, the size that Facebook and Zalo show large
_DRAWN_BY = "1"
# part of every address; changes only when the same picture would be drawn otherwise
_LETTERS = 20
# of the digest, as the file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """A theme's colours as its style sheet writes them."""

    accent: str = "#14508c"
    deep: str = ""
    # "" for a darker accent
    warm: str = "#ffc83d"


UNKNOWN = Palette(accent="")
"""The colours of a theme that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A picture of content/_static/ made of pixels, which every program shows."""

    type: str
    # image/jpeg, image/png, image/webp, image/gif
    width: int
    height: int
    # pixels
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareStyle:
    """What the pictures of a unit's pages, or of the portal's, have in common."""

    name: str
    # the unit's or the portal's
    above: str
    # the body above it, "" for none
    host: str
    palette: Palette
    emblem: str = ""
    # path of a PNG, JPEG or WebP below content/_static/; "" draws letters
    emblem_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWork:
    """A picture to be drawn."""

    style: ShareStyle
    title: str
    owner: str = ""
    # path of the article whose picture it is, "" for one that pages share
    page: str = ""
    """URL of that article: its file may be renamed, and the picture stays where it is."""

    @property
    def key(self) -> str:
        """The digest that stands for all that is drawn."""
        return digest(f"{_DRAWN_BY} {self.style!r} {self.title!r}".encode())

    @property
    def url(self) -> str:
        """The address of the picture."""
        return f"/_ssg/share/{digest(f'{self.key} {self.page}'.encode())[:_LETTERS]}.png"


MANIFEST_URL = "/site.webmanifest"
ICONS = ("favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png", MANIFEST_URL.lstrip("/"))
"""Files at the portal's root that browsers and telephones ask for, drawn where content/_static/ has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IconWork:
    """One of ICONS to be made."""

    style: ShareStyle
    # the portal's
    name: str
    # one of ICONS
    language: str

    @property
    def key(self) -> str:
        """The digest that stands for all that is in the file."""
        return digest(f"{_DRAWN_BY} {self!r}".encode())
