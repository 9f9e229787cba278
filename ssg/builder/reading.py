"""The build's first half: site.yaml and content/ read, with their last good versions where they have errors, photos
developed.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem, warning
from ssg.base.files import Refused
from ssg.base.numbers import file_size
from ssg.base.spill import Spill
from ssg.builder.blurring import guard, look_batch
from ssg.builder.crew import in_batches
from ssg.builder.desk import Desk
from ssg.builder.report import CONTENT, STATIC, Report
from ssg.builder.withheld import withhold
from ssg.content.files import is_text
from ssg.content.reader import Before, Content, read_content
from ssg.content.shelf import Read, Shelf, read_batch, read_source
from ssg.model.articles import Kept
from ssg.model.config import Config
from ssg.model.pages import Standings, output_path
from ssg.model.photos import PhotoVariant, PhotoWork
from ssg.model.remembered import Remembered
from ssg.model.siteyaml import SITE_FILE, read_site
from ssg.render.darkroom import develop_batch
from ssg.render.theme import theme_chain
from ssg.site.plan import open_portal, photo_works
from ssg.site.portal import Portal
from ssg.site.related import Texts
from ssg.state import State
from ssg.texts.memory import Fresh

BATCH = 50
# articles a worker takes at a time
PHOTOS = 1
# photos a worker takes at a time: each is a second's work
MANY = 400
# articles; fewer are read before workers have begun
_NAMES = ("unit.unknown", "category.unknown", "thread.unknown", "category.none")
# codes of articles that name what site.yaml does not have
MAX_SITE = 2 * 1024 * 1024
# bytes


def read_config(root: Path, state: State, report: Report) -> tuple[Config, dict[str, Kept]]:
    """Return the Config, and its source where it is good; with errors in site.yaml the last good one serves.

    Raises SsgError where there is neither.
    """
    config, good = _read_site(root, report)
    if config is None:
        config = _last_good(state)
        if config is None:
            raise SsgError(report.problems)
        report.problems.append(warning("site.kept", SITE_FILE))
    report.language, report.zone = config.language, config.zone
    return config, good


def _last_good(state: State) -> Config | None:
    kept = state.source(SITE_FILE)
    return read_site(kept.data.decode())[0] if kept else None


def _read_site(root: Path, report: Report) -> tuple[Config | None, dict[str, Kept]]:
    try:
        size = (root / SITE_FILE).stat().st_size
        if size > MAX_SITE:
            report.problems.append(problem("file.large", SITE_FILE, size=file_size(size, "vi")))
            return None, {}
        text = (root / SITE_FILE).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        report.problems.append(problem("file.encoding", SITE_FILE, 1, 1))
        return None, {}
    except OSError as error:
        told = problem("file.unreadable", SITE_FILE, path=SITE_FILE, reason=error.strerror or "")
        report.problems.append(told)
        return None, {}
    config, problems = read_site(text)
    report.problems += problems
    if config is None or any(p.is_error for p in problems):
        return None, {}
    return config, {SITE_FILE: Kept(data=text.encode(), facts={})}


def read_and_develop(desk: Desk, remembered: Remembered) -> tuple[Content, Portal]:
    """Read content/ and encode its photos; where a photo turns out broken, read again knowing it. ``remembered`` holds
    the addresses and names that were given out.
    """
    _require_content(desk)
    bad: dict[str, str] = {}
    refused: dict[str, list[Problem]] = {}
    chain = theme_chain(desk.config.theme, desk.root)
    memory = Fresh(desk.texts) if desk.options.clean else desk.texts
    while True:
        content = _read(desk, bad, refused, remembered)
        texts = Texts(packed=content.terms, facts=content.terms.facts, memory=memory, fitted=desk.state.basis())
        guarded = guard(content, desk.places, lambda shared, some: desk.crew.run_in_threads(look_batch, shared, some))
        guarded = withhold(guarded, content.files, desk.root)
        portal, problems = open_portal(guarded.library, desk.config, desk.clock, Standings(), remembered, chain, texts)
        problems += [*portal.related.problems_by_hand(), *guarded.problems]
        failed = develop(desk, photo_works(portal), content.files.read)
        wrong = wrong_of(problems, content, refused)
        if set(failed) <= set(bad) and not wrong:
            break
        bad |= failed
        refused |= wrong
    told = [p for p in problems if p.path.removeprefix(f"{CONTENT}/") not in refused]
    if desk.site_kept:  # lines of the last good site.yaml would point into the new one
        told = [p for p in told if p.path != SITE_FILE]
    report = desk.report
    report.problems += [*content.problems, *told, *(p for found in refused.values() for p in found)]
    report.photos = desk.darkroom.encoded
    report.unpublished = tuple(shown for _, shown in content.unpublished)
    report.departed = tuple(portal.addresses.departed)
    report.waiting = tuple(sorted(a.at for a in portal.addresses.scheduled))
    if not content.library.articles and not content.problems:
        report.problems.append(warning("content.empty"))
    return content, portal


def develop(desk: Desk, works: Iterable[PhotoWork], read: Callable[[str], bytes]) -> dict[str, str]:
    """Encode photos that are neither published nor in the cache; ``read`` gives a photo's bytes by its path. Return the
    digests of photos that failed, with the code of the problem.
    """
    return desk.darkroom.develop(
        works,
        read,
        _has(desk),
        lambda lab, wanted: desk.crew.run_in_threads(develop_batch, lab, in_batches(wanted, PHOTOS)),
        lambda done, total: desk.progress("photos", done, total),
    )


def wrong_of(problems: Sequence[Problem], content: Content, refused: Collection[str]) -> dict[str, list[Problem]]:
    """Return the articles that can be read but have an error beside the others (an address or name that is taken or
    leads nowhere), with their problems: they stay as they were published.
    """
    found: dict[str, list[Problem]] = {}
    for told in problems:
        path = told.path.removeprefix(f"{CONTENT}/")
        if told.is_error and content.is_good(path) and path not in refused:
            found.setdefault(path, []).append(told)
    return found


def _require_content(desk: Desk) -> None:
    """Raise SsgError where content/ is gone, or holds no article any more, though a portal was published from it: a
    drive that is not mounted must not empty the portal. The same where content/ itself cannot be listed; a folder in
    it that cannot be read is no proof that its articles are gone, which stay.
    """
    locked = next((item for item in desk.walked if isinstance(item, Refused) and item.path == "."), None)
    if locked:  # what was published would seem to be gone, whatever may be removed
        raise SsgError([problem("content.unreadable", CONTENT, reason=locked.reason)])
    exists = (desk.root / CONTENT).is_dir()
    empty = not any(isinstance(item, Refused) or _is_article(item.path) for item in desk.walked)
    if exists and (not empty or desk.options.allow_removal):
        return
    if any(path != SITE_FILE for path in desk.state.source_paths()):
        raise SsgError([problem("content.missing", CONTENT)])


def _is_article(path: str) -> bool:
    return is_text(path) and not path.startswith((f"{STATIC}/", "."))


def _has(desk: Desk) -> Callable[[PhotoVariant], bool]:
    """Return whether a photo's file is published already."""

    def has(variant: PhotoVariant) -> bool:
        return desk.publisher.stands(output_path(variant.url))

    return has


