"""The portal's icons and manifest: from the logo, else of initials; what content/_static/ has wins."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from sitekit import Page, article, codes, photo, run, tree, write

SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def portal(folder: Path, logo: str = "") -> Path:
    site = "title: Trường THCS Thử\nurl: https://thu.example/a\n" + (f"logo: {logo}\n" if logo else "")
    write(folder, {"site.yaml": site, "content/_static/logo.png": photo(300, 200, "#f00")})
    write(folder, {"content/_static/logo.svg": SVG})
    return write(folder, {"content/tin-tuc/a.md": article("Bài", "05/09/2025")})


@pytest.mark.parametrize("logo", ["logo.png", "logo.svg", ""])
def test_icons_of_every_size_are_there(tmp_path: Path, logo: str) -> None:
    assert codes(run(portal(tmp_path, logo))) == []
    made = tree(tmp_path)
    for name, size in SIZES.items():
        shown = Image.open(io.BytesIO(made[name]))
        assert (shown.format, shown.size) == ("PNG", (size, size))
        middle = shown.convert("RGB").getpixel((size // 2, size // 8 if not logo.endswith("png") else size // 2))
        assert middle == ((254, 0, 0) if logo.endswith("png") else (0x0A, 0x6B, 0x42))
    assert Image.open(io.BytesIO(made["favicon.ico"])).info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    told = json.loads(made["site.webmanifest"])
    assert (told["name"], told["start_url"], told["theme_color"]) == ("Trường THCS Thử", "./", "#0a6b42")
    assert [icon["src"] for icon in told["icons"]] == ["icon-192.png", "icon-512.png"]
    hrefs = [link.get("href") for link in Page(tmp_path, "/tin-tuc/a/").all(".//link") if "rel" in link.attrib]
    assert {"/a/favicon.ico", "/a/apple-touch-icon.png", "/a/site.webmanifest"} <= set(hrefs)
    assert ("/a/logo.svg" in hrefs) is (logo == "logo.svg")
    run(tmp_path, clean=True)
    assert tree(tmp_path) == made


def test_files_of_the_portals_own_win(tmp_path: Path) -> None:
    portal(tmp_path, "logo.png")
    own = {f"content/_static/{name}": b"own" for name in ("favicon.ico", "icon-192.png", "site.webmanifest")}
    assert codes(run(write(tmp_path, own))) == []
    assert {tree(tmp_path)[name.rpartition("/")[2]] for name in own} == {b"own"}


def test_another_logo_makes_other_icons(tmp_path: Path) -> None:
    run(portal(tmp_path, "logo.png"))
    before = tree(tmp_path)["favicon.ico"]
    run(write(tmp_path, {"content/_static/logo.png": photo(300, 300, "#00f")}))
    assert tree(tmp_path)["favicon.ico"] != before
