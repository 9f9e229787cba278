"""Every visible word of a body shows on the page, or a problem names its line."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.base.text import clean
from ssg.content.body import parse
from ssg.content.parsed import Parsed


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(parsed: Parsed) -> str:
    """Return what a reader sees of a body: its text, and what is said of its photos."""
    reader = _Words()
    reader.feed(parsed.html)
    reader.close()
    photos = [*parsed.photos, *parsed.external]
    languages = re.findall(r'class="language-([^"]*)"', parsed.html)
    return " ".join([reader.text, *languages, *(f"{photo.alt} {photo.caption}" for photo in photos)])


def lost(text: str, *, forgiving: bool) -> list[str]:
    """Return the words ``w1``, ``w2`` … of a body that neither show nor stand in a line that is told."""
    parsed = parse(clean(text), forgiving=forgiving)
    told = {remark.line for remark in parsed.remarks} | {line for _, line in parsed.removed}
    words = set(re.findall(r"w\d+e", shown(parsed)))
    lines = clean(text).split("\n")
    return [
        w for n, line in enumerate(lines, 1) for w in re.findall(r"w\d+e", line) if w not in words and n not in told
    ]


def numbered(text: str) -> str:
    """Return the text with a word of its own for each W."""
    parts = text.split("W")
    return parts[0] + "".join(f"w{n}e{part}" for n, part in enumerate(parts[1:]))


CASES = [
    "[W W]: W",
    "[W]: W\n\n[W]: W 'W'",
    "[W]: https://a.example/x\n",
    "[a]: /b\n[a]: /c 'W'\n\n[a] W",
    "[^1]: W W",
    "W[^1] W\n\n[^1]: W\n\n[^1]: W\n\n    W\n\nW",
    "[^1]: W\n    [^2]: W\n\nW[^2]",
    "W[^W] W",
    "^[W ^[W] W] W",
    "| W | W |\n|---|---|\n| W | W | W | W |\n| W |\nW",
    "W | W\n---|---\nW | W | W",
    "| W | W |\n| W | W | W |",
    "|---|---|\n| W | W |\n|---|---|\n| W | W |",
    "W\tW\nW\tW\nW\tW\tW",
    "\tW\tW\nW\tW\tW",
    "W <?php W ?> W",
    "<? W\n\nW\n\n## W",
    "<!W W> W\n\nW",
    "<!DOCTYPE html>\nW",
    "W <![CDATA[ W ]]> W",
    "<![CDATA[ W\n\nW",
    "<!-- W\n\nW\n\n- W",
    "W <!-- W\n\nW",
    "<pre>\nW\n\n**W**",
    "<script>\n\nW",
    "<style> W\n\nW",
    "<textarea> W\n\nW",
    "<title>W</title> W",
    "<select><option>W</option></select> W",
    "<b>W\n\nW <i>W</u> W",
    "<table><tr><td>W</table> W\n\nW",
    "<div\nW\n\nW",
    "W <a href='x W\n\nW",
    "1. W\nW\n2. W\n  W\n3. W\nW",
    "1) W\n2) W\na) W\nI. W\n2025. W",
    "- W\n+ W\n  W\n- W\nW",
    "•\tW\no\tW\n§\tW\n\n➢W\n✓ W\n·W",
    "##W\n#W W\n#W\n#W #W",
    "## W ##W\nW #W",
    "**W **W** ** W __W ~~W",
    "[W]() [](W) [](a W) [W] (W) [W](W W) ![W](W W) ! [W](a.jpg) !(a.jpg) W",
    "![W](a.jpg \"W\")\n*W*\n\n*W*",
    "<img src='a.jpg' alt='W'> W",
    "> W\nW\n>W\n>> W\n\n+ > W",
    "```W\nW\n\nW",
    "~~~\nW\n```\nW",
    "    W\n\tW\n\n W",
    "W\n===\nW\n---\nW",
    "\\W \\[W\\] &W; &lt;W&gt; <W> <W@W.vn> <https://w.example>",
    "[[album]] W\n\n[[album]]\n[[W]]",
    "- " * 60 + "W\n\nW",
    "> " * 60 + "W\n\nW",
    "[" * 100 + "W" + "](a)" * 100 + " W",
    "1. " * 60 + "W",
    "[^1]: " + "> - " * 40 + "W\n\nW[^1]",
    "W\u00a0W\u00adW \u00a0- W\n\u00a0## W",
]  # fmt: skip


@pytest.mark.parametrize("text", CASES)
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_no_word_is_lost_without_a_word(text: str, forgiving: bool) -> None:
    assert lost(numbered(text), forgiving=forgiving) == []


PIECES = [
    "W", "W ", "\n", "\n", "\n\n", "**", "*", "__", "~~", "** W **", "**W:**W", "[", "]", "](", ")", "[W]: W\n",
    "[W]: /x\n", "[W]",
    "[^1]", "\n[^1]: W\n", "\n[^2]: W\n    W\n", "^[W]", "| W | W |\n", "|---|---|\n", "| W |\n", "W\tW\n", "\t",
    "<?", "<!", "<!--", "<![CDATA[",
    "<b>", "</b>", "<a href='x'>", "<div>", "</div>", "<p>", "<table>", "<td>", "<pre>", "<", ">", "- ",
    "\n- W\n", "\n+ W\n", "\n  W\n", "\n1. W\n",
    "\n2. W\n", "1) W", "\n•\tW\n", "\no\tW\n", "\n> W\n", "##", "#", "# W", "#W W\n", "    ", "```\n", "`", "\\",
    "&", "![W](a.jpg)", "[W] (/b)",
    "[](/c)", "! ", "!(a.jpg)", "[[album]]", "\u00a0", "＊", "“", "”", "https://a.example/",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join).map(numbered))
def test_no_word_of_any_text_is_lost_without_a_word(text: str) -> None:
    assert lost(text, forgiving=True) == []
