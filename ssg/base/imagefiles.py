"""What is known of image files before any is opened: their signs, their errors, what is measured of them.

Pillow, which opens them, takes a while to load, and most builds meet no new image.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEIC = re.compile(rb"^....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)", re.DOTALL)


class ImageError(ValueError):
    """An image that cannot be used; ``code`` and ``values`` say why."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, {name: str(value) for name, value in values.items()}
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a page must know of an image before it is encoded."""

    width: int
    height: int
    # pixels, as shown: turned by the EXIF orientation
    animated: bool


def looks_like_photo(path: Path) -> bool:
    """Return whether a file begins as a photo does, whatever its name says; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(32)
    signs = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
    return head.startswith(signs) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or bool(HEIC.match(head))
