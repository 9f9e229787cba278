"""Captions of photos in a text: their words, and the links in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ssg.base.text import squeeze

_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\(\s*<?((?:[^()\s<>]|\([^()\s<>]*\)){1,2000})>?\s*\)")
# as it is typed in the title of a photo


def escape_text(text: str) -> str:
    """Return the text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def plain_text(children: Sequence[Token]) -> str:
    """Return the words of a line of Markdown."""
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain_text(child.children or []))
    return "".join(parts)


def without_links(caption: str) -> str:
    """Return a caption with the words of links typed in it, without their addresses."""
    return _LINK.sub(r"\1", caption) if "](" in caption else caption


def caption_links(image: Token, line: int, place: Callable[[str, int], str]) -> str:
    """Return the caption of a photo on a line as HTML, "" where there are no links in it. ``place`` returns what stands
    for an address typed on a line, "" for one that may be none.
    """
    title = squeeze(str(image.attrs.get("title", "")))
    below, at = image.meta.get("below", ((), 0))
    words = [part for part in (without_links(title), squeeze(plain_text(below))) if part]
    parts = ["".join(_of_title(title, line, place)), "".join(_of_line(below, at or line + 1, place)).strip()]
    if len(set(words)) < len(words):
        parts = parts[1:]
    html = " ".join(part for part in parts if part)
    return html if "<a " in html else ""


def _of_title(title: str, line: int, place: Callable[[str, int], str]) -> Iterator[str]:
    at = 0
    for found in _LINK.finditer(title):
        yield escape_text(title[at : found.start()])
        href = place(found[2], line)
        yield f'<a href="{escape_text(href)}">{escape_text(found[1])}</a>' if href else escape_text(found[1])
        at = found.end()
    yield escape_text(title[at:])


def _of_line(children: Sequence[Token], line: int, place: Callable[[str, int], str]) -> Iterator[str]:
    href = ""
    for child in children:
        if child.type in ("text", "code_inline"):
            yield escape_text(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "link_open":
            href = place(str(child.attrs.get("href", "")), line)
            yield f'<a href="{escape_text(href)}">' if href else ""
        elif child.type == "link_close" and href:
            yield "</a>"
