"""Things for feasts and meetings: flags, banners, flowers, lecterns, balloons, drums, papers and cups."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from .canvas import Canvas
from .color import BRIGHT, GOLD, RED, WHITE, WOOD, Color, darker, lighter, mix, vary
from .geometry import Pt, Shape, between, ellipse, rect, rounded, smooth, star

if TYPE_CHECKING:
    from .stage import Stage


def flag(
    c: Canvas, x: float, y: float, w: float, h: float, phase: float = 0.0, starred: bool = True, color: Color = RED
) -> None:
    """A waving flag whose upper hoist corner is (x, y)."""
    n = 16
    up: Shape = []
    low: Shape = []
    for i in range(n + 1):
        t = i / n
        dy = math.sin(t * 5.2 + phase) * h * 0.09 * t**0.6
        up.append((x + w * t, y + dy))
        low.append((x + w * t * 0.985, y + h + dy * 1.1))
    c.solid([up + low[::-1]], color, 0.3, 0.1)
    for i in range(n):
        slope = math.cos((i + 0.5) / n * 5.2 + phase)
        tone: Color = (255, 190, 160) if slope < 0 else (60, 0, 20)
        c.poly([up[i], up[i + 1], low[i + 1], low[i]], tone, 0.16 * abs(slope))
    if starred:
        dy = math.sin(0.5 * 5.2 + phase) * h * 0.09 * 0.66
        c.poly(star(x + w * 0.5, y + h * 0.5 + dy, h * 0.31), (255, 214, 50))


def banner(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    words: str,
    color: Color = RED,
    ink: Color = (255, 228, 90),
    size: float = 0.5,
) -> None:
    """A stretched cloth with one line of words (or two, split at a bar)."""
    sag = h * 0.05
    shape = smooth([(x - w / 2, y - h / 2), (x, y - h / 2 + sag), (x + w / 2, y - h / 2)], 8, False)
    shape += smooth([(x + w / 2, y + h / 2), (x, y + h / 2 + sag), (x - w / 2, y + h / 2)], 8, False)
    c.shadow([[(px + h * 0.06, py + h * 0.12) for px, py in shape]], 0.28, h * 0.08)
    c.fade([shape], [lighter(color, 0.1), color, darker(color, 0.2)])
    for i in range(1, 9):
        fx = x - w / 2 + w * i / 9
        c.line([(fx, y - h / 2 + sag), (fx + h * 0.08, y + h / 2)], h * 0.05, darker(color, 0.4), 0.12)
    parts = words.split("|")
    for i, part in enumerate(parts):
        dy = (i - (len(parts) - 1) / 2) * h * 0.4
        c.text(x, y + dy + sag * 0.6, part, h * (size if len(parts) == 1 else 0.3), ink, w * 0.92)


def bouquet(
    c: Canvas,
    x: float,
    y: float,
    r: float,
    rng: random.Random,
    wrap: Color = (250, 236, 226),
    colors: tuple[Color, ...] | None = None,
) -> None:
    """Flowers wrapped in paper; (x, y) is where the hands hold it."""
    colors = colors or (rng.choice(BRIGHT), (250, 236, 130), (244, 130, 160))
    cone = [
        (x - r * 0.22, y + r * 0.7),
        (x + r * 0.22, y + r * 0.7),
        (x + r * 0.95, y - r * 0.75),
        (x, y - r * 0.4),
        (x - r * 0.95, y - r * 0.75),
    ]
    for _ in range(7):
        a = rng.uniform(-0.9, 0.9)
        tip = (x + math.sin(a) * r * 1.5, y - r * 0.6 - math.cos(a) * r * 0.95)
        c.solid([_leaf((x, y - r * 0.4), tip, r * 0.16)], vary(rng, (84, 150, 84), 16), 0.4)
    for i in range(17):
        a, q = i * 2.4, math.sqrt(i / 17)
        rose(
            c,
            x + math.cos(a) * q * r * 0.82,
            y - r * 0.95 + math.sin(a) * q * r * 0.5,
            r * rng.uniform(0.17, 0.23),
            vary(rng, colors[i % len(colors)], 10),
        )
    c.solid([smooth(cone, 3)], wrap, 0.5)
    c.poly([(x - r * 0.95, y - r * 0.75), (x, y - r * 0.4), (x - r * 0.2, y + r * 0.5)], lighter(wrap, 0.4), 0.5)
    c.solid([ellipse(x, y + r * 0.28, r * 0.26, r * 0.1)], colors[0], 0.4)


def rose(c: Canvas, x: float, y: float, r: float, color: Color) -> None:
    """One round blossom."""
    c.solid([ellipse(x, y, r, r * 0.92, 16)], color, 0.7, 0.4)
    if r > 4:
        c.dot(x - r * 0.1, y - r * 0.1, r * 0.5, r * 0.45, darker(color, 0.2))
        c.dot(x - r * 0.18, y - r * 0.2, r * 0.3, r * 0.26, lighter(color, 0.2))


def _leaf(a: Pt, b: Pt, w: float) -> Shape:
    m = between(a, b, 0.6)
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = math.hypot(dx, dy) or 1
    return smooth([a, (m[0] - dy / d * w, m[1] + dx / d * w), b, (m[0] + dy / d * w, m[1] - dx / d * w)], 4)


def spray(c: Canvas, x: float, y: float, r: float, rng: random.Random, colors: tuple[Color, ...] | None = None) -> None:
    """A low dome of cut flowers on a table; (x, y) is the middle of its foot."""
    colors = colors or ((236, 76, 96), (252, 206, 80), (250, 240, 236), (242, 142, 170))
    for i in range(12):
        a = math.pi * (i + 0.5) / 12
        c.solid(
            [_leaf((x, y), (x + math.cos(a) * r * 1.35, y - math.sin(a) * r * 1.05), r * 0.17)],
            vary(rng, (70, 132, 70), 18),
            0.4,
        )
    spots = []
    for _ in range(26):
        a, q = rng.uniform(0, math.pi), math.sqrt(rng.random())
        spots.append((x + math.cos(a) * q * r * 1.05, y - math.sin(a) * q * r * 0.85 - r * 0.05))
    for px, py in sorted(spots, key=lambda p: p[1]):
        rose(c, px, py, r * rng.uniform(0.13, 0.2), vary(rng, rng.choice(colors), 8))


def table_flowers(s: Stage, x: float, y: float, z: float, size: float, colors: tuple[Color, ...] | None = None) -> None:
    """A dome of flowers on a table whose front edge is nearer than z."""
    s.add(z - 0.2, lambda: spray(s.c, *s.p(x, y, z), size * s.k(z), s.rng, colors))


def lectern(
    c: Canvas, x: float, y: float, k: float, rng: random.Random, wood: Color = WOOD, flowers: bool = True
) -> None:
    """A speaker's desk seen from the front: (x, y) the middle of its foot, k pixels in a metre."""
    top = y - 1.02 * k
    c.shadow([ellipse(x, y, 0.48 * k, 0.08 * k)], 0.4, 0.04 * k)
    body = [(x - 0.34 * k, top), (x + 0.34 * k, top), (x + 0.28 * k, y - 0.1 * k), (x - 0.28 * k, y - 0.1 * k)]
    c.fade([body], [lighter(wood, 0.22), wood, darker(wood, 0.2)], across=True)
    inner = [
        (x - 0.24 * k, top + 0.16 * k),
        (x + 0.24 * k, top + 0.16 * k),
        (x + 0.19 * k, y - 0.22 * k),
        (x - 0.19 * k, y - 0.22 * k),
    ]
    c.fade([inner], [darker(wood, 0.18), darker(wood, 0.3)])
    c.poly(star(x, (top + y) / 2 + 0.0 * k, 0.12 * k), lighter(GOLD, 0.1))
    c.fade([rect(x - 0.34 * k, y - 0.12 * k, x + 0.34 * k, y)], [wood, darker(wood, 0.35)])
    slab = [(x - 0.42 * k, top), (x + 0.42 * k, top), (x + 0.36 * k, top - 0.1 * k), (x - 0.36 * k, top - 0.1 * k)]
    c.solid([slab], lighter(wood, 0.2), 0.4)
    c.poly(rect(x - 0.42 * k, top, x + 0.42 * k, top + 0.05 * k), darker(wood, 0.25))
    microphone(c, x + 0.2 * k, top - 0.02 * k, 0.34 * k, -0.35)
    if flowers:
        spray(c, x, top + 0.26 * k, 0.25 * k, rng)


