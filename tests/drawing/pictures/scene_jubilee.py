"""17 October 2026: twenty years of the school, the ceremony."""

from __future__ import annotations

from .building import House
from .canvas import Canvas
from .color import SILK, Color
from .crowd import audience_back, audience_front, rows, span, speaker
from .festive import PARTY, balloon_arch, basket_in_hands, fan, flower_basket, pom, rising
from .figure import Joints
from .furniture import chair_back
from .look import DEPUTY, OLD_TEACHER, PARTY_GUEST, PRINCIPAL, VICE_CHAIR, elder, graduate, pupil, teacher
from .nature import flame_tree
from .places import campus, near_leaves, soft_campus
from .pose import CLAP, JOY, STAND, STRAIGHT, Pose, attending, sitting
from .registry import BROAD, picture
from .stage import Stage
from .yard import open_stage, pole, small_flags

FOLDER = "tin-tuc/2026/le-ky-niem-20-nam-thanh-lap-truong/"
LINES = ["KỶ NIỆM 20 NĂM THÀNH LẬP", "TRƯỜNG THCS LAM KHÊ", "17/10/2006 - 17/10/2026"]
FEAST: tuple[Color, Color] = ((222, 54, 50), (150, 18, 44))
GOLDEN = PRINCIPAL.wear(top=(222, 168, 50), accent=(176, 40, 44))
NEW = House(bays=8, floors=3, wall=(250, 226, 170), ridge=1.6)


@picture(FOLDER + "toan-canh.jpg", BROAD, eye=4.6, horizon=0.38, zoom=0.92, centre=0.42)
def overview(s: Stage) -> None:
    campus(s, "clear", far=30, trees="flame two palm", left=11.0, house=NEW, shift=2)
    s.flush()
    s.c.blur(2.8)
    open_stage(s, 17, LINES, wide=10.5, tall=4.0, x=2.6, back=FEAST)
    pole(s, -3.5, 21, 8.0, 2.1)
    balloon_arch(s, -5.1, 16.5, 4.0, 3.3, "20 NĂM")
    small_flags(s, -9, 6.6, 15, 3, 7.6, 20, 18)
    small_flags(s, 13, 6.4, 15, 3, 7.6, 20, 16)
    speaker(s, 5.8, 18, GOLDEN, y=0.6)
    for i, x in enumerate(span(-1.2, 2.4, 5)):
        s.person(
            x,
            18.8,
            pupil(s.rng, True).wear(
                kind="dress",
                scarf=False,
                top=SILK[i % 3 * 2],
                bottom=SILK[i % 3 * 2],
                accent=(250, 230, 160),
                style="bun",
            ),
            JOY,
            y=0.6,
        )
    audience_back(s, span(-2.2, 7.6, 11), (13.8, 12.9), lambda r: teacher(r, formal=True), (236, 230, 220))
    audience_back(s, span(-2.4, 7.8, 11), (11.8, 10.8, 9.8), pupil, None, (226, 74, 62))
    rows(
        s,
        span(-4.9, -3.4, 3),
        (13.0, 11.8, 10.6),
        lambda r: pupil(r).wear(kind="tee", top=(250, 200, 70), scarf=False),
        attending,
        turn=0.3,
    )


