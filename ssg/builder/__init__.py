"""The whole site into output/: read, develop photos, plan, render what is stale, publish in a safe order."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.errors import SsgError, in_order, problem
from ssg.base.locks import only_one
from ssg.builder.crew import Crew, load_executor
from ssg.builder.desk import CACHE, OUTPUT, SSG_FOLDER, Desk, Options, Progress, Report, silent
from ssg.builder.press import Press
from ssg.builder.reading import read_and_develop, read_config, save_sources
from ssg.content.memory import Memory
from ssg.content.reader import rules_of
from ssg.model.config import Config
from ssg.model.photos import RECIPE_VERSION
from ssg.model.siteyaml import SITE_FILE
from ssg.publish import Publisher
from ssg.render.darkroom import Darkroom
from ssg.site.addresses import Clock
from ssg.state import State

__all__ = ["Options", "Progress", "Report", "build"]

OnWait = Callable[[str], None]
"""Told the time another build began, where this one has to wait for it."""


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
        where = error.filename or SSG_FOLDER
        raise SsgError([problem("output.readonly", path=where, reason=error.strerror or str(error))]) from error


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
    report = Report()
    state = State(root / SSG_FOLDER)
    try:
        config, site = read_config(root, state, report)
        desk = _open_desk(root, options, progress, report, state, config, site_kept=not site)
        with ThreadPoolExecutor(max_workers=desk.crew.size) as workers:
            content, portal = read_and_develop(desk, workers)
        press = Press(desk, portal, content.shelf)
        if not (options.strict and report.errors):
            press.run()
            state.save_urls(portal.addresses.url, desk.remembered)
            save_sources(desk, content, site)
            desk.memory.save(content.files.found)
            report.published = True
    finally:
        state.close()
    report.problems = in_order(report.problems)
    report.seconds = time.perf_counter() - started
    return report


def _open_desk(
    root: Path, options: Options, progress: Progress, report: Report, state: State, config: Config, *, site_kept: bool
) -> Desk:
    cache = root / SSG_FOLDER / CACHE
    executor = load_executor(options.executor) if options.executor else None
    now = (options.now or dt.datetime.now(dt.UTC)).astimezone(config.zone)
    return Desk(
        root=root,
        options=options,
        progress=progress,
        report=report,
        state=state,
        config=config,
        clock=Clock(now=now, drafts=options.drafts, future=options.future),
        darkroom=Darkroom(FileCache(cache / f"photos-{RECIPE_VERSION}")),
        publisher=Publisher(root / OUTPUT, state.manifest()),
        site_kept=site_kept,
        memory=Memory(cache, rules_of(config, ""), fresh=options.clean),
        crew=Crew(cache, jobs=options.jobs, executor=executor),
        alone=Crew(cache, jobs=1),
        remembered=state.urls(),
    )
