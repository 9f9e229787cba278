"""A body of an article as it was parsed: HTML with holes, and what is to be put into them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLink:
    """A link to a file beside the article or to a page of the portal."""

    target: str
    # percent-decoded, to look for a file by
    address: str
    # as it stands in the text; "" where it hides a scheme
    line: int


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
