"""Raw tags that are never closed: each ends with its block, so that bold, or a link, does not reach to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ssg.content.html import TAGS
from ssg.content.parsed import Parsed
from ssg.content.remarks import remark

_TAG = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}')*)>", re.DOTALL
)
MACHINE = re.compile(r"<(?:\?xml\b[^<>]{0,500}|!doctype\b[^<>]{0,500}|!\[(?:if\b[^<>]{0,200}|endif)\])>", re.IGNORECASE)
# what Word and old editors leave for themselves
_MAY_STAY_OPEN = {"br", "hr", "p", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "dd", "dt", "caption"}
_CLOSABLE = (TAGS | {"font", "center", "big", "strike", "tt", "h1"}) - _MAY_STAY_OPEN


def escape_unfinished(token: Token, line: int, parsed: Parsed) -> None:
    """Make text of what is no tag in raw HTML: ``<?``, ``<!``, a tag without its end.

    Cleaning would drop what follows.
    """
    html, end = token.content, 0
    done: list[str] = []
    for found in _tags(html):
        done += [_escape(html[end : found.start()]), html[found.start() : found.end()]]
        end = found.end()
    token.content = "".join((*done, _escape(html[end:])))
    if token.content != html:
        at = next(n for n, (a, b) in enumerate(zip(html, f"{token.content} ", strict=False)) if a != b)
        remark(parsed, "text.raw", line + html.count("\n", 0, at), mark="<", text=html[max(0, at - 1) :][:60].strip())


def _tags(html: str) -> Iterator[re.Match[str]]:
    """Yield tags and comments. What begins a comment behind the last end of one is hidden: to search the rest from each
    would take longer than linear.
    """
    end = html.rfind("-->") + 1
    return _TAG.finditer(html[:end] + html[end:].replace("<!--", "<\0--"))


def _escape(text: str) -> str:
    return MACHINE.sub("", text).replace("<", "&lt;") if "<" in text else text


@dataclass(slots=True)
class _Open:
    name: str
    block: int
    # which of the tokens
    line: int
    token: Token
    bare: bool
    # whether it stands without attributes in the middle of a word: a<b>c


def close_tags(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Close raw tags that nothing closes at the end of their blocks, and tell of them."""
    waiting: dict[str, list[_Open]] = {}
    count = 0
    for at, token in enumerate(tokens):
        for piece, line, before, after in _pieces(token):
            for found in _tags(piece.content):
                name = (found[2] or "").lower()
                if name not in _CLOSABLE or found[3].endswith("/"):
                    continue
                if found[1]:
                    if waiting.get(name):
                        waiting[name].pop()
                    continue
                count += 1
                bare = piece.type == "html_inline" and not found[3].strip() and before and after
                waiting.setdefault(name, []).append(
                    _Open(name, at, line + piece.content.count("\n", 0, found.start()), piece, bare)
                )
    left = sorted((one for several in waiting.values() for one in several), key=lambda one: one.block)
    for one in left:
        if one.bare:
            remark(parsed, "text.raw", one.line, mark=one.token.content, text=one.token.content)
            one.token.type = "text"
            continue
        remark(parsed, "html.unclosed", one.line, tag=f"<{one.name}>")
        block = tokens[one.block]
        if block.type == "html_block":
            block.content = f"{block.content.rstrip()}</{one.name}>\n"
        else:
            block.children = [*(block.children or []), Token("html_inline", "", 0, content=f"</{one.name}>")]


def _pieces(token: Token) -> list[tuple[Token, int, bool, bool]]:
    """Return the raw HTML of a block: each piece, its line, and whether a word stands close before and after it."""
    line = (token.map or [0])[0] + 1
    if token.type == "html_block":
        return [(token, line, False, False)]
    children = token.children or []
    found = []
    for n, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            before = children[n - 1].content[-1:] if n and children[n - 1].type == "text" else ""
            after = children[n + 1].content[:1] if n + 1 < len(children) and children[n + 1].type == "text" else ""
            found.append((child, line, before.isalnum(), after.isalnum()))
            line += child.content.count("\n")
    return found
