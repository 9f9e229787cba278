"""February 2025: the congress of the Party cell."""

from __future__ import annotations

from .canvas import Canvas
from .color import DEEP_RED, SILK, lighter
from .crowd import audience_back, audience_front, group, span, speaker, with_bouquet
from .figure import Joints
from .furniture import table
from .geometry import rect
from .indoor import Room, hall_front, room
from .look import DEPUTY, PRINCIPAL, teacher
from .places import campus
from .pose import CLASP, HOLD, SIT, STRAIGHT, Pose
from .props import banner, spray
from .registry import picture
from .stage import Stage
from .things import bottles, papers
from .yard import cloth

FOLDER = "dang-doan-the/2025/dai-hoi-chi-bo-nhiem-ky-2025-2027/"
HALL = Room(
    half=5.4,
    high=3.9,
    deep=12.5,
    wall=(250, 240, 214),
    floor=(178, 140, 110),
    dado=(176, 128, 84),
    windows=("left", "right"),
)
LINES = ["ĐẢNG BỘ XÃ LAM KHÊ", "ĐẠI HỘI CHI BỘ", "TRƯỜNG THCS LAM KHÊ - NHIỆM KỲ 2025 - 2027"]


def hall(s: Stage, color: tuple[int, int, int] = DEEP_RED) -> None:
    """The hall dressed for the congress."""
    s.sun = None
    room(s, HALL)
    hall_front(s, HALL, LINES, color)


@picture(FOLDER + "quang-canh.jpg", horizon=0.38, eye=2.3, zoom=0.95, centre=0.44)
def view(s: Stage) -> None:
    hall(s)
    rng = s.rng
    table(s, -1.4, 10.0, 2.8, 0.7, cover=(244, 244, 246), y=0.35)
    for x in (-2.2, -1.4, -0.6):
        s.person(x, 10.8, teacher(rng, x == -0.6, True), SIT, 0.1, y=0.35, legs=False)
    speaker(s, 2.4, 10.2, PRINCIPAL, y=0.35)
    s.add(9.9, lambda: spray(s.c, *s.p(-1.4, 1.12, 10.1), 0.28 * s.k(10.1), rng))
    for z in (4.3, 5.7, 7.1):
        for x in (-3.1, 0.35, 3.6):
            table(s, x, z + 0.75, 2.3, 0.5, cover=(120, 30, 44))
            audience_back(s, (x - 0.65, x + 0.65), (z + 0.15,), lambda r: teacher(r, formal=True), (96, 62, 44))


