"""A small tree of cleaned HTML: read, changed in place, written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN

MAX_DEPTH = 60
"""Levels of elements; deeper ones are left out, their content stays."""
TEXT, PHOTO, IMAGE, ALBUM = "#text", "#photo", "#image", "#album"
"""Tags of leaves: text as HTML, and the holes of photos, of pictures in a line, and of the album."""
LEAVES = (TEXT, PHOTO, IMAGE, ALBUM)
_HOLE = re.compile(f"{HOLE_OPEN}(photo|image|album)(?::([0-9]+))?{HOLE_CLOSE}")
_VOID = ("br", "hr")


@dataclass(slots=True)
class Node:
    """An element, or a leaf."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """Of a text: its HTML. Of a photo or picture: its number."""

    @property
    def is_blank(self) -> bool:
        """Whether it is a text that shows nothing."""
        return self.tag == TEXT and not self.text.replace("&nbsp;", " ").strip()

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in the order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(node.children)


def words_of(nodes: Iterable[Node]) -> str:
    """Return the words of nodes on one line."""
    parts = [one.text if one.tag == TEXT else " " for node in nodes for one in node.walk()]
    return " ".join(unescape("".join(parts)).split())


def read_tree(html: str) -> Node:
    """Return the tree of HTML that was cleaned: every element closed, no remarks or scripts."""
    reader = _TreeReader()
    reader.feed(html)
    reader.close()
    return reader.root


class _TreeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Node("root")
        self._open = [self.root]
        self._skipped: list[bool] = []
        # of each open element: whether it is too deep and left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)})
        if tag in _VOID:
            self._open[-1].children.append(node)
            return
        skipped = len(self._open) > MAX_DEPTH
        self._skipped.append(skipped)
        if not skipped:
            self._open[-1].children.append(node)
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._skipped and not self._skipped.pop():
            self._open.pop()

    def handle_data(self, data: str) -> None:
        at = 0
        for hole in _HOLE.finditer(data):
            self._add(data[at : hole.start()])
            self._open[-1].children.append(Node(f"#{hole[1]}", text=hole[2] or ""))
            at = hole.end()
        self._add(data[at:])

    def _add(self, html: str) -> None:
        if html:
            self._open[-1].children.append(Node(TEXT, text=html))

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")


def write_tree(nodes: Sequence[Node]) -> str:
    """Return nodes as HTML."""
    done: list[str] = []
    stack: list[Node | str] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            done.append(node)
        elif node.tag == TEXT:
            done.append(node.text)
        elif node.tag in LEAVES:
            number = f":{node.text}" if node.text else ""
            end = "" if node.tag == IMAGE else "\n"
            done.append(f"{HOLE_OPEN}{node.tag[1:]}{number}{HOLE_CLOSE}{end}")
        else:
            attrs = "".join(f' {name}="{_attribute(value)}"' for name, value in node.attrs.items())
            done.append(f"<{node.tag}{attrs}>")
            if node.tag not in _VOID:
                stack.append(f"</{node.tag}>")
                stack += reversed(node.children)
    return "".join(done)


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
