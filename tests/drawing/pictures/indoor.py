"""Rooms: halls with curtains, class rooms with windows, tables, chairs, shelves and screens."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .color import DEEP_RED, WHITE, WOOD, Color, darker, lighter
from .geometry import between, smooth, star
from .stage import Stage


@dataclass(frozen=True)
class Room:
    """Measures and colours of a room; the eye is inside it."""

    half: float = 5.0
    high: float = 3.8
    deep: float = 11.0
    wall: Color = (246, 236, 208)
    floor: Color = (206, 178, 150)
    ceiling: Color = (250, 248, 242)
    dado: Color | None = (210, 190, 150)
    windows: tuple[str, ...] = ("left",)
    tiles: float = 0.8


def room(s: Stage, r: Room) -> None:
    """Walls, floor with a sheen, ceiling, windows and lamps."""
    c = s.c
    h, z0, z1 = r.half, 0.4, r.deep
    c.fade([s.quad(-h, h, z0, z1, r.high)], [r.ceiling, darker(r.ceiling, 0.12)])
    c.fade([s.quad(-h, h, z0, z1, 0)], [lighter(r.floor, 0.25), r.floor, darker(r.floor, 0.1)])
    c.fade([s.upright(-h, h, 0, r.high, z1)], [lighter(r.wall, 0.2), r.wall])
    left = [s.p(-h, r.high, z0), s.p(-h, r.high, z1), s.p(-h, 0, z1), s.p(-h, 0, z0)]
    right = [s.p(h, r.high, z0), s.p(h, r.high, z1), s.p(h, 0, z1), s.p(h, 0, z0)]
    c.fade([left], [darker(r.wall, 0.2), darker(r.wall, 0.05)], across=True)
    c.fade([right], [darker(r.wall, 0.1), darker(r.wall, 0.26)], across=True)
    if r.dado:
        for side in (-1, 1):
            c.poly(
                [s.p(side * h, 1.0, z0), s.p(side * h, 1.0, z1), s.p(side * h, 0, z1), s.p(side * h, 0, z0)],
                r.dado,
                0.55,
            )
        c.poly(s.upright(-h, h, 0, 1.0, z1), r.dado, 0.55)
    _floor_tiles(s, r)
    for wall in r.windows:
        _windows(s, r, -1 if wall == "left" else 1)
    _lamps(s, r)


def _floor_tiles(s: Stage, r: Room) -> None:
    z = 1.0
    while z < r.deep:
        s.c.line([s.p(-r.half, 0, z), s.p(r.half, 0, z)], 0.7, darker(r.floor, 0.3), 0.28)
        z += r.tiles
    x = -r.half
    while x <= r.half:
        s.c.line([s.p(x, 0, 0.8), s.p(x, 0, r.deep)], 0.7, darker(r.floor, 0.3), 0.22)
        x += r.tiles


def _windows(s: Stage, r: Room, side: int) -> None:
    c = s.c
    x = side * r.half
    z = 2.2
    while z + 1.8 < r.deep:
        pane = [s.p(x, 2.8, z), s.p(x, 2.8, z + 1.6), s.p(x, 1.1, z + 1.6), s.p(x, 1.1, z)]
        c.fade([pane], [(190, 226, 246), (226, 242, 236), (176, 212, 150)])
        for t in (0.0, 0.33, 0.66, 1.0):
            c.line(
                [between(pane[0], pane[1], t), between(pane[3], pane[2], t)],
                max(1.2, 0.04 * s.k(z + 0.8)),
                (120, 88, 60),
            )
        for t in (0.0, 0.35, 1.0):
            c.line(
                [between(pane[0], pane[3], t), between(pane[1], pane[2], t)],
                max(1.2, 0.04 * s.k(z + 0.8)),
                (120, 88, 60),
            )
        spot = [s.p(x * 0.92, 0, z), s.p(x * 0.92, 0, z + 1.5), s.p(x * 0.35, 0, z + 1.2), s.p(x * 0.35, 0, z - 0.3)]
        c.shadow([spot], 0.22, 6, (255, 250, 226))
        z += 2.7


def far_window(s: Stage, x: float, z: float, wide: float = 1.4, low: float = 1.0, high: float = 2.7) -> None:
    """A window in the far wall, the garden in it."""
    c = s.c
    c.fade([s.upright(x - wide / 2, x + wide / 2, low, high, z)], [(178, 218, 244), (226, 242, 236), (140, 190, 120)])
    w = max(1.5, 0.05 * s.k(z))
    for t in (0.0, 0.5, 1.0):
        a = x - wide / 2 + wide * t
        c.line([s.p(a, low, z), s.p(a, high, z)], w, (132, 94, 62))
    for t in (0.0, 0.7, 1.0):
        b = low + (high - low) * t
        c.line([s.p(x - wide / 2, b, z), s.p(x + wide / 2, b, z)], w, (132, 94, 62))
    for side in (-1, 1):
        edge = x + side * wide * 0.62
        c.fade(
            [s.upright(min(edge, edge - side * 0.3), max(edge, edge - side * 0.3), low - 0.15, high + 0.1, z)],
            [(236, 226, 196), (206, 192, 160)],
            across=True,
        )


def _lamps(s: Stage, r: Room) -> None:
    c = s.c
    for z in (3.4, 6.2, 9.0):
        if z > r.deep - 0.6:
            break
        for x in (-r.half * 0.5, r.half * 0.5):
            a, b = s.p(x - 0.6, r.high - 0.05, z), s.p(x + 0.6, r.high - 0.05, z)
            c.glow(*between(a, b), 0.9 * s.k(z), (255, 255, 250), 0.4, 0.25 * s.k(z))
            c.line([a, b], max(1.5, 0.07 * s.k(z)), (255, 255, 255))
        if z > r.deep - 4:
            continue
        hub = s.p(0, r.high - 0.5, z + 0.6)
        k = s.k(z + 0.6)
        c.line([s.p(0, r.high, z + 0.6), hub], 0.03 * k, (150, 150, 150))
        for i in range(3):
            a2 = i * 2.09 + z
            tip = (hub[0] + math.cos(a2) * 0.65 * k, hub[1] + math.sin(a2) * 0.13 * k)
            c.line([hub, tip], max(1, 0.07 * k), (214, 214, 216))
        c.dot(hub[0], hub[1], 0.1 * k, 0.07 * k, (176, 176, 180))


def curtain(
    s: Stage, x0: float, x1: float, y0: float, y1: float, z: float, color: Color = DEEP_RED, folds: float = 0.34
) -> None:
    """A hanging curtain with soft folds."""
    c = s.c
    c.fade([s.upright(x0, x1, y0, y1, z)], [darker(color, 0.3), color, darker(color, 0.15)])
    n = max(4, round((x1 - x0) / folds))
    for i in range(n):
        a = x0 + (x1 - x0) * i / n
        b = a + (x1 - x0) / n
        wave = 0.05 * math.sin(i * 2.1)
        c.wash(
            [s.upright(a + wave, a + (b - a) * 0.45 + wave, y0, y1, z)], lighter(color, 0.35), 0.0, 0.34, across=True
        )
        c.wash([s.upright(a + (b - a) * 0.5 + wave, b + wave, y0, y1, z)], darker(color, 0.8), 0.0, 0.42, across=True)


def valance(s: Stage, x0: float, x1: float, y: float, z: float, drop: float = 0.5, color: Color = DEEP_RED) -> None:
    """The scalloped top of a stage curtain."""
    n = max(4, round((x1 - x0) / 1.2))
    for i in range(n):
        a, b = x0 + (x1 - x0) * i / n, x0 + (x1 - x0) * (i + 1) / n
        m = (a + b) / 2
        shape = [
            s.p(a, y, z),
            s.p(b, y, z),
            s.p(b, y - drop * 0.35, z),
            s.p(m + (b - a) * 0.25, y - drop * 0.9, z),
            s.p(m, y - drop, z),
            s.p(m - (b - a) * 0.25, y - drop * 0.9, z),
            s.p(a, y - drop * 0.35, z),
        ]
        s.c.solid([shape], color, 0.5)
        s.c.line(smooth(shape[2:], 5, False), max(1, 0.05 * s.k(z)), (238, 196, 80))


def hall_front(
    s: Stage,
    r: Room,
    lines: list[str],
    color: Color = DEEP_RED,
    panel: Color | None = None,
    ink: Color = (255, 222, 96),
    platform: float = 0.35,
    starry: bool = True,
) -> None:
    """The front of a meeting hall: platform, curtain, flag with a star at the left, words at the right."""
    c, z, h = s.c, r.deep - 0.05, r.half
    curtain(s, -h * 0.96, h * 0.96, platform, r.high - 0.15, z, color)
    valance(s, -h * 0.96, h * 0.96, r.high - 0.1, z - 0.05, 0.45, color)
    k = s.k(z)
    if panel:
        c.fade(
            [s.upright(-h * 0.62, h * 0.62, 1.15, r.high - 0.65, z - 0.05)], [lighter(panel, 0.12), darker(panel, 0.12)]
        )
    words_x = h * 0.1 if starry else 0.0
    wide = h * (0.95 if starry else 1.1)
    if starry:
        fx0, fx1 = -h * 0.88, -h * 0.5
        c.shadow([s.upright(fx0 + 0.06, fx1 + 0.06, 1.55, 2.95, z)], 0.4, 4)
        c.fade([s.upright(fx0, fx1, 1.6, 3.0, z - 0.06)], [(226, 40, 40), (196, 22, 30)])
        px, py = s.p((fx0 + fx1) / 2, 2.3, z - 0.06)
        c.poly(star(px, py, 0.42 * k), (255, 214, 50))
    for i, words in enumerate(lines):
        px, py = s.p(words_x, r.high - 1.0 - 0.5 * i, z)
        big = i == min(1, len(lines) - 1)
        c.text(px + 1.5, py + 1.5, words, (0.4 if big else 0.26) * k, darker(color, 0.6), wide * k * 1.02)
        c.text(px, py, words, (0.4 if big else 0.26) * k, ink if big else WHITE, wide * k * 1.02)
    if platform > 0:
        c.fade([s.quad(-h * 0.96, h * 0.96, z - 2.4, z, platform)], [lighter(WOOD, 0.25), WOOD])
        c.fade([s.upright(-h * 0.96, h * 0.96, 0, platform, z - 2.4)], [WOOD, darker(WOOD, 0.35)])
