"""The two pictures of the starter portal."""

from __future__ import annotations

from .building import House
from .color import Color
from .crowd import span
from .furniture import board, table
from .indoor import Room, far_window, room
from .look import pupil, teacher
from .nature import bush, dapple, flame_tree, tree
from .places import campus, near_leaves
from .pose import EXPLAIN, SIT, SIT_WRITE, STAND, WALK, WAVE
from .registry import STARTER, picture
from .stage import Stage
from .things import papers
from .yard import pole

FOLDER = "tin-tuc/bai-viet-dau-tien/"
PLAIN = House(bays=7, wall=(248, 232, 190), wood=(70, 120, 150))


@picture(FOLDER + "san-truong.jpg", STARTER, horizon=0.5, eye=1.8, zoom=1.1, warm=0.05)
def school_yard(s: Stage) -> None:
    campus(s, "warm", far=24, trees="", left=9.5, house=PLAIN, shift=1)
    s.sun = (0.9, 0.3)
    flame_tree(s, 6.2, 15, 6.4, 3.8)
    dapple(s, 6.8, 14.5, 3.2)
    tree(s, -6.4, 18, 6.6, 2.6)
    pole(s, -1.8, 17, 6.2, 1.6)
    bush(s, 3.0, 20, 0.5, bloom=(240, 110, 140))
    rng = s.rng
    for i, (x, z, turn) in enumerate(
        (
            (-1.75, 5.9, 0.4),
            (-1.15, 5.7, 0.4),
            (0.55, 7.4, -0.3),
            (1.15, 7.3, -0.3),
            (2.2, 6.2, -0.4),
            (-0.7, 10.5, 0.2),
            (2.9, 10.0, -0.2),
        )
    ):
        look = pupil(rng, i % 2 == 0)
        pose = WAVE if i == 4 else WALK.but(feet=((-0.07, 0.01), (0.08, 0))) if i < 4 else STAND
        s.person(x, z, look, pose if turn > 0 else pose.flipped(), turn)
    s.flush()
    near_leaves(s.c, 30, 40, 150)
    s.c.glow(1010, 120, 320, (255, 240, 200), 0.4)


@picture(FOLDER + "lop-hoc.jpg", STARTER, horizon=0.33, eye=1.85, zoom=1.02)
def class_room(s: Stage) -> None:
    s.sun = None
    room(
        s,
        Room(
            half=4.4,
            high=3.5,
            deep=10.0,
            wall=(246, 240, 222),
            floor=(206, 188, 160),
            dado=(176, 206, 196),
            windows=("left",),
        ),
    )
    board(s, -2.1, 2.1, 1.15, 2.55, 9.95)
    for x in (-3.3, 3.3):
        far_window(s, x, 9.95, 1.1)
    c, k = s.c, s.k(9.9)
    white: Color = (240, 244, 236)
    for i, w in enumerate((1.6, 2.3, 1.2, 1.9)):
        a = s.p(-1.7, 2.3 - 0.26 * i, 9.9)
        c.line([a, (a[0] + w * k * 0.6, a[1])], 3, white, 0.85)
    a = s.p(1.1, 1.75, 9.9)
    c.line(
        [(a[0] - 50, a[1] + 32), (a[0] + 45, a[1] + 32), (a[0] - 5, a[1] - 46), (a[0] - 50, a[1] + 32)],
        3,
        (250, 226, 150),
        0.9,
    )
    rng = s.rng
    s.person(
        1.6,
        9.0,
        teacher(rng, True, True).wear(top=(70, 130, 180), style="long", glasses=False),
        EXPLAIN.flipped(),
        -0.15,
    )
    for r, z in enumerate((7.2, 5.7, 4.2)):
        for x in (-2.1, 0.0, 2.1):
            table(s, x, z + 0.42, 1.6, 0.5, wood=(204, 158, 106))
            for q, d in enumerate((-0.38, 0.38)):
                pose = SIT_WRITE if (r + q) % 2 else SIT
                up = (
                    pose.but(hands=((-0.07, -0.25), (0.15, 0.22)), elbows=((-0.6, -1), (1, -0.3)), fore=0.98)
                    if (r, x, q) in ((1, 0.0, 1), (0, 2.1, 0), (2, -2.1, 1))
                    else pose
                )
                s.person(x + d, z, pupil(rng), up, rng.uniform(-0.2, 0.2), True)
            papers(s, x, z + 0.62, 0.76, rng)
    for x in span(-2.1, 2.1, 3):
        for d in (-0.38, 0.38):
            px = x + d

            def bench(px: float = px) -> None:
                c.fade([s.upright(px - 0.3, px + 0.3, 0.36, 0.43, 4.1)], [(206, 160, 108), (166, 120, 78)])

            s.add(4.1, bench)
