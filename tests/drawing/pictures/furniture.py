"""Furniture: tables, chairs, stools, book cases, boards and frames."""

from __future__ import annotations

from .color import Color, darker, lighter, mix, vary
from .geometry import Pt, Shape, between, rect, smooth
from .stage import Plane, Stage


def table(
    s: Stage,
    x: float,
    z: float,
    wide: float = 1.6,
    deep: float = 0.6,
    high: float = 0.76,
    cover: Color | None = None,
    y: float = 0.0,
    wood: Color = (196, 146, 96),
) -> None:
    """A table seen from its front, with a cloth that hangs down if cover is given. Waits for its depth."""

    def draw() -> None:
        c = s.c
        a, b = x - wide / 2, x + wide / 2
        top = s.quad(a, b, z, z + deep, y + high)
        s.c.shadow([s.quad(a, b, z, z + deep, y)], 0.3, 0.05 * s.k(z))
        if cover:
            c.fade([s.upright(a, b, y + 0.02, y + high, z)], [lighter(cover, 0.08), darker(cover, 0.14)])
            n = max(3, round(wide / 0.3))
            for i in range(n):
                f = a + wide * (i + 0.3) / n
                c.wash(
                    [s.upright(f, f + wide / n * 0.5, y + 0.02, y + high - 0.05, z)],
                    darker(cover, 0.7),
                    0.0,
                    0.25,
                    across=True,
                )
            c.fade([top], [lighter(cover, 0.3), lighter(cover, 0.15)])
        else:
            for f in (a + 0.06, b - 0.06):
                for d in (z + deep - 0.06, z + 0.04):
                    c.line([s.p(f, y + high, d), s.p(f, y, d)], 0.05 * s.k(d), darker(wood, 0.35))
            c.fade([s.upright(a, b, y + high - 0.16, y + high, z)], [wood, darker(wood, 0.25)])
            c.fade([top], [lighter(wood, 0.3), lighter(wood, 0.12)])
            c.line([top[0], top[1]], max(1, 0.03 * s.k(z)), lighter(wood, 0.35))

    s.add(z + deep - 0.02, draw)


def chair_back(s: Stage, x: float, z: float, color: Color = (196, 52, 48), y: float = 0.0) -> None:
    """The back of a stacking chair, for rows seen from behind; stands just before the sitter."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        px, py = s.p(x, y, z)
        w = 0.21 * k
        for side in (-1, 1):
            c.line(
                [(px + side * w * 0.85, py - 0.45 * k), (px + side * w * 1.05, py)],
                max(1, 0.035 * k),
                darker(color, 0.45),
            )
        seat = smooth(
            [
                (px - w, py - 0.74 * k),
                (px, py - 0.78 * k),
                (px + w, py - 0.74 * k),
                (px + w * 1.05, py - 0.5 * k),
                (px + w, py - 0.42 * k),
                (px - w, py - 0.42 * k),
                (px - w * 1.05, py - 0.5 * k),
            ],
            4,
        )
        c.solid([seat], color, 0.5)
        c.poly(rect(px - w * 0.5, py - 0.69 * k, px + w * 0.5, py - 0.64 * k), darker(color, 0.45))

    s.add(z, draw)


def stool(s: Stage, x: float, z: float, color: Color = (60, 120, 196)) -> None:
    """A low plastic stool."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        px, py = s.p(x, 0, z)
        c.solid(
            [[(px - 0.16 * k, py - 0.42 * k), (px + 0.16 * k, py - 0.42 * k), (px + 0.2 * k, py), (px - 0.2 * k, py)]],
            color,
            0.5,
        )

    s.add(z + 0.02, draw)


def shelf(
    plane: Plane,
    a0: float,
    a1: float,
    b0: float,
    b1: float,
    rows: int = 4,
    wood: Color = (168, 116, 72),
    fill: float = 0.9,
) -> None:
    """A book case in a plane, full of books."""
    c, rng = plane.stage.c, plane.stage.rng
    c.shadow([plane.rect(a0 + 0.05, b0 - 0.03, a1 + 0.06, b1)], 0.35, 5)
    c.fade([plane.rect(a0, b0, a1, b1)], [darker(wood, 0.35), darker(wood, 0.5)])
    step = (b1 - b0) / rows
    for i in range(rows):
        base = b0 + i * step + 0.04
        a = a0 + 0.06
        while a < a1 - 0.1:
            w = rng.uniform(0.03, 0.07)
            h = step * rng.uniform(0.6, 0.86)
            color = vary(
                rng,
                rng.choice(
                    (
                        (186, 60, 56),
                        (64, 108, 160),
                        (232, 196, 96),
                        (84, 140, 96),
                        (214, 204, 186),
                        (126, 84, 132),
                        (222, 130, 70),
                    )
                ),
                16,
            )
            if rng.random() < fill:
                lean = 0.03 if rng.random() < 0.08 else 0.0
                spine: Shape = [
                    plane.at(a + lean, base + h),
                    plane.at(a + w + lean, base + h),
                    plane.at(a + w, base),
                    plane.at(a, base),
                ]
                c.fade([spine], [lighter(color, 0.18), darker(color, 0.15)], across=True)
                c.poly(_strip(spine, 0.2, 0.3), lighter(color, 0.55), 0.8)
            a += w + 0.006
        c.fade([plane.rect(a0, base - 0.05, a1, base)], [lighter(wood, 0.2), wood])
    for a, b in ((a0, a0 + 0.05), (a1 - 0.05, a1)):
        c.fade([plane.rect(a, b0, b, b1)], [lighter(wood, 0.15), wood], across=True)
    c.fade([plane.rect(a0 - 0.03, b1 - 0.03, a1 + 0.03, b1 + 0.05)], [lighter(wood, 0.25), wood])


def _strip(q: Shape, t0: float, t1: float) -> list[Pt]:
    return [between(q[0], q[3], t0), between(q[1], q[2], t0), between(q[1], q[2], t1), between(q[0], q[3], t1)]


def board(s: Stage, x0: float, x1: float, y0: float, y1: float, z: float, color: Color = (36, 92, 74)) -> None:
    """A chalk board on the far wall."""
    s.c.solid([s.upright(x0 - 0.08, x1 + 0.08, y0 - 0.08, y1 + 0.08, z)], (176, 126, 78), 0.3)
    s.c.fade([s.upright(x0, x1, y0, y1, z)], [lighter(color, 0.08), darker(color, 0.1)])
    s.c.wash([s.upright(x0, x1, y0, y1, z)], (255, 255, 255), 0.1, 0.0, across=True)


def frame(
    s: Stage, x: float, y: float, z: float, w: float, h: float, color: Color, rim: Color = (206, 166, 84)
) -> None:
    """A framed picture or testimonial on the far wall."""
    c = s.c
    c.shadow([s.upright(x - w / 2 + 0.03, x + w / 2 + 0.05, y - h / 2 - 0.05, y + h / 2 - 0.02, z)], 0.35, 3)
    c.solid([s.upright(x - w / 2, x + w / 2, y - h / 2, y + h / 2, z)], rim, 0.2, 0.4)
    c.fade(
        [s.upright(x - w * 0.43, x + w * 0.43, y - h * 0.4, y + h * 0.4, z)],
        [lighter(color, 0.3), mix(color, (90, 120, 90), 0.3)],
    )