@picture(FOLDER + "bao-cao.jpg", horizon=0.36, zoom=1.25, centre=0.58)
def report(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    hall_front(s, HALL, LINES, (146, 22, 34), platform=0.0)
    s.c.blur(3.0)
    speaker(s, -0.35, 3.5, PRINCIPAL.wear(top=(30, 84, 150), accent=(226, 236, 250)), turn=0.2, wood=(128, 74, 44))
    table(s, 1.75, 4.6, 1.9, 0.6, cover=(246, 244, 240))
    for x in (1.35, 2.15):
        s.person(x, 5.25, teacher(s.rng, x > 2, True), SIT.but(hip=(0, 0.31)), -0.4, legs=False)


@picture(FOLDER + "thao-luan.jpg", horizon=0.27, eye=2.15, zoom=1.15)
def discussion(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    px, py = s.p(0, 2.9, 12.4)
    k = s.k(12.4)
    banner(s.c, px, py, 8.2 * k, 0.7 * k, "ĐOÀN KẾT - DÂN CHỦ - TRÍ TUỆ - ĐỔI MỚI")
    s.flush()
    s.c.blur(2.4)
    rng = s.rng
    for z, _y in ((7.4, 0), (6.0, 0)):
        for x in (-2.6, 0.0, 2.6):
            table(s, x + (0.4 if z > 7 else 0), z - 0.8, 2.2, 0.45, cover=(44, 96, 150))
            audience_front(
                s, (x - 0.5 + (0.4 if z > 7 else 0), x + 0.55), (z,), lambda r: teacher(r, formal=True), chair=None
            )
    table(s, -1.25, 3.75, 2.9, 0.5, cover=(44, 96, 150))
    table(s, 1.66, 3.75, 2.9, 0.5, cover=(44, 96, 150))
    for x in (-2.0, 1.25, 2.1):
        s.person(
            x,
            4.55,
            teacher(rng, x < 0 or x > 2, True),
            SIT.but(hip=(0, 0.31), tilt=0.05),
            0.3 if x < 0 else -0.4,
            legs=False,
        )
    talk = Pose(hands=((-0.1, -0.18), (0.14, -0.12)), elbows=((-0.5, -1), (0.4, -1)), open_mouth=True, fore=0.9)
    s.person(-0.55, 4.6, DEPUTY.wear(top=(230, 232, 240)), talk, 0.1, legs=False)
    for x in (-1.9, -0.6, 1.2, 2.1):
        papers(s, x, 3.95, 0.76, rng)
    bottles(s, (-1.25, 1.65), 0.77, 4.05)


@picture(FOLDER + "bo-phieu.jpg", horizon=0.4, eye=1.6, zoom=1.2)
def ballot(s: Stage) -> None:
    hall(s, (160, 26, 36))
    s.c.blur(2.4)
    rng = s.rng
    red = (206, 36, 40)

    def urn() -> None:
        c = s.c
        c.shadow([s.quad(-0.32, 0.38, 4.1, 4.6, 0.78)], 0.35, 5)
        c.fade([s.quad(-0.3, 0.3, 4.15, 4.6, 1.32)], [lighter(red, 0.3), lighter(red, 0.15)])
        c.poly(s.quad(-0.14, 0.14, 4.34, 4.38, 1.322), (60, 10, 20))
        c.fade([s.upright(-0.3, 0.3, 0.76, 1.32, 4.15)], [red, (160, 22, 32)])
        px, py = s.p(0, 1.05, 4.15)
        k = s.k(4.15)
        c.poly(rect(px - 0.22 * k, py - 0.12 * k, px + 0.22 * k, py + 0.12 * k), (255, 226, 110))
        c.text(px, py, "HÒM PHIẾU", 0.12 * k, (160, 20, 30), 0.4 * k)

    table(s, 0, 4.0, 1.3, 0.7, cover=(238, 240, 246))
    s.add(4.14, urn)

    def slip(c: Canvas, j: Joints) -> None:
        x, y = j.hands[0]
        w = 0.026 * j.h
        c.solid(
            [[(x - w, y - 0.4 * w), (x + w, y - 0.4 * w), (x + w, y + 3.2 * w), (x - w, y + 3.2 * w)]],
            (255, 252, 240),
            0.3,
            0,
        )

    cast = Pose(hands=((0.27, 0.09), (0.02, -0.33)), elbows=((0.2, -1), (0.5, -1)), lean=0.08, tilt=0.12)
    s.person(-0.5, 4.4, teacher(rng, True, True).wear(top=SILK[3]), cast, 0.6, hold=slip, dz=-0.35)
    for i, x in enumerate((0.95, 1.55, 2.15, 2.7)):
        ready = HOLD.but(hands=((-0.04, -0.2), (0.04, -0.2)))
        s.person(
            x,
            4.75 + 0.28 * i,
            teacher(rng, i % 2 == 1, True),
            ready,
            -0.45,
            hold=lambda c, j: c.poly(
                rect(j.hands[0][0] - 4, j.hands[0][1] - 0.045 * j.h, j.hands[1][0] + 4, j.hands[1][1] + 0.01 * j.h),
                (255, 252, 242),
            ),
        )
    s.person(-1.9, 5.4, teacher(rng, False, True), CLASP, 0.4)


@picture(FOLDER + "ra-mat.jpg", horizon=0.44, eye=1.45, zoom=1.15)
def committee(s: Stage) -> None:
    hall(s)
    rng = s.rng
    crew = [
        teacher(rng, False, True).wear(kind="suit", top=(52, 58, 84), accent=(176, 40, 48)),
        DEPUTY,
        PRINCIPAL,
        teacher(rng, True, True).wear(top=SILK[4]),
        teacher(rng, False, True),
    ]
    for i, (x, look) in enumerate(zip(span(-1.75, 1.75, 5), crew, strict=True)):
        s.person(x, 4.9, look, HOLD, -0.06 * x, hold=with_bouquet(rng, 0.085 + 0.004 * (i % 2)))


@picture(FOLDER + "luu-niem.jpg", horizon=0.42, eye=1.7, zoom=1.05)
def souvenir(s: Stage) -> None:
    campus(s, "warm", far=17, trees="flame", left=None, shift=-2)
    s.flush()
    s.c.blur(1.6)
    cloth(s, 0, 3.25, 9.2, 7.6, 0.75, "CHÀO MỪNG ĐẠI HỘI CHI BỘ NHIỆM KỲ 2025 - 2027")
    rng = s.rng
    front = [teacher(rng, True, True) for _ in range(9)]
    front[4] = PRINCIPAL
    back = [teacher(rng, i % 4 == 3, True) for i in range(10)]
    back[5] = DEPUTY
    third = [teacher(rng, i % 3 == 1, True) for i in range(9)]
    group(
        s,
        [(7.8, 0.5, third, STRAIGHT, 0.58), (7.1, 0.25, back, STRAIGHT, 0.57), (6.3, 0.0, front, CLASP, 0.6)],
        0,
        0.05,
    )
