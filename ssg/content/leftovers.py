"""What is left in a parsed body that its writer did not mean: marks that stand raw, links without words or target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from ssg.content.captions import plain_text
from ssg.content.parsed import Parsed
from ssg.content.placing import without_holes
from ssg.content.remarks import remark

_NOTE = re.compile(r"\[\^([^\]\n]{1,100})\]")
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9+#.-]{0,19}")
_RAW = re.compile(
    r"<[?!]|(?<![\w*(])\*\*(?=[^\s*)])|(?<=[^\W\d])\*\*(?=[^\W\d])|(?<![~\d])~~(?=[^\s~])"
    r"|(?<=\])\s?\((?=https?://|www\.)|\]\(|!\[|\A#{2,6}(?=[^\s#])|\A\|(?=.*\|\Z)"
)
_ESCAPED = re.compile(r"\\[*_]")
_SINGLE = re.compile(
    r"(?!\A\*[^:\n]{1,30}:)(?<![\w*\\(/])(?<!\d )\*(?=[^\W\d_])"
    r"|(?<![\w/.\\-])_(?=[a-zA-Z]{0,8}[^\x00-\x7f“”‘’])(?=[^\W\d_]\S*\s)"
)
# one star or underline that opens emphasis and has no other half; a star before a note's name ("*Lưu ý:") opens none


def read_leftovers(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Tell of links without words or target, of raw marks and of notes that nobody wrote."""
    for token in tokens:
        if token.type == "fence" and token.info.strip() and not _LANGUAGE.fullmatch(token.info.strip()):
            remark(parsed, "code.words", (token.map or [0])[0] + 1, text=token.info.strip())
        if token.type != "inline":
            continue
        line = (token.map or [0])[0] + 1
        _tell_links(token, line, parsed)
        escaped = bool(_ESCAPED.search(token.content))
        for child, at in with_lines(token.children or [], line):
            if child.type == "text":
                _tell_raw(child.content, at, parsed)
                if not escaped:
                    _tell_single(child.content, at, parsed)


def with_lines(children: Sequence[Token], line: int) -> list[tuple[Token, int]]:
    """Return the pieces of a block that begins at a line, each with its own line."""
    found = []
    for child in children:
        found.append((child, line))
        line += child.type in ("softbreak", "hardbreak") or child.content.count("\n")
    return found


def _tell_raw(text: str, line: int, parsed: Parsed) -> None:
    for found in _NOTE.finditer(text):
        remark(parsed, "footnote.missing", line, label=found[1], mark=found[0])
    if raw := _RAW.search(text):
        remark(parsed, "text.raw", line, mark=raw[0].strip(), text=text[max(0, raw.start() - 20) :][:60].strip())


def _tell_single(text: str, line: int, parsed: Parsed) -> None:
    """Tell of one mark of emphasis that has no other half; what a note's star refers to is none."""
    found = _SINGLE.search(text)
    if found and not _RAW.search(text):
        remark(parsed, "text.raw", line, mark=found[0], text=text[max(0, found.start() - 20) :][:60].strip())


def _tell_links(token: Token, first_line: int, parsed: Parsed) -> None:
    """Tell of links without words, which show their addresses, and of words without an address, which are no links."""
    children = token.children or []
    opened: list[int] = []
    for at, (child, line) in enumerate(with_lines(children, first_line)):
        if child.type == "link_open":
            opened.append(at)
        if child.type != "link_close" or not opened:
            continue
        start = opened.pop()
        href = without_holes(unquote(str(children[start].attrs.get("href", "")))).strip()
        inner = children[start + 1 : at]
        words = plain_text(inner).strip()
        said = words or any(c.type in ("image", "html_inline", "footnote_ref") for c in inner)
        if href and not said:
            remark(parsed, "link.empty", line, target=href)
        elif words and not href:
            remark(parsed, "link.nowhere", line, text=words)
