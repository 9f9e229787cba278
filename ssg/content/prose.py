"""Plain prose to HTML without a Markdown parser: paragraphs, headings, flat lists, quotations, photos on lines of
their own, emphasis and links. Most articles hold nothing else, and are read some fifteen times faster; whatever is not
surely one of these is left to the parser. Tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, excerpt, squeeze
from ssg.base.urls import own_path
from ssg.content.parsed import EXCERPT_LIMIT, Ids, Parsed, PlacedLink, PlacedPhoto

_TEXT = r"[^*_\[\]<>&`\\~|@^!\n]"
# what emphasis, a link's words and a caption may hold
_BEGUN = r"(?<![^\s(“\"]{0})"
_ENDED = r"(?:(?<=[^\W_]{0})(?=[\s.,;:!?)”\"…]|\Z)|(?<=[.,;:?)”…%]{0})(?=\s|\Z))"
_MARKED = re.compile(
    # the literal comes first and what stands before it is looked at afterwards: so the search skips from mark to mark
    rf"\*\*{_BEGUN.format('[*][*]')}((?=[^\W_]){_TEXT}+)\*\*{_ENDED.format('[*][*]')}"
    rf"|\*{_BEGUN.format('[*]')}((?=[^\W_]){_TEXT}+)\*{_ENDED.format('[*]')}"
    rf"|\[(?<!!\[)({_TEXT}+)\]\((https?://[A-Za-z0-9][A-Za-z0-9./?=#-]*|/(?:[A-Za-z0-9][A-Za-z0-9./#-]*)?)\)"
)
_PIECES = 5
# that a text splits into at each mark: its four groups, and what follows
_SIGN = re.compile(
    r"[*_\[\]<`\\~|@^\t\xa0\xad\u1680\u2000-\u200a\u202f\u205f\u3000＊!&:wW]"
    r"(?:(?<![!&:wW])|(?<=!)(?=\()|(?<=&)(?! )|(?<=:)(?=//)|(?<=[wW])(?=[wW]{2}\.))"
)
# what plain text cannot hold without a parser's second look
_LINE = re.compile(r"(?!\d+[.)](?:\s|\Z))[^\W_\u00aa-\u00ba]|[\"“‘'(…–—\[*]")
# how a line of a paragraph begins
_HEADING = re.compile(r"(#{1,6}) (\S.*)")
_ITEM = re.compile(r"(?:- |(\d{1,3})\. )(?=\S)(.*)")
_PHOTO = re.compile(
    rf"^!\[({_TEXT}*)\]\(([A-Za-z0-9][A-Za-z0-9._/-]*\.(?:jpe?g|png|webp|gif))"
    r"(?: \"([^\"*_\[\]<>&`\\~|@^!\n]*)\")?\)$",
    re.IGNORECASE | re.MULTILINE,
)


class _NotPlainError(Exception):
    """The body holds something that only the parser can read."""


def parse_plain(text: str, home: str = "") -> Parsed | None:
    """Return the body parsed as forgiving Markdown, None where it is more than plain prose; ``home`` is the portal's
    own address.
    """
    pieces = _MARKED.split(text)
    rest = "x".join(pieces[::_PIECES])
    if "![" in rest:
        rest = _PHOTO.sub("x", rest)
    if _SIGN.search(rest):
        return None
    try:
        return _Page(text, pieces, home).parsed
    except _NotPlainError:
        return None


class _Page:
    """One body while it is read, block by block."""

    def __init__(self, text: str, pieces: Sequence[str], home: str) -> None:
        self.parsed = Parsed()
        self._home = home
        self._html: list[str] = []
        self._prose: list[str] = []
        self._last = ""
        self._words: list[str] = []
        self._ids = Ids()
        self._anchors: list[str] = []
        self._shift = 1 if text.startswith("# ") or "\n# " in text else 0
        self._before = ""
        # kind of the block before
        self._lines = text.split("\n")
        self._shown, self._plain = self._mark(pieces)
        # the same lines as HTML and as words; what a block begins with is in them still
        first = -1
        for at, line in enumerate(self._lines):
            if line and first < 0:
                first = at
            elif not line and first >= 0:
                self._read(first, at)
                first = -1
        if first >= 0:
            self._read(first, len(self._lines))
        self.parsed.html = "".join(self._html)
        self.parsed.anchors = tuple(self._anchors)
        self.parsed.text = "\n".join(self._words)
        self.parsed.excerpt = excerpt(" ".join(self._prose), EXCERPT_LIMIT)
        announced = self._before != "photo" and self._last.endswith(":")
        self.parsed.announces_photos = announced or self._before == "heading"

    def _mark(self, pieces: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return the lines' HTML and their words, of the text as _MARKED splits it."""
        html, words, line = [_escape(pieces[0])], [pieces[0]], 1 + pieces[0].count("\n")
        for i in range(1, len(pieces), _PIECES):
            strong, slanted, label, href, after = pieces[i : i + _PIECES]
            said = strong or slanted or label
            if strong:
                html.append(f"<strong>{_escape(said)}</strong>{_escape(after)}")
            elif slanted:
                html.append(f"<em>{_escape(said)}</em>{_escape(after)}")
            else:
                html.append(f'<a href="{self._address(href, line)}">{_escape(said)}</a>{_escape(after)}')
            words += (said, after)
            line += after.count("\n")
        return "".join(html).split("\n"), "".join(words).split("\n")

    def _read(self, first: int, end: int) -> None:
        """Read a block: the lines from ``first`` up to ``end``, which follow one another."""
        line = self._lines[first]
        while line[0] == "#":
            self._heading(first)
            first += 1
            if first == end:
                return
            line = self._lines[first]
        if line[0] == ">":
            self._quotation(first, end)
        elif line[0] == "!":
            self._photos(first, end)
        elif _ITEM.match(line):
            self._list(first, end)
        elif line == "[[album]]" and end == first + 1:
            raise _NotPlainError
        else:
            if self._before == "photo" and line[0] == "*":
                raise _NotPlainError  # the photo's caption
            self._html.append(f"<p>{self._paragraph(first, end)}</p>\n")
            self._before = "paragraph"

    def _heading(self, at: int) -> None:
        line = self._lines[at]
        found = _HEADING.fullmatch(line)
        if not found or line[-1] in "# " or found[2] != found[2].strip() or not _LINE.match(found[2]):
            raise _NotPlainError
        html, plain = self._shown[at][found.start(2) :], self._plain[at][found.start(2) :]
        self._words.append(plain)
        name = self._ids.name_heading(plain)
        self._anchors.append(name)
        tag = f"h{min(6, len(found[1]) + self._shift)}"
        self._html.append(f'<{tag} id="{name}">{html}</{tag}>\n')
        self._last, self._before = "", "heading"

    def _quotation(self, first: int, end: int) -> None:
        if not all(line.startswith("> ") for line in self._lines[first:end]) or self._before == "quotation":
            raise _NotPlainError
        html = self._paragraph(first, end, lead="> ")
        self._html.append(f"<blockquote>\n<p>{html}</p>\n</blockquote>\n")
        self._before = "quotation"

    def _photos(self, first: int, end: int) -> None:
        for at in range(first, end):
            found = _PHOTO.fullmatch(self._lines[at])
            if not found:
                raise _NotPlainError
            alt, src, title = found.groups()
            photos = self.parsed.photos
            self._html.append(f"{HOLE_OPEN}photo:{len(photos)}{HOLE_CLOSE}\n")
            self._words.append(" \n")
            photos.append(PlacedPhoto(src=src, alt=squeeze(alt), caption=squeeze(title or ""), line=at + 1))
        self._before = "photo"

    def _list(self, first: int, end: int) -> None:
        if self._before == "list":
            raise _NotPlainError  # one list with an empty line in it
        items, ordered = [], self._lines[first][0] != "-"
        for at in range(first, end):
            line = self._lines[at]
            found = _ITEM.fullmatch(line)
            if not found or (found[1] is not None) is not ordered or (ordered and found[1] != str(at - first + 1)):
                raise _NotPlainError
            items.append(f"<li>{self._paragraph(at, at + 1, lead=line[: found.start(2)])}</li>\n")
        tag = "ol" if ordered else "ul"
        self._html.append(f"<{tag}>\n{''.join(items)}</{tag}>\n")
        self._before = "list"

    def _paragraph(self, first: int, end: int, lead: str = "") -> str:
        """Return the HTML of lines of text, and take their words; each begins with something as long as ``lead``."""
        begin = len(lead)
        for line in self._lines[first:end]:
            if not _LINE.match(line, begin) or line[-1].isspace():
                raise _NotPlainError
        shown, plain = self._shown[first:end], self._plain[first:end]
        if lead:
            shown, plain = [line[len(_escape(lead)) :] for line in shown], [line[begin:] for line in plain]
        self._last = " ".join(plain)
        self._words.append(self._last)
        self._prose.append(self._last)
        return "<br />\n".join(shown)

    def _address(self, href: str, number: int) -> str:
        if href[0] != "/":
            inside = own_path(href, self._home)
            if inside is None:
                return href
            href = inside
        links = self.parsed.links
        links.append(PlacedLink(target=href, address=href, line=number))
        return f"{HOLE_OPEN}link:{len(links) - 1}{HOLE_CLOSE}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
