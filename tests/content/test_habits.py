"""Habits of Word, telephones and clerks are read as they are meant, or told with their line."""

from __future__ import annotations

from typing import Any

import pytest
from support import load_cases, named

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, clean
from ssg.content.body import parse
from ssg.content.typed import as_markdown

HABITS = load_cases("markdown/habits.yaml")
FRAME = ('<div class="table-scroll" role="region" aria-label="{table}" tabindex="0"><table>', "<table>")


def shown(html: str) -> str:
    html = html.replace(HOLE_OPEN, "{").replace(HOLE_CLOSE, "}")
    return html.replace(*FRAME).replace("</table></div>", "</table>")


@pytest.mark.parametrize("case", named(HABITS))
def test_a_habit_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    parsed = parse(clean(case["text"]))
    assert shown(parsed.html) == case["html"]
    assert [photo.src for photo in parsed.photos] == case.get("photos", [])
    assert [link.target for link in parsed.links] == case.get("links", [])
    assert [f"{remark.line} {remark.code}" for remark in parsed.remarks] == case.get("told", [])


@pytest.mark.parametrize("case", named(HABITS))
def test_lines_stay_where_they_are(case: dict[str, Any]) -> None:
    text = clean(case["text"])
    assert as_markdown(text).count("\n") == text.count("\n")
    assert as_markdown(as_markdown(text)) == as_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "```\n• a\n##b\n[x] (/c)\n＊\n```\n", "- a\n\n  ~~~\n  •\tb\n  ~~~\n", "<pre>\n• a\n\n##b\n</pre>\n",
        "<table>\n<td>• a\n##b\n</table>\n", "<!--\n• a\n\n##b\n-->\n", "`[x] (/c) ＊`",
    ],
)  # fmt: skip
def test_code_and_raw_html_are_left_alone(text: str) -> None:
    assert as_markdown(text) == text


@pytest.mark.parametrize("case", named(HABITS))
def test_commonmark_mode_forgives_nothing_and_fails_on_nothing(case: dict[str, Any]) -> None:
    strict = parse(clean(case["text"]), forgiving=False)
    assert "<table" not in strict.html or "|--" in case["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Thông báo]: Nghỉ\n\nHai [a].\n\n[a]: /b\n[a]: /c\n", ["1 text.definition", "6 text.definition"]),
        ("| a |\n|---|\n| b | c |\n", ["3 table.cut"]),
        ("[^1]: A\n", ["1 footnote.unused"]),
        ("<b>a\n\n<? b\n", ["3 text.raw", "1 html.unclosed"]),
    ],
)
def test_what_commonmark_drops_is_told(text: str, told: list[str]) -> None:
    assert [f"{remark.line} {remark.code}" for remark in parse(text, forgiving=False).remarks] == told
