"""March 2024: two new members are admitted, in the meeting hall."""

from __future__ import annotations

from .color import HAIRS, SILK, SKINS, WHITE, Color
from .crowd import audience_back, group, handing, rows, span, speaker, with_bouquet, with_microphone, with_paper
from .furniture import table
from .indoor import Room, curtain, hall_front, room
from .look import DEPUTY, PARTY_GUEST, PRINCIPAL, Look, teacher
from .pose import CLASP, FIST, SPEAK, STRAIGHT, Pose
from .props import flag, spray
from .registry import picture
from .stage import Stage

FOLDER = "dang-doan-the/2024/le-ket-nap-dang-vien-moi/"
LINES = ["CHI BỘ TRƯỜNG THCS LAM KHÊ", "LỄ KẾT NẠP ĐẢNG VIÊN MỚI", "NGÀY 26/3/2024"]
HALL = Room(half=5.0, high=3.8, deep=11)
MEMBER_AN = Look(
    skin=SKINS[0],
    hair=HAIRS[0],
    style="long",
    kind="aodai",
    top=WHITE,
    bottom=WHITE,
    female=True,
    sleeves=True,
    tall=1.58,
    accent=(240, 190, 200),
    bloom=True,
)
MEMBER_LAN = Look(
    skin=SKINS[2], hair=HAIRS[1], style="short", kind="shirt", top=WHITE, bottom=(46, 50, 66), sleeves=True, tall=1.71
)


def hall(s: Stage, color: Color = (158, 20, 30)) -> None:
    """The school's hall, dressed for the ceremony."""
    s.sun = None
    room(s, HALL)
    hall_front(s, HALL, LINES, color)


@picture(FOLDER + "chao-co.jpg", horizon=0.44, eye=1.75)
def flag_salute(s: Stage) -> None:
    hall(s)
    still = STRAIGHT
    for z in (4.4, 5.6, 6.8):
        xs = [*span(-2.6 - 0.12 * z, -0.75, 4), *span(0.75, 2.6 + 0.12 * z, 4)]
        rows(s, xs, (z,), lambda r: teacher(r, formal=True), lambda r: still, turn=-0.15)
    s.person(-0.5, 9.2, PRINCIPAL, still, 0, True, y=0.35)
    s.person(0.5, 9.2, DEPUTY, still, 0, True, y=0.35)


