"""August and September 2025: two schools become one."""

from __future__ import annotations

from .building import gate
from .color import SILK, Color
from .crowd import audience_front, handing, rows, span, with_bouquet, with_paper
from .furniture import table
from .indoor import Room, far_window, hall_front, room
from .look import DEPUTY, OLD_TEACHER, PARTY_GUEST, PRINCIPAL, VICE_CHAIR, pupil, teacher
from .nature import WARM, bush, flame_tree, hills, palm, sky, tree, yard
from .places import campus, lane, near_leaves, soft_campus
from .pose import CLAP, GIVE, SIT, STAND, STRAIGHT, WALK, WAVE, attending
from .props import drum, drum_stand, spray, table_flowers
from .registry import PORTRAIT, picture
from .scene_opening import BEAT, stick
from .stage import Stage
from .things import bottles, bus
from .yard import open_stage, pole, small_flags

MERGER = "tin-tuc/2025/cong-bo-quyet-dinh-sap-nhap/"
OPENING = "tin-tuc/2025/khai-giang-nam-hoc-2025-2026/"
HALL = Room(
    half=5.2,
    high=3.8,
    deep=11.5,
    wall=(240, 244, 236),
    floor=(200, 186, 164),
    dado=(196, 214, 190),
    windows=("left", "right"),
)
LINES = ["ỦY BAN NHÂN DÂN XÃ LAM KHÊ", "LỄ CÔNG BỐ QUYẾT ĐỊNH", "SÁP NHẬP TRƯỜNG THCS BÃI TRẦM VÀO TRƯỜNG THCS LAM KHÊ"]
GREEN: Color = (24, 108, 92)


