"""What was begun and never finished is told until it is: the template's words, and texts that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import photo
from support import article_of, assert_worded, briefly, read_text, write_files

from ssg.model.placeholders import PROMPT, find_placeholder

PLACEHOLDERS = [
    ("Họ và tên - Chức vụ", "Họ và tên - Chức vụ"),
    ("Chịu trách nhiệm: Họ và tên – Chức vụ.", "Họ và tên – Chức vụ"),
    ("Số nhà, đường, xã, tỉnh", "Số nhà, đường, xã, tỉnh"),
    ("Điện thoại: 0000 000 000", "0000 000 000"),
    ("[gọi](tel:0000000000)", "0000000000"),
    ("0000.000.000", "0000.000.000"),
    ("https://truong.example/tin/", "truong.example"),
    ("Xem www.truong.example.", "www.truong.example"),
    ("<vanphong@truong.example>", "vanphong@truong.example"),
    (PROMPT, "Viết nội dung ở đây"),
    ("Viết nội dung ở đây. Xuống dòng là sang đoạn mới.", "Viết nội dung ở đây"),
]
TRUE = [
    "Đại tá Họ và tên - Chức vụ - Đơn vị", "| Họ và tên | Chức vụ |", "(ghi rõ họ và tên - chức vụ)",
    "Địa chỉ (số nhà, đường, xã, tỉnh) ghi đầy đủ", "Số nhà, đường, xã, tỉnh: ……", "0200 3000 000", "0900 000 000",
    "Tài khoản 1234 0000 000 000", "10000000000 đồng", "0000 000 000 1", "+84 0000 000 0000", "thcslamkhe.example",
    "mamnontruong.example", "truong.example.edu.vn", "truong.examples", "Em viết nội dung ở đây nhé.",
    "Trường THCS Mẫu",
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), PLACEHOLDERS)
def test_placeholders_are_found(text: str, said: str) -> None:
    assert find_placeholder(text) == said


@pytest.mark.parametrize("text", TRUE)
def test_true_words_are_no_placeholders(text: str) -> None:
    assert find_placeholder(text) == ""


def told(text: str, root: Path, path: str = "tin-tuc/bai.md") -> list[str]:
    reading = read_text(text, root, path)
    assert_worded(reading.problems)
    return [t for t in briefly(reading.problems) if "text.placeholder" in t or "body.empty" in t]


def test_placeholders_of_an_article_are_told_with_their_lines(tmp_path: Path) -> None:
    text = article_of("author: Họ và tên - Chức vụ", f"Một đoạn.\n\n{PROMPT}\n\nGọi 0000 000 000.")
    assert told(text, tmp_path) == [
        "4:9 text.placeholder (warning)",
        "8:1 text.placeholder (warning)",
        "10:5 text.placeholder (warning)",
    ]


def test_in_a_draft_they_are_hints(tmp_path: Path) -> None:
    assert told(article_of("draft: true", PROMPT), tmp_path) == ["6:1 text.placeholder (hint)"]


def test_what_is_not_published_is_not_told(tmp_path: Path) -> None:
    text = article_of("# Họ và tên - Chức vụ", f"Chữ.\n\n<!-- 0000 000 000\n{PROMPT} -->")
    assert told(text, tmp_path) == []


def test_a_standing_page_is_told_too(tmp_path: Path) -> None:
    text = "---\ntitle: Giới thiệu\n---\n\nViết vài đoạn giới thiệu về đơn vị: ngày thành lập.\n"
    assert told(text, tmp_path, "gioi-thieu.md") == ["5:1 text.placeholder (warning)"]


@pytest.mark.parametrize(
    "body",
    ["", " \n\u00a0\n", "<!-- viết sau -->", "&nbsp;", "---", "…", "[[album]]", "<b></b>", "<p><br></p>", "- \n"],
)
def test_an_empty_body_is_told(body: str, tmp_path: Path) -> None:
    assert told(article_of("summary: Tóm tắt.", body), tmp_path) == ["5:1 body.empty (warning)"]


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("photos: [a.jpg]", ""), ("attachments: [a.pdf]", ""), ("video: a.mp4", ""), ("cover: a.jpg", ""),
        ("place: Hội trường", "![](a.jpg)"), ("place: Hội trường", '<img src="a.jpg">'), ("place: Hội trường", "`x`"),
        ("place: Hội trường", "[a.pdf](a.pdf)"), ("place: Hội trường", "12"), ("place: Hội trường", "| a |\n|---|"),
        ("place: Hội trường", "https://moet.gov.vn"),
    ],
)  # fmt: skip
def test_what_has_photos_files_or_words_is_not_empty(front: str, body: str, tmp_path: Path) -> None:
    beside = {"a.jpg": photo(), "a.pdf": b"%PDF-1.4\n%%EOF\n", "a.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 12}
    write_files(tmp_path, {f"tin-tuc/{name}": data for name, data in beside.items()})
    assert told(article_of(front, body), tmp_path) == []


def test_an_empty_draft_is_a_hint(tmp_path: Path) -> None:
    assert told(article_of("draft: có", ""), tmp_path) == ["5:1 body.empty (hint)"]