def _read(desk: Desk, bad: Mapping[str, str], refused: Collection[str], remembered: Remembered) -> Content:
    before = Before(
        kept=desk.state.sources(),
        hide=desk.options.hide_broken,
        site=lambda: _last_good(desk.state),
        bad_photos=bad,
        refused=refused,
        memory=desk.memory,
        walked=desk.walked,
        remembered=remembered,
        good=lambda: Spill(desk.places.cache),
    )
    return read_content(
        desk.root,
        desk.config,
        before,
        today=desk.today,
        progress=lambda done, total: desk.progress("articles", done, total),
        read_many=lambda shelf, paths: _read_many(desk, shelf, paths),
    )


def _read_many(desk: Desk, shelf: Shelf, paths: Sequence[str]) -> Iterator[Sequence[Read]]:
    crew = desk.crew if len(paths) >= MANY or not desk.crew.is_own else desk.alone
    return crew.run(read_batch, shelf, in_batches(paths, BATCH))


def _is_good_site(desk: Desk) -> bool:
    """Return whether site.yaml may serve later builds as the last good one: nothing that it names is missing. Any is
    better than none.
    """
    wrong = (
        p for p in desk.report.problems
        if p.is_error and (p.path == SITE_FILE or p.path.startswith("themes/") or p.code in _NAMES)
    )  # fmt: skip
    return not any(wrong) or desk.state.source(SITE_FILE) is None


def save_sources(desk: Desk, content: Content, site: Mapping[str, Kept]) -> None:
    """Keep the sources that are good; those recalled from an earlier build are kept already, unless state was lost."""
    known = set(desk.state.source_paths())
    lost = [path for path in sorted(content.recalled) if path not in known]
    found = {path: kept for path in lost if (kept := read_source(path, content.shelf).kept)}
    good = ChainMap(dict(site) if _is_good_site(desk) else {}, found, content.good)
    here = {*content.files.found, *content.held} - set(content.hidden)
    desk.state.save_sources(good, [*here, SITE_FILE])
