"""Areas of pictures that are blurred: whether those of one picture cover those of another, however it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ssg.model.articles import Box

_COVERED = 0.8
# part of a blurred area that another's areas must cover: two people draw no area alike
_GRID = 20
# points each way at which that is looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How a picture lies beside another: its sides swapped first, then mirrored."""

    swap: bool = False
    # over the diagonal from the upper left
    left_right: bool = False
    top_bottom: bool = False


UPRIGHT = Turn()


def exposed(areas: Sequence[Box], blur: Sequence[Box], turn: Turn) -> list[Box]:
    """Return the areas that a picture blurred at ``blur`` shows, once it is turned."""
    covers = [_turned(box, turn) for box in blur]
    return [box for box in areas if _covered(box, covers) < _COVERED]


def _turned(box: Box, turn: Turn) -> Box:
    if turn.swap:
        box = Box(left=box.top, top=box.left, width=box.height, height=box.width)
    if turn.left_right:
        box = replace(box, left=100 - box.left - box.width)
    if turn.top_bottom:
        box = replace(box, top=100 - box.top - box.height)
    return box


def _covered(box: Box, covers: Sequence[Box]) -> float:
    """Return the part of a box that others cover."""
    if not covers:
        return 0.0
    steps = [(step + 0.5) / _GRID for step in range(_GRID)]
    points = [(box.left + box.width * x, box.top + box.height * y) for x in steps for y in steps]
    return sum(any(_holds(cover, x, y) for cover in covers) for x, y in points) / len(points)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height
