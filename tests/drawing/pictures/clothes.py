"""What the trunk wears: shirts, suits, áo dài, life jackets; collars, buttons, scarves and sashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .color import GOLD, RED, WHITE, Color, darker, lighter, mix
from .geometry import Pt, Shape, between, ellipse, smooth

if TYPE_CHECKING:
    from .figure import Figure


def dress(f: Figure) -> None:
    """Clothe the trunk."""
    kind = f.look.kind
    if kind == "aodai":
        _ao_dai(f)
    elif kind in ("suit", "coat"):
        _jacket(f)
    elif kind == "dress":
        _gown(f)
    else:
        _shirt(f)
    if f.look.sash:
        _sash(f, f.look.sash)


def _outline(f: Figure, waist: float, hem: float, low: float) -> Shape:
    """Trunk outline from the neck to the hem; widths in body heights, low in trunk lengths."""
    s = f.span
    k = f.look.build * (1 - 0.25 * abs(f.turn))
    raw = [
        (-0.032, 1.0),
        (-s * 0.72, 0.965),
        (-s * 1.02, 0.88),
        (-s * 0.93, 0.68),
        (-waist * k, 0.34),
        (-hem * k, low),
        (hem * k, low),
        (waist * k, 0.34),
        (s * 0.93, 0.68),
        (s * 1.02, 0.88),
        (s * 0.72, 0.965),
        (0.032, 1.0),
    ]
    upper = smooth([f.trunk(u, v) for u, v in raw[:6]], 5, False)
    return upper + smooth([f.trunk(u, v) for u, v in raw[6:]], 5, False)


def _fold(f: Figure, points: list[Pt], color: Color, width: float = 0.006, alpha: float = 0.5) -> None:
    if f.h > 150:
        f.c.line(smooth([f.trunk(u, v) for u, v in points], 5, False), width * f.h, color, alpha)


def _shirt(f: Figure) -> None:
    look, c = f.look, f.c
    female = look.female
    low = 0.02 if look.tucked else -0.13
    hem = 0.08 if female else 0.084
    if not look.tucked:
        hem *= 1.08
    shape = _outline(f, 0.068 if female else 0.083, hem, low)
    c.solid([shape], look.top, 0.55)
    dark = darker(look.top, 0.28)
    if look.tucked and not f.back:
        belt = [f.trunk(u * look.build, v) for u, v in ((-0.08, 0.07), (0.08, 0.07), (0.083, 0.0), (-0.083, 0.0))]
        c.solid([belt], darker(look.bottom, 0.4), 0.3, 0.1)
        if f.h > 160:
            x, y = f.trunk(0.03 * f.turn, 0.035)
            c.box(x - 0.012 * f.h, y - 0.008 * f.h, x + 0.012 * f.h, y + 0.008 * f.h, (190, 180, 150))
    if look.lined and f.h > 90:
        for i in range(-3, 4):
            c.line([f.trunk(i * 0.024, 0.9 - 0.02 * abs(i)), f.trunk(i * 0.022, low + 0.06)], 0.003 * f.h, dark, 0.4)
    if f.back:
        _fold(f, [(0, 0.95), (0, 0.1)], dark, 0.004, 0.35)
        c.solid(
            [smooth([f.trunk(u, v) for u, v in ((-0.045, 0.99), (0, 1.06), (0.045, 0.99), (0, 0.94))], 4)],
            lighter(look.top, 0.2),
            0.4,
        )
        return
    _fold(f, [(0.07, 0.62), (0.045, 0.4), (0.06, 0.2)], dark, 0.006, 0.35)
    _fold(f, [(-0.06, 0.5), (-0.04, 0.3), (-0.055, 0.12)], dark, 0.005, 0.3)
    if look.kind == "vest":
        _life_jacket(f)
        return
    m = 0.035 * f.turn
    if look.kind == "tee":
        c.solid([ellipse(*f.trunk(m, 1.0), 0.04 * f.h, 0.018 * f.h)], look.skin, 0.3, 0)
        _fold(f, [(-0.04 + m, 1.0), (m, 0.92), (0.04 + m, 1.0)], dark, 0.009, 0.8)
        return
    if f.h > 110:
        c.line([f.trunk(m, 0.94), f.trunk(m * 1.6, low + 0.08)], 0.004 * f.h, dark, 0.55)
        for i in range(4):
            x, y = f.trunk(m * (1.05 + 0.1 * i), 0.8 - 0.2 * i)
            c.dot(x, y, 0.006 * f.h, 0.006 * f.h, dark, 0.8)
        px, py = f.trunk(0.052 + m * 0.4, 0.66)
        c.line([(px - 0.02 * f.h, py), (px + 0.02 * f.h, py)], 0.004 * f.h, dark, 0.6)
    _collar(f, m, lighter(look.top, 0.35), dark)


def _collar(f: Figure, m: float, color: Color, dark: Color) -> None:
    c = f.c
    gap = [f.trunk(u + m, v) for u, v in ((-0.03, 1.03), (0.03, 1.03), (0, 0.9))]
    c.poly(gap, darker(f.look.skin, 0.12))
    for side in (-1, 1):
        flap = [f.trunk(side * u + m, v) for u, v in ((0.026, 1.06), (0.052, 0.98), (0.03, 0.86), (0.002, 0.93))]
        c.solid([flap], color, 0.4, 0)
        if f.h > 150:
            c.line([flap[1], flap[2], flap[3]], 0.004 * f.h, dark, 0.6)


def _jacket(f: Figure) -> None:
    look, c = f.look, f.c
    coat = look.kind == "coat"
    shape = _outline(f, 0.088, 0.098, -0.75 if coat else -0.16)
    c.solid([shape], look.top, 0.55)
    dark = darker(look.top, 0.35)
    if f.back:
        _fold(f, [(0, 0.95), (0, -0.1)], dark, 0.005, 0.6)
        return
    m = 0.035 * f.turn
    shirt = [f.trunk(u + m, v) for u, v in ((-0.036, 1.03), (0.036, 1.03), (0.012, 0.6), (0, 0.5), (-0.012, 0.6))]
    c.poly(shirt, WHITE if not coat else (190, 220, 232))
    if not coat:
        tie = [f.trunk(u + m, v) for u, v in ((-0.011, 0.97), (0.011, 0.97), (0.016, 0.62), (0, 0.54), (-0.016, 0.62))]
        c.solid([tie], look.accent, 0.4)
    for side in (-1, 1):
        lapel = [
            f.trunk(side * u + m, v) for u, v in ((0.03, 1.03), (0.066, 0.93), (0.06, 0.8), (0.002, 0.48), (0.012, 0.7))
        ]
        c.solid([lapel], lighter(look.top, 0.1 if not coat else 0.3), 0.4, 0.15)
        if f.h > 150:
            c.line([lapel[1], lapel[2], lapel[3]], 0.004 * f.h, dark, 0.7)
    c.line([f.trunk(m, 0.48), f.trunk(m, -0.7 if coat else -0.14)], max(0.6, 0.005 * f.h), dark, 0.7)
    for v in (0.36, 0.18):
        x, y = f.trunk(m + 0.012, v)
        c.dot(x, y, 0.007 * f.h, 0.007 * f.h, dark)
    if coat and f.h > 120:
        x, y = f.trunk(0.05 + m, 0.66)
        c.box(x - 0.004 * f.h, y - 0.014 * f.h, x + 0.004 * f.h, y + 0.014 * f.h, RED)
        c.box(x - 0.014 * f.h, y - 0.004 * f.h, x + 0.014 * f.h, y + 0.004 * f.h, RED)


def _ao_dai(f: Figure) -> None:
    look, c = f.look, f.c
    sitting = f.pose.hip[1] < 0.4
    low = max(-1.45, -(f.pose.hip[1] - 0.06) / 0.3) if not sitting else -0.62
    if not f.legs:
        low = -0.12
    k = look.build * (1 - 0.25 * abs(f.turn))
    sway = 0.02 * f.turn
    panel = smooth(
        [
            f.trunk(u, v)
            for u, v in (
                (-0.068 * k, 0.2),
                (-0.082 * k, -0.1),
                (-0.082 * k + sway, -0.6),
                (-0.1 * k + sway, low),
                (0 + sway, low - 0.03),
                (0.1 * k + sway, low),
                (0.082 * k + sway, -0.6),
                (0.082 * k, -0.1),
                (0.068 * k, 0.2),
            )
        ],
        5,
        False,
    )
    shape = _outline(f, 0.06, 0.075, -0.05)
    c.solid([panel, shape], look.top, 0.5)
    dark = darker(look.top, 0.3)
    if f.legs:
        _fold(f, [(0.03 + sway, -0.15), (0.045 + sway, low + 0.06)], dark, 0.007, 0.4)
        _fold(f, [(-0.035 + sway, -0.25), (-0.05 + sway, low + 0.06)], dark, 0.006, 0.35)
    if f.back:
        _fold(f, [(0, 0.95), (0, 0.2)], dark, 0.004, 0.4)
        return
    m = 0.03 * f.turn
    _fold(f, [(m, 0.96), (0.06 + m, 0.82), (0.075, 0.7)], dark, 0.006, 0.6)
    stand = [f.trunk(u + m, v) for u, v in ((-0.03, 0.985), (-0.027, 1.085), (0.027, 1.085), (0.03, 0.985), (0, 0.95))]
    c.solid([stand], lighter(look.top, 0.12), 0.4)
    if look.bloom and f.h > 90:
        spots = (
            (-0.03, 0.62, 1.0),
            (0.02, 0.5, 0.8),
            (-0.02, -0.55, 1.2),
            (0.035, -0.75, 1.0),
            (-0.04, -0.9, 0.9),
            (0.01, -1.0, 1.1),
        )
        for u, v, size in spots:
            if v > low + 0.12 and not (sitting and v < 0):
                _flower(f, f.trunk(u + m + (sway if v < 0 else 0), v), 0.011 * size * f.h, look.accent)


def _flower(f: Figure, at: Pt, r: float, color: Color) -> None:
    for dx, dy in ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3)):
        f.c.dot(at[0] + dx * r, at[1] + dy * r, r * 0.62, r * 0.62, color, 0.95)
    f.c.dot(at[0], at[1], r * 0.5, r * 0.5, mix(color, GOLD, 0.7))


def _gown(f: Figure) -> None:
    """A dancer's wide dress."""
    look, c = f.look, f.c
    k = look.build
    low = -1.15
    skirt = smooth(
        [
            f.trunk(u * k, v)
            for u, v in (
                (-0.055, 0.28),
                (-0.1, 0.0),
                (-0.17, -0.6),
                (-0.23, low),
                (-0.1, low - 0.06),
                (0.0, low),
                (0.1, low - 0.06),
                (0.23, low),
                (0.17, -0.6),
                (0.1, 0.0),
                (0.055, 0.28),
            )
        ],
        5,
        False,
    )
    c.solid([skirt], look.bottom, 0.5)
    for i in range(-3, 4):
        _fold(f, [(0.016 * i, 0.15), (0.05 * i, low + 0.05)], darker(look.bottom, 0.3), 0.007, 0.4)
    hemline = smooth(
        [
            f.trunk(u * k, v)
            for u, v in ((-0.225, low + 0.06), (-0.1, low + 0.0), (0, low + 0.06), (0.1, low), (0.225, low + 0.06))
        ],
        5,
        False,
    )
    c.line(hemline, 0.014 * f.h, look.accent)
    c.solid([_outline(f, 0.058, 0.066, 0.16)], look.top, 0.5)
    band = [f.trunk(u * k, v) for u, v in ((-0.062, 0.32), (0.062, 0.32), (0.066, 0.2), (-0.066, 0.2))]
    c.solid([band], look.accent, 0.3)
    if not f.back:
        _fold(f, [(-0.035, 1.0), (0, 0.88), (0.035, 1.0)], look.accent, 0.012, 1.0)


