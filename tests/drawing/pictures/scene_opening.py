"""5 September 2024: the opening of the school year."""

from __future__ import annotations

from .building import gate
from .canvas import Canvas
from .color import BRIGHT, DEEP_RED, vary
from .crowd import rows, span
from .figure import Joints
from .look import DEPUTY, PRINCIPAL, pupil, teacher
from .nature import MORNING, bush, flame_tree, hills, sky, tree, yard
from .places import campus, lane, near_leaves, soft_campus
from .pose import CLAP, JOY, STAND, WALK, WAVE, Pose, attending
from .props import balloon, drum, drum_stand, flag
from .registry import WIDE, picture
from .stage import Stage
from .yard import open_stage, pole, small_flags

FOLDER = "tin-tuc/2024/le-khai-giang-nam-hoc-2024-2025/"
LINES = ["TRƯỜNG THCS LAM KHÊ", "LỄ KHAI GIẢNG", "NĂM HỌC 2024 - 2025"]
BEAT = Pose(
    hands=((-0.045, 0.225), (0.28, -0.05)),
    elbows=((-1, 0), (0.3, -1)),
    lean=0.08,
    feet=((-0.1, 0), (0.08, 0)),
    tilt=0.05,
    open_mouth=True,
)


def stick(c: Canvas, j: Joints) -> None:
    """Two drum sticks, one raised."""
    for i, (dx, dy) in enumerate(((0.15, -0.075), (0.14, 0.03))):
        x, y = j.hands[i]
        c.line(
            [(x - 0.03 * j.h, y + (0.012 if i == 0 else -0.006) * j.h), (x + dx * j.h, y + dy * j.h)],
            0.017 * j.h,
            (196, 140, 84),
        )
        c.dot(x + dx * j.h, y + dy * j.h, 0.017 * j.h, 0.017 * j.h, DEEP_RED)


def hand_flag(c: Canvas, j: Joints) -> None:
    """A little paper flag in the raised hand."""
    x, y = j.hands[1]
    c.line([(x - 0.01 * j.h, y + 0.04 * j.h), (x + 0.02 * j.h, y - 0.16 * j.h)], max(1, 0.008 * j.h), (230, 214, 180))
    flag(c, x + 0.02 * j.h, y - 0.16 * j.h, 0.16 * j.h, 0.1 * j.h, j.h % 3)


def _banner_pole(s: Stage, x: float, z: float) -> None:
    """A flag on a short pole beside the stage."""

    def draw() -> None:
        s.c.line([s.p(x, 0, z), s.p(x, 3.5, z)], 3, (230, 214, 170))
        flag(s.c, *s.p(x, 3.4, z), 1.1 * s.k(z), 0.74 * s.k(z), x)

    s.add(z, draw)


@picture(FOLDER + "bia.jpg", WIDE, eye=3.7, horizon=0.42, zoom=0.92)
def cover(s: Stage) -> None:
    campus(s, "clear", far=30, trees="flame two", shift=0.5)
    s.flush()
    s.c.blur(2.6)
    open_stage(s, 16.5, LINES, wide=10.5, tall=3.6)
    pole(s, -7.4, 19, 9.5, 2.1)
    small_flags(s, -11, 7.4, 15, 0, 8.6, 20, 20)
    small_flags(s, 11, 7.6, 15, 0, 8.6, 20, 20)
    for x in span(-4.2, -1.6, 5):
        s.person(x, 18.2, teacher(s.rng, formal=True), STAND, y=0.6)
    s.person(2.6, 17.6, PRINCIPAL, WAVE, y=0.6)
    for x in (-6.2, 6.2):
        _banner_pole(s, x, 15.2)
    xs = [*span(-7.6, -1.3, 8), *span(1.0, 7.6, 8)]
    rows(s, xs, (6.8, 8.5, 10.2, 11.9), pupil, attending, stagger=0.12)


