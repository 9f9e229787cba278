"""Help for the flooded, hygiene, and safety in the water."""

from __future__ import annotations

from .canvas import Canvas
from .color import Color
from .crowd import rows, span
from .figure import Joints
from .furniture import board, table
from .geometry import ellipse, limb, smooth
from .indoor import Room, room
from .look import DEPUTY, NURSE, pupil, teacher, youth
from .nature import MORNING, grass, hills, palm, sky, tree
from .places import campus, near_leaves, soft_campus
from .pose import CLAP, CLASP, EXPLAIN, HOLD, STAND, WAVE, Pose
from .props import book
from .registry import picture
from .stage import Stage
from .things import carton, truck
from .yard import cloth

RELIEF = "phong-trao/2024/"


@picture(RELIEF + "dong-goi-sach-vo.jpg", horizon=0.36, eye=1.75, zoom=1.0)
def packing(s: Stage) -> None:
    s.sun = None
    hall = Room(half=5.2, high=3.6, deep=9, wall=(226, 236, 226), windows=("left", "right"), dado=(170, 204, 190))
    room(s, hall)
    board(s, -2.2, 2.2, 1.2, 2.6, 8.95)
    px, py = s.p(0, 1.95, 8.9)
    s.c.text(px, py, "CHUNG TAY VÌ ĐỒNG BÀO VÙNG LŨ", 0.26 * s.k(8.9), (246, 244, 226), 4.1 * s.k(8.9))
    s.flush()
    s.c.blur(1.6)
    rng = s.rng
    rows(s, span(-3.0, 3.0, 6), (6.6,), lambda r: pupil(r), lambda r: HOLD, back=False)
    table(s, 0, 4.4, 4.6, 0.9, cover=(120, 170, 190))
    for x, opened in ((-1.9, True), (-0.95, False), (0.25, True), (1.5, True)):
        carton(s, x, 4.55, 0.55, 0.76, opened)
    reach_in = Pose(
        hands=((-0.07, -0.22), (0.09, -0.2)), elbows=((-0.5, -1), (0.5, -1)), lean=0.06, tilt=0.12, fore=0.9
    )

    def carry(c: Canvas, j: Joints) -> None:
        x, y = j.hands[1]
        book(c, x, y, 0.13 * j.h, ((206, 66, 60), (64, 120, 186), (240, 190, 70))[int(x) % 3], False, 0.3)

    crew = (
        pupil(rng, True, 0.6),
        teacher(rng, True, True),
        pupil(rng, False, 0.8),
        teacher(rng, False),
        pupil(rng, True, 0.9),
    )
    for i, (x, look) in enumerate(zip(span(-2.1, 2.1, 5), crew, strict=True)):
        s.person(
            x,
            5.45,
            look,
            reach_in if i % 2 == 0 else reach_in.flipped(),
            0.25 if i % 2 == 0 else -0.25,
            hold=carry,
            legs=False,
        )
    for x, y in ((-2.6, 0.0), (2.7, 0.0), (2.65, 0.42), (2.0, 0.0)):
        carton(s, x, 3.9, 0.6, y)


@picture(RELIEF + "xe-hang.jpg", horizon=0.46, eye=1.7, zoom=1.05)
def lorry(s: Stage) -> None:
    campus(s, "morning", far=22, trees="two shade", left=None, ground=(206, 196, 180))
    s.flush()
    s.c.blur(2.4)
    truck(s, 0.1, 8.2, "TRƯỜNG THCS LAM KHÊ|HƯỚNG VỀ ĐỒNG BÀO VÙNG LŨ")
    rng = s.rng
    load = Pose(hands=((-0.06, -0.13), (0.06, -0.13)), elbows=((-0.6, -1), (0.6, -1)), fore=0.85)

    def box(c: Canvas, j: Joints) -> None:
        x, y = (j.hands[0][0] + j.hands[1][0]) / 2, j.hands[0][1]
        w = 0.13 * j.h
        c.solid(
            [[(x - w, y - w * 1.1), (x + w, y - w * 1.1), (x + w, y + w * 0.5), (x - w, y + w * 0.5)]],
            (208, 166, 112),
            0.4,
            0.2,
        )
        c.box(x - w * 0.12, y - w * 1.1, x + w * 0.12, y + w * 0.5, (230, 206, 160))

    s.person(-3.75, 7.0, youth(rng, False), load.but(feet=((-0.08, 0), (0.07, 0))), 0.6, hold=box)
    s.person(-2.95, 6.7, pupil(rng, True, 0.9), load, 0.4, hold=box)
    s.person(1.15, 6.9, teacher(rng, True), CLASP, 0.1)
    for i, x in enumerate((1.8, 2.35, 2.9)):
        s.person(x, 6.8 - 0.15 * i, pupil(rng, i % 2 == 0, 0.5), WAVE, -0.15)
    s.person(3.5, 6.9, DEPUTY, WAVE, -0.3)


