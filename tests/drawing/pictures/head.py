"""Heads: the face, seen from the front or turned aside."""

from __future__ import annotations

from .color import Color, darker, mix
from .geometry import smooth
from .hair import Hair


class Head(Hair):
    """A whole head with its face."""

    def draw(self) -> None:
        """Face and hair."""
        if self.back:
            self.from_behind()
            return
        t, look = self.turn, self.look
        k = 0.9 if look.female else 1.0
        if look.style in ("bun",):
            self.c.solid([self.oval(-0.55 * t, -1.12, 0.46, 0.36)], look.hair, 0.5, 0.2)
        if abs(t) > 0.15:
            self.c.solid([self.oval(-0.2 * t, -0.28, 0.9, 0.86)], look.hair, 0.4, 0.1)
        for side in (-1, 1):
            if side * t > 0.3:
                continue
            x = side * 0.78 + (0.62 * t if abs(t) > 0.3 else 0.1 * t)
            self.c.solid([self.oval(x, 0.12, 0.15, 0.23)], darker(look.skin, 0.1), 0.4, 0)
        f = 0.2 * t
        near = 1 - 0.1 * abs(t)
        face = [
            (-0.78 * near + f * 0.6, -0.35),
            (-0.79 * near + f * 0.5, 0.1),
            (-0.68 * k + f * 0.6, 0.5),
            (-0.38 * k + f, 0.88),
            (0 + f * 1.1, 1.0),
            (0.38 * k + f, 0.88),
            (0.68 * k + f * 0.6, 0.5),
            (0.79 * near + f * 0.5, 0.1),
            (0.78 * near + f * 0.6, -0.35),
            (0.5, -0.86),
            (0, -0.98),
            (-0.5, -0.86),
        ]
        self.c.solid([self.curve(face)], look.skin, 0.45, 0.3, 0.22)
        if self.r > 4:
            self._features(t)
        self.hair_front(t)
        if look.cap:
            self.hat(look.cap, t)

    def _features(self, t: float) -> None:
        c, r, look = self.c, self.r, self.look
        shift = 0.4 * t
        dark: Color = (50, 36, 36)
        spread = 0.34 * (1 - 0.18 * abs(t))
        eyes = [(-spread + shift, 0.1), (spread + shift, 0.1)]
        if self.fine:
            for ex, _ in eyes:
                x, y = self.pt(ex * 1.28 - shift * 0.2, 0.48)
                c.dot(x, y, r * 0.17, r * 0.11, (236, 110, 100), 0.22)
        for i, (ex, ey) in enumerate(eyes):
            far = (t > 0.3 and i == 1) or (t < -0.3 and i == 0)
            if far and abs(t) > 0.85:
                continue
            w = 0.115 * (0.75 if far else 1.0)
            if r > 20:
                c.poly(self.oval(ex, ey, w * 1.5, 0.105), (252, 250, 248))
                c.poly(self.oval(ex + 0.05 * t, ey, w * 0.9, 0.11), dark)
                x, y = self.pt(ex - 0.03, ey - 0.04)
                c.dot(x, y, r * 0.032, r * 0.032, (255, 255, 255))
                c.line(
                    smooth(self.pts([(ex - w * 1.6, ey - 0.02), (ex, ey - 0.13), (ex + w * 1.6, ey - 0.02)]), 5, False),
                    r * 0.045,
                    dark,
                )
            else:
                c.poly(self.oval(ex, ey, w * 0.8, 0.105), dark)
            if self.fine:
                brow = [(ex - 0.17, ey - 0.27), (ex, ey - 0.34), (ex + 0.17, ey - 0.27)]
                c.line(
                    smooth(self.pts(brow), 4, False),
                    r * (0.05 if look.female else 0.075),
                    mix(look.hair, look.skin, 0.25),
                    0.9,
                )
        if self.fine:
            nose = [(shift * 1.15 + 0.07, 0.2), (shift * 1.2 + 0.11, 0.4), (shift * 1.1 - 0.02, 0.43)]
            c.line(smooth(self.pts(nose), 4, False), r * 0.055, darker(look.skin, 0.3), 0.8)
        self._mouth(shift)
        if look.glasses and r > 7:
            for ex, ey in eyes:
                ring = self.oval(ex, ey, 0.22, 0.18)
                c.line([*ring, ring[0]], max(0.6, r * 0.036), (70, 66, 74), 0.85)
            c.line(self.pts([(eyes[0][0] + 0.22, 0.08), (eyes[1][0] - 0.22, 0.08)]), max(0.6, r * 0.045), (60, 56, 64))

    def _mouth(self, shift: float) -> None:
        c, r = self.c, self.r
        lips: Color = (198, 84, 84) if self.look.female else darker(mix(self.look.skin, (190, 90, 80), 0.55), 0.1)
        if self.speaking and self.fine:
            c.poly(
                self.curve(
                    [
                        (-0.19 + shift, 0.6),
                        (shift, 0.63),
                        (0.19 + shift, 0.6),
                        (0.1 + shift, 0.77),
                        (-0.1 + shift, 0.77),
                    ]
                ),
                (130, 40, 44),
            )
            c.poly(
                self.curve([(-0.14 + shift, 0.615), (shift, 0.64), (0.14 + shift, 0.615), (shift, 0.68)]),
                (252, 248, 244),
            )
        else:
            arc = [(-0.2 + shift, 0.61), (shift, 0.7), (0.2 + shift, 0.61)]
            c.line(smooth(self.pts(arc), 5, False), max(0.7, r * 0.06), lips, 0.95)
