"""Pictures with a face to be blurred, and whether it can be seen in what was published."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image, ImageFilter
from sitekit import tree

SHARP = 5.0
# detail of a face that can be seen
BLUR = "20 20 30 40"
ENTRY = f"\n  - src: p.jpg\n    caption: Giờ ra chơi\n    blur: {BLUR}"


def scene(seed: str = "a", size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Return a picture of soft shapes with detail in every part of it, the same one for a seed."""
    coarse = Image.frombytes("RGB", (12, 9), random.Random(seed).randbytes(12 * 9 * 3))
    fine = Image.frombytes("L", (80, 60), random.Random(seed + "fine").randbytes(80 * 60))
    soft = coarse.resize((800, 600), Image.Resampling.BICUBIC)
    detail = fine.resize((800, 600), Image.Resampling.BICUBIC).convert("RGB")
    return Image.blend(soft, detail, 0.4).resize(size, Image.Resampling.LANCZOS)


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def detail_of(data: bytes) -> float:
    """Return how much fine detail a published picture holds where the face is."""
    image = Image.open(io.BytesIO(data)).convert("L").resize((800, 600), Image.Resampling.BICUBIC)
    face = image.crop((220, 180, 340, 300))
    soft = face.filter(ImageFilter.GaussianBlur(6))
    return sum(abs(a - b) for a, b in zip(face.tobytes(), soft.tobytes(), strict=True)) / (120 * 120)


def pictures(folder: Path) -> dict[str, bytes]:
    """Return every raster picture of output/ by its path, but for those that the program draws itself."""
    ends = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic")
    drawn = ("_ssg/share/", "apple-touch-icon.", "icon-", "favicon.")
    return {path: data for path, data in tree(folder).items() if path.endswith(ends) and not path.startswith(drawn)}


def sharp(folder: Path) -> list[str]:
    """Return the published pictures in which the face can be seen."""
    return [path for path, data in pictures(folder).items() if detail_of(data) > SHARP]
