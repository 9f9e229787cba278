"""Photos, links and headings of a parsed body put in their places: holes where only the portal knows more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, squeeze
from ssg.base.urls import SCHEMES, encode_url, own_path, scheme_of
from ssg.content.captions import caption_links, escape_text, plain_text, without_links
from ssg.content.html import TYPED_LINE, find_tags
from ssg.content.parsed import ALBUM, Ids, Parsed, PlacedLink, PlacedPhoto

_HOLE_MARK = re.compile(f"[{HOLE_OPEN}{HOLE_CLOSE}]|&#(?:x0*e00[01]|0*5734[45])(?![0-9a-f]);?", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.[\w-]+|[\w-]+)(?:\.[\w-]+)*\.(?:vn|com|net|org|edu|gov|info)(?:[/?#]|$)", re.IGNORECASE)
# an address typed without its https://
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?)$", re.IGNORECASE)
_ALIGN = re.compile(r"text-align:(left|right|center)")


_WORDPRESS = re.compile(
    r"\[caption\b[^\]\n]*\]\s*((?:<a\b[^>\n]*>\s*)?<img\b[^>\n]*>(?:\s*</a>)?)((?:(?!\[caption\b).){0,2000}?)\[/caption\]",
    re.DOTALL | re.IGNORECASE,
)
# a picture and its caption as WordPress keeps them


def with_figures(text: str) -> str:
    """Return a body with the captions of WordPress as HTML has them; its lines stay as they are."""
    if "[/caption]" not in text:
        return text
    return _WORDPRESS.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)


def without_holes(text: str) -> str:
    """Return the text without the marks of holes, however they are spelled."""
    return _HOLE_MARK.sub("", text)


def _unquoted(address: str) -> str:
    return without_holes(unquote(address))


def is_picture(address: str) -> bool:
    """Return whether an address is that of a picture, by its name."""
    return bool(_PICTURE.search(re.split(r"[?#]", address, maxsplit=1)[0])) or bool(_PICTURE.search(_unquoted(address)))


def shift_headings(tokens: Sequence[Token], ids: Ids) -> None:
    """Begin headings at h2 (the page's h1 is its title), and give each an id of its own."""
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    shift = 1 if any(t.tag == "h1" for t in headings) else 0
    for i, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.type == "heading_open":
            token.attrSet("id", ids.name_heading(plain_text(tokens[i + 1].children or [])))
        if token.type in ("td_open", "th_open") and (align := _ALIGN.search(str(token.attrs.pop("style", "")))):
            token.attrSet("class", f"align-{align[1]}")


def make_figures(tokens: Sequence[Token], parsed: Parsed, home: str) -> list[Token]:
    """Turn photos into holes: those alone in a paragraph into figures, others into images in the line.

    The caption is the photo's title, else an italic line under it, in the same paragraph or the next.
    """
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type != "paragraph_open" or tokens[at + 1].type != "inline":
            _place_images(tokens[at], parsed, home)
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
            _place_images(inline, parsed, home)
            done += [tokens[at], inline, tokens[at + 2]]
        at += 3
        if not shots[-1][1] and (below := _italic_line(tokens[at : at + 3])):
            shots[-1] = (shots[-1][0], below, shots[-1][2])
            shots[-1][0].meta["below"] = (tokens[at + 1].children, (tokens[at + 1].map or [0])[0] + 1)
            at += 3
        first_line = (inline.map or [0])[0] + 1
        for image, caption, offset in shots:
            done.append(_block(_photo_hole(image, caption, first_line + offset, parsed, home, "photo") + "\n"))
    return done


def _block(content: str) -> Token:
    return Token("html_block", "", 0, content=content)


def _only_photos(children: Sequence[Token], at: int = 0) -> tuple[list[tuple[Token, str, int]], int]:
    """Return the photos from a place of a paragraph on, each with its caption and line, where nothing else stands; else
    none, and where something does.
    """
    found: list[tuple[Token, str, int]] = []
    line = 0
    while at < len(children):
        child = children[at]
        if child.type == "image":
            found.append((child, squeeze(str(child.attrs.get("title", ""))), line))
        elif child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "em_open" and found and children[at - 1].type in ("softbreak", "hardbreak"):
            end = next((i for i in range(at, len(children)) if children[i].type == "em_close"), -1)
            if end < 0:
                return [], at
            image, title, where = found[-1]
            below = squeeze(plain_text(children[at + 1 : end]))
            image.meta["below"] = (children[at + 1 : end], 0)
            found[-1] = (image, " ".join(dict.fromkeys(said for said in (title, below) if said)), where)
            at = end
        elif not (child.type == "text" and not child.content.strip()):
            return [], at
        at += 1
    return found, at


def _without_own_links(children: Sequence[Token]) -> Sequence[Token]:
    """Return a line with pictures in place of links that show nothing but a picture, and lead to a picture."""
    found: list[Token] = []
    for child in children:
        found.append(child)
        if [one.type for one in found[-3:]] == ["link_open", "image", "link_close"]:
            href = str(found[-3].attrs.get("href", ""))
            if is_picture(href):
                found[-2].meta = {**found[-2].meta, "full": href}
                found[-3:] = [found[-2]]
    return found


def _photos_at_end(children: Sequence[Token]) -> tuple[Sequence[Token], list[tuple[Token, str, int]]]:
    """Return the lines of text a paragraph begins with and the photos, alone on their lines, it ends with."""
    bare = _without_own_links(children)
    shots, other = _only_photos(bare)
    if shots:
        return [], shots
    breaks = [i for i, child in enumerate(bare) if child.type in ("softbreak", "hardbreak")]
    for line, at in enumerate(breaks, start=1):
        # what is no photo stops the search from any place before it
        if at < other or bare[at + 1 : at + 2] == [] or bare[at + 1].type != "image":
            continue
        shots, other = _only_photos(bare, at + 1)
        if shots:
            end = next(i for i, child in enumerate(children) if child is bare[at])
            return children[:end], [(image, caption, offset + line) for image, caption, offset in shots]
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


def _place_images(token: Token, parsed: Parsed, home: str) -> None:
    """Turn the photos in a line of text, and those in raw HTML, into holes."""
    line = (token.map or [0])[0] + 1
    if token.type == "html_block":
        token.content = _place_raw(token.content, line, parsed, home)
    inside = False
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type in ("link_open", "link_close"):
            inside = child.type == "link_open"
        elif child.type == "image":
            title = squeeze(str(child.attrs.get("title", "")))
            content = _photo_hole(child, title, line, parsed, home, "image", inside)
            child.type, child.tag, child.content, child.children = "html_inline", "", content, None
        elif child.type == "html_inline":
            begun, line = line, line + child.content.count("\n")
            child.content = _place_raw(child.content, begun, parsed, home)


def _place_raw(html: str, line: int, parsed: Parsed, home: str) -> str:
    """Return raw HTML with its pictures as holes, and each link with the line it was typed on."""
    kind = "photo" if re.fullmatch(r"\s*<img\b[^>]*>\s*", html) else "image"
    done, end = "", 0
    for tag in find_tags(html):
        if tag.start < end or tag.name not in ("a", "img"):
            continue
        at = line + html.count("\n", 0, tag.start)
        done += html[end : tag.start]
        end = tag.stop
        if tag.name == "a":
            href = tag.attrs.get("href", "")
            if scheme_of(href) and scheme_of(href) not in SCHEMES and len(scheme_of(href)) > 1:
                parsed.refused.append((without_holes(href), at))
            done += f'<a {TYPED_LINE}="{at}"{html[tag.start + 2 : tag.stop]}'
            continue
        src, alt, title = (squeeze(without_holes(tag.attrs.get(name, ""))) for name in ("src", "alt", "title"))
        image = Token(
            "image",
            "img",
            0,
            attrs={"src": src, "title": title},
            content=alt,
            children=[Token("text", "", 0, content=alt)],
        )
        done += _photo_hole(image, title, at, parsed, home, kind) if src else ""
    return done + html[end:]


def _photo_hole(
    image: Token, caption: str, line: int, parsed: Parsed, home: str, kind: str, linked: bool = False
) -> str:
    src = _unquoted(str(image.attrs.get("src", "")))
    alt = squeeze(plain_text(image.children or []))
    plain = without_links(caption)
    placed = PlacedPhoto(src=src, alt=alt, caption=plain, line=line, full=str(image.meta.get("full", "")))
    address = str(image.attrs.get("src", ""))
    if scheme_of(address) in ("http", "https") or address.startswith("//"):
        parsed.external.append(placed)
        label = escape_text(plain or alt or src)
        link = label if linked else f'<a href="{escape_text(address)}">{label}</a>'
        return f"<p>{link}</p>" if kind == "photo" else link
    said = caption_links(image, line, lambda href, at: place_address(href, at, parsed, home))
    parsed.photos.append(replace(placed, linked=said))
    return f"{HOLE_OPEN}{kind}:{len(parsed.photos) - 1}{HOLE_CLOSE}"


def place_address(href: str, line: int, parsed: Parsed, home: str, *, raw: bool = False) -> str:
    """Return what stands in a link: its address, a hole where it leads into the portal, "" where it may be no link.

    ``home`` is the portal's own address; ``raw`` says that the link was typed as HTML.
    """
    href = f"https://{href.strip()}" if _DOMAIN.match(href.strip()) else href.strip()
    if href.startswith("#"):
        parsed.in_page.append((href[1:], line))
        return encode_url(href)
    scheme = scheme_of(href)
    if scheme and scheme not in SCHEMES and len(scheme) > 1:
        parsed.refused.append((href, line))
        return ""
    if len(scheme) > 1 or href.startswith("//"):
        inside = own_path(href, home)
        if inside is None:
            return encode_url(href)
        href = inside
    if not href:
        return ""
    target = _unquoted(href)
    address = "" if scheme_of(target) else href
    parsed.links.append(PlacedLink(target=target, address=address, line=line, raw=raw))
    return f"{HOLE_OPEN}link:{len(parsed.links) - 1}{HOLE_CLOSE}"


def place_links(tokens: Sequence[Token], parsed: Parsed, home: str) -> None:
    """Turn the addresses of links that lead into the portal into holes; those of links that may be none go, and their
    words stay. A link without words shows its address.
    """
    for token in tokens:
        line = (token.map or [0])[0] + 1
        kept: list[Token] = []
        dropped = False
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline":
                line += child.content.count("\n")
            if child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                placed = place_address(href, line, parsed, home)
                dropped = not placed
                child.attrSet("href", placed)
                child.meta = {**child.meta, "typed": href}
            if not (dropped and child.type in ("link_open", "link_close")):
                if child.type == "link_close" and (said := _wordless(kept)):
                    kept.append(Token("text", "", 0, content=said))
                kept.append(child)
            if child.type == "link_close":
                dropped = False
        if token.children:
            token.children = kept


def _wordless(kept: Sequence[Token]) -> str:
    """Return the address of the last link where nothing stands in it so far, "" otherwise."""
    for token in reversed(kept):
        if token.type == "link_open":
            return _unquoted(str(token.meta["typed"])).strip() or "…"
        if token.type != "text" or token.content.strip():
            break
    return ""
