"""What is known of image files before any is opened: their signs and errors.

Pillow, which opens them, takes a while to load, and most builds meet no new image.
"""

from __future__ import annotations

import re
from pathlib import Path

HEIC = re.compile(rb"^....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)", re.DOTALL)


class ImageError(ValueError):
    """An image that cannot be used; ``code`` and ``values`` say why."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, {name: str(value) for name, value in values.items()}
        super().__init__(code)


def looks_like_photo(path: Path) -> bool:
    """Return whether a file begins as a photo does, whatever its name says; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(32)
    signs = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*")
    return head.startswith(signs) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or bool(HEIC.match(head))
