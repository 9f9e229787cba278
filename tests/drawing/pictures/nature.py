"""Sky, ground, water, trees and flowers."""

from __future__ import annotations

import math
import random

from .canvas import Canvas, blob
from .color import Color, darker, lighter, mix, vary
from .geometry import Pt, Shape, between, ellipse, limb, smooth
from .stage import Stage

MORNING: tuple[Color, ...] = ((88, 160, 222), (150, 202, 238), (222, 236, 240))
CLEAR: tuple[Color, ...] = ((62, 138, 210), (128, 190, 236), (206, 230, 244))
WARM: tuple[Color, ...] = ((126, 176, 218), (196, 214, 224), (250, 232, 206))
LEAF: Color = (72, 138, 62)
DARK_LEAF: Color = (44, 104, 64)


def sky(s: Stage, stops: tuple[Color, ...] = MORNING, clouds: int = 5, low: float = 0.0) -> None:
    """Sky down to the horizon, with clouds."""
    c, rng = s.c, s.rng
    end = s.horizon + low + 40
    c.fade([[(0, 0), (s.w, 0), (s.w, end), (0, end)]], stops)
    for _ in range(clouds):
        cloud(c, rng, rng.uniform(0, s.w), rng.uniform(0.05, 0.75) * s.horizon, rng.uniform(60, 150))


def cloud(c: Canvas, rng: random.Random, x: float, y: float, r: float) -> None:
    """A heap cloud."""
    puffs: list[Shape] = []
    for i in range(7):
        t = (i - 3) / 3
        rr = r * (0.5 - 0.3 * abs(t)) * rng.uniform(0.8, 1.2)
        puffs.append(ellipse(x + t * r * 1.3, y - rr * 0.5, rr * 1.3, rr * 0.8))
    c.shadow(puffs, 0.5, r * 0.06, (255, 255, 255))
    c.shadow([[(px, py - r * 0.06) for px, py in p] for p in puffs[1:6]], 0.55, r * 0.03, (255, 255, 252))


def hills(s: Stage, color: Color = (120, 160, 170), height: float = 70, rough: float = 1.0) -> None:
    """A far range of hills."""
    pts: Shape = [(-20, s.horizon + 20)]
    phase = s.rng.uniform(0, 6)
    for i in range(41):
        x = s.w * i / 40
        y = math.sin(i * 0.22 * rough + phase) * 0.4 + math.sin(i * 0.51 * rough + phase * 2) * 0.25 + 0.55
        pts.append((x, s.horizon - height * max(0.05, y)))
    pts.append((s.w + 20, s.horizon + 20))
    s.c.fade([pts], [color, lighter(color, 0.4)])


def yard(s: Stage, near: Color = (214, 196, 170), far: Color = (226, 214, 194), tiles: float = 2.0) -> None:
    """A paved yard with joints between the slabs."""
    c = s.c
    top = s.horizon + s.focal * s.eye / 150
    c.fade([[(0, top - 2), (s.w, top - 2), (s.w, s.h), (0, s.h)]], [far, mix(near, far, 0.4), near])
    if tiles <= 0:
        return
    z = tiles
    while z < 60:
        y = s.floor(0, z)
        if y < s.h:
            c.line([(0, y), (s.w, y)], max(0.4, 0.02 * s.k(z)), darker(near, 0.25), 0.28 * min(1.0, 14 / z))
        z += tiles
    reach = 40
    for i in range(-reach, reach + 1):
        c.line([s.p(i * tiles, 0, 1.2), s.p(i * tiles, 0, 45)], 0.8, darker(near, 0.25), 0.16)


def dapple(s: Stage, x: float, z: float, r: float, n: int = 26, alpha: float = 0.2) -> None:
    """The broken shade under a tree."""
    shapes = []
    for _ in range(n):
        a, k = s.rng.uniform(0, 6.3), math.sqrt(s.rng.random()) * r
        px, py = s.p(x + k * math.cos(a), 0, max(1.5, z + k * math.sin(a)))
        size = s.rng.uniform(0.25, 0.7) * s.k(max(1.5, z + k * math.sin(a)))
        shapes.append(ellipse(px, py, size * 1.2, size * 0.3))
    s.c.shadow(shapes, alpha, max(2.0, 0.06 * s.k(z)))


