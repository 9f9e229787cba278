"""One-line texts taken literally: a title may hold colons, quotes, brackets and # without YAML having a say.

Each such line is rewritten as a quoted YAML scalar that begins at the same column, so positions stay true. Names (of
files, tags, addresses) are rewritten only where YAML would take a part of them for something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

_ENTRY = re.compile(
    r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]{0,60}?)[ \t]{0,9}:"
    r"(?:[ \t]+(?P<value>\S.*)|[ \t]*)$"
)
_ITEM = re.compile(r"^(?P<lead>[ ]*-[ ]+)(?P<value>\S.*)$")
_QUOTED = re.compile(r"""(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*')(?:[ \t]+#.*)?$""")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*(?:[ \t]+#.*)?$")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
# a # that YAML takes for the beginning of a comment
_FILE_END = re.compile(r"\.[A-Za-z]\w{1,4}$")
_FLOW_PIECE = re.compile(r"[^\[\]{},]+")
_FLOW_MEMBER = re.compile(r"([ \t]*(?:[^\s:#][^:#]*:[ \t]+)?)(.*?)([ \t]*)")
_NEEDS_QUOTES = re.compile(r"[,\[\]{}%@`#]|[?:-](?:\s|$)|[^\"'&*!|>].*(?:\s#|:\s|:$)")
# a text that YAML takes for something else; what begins with a quote or a mark of its own is left to it

IsLiteral = Callable[[str, str], bool]
"""Takes a key as typed and the value behind it; says whether the value is a one-line text."""


class Name(Enum):
    """What a value names."""

    NONE = 0
    WORD = 1
    # a tag, a slug, an address
    FILE = 2


NameOf = Callable[[str], Name]
"""Takes a key as typed; says what its value, or each in its list, names."""


def no_names(key: str) -> Name:
    """Leave every value that is no text to YAML."""
    return Name.NONE


def quote_literals(text: str, is_literal: IsLiteral, name_of: NameOf = no_names) -> str:
    """Return the YAML text with each one-line text quoted, and each name where it has to be; lines stay lines.

    A value that is a whole quoted scalar, a block scalar or empty is left to YAML. A comment behind a text needs two
    spaces before its ``#`` and one after it, since a single one is how people write numbers ("Tuần 12 #1").
    A text that runs on in deeper-indented lines is one text, as in YAML.
    """
    lines = text.split("\n")
    done: list[str] = []
    at = 0
    listed = Name.NONE
    while at < len(lines):
        line = lines[at].rstrip()
        found = _ENTRY.match(line)
        if not found:
            item = _ITEM.match(line)
            done.append(_quote_value(lines[at], item, listed) if item else lines[at])
            at += 1
            continue
        if not found["value"]:
            listed = name_of(found["key"])
        if not found["value"] or not is_literal(found["key"], found["value"]):
            done.append(_quote_value(lines[at], found, name_of(found["key"])) if found["value"] else lines[at])
            at += 1
            continue
        value = found["value"]
        if _QUOTED.match(value) or _BLOCK_SCALAR.match(value):
            done.append(lines[at])
            at += 1
            continue
        more = _continuation(lines, at + 1, len(found["lead"]))
        told = " ".join([without_comment(value), *(piece.strip() for piece in more)]).strip()
        done.append(line[: found.start("value")] + (_quote(told) if told else ""))
        done.extend("" for _ in more)
        at += 1 + len(more)
    return "\n".join(done)


def _quote_value(line: str, found: re.Match[str], kind: Name) -> str:
    """Return a line whose value, where it is a name, is quoted if YAML would read something else."""
    value = found["value"]
    if "#" not in value and kind is Name.NONE:
        return line
    if value[0] in "[{" and (kind is Name.NONE or _is_flow(value)):
        return line[: found.start("value")] + _quote_flow(value)
    if kind is Name.NONE or _QUOTED.match(value) or _BLOCK_SCALAR.match(value):
        return line
    name = without_note(value, kind)
    if not name or not _NEEDS_QUOTES.match(name):
        return line
    return line[: found.start("value")] + _quote(name)


def _flow_end(value: str) -> int:
    """Return where the bracket closes that a value begins with, -1 where it does not."""
    depth = 0
    for at, char in enumerate(value):
        depth += (char in "[{") - (char in "]}")
        if not depth:
            return at
    return -1


def _is_flow(value: str) -> bool:
    """Return whether a value is a list or mapping in brackets, and no name that begins with one."""
    end = _flow_end(value)
    rest = value[end + 1 :]
    return end < 0 or not rest.strip() or bool(_HASH.match(rest.lstrip()) and rest[0].isspace())


def _quote_flow(value: str) -> str:
    """Return a list or mapping in brackets with each member that holds a # quoted."""
    end = _flow_end(value)
    inner = value[: max(end, 0)]
    if '"' in inner or "'" in inner:
        return value
    return _FLOW_PIECE.sub(_quote_member, inner) + value[max(end, 0) :]


def _quote_member(piece: re.Match[str]) -> str:
    member = _FLOW_MEMBER.fullmatch(piece[0])
    if not member or not _HASH.search(member[2]):
        return piece[0]
    return member[1] + _quote(member[2]) + member[3]


def without_note(value: str, kind: Name) -> str:
    """Return a name without the comment behind it: a # and a space behind a space; in the name of a file a # may stand
    between spaces too.
    """
    whole = kind is Name.FILE and bool(_FILE_END.search(value.rstrip()))
    for found in _HASH.finditer(value):
        at = found.start()
        before, apart = value[:at].rstrip(), not value[at + 1 : at + 2].strip()
        if kind is Name.WORD:
            is_note = apart
        elif before and _FILE_END.search(before):
            is_note = apart or not whole
        else:
            is_note = apart and not whole
        if is_note:
            return before
    return value.rstrip()


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


def without_comment(value: str) -> str:
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
        and not (_QUOTED.match(text) or _BLOCK_SCALAR.match(text) or without_comment(text) != text)
    )
    return text if plain or not text else _quote(text)
