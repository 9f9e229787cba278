"""A person: the puppet's joints, its legs, arms and the order in which the parts are drawn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from . import clothes
from .canvas import Canvas
from .color import Color, darker, mix
from .geometry import Pt, Shape, between, ellipse, limb, reach, turn_about
from .head import Head
from .look import Look
from .pose import STAND, Pose

UPPER_ARM, LOWER_ARM, UPPER_LEG, LOWER_LEG, TORSO = 0.158, 0.158, 0.235, 0.235, 0.3


@dataclass
class Joints:
    """Where the parts of a drawn person are, on the screen."""

    hip: Pt
    neck: Pt
    head: Pt
    shoulders: tuple[Pt, Pt]
    elbows: tuple[Pt, Pt]
    hands: tuple[Pt, Pt]
    knees: tuple[Pt, Pt]
    feet: tuple[Pt, Pt]
    h: float
    r: float


Held = Callable[[Canvas, Joints], None]


class Figure:
    """One person on a canvas; (x, y) is the ground point, h the standing height in pixels."""

    def __init__(
        self,
        c: Canvas,
        x: float,
        y: float,
        h: float,
        look: Look,
        pose: Pose = STAND,
        turn: float = 0.0,
        back: bool = False,
    ) -> None:
        self.c, self.x, self.y, self.h = c, x, y, h
        self.look, self.pose, self.turn, self.back = look, pose, turn, back
        self.r = look.head * h / 2
        self.angle = pose.lean
        self.legs = True
        self.j = self._joints()

    def at(self, a: float, b: float) -> Pt:
        """Body units (y up from the ground point) on the screen."""
        return (self.x + a * self.h, self.y - b * self.h)

    def trunk(self, u: float, v: float) -> Pt:
        """Trunk units: u sideways in body heights, v from the hips (0) to the base of the neck (1)."""
        hx, hy = self.j.hip if hasattr(self, "j") else self.at(*self.pose.hip)
        raw = (hx + u * self.h, hy - v * TORSO * self.h)
        return turn_about([raw], (hx, hy), self.angle)[0]

    @property
    def span(self) -> float:
        """Half the breadth of the shoulders, in body heights."""
        wide = 0.094 if self.look.female else 0.106
        if self.look.head > 0.16:
            wide *= 0.95
        return wide * self.look.build * (1 - 0.42 * abs(self.turn))

    def _joints(self) -> Joints:
        p, h = self.pose, self.h
        hip = self.at(*p.hip)
        neck = self.trunk(0, 1)
        shoulders = (self.trunk(-self.span, 0.91), self.trunk(self.span, 0.91))
        elbows: list[Pt] = []
        hands: list[Pt] = []
        for i in (0, 1):
            hx, hy = p.hands[i]
            goal = (neck[0] + hx * h, neck[1] - hy * h)
            elbow, hand = _arm(shoulders[i], goal, UPPER_ARM * h * p.fore, LOWER_ARM * h * p.fore, p.elbows[i])
            elbows.append(elbow)
            hands.append(hand)
        half = 0.05 * self.look.build * (1 - 0.35 * abs(self.turn))
        knees: list[Pt] = []
        feet: list[Pt] = []
        for i, side in ((0, -1), (1, 1)):
            top = (hip[0] + side * half * h, hip[1])
            foot = self.at(p.feet[i][0], p.feet[i][1] + 0.022)
            if p.knees:
                knee = self.at(*p.knees[i])
            else:
                bend = p.kbend or 0.04 * side
                knee, foot = _arm(top, foot, UPPER_LEG * h, LOWER_LEG * h, (bend * 10, 0))
            knees.append(knee)
            feet.append(foot)
        size = self.look.head * h
        tilt = self.angle * 0.6 + p.tilt
        chin = (neck[0] + math.sin(self.angle) * 0.02 * h, neck[1] - 0.026 * h)
        head = (chin[0] + math.sin(tilt) * size * 0.55 + 0.012 * h * self.turn, chin[1] - math.cos(tilt) * size * 0.46)
        return Joints(
            hip,
            neck,
            head,
            shoulders,
            (elbows[0], elbows[1]),
            (hands[0], hands[1]),
            (knees[0], knees[1]),
            (feet[0], feet[1]),
            h,
            self.r,
        )

    def draw(self, hold: Held | None = None, legs: bool = True) -> Joints:
        """Draw the person; hold draws what the hands carry, just before the hands."""
        p = self.pose
        self.legs = legs
        front = list(p.front)
        if self.turn > 0.45:
            front[1] = False
        elif self.turn < -0.45:
            front[0] = False
        if self.back:
            front = [False, False]
        head = Head(
            self.c, self.look, self.j.head, self.r, self.turn, self.angle * 0.6 + p.tilt, self.back, p.open_mouth
        )
        head.behind()
        if self.back and hold:
            hold(self.c, self.j)
        for i in (0, 1):
            if not front[i]:
                self._arm(i)
        if legs:
            self._legs()
        self._neck()
        clothes.dress(self)
        if self.look.scarf:
            clothes.scarf(self)
        head.draw()
        if hold and not self.back:
            hold(self.c, self.j)
        for i in (0, 1):
            if front[i]:
                self._arm(i)
        return self.j

    def _neck(self) -> None:
        nx, ny = self.j.neck
        wide = (0.024 if self.look.female else 0.03) * self.h
        tip = between(self.j.neck, self.j.head, 0.6)
        shapes = limb((nx, ny + 0.02 * self.h), wide * 1.1, tip, wide)
        self.c.solid(shapes, darker(self.look.skin, 0.12), 0.4, 0)
        if not self.back and self.r > 8:
            self.c.poly(
                ellipse(tip[0], tip[1] + 0.004 * self.h, wide, wide * 0.9, 16), darker(self.look.skin, 0.3), 0.35
            )

    def _radii(self) -> tuple[float, float, float]:
        k = self.look.build * (0.88 if self.look.female else 1.0) * self.h
        return (0.034 * k, 0.027 * k, 0.02 * k)

    def _arm(self, i: int) -> None:
        look, h = self.look, self.h
        s, e, w = self.j.shoulders[i], self.j.elbows[i], self.j.hands[i]
        a, b, k = self._radii()
        side = -1 if i == 0 else 1
        s = (s[0] - side * a * 0.6, s[1] + a * 0.5)
        wrist, hand = between(e, w, 0.86), between(e, w, 0.98)
        ang = math.atan2(w[1] - e[1], w[0] - e[0])
        palm = ellipse(hand[0], hand[1], 0.03 * h, 0.02 * h, 16, ang)
        up = -1 if math.cos(ang) > 0 else 1
        thumb = ellipse(hand[0] + 0.006 * h, hand[1] + up * 0.016 * h, 0.017 * h, 0.008 * h, 12)
        skin = [palm, turn_about(thumb, hand, ang)]
        if look.sleeves:
            self.c.solid(skin, look.skin, 0.45, 0.2)
            self.c.solid([*limb(s, a, e, b * 1.1), *limb(e, b * 1.1, wrist, k * 1.2)], look.top, 0.5, 0.14)
            return
        cut = between(s, e, 0.68)
        self.c.solid([*limb(cut, b, e, b * 0.9), *limb(e, b * 0.9, wrist, k * 0.86), *skin], look.skin, 0.5, 0.18)
        self.c.solid(_tube(s, a * 1.02, cut, a * 1.08), look.top, 0.5, 0.14)

    def _legs(self) -> None:
        look, h = self.look, self.h
        cloth = look.bottom
        k = look.build * h
        wide = {"aodai": 0.05, "dress": 0.022}.get(look.kind, 0.036)
        color: Color = look.skin if look.kind == "dress" else cloth
        order = (0, 1) if self.turn <= 0 else (1, 0)
        sitting = self.pose.hip[1] < 0.4
        wide_hip = 0.088 * k * (1 - 0.25 * abs(self.turn))
        hx, hy = self.j.hip
        pelvis = [
            (hx + u * wide_hip, hy + v * h)
            for u, v in ((-0.92, -0.03), (0.92, -0.03), (1.04, 0.06), (0, 0.1), (-1.04, 0.06))
        ]
        if not sitting and look.kind != "dress":
            self.c.solid([pelvis], cloth, 0.4, 0)
        for n, i in enumerate(order):
            half = 0.043 * k * (1 - 0.35 * abs(self.turn)) * (-1 if i == 0 else 1)
            top = (self.j.hip[0] + half, self.j.hip[1] + (0.02 if sitting else 0.05) * h)
            knee, foot = self.j.knees[i], self.j.feet[i]
            self._shoe(i, look.shoes)
            paint = darker(color, 0.14) if n == 0 and abs(self.turn) > 0.3 else color
            shin = _tube(knee, 0.041 * k, (foot[0], foot[1] + 0.002 * h), wide * k)
            thigh = limb(top, 0.048 * k, knee, (0.05 if sitting else 0.041) * k)
            if sitting and not self.back:
                self.c.solid(shin, darker(paint, 0.08), 0.5, 0.1)
                self.c.solid(thigh, mix(paint, (255, 255, 255), 0.05), 0.5, 0.12)
            else:
                self.c.solid([*thigh, *shin], paint, 0.5, 0.12)

    def _shoe(self, i: int, color: Color) -> None:
        fx, fy = self.j.feet[i]
        h = self.h
        side = -1 if i == 0 else 1
        toe = self.pose.toes[i] if self.pose.toes else self.turn * 0.9 + (0.25 * side if abs(self.turn) < 0.4 else 0)
        if self.back:
            toe *= 0.5
        long = 0.026 + 0.022 * min(1.0, abs(toe))
        shape = ellipse(fx + toe * 0.03 * h, fy + 0.006 * h, long * h, 0.02 * h, 18)
        self.c.solid([shape], color, 0.4, 0.25)


def _tube(p: Pt, rp: float, q: Pt, rq: float) -> list[Shape]:
    """A limb cut off straight at its far end."""
    return limb(p, rp, q, rq)[::2]


def _arm(root: Pt, goal: Pt, a: float, b: float, prefer: Pt) -> tuple[Pt, Pt]:
    """Two-bone reach whose middle joint lies on the preferred side (x right, y up)."""
    one = reach(root, goal, a, b, 1)
    two = reach(root, goal, a, b, -1)

    def score(p: Pt) -> float:
        return prefer[0] * p[0] - prefer[1] * p[1]

    return one if score(one[0]) > score(two[0]) else two


def person(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    look: Look,
    pose: Pose = STAND,
    turn: float = 0.0,
    back: bool = False,
    hold: Held | None = None,
    legs: bool = True,
) -> Joints:
    """Draw one person; h is the height of somebody 1.65 m tall at this distance."""
    return Figure(c, x, y, h * look.tall / 1.65, look, pose, turn, back).draw(hold, legs)
