"""17 October 2026: twenty years of the school, guests and gifts."""

from __future__ import annotations

from .building import House
from .canvas import Canvas
from .color import Color, darker, lighter, vary
from .crowd import group, handing, rows, span, with_bouquet
from .festive import balloon_arch, stone, with_board
from .figure import Joints
from .furniture import frame
from .geometry import ellipse, limb, rounded
from .indoor import Room, room
from .look import DEPUTY, OLD_TEACHER, VICE_CHAIR, Look, elder, graduate, pupil
from .nature import grass
from .places import campus, near_leaves, soft_campus
from .pose import CLAP, CLASP, HOLD, JOY, SQUAT, STAND, WAVE, Pose
from .props import cup
from .registry import PORTRAIT, picture
from .scene_jubilee import GOLDEN, NEW
from .stage import Stage
from .yard import cloth

FOLDER = "tin-tuc/2026/le-ky-niem-20-nam-thanh-lap-truong/"


@picture(FOLDER + "truyen-thong.jpg", horizon=0.36, eye=1.6, zoom=1.0, warm=0.06)
def tradition_room(s: Stage) -> None:
    s.sun = None
    room(
        s,
        Room(half=4.4, high=3.4, deep=8.2, wall=(250, 240, 216), floor=(170, 112, 76), dado=(150, 96, 64), windows=()),
    )
    c = s.c
    c.fade([s.upright(-4.3, 4.3, 2.55, 3.1, 8.15)], [(196, 34, 42), (156, 20, 34)])
    px, py = s.p(0, 2.83, 8.1)
    c.text(px, py, "PHÒNG TRUYỀN THỐNG - 20 NĂM MỘT CHẶNG ĐƯỜNG", 0.26 * s.k(8.1), (255, 226, 120), 8.0 * s.k(8.1))
    tones: tuple[Color, ...] = (
        (140, 176, 206),
        (214, 176, 120),
        (150, 190, 140),
        (206, 140, 120),
        (180, 160, 206),
        (226, 200, 140),
    )
    for i in range(14):
        x = -3.7 + (i % 7) * 1.23
        y = 2.12 if i < 7 else 1.42
        w = (0.95, 0.7, 1.0, 0.8)[i % 4]
        frame(s, x, y, 8.1, w, 0.55, tones[i % 6])
        for q in range(4):
            fx, fy = s.p(x - w * 0.3 + q * w * 0.2, y - 0.06, 8.08)
            k = s.k(8.1)
            c.dot(fx, fy - 0.08 * k, 0.035 * k, 0.04 * k, (236, 196, 160))
            c.dot(fx, fy + 0.03 * k, 0.05 * k, 0.07 * k, tones[(i + q) % 6])
    s.c.glow(*s.p(0, 3.2, 6), 560, (255, 236, 190), 0.26)

    def case(x: float, z: float) -> None:
        def draw() -> None:
            k = s.k(z)
            c.fade([s.upright(x - 0.9, x + 0.9, 0, 0.75, z)], [(140, 90, 58), (96, 58, 38)])
            c.fade([s.upright(x - 0.9, x + 0.9, 0.75, 1.2, z + 0.3)], [(230, 240, 240), (206, 224, 226)])
            for i in range(4):
                qx, qy = s.p(x - 0.66 + 0.44 * i, 0.78, z + 0.2)
                if i % 2:
                    cup(c, qx, qy, 0.34 * k)
                else:
                    c.solid(
                        [rounded(qx - 0.14 * k, qy - 0.26 * k, qx + 0.14 * k, qy, 3)],
                        (214, 60, 56) if i else (70, 120, 180),
                        0.3,
                    )
            c.wash([s.upright(x - 0.9, x + 0.9, 0.75, 1.25, z)], (220, 240, 250), 0.3, 0.12)
            c.line([s.p(x - 0.9, 1.25, z), s.p(x + 0.9, 1.25, z)], 3, (250, 250, 250))

        s.add(z, draw)

    for x in (-2.5, 0.0, 2.5):
        case(x, 6.4)
    rng = s.rng
    point = STAND.but(hands=((-0.12, -0.33), (0.22, 0.05)), elbows=((-0.7, -1), (0.5, -1)))
    for i, x in enumerate((-2.4, -1.7, 0.5, 2.3)):
        s.person(
            x,
            5.1 + 0.3 * (i % 2),
            graduate(rng) if i != 2 else elder(rng, False),
            point if i == 1 else STAND,
            0.2,
            True,
        )
    s.person(1.3, 4.9, OLD_TEACHER, point.flipped(), -0.3, True)
    s.person(
        -0.55,
        5.5,
        pupil(rng, True, 0.9),
        Pose(hands=((-0.24, 0.02), (0.1, -0.28)), elbows=((-0.5, -1), (0.6, -1)), open_mouth=True),
        0.25,
    )


