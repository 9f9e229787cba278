"""YAML read with positions and without guesses: every scalar is text until the caller says what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ssg.base.errors import Problem, hint, problem, warning
from ssg.base.numbers import read_count
from ssg.base.text import clean, fold, nearest, squeeze, unbroken

MAX_DEPTH = 24
# levels; no document of ours is deeper, and a deeper one is refused before it is walked

_DEEP = re.compile(r"^[ \t\-?:]{24}", re.MULTILINE)
# only a line that begins with so many spaces and marks can nest deeper without brackets
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# which of the two it is shows only at run time


def _resolve_nothing(loader: object, kind: type[Node], value: str | None, implicit: object) -> str:
    """Return the tag of every node: what each should be is asked of it later, so no type is guessed."""
    return ""


_Loader: Any = type("_Loader", (_Base,), {"resolve": _resolve_nothing})
_YES = {"true", "yes", "on", "co", "1"}
_NO = {"false", "no", "off", "khong", "0"}


class YamlError(Exception):
    """A document that cannot be read; line and column count from 1 within it."""

    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        self.code, self.line, self.column, self.values = code, line, column, values
        super().__init__(code)


def compose(text: str, typed: str = "") -> Node | None:
    """Return the document's tree, None for an empty one; ``typed`` is the text as its editor knows it, where ``text``
    was rewritten line by line.

    Raises YamlError: fm.bomb for anchors and aliases and for nesting no person types, fm.tab, fm.quote, fm.indent,
    fm.syntax.
    """
    text = unbroken(text)
    if "&" in text or "*" in text or text.count("[") + text.count("{") > MAX_DEPTH or _DEEP.search(text):
        _refuse_bombs(text)
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _explain(error, typed or text) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise YamlError("fm.syntax", 1, 1) from None
    finally:
        loader.dispose()
    return node


def _refuse_bombs(text: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or depth > MAX_DEPTH:
                mark = event.start_mark
                raise YamlError("fm.bomb", mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)
    except yaml.YAMLError:
        return  # compose() explains what is wrong with it


def _explain(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if error.context_mark and (error.context or "").startswith(("while scanning a simple key", "while parsing a flow")):
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    if any(sign in (error.problem or "") for sign in ("expected <block end>", "expected '-' indicator")):
        return YamlError("fm.indent", line, column, text=here.strip())
    if re.match(r" *\t", here):
        return YamlError("fm.tab", line, here.index("\t") + 1)
    if error.context_mark and "quoted scalar" in (error.context or ""):
        return YamlError("fm.quote", error.context_mark.line + 1, error.context_mark.column + 1)
    quote = re.match(r"""\s*(?:- )?[^:#"']+:\s+(["'])""", here)
    if quote:
        return YamlError("fm.quote", line, quote.start(1) + 1)
    return YamlError("fm.syntax", line, column, text=here.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The keys a mapping may have, each with every spelling of it."""

    keys: Mapping[str, str]
    # folded spelling → key
    shown: tuple[str, ...]
    # every spelling as a person types it, to offer where one is unknown


def vocabulary(spellings: Mapping[str, Iterable[str]]) -> Vocabulary:
    """Return the vocabulary of keys and their other spellings."""
    shown = [(said, key) for key, others in spellings.items() for said in (key, *others)]
    return Vocabulary(keys={fold_key(said): key for said, key in shown}, shown=tuple(said for said, _ in shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document stands: its file, the line before its first, and the place problems are gathered."""

    path: str
    first_line: int
    problems: list[Problem]

    def report(self, code: str, node: Node | None, /, **values: object) -> None:
        """Gather an error at a node (None: the document's first line)."""
        self.problems.append(problem(code, *self.where(node), **values))

    def where(self, node: Node | None) -> tuple[str, int, int]:
        """Return file, line and column of a node."""
        line, column = (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)
        return self.path, line + self.first_line, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value with its key path (``units[2].slug``); each reader says what it should be and reports what it is."""

    path: str
    node: Node
    key: Node | None
    source: Source

    def report(self, code: str, /, **values: object) -> None:
        """Gather an error at this value."""
        self.source.problems.append(problem(code, *self._where(), **values))

    def warn(self, code: str, /, **values: object) -> None:
        """Gather a warning at this value."""
        self.source.problems.append(warning(code, *self._where(), **values))

    def hint(self, code: str, /, **values: object) -> None:
        """Gather a hint at this value."""
        self.source.problems.append(hint(code, *self._where(), **values))

    def _where(self) -> tuple[str, int, int]:
        return self.source.where(self.node)

    @property
    def is_list(self) -> bool:
        """Whether a list was typed."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether keys with values were typed."""
        return isinstance(self.node, MappingNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed behind the key (``~`` and ``null`` count as nothing)."""
        return isinstance(self.node, ScalarNode) and not self.node.style and self.node.value in ("", "~", "null")

    @property
    def raw(self) -> str:
        """The text as typed, "" for a list or mapping."""
        return clean(str(self.node.value)) if isinstance(self.node, ScalarNode) else ""

    def wrong(self, kind: str) -> None:
        """Report that this value is not of the ``kind`` wanted (a key of the kinds in the message catalogue)."""
        shown = self.raw if isinstance(self.node, ScalarNode) else ("[…]" if self.is_list else "{…}")
        self.report("fm.type", key=self.path, kind=kind, value=squeeze(shown)[:60])

    def line(self) -> str:
        """Return one line of text, "" where none or something else was typed."""
        if not isinstance(self.node, ScalarNode):
            self.wrong("line")
            return ""
        return "" if self.is_empty else squeeze(self.raw)

    def boolean(self) -> bool:
        """Return yes or no ("có", "không", "true", "false" …); no, and a problem, where it is neither."""
        said = fold(self.raw)
        if not isinstance(self.node, ScalarNode) or said not in _YES | _NO:
            self.report("fm.bool", value=self.raw or "…")
            return False
        return said in _YES

    def count(self, default: int = 0, least: int = 0, most: int = 10**12) -> int:
        """Return a whole number from ``least`` to ``most``; the default, and a problem, where it is none."""
        number = read_count(self.raw) if isinstance(self.node, ScalarNode) else None
        if number is None or not least <= number <= most:
            self.wrong("number")
            return default
        return number

    def choice(self, choices: Iterable[str], default: str) -> str:
        """Return one of the choices; the default, and a problem that names the nearest, where it is none."""
        known = list(choices)
        said = self.line()
        if said in known:
            return said
        folded = {fold(c): c for c in known}
        if fold(said) in folded:
            return folded[fold(said)]
        self.report("field.choice", key=self.path, value=said, choices=", ".join(known), near=nearest(said, known))
        return default

    def items(self) -> list[Field]:
        """Return the members of a list; a problem and none where it is no list."""
        if self.is_empty:
            return []
        if not isinstance(self.node, SequenceNode):
            self.wrong("list")
            return []
        return [
            Field(path=f"{self.path}[{i}]", node=node, key=None, source=self.source)
            for i, node in enumerate(self.node.value)
        ]

    def words(self) -> list[str]:
        """Return the texts of a list, or of one line parted by commas or semicolons; empty ones left out."""
        if self.is_list:
            said = [item.line() for item in self.items()]
        else:
            said = [squeeze(word) for word in re.split(r"[,;]", self.line())]
        return [word for word in said if word]

    def mapping(self, known: Vocabulary | Iterable[str], unknown: str = "fm.unknown") -> dict[str, Field]:
        """Return the values by key of ``known``.

        A key that is not known is a problem with the nearest one offered; a key typed twice is a problem.
        """
        if self.is_empty:
            return {}
        if not isinstance(self.node, MappingNode):
            self.wrong("mapping")
            return {}
        words = known if isinstance(known, Vocabulary) else vocabulary(dict.fromkeys(known, ()))
        return self._read_mapping(self.node, words, unknown)

    def pairs(self) -> dict[str, Field]:
        """Return the values of a mapping whose keys are free; a key typed twice is a problem."""
        if self.is_empty:
            return {}
        if not isinstance(self.node, MappingNode):
            self.wrong("mapping")
            return {}
        return self._read_mapping(self.node, None, "")

    def _read_mapping(self, node: MappingNode, words: Vocabulary | None, unknown: str) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for key_node, value_node in node.value:
            typed = clean(str(key_node.value)) if isinstance(key_node, ScalarNode) else ""
            key = words.keys.get(fold_key(typed)) if words else typed
            if words and key is None:
                self._report_unknown(key_node, value_node, typed, words, unknown)
            if key is None:
                continue
            path = f"{self.path}.{key}" if self.path else key
            field = Field(path=path, node=value_node, key=key_node, source=self.source)
            if key in found:
                first = found[key].key
                a, b = (n.start_mark.line + 1 + self.source.first_line for n in (first or node, key_node))
                self.source.report("fm.duplicate", key_node, key=typed, a=a, b=b)
                continue
            found[key] = field
        return found

    def _report_unknown(self, key: Node, value: Node, typed: str, words: Vocabulary, unknown: str) -> None:
        flow = isinstance(self.node, MappingNode) and self.node.flow_style
        empty = isinstance(value, ScalarNode) and value.value == ""
        if flow and empty:
            self.source.report("fm.comma", key, a=self._before(key), b=typed)
            return
        path = f"{self.path}.{typed}" if self.path else typed
        self.source.report(unknown, key, key=typed, path=path, near=nearest(typed, words.shown))

    def _before(self, key: Node) -> str:
        """Return the value typed before a key in a flow mapping: what a comma cut off."""
        last = ""
        for other, value in self.node.value:
            if other is key:
                return last
            if isinstance(value, ScalarNode) and value.value:
                last = clean(value.value)
        return last


@lru_cache(maxsize=4096)
def fold_key(key: str) -> str:
    """Return a key without marks and capitals, with spaces and hyphens as ``_``: ``Ngày đăng`` is ``ngay_dang``."""
    return fold(key).replace(" ", "_").replace("-", "_")
