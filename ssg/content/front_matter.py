"""An article's file parted into front matter and body, and the front matter's values by key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ssg.base.errors import Problem, problem, warning
from ssg.base.fields import Field, Source, YamlError, compose, fold_key
from ssg.base.literal import quote_literals
from ssg.base.text import clean, editor_lines, squeeze, unbroken
from ssg.content.front_lines import IMAGE_END, INNER, SPELLINGS, mend_lines
from ssg.content.keys import EITHER_KEYS, is_literal, name_of
from ssg.content.media import is_file_name
from ssg.content.plain_front import compose_plain

Fields = dict[str, Field]
"""The front matter's values by English key."""

LEGACY_SIGNS = 3
# letter pairs that no Unicode Vietnamese has, before a text counts as typed in an old font
_FENCE = re.compile(r"[ ]{0,3}(?:[-‐‑‒–—―−－﹣]{2,}|[–—―])[ \t\u00a0]*")
# telephones and Word make one long dash, or two, of three short ones
_NO_FENCE = re.compile(r"(?:\*{3,}|\.{3,}|…+|[—–-]*…|={3,}|_{3,}|~{3,}\w*|`{3,}\w*|-(?: -)+)[ \t]*")
# lines that people take for a fence, or that a telephone made of one
_ENTRY = re.compile(r"[ ]*(?:-[ ]+)?[^\s:#][^:]{0,40}:(?:\s|$)")
_BLOCK_SCALAR = re.compile(r":[ ]*[|>][-+0-9]*[ ]*$")
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
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = editor_lines(data[: error.start].decode("utf-8", "replace"))
        return "", [problem("file.encoding", path, len(lines), len(lines[-1]) + 1)]
    if text.count("\x00") > 2:
        # two bytes a letter, or a few zeros strayed into a text
        at = text.index("\x00")
        lines = editor_lines(text[: at if at > 1 else 0])
        return "", [problem("file.encoding", path, len(lines), len(lines[-1].lstrip("\ufeff")) + 1)]
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
        if _NO_FENCE.fullmatch(head) and any(map(_ENTRY.match, lines[first + 1 : first + 3])):
            return None, [problem("fm.fence", path, first + 1, 1, text=head.strip())]
        code = "fm.toml" if head.startswith("+++") else "fm.json" if head.startswith("{") else "fm.missing"
        return None, [problem(code, path, first + 1, 1)]
    is_folded = False
    for i in range(first + 1, len(lines)):
        line = lines[i]
        if _FENCE.fullmatch(line) and not (is_folded and line.startswith(" ")):
            front = unbroken("\n".join(lines[first + 1 : i]))
            return Parts(front=front, front_line=first + 1, body="\n".join(lines[i + 1 :]), body_line=i + 2), []
        if _NO_FENCE.fullmatch(line) and not _where_text_begins("\n".join(lines[first + 1 : i])):
            return None, [problem("fm.fence", path, i + 1, 1, text=line.strip())]
        is_folded = is_folded or bool(_BLOCK_SCALAR.search(line))
    return None, [problem("fm.unclosed", path, _last_entry(lines, first) + 1, 1)]


def _last_entry(lines: list[str], fence: int) -> int:
    """Return the number of the last line that is front matter, from 0, behind an opening fence."""
    last = fence
    for i in range(fence + 1, len(lines)):
        if not lines[i].strip():
            break
        if _ENTRY.match(lines[i]) or lines[i].startswith((" ", "-")):
            last = i
    return last


def read_fields(parts: Parts, path: str, problems: list[Problem]) -> Fields | None:
    """Return the front matter's values by English key, None where it cannot be read; ``problems`` gathers what is
    wrong with it, now and as its values are read.
    """
    source = Source(path=path, first_line=parts.front_line, problems=problems)
    try:
        node = compose_plain(parts.front) or compose_parsed(parts, source)
    except YamlError as error:
        if (at := _where_text_begins(parts.front)) and at < error.line:
            problems.append(problem("fm.unclosed", path, at + parts.front_line, 1))
        else:
            problems.append(problem(error.code, path, error.line + parts.front_line, error.column, **error.values))
        return None
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        node.value[:] = _choose_keys(node.value, source)
    fields = Field(path="", node=node, key=None, source=source).mapping(SPELLINGS)
    _explain_strays(problems)
    return fields


def compose_parsed(parts: Parts, source: Source) -> Node | None:
    """Return the tree that the YAML parser makes of front matter, None for an empty one; raises YamlError."""
    front = mend_lines(parts.front, source)
    return compose(quote_literals(front, is_literal, name_of), parts.front)


def _where_text_begins(front: str) -> int:
    """Return the line behind which front matter turns into the article's text, as it does where its closing fence is
    missing and a line is drawn farther below; 0 where it does not.
    """
    lines = front.split("\n")
    blank = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    after = next((line for line in lines[blank:] if line.strip()), "")
    return blank if blank and after and not _ENTRY.match(after) and not after.startswith((" ", "-", "#", "\t")) else 0


def _explain_strays(problems: list[Problem]) -> None:
    """Where a photo's key stands as an article's, say that it has slipped out of its column."""
    for i, told in enumerate(problems):
        key = dict(told.values).get("key", "")
        if told.code == "fm.unknown" and fold_key(key) in INNER:
            problems[i] = problem("fm.indent", told.path, told.line, told.column, text=key)


def _choose_keys(pairs: list[tuple[Node, Node]], source: Source) -> list[tuple[Node, Node]]:
    """Return the pairs of front matter where ``ảnh`` is either the photos or the photographer, as its value says; one
    that says neither is a problem and left out.
    """
    done = []
    for key, value in pairs:
        if isinstance(key, ScalarNode) and fold_key(str(key.value)) in EITHER_KEYS:
            meant = _files_or_people(value)
            if not meant:
                source.report("fm.either", value, key=key.value, value=_shown(value))
                continue
            key = ScalarNode("", meant, key.start_mark, key.end_mark)
        done.append((key, value))
    return done


def _files_or_people(value: Node) -> str:
    """Return the key of a list of files, or of people; "" where there is no telling."""
    if isinstance(value, MappingNode):
        return "photos"
    members = value.value if isinstance(value, SequenceNode) else [value]
    if any(not isinstance(member, ScalarNode) for member in members):
        return "photos"
    texts = [str(member.value) for member in members]
    if not isinstance(value, SequenceNode) and not IMAGE_END.search(texts[0]):
        texts = re.split(r"[,;]", texts[0])
    files = [bool(IMAGE_END.search(text.strip())) for text in texts]
    if any(files):
        return "photos" if all(files) else ""
    return "" if any(is_file_name(squeeze(text), "") for text in texts) else "photographer"


def _shown(value: Node) -> str:
    members = value.value if isinstance(value, SequenceNode) else [value]
    return ", ".join(str(member.value) for member in members)
