"""Backgrounds that several scenes share: the school yard, the fields, the hall."""

from __future__ import annotations

from typing import Any

from .building import CREAM, House, fence, school
from .canvas import Canvas
from .color import Color, lighter, vary
from .geometry import ellipse
from .nature import CLEAR, MORNING, WARM, bush, dapple, flame_tree, hills, palm, sky, tree, yard
from .stage import Plane, Stage

MAIN = House(bays=8)
SIDE = House(bays=6, ridge=1.8)


def campus(
    s: Stage,
    light: str = "morning",
    far: float = 26.0,
    left: float | None = 9.0,
    trees: str = "flame",
    shift: float = 0.0,
    house: House = MAIN,
    ground: Color = (214, 196, 170),
) -> None:
    """The yard of the school: the main house at the far side, another at the left, trees."""
    s.air = ((222, 230, 236), 14, 90, 0.45)
    sky(s, {"morning": MORNING, "clear": CLEAR, "warm": WARM}[light])
    hills(s, (124, 166, 170), 60)
    yard(s, ground)
    wide = house.bays * house.bay
    school(Plane(s, shift - wide / 2, 0, far), house)
    if left is not None:
        school(Plane(s, -left, 0, 7, 0.0, 1.0), SIDE)
    for x in (-8.6, -3.4, 3.0, 8.2):
        bush(s, shift + x, far - 1.4, 0.55, bloom=(232, 96, 130) if x > 0 else (250, 206, 90))
    if "flame" in trees:
        flame_tree(s, shift + 8.2, far - 6.5)
        dapple(s, shift + 8.6, far - 6.5, 3.5)
    if "two" in trees:
        flame_tree(s, shift - 8.0, far - 8.5, 6.4, 3.8)
    if "shade" in trees:
        tree(s, shift + 6.0, far - 9, 7.4, 3.0)
        tree(s, shift + 11.5, far - 4, 8.0, 3.0, (60, 122, 66))
    if "palm" in trees:
        palm(s, shift + 10.5, far - 8, 8.0)
        palm(s, shift - 10.8, far - 4, 7.2, -0.5)


def soft_campus(s: Stage, light: str = "morning", blur: float = 5.0, **kw: Any) -> None:
    """The same yard out of focus, for scenes near at hand."""
    campus(s, light, **kw)
    s.flush()
    s.c.blur(blur)


def country(s: Stage, light: str = "morning", rice: Color = (150, 190, 84)) -> None:
    """Rice fields, palms and a village line."""
    s.air = ((222, 232, 232), 14, 120, 0.5)
    sky(s, {"morning": MORNING, "clear": CLEAR, "warm": WARM}[light])
    hills(s, (116, 156, 168), 90, 0.8)
    hills(s, (104, 150, 120), 34, 2.2)
    top = s.horizon
    s.c.fade([[(0, top), (s.w, top), (s.w, s.h), (0, s.h)]], [lighter(rice, 0.35), rice, vary(s.rng, rice, 8)])
    for i in range(9):
        z = 60 / (i + 1)
        y = s.floor(0, z)
        s.c.line([(0, y), (s.w, y + s.rng.uniform(-4, 4))], 1.4, (116, 150, 66), 0.5)
    for x, z in ((-26, 50), (-12, 44), (14, 48), (27, 40)):
        palm(s, x, z, 8.5, s.rng.uniform(-0.6, 0.6))


def near_leaves(
    c: Canvas, x: float, y: float, size: float, color: Color = (58, 116, 58), n: int = 9, flowers: Color | None = None
) -> None:
    """Foliage out of focus at the edge of the picture."""
    rng = c.rng
    shapes = []
    for _ in range(n * 3):
        px, py = x + rng.uniform(-1, 1) * size, y + rng.uniform(-0.6, 0.6) * size
        shapes.append(ellipse(px, py, size * 0.2, size * 0.09, 14, rng.uniform(0, 3)))
    c.shadow(shapes, 0.85, size * 0.02 + 1.5, color)
    c.shadow(
        [[(px - size * 0.02, py - size * 0.03) for px, py in p] for p in shapes[::2]],
        0.5,
        size * 0.015 + 1,
        lighter(color, 0.3),
    )
    if flowers:
        spots = [
            ellipse(x + rng.uniform(-1, 1) * size, y + rng.uniform(-0.6, 0.6) * size, size * 0.09, size * 0.08, 12)
            for _ in range(n)
        ]
        c.shadow(spots, 0.9, size * 0.012 + 1, flowers)


def lane(s: Stage, z: float, color: Color = CREAM) -> None:
    """The wall along the road before the school."""
    fence(s, -30, 30, z, 1.7, color)
