"""20 November 2023: the feast of teachers in the school yard."""

from __future__ import annotations

from .color import SILK
from .crowd import audience_back, group, handing, rows, span, speaker, with_bouquet
from .indoor import Room, hall_front, room
from .look import DEPUTY, PRINCIPAL, Look, pupil, teacher
from .places import campus, near_leaves, soft_campus
from .pose import CLASP, JOY, STAND, STRAIGHT
from .registry import picture
from .stage import Stage
from .yard import cloth, open_stage, small_flags

FOLDER = "tin-tuc/2023/ky-niem-41-nam-ngay-nha-giao-viet-nam/"
LINES = ["TRƯỜNG THCS LAM KHÊ", "KỶ NIỆM 41 NĂM", "NGÀY NHÀ GIÁO VIỆT NAM 20/11"]
BLUE = ((44, 116, 184), (24, 70, 136))
VIOLET = PRINCIPAL.wear(top=(120, 70, 150), accent=(240, 214, 250))


@picture(FOLDER + "anh-1.jpg", eye=3.4, horizon=0.36, zoom=1.0)
def ceremony(s: Stage) -> None:
    campus(s, "warm", far=27, trees="flame shade", shift=-1.5)
    open_stage(s, 13.5, LINES, wide=9.5, back=BLUE, x=-1.0)
    speaker(s, 2.2, 14.6, VIOLET, y=0.6)
    for x in span(-4.6, -2.4, 4):
        s.person(x, 15.2, teacher(s.rng, formal=True), STAND, y=0.6)
    small_flags(s, -9, 6.0, 11, 7, 6.6, 14, 18)
    audience_back(
        s, [*span(-6.6, -0.9, 8), *span(0.2, 5.4, 7)], (6.4, 7.5, 8.6, 9.7, 10.8), pupil, None, (58, 120, 196)
    )


@picture(FOLDER + "anh-2.jpg", zoom=1.25, horizon=0.36)
def principal_speaks(s: Stage) -> None:
    soft_campus(s, "warm", 6, far=20, trees="flame", shift=4)
    cloth(s, -0.7, 2.55, 6.5, 3.7, 0.75, "NGÀY NHÀ GIÁO VIỆT NAM 20/11", BLUE[0])
    rows(s, span(-2.9, -1.3, 3), (6.2,), lambda r: teacher(r, formal=True), lambda r: CLASP, back=False)
    s.flush()
    s.c.blur(2.2)
    speaker(s, 0.45, 3.2, VIOLET, turn=-0.2)


@picture(FOLDER + "anh-3.jpg", horizon=0.4, zoom=1.15)
def flowers(s: Stage) -> None:
    soft_campus(s, "morning", 4.5, far=18, trees="flame two", left=None)
    rng = s.rng
    tones = (SILK[0], SILK[4], SILK[3])
    for i, (x, z) in enumerate(((-1.5, 5.0), (-0.05, 4.6), (1.42, 4.9))):
        guest = teacher(rng, True, formal=True).wear(top=tones[i])
        handing(s, x, z, pupil(rng, i != 1, 0.6), guest, with_bouquet(rng, 0.09), gap=0.74)
    rows(s, span(-3.4, 3.4, 9), (7.6, 8.4), pupil, lambda r: CLASP, back=False)


@picture(FOLDER + "anh-4.jpg", horizon=0.56, eye=1.25, zoom=1.0, vignette=0.26)
def dancers(s: Stage) -> None:
    s.sun = None
    hall = Room(
        half=6.5, high=5.4, deep=12, wall=(60, 52, 92), floor=(140, 82, 54), ceiling=(40, 36, 66), dado=None, windows=()
    )
    room(s, hall)
    hall_front(
        s, hall, ["CHÀO MỪNG", "NGÀY NHÀ GIÁO VIỆT NAM"], (44, 70, 150), starry=False, platform=0.0, ink=(255, 226, 120)
    )
    c = s.c
    for i, x in enumerate((-4.6, -2.2, 2.2, 4.6)):
        color = ((255, 190, 220), (255, 236, 170))[i % 2]
        a, b = s.p(x, 5.2, 9), s.p(x * 0.35, 0.0, 6.4)
        k = s.k(6.4)
        c.wash(
            [[(a[0] - 10, a[1]), (a[0] + 10, a[1]), (b[0] + 0.9 * k, b[1]), (b[0] - 0.9 * k, b[1])]], color, 0.4, 0.06
        )
    gown = Look(kind="dress", female=True, style="bun", head=0.168, tall=1.5, shoes=(240, 200, 200), build=0.94)
    spots = ((-2.5, 6.9), (-1.3, 5.9), (0.0, 5.2), (1.3, 5.9), (2.5, 6.9), (-0.75, 7.6), (0.75, 7.6))
    for i, (x, z) in enumerate(spots):
        tone = ((236, 84, 130), (250, 250, 250)) if i % 2 else ((252, 214, 92), (236, 84, 130))
        look = pupil(s.rng, True).wear(
            kind="dress", style=gown.style, scarf=False, top=tone[0], bottom=tone[0], accent=tone[1]
        )
        lift = JOY.but(
            hands=((-0.22, 0.16), (0.12, 0.27)), lean=0.08 * (1 if x <= 0 else -1), feet=((-0.05, 0), (0.07, 0.01))
        )
        s.person(x, z, look, lift if x <= 0 else lift.flipped(), 0.2 if x < 0 else -0.2)
    s.flush()
    for x in (150, 420, 700, 980, 1240):
        c.glow(x, 20, 120, (255, 244, 200), 0.5)


@picture(FOLDER + "anh-5.jpg", horizon=0.4, zoom=1.15, eye=1.7)
def souvenir(s: Stage) -> None:
    soft_campus(s, "warm", 2.4, far=13, trees="", left=None)
    cloth(s, 0.2, 3.0, 7.4, 5.2, 0.7, "KỶ NIỆM 41 NĂM NGÀY NHÀ GIÁO VIỆT NAM", BLUE[0])
    rng = s.rng
    front = [teacher(rng, True, True) for _ in range(7)]
    front[3] = VIOLET
    back = [teacher(rng, i % 2 == 0, True) for i in range(8)]
    back[4] = DEPUTY
    group(s, [(6.5, 0.25, back, STRAIGHT, 0.56), (5.5, 0.0, front, CLASP, 0.6)])
    s.flush()
    near_leaves(s.c, 20, 50, 140, flowers=(226, 70, 60))
