"""A camera in metres and the things that stand before it, drawn from far to near."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Canvas
from .color import Color
from .figure import Held, Joints, person
from .geometry import Pt, Shape, ellipse, limb
from .look import Look
from .pose import STAND, Pose


class Stage:
    """A canvas with a simple perspective: x to the right, y up, z into the picture; the eye stands at height eye."""

    def __init__(
        self,
        name: str,
        size: tuple[int, int] = (1440, 960),
        horizon: float = 0.42,
        eye: float = 1.6,
        zoom: float = 1.1,
        centre: float = 0.5,
    ) -> None:
        self.c = Canvas(size[0], size[1], name)
        self.w, self.h = size
        self.rng: random.Random = self.c.rng
        self.horizon, self.eye = horizon * size[1], eye
        self.focal, self.cx = zoom * max(size[0], size[1]), centre * size[0]
        self.sun: tuple[float, float] | None = (0.75, 0.35)
        self.air: tuple[Color, float, float, float] | None = None
        self._queue: list[tuple[float, int, Callable[[], object]]] = []

    # -- projection -------------------------------------------------------
    def p(self, x: float, y: float, z: float) -> Pt:
        """A point in space on the screen."""
        k = self.focal / max(z, 0.05)
        return (self.cx + x * k, self.horizon + (self.eye - y) * k)

    def k(self, z: float) -> float:
        """Pixels in a metre at this depth."""
        return self.focal / max(z, 0.05)

    def floor(self, y: float, z: float) -> float:
        """Screen height of the level y at depth z."""
        return self.p(0, y, z)[1]

    def quad(self, x0: float, x1: float, z0: float, z1: float, y: float = 0.0) -> Shape:
        """A level rectangle."""
        return [self.p(x0, y, z0), self.p(x1, y, z0), self.p(x1, y, z1), self.p(x0, y, z1)]

    def upright(self, x0: float, x1: float, y0: float, y1: float, z: float) -> Shape:
        """A rectangle facing the eye."""
        return [self.p(x0, y1, z), self.p(x1, y1, z), self.p(x1, y0, z), self.p(x0, y0, z)]

    def full(self) -> Shape:
        """The whole picture."""
        return [(0, 0), (self.w, 0), (self.w, self.h), (0, self.h)]

    # -- things in depth ---------------------------------------------------
    def add(self, z: float, draw: Callable[[], object]) -> None:
        """Draw this when its turn comes."""
        self._queue.append((-z, len(self._queue), lambda: self._with_air(z, draw)))

    def flush(self) -> None:
        """Draw what waits, the farthest first."""
        for _, _, draw in sorted(self._queue, key=lambda item: item[:2]):
            draw()
        self._queue.clear()

    def _with_air(self, z: float, draw: Callable[[], object]) -> None:
        if self.air:
            color, near, far, most = self.air
            amount = min(1.0, max(0.0, (z - near) / (far - near))) * most
            self.c.haze = (color, amount) if amount > 0.01 else None
        draw()
        self.c.haze = None

    def cast(self, x: float, z: float, tall: float, wide: float = 0.2, y: float = 0.0, alpha: float = 0.3) -> None:
        """The shadow of an upright thing on the ground, and the dark spot under it."""
        foot = self.p(x, y, z)
        k = self.k(z)
        self.c.shadow([ellipse(foot[0], foot[1], wide * k * 1.35, wide * k * 0.3)], alpha, max(1.5, 0.03 * k))
        if self.sun:
            tip = self.p(x + self.sun[0] * tall, y, z + self.sun[1] * tall)
            shape = limb(foot, wide * 0.6 * k, tip, wide * 0.5 * self.k(z + self.sun[1] * tall))[1:]
            self.c.shadow(shape, alpha * 0.62, max(1.2, 0.018 * k))

    def person(
        self,
        x: float,
        z: float,
        look: Look,
        pose: Pose = STAND,
        turn: float = 0.0,
        back: bool = False,
        y: float = 0.0,
        hold: Held | None = None,
        legs: bool = True,
        shadow: bool = True,
        dz: float = 0.0,
    ) -> None:
        """Place a person at (x, z) on the level y."""

        def draw() -> Joints:
            px, py = self.p(x, y, z)
            if shadow and legs:
                self.cast(x, z, look.tall * min(1.0, pose.hip[1] * 2), 0.2, y)
            return person(self.c, px, py, 1.65 * self.k(z), look, pose, turn, back, hold, legs)

        self.add(z + dz, draw)


@dataclass(frozen=True)
class Plane:
    """An upright plane in space: a runs along it, b up, d into the depth behind it."""

    stage: Stage
    x: float
    y: float
    z: float
    dx: float = 1.0
    dz: float = 0.0

    def at(self, a: float, b: float, d: float = 0.0) -> Pt:
        """A point of the plane on the screen."""
        return self.stage.p(self.x + a * self.dx - d * self.dz, self.y + b, self.z + a * self.dz + d * self.dx)

    def rect(self, a0: float, b0: float, a1: float, b1: float, d: float = 0.0) -> Shape:
        """A rectangle of the plane."""
        return [self.at(a0, b1, d), self.at(a1, b1, d), self.at(a1, b0, d), self.at(a0, b0, d)]

    def scale(self, a: float, d: float = 0.0) -> float:
        """Pixels in a metre at this place."""
        return self.stage.k(self.z + a * self.dz + d * self.dx)
