"""Markdown as Vietnamese clerks type it, to HTML with holes for photos, addresses and the album."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, linkify
from markdown_it.token import Token

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, excerpt, squeeze
from ssg.content.blocks import tell_definitions, use_blocks
from ssg.content.captions import escape_text, plain_text
from ssg.content.emphasis import use_forgiving_marks
from ssg.content.footnotes import use_footnotes
from ssg.content.html import READ_TAGS, clean_html, too_deep, typed_ids, unsafe_tags
from ssg.content.leftovers import read_leftovers, with_lines
from ssg.content.parsed import ALBUM, EXCERPT_LIMIT, Ids, Parsed, own_id
from ssg.content.placing import (
    make_figures,
    place_links,
    shift_headings,
    with_figures,
    without_holes,
)
from ssg.content.rawhtml import settle_anchors, settle_raw
from ssg.content.tables import use_tables
from ssg.content.targets import use_targets
from ssg.content.typed import as_markdown
from ssg.content.unclosed import close_tags, escape_unfinished

_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)])?", re.IGNORECASE)
LONGEST_LINE = 10_000
LONGEST_PARAGRAPH = 50_000
# characters of a line, and of all lines of a paragraph, in which bare addresses are looked for: the search takes longer
# than linear
_SEEMS_ADDRESS = re.compile(r"://[^\s/:]|@|www\.", re.IGNORECASE)
_CLOSING = re.compile("[“”‘’»]")
_MARKUP = re.compile(f"<[^<>]*>|{HOLE_OPEN}[^{HOLE_CLOSE}]*{HOLE_CLOSE}")


def parse_whole(text: str, *, forgiving: bool = True, home: str = "") -> Parsed:
    """Return the body parsed by the Markdown parser, whatever it holds; ``forgiving`` and ``home`` as parse() has
    them.
    """
    parsed = Parsed()
    md = _parser(forgiving)
    env: dict[str, object] = {"parsed": parsed}
    text = with_figures(text)
    tokens = md.parse(as_markdown(text) if forgiving else text, env)
    if not forgiving:
        tell_definitions(env, text, parsed)
    read_leftovers(tokens, parsed)
    if "&" in text or "%" in text:
        for token in _flat(tokens):
            _refuse_holes(token)
    raw = _raw_html(tokens)
    if too_deep("".join(token.content for token, _ in raw)):
        for token, _ in raw:
            token.content = escape_text(token.content)
    elif raw:
        for token, line in raw:
            escape_unfinished(token, line, parsed)
        close_tags(tokens, parsed)
    unsafe = [(tag, line) for token, line in raw for tag in unsafe_tags(token.content)]
    parsed.removed = tuple(dict.fromkeys(unsafe))
    ids = Ids()
    ids.taken.update(own_id(name) for token, _ in raw for name in typed_ids(token.content))
    shift_headings(tokens, ids)
    tokens = make_figures(tokens, parsed, home)
    place_links(tokens, parsed, home)
    _read_prose(tokens, parsed)
    html = str(md.renderer.render(tokens, md.options, {}))
    if raw:
        html = settle_raw(clean_html(html, READ_TAGS), parsed, ids, home)
    parsed.html = settle_anchors(html, parsed)
    return parsed


@lru_cache(maxsize=2)
def _parser(forgiving: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"breaks": forgiving, "linkify": True, "html": True})
    md.enable(["table", "strikethrough", "linkify"])
    _set_linkify(md.linkify)
    md.inline.ruler.at("linkify", _linkify)
    use_footnotes(md)
    use_blocks(md, forgiving=forgiving)
    use_tables(md, forgiving=forgiving)
    if forgiving:
        use_forgiving_marks(md)
        use_targets(md)
        md.core.ruler.after("linkify", "quoted_addresses", _cut_addresses)
    _let_links_through(md)
    renderer: Any = md.renderer
    renderer.rules["table_open"] = _table_open
    renderer.rules["table_close"] = _table_close
    return md


def _let_links_through(md: Any) -> None:
    """Let any address make a link: placing.py refuses those that may be none, and tells of them."""
    md.validateLink = lambda url: True


def _set_linkify(finder: Any) -> None:
    """Let linkify-it find whole addresses and ``www.`` ones, and pass over texts without any sign of one.

    Bare hosts are none: "ThS.Tr" would be a link to Turkey.
    """
    finder.set({"fuzzy_link": False, "fuzzy_email": True})
    finder.add("//", None)
    # no address, and slow where there are many
    finder.add("www.", {"validate": _match_host, "normalize": _add_scheme})
    before = finder.pretest
    finder.pretest = lambda text: len(text) <= LONGEST_PARAGRAPH and before(text)
    search = finder.test
    finder.test = lambda text: len(text) <= LONGEST_LINE and bool(_SEEMS_ADDRESS.search(text)) and search(text)


def _linkify(state: StateInline, silent: bool) -> bool:
    return state.posMax <= LONGEST_LINE and linkify(state, silent)


def _match_host(self: Any, text: str, at: int) -> int:
    """Return how many characters behind ``www.`` belong to an address, for linkify-it."""
    found = _HOST.match(text, at)
    return len(found[0]) if found else 0


def _add_scheme(self: Any, match: Any) -> None:
    match.url = f"https://{match.url}"


def _cut_addresses(state: StateCore) -> None:
    """End bare addresses before a quote that closes behind them: “https://moet.gov.vn”."""
    for token in state.tokens:
        children = token.children or []
        for at, child in enumerate(children):
            if (
                child.type != "link_open"
                or child.info != "auto"
                or not (found := _CLOSING.search(children[at + 1].content))
            ):
                continue
            said = children[at + 1]
            rest, said.content = said.content[found.start() :], said.content[: found.start()]
            child.attrs["href"] = str(child.attrs["href"]).partition(quote(found[0]))[0]
            following = children[at + 3 : at + 4]
            if following and following[0].type == "text":
                following[0].content = rest + following[0].content
            else:
                children.insert(at + 3, Token("text", "", 0, content=rest))


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


def _raw_html(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
    """Return the pieces of raw HTML, each with its line."""
    found = []
    for token in tokens:
        line = (token.map or [0])[0] + 1
        if token.type == "html_block":
            found.append((token, line))
        found += [(c, at) for c, at in with_lines(token.children or [], line) if c.type == "html_inline"]
    return found


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
