"""What is said to a build, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ssg.base.errors import Problem, Severity
from ssg.builder.fingerprints import Reason
from ssg.model.posts import News, Stays

CONTENT, STATIC = "content", "_static"

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of how many); the stages are articles, photos and pages."""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build."""

    # a folder for a trial build, which changes nothing of the live portal; None: build the live portal
    output: Path | None = None
    # the portal's address in a trial; None: that of site.yaml
    url: str | None = None
    # show drafts and scheduled articles; in a trial only
    drafts: bool = False
    future: bool = False
    clean: bool = False
    # forget the cache; state and ledger stay
    strict: bool = False
    # publish nothing where there is an error
    # let articles leave, however many
    allow_removal: bool = False
    # take articles with an error offline instead of keeping their last good version
    hide_broken: bool = False
    jobs: int = 0
    # workers; 0: one a processor
    executor: str = ""
    # ``module:factory`` of an executor that does the work
    now: dt.datetime | None = None
    # the build's instant; None: this moment


@dataclass(slots=True)
class Report:
    """What a build did."""

    problems: list[Problem] = field(default_factory=list)
    language: str = "vi"
    zone: dt.tzinfo = dt.UTC
    written: int = 0
    kept: int = 0
    removed: int = 0
    photos: int = 0
    # encoded
    seconds: float = 0.0
    published: bool = False
    # False where --strict kept everything as it was
    waiting: tuple[dt.datetime, ...] = ()
    # times of the articles that are scheduled, the first one first
    unpublished: tuple[str, ...] = ()
    # files that have an error and were never published
    departed: tuple[tuple[str, str], ...] = ()
    """(URL, title) of articles whose files went since the last build, and whose addresses lead nowhere now."""
    # articles with an error whose last good version is online
    stays: tuple[Stays, ...] = ()
    # articles that came, moved or left
    news: list[News] = field(default_factory=list)
    # absolute path of the folder that was published to
    output: str = ""
    # the pages are a trial's; the live portal is as it was
    is_trial: bool = False
    reasons: list[tuple[str, Reason]] = field(default_factory=list)
    # (URL, why it was rendered or written), in the order of the work

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(p.is_error for p in self.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(p.severity is Severity.WARNING for p in self.problems)
