"""October 2024: the congress of the Young Pioneers."""

from __future__ import annotations

from .canvas import Canvas
from .color import Color
from .crowd import audience_back, span, speaker, with_bouquet
from .figure import Joints
from .furniture import frame, table
from .indoor import Room, hall_front, room
from .look import Look, pupil
from .pose import HOLD, SALUTE, SIT
from .props import banner, flag, spray
from .registry import picture
from .stage import Stage
from .things import bottle

FOLDER = "phong-trao/2024/dai-hoi-lien-doi/"
HALL = Room(
    half=5.0,
    high=3.8,
    deep=11.5,
    wall=(226, 238, 244),
    floor=(190, 170, 150),
    dado=(150, 186, 206),
    windows=("left", "right"),
)
BACK: Color = (30, 96, 168)
LINES = ["LIÊN ĐỘI TRƯỜNG THCS LAM KHÊ", "ĐẠI HỘI LIÊN ĐỘI", "NĂM HỌC 2024 - 2025"]
LEADER = Look(style="pony", kind="shirt", top=(56, 124, 200), bottom=(46, 52, 80), female=True, tall=1.6, scarf=True)


def hall(s: Stage) -> None:
    """The hall in blue."""
    s.sun = None
    room(s, HALL)
    hall_front(s, HALL, LINES, BACK)


@picture(FOLDER + "doan-chu-tich.jpg", horizon=0.4, eye=1.5, zoom=1.15)
def presidium(s: Stage) -> None:
    hall(s)
    s.c.blur(1.5)
    rng = s.rng
    table(s, 0.0, 4.6, 3.6, 0.7, cover=(206, 44, 52))
    sit = SIT.but(hands=((-0.08, -0.2), (0.08, -0.2)), fore=0.85, hip=(0, 0.31))
    for i, x in enumerate((-1.1, 0.0, 1.1)):
        s.person(x, 5.35, pupil(rng, i != 2, 0.9), sit.but(open_mouth=i == 1), 0.05 - 0.1 * x, legs=False)

    def things() -> None:
        c, k = s.c, s.k(4.75)
        for x in (-0.55, 0.55):
            px, py = s.p(x, 0.78, 4.8)
            bottle(c, px, py, k)
        for x in (-1.1, 0.0, 1.1):
            px, py = s.p(x, 0.78, 4.7)
            c.solid(
                [
                    [
                        (px - 0.14 * k, py - 0.1 * k),
                        (px + 0.14 * k, py - 0.1 * k),
                        (px + 0.16 * k, py + 0.03 * k),
                        (px - 0.16 * k, py + 0.03 * k),
                    ]
                ],
                (250, 250, 246),
                0.3,
            )
            c.line([(px - 0.09 * k, py - 0.03 * k), (px + 0.09 * k, py - 0.03 * k)], 0.03 * k, (196, 40, 44))
        px, py = s.p(0, 0.0, 4.3)
        spray(c, px, s.floor(0.42, 4.5), 0.34 * k, rng)

    s.add(4.55, things)
    speaker(s, 2.1, 5.4, LEADER, turn=-0.3)


def _card(c: Canvas, j: Joints) -> None:
    x, y = j.hands[1]
    w = 0.035 * j.h
    c.solid(
        [[(x - w, y - 3.4 * w), (x + w, y - 3.4 * w), (x + w, y - 0.2 * w), (x - w, y - 0.2 * w)]], (250, 214, 70), 0.3
    )


@picture(FOLDER + "bieu-quyet.jpg", horizon=0.3, eye=2.2, zoom=1.15)
def voting(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    px, py = s.p(0, 2.95, 11.4)
    k = s.k(11.4)
    banner(s.c, px, py, 7.4 * k, 0.62 * k, "VÂNG LỜI BÁC DẠY - LÀM NGHÌN VIỆC TỐT")
    for x in (-3.9, 3.9):
        s.c.fade([s.upright(x - 0.55, x + 0.55, 0, 2.3, 11.4)], [(150, 110, 76), (120, 84, 56)])
    for i in range(5):
        frame(s, -2.4 + 1.2 * i, 2.0, 11.4, 0.8, 0.55, ((120, 160, 200), (206, 150, 110), (140, 180, 130))[i % 3])
    s.flush()
    s.c.blur(2.2)
    up = SIT.but(hands=((-0.07, -0.27), (0.15, 0.2)), elbows=((-0.7, -1), (1, -0.2)), fore=0.98)
    rng = s.rng
    for i, z in enumerate((4.1, 5.2, 6.3, 7.4)):
        for x in span(-2.6 + 0.12 * i, 2.6 - 0.12 * i, 7):
            px = x + rng.uniform(-0.05, 0.05) + (0.2 if i % 2 else 0)
            s.person(px, z, pupil(rng), up.but(tilt=rng.uniform(-0.1, 0.1)), rng.uniform(-0.2, 0.2), hold=_card)
        if i < 4:
            table(s, 0.05, z - 0.75, 5.8, 0.4, 0.7, wood=(206, 160, 108))


@picture(FOLDER + "ban-chi-huy.jpg", horizon=0.42, eye=1.5, zoom=1.1)
def new_board(s: Stage) -> None:
    hall(s)
    rng = s.rng
    for i, x in enumerate(span(-2.1, 2.1, 7)):
        look = pupil(rng, i % 2 == 0, 0.7).wear(sash=None)
        pose = SALUTE if i not in (3,) else HOLD
        s.person(x, 5.2 + 0.05 * abs(x), look, pose, -0.05 * x, hold=with_bouquet(rng, 0.1) if i == 3 else None)


@picture(FOLDER + "toan-canh.jpg", horizon=0.36, eye=2.5, zoom=0.98)
def overview(s: Stage) -> None:
    hall(s)
    rng = s.rng
    table(s, -1.3, 9.0, 2.6, 0.6, cover=(206, 44, 52), y=0.35)
    for x in (-2.1, -1.3, -0.5):
        s.person(x, 9.6, pupil(rng, None, 0.9), SIT, 0.1, y=0.35, legs=False)
    speaker(s, 2.2, 9.1, LEADER, y=0.35)
    flag_pole = s.p(4.2, 0.35, 9.6)
    s.add(9.6, lambda: flag(s.c, flag_pole[0], flag_pole[1] - 190, 90, 60, 0.4))
    s.add(9.61, lambda: s.c.line([flag_pole, (flag_pole[0], flag_pole[1] - 192)], 3, (214, 190, 120)))
    audience_back(s, [*span(-3.9, -0.7, 5), *span(0.7, 3.9, 5)], (3.6, 4.6, 5.6, 6.6), pupil, (60, 120, 186))
