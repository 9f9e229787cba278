"""Pictures for shared links: what they show, that each page has one, and that each is drawn once."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from machinekit import graph
from PIL import Image
from sitekit import Page, article, photo, run, settle, tree, write

from ssg.model.shares import Palette, ShareStyle, ShareWork
from ssg.render.share import _drawable, _fitted, _has, draw_share, initials

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
STYLE = ShareStyle(name="Trường THCS Thử", above="", host="thu.example", palette=Palette(accent="#0a6b42"))
LONG = "Hội nghị tổng kết phong trào thi đua “Dạy tốt - Học tốt” " * 8


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def shared(folder: Path, url: str) -> dict[str, str]:
    """Return what a page tells programs of its picture."""
    metas = Page(folder, url).all(".//meta")
    told = {m.get("property") or m.get("name") or "": m.get("content", "") for m in metas}
    return {name: value for name, value in told.items() if name.startswith(("og:image", "twitter"))}


@pytest.mark.parametrize("letters", [LETTERS, LETTERS.upper(), "0123456789 “”‘’…–—-:;,.!?()/&%+@#№°²"])
def test_every_letter_of_vietnamese_is_drawn(letters: str) -> None:
    assert [letter for letter in letters if not _has(letter)] == []
    assert _drawable(f"{letters} 🎉学") == letters


@pytest.mark.parametrize("title", ["Thư ngỏ", "Lễ khai giảng năm học 2025 - 2026", LONG, "Ẫ" * 300, "🎉", "a/b" * 90])
def test_a_picture_has_its_size_and_is_the_same_each_time(title: str) -> None:
    data = draw_share(ShareWork(style=STYLE, title=title), None)
    shown = picture(data)
    assert (shown.format, shown.size) == ("PNG", (1200, 630))
    assert shown.convert("RGB").getpixel((10, 300)) == (0x0A, 0x6B, 0x42)
    assert len(data) < 80_000
    assert draw_share(ShareWork(style=STYLE, title=title), None) == data


def test_lines_break_between_syllables_and_the_last_is_cut() -> None:
    _, lines, _ = _fitted(_drawable("Lễ khai giảng năm học 2025 - 2026 của Trường THCS Thử"), 1056)
    assert " ".join(lines).replace("\u00a0", " ") == "Lễ khai giảng năm học 2025 - 2026 của Trường THCS Thử"
    assert any("2025\u00a0-\u00a02026" in line for line in lines)
    font, lines, _ = _fitted(_drawable(LONG), 1056)
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= 1056 for line in lines)
    assert set(" ".join(lines).rstrip("…").split()) <= set(LONG.split())


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Trường THCS Lam Khê", "LK"), ("Chi bộ", "C"), ("Đảng ủy xã Ẫn Ỷ", "ẪỶ"), ("UBND", "U"), ("", "")],
)
def test_initials_stand_for_an_emblem_that_cannot_be_drawn(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    "accent", ["#fff", "yellow", "rgb(10, 20, 30)", "hsl(120, 50%, 30%)", "oklch(0.5 0.1 20)", "var(--x)"]
)
def test_any_colour_of_a_style_sheet_does(accent: str) -> None:
    work = ShareWork(style=ShareStyle(name="A", above="B", host="c", palette=Palette(accent=accent)), title="Bài")
    shown = picture(draw_share(work, None)).convert("L")
    greys = shown.tobytes()
    assert max(greys) - min(greys) > 100


def portal(folder: Path, logo: str = "logo.png") -> Path:
    site = f"""title: Trường THCS Thử
url: https://thu.example
logo: {logo}
units:
  - {{slug: chi-bo, name: Chi bộ, kind: committee}}
  - {{slug: doi, name: Đội, image: doi.jpg}}