@picture(FOLDER + "mua-mo-dau.jpg", horizon=0.52, eye=1.2, zoom=1.0)
def opening_dance(s: Stage) -> None:
    c = s.c
    c.fade([s.full()], [(150, 20, 46), (214, 52, 52), (120, 16, 36)])
    px, py = s.p(0, 3.4, 9)
    for i in range(-9, 10):
        c.poly([(px, py + 180), (px + i * 130 - 36, -20), (px + i * 130 + 36, -20)], (255, 190, 110), 0.08)
    c.glow(px, py + 60, 460, (255, 206, 120), 0.4)
    c.text(px, py - 60, "KỶ NIỆM", 62, (255, 244, 220), 800)
    c.text(px, py + 60, "20 NĂM", 150, (255, 222, 110), 900)
    c.text(px, py + 160, "2006 - 2026", 54, (255, 244, 220), 800)
    s.sun = None
    c.fade([s.quad(-20, 20, 1, 9.5)], [(190, 60, 56), (150, 30, 40)])
    c.poly(s.quad(-20, 20, 9.3, 9.6), (250, 206, 110))
    tones: tuple[Color, ...] = ((246, 130, 160), (120, 190, 120), (250, 214, 120))
    spots = (
        (-2.7, 6.6, 0),
        (-1.7, 5.7, 1),
        (-0.6, 5.0, 0),
        (0.6, 5.0, 0),
        (1.7, 5.7, 1),
        (2.7, 6.6, 0),
        (-1.1, 7.3, 2),
        (0.0, 7.0, 2),
        (1.1, 7.3, 2),
    )
    for x, z, i in spots:
        look = pupil(s.rng, True, 0.9).wear(
            kind="dress",
            style="bun",
            scarf=False,
            glasses=False,
            top=tones[i],
            bottom=(252, 246, 244) if i == 0 else tones[i],
            accent=(214, 60, 90),
        )
        side = 1 if x <= 0 else -1
        pose = Pose(
            hands=((-0.24, 0.1), (0.2, 0.16)),
            elbows=((-0.6, -1), (0.6, -1)),
            lean=-0.08 * side,
            tilt=0.1 * side,
            feet=((-0.05, 0), (0.07, 0.01)),
        )

        def feathers(cv: Canvas, j: Joints, tone: Color = tones[(i + 1) % 3 if i else 0]) -> None:
            fan(cv, j.hands[0], 0.17 * j.h, tone, 2.2)
            fan(cv, j.hands[1], 0.17 * j.h, tone, 0.9)

        s.person(x, z, look, pose, 0.1 * side, hold=feathers)
    s.flush()
    for x in (80, 1360):
        c.glow(x, 40, 260, (255, 236, 190), 0.35)


@picture(FOLDER + "dien-van.jpg", horizon=0.38, eye=1.55, zoom=1.2)
def address(s: Stage) -> None:
    c = s.c
    c.fade([s.full()], [(210, 46, 48), (150, 18, 44)])
    px, py = s.p(-0.35, 2.3, 6.0)
    for i in range(-9, 10):
        c.poly([(px, py + 200), (px + i * 140 - 40, -20), (px + i * 140 + 40, -20)], (255, 190, 110), 0.09)
    c.text(px, py - 50, LINES[0], 52, (255, 246, 226), 1250)
    c.text(px, py + 32, LINES[1], 76, (255, 222, 110), 1250)
    c.text(px, py + 108, LINES[2], 44, (255, 246, 226), 900)
    c.fade([s.quad(-9, 9, 1.2, 6.0)], [(196, 62, 56), (168, 40, 44)])
    c.blur(1.8)
    s.sun = None
    flower_basket(s, -1.9, 5.0, 1.35)
    flower_basket(s, 2.2, 5.1, 1.35)
    s.flush()
    c.blur(1.2)
    speaker(s, -0.15, 3.45, GOLDEN, turn=0.1, wood=(136, 80, 46))


@picture(FOLDER + "dai-bieu.jpg", horizon=0.3, eye=1.85, zoom=1.1)
def guests(s: Stage) -> None:
    soft_campus(s, "clear", 4.5, far=24, trees="flame two", left=None)
    rng = s.rng
    rows(s, span(-4.0, 4.0, 11), (9.4,), pupil, attending, back=False)
    white: Color = (244, 240, 232)
    audience_front(s, span(-3.4, 3.4, 9), (7.8,), lambda r: graduate(r), chair=white)
    audience_front(s, span(-2.9, 2.9, 8), (6.5,), lambda r: elder(r), chair=white)
    clap = sitting(rng).but(hands=((-0.012, -0.15), (0.02, -0.155)), elbows=((-0.4, -1), (0.4, -1)), fore=0.86)
    first = [
        teacher(rng, True, True).wear(top=SILK[4]),
        PARTY_GUEST,
        VICE_CHAIR,
        OLD_TEACHER.wear(kind="suit", top=(70, 74, 92), bottom=(60, 62, 78)),
        DEPUTY,
        elder(rng, True),
    ]
    for x, look in zip(span(-2.05, 2.05, 6), first, strict=True):
        chair_back(s, x, 5.2, white)
        s.person(x, 5.0, look, clap, rng.uniform(-0.2, 0.2))
    s.flush()
    near_leaves(s.c, 30, 40, 170, flowers=(232, 70, 54))