@picture(MERGER + "trao-quyet-dinh.jpg", horizon=0.43, eye=1.5, zoom=1.15)
def decision(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    hall_front(s, HALL, LINES, GREEN)
    s.c.blur(1.2)
    rng = s.rng
    handing(s, -0.15, 4.6, VICE_CHAIR, PRINCIPAL, with_paper(0.2, 0.15, (196, 40, 40)), gap=0.86)
    s.person(1.35, 4.9, OLD_TEACHER.wear(kind="suit", top=(70, 74, 92), bottom=(60, 62, 78)), CLAP, -0.4)
    s.person(-1.6, 5.0, PARTY_GUEST, CLAP, 0.4)
    table(s, -2.7, 6.6, 1.4, 0.6, cover=(246, 244, 240))
    s.add(6.5, lambda: spray(s.c, *s.p(-2.6, 0.78, 6.8), 0.3 * s.k(6.8), rng))


@picture(MERGER + "dai-bieu.jpg", horizon=0.22, eye=2.3, zoom=1.1)
def delegates(s: Stage) -> None:
    s.sun = None
    room(s, HALL)
    for x in (-3.4, -1.15, 1.15, 3.4):
        far_window(s, x, 11.45, 1.5)
    s.flush()
    s.c.blur(2.0)
    audience_front(s, span(-3.2, 3.2, 8), (7.6, 6.6), lambda r: teacher(r, formal=True), chair=(150, 108, 74))
    guests = [PARTY_GUEST, VICE_CHAIR, OLD_TEACHER, PRINCIPAL.wear(top=SILK[7]), DEPUTY]
    table(s, 0, 3.9, 4.3, 0.55, cover=(248, 248, 250))
    for x, look in zip(span(-1.7, 1.7, 5), guests, strict=True):
        s.person(
            x, 4.75, look, SIT.but(hip=(0, 0.31), hands=((-0.06, -0.22), (0.06, -0.22))), -0.06 * x + 0.1, legs=False
        )
    bottles(s, span(-1.45, 1.95, 5), 0.77, 4.15)
    for fx in (-0.8, 0.9):
        table_flowers(s, fx, 0.77, 4.1, 0.14)


@picture(OPENING + "le-chao-co.jpg", horizon=0.6, eye=1.7, zoom=0.95, centre=0.52)
def flag_ceremony(s: Stage) -> None:
    campus(s, "clear", far=24, trees="flame", shift=2.0)
    open_stage(s, 14.5, ["LỄ KHAI GIẢNG", "NĂM HỌC 2025 - 2026"], wide=8, x=3.6, back=((44, 116, 184), (24, 70, 136)))
    pole(s, -1.6, 12.5, 6.4, 1.9)
    rows(s, (-2.9, -0.4), (11.6,), lambda r: pupil(r, None, 1.0), lambda r: STRAIGHT, back=False)
    rows(s, span(-5.6, -3.4, 3), (10.4, 9.3, 8.2), pupil, attending, turn=0.35)
    rows(s, span(0.6, 5.4, 7), (9.8, 8.6, 7.4), pupil, attending, turn=-0.3)
    rows(s, span(-2.6, 0.2, 3), (6.4,), lambda r: teacher(r, formal=True), lambda r: STRAIGHT)


@picture(OPENING + "don-hoc-sinh-bai-tram.jpg", horizon=0.45, eye=1.65, zoom=1.05)
def welcome(s: Stage) -> None:
    s.air = ((230, 228, 220), 14, 90, 0.45)
    sky(s, WARM)
    hills(s)
    yard(s, (200, 188, 170), tiles=0)
    palm(s, -9.5, 19, 8.5)
    tree(s, -4.2, 17.5, 7.4, 3.0)
    lane(s, 14.6)
    gate(s, 2.7, 14, "TRƯỜNG THCS LAM KHÊ", 4.4)
    bush(s, 0.2, 13.4, 0.5, bloom=(250, 200, 90))
    bus(s, -4.3, 10.8)
    rng = s.rng
    for i, (x, z) in enumerate(((-3.2, 9.1), (-2.3, 8.4), (-1.2, 8.8), (-1.7, 7.2), (-0.55, 7.7), (-2.9, 7.2))):
        s.person(
            x,
            z,
            pupil(rng, i % 2 == 0, 0.3 + 0.1 * i),
            WALK.but(feet=((-0.08, 0.01), (0.09, 0))) if i % 2 else WAVE.but(feet=((-0.06, 0), (0.06, 0))),
            0.45,
        )
    s.person(1.05, 7.2, PRINCIPAL, GIVE.but(hands=((0.14, -0.2), (0.2, -0.14))).flipped(), -0.45)
    s.person(0.3, 7.0, pupil(rng, True, 0.2), STAND.but(hands=((-0.1, -0.3), (0.18, -0.16))), 0.4, hold=None)
    rows(
        s,
        (2.1, 2.8, 3.5),
        (7.6, 8.8),
        lambda r: teacher(r, formal=True),
        lambda r: r.choice((CLAP, WAVE)),
        back=False,
        turn=-0.35,
    )
    s.person(1.75, 6.5, pupil(rng, True, 1.0), STAND, -0.4, hold=None)
    s.person(2.45, 6.4, pupil(rng, False, 1.0), WAVE.flipped(), -0.4)
    s.person(
        3.0,
        6.6,
        pupil(rng, True, 0.9),
        GIVE.but(hands=((0.05, -0.17), (0.1, -0.18))).flipped(),
        -0.3,
        hold=with_bouquet(rng, 0.1),
    )
    s.flush()
    near_leaves(s.c, 1420, 30, 170, flowers=(236, 90, 60))


@picture(OPENING + "tieng-trong.jpg", PORTRAIT, horizon=0.46, eye=1.3, zoom=1.2)
def first_drum(s: Stage) -> None:
    soft_campus(s, "warm", 4, far=16, trees="", left=None)
    flame_tree(s, -3.2, 11.5, 6.4, 3.6)
    small_flags(s, -3, 3.6, 8, 4, 4.2, 8, 10)
    rows(s, span(-2.6, 2.8, 7), (8.0, 8.8), pupil, lambda r: r.choice((CLAP, STAND)), back=False)
    s.flush()
    s.c.blur(2.6)

    def big_drum() -> None:
        x, y = s.p(0.3, 1.2, 3.9)
        k = s.k(3.9)
        s.cast(0.7, 4.0, 1.2, 0.45)
        drum_stand(s.c, x, y, 0.46 * k, s.floor(0, 3.9))
        drum(s.c, x, y, 0.46 * k)

    s.add(3.9, big_drum)
    s.person(-0.55, 3.75, PRINCIPAL.wear(top=(236, 190, 70), accent=(196, 60, 50)), BEAT, 0.55, hold=stick)
