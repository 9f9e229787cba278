"""Plain prose to HTML without a Markdown parser: paragraphs, headings, flat lists, quotations, photos on lines of
their own, emphasis and links. Most articles hold nothing else, and are read some fifteen times faster; whatever is not
surely one of these is left to the parser. Tests compare the two.
"""

from __future__ import annotations

import re

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, excerpt, slugify, squeeze
from ssg.content.placing import EXCERPT_LIMIT, HEADING_SLUG, Parsed, PlacedLink, PlacedPhoto

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
_MARK = re.compile(r"[*_\[\]<`\\~|@^\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LONE_AMPERSAND = re.compile(r"&(?! )")
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


def parse_plain(text: str) -> Parsed | None:
    """Return the body parsed as forgiving Markdown, None where it is more than plain prose."""
    rest = _MARKED.sub("x", _PHOTO.sub("x", text) if "![" in text else text)
    if _MARK.search(rest) or "://" in rest or "www." in rest.lower() or _LONE_AMPERSAND.search(rest):
        return None
    try:
        return _Page(text).parsed
    except _NotPlainError:
        return None


class _Page:
    """One body while it is read, block by block."""

    def __init__(self, text: str) -> None:
        self.parsed = Parsed()
        self._html: list[str] = []
        self._prose: list[str] = []
        self._said = 0
        # characters in _prose
        self._last = ""
        self._words: list[str] = []
        self._ids: set[str] = set()
        self._shift = 1 if text.startswith("# ") or "\n# " in text else 0
        self._before = ""
        # kind of the block before
        line, block = 1, list[str]()
        for number, said in enumerate(text.split("\n"), start=1):
            if said:
                if not block:
                    line = number
                block.append(said)
            elif block:
                self._read(block, line)
                block = []
        if block:
            self._read(block, line)
        self.parsed.html = "".join(self._html)
        self.parsed.text = "\n".join(self._words)
        self.parsed.excerpt = excerpt(" ".join(self._prose), EXCERPT_LIMIT)
        self.parsed.announces_photos = self._last.endswith(":")

    def _read(self, lines: list[str], number: int) -> None:
        """Read a block of lines that follow one another; ``number`` is the first one's."""
        first = lines[0]
        while first[0] == "#":
            self._heading(first, number)
            lines, number = lines[1:], number + 1
            if not lines:
                return
            first = lines[0]
        if first[0] == ">":
            self._quotation(lines, number)
        elif first[0] == "!":
            self._photos(lines, number)
        elif _ITEM.match(first):
            self._list(lines, number)
        elif first == "[[album]]" and len(lines) == 1:
            raise _NotPlainError
        else:
            if self._before == "photo" and first[0] == "*":
                raise _NotPlainError  # the photo's caption
            self._html.append(f"<p>{self._paragraph(lines, number)}</p>\n")
            self._before = "paragraph"

    def _heading(self, line: str, number: int) -> None:
        found = _HEADING.fullmatch(line)
        if not found or line[-1] in "# " or found[2] != found[2].strip() or not _LINE.match(found[2]):
            raise _NotPlainError
        html, plain = self._inline(found[2], number)
        self._words.append(plain)
        slug, count = slugify(plain, limit=HEADING_SLUG) or "muc", 1
        name = slug
        while name in self._ids:
            count += 1
            name = f"{slug}-{count}"
        self._ids.add(name)
        tag = f"h{min(6, len(found[1]) + self._shift)}"
        self._html.append(f'<{tag} id="muc-{name}">{html}</{tag}>\n')
        self._last, self._before = "", "heading"

    def _quotation(self, lines: list[str], number: int) -> None:
        if not all(line.startswith("> ") for line in lines) or self._before == "quotation":
            raise _NotPlainError
        html = self._paragraph([line[2:] for line in lines], number)
        self._html.append(f"<blockquote>\n<p>{html}</p>\n</blockquote>\n")
        self._before = "quotation"

    def _photos(self, lines: list[str], number: int) -> None:
        for at, line in enumerate(lines, start=number):
            found = _PHOTO.fullmatch(line)
            if not found:
                raise _NotPlainError
            alt, src, title = found.groups()
            photos = self.parsed.photos
            self._html.append(f"{HOLE_OPEN}photo:{len(photos)}{HOLE_CLOSE}\n")
            self._words.append(" \n")
            photos.append(PlacedPhoto(src=src, alt=squeeze(alt), caption=squeeze(title or ""), line=at))
        self._before = "photo"

    def _list(self, lines: list[str], number: int) -> None:
        if self._before == "list":
            raise _NotPlainError  # one list with an empty line in it
        items, ordered = [], lines[0][0] != "-"
        for at, line in enumerate(lines, start=number):
            found = _ITEM.fullmatch(line)
            if not found or (found[1] is not None) is not ordered or (at == number and ordered and found[1] != "1"):
                raise _NotPlainError
            items.append(f"<li>{self._paragraph([found[2]], at)}</li>\n")
        tag = "ol" if ordered else "ul"
        self._html.append(f"<{tag}>\n{''.join(items)}</{tag}>\n")
        self._before = "list"

    def _paragraph(self, lines: list[str], number: int) -> str:
        html, words = [], []
        for at, line in enumerate(lines, start=number):
            if not _LINE.match(line) or line != line.strip():
                raise _NotPlainError
            shown, plain = self._inline(line, at)
            html.append(shown)
            words.append(plain)
        self._words.append(" ".join(words))
        self._last = self._words[-1]
        if self._said < EXCERPT_LIMIT * 2:
            self._prose.append(squeeze(self._last))
            self._said += len(self._prose[-1])
        return "<br />\n".join(html)

    def _inline(self, text: str, number: int) -> tuple[str, str]:
        """Return a line's HTML and its words."""
        pieces = _MARKED.split(text)
        if len(pieces) == 1:
            return _escape(text), text
        html, words = [_escape(pieces[0])], [pieces[0]]
        for i in range(1, len(pieces), 5):
            strong, slanted, label, href, after = pieces[i : i + 5]
            said = strong or slanted or label
            shown = _escape(said)
            if strong:
                html.append(f"<strong>{shown}</strong>")
            elif slanted:
                html.append(f"<em>{shown}</em>")
            else:
                html.append(f'<a href="{self._address(href, number)}">{shown}</a>')
            html.append(_escape(after))
            words += (said, after)
        return "".join(html), "".join(words)

    def _address(self, href: str, number: int) -> str:
        if href[0] != "/":
            return href
        links = self.parsed.links
        links.append(PlacedLink(target=href, address=href, line=number))
        return f"{HOLE_OPEN}link:{len(links) - 1}{HOLE_CLOSE}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
