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
from ssg.builder.report import CONTENT, SSG_FOLDER, Report
from ssg.builder.stamp import Trail
from ssg.builder.standing import (
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
from ssg.content.reader import open_shelf
from ssg.content.recalled import Recalled
from ssg.content.shelf import Read, Shelf, read_source
from ssg.model.pages import FILES, Standings, output_path
from ssg.site.amend import Edit, Extent, amend
from ssg.site.articles import LINK_BROKEN, link_problems
from ssg.site.portal import Portal
from ssg.state import State

FEW = 50
# articles; more are read with all the others


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """An article that was read again."""

    read: Read
    note: Note


def touch_up(job: Job) -> tuple[Report, Trail] | None:
    """Build on from the portal that stands; None where it has to be built anew."""
    mark = find_mark(job.root)
    edited = edited_since(mark, job.root, job.seen, job.now) if mark and not job.options.clean else None
    if mark is None or edited is None or len(edited) > FEW:
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
        fresh = mark_of(trail.portal or mark.portal, job.root, job.seen, job.now, mark.until)
        keep_mark(job.root, fresh if trail.portal else replace(after, state=fresh.state))
    report.problems = in_order(report.problems)
    return report, trail


def _go_on(desk: Desk, standing: Standing, mark: Mark, edited: Sequence[str], trail: Trail) -> Mark | None:
    """Read what was edited, touch the portal up, print; return the mark with what was printed."""
    portal, plan = standing.portal, standing.plan
    shelf = open_shelf(desk.root, desk.config, desk.walked, desk.today)
    published = standing.digests = {**standing.digests, **mark.digests}
    again = _read_again(desk, shelf, edited, published)
    if again is None:
        return None
    portal.addresses.articles = Recalled(published, standing.categories, desk.memory, shelf)
    portal.clock = desk.clock
    portal.related.memory = desk.texts
    try:
        amended = amend(portal, [Edit(article=one.note.article, packed=one.read.terms) for one in again])
    except SsgError:
        return None  # what the memory lost cannot be read again
    finally:
        portal.related.memory = None
    if amended is None:
        return None
    _tell(desk, standing, again)
    before, portal.standings = portal.standings, count(desk, portal, plan)
    if desk.options.strict and desk.report.errors:
        return mark
    put_away(desk.root)
    _keep(desk, again)
    now = {one.note.article.path: one.note.article.digest for one in again}
    standing.digests |= now
    press = Press(desk, portal, shelf, plan)
    urls = {*mark.urls, *map(portal.url, amended.paths)}
    everywhere = amended.extent is Extent.CARD
    stale = {url for url in plan.claims if not desk.publisher.stands(output_path(url))}
    if everywhere or portal.standings != before or any(plan.claims[url].kind in FILES for url in stale):
        doubtful = set(plan.claims) if everywhere else urls | _rated_otherwise(portal, before)
        press.run(lambda: setattr(trail, "portal", keep_portal(desk.root, standing)), doubtful)
    else:
        press.reprint(urls | stale)
    desk.close()
    desk.report.published = True
    desk.report.waiting = tuple(sorted(a.at for a in portal.addresses.scheduled))
    trail.until, trail.watched = mark.until, list(desk.config.counters.logs)
    trail.outputs = {path: (file.size, file.mtime_ns) for path, file in desk.publisher.manifest.items()}
    return replace(mark, urls=urls, digests={**mark.digests, **now})


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


def _keep(desk: Desk, again: Sequence[_Again]) -> None:
    """Keep what was read."""
    for one in again:
        desk.memory.add(one.read.note, one.note, one.read.text, one.read.terms)
    desk.memory.flush()
    desk.state.save_sources({one.read.path: one.read.kept for one in again if one.read.kept})
