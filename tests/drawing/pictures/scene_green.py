"""March 2026: the Green Sunday of the youth union."""

from __future__ import annotations

from .building import fence
from .canvas import Canvas, blob
from .color import Color
from .crowd import group, rows, span
from .figure import Joints
from .geometry import ellipse, smooth
from .look import youth
from .nature import bush, grass, tree
from .places import campus, country
from .pose import BOW, JOY, SQUAT, STAND, STRAIGHT, WAVE, attending
from .props import banner, flag
from .registry import picture
from .stage import Stage
from .yard import pole

FOLDER = "phong-trao/2026/ngay-chu-nhat-xanh/"
BLUE: Color = (40, 110, 190)


def _sack(c: Canvas, j: Joints) -> None:
    """A bag for litter in the left hand."""
    x, y = j.hands[0]
    k = 0.11 * j.h
    c.solid(
        [
            smooth(
                [
                    (x, y),
                    (x + k * 0.8, y + k * 0.5),
                    (x + k * 0.95, y + k * 2.0),
                    (x, y + k * 2.5),
                    (x - k * 0.95, y + k * 2.0),
                    (x - k * 0.8, y + k * 0.5),
                ],
                5,
            )
        ],
        (58, 126, 90),
        0.7,
        0.35,
    )


def _tongs(c: Canvas, j: Joints) -> None:
    _sack(c, j)
    x, y = j.hands[1]
    c.line([(x, y), (x + 0.06 * j.h, y + 0.24 * j.h)], 0.014 * j.h, (190, 196, 204))
    c.solid([ellipse(x + 0.07 * j.h, y + 0.26 * j.h, 0.022 * j.h, 0.03 * j.h)], (120, 190, 226), 0.4)


def _broom(c: Canvas, j: Joints) -> None:
    (x0, y0), (x1, y1) = j.hands
    c.line([(x0, y0 - 0.1 * j.h), (x1 + 0.1 * j.h, y1 + 0.22 * j.h)], 0.017 * j.h, (176, 130, 80))
    tip = (x1 + 0.1 * j.h, y1 + 0.22 * j.h)
    c.solid(
        [
            [
                (tip[0] - 0.02 * j.h, tip[1]),
                (tip[0] + 0.02 * j.h, tip[1]),
                (tip[0] + 0.1 * j.h, tip[1] + 0.15 * j.h),
                (tip[0] - 0.02 * j.h, tip[1] + 0.17 * j.h),
            ]
        ],
        (206, 170, 96),
        0.5,
    )


@picture(FOLDER + "ra-quan.jpg", horizon=0.46, eye=1.6, zoom=1.05)
def start(s: Stage) -> None:
    campus(s, "clear", far=20, trees="shade", left=None, shift=-1)
    s.flush()
    s.c.blur(2.0)
    pole(s, 5.2, 13, 8)

    def cloth_sign() -> None:
        k = s.k(8.4)
        px, py = s.p(-0.4, 2.85, 8.4)
        for x in (-3.7, 2.9):
            s.c.line([s.p(x, 0, 8.4), s.p(x, 3.4, 8.4)], 6, (190, 196, 204))
        banner(s.c, px, py, 6.6 * k, 1.0 * k, "LỄ RA QUÂN|NGÀY CHỦ NHẬT XANH", (30, 140, 90), (255, 240, 150))

    s.add(8.4, cloth_sign)

    def carry_flag(c: Canvas, j: Joints) -> None:
        x, y = j.hands[1]
        c.line([(x - 0.02 * j.h, y + 0.5 * j.h), (x + 0.03 * j.h, y - 0.62 * j.h)], 0.014 * j.h, (214, 190, 140))
        flag(c, x + 0.03 * j.h, y - 0.62 * j.h, 0.46 * j.h, 0.31 * j.h, x % 3)

    rng = s.rng
    bear = STAND.but(hands=((-0.12, -0.33), (0.09, -0.12)), elbows=((-0.7, -1), (0.6, -1)))
    rows(s, span(-3.0, 3.0, 9), (7.4, 6.6), youth, attending, back=False)
    for x in (-2.35, 1.4):
        s.person(x, 5.6, youth(rng, False), bear, 0.1, hold=carry_flag)
    for x, pose in ((-1.5, STAND), (-0.6, WAVE), (0.4, STAND), (1.3, JOY)):
        s.person(x, 5.5, youth(rng), pose, 0.0)


