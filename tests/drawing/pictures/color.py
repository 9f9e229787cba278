"""Colours and how they mix."""

from __future__ import annotations

import random

Color = tuple[int, int, int]

WHITE: Color = (247, 248, 251)
RED: Color = (208, 34, 38)
DEEP_RED: Color = (158, 20, 30)
GOLD: Color = (250, 205, 60)
NAVY: Color = (40, 50, 84)
GREEN: Color = (60, 130, 70)
WOOD: Color = (150, 92, 52)
SKINS: tuple[Color, ...] = ((247, 211, 180), (242, 200, 165), (235, 189, 152), (226, 176, 138), (213, 161, 122))
HAIRS: tuple[Color, ...] = ((34, 28, 32), (42, 33, 33), (52, 40, 36), (28, 26, 34))
SILK: tuple[Color, ...] = (
    (196, 52, 84),
    (58, 122, 160),
    (228, 150, 70),
    (122, 84, 160),
    (44, 140, 120),
    (226, 118, 140),
    (160, 40, 50),
    (84, 104, 176),
    (236, 196, 96),
    (110, 160, 90),
)
SHIRTS: tuple[Color, ...] = (
    (176, 204, 232),
    (236, 238, 242),
    (200, 214, 206),
    (152, 176, 212),
    (226, 214, 196),
    (120, 150, 190),
    (206, 190, 216),
    (238, 226, 180),
)
BRIGHT: tuple[Color, ...] = (
    (226, 70, 60),
    (250, 186, 50),
    (64, 156, 214),
    (92, 178, 92),
    (238, 120, 160),
    (150, 100, 190),
    (246, 140, 60),
)


def mix(a: Color, b: Color, t: float) -> Color:
    """Colour between a (t = 0) and b (t = 1)."""
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


def darker(c: Color, t: float = 0.3) -> Color:
    """The colour in shadow, drawn a little to a cool violet."""
    return mix(c, (round(c[0] * 0.25 + 14), round(c[1] * 0.24 + 14), round(c[2] * 0.34 + 30)), t)


def lighter(c: Color, t: float = 0.3) -> Color:
    """The colour in sunlight, drawn a little to warm white."""
    return mix(c, (255, 250, 232), t)


def vary(rng: random.Random, c: Color, by: int = 10) -> Color:
    """A neighbour of the colour."""
    k = rng.uniform(-by, by)
    r, g, b = (min(255, max(0, round(v + k + rng.uniform(-by, by) * 0.4))) for v in c)
    return (r, g, b)
