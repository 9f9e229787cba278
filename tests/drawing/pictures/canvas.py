"""The drawing surface: shapes with soft shading, gradients, shadows, glows, text and the final reduction."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from . import lettering
from .color import Color, darker, lighter, mix
from .geometry import Pt, Shape, ellipse

SCALE = 3
MARGIN = 300
Box = tuple[int, int, int, int]


class Canvas:
    """An RGB picture drawn at three times its size; all coordinates are those of the finished picture."""

    def __init__(self, width: int, height: int, seed: str) -> None:
        self.w, self.h = width, height
        self.rng = random.Random(seed)
        self.im = Image.new("RGB", (width * SCALE, height * SCALE), (200, 200, 200))
        self.pen = ImageDraw.Draw(self.im, "RGBA")
        self.light: Pt = (-0.62, -0.78)
        self.haze: tuple[Color, float] | None = None

    # -- plain shapes -----------------------------------------------------
    def tint(self, c: Color) -> Color:
        """The colour behind the present haze."""
        return mix(c, *self.haze) if self.haze else c

    def poly(self, pts: Sequence[Pt], color: Color, alpha: float = 1.0) -> None:
        """Plain polygon."""
        r, g, b = self.tint(color)
        fill = (r, g, b, round(255 * alpha))
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in pts], fill=fill)

    def dot(self, x: float, y: float, rx: float, ry: float, color: Color, alpha: float = 1.0) -> None:
        """Plain ellipse."""
        r, g, b = self.tint(color)
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.pen.ellipse(box, fill=(r, g, b, round(255 * alpha)))

    def box(self, x0: float, y0: float, x1: float, y1: float, color: Color, alpha: float = 1.0) -> None:
        """Plain rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], color, alpha)

    def line(self, pts: Sequence[Pt], width: float, color: Color, alpha: float = 1.0) -> None:
        """Line with round joints."""
        r, g, b = self.tint(color)
        k = max(1, round(width * SCALE))
        flat = [(x * SCALE, y * SCALE) for x, y in pts]
        self.pen.line(flat, fill=(r, g, b, round(255 * alpha)), width=k, joint="curve")
        if alpha >= 1 and k > 3:
            for x, y in (flat[0], flat[-1]):
                self.pen.ellipse([x - k / 2, y - k / 2, x + k / 2 - 1, y + k / 2 - 1], fill=(r, g, b, 255))

    # -- shaded shapes ----------------------------------------------------
    def _mask(self, shapes: Sequence[Sequence[Pt]], pad: int = 2) -> tuple[Image.Image, Box, Box] | None:
        """Mask of the union, its box cut to the neighbourhood of the picture, and the whole box."""
        xs = [x for s in shapes for x, _ in s]
        ys = [y for s in shapes for _, y in s]
        whole = (
            math.floor(min(xs) * SCALE) - pad,
            math.floor(min(ys) * SCALE) - pad,
            math.ceil(max(xs) * SCALE) + pad,
            math.ceil(max(ys) * SCALE) + pad,
        )
        x0, y0 = max(whole[0], -MARGIN), max(whole[1], -MARGIN)
        x1, y1 = min(whole[2], self.im.width + MARGIN), min(whole[3], self.im.height + MARGIN)
        if x1 <= max(x0, 0) or y1 <= max(y0, 0) or x0 >= self.im.width or y0 >= self.im.height:
            return None
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        pen = ImageDraw.Draw(mask)
        for s in shapes:
            pen.polygon([(x * SCALE - x0, y * SCALE - y0) for x, y in s], fill=255)
        return mask, (x0, y0, x1, y1), whole

    def solid(
        self, shapes: Sequence[Sequence[Pt]], color: Color, depth: float = 0.5, rim: float = 0.22, dark: float = 0.34
    ) -> None:
        """Union of polygons, shaded softly on the side away from the light and lit on the other."""
        made = self._mask(shapes)
        if made is None:
            return
        mask, (x0, y0, _, _), _ = made
        w, h = mask.size
        size = min(w, h)
        if size < 13 or depth <= 0:
            for s in shapes:
                self.poly(s, color)
            return
        base = self.tint(color)
        k = depth * min(size, 260) * 0.3
        lit = _shifted(mask, self.light[0] * k, self.light[1] * k).filter(ImageFilter.GaussianBlur(max(1.0, k * 0.55)))
        paint = Image.composite(
            Image.new("RGB", (w, h), base), Image.new("RGB", (w, h), self.tint(darker(color, dark))), lit
        )
        if rim and size > 26:
            inner = _shifted(mask, -self.light[0] * k * 0.42, -self.light[1] * k * 0.42)
            edge = ImageChops.invert(inner).filter(ImageFilter.GaussianBlur(max(1.0, k * 0.3)))
            edge = edge.point(lambda v: round(v * rim))
            paint.paste(self.tint(lighter(color, 0.75)), (0, 0), edge)
        self.im.paste(paint, (x0, y0), mask)

    def fade(self, shapes: Sequence[Sequence[Pt]], stops: Sequence[Color], across: bool = False) -> None:
        """Union of polygons filled with a gradient from top to bottom (or left to right)."""
        made = self._mask(shapes, 0)
        if made is None:
            return
        mask, box, whole = made
        self.im.paste(_gradient(box, whole, [self.tint(c) for c in stops], across), box[:2], mask)

    def wash(self, shapes: Sequence[Sequence[Pt]], color: Color, a0: float, a1: float, across: bool = False) -> None:
        """Colour laid over the shapes with its strength running from a0 to a1."""
        made = self._mask(shapes, 0)
        if made is None:
            return
        mask, box, whole = made
        lo, hi = round(255 * a0), round(255 * a1)
        k = _gradient(box, whole, [(lo, lo, lo), (hi, hi, hi)], across).convert("L")
        self.im.paste(color, box[:2], ImageChops.multiply(mask, k))

    def shadow(
        self, shapes: Sequence[Sequence[Pt]], alpha: float = 0.35, blur: float = 6, color: Color = (30, 26, 52)
    ) -> None:
        """Blurred dark (or any coloured) shape."""
        q = 4
        pad = round(blur * 3 * SCALE)
        made = self._mask(shapes, pad)
        if made is None:
            return
        mask, (x0, y0, _, _), _ = made
        small = mask.resize((max(1, mask.width // q), max(1, mask.height // q)), Image.Resampling.BOX)
        small = small.filter(ImageFilter.GaussianBlur(blur * SCALE / q)).point(lambda v: round(v * alpha))
        self.im.paste(color, (x0, y0), small.resize(mask.size, Image.Resampling.BICUBIC))

    def glow(self, x: float, y: float, r: float, color: Color, alpha: float, ry: float = 0.0) -> None:
        """Round light fading outwards."""
        self.shadow([ellipse(x, y, r * 0.55, (ry or r) * 0.55)], alpha, r * 0.28, color)

    def blur(self, radius: float, box: Box | None = None) -> None:
        """Put what has been drawn so far out of focus."""
        full = box or (0, 0, self.w, self.h)
        cut = (full[0] * SCALE, full[1] * SCALE, full[2] * SCALE, full[3] * SCALE)
        part = self.im.crop(cut)
        half = part.resize((part.width // 2, part.height // 2), Image.Resampling.BOX)
        half = half.filter(ImageFilter.GaussianBlur(radius * SCALE / 2))
        self.im.paste(half.resize(part.size, Image.Resampling.BICUBIC), (cut[0], cut[1]))

    def text(
        self, x: float, y: float, words: str, size: float, color: Color, width: float, serif: bool = False
    ) -> None:
        """One line of words centred at a point, no wider than width; bars when no font is at hand."""
        lettering.write(self.pen, (x * SCALE, y * SCALE), words, size * SCALE, self.tint(color), width * SCALE, serif)

    # -- the end ----------------------------------------------------------
    def finish(self, warm: float = 0.04, vignette: float = 0.16, grain: float = 0.03) -> Image.Image:
        """Reduce to the final size, grade the colours, add a soft vignette and a little paper grain."""
        im = self.im.resize((self.w, self.h), Image.Resampling.LANCZOS)
        if warm:
            im = Image.blend(
                im, ImageChops.multiply(im, Image.new("RGB", im.size, (255, 238, 205))), min(1.0, warm * 4)
            )
        if vignette:
            ring = Image.radial_gradient("L").resize(im.size, Image.Resampling.BICUBIC)
            ring = ring.point(lambda v: round(max(0, v - 110) / 145 * 255 * vignette))
            im.paste(Image.composite(ImageEnhance.Brightness(im).enhance(0.45), im, ring))
        if grain:
            im = _grained(im, self.rng, grain)
        return im


def _shifted(mask: Image.Image, dx: float, dy: float) -> Image.Image:
    out = Image.new("L", mask.size, 0)
    out.paste(mask, (round(dx), round(dy)))
    return out


def _gradient(box: Box, whole: Box, stops: Sequence[Color], across: bool) -> Image.Image:
    """The part of a gradient over the whole box that falls into the cut box."""
    lo, hi = (box[0], box[2]) if across else (box[1], box[3])
    start, end = (whole[0], whole[2]) if across else (whole[1], whole[3])
    strip = Image.new("RGB", (hi - lo, 1) if across else (1, hi - lo))
    cells: list[Color] = []
    for i in range(lo, hi):
        t = (i - start) / max(1, end - start - 1) * (len(stops) - 1)
        j = min(int(t), len(stops) - 2)
        cells.append(mix(stops[j], stops[j + 1], t - j))
    strip.putdata(cells)
    return strip.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)


def _grained(im: Image.Image, rng: random.Random, amount: float) -> Image.Image:
    """Broad mottling and a fine tooth, as of a printed poster."""
    w, h = im.size
    gray = Image.new("L", im.size, 128)
    for cell, part in ((90, 1.0), (3, 0.55)):
        cw, ch = w // cell + 2, h // cell + 2
        noise = Image.frombytes("L", (cw, ch), rng.randbytes(cw * ch)).resize(im.size, Image.Resampling.BICUBIC)
        gray = Image.blend(gray, noise, amount * part)
    return ImageChops.overlay(im, Image.merge("RGB", (gray, gray, gray)))


def blob(rng: random.Random, x: float, y: float, r: float, rough: float = 0.2, flat: float = 1.0) -> Shape:
    """An uneven round shape."""
    n = 11
    pts: Shape = []
    for i in range(n):
        k = r * (1 + rng.uniform(-rough, rough))
        pts.append((x + k * math.cos(2 * math.pi * i / n), y + k * flat * math.sin(2 * math.pi * i / n)))
    return pts
