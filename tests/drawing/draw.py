"""Draw the sample pictures: python tests/drawing/draw.py CONTENT_DIR [--starter DIR] [--only PART]."""

from __future__ import annotations

import argparse
import io
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pictures import scenes
from pictures.registry import Entry

QUALITIES = (84, 81, 78, 75, 72, 69, 66, 63, 60, 57)
LIMIT = 129_000


def save(entry: Entry, target: Path) -> int:
    """Render one picture into its file, crowded ones a little coarser; gives the size in bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = entry.render()
    limit = LIMIT * {1800: 1.35, 2000: 1.35, 1200: 0.92}.get(picture.width, 1.0)
    data = b""
    for quality in QUALITIES if picture.width > 1600 else QUALITIES[:7]:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        data = buffer.getvalue()
        if len(data) <= limit:
            break
    target.write_bytes(data)
    return len(data)


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path, help="content folder of the sample portal")
    parser.add_argument("--starter", type=Path, help="content folder of the starter portal")
    parser.add_argument("--only", default="", help="draw only files whose path contains this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    work = [(entry, args.content / path) for path, entry in scenes.pictures().items()]
    if args.starter:
        work += [(entry, args.starter / path) for path, entry in scenes.starters().items()]
    work = [(entry, target) for entry, target in work if args.only in entry.path]
    total = 0
    with ProcessPoolExecutor(max_workers=max(1, args.jobs)) as pool:
        sizes = pool.map(save, [e for e, _ in work], [t for _, t in work])
        for (entry, _), size in zip(work, sizes, strict=True):
            total += size
            print(f"{size / 1024:7.1f} KB  {entry.path}")
    print(f"{total / 1e6:.2f} MB in {len(work)} pictures")


if __name__ == "__main__":
    main()
