"""Markdown as Vietnamese clerks type it, to HTML with holes for photos, addresses and the album."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, excerpt, squeeze
from ssg.base.urls import scheme_of
from ssg.content.html import READ_TAGS, clean_html, too_deep, typed_ids, unsafe_tags
from ssg.content.parsed import ALBUM, EXCERPT_LIMIT, Ids, Parsed, own_id
from ssg.content.placing import (
    escape_text,
    make_figures,
    place_links,
    plain_text,
    shift_headings,
    with_figures,
    without_holes,
)
from ssg.content.rawhtml import settle_anchors, settle_raw

_TARGET = (
    r"(?:(?!\]\()[^\n<>\"“”]){0,300}?\."
    r"(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?|pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|md)"
)
_FORGIVEN = re.compile(
    r"!?\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,500})\]\(\s*<?(?P<target>" + _TARGET + r")>?"
    r"(?:\s+(?:\"(?P<t1>[^\n]{0,500})\"|“(?P<t2>[^\n]{0,500})”|'(?P<t3>[^\n]{0,500})'))?\s*\)",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)])?", re.IGNORECASE)
_MARKUP = re.compile(f"<[^<>]*>|{HOLE_OPEN}[^{HOLE_CLOSE}]*{HOLE_CLOSE}")
_YEAR_ITEM = re.compile(r"\s*\d{4,}[.)]")


def parse_whole(text: str, *, forgiving: bool = True, home: str = "") -> Parsed:
    """Return the body parsed by the Markdown parser, whatever it holds; ``forgiving`` and ``home`` as parse() has
    them.
    """
    parsed = Parsed()
    md = _parser(forgiving)
    tokens = md.parse(with_figures(text), {"parsed": parsed})
    if "&" in text or "%" in text:
        for token in _flat(tokens):
            _refuse_holes(token)
    raw = [(t.content, (t.map or [0])[0] + 1) for t in _flat(tokens) if t.type in ("html_block", "html_inline")]
    if too_deep("".join(content for content, _ in raw)):
        for token in _flat(tokens):
            if token.type in ("html_block", "html_inline"):
                token.content = escape_text(token.content)
    ids = Ids()
    ids.taken.update(own_id(name) for content, _ in raw for name in typed_ids(content))
    shift_headings(tokens, ids)
    tokens = make_figures(tokens, parsed)
    place_links(tokens, parsed, home)
    _read_prose(tokens, parsed)
    html = str(md.renderer.render(tokens, md.options, {}))
    if raw:
        html = settle_raw(clean_html(html, READ_TAGS), parsed, ids, home)
        parsed.removed = tuple(dict.fromkeys((tag, line) for content, line in raw for tag in unsafe_tags(content)))
    parsed.html = settle_anchors(html, parsed)
    return parsed


@lru_cache(maxsize=2)
def _parser(forgiving: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"breaks": forgiving, "linkify": True, "html": True})
    md.enable(["table", "strikethrough", "linkify"])
    _set_linkify(md.linkify)
    md.use(footnote_plugin)
    if forgiving:
        md.disable(["code", "lheading"])
        md.block.ruler.at("list", _list_unless_year, {"alt": ["paragraph", "reference", "blockquote"]})
        md.block.ruler.at("paragraph", _paragraph)
        md.inline.ruler.before("link", "forgiving_target", _forgiving_target)
    _let_links_through(md)
    renderer: Any = md.renderer
    renderer.rules["table_open"] = _table_open
    renderer.rules["table_close"] = _table_close
    renderer.rules["footnote_anchor"] = _without_variation(renderer.rules.get("footnote_anchor"))
    return md


def _let_links_through(md: Any) -> None:
    """Let any address make a link: placing.py refuses those that may be none, and tells of them."""
    md.validateLink = lambda url: True


def _set_linkify(finder: Any) -> None:
    """Let linkify-it find whole addresses and ``www.`` ones, and pass over texts without any sign of one.

    Bare hosts are none: "ThS.Tr" would be a link to Turkey.
    """
    finder.set({"fuzzy_link": False, "fuzzy_email": True})
    finder.add("www.", {"validate": _match_host, "normalize": _add_scheme})
    search = finder.test
    finder.test = lambda text: ("://" in text or "@" in text or "www." in text.lower()) and search(text)


def _match_host(self: Any, text: str, at: int) -> int:
    """Return how many characters behind ``www.`` belong to an address, for linkify-it."""
    found = _HOST.match(text, at)
    return len(found[0]) if found else 0


def _add_scheme(self: Any, match: Any) -> None:
    match.url = f"https://{match.url}"


def _refuse_holes(token: Token) -> None:
    """Take the marks of holes out of a token: character references and percent signs bring them back after all
    cleaning of the input.
    """
    token.content = without_holes(token.content)
    for name, value in token.attrs.items():
        if isinstance(value, str):
            token.attrs[name] = without_holes(value)


def _table_open(*_: Any) -> str:
    return f'<div class="table-scroll" role="region" aria-label="{HOLE_OPEN}table{HOLE_CLOSE}" tabindex="0"><table>\n'


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


def _without_variation(rule: Any) -> Callable[..., str]:
    def anchor(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(rule(tokens, idx, options, env)).replace("\u21a9\ufe0e", "\u21a9")

    return lambda tokens, idx, options, env: anchor(None, tokens, idx, options, env)


def _list_unless_year(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a year is a sentence, not item 2025 of a list."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return not _YEAR_ITEM.match(line) and list_block(state, start, end, silent)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that ends where a line stands left of its list item: clerks leave no empty line behind a list."""
    stop = next((n for n in range(start + 1, end) if 0 <= state.sCount[n] < state.blkIndent), end)
    if stop == end:
        return paragraph(state, start, end, silent)
    held, state.lineMax = state.lineMax, stop
    try:
        return paragraph(state, start, stop, silent)
    finally:
        state.lineMax = held


def _forgiving_target(state: StateInline, silent: bool) -> bool:
    """Read links and images whose file names hold spaces or brackets, or whose titles hold straight quotes."""
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


def _flat(tokens: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        for child in token.children or ():
            child.map = child.map or token.map
        found += _flat(token.children or ())
    return found


def _read_prose(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Take the text and the excerpt, and note whether what stands before the album opens it."""
    prose: list[str] = []
    words: list[str] = []
    opens, opens_album = False, None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words.append(plain_text(token.children or []))
        elif token.type == "html_block" and token.content == ALBUM:
            opens_album = opens if opens_album is None else opens_album
        elif token.type == "html_block":
            words.append(unescape(_MARKUP.sub(" ", token.content)))
            opens = False
        if token.type == "inline" and before is not None and before.type == "paragraph_open":
            prose.append(squeeze(words[-1]))
            opens = prose[-1].endswith(":")
        elif token.type == "footnote_block_open":
            break
        elif token.type == "heading_open":
            opens = True
        elif token.type in ("bullet_list_open", "table_open"):
            opens = False
    parsed.text = "\n".join(words)
    parsed.excerpt = excerpt(" ".join(prose), EXCERPT_LIMIT)
    parsed.announces_photos = opens if opens_album is None else opens_album