@picture(FOLDER + "thu-gom-rac.jpg", horizon=0.32, eye=1.9, zoom=1.08)
def canal(s: Stage) -> None:
    country(s, "morning")
    c, rng = s.c, s.rng
    water = [s.p(0.6, -0.3, 2.0), s.p(5.5, -0.3, 2.0), s.p(6.5, -0.3, 60), s.p(2.4, -0.3, 60)]
    grass(s, 1.3, 30, (136, 176, 88))
    c.fade([water], [(170, 210, 222), (96, 164, 186), (66, 138, 166)])
    c.fade(
        [[s.p(0.2, 0, 1.6), s.p(0.65, -0.35, 1.6), s.p(2.42, -0.35, 60), s.p(2.2, 0, 60)]],
        [(176, 160, 120), (140, 118, 82)],
    )
    c.fade(
        [[s.p(-3.2, 0, 1.6), s.p(-0.4, 0, 1.6), s.p(1.6, 0, 60), s.p(0.6, 0, 60)]], [(214, 204, 190), (200, 188, 170)]
    )
    for _ in range(60):
        z = rng.uniform(3, 30)
        x = rng.uniform(1.0 + z * 0.03, 5.2)
        px, py = s.p(x, -0.3, z)
        c.line([(px, py), (px + 60 / z + 8, py)], 1.3, (255, 255, 255), 0.4)
    for z in (8, 12, 17, 24):
        tree(s, -3.6 + 0.08 * z, z + 4, 5.6, 1.7)
    for x, z in ((4.9, 6.5), (5.6, 9), (6.0, 13)):
        bush(s, x, z, 0.6)
    s.flush()
    stoop = BOW.but(hands=((-0.02, -0.3), (0.2, -0.28)))
    s.person(-0.95, 4.3, youth(rng, True).wear(cap=(240, 240, 244)), stoop, 0.5, hold=_tongs)
    s.person(0.1, 5.9, youth(rng, False), BOW.but(lean=0.4, hands=((-0.02, -0.3), (0.18, -0.27))), 0.5, hold=_tongs)
    s.person(
        -2.0,
        6.4,
        youth(rng, False).wear(cap=(60, 130, 90)),
        STAND.but(hands=((-0.1, -0.2), (0.06, -0.24)), lean=0.1),
        0.4,
        hold=_broom,
    )
    s.person(-0.5, 8.2, youth(rng, True), stoop.flipped(), -0.5)
    s.person(0.75, 9.5, youth(rng, False), STAND, 0.2, hold=_sack)
    s.person(-1.7, 10.2, youth(rng, True), STAND, 0.2, hold=_sack)

    def litter() -> None:
        for x, z, tone in (
            (-0.3, 4.0, (226, 230, 236)),
            (0.15, 4.6, (236, 120, 90)),
            (-1.8, 4.9, (120, 180, 226)),
            (0.5, 6.6, (240, 220, 130)),
        ):
            px, py = s.p(x, 0.03, z)
            c.solid([blob(rng, px, py, 13, 0.35, 0.6)], tone, 0.5)

    s.add(4.05, litter)


@picture(FOLDER + "tong-ket.jpg", horizon=0.4, eye=1.7, zoom=1.1)
def souvenir(s: Stage) -> None:
    country(s, "clear")
    s.c.fade([s.quad(-40, 40, 2.0, 13)], [(206, 198, 182), (190, 180, 160)])
    s.add(13, lambda: fence(s, -20, 20, 13, 1.5))
    tree(s, -5.2, 12, 6.2, 2.4)
    tree(s, 5.6, 11.5, 6.0, 2.2)
    s.flush()
    s.c.blur(1.6)
    rng = s.rng
    back = [youth(rng) for _ in range(8)]
    middle = [youth(rng, i % 2 == 0) for i in range(7)]
    front = [youth(rng, i % 2 == 1) for i in range(6)]
    group(
        s,
        [
            (7.2, 0.3, back, lambda r: r.choice((STRAIGHT, JOY, STAND)), 0.62),
            (6.3, 0, middle, lambda r: r.choice((STAND, STAND, WAVE)), 0.64),
            (5.3, 0, front, SQUAT, 0.66),
        ],
        0,
        0.06,
    )

    def sign() -> None:
        k = s.k(4.9)
        px, py = s.p(0, 0.42, 4.9)
        banner(s.c, px, py, 2.9 * k, 0.44 * k, "NGÀY CHỦ NHẬT XANH", (30, 140, 90), (255, 240, 150))

    s.add(4.9, sign)