"""
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    write(
        folder, {"site.yaml": site, "content/_static/logo.png": photo(64, 64, "#f00"), "content/_static/logo.svg": svg}
    )
    write(folder, {"content/_static/doi.jpg": photo(800, 400), "content/tin-tuc/co/co.jpg": photo(1200, 900)})
    photos = "\n  - {src: co.jpg, caption: Sân trường}"
    keys = {"unit": "chi-bo", "tags": "[hè]", "event_date": "05/9/2025"}
    return write(folder, {
        "content/tin-tuc/co/index.md": article("Có ảnh", "05/09/2025", photos=photos),
        "content/tin-tuc/khong.md": article("Không ảnh", "06/09/2025", **keys),
        "content/tin-tuc/doi.md": article("Của Đội", "07/09/2025", unit="doi"),
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nLời.\n",
    })  # fmt: skip


@pytest.mark.parametrize("logo", ["logo.png", "logo.svg"])
def test_every_page_has_a_picture_that_programs_can_show(tmp_path: Path, logo: str) -> None:
    run(portal(tmp_path, logo))
    pages = [name for name in tree(tmp_path) if name.endswith(".html") and not name.startswith("_ssg/side")]
    assert len(pages) > 15
    for name in pages:
        told = shared(tmp_path, f"/{name}")
        data = (tmp_path / "output" / told["og:image"].removeprefix("https://thu.example/")).read_bytes()
        shown = picture(data)
        assert (told["og:image:width"], told["og:image:height"]) == tuple(map(str, shown.size)), name
        assert told["og:image:type"] == f"image/{(shown.format or '').lower()}"
        assert told["og:image:alt"]
        assert told["twitter:card"] == "summary_large_image"


def test_pages_show_their_photo_else_the_units_else_their_title(tmp_path: Path) -> None:
    run(portal(tmp_path))
    assert shared(tmp_path, "/tin-tuc/co/")["og:image:alt"] == "Sân trường"
    assert shared(tmp_path, "/tin-tuc/doi/")["og:image"] == "https://thu.example/doi.jpg"
    assert shared(tmp_path, "/tin-tuc/khong/")["og:image:alt"] == "Không ảnh"
    assert shared(tmp_path, "/tin-tuc/")["og:image:alt"] == "Tin tức"
    assert shared(tmp_path, "/tu-khoa/he/") == shared(tmp_path, "/") != shared(tmp_path, "/don-vi/chi-bo/")
    told = graph(tmp_path, "/tin-tuc/khong/")
    assert told["NewsArticle"]["image"] == told["Event"]["image"] == [shared(tmp_path, "/tin-tuc/khong/")["og:image"]]
    red = picture((tmp_path / "output" / shared(tmp_path, "/tin-tuc/khong/")["og:image"][20:]).read_bytes())
    assert red.convert("RGB").getpixel((10, 300)) == (0xA9, 0x0F, 0x17)


def shares(folder: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in (folder / "output/_ssg/share").iterdir()}


def test_a_new_post_draws_its_own_picture_only_and_a_new_title_another(tmp_path: Path) -> None:
    run(portal(tmp_path))
    settle(tmp_path)
    before = shares(tmp_path)
    write(tmp_path, {"content/tin-tuc/moi.md": article("Bài mới", "08/09/2025")})
    run(tmp_path)
    after = shares(tmp_path)
    assert len(after) == len(before) + 1
    assert before.items() <= after.items()
    write(tmp_path, {"content/tin-tuc/moi.md": article("Bài mới hơn", "08/09/2025")})
    run(tmp_path)
    assert len(shares(tmp_path)) == len(after)
    assert before.items() <= shares(tmp_path).items()
    assert shared(tmp_path, "/tin-tuc/moi/")["og:image:alt"] == "Bài mới hơn"
    made = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == made


def test_a_theme_of_the_portals_own_gives_its_colours(tmp_path: Path) -> None:
    write(tmp_path, {"themes/rieng/theme.yaml": "extends: school\nproperties: {accent: '#224488'}\n"})
    write(tmp_path, {"site.yaml": "title: T\nurl: https://thu.example\ntheme: rieng\n"})
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "08/09/2025")}))
    [name] = re.findall("_ssg/share/.*?png", shared(tmp_path, "/tin-tuc/a/")["og:image"])
    assert picture((tmp_path / "output" / name).read_bytes()).convert("RGB").getpixel((10, 300)) == (0x22, 0x44, 0x88)
