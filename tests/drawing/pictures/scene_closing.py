"""May 2024: the end of the school year."""

from __future__ import annotations

from .canvas import Canvas
from .color import RED, SILK, Color
from .crowd import audience_back, group, handing, rows, span, speaker, with_bouquet, with_paper
from .figure import Figure, Joints
from .geometry import smooth
from .look import PRINCIPAL, Look, pupil, teacher
from .nature import flame_tree
from .places import campus, near_leaves, soft_campus
from .pose import CLAP, CLASP, SQUAT, STAND, STRAIGHT, Pose, attending
from .registry import picture
from .stage import Stage
from .yard import cloth, open_stage, pole, small_flags

FOLDER = "tin-tuc/2024/le-tong-ket-nam-hoc-2023-2024/"
LINES = ["TRƯỜNG THCS LAM KHÊ", "LỄ TỔNG KẾT", "NĂM HỌC 2023 - 2024"]
PARENT = Look(
    style="side",
    kind="shirt",
    top=(226, 214, 190),
    bottom=(70, 66, 64),
    sleeves=True,
    tall=1.69,
    build=1.08,
    hair=(44, 38, 38),
)


def senior(s: Stage, girl: bool | None = None) -> Look:
    """A pupil of grade 9."""
    return pupil(s.rng, girl, 1.0)


@picture(FOLDER + "anh-1.jpg", eye=5.2, horizon=0.3, zoom=0.95, centre=0.46)
def overview(s: Stage) -> None:
    campus(s, "clear", far=30, trees="flame two", shift=1.0)
    open_stage(s, 17, LINES, wide=10, x=0.4, back=((30, 132, 150), (18, 92, 120)))
    pole(s, 8.0, 17.5, 9)
    small_flags(s, -9, 6.4, 15, 10, 6.8, 16, 22)
    speaker(s, 3.2, 18, PRINCIPAL, y=0.6)
    s.person(-2.2, 18.4, teacher(s.rng, True, True), STAND, y=0.6)
    audience_back(
        s, [*span(-8, -1.2, 9), *span(0.4, 8.4, 10)], (8.4, 9.7, 11.0, 12.3, 13.6), pupil, None, (226, 74, 62)
    )
    s.flush()
    near_leaves(s.c, 40, 40, 200, flowers=(230, 70, 50))


@picture(FOLDER + "anh-2.jpg", horizon=0.44, zoom=1.15)
def award(s: Stage) -> None:
    soft_campus(s, "clear", 4, far=16, trees="", left=None)
    cloth(s, 0, 2.75, 7.0, 5.0, 0.65, "TUYÊN DƯƠNG HỌC SINH GIỎI CẤP HUYỆN", (30, 132, 150))
    rng = s.rng
    handing(
        s,
        -0.95,
        4.5,
        PRINCIPAL.wear(top=(36, 130, 110)),
        senior(s, True),
        with_paper(0.18, 0.13, (196, 40, 40)),
        gap=0.8,
    )
    for i, x in enumerate((0.45, 1.15, 1.85)):
        s.person(
            x,
            4.75,
            pupil(rng, i == 1, 0.8),
            Pose(hands=((-0.05, -0.19), (0.05, -0.2)), elbows=((-1, -1), (1, -1))),
            -0.15,
            hold=with_paper(0.18, 0.13, (206, 160, 70)),
        )
    s.person(-2.1, 5.4, teacher(rng, False, True), CLAP, 0.4)


@picture(FOLDER + "anh-3.jpg", horizon=0.4, zoom=1.2)
def gratitude(s: Stage) -> None:
    soft_campus(s, "warm", 4.5, far=15, trees="", left=None)
    s.sun = (-0.7, 0.3)
    rng = s.rng
    teachers = [teacher(rng, True, True).wear(top=SILK[i]) for i in (5, 1, 8)]
    pupils = [senior(s, i != 1) for i in range(3)]
    for i, x in enumerate((-1.25, 0.0, 1.25)):
        s.person(
            x - 0.34,
            4.3 + 0.1 * i,
            pupils[i],
            Pose(
                hands=((0.2, -0.14), (0.24, -0.15)),
                elbows=((-0.2, -1), (0.2, -1)),
                lean=0.1,
                feet=((-0.07, 0), (0.06, 0)),
            ),
            0.6,
            hold=with_bouquet(rng, 0.1),
        )
        s.person(
            x + 0.4,
            4.4 + 0.1 * i,
            teachers[i],
            Pose(hands=((-0.23, -0.13), (-0.19, -0.14)), elbows=((-0.2, -1), (0.2, -1))),
            -0.55,
        )
    for z in (6.6, 7.4):
        rows(s, span(-3.2, 3.2, 9), (z,), lambda r: pupil(r, None, 1.0), lambda r: r.choice((CLAP, CLASP)), back=False)


