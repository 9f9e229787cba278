"""March 2026, Green Sunday: new trees and a painted wall."""

from __future__ import annotations

import math

from .building import gate
from .canvas import Canvas
from .color import BRIGHT, Color, vary
from .crowd import span
from .figure import Joints
from .geometry import ellipse, limb, smooth
from .look import pupil, teacher, youth
from .nature import CLEAR, MORNING, hills, palm, sky, tree, yard
from .places import lane, near_leaves
from .pose import EXPLAIN, SQUAT, STAND
from .registry import picture
from .stage import Stage

FOLDER = "phong-trao/2026/ngay-chu-nhat-xanh/"
BLUE: Color = (40, 110, 190)


@picture(FOLDER + "trong-cay.jpg", horizon=0.46, eye=1.6, zoom=1.1)
def planting(s: Stage) -> None:
    s.air = ((226, 232, 232), 14, 90, 0.45)
    sky(s, MORNING)
    hills(s)
    yard(s, (196, 186, 168), tiles=0)
    tree(s, 7.5, 18, 7.5, 3.2)
    lane(s, 17)
    gate(s, -2.4, 16.4, "TRƯỜNG THCS LAM KHÊ", 4.6)
    s.flush()
    s.c.blur(1.6)
    soil: Color = (142, 104, 70)
    s.c.fade([s.quad(-12, 12, 3.6, 6.4)], [(142, 176, 92), (120, 158, 76)])

    def sapling(x: float, z: float, tall: float) -> None:
        def draw() -> None:
            c, k = s.c, s.k(z)
            px, py = s.p(x, 0, z)
            c.solid([ellipse(px, py, 0.36 * k, 0.1 * k)], soil, 0.5)
            c.solid(limb((px, py), 0.025 * k, (px + 0.02 * k, py - tall * 0.6 * k), 0.014 * k), (110, 84, 60), 0.5)
            for _ in range(34):
                a = s.rng.uniform(0, 6.3)
                q = s.rng.random() ** 0.5
                lx, ly = px + 0.26 * k * q * tall * 0.7 * math.cos(a), py - tall * k * (0.72 + 0.26 * q * math.sin(a))
                c.solid(
                    [ellipse(lx, ly, 0.075 * k, 0.036 * k, 12, s.rng.uniform(-0.7, 0.7))],
                    vary(s.rng, (86, 158, 76), 22),
                    0.5,
                    0.2,
                )

        s.add(z, draw)

    rng = s.rng
    for x, z, tall in ((-3.4, 5.9, 1.5), (3.5, 5.9, 1.6), (-0.75, 4.7, 1.45), (1.75, 5.0, 1.5)):
        sapling(x, z, tall)

    def spade(c: Canvas, j: Joints) -> None:
        (x0, y0), (x1, y1) = j.hands
        end = (x1 + (x1 - x0) * 1.2 + 0.02 * j.h, y1 + 0.24 * j.h)
        c.line([(x0 - 0.02 * j.h, y0 - 0.08 * j.h), end], 0.018 * j.h, (170, 124, 78))
        c.solid(
            [
                smooth(
                    [
                        (end[0] - 0.035 * j.h, end[1] - 0.02 * j.h),
                        (end[0] + 0.04 * j.h, end[1] - 0.01 * j.h),
                        (end[0] + 0.045 * j.h, end[1] + 0.08 * j.h),
                        (end[0] - 0.01 * j.h, end[1] + 0.07 * j.h),
                    ],
                    4,
                )
            ],
            (120, 128, 138),
            0.5,
            0.3,
        )

    dig = STAND.but(
        lean=0.3,
        tilt=0.1,
        hands=((0.04, -0.2), (0.1, -0.3)),
        elbows=((-0.4, -1), (-0.4, -1)),
        feet=((-0.1, 0), (0.08, 0)),
    )
    s.person(-1.75, 4.8, youth(rng, False), dig, 0.5, hold=spade)
    kneel = SQUAT.but(hands=((-0.1, -0.27), (0.02, -0.26)), lean=-0.08, tilt=-0.1, fore=0.95)
    s.person(-0.15, 4.9, youth(rng, True), kneel, -0.5)
    s.person(0.85, 5.1, youth(rng, True), dig.but(lean=0.2), 0.5, hold=_can)
    s.person(2.5, 5.2, youth(rng, False), kneel.but(lean=-0.05), -0.5)
    s.person(-2.9, 6.4, youth(rng, True), EXPLAIN, -0.3)
    s.person(3.0, 6.6, teacher(rng, True).wear(kind="polo", top=(240, 200, 80), bottom=(60, 64, 84)), STAND, -0.3)
    s.flush()
    near_leaves(s.c, 20, 30, 160)


def _can(c: Canvas, j: Joints) -> None:
    """A watering can that pours."""
    x, y = j.hands[1]
    k = 0.07 * j.h
    c.solid(
        [[(x - k, y + 0.1 * k), (x + 0.7 * k, y + 0.3 * k), (x + 0.6 * k, y + 1.7 * k), (x - 1.1 * k, y + 1.5 * k)]],
        (60, 150, 190),
        0.6,
        0.3,
    )
    c.line([(x + 0.5 * k, y + 1.3 * k), (x + 1.9 * k, y + 0.7 * k)], 0.22 * k, (50, 130, 170))
    for i in range(5):
        c.line(
            [(x + 1.9 * k, y + 0.75 * k), (x + (2.2 + 0.12 * i) * k, y + (2.3 + 0.1 * i) * k)],
            1.3,
            (190, 226, 244),
            0.8,
        )


