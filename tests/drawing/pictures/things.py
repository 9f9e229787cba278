"""Bigger things: trucks, buses, boxes, computers, screens, tents of books, taps, saplings."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .canvas import Canvas
from .color import WHITE, Color, darker, lighter, vary
from .geometry import Pt, Shape, ellipse, rect, rounded, smooth
from .props import banner
from .stage import Stage


def wheel(c: Canvas, x: float, y: float, r: float) -> None:
    """A wheel seen from the side."""
    c.solid([ellipse(x, y, r, r, 32)], (44, 44, 50), 0.4, 0.2)
    c.solid([ellipse(x, y, r * 0.58, r * 0.58, 28)], (176, 178, 184), 0.5, 0.4)
    c.dot(x, y, r * 0.2, r * 0.2, (96, 98, 104))


def truck(s: Stage, x: float, z: float, words: str, paint: Color = (64, 130, 190)) -> None:
    """A small lorry with its load, from the side; x is its middle, the cab at the right."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        x0, y0 = s.p(x, 0, z)

        def q(a: float, b: float) -> Pt:
            return (x0 + a * k, y0 - b * k)

        c.shadow([[q(-3.1, 0.1), q(3.2, 0.1), q(3.4, -0.1), q(-2.9, -0.1)]], 0.45, 0.06 * k)
        c.box(*q(-2.9, 0.78), *q(2.9, 0.5), (70, 72, 78))
        # load
        for row in range(2):
            for i in range(8 - row):
                a = -2.75 + i * 0.56 + row * 0.25
                top = 1.72 + 0.48 * (row + 1)
                color = vary(s.rng, (200, 156, 104), 14)
                c.solid([rect(*q(a, top), *q(a + 0.5, top - 0.46))], color, 0.4, 0.2)
                c.box(*q(a + 0.2, top), *q(a + 0.3, top - 0.46), lighter(color, 0.35))
        # bed with its boards
        c.fade([rect(*q(-2.95, 1.9), *q(1.35, 0.72))], [lighter(paint, 0.2), paint, darker(paint, 0.25)])
        for i in range(6):
            a = -2.95 + i * 0.86
            c.box(*q(a - 0.03, 1.92), *q(a + 0.03, 0.72), darker(paint, 0.3))
        c.line([q(-2.95, 1.32), q(1.35, 1.32)], 0.03 * k, darker(paint, 0.3))
        px, py = q(-0.8, 1.42)
        banner(c, px, py, 3.7 * k, 0.62 * k, words, (206, 36, 40), size=0.46)
        # cab
        cab = [q(1.45, 0.6), q(1.45, 2.5), q(1.7, 2.68), q(2.55, 2.68), q(2.95, 1.75), q(3.1, 1.55), q(3.12, 0.6)]
        c.solid([smooth(cab, 1)], paint, 0.4, 0.3)
        c.fade([[q(1.62, 1.7), q(1.62, 2.45), q(2.45, 2.45), q(2.75, 1.7)]], [(196, 226, 240), (130, 166, 186)])
        c.line([q(1.7, 1.8), q(1.95, 2.4)], 0.06 * k, (255, 255, 255), 0.5)
        c.line([q(2.2, 1.62), q(2.2, 0.75)], 0.02 * k, darker(paint, 0.4))
        c.box(*q(2.05, 1.5), *q(2.3, 1.45), (220, 222, 226))
        c.solid([ellipse(*q(3.05, 1.05), 0.09 * k, 0.13 * k)], (255, 240, 190), 0.4)
        c.box(*q(2.8, 0.72), *q(3.2, 0.52), (80, 82, 90))
        for a in (-2.0, -1.15, 2.35):
            c.dot(*q(a, 0.48), 0.56 * k, 0.56 * k, (56, 56, 62))
            wheel(c, *q(a, 0.44), 0.44 * k)

    s.add(z, draw)


