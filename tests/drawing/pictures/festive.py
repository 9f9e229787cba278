"""Things for the twentieth anniversary: arches of balloons, flower baskets, envelopes, plaques."""

from __future__ import annotations

import math

from .canvas import Canvas
from .color import GOLD, RED, Color, lighter, vary
from .figure import Held, Joints
from .geometry import Pt, ellipse, limb, rounded, smooth
from .props import balloon, bouquet, rose
from .stage import Stage

PARTY: tuple[Color, ...] = ((226, 60, 70), (250, 200, 70), (250, 244, 236), (240, 120, 150))


def balloon_arch(
    s: Stage, x: float, z: float, wide: float, high: float, words: str = "", colors: tuple[Color, ...] = PARTY
) -> None:
    """An arch made of many balloons, perhaps with a board of words at its crown."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        n = round(wide * 11)
        for ring in (0, 1):
            for i in range(n + 1):
                a = math.pi * i / n
                r = (0.24 + 0.05 * ((i * 7 + ring * 3) % 3)) * k * 0.55
                px, py = s.p(x + math.cos(a) * wide / 2, 0.15 + math.sin(a) ** 0.8 * high, z)
                off = (0.12 if ring else -0.12) * k
                c.solid(
                    [ellipse(px + off * math.cos(a), py - off * math.sin(a) * 0.8, r, r * 1.08, 20)],
                    vary(s.rng, colors[(i + ring * 2) % len(colors)], 8),
                    0.7,
                    0.4,
                )
        if words:
            px, py = s.p(x, high + 0.05, z)
            c.solid(
                [rounded(px - wide * 0.36 * k, py - 0.3 * k, px + wide * 0.36 * k, py + 0.3 * k, 0.2 * k)],
                RED,
                0.2,
                0.2,
            )
            c.text(px, py, words, 0.34 * k, (255, 228, 110), wide * 0.68 * k)

    s.add(z, draw)


def flower_basket(s: Stage, x: float, z: float, tall: float = 1.25, ribbon: str = "CHÚC MỪNG") -> None:
    """A stand of congratulation flowers with its ribbon."""

    def draw() -> None:
        c, k, rng = s.c, s.k(z), s.rng
        px, py = s.p(x, 0, z)
        s.cast(x, z, tall, 0.25)
        for dx in (-0.22, 0.0, 0.22):
            c.line([(px + dx * k, py), (px + dx * 0.3 * k, py - tall * 0.6 * k)], 0.035 * k, (190, 150, 96))
        r = 0.4 * k
        cy = py - tall * k + r * 0.6
        for i in range(16):
            a = i / 16 * 2 * math.pi
            tip = (px + math.cos(a) * r * 1.35, cy - math.sin(a) * r * 1.15)
            c.solid(
                [
                    smooth(
                        [
                            (px, cy),
                            ((px + tip[0]) / 2 - r * 0.14, (cy + tip[1]) / 2),
                            tip,
                            ((px + tip[0]) / 2 + r * 0.14, (cy + tip[1]) / 2),
                        ],
                        4,
                    )
                ],
                vary(rng, (70, 132, 70), 18),
                0.4,
            )
        for i in range(44):
            a, q = i * 2.4, math.sqrt(i / 44)
            color = ((236, 60, 80), (250, 204, 80), (250, 244, 240), (244, 140, 170))[i % 4]
            rose(
                c,
                px + math.cos(a) * q * r * 1.05,
                cy + math.sin(a) * q * r * 0.95,
                r * rng.uniform(0.13, 0.18),
                vary(rng, color, 10),
            )
        band = [
            (px - 0.36 * k, cy + r * 0.5),
            (px + 0.36 * k, cy + r * 0.3),
            (px + 0.38 * k, cy + r * 0.72),
            (px - 0.34 * k, cy + r * 0.92),
        ]
        c.solid([smooth(band, 2)], RED, 0.3, 0.2)
        c.text(px + 0.01 * k, cy + r * 0.62, ribbon, 0.13 * k, (255, 232, 130), 0.62 * k)

    s.add(z, draw)


def with_board(words: str, color: Color = (206, 36, 44), w: float = 0.26, h: float = 0.16) -> Held:
    """Hands that hold a board with words, such as a scholarship."""

    def draw(c: Canvas, j: Joints) -> None:
        x = (j.hands[0][0] + j.hands[1][0]) / 2
        y = (j.hands[0][1] + j.hands[1][1]) / 2 - 0.035 * j.h
        c.solid(
            [rounded(x - w / 2 * j.h, y - h / 2 * j.h, x + w / 2 * j.h, y + h / 2 * j.h, 0.01 * j.h)], color, 0.2, 0.3
        )
        c.solid(
            [rounded(x - w * 0.45 * j.h, y - h * 0.42 * j.h, x + w * 0.45 * j.h, y + h * 0.42 * j.h, 0.008 * j.h)],
            (255, 246, 222),
            0.1,
            0,
        )
        c.text(x, y - h * 0.14 * j.h, words, h * 0.3 * j.h, (190, 30, 40), w * 0.84 * j.h)
        c.box(x - w * 0.3 * j.h, y + h * 0.12 * j.h, x + w * 0.3 * j.h, y + h * 0.2 * j.h, GOLD)

    return draw


def fan(c: Canvas, at: Pt, r: float, color: Color, angle: float) -> None:
    """A dancer's fan of feathers opened from the hand."""
    for i in range(9):
        a = angle + (i - 4) * 0.24
        tip = (at[0] + math.cos(a) * r, at[1] - math.sin(a) * r)
        c.solid(limb(at, r * 0.03, tip, r * 0.15), mix_white(color, i), 0.4, 0.2)
    c.dot(at[0], at[1], r * 0.1, r * 0.1, GOLD)


