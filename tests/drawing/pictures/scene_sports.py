"""The school's sports days in December 2023."""

from __future__ import annotations

from .building import fence
from .canvas import Canvas
from .color import Color, darker, lighter
from .crowd import rows, span
from .figure import Joints
from .geometry import smooth
from .look import Look, pupil, teacher
from .places import campus, country, near_leaves
from .pose import CLAP, CLASP, EXPLAIN, JOY, STAND, Pose
from .props import cup
from .registry import PORTRAIT, picture
from .stage import Stage
from .yard import cloth, small_flags

FOLDER = "phong-trao/2023/hoi-khoe-phu-dong-cap-truong/"
PULL = Pose(
    hip=(-0.17, 0.43),
    lean=-0.42,
    tilt=0.1,
    hands=((0.2, -0.17), (0.3, -0.18)),
    elbows=((0, -1), (0, -1)),
    feet=((0.02, 0), (0.16, 0)),
    kbend=0.9,
    open_mouth=True,
)


def athlete(look: Look, shirt: Color) -> Look:
    """The same pupil in sports dress."""
    return look.wear(kind="tee", top=shirt, bottom=(48, 60, 96), scarf=False, tucked=False, shoes=(240, 240, 244))


@picture(FOLDER + "keo-co.jpg", PORTRAIT, horizon=0.4, eye=1.9, zoom=1.2)
def tug_of_war(s: Stage) -> None:
    campus(s, "clear", far=24, trees="flame shade", left=None, shift=-3)
    small_flags(s, -6, 5.6, 12, 6, 5.2, 12, 14)
    cloth(s, 0, 3.6, 14, 7.5, 0.9, "HỘI KHỎE PHÙ ĐỔNG", (30, 110, 176))
    rows(s, span(-4.6, 4.6, 12), (11.5, 12.4), pupil, lambda r: r.choice((JOY, CLAP, CLAP, STAND)), back=False)
    rng = s.rng
    line = [(-0.72 + 0.38 * i, 3.9 + 0.95 * i) for i in range(6)]

    def rope() -> None:
        pts = [s.p(-1.5, 0.72, 3.3), s.p(-0.2, 0.92, 4.4), s.p(1.9, 0.95, 9.4), s.p(2.9, 0.95, 11.6)]
        k = 13
        s.c.line(smooth(pts, 12, False), k, (150, 112, 66))
        s.c.line(smooth([(x - 1.5, y - 2.5) for x, y in pts], 12, False), k * 0.45, (206, 170, 112))

    for i, (x, z) in enumerate(line):
        pose = PULL.but(tilt=rng.uniform(0, 0.16), lean=-0.42 + rng.uniform(-0.06, 0.06))
        s.person(x - 0.12, z, athlete(pupil(rng, i == 4, 1.0), (226, 62, 54)), pose, 0.6, dz=0.3)
    s.add(4.02, rope)
    s.person(
        2.0,
        6.2,
        teacher(rng, False).wear(kind="polo", top=(52, 116, 196), cap=(240, 240, 240)),
        EXPLAIN.flipped(),
        -0.5,
    )
    rows(
        s,
        span(1.6, 3.8, 4),
        (8.6, 9.6),
        lambda r: athlete(pupil(r), (250, 196, 60)),
        lambda r: r.choice((JOY, CLAP)),
        back=False,
        turn=-0.4,
    )


