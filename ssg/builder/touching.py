"""A build after a small edit or a night's counts: the portal that stands is touched up, and what shows it printed.

Where that is not enough, nothing was changed, and the portal is built anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ssg.base.errors import SsgError, in_order
from ssg.builder.counting import count
from ssg.builder.desk import Desk, Job, open_desk
from ssg.builder.press import Press
from ssg.builder.reading import develop
from ssg.builder.report import CONTENT, SSG_FOLDER, Report
from ssg.builder.stamp import Trail
from ssg.builder.standing import (
    Edited,
    Mark,
    Standing,
    edited_since,
    find_mark,
    keep_mark,
    keep_portal,
    load_portal,
    mark_of,
    put_away,
)
from ssg.content.memory import Note, unpack_note
from ssg.content.reader import category_for, open_shelf
from ssg.content.recalled import Recalled
from ssg.content.shelf import Read, Shelf, read_source
from ssg.model.pages import FILES, Standings, output_path
from ssg.site.amend import Edit, Extent, amend
from ssg.site.articles import LINK_BROKEN, link_problems
from ssg.site.growth import grow
from ssg.site.moments import next_moment
from ssg.site.plan import works_of
from ssg.site.portal import Portal
from ssg.state import State

FEW, FEW_NEW = 50, 10
# articles that changed, and that came; more are read with all the others


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """An article that was read again, or for the first time."""

    read: Read
    note: Note
    chosen: tuple[str, ...] = ()
    # the category found for a new one that names none


def touch_up(job: Job) -> tuple[Report, Trail] | None:
    """Build on from the portal that stands; None where it has to be built anew."""
    mark = find_mark(job.root)
    edited = edited_since(mark, job.root, job.seen, job.now) if mark and not job.options.clean else None
    if mark is None or edited is None or len(edited.changed) > FEW or len(edited.added) > FEW_NEW:
        return None
    standing = load_portal(job.root, mark)
    if standing is None:
        return None
    config = standing.portal.config
    report, trail = Report(language=config.language, zone=config.zone), Trail()
    state = State(job.root / SSG_FOLDER)
    try:
        desk = open_desk(job, report, state, config)
        try:
            after = _go_on(desk, standing, mark, edited, trail)
        finally:
            desk.crew.dismiss()
    finally:
        state.close()
    if after is None:
        return None
    if report.published and not report.errors:
        fresh = mark_of(trail.portal or mark.portal, job.root, job.seen, job.now, after.until)
        keep_mark(job.root, fresh if trail.portal else replace(after, state=fresh.state))
    report.problems = in_order(report.problems)
    return report, trail


def _go_on(desk: Desk, standing: Standing, mark: Mark, edited: Edited, trail: Trail) -> Mark | None:
    """Read what was edited, touch the portal up, print; return the mark with what was printed."""
    portal = standing.portal
    shelf = open_shelf(desk.root, desk.config, desk.walked, desk.today)
    published = standing.digests = {**standing.digests, **mark.digests}
    again = _read_again(desk, shelf, edited.changed, published)
    more = _read_new(desk, shelf, edited.added, portal) if again is not None else None
    if again is None or more is None:
        return None
    portal.addresses.articles = Recalled(published, standing.categories, desk.memory, shelf)
    portal.clock = desk.clock
    portal.related.memory = desk.texts
    try:
        amended = amend(portal, [Edit(article=one.note.article, packed=one.read.terms) for one in again])
        grown = _grow(desk, standing, shelf, more) if amended else None
    except SsgError:
        return None  # what the memory lost cannot be read again
    finally:
        portal.related.memory = None
    if amended is None or grown is None:
        return None
    again += more
    plan = standing.plan
    _tell(desk, standing, again)
    before, portal.standings = portal.standings, count(desk, portal, plan)
    if desk.options.strict and desk.report.errors:
        return mark
    put_away(desk.root)
    _keep(desk, shelf, again)
    desk.state.save_urls({one.note.article.path: portal.url(one.note.article.path) for one in more}, {})
    now = {one.note.article.path: one.note.article.digest for one in again}
    standing.digests |= now
    press = Press(desk, portal, shelf, plan)
    urls = {*mark.urls, *map(portal.url, amended.paths), *grown}
    everywhere = amended.extent is Extent.CARD
    stale = {url for url in plan.claims if not desk.publisher.stands(output_path(url))}
    if more or everywhere or portal.standings != before or any(plan.claims[url].kind in FILES for url in stale):
        doubtful = set(plan.claims) if everywhere else urls | _rated_otherwise(portal, before)
        press.run(lambda: setattr(trail, "portal", keep_portal(desk.root, standing)), doubtful)
    else:
        press.reprint(urls | stale)
    desk.close()
    desk.report.published = True
    desk.report.waiting = tuple(sorted(a.at for a in portal.addresses.scheduled))
    trail.until = min(mark.until, next_moment((one.note.article for one in more), desk.clock))
    trail.watched = list(desk.config.counters.logs)
    trail.outputs = {path: (file.size, file.mtime_ns) for path, file in desk.publisher.manifest.items()}
    return replace(mark, until=trail.until, urls=urls, digests={**mark.digests, **now})


def _rated_otherwise(portal: Portal, before: Standings) -> set[str]:
    """Return the URLs of pages that were not rated and are now, or the other way about."""
    rated, was = ({url for url, one in told.ratings.items() if one.votes} for told in (portal.standings, before))
    return rated ^ was


def _read_again(desk: Desk, shelf: Shelf, edited: Iterable[str], published: Mapping[str, str]) -> list[_Again] | None:
    """Return the articles that were edited as they are now; None where one has an error, names something anew, or is
    not known as it was published (by the digests in ``published``): a preview may have read it since.
    """
    found = []
    for path in edited:
        read, before = read_source(path, shelf), desk.memory.note(path)
        note = unpack_note(read.note, shelf.rules.zone) if read.note else None
        if note is None or before is None or _names(note) != _names(before):
            return None
        if before.article.digest != published.get(path):
            return None
        found.append(_Again(read=read, note=note))
    return found


def _read_new(desk: Desk, shelf: Shelf, added: Iterable[str], portal: Portal) -> list[_Again] | None:
    """Return the articles that came; None where one has an error, names something that was not named before, or had
    an address once.
    """
    if not added:
        return []
    remembered, found = desk.state.urls(), []
    slugs = {category.slug for category in portal.categories.values()}
    for path in added:
        read = read_source(path, shelf)
        note = unpack_note(read.note, shelf.rules.zone) if read.note else None
        if note is None or path in remembered or not _is_named(note, portal):
            return None
        if not note.article.categories and not note.article.page:
            chosen = category_for(path, slugs)
            if chosen not in slugs:
                return None
            note = replace(note, article=replace(note.article, categories=(chosen,)))
            found.append(_Again(read=read, note=note, chosen=(chosen,)))
        else:
            found.append(_Again(read=read, note=note))
    return found


def _is_named(note: Note, portal: Portal) -> bool:
    """Return whether all that an article names is called so already."""
    named = ((note.units, portal.units), (note.categories, portal.categories), (note.threads, portal.threads))
    return all(slug in known and said in (slug, known[slug].name) for told, known in named for slug, said in told)


def _grow(desk: Desk, standing: Standing, shelf: Shelf, more: Sequence[_Again]) -> set[str] | None:
    """Let the portal take in articles that came, and develop their photos; return the URLs of pages that may show
    something else, None where all has to be made anew.
    """
    portal, urls = standing.portal, set[str]()
    for one in more:
        grown = grow(portal, standing.plan, one.note.article, one.read.terms)
        if grown is None:
            return None
        standing.plan = grown.plan
        urls |= grown.doubtful
        if one.chosen:
            standing.categories[one.note.article.path] = one.chosen
    works = [work for one in more for work in works_of(portal, one.note.article.path)]
    return None if develop(desk, works, shelf.files.read) else urls


def _names(note: Note) -> tuple[object, ...]:
    return note.units, note.categories, note.threads


def _tell(desk: Desk, standing: Standing, again: Sequence[_Again]) -> None:
    """Tell what is wrong with the portal as it is now."""
    paths = [one.note.article.path for one in again]
    where = {f"{CONTENT}/{path}" for path in paths}
    standing.of_content = (
        *(told for told in standing.of_content if told.path not in where),
        *(told for one in again for told in one.note.problems),
    )
    standing.of_portal = (
        *(told for told in standing.of_portal if told.path not in where or told.code != LINK_BROKEN),
        *link_problems(standing.portal, paths),
    )
    desk.report.problems += [*standing.of_content, *standing.of_portal]


def _keep(desk: Desk, shelf: Shelf, again: Sequence[_Again]) -> None:
    """Keep what was read."""
    facts = {path: fact for one in again for path, fact in one.read.reading.facts.items()}
    desk.memory.keep_facts(facts, shelf.files.found)
    for one in again:
        desk.memory.add(one.read.note, one.note, one.read.text, one.read.terms)
    desk.memory.flush()
    desk.state.save_sources({one.read.path: kept for one in again if (kept := one.read.kept)})
