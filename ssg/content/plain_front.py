"""Front matter as most articles have it, to the tree that YAML makes of it, without a YAML parser: ``key: value`` on
each line, the value a quoted text, a one-line text, a bare word or date, or a list of words in brackets. Whatever is
not surely one of these is left to the parser. Tests compare the two.
"""

from __future__ import annotations

import re

from yaml import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ssg.content.keys import is_literal

_WORDS = r"\w(?:[\w./+-]| +(?=[\w./+-]))*"
_ENTRY = re.compile(
    r"(?=[^:]{1,60}:)([^\W\d_]\w*(?: \w+)*): +"
    rf"(?:\"(?P<double>[^\"\\]*)\" *|'(?P<single>[^']*)' *|\[(?P<words>{_WORDS}(?:, *{_WORDS})*)\] *|(?P<bare>\w[^#]*))"
)
_BARE = re.compile(r"(?:[\w./+-]|[ ,:](?=[\w./+-]))*")
# what YAML takes as it stands, in a text of several words too


def compose_plain(front: str) -> Node | None:
    """Return the tree of front matter, None where it is not surely plain. Its nodes know where they begin, not where
    they end.
    """
    if "\n " in front or not front.replace("\n", " ").isprintable():
        return None
    pairs: list[tuple[Node, Node]] = []
    for number, line in enumerate(front.split("\n")):
        found = _ENTRY.fullmatch(line)
        if not found:
            return None
        key, kind = found[1], str(found.lastgroup)
        value, at, style = found[kind], found.start(kind), ""
        if kind == "words":
            if is_literal(key, f"[{value}]"):
                return None
            pairs.append((_text(key, number, 0), _list(value, number, at)))
            continue
        if kind != "bare":
            style, at = line[at - 1], at - 1
        else:
            value = value.rstrip(" ")
            if is_literal(key, value):
                style = "'"  # as quote_literals() writes it
            elif not _BARE.fullmatch(value):
                return None
        pairs.append((_text(key, number, 0), _text(value, number, at, style)))
    return MappingNode("", pairs, pairs[0][0].start_mark, None, flow_style=False)


def _list(words: str, line: int, column: int) -> Node:
    """Return a list in brackets whose first word begins at a column."""
    items: list[Node] = []
    at = column
    for word in words.split(","):
        items.append(_text(word.lstrip(" "), line, at + len(word) - len(word.lstrip(" "))))
        at += len(word) + 1
    return SequenceNode("", items, Mark("", 0, line, column - 1, None, 0), None, flow_style=True)


def _text(value: str, line: int, column: int, style: str = "") -> Node:
    return ScalarNode("", value, Mark("", 0, line, column, None, 0), None, style)
