"""Texts made to be slow, or to be lost, are read in a time that grows with their length."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import article_of, read_text

from ssg.content.body import parse

SLOW: dict[str, Callable[[int], str]] = {
    "equal headings": lambda n: "## Tiêu đề\n\n" * n,
    "equal headings in italics": lambda n: "## *Tiêu đề* `a`\n\n" * n,
    "open brackets": lambda n: "[" * n,
    "open brackets and words": lambda n: "[a " * n,
    "asterisks": lambda n: "*" * n,
    "open bold": lambda n: "**a " * n,
    "bold before letters": lambda n: "**a:**b " * n,
    "quotations": lambda n: ">" * n,
    "lists in lists": lambda n: "- " * n + "a",
    "notes": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n // 2)),
    "cells": lambda n: f"|{'a|' * n}\n|{'-|' * n}\n",
    "rows with tabs": lambda n: "a\tb\na\tb\tc\n" * n,
    "paragraphs": lambda n: "a <\n\n" * n,
    "underscores": lambda n: "_a " * n,
    "angle brackets": lambda n: "<a " * n,
    "unfinished tags": lambda n: '<div "\n\n' * n,
    "open images": lambda n: "![" * n,
    "a line like a title": lambda n: "#A" + " a" * n + "!",
    "schemes": lambda n: "://http:// " * n,
    "definitions": lambda n: "".join(f"[a{i}]: /b\n" for i in range(n)),
    "remarks that never close": lambda n: "<!--\n\n" * n,
    "remarks in one line": lambda n: "<!--" * n,
    "remarks in raw HTML": lambda n: f"<div>{'<!--' * n}",
    "remarks behind one that closes": lambda n: f"<div><!-- a -->{'<!--' * n}</div>",
    "asterisks before a word": lambda n: "*" * n * 10 + "a",
    "underscores before a word": lambda n: "_" * n * 10 + "a",
    "tildes before a word": lambda n: "~" * n * 10 + "a",
    "links": lambda n: "[a](b) " * n * 2,
    "three asterisks": lambda n: "***a " * n * 2,
    "lines of links": lambda n: "[a](b)\n" * n,
    "lines of addresses": lambda n: "ab@c.vn\n" * n,
    "lines of photos before a word": lambda n: "![](a.jpg)\n" * n + "a",
    "photos between words": lambda n: "![](a.jpg)\na\n" * n,
    "linked photos": lambda n: "[![](a.jpg)](a.jpg)\n" * n + "a",
    "photos and captions": lambda n: "![](a.jpg)\n*a*\n" * n + "a",
    "lines behind a number": lambda n: "1. a\n" + "b\n" * n,
}


@pytest.mark.parametrize("kind", SLOW)
def test_time_grows_with_length(kind: str) -> None:
    """Eight times the text takes far less than sixty-four times the time (measured of this process alone)."""
    make = SLOW[kind]
    parse(make(50))
    short, long = (min(_seconds(make(size)) for _ in range(3)) for size in (250, 2000))
    assert long < 30 * max(short, 0.01)


@pytest.mark.parametrize(
    "text", ["<!--" * 10_000, "<!-- a -->" + "<!--" * 10_000, "*" * 50_000 + "a", "a\n<!--\n" * 9_000]
)
def test_an_article_of_marks_is_read_at_once(text: str, tmp_path: Path) -> None:
    begun = time.process_time()
    assert read_text(article_of("", text), tmp_path).article
    assert time.process_time() - begun < 2


def _seconds(text: str) -> float:
    begun = time.process_time()
    parse(text)
    return time.process_time() - begun


@pytest.mark.parametrize("opening", ["- ", "> ", "1. ", "> - ", "+ > "])
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_what_lies_too_deep_is_text(opening: str, forgiving: bool) -> None:
    parsed = parse(f"{opening * 1000}sâu\n\nHết.\n", forgiving=forgiving)
    assert "sâu" in parsed.html
    assert "<p>Hết.</p>" in parsed.html


def test_equal_headings_have_ids_of_their_own() -> None:
    html = parse("## Tiêu đề\n\n" * 3000).html
    assert html.count('id="tieu-de') == 3000
    assert 'id="tieu-de-3000"' in html
