"""What the server of the preview and the portal behind it say to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ssg.base.errors import Problem

NEWS = "\0news"
# stands in what changed for no file: what a page waited for has come


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the bar and the ribbon tell the editor of the page of one article."""

    source: str
    # the article's file, relative to the portal's folder
    edited: dt.datetime | None = None
    # when that file was saved, in the portal's zone
    words: int = 0
    uncaptioned: int = 0
    # photos without a caption
    draft: bool = False
    scheduled: dt.datetime | None = None
    # when it is to appear, where that is still to come
    expired: dt.datetime | None = None
    # since when it is out of the lists
    problems: tuple[Problem, ...] = ()
    # those of this page, of every severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands at a path: a file as the build would write it, a redirect, or a page that says nothing is there."""

    status: int
    # 200, 301 or 404
    kind: str
    # such as "text/html; charset=utf-8"
    body: bytes
    is_fragment: bool = False
    """Whether it is a piece of HTML that scripts put into pages, and no page."""
    location: str = ""
    # of a 301: where to go, a path or a whole URL
    notes: Notes | None = None


class Studio(Protocol):
    """The portal in memory. ``answer``, ``problems`` and ``source`` are called from many threads at once, also while
    ``refresh`` runs; ``refresh`` is called from one thread only.
    """

    @property
    def root(self) -> Path:
        """The portal's folder."""
        ...

    @property
    def roots(self) -> Sequence[Path]:
        """Files and folders to watch, whole paths; some may not be there yet. They may differ after a refresh."""
        ...

    @property
    def home(self) -> str:
        """The path of the portal's home: "/", or "/truong/" where the portal lies below a path."""
        ...

    @property
    def problems(self) -> Sequence[Problem]:
        """All the problems there are now."""
        ...

    def answer(self, path: str) -> Answer:
        """Return what stands at a decoded URL path, which begins with "/" and holds no "." or ".." between slashes."""
        ...

    def refresh(self, changed: Collection[str]) -> bool:
        """Look again at what changed; return whether anything could differ now.

        ``changed`` are paths relative to the portal's folder (whole paths for what lies elsewhere); one that names a
        folder means all below it; an empty collection means everything.
        """
        ...

    def attend(self, on_news: Callable[[], None]) -> None:
        """Call ``on_news``, from any thread, where a refresh with NEWS alone would find that pages differ."""
        ...

    def close(self) -> None:
        """End what goes on beside, and write what was learnt; nothing is asked any more."""
        ...

    def source(self, path: str) -> str:
        """Return the text of a file that a problem names, "" where it cannot be read."""
        ...
