"""The whole site into output/: read, develop photos, plan, render what is stale, publish in a safe order."""

from __future__ import annotations

import datetime as dt
import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ssg.base.errors import SsgError, problem
from ssg.base.locks import only_one
from ssg.base.shipped import shipped
from ssg.builder.report import Options, Progress, Report, silent
from ssg.builder.stamp import leave, look, still_stands
from ssg.model.places import Places, live_places

__all__ = ["Options", "Progress", "Report", "build"]

OnWait = Callable[[str], None]
"""Told the time another build began, where this one has to wait for it."""
SITE_FILE = "site.yaml"


def no_word(began: str) -> None:
    """Wait without a word."""


def build(root: Path, options: Options, progress: Progress = silent, on_wait: OnWait = no_word) -> Report:
    """Build the portal in ``root`` into its output/, or a trial into a folder of its own; raises SsgError where nothing
    can be built at all.

    One build at a time: a second one tells ``on_wait`` when the first began, and waits.
    """
    if not (root / SITE_FILE).is_file():
        raise SsgError([problem("site.missing", SITE_FILE)])
    places = _places_of(root, options)
    try:
        with only_one(places.live / "lock", on_wait), _rare_collection():
            return _build(places, options, progress)
    except OSError as error:
        from ssg.builder.halfway import problem_of

        raise SsgError([problem_of(error, places)]) from error


def _places_of(root: Path, options: Options) -> Places:
    """Return the folders of a build; raises SsgError where a trial may not be made so, or only a trial may."""
    if options.output is None and options.url is None and not (options.drafts or options.future):
        return live_places(root)
    from ssg.builder.trials import places_of  # with much to import, and not needed by a nightly job

    return places_of(root, options)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Let Python look for lost circles of objects rarely: a build makes millions of records, and hardly a circle."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _build(places: Places, options: Options, progress: Progress) -> Report:
    started = time.perf_counter()
    now = options.now or dt.datetime.now(dt.UTC)
    seen = look(places.root, options, shipped("themes"))
    report = still_stands(places, options, seen, now)
    if report is None:
        from ssg.builder.desk import Job  # most of what there is to import, and not needed where all stands
        from ssg.builder.work import build_more

        if places.is_trial:
            from ssg.builder.trials import require_own

            require_own(places)
        report, trail = build_more(Job(places=places, options=options, now=now, seen=seen, progress=progress))
        leave(places, seen, now, trail, report)
    report.output, report.is_trial = os.fspath(places.output.resolve()), places.is_trial
    report.seconds = time.perf_counter() - started
    return report