@picture(FOLDER + "danh-trong.jpg", horizon=0.42, eye=1.4, zoom=1.2)
def drumming(s: Stage) -> None:
    soft_campus(s, "clear", 5, far=16, trees="flame two", left=None)
    small_flags(s, -6, 4.2, 9, 6, 4.4, 9, 14)
    rows(s, span(-3.6, 3.6, 8), (8.6,), lambda r: teacher(r, formal=True), lambda r: CLAP, back=False)
    s.flush()
    s.c.blur(2.4)

    def big_drum() -> None:
        x, y = s.p(0.55, 1.18, 3.4)
        k = s.k(3.4)
        s.cast(0.9, 3.5, 1.2, 0.5)
        drum_stand(s.c, x, y, 0.52 * k, s.floor(0, 3.4))
        drum(s.c, x, y, 0.52 * k)

    s.add(3.4, big_drum)
    s.person(-0.42, 3.25, PRINCIPAL, BEAT, 0.55, hold=stick)


@picture(FOLDER + "don-lop-6.jpg", horizon=0.5, eye=1.75, zoom=1.1)
def hand_in_hand(s: Stage) -> None:
    s.air = ((222, 230, 236), 14, 90, 0.45)
    sky(s, MORNING)
    hills(s)
    yard(s, (206, 196, 178), tiles=2.4)
    tree(s, -6.5, 17, 7.6, 3.2)
    flame_tree(s, 7.0, 16, 6.6, 3.8)
    lane(s, 15)
    gate(s, 0, 14.4, "TRƯỜNG THCS LAM KHÊ", 5.6)
    for x in (-6.2, -4.9, 4.9, 6.3):
        bush(s, x, 12.6, 0.5, bloom=(240, 90, 120))
    rng = s.rng
    rows(s, (-2.9, 2.9), (11.6, 10.0, 8.4), lambda r: pupil(r, None, 1.0), lambda r: WAVE, back=False, jitter=0.05)
    for i, z in enumerate((9.8, 8.0, 6.2)):
        for side in (-1, 1):
            x = side * (0.85 if z < 7 else 1.25 if z < 9 else 0.5) + rng.uniform(-0.08, 0.08)
            grip = ((-0.13, -0.33), (0.2, -0.25))
            s.person(
                x - 0.24,
                z,
                pupil(rng, i % 2 == 0, 1.0),
                WALK.but(
                    hands=grip,
                    lean=0,
                    hip=(0, 0.5),
                    feet=((-0.06, 0.01), (0.05, 0)),
                    kbend=0.0,
                    elbows=((-0.7, -1), (0.7, -1)),
                ),
                0.1,
            )
            small = pupil(rng, i % 2 == 1, 0.0)
            s.person(
                x + 0.26,
                z - 0.05,
                small,
                WAVE.but(hands=((-0.17, -0.2), (0.17, 0.2)), feet=((-0.05, 0), (0.06, 0.01))),
                -0.1,
                hold=hand_flag,
            )
    s.flush()
    near_leaves(s.c, 1400, 40, 190, flowers=(230, 70, 52))


@picture(FOLDER + "bong-bay.jpg", horizon=0.72, eye=1.5, zoom=0.95)
def balloons(s: Stage) -> None:
    campus(s, "clear", far=26, trees="two", left=None, shift=3)
    rng = s.rng
    pole(s, 5.6, 15, 9)
    rows(s, span(-5.4, 5.4, 13), (8.6, 9.6, 10.6), pupil, lambda r: r.choice((JOY, JOY, WAVE)), back=False)
    spots = [(rng.uniform(0.03, 0.97) * s.w, rng.uniform(0.04, 0.6) * s.h) for _ in range(60)]

    def fly() -> None:
        for x, y in sorted(spots, key=lambda p: -p[1]):
            r = 13 + 24 * (y / s.h) + rng.uniform(-3, 5)
            balloon(s.c, x, y, r, vary(rng, rng.choice(BRIGHT), 10), (x + rng.uniform(-10, 10), y + r * 3.6))

    s.add(8.0, fly)
    s.person(-1.6, 7.0, PRINCIPAL, JOY, 0.1)
    s.person(1.5, 7.1, DEPUTY, JOY, -0.1)
    s.flush()
    s.c.glow(1180, 90, 300, (255, 250, 220), 0.4)