def microphone(c: Canvas, x: float, y: float, long: float, bend: float = -0.3) -> None:
    """A thin gooseneck microphone."""
    tip = (x + bend * long, y - long)
    c.line(smooth([(x, y), (x, y - long * 0.55), tip], 6, False), max(1.0, long * 0.045), (54, 54, 60))
    c.solid([ellipse(tip[0], tip[1], long * 0.085, long * 0.11)], (40, 40, 46), 0.5, 0.4)


def balloon(c: Canvas, x: float, y: float, r: float, color: Color, string: Pt | None = None) -> None:
    """A balloon, perhaps on a string that ends at a point."""
    if string:
        mid = (between((x, y), string)[0] + r * 0.5, between((x, y), string)[1])
        c.line(smooth([(x, y + r * 1.2), mid, string], 6, False), max(0.6, r * 0.04), (240, 240, 240), 0.7)
    c.poly([(x - r * 0.14, y + r * 1.3), (x + r * 0.14, y + r * 1.3), (x, y + r * 1.05)], darker(color, 0.2))
    c.solid(
        [
            smooth(
                [
                    (x, y - r * 1.08),
                    (x + r * 0.92, y - r * 0.3),
                    (x + r * 0.62, y + r * 0.62),
                    (x, y + r * 1.16),
                    (x - r * 0.62, y + r * 0.62),
                    (x - r * 0.92, y - r * 0.3),
                ],
                5,
            )
        ],
        color,
        0.7,
        0.3,
    )
    c.poly(ellipse(x - r * 0.34, y - r * 0.45, r * 0.16, r * 0.28, 12, 0.5), (255, 255, 255), 0.6)