def bus(s: Stage, x: float, z: float, paint: Color = (244, 190, 56)) -> None:
    """A coach from the side."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        x0, y0 = s.p(x, 0, z)

        def q(a: float, b: float) -> Pt:
            return (x0 + a * k, y0 - b * k)

        c.shadow([[q(-3.9, 0.1), q(3.9, 0.1), q(4.1, -0.12), q(-3.8, -0.12)]], 0.45, 0.06 * k)
        c.solid([rounded(*q(-3.8, 3.0), *q(3.8, 0.42), 0.3 * k)], paint, 0.25, 0.3)
        c.box(*q(-3.8, 1.25), *q(3.8, 1.05), (60, 120, 190))
        c.box(*q(-3.8, 1.0), *q(3.8, 0.94), WHITE)
        for i in range(6):
            a = -3.5 + i * 1.08
            c.fade([rounded(*q(a, 2.6), *q(a + 0.96, 1.55), 0.1 * k)], [(186, 218, 232), (110, 150, 172)])
            c.poly([q(a + 0.15, 1.6), q(a + 0.4, 1.6), q(a + 0.7, 2.55), q(a + 0.45, 2.55)], WHITE, 0.25)
        c.fade([rounded(*q(3.02, 2.65), *q(3.66, 0.5), 0.08 * k)], [(150, 186, 204), (84, 116, 140)])
        c.line([q(3.34, 2.6), q(3.34, 0.55)], 0.03 * k, darker(paint, 0.4))
        for a in (-2.4, 2.3):
            c.dot(*q(a, 0.5), 0.6 * k, 0.6 * k, darker(paint, 0.6))
            wheel(c, *q(a, 0.46), 0.46 * k)

    s.add(z, draw)


def carton(
    s: Stage,
    x: float,
    z: float,
    size: float = 0.45,
    y: float = 0.0,
    opened: bool = False,
    color: Color = (206, 164, 112),
) -> None:
    """A cardboard box; an open one shows books."""

    def draw() -> None:
        c = s.c
        h, d = size * 0.75, size * 0.6
        a, b = x - size / 2, x + size / 2
        s.c.shadow([s.quad(a - 0.03, b + 0.06, z, z + d, y)], 0.35, 0.03 * s.k(z))
        if opened:
            c.poly(s.quad(a, b, z, z + d, y + h), darker(color, 0.55))
            for i in range(5):
                fx = a + 0.04 + i * size * 0.18
                tone = ((200, 70, 60), (70, 120, 180), (240, 206, 110), (90, 150, 100), (230, 226, 214))[i]
                c.fade(
                    [s.upright(fx, fx + size * 0.15, y + h - 0.1, y + h + 0.07, z + d * 0.5)],
                    [lighter(tone, 0.2), tone],
                )
            for side, edge in ((-1, a), (1, b)):
                flap = [
                    s.p(edge, y + h, z),
                    s.p(edge, y + h, z + d),
                    s.p(edge + side * 0.16, y + h + 0.06, z + d),
                    s.p(edge + side * 0.16, y + h + 0.06, z),
                ]
                c.fade([flap], [lighter(color, 0.2), darker(color, 0.1)])
        else:
            c.fade([s.quad(a, b, z, z + d, y + h)], [lighter(color, 0.25), lighter(color, 0.12)])
            c.poly(s.quad(x - 0.03, x + 0.03, z, z + d, y + h), lighter(color, 0.55))
        c.fade([s.upright(a, b, y, y + h, z)], [color, darker(color, 0.2)])
        if not opened:
            c.poly(s.upright(x - 0.03, x + 0.03, y + h * 0.72, y + h, z), lighter(color, 0.5))

    s.add(z + 0.01, draw)


def laptop(
    s: Stage, x: float, z: float, y: float, facing: bool = False, size: float = 0.34, glow: Color = (120, 180, 226)
) -> None:
    """A laptop computer on a table; facing shows its screen to the eye."""

    def draw() -> None:
        c = s.c
        a, b = x - size / 2, x + size / 2
        if facing:
            c.poly(s.quad(a, b, z - 0.22, z, y + 0.01), (150, 154, 162))
            c.poly(s.quad(a + 0.03, b - 0.03, z - 0.14, z - 0.03, y + 0.015), (76, 80, 90))
            c.solid([s.upright(a, b, y, y + size * 0.68, z)], (56, 60, 70), 0.2)
            c.fade([s.upright(a + 0.015, b - 0.015, y + 0.02, y + size * 0.64, z)], [lighter(glow, 0.4), glow])
            for i in range(4):
                yy = y + size * (0.52 - 0.12 * i)
                c.line(
                    [s.p(a + 0.05, yy, z), s.p(a + size * (0.5 + 0.1 * (i % 3)), yy, z)],
                    max(1, 0.016 * s.k(z)),
                    WHITE,
                    0.9,
                )
        else:
            c.solid([s.upright(a, b, y, y + size * 0.66, z)], (176, 180, 188), 0.4, 0.3)
            px, py = s.p(x, y + size * 0.34, z)
            c.dot(px, py, 0.025 * s.k(z), 0.025 * s.k(z), (226, 228, 234))

    s.add(z, draw)


def desktop(s: Stage, x: float, z: float, y: float = 0.76) -> None:
    """A monitor seen from behind the user's back: its screen faces the eye."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        c.poly(s.upright(x - 0.04, x + 0.04, y, y + 0.14, z), (60, 62, 70))
        c.poly(s.quad(x - 0.12, x + 0.12, z - 0.06, z + 0.06, y + 0.01), (60, 62, 70))
        c.solid([s.upright(x - 0.28, x + 0.28, y + 0.1, y + 0.46, z)], (46, 48, 56), 0.2, 0.2)
        tone = s.rng.choice(((120, 186, 226), (226, 236, 244), (150, 206, 180)))
        c.fade([s.upright(x - 0.26, x + 0.26, y + 0.125, y + 0.44, z)], [lighter(tone, 0.4), tone])
        c.poly(s.upright(x - 0.26, x + 0.26, y + 0.4, y + 0.44, z), (60, 110, 170))
        for i in range(4):
            c.line(
                [s.p(x - 0.2, y + 0.35 - 0.06 * i, z), s.p(x + 0.02 + 0.05 * (i % 3), y + 0.35 - 0.06 * i, z)],
                max(1, 0.018 * k),
                (90, 110, 140),
                0.8,
            )
        c.poly(s.upright(x + 0.1, x + 0.22, y + 0.18, y + 0.34, z), (246, 180, 90))
        c.poly(s.quad(x - 0.2, x + 0.2, z - 0.34, z - 0.2, y + 0.015), (70, 74, 84))

    s.add(z, draw)