@picture(FOLDER + "bat-xa.jpg", horizon=0.37, eye=2.1, zoom=1.1)
def long_jump(s: Stage) -> None:
    country(s, "clear")
    ground: Color = (196, 152, 106)
    s.c.fade([s.quad(-40, 40, 2.2, 15)], [lighter(ground, 0.2), ground])
    s.add(15, lambda: fence(s, -20, 20, 15, 1.4))
    s.c.fade([s.quad(-1.6, 5.4, 4.7, 7.6)], [(246, 226, 176), (232, 204, 148)])
    for z in (4.7, 7.6):
        s.c.line([s.p(-1.6, 0, z), s.p(5.4, 0, z)], 5, (250, 250, 250))
    s.c.fade([s.quad(-9, -1.6, 5.2, 7.1)], [(196, 92, 70), (180, 78, 58)])
    for _i in range(14):
        x, z = s.rng.uniform(-1.4, 5.2), s.rng.uniform(4.9, 7.4)
        s.c.shadow(
            [smooth([s.p(x, 0, z), s.p(x + 0.3, 0, z + 0.1), s.p(x + 0.1, 0, z - 0.15)], 4)], 0.2, 2, (120, 80, 40)
        )
    rows(s, span(-5.2, 4.2, 13), (9.0, 9.9), pupil, lambda r: r.choice((CLAP, JOY, STAND, CLAP)), back=False)
    jumper = athlete(pupil(s.rng, False, 0.7), (240, 130, 40))
    leap = Pose(
        hip=(0, 0.5),
        lean=0.2,
        tilt=-0.1,
        hands=((0.14, 0.2), (0.26, 0.13)),
        elbows=((0, -1), (0, -1)),
        feet=((0.2, 0.14), (0.33, 0.2)),
        knees=((0.2, 0.46), (0.23, 0.5)),
        toes=(1.0, 1.0),
        open_mouth=True,
    )

    def shade() -> None:
        x, y = s.p(0.55, 0, 5.9)
        s.c.shadow([[(x - 110, y), (x, y - 18), (x + 120, y), (x, y + 18)]], 0.4, 6)

    s.add(6.2, shade)
    s.person(0.3, 5.9, jumper, leap, 0.8, y=0.5, shadow=False)
    s.person(
        3.2,
        8.0,
        teacher(s.rng, False).wear(kind="polo", top=(60, 130, 100), cap=(235, 235, 235)),
        CLASP,
        -0.5,
        hold=_board,
    )
    s.person(
        -2.5,
        7.9,
        teacher(s.rng, True).wear(kind="polo", top=(226, 232, 240), bottom=(60, 70, 110), cap=(226, 70, 60)),
        EXPLAIN,
        0.4,
    )
    s.flush()
    near_leaves(s.c, 1410, 30, 170)


def _board(c: Canvas, j: Joints) -> None:
    x, y = j.hands[0]
    c.solid(
        [
            [
                (x - 0.06 * j.h, y - 0.1 * j.h),
                (x + 0.1 * j.h, y - 0.1 * j.h),
                (x + 0.12 * j.h, y + 0.03 * j.h),
                (x - 0.05 * j.h, y + 0.03 * j.h),
            ]
        ],
        (246, 244, 236),
        0.3,
    )


@picture(FOLDER + "trao-giai.jpg", horizon=0.42, eye=1.5, zoom=1.12)
def podium(s: Stage) -> None:
    campus(s, "morning", far=20, trees="flame two", left=None)
    s.flush()
    s.c.blur(3.5)
    cloth(s, 0, 3.15, 8.5, 6.7, 0.8, "HỘI KHỎE PHÙ ĐỔNG NĂM HỌC 2023 - 2024", (196, 34, 40))
    rng = s.rng
    steps = ((-1.35, 0.4, (196, 204, 214)), (0.0, 0.65, (250, 206, 84)), (1.35, 0.25, (214, 150, 96)))

    def stand() -> None:
        for x, y, color in steps:
            s.c.fade([s.upright(x - 0.62, x + 0.62, 0, y, 5.2)], [lighter(color, 0.2), darker(color, 0.15)])
            s.c.poly(s.quad(x - 0.62, x + 0.62, 5.2, 6.1, y), lighter(color, 0.5))
            px, py = s.p(x, y * 0.48, 5.2)
            s.c.text(px, py, {0.4: "2", 0.65: "1", 0.25: "3"}[y], y * 0.7 * s.k(5.2), (255, 255, 255), 200)

    s.add(6.2, stand)
    shirts: tuple[Color, ...] = ((60, 130, 210), (226, 62, 54), (90, 170, 90))
    up = Pose(hands=((-0.06, 0.265), (0.06, 0.265)), elbows=((-1, 0), (1, 0)), open_mouth=True)
    for i, (x, y, _) in enumerate(steps):
        for d in (-0.26, 0.26):
            first = d < 0
            look = athlete(pupil(rng, not first, 0.9), shirts[i])
            s.person(
                x + d,
                5.7,
                look,
                up if first else JOY.but(hands=((-0.14, -0.33), (0.17, 0.22))),
                0,
                y=y,
                hold=_cup if first else None,
                shadow=False,
            )
    s.person(-2.75, 7.0, teacher(rng, False).wear(kind="polo", top=(226, 232, 240)), CLAP, 0.5)
    s.person(2.75, 7.0, teacher(rng, True, True), CLAP, -0.5)


def _cup(c: Canvas, j: Joints) -> None:
    x = (j.hands[0][0] + j.hands[1][0]) / 2
    cup(c, x, j.hands[0][1] + 0.03 * j.h, 0.17 * j.h)
