from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import load_cases, named

from ssg.base.fields import Field, Source, compose
from ssg.base.literal import quote_literals
from ssg.base.text import clean, squeeze
from ssg.content.keys import is_literal

LITERAL = load_cases("literal-texts.yaml")


def read_lines(text: str) -> dict[str, str]:
    node = compose(quote_literals(text, is_literal))
    assert node is not None
    fields = Field(path="", node=node, key=None, source=Source(path="bai.md", first_line=0, problems=[])).pairs()
    return {key: field.line() for key, field in fields.items()}


@pytest.mark.parametrize("case", named(LITERAL))
def test_one_line_texts_are_taken_literally(case: dict[str, Any]) -> None:
    assert read_lines(case["typed"]) == case["read"]


@pytest.mark.parametrize("case", named(LITERAL))
def test_quoting_keeps_lines_and_columns(case: dict[str, Any]) -> None:
    quoted = quote_literals(case["typed"], is_literal)
    assert len(quoted.split("\n")) == len(case["typed"].split("\n"))
    for before, after in zip(case["typed"].split("\n"), quoted.split("\n"), strict=True):
        start = re.match(r" *(?:- +)?[^:]*:[ \t]+", before)
        if start and after:
            assert after.startswith(start.group().rstrip())


WHOLE_QUOTED = re.compile(r"""\s*("([^"\\]|\\.)*"|'([^']|'')*')(\s+#.*)?\s*""")
BLOCK = re.compile(r"\s*[|>][-+0-9]*(\s+#.*)?\s*")
COMMENT = re.compile(r"(^|\s\s|\t)#(\s|$)")
titles = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=40)
tricky = st.text("\"'#:-[]{}|>&*!%@`,?~\\ aAđ1", max_size=12)


@given(st.one_of(titles, tricky))
def test_any_title_is_read_back_exactly(title: str) -> None:
    wanted = squeeze(clean(title))
    if WHOLE_QUOTED.fullmatch(clean(title)) or BLOCK.fullmatch(clean(title)) or COMMENT.search(clean(title)):
        return
    assert read_lines(f"title: {clean(title)}\ndate: x")["title"] == wanted


@given(st.one_of(titles, tricky))
def test_any_title_survives_being_quoted_by_a_careful_editor(title: str) -> None:
    text = unicodedata.normalize("NFC", title).replace("'", "''")
    assert read_lines(f"title: '{text}'  # tiêu đề\ndate: x")["title"] == squeeze(clean(title))


@given(st.one_of(titles, tricky), st.sampled_from(["caption", "chú thích", "Mô tả", "alt"]))
def test_any_caption_in_a_list_is_read_back_exactly(caption: str, key: str) -> None:
    said = clean(caption)
    if WHOLE_QUOTED.fullmatch(said) or BLOCK.fullmatch(said) or COMMENT.search(said):
        return
    node = compose(
        quote_literals(f"photos:\n  - src: a.jpg\n    {key}: {said}\n  - {key}: {said}\n    src: b.jpg", is_literal)
    )
    assert node is not None
    top = Field(path="", node=node, key=None, source=Source(path="bai.md", first_line=0, problems=[])).pairs()
    photos = [item.pairs() for item in top["photos"].items()]
    assert [photo[key].line() for photo in photos] == [squeeze(said)] * 2
    assert [photo["src"].line() for photo in photos] == ["a.jpg", "b.jpg"]