def screen(s: Stage, x: float, y: float, z: float, wide: float, title: str, kind: str = "chart") -> Shape:
    """A projection screen on the far wall with a slide."""
    c, k = s.c, s.k(z)
    high = wide * 0.58
    area = s.upright(x - wide / 2, x + wide / 2, y, y + high, z)
    c.shadow([area], 0.5, 16, (255, 255, 255))
    c.solid([s.upright(x - wide / 2 - 0.05, x + wide / 2 + 0.05, y - 0.05, y + high + 0.05, z)], (70, 74, 84), 0.1, 0.1)
    c.fade([area], [(250, 252, 255), (226, 238, 248)])
    c.poly(s.upright(x - wide / 2, x + wide / 2, y + high * 0.82, y + high, z), (34, 104, 170))
    px, py = s.p(x, y + high * 0.91, z)
    c.text(px, py, title, high * 0.1 * k, WHITE, wide * 0.94 * k)
    if kind == "chart":
        for i, t in enumerate((0.3, 0.45, 0.38, 0.6)):
            a = x - wide * 0.42 + i * wide * 0.1
            c.fade(
                [s.upright(a, a + wide * 0.07, y + high * 0.12, y + high * (0.12 + t), z)],
                [((90, 170, 220), (250, 180, 70), (110, 190, 120), (230, 100, 90))[i]] * 2,
            )
    for i in range(4):
        yy = y + high * (0.68 - 0.15 * i)
        q = s.p(x + wide * 0.08, yy, z)
        c.dot(q[0], q[1], 0.035 * k, 0.035 * k, (240, 150, 60))
        c.line(
            [s.p(x + wide * 0.12, yy, z), s.p(x + wide * (0.3 + 0.04 * (i % 3)), yy, z)],
            max(1.5, 0.045 * k),
            (110, 126, 150),
        )
    return area


def papers(s: Stage, x: float, z: float, y: float, rng: random.Random) -> None:
    """Sheets, a notebook and a pen lying on a table."""

    def draw() -> None:
        a = rng.uniform(-0.05, 0.05)
        s.c.poly(
            [
                s.p(x - 0.12 + a, y + 0.01, z - 0.08),
                s.p(x + 0.12, y + 0.01, z - 0.08),
                s.p(x + 0.12, y + 0.01, z + 0.1),
                s.p(x - 0.1 + a, y + 0.01, z + 0.1),
            ],
            (252, 251, 246),
        )
        s.c.poly(
            s.quad(x + 0.15, x + 0.32, z - 0.06, z + 0.1, y + 0.012),
            rng.choice(((70, 130, 190), (220, 90, 80), (100, 170, 110))),
        )

    s.add(z - 0.02, draw)


def bottles(s: Stage, xs: Sequence[float], y: float, z: float) -> None:
    """Bottles of water along a table."""

    def draw() -> None:
        for x in xs:
            bottle(s.c, *s.p(x, y, z), s.k(z))

    s.add(z - 0.2, draw)


def bottle(c: Canvas, x: float, y: float, k: float) -> None:
    """A bottle of drinking water standing on (x, y)."""
    c.solid([rounded(x - 0.03 * k, y - 0.17 * k, x + 0.03 * k, y, 0.012 * k)], (206, 230, 244), 0.5, 0.4)
    c.box(x - 0.03 * k, y - 0.12 * k, x + 0.03 * k, y - 0.06 * k, (70, 150, 210))
    c.box(x - 0.014 * k, y - 0.21 * k, x + 0.014 * k, y - 0.165 * k, (60, 120, 190))
