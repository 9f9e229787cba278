"""Whether two files show the same picture: one saved again, made smaller, brighter, turned or mirrored.

A look is the picture in 16 by 16 squares of grey. Two pictures are compared by the correlation of their greys
(Pearson), which neither brightness nor contrast change.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import numpy as np
from PIL import Image, ImageFilter, ImageOps
from PIL.Image import Resampling

from ssg.base.imagefiles import ImageError
from ssg.model.areas import Turn
from ssg.model.articles import Box
from ssg.render.photos import develop

_SIDE = 16
# squares each way
_FLAT = 2.0
# of 255; greys that deviate less say nothing
_MAYBE, _SURELY, _SAME_AREA = 0.95, 0.97, 0.9
# least correlation of two looks, of two pictures in 64 squares each way, of the areas that are blurred in one
_DETAIL = 0.35
# part of its fine detail that is left at most of an area blurred by other means
_LONGEST = 800
# pixels
_STRETCHED = 0.05
# part by which the shapes of two pictures may differ
_MOST_SQUARES = 32
# each way, of an area that is compared
_TURNS = [Turn(swap=s, left_right=x, top_bottom=y) for s, x, y in itertools.product((False, True), repeat=3)]
_Greys = np.ndarray[Any, np.dtype[np.float32]]


def look_of(data: bytes) -> bytes:
    """Return a picture's look, b"" where it cannot be decoded or is of one colour."""
    try:
        grey = develop(data, 4 * _SIDE).convert("L").resize((_SIDE, _SIDE), Resampling.BOX)
    except ImageError:
        return b""
    look = grey.tobytes()
    return look if _normal(look) is not None else b""


def find_alike(looks: Mapping[str, bytes], blurred: Sequence[str]) -> Iterator[tuple[str, str, Turn]]:
    """Yield each blurred picture with every other that may show the same, by their names, and how the other lies."""
    names = [name for name, look in looks.items() if look]
    if not names:
        return
    table = np.stack([cast(_Greys, _normal(looks[name])) for name in names])
    for name in blurred:
        here = _normal(looks.get(name, b""))
        if here is None:
            continue
        turned = np.stack([_turned_back(here, turn) for turn in _TURNS], axis=1)
        for row, column in np.argwhere(table @ turned >= _MAYBE):
            if names[row] != name:
                yield name, names[row], _TURNS[column]


def _normal(look: bytes) -> _Greys | None:
    """Return a look's greys with mean 0 and length 1, None where they are all one."""
    if not look:
        return None
    greys = np.frombuffer(look, np.uint8).astype(np.float32)
    greys -= greys.mean()
    length = float(np.linalg.norm(greys))
    return greys / length if length / _SIDE > _FLAT else None


def _turned_back(greys: _Greys, turn: Turn) -> _Greys:
    """Return the greys of a picture as they are in one that has to be turned to lie like it."""
    square = greys.reshape(_SIDE, _SIDE)
    square = square[::-1] if turn.top_bottom else square
    square = square[:, ::-1] if turn.left_right else square
    return (square.T if turn.swap else square).ravel()


def shows_same(blurred: bytes, other: bytes, areas: Sequence[Box], turn: Turn) -> bool:
    """Return whether a picture, turned, is the one of which areas are blurred elsewhere, and shows what is in one."""
    try:
        first, second = develop(blurred, _LONGEST).convert("L"), _turned(develop(other, _LONGEST).convert("L"), turn)
    except ImageError:
        return False
    if abs(first.width * second.height / (first.height * second.width) - 1) > _STRETCHED:
        return False
    if not _correlates(first.resize((64, 64), Resampling.BOX), second.resize((64, 64), Resampling.BOX), _SURELY):
        return False
    return any(_same_area(first, second, box) for box in areas)


def _turned(image: Image.Image, turn: Turn) -> Image.Image:
    image = image.transpose(Image.Transpose.TRANSPOSE) if turn.swap else image
    image = ImageOps.mirror(image) if turn.left_right else image
    return ImageOps.flip(image) if turn.top_bottom else image


def _same_area(first: Image.Image, second: Image.Image, box: Box) -> bool:
    """Return whether two pictures show the same in an area; one that has no features tells nothing against it."""
    crops = [image.crop(_pixels(image, box)) for image in (first, second)]
    side = max(4, min(_MOST_SQUARES, *(length for crop in crops for length in crop.size)))
    one, other = (crop.resize((side, side), Resampling.BOX) for crop in crops)
    if _deviation(one) < _FLAT:
        return _deviation(other) < 4 * _FLAT
    detail = _detail(one)
    if detail > 1 and _detail(other) < _DETAIL * detail:
        return False
    return _correlates(one, other, _SAME_AREA)


def _pixels(image: Image.Image, box: Box) -> tuple[int, int, int, int]:
    left, top = int(image.width * box.left / 100), int(image.height * box.top / 100)
    width, height = round(image.width * box.width / 100), round(image.height * box.height / 100)
    return left, top, left + max(1, width), top + max(1, height)


def _greys(image: Image.Image) -> _Greys:
    return np.asarray(image, np.float32)


def _deviation(image: Image.Image) -> float:
    return float(_greys(image).std())


def _detail(image: Image.Image) -> float:
    """Return how much neighbouring squares differ: what is left of a picture when its smoothed self is taken away."""
    smooth = image.filter(ImageFilter.BoxBlur(1))
    return float(np.abs(_greys(image) - _greys(smooth)).mean())


def _correlates(one: Image.Image, other: Image.Image, least: float) -> bool:
    first, second = _greys(one), _greys(other)
    first, second = first - first.mean(), second - second.mean()
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return lengths > 0 and float((first * second).sum()) / lengths >= least
