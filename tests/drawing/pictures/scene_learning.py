"""Science contest, computer practice and the day on artificial intelligence."""

from __future__ import annotations

from .color import SILK, Color
from .crowd import audience_back, rows, span
from .furniture import frame, table
from .geometry import ellipse, rect, smooth
from .indoor import Room, room
from .look import Look, pupil, teacher
from .pose import CLAP, CLASP, EXPLAIN, SIT, STAND, Pose
from .props import banner, cup, paper
from .registry import picture
from .stage import Stage
from .things import bottles, desktop, laptop, papers, screen

LAB = Room(
    half=4.6,
    high=3.5,
    deep=10.5,
    wall=(232, 240, 244),
    floor=(196, 190, 182),
    dado=(150, 184, 200),
    windows=("left", "right"),
)


@picture("tin-tuc/2025/hoc-sinh-bai-tram-dat-giai-ba-khkt/trao-giai.jpg", horizon=0.36, eye=1.65, zoom=1.2)
def flood_model(s: Stage) -> None:
    s.sun = None
    room(s, Room(half=4.6, high=3.4, deep=9.5, wall=(244, 238, 222), windows=("left",)))
    px, py = s.p(0, 2.6, 9.4)
    k = s.k(9.4)
    banner(s.c, px, py, 6.6 * k, 0.95 * k, "CUỘC THI KHOA HỌC KỸ THUẬT|CẤP HUYỆN NĂM HỌC 2024 - 2025", (30, 110, 180))
    s.flush()
    s.c.blur(2.4)
    table(s, 0, 3.5, 2.5, 1.0, cover=(60, 120, 180))

    def model() -> None:
        c, kk = s.c, s.k(4.0)
        c.fade([s.quad(-1.0, 1.0, 3.65, 4.4, 0.78)], [(150, 186, 100), (122, 164, 82)])
        river = [
            s.p(-0.95, 0.785, 4.25),
            s.p(-0.3, 0.785, 4.1),
            s.p(0.2, 0.785, 4.2),
            s.p(0.98, 0.785, 3.95),
            s.p(0.98, 0.785, 3.72),
            s.p(0.2, 0.785, 3.95),
            s.p(-0.4, 0.785, 3.82),
            s.p(-0.95, 0.785, 4.0),
        ]
        c.solid([smooth(river, 5)], (70, 150, 210), 0.3, 0.2)
        for x, z, tone in ((-0.7, 3.75, (220, 90, 70)), (-0.35, 4.3, (236, 180, 80)), (0.6, 4.25, (90, 140, 200))):
            q = s.upright(x - 0.1, x + 0.1, 0.78, 0.93, z)
            c.solid([q], (246, 240, 226), 0.4)
            a, b = s.p(x - 0.13, 0.93, z), s.p(x + 0.13, 0.93, z)
            c.solid([[a, b, s.p(x, 1.05, z)]], tone, 0.4)
        for x, z in ((-0.1, 4.32), (0.85, 4.3), (-0.9, 4.35)):
            t = s.p(x, 0.9, z)
            c.solid([ellipse(t[0], t[1], 0.06 * kk, 0.08 * kk)], (60, 130, 70), 0.5)
        base, top = s.p(0.15, 0.78, 3.9), s.p(0.15, 1.3, 3.9)
        c.line([base, top], 5, (150, 156, 164))
        for i in range(5):
            y = base[1] + (top[1] - base[1]) * (0.1 + 0.16 * i)
            c.box(base[0] - 8, y - 7, base[0] + 8, y + 1, (230, 60, 50) if i % 2 else (250, 250, 250))
        c.glow(top[0], top[1] - 8, 46, (255, 90, 70), 0.6)
        c.solid([ellipse(top[0], top[1] - 8, 13, 15)], (236, 50, 44), 0.6, 0.5)
        c.solid([rect(top[0] + 26, top[1] + 40, top[0] + 96, top[1] + 92)], (46, 60, 70), 0.3)
        c.box(top[0] + 32, top[1] + 47, top[0] + 90, top[1] + 74, (160, 230, 170))
        c.line([(top[0], top[1] + 30), (top[0] + 40, top[1] + 40)], 2.5, (220, 60, 50))

    s.add(3.64, model)
    rng = s.rng
    point = Pose(hands=((-0.12, -0.24), (0.16, -0.2)), elbows=((-0.5, -1), (0.4, -1)), open_mouth=True, fore=0.92)
    s.person(-0.95, 4.75, pupil(rng, False, 1.0), point, 0.3, legs=False)
    up = Pose(hands=((-0.04, -0.2), (0.06, -0.19)), elbows=((-0.4, -1), (0.4, -1)), fore=0.86)
    s.person(
        -0.1,
        4.9,
        pupil(rng, True, 1.0),
        up,
        0.0,
        legs=False,
        hold=lambda c, j: paper(c, j.neck[0], j.hands[0][1] - 0.06 * j.h, 0.19 * j.h, 0.14 * j.h, 0, (206, 160, 70)),
    )
    s.person(
        0.75,
        4.8,
        pupil(rng, True, 0.9),
        up,
        -0.2,
        legs=False,
        hold=lambda c, j: cup(c, j.neck[0], j.hands[0][1] + 0.03 * j.h, 0.17 * j.h),
    )
    s.person(1.75, 5.2, teacher(rng, False).wear(kind="shirt", top=(176, 204, 232)), CLASP, -0.3)
    s.person(-1.85, 5.3, teacher(rng, True, True), CLAP, 0.3)