def drum(c: Canvas, x: float, y: float, r: float) -> None:
    """A big school drum, its skin turned to the eye a little; (x, y) is its middle."""
    wood: Color = (176, 44, 36)
    body = smooth(
        [
            (x - r * 0.15, y - r),
            (x + r * 0.85, y - r * 1.07),
            (x + r * 1.55, y - r * 0.9),
            (x + r * 1.6, y),
            (x + r * 1.55, y + r * 0.9),
            (x + r * 0.85, y + r * 1.07),
            (x - r * 0.15, y + r),
        ],
        5,
    )
    c.solid([body], wood, 0.6, 0.2)
    for t in (0.35, 0.75, 1.15):
        c.line(
            smooth([(x + r * t, y - r * 1.04), (x + r * (t + 0.14), y), (x + r * t, y + r * 1.04)], 8, False),
            r * 0.03,
            darker(wood, 0.35),
            0.7,
        )
    c.solid([ellipse(x, y, r * 0.86, r * 1.02, 48)], (150, 34, 30), 0.2, 0)
    c.solid([ellipse(x, y, r * 0.78, r * 0.94, 48)], (240, 220, 180), 0.35, 0.2)
    c.poly(ellipse(x, y, r * 0.36, r * 0.44, 40), (214, 186, 140), 0.5)
    for i in range(28):
        a = 2 * math.pi * i / 28
        c.dot(x + r * 0.82 * math.cos(a), y + r * 0.98 * math.sin(a), r * 0.026, r * 0.03, (246, 206, 110))


def drum_stand(c: Canvas, x: float, y: float, r: float, floor: float) -> None:
    """The trestle under the drum, from its middle down to the floor."""
    for x0, x1 in ((x - 0.3 * r, x - 0.75 * r), (x + 1.45 * r, x + 1.8 * r)):
        c.line([(x0, y + r * 0.5), (x1, floor)], r * 0.13, darker(WOOD, 0.3))
    c.line([(x - 0.62 * r, y + (floor - y) * 0.72), (x + 1.7 * r, y + (floor - y) * 0.72)], r * 0.1, darker(WOOD, 0.15))


