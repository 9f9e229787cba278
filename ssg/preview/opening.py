"""The portal opened for the preview: read, planned, its themes loaded; nothing rendered, developed or published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ssg.base.cache import Cache, FileCache
from ssg.base.errors import Problem, SsgError
from ssg.base.shipped import shipped
from ssg.builder.blurring import guard, look_batch
from ssg.builder.counting import LEDGER, read_portal_standings
from ssg.builder.crew import Crew, in_batches
from ssg.builder.drawing import dress
from ssg.builder.making import Maker, Sources
from ssg.builder.reading import BATCH, MANY, read_config, wrong_of
from ssg.builder.report import CONTENT, STATIC, Options, Report
from ssg.builder.stamp import look, told_file
from ssg.builder.themes import Themes, load_themes, names_of_themes
from ssg.builder.withheld import withhold
from ssg.content.memory import Memory
from ssg.content.reader import Before, Content, read_content
from ssg.content.shelf import Read, Shelf, read_batch, read_here, rules_of
from ssg.counters.ledger import Ledger
from ssg.model.articles import Kept
from ssg.model.config import Config
from ssg.model.pages import Claim, Plan, Standings, output_path
from ssg.model.photos import RECIPE_VERSION
from ssg.model.places import CACHE, SSG_FOLDER, live_places
from ssg.render.darkroom import Darkroom, develop_batch
from ssg.render.pages import Renderer
from ssg.render.theme import Theme, theme_chain, theme_claims
from ssg.site.addresses import Clock
from ssg.site.moments import next_moment
from ssg.site.plan import make_plan, open_portal
from ssg.site.portal import Portal
from ssg.site.related import Texts
from ssg.site.views import site_problems
from ssg.state import State


@dataclass(slots=True, kw_only=True)
class Desk:
    """What lasts from one opening to the next."""

    root: Path
    now: Callable[[], dt.datetime]
    drafts: bool
    texts: Cache
    # what is known of how close texts are
    bad: dict[str, str] = field(default_factory=dict)
    # digest of a photo whose decoding failed → code of the problem
    good: dict[str, Kept] = field(default_factory=dict)
    # sources without an error that were read since the preview began, by path
    memory: Memory | None = None
    rules: object = None
    # that the memory was made for
    themes: dict[str, Theme] = field(default_factory=dict)
    # as they last were without an error, by name
    last_themes: Themes | None = None
    workers: bool = False
    # whether processes may help: not beside threads

    def look(self) -> str:
        """Return the digest of all that the portal is made of, as the system tells of it."""
        return look(self.root, Options(drafts=self.drafts, future=self.drafts), shipped("themes")).inputs


@dataclass(slots=True, kw_only=True)
class Opened:
    """A portal that pages can be asked of."""

    config: Config
    content: Content
    portal: Portal
    plan: Plan
    maker: Maker
    memory: Memory
    darkroom: Darkroom
    problems: list[Problem]
    ledger: tuple[str, ...]
    # what the system tells of the ledger's files
    seen: str
    # digest of what it was made of
    until: dt.datetime
    # when it changes by itself
    places: Mapping[str, Claim] = field(init=False)
    # by path below output/

    def __post_init__(self) -> None:
        self.take_plan(self.plan)

    def take_plan(self, plan: Plan) -> None:
        """Go by another plan."""
        self.plan = self.maker.sources.plan = plan
        self.places = {output_path(url): claim for url, claim in plan.claims.items()}


def open_for_preview(desk: Desk) -> Opened:
    """Return the portal as its files have it now; raises SsgError where site.yaml cannot be used."""
    report, seen = Report(), desk.look()
    state = State(desk.root / SSG_FOLDER)
    try:
        config, _ = read_config(desk.root, state, report)
        if report.errors:
            raise SsgError(report.problems)
        problems = list(report.problems)
        clock = Clock(now=desk.now().astimezone(config.zone), drafts=desk.drafts, future=desk.drafts)
        memory = _memory(desk, config)
        memory.start_over()
        content, portal = _read(desk, config, memory, clock, state, problems)
    finally:
        state.close()
    desk.good.update(content.good)
    memory.save(content.files.found)
    portal.related.waits = True
    renderers = _renderers(desk, portal, problems)
    dress(portal, desk.root / CONTENT / STATIC, renderers)
    plan, told = make_plan(portal, [claim for renderer in renderers.values() for claim in theme_claims(renderer.theme)])
    problems += [*told, *site_problems(portal, plan)]
    ledger, portal.standings = ledger_facts(desk.root), read_counts(desk.root, portal)
    darkroom = Darkroom(FileCache(desk.root / SSG_FOLDER / CACHE / f"photos-{RECIPE_VERSION}"))
    portal.sizes = _Sizes(plan, darkroom, content.files.read)
    sources = Sources(portal=portal, plan=plan, shelf=content.shelf, texts=memory.texts, renderers=renderers)
    return Opened(
        config=config,
        content=content,
        portal=portal,
        plan=plan,
        maker=Maker(sources),
        memory=memory,
        darkroom=darkroom,
        problems=problems,
        ledger=ledger,
        seen=seen,
        until=next_moment(content.library.articles, clock),
    )


def _memory(desk: Desk, config: Config) -> Memory:
    """Return the memory of readings, another one where the rules they were read by changed."""
    rules = rules_of(config, "")
    if desk.memory is None or desk.rules != rules:
        if desk.memory is not None:
            desk.memory.close()
        desk.memory, desk.rules = Memory(desk.root / SSG_FOLDER / CACHE, rules, holds=True), rules
    return desk.memory


def _read(
    desk: Desk, config: Config, memory: Memory, clock: Clock, state: State, problems: list[Problem]
) -> tuple[Content, Portal]:
    """Read content/ and open the portal; articles with an error beside the others are read as they last were good."""
    kept = _LastGood(desk.good, state.sources())
    refused: dict[str, list[Problem]] = {}
    chain, remembered = theme_chain(config.theme, desk.root), state.remembered()
    while True:
        before = Before(kept=kept, bad_photos=desk.bad, refused=refused, memory=memory, remembered=remembered)
        today = f"{clock.now:%d/%m/%Y}"
        content = read_content(
            desk.root, config, before, today=today, progress=_silent, read_many=lambda s, p: _read_many(desk, s, p)
        )
        texts = Texts(packed=content.terms, facts=content.terms.facts, memory=desk.texts, fitted=state.basis())
        guarded = guard(content, live_places(desk.root), lambda shared, some: (look_batch(shared, one) for one in some))
        guarded = withhold(guarded, content.files, desk.root)
        portal, told = open_portal(guarded.library, config, clock, Standings(), remembered, chain, texts)
        told += [*portal.related.problems_by_hand(), *guarded.problems]
        wrong = wrong_of(told, content, refused)
        if not wrong:
            break
        refused |= wrong
    shown = [p for p in told if p.path.removeprefix("content/") not in refused]
    problems += [*content.problems, *shown, *(p for found in refused.values() for p in found)]
    return content, portal


class _Sizes(Mapping[str, int]):
    """Bytes of photos as a build publishes them, by URL; a photo is developed when its size is asked for."""

    def __init__(self, plan: Plan, darkroom: Darkroom, read: Callable[[str], bytes]) -> None:
        self._plan, self._darkroom, self._read = plan, darkroom, read

    def __getitem__(self, url: str) -> int:
        work = self._plan.assets[url].photo
        data = self._darkroom.find(work, url) if work else None
        if data is None and work:
            one_by_one = lambda lab, wanted: (develop_batch(lab, [one]) for one in wanted)  # noqa: E731 - as a build asks
            self._darkroom.develop([work], self._read, lambda variant: False, one_by_one, _silent)
            data = self._darkroom.find(work, url)
        if data is None:
            raise KeyError(url)
        return len(data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan.assets)

    def __len__(self) -> int:
        return len(self._plan.assets)


class _LastGood(Mapping[str, Kept]):
    """The last good sources: those read since the preview began, else those that were published."""

    def __init__(self, here: Mapping[str, Kept], published: Mapping[str, Kept]) -> None:
        self._here, self._published = here, published

    def __getitem__(self, path: str) -> Kept:
        return self._here[path] if path in self._here else self._published[path]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._published), **dict.fromkeys(self._here)})

    def __len__(self) -> int:
        return len(self._here.keys() | self._published.keys())


def _silent(done: int, total: int) -> None:
    """Show no progress."""


def _read_many(desk: Desk, shelf: Shelf, paths: Sequence[str]) -> Iterator[Sequence[Read]]:
    if not desk.workers or len(paths) < MANY:
        return read_here(shelf, paths)
    return Crew(desk.root / SSG_FOLDER / CACHE).run(read_batch, shelf, in_batches(paths, BATCH))


def _renderers(desk: Desk, portal: Portal, problems: list[Problem]) -> Mapping[str, Renderer]:
    """Return what renders each theme's pages; a theme with an error stays as it last was without."""
    themes = load_themes(names_of_themes(portal), live_places(desk.root), portal.config)
    if desk.last_themes:
        desk.last_themes.close()
    desk.last_themes = themes
    problems += themes.problems
    kept = {name: Renderer(desk.themes[name], portal.config) for name in themes.broken & desk.themes.keys()}
    desk.themes |= {name: renderer.theme for name, renderer in themes.renderers.items()}
    return {**themes.renderers, **kept}


def ledger_facts(root: Path) -> tuple[str, ...]:
    """Return what the system tells of the ledger's files."""
    return tuple(told_file(root / f"{LEDGER}{end}") for end in ("", "-wal"))


def read_counts(root: Path, portal: Portal) -> Standings:
    """Return what the ledger knows, empty where there is none or it cannot be read: a build tells of that."""
    path = root / LEDGER
    if not path.exists():
        return Standings()
    try:
        with Ledger(path) as ledger:
            return read_portal_standings(ledger, portal)
    except SsgError:
        return Standings()
