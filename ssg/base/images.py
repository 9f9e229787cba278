"""Image files opened with care: what they are, how large they show, when they were taken; bombs and wrecks refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import struct
import warnings
from dataclasses import dataclass
from functools import cache

from PIL import Image, UnidentifiedImageError

from ssg.base.imagefiles import HEIC, ImageError, jpeg_extent

MAX_SIDE = 20_000
MAX_PIXELS = 60_000_000
# for formats that are decoded whole: 60 million pixels are 240 MB as RGBA
MAX_PIXELS_DRAFTED = 220_000_000
# for baseline JPEG, which is decoded at a fraction of its size
MAX_PIXELS_WEBP = 40_000_000
MAX_SCANS = 100
# of one JPEG; cameras write 1 to 12

WRECKS = (OSError, ValueError, SyntaxError, struct.error, IndexError, KeyError, EOFError, OverflowError, TypeError,
    RuntimeError, AttributeError, AssertionError, MemoryError,
)  # fmt: skip
# what Pillow raises over files that are not what they seem

_READ = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF")
_ORIENTATION, _DATE_TAKEN, _EXIF_IFD = 0x0112, 0x9003, 0x8769
_SIGNATURES = (
    (b"%PDF", "PDF"), (b"PK\x03\x04", "Word/Excel/ZIP"), (b"<svg", "SVG"), (b"<?xml", "XML"), (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"), (b"\x00\x00\x00\x18ftyp", "video"), (b"\x00\x00\x00\x20ftyp", "video"), (b"RIFF", "RIFF"),
)  # fmt: skip
# bytes; remarks and an XML declaration may stand before the drawing
_SVG_HEAD = 4096

Image.MAX_IMAGE_PIXELS = None  # our own limits, by format, stand in check()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a page must know of an image before it is encoded."""

    width: int
    height: int
    # pixels, as shown: turned by the EXIF orientation
    animated: bool


def open_image(data: bytes) -> Image.Image:
    """Return the image, its pixels not yet decoded.

    Raises ImageError: photo.broken, photo.kind or photo.huge.
    """
    if not data:
        raise ImageError("photo.broken")
    if HEIC.match(data[:32]):
        _allow_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_formats())
    except UnidentifiedImageError:
        raise _unknown(data) from None
    except WRECKS:
        raise ImageError("photo.broken") from None
    _check_size(image, _scans(image, data))
    return image


def measure(data: bytes) -> Measured:
    """Return an image's size as shown; raises ImageError as open_image does."""
    image = open_image(data)
    width, height = image.size
    if orientation(image) >= 5:
        width, height = height, width
    try:
        # whether there is a second picture; to count them all takes minutes with a GIF of millions
        animated = bool(getattr(image, "is_animated", False)) if image.format in ("GIF", "WEBP", "PNG") else False
    except WRECKS:
        raise ImageError("photo.broken") from None
    return Measured(width=width, height=height, animated=animated)


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; 1 where none can be read.

    Ask before the pixels are decoded: a PNG whose EXIF stands behind its pixels would be decoded for it.
    """
    value: object = 1
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    with contextlib.suppress(*WRECKS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def taken_on(data: bytes) -> dt.datetime | None:
    """Return when a photo was taken by its EXIF (camera's clock, no zone), None where it does not say."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            said = open_image(data).getexif().get_ifd(_EXIF_IFD).get(_DATE_TAKEN)
        return dt.datetime.strptime(str(said).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
    except WRECKS:
        return None


def _formats() -> list[str]:
    """Return the formats that are read: those of cameras and offices, not every one that Pillow knows."""
    Image.init()
    return [name for name in _READ if name in Image.OPEN]


@cache
def _allow_heic() -> None:
    """Let Pillow read HEIC; asked once, and only where there is one: the library takes a while to load."""
    import pillow_heif

    pillow_heif.register_heif_opener()


def _unknown(data: bytes) -> ImageError:
    if HEIC.match(data[:32]):
        return ImageError("photo.broken")
    if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n" or data[:4] in (b"GIF8", b"II*\x00", b"MM\x00*"):
        return ImageError("photo.broken")
    head = data[:64].lstrip()
    if b"<svg" in data[:_SVG_HEAD] and not head.lower().startswith((b"<!doctype html", b"<html")):
        return ImageError("photo.drawing")
    return ImageError("photo.kind", found=next((name for mark, name in _SIGNATURES if head.startswith(mark)), ""))


def _scans(image: Image.Image, data: bytes) -> int:
    """Return how many scans a JPEG's own picture has, 0 for any other format; raises ImageError where it is cut off."""
    if image.format not in ("JPEG", "MPO"):
        return 0
    extent = jpeg_extent(data)
    if extent is None:
        return data.count(b"\xff\xda")  # no plain run of segments: Pillow decides when it decodes
    if not extent.end:
        raise ImageError("photo.broken")
    return extent.scans


def _check_size(image: Image.Image, scans: int) -> None:
    width, height = image.size
    drafted = (
        image.format in ("JPEG", "MPO") and not image.info.get("progressive") and not image.info.get("progression")
    )
    if scans > MAX_SCANS:
        raise ImageError("photo.broken")
    drafted = drafted and scans <= 1  # with more it is held whole in memory
    pixels = MAX_PIXELS_DRAFTED if drafted else MAX_PIXELS_WEBP if image.format == "WEBP" else MAX_PIXELS
    if width < 1 or height < 1:
        raise ImageError("photo.broken")
    if max(width, height) > MAX_SIDE or width * height > pixels:
        raise ImageError("photo.huge", w=width, h=height, max=min(MAX_SIDE, int(pixels**0.5)))