@picture("chuyen-doi-so/2025/thuc-hanh.jpg", horizon=0.32, eye=1.95, zoom=1.05, centre=0.46)
def computer_room(s: Stage) -> None:
    s.sun = None
    room(s, LAB)
    screen(s, 0.4, 1.55, 10.4, 3.0, "BÌNH DÂN HỌC VỤ SỐ")
    s.flush()
    rng = s.rng
    for z in (8.2, 6.6, 5.0, 3.5):
        for x in (-2.3, 0.0, 2.3) if z > 4 else (-1.2, 1.0):
            table(s, x, z, 1.9, 0.7, wood=(206, 186, 160))
            for dx in (-0.48, 0.48):
                desktop(s, x + dx, z + 0.35)
                audience_back(s, (x + dx,), (z - 0.35,), lambda r: teacher(r), (60, 72, 96))
    s.person(3.15, 5.7, teacher(rng, False).wear(kind="shirt", top=(120, 170, 220)), EXPLAIN.flipped(), -0.4)
    s.person(-0.6, 9.6, teacher(rng, True, True).wear(top=SILK[4]), EXPLAIN, 0.2)


AI = "chuyen-mon/2025/chuyen-de-ung-dung-tri-tue-nhan-tao/"
NHA = Look(
    style="side",
    kind="shirt",
    top=(150, 196, 226),
    bottom=(50, 54, 70),
    sleeves=True,
    tall=1.7,
    build=1.02,
    glasses=True,
)


@picture(AI + "bao-cao-chuyen-de.jpg", horizon=0.36, eye=1.6, zoom=1.15)
def presentation(s: Stage) -> None:
    s.sun = None
    wall: Color = (214, 224, 232)
    room(s, Room(half=4.6, high=3.6, deep=7.2, wall=wall, floor=(176, 170, 166), dado=None, windows=()))
    s.c.wash([s.full()], (20, 30, 70), 0.24, 0.3)
    screen(s, 0.55, 1.0, 7.1, 3.5, "KẾ HOẠCH BÀI DẠY VỚI SỰ HỖ TRỢ CỦA AI")
    s.c.glow(s.w * 0.6, s.h * 0.32, 560, (200, 226, 255), 0.2)
    s.c.blur(0.9)
    s.person(-1.6, 4.9, NHA, EXPLAIN.but(hands=((-0.1, -0.2), (0.24, 0.02))), 0.35)
    table(s, -2.5, 4.6, 0.9, 0.5, cover=(60, 84, 130))
    laptop(s, -2.4, 4.9, 0.76)
    audience_back(s, span(-1.35, 1.9, 4), (2.9,), lambda r: teacher(r), (52, 60, 84))


@picture(AI + "thao-luan-nhom.jpg", horizon=0.33, eye=1.75, zoom=1.12)
def group_work(s: Stage) -> None:
    s.sun = None
    room(s, LAB)
    for i, x in enumerate((-2.6, -1.2, 0.2)):
        frame(s, x, 2.2, 10.4, 1.0, 0.75, ((240, 220, 150), (180, 214, 236), (200, 226, 190))[i], (230, 232, 236))
    rng = s.rng
    for x, z in ((-2.2, 7.4), (2.0, 7.6)):
        table(s, x, z, 1.9, 1.0, wood=(214, 190, 160))
        laptop(s, x, z + 0.5, 0.76)
        rows(s, (x - 0.6, x, x + 0.6), (z + 1.3,), lambda r: teacher(r), lambda r: SIT, back=False, shadow=False)
    s.flush()
    s.c.blur(2.6)
    table(s, 0, 3.35, 2.9, 0.8, wood=(206, 172, 132))
    sit = SIT.but(hip=(0, 0.32), tilt=0.08, hands=((-0.09, -0.22), (0.09, -0.22)))
    crew = [(-1.15, 0.4), (-0.42, 0.3), (0.4, -0.3), (1.12, -0.45)]
    for i, (x, turn) in enumerate(crew):
        pose = (
            sit.but(open_mouth=True, hands=((-0.1, -0.2), (0.15, -0.09)), elbows=((-0.5, -1), (0.3, -1)))
            if i == 1
            else sit
        )
        s.person(x, 4.3 + 0.08 * (i in (1, 2)), teacher(rng, i in (0, 1, 3)), pose, turn, legs=False)
    laptop(s, -0.78, 3.95, 0.76, size=0.38)
    laptop(s, 0.78, 3.98, 0.76, size=0.38)
    for x in (-1.25, -0.3, 0.25, 1.2):
        papers(s, x, 3.6, 0.76, rng)
    bottles(s, (-0.5, 1.0), 0.77, 3.75)
    lean = STAND.but(hands=((-0.1, -0.3), (0.2, -0.22)), elbows=((-0.5, -1), (0.2, -1)), lean=0.12, tilt=0.1)
    s.person(-1.62, 4.9, teacher(rng, True, True).wear(top=SILK[8]), lean, 0.4, legs=False)
    s.person(1.66, 4.95, NHA, lean.flipped(), -0.4, legs=False)
