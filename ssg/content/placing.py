"""Photos, links and headings of a parsed body put in their places: holes where only the portal knows more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, slugify, squeeze
from ssg.base.urls import scheme_of
from ssg.content.html import find_images
from ssg.content.parsed import ALBUM, HEADING_SLUG, Parsed, PlacedLink, PlacedPhoto

_HOLE_MARK = re.compile(f"[{HOLE_OPEN}{HOLE_CLOSE}]|&#(?:x0*e00[01]|0*5734[45])(?![0-9a-f]);?", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.[\w-]+|[\w-]+)(?:\.[\w-]+)*\.(?:vn|com|net|org|edu|gov|info)(?:[/?#]|$)", re.IGNORECASE)
# an address typed without its https://
_ALIGN = re.compile(r"text-align:(left|right|center)")


def without_holes(text: str) -> str:
    """Return the text without the marks of holes, however they are spelled."""
    return _HOLE_MARK.sub("", text)


def _unquoted(address: str) -> str:
    return without_holes(unquote(address))


def shift_headings(tokens: Sequence[Token]) -> None:
    """Begin headings at h2 (the page's h1 is its title), and give each an id of its own."""
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    shift = 1 if any(t.tag == "h1" for t in headings) else 0
    used: set[str] = set()
    for i, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.type == "heading_open":
            slug = slugify(plain_text(tokens[i + 1].children or []), limit=HEADING_SLUG) or "muc"
            name, number = slug, 1
            while name in used:
                number += 1
                name = f"{slug}-{number}"
            used.add(name)
            token.attrSet("id", f"muc-{name}")
        if token.type in ("td_open", "th_open") and (align := _ALIGN.search(str(token.attrs.pop("style", "")))):
            token.attrSet("class", f"align-{align[1]}")


def make_figures(tokens: Sequence[Token], parsed: Parsed) -> list[Token]:
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
            done.append(_block(ALBUM))
            parsed.has_album = True
            at += 3
            continue
        text, shots = _photos_at_end(inline.children or [])
        if not shots:
            done.append(tokens[at])
            at += 1
            continue
        if text:
            inline.children = list(text)
            _place_images(inline, parsed)
            done += [tokens[at], inline, tokens[at + 2]]
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
            found[-1] = (image, title or squeeze(plain_text(children[at + 1 : end])), where)
            at = end
        elif not (child.type == "text" and not child.content.strip()):
            return []
        at += 1
    return found


def _photos_at_end(children: Sequence[Token]) -> tuple[Sequence[Token], list[tuple[Token, str, int]]]:
    """Return the lines of text a paragraph begins with and the photos, alone on their lines, it ends with."""
    if shots := _only_photos(children):
        return [], shots
    breaks = [i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    for line, at in enumerate(breaks, start=1):
        if (
            children[at + 1 : at + 2]
            and children[at + 1].type == "image"
            and (shots := _only_photos(children[at + 1 :]))
        ):
            return children[:at], [(image, caption, offset + line) for image, caption, offset in shots]
    return children, []


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
    return squeeze(plain_text(inner))


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
        src, alt, title = (squeeze(without_holes(attrs.get(name, ""))) for name in ("src", "alt", "title"))
        image = Token("image", "img", 0, attrs={"src": src}, content=alt, children=[Token("text", "", 0, content=alt)])
        done += html[end:start] + (_photo_hole(image, title, line, parsed, kind) if src else "")
        end = stop
    return done + html[end:]


def _photo_hole(image: Token, caption: str, line: int, parsed: Parsed, kind: str) -> str:
    src = _unquoted(str(image.attrs.get("src", "")))
    alt = squeeze(plain_text(image.children or []))
    placed = PlacedPhoto(src=src, alt=alt, caption=caption, line=line)
    scheme = scheme_of(str(image.attrs.get("src", "")))
    if scheme in ("http", "https"):
        parsed.external.append(placed)
        label = escape_text(caption or alt or src)
        link = f'<a href="{escape_text(str(image.attrs["src"]))}">{label}</a>'
        return f"<p>{link}</p>" if kind == "photo" else link
    parsed.photos.append(placed)
    return f"{HOLE_OPEN}{kind}:{len(parsed.photos) - 1}{HOLE_CLOSE}"


def escape_text(text: str) -> str:
    """Return the text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def place_links(tokens: Sequence[Token], parsed: Parsed) -> None:
    """Turn the addresses of links that lead into the portal into holes."""
    for token in tokens:
        line = (token.map or [0])[0] + 1
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            if child.type != "link_open":
                continue
            href = str(child.attrs.get("href", ""))
            if _DOMAIN.match(href):
                child.attrSet("href", f"https://{href}")
                continue
            if not href or href.startswith("#") or href.startswith("//") or len(scheme_of(href)) > 1:
                continue
            target = _unquoted(href)
            address = "" if scheme_of(target) else href
            parsed.links.append(PlacedLink(target=target, address=address, line=line))
            child.attrSet("href", f"{HOLE_OPEN}link:{len(parsed.links) - 1}{HOLE_CLOSE}")


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
