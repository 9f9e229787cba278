"""A build that has something to do, as one paragraph of verbs."""

from __future__ import annotations

from collections.abc import Mapping

from ssg.base.errors import in_order
from ssg.builder.aside import told_of_old_maps, write_aside
from ssg.builder.counting import count
from ssg.builder.desk import Desk, Job, open_desk
from ssg.builder.posts import known_posts, posts_of, refuse_removal, settle, tell_news, tell_stays
from ssg.builder.press import TOLD_LATE, Press
from ssg.builder.reading import read_and_develop, read_config, save_sources
from ssg.builder.report import Report
from ssg.builder.stamp import ONCE, Trail
from ssg.builder.standing import Standing, keep_mark, keep_portal, mark_of, put_away
from ssg.builder.touching import touch_up
from ssg.builder.trials import trial_config
from ssg.content.reader import Content
from ssg.model.articles import Kept
from ssg.model.pages import Plan
from ssg.publish import PASSING
from ssg.site.blurs import has_blur
from ssg.site.moments import next_moment
from ssg.site.portal import Portal
from ssg.site.remembering import remember_all
from ssg.state import State


def build_more(job: Job) -> tuple[Report, Trail]:
    """Build a portal, on from the one that stands where the edit is small; raises SsgError or OSError where nothing
    can be built at all.
    """
    return (None if job.places.is_trial else touch_up(job)) or _build_anew(job)


def _build_anew(job: Job) -> tuple[Report, Trail]:
    report, trail = Report(), Trail()
    state = State(job.places.own)
    try:
        if job.places.is_trial:
            state.take_from(job.places.live)
        config, site = read_config(job.root, state, report)
        if job.places.is_trial:
            config = trial_config(config, job.options.url)
        desk = open_desk(job, report, state, config, site_kept=not site)
        try:
            _publish(desk, site, trail)
        finally:
            desk.close()
    finally:
        state.close()
    if trail.portal and trail.until and not report.errors:
        keep_mark(job.root, mark_of(trail.portal, job.root, job.seen, job.now, trail.until))
    report.problems = in_order(report.problems)
    return report, trail


def _publish(desk: Desk, site: Mapping[str, Kept], trail: Trail) -> None:
    remembered = desk.state.remembered()
    content, portal = read_and_develop(desk, remembered)
    before, after = known_posts(desk.state, remembered, desk.publisher.before), posts_of(portal)
    if not desk.places.is_trial:
        tell_stays(desk, content, before, after)
        refusal = refuse_removal(desk, content, before, after)
        if refusal:
            desk.report.problems.append(refusal)
            return
    press = Press(desk, portal, content.shelf)
    desk.report.problems += told_of_old_maps(desk.config, desk.publisher.before)
    standing = _stand(desk, content, portal, press.plan)
    portal.standings = count(desk, portal, press.plan)
    if desk.options.strict and desk.report.errors:
        return
    if not desk.places.is_trial:
        put_away(desk.root)

    def keep() -> None:
        """Keep what the next build goes by."""
        desk.state.remember(remember_all(content.library, portal, content.names, remembered), remembered)
        save_sources(desk, content, site)
        desk.state.save_built(desk.clock.now)
        if portal.related.is_refitted:
            desk.state.save_basis(portal.related.fitted)
        desk.memory.save(content.files.found)
        if standing:
            standing.of_portal += tuple(p for p in desk.report.problems if p.code in TOLD_LATE)
            trail.portal = keep_portal(desk.root, standing)

    press.run(keep, never=[before[path].url for path in content.hidden if path in before])
    desk.report.problems += write_aside(desk.places, portal, press.plan.claims)
    desk.texts.save()
    desk.report.published = True
    if not desk.places.is_trial:
        settled = settle(desk, before, after)
        desk.state.save_posts(settled, before)
        tell_news(desk, content, portal, before, settled)
    passing = any(told.code in PASSING for told in desk.report.problems)
    trail.until = None if passing else next_moment(content.library.articles, desk.clock)
    trail.watched = [] if desk.places.is_trial else list(desk.config.counters.logs)
    trail.outputs = {path: (file.size, file.mtime_ns) for path, file in desk.publisher.manifest.items()}


def _stand(desk: Desk, content: Content, portal: Portal, plan: Plan) -> Standing | None:
    """Return the portal to be kept, None where anything has an error and stays as it was, and for a trial."""
    if desk.places.is_trial or desk.report.errors or content.held or content.renamed or desk.site_kept:
        return None
    of_content = tuple(content.problems)
    known = set(map(id, of_content))
    return Standing(
        portal=portal,
        categories=content.categories,
        digests={path: article.digest for path, article in portal.addresses.articles.items()},
        plan=plan,
        of_content=of_content,
        of_portal=tuple(p for p in desk.report.problems if id(p) not in known and p.code not in ONCE),
        has_blur=has_blur(content.library.articles),
    )