@picture(FOLDER + "cong-bo.jpg", zoom=1.3, horizon=0.34)
def announcement(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    curtain(s, -5, 5, 0, 4.5, 6.0)
    px, py = s.p(-1.05, 2.45, 5.9)
    flag(s.c, px - 190, py + 10, 360, 240, 1.0)
    s.flush()
    s.c.blur(2.6)
    speaker(s, 0.3, 3.3, PRINCIPAL, turn=-0.1)


@picture(FOLDER + "trao-quyet-dinh.jpg", horizon=0.43, zoom=1.1)
def decisions(s: Stage) -> None:
    hall(s, (142, 16, 30))
    s.c.blur(2.0)
    handing(s, -0.55, 4.1, PRINCIPAL, MEMBER_AN, with_paper(0.17, 0.12, (196, 40, 40)), gap=0.84)
    s.person(
        1.15,
        4.25,
        MEMBER_LAN,
        STRAIGHT.but(hands=((-0.04, -0.17), (0.05, -0.18))),
        -0.3,
        hold=with_paper(0.17, 0.12, (196, 40, 40)),
    )
    for x in (-2.3, -1.75, 2.1):
        s.person(
            x,
            5.6,
            teacher(s.rng, formal=True),
            Pose(hands=((-0.012, -0.16), (0.02, -0.165)), elbows=((-1, -1), (1, -1))),
            -0.2 * x,
        )


@picture(FOLDER + "tuyen-the.jpg", horizon=0.5, eye=1.35, zoom=1.15)
def oath(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    curtain(s, -5, 5, 0, 5, 7.0, (136, 14, 26))
    s.c.blur(1.5)
    flag(s.c, 150, 110, 560, 375, 0.6)
    s.person(-0.12, 4.0, MEMBER_AN, FIST, -0.35)
    s.person(0.95, 4.1, MEMBER_LAN, FIST, -0.35)
    s.flush()
    s.c.glow(420, 200, 420, (255, 230, 190), 0.14)


@picture(FOLDER + "phan-cong.jpg", horizon=0.42, zoom=1.15, centre=0.42)
def duties(s: Stage) -> None:
    hall(s, (166, 30, 34))
    s.c.blur(1.6)
    speaker(s, 0.95, 5.2, DEPUTY, turn=-0.35)
    table(s, -1.6, 5.6, 2.6, 0.7, cover=(236, 238, 244))
    for x in (-2.2, -1.1):
        s.person(
            x,
            6.3,
            teacher(s.rng, x < -2, True),
            Pose(hip=(0, 0.3), hands=((-0.06, -0.24), (0.06, -0.24)), knees=((-0.08, 0.26), (0.08, 0.26))),
            0.5,
            legs=False,
        )
    s.add(5.55, lambda: spray(s.c, *s.p(-1.65, 0.8, 5.75), 0.2 * s.k(5.7), s.rng))
    s.flush()
    audience_back(s, (-1.5, -0.45, 0.95, 1.7), (2.7,), lambda r: teacher(r, formal=True))
    s.flush()


@picture(FOLDER + "chuc-mung.jpg", zoom=1.48, horizon=0.42, centre=0.56)
def congratulation(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    curtain(s, -5, 5, 0, 4.6, 6.4, (150, 24, 36))
    px, py = s.p(-0.2, 2.5, 6.2)
    s.c.text(px, py - 34, LINES[0], 40, WHITE, 900)
    s.c.text(px, py + 30, LINES[1], 58, (255, 222, 96), 900)
    s.c.blur(1.8)
    talk = SPEAK.but(hands=((-0.14, -0.3), (0.035, -0.035)), elbows=((-0.5, -1), (0.2, -1)))
    s.person(0.0, 3.6, PARTY_GUEST, talk, 0.1, hold=with_microphone(1))
    table(s, 0, 3.0, 4.4, 0.5, cover=(246, 244, 240))
    s.add(
        2.9,
        lambda: spray(
            s.c, *s.p(-0.72, 0.78, 3.2), 0.27 * s.k(2.9), s.rng, ((236, 76, 96), (250, 240, 236), (244, 150, 176))
        ),
    )
    s.add(
        2.9,
        lambda: spray(
            s.c, *s.p(0.72, 0.78, 3.2), 0.22 * s.k(2.9), s.rng, ((252, 206, 80), (250, 246, 230), (246, 160, 80))
        ),
    )


@picture(FOLDER + "luu-niem.jpg", horizon=0.42, zoom=1.15)
def souvenir(s: Stage) -> None:
    hall(s, (150, 18, 28))
    s.c.blur(1.4)
    rng = s.rng
    low = Pose(hands=((-0.035, -0.2), (0.045, -0.21)), elbows=((-1, -1), (1, -1)))
    people = [
        teacher(rng, True, True).wear(top=SILK[4]),
        teacher(rng, False, True),
        PRINCIPAL,
        PARTY_GUEST,
        DEPUTY,
        teacher(rng, True, True).wear(top=SILK[7]),
    ]
    group(s, [(5.4, 0.3, people, CLASP, 0.72)])
    s.person(-0.42, 4.7, MEMBER_AN, low, 0.08, hold=with_bouquet(rng, 0.085))
    s.person(0.42, 4.75, MEMBER_LAN, low, -0.08, hold=with_bouquet(rng, 0.08))
    group(s, [(5.0, 0.0, [teacher(rng, True, True), teacher(rng, False, True)], STRAIGHT, 3.3)])
