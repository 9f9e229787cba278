"""Words on banners, with a font that knows Vietnamese when the machine has one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from .color import Color

_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF", "/usr/share/fonts/dejavu-sans-fonts")
_SANS = ("DejaVuSansCondensed-Bold.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.ttf")
_SERIF = ("DejaVuSerifCondensed-Bold.ttf", "DejaVuSerif-Bold.ttf", *_SANS)


@lru_cache(maxsize=256)
def font(size: int, serif: bool = False) -> ImageFont.FreeTypeFont | None:
    """The first font found, or None."""
    for name in _SERIF if serif else _SANS:
        for folder in _FOLDERS:
            path = Path(folder) / name
            if path.is_file():
                return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    return None


def write(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    words: str,
    size: float,
    color: Color,
    width: float,
    serif: bool = False,
) -> None:
    """Write one line centred at a point; it shrinks to the width. Without a font, draw a bar for each word."""
    face = font(max(6, round(size)), serif)
    if face is None:
        _bars(pen, at, words, size, color, width)
        return
    length = face.getlength(words)
    if length > width:
        face = font(max(6, int(size * width / length)), serif) or face
    pen.text(at, words, fill=color, font=face, anchor="mm")


def _bars(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], words: str, size: float, color: Color, width: float
) -> None:
    cells = len(words)
    unit = min(size * 0.55, width / max(1, cells))
    x = at[0] - unit * cells / 2
    for word in words.split():
        pen.rounded_rectangle(
            [x, at[1] - size * 0.28, x + unit * len(word), at[1] + size * 0.28], size * 0.12, fill=color
        )
        x += unit * (len(word) + 1)
