"""What the steps of one build hand on: what is asked for, how to build, with what, and what has come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from ssg.base.cache import Cache, FileCache, remove_others
from ssg.base.files import Found, Refused
from ssg.builder.crew import Crew, load_executor
from ssg.builder.report import Options, Progress, Report
from ssg.builder.stamp import Look
from ssg.content.memory import Memory
from ssg.content.shelf import rules_of
from ssg.model.config import Config
from ssg.model.photos import RECIPE_VERSION
from ssg.model.places import Places
from ssg.publish import Publisher
from ssg.render.darkroom import Darkroom
from ssg.site.addresses import Clock
from ssg.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be built."""

    places: Places
    options: Options
    now: dt.datetime
    seen: Look
    # the inputs as they were found
    progress: Progress

    @property
    def root(self) -> Path:
        """The portal's folder."""
        return self.places.root


@dataclass(slots=True)
class Desk:
    """One build under way."""

    places: Places
    options: Options
    progress: Progress
    report: Report
    state: State
    config: Config
    clock: Clock
    darkroom: Darkroom
    publisher: Publisher
    walked: Sequence[Found | Refused]
    # content/ as it was found
    site_kept: bool
    # site.yaml has errors, and its last good version serves
    memory: Memory
    texts: Cache
    # what is known of how close texts are
    crew: Crew
    alone: Crew
    # this process, for what is soon done
    to_close: ExitStack = field(default_factory=ExitStack)
    """Closes the other caches that steps of the build opened."""

    @property
    def root(self) -> Path:
        """The portal's folder."""
        return self.places.root

    @property
    def today(self) -> str:
        """The day of the build, as editors write it."""
        return f"{self.clock.now:%d/%m/%Y}"

    def close(self) -> None:
        """Dismiss the workers and release the files: an open one can be neither removed nor replaced on Windows."""
        self.crew.dismiss()
        self.to_close.close()
        self.texts.close()
        self.memory.close()


def open_desk(job: Job, report: Report, state: State, config: Config, *, site_kept: bool = False) -> Desk:
    """Return what a build needs; raises SsgError where an executor was asked for that cannot be had."""
    places, options = job.places, job.options
    cache = places.cache
    remove_others(cache)
    executor = load_executor(options.executor, places.root) if options.executor else None
    return Desk(
        places=places,
        options=options,
        progress=job.progress,
        report=report,
        state=state,
        config=config,
        clock=Clock(now=job.now.astimezone(config.zone), drafts=options.drafts, future=options.future),
        darkroom=Darkroom(FileCache(places.pictures / f"photos-{RECIPE_VERSION}")),
        publisher=Publisher(places, state.manifest()),
        walked=job.seen.walked,
        site_kept=site_kept,
        memory=Memory(cache, rules_of(config, ""), fresh=options.clean),
        texts=Cache(cache, "related"),
        crew=Crew(cache, jobs=options.jobs, executor=executor),
        alone=Crew(cache, jobs=1),
    )
