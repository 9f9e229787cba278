from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import (
    SAMPLES,
    article_of,
    assert_worded,
    briefly,
    load_cases,
    named,
    needs_samples,
    picture,
    read_text,
    rules,
    sample_files,
    write_files,
)

from ssg.base.errors import in_order
from ssg.content.article import MAX_SOURCE, read_article
from ssg.content.files import Files
from ssg.model.messages import MESSAGES

CASES = load_cases("content/problems.yaml")


def check(case: dict[str, Any], text: str | bytes, root: Path) -> None:
    path = case.get("path", "tin-tuc/bai.md")
    if os.name == "nt" and "posix_only" in case:
        pytest.skip(case["posix_only"])
    write_files(root, case.get("files", []))
    reading = read_text(text, root, path)
    found = in_order(reading.problems)
    assert briefly(found) == case["told"]
    assert_worded(found)
    assert {p.path for p in found} <= {f"content/{path}"}
    if "values" in case:
        code = next(told.split()[1] for told in case["told"])
        values = dict(next(p.values for p in found if p.code == code))
        assert {key: values.get(key) for key in case["values"]} == case["values"]
    assert (reading.article is None) == case.get("no_article", False)


@pytest.mark.parametrize("case", named(CASES))
def test_problems_are_told_on_their_line_and_column(case: dict[str, Any], tmp_path: Path) -> None:
    check(case, case["text"], tmp_path)


@pytest.mark.parametrize("case", named([c for c in CASES if c["told"]][::3]))
@pytest.mark.parametrize("form", ["crlf", "bom", "nfd"])
def test_how_a_file_is_kept_changes_no_problem(case: dict[str, Any], form: str, tmp_path: Path) -> None:
    text = case["text"]
    if form == "nfd":
        text = unicodedata.normalize("NFD", text)
    data = text.replace("\n", "\r\n").encode() if form == "crlf" else text.encode()
    check(case, b"\xef\xbb\xbf" + data if form == "bom" else data, tmp_path)


def test_the_cases_cover_what_the_rooms_below_can_tell() -> None:
    """Every problem of front matter, dates, names, photos, attachments, files and links has a case, here or below."""
    elsewhere = {
        "fm.both",
        "photo.broken",
        "photo.kind",
        "photo.drawing",
        "photo.huge",
        "photo.animated",
        "photo.sharp",
        "file.encoding",
        "file.place",
        "file.failed",
        "attachment.kind",
        "attachment.heic",
        "unit.over",
        "unit.not_begun",
        "file.legacy_font",
        "file.large",
        "file.unreadable",
        "unit.cycle",
        "category.none",
        "link.dead",
        "related.unknown",
        "related.ambiguous",
        "related.hidden",
        "link.hidden",
        "related.twins",
        "related.twins.many",
        "slug.reserved",
        "field.choice",
        "field.pattern",
        "table.cut",
    }
    rooms = {
        "fm",
        "field",
        "date",
        "event",
        "unit",
        "category",
        "thread",
        "photo",
        "caption",
        "attachment",
        "src",
        "link",
        "html",
        "footnote",
        "table",
        "related",
        "alias",
        "slug",
        "file",
    }
    told = {entry.split()[1] for case in CASES for entry in case["told"]}
    assert {code for code in MESSAGES if code.split(".")[0] in rooms} - elsewhere - told == set()


PHOTOS = {
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 50, "4:8 photo.broken"),
    "empty": (b"", "4:8 photo.broken"),
    "cut off": (picture(400, 300)[:700], "4:8 photo.broken"),
    "text": (b"not a photo", "4:8 photo.kind"),
    "pdf": (b"%PDF-1.7\n", "4:8 photo.kind"),
    "whole": (picture(), ""),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_that_cannot_be_shown_is_told_where_it_is_named(name: str, tmp_path: Path) -> None:
    data, told = PHOTOS[name]
    write_files(tmp_path, {"tin-tuc/a.jpg": data})
    reading = read_text(article_of("cover: a.jpg"), tmp_path)
    assert briefly(reading.problems) == ([told] if told else [])
    assert_worded(reading.problems)
    assert all(dict(p.values)["src"] == "a.jpg" for p in reading.problems)
    assert reading.article is not None
    assert (reading.article.cover is None) == bool(told)


@needs_samples
@pytest.mark.parametrize(
    ("name", "told"),
    [("decompression_bomb.gif", "4:8 photo.huge"), ("truncated_jpeg.jpg", "4:8 photo.broken"), ("exif_gps.jpg", "")],
)
def test_photos_from_outside_in_an_article(name: str, told: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"tin-tuc/a.jpg": (SAMPLES / "photos" / name).read_bytes()})
    reading = read_text(article_of("cover: a.jpg"), tmp_path)
    assert briefly(reading.problems) == ([told] if told else [])
    assert_worded(reading.problems)