@picture(FOLDER + "ve-tuong.jpg", horizon=0.4, eye=1.5, zoom=1.15)
def mural(s: Stage) -> None:
    sky(s, CLEAR, 3)
    yard(s, (206, 196, 180), tiles=1.6)
    palm(s, 4.5, 9, 6.5, 0.4)
    s.flush()
    s.c.blur(2)
    c, rng = s.c, s.rng
    z = 5.2
    c.fade([s.upright(-6, 6, 0, 2.25, z)], [(160, 214, 238), (206, 234, 240)])
    c.poly(s.upright(-6, 6, 2.22, 2.36, z), (236, 226, 206))
    k = s.k(z)

    def q(x: float, y: float) -> tuple[float, float]:
        return s.p(x, y, z)

    c.solid([ellipse(*q(-1.9, 1.75), 0.27 * k, 0.27 * k, 40)], (255, 206, 70), 0.4)
    for i in range(12):
        a = i * 0.5236
        c.line(
            [
                (q(-1.9, 1.75)[0] + 0.33 * k * math.cos(a), q(-1.9, 1.75)[1] + 0.33 * k * math.sin(a)),
                (q(-1.9, 1.75)[0] + 0.43 * k * math.cos(a), q(-1.9, 1.75)[1] + 0.43 * k * math.sin(a)),
            ],
            6,
            (255, 206, 70),
        )
    for i, tone in enumerate(((230, 80, 76), (246, 160, 70), (252, 220, 90), (110, 190, 110), (80, 150, 220))):
        arc = [
            q(-0.35 + (0.85 - 0.06 * i) * math.cos(a), 0.95 + (1.05 - 0.06 * i) * math.sin(a))
            for a in span(0.25, 2.9, 16)
        ]
        c.line(smooth(arc, 3, False), 0.065 * k, tone, 1.0)
    c.solid(
        [smooth([q(-6, 0), q(-6, 0.9), q(-3.5, 1.15), q(-1.2, 0.75), q(1.2, 1.1), q(3.5, 0.7), q(6, 1.0), q(6, 0)], 6)],
        (112, 186, 110),
        0.2,
        0,
    )
    c.solid(
        [smooth([q(-6, 0), q(-6, 0.45), q(-2.5, 0.7), q(0.5, 0.4), q(3, 0.6), q(6, 0.4), q(6, 0)], 6)],
        (72, 156, 96),
        0.2,
        0,
    )
    c.solid([[q(0.55, 0.85), q(1.55, 0.85), q(1.55, 1.3), q(0.55, 1.3)]], (252, 240, 210), 0.2)
    c.solid([[q(0.4, 1.3), q(1.7, 1.3), q(1.45, 1.62), q(0.65, 1.62)]], (222, 96, 70), 0.2)
    for x in (0.7, 1.2):
        c.solid([[q(x, 1.0), q(x + 0.2, 1.0), q(x + 0.2, 1.2), q(x, 1.2)]], (90, 150, 200), 0.2)
    for i in range(16):
        x = -3.0 + i * 0.4
        y = 0.32 + 0.12 * (i % 3)
        for a in range(5):
            c.dot(
                q(x, y)[0] + 0.055 * k * math.cos(a * 1.257),
                q(x, y)[1] + 0.055 * k * math.sin(a * 1.257),
                0.038 * k,
                0.038 * k,
                BRIGHT[i % 7],
            )
        c.dot(*q(x, y), 0.03 * k, 0.03 * k, (255, 240, 150))
    c.shadow([s.quad(-6, 6, 4.7, 5.2)], 0.35, 8)

    def brush(cv: Canvas, j: Joints) -> None:
        x, y = j.hands[1]
        tone = BRIGHT[int(x) % 7]
        cv.line([(x - 0.02 * j.h, y + 0.03 * j.h), (x + 0.05 * j.h, y - 0.07 * j.h)], 0.013 * j.h, (190, 140, 90))
        cv.solid(
            limb((x + 0.05 * j.h, y - 0.07 * j.h), 0.012 * j.h, (x + 0.065 * j.h, y - 0.095 * j.h), 0.006 * j.h),
            tone,
            0.4,
        )

    paint = STAND.but(hands=((-0.13, -0.28), (0.17, 0.09)), elbows=((-0.7, -1), (0.8, -0.6)))
    s.person(-1.45, 4.4, pupil(rng, True, 0.8, False).wear(style="pony"), paint, 0.4, True, hold=brush)
    s.person(
        0.05, 4.5, pupil(rng, False, 0.6, False), paint.but(hands=((-0.13, -0.3), (0.2, -0.06))), 0.3, True, hold=brush
    )
    low = SQUAT.but(hip=(0, 0.22), hands=((-0.12, -0.2), (0.18, -0.05)), fore=1.0)
    s.person(1.15, 4.5, pupil(rng, True, 0.5, False).wear(style="braids"), low, 0.3, True, hold=brush)
    s.person(2.25, 4.6, youth(rng, True), paint.but(hands=((-0.12, -0.25), (0.1, 0.16))), -0.3, True, hold=brush)

    def pots() -> None:
        for i, x in enumerate((-0.75, -0.5, 1.75)):
            px, py = s.p(x, 0, 4.1)
            kk = s.k(4.1)
            c.shadow([ellipse(px, py, 0.13 * kk, 0.035 * kk)], 0.4, 4)
            c.solid(
                [
                    [
                        (px - 0.1 * kk, py - 0.2 * kk),
                        (px + 0.1 * kk, py - 0.2 * kk),
                        (px + 0.085 * kk, py),
                        (px - 0.085 * kk, py),
                    ]
                ],
                (236, 238, 242),
                0.5,
            )
            c.solid([ellipse(px, py - 0.2 * kk, 0.1 * kk, 0.028 * kk)], BRIGHT[i * 2], 0.2, 0)

    s.add(4.1, pots)
