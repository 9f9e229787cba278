"""``ssg new``: what an editor hands it lies in the draft's folder, in order, and nothing is lost without a word."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from sitekit import article, codes, run, write

from ssg.base.errors import SsgError
from ssg.cli import cli
from ssg.drafting import NewArticle, new_article
from ssg.model.placeholders import PROMPT


def shot(taken: str = "", colour: str = "teal") -> bytes:
    """Return a JPEG that says when it was taken ("2026:09:05 07:31:00")."""
    out = io.BytesIO()
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (12, 8), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def new(root: Path, title: str, *files: Path) -> NewArticle:
    return new_article(root, title, unit="", category="", files=files)


def ssg(folder: Path, *arguments: str) -> Result:
    here = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(cli, arguments, standalone_mode=False)
    finally:
        os.chdir(here)


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A folder as a telephone leaves it: names in another order than the times, one photo from Zalo, a plan, a mess."""
    return write(
        tmp_path / "DCIM",
        {
            "site.yaml": "",
            "IMG_0010.jpg": shot("2026:09:05 07:31:00"),
            "IMG_0002.jpg": shot("2026:09:05 08:15:00", "navy"),
            "IMG_0003.JPG": shot("2026:09:05 06:59:00", "red"),
            "z5678 (2).jpg": shot(),
            "z5678 (10).jpg": shot(),
            "Kế hoạch khai giảng.pdf": b"%PDF-1.4",
            "Thumbs.db": b"x",
            "~$Kế hoạch.docx": b"x",
            ".DS_Store": b"x",
            "bài hát.exe": b"x",
        },
    )


def test_a_folder_of_photos_is_taken_in_the_order_of_time(tmp_path: Path, camera: Path) -> None:
    (camera / "site.yaml").unlink()
    root = write(tmp_path / "portal", {})
    made = new(root, "Khai giảng", camera)
    assert [(p.original, p.taken and p.taken.strftime("%H:%M")) for p in made.photos] == [
        ("IMG_0003.JPG", "06:59"),
        ("IMG_0010.jpg", "07:31"),
        ("IMG_0002.jpg", "08:15"),
        ("z5678 (2).jpg", None),
        ("z5678 (10).jpg", None),
    ]
    assert made.event == "05/9/2026"
    assert [(a.name, a.original) for a in made.attachments] == [("ke-hoach-khai-giang.pdf", "Kế hoạch khai giảng.pdf")]
    assert [(Path(path).name, kind) for path, _, kind in made.failed] == [("bài hát.exe", ".exe")]
    text = (root / made.path).read_text(encoding="utf-8")
    order = [line.split(": ")[1] for line in text.splitlines() if line.strip().startswith("- src")]
    assert order == [*(p.name for p in made.photos), "ke-hoach-khai-giang.pdf"]
    assert "title: Kế hoạch khai giảng" in text


def test_the_draft_builds_once_it_is_published(tmp_path: Path, camera: Path) -> None:
    (camera / "site.yaml").unlink()
    root = write(tmp_path / "portal", {})
    made = new(root, "Khai giảng: năm học #1 “mới”", camera)
    path = root / made.path
    path.write_text(path.read_text(encoding="utf-8").replace("draft: true", "draft: không"), encoding="utf-8")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    assert codes(run(root, now=later)) == ["text.placeholder"]
    path.write_text(path.read_text(encoding="utf-8").replace(PROMPT, "Sáng 5/9."), encoding="utf-8")
    assert codes(run(root, now=later)) == []
    (page,) = (root / "output" / "tin-tuc").glob("khai-giang*/index.html")
    html = page.read_text(encoding="utf-8")
    assert "Khai giảng: năm học #1 “mới”" in html
    assert "ke-hoach-khai-giang.pdf" in html


def test_the_command_says_which_is_which(tmp_path: Path, camera: Path) -> None:
    (camera / "site.yaml").unlink()
    root = write(tmp_path / "portal", {})
    done = ssg(root, "new", "Khai giảng", str(camera))
    assert "img-0003.jpg ← IMG_0003.JPG (chụp lúc 06:59 05/09/2026)" in done.output
    assert "z5678-2.jpg ← z5678 (2).jpg (không có giờ chụp)" in done.output
    assert "ke-hoach-khai-giang.pdf ← Kế hoạch khai giảng.pdf" in done.output
    assert "bài hát.exe: không phải ảnh hay tệp đính kèm được (.exe)" in done.output


def test_two_files_of_one_name_from_two_folders_both_come(tmp_path: Path) -> None:
    files = {f"{folder}/a.{end}": data for folder in "xy" for end, data in (("jpg", shot()), ("pdf", b"%PDF"))}
    root = write(tmp_path, files)
    made = new(root, "Bài", root / "x", root / "y")
    assert [p.name for p in made.photos] == ["a.jpg", "a-2.jpg"]
    assert [p.name for p in made.attachments] == ["a.pdf", "a-2.pdf"]


@pytest.mark.parametrize("title", ["", "   ", "\t\n", "\u200b", "\u00a0"])
def test_an_empty_title_is_refused_in_plain_words(tmp_path: Path, title: str) -> None:
    with pytest.raises(SsgError) as caught:
        new(write(tmp_path, {}), title)
    assert [p.code for p in caught.value.problems] == ["draft.title"]
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("title", ["🎉", "开学典礼", "!!!"])
def test_a_title_without_latin_letters_makes_a_draft(tmp_path: Path, title: str) -> None:
    assert new(write(tmp_path, {}), title).path.endswith("/bai-viet/index.md")


def test_what_is_not_there_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(SsgError) as caught:
        new(write(tmp_path, {}), "Hội", Path("nghị"), Path("tổng"))
    assert [dict(p.values)["src"] for p in caught.value.problems] == ["nghị", "tổng"]
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Hội nghị viên chức", "Hội nghị viên chức"),
        ("Hội nghị viên chức", "HỘI NGHỊ  viên chức"),
        ("Hội nghị: “tổng kết”", '"Hội nghị: “tổng kết”"'),
    ],
)
def test_an_article_of_the_same_title_is_told(tmp_path: Path, typed: str, other: str) -> None:
    root = write(
        tmp_path, {"content/tin-tuc/cu.md": article(other, "01/10/2026"), "content/b.md": article("B", "1/1/2026")}
    )
    made = new(root, typed)
    assert made.same_title == ("content/tin-tuc/cu.md",)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    made = new(write(tmp_path, {}), "Bài", tmp_path / "trong")
    assert [key for _, key, _ in made.failed] == ["new.empty_folder"]
