"""April 2024: the day of books and reading."""

from __future__ import annotations

from .canvas import Canvas
from .color import Color, darker, lighter, vary
from .crowd import rows, with_book
from .figure import Joints
from .furniture import table
from .look import pupil, teacher
from .nature import bush, dapple, flame_tree, grass
from .places import campus, near_leaves, soft_campus
from .pose import CLASP, HOLD, READ, STAND, Pose
from .props import banner, book, microphone
from .registry import PORTRAIT, picture
from .stage import Stage

FOLDER = "chuyen-mon/2024/ngay-hoi-sach-va-van-hoa-doc/"
COVERS: tuple[Color, ...] = (
    (206, 66, 60),
    (64, 120, 186),
    (240, 190, 70),
    (90, 156, 96),
    (150, 96, 160),
    (236, 130, 70),
    (60, 150, 156),
)


def stall(s: Stage, x: float, z: float, words: str, awning: Color, wide: float = 3.6) -> None:
    """A stall with a striped awning and books on its table."""
    half = wide / 2

    def roof() -> None:
        c, k = s.c, s.k(z)
        for side in (-1, 1):
            c.line([s.p(x + side * half, 0, z), s.p(x + side * half, 2.5, z)], 0.06 * k, (190, 194, 200))
        n = 12
        for i in range(n):
            a, b = x - half - 0.2 + (wide + 0.4) * i / n, x - half - 0.2 + (wide + 0.4) * (i + 1) / n
            tone = awning if i % 2 else (250, 248, 242)
            c.fade(
                [[s.p(a, 2.95, z + 1.6), s.p(b, 2.95, z + 1.6), s.p(b, 2.4, z - 0.3), s.p(a, 2.4, z - 0.3)]],
                [lighter(tone, 0.15), darker(tone, 0.08)],
            )
            m = s.p((a + b) / 2, 2.2, z - 0.3)
            c.solid(
                [[s.p(a, 2.4, z - 0.3), s.p(b, 2.4, z - 0.3), s.p(b, 2.28, z - 0.3), m, s.p(a, 2.28, z - 0.3)]],
                darker(tone, 0.05),
                0.3,
                0,
            )
        px, py = s.p(x, 2.02, z)
        banner(c, px, py, wide * 0.8 * k, 0.36 * k, words, awning, (255, 255, 255), 0.56)

    def goods() -> None:
        c, k = s.c, s.k(z)
        for i in range(round(wide / 0.27)):
            bx = x - half + 0.22 + i * 0.27
            px, py = s.p(bx, 0.98, z + 0.15)
            book(c, px, py, 0.2 * k, vary(s.rng, COVERS[(i * 3) % 7], 12), False, s.rng.uniform(-0.06, 0.06))
        for i in range(5):
            bx = x - half + 0.45 + i * (wide - 0.9) / 4
            for j in range(3):
                tone = COVERS[(i + 2 * j) % 7]
                c.fade(
                    [s.upright(bx - 0.15, bx + 0.15, 0.78 + 0.05 * j, 0.825 + 0.05 * j, z + 0.02)],
                    [lighter(tone, 0.3), darker(tone, 0.1)],
                )

    s.add(z + 1.9, lambda: s.c.poly(s.upright(x - half, x + half, 0, 2.5, z + 1.5), darker(awning, 0.2), 0.28))
    s.add(z - 0.25, roof)
    table(s, x, z, wide, 0.7, cover=lighter(awning, 0.55))
    s.add(z - 0.01, goods)


@picture(FOLDER + "gian-8b.jpg", zoom=1.15, horizon=0.43)
def stall_8b(s: Stage) -> None:
    soft_campus(s, "morning", 3.0, far=18, trees="two", left=None)
    stall(s, 3.9, 8.2, "LỚP 7A", (90, 160, 100))
    stall(s, -4.2, 8.4, "LỚP 6C", (236, 160, 60))
    rows(s, (3.0, 4.4, -3.4), (7.6,), pupil, lambda r: STAND, back=True)
    s.flush()
    s.c.blur(1.6)
    stall(s, 0, 5.0, "LỚP 8B", (214, 72, 76), 4.0)
    rng = s.rng
    for x, girl in ((-1.45, True), (-0.5, False), (0.5, True), (1.4, True)):
        s.person(
            x,
            5.95,
            pupil(rng, girl, 0.7),
            STAND if x < 0 else HOLD,
            -0.1 * x,
            hold=None if x < 0 else with_book(COVERS[int(x * 2)], 0.17),
        )
    s.person(-1.5, 3.95, pupil(rng, False, 0.4), STAND.but(hands=((-0.13, -0.33), (0.14, -0.19))), 0.3, True)
    s.person(1.75, 4.0, teacher(rng, True, True), STAND, -0.3, True)


