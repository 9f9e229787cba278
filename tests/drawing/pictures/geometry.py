"""Small plane geometry: curves, limbs and two-bone reach. Screen coordinates, y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

Pt = tuple[float, float]
Shape = list[Pt]


def lerp(a: float, b: float, t: float) -> float:
    """Value between a and b."""
    return a + (b - a) * t


def between(p: Pt, q: Pt, t: float = 0.5) -> Pt:
    """Point between p and q."""
    return (lerp(p[0], q[0], t), lerp(p[1], q[1], t))


def dist(p: Pt, q: Pt) -> float:
    """Distance of two points."""
    return math.hypot(p[0] - q[0], p[1] - q[1])


def turn_about(points: Sequence[Pt], centre: Pt, angle: float) -> Shape:
    """Turn points about a centre (radians, clockwise on the screen)."""
    s, k = math.sin(angle), math.cos(angle)
    cx, cy = centre
    return [(cx + (x - cx) * k - (y - cy) * s, cy + (x - cx) * s + (y - cy) * k) for x, y in points]


def ellipse(cx: float, cy: float, rx: float, ry: float, n: int = 28, angle: float = 0.0) -> Shape:
    """Ellipse as a polygon."""
    pts = [(cx + rx * math.cos(2 * math.pi * i / n), cy + ry * math.sin(2 * math.pi * i / n)) for i in range(n)]
    return turn_about(pts, (cx, cy), angle) if angle else pts


def rect(x0: float, y0: float, x1: float, y1: float) -> Shape:
    """Rectangle as a polygon."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Shape:
    """Rectangle with round corners."""
    r = min(r, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    out: Shape = []
    for cx, cy, start in ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180)):
        for i in range(6):
            a = math.radians(start + 18 * i)
            out.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return out


def smooth(points: Sequence[Pt], steps: int = 7, closed: bool = True) -> Shape:
    """Catmull-Rom curve through the points."""
    n = len(points)
    out: Shape = []
    for i in range(n if closed else n - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2))
        for j in range(steps):
            t = j / steps
            out.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    if not closed:
        out.append(points[-1])
    return out


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def limb(p: Pt, rp: float, q: Pt, rq: float) -> list[Shape]:
    """A rounded, tapered piece between two points (union of two discs and their connection)."""
    d = dist(p, q) or 1e-6
    nx, ny = -(q[1] - p[1]) / d, (q[0] - p[0]) / d
    side = [
        (p[0] + nx * rp, p[1] + ny * rp),
        (q[0] + nx * rq, q[1] + ny * rq),
        (q[0] - nx * rq, q[1] - ny * rq),
        (p[0] - nx * rp, p[1] - ny * rp),
    ]
    return [ellipse(p[0], p[1], rp, rp, 18), ellipse(q[0], q[1], rq, rq, 18), side]


def reach(root: Pt, target: Pt, a: float, b: float, bend: float) -> tuple[Pt, Pt]:
    """Middle joint and end of a two-bone chain that reaches for the target; bend is -1 or +1."""
    d = dist(root, target) or 1e-6
    full = (a + b) * 0.999
    if d > full:
        target = between(root, target, full / d)
        d = full
    d = max(d, abs(a - b) * 1.02 + 1e-6)
    along = (a * a - b * b + d * d) / (2 * d)
    off = math.sqrt(max(a * a - along * along, 0.0)) * bend
    ux, uy = (target[0] - root[0]) / d, (target[1] - root[1]) / d
    return (root[0] + ux * along - uy * off, root[1] + uy * along + ux * off), target


def star(cx: float, cy: float, r: float, angle: float = -math.pi / 2, squeeze: float = 1.0) -> Shape:
    """Five-pointed star."""
    out: Shape = []
    for i in range(10):
        k = r if i % 2 == 0 else r * 0.382
        a = angle + math.pi * i / 5
        out.append((cx + k * math.cos(a) * squeeze, cy + k * math.sin(a)))
    return out
