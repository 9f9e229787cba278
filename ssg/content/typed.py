"""Lines as Word and clerks' keyboards leave them, to the Markdown they stand for; each line stays where it is.

Code and raw HTML are passed over. What is put right here has one plain meaning: bullets with tabs, ``##Tiêu đề``, a
list item's second line, ``[x] (url)``, Word's quotes round addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.common.html_blocks import block_names

from ssg.base.text import squeeze

_GAP = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# characters that look like a space
_FILE = r"\.(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?|pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|md)"
_PICTURE = r"\.(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?)"
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*\Z)|~{3,})")
_RAW_LONG = re.compile(r"[ \t]*<(?:(script|pre|style|textarea)\b|!--)", re.IGNORECASE)
_RAW_BLOCK = re.compile(rf"[ \t]*</?(?:{'|'.join(block_names)})(?=[\s/>]|\Z)", re.IGNORECASE)
_BULLET = re.compile(
    rf"([{_GAP}]*)(?:([•·▪▫◦●■➢➤►▶✓✔❖✦◆◇➔\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e])[{_GAP}]*"
    rf"|([oüØvq§–—‒−○*+-])(?:\t[{_GAP}]*|[{_GAP}]*\u00a0[{_GAP}]*|[ ]{{3,}}[{_GAP}]*))(?=\S)"
)
_DASH = re.compile(r"([ \t]*)([-+]) +(?=\S)")
_NUMBER = re.compile(rf"([ \t]*)(\d{{1,3}})\.[{_GAP}]+(?=\S)")
_SPACED = re.compile(rf"[{_GAP}]*(?:#{{1,6}}|[-+*>]|\d{{1,3}}[.)])[{_GAP}]+(?=\S)")
# a mark of a block, with what looks like spaces round it
_HEADING = re.compile(r"[ \t]*#{2,6}(?=[^\s#])")
_TITLE = re.compile(r"#(?=[^\W\d_])([^#\s]+)( [^#\n]*[^#\s.!?;,])")
_OTHER_BLOCK = re.compile(r"[ \t]*(?:[-+*]\s|[#>|<`~]|\[\[|\[\^|\d{1,3}\.[ \t\u00a0])")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t\u00a0]?)+")
_LOOSE_LINK = re.compile(
    rf"(\[(?!\^)[^\[\]\n]{{1,500}}\])[{_GAP}]{{1,3}}(?=\((?:https?://|www\.|mailto:|/)[^\s()]*\)|\([^()\n]{{1,300}}{_FILE}\))",
    re.IGNORECASE,
)
_BARE_PHOTO = re.compile(rf"(?<![\w\])])!{{1}}[{_GAP}]{{0,3}}(?=\([^()\n]{{1,300}}{_PICTURE}\))", re.IGNORECASE)
_LOOSE_PHOTO = re.compile(
    rf"(?:^|(?<=\s))!(?:[{_GAP}]{{1,3}})(?=\[\]\([^()\n]|\[[^\[\]\n]*\]\([^()\n]{{1,300}}{_PICTURE})", re.IGNORECASE
)
_QUOTED_TARGET = re.compile(r"\]\([ ]*[“”„\"‘’']+([^\s“”\"‘’'()<>]{1,2000})[“”\"‘’']+[ ]*\)")
_QUOTED_TAG = re.compile(r"<[a-zA-Z][^<>\n]*=[ ]*[“”„][^<>\n]*>")
_WIDE = str.maketrans({"＊": "*"})


@dataclass(slots=True)
class _Item:
    """An item of a list, as it stands and as it is written."""

    typed: int
    # columns of its indent
    mark: str
    written: int
    # columns of its indent
    content: int
    # columns where its text begins


@dataclass(slots=True)
class _Lists:
    """The items that the next line may belong to, the innermost last."""

    items: list[_Item] = field(default_factory=list)

    def enter(self, typed: int, mark: str, width: int) -> _Item:
        """Return the item that begins with a mark, ``width`` columns wide as it is written."""
        while self.items and self.items[-1].typed > typed:
            self.items.pop()
        same = [n for n, item in enumerate(self.items) if item.typed == typed]
        known = next((n for n in same if self.items[n].mark == mark), None)
        if known is not None:
            written = self.items[known].written
            del self.items[known:]
        elif same and _is_lower(self.items[-1].mark, mark):
            written = self.items[-1].content
        else:
            if same:
                del self.items[same[0] :]
            outer = self.items[-1] if self.items else None
            written = typed + (outer.written - outer.typed if outer else 0)
        item = _Item(typed, mark, written, written + width)
        self.items.append(item)
        return item


def _is_lower(above: str, mark: str) -> bool:
    """Return whether a mark that stands in one column with another one is a level below it."""
    if above == "1" or mark in ("1", "*"):
        return False
    return mark != "-" or above not in "+*"


def as_markdown(text: str) -> str:
    """Return the text as Markdown, each line for a line."""
    if "\u00ad" in text:
        text = text.replace("\u00ad", "")
    return "\n".join(_Reader(text.split("\n")).read())


class _Reader:
    """Goes through the lines, and knows what it stands in."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._lists = _Lists()
        self._until = ""
        # what ends the code or raw HTML; "" in text
        self._quoted = False

    def read(self) -> list[str]:
        """Return the lines as Markdown."""
        return [self._line(at, line) for at, line in enumerate(self._lines)]

    def _line(self, at: int, line: str) -> str:
        if self._until:
            self._leave_raw(line)
            return line
        quote = _QUOTE.match(line)
        if bool(quote) is not self._quoted:
            self._quoted = bool(quote)
            self._lists.items.clear()
        if quote and line[quote.end() :].strip():
            return quote[0].replace("\u00a0", " ") + self._marked(at, line[quote.end() :])
        return self._marked(at, line) if line.strip() and not quote else line

    def _marked(self, at: int, line: str) -> str:
        if self._enter_raw(line):
            return line
        line = _mend_marks(line)
        line = _BULLET.sub(self._bullet, line, count=1) if (found := _BULLET.match(line)) else line
        if found:
            return line
        if _SPACED.match(line):
            line = _SPACED.sub(lambda m: re.sub(rf"[{_GAP}]", _plain_gap, m[0]), line, count=1)
        if found := _DASH.match(line):
            return self._dash(found, line)
        if found := _NUMBER.match(line):
            return self._number(found, line)
        return self._text(at, line)

    def _leave_raw(self, line: str) -> None:
        until = self._until
        if until == "\n":
            ended = not line.strip()
        elif until[0] in "`~":
            bare = line.strip(" \t>")
            ended = bare.startswith(until) and not bare.strip(until[0])
        else:
            ended = until in line.lower()
        if ended:
            self._until = ""

    def _enter_raw(self, line: str) -> bool:
        """Note where a line begins code or raw HTML, and what will end it."""
        if found := _FENCE.match(line):
            self._until = found[1]
        elif found := _RAW_LONG.match(line):
            self._until = f"</{found[1].lower()}" if found[1] else "-->"
            self._leave_raw(line[found.end() :])
        elif _RAW_BLOCK.match(line):
            self._until = "\n"
        else:
            return False
        return True

    def _bullet(self, found: re.Match[str]) -> str:
        item = self._lists.enter(_columns(found[1]), found[2] or found[3], 2)
        return " " * item.written + "- "

    def _dash(self, found: re.Match[str], line: str) -> str:
        item = self._lists.enter(_columns(found[1]), found[2], 2)
        if item.written == item.typed:
            return line
        return " " * item.written + "- " + line[found.end() :]

    def _number(self, found: re.Match[str], line: str) -> str:
        typed = _columns(found[1])
        item = self._lists.enter(typed, "1", found.end() - found.end(1))
        return " " * (item.written - typed) + line

    def _text(self, at: int, line: str) -> str:
        """A line without a list's mark: a heading, a list item's next line, or text."""
        before = self._lines[at - 1].strip("> \t\u00a0") if at else ""
        if found := _HEADING.match(line):
            self._lists.items.clear()
            return f"{line[: found.end()]} {line[found.end() :]}"
        if not before and _is_title(line):
            return f"# {line[1:]}"
        if not before and not line[0].isspace():
            self._lists.items.clear()
        indent = _columns(line[: len(line) - len(line.lstrip())])
        if not before or not self._lists.items or _OTHER_BLOCK.match(line):
            return line
        item = self._lists.items[-1]
        if indent > item.typed or (item.mark == "1" and self._goes_on(at, item)):
            return " " * max(item.content, indent + item.written - item.typed) + line.lstrip(_SPACES)
        return line

    def _goes_on(self, at: int, item: _Item) -> bool:
        """Return whether the list's next item follows upon this line, or upon lines of text after it."""
        for line in self._lines[at + 1 : at + 6]:
            if found := _NUMBER.match(line):
                return _columns(found[1]) == item.typed
            if not line.strip() or _OTHER_BLOCK.match(line):
                return False
        return False