@picture(FOLDER + "gioi-thieu-sach.jpg", zoom=1.3, horizon=0.36)
def favourite_book(s: Stage) -> None:
    soft_campus(s, "clear", 3, far=16, trees="flame", left=None, shift=-3)
    stall(s, -2.6, 7.0, "NGÀY HỘI SÁCH", (70, 140, 196), 4.2)
    stall(s, 2.9, 7.4, "LỚP 9A", (240, 176, 64), 3.4)
    rows(s, (-3.3, -2.5, -1.6, 2.4, 3.2), (8.2,), pupil, lambda r: CLASP, back=False)
    s.flush()
    s.c.blur(5)
    show = Pose(hands=((-0.2, -0.02), (0.03, -0.035)), elbows=((-0.6, -1), (0.2, -1)), open_mouth=True)
    girl = pupil(s.rng, True, 0.8).wear(style="pony", glasses=False)

    def carry(c: Canvas, j: Joints) -> None:
        x, y = j.hands[0]
        book(c, x, y - 0.06 * j.h, 0.15 * j.h, (214, 80, 70), False, -0.1)
        mx, my = j.hands[1]
        microphone(c, mx, my + 0.05 * j.h, 0.13 * j.h, -0.55)

    s.person(0.12, 2.75, girl, show, -0.12, hold=carry)
    s.flush()
    near_leaves(s.c, 1380, 60, 200, flowers=(232, 76, 60))


@picture(FOLDER + "doc-sach.jpg", PORTRAIT, horizon=0.46, eye=1.9, zoom=1.2)
def under_the_tree(s: Stage) -> None:
    s.air = ((226, 236, 226), 14, 70, 0.4)
    campus(s, "morning", far=22, trees="", left=None)
    grass(s, 2.0, 13, (132, 176, 92))
    flame_tree(s, 0.5, 9.0, 6.8, 4.6, 1.6)
    dapple(s, 0.8, 7.4, 3.4, 40, 0.24)
    for x, z in ((-3.2, 11.5), (3.6, 11)):
        bush(s, x, z, 0.6, bloom=(250, 200, 80))
    rng = s.rng
    ground = Pose(
        hip=(0, 0.1),
        knees=((-0.15, 0.15), (0.15, 0.15)),
        feet=((0.04, 0.0), (-0.04, 0.0)),
        hands=((-0.07, -0.16), (0.07, -0.16)),
        elbows=((-1, -1), (1, -1)),
        tilt=0.08,
    )
    places = (
        (-1.3, 6.6, -0.1),
        (-0.35, 7.3, 0.2),
        (0.75, 7.0, -0.2),
        (1.75, 7.5, -0.4),
        (-0.75, 4.9, 0.15),
        (0.75, 4.6, -0.25),
    )
    for i, (x, z, turn) in enumerate(places):
        s.person(
            x,
            z,
            pupil(rng, i % 2 == 0, 0.5),
            ground.but(tilt=rng.uniform(-0.1, 0.1)),
            turn,
            hold=with_book(COVERS[i], 0.16),
        )
    s.person(2.35, 8.6, pupil(rng, True, 0.9), READ, -0.4, hold=with_book(COVERS[5], 0.16))

    def petals() -> None:
        for _ in range(120):
            x, z = rng.uniform(-3, 3.4), rng.uniform(3.2, 10)
            px, py = s.p(x, 0, z)
            s.c.dot(px, py, 0.035 * s.k(z), 0.015 * s.k(z), vary(rng, (226, 60, 44), 20), 0.9)

    s.add(12.0, petals)