def paper(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    angle: float = 0.0,
    frame: Color | None = None,
    lines: bool = True,
) -> None:
    """A sheet, a certificate or a framed diploma, its middle at (x, y)."""
    co, si = math.cos(angle), math.sin(angle)

    def q(u: float, v: float) -> Pt:
        return (x + u * w * co - v * h * si, y + u * w * si + v * h * co)

    def sheet(a: float, b: float) -> Shape:
        return [q(-a, -b), q(a, -b), q(a, b), q(-a, b)]

    if frame:
        c.solid([sheet(0.56, 0.58)], frame, 0.3, 0.3)
    c.solid([sheet(0.5, 0.5)], (253, 249, 234), 0.25, 0)
    if lines:
        c.line([q(-0.3, -0.3), q(0.3, -0.3)], h * 0.09, (206, 60, 50))
        for v in (-0.1, 0.06, 0.22):
            c.line([q(-0.36, v), q(0.36, v)], h * 0.025, (150, 140, 140))
        px, py = q(0.26, 0.34)
        c.dot(px, py, h * 0.08, h * 0.08, (220, 60, 50), 0.85)


def cup(c: Canvas, x: float, y: float, h: float) -> None:
    """A golden cup standing on (x, y)."""
    gold: Color = (240, 190, 60)
    c.solid([rounded(x - h * 0.2, y - h * 0.16, x + h * 0.2, y, h * 0.03)], (92, 60, 44), 0.5)
    for side in (-1, 1):
        ring = ellipse(x + side * h * 0.27, y - h * 0.74, h * 0.13, h * 0.16, 18)
        c.line([*ring, ring[0]], h * 0.045, darker(gold, 0.15))
    bowl = [
        (x - h * 0.28, y - h),
        (x + h * 0.28, y - h),
        (x + h * 0.22, y - h * 0.6),
        (x + h * 0.05, y - h * 0.44),
        (x + h * 0.05, y - h * 0.26),
        (x + h * 0.14, y - h * 0.16),
        (x - h * 0.14, y - h * 0.16),
        (x - h * 0.05, y - h * 0.26),
        (x - h * 0.05, y - h * 0.44),
        (x - h * 0.22, y - h * 0.6),
    ]
    c.solid([bowl], gold, 0.8, 0.5)
    c.poly(ellipse(x - h * 0.1, y - h * 0.78, h * 0.03, h * 0.12, 12), WHITE, 0.7)


def book(c: Canvas, x: float, y: float, w: float, color: Color, opened: bool = True, angle: float = 0.0) -> None:
    """A book held up: its covers are seen; opened shows two halves."""
    h = w * 0.72 if opened else w * 1.35
    co, si = math.cos(angle), math.sin(angle)

    def q(u: float, v: float) -> Pt:
        return (x + u * w * co - v * h * si, y + u * w * si + v * h * co)

    if opened:
        c.solid([[q(-0.5, -0.44), q(0, -0.5), q(0, 0.5), q(-0.5, 0.56)]], color, 0.3, 0.2)
        c.solid([[q(0.5, -0.44), q(0, -0.5), q(0, 0.5), q(0.5, 0.56)]], darker(color, 0.14), 0.3, 0.1)
        c.line([q(-0.5, -0.46), q(0, -0.52), q(0.5, -0.46)], max(1, h * 0.05), (252, 248, 236))
        c.poly([q(0.1, -0.25), q(0.4, -0.22), q(0.4, 0.05), q(0.1, 0.02)], mix(color, (255, 240, 200), 0.6))
    else:
        c.solid([[q(-0.5, -0.5), q(0.5, -0.5), q(0.5, 0.5), q(-0.5, 0.5)]], color, 0.4, 0.25)
        c.poly([q(-0.36, -0.36), q(0.36, -0.36), q(0.36, -0.12), q(-0.36, -0.12)], mix(color, (255, 246, 210), 0.75))
        c.poly(ellipse(*q(0, 0.18), w * 0.22, w * 0.22, 20), mix(color, GOLD, 0.6))
        c.line([q(-0.44, -0.5), q(-0.44, 0.5)], max(1, w * 0.03), darker(color, 0.35), 0.8)
