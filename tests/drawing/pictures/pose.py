"""Poses, in units of body height: hands from the base of the neck, feet from the ground point, y upwards."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from .geometry import Pt


@dataclass(frozen=True)
class Pose:
    """A stance of the puppet; left and right are those of the picture."""

    hip: Pt = (0.0, 0.5)
    lean: float = 0.0
    tilt: float = 0.0
    hands: tuple[Pt, Pt] = ((-0.14, -0.335), (0.14, -0.335))
    elbows: tuple[Pt, Pt] = ((-0.7, -1.0), (0.7, -1.0))
    feet: tuple[Pt, Pt] = ((-0.05, 0.0), (0.05, 0.0))
    knees: tuple[Pt, Pt] | None = None
    kbend: float = 0.0
    front: tuple[bool, bool] = (True, True)
    open_mouth: bool = False
    toes: tuple[float, float] | None = None
    fore: float = 1.0

    def but(self, **kw: Any) -> Pose:
        """The same stance with some parts changed."""
        return replace(self, **kw)

    def flipped(self) -> Pose:
        """The mirrored stance."""

        def m(p: tuple[Pt, Pt]) -> tuple[Pt, Pt]:
            return ((-p[1][0], p[1][1]), (-p[0][0], p[0][1]))

        return replace(
            self,
            hip=(-self.hip[0], self.hip[1]),
            lean=-self.lean,
            tilt=-self.tilt,
            hands=m(self.hands),
            elbows=m(self.elbows),
            feet=m(self.feet),
            knees=m(self.knees) if self.knees else None,
            kbend=-self.kbend,
            front=(self.front[1], self.front[0]),
            toes=(-self.toes[1], -self.toes[0]) if self.toes else None,
        )


STAND = Pose()
STRAIGHT = Pose(hands=((-0.118, -0.345), (0.118, -0.345)), feet=((-0.035, 0), (0.035, 0)))
CLASP = Pose(hands=((-0.018, -0.275), (0.022, -0.285)), fore=0.92)
BEHIND = Pose(hands=((-0.06, -0.3), (0.06, -0.3)), front=(False, False))
SIT = Pose(
    hip=(0, 0.285),
    feet=((-0.075, 0.0), (0.075, 0.0)),
    knees=((-0.088, 0.255), (0.088, 0.255)),
    hands=((-0.07, -0.27), (0.07, -0.27)),
    fore=0.9,
)
SIT_WRITE = SIT.but(hands=((-0.07, -0.23), (0.06, -0.235)), tilt=0.08)
SQUAT = Pose(
    hip=(0, 0.19),
    feet=((-0.09, 0), (0.09, 0)),
    knees=((-0.11, 0.215), (0.11, 0.215)),
    hands=((-0.085, -0.22), (0.085, -0.22)),
    fore=0.82,
)
CLAP = Pose(hands=((-0.012, -0.15), (0.02, -0.155)), elbows=((-0.4, -1), (0.4, -1)), fore=0.88)
SALUTE = Pose(hands=((-0.13, -0.32), (0.05, 0.14)), elbows=((-1, -0.6), (1, 0.1)), feet=((-0.03, 0), (0.03, 0)))
FIST = Pose(hands=((-0.13, -0.32), (0.16, 0.11)), elbows=((-1, -0.6), (1, -0.9)), feet=((-0.035, 0), (0.035, 0)))
SPEAK = Pose(hands=((-0.12, -0.215), (0.12, -0.215)), elbows=((-0.5, -1), (0.5, -1)), open_mouth=True, fore=0.86)
EXPLAIN = Pose(hands=((-0.12, -0.24), (0.22, -0.07)), elbows=((-0.5, -1), (0.3, -1)), open_mouth=True, fore=0.92)
GIVE = Pose(
    hands=((0.2, -0.13), (0.25, -0.145)), elbows=((-0.2, -1), (0.2, -1)), lean=0.05, feet=((-0.07, 0), (0.06, 0))
)
HOLD = Pose(hands=((-0.05, -0.17), (0.05, -0.18)), elbows=((-0.4, -1), (0.4, -1)), fore=0.82)
READ = Pose(hands=((-0.075, -0.15), (0.075, -0.15)), elbows=((-0.4, -1), (0.4, -1)), tilt=0.06, fore=0.82)
BOW = Pose(hip=(-0.03, 0.48), lean=0.55, tilt=0.2, hands=((0.12, -0.24), (0.2, -0.22)), elbows=((0, -1), (0, -1)))
WAVE = Pose(hands=((-0.15, -0.31), (0.2, 0.2)), elbows=((-1, -0.6), (1, -0.8)), open_mouth=True)
JOY = Pose(hands=((-0.17, 0.24), (0.17, 0.24)), elbows=((-1, 0), (1, 0)), open_mouth=True)
WALK = Pose(
    hip=(0, 0.49),
    hands=((-0.17, -0.27), (0.15, -0.25)),
    elbows=((-1, -1), (-0.2, -1)),
    feet=((-0.12, 0.01), (0.13, 0.0)),
    kbend=0.6,
    lean=0.04,
)


def attending(rng: random.Random) -> Pose:
    """Somebody standing in line."""
    return rng.choice((STRAIGHT, STRAIGHT, STAND, CLASP)).but(tilt=rng.uniform(-0.05, 0.05))


def sitting(rng: random.Random) -> Pose:
    """Somebody sitting in the audience."""
    a, b = rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02)
    hands = rng.choice(
        (
            ((-0.07 + a, -0.27), (0.07 + b, -0.27)),
            ((-0.02, -0.25 + a), (0.02, -0.26 + a)),
            ((-0.015, -0.16), (0.015, -0.17)),
        )
    )
    return SIT.but(hands=hands, tilt=rng.uniform(-0.1, 0.1), lean=rng.uniform(-0.03, 0.03))
