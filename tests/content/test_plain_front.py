"""Plain front matter is read as the YAML parser reads it, or left to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SAMPLES, needs_samples
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ssg.base.errors import Problem
from ssg.base.fields import Source, YamlError
from ssg.base.text import clean
from ssg.content.front_matter import Parts, compose_parsed
from ssg.content.plain_front import compose_plain

PLAIN = """title: Đại hội Chi bộ: 100% đảng viên dự "họp" & it's [đủ] {cả}, 8 - 9 giờ
date: 2022-10-04T16:38:00+07:00
ngày diễn ra: 04/10/2022 8:30
unit: truong-thcs
category: 'Đảng - đoàn thể'
tags: [khen thưởng, thi đua,công đoàn,  12/2022]
summary: "Chi bộ: sáng # nay, 'gọn' "
Tác giả: Nguyễn Văn A, Trần Thị B
views: 233
draft: no
aliases: [a/b.html]
slug: dai-hoi-chi-bo """
PIECES = [
    "title", "date", "ngày đăng", "tags", "category", "author", "nguồn", "ảnh", "photos", "src", "x" * 62, "null", "2",
    ": ", ":", ":  ", " :", " ", "  ", "\t", "\n", "\n", "\n\n", "\n  ", "\n- ", "- ", "-", "a", "B c", "Đ", "d-e",
    "04/10/2022", "8:30", "1.5", '"', "'", '"a"', "'a'", "''", "\\", '"\\n"', "[", "]", "[a]", "[a, b c]", ",", ", ",
    "{", "}", "{a: b}", "#", " # a", "  #", "&", "&a", "*", "*a", "!a", "!", "|", ">", "%", "@", "`", "~", "?", "? ",
    "---", "...", "<<", "=", "+", "_", "\u00a0", "\u0301", "\u200b", "\ufeff", "\u2028", "\x85", "\x00", "\ud800",
    "\ue000", "\ufdd0", "😀", "٣", "²", "ª", "Tên người viết", "# tên người viết", "true", "(a)", ";", "“a”", "–", "…",
]  # fmt: skip


def tree(node: Node) -> Any:
    """Return all that is asked of a node: kind, tag, where it begins, style, value."""
    shape = type(node), node.tag, node.start_mark.line, node.start_mark.column
    if isinstance(node, ScalarNode):
        return *shape, node.style, node.value
    assert isinstance(node, MappingNode | SequenceNode)
    values = [tuple(map(tree, v)) if isinstance(v, tuple) else tree(v) for v in node.value]
    return *shape, node.flow_style, values


def agrees(front: str) -> bool:
    """Return whether front matter was plain; where it was, the parser must make the same of it, and find no fault."""
    plain = compose_plain(front)
    if plain is None:
        return False
    problems: list[Problem] = []
    source = Source(path="a.md", first_line=1, problems=problems)
    parsed = compose_parsed(Parts(front=front, front_line=1, body="", body_line=2), source)
    assert parsed is not None
    assert problems == []
    assert tree(plain) == tree(parsed)
    return True


def test_front_matter_as_most_articles_have_it_is_plain() -> None:
    assert agrees(PLAIN)


@pytest.mark.parametrize(
    "front",
    [
        "", "title", "title:", "title:a", "- a: b", " a: b", "a: b\n  c", "a: b\n\nc: d", 'a: "b\\n"', "a: 'b''c'",
        "a: [b: c]",
        "a: [b,]", "a: [b, ]", "a: [,b]", "a: []", "tags: [ a]", "title: [a, b]", "a: b #c", "title: a  # b", "a: b: c",
        "a: b:", "a: &b", "a: *b", "a: !b", "a: |", "title: |", "a: {b: c}", "a: \u00a0b", "a: b\tc", "? a: b",
        '"a": b', "title: # a", 'title: "a" b', "a: b, ", "a: b\n---", "2: a", "x" * 1030 + ": a", "# a: b", "a: b\r",
    ],
)  # fmt: skip
def test_what_needs_the_parser_is_left_to_it(front: str) -> None:
    assert compose_plain(front) is None


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.booleans())
def test_plain_or_not_the_parser_agrees(front: str, cleaned: bool) -> None:
    agrees(clean(front) if cleaned else front)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.sampled_from(PLAIN.split("\n")), min_size=1, max_size=4).map("\n".join),
    st.sampled_from(PIECES),
    st.integers(0),
)
def test_one_piece_anywhere_in_plain_front_matter(front: str, piece: str, at: int) -> None:
    at %= len(front) + 1
    agrees(front[:at] + piece + front[at:])


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(["title", "date", "category"]),
    st.sampled_from(['"{}"', "'{}'", "[{}]", "[a, {}]", "{}"]),
    st.text(),
)
def test_any_value_at_all(key: str, form: str, value: str) -> None:
    agrees(f"{key}: {form.format(value)}")


@needs_samples
def test_front_matter_of_other_programs_is_read_alike() -> None:
    found = 0
    for path in sorted((SAMPLES / "markdown/front-matter").rglob("*")):
        if path.suffix in (".md", ".txt"):
            lines = path.read_text(encoding="utf-8").split("\n")
            for line in lines:
                found += _agrees_or_is_refused(line)
            for part in "\n".join(lines).split("---"):
                found += _agrees_or_is_refused(part.strip("\n"))
    assert found > 10


def _agrees_or_is_refused(front: str) -> bool:
    try:
        return agrees(front)
    except YamlError:
        pytest.fail(f"{front!r} is no YAML")