@picture("y-te-an-toan/2024/phong-chong-soi-va-sot-xuat-huyet/rua-tay.jpg", horizon=0.36, eye=1.55, zoom=1.2)
def hand_washing(s: Stage) -> None:
    soft_campus(s, "morning", 5, far=16, trees="shade", left=None, shift=3)
    c = s.c

    def basin() -> None:
        c.fade([s.quad(-2.5, 1.3, 4.0, 4.6, 0.84)], [(244, 246, 248), (214, 222, 226)])
        c.fade([s.quad(-2.4, 1.2, 4.08, 4.52, 0.83)], [(146, 190, 206), (190, 218, 226)])
        c.fade([s.upright(-2.5, 1.3, 0.0, 0.86, 4.0)], [(150, 208, 216), (98, 168, 182)])
        for i in range(17):
            c.line([s.p(-2.5 + i * 3.8 / 16, 0.8, 4.0), s.p(-2.5 + i * 3.8 / 16, 0, 4.0)], 1, (255, 255, 255), 0.55)
        for y in (0.2, 0.4, 0.6):
            c.line([s.p(-2.5, y, 4.0), s.p(1.3, y, 4.0)], 1, (255, 255, 255), 0.55)
        c.poly(s.upright(-2.55, 1.35, 0.8, 0.88, 4.0), (250, 251, 251))

    def taps() -> None:
        c.line([s.p(-2.5, 0.98, 4.3), s.p(1.3, 0.98, 4.3)], 9, (120, 140, 156))
        c.line([s.p(-2.5, 0.985, 4.3), s.p(1.3, 0.985, 4.3)], 3, (206, 220, 230))
        for x in (-1.75, -0.75, 0.25):
            a, b = s.p(x, 0.98, 4.3), s.p(x, 1.1, 4.25)
            c.line([a, b, (b[0] + 16, b[1] - 4), (b[0] + 18, b[1] + 12)], 8, (176, 186, 194))
            c.line([(b[0] + 18, b[1] + 14), (b[0] + 18, s.floor(0.85, 4.3))], 5, (226, 244, 252), 0.85)
            c.solid([ellipse(*s.p(x + 0.42, 0.9, 4.2), 12, 8)], (250, 170, 190), 0.5)

    s.add(4.62, basin)
    s.add(4.3, taps)
    wash = Pose(hands=((-0.03, -0.2), (0.035, -0.2)), elbows=((-0.4, -1), (0.4, -1)), tilt=0.1, fore=0.85)

    def foam(cv: Canvas, j: Joints) -> None:
        for _ in range(9):
            cv.dot(
                j.hands[0][0] + s.rng.uniform(-0.02, 0.05) * j.h,
                j.hands[0][1] + s.rng.uniform(-0.03, 0.02) * j.h,
                0.012 * j.h,
                0.012 * j.h,
                (255, 255, 255),
                0.85,
            )

    rng = s.rng
    for i, x in enumerate((-2.0, -1.0, 0.0)):
        s.person(x + 0.1, 4.75, pupil(rng, i != 1, 0.3), wash, 0.2 - 0.15 * i, hold=foam)
    s.person(
        1.12,
        4.75,
        NURSE,
        Pose(hands=((-0.09, -0.12), (0.06, -0.11)), elbows=((-0.5, -1), (0.5, -1)), open_mouth=True, fore=0.85),
        -0.5,
        hold=foam,
    )
    rows(s, (-2.1, 1.75, 2.3), (5.9,), lambda r: pupil(r, None, 0.1), lambda r: CLASP, back=False, turn=-0.4)

    def poster() -> None:
        c.solid([s.upright(1.25, 2.45, 1.85, 2.85, 6.5)], (250, 252, 252), 0.2, 0)
        px, py = s.p(1.85, 2.7, 6.5)
        c.text(px, py, "6 BƯỚC RỬA TAY", 0.13 * s.k(6.5), (30, 120, 170), 1.0 * s.k(6.5))
        for i in range(6):
            qx, qy = s.p(1.54 + 0.31 * (i % 3), 2.42 - 0.34 * (i // 3), 6.5)
            c.dot(qx, qy, 0.12 * s.k(6.5), 0.12 * s.k(6.5), (206, 232, 244))
            c.solid(limb((qx - 9, qy + 5), 6, (qx + 6, qy - 4), 5), (238, 190, 150), 0.4)

    s.add(6.5, poster)


POOL = "y-te-an-toan/2026/phong-chong-duoi-nuoc/"


@picture(POOL + "ho-hap-nhan-tao.jpg", horizon=0.3, eye=1.9, zoom=1.12)
def first_aid(s: Stage) -> None:
    campus(s, "clear", far=18, trees="shade", left=None, shift=-4)
    s.flush()
    s.c.blur(3.5)
    cloth(s, 0, 3.0, 8.6, 7.0, 0.62, "KỸ NĂNG PHÒNG, CHỐNG ĐUỐI NƯỚC", (30, 120, 190))
    rng = s.rng
    rows(s, span(-3.3, 3.3, 10), (7.2, 7.9), pupil, lambda r: r.choice((CLASP, STAND, CLASP)), back=False)

    def mat() -> None:
        s.c.fade([s.quad(-1.9, 1.9, 4.0, 5.6, 0.02)], [(70, 150, 200), (50, 124, 178)])
        s.c.line([s.p(-1.9, 0.02, 4.8), s.p(1.9, 0.02, 4.8)], 2, (40, 100, 150), 0.6)

    def dummy() -> None:
        c, k = s.c, s.k(4.7)
        x, y = s.p(-0.25, 0.1, 4.7)
        shirt: Color = (60, 110, 190)
        c.shadow([ellipse(x + 0.2 * k, y + 0.06 * k, 0.85 * k, 0.1 * k)], 0.4, 6)
        for dy in (-0.05, 0.06):
            c.solid(
                limb((x + 0.35 * k, y + dy * k), 0.085 * k, (x + 1.05 * k, y + dy * 1.2 * k), 0.065 * k),
                (70, 74, 96),
                0.5,
            )
            c.solid([ellipse(x + 1.12 * k, y + dy * 1.2 * k - 0.04 * k, 0.05 * k, 0.09 * k)], (50, 50, 56), 0.4)
        c.solid(
            [
                smooth(
                    [
                        (x - 0.28 * k, y - 0.13 * k),
                        (x + 0.35 * k, y - 0.12 * k),
                        (x + 0.42 * k, y),
                        (x + 0.35 * k, y + 0.12 * k),
                        (x - 0.28 * k, y + 0.13 * k),
                        (x - 0.34 * k, y),
                    ],
                    5,
                )
            ],
            shirt,
            0.5,
        )
        c.solid(
            limb((x - 0.24 * k, y + 0.12 * k), 0.05 * k, (x + 0.12 * k, y + 0.2 * k), 0.035 * k), (222, 186, 160), 0.5
        )
        c.solid([ellipse(x - 0.47 * k, y - 0.01 * k, 0.13 * k, 0.115 * k)], (228, 192, 166), 0.5, 0.3)
        c.solid(
            [
                smooth(
                    [
                        (x - 0.6 * k, y - 0.03 * k),
                        (x - 0.52 * k, y - 0.12 * k),
                        (x - 0.44 * k, y - 0.12 * k),
                        (x - 0.53 * k, y - 0.02 * k),
                        (x - 0.52 * k, y + 0.1 * k),
                    ],
                    4,
                )
            ],
            (150, 120, 100),
            0.4,
        )

    s.add(5.7, mat)
    kneel = Pose(
        hip=(0.0, 0.25),
        lean=0.1,
        tilt=0.12,
        hands=((-0.01, -0.26), (0.02, -0.265)),
        elbows=((-1, 0), (1, 0)),
        knees=((-0.09, 0.05), (0.09, 0.05)),
        feet=((-0.1, 0.04), (0.1, 0.04)),
    )
    s.person(
        -1.35,
        4.8,
        pupil(rng, True, 0.8),
        kneel.but(hip=(-0.02, 0.25), lean=0.4, hands=((0.22, -0.26), (0.25, -0.27)), elbows=((0, -1), (0, -1))),
        0.5,
    )
    s.person(-0.15, 4.9, pupil(rng, False, 0.8), kneel, 0.05, hold=lambda c, j: dummy())
    s.person(
        1.75,
        5.0,
        NURSE.wear(kind="polo", top=(226, 70, 60), bottom=(60, 64, 80), sleeves=False),
        EXPLAIN.flipped(),
        -0.5,
    )


@picture(POOL + "ao-phao.jpg", horizon=0.34, eye=1.7, zoom=1.12)
def life_jackets(s: Stage) -> None:
    s.air = ((222, 234, 238), 12, 90, 0.5)
    sky(s, MORNING, 4)
    hills(s, (112, 154, 150), 80)
    c, rng = s.c, s.rng
    top = s.horizon
    c.fade([[(0, top), (s.w, top), (s.w, s.h), (0, s.h)]], [(196, 222, 226), (110, 176, 190), (66, 138, 160)])
    for _ in range(120):
        z = rng.uniform(9.5, 60)
        x, y = rng.uniform(0, s.w), s.floor(-0.6, z)
        w = rng.uniform(10, 60) * 12 / z
        c.line([(x, y), (x + w, y)], 1.2, (255, 255, 255), 0.35)
    s.sun = None
    grass(s, 70, 90, (96, 146, 84))
    for x, z in ((-30, 62), (-20, 64), (-6, 66), (12, 62), (24, 60), (33, 66)):
        tree(s, x, z, 9, 5)
    s.flush()
    s.sun = (0.75, 0.35)
    c.blur(1.6)
    grass(s, 1.2, 9.2, (138, 176, 96))
    c.fade([s.quad(-20, 20, 8.9, 9.4)], [(150, 120, 84), (176, 146, 104)])

    def boat() -> None:
        k = s.k(11.5)
        x, y = s.p(3.4, -0.5, 11.5)
        hull = [
            (x - 2.2 * k, y - 0.55 * k),
            (x - 1.4 * k, y - 0.3 * k),
            (x + 1.4 * k, y - 0.3 * k),
            (x + 2.2 * k, y - 0.6 * k),
            (x + 1.6 * k, y + 0.05 * k),
            (x - 1.6 * k, y + 0.05 * k),
        ]
        c.shadow([[(px, py + 0.2 * k) for px, py in hull]], 0.3, 6)
        c.solid([smooth(hull, 4)], (130, 84, 56), 0.5, 0.2)

    s.add(11.5, boat)
    palm(s, -4.6, 8.6, 6.8, 0.8)
    for i, x in enumerate((-2.2, -1.1, 0.95, 1.95)):
        look = pupil(rng, i % 2 == 0, 0.5).wear(kind="vest", scarf=False, accent=(246, 247, 250), tucked=True)
        pose = (STAND, CLASP, HOLD.but(hands=((-0.05, -0.2), (0.05, -0.21))), STAND)[i]
        s.person(x, 5.0 + 0.15 * (i % 2), look, pose, -0.15 * x)
    guide = teacher(rng, False).wear(
        kind="vest", top=(60, 116, 180), accent=(60, 116, 180), bottom=(60, 64, 84), cap=(240, 240, 244), glasses=False
    )
    s.person(
        -0.1,
        4.5,
        guide,
        Pose(hands=((-0.05, -0.16), (0.22, -0.1)), elbows=((-0.5, -1), (0.4, -1)), open_mouth=True, fore=0.92),
        0.15,
    )
    rows(s, (-3.2, 3.0), (6.6,), pupil, lambda r: CLAP, back=False)
    s.flush()
    near_leaves(c, 1400, 50, 180)
