"""Groups of people: rows seen from behind, audiences, group photographs, speakers and the handing over of things."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

from .canvas import Canvas
from .color import BRIGHT, WOOD, Color
from .figure import Held, Joints
from .furniture import chair_back, stool
from .geometry import between
from .look import Look, pupil
from .pose import GIVE, SPEAK, Pose, attending, sitting
from .props import book, bouquet, lectern, microphone, paper
from .stage import Stage

Maker = Callable[[random.Random], Look]
Poser = Callable[[random.Random], Pose]


def span(a: float, b: float, n: int) -> list[float]:
    """n numbers from a to b."""
    return [a + (b - a) * i / max(1, n - 1) for i in range(n)]


def rows(
    s: Stage,
    xs: Sequence[float],
    zs: Iterable[float],
    make: Maker = pupil,
    pose: Poser = attending,
    back: bool = True,
    y: float = 0.0,
    turn: float = 0.0,
    jitter: float = 0.08,
    stagger: float = 0.0,
    shadow: bool = True,
) -> None:
    """People in rows."""
    rng = s.rng
    for i, z in enumerate(zs):
        for x in xs:
            px = x + rng.uniform(-jitter, jitter) + (stagger if i % 2 else 0)
            look = make(rng)
            s.person(
                px,
                z + rng.uniform(-jitter, jitter),
                look,
                pose(rng),
                turn + rng.uniform(-0.12, 0.12),
                back,
                y,
                shadow=shadow,
            )


def audience_back(
    s: Stage,
    xs: Sequence[float],
    zs: Iterable[float],
    make: Maker,
    chair: Color | None = (196, 52, 48),
    seat: Color | None = None,
) -> None:
    """A seated audience seen from behind, on chairs or on stools."""
    rng = s.rng
    for z in zs:
        for x in xs:
            px = x + rng.uniform(-0.04, 0.04)
            pose = sitting(rng).but(hands=((-0.115, -0.3), (0.115, -0.3)))
            s.person(px, z, make(rng), pose, rng.uniform(-0.2, 0.2), True)
            if chair:
                chair_back(s, px, z - 0.06, chair)
            elif seat:
                stool(s, px, z - 0.1, seat)


def audience_front(
    s: Stage,
    xs: Sequence[float],
    zs: Iterable[float],
    make: Maker,
    pose: Poser = sitting,
    chair: Color | None = (196, 52, 48),
    turn: float = 0.0,
) -> None:
    """A seated audience that looks towards the eye."""
    rng = s.rng
    for z in zs:
        for x in xs:
            px = x + rng.uniform(-0.04, 0.04)
            if chair:
                chair_back(s, px, z + 0.2, chair)
            s.person(px, z, make(rng), pose(rng), turn + rng.uniform(-0.25, 0.25))


def group(
    s: Stage,
    ranks: Sequence[tuple[float, float, Sequence[Look], Pose | Poser, float]],
    x: float = 0.0,
    back_turn: float = 0.12,
) -> None:
    """A group photograph: ranks of (z, level, people, pose, spacing)."""
    rng = s.rng
    for z, y, people, pose, gap in ranks:
        for i, look in enumerate(people):
            px = x + (i - (len(people) - 1) / 2) * gap + rng.uniform(-0.03, 0.03)
            stance = pose(rng) if callable(pose) else pose
            stance = stance.but(tilt=rng.uniform(-0.08, 0.08))
            s.person(px, z + rng.uniform(-0.04, 0.04), look, stance, -px * back_turn, y=y)


def speaker(
    s: Stage,
    x: float,
    z: float,
    look: Look,
    y: float = 0.0,
    turn: float = 0.0,
    pose: Pose = SPEAK,
    wood: Color = WOOD,
    flowers: bool = True,
    sheet: bool = True,
) -> None:
    """Somebody speaking at a lectern."""

    def reading(c: Canvas, j: Joints) -> None:
        if sheet:
            m = between(*j.hands)
            paper(c, m[0], m[1] - 0.01 * j.h, 0.13 * j.h, 0.08 * j.h)

    s.person(x, z + 0.35, look, pose, turn, y=y + 0.14, hold=reading, legs=False)
    s.add(z, lambda: lectern(s.c, *s.p(x, y, z), s.k(z), s.rng, wood, flowers))


def with_bouquet(
    rng: random.Random, size: float = 0.085, colors: tuple[Color, ...] | None = None, wrap: Color | None = None
) -> Held:
    """Hands that carry a bunch of flowers."""
    wrap = wrap or rng.choice(((250, 236, 226), (236, 214, 240), (214, 232, 250), (252, 226, 190)))
    colors = colors or (rng.choice(BRIGHT), (252, 222, 120), (246, 150, 176))

    def draw(c: Canvas, j: Joints) -> None:
        m = between(*j.hands)
        bouquet(c, m[0], m[1] - 0.01 * j.h, size * j.h, rng, wrap, colors)

    return draw


def with_paper(w: float = 0.19, h: float = 0.135, frame: Color | None = (196, 150, 70), angle: float = 0.0) -> Held:
    """Hands that hold a certificate."""

    def draw(c: Canvas, j: Joints) -> None:
        m = between(*j.hands)
        paper(c, m[0], m[1] - h * 0.3 * j.h, w * j.h, h * j.h, angle, frame)

    return draw


def with_book(color: Color, size: float = 0.17, opened: bool = True, angle: float = 0.0) -> Held:
    """Hands that hold a book."""

    def draw(c: Canvas, j: Joints) -> None:
        m = between(*j.hands)
        book(c, m[0], m[1] - 0.02 * j.h, size * j.h, color, opened, angle)

    return draw


def with_microphone(hand: int = 1) -> Held:
    """A hand that holds a microphone to the mouth."""

    def draw(c: Canvas, j: Joints) -> None:
        x, y = j.hands[hand]
        microphone(c, x, y + 0.04 * j.h, 0.14 * j.h, (j.head[0] - x) / (0.3 * j.h))

    return draw


def handing(
    s: Stage,
    x: float,
    z: float,
    giver: Look,
    taker: Look,
    thing: Held,
    gap: float = 0.78,
    y: float = 0.0,
    face: float = 0.55,
    takes: Pose = GIVE,
) -> None:
    """Two people who hand something over, the giver at the left."""
    middle = GIVE.but(hands=((0.17, -0.145), (0.21, -0.16)))
    s.person(x + gap / 2, z + 0.02, taker, takes.but(hands=middle.hands).flipped(), -face, y=y)
    s.person(x - gap / 2, z, giver, middle, face, y=y, hold=thing)
