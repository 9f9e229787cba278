"""Markdown as Vietnamese clerks type it, to HTML with holes for photos, addresses and the album."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, excerpt, slugify, squeeze
from ssg.base.urls import scheme_of
from ssg.content.html import clean_html, find_images, too_deep, unsafe_tags

_TARGET = (
    r"(?:(?!\]\()[^\n<>\"“”]){0,300}?\."
    r"(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?|pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|md)"
)
_FORGIVEN = re.compile(
    r"!?\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,500})\]\(\s*<?(?P<target>" + _TARGET + r")>?"
    r"(?:\s+(?:\"(?P<t1>[^\n]{0,500})\"|“(?P<t2>[^\n]{0,500})”|'(?P<t3>[^\n]{0,500})'))?\s*\)",
    re.IGNORECASE,
)
_YEAR_ITEM = re.compile(r"\s*\d{4,}[.)]")
_HOLE_MARK = re.compile(f"[{HOLE_OPEN}{HOLE_CLOSE}]|&#(?:x0*e00[01]|0*5734[45])(?![0-9a-f]);?", re.IGNORECASE)
_ALIGN = re.compile(r"text-align:(left|right|center)")
EXCERPT_LIMIT = 220
# characters


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPhoto:
    """A photo placed in the text."""

    src: str
    alt: str
    caption: str
    line: int
    # within the body, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLink:
    """A link to a file beside the article or to a page of the portal."""

    target: str
    # percent-decoded, to look for a file by
    address: str
    # as it stands in the text; "" where it hides a scheme
    line: int


@dataclass(slots=True)
class Parsed:
    """A body parsed: HTML whose holes ``photo:N``, ``image:N`` and ``link:N`` count into the lists."""

    html: str = ""
    photos: list[PlacedPhoto] = field(default_factory=list)
    links: list[PlacedLink] = field(default_factory=list)
    external: list[PlacedPhoto] = field(default_factory=list)
    # photos of other sites, shown as links
    has_album: bool = False
    announces_photos: bool = False
    excerpt: str = ""
    removed: tuple[tuple[str, int], ...] = ()
    # tags that cleaning took out, with their lines


def parse(text: str, *, forgiving: bool = True) -> Parsed:
    """Return the body parsed. ``forgiving`` False reads it as CommonMark has it (with the same extensions)."""
    parsed = Parsed()
    md = _parser(forgiving)
    tokens = md.parse(text, {"parsed": parsed})
    for token in _flat(tokens):
        _refuse_holes(token)
    raw = [(t.content, (t.map or [0])[0] + 1) for t in _flat(tokens) if t.type in ("html_block", "html_inline")]
    if too_deep("".join(content for content, _ in raw)):
        for token in _flat(tokens):
            if token.type in ("html_block", "html_inline"):
                token.content = _escape(token.content)
    _shift_headings(tokens)
    tokens = _make_figures(tokens, parsed)
    _place_links(tokens, parsed)
    _read_prose(tokens, parsed)
    html = str(md.renderer.render(tokens, md.options, {}))
    if raw:
        html = clean_html(html)
        parsed.removed = tuple(dict.fromkeys((tag, line) for content, line in raw for tag in unsafe_tags(content)))
    parsed.html = html
    return parsed


@lru_cache(maxsize=2)
def _parser(forgiving: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"breaks": forgiving, "linkify": True, "html": True})
    md.enable(["table", "strikethrough", "linkify"])
    if md.linkify is not None:
        md.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    md.use(footnote_plugin)
    if forgiving:
        md.disable(["code", "lheading"])
        md.block.ruler.at("list", _list_unless_year, {"alt": ["paragraph", "reference", "blockquote"]})
        md.inline.ruler.before("link", "forgiving_target", _forgiving_target)
    renderer: Any = md.renderer
    renderer.rules["table_open"] = _table_open
    renderer.rules["table_close"] = _table_close
    renderer.rules["footnote_anchor"] = _without_variation(renderer.rules.get("footnote_anchor"))
    return md


def _refuse_holes(token: Token) -> None:
    """Take the marks of holes out of a token: character references bring them back after all cleaning of the input."""
    token.content = _no_holes(token.content)
    for name, value in token.attrs.items():
        if isinstance(value, str):
            token.attrs[name] = _no_holes(value)


def _no_holes(text: str) -> str:
    return _HOLE_MARK.sub("", text)


def _unquoted(address: str) -> str:
    return _no_holes(unquote(address))


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


def _shift_headings(tokens: Sequence[Token]) -> None:
    """Begin headings at h2 (the page's h1 is its title), and give each an id of its own."""
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    shift = 1 if any(t.tag == "h1" for t in headings) else 0
    used: set[str] = set()
    for i, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.type == "heading_open":
            slug = slugify(_plain(tokens[i + 1].children or []), limit=60) or "muc"
            name, number = slug, 1
            while name in used:
                number += 1
                name = f"{slug}-{number}"
            used.add(name)
            token.attrSet("id", f"muc-{name}")
        if token.type in ("td_open", "th_open") and (align := _ALIGN.search(str(token.attrs.pop("style", "")))):
            token.attrSet("class", f"align-{align[1]}")


def _make_figures(tokens: Sequence[Token], parsed: Parsed) -> list[Token]:
    """Turn photos into holes: those alone in a paragraph into figures, others into images in the line.

    The caption is the photo's title, else an italic line under it, in the same paragraph or the next.
    """
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type != "paragraph_open" or tokens[at + 1].type != "inline":
            _place_images(tokens[at], parsed)
            done.append(tokens[at])
            at += 1
            continue
        inline = tokens[at + 1]
        if inline.content.strip() == "[[album]]":
            done.append(_block(f"{HOLE_OPEN}album{HOLE_CLOSE}\n"))
            parsed.has_album = True
            at += 3
            continue
        shots = _only_photos(inline.children or [])
        if not shots:
            done.append(tokens[at])
            at += 1
            continue
        at += 3
        if not shots[-1][1] and (below := _italic_line(tokens[at : at + 3])):
            shots[-1] = (shots[-1][0], below, shots[-1][2])
            at += 3
        first_line = (inline.map or [0])[0] + 1
        for image, caption, offset in shots:
            done.append(_block(_photo_hole(image, caption, first_line + offset, parsed, "photo") + "\n"))
    return done


def _block(content: str) -> Token:
    return Token("html_block", "", 0, content=content)


def _only_photos(children: Sequence[Token]) -> list[tuple[Token, str, int]]:
    """Return the photos of a paragraph that holds nothing else, each with its caption and line; [] otherwise."""
    found: list[tuple[Token, str, int]] = []
    line, at = 0, 0
    while at < len(children):
        child = children[at]
        if child.type == "image":
            found.append((child, squeeze(str(child.attrs.get("title", ""))), line))
        elif child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "em_open" and found and children[at - 1].type in ("softbreak", "hardbreak"):
            end = next((i for i in range(at, len(children)) if children[i].type == "em_close"), -1)
            if end < 0:
                return []
            image, title, where = found[-1]
            found[-1] = (image, title or squeeze(_plain(children[at + 1 : end])), where)
            at = end
        elif not (child.type == "text" and not child.content.strip()):
            return []
        at += 1
    return found


def _italic_line(tokens: Sequence[Token]) -> str:
    """Return the text of a paragraph that is one italic line, "" for any other."""
    if len(tokens) < 3 or tokens[0].type != "paragraph_open":
        return ""
    children = [c for c in tokens[1].children or [] if not (c.type == "text" and not c.content.strip())]
    if len(children) < 3 or children[0].type != "em_open" or children[-1].type != "em_close":
        return ""
    inner = children[1:-1]
    if any(c.type in ("em_close", "softbreak", "hardbreak", "image") for c in inner):
        return ""
    return squeeze(_plain(inner))


def _place_images(token: Token, parsed: Parsed) -> None:
    """Turn the photos in a line of text, and those in raw HTML, into holes."""
    line = (token.map or [0])[0] + 1
    if token.type == "html_block":
        token.content = _hole_raw_images(token.content, line, parsed)
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "image":
            content = _photo_hole(child, squeeze(str(child.attrs.get("title", ""))), line, parsed, "image")
            child.type, child.tag, child.content, child.children = "html_inline", "", content, None
        elif child.type == "html_inline":
            child.content = _hole_raw_images(child.content, line, parsed)


def _hole_raw_images(html: str, line: int, parsed: Parsed) -> str:
    kind = "photo" if re.fullmatch(r"\s*<img\b[^>]*>\s*", html) else "image"
    done, end = "", 0
    for start, stop, attrs in find_images(html):
        src, alt, title = (squeeze(_no_holes(attrs.get(name, ""))) for name in ("src", "alt", "title"))
        image = Token("image", "img", 0, attrs={"src": src}, content=alt, children=[Token("text", "", 0, content=alt)])
        done += html[end:start] + (_photo_hole(image, title, line, parsed, kind) if src else "")
        end = stop
    return done + html[end:]


def _photo_hole(image: Token, caption: str, line: int, parsed: Parsed, kind: str) -> str:
    src = _unquoted(str(image.attrs.get("src", "")))
    alt = squeeze(_plain(image.children or []))
    placed = PlacedPhoto(src=src, alt=alt, caption=caption, line=line)
    scheme = scheme_of(str(image.attrs.get("src", "")))
    if scheme in ("http", "https"):
        parsed.external.append(placed)
        label = _escape(caption or alt or src)
        link = f'<a href="{_escape(str(image.attrs["src"]))}">{label}</a>'
        return f"<p>{link}</p>" if kind == "photo" else link
    parsed.photos.append(placed)
    return f"{HOLE_OPEN}{kind}:{len(parsed.photos) - 1}{HOLE_CLOSE}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _place_links(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Turn the addresses of links that lead into the portal into holes."""
    for token in tokens:
        line = (token.map or [0])[0] + 1
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            if child.type != "link_open":
                continue
            href = str(child.attrs.get("href", ""))
            if not href or href.startswith("#") or href.startswith("//") or scheme_of(href):
                continue
            target = _unquoted(href)
            address = "" if scheme_of(target) else href
            parsed.links.append(PlacedLink(target=target, address=address, line=line))
            child.attrSet("href", f"{HOLE_OPEN}link:{len(parsed.links) - 1}{HOLE_CLOSE}")


def _plain(children: Sequence[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(_plain(child.children or []))
    return "".join(parts)


def _read_prose(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Take the excerpt, and note whether the last words announce the photos."""
    prose: list[str] = []
    last = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None and before.type == "paragraph_open":
            last = squeeze(_plain(token.children or []))
            if last and sum(map(len, prose)) < EXCERPT_LIMIT * 2:
                prose.append(last)
        elif token.type == "footnote_block_open":
            break
        elif token.type in ("heading_open", "bullet_list_open", "table_open"):
            last = ""
    parsed.excerpt = excerpt(" ".join(prose), EXCERPT_LIMIT)
    parsed.announces_photos = last.endswith(":")
