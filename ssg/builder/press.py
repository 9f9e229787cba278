"""The build's second half: what is stale is rendered, holes are filled, and everything is published in a safe order."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.errors import Problem, SsgError, hint, problem, warning
from ssg.base.files import digest
from ssg.base.imagefiles import CLEANED, ImageError, looks_like_photo, may_hide
from ssg.base.lengths import reason_of
from ssg.base.videos import HiddenDataError
from ssg.builder.crew import in_batches, in_shares
from ssg.builder.desk import Desk
from ssg.builder.drawing import SHARES, Easel, draw_batch, dress, is_drawable, wanted_shares
from ssg.builder.fingerprints import Fingerprints
from ssg.builder.halfway import telling_what_is_out
from ssg.builder.making import Sources
from ssg.builder.needed import below, needed
from ssg.builder.printing import Order, Printed, Printer, print_batch
from ssg.builder.report import CONTENT, STATIC
from ssg.builder.themes import load_themes, names_of_themes
from ssg.content.shelf import Shelf
from ssg.model.pages import FILES, Claim, Kind, Plan, Published, output_path
from ssg.model.photos import sharp_folder
from ssg.model.siteyaml import SITE_FILE
from ssg.publish import OF_ONE_FILE, PASSING
from ssg.render.theme import theme_claims
from ssg.site.kinds import KINDS, Phase
from ssg.site.plan import make_plan
from ssg.site.portal import Portal
from ssg.site.views import site_problems

FOREIGN = "output.foreign"
# code of the hint of files that are not ours
TOLD_LATE = (FOREIGN, "related.twins", "related.twins.many")
# codes of what is found while pages are printed
_FOREIGN_SHOWN = 5
_OF_MANY, _MANY_SHOWN = (*PASSING, "output.replaced"), 10
# codes of files of output/, and how many of each are told one by one
BATCH = 32
# pages a worker takes at a time at least
SHARES_AT_ONCE, MANY_SHARES = 20, 100
# pictures a worker draws at a time; fewer than so many are drawn before workers have begun
MANY = 700
# pages; fewer are done before workers have begun


class Press:
    """Prints one plan. What cannot be made, a theme or a page, stays as it was published."""

    def __init__(self, desk: Desk, portal: Portal, shelf: Shelf, plan: Plan | None = None) -> None:
        self._desk, self._portal, self._shelf = desk, portal, shelf
        self._before: Mapping[str, Published] = desk.publisher.before
        self._fingerprints = Fingerprints(desk.places.cache)
        desk.to_close.callback(self._fingerprints.close)
        self._stuck: list[str] = []
        # paths of pages that could not be made or written, and stay as they were
        self._never: set[str] = set()
        # pages that must go, whatever leads there
        themes = load_themes(names_of_themes(portal), desk.places, desk.config, fresh=desk.options.clean)
        desk.to_close.callback(themes.close)
        self._themes, self._broken = themes.renderers, themes.broken
        desk.report.problems += themes.problems
        self._easel = Easel(cache=FileCache(desk.places.pictures / SHARES), static=desk.root / CONTENT / STATIC)
        if plan is None:
            dress(portal, self._easel.static, self._themes)
        self.plan = plan or self._make_plan()

    def _make_plan(self) -> Plan:
        files = [claim for renderer in self._themes.values() for claim in theme_claims(renderer.theme)]
        plan, problems = make_plan(self._portal, files)
        told = site_problems(self._portal, plan)
        if self._desk.site_kept:  # lines of the last good site.yaml would point into the new one
            told = [p for p in told if p.path != SITE_FILE]
        self._desk.report.problems += [*problems, *told]
        return plan

    def run(
        self, meanwhile: Callable[[], None], doubtful: Collection[str] | None = None, never: Collection[str] = ()
    ) -> None:
        """Write files first, then new pages, changed pages, homes, feeds and maps; remove strays last. Pages of the
        URLs ``never`` go even where pages that stay lead there.

        ``meanwhile`` is done once workers have begun; ``doubtful`` are the only URLs whose pages may show something
        else than they did (None: any may, and there may be other files in output/).
        """
        with telling_what_is_out(self._desk.places, self.plan.claims, self._before):
            self._run(meanwhile, doubtful, never)

    def _run(self, meanwhile: Callable[[], None], doubtful: Collection[str] | None, never: Collection[str]) -> None:
        desk, plan, began_ns = self._desk, self.plan, time.time_ns()
        self._never = {output_path(url) for url in never}
        desk.state.intend(path for url in plan.claims if (path := output_path(url)) not in self._before)
        printer = self._printer(doubtful)
        phases = self._phases()
        self._draw_shares()
        for claim in phases[0]:
            self._publish_file(claim)

        def look_and_keep() -> None:
            if doubtful is None:
                self._tell_foreign(self._find_foreign(began_ns))
            meanwhile()

        self._measure_covers()
        if doubtful is None:
            self._relate()
        longest = max(phases[1:], key=len)
        steps = [(phase, look_and_keep if phase is longest else _nothing) for phase in phases[1:]]
        self._print(printer, steps)
        self._keep_needed()
        desk.publisher.remove_strays()
        self._remove_sharp()
        self._fingerprints.save(claim.url for phase in phases[1:] for claim in phase)
        desk.state.save_manifest(desk.publisher.manifest, self._before)
        self._sum_up()

    def _remove_sharp(self) -> None:
        """Remove what blurred photos were published as before, though no record of it is left."""
        photos = [asset.photo for asset in self.plan.assets.values() if asset.photo and asset.photo.blur]
        for folder in sorted(set(map(sharp_folder, photos))):
            self._desk.publisher.remove_foreign(output_path(folder).rpartition("/")[0])

    def reprint(self, urls: Collection[str]) -> None:
        """Publish the pages of some URLs, all of which were published before; the others stay as they are."""
        with telling_what_is_out(self._desk.places, self.plan.claims, self._before):
            self._reprint(urls)

    def _reprint(self, urls: Collection[str]) -> None:
        for path in map(output_path, self.plan.claims.keys() - urls):
            self._desk.publisher.keep(path)
        self._measure_covers()
        printer = self._printer()
        self._print(printer, [(phase, _nothing) for phase in self._phases(urls)[1:]])
        self._fingerprints.save()
        manifest = self._desk.publisher.manifest
        self._desk.state.save_published({path: manifest[path] for path in map(output_path, urls)})
        self._sum_up()

    def _draw_shares(self) -> None:
        """Draw the pictures for shared links that are neither published nor in the cache."""
        desk, publisher, done = self._desk, self._desk.publisher, 0
        wanted = wanted_shares(self.plan.assets, self._easel.cache, lambda url: publisher.stands(output_path(url)))
        crew = desk.crew if len(wanted) >= MANY_SHARES or not desk.crew.is_own else desk.alone
        for drawn in crew.run(draw_batch, self._easel, in_batches(wanted, SHARES_AT_ONCE)):
            done += drawn
            desk.progress("shares", done, len(wanted))

    def _measure_covers(self) -> None:
        """Let the portal know the sizes of articles' covers, which are published by now: feeds tell them."""
        known = self._desk.publisher.manifest
        covers = (photos[0] for photos in self.plan.photos.values())
        self._portal.sizes = {url: known[path].size for url in covers if (path := output_path(url)) in known}

    def _sum_up(self) -> None:
        report, publisher = self._desk.report, self._desk.publisher
        report.written, report.kept, report.removed = publisher.written, publisher.kept, publisher.removed
        report.photos = self._desk.darkroom.encoded
        report.problems = _shortened([*report.problems, *publisher.problems])

    def _relate(self) -> None:
        """Find the related articles of all, and tell of those that stand there twice."""
        self._desk.report.problems += self._portal.related.twins()

    def _print(self, printer: Printer, steps: Sequence[tuple[Sequence[Claim], Callable[[], None]]]) -> None:
        """Print pages step by step; what stands beside the pages of a step is done once its workers have begun."""
        desk, done = self._desk, 0
        pages = sum(len(phase) for phase, _ in steps)
        for phase, while_busy in steps:
            begun = False
            crew = desk.crew if len(phase) >= MANY or not desk.crew.is_own else desk.alone
            batches = in_shares([claim.url for claim in phase], BATCH, crew.size)
            for printed in crew.run(print_batch, printer, batches):
                for page in printed:
                    self._take(page)
                done += len(printed)
                desk.progress("pages", done, pages)
                if not begun:
                    begun = True
                    while_busy()
            if not begun:
                while_busy()

    def _printer(self, doubtful: Collection[str] | None = None) -> Printer:
        printer = Printer(self._order(doubtful))
        self._desk.to_close.callback(printer.close)
        return printer

    def _order(self, doubtful: Collection[str] | None = None) -> Order:
        return Order(
            sources=Sources(
                portal=self._portal,
                plan=self.plan,
                shelf=self._shelf,
                texts=self._desk.memory.texts,
                renderers=self._themes,
            ),
            places=self._desk.places,
            before=self._before,
            fresh=self._desk.options.clean or not self._before,
            doubtful=doubtful,
        )

    def _phases(self, urls: Collection[str] | None = None) -> list[list[Claim]]:
        """Return the claims, all or those of some URLs, in the order of publishing: files, new pages, new lists, pages
        that were there, lists that were there, homes of units, home, feeds and maps.
        """
        phases: list[list[Claim]] = [[] for _ in range(8)]
        claims = self.plan.claims
        for claim in sorted(claims.values() if urls is None else map(claims.__getitem__, urls), key=attrgetter("url")):
            phases[self._phase(claim)].append(claim)
        return phases

    def _take(self, page: Printed) -> None:
        """Note what became of a page."""
        publisher, path = self._desk.publisher, output_path(page.url)
        self._desk.report.problems += page.problems
        if page.published is None:
            publisher.keep(path)
            self._stuck.append(path)
            return
        publisher.take(path, page.published, changed=page.changed)
        if page.fingerprint:
            self._fingerprints.keep(page.url, page.fingerprint)
        if page.reason:
            self._desk.report.reasons.append((self.plan.claims[page.url].url, page.reason))

    def _phase(self, claim: Claim) -> int:
        if claim.kind in FILES:
            return 0
        phase = KINDS[claim.kind].phase
        if phase > Phase.LIST:
            return phase + 2
        return phase + (2 if output_path(claim.url) in self._before else 0)

    def _publish_file(self, claim: Claim) -> None:
        publisher, path = self._desk.publisher, output_path(claim.url)
        if claim.kind in (Kind.PHOTO, Kind.SHARE) and publisher.stands(path):
            publisher.keep(path)  # its name is its content
            return
        if claim.kind in (Kind.SHARE, Kind.ICON) and not is_drawable(self.plan.assets[claim.url]):
            publisher.keep(path)
            return
        source = self._source_of(claim)
        blur = self.plan.assets[claim.url].blur if source else ()
        try:
            if source and not blur and (claim.kind is Kind.STATIC or not looks_like_photo(source)):
                self._publish_as_is(claim, path, source)
                return
            data = self._bytes_of(claim, source)
            if data is not None:
                publisher.put(path, data)
                return
        except OSError as error:
            if claim.kind is Kind.STATIC:
                told = problem("file.unreadable", claim.origin, path=claim.origin, reason=reason_of(error))
                self._desk.report.problems.append(told)
        except SsgError as error:
            if any(told.code not in OF_ONE_FILE for told in error.problems):
                raise
            self._desk.report.problems += error.problems
        if not blur:  # what stands there may be from before anything was blurred
            publisher.keep(path)

    def _publish_as_is(self, claim: Claim, path: str, source: Path) -> None:
        """Publish a copy of a file, without what it says of place, day, device and people; raises OSError."""
        seal = self.plan.assets[claim.url].digest
        if not may_hide(source):
            self._desk.publisher.put_file(path, source, seal)
            return
        seal = digest(f"{seal} {CLEANED}".encode())
        if self._desk.publisher.stands(path, seal):
            self._desk.publisher.keep(path)
            return
        from ssg.render.hidden import clean  # Pillow takes a while to load

        try:
            cleaned = clean(source)
        except HiddenDataError:
            told = problem("file.place", claim.origin, path=claim.origin)
            self._desk.report.problems.append(told)
            return
        if cleaned.data is not None:
            self._desk.publisher.put(path, cleaned.data, seal)
        else:
            self._desk.publisher.put_file(path, source, seal, cleaned.patches)

    def _source_of(self, claim: Claim) -> Path | None:
        """Return the file of content/ that is published as it is, None for a photo's or theme's file."""
        content = self._desk.root / CONTENT
        if claim.kind is Kind.STATIC:
            return content / STATIC / self.plan.assets[claim.url].source
        return self._shelf.files.place(self.plan.assets[claim.url].source) if claim.kind is Kind.ATTACHMENT else None

    def _bytes_of(self, claim: Claim, source: Path | None) -> bytes | None:
        """Return a file's bytes, None where they cannot be had any more; raises OSError where it cannot be read."""
        if claim.kind is Kind.THEME:
            return self._themes[claim.key].theme.files[claim.url]
        asset = self.plan.assets[claim.url]
        if asset.share:
            return self._easel.draw(asset.share)
        if asset.photo:
            return self._desk.darkroom.fetch(asset.photo, claim.url)
        if source is None:
            return None
        try:
            return self._desk.darkroom.strip(source, asset.digest, asset.blur)
        except ImageError as error:
            told = problem(error.code, claim.origin, **{"src": asset.source, **error.values})
            self._desk.report.problems.append(told)
            return None

    def _keep_needed(self) -> None:
        """Leave what pages that stay as they were lead to, and what stands for files that cannot be read now."""
        desk, publisher = self._desk, self._desk.publisher
        gone = self._before.keys() - publisher.manifest.keys()
        found = needed(desk.places.output, desk.config, self._stuck, self._before) & gone if self._stuck else set()
        statics = f"{CONTENT}/{STATIC}/"
        locked = {
            p.path.removeprefix(statics)
            for p in desk.report.problems
            if p.code == "file.unreadable" and p.path.startswith(statics)
        }
        found.update(below(locked, gone) if locked else ())
        found -= set(below(self._never, found))
        for path in found:
            publisher.keep(path)
        pages = sorted(path for path in found if path.endswith(".html"))
        if pages:
            urls = [f"{desk.config.url}/{path.removesuffix('index.html')}" for path in pages]
            shown = ", ".join(urls[:_FOREIGN_SHOWN]) + (" …" if len(urls) > _FOREIGN_SHOWN else "")
            desk.report.problems.append(warning("output.needed", n=len(urls), list=shown))

    def _find_foreign(self, began_ns: int) -> list[str]:
        ours = {*self._before, *map(output_path, self.plan.claims)}
        return self._desk.publisher.foreign(ours, began_ns)

    def _tell_foreign(self, found: Sequence[str]) -> None:
        if found:
            shown = ", ".join(found[:_FOREIGN_SHOWN]) + (" …" if len(found) > _FOREIGN_SHOWN else "")
            told = hint(FOREIGN, n=len(found), list=shown)
            self._desk.report.problems.append(told)


def _shortened(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems with no more than some of those that as many files as a folder holds may have."""
    found = [told for told in problems if told.code not in _OF_MANY]
    for code in _OF_MANY:
        some = sorted({told for told in problems if told.code == code}, key=lambda told: told.path)
        found += some[:_MANY_SHOWN]
        if len(some) > _MANY_SHOWN:
            found.append(replace(problem("output.more", n=len(some) - _MANY_SHOWN), severity=some[0].severity))
    return found


def _nothing() -> None:
    """Do nothing beside."""
