"""One-line texts taken literally: a title may hold colons, quotes, brackets and # without YAML having a say.

Each such line is rewritten as a quoted YAML scalar that begins at the same column, so positions stay true.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ENTRY = re.compile(
    r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]{0,60}?)[ \t]{0,9}:"
    r"(?:[ \t]+(?P<value>\S.*)|[ \t]*)$"
)
_QUOTED = re.compile(r"""(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*')(?:[ \t]+#.*)?$""")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*(?:[ \t]+#.*)?$")

IsLiteral = Callable[[str, str], bool]
"""Takes a key as typed and the value behind it; says whether the value is a one-line text."""


def quote_literals(text: str, is_literal: IsLiteral) -> str:
    """Return the YAML text with each one-line text quoted; lines stay lines.

    A value that is a whole quoted scalar, a block scalar or empty is left to YAML. A comment behind a text needs two
    spaces before its ``#`` and one after it, since a single one is how people write numbers ("Tuần 12 #1").
    A text that runs on in deeper-indented lines is one text, as in YAML.
    """
    lines = text.split("\n")
    done: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        found = _ENTRY.match(line)
        if not found or not found["value"] or not is_literal(found["key"], found["value"]):
            done.append(lines[at])
            at += 1
            continue
        value = found["value"]
        if _QUOTED.match(value) or _BLOCK_SCALAR.match(value):
            done.append(lines[at])
            at += 1
            continue
        more = _continuation(lines, at + 1, len(found["lead"]))
        told = " ".join([_without_comment(value), *(piece.strip() for piece in more)]).strip()
        done.append(line[: found.start("value")] + (_quote(told) if told else ""))
        done.extend("" for _ in more)
        at += 1 + len(more)
    return "\n".join(done)


def _continuation(lines: list[str], start: int, indent: int) -> list[str]:
    """Return the lines that go on with a text: deeper than its key, and neither entry nor list item."""
    found: list[str] = []
    for line in lines[start:]:
        stripped = line.strip()
        if not stripped or len(line) - len(line.lstrip(" ")) <= indent or stripped.startswith(("- ", "#")):
            break
        if re.match(r"[^\s:]{1,30}:(?:\s|$)", stripped) and stripped[0].islower() and stripped.isascii():
            break
        found.append(line)
    return found


def _without_comment(value: str) -> str:
    """Return a value without the comment behind it: two spaces or a tab, a #, and a space or nothing."""
    for found in re.finditer("#", value):
        at = found.start()
        before, after = value[max(0, at - 2) : at], value[at + 1 : at + 2]
        if after.strip() == "" and (not at or before.endswith("\t") or (len(before) == 2 and not before.strip())):
            return value[:at].rstrip()
    return value


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_literal(text: str) -> str:
    """Return a one-line text as it should stand behind its key, so that quote_literals() reads the same back."""
    plain = (
        bool(text)
        and text[0] not in "#[{"
        and not (_QUOTED.match(text) or _BLOCK_SCALAR.match(text) or _without_comment(text) != text)
    )
    return text if plain or not text else _quote(text)