@picture(FOLDER + "tang-hoa.jpg", horizon=0.42, eye=1.5, zoom=1.15)
def congratulation(s: Stage) -> None:
    c = s.c
    c.fade([s.full()], [(34, 110, 176), (24, 70, 136)])
    px, py = s.p(0, 2.55, 7.2)
    c.glow(px, py, 520, (150, 200, 246), 0.4)
    c.text(px, py - 50, LINES[0], 50, (255, 255, 255), 1250)
    c.text(px, py + 36, "20 NĂM XÂY DỰNG VÀ PHÁT TRIỂN", 62, (255, 226, 110), 1300)
    c.fade([s.quad(-9, 9, 1.2, 7.2)], [(196, 62, 56), (168, 40, 44)])
    c.blur(1.4)
    s.sun = None
    for x in (-2.7, 2.8):
        flower_basket(s, x, 5.9, 1.4)
    give = Pose(hands=((0.13, -0.15), (0.2, -0.15)), elbows=((-0.2, -1), (0.2, -1)), feet=((-0.07, 0), (0.06, 0)))
    s.person(0.55, 4.5, GOLDEN, give.flipped(), -0.5)
    s.person(-0.35, 4.45, PARTY_GUEST, give, 0.5, hold=basket_in_hands)
    s.person(-1.3, 4.7, VICE_CHAIR, CLAP, 0.35)
    s.person(1.45, 4.8, DEPUTY, CLAP, -0.35)


@picture(FOLDER + "dong-dien.jpg", horizon=0.2, eye=4.6, zoom=1.05)
def mass_exercise(s: Stage) -> None:
    campus(s, "clear", far=26, trees="flame two", left=None, house=NEW)
    s.flush()
    s.c.blur(2.0)
    tones: tuple[Color, ...] = ((226, 62, 54), (250, 204, 70), (60, 140, 216))
    up = Pose(
        hands=((-0.17, 0.24), (0.17, 0.24)), elbows=((-1, 0), (1, 0)), feet=((-0.08, 0), (0.08, 0)), open_mouth=True
    )
    side = Pose(hands=((-0.3, -0.02), (0.3, -0.02)), elbows=((0, -1), (0, -1)), feet=((-0.08, 0), (0.08, 0)))
    rng = s.rng
    for r, z in enumerate((8.2, 9.7, 11.3, 13.0, 14.8)):
        for q, x in enumerate(span(-5.6, 5.6, 9)):
            px = x + (0.35 if r % 2 else -0.35)
            color = tones[(q + r) % 3]
            look = pupil(rng).wear(
                kind="tee", top=(248, 248, 250), scarf=False, bottom=(46, 60, 104), shoes=(240, 240, 244)
            )

            def tufts(c: Canvas, j: Joints, tone: Color = color) -> None:
                for at in j.hands:
                    pom(c, at, 0.07 * j.h, tone)

            s.person(px, z, look, up if r % 2 else side, 0.0, hold=tufts)


@picture(FOLDER + "bong-bay.jpg", horizon=0.78, eye=1.7, zoom=0.9, centre=0.56)
def farewell(s: Stage) -> None:
    campus(s, "warm", far=26, trees="", left=8.5, house=NEW, shift=6)
    flame_tree(s, 9.0, 20, 6.6, 3.8)
    open_stage(s, 15, ["KỶ NIỆM 20 NĂM", "2006 - 2026"], wide=7, x=2.2, back=FEAST, tall=2.8)

    def cluster() -> None:
        rising(s, 46, (260, 60, 860, 520), (24, 40), PARTY)
        rising(s, 30, (60, 20, 1400, 420), (11, 20), (*PARTY, (70, 160, 220), (110, 190, 110)))

    s.add(12.0, cluster)
    wave = Pose(hands=((-0.14, -0.33), (0.19, 0.24)), elbows=((-0.7, -1), (1, -0.3)))
    rows(s, span(-4.6, 5.0, 12), (8.4, 7.2), pupil, lambda r: r.choice((wave, wave, JOY, STRAIGHT)))
    rows(s, span(-3.0, 3.2, 6), (5.6,), lambda r: teacher(r, formal=True), lambda r: r.choice((wave, STAND)))
    s.flush()
    s.c.glow(1200, 140, 380, (255, 236, 190), 0.45)
