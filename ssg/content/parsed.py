"""A body of an article as it was parsed: HTML with holes, and what is to be put into them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ssg.base.anchors import OLD_PREFIX, plain_id
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, anchor_slug

EXCERPT_LIMIT = 220
# characters
ALBUM = f"{HOLE_OPEN}album{HOLE_CLOSE}\n"
"""What stands in a body's HTML where its album is placed."""
HEADING_SLUG = 60
# characters of a heading's id


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPhoto:
    """A photo placed in the text."""

    src: str
    alt: str
    caption: str
    line: int
    # within the body, from 1
    full: str = ""
    # the picture it is a link to: as a rule the same in full size
    linked: str = ""
    """The caption as HTML with holes, where there are links in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLink:
    """A link to a file beside the article or to a page of the portal."""

    target: str
    # percent-decoded, to look for a file by
    address: str
    # as it stands in the text; "" where it hides a scheme
    line: int
    raw: bool = False
    # typed as HTML: what it lacks is told, and does not hold the article back


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be told of a line of the body."""

    code: str
    line: int
    # within the body, from 1
    values: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Parsed:
    """A body parsed: HTML whose holes ``photo:N``, ``image:N`` and ``link:N`` count into the lists."""

    html: str = ""
    photos: list[PlacedPhoto] = field(default_factory=list)
    links: list[PlacedLink] = field(default_factory=list)
    external: list[PlacedPhoto] = field(default_factory=list)
    # photos of other sites, shown as links
    has_album: bool = False
    announces_photos: bool = False
    excerpt: str = ""
    text: str = ""
    # the words of the body, footnotes left out
    removed: tuple[tuple[str, int], ...] = ()
    # tags that cleaning took out, with their lines
    remarks: list[Remark] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    # addresses that no link may lead to, with their lines: their words stay, without a link
    in_page: list[tuple[str, int]] = field(default_factory=list)
    # fragments of links within the page, with their lines
    anchors: tuple[str, ...] = ()
    # ids that links may lead to


THEME_IDS = frozenset({"main", "menu", "menu-list", "rating-prompt", "top"})
# of the page around a text
_NOT_OURS = re.compile(r"page-|fn(?:ref)?[0-9]")
# how ids begin that belong to a theme, or to notes


def own_id(typed: str) -> str:
    """Return the id that an anchor in a text goes by; "" for none. What would clash with the page around it begins
    with ``muc-``.
    """
    name = plain_id(typed)
    return f"{OLD_PREFIX}{name}" if name in THEME_IDS or name.startswith("page-") else name


class Ids:
    """The ids of one text, each given once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._next: dict[str, int] = {}
        # the number that the next heading of the same words gets

    def name_heading(self, words: str) -> str:
        """Return the id of a heading: its words as a slug."""
        slug = anchor_slug(words, limit=HEADING_SLUG) or "muc"
        if slug in THEME_IDS or _NOT_OURS.match(slug):
            slug = f"{OLD_PREFIX}{slug}"
        name, number = slug, self._next.get(slug, 1)
        while name in self.taken:
            number += 1
            name = f"{slug}-{number}"
        self._next[slug] = number
        self.taken.add(name)
        return name