def mix_white(color: Color, i: int) -> Color:
    """Every second feather a little paler."""
    return lighter(color, 0.35) if i % 2 else color


def pom(c: Canvas, at: Pt, r: float, color: Color) -> None:
    """A cheerleader's tuft."""
    for i in range(12):
        a = i * 0.5236
        c.solid(
            [ellipse(at[0] + math.cos(a) * r * 0.5, at[1] + math.sin(a) * r * 0.5, r * 0.6, r * 0.24, 10, a)],
            color if i % 2 else lighter(color, 0.3),
            0.4,
            0.2,
        )


def stone(s: Stage, x: float, z: float, words: str) -> None:
    """A small memorial stone with words."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        px, py = s.p(x, 0, z)
        s.cast(x, z, 0.5, 0.3)
        shape = smooth(
            [
                (px - 0.42 * k, py),
                (px - 0.44 * k, py - 0.32 * k),
                (px - 0.2 * k, py - 0.5 * k),
                (px + 0.24 * k, py - 0.47 * k),
                (px + 0.45 * k, py - 0.28 * k),
                (px + 0.42 * k, py),
            ],
            4,
        )
        c.solid([shape], (168, 166, 164), 0.6, 0.3)
        for i, part in enumerate(words.split("|")):
            c.text(px, py - (0.32 - 0.13 * i) * k, part, 0.095 * k, (150, 30, 34), 0.72 * k)

    s.add(z, draw)


def rising(
    s: Stage, n: int, area: tuple[float, float, float, float], size: tuple[float, float], colors: tuple[Color, ...]
) -> None:
    """Many balloons going up, the higher the smaller."""
    rng = s.rng
    x0, y0, x1, y1 = area
    spots = sorted(((rng.uniform(x0, x1), rng.uniform(y0, y1)) for _ in range(n)), key=lambda p: p[1])
    for x, y in spots:
        t = (y - y0) / max(1.0, y1 - y0)
        r = size[0] + (size[1] - size[0]) * t + rng.uniform(-2, 3)
        balloon(s.c, x, y, r, vary(rng, rng.choice(colors), 10), (x + rng.uniform(-8, 8), y + r * 3.4))


def basket_in_hands(c: Canvas, j: Joints) -> None:
    """A large bunch of flowers for a guest of honour."""
    x = (j.hands[0][0] + j.hands[1][0]) / 2
    bouquet(c, x, j.hands[0][1], 0.135 * j.h, c.rng, (250, 226, 200), ((236, 60, 80), (250, 204, 80), (250, 244, 240)))