def _life_jacket(f: Figure) -> None:
    c = f.c
    orange: Color = (244, 120, 36)
    for side in (-1, 1):
        raw = ((0.026, 1.02), (0.07, 1.0), (0.098, 0.84), (0.1, 0.5), (0.1, 0.02), (0.008, 0.0), (0.008, 0.74))
        c.solid([smooth([f.trunk(side * u * f.look.build, v) for u, v in raw], 4)], orange, 0.5, 0.3)
    for v in (0.52, 0.22):
        band = [f.trunk(u, w) for u, w in ((-0.1, v + 0.05), (0.1, v + 0.05), (0.1, v - 0.03), (-0.1, v - 0.03))]
        c.poly(band, (60, 60, 66))
        x, y = f.trunk(0, v + 0.01)
        c.box(x - 0.014 * f.h, y - 0.014 * f.h, x + 0.014 * f.h, y + 0.014 * f.h, (222, 222, 224))
    for side in (-1, 1):
        a, b = f.trunk(side * 0.05, 0.86), f.trunk(side * 0.055, 0.74)
        c.line([a, b], 0.02 * f.h, (236, 238, 226))


def scarf(f: Figure) -> None:
    """The red scarf of the Young Pioneers."""
    c = f.c
    if f.back:
        c.solid([[f.trunk(u, v) for u, v in ((-0.062, 1.0), (0.0, 1.04), (0.062, 1.0), (0, 0.6))]], RED, 0.5)
        return
    m = 0.035 * f.turn
    for side in (-1, 1):
        c.solid(
            [[f.trunk(side * u + m, v) for u, v in ((0.044, 1.06), (0.05, 0.97), (0.004, 0.85), (0.002, 0.92))]],
            RED,
            0.4,
            0.2,
        )
        c.solid(
            [[f.trunk(side * u + m, v) for u, v in ((0.004, 0.86), (0.028, 0.5), (0.05, 0.56), (0.012, 0.86))]],
            RED,
            0.5,
            0.2,
        )
    x, y = f.trunk(m, 0.855)
    c.solid([ellipse(x, y, 0.015 * f.h, 0.013 * f.h, 14)], darker(RED, 0.15), 0.4, 0.3)


def _sash(f: Figure, color: Color) -> None:
    band = [f.trunk(u, v) for u, v in ((-0.075, 0.95), (-0.04, 0.98), (0.085, 0.1), (0.06, 0.02))]
    f.c.solid([band], color, 0.3)
    a, b = between(band[0], band[1]), between(band[2], band[3])
    f.c.line([a, b], 0.006 * f.h, GOLD, 0.9)
