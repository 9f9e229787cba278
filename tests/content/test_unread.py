"""Copies of articles, and files in content/ that nobody reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sitekit import Page, article, photo, run, tree, write
from support import assert_worded

from ssg.content.copies import is_marked

A = article("Lễ khai giảng", "01/10/2026 08:15")
BARE = article("Lễ khai giảng", "01/10/2026")
COPIES = [
    ("tin-tuc/bai.md", "tin-tuc/bai - Copy.md"),
    ("tin-tuc/bai.md", "tin-tuc/bai - Copy (2).md"),
    ("tin-tuc/bai.md", "tin-tuc/bai - Bản sao.md"),
    ("tin-tuc/bai.md", "tin-tuc/bai (1).md"),
    ("tin-tuc/bai.md", "tin-tuc/Copy of bai.md"),
    ("tin-tuc/bai.md", "tin-tuc/Bản sao của bai.md"),
    ("tin-tuc/bai/index.md", "tin-tuc/bai/index - Copy.md"),
    ("tin-tuc/bai/index.md", "tin-tuc/bai - Copy/index.md"),
    ("tin-tuc/bai/index.md", "tin-tuc/bai (2)/index.md"),
    ("tin-tuc/bai/index.md", "tin-tuc/bai copy/index.md"),
]


def told(folder: Path, prefix: str) -> list[tuple[str, str]]:
    report = run(folder)
    assert_worded(report.problems)
    return [(p.code, p.path) for p in report.problems if p.code.startswith(prefix)]


@pytest.mark.parametrize(("original", "copy"), COPIES)
def test_a_copy_is_told_and_only_the_original_shown(original: str, copy: str, tmp_path: Path) -> None:
    write(tmp_path, {f"content/{copy}": BARE.replace("Nội dung", "Nội dung sửa"), f"content/{original}": BARE})
    os.utime(tmp_path / "content" / copy, (1, 1))
    assert told(tmp_path, "copy.") == [("copy.found", f"content/{copy}")]
    listed = Page(tmp_path, "/tin-tuc/").hrefs(".//main//a")
    assert [href for href in listed if "/bai" in href or "index" in href or "copy" in href] in (
        ["/tin-tuc/bai/"],
        ["/tin-tuc/bai/", "/tin-tuc/bai/"],
    )


def test_of_two_copies_without_a_mark_the_published_one_stays(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/cu.md": A}))
    write(tmp_path, {"content/tin-tuc/an.md": A})
    os.utime(tmp_path / "content/tin-tuc/an.md", (1, 1))
    assert told(tmp_path, "copy.") == [("copy.found", "content/tin-tuc/an.md")]
    now = tree(tmp_path)
    assert "tin-tuc/cu/index.html" in now
    assert "tin-tuc/an/index.html" not in now
    run(tmp_path, clean=True)
    assert tree(tmp_path) == now


def test_a_copy_is_published_once_it_is_another_article(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/bai.md": A}))
    assert told(write(tmp_path, {"content/tin-tuc/bai (1).md": A}), "copy.")
    assert told(write(tmp_path, {"content/tin-tuc/bai (1).md": A.replace("khai", "bế")}), "copy.") == []
    assert Page(tmp_path, "/tin-tuc/bai-1/").text(".//h1") == "Lễ bế giảng"


def test_an_article_edited_into_a_copy_is_told_without_a_clean_build(tmp_path: Path) -> None:
    files = {f"content/tin-tuc/{n}.md": article(f"Bài {n}", "01/10/2026 08:15") for n in range(4)}
    run(write(tmp_path, files))
    run(write(tmp_path, {"content/tin-tuc/3.md": article("Bài 3", "01/10/2026 08:15", "Khác.")}))
    assert told(write(tmp_path, {"content/tin-tuc/3.md": article("Bài 2", "01/10/2026 08:15")}), "copy.") == [
        ("copy.found", "content/tin-tuc/3.md")
    ]


@pytest.mark.parametrize(
    "other",
    [
        BARE.replace("Nội dung", "Chuyện khác"),
        A.replace("08:15", "08:16"),
        A.replace("title", "draft: có\ntitle"),
        A.replace("title", "unit: B\ntitle"),
    ],
)
def test_what_is_no_copy(other: str, tmp_path: Path) -> None:
    first = BARE if "08:1" not in other else A
    assert told(write(tmp_path, {"content/tin-tuc/a.md": first, "content/tin-tuc/b.md": other}), "copy.") == []


@pytest.mark.parametrize(
    "path", ["tin-tuc/photocopy.md", "tin-tuc/bai-1.md", "tin-tuc/copywriting.md", "2026 (a)/x.md"]
)
def test_names_that_are_no_copies(path: str) -> None:
    assert not is_marked(path)


UNREAD: dict[str, tuple[str, str | bytes]] = {
    "tin-tuc/x/index.md.txt": ("unread.name", A),
    "tin-tuc/y.txt": ("unread.name", A),
    "tin-tuc/y.mdx": ("unread.name", A),
    "tin-tuc/y.MKD": ("unread.name", A),
    "tin-tuc/khong-duoi": ("unread.name", A),
    "tin-tuc/y.md.docx": ("unread.name", b"PK"),
    "tin-tuc/y.docx": ("unread.document", b"PK"),
    "tin-tuc/y.doc": ("unread.document", b"x"),
    "tin-tuc/y.odt": ("unread.document", b"PK"),
    "tin-tuc/y.pages": ("unread.document", b"PK"),
    "tin-tuc/y.rtf": ("unread.document", b"x"),
    "tin-tuc/y.html": ("unread.document", b"<p>"),
    "tin-tuc/ghi chú.txt": ("unread.document", b"Nho mua hoa"),
    "tin-tuc/y.pdf": ("unread.file", b"%PDF"),
    "tin-tuc/y.mov": ("unread.file", b"x"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_nobody_reads_is_named(name: str, tmp_path: Path) -> None:
    code, data = UNREAD[name]
    found = told(write(tmp_path, {"content/tin-tuc/z.md": A, f"content/{name}": data}), "unread.")
    assert found == [(code, f"content/{name}")]


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "desktop.ini", "~$bai.docx", ".DS_Store", "._bai.docx", "bai.tmp", "__MACOSX/bai.docx", "a.lnk"],
)
def test_what_systems_leave_is_passed_over(name: str, tmp_path: Path) -> None:
    assert told(write(tmp_path, {"content/tin-tuc/z.md": A, f"content/tin-tuc/{name}": b"x"}), "unread.") == []


def test_photos_beside_an_article_and_folders_of_photos(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/z/index.md": article("Z", "01/10/2026", "![](b.jpg)", photos="[a.jpg]", attachments="d.pdf"),
        **{f"content/tin-tuc/z/{n}.jpg": photo(40 + i) for i, n in enumerate("abc")},
        "content/tin-tuc/z/d.pdf": b"%PDF",
        **{f"content/tin-tuc/hoi-thao/{n}.jpg": photo(60 + n) for n in range(7)},
        "content/_static/y.docx": b"PK",
    }
    assert told(write(tmp_path, files), "unread.") == [
        ("unread.folder", "content/tin-tuc/hoi-thao"),
        ("unread.photos", "content/tin-tuc/z"),
    ]
    assert told(write(tmp_path, {"content/tin-tuc/z/e.jpg": photo(90)}), "unread.")[1][1] == "content/tin-tuc/z"
    names = [dict(p.values)["names"] for p in run(tmp_path).problems if p.code == "unread.photos"]
    assert names == ["c.jpg, e.jpg"]


def test_what_a_broken_article_shows_is_not_called_unused(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/z.md": A,
        "content/tin-tuc/x/index.md": "---\ntitle: X\ndate: khi nào\nphotos: a.jpg\n---\n",
        "content/tin-tuc/x/a.jpg": photo(),
    }
    assert told(write(tmp_path, files), "unread.") == []


def test_of_many_files_ten_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/tin-tuc/{n:02}.docx": b"PK" for n in range(14)}
    found = told(write(tmp_path, {"content/tin-tuc/z.md": A, **files}), "unread.")
    assert [code for code, _ in found].count("unread.document") == 10
    assert [dict(p.values)["n"] for p in run(tmp_path).problems if p.code == "unread.more"] == ["4"]
