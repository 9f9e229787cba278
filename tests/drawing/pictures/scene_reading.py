"""Summer 2026: the reading room at Bãi Trầm and the political course."""

from __future__ import annotations

from .canvas import Canvas
from .color import Color, darker, lighter
from .crowd import audience_back, span, speaker, with_book
from .figure import Joints
from .furniture import frame, shelf, stool, table
from .geometry import rect
from .indoor import Room, hall_front, room
from .look import OLD_TEACHER, PARTY_GUEST, pupil, teacher
from .nature import LEAF, frond
from .pose import READ, SIT, SIT_WRITE, STAND, Pose
from .props import book
from .registry import PORTRAIT, picture
from .stage import Plane, Stage
from .things import bottles, papers

READING = "guong-sang/2026/nguoi-thay-giu-lua-phong-doc/"
NOOK = Room(
    half=3.6,
    high=3.2,
    deep=7.4,
    wall=(246, 232, 200),
    floor=(186, 136, 96),
    ceiling=(236, 222, 196),
    dado=(206, 170, 120),
    windows=("left",),
    tiles=0.5,
)
COVERS: tuple[Color, ...] = ((206, 66, 60), (64, 120, 186), (240, 190, 70), (90, 156, 96), (150, 96, 160))


def plant(s: Stage, x: float, z: float) -> None:
    """A leafy plant in a pot."""

    def draw() -> None:
        c, k = s.c, s.k(z)
        px, py = s.p(x, 0, z)
        for a in (0.4, 0.9, 1.3, 1.75, 2.2, 2.7):
            frond(c, (px, py - 0.4 * k), a, 0.55 * k, LEAF)
        c.solid(
            [[(px - 0.2 * k, py - 0.42 * k), (px + 0.2 * k, py - 0.42 * k), (px + 0.15 * k, py), (px - 0.15 * k, py)]],
            (176, 96, 64),
            0.6,
        )

    s.add(z, draw)


@picture(READING + "goc-doc-sach.jpg", horizon=0.36, eye=1.6, zoom=1.0, warm=0.07)
def reading_corner(s: Stage) -> None:
    s.sun = None
    room(s, NOOK)
    back = Plane(s, 0, 0, 7.35)
    shelf(back, -1.9, 0.1, 0.05, 2.15, 5)
    shelf(back, 0.35, 2.4, 0.05, 2.15, 5)
    shelf(Plane(s, 3.5, 0, 7.2, 0, -1), 0.3, 3.6, 0.05, 2.0, 4)
    px, py = s.p(0.2, 2.62, 7.3)
    k = s.k(7.3)
    s.c.solid([rect(px - 1.5 * k, py - 0.2 * k, px + 1.5 * k, py + 0.2 * k)], (120, 78, 48), 0.3)
    s.c.text(px, py, "PHÒNG ĐỌC THÔN BÃI TRẦM", 0.24 * k, (250, 226, 160), 2.8 * k)
    s.c.glow(*s.p(0.2, 2.5, 6.5), 420, (255, 226, 160), 0.3)
    s.c.glow(*s.p(-2.6, 1.2, 4.5), 380, (255, 246, 210), 0.3)
    rng = s.rng
    table(s, 0.1, 4.3, 2.6, 0.9, 0.7, wood=(186, 130, 82))
    for i, x in enumerate((-0.8, 0.1, 1.0)):
        s.person(
            x,
            5.3,
            pupil(rng, i != 1, 0.3 * i, False).wear(top=((236, 180, 90), (140, 190, 226), (240, 150, 160))[i]),
            SIT.but(hip=(0, 0.31), hands=((-0.07, -0.19), (0.07, -0.19)), tilt=0.1),
            0.1 - 0.15 * x,
            hold=with_book(COVERS[i], 0.19),
            legs=False,
        )
    stool(s, -1.75, 4.85, (216, 90, 70))
    s.person(
        -1.75,
        4.7,
        pupil(rng, False, 0.2, False).wear(top=(150, 200, 150)),
        SIT.but(hands=((-0.06, -0.2), (0.07, -0.2))),
        0.4,
        hold=with_book(COVERS[3], 0.17),
    )
    s.person(
        1.75,
        6.6,
        pupil(rng, True, 0.8, False).wear(top=(236, 236, 240)),
        STAND.but(hands=((-0.12, -0.32), (0.1, 0.1))),
        0.1,
        True,
    )
    s.person(-1.1, 6.3, OLD_TEACHER, READ, 0.35, hold=with_book(COVERS[0], 0.16))
    plant(s, 1.95, 4.9)

    def pile() -> None:
        for i, x in enumerate((0.62, -0.4)):
            for j in range(4 - i):
                tone = COVERS[(i + j) % 5]
                s.c.fade(
                    [s.upright(x - 0.14, x + 0.14, 0.71 + 0.045 * j, 0.75 + 0.045 * j, 4.5)],
                    [lighter(tone, 0.3), darker(tone, 0.1)],
                )

    s.add(4.29, pile)


