"""The whole site into output/: read, develop photos, plan, render what is stale, publish in a safe order."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.lengths import reason_of
from ssg.base.locks import only_one
from ssg.base.shipped import shipped
from ssg.builder.report import OUTPUT, SSG_FOLDER, Options, Progress, Report, silent
from ssg.builder.stamp import leave, look, still_stands

__all__ = ["Options", "Progress", "Report", "build"]

OnWait = Callable[[str], None]
"""Told the time another build began, where this one has to wait for it."""
SITE_FILE = "site.yaml"


def no_word(began: str) -> None:
    """Wait without a word."""


def build(root: Path, options: Options, progress: Progress = silent, on_wait: OnWait = no_word) -> Report:
    """Build the portal in ``root`` into its output/; raises SsgError where nothing can be built at all.

    One build at a time: a second one tells ``on_wait`` when the first began, and waits.
    """
    if not (root / SITE_FILE).is_file():
        raise SsgError([problem("site.missing", SITE_FILE)])
    try:
        with only_one(root / SSG_FOLDER / "lock", on_wait), _rare_collection():
            return _build(root, options, progress)
    except OSError as error:
        raise SsgError([_told(error, root)]) from error


def _told(error: OSError, root: Path) -> Problem:
    """Return the problem of a file that the system refused, whichever it is."""
    path = Path(os.fsdecode(error.filename2 or error.filename or root / SSG_FOLDER))
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem("disk.full", shown)
    ours = shown in (SSG_FOLDER, OUTPUT) or shown.startswith((f"{SSG_FOLDER}/", f"{OUTPUT}/"))
    return problem("output.readonly" if ours else "file.unreadable", shown, path=shown, reason=reason_of(error))


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Let Python look for lost circles of objects rarely: a build makes millions of records, and hardly a circle."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _build(root: Path, options: Options, progress: Progress) -> Report:
    started = time.perf_counter()
    now = options.now or dt.datetime.now(dt.UTC)
    seen = look(root, options, shipped("themes"))
    report = still_stands(root, options, seen, now)
    if report is None:
        from ssg.builder.desk import Job  # most of what there is to import, and not needed where all stands
        from ssg.builder.work import build_more

        report, trail = build_more(Job(root=root, options=options, now=now, seen=seen, progress=progress))
        leave(root, seen, now, trail, report)
    report.output = os.fspath((root / OUTPUT).resolve())
    report.seconds = time.perf_counter() - started
    return report
