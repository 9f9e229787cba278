"""Articles as readers find them: what was online after a build, and what a build changed of that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PostState(Enum):
    """Where an article is to be found."""

    LISTED = "listed"
    EXPIRED = "expired"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One published or scheduled article, as the state remembers it."""

    # "" where an older version left no title
    title: str
    # from the portal's root
    url: str
    state: PostState = PostState.LISTED
    # ``category/slug`` and ``unit/slug`` of the lists it belongs to
    places: tuple[str, ...] = ()


class NewsKind(Enum):
    """What became of an article in a build; the values are the ends of phrase keys."""

    PUBLISHED = "published"
    MOVED = "moved"
    WAITING = "waiting"
    RESCHEDULED = "rescheduled"
    EXPIRED = "expired"
    DRAFTED = "drafted"
    HIDDEN = "hidden"
    REMOVED = "removed"
    LATE = "late"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One article that a build published, moved or took offline."""

    kind: NewsKind
    title: str
    # whole public address; where it is offline, the one it had
    url: str
    # whole public address before a move
    old: str = ""
    # time of publishing, as shown to readers, of an article that waits for it
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """An article with an error whose last good version is online."""

    # file relative to the portal's folder
    path: str
    title: str
    # whole public address
    url: str
