"""School buildings with corridors and tiled roofs, walls, gates, stages and flag poles."""

from __future__ import annotations

from dataclasses import dataclass

from .color import Color, darker, lighter
from .geometry import Shape, between
from .stage import Plane, Stage

CREAM: Color = (246, 222, 160)
TILE: Color = (186, 84, 58)
SHUTTER: Color = (62, 128, 104)


@dataclass(frozen=True)
class House:
    """Measures and colours of a school building."""

    bays: int = 6
    floors: int = 2
    bay: float = 3.4
    storey: float = 3.4
    wall: Color = CREAM
    trim: Color = (252, 246, 232)
    roof: Color = TILE
    wood: Color = SHUTTER
    ridge: float = 2.0
    deep: float = 4.5


def school(plane: Plane, house: House = House()) -> None:
    """Draw a school building whose front lies in the plane."""
    s = plane.stage
    c = s.c
    wide, high = house.bays * house.bay, house.floors * house.storey
    shade = darker(house.wall, 0.3)
    c.fade([plane.rect(0, 0, wide, high, 1.8)], [shade, darker(house.wall, 0.16)])
    for level in range(house.floors):
        base = level * house.storey
        for i in range(house.bays):
            _bay(plane, house, i * house.bay, base)
        c.wash([plane.rect(0, base + 0.1, wide, base + house.storey - 0.1, 1.8)], (40, 34, 70), 0.3, 0.0)
        if level:
            _railing(plane, house, wide, base)
        slab = plane.rect(-0.15, base + house.storey - 0.42, wide + 0.15, base + house.storey)
        c.fade([slab], [house.trim, darker(house.trim, 0.14)])
        c.poly(
            [
                plane.at(-0.15, base + house.storey - 0.42),
                plane.at(wide + 0.15, base + house.storey - 0.42),
                plane.at(wide, base + house.storey - 0.42, 1.8),
                plane.at(0, base + house.storey - 0.42, 1.8),
            ],
            darker(house.trim, 0.35),
        )
    for i in range(house.bays + 1):
        a = i * house.bay
        post = plane.rect(a - 0.17, 0, a + 0.17, high - 0.3)
        c.fade([post], [lighter(house.wall, 0.3), darker(house.wall, 0.1)], across=True)
        c.fade([plane.rect(a - 0.24, 0, a + 0.24, 0.35)], [darker(house.wall, 0.25), darker(house.wall, 0.35)])
    c.fade([plane.rect(-0.3, -0.02, wide + 0.3, 0.18, -0.3)], [(200, 190, 176), (170, 160, 150)])
    _roof(plane, house, wide, high)


def _bay(plane: Plane, house: House, a: float, base: float) -> None:
    c = plane.stage.c
    wood, dark = house.wood, darker(house.wood, 0.3)
    # door
    c.fade([plane.rect(a + 0.45, base + 0.15, a + 1.3, base + 2.35, 1.8)], [lighter(wood, 0.1), wood])
    for x0 in (0.52, 0.92):
        c.poly(plane.rect(a + x0, base + 1.3, a + x0 + 0.3, base + 2.2, 1.8), (104, 140, 150))
        c.poly(plane.rect(a + x0, base + 0.35, a + x0 + 0.3, base + 1.15, 1.8), dark)
    # window with open shutters
    glass = plane.rect(a + 1.85, base + 1.0, a + 2.85, base + 2.35, 1.8)
    c.fade([glass], [(96, 132, 150), (168, 196, 200), (120, 150, 160)])
    for j in range(1, 5):
        c.line(
            [plane.at(a + 1.85 + 0.2 * j, base + 1.0, 1.8), plane.at(a + 1.85 + 0.2 * j, base + 2.35, 1.8)],
            0.6,
            (230, 232, 226),
            0.7,
        )
    for x0, x1 in ((1.5, 1.85), (2.85, 3.2)):
        c.poly(plane.rect(a + x0, base + 0.95, a + x1, base + 2.4, 1.75), wood)
        for j in range(4):
            c.poly(plane.rect(a + x0 + 0.05, base + 1.05 + 0.34 * j, a + x1 - 0.05, base + 1.25 + 0.34 * j, 1.75), dark)


def _railing(plane: Plane, house: House, wide: float, base: float) -> None:
    c = plane.stage.c
    c.fade([plane.rect(0, base, wide, base + 0.3)], [lighter(house.wall, 0.2), darker(house.wall, 0.1)])
    n = round(wide / 0.34)
    for i in range(n + 1):
        a = wide * i / n
        c.line([plane.at(a, base + 0.25), plane.at(a, base + 0.95)], max(0.7, 0.05 * plane.scale(a)), house.trim)
    c.fade([plane.rect(0, base + 0.9, wide, base + 1.06)], [house.trim, darker(house.trim, 0.2)])


