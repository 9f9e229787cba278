"""A build that has something to do, as one paragraph of verbs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.errors import in_order
from ssg.base.files import Found, Refused
from ssg.builder.counting import count
from ssg.builder.crew import Crew, load_executor
from ssg.builder.desk import Desk
from ssg.builder.press import Press
from ssg.builder.reading import read_and_develop, read_config, save_sources
from ssg.builder.report import CACHE, OUTPUT, SSG_FOLDER, Options, Progress, Report
from ssg.builder.stamp import Trail
from ssg.content.memory import Memory
from ssg.content.reader import Content
from ssg.content.shelf import rules_of
from ssg.model.articles import Kept
from ssg.model.config import Config
from ssg.model.photos import RECIPE_VERSION
from ssg.publish import Publisher
from ssg.render.darkroom import Darkroom
from ssg.site.addresses import Clock
from ssg.site.moments import next_moment
from ssg.site.portal import Portal
from ssg.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be built."""

    root: Path
    options: Options
    now: dt.datetime
    walked: Sequence[Found | Refused]
    # content/ as it was found
    progress: Progress


def build_anew(job: Job) -> tuple[Report, Trail]:
    """Build a portal; raises SsgError or OSError where nothing can be built at all."""
    report, trail = Report(), Trail()
    state = State(job.root / SSG_FOLDER)
    try:
        config, site = read_config(job.root, state, report)
        desk = _open_desk(job, report, state, config, site_kept=not site)
        try:
            _publish(desk, site, trail)
        finally:
            desk.crew.dismiss()
    finally:
        state.close()
    report.problems = in_order(report.problems)
    return report, trail


def _publish(desk: Desk, site: dict[str, Kept], trail: Trail) -> None:
    content, portal = read_and_develop(desk)
    press = Press(desk, portal, content.shelf)
    portal.standings = count(desk, portal, press.plan)
    if desk.options.strict and desk.report.errors:
        return
    press.run(lambda: _keep(desk, content, portal, site))
    desk.memory.close()
    desk.report.published = True
    trail.until = next_moment(content.library.articles, desk.clock)
    trail.watched = list(desk.config.counters.logs)
    trail.outputs = {path: (file.size, file.mtime_ns) for path, file in desk.publisher.manifest.items()}


def _keep(desk: Desk, content: Content, portal: Portal, site: Mapping[str, Kept]) -> None:
    """Keep what the next build goes by."""
    desk.state.save_urls(portal.addresses.url, desk.remembered)
    save_sources(desk, content, site)
    desk.memory.save(content.files.found)


def _open_desk(job: Job, report: Report, state: State, config: Config, *, site_kept: bool) -> Desk:
    root, options = job.root, job.options
    cache = root / SSG_FOLDER / CACHE
    executor = load_executor(options.executor, root) if options.executor else None
    return Desk(
        root=root,
        options=options,
        progress=job.progress,
        report=report,
        state=state,
        config=config,
        clock=Clock(now=job.now.astimezone(config.zone), drafts=options.drafts, future=options.future),
        darkroom=Darkroom(FileCache(cache / f"photos-{RECIPE_VERSION}")),
        publisher=Publisher(root / OUTPUT, state.manifest()),
        walked=job.walked,
        site_kept=site_kept,
        memory=Memory(cache, rules_of(config, ""), fresh=options.clean),
        crew=Crew(cache, jobs=options.jobs, executor=executor),
        alone=Crew(cache, jobs=1),
        remembered=state.urls(),
    )
