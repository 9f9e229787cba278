"""An article's file parted into front matter and body, and the front matter's values by key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.nodes import Node

from ssg.base.errors import Problem, problem, warning
from ssg.base.fields import Field, Source, YamlError, compose, fold_key, vocabulary
from ssg.base.literal import quote_literals
from ssg.base.text import clean, squeeze
from ssg.content.keys import ATTACHMENT_KEYS, KEYS, NOTES, PHOTO_KEYS, is_literal
from ssg.content.plain_front import compose_plain

Fields = dict[str, Field]
"""The front matter's values by English key."""

_SPELLINGS = vocabulary(KEYS)
LEGACY_SIGNS = 3
# letter pairs that no Unicode Vietnamese has, before a text counts as typed in an old font
_INNER = {**vocabulary(PHOTO_KEYS).keys, **vocabulary(ATTACHMENT_KEYS).keys}
_NOTED = re.compile(rf"[ \t]+#[ \t]*(?:{'|'.join(map(re.escape, NOTES))}|chú thích ảnh \d+)[ \t]*$")
_HASHED = re.compile(r"^[ ]*(?:-[ ]+)?[^\s:#\"'\[{][^:#]{0,40}:[ \t]+(?P<cut>#.*)$")
_DASH = re.compile(r"^([ ]*-)[^\s-][^:\"']{0,20}:\s")
_FENCE = re.compile(r"-{3,}[ \t]*")
_ENTRY = re.compile(r"[ ]*(?:-[ ]+)?[^\s:#][^:]{0,40}:(?:\s|$)")
_NO_SPACE = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:#\"'\[{-][^:]{0,30}):(?P<value>[^\s:/].*)$")
_LEGACY = (
    (re.compile("[a-zA-Z][µ¸¶·¹¨»¾¼½Æ©ÇÈÉËÌÐÎÏÑªÒÕÓÖ×ÝØÜÞß«¬®¦§]|[®¦§][a-z]"), "µ¸¶·¹¨»¾¼½Æ©ÇËÐÎÏÑªÖ×ØÜÞß«¬®¦§"),
    (re.compile("[aeiouyôöêâAEIOUYÔÖÊÂ][øùûõïØÙÛÕÏ]"), "øûïØÛÏ"),
)
# TCVN3 and VNI: their letter pairs, and those of their letters that no Vietnamese word has


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A file parted in two; lines count from 1."""

    front: str
    front_line: int
    # line of the opening fence
    body: str
    body_line: int
    # first line of the body


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return a file's text in NFC with \\n line ends, and what is wrong with its encoding.

    UTF-8 with or without a byte order mark; anything else is an error on its line. Old fonts are a warning.
    """
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        head = data[: error.start]
        line = head.count(b"\n") + 1
        column = len(head[head.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return "", [problem("file.encoding", path, line, column)]
    if text.count("\x00") > 2:
        return "", [problem("file.encoding", path, 1, 1)]
    text = clean(text)
    return text, _find_legacy_font(text, path)


def _find_legacy_font(text: str, path: str) -> list[Problem]:
    if text.isascii():
        return []
    for pattern, foreign in _LEGACY:
        if not any(letter in text for letter in foreign):
            continue
        hits = list(pattern.finditer(text[:20_000]))
        if len(hits) >= LEGACY_SIGNS:
            at = hits[0].start()
            line = text.count("\n", 0, at) + 1
            column = at - text.rfind("\n", 0, at)
            start = max(text.rfind(mark, 0, at) for mark in " \n\t") + 1
            return [warning("file.legacy_font", path, line, column, sample=text[start:].split(maxsplit=1)[0])]
    return []


def part(text: str, path: str) -> tuple[Parts | None, list[Problem]]:
    """Return front matter and body; None, and a problem, where the file does not begin with front matter."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = lines[first] if lines else ""
    if not _FENCE.fullmatch(head):
        code = "fm.toml" if head.startswith("+++") else "fm.json" if head.startswith("{") else "fm.missing"
        return None, [problem(code, path, first + 1, 1)]
    for i in range(first + 1, len(lines)):
        if _FENCE.fullmatch(lines[i]) and lines[i][0] == "-":
            front = "\n".join(lines[first + 1 : i])
            return Parts(front=front, front_line=first + 1, body="\n".join(lines[i + 1 :]), body_line=i + 2), []
    last = first
    for i in range(first + 1, len(lines)):
        if not lines[i].strip():
            break
        if _ENTRY.match(lines[i]) or lines[i].startswith((" ", "-")):
            last = i
    return None, [problem("fm.unclosed", path, last + 1, 1)]


def read_fields(parts: Parts, path: str, problems: list[Problem]) -> Fields | None:
    """Return the front matter's values by English key, None where it cannot be read; ``problems`` gathers what is
    wrong with it, now and as its values are read.
    """
    source = Source(path=path, first_line=parts.front_line, problems=problems)
    try:
        node = compose_plain(parts.front) or compose_parsed(parts, source)
    except YamlError as error:
        problems.append(problem(error.code, path, error.line + parts.front_line, error.column, **error.values))
        return None
    if node is None:
        return {}
    fields = Field(path="", node=node, key=None, source=source).mapping(_SPELLINGS)
    _explain_strays(problems)
    photographer = fields.get("photographer")
    if photographer and photographer.key and "photos" not in fields and _lists_photos(photographer):
        fields["photos"] = fields.pop("photographer")
    return fields


def compose_parsed(parts: Parts, source: Source) -> Node | None:
    """Return the tree that the YAML parser makes of front matter, None for an empty one; raises YamlError."""
    front = _mend_spaces(parts, source)
    return compose(quote_literals(front, is_literal), front)


def _explain_strays(problems: list[Problem]) -> None:
    """Where a photo's key stands as an article's, say that it has slipped out of its column."""
    for i, told in enumerate(problems):
        key = dict(told.values).get("key", "")
        if told.code == "fm.unknown" and fold_key(key) in _INNER:
            problems[i] = problem("fm.indent", told.path, told.line, told.column, text=key)


def _lists_photos(field: Field) -> bool:
    """Return whether a list under ``ảnh:`` is one of photos: the word means photographer and photos alike."""
    return field.is_list and any(item.is_mapping for item in field.items())


def _mend_spaces(parts: Parts, source: Source) -> str:
    """Report known keys without a space behind their colon, and read them as if it were there."""
    lines = [_NOTED.sub("", line) for line in parts.front.replace("\u00a0", " ").split("\n")]
    for i, line in enumerate(lines):
        if dash := _DASH.match(line):
            source.problems.append(
                problem("fm.dash", source.path, i + 1 + parts.front_line, dash.end(1) + 1, text=line.strip())
            )
            line = lines[i] = f"{dash[1]} {line[dash.end(1) :]}"
        if hashed := _HASHED.match(line):
            where = (source.path, i + 1 + parts.front_line, hashed.start("cut") + 1)
            source.problems.append(warning("fm.hash", *where, cut=hashed["cut"]))
        found = _NO_SPACE.match(line)
        known = _INNER if found and found["lead"] else _SPELLINGS.keys
        if found and fold_key(found["key"].strip()) in known:
            key, value = found["key"].strip(), squeeze(found["value"])
            source.problems.append(
                problem(
                    "fm.space",
                    source.path,
                    i + 1 + parts.front_line,
                    found.end("key") + 2,
                    text=line,
                    key=key,
                    value=value,
                )
            )
            lines[i] = f"{found['lead']}{found['key']}: {found['value']}"
    return "\n".join(lines)