def _roof(plane: Plane, house: House, wide: float, high: float) -> None:
    c = plane.stage.c
    over = 0.7
    left, right = plane.at(-over, high - 0.12, -over), plane.at(wide + over, high - 0.12, -over)
    tl, tr = (
        plane.at(house.deep * 0.35, high + house.ridge, house.deep),
        plane.at(wide - house.deep * 0.35, high + house.ridge, house.deep),
    )
    slope = [tl, tr, right, left]
    c.fade([slope], [lighter(house.roof, 0.16), house.roof, darker(house.roof, 0.12)])
    rows = 9
    for i in range(1, rows):
        t = i / rows
        c.line(
            [between(tl, left, t), between(tr, right, t)],
            max(0.6, 0.05 * plane.scale(0)),
            darker(house.roof, 0.35),
            0.45,
        )
    n = round(wide / 0.55)
    for i in range(1, n):
        c.line([between(tl, tr, i / n), between(left, right, i / n)], 0.6, darker(house.roof, 0.35), 0.25)
    c.line([tl, tr], max(1.5, 0.2 * plane.scale(wide / 2, house.deep)), darker(house.roof, 0.2))
    c.line([left, right], max(1.5, 0.14 * plane.scale(0)), darker(house.roof, 0.42))
    c.wash([plane.rect(0, high - 1.0, wide, high - 0.14)], (40, 30, 60), 0.42, 0.0)


def fence(
    s: Stage, x0: float, x1: float, z: float, high: float = 1.6, color: Color = (244, 226, 178), solid: bool = False
) -> None:
    """A wall with iron bars (or a solid one) that closes the yard."""
    c, k = s.c, s.k(z)
    low = high if solid else 0.55
    c.fade([s.upright(x0, x1, 0, low, z)], [color, darker(color, 0.2)])
    c.poly(s.upright(x0, x1, low - 0.08, low, z), lighter(color, 0.4))
    x = x0
    while x < x1 and not solid:
        c.line([s.p(x, low, z), s.p(x, high, z)], max(0.7, 0.03 * k), (70, 110, 96))
        x += 0.22
    if not solid:
        c.line([s.p(x0, high - 0.15, z), s.p(x1, high - 0.15, z)], max(0.7, 0.04 * k), (70, 110, 96))
    x = x0
    while x <= x1 + 0.01:
        c.fade(
            [s.upright(x - 0.18, x + 0.18, 0, high + 0.15, z)], [lighter(color, 0.2), darker(color, 0.12)], across=True
        )
        c.poly(s.upright(x - 0.24, x + 0.24, high + 0.1, high + 0.22, z), darker(color, 0.15))
        x += 3.2


def gate(s: Stage, x: float, z: float, words: str, wide: float = 5.0, color: Color = (242, 208, 138)) -> None:
    """A school gate: two pillars, a name board and a little tiled roof."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        for side in (-1, 1):
            px = x + side * (wide / 2 + 0.45)
            s.cast(px, z, 3.0, 0.5)
            c.fade(
                [s.upright(px - 0.45, px + 0.45, 0, 3.6, z)], [lighter(color, 0.35), darker(color, 0.15)], across=True
            )
            c.fade([s.upright(px - 0.52, px + 0.52, 0, 0.5, z)], [darker(color, 0.2), darker(color, 0.35)])
            c.poly(s.upright(px - 0.28, px + 0.28, 1.0, 3.0, z), darker(color, 0.14))
            c.poly(s.upright(px - 0.55, px + 0.55, 3.45, 3.6, z), lighter(color, 0.5))
        end = wide / 2 + 1.3
        c.fade([s.upright(x - end, x + end, 3.55, 4.75, z)], [(36, 96, 150), (24, 70, 124)])
        c.poly(s.upright(x - end, x + end, 3.55, 3.65, z), (240, 214, 120))
        px, py = s.p(x, 4.12, z)
        c.text(px, py, words, 0.52 * k, (255, 236, 150), (2 * end - 0.5) * k)
        top: Shape = [
            s.p(x - end + 0.3, 5.45, z),
            s.p(x + end - 0.3, 5.45, z),
            s.p(x + end + 0.3, 4.72, z),
            s.p(x - end - 0.3, 4.72, z),
        ]
        c.fade([top], [lighter(TILE, 0.15), TILE, darker(TILE, 0.2)])
        for i in range(1, 30):
            c.line([between(top[0], top[1], i / 30), between(top[3], top[2], i / 30)], 0.7, darker(TILE, 0.4), 0.4)
        c.line([top[3], top[2]], 0.1 * k, darker(TILE, 0.45))
        for side in (-1, 1):
            leaf = [
                s.p(x + side * wide / 2, 0.1, z),
                s.p(x + side * wide / 2, 2.3, z),
                s.p(x + side * (wide / 2 - 0.5), 2.2, z - 1.4),
                s.p(x + side * (wide / 2 - 0.5), 0.0, z - 1.4),
            ]
            for i in range(9):
                t = i / 8
                c.line([between(leaf[0], leaf[3], t), between(leaf[1], leaf[2], t)], max(1, 0.035 * k), (52, 96, 130))
            c.line([leaf[1], leaf[2]], max(1, 0.05 * k), (52, 96, 130))
            c.line([leaf[0], leaf[3]], max(1, 0.05 * k), (52, 96, 130))

    s.add(z, draw)
