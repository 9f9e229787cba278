"""Draw the small site pictures: python tests/drawing/draw_static.py CONTENT_DIR (banners and the favicon)."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from pictures.canvas import Canvas
from pictures.color import Color, darker, lighter, mix
from pictures.geometry import Shape, ellipse, rect, rounded, smooth
from PIL import Image

SIZE = (600, 180)
WHITE: Color = (255, 255, 255)
GOLD: Color = (255, 214, 92)


def backdrop(c: Canvas, left: Color, right: Color) -> None:
    """A coloured ground with a few broad, flat waves."""
    c.poly(rect(0, 0, c.w, c.h), left)
    c.poly(ellipse(c.w - 40, -30, 330, 170, 90), mix(left, right, 0.4))
    c.poly(ellipse(c.w - 10, -40, 220, 130, 90), mix(left, right, 0.75))
    for i, lift in enumerate((118, 136, 154)):
        pts: Shape = [(x, lift + 12 * math.sin(x / 90 + i * 1.4)) for x in range(-10, c.w + 20, 10)]
        c.poly([*pts, (c.w + 10, c.h + 10), (-10, c.h + 10)], darker(mix(left, right, 0.5), 0.3), 0.16)
    c.poly(ellipse(88, 90, 72, 72, 60), WHITE, 0.14)


def words(c: Canvas, lines: list[str], ink: Color = WHITE) -> None:
    """The words at the right of the picture."""
    for i, line in enumerate(lines):
        y = 90 + (i - (len(lines) - 1) / 2) * 52
        c.text(372 + 1.5, y + 1.5, line, 46, (20, 30, 50), 416)
        c.text(372, y, line, 46, ink, 416)


def public_service() -> Canvas:
    """Cổng Dịch vụ công quốc gia: a document with a tick under a roof of columns."""
    c = Canvas(*SIZE, "dich-vu-cong")
    backdrop(c, (176, 28, 36), (222, 74, 48))
    c.poly([(36, 66), (88, 34), (140, 66)], GOLD)
    c.box(38, 68, 138, 76, lighter(GOLD, 0.4))
    for x in (46, 70, 94, 118):
        c.fade([rect(x, 78, x + 12, 126)], [WHITE, (236, 224, 206)])
    c.box(34, 128, 142, 137, GOLD)
    c.solid([rounded(98, 84, 150, 148, 5)], WHITE, 0.2, 0)
    for y in (98, 109):
        c.line([(107, y), (140, y)], 4, (190, 200, 214))
    c.line([(108, 130), (119, 139), (140, 119)], 7, (34, 150, 90))
    words(c, ["Cổng Dịch vụ công", "quốc gia"])
    return c


def feedback() -> Canvas:
    """Phản ánh, kiến nghị: two speech bubbles and a pen."""
    c = Canvas(*SIZE, "phan-anh-kien-nghi")
    backdrop(c, (14, 92, 140), (32, 148, 176))
    bubble: list[Shape] = [rounded(30, 42, 128, 108, 18), [(52, 104), (82, 104), (50, 130)]]
    c.solid(bubble, WHITE, 0.2, 0)
    for i, w in enumerate((64, 52, 38)):
        c.line([(46, 61 + 14 * i), (46 + w, 61 + 14 * i)], 5, (120, 178, 206))
    small: list[Shape] = [rounded(94, 84, 154, 128, 14), [(126, 122), (144, 122), (148, 142)]]
    c.solid(small, GOLD, 0.2, 0)
    for x in (110, 124, 138):
        c.dot(x, 106, 4.6, 4.6, (176, 110, 20))
    words(c, ["Phản ánh, kiến nghị"])
    return c


def digital_literacy() -> Canvas:
    """Bình dân học vụ số: an open book from which a signal rises."""
    c = Canvas(*SIZE, "binh-dan-hoc-vu-so")
    backdrop(c, (18, 104, 78), (60, 160, 96))
    for i, r in enumerate((46, 32, 18)):
        arc = [(88 + r * math.cos(a / 10), 76 - r * math.sin(a / 10)) for a in range(6, 27)]
        c.line(smooth(arc, 3, False), 7, GOLD if i % 2 == 0 else WHITE)
    c.dot(88, 76, 6, 6, GOLD)
    for side in (-1, 1):
        top = smooth([(88, 98), (88 + side * 28, 87), (88 + side * 58, 88)], 8, False)
        foot = smooth([(88 + side * 58, 134), (88 + side * 28, 133), (88, 145)], 8, False)
        c.poly([(x, y + 6) for x, y in top + foot], GOLD)
        c.poly(top + foot, WHITE if side < 0 else (226, 240, 230))
        for i in range(3):
            y = 101 + 11 * i
            c.line([(88 + side * 14, y), (88 + side * 46, y - 5)], 3, (96, 176, 130))
    c.line([(88, 98), (88, 146)], 2, (18, 104, 78))
    words(c, ["Bình dân", "học vụ số"])
    return c


def favicon() -> Canvas:
    """The emblem of favicon.svg for the old icon format."""
    c = Canvas(256, 256, "favicon")
    k = 8.0
    c.box(0, 0, 256, 256, WHITE)
    c.poly(rounded(0, 0, 256, 256, 56), (15, 107, 69))
    gold: Color = (255, 207, 77)
    c.poly(smooth([(16 * k, 3 * k), (17.6 * k, 8 * k), (16 * k, 13.5 * k), (14.4 * k, 8 * k)], 8), gold)
    for side in (-1, 1):
        leaf = [(17, 13), (19, 8.4), (24, 6), (22.4, 10.8)]
        c.poly(smooth([((16 + side * (x - 16)) * k, y * k) for x, y in leaf], 8), gold)
        edge = smooth([(16, 16), (16 + side * 5.6, 13.7), (16 + side * 12, 13.4)], 8, False)
        foot = smooth([(16 + side * 12, 23.6), (16 + side * 5.6, 24.0), (16, 26.3)], 8, False)
        c.poly([(x * k, y * k) for x, y in edge + foot], WHITE)
    c.line([(16 * k, 16 * k), (16 * k, 26.3 * k)], 1.3 * k, (15, 107, 69))
    wave = [(4, 28.2), (8, 27.0), (12, 27.6), (16, 28.2), (20, 27.6), (24, 27.0), (28, 28.2)]
    c.line(smooth([(x * k, y * k) for x, y in wave], 8, False), 1.8 * k, gold)
    return c


def save_banner(c: Canvas, target: Path) -> None:
    """Write a banner with a small palette."""
    im = c.finish(0, 0, 0).quantize(255, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    im.save(target, "PNG", optimize=True)
    print(f"{target.stat().st_size / 1024:7.1f} KB  {target.name}")


def save_icon(target: Path) -> None:
    """Write the icon with round, clear corners."""
    im = favicon().finish(0, 0, 0)
    corner = Canvas(256, 256, "mask")
    corner.box(0, 0, 256, 256, (0, 0, 0))
    corner.poly(rounded(0, 0, 256, 256, 56), WHITE)
    mask = corner.finish(0, 0, 0).convert("L")
    im.putalpha(mask)
    im.save(target, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    print(f"{target.stat().st_size / 1024:7.1f} KB  {target.name}")


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path, help="content folder of the sample portal")
    folder = parser.parse_args().content / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    save_banner(public_service(), folder / "dich-vu-cong.png")
    save_banner(feedback(), folder / "phan-anh-kien-nghi.png")
    save_banner(digital_literacy(), folder / "binh-dan-hoc-vu-so.png")
    save_icon(folder / "favicon.ico")


if __name__ == "__main__":
    main()
