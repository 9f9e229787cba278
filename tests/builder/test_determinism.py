"""The same input and --date give the same bytes, whatever Python's hash seed, and however often."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sitekit import REPO, article, photo, tree, write

SITE = """
title: Trường THCS Thử
url: https://thu.example
units:
  - {slug: truong, name: Trường THCS Thử, kind: school}
  - {slug: chi-bo, name: Chi bộ, kind: committee, parent: truong}
rating: true
"""


def portal(folder: Path) -> Path:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/_static/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    for n in range(1, 31):
        keys = {"unit": "chi-bo" if n % 3 else "truong", "tags": "[hội nghị, thi đua]", "author": f"Người {n % 4}"}
        files[f"content/tin-tuc/bai-{n}.md"] = article(f"Bài số {n}", f"{n:02}/10/2024 08:00", **keys)
    files["content/tin-tuc/anh/index.md"] = article("Có ảnh", "01/11/2024", photos="\n  - {src: a.jpg, caption: Ảnh}")
    files["content/tin-tuc/anh/a.jpg"] = photo(1200, 800)
    return write(folder, files)


def build(folder: Path, seed: str) -> dict[str, bytes]:
    code = "from ssg.cli import main; import sys; sys.argv = ['ssg', 'build', '--date', '2026-11-01']; main()"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPO)}
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
    return tree(folder)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first = build(portal(tmp_path / "a"), "0")
    assert len(first) > 60
    for name, seed in (("b", "0"), ("c", "12345")):
        assert build(portal(tmp_path / name), seed) == first


def test_building_again_writes_nothing(tmp_path: Path) -> None:
    folder = portal(tmp_path)
    build(folder, "1")
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (folder / "output").rglob("*") if p.is_file()}
    build(folder, "2")
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (folder / "output").rglob("*") if p.is_file()} == before
