"""An article's file parted into front matter and body, and the front matter's values by key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ssg.base.errors import Problem, problem, warning
from ssg.base.fields import Field, Source, YamlError, compose, fold_key, vocabulary
from ssg.base.literal import quote_literals
from ssg.base.text import clean, squeeze
from ssg.content.keys import KEYS, is_literal

Fields = dict[str, Field]
"""The front matter's values by English key."""

_SPELLINGS = vocabulary(KEYS)
_FENCE = re.compile(r"-{3,}[ \t]*")
_ENTRY = re.compile(r"[ ]*(?:-[ ]+)?[^\s:#][^:]{0,40}:(?:\s|$)")
_NO_SPACE = re.compile(r"^([^\s:#\"'\[{][^:]{0,30}):([^\s:/].*)$")
_TCVN = re.compile("[a-zA-Z][µ¸¶·¹¨»¾¼½Æ©ÇÈÉËÌÐÎÏÑªÒÕÓÖ×ÝØÜÞß«¬®¦§]|[®¦§][a-z]")
_VNI = re.compile("[aeiouyôöêâAEIOUYÔÖÊÂ][øùûõïØÙÛÕÏ]")


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
        text = data.decode("utf-8-sig")
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
    for pattern in (_TCVN, _VNI):
        hits = list(pattern.finditer(text[:20_000]))
        if len(hits) >= 5:
            at = hits[0].start()
            line = text.count("\n", 0, at) + 1
            column = at - text.rfind("\n", 0, at)
            word = re.findall(r"\S+", text[max(0, text.rfind(" ", 0, at)) : at + 12])
            return [warning("file.legacy_font", path, line, column, sample=word[0] if word else "")]
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


def read_fields(parts: Parts, path: str) -> tuple[Fields, list[Problem]]:
    """Return the front matter's values by English key, and every problem in its form."""
    problems: list[Problem] = []
    source = Source(path=path, first_line=parts.front_line, problems=problems)
    try:
        node = compose(quote_literals(_mend_spaces(parts, source), is_literal))
    except YamlError as error:
        problems.append(problem(error.code, path, error.line + parts.front_line, error.column, **error.values))
        return {}, problems
    if node is None:
        return {}, problems
    fields = Field(path="", node=node, key=None, source=source).mapping(_SPELLINGS)
    photographer = fields.get("photographer")
    if photographer and photographer.key and "photos" not in fields and _lists_photos(photographer):
        fields["photos"] = fields.pop("photographer")
    return fields, problems


def _lists_photos(field: Field) -> bool:
    """Return whether a list under ``ảnh:`` is one of photos: the word means photographer and photos alike."""
    return field.is_list and any(item.is_mapping for item in field.items())


def _mend_spaces(parts: Parts, source: Source) -> str:
    """Report known keys without a space behind their colon, and read them as if it were there."""
    lines = parts.front.split("\n")
    for i, line in enumerate(lines):
        found = _NO_SPACE.match(line)
        if found and fold_key(found[1].strip()) in _SPELLINGS.keys:
            key, value = found[1].strip(), squeeze(found[2])
            source.problems.append(
                problem(
                    "fm.space",
                    source.path,
                    i + 1 + parts.front_line,
                    len(found[1]) + 2,
                    text=line,
                    key=key,
                    value=value,
                )
            )
            lines[i] = f"{found[1]}: {found[2]}"
    return "\n".join(lines)