def grass(s: Stage, z0: float, z1: float, color: Color = (126, 168, 84), x0: float = -60, x1: float = 60) -> None:
    """A lawn with tufts."""
    s.c.fade([s.quad(x0, x1, z0, z1)], [lighter(color, 0.25), color])
    for _ in range(160):
        z = s.rng.uniform(z0, min(z1, z0 * 3))
        x = s.rng.uniform(max(x0, -z * 0.8), min(x1, z * 0.8))
        px, py = s.p(x, 0, z)
        k = s.k(z) * s.rng.uniform(0.06, 0.14)
        for d in (-0.5, 0, 0.5):
            s.c.poly(
                [(px + d * k - k * 0.12, py), (px + d * k * 2, py - k), (px + d * k + k * 0.12, py)],
                vary(s.rng, darker(color, 0.18), 16),
                0.8,
            )


def _crown(c: Canvas, rng: random.Random, x: float, y: float, rx: float, ry: float, color: Color, n: int) -> list[Pt]:
    """A crown of overlapping leaf clumps; gives their centres."""
    centres: list[Pt] = []
    for _ in range(n):
        a = rng.uniform(0, 2 * math.pi)
        k = math.sqrt(rng.random())
        centres.append((x + rx * k * math.cos(a) * 0.86, y + ry * k * math.sin(a) * 0.8))
    centres.sort(key=lambda p: -p[1])
    size = math.sqrt(rx * ry / n) * 1.55
    c.solid([smooth(blob(rng, x, y, rx, 0.08, ry / rx), 4)], darker(color, 0.5), 0.3, 0)
    for i, (px, py) in enumerate(centres):
        t = i / n
        tone = mix(darker(color, 0.36), lighter(color, 0.2), min(1.0, max(0.0, t * 0.75 + (x - px) / rx * 0.15)))
        shape = smooth(blob(rng, px, py, size * rng.uniform(0.75, 1.1), 0.2, 0.8), 3)
        c.solid([shape], vary(rng, tone, 5), 0.7, 0.25)
    return centres


def _leaves(
    c: Canvas, rng: random.Random, x: float, y: float, rx: float, ry: float, color: Color, n: int, size: float
) -> None:
    for _ in range(n):
        a, k = rng.uniform(0, 6.29), math.sqrt(rng.random()) * 1.02
        px, py = x + rx * k * math.cos(a), y + ry * k * math.sin(a)
        up = (y - py) / ry * 0.5 + 0.5
        c.poly(
            ellipse(px, py, size, size * 0.45, 8, rng.uniform(0, 3)),
            vary(rng, mix(darker(color, 0.3), lighter(color, 0.4), up), 8),
            0.75,
        )


def trunk(
    c: Canvas, foot: Pt, top: Pt, w: float, color: Color = (112, 84, 66), branches: int = 4, spread: float = 1.0
) -> None:
    """A trunk with a few boughs."""
    shapes: list[Shape] = [
        smooth(
            [
                (foot[0] - w * 0.85, foot[1]),
                (foot[0] - w * 0.45, foot[1] - w * 1.4),
                (top[0] - w * 0.34, top[1]),
                (top[0] + w * 0.34, top[1]),
                (foot[0] + w * 0.45, foot[1] - w * 1.4),
                (foot[0] + w * 0.85, foot[1]),
            ],
            5,
            False,
        )
    ]
    long = foot[1] - top[1]
    for i in range(branches):
        t = (i + 0.5) / branches * 2 - 1
        start = between(foot, top, 0.72 + 0.2 * abs(t))
        shapes += limb(
            start, w * 0.3, (top[0] + t * long * 0.62 * spread, top[1] - long * (0.42 - 0.3 * abs(t))), w * 0.12
        )
    c.solid(shapes, color, 0.6, 0.2)