@picture(FOLDER + "cuu-giao-chuc.jpg", horizon=0.42, eye=1.5, zoom=1.12)
def veterans(s: Stage) -> None:
    soft_campus(s, "warm", 4, far=17, trees="flame", left=None, house=NEW)
    cloth(s, 0, 2.85, 7.6, 6.4, 0.72, "TRI ÂN CÁC THẾ HỆ NHÀ GIÁO", (196, 34, 42))
    rng = s.rng
    for i, x in enumerate(span(-1.75, 1.75, 5)):
        old = elder(rng, i % 2 == 0)
        s.person(x, 4.9, old, HOLD.but(tilt=rng.uniform(-0.05, 0.05)), -0.08 * x, hold=with_bouquet(rng, 0.085))
    rows(s, span(-2.7, 2.7, 7), (6.3,), lambda r: pupil(r), lambda r: CLAP, back=False, y=0.25)


@picture(FOLDER + "cuu-hoc-sinh.jpg", horizon=0.46, eye=1.6, zoom=1.08)
def alumni(s: Stage) -> None:
    campus(s, "clear", far=18, trees="flame", left=None, house=House(bays=8, floors=2, wall=(250, 226, 170)), shift=-2)
    s.flush()
    s.c.blur(2.4)
    balloon_arch(s, 0, 7.6, 6.2, 3.3, "NGÀY TRỞ VỀ", ((64, 150, 214), (250, 244, 236), (250, 200, 70)))
    rng = s.rng
    shirts: tuple[Color, ...] = ((60, 130, 200), (250, 204, 80), (226, 84, 76), (246, 246, 248), (90, 170, 120))

    def mate(i: int) -> Look:
        return graduate(rng).wear(
            kind="tee",
            top=shirts[i % 5],
            tucked=False,
            sleeves=False,
            bottom=((52, 66, 110), (70, 70, 80))[i % 2],
            bloom=False,
        )

    back = [mate(i) for i in range(8)]
    middle = [mate(i + 2) for i in range(7)]
    front = [mate(i + 3) for i in range(5)]
    cheer = (JOY, WAVE, STAND, WAVE.flipped())
    group(
        s,
        [
            (6.9, 0.3, back, lambda r: r.choice(cheer), 0.6),
            (6.0, 0, middle, lambda r: r.choice(cheer), 0.62),
            (5.1, 0, front, SQUAT, 0.72),
        ],
        0,
        0.06,
    )


@picture(FOLDER + "hoc-bong.jpg", horizon=0.42, eye=1.5, zoom=1.15)
def scholarship(s: Stage) -> None:
    c = s.c
    c.fade([s.full()], [(24, 128, 116), (14, 86, 92)])
    px, py = s.p(0, 2.6, 7.0)
    c.glow(px, py, 500, (150, 230, 200), 0.35)
    c.text(px, py - 46, "TRAO HỌC BỔNG", 54, (255, 255, 255), 1200)
    c.text(px, py + 36, "“TIẾP BƯỚC LAM KHÊ”", 76, (255, 226, 110), 1250)
    c.fade([s.quad(-9, 9, 1.2, 7.0)], [(190, 150, 110), (164, 120, 84)])
    c.blur(1.2)
    s.sun = None
    rng = s.rng
    board = with_board("HỌC BỔNG")
    handing(s, -1.2, 4.6, VICE_CHAIR, pupil(rng, True, 0.3), board, gap=0.86)
    wide = HOLD.but(hands=((-0.1, -0.19), (0.1, -0.19)), fore=0.86)
    for i, x in enumerate((0.2, 0.95, 1.7)):
        s.person(x, 4.7, pupil(rng, i == 1, 0.5 + 0.2 * i), wide, -0.12, hold=board)
    s.person(-2.6, 5.2, GOLDEN, CLAP, 0.4)
    s.person(
        2.75,
        5.3,
        graduate(rng).wear(kind="suit", top=(60, 66, 90), style="short", female=False, bloom=False, sleeves=True),
        CLAP,
        -0.4,
    )