def test_a_photo_whose_decoding_failed_before_is_told_again(tmp_path: Path) -> None:
    write_files(tmp_path, {"tin-tuc/a.jpg": picture()})
    good = read_text(article_of("cover: a.jpg"), tmp_path).article
    assert good is not None
    assert good.cover is not None
    files = Files(root=tmp_path, bad={good.cover.digest: "photo.broken"})
    files.add(_found(tmp_path))
    reading = read_article("tin-tuc/bai.md", article_of("cover: a.jpg").encode(), files, rules())
    assert briefly(reading.problems) == ["4:8 photo.broken"]


def _found(root: Path) -> list[Any]:
    from ssg.base.files import walk

    return list(walk(root))


ENCODINGS = {
    "Windows-1258": (article_of("", "đường").encode() + b"\xff\xfe\xe0", "7:1 file.encoding"),
    "in the front matter": ("---\ntitle: Lễ ".encode() + b"\xe9t\n---\n", "2:11 file.encoding"),
    "UTF-16 with a mark": (article_of("").encode("utf-16"), "1:1 file.encoding"),
    "UTF-16 without a mark": ("---\ntitle: A\n---\n".encode("utf-16-le"), "1:1 file.encoding"),
    "a surrogate": (b"---\ntitle: \xed\xa0\x80\n---\n", "2:8 file.encoding"),
    "an overlong form": (b"---\ntitle: \xc0\xaf\n---\n", "2:8 file.encoding"),
    "a letter cut off": (b"---\ntitle: L\xe1\xbb", "2:9 file.encoding"),
    "a picture": (picture(), "1:1 file.encoding"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_what_is_not_utf_8_is_refused_where_it_stops_being_it(name: str, tmp_path: Path) -> None:
    data, told = ENCODINGS[name]
    reading = read_text(data, tmp_path)
    assert briefly(reading.problems) == [told]
    assert_worded(reading.problems)
    assert reading.article is None


@pytest.mark.parametrize(
    "body",
    [
        "C¸c trêng häc sinh ®i häc ®îc kh¸ tèt, gi¸o viªn d¹y giíi thiÖu bµi häc míi cho líp ®Çu.",
        "Tröôøng trung hoïc cô sôû toå chöùc leã khai giaûng naêm hoïc môùi, caùc thaày coâ giaùo vaø hoïc sinh.",
    ],
    ids=["TCVN3", "VNI"],
)
def test_old_fonts_are_a_warning(body: str, tmp_path: Path) -> None:
    reading = read_text(article_of("", body), tmp_path)
    assert [told.split(" ", 1)[1] for told in briefly(reading.problems)] == ["file.legacy_font (warning)"]
    assert reading.problems[0].line == 6
    assert dict(reading.problems[0].values)["sample"] in body.split()
    assert_worded(reading.problems)
    assert reading.article is not None


@pytest.mark.parametrize(
    "body",
    [
        "Trường THCS Lam Khê tổ chức Lễ khai giảng năm học 2024 - 2025 với sự tham dự của đông đảo học sinh." * 5,
        "Đội tuyển đi Sài Gòn · 25 °C · ½ giá · “Ngày hội” §1 ± 5 µm ©" * 10,
        "Señor Müller et François à l’hôtel, naïve, Ångström, Øresund",
    ],
)
def test_real_text_is_no_old_font(body: str, tmp_path: Path) -> None:
    assert read_text(article_of("", body), tmp_path).problems == []


def test_a_text_too_large_has_photos_pasted_into_it(tmp_path: Path) -> None:
    reading = read_text(article_of("", "x" * MAX_SOURCE), tmp_path)
    assert briefly(reading.problems) == ["0:0 file.large"]
    assert dict(reading.problems[0].values) == {"size": "2 MB"}
    assert_worded(reading.problems)
    assert reading.article is None


def test_a_photo_pasted_into_the_text_is_told_in_a_line_one_can_read(tmp_path: Path) -> None:
    reading = read_text(article_of("", f"![Lễ](data:image/png;base64,{'A' * 50_000})"), tmp_path)
    assert reading.failed
    assert all(len(value) < 500 for p in reading.problems for _, value in p.values)


FRONT_MATTER = {
    "empty-frontmatter.txt": ["1:1 fm.required.date", "1:1 fm.required.title"],
    "no-frontmatter.txt": ["1:1 fm.missing"],
    "hello-json.md": ["1:1 fm.json"],
    "hello-toml.md": ["1:1 fm.toml"],
    "chinese.txt": ["1:1 fm.required.date", "3:1 fm.unknown"],
    "extra-dash.txt": ["1:1 fm.required.date", "1:1 fm.required.title", "2:1 fm.unknown", "3:1 fm.unknown"],
    "extra-space.txt": ["1:1 fm.required.date", "1:1 fm.required.title", "2:1 fm.unknown", "3:1 fm.unknown"],
    "hello-markdown.md": ["1:1 fm.required.date", "1:1 fm.required.title", "2:1 fm.unknown", "4:1 fm.unknown"],
    "hello-world.txt": ["1:1 fm.required.date", "3:1 fm.unknown"],
    "network-diagrams.md": ["1:1 fm.required.date", "3:1 fm.unknown", "4:1 fm.unknown"],
    "unpretty.md": ["1:1 fm.required.date", "1:1 fm.required.title", "2:1 fm.unknown", "14:1 fm.unknown"],
    "yaml-bomb-goyaml-decode_test.md": ["3:4 fm.bomb"],
}


@needs_samples
@pytest.mark.parametrize("name", FRONT_MATTER)
def test_front_matter_from_outside_is_read_or_refused_clearly(name: str, tmp_path: Path) -> None:
    (path,) = sample_files("markdown/front-matter", name)
    reading = read_text(path.read_bytes(), tmp_path)
    assert briefly(reading.problems) == FRONT_MATTER[name]
    assert_worded(reading.problems)


@needs_samples
def test_no_front_matter_from_outside_is_left_out() -> None:
    found = {path.name for path in sample_files("markdown/front-matter") if path.suffix in (".md", ".txt")}
    assert found == set(FRONT_MATTER)


PIECES = [
    "---",
    "title: Lễ",
    "date: 04/10/2022",
    "photos:",
    "  - src: a.jpg",
    "    caption: {",
    "tags: [",
    "]",
    "- x",
    "event_date: {from: x}",
    "![a](a.jpg)",
    "*chú thích*",
    "[x](b.md)",
    "[[album]]",
    "| a | b |",
    "|---|---|",
    "# Mục",
    "<script>",
    "<img src=x>",
    "[^1]",
    "[^1]: x",
    "![a](//[x y.jpg)",
    "[a](%66oo://[x)",
    "<a href='//[x'>",
    "",
    "\t",
    "    x",
    "cover: ../a.jpg",
    "rating: {points: 1}",
    "source: {url: 'http://['}",
    "blur: 1;2",
    "attachments: {src: []}",
    "? x",
    "unit: [a]",
    "aliases: {a: b}",
    "date: 9h",
    "\u2028",
    "\x00",
    "\ue000photo:0\ue001",
]
messy = st.one_of(
    st.binary(max_size=80),
    st.text(max_size=80).map(str.encode),
    st.lists(st.sampled_from(PIECES), max_size=12).map(lambda parts: "\n".join(parts).encode()),
    st.lists(st.sampled_from(PIECES), max_size=8).map(lambda parts: article_of("", "\n".join(parts)).encode()),
    st.lists(st.sampled_from(PIECES), max_size=6).map(lambda parts: article_of("\n".join(parts)).encode()),
    st.text("[]()!<>\"'%:/.a b#@*_`\n\\&", max_size=40).map(lambda body: article_of("", body).encode()),
)
EMPTY = Files(root=Path("nowhere"))


@given(messy, st.booleans())
def test_no_bytes_whatever_stop_a_build(data: bytes, forgiving: bool) -> None:
    reading = read_article("tin-tuc/bai.md", data, EMPTY, rules(forgiving=forgiving))
    assert_worded(reading.problems)
    assert reading.article is not None or reading.failed
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\xe2\x80\xa8") + 3
    assert all(
        0
        <= p.line
        <= lines + data.count(b"\x0b") + data.count(b"\x0c") + data.count(b"\xc2\x85") + data.count(b"\xe2\x80\xa9")
        for p in reading.problems
    )


RAISED = [
    "![a](//[x y.jpg)",
    '<img src="//[x">',
    "[a](%66oo://[x)",
    "[a](%66oo://%5Bx)",
    "![a](//℀/x.jpg)",
    '<img src="http://℀">',
    "[a](<//[x y.jpg>)",
    "![a](http://[x.jpg)",
    "[a](http://[x.pdf)",
    "![a](http://[)",
    "<http://[x>",
    "http://[x",
    "[a](//[x)",
    '<a href="http://[x">a</a>',
]


@pytest.mark.parametrize("body", RAISED)
def test_addresses_that_are_none_stop_nothing(body: str) -> None:
    reading = read_article("tin-tuc/bai.md", article_of("", body).encode(), EMPTY, rules())
    assert reading.article is not None
    assert_worded(reading.problems)
