from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from previewkit import NOW, FakeStudio, make_portal

from ssg.base.errors import hint, problem, warning
from ssg.model.phrases import PHRASES
from ssg.model.preview_phrases import PREVIEW_PHRASES
from ssg.preview.careful import CarefulStudio
from ssg.preview.pages import ServedPages, is_page, parts_of, with_script
from ssg.preview.protocol import Notes
from ssg.preview.wording import MAX_ITEMS, word_errors, word_labels, word_notes, word_problems

NOTES = Notes(source="content/bai.md", edited=NOW, words=1234)
PLAIN = replace(NOTES, edited=None)
FOUND = (problem("content.empty"), warning("content.empty"), hint("content.empty"))
CLEAN = "Bài này không có lỗi."


@pytest.fixture
def studio(tmp_path: Path) -> FakeStudio:
    return make_portal(tmp_path)


@pytest.mark.parametrize(
    ("notes", "ribbon", "bar"),
    [
        (NOTES, [], ["Sửa lúc 08:30:15, 22/11/2026", "1.234 chữ", CLEAN]),
        (replace(PLAIN, uncaptioned=3), [], ["1.234 chữ", "3 ảnh chưa có chú thích", CLEAN]),
        (
            replace(PLAIN, draft=True, scheduled=NOW + dt.timedelta(days=1)),
            ["Bản nháp - chưa đăng", "Hẹn đăng lúc Thứ Hai, 23/11/2026 08:30"],
            ["1.234 chữ", CLEAN],
        ),
        (replace(PLAIN, expired=NOW), ["Hết hạn hiển thị từ Chủ nhật, 22/11/2026 08:30"], ["1.234 chữ", CLEAN]),
        (replace(PLAIN, problems=FOUND), [], ["1.234 chữ", "1 lỗi, 1 cảnh báo trong bài này"]),
    ],
)
def test_bar_and_ribbon(notes: Notes, ribbon: list[str], bar: list[str], studio: FakeStudio) -> None:
    said = word_notes(notes, studio, "vi")
    assert (said["ribbon"], said["bar"]) == (ribbon, bar)


def test_they_speak_english_where_the_portal_does(studio: FakeStudio) -> None:
    said = word_notes(replace(NOTES, draft=True, uncaptioned=1), studio, "en")
    assert said["ribbon"] == ["Draft - not published"]
    assert said["bar"][1:] == ["Words: 1,234", "Photos without a caption: 1", "Nothing is wrong on this page."]
    assert word_labels("en")["overlay.close"] == "Close (Esc)"


def test_a_page_that_is_no_article_has_no_bar(studio: FakeStudio) -> None:
    assert word_notes(None, studio, "vi") == {"ribbon": [], "bar": [], "items": []}


def test_many_problems_are_cut_short_and_counted(studio: FakeStudio) -> None:
    many = [problem("fm.unknown", "content/bai.md", 1 + n % 3, n, key="x", near="") for n in range(MAX_ITEMS + 7)]
    said = word_problems(many, studio, "vi")
    assert len(said["items"]) == MAX_ITEMS
    assert said["more"] == "Còn 7 lỗi khác."
    assert said["key"] != word_problems(many[1:], studio, "vi")["key"]


def test_only_errors_are_laid_over_the_page(studio: FakeStudio) -> None:
    found = [warning("content.empty"), hint("content.empty")]
    assert word_errors(found, studio, "vi") == {"items": [], "more": "", "key": ""}
    (item,) = word_errors([problem("content.empty"), *found], studio, "vi")["items"]
    assert (item["where"], item["lines"]) == ("", [])


def test_lines_that_cannot_be_read_are_left_out(studio: FakeStudio) -> None:
    careful = CarefulStudio(studio, "vi", lambda line: None)
    found = [problem("content.empty", "content/khong-co.md", 3), problem("content.empty", "content/bai.md", 99)]
    assert [item["lines"] for item in word_errors(found, careful, "vi")["items"]] == [[], []]


def test_every_phrase_is_of_the_preview_and_in_both_languages() -> None:
    assert all(key.startswith("serve.") and vi and en and vi != en for key, (vi, en) in PREVIEW_PHRASES.items())
    assert PREVIEW_PHRASES.items() <= PHRASES.items()


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        (b"<p>a</p></body></html>", b"<p>a</p><script ", b"</script></body></html>"),
        (b"<p>a</p></BODY>\n", b"<p>a</p><script ", b"</script></BODY>\n"),
        (b"<p></body></p></body>", b"<p></body></p><script ", b"</script></body>"),
        (b"<p>a", b"<p>a<script ", b"</script>"),
        (b"", b"<script ", b"</script>"),
    ],
)
def test_the_script_stands_at_the_end_of_the_page(body: bytes, start: bytes, end: bytes) -> None:
    made = with_script(body, 'a"b')
    assert made.startswith(start)
    assert made.endswith(end)
    assert b'data-page="a&quot;b"' in made


@pytest.mark.parametrize(
    ("kind", "page"),
    [("text/html; charset=utf-8", True), ("Text/HTML", True), ("text/css", False), ("application/xhtml+xml", False)],
)
def test_what_is_a_page(kind: str, page: bool) -> None:
    assert is_page(kind) is page


def test_parts_are_those_of_the_same_host() -> None:
    page = """<link rel=stylesheet href=/a.css?v=1&amp;b><script async src="/b%20c.js"></script>
    <img alt='' src='/ảnh.jpg'><img src="https://khac.example/x.png"><img src="//khac.example/y.png">
    <img src="z.png"><a href="/bai/"></a>
    <img src="/../x"><source src="/[">"""
    assert parts_of(page.encode()) == {"/a.css", "/b c.js", "/ảnh.jpg", "/["}


def test_pages_are_forgotten_before_they_are_too_many() -> None:
    pages = ServedPages()
    pages.keep("đầu", b"x")
    for number in range(100):
        pages.keep(f"{number}", b"y" * 1000)
        pages.keep("dùng luôn", b"z")
    assert pages.find("đầu") is None
    assert pages.find("dùng luôn") == b"z"
    pages.keep("to", b"x" * 20_000_000)
    assert pages.find("99") is None
    assert pages.find("to") is not None