@picture(FOLDER + "cay-luu-niem.jpg", PORTRAIT, horizon=0.44, eye=1.6, zoom=1.15)
def memorial_tree(s: Stage) -> None:
    campus(s, "clear", far=18, trees="", left=None, house=NEW)
    s.flush()
    s.c.blur(3.0)
    grass(s, 1.5, 10.5, (134, 178, 92))
    rng = s.rng

    def young_tree() -> None:
        k = s.k(4.8)
        x, y = s.p(0.1, 0, 4.8)
        s.cast(0.1, 4.8, 2.4, 0.3)
        c = s.c
        c.solid([ellipse(x, y, 0.55 * k, 0.13 * k)], (136, 98, 66), 0.5)
        c.solid(limb((x, y), 0.05 * k, (x + 0.02 * k, y - 1.7 * k), 0.03 * k), (122, 92, 68), 0.5)
        for side in (-1, 1):
            c.line([(x + side * 0.3 * k, y), (x, y - 0.95 * k)], 0.035 * k, (190, 150, 100))
            c.solid(
                limb((x, y - 1.35 * k), 0.025 * k, (x + side * 0.3 * k, y - 1.75 * k), 0.012 * k), (122, 92, 68), 0.4
            )
        spots = sorted(((rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(170)), key=lambda p: -p[1])
        for u, v in spots:
            if u * u + v * v < 1:
                tone = vary(
                    rng, lighter((70, 146, 66), 0.25 * (-v + 0.2)) if v < 0.2 else darker((70, 146, 66), 0.2), 12
                )
                c.solid(
                    [
                        ellipse(
                            x + u * 0.62 * k, y - 1.95 * k + v * 0.5 * k, 0.1 * k, 0.05 * k, 14, rng.uniform(-0.9, 0.9)
                        )
                    ],
                    tone,
                    0.5,
                    0.25,
                )
        c.solid(
            [
                [
                    (x - 0.09 * k, y - 1.2 * k),
                    (x + 0.09 * k, y - 1.2 * k),
                    (x + 0.09 * k, y - 1.08 * k),
                    (x - 0.09 * k, y - 1.08 * k),
                ]
            ],
            (214, 40, 44),
            0.3,
        )

    s.add(4.8, young_tree)
    stone(s, 0.75, 4.1, "CỰU HỌC SINH|2006 - 2026")

    def shovel(c: Canvas, j: Joints) -> None:
        (x0, y0), (x1, y1) = j.hands
        dx = 0.11 * j.h if x1 >= x0 - 0.02 * j.h else -0.11 * j.h
        end = (x1 + dx, y1 + 0.26 * j.h)
        c.line([(x0 - dx * 0.5, y0 - 0.08 * j.h), end], 0.018 * j.h, (176, 130, 84))
        c.solid([ellipse(end[0], end[1] + 0.03 * j.h, 0.034 * j.h, 0.05 * j.h)], (130, 136, 146), 0.5, 0.4)

    dig = STAND.but(lean=0.18, tilt=0.08, hands=((0.04, -0.2), (0.09, -0.29)), elbows=((-0.4, -1), (-0.4, -1)))
    s.person(
        -0.85,
        4.9,
        graduate(rng).wear(kind="polo", top=(60, 130, 200), female=False, style="short", bloom=False),
        dig,
        0.5,
        hold=shovel,
    )
    s.person(
        1.15,
        5.2,
        graduate(rng).wear(kind="polo", top=(240, 200, 80), female=True, style="pony", bloom=False),
        CLASP,
        -0.4,
    )
    s.person(-1.35, 5.9, GOLDEN, CLAP, 0.4)
    s.person(-0.5, 6.3, graduate(rng), CLAP, 0.2)
    s.person(0.75, 6.4, elder(rng, False), CLAP, -0.2)
    s.person(1.7, 6.2, DEPUTY, STAND, -0.3)
    s.flush()
    near_leaves(s.c, 920, 60, 150, flowers=(236, 84, 60))