def tree(
    s: Stage, x: float, z: float, tall: float = 7.0, wide: float = 2.6, color: Color = LEAF, bare: float = 0.36
) -> None:
    """A round shade tree."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        s.cast(x, z, tall * 0.8, wide * 0.35, alpha=0.24)
        foot, top = s.p(x, 0, z), s.p(x, tall * (bare + 0.2), z)
        trunk(c, foot, top, 0.2 * k * tall / 7)
        cy = s.p(x, tall * (bare + 1) / 2 + 0.1, z)[1]
        ry = tall * (1 - bare) / 2 * k
        n = 34 if k > 25 else 18
        _crown(c, s.rng, foot[0], cy, wide * k, ry, color, n)
        if k > 22:
            _leaves(c, s.rng, foot[0], cy, wide * k * 0.95, ry * 0.95, color, 150, max(1.4, 0.1 * k))

    s.add(z, draw)


def flame_tree(s: Stage, x: float, z: float, tall: float = 7.0, wide: float = 4.2, bloom: float = 1.0) -> None:
    """A royal poinciana with its flat crown full of red blossoms."""

    def draw() -> None:
        c, k, rng = s.c, s.k(z), s.rng
        s.cast(x, z, tall * 0.7, wide * 0.4, alpha=0.22)
        foot, top = s.p(x, 0, z), s.p(x, tall * 0.58, z)
        trunk(c, foot, top, 0.24 * k * tall / 7, (122, 98, 82), 6, 1.25)
        cy = s.p(x, tall * 0.82, z)[1]
        rx, ry = wide * k, tall * 0.2 * k
        green: Color = (86, 150, 72)
        _crown(c, rng, foot[0], cy, rx, ry, green, 40)
        _leaves(c, rng, foot[0], cy, rx, ry, green, 160, max(1.3, 0.09 * k))
        for _i in range(round(120 * bloom)):
            a, q = rng.uniform(0, 6.29), math.sqrt(rng.random())
            px, py = foot[0] + rx * q * math.cos(a) * 0.98, cy - ry * 0.12 + ry * q * math.sin(a)
            red = rng.choice(((222, 52, 34), (238, 84, 42), (204, 34, 38), (246, 112, 60)))
            size = k * rng.uniform(0.09, 0.2)
            for _ in range(5):
                c.dot(
                    px + rng.uniform(-1, 1) * size,
                    py + rng.uniform(-0.7, 0.7) * size,
                    size * 0.5,
                    size * 0.42,
                    vary(rng, red, 12),
                )
            c.dot(px - size * 0.3, py - size * 0.4, size * 0.28, size * 0.22, lighter(red, 0.4))

    s.add(z, draw)


def palm(s: Stage, x: float, z: float, tall: float = 7.0, lean: float = 0.4) -> None:
    """A coconut palm."""

    def draw() -> None:
        c, k, rng = s.c, s.k(z), s.rng
        s.cast(x, z, tall * 0.6, 0.4, alpha=0.2)
        foot, top = s.p(x, 0, z), s.p(x + lean, tall, z)
        mid = (foot[0] + lean * k * 0.15, (foot[1] + top[1]) / 2)
        w = 0.13 * k
        stem = [
            (foot[0] - w * 1.3, foot[1]),
            (mid[0] - w, mid[1]),
            (top[0] - w * 0.8, top[1]),
            (top[0] + w * 0.8, top[1]),
            (mid[0] + w, mid[1]),
            (foot[0] + w * 1.3, foot[1]),
        ]
        c.solid([smooth(stem, 5)], (142, 122, 100), 0.6)
        for i in range(11):
            a = math.pi * (1.12 - 1.24 * i / 10) + rng.uniform(-0.08, 0.08)
            frond(c, top, a, tall * 0.34 * k * rng.uniform(0.85, 1.1), vary(rng, (78, 140, 70), 12))

    s.add(z, draw)


def frond(c: Canvas, at: Pt, a: float, long: float, color: Color) -> None:
    """One arching palm leaf; a is its direction (0 right, pi/2 up)."""
    ux, uy = math.cos(a), -math.sin(a)
    up: Shape = []
    down: Shape = []
    for i in range(9):
        t = i / 8
        x, y = at[0] + ux * long * t, at[1] + uy * long * t * (1 - 0.25 * t) + long * 0.62 * t * t
        w = long * 0.12 * math.sin(math.pi * min(1.0, t * 0.94 + 0.06))
        up.append((x, y - w * 0.5))
        down.append((x - ux * w * 0.4, y + w * (1.2 if i % 2 else 0.6)))
    c.solid([up + down[::-1]], color, 0.5, 0.2)


def bush(s: Stage, x: float, z: float, r: float = 0.5, color: Color = DARK_LEAF, bloom: Color | None = None) -> None:
    """A clipped shrub, perhaps in flower."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        px, py = s.p(x, r * 0.75, z)
        s.c.shadow([ellipse(px, py + r * 0.72 * k, r * k * 1.1, r * k * 0.2)], 0.3, max(1.5, 0.05 * k))
        _crown(c, s.rng, px, py, r * k, r * k * 0.8, color, 12)
        if k * r > 12:
            _leaves(c, s.rng, px, py, r * k, r * 0.8 * k, color, 50, max(1.2, 0.05 * k))
        if bloom:
            for _ in range(26):
                a, q = s.rng.uniform(0, 6.3), math.sqrt(s.rng.random()) * r * k
                c.dot(px + q * math.cos(a), py + q * 0.8 * math.sin(a), 0.06 * k, 0.05 * k, vary(s.rng, bloom, 16))

    s.add(z, draw)
