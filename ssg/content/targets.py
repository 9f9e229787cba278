"""Links and images whose file names hold spaces or brackets, or whose titles hold straight quotes."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ssg.base.urls import scheme_of

_TARGET = (
    r"(?:(?!\]\()[^\n<>\"“”]){0,300}?\."
    r"(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?|pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|md)"
)
_FORGIVEN = re.compile(
    r"!?\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,500})\]\(\s*<?(?P<target>" + _TARGET + r")>?"
    r"(?:\s+(?:\"(?P<t1>[^\n]{0,500})\"|“(?P<t2>[^\n]{0,500})”|'(?P<t3>[^\n]{0,500})'))?\s*\)",
    re.IGNORECASE,
)


def use_targets(md: MarkdownIt) -> None:
    """Put the rule into a parser."""
    md.inline.ruler.before("link", "forgiving_target", _forgiving_target)


def _forgiving_target(state: StateInline, silent: bool) -> bool:
    """Read such a link or image."""
    char = state.src[state.pos]
    if char not in "![":
        return False
    found = _FORGIVEN.match(state.src, state.pos)
    if not found:
        return False
    title = next((t for t in (found["t1"], found["t2"], found["t3"]) if t is not None), "")
    target = found["target"].strip()
    if scheme_of(target.replace(" ", "")) or not state.md.validateLink(state.md.normalizeLink(target)):
        return False
    if not re.search(r"[\s()]", target) and '"' not in title and found["t2"] is None:
        return False
    if not silent:
        _push_target(state, char == "!", found["label"], target, title)
    state.pos = found.end()
    return True


def _push_target(state: StateInline, image: bool, label: str, target: str, title: str) -> None:
    href = state.md.normalizeLink(target)
    if image:
        token = state.push("image", "img", 0)
        token.attrs = {"src": href, "alt": ""}
        if title:
            token.attrs["title"] = title
        token.children = [Token("text", "", 0, content=label)]
        token.content = label
        return
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href}
    text = state.push("text", "", 0)
    text.content = label
    state.push("link_close", "a", -1)
