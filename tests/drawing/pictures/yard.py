"""What a feast puts up in the yard: a stage, flag poles, pennants, banners."""

from __future__ import annotations

from .color import RED, WHITE, Color, lighter, vary
from .geometry import between, ellipse
from .props import banner, flag
from .stage import Stage


def open_stage(
    s: Stage,
    z: float,
    lines: list[str],
    wide: float = 9.0,
    high: float = 0.6,
    back: tuple[Color, Color] = (RED, (150, 16, 28)),
    ink: Color = (255, 224, 90),
    x: float = 0.0,
    tall: float = 3.4,
) -> None:
    """An open-air stage: platform with carpet, a panel with words behind it and pot flowers along its edge."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        half = wide / 2
        far = z + 3.0
        c.poly(s.upright(x - half * 0.98, x - half * 0.95, high, high + tall, far), (90, 90, 96))
        c.poly(s.upright(x + half * 0.95, x + half * 0.98, high, high + tall, far), (90, 90, 96))
        panel = s.upright(x - half * 0.95, x + half * 0.95, high, high + tall, far)
        c.fade([panel], list(back))
        ray = s.p(x, high + tall * 0.2, far)
        for i in range(-6, 7):
            a, b = s.p(x + i * half * 0.16, high + tall, far), s.p(x + i * half * 0.16 + half * 0.07, high + tall, far)
            c.poly([ray, a, b], lighter(back[0], 0.5), 0.08)
        kk = s.k(far)
        for i, words in enumerate(lines):
            px, py = s.p(x, high + tall * (0.86 - 0.2 * i), far)
            size = (0.5 if i == len(lines) // 2 else 0.34) * kk * tall / 3.4
            c.text(px, py, words, size, ink if i == len(lines) // 2 else WHITE, wide * 0.86 * kk)
        c.fade([s.quad(x - half, x + half, z, far, high)], [(196, 54, 50), (176, 40, 42)])
        c.fade([s.upright(x - half, x + half, 0, high, z)], [(214, 60, 54), (140, 30, 34)])
        for i in range(3):
            y = high * (2 - i) / 3
            c.fade([s.upright(x - 0.9, x + 0.9, 0, y, z - 0.3 * (i + 1))], [(226, 210, 186), (196, 178, 156)])
            c.poly(s.quad(x - 0.9, x + 0.9, z - 0.3 * (i + 1), z - 0.3 * i, y), (236, 224, 204))
        n = round(wide / 0.55)
        for i in range(n):
            fx = x - half + 0.3 + i * (wide - 0.6) / (n - 1)
            if abs(fx - x) > 1.0:
                px, py = s.p(fx, 0.0, z - 0.15)
                c.solid(
                    [
                        [
                            (px - 0.13 * k, py - 0.26 * k),
                            (px + 0.13 * k, py - 0.26 * k),
                            (px + 0.1 * k, py),
                            (px - 0.1 * k, py),
                        ]
                    ],
                    (170, 92, 62),
                    0.5,
                )
                c.solid([ellipse(px, py - 0.4 * k, 0.22 * k, 0.2 * k)], (70, 136, 70), 0.5)
                for _ in range(7):
                    c.dot(
                        px + s.rng.uniform(-0.18, 0.18) * k,
                        py - s.rng.uniform(0.3, 0.58) * k,
                        0.055 * k,
                        0.05 * k,
                        vary(s.rng, (250, 196, 50) if i % 2 else (236, 84, 110), 14),
                    )

    s.add(z + 3.2, draw)


def pole(s: Stage, x: float, z: float, high: float = 8.0, wide: float = 1.7) -> None:
    """A flag pole with the national flag."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        s.cast(x, z, 4, 0.3, alpha=0.2)
        for i, r in enumerate((1.0, 0.7, 0.45)):
            c.fade([s.upright(x - r, x + r, 0.22 * i, 0.22 * (i + 1), z)], [(240, 230, 214), (206, 192, 174)])
        a, b = s.p(x, 0.66, z), s.p(x, high, z)
        c.line([a, b], max(1.5, 0.09 * k), (206, 210, 216))
        c.line([(a[0] - 0.02 * k, a[1]), (b[0] - 0.02 * k, b[1])], max(0.7, 0.03 * k), (250, 250, 252))
        c.dot(b[0], b[1], 0.1 * k, 0.1 * k, (240, 200, 80))
        flag(c, b[0] + 0.04 * k, b[1] + 0.15 * k, wide * k, wide * k * 0.66, s.rng.uniform(0, 3))

    s.add(z, draw)


def small_flags(s: Stage, x0: float, y0: float, z0: float, x1: float, y1: float, z1: float, n: int = 16) -> None:
    """A string of little pennants across the yard."""
    colors: list[Color] = [(226, 60, 56), (250, 200, 60), (70, 150, 214), (92, 178, 92), (236, 120, 160)]

    def draw() -> None:
        pts = []
        for i in range(n + 1):
            t = i / n
            sag = 0.9 * 4 * t * (1 - t)
            z = z0 + (z1 - z0) * t
            pts.append((s.p(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - sag, z), s.k(z)))
        s.c.line([p for p, _ in pts], 0.8, (120, 110, 110), 0.8)
        for i, (p, k) in enumerate(pts[:-1]):
            q = between(p, pts[i + 1][0])
            w = 0.13 * k
            tip = (q[0] + 0.03 * k, q[1] + 0.36 * k)
            s.c.solid([[(q[0] - w, q[1]), (q[0] + w, q[1]), tip]], colors[i % 5], 0.5, 0.1)

    s.add(min(z0, z1), draw)


def cloth(
    s: Stage,
    x: float,
    y: float,
    z: float,
    wide: float,
    high: float,
    words: str,
    color: Color = RED,
    ink: Color = (255, 228, 90),
) -> None:
    """A banner of cloth hung at (x, y, z), its middle there."""

    def draw() -> None:
        px, py = s.p(x, y, z)
        k = s.k(z)
        banner(s.c, px, py, wide * k, high * k, words, color, ink)

    s.add(z, draw)