@picture(READING + "thay-lo-huu-dat.jpg", PORTRAIT, horizon=0.34, eye=1.5, zoom=1.42, warm=0.08)
def old_teacher(s: Stage) -> None:
    s.sun = None
    room(s, Room(half=2.6, high=3.3, deep=4.6, wall=(248, 232, 196), floor=(178, 128, 90), dado=None, windows=()))
    back = Plane(s, 0, 0, 4.55)
    shelf(back, -0.75, 2.4, 0.05, 2.35, 6)
    pane = s.upright(-2.1, -1.05, 1.0, 2.3, 4.5)
    s.c.fade([pane], [(206, 236, 250), (250, 246, 214), (166, 206, 130)])
    for x in (-2.1, -1.58, -1.05):
        s.c.line([s.p(x, 1.0, 4.5), s.p(x, 2.3, 4.5)], 8, (130, 92, 60))
    for y in (1.0, 1.9, 2.3):
        s.c.line([s.p(-2.1, y, 4.5), s.p(-1.05, y, 4.5)], 8, (130, 92, 60))
    s.c.blur(1.2)
    ray = [s.p(-2.1, 2.3, 4.4), s.p(-1.05, 2.3, 4.4), s.p(1.2, 0.0, 3.2), s.p(-0.9, 0.0, 3.2)]
    s.c.wash([ray], (255, 244, 200), 0.34, 0.06)

    def tidy(c: Canvas, j: Joints) -> None:
        x, y = j.hands[1]
        book(c, x + 0.02 * j.h, y - 0.05 * j.h, 0.1 * j.h, (64, 120, 186), False, 0.06)
        x, y = j.hands[0]
        for i in range(3):
            tone = COVERS[i]
            c.solid(
                [rect(x - 0.05 * j.h, y - (0.03 + 0.03 * i) * j.h, x + 0.12 * j.h, y - (0.004 + 0.03 * i) * j.h)],
                tone,
                0.4,
                0.3,
            )

    pose = Pose(hands=((-0.03, -0.2), (0.23, 0.05)), elbows=((-0.6, -1), (0.4, -1)), tilt=0.05, fore=0.95)
    s.person(-0.3, 3.35, OLD_TEACHER, pose, 0.35, hold=tidy)
    table(s, -1.25, 2.75, 0.9, 0.5, 0.72, wood=(176, 120, 76))

    def pile() -> None:
        c = s.c
        for i in range(6):
            tone = COVERS[i % 5]
            dx = (0.02, -0.03, 0.01, 0.03, -0.01, 0.0)[i]
            c.fade(
                [s.upright(-1.12 + dx, -0.86 + dx, 0.73 + 0.05 * i, 0.775 + 0.05 * i, 2.9)],
                [lighter(tone, 0.3), darker(tone, 0.1)],
            )

    s.add(2.74, pile)


COURSE = "dang-doan-the/2026/boi-duong-chinh-tri-he-2026/"
BIG = Room(
    half=7.0,
    high=4.6,
    deep=16,
    wall=(244, 240, 228),
    floor=(196, 176, 150),
    dado=(180, 140, 104),
    windows=("left", "right"),
)


@picture(COURSE + "toan-canh.jpg", horizon=0.36, eye=3.0, zoom=0.95)
def course(s: Stage) -> None:
    s.sun = None
    room(s, BIG)
    hall_front(
        s, BIG, ["ĐẢNG ỦY XÃ LAM KHÊ", "BỒI DƯỠNG CHÍNH TRỊ HÈ NĂM 2026", "CÁN BỘ QUẢN LÝ, GIÁO VIÊN"], (166, 24, 34)
    )
    speaker(s, 2.8, 13.0, PARTY_GUEST, y=0.35)
    for z in span(4.6, 10.4, 5):
        for x0, x1 in ((-5.6, -1.0), (1.0, 5.6)):
            table(s, (x0 + x1) / 2, z + 0.6, x1 - x0 + 0.4, 0.45, wood=(176, 122, 80))
            audience_back(
                s,
                span(x0, x1, 5),
                (z,),
                lambda r: teacher(r).wear(
                    kind="shirt" if r.random() < 0.8 else "blouse",
                    top=(236, 240, 246) if r.random() < 0.55 else (176, 204, 232),
                    sleeves=False,
                ),
                (120, 84, 60),
            )


@picture(COURSE + "hoc-vien.jpg", horizon=0.2, eye=2.3, zoom=1.15, centre=0.46)
def learners(s: Stage) -> None:
    s.sun = None
    room(s, BIG)
    for x in (-3.5, 0, 3.5):
        frame(s, x, 3.0, 15.9, 1.8, 1.1, (226, 190, 140))
    s.flush()
    s.c.blur(3)
    rng = s.rng

    def pen(c: Canvas, j: Joints) -> None:
        x, y = j.hands[1]
        c.line([(x - 0.012 * j.h, y + 0.018 * j.h), (x + 0.028 * j.h, y - 0.05 * j.h)], 0.01 * j.h, (40, 60, 150))

    writing = SIT_WRITE.but(
        hip=(0, 0.31), hands=((-0.08, -0.168), (0.045, -0.172)), fore=0.74, elbows=((-0.5, -1), (0.5, -1))
    )
    for i, z in enumerate((8.0, 6.4, 4.9, 3.6)):
        gap = 0.86
        n = 5 if z > 4 else 4
        for q in range(n):
            x = (q - (n - 1) / 2) * gap + (0.25 if i % 2 else 0)
            look = teacher(rng, (q + i) % 3 != 0)
            if look.kind == "aodai" and rng.random() < 0.6:
                look = look.wear(kind="blouse", top=(240, 242, 248), sleeves=False, bottom=(60, 60, 72))
            s.person(
                x,
                z + 0.75,
                look,
                writing.but(tilt=rng.uniform(0.05, 0.16)),
                rng.uniform(-0.3, 0.2),
                hold=pen,
                legs=False,
            )
            papers(s, x, z + 0.3, 0.76, rng)
        table(s, 0.1, z, gap * n + 0.4, 0.5, cover=(186, 134, 92))
    bottles(s, (-0.75, 0.98), 0.77, 3.75)
