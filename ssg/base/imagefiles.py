"""What is known of image files before any is opened: their signs and errors.

Pillow, which opens them, takes a while to load, and most builds meet no new image.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ssg.base.videos import is_video

HEIC = re.compile(rb"^....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)", re.DOTALL)


CLEANED = "cleaned-2"
# part of the seal of such a file: changes where more is taken out of it


class ImageError(ValueError):
    """An image that cannot be used; ``code`` and ``values`` say why."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, {name: str(value) for name, value in values.items()}
        super().__init__(code)


def may_hide(path: Path) -> bool:
    """Return whether a file is a picture or video that may tell where it was taken; raises OSError where it cannot be
    read.
    """
    with path.open("rb") as file:
        head = file.read(32)
    return is_video(head) or head.startswith(b"\xff\xd8") or looks_like_photo(path)


def looks_like_photo(path: Path) -> bool:
    """Return whether a file begins as a photo does, whatever its name says; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(32)
    signs = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
    return head.startswith(signs) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or bool(HEIC.match(head))


@dataclass(frozen=True, slots=True, kw_only=True)
class JpegExtent:
    """How far a JPEG's own picture reaches in its file; behind it there may be a video, a second picture, anything."""

    scans: int
    end: int
    # offset behind the end-of-image marker, 0 where the file is cut off before


# a marker in or between scans; 00 is a byte of the picture, D0 to D7 restart it
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
_FILLED = re.compile(rb"\xff+")
# markers that may stand between scans: DHT, SOS, DQT, DNL, DRI, DAC, COM, APP0 to APP15
_BETWEEN = frozenset((0xC4, 0xDA, 0xDB, 0xDC, 0xDD, 0xCC, 0xFE, *range(0xE0, 0xF0)))


def jpeg_extent(data: bytes) -> JpegExtent | None:
    """Return how far the first picture of a JPEG reaches, None where it is no plain run of segments.

    Thumbnails lie within a segment and are passed over. Format: ITU-T T.81, annex B.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        at = skip_fill(data, at)
        if at + 4 > len(data):
            break
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xDA:
            return _extent_from(data, at + 2 + size)
        at += 2 + size
    return None


def skip_fill(data: bytes, at: int) -> int:
    """Return where the last of a run of FF bytes stands that begins at ``at``: any number may stand before a marker."""
    filled = _FILLED.match(data, at)
    return filled.end() - 1 if filled else at


def _extent_from(data: bytes, at: int) -> JpegExtent:
    """Return how far a picture reaches whose first scan begins at ``at``."""
    scans = 1
    while found := _MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            return JpegExtent(scans=scans, end=at)
        if marker not in _BETWEEN:
            break
        scans += marker == 0xDA
        at += int.from_bytes(data[at : at + 2], "big")
    return JpegExtent(scans=scans, end=0)
