"""Hair of many styles, seen from the front and from behind."""

from __future__ import annotations

from collections.abc import Sequence

from .canvas import Canvas
from .color import Color, darker, lighter
from .geometry import Pt, Shape, ellipse, smooth, turn_about
from .look import Look


class Hair:
    """Hair on a head of half height r round its centre; turn runs from -1 (left) to 1 (right)."""

    def __init__(
        self, c: Canvas, look: Look, at: Pt, r: float, turn: float, angle: float, back: bool, speaking: bool
    ) -> None:
        self.c, self.look, self.at, self.r = c, look, at, r
        self.turn, self.angle, self.back, self.speaking = turn, angle, back, speaking
        self.fine = r * 2 > 26

    def pt(self, x: float, y: float) -> Pt:
        """Head coordinates (half heights, y down) on the screen."""
        return turn_about([(self.at[0] + x * self.r, self.at[1] + y * self.r)], self.at, self.angle)[0]

    def pts(self, raw: Sequence[Pt]) -> Shape:
        """Several points at once."""
        return [self.pt(x, y) for x, y in raw]

    def curve(self, raw: Sequence[Pt]) -> Shape:
        """Closed smooth outline."""
        return smooth(self.pts(raw), 6 if self.fine else 3)

    def oval(self, x: float, y: float, rx: float, ry: float) -> Shape:
        """An ellipse in head coordinates."""
        px, py = self.pt(x, y)
        return ellipse(px, py, rx * self.r, ry * self.r, 20, self.angle)

    # -- hair that hangs behind the shoulders ------------------------------
    def behind(self) -> None:
        """Hair to be drawn before the body."""
        if self.back:
            return
        style, s = self.look.style, -0.25 * self.turn
        if style in ("long", "wave"):
            low = 2.15 if style == "long" else 1.75
            out = [
                (-0.84 + s, -0.5),
                (-0.95 + s, 0.3),
                (-0.92 + s, 1.1),
                (-0.86 + s, low),
                (0.86 + s, low),
                (0.92 + s, 1.1),
                (0.95 + s, 0.3),
                (0.84 + s, -0.5),
            ]
            self.c.solid([self.curve(out)], darker(self.look.hair, 0.25), 0.3, 0)
        elif style == "bob":
            out = [
                (-0.86 + s, -0.5),
                (-1.0 + s, 0.2),
                (-0.95 + s, 0.95),
                (0, 1.1),
                (0.95 + s, 0.95),
                (1.0 + s, 0.2),
                (0.86 + s, -0.5),
            ]
            self.c.solid([self.curve(out)], darker(self.look.hair, 0.2), 0.3, 0)
        elif style == "pony":
            k = -1 if self.turn >= 0 else 1
            m = 0.55 + 0.75 * abs(self.turn)
            out = [
                (k * m, -0.55),
                (k * (m + 0.4), -0.3),
                (k * (m + 0.5), 0.5),
                (k * (m + 0.2), 1.3),
                (k * (m + 0.05), 0.5),
            ]
            self.c.solid([self.curve(out)], darker(self.look.hair, 0.15), 0.4, 0.1)
        elif style == "braids":
            for k in (-1, 1):
                self.c.solid(
                    [self.oval(k * 0.85 + s, 0.55 + 0.42 * i, 0.2, 0.28) for i in range(4)], self.look.hair, 0.4, 0.15
                )
                x, y = self.pt(k * 0.85 + s, 2.15)
                self.c.dot(x, y, self.r * 0.16, self.r * 0.12, self.look.accent)

    # -- hair on the head
    def hair_front(self, t: float) -> None:
        """Hair over the forehead and the temples."""
        look, s = self.look, 0.16 * t
        hair = look.hair
        if look.style == "receding":
            for side in (-1, 1):
                self.c.solid(
                    [
                        self.curve(
                            [
                                (side * 0.84, 0.1),
                                (side * 0.9, -0.35),
                                (side * 0.66, -0.82),
                                (side * 0.58, -0.5),
                                (side * 0.7, -0.15),
                            ]
                        )
                    ],
                    hair,
                    0.3,
                )
            self.c.solid(
                [self.curve([(-0.66, -0.8), (0, -1.08), (0.66, -0.8), (0.3, -0.86), (-0.3, -0.86)])], hair, 0.3, 0.1
            )
            return
        sides = {"long": 0.95, "wave": 0.8, "bob": 0.7, "pony": 0.05, "braids": 0.15, "bun": 0.0}.get(look.style, -0.05)
        fringe = {
            "short": [(0.66, -0.2), (0.52, -0.5), (0.15, -0.42), (-0.2, -0.5), (-0.5, -0.36), (-0.68, -0.1)],
            "crop": [(0.68, -0.3), (0.5, -0.62), (0, -0.68), (-0.5, -0.62), (-0.68, -0.3)],
            "side": [(0.68, -0.2), (0.6, -0.5), (0.1, -0.62), (-0.38, -0.7), (-0.6, -0.45), (-0.68, -0.2)],
            "bob": [(0.68, -0.1), (0.6, -0.32), (0.2, -0.3), (-0.2, -0.3), (-0.6, -0.32), (-0.68, -0.1)],
            "long": [(0.66, 0.2), (0.66, -0.2), (0.4, -0.55), (0.12, -0.72), (-0.2, -0.5), (-0.62, -0.2), (-0.7, 0.2)],
            "wave": [(0.66, 0.1), (0.62, -0.2), (0.3, -0.6), (-0.1, -0.72), (-0.3, -0.5), (-0.62, -0.2), (-0.7, 0.1)],
        }.get(look.style, [(0.68, -0.15), (0.52, -0.52), (0.1, -0.7), (-0.25, -0.62), (-0.55, -0.4), (-0.68, -0.15)])
        dome = [
            (-0.78, sides),
            (-0.93, -0.1),
            (-0.9, -0.5),
            (-0.62, -0.98),
            (0, -1.2),
            (0.62, -0.98),
            (0.9, -0.5),
            (0.93, -0.1),
            (0.78, sides),
        ]
        # towards the side the face looks to, the hairline gives way
        pts = [(x - s * 0.8, y) for x, y in dome] + [(x + s * 1.5, y) for x, y in fringe]
        self.c.solid([self.curve(pts)], hair, 0.4, 0.16)
        if self.fine:
            shine = [(-0.6, -0.62), (-0.2, -0.9), (0.25, -0.92), (0.2, -0.84), (-0.2, -0.8), (-0.52, -0.52)]
            self.c.poly(self.curve([(x - s, y) for x, y in shine]), lighter(hair, 0.4), 0.3)

    def hat(self, color: Color, t: float) -> None:
        """A cap."""
        dome = [(-0.95, -0.35), (-0.8, -0.95), (0, -1.3), (0.8, -0.95), (0.95, -0.35), (0, -0.5)]
        brim = [
            (-0.95 + 0.5 * t, -0.42),
            (0 + 0.6 * t, -0.58),
            (0.95 + 0.5 * t, -0.42),
            (0.7 + 0.7 * t, -0.22),
            (-0.7 + 0.7 * t, -0.22),
        ]
        self.c.solid([self.curve(dome)], color, 0.5)
        self.c.solid([self.curve(brim)], darker(color, 0.2), 0.4)

    def from_behind(self) -> None:
        """The whole head seen from behind."""
        c, look, t = self.c, self.look, self.turn
        for side in (-1, 1):
            c.solid([self.oval(side * 0.8 + 0.3 * t, 0.15, 0.14, 0.22)], darker(look.skin, 0.12), 0.4, 0)
        c.solid(
            [self.curve([(-0.72, 0.1), (-0.55, 0.75), (0, 0.95), (0.55, 0.75), (0.72, 0.1), (0, -0.4)])],
            darker(look.skin, 0.14),
            0.4,
            0,
        )
        style, hair = look.style, look.hair
        low = {"crop": 0.5, "short": 0.66, "side": 0.66, "receding": 0.5}.get(style, 0.78)
        cap = [
            (-0.86, 0.15),
            (-0.93, -0.4),
            (-0.62, -0.98),
            (0, -1.2),
            (0.62, -0.98),
            (0.93, -0.4),
            (0.86, 0.15),
            (0.55, low),
            (0, low + 0.1),
            (-0.55, low),
        ]
        c.solid([self.curve(cap)], hair, 0.45, 0.16)
        if style == "bun":
            c.solid([self.oval(0.1 * t, -0.3, 0.5, 0.46)], hair, 0.5, 0.3)
        elif style == "receding" and self.fine:
            c.solid([self.oval(0, -0.55, 0.5, 0.42)], look.skin, 0.3, 0.2)
        elif style in ("long", "wave"):
            c.solid(
                [
                    self.curve(
                        [
                            (-0.8, -0.75),
                            (-0.93, -0.2),
                            (-0.86, 0.5),
                            (-0.82, 1.2),
                            (-0.62, 2.0),
                            (-0.2, 2.35),
                            (0.2, 2.35),
                            (0.62, 2.0),
                            (0.82, 1.2),
                            (0.86, 0.5),
                            (0.93, -0.2),
                            (0.8, -0.75),
                        ]
                    )
                ],
                hair,
                0.35,
                0.14,
            )
            if self.r > 16:
                for k in (-0.5, -0.25, 0.05, 0.3, 0.55):
                    c.line(
                        smooth(self.pts([(k * 0.5, -0.9), (k * 1.3, 0.3), (k * 1.05, 2.0)]), 6, False),
                        self.r * 0.03,
                        lighter(hair, 0.3),
                        0.35,
                    )
        elif style == "bob":
            c.solid(
                [
                    self.curve(
                        [
                            (-0.84, -0.6),
                            (-0.96, 0.1),
                            (-0.9, 0.7),
                            (-0.6, 1.0),
                            (0, 1.06),
                            (0.6, 1.0),
                            (0.9, 0.7),
                            (0.96, 0.1),
                            (0.84, -0.6),
                        ]
                    )
                ],
                hair,
                0.4,
                0.14,
            )
        elif style == "pony":
            c.solid(
                [
                    self.curve(
                        [(-0.2, -0.35), (-0.36, 0.5), (-0.3, 1.4), (0.05, 2.1), (0.32, 1.3), (0.36, 0.5), (0.2, -0.35)]
                    )
                ],
                darker(hair, 0.15),
                0.5,
                0.25,
            )
            x, y = self.pt(0, -0.3)
            c.dot(x, y, self.r * 0.24, self.r * 0.13, look.accent)
        elif style == "braids":
            for k in (-1, 1):
                c.solid([self.oval(k * 0.55, 0.7 + 0.42 * i, 0.19, 0.28) for i in range(4)], hair, 0.4, 0.2)
        if self.fine:
            c.poly(
                self.curve([(-0.6, -0.6), (-0.2, -0.92), (0.3, -0.94), (0.2, -0.8), (-0.2, -0.76), (-0.5, -0.5)]),
                lighter(hair, 0.4),
                0.25,
            )
        if look.cap:
            c.solid(
                [self.curve([(-0.95, -0.2), (-0.85, -0.95), (0, -1.3), (0.85, -0.95), (0.95, -0.2), (0, -0.1)])],
                look.cap,
                0.5,
            )
