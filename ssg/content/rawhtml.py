"""Raw HTML in a body, once it is cleaned: links and pictures in it treated as those of Markdown, its elements put where
they may stand, its anchors kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from ssg.base.anchors import OLD_PREFIX, find_anchor
from ssg.base.urls import encode_url
from ssg.content.captions import escape_text
from ssg.content.html import TYPED_LINE
from ssg.content.nesting import HEADINGS, Nesting, is_phrasing
from ssg.content.parsed import Ids, Parsed, own_id
from ssg.content.placing import is_picture, place_address
from ssg.content.tree import IMAGE, PHOTO, TEXT, Node, read_tree, words_of, write_tree

_ID = re.compile(r'<[a-z][^<>]*? id="([^"<>]*)"')
_IN_PAGE = re.compile(r'<a href="#([^"<>]*)"')
# how the ids of notes begin
_NOTE_ID = re.compile(r"fn(?:ref)?[0-9]")
_LINE_WRAPPERS = ("b", "cite", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "u")


def settle_raw(html: str, parsed: Parsed, ids: Ids, home: str) -> str:
    """Return cleaned HTML as it is published; its links and captions go into ``parsed``, its headings' ids are of
    ``ids``, ``home`` is the portal's own address.
    """
    root = read_tree(html)
    root.children = _links(root.children, parsed, home, inside=False)
    root.children = Nesting(lambda line: _as_figures(line, parsed)).flow(root.children, figures=True)
    _settle_ids(root, ids)
    return write_tree(root.children)


def _links(nodes: Sequence[Node], parsed: Parsed, home: str, *, inside: bool) -> list[Node]:
    """Return nodes with their links placed; ``inside`` a link there is no other."""
    found: list[Node] = []
    for node in nodes:
        if node.tag == PHOTO and inside:
            node.tag = IMAGE
        if node.tag != "a":
            node.children = _links(node.children, parsed, home, inside=inside)
            found += _without_wrapper(node)
            continue
        name = node.attrs.pop("name", "")
        if name and not node.attrs.get("id"):
            node.attrs["id"] = name
        line = int(node.attrs.pop(TYPED_LINE, "") or 0)
        href = node.attrs.pop("href", "")
        node.children = _links(node.children, parsed, home, inside=inside or bool(href))
        found += _link(node, "" if inside else href, line, parsed, home)
    return found


def _link(node: Node, href: str, line: int, parsed: Parsed, home: str) -> list[Node]:
    """Return a link as it is published: without its element where it leads nowhere, shows nothing, or shows only the
    picture it leads to.
    """
    pictures = [one for one in node.children if one.tag == IMAGE]
    alone = pictures and all(one.tag == IMAGE or one.is_blank or one.tag == "br" for one in node.children)
    if alone and (not href or is_picture(href)):
        if href and len(pictures) == 1:
            number = int(pictures[0].text)
            parsed.photos[number] = replace(parsed.photos[number], full=href)
        return node.children
    shown = bool(pictures) or bool(words_of(node.children))
    placed = href if shown else ""
    if placed and line:  # those of Markdown are placed already
        placed = place_address(href, line, parsed, home, raw=True)
    if placed:
        node.attrs = {"href": placed, **node.attrs}
        return [node]
    if not node.attrs.get("id"):
        return node.children
    if all(map(is_phrasing, node.children)):
        return [Node("span", {"id": node.attrs["id"]}, node.children)]
    return [Node("span", {"id": node.attrs["id"]}), *node.children]


def _without_wrapper(node: Node) -> list[Node]:
    """Return a picture in place of an element that wraps nothing else."""
    if node.tag in _LINE_WRAPPERS and "id" not in node.attrs:
        seen = [one for one in node.children if not one.is_blank]
        if seen and all(one.tag == IMAGE for one in seen):
            return node.children
    return [node]


def _as_figures(line: Sequence[Node], parsed: Parsed) -> tuple[list[Node], list[Node]]:
    """Return what of a paragraph stays text, and the photos, alone on their lines, that it ends with.

    An italic line under a photo is its caption.
    """
    rows: list[list[Node]] = [[]]
    for node in line:
        if node.tag == "br":
            rows.append([])
        elif not (node.is_blank and not rows[-1]):
            rows[-1].append(node)
    photos: list[Node] = []
    caption = linked = ""
    while rows:
        row = [one for one in rows[-1] if not one.is_blank]
        if _is_pictures([row]):
            _give_caption(row[-1], caption, linked, parsed)
            photos = [Node(PHOTO, text=one.text) for one in row] + photos
            caption = linked = ""
        elif len(row) == 1 and row[0].tag in ("em", "i") and not caption and _is_pictures(rows[-2:-1]):
            caption, linked = words_of(row), _linked_of(row)
        elif row or not (photos or any(one.tag == IMAGE for each in rows for one in each)):
            break
        rows.pop()
    if not photos:
        return list(line), []
    text = [one for row in rows for one in (*row, Node("br"))][:-1]
    return text, photos


def _is_pictures(rows: Sequence[Sequence[Node]]) -> bool:
    """Return whether there is a line, and it holds nothing but pictures."""
    seen = [one for row in rows for one in row if not one.is_blank]
    return bool(seen) and all(one.tag == IMAGE for one in seen)


def _give_caption(picture: Node, caption: str, linked: str, parsed: Parsed) -> None:
    number = int(picture.text)
    if caption and not parsed.photos[number].caption:
        parsed.photos[number] = replace(parsed.photos[number], caption=caption, linked=linked)


def _linked_of(nodes: Sequence[Node]) -> str:
    """Return a caption as HTML that holds text and links, "" where there is no link in it."""
    kept = _links_alone(nodes)
    return write_tree(kept).strip() if any(one.tag == "a" for one in kept) else ""


def _links_alone(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.tag == "a" and node.attrs.get("href"):
            found.append(Node("a", {"href": node.attrs["href"]}, [Node(TEXT, text=escape_text(words_of([node])))]))
        elif node.tag == TEXT:
            found.append(node)
        elif node.tag == "br":
            found.append(Node(TEXT, text=" "))
        else:
            found += _links_alone(node.children)
    return found


def _settle_ids(root: Node, ids: Ids) -> None:
    """Let each id stand once, and give each heading one."""
    seen: set[str] = set()
    for node in root.walk():
        typed = node.attrs.get("id", "")
        name = own_id(typed)
        if _NOTE_ID.match(name) and not _is_note(node):
            name = f"{OLD_PREFIX}{name}"
        if node.tag in HEADINGS and (not name or name in seen):
            name = ids.name_heading(words_of(node.children))
        if name and name not in seen:
            node.attrs["id"] = name
            seen.add(name)
        else:
            node.attrs.pop("id", None)


def _is_note(node: Node) -> bool:
    """Return whether an element is a footnote, or what leads to one."""
    is_mark = node.tag == "a" and node.attrs.get("href", "").startswith("#fn")
    return is_mark or (node.tag == "li" and node.attrs.get("class", "").startswith("footnote-item"))


def settle_anchors(html: str, parsed: Parsed) -> str:
    """Return a body's HTML with the links within it led to the ids they mean. Its ids go into ``parsed``, where of the
    links within the page only those stay that lead nowhere.
    """
    parsed.anchors = tuple(dict.fromkeys(unescape(one) for one in _ID.findall(html)))
    if not parsed.in_page:
        return html
    anchors = dict.fromkeys(parsed.anchors)
    parsed.in_page = [(said, line) for said, line in parsed.in_page if not find_anchor(said, anchors)]

    def led(found: re.Match[str]) -> str:
        name = find_anchor(unescape(found[1]), anchors)
        return f'<a href="#{escape_text(encode_url(name))}"' if name and found[1] else found[0]

    return _IN_PAGE.sub(led, html)
