"""A build after a small edit or a night's counts: the portal that stands is touched up, and what shows it printed.

Where that is not enough, nothing was changed, and the portal is built anew.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace

from ssg.base.errors import SsgError, in_order
from ssg.builder.aside import stands_aside, write_aside
from ssg.builder.counting import count
from ssg.builder.desk import Desk, Job, open_desk
from ssg.builder.posts import posts_of, tell_added
from ssg.builder.press import Press
from ssg.builder.reading import develop
from ssg.builder.report import CONTENT, Report
from ssg.builder.rereading import Reread, read_added, read_changed
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
from ssg.builder.withheld import refused_files
from ssg.content.copies import may_be_copies
from ssg.content.reader import open_shelf
from ssg.content.recalled import Recalled
from ssg.content.shelf import Shelf
from ssg.model.pages import FILES, Plan, Standings, output_path
from ssg.model.places import SSG_FOLDER
from ssg.publish import PASSING
from ssg.site.amend import Edit, Extent, amend
from ssg.site.blurs import has_blur, pictures_of
from ssg.site.growth import grow
from ssg.site.kinds import KINDS
from ssg.site.links import LINK_CODES, MISSED, link_problems
from ssg.site.moments import next_moment
from ssg.site.plan import replan, works_of
from ssg.site.portal import Portal
from ssg.site.remembering import remember_some
from ssg.state import State

FEW, FEW_NEW = 50, 10
# articles that changed, and that came; more are read with all the others
PENDING = 8
# edited articles that are read again by every build, before the portal is kept as it is with them


def touch_up(job: Job) -> tuple[Report, Trail] | None:
    """Build on from the portal that stands; None where it has to be built anew."""
    mark = None if job.options.hide_broken else find_mark(job.root)
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
            desk.close()
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
    missed = any(told.code in MISSED for told in (*standing.of_content, *standing.of_portal))
    if missed and (edited.added or edited.beside):
        return None  # what was looked for in vain may be there now
    shelf = open_shelf(desk.root, desk.config, desk.walked, desk.today)
    published = standing.digests = {**standing.digests, **mark.digests}
    again = read_changed(desk, shelf, edited.changed, published)
    more = read_added(desk, shelf, edited.added, portal) if again is not None else None
    if again is None or more is None or _may_expose(desk, standing, [*again, *more]):
        return None
    if any(any(refused_files(one.note.article, shelf.files)) for one in (*again, *more)):
        return None
    portal.addresses.articles = Recalled(published, standing.categories, desk.memory, shelf)
    portal.clock = desk.clock
    if _tells_otherwise(portal, edited, [*again, *more]):
        return None
    portal.related.memory, portal.related.fitted = desk.texts, desk.state.basis()
    try:
        amended = amend(portal, [Edit(article=one.note.article, packed=one.read.terms) for one in again])
        grown = _grow(desk, standing, shelf, more) if amended else None
    except SsgError:
        return None  # what the memory lost cannot be read again
    finally:
        portal.related.memory = portal.related.fitted = None
    if amended is None or grown is None:
        return None
    standing.plan = replan(standing.plan, portal, [one.note.article.path for one in again])
    _tell(desk, standing, [*again, *more])
    before, portal.standings = portal.standings, count(desk, portal, standing.plan)
    if desk.options.strict and desk.report.errors:
        return mark
    put_away(desk.root)
    now = _keep(desk, shelf, portal, [*again, *more])
    tell_added(desk.report, desk.config, posts_of(portal, [one.note.article.path for one in more]))
    standing.digests |= now
    urls = {*mark.urls, *map(portal.url, amended.paths), *grown}
    everywhere = amended.extent is Extent.CARD
    doubtful = set(standing.plan.claims) if everywhere else urls | _counted_otherwise(portal, standing.plan, before)
    press = Press(desk, portal, shelf, standing.plan)

    def keep() -> None:
        trail.portal = keep_portal(desk.root, standing)

    if more or everywhere or portal.standings != before or not _reprint(desk, press, urls):
        press.run(keep, doubtful)
    elif len(again) > PENDING:
        keep()
    if more or not stands_aside(desk.root, portal):
        desk.report.problems += write_aside(desk.places, portal, standing.plan.claims)
    desk.texts.save()
    desk.report.published = True
    desk.report.waiting = tuple(sorted(a.at for a in portal.addresses.scheduled))
    passing = any(told.code in PASSING for told in desk.report.problems)
    trail.until = (
        None if passing else min(mark.until, next_moment((one.note.article for one in [*again, *more]), desk.clock))
    )
    trail.watched = list(desk.config.counters.logs)
    trail.outputs = {path: (file.size, file.mtime_ns) for path, file in desk.publisher.manifest.items()}
    return replace(mark, until=trail.until or mark.until, urls=urls, digests={**mark.digests, **now})


def _may_expose(desk: Desk, standing: Standing, read: Sequence[Reread]) -> bool:
    """Return whether pictures have to be compared again, because an area of one is blurred and others came or went."""
    articles = [one.note.article for one in read]
    if not standing.has_blur and not has_blur(articles):
        return False
    before = {article.path: desk.memory.note(article.path) for article in articles}
    return any((note := before[a.path]) is None or pictures_of(note.article) != pictures_of(a) for a in articles)


def _tells_otherwise(portal: Portal, edited: Edited, read: Sequence[Reread]) -> bool:
    """Return whether a file came that no article read now shows, or one of these may be a copy of another."""
    if set(edited.beside) - {path for one in read for path in one.read.reading.facts}:
        return True
    now = {one.note.article.path: one.note.article for one in read}
    articles = ChainMap(now, portal.addresses.articles)
    for article in now.values():
        day = article.published.day if article.published else None
        others = portal.index.lists.get(("month", f"{day:%Y/%m}"), ()) if day else portal.index.pages
        if may_be_copies(article, articles, (*others, *now)):
            return True
    return False


def _reprint(desk: Desk, press: Press, urls: set[str]) -> bool:
    """Print the pages of some URLs and what does not stand as it was published; return False where a file does not."""
    claims = press.plan.claims
    stale = {url for url in claims if not desk.publisher.stands(output_path(url))}
    if any(claims[url].kind in FILES for url in stale):
        return False
    press.reprint(urls | stale)
    return True


def _counted_otherwise(portal: Portal, plan: Plan, before: Standings) -> set[str]:
    """Return the URLs of pages that show counts: those that are others now, and those of the most read."""
    now = portal.standings
    if bool(now.views) != bool(before.views):
        return set(plan.claims)  # a page shows 0 only where something was counted
    found = {url for url in {*now.views, *before.views} if now.views.get(url) != before.views.get(url)}
    found |= {url for url in {*now.ratings, *before.ratings} if now.ratings.get(url) != before.ratings.get(url)}
    return found | {url for url, claim in plan.claims.items() if claim.kind in KINDS and KINDS[claim.kind].tells_counts}


def _grow(desk: Desk, standing: Standing, shelf: Shelf, more: Sequence[Reread]) -> set[str] | None:
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


def _tell(desk: Desk, standing: Standing, again: Sequence[Reread]) -> None:
    """Tell what is wrong with the portal as it is now."""
    paths = [one.note.article.path for one in again]
    where = {f"{CONTENT}/{path}" for path in paths}
    standing.of_content = (
        *(told for told in standing.of_content if told.path not in where),
        *(told for one in again for told in one.note.problems),
    )
    standing.of_portal = (
        *(told for told in standing.of_portal if told.path not in where or told.code not in LINK_CODES),
        *link_problems(standing.portal, standing.plan, paths),
    )
    desk.report.problems += [*standing.of_content, *standing.of_portal]


def _keep(desk: Desk, shelf: Shelf, portal: Portal, again: Sequence[Reread]) -> dict[str, str]:
    """Keep what was read; return the digests of the articles by path."""
    if not again:
        return {}
    facts = {path: fact for one in again for path, fact in one.read.reading.facts.items()}
    desk.memory.keep_facts(facts, {**shelf.files.static, **shelf.files.found})
    for one in again:
        desk.memory.add(one.read.note, one.note, one.read.text, one.read.terms)
    desk.memory.flush()
    desk.state.save_sources({one.read.path: kept for one in again if (kept := one.read.kept)})
    articles = [one.note.article for one in again]
    before = desk.state.remembered()
    desk.state.remember(remember_some(articles, portal, before), before)
    desk.state.save_posts(posts_of(portal, [article.path for article in articles]), {}, only=True)
    return {article.path: article.digest for article in articles}