@picture(FOLDER + "anh-4.jpg", horizon=0.4, zoom=1.1, centre=0.54)
def parent_speaks(s: Stage) -> None:
    campus(s, "morning", far=22, trees="two", left=9.0, shift=2)
    flame_tree(s, -2.2, 9.5, 6.0, 3.4, 1.3)
    s.flush()
    s.c.blur(3.0)
    rows(s, span(-4.2, -0.9, 6), (7.0,), lambda r: teacher(r), lambda r: CLASP, back=False, turn=0.2)
    speaker(s, 0.6, 4.0, PARENT, turn=-0.25)
    s.flush()
    audience_back(s, (-2.0, -1.25, -0.35), (3.3,), lambda r: pupil(r, None, 1.0), None, (60, 120, 196))


@picture(FOLDER + "anh-5.jpg", horizon=0.34, eye=1.55, zoom=1.3)
def signatures(s: Stage) -> None:
    soft_campus(s, "warm", 6, far=15, trees="flame", left=None, shift=-4)
    rng = s.rng
    inks: tuple[Color, ...] = ((40, 80, 170), (200, 50, 90), (40, 130, 90), (130, 70, 160), (220, 120, 40))

    def scribbled(c: Canvas, j: Joints) -> None:
        for i in range(13):
            x = j.neck[0] + (-0.075 + 0.055 * (i % 3) + rng.uniform(-0.008, 0.008)) * j.h
            y = j.neck[1] + (0.07 + 0.045 * (i // 3)) * j.h
            pts = [(x + k * 0.0075 * j.h, y + rng.uniform(-0.009, 0.009) * j.h) for k in range(7)]
            c.line(smooth(pts, 4, False), 0.0045 * j.h, inks[i % 5])
        x, y = j.neck[0] + 0.045 * j.h, j.neck[1] + 0.21 * j.h
        heart = [
            (x, y + 0.02 * j.h),
            (x - 0.022 * j.h, y),
            (x - 0.012 * j.h, y - 0.014 * j.h),
            (x, y - 0.006 * j.h),
            (x + 0.012 * j.h, y - 0.014 * j.h),
            (x + 0.022 * j.h, y),
        ]
        c.poly(smooth(heart, 4), (226, 60, 80))

    def pen(c: Canvas, j: Joints) -> None:
        x, y = j.hands[0]
        c.line([(x - 0.05 * j.h, y + 0.012 * j.h), (x + 0.015 * j.h, y - 0.02 * j.h)], 0.009 * j.h, inks[1])

    rows(s, (-2.3, -1.5, 2.3, 1.5), (5.2,), lambda r: pupil(r, None, 1.0, False), attending, back=False)
    s.flush()
    s.c.blur(3)
    written = senior(s, True).wear(scarf=False, style="bun")

    def girl() -> None:
        x, y = s.p(-0.3, 0, 2.6)
        f = Figure(s.c, x, y, 1.62 * s.k(2.6), written, STRAIGHT, 0.1, True)
        scribbled(s.c, f.draw())

    s.add(2.6, girl)
    writes = Pose(hands=((-0.25, -0.09), (0.05, -0.2)), elbows=((-0.4, -1), (1, -1)), tilt=-0.1)
    s.person(0.42, 2.85, senior(s, False).wear(scarf=False), writes, -0.5, hold=pen)
    s.person(-1.1, 3.2, senior(s, True).wear(scarf=False, style="pony"), CLASP.but(tilt=0.1), 0.4)


@picture(FOLDER + "anh-6.jpg", horizon=0.4, eye=1.9, zoom=1.12)
def class_9a(s: Stage) -> None:
    campus(s, "clear", far=15, trees="flame", left=None, shift=-3)
    s.flush()
    s.c.blur(1.6)
    rng = s.rng
    home = teacher(rng, True, True).wear(top=SILK[5], style="long", glasses=False)
    front = [pupil(rng, i % 3 != 1, 1.0) for i in range(8)]
    middle = [pupil(rng, True, 1.0) for _ in range(4)] + [home] + [pupil(rng, True, 1.0) for _ in range(4)]
    third = [pupil(rng, i in (0, 8), 1.0) for i in range(10)]
    top = [pupil(rng, False, 1.0) for _ in range(9)]
    group(
        s,
        [
            (7.4, 0.55, top, STRAIGHT, 0.53),
            (6.8, 0.28, third, attending, 0.52),
            (6.1, 0.0, middle, CLASP, 0.53),
            (5.5, 0.0, front, SQUAT, 0.6),
        ],
        0,
        0.06,
    )

    def benches() -> None:
        for z, y in ((6.95, 0.55), (6.4, 0.28)):
            s.c.fade([s.upright(-3, 3, 0, y, z)], [(190, 150, 110), (140, 100, 70)])

    s.add(7.0, benches)
    cloth(s, 0, 3.35, 8.6, 6.4, 0.7, "LỚP 9A - NIÊN KHÓA 2020 - 2024", RED)