_SPACES = " \t\u00a0"


def _plain_gap(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\t" else " "


def _columns(indent: str) -> int:
    return len(indent.expandtabs(4))


def _is_title(line: str) -> bool:
    """Return whether ``#Tiêu đề`` is a heading: words on a line of their own, no ``#hashtag``."""
    found = _TITLE.fullmatch(line.rstrip())
    if not found or not squeeze(found[2]):
        return False
    word = found[1]
    return word[0].isupper() and len(word) <= 7 and (word[1:].islower() or word.isupper() or len(word) == 1)


def _mend_marks(line: str) -> str:
    """Put marks within a line right: wide asterisks, loose links and photos, Word's quotes round addresses."""
    if line.lstrip(_SPACES).startswith("＃"):
        stripped = line.lstrip(_SPACES)
        line = "#" * (len(stripped) - len(stripped.lstrip("＃"))) + stripped.lstrip("＃")
    if "`" in line:
        return line
    if "＊" in line:
        line = line.translate(_WIDE)
    if "](" in line:
        line = _QUOTED_TARGET.sub(r"](\1)", line)
    if "<" in line and ("“" in line or "”" in line):
        line = _QUOTED_TAG.sub(lambda m: re.sub("[“”„]", '"', m[0]), line)
    if "]" in line:
        line = _LOOSE_LINK.sub(r"\1", line)
    if "!" in line:
        line = _LOOSE_PHOTO.sub("!", _BARE_PHOTO.sub("![]", line))
    return line
