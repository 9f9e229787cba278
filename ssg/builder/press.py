"""The build's second half: what is stale is rendered, holes are filled, and everything is published in a safe order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ssg.base.errors import SsgError, hint, problem
from ssg.base.images import ImageError, looks_like_photo
from ssg.builder.desk import CACHE, CONTENT, SSG_FOLDER, STATIC, Desk
from ssg.content.files import Files
from ssg.model.pages import Claim, Kind, Plan, Published, output_path
from ssg.model.siteyaml import SITE_FILE
from ssg.render.fragments import Fragments, Shared
from ssg.render.pages import Renderer, fill
from ssg.render.theme import load_theme, theme_claims
from ssg.shells import Reason, Shells, fingerprint
from ssg.site.blocks import view_blocks
from ssg.site.frames import footer, menu
from ssg.site.plan import make_plan
from ssg.site.portal import Portal
from ssg.site.views import site_problems, view

_ASSETS = (Kind.PHOTO, Kind.STATIC, Kind.ATTACHMENT, Kind.THEME)
_LATE = (Kind.ATOM, Kind.RSS, Kind.SITEMAP, Kind.ROBOTS, Kind.REDIRECT_MAP)
_FOREIGN_SHOWN = 5


class Press:
    """Prints one plan. What cannot be made, a theme or a page, stays as it was published."""

    def __init__(self, desk: Desk, portal: Portal, files: Files) -> None:
        self._desk, self._portal, self._files = desk, portal, files
        self._before: Mapping[str, Published] = desk.publisher.before
        self._themes = self._load_themes()
        self._fragments = Fragments(self._themes, _shared(portal))
        self._plan = self._make_plan()

    def _load_themes(self) -> dict[str, Renderer]:
        names = {self._desk.config.theme, *(self._portal.theme_of(slug) for slug in self._portal.units)}
        found = {}
        for name in sorted(names):
            try:
                renderer = Renderer(load_theme(name, self._desk.root), self._desk.config)
                renderer.check()
                found[name] = renderer
            except SsgError as error:
                self._desk.report.problems += error.problems
        self._broken = names - set(found)
        return found

    def _make_plan(self) -> Plan:
        files = [claim for renderer in self._themes.values() for claim in theme_claims(renderer.theme)]
        plan, problems = make_plan(self._portal, files)
        told = site_problems(self._portal)
        if self._desk.site_kept:  # lines of the last good site.yaml would point into the new one
            told = [p for p in told if p.path != SITE_FILE]
        self._desk.report.problems += [*problems, *told]
        return plan

    def run(self) -> None:
        """Write files first, then new pages, changed pages, feeds and maps; remove strays last."""
        desk, plan = self._desk, self._plan
        desk.state.intend(output_path(url) for url in plan.claims)
        self._shells = Shells(desk.root / SSG_FOLDER / CACHE, fresh=desk.options.clean)
        order = sorted(plan.claims.values(), key=lambda claim: (self._phase(claim), claim.url))
        pages = sum(claim.kind not in _ASSETS for claim in order)
        done = 0
        for claim in order:
            if claim.kind in _ASSETS:
                self._publish_file(claim)
                continue
            self._publish_page(claim)
            done += 1
            desk.progress("pages", done, pages)
        self._keep_broken_themes()
        desk.publisher.remove_strays()
        self._shells.save()
        desk.state.save_manifest(desk.publisher.manifest, self._before)
        self._tell_foreign()
        report, publisher = desk.report, desk.publisher
        report.written, report.kept, report.removed = publisher.written, publisher.kept, publisher.removed
        report.photos = desk.darkroom.encoded

    def _phase(self, claim: Claim) -> int:
        if claim.kind in _ASSETS:
            return 0
        if claim.kind in _LATE:
            return 3
        return 2 if output_path(claim.url) in self._before else 1

    def _publish_file(self, claim: Claim) -> None:
        publisher, path = self._desk.publisher, output_path(claim.url)
        if claim.kind is Kind.PHOTO and publisher.stands(path):
            publisher.keep(path)  # its name is its content
            return
        source = self._source_of(claim)
        try:
            if source and (claim.kind is Kind.STATIC or not looks_like_photo(source)):
                publisher.put_file(path, source, self._plan.assets[claim.url].digest)
                return
            data = self._bytes_of(claim, source)
        except OSError:
            data = None
        if data is None:
            publisher.keep(path)
        else:
            publisher.put(path, data)

    def _source_of(self, claim: Claim) -> Path | None:
        """Return the file of content/ that is published as it is, None for a photo's or theme's file."""
        content = self._desk.root / CONTENT
        if claim.kind is Kind.STATIC:
            return content / STATIC / self._plan.assets[claim.url].source
        return self._files.place(self._plan.assets[claim.url].source) if claim.kind is Kind.ATTACHMENT else None

    def _bytes_of(self, claim: Claim, source: Path | None) -> bytes | None:
        """Return a file's bytes, None where they cannot be had any more; raises OSError where it cannot be read."""
        if claim.kind is Kind.THEME:
            return self._themes[claim.key].theme.files[claim.url]
        asset = self._plan.assets[claim.url]
        if asset.photo:
            return self._desk.darkroom.fetch(asset.photo, claim.url)
        if source is None:
            return None
        try:
            return self._desk.darkroom.strip(source, asset.digest)
        except ImageError as error:
            told = problem(error.code, claim.origin, **{"src": asset.source, **error.values})
            self._desk.report.problems.append(told)
            return None

    def _publish_page(self, claim: Claim) -> None:
        publisher, path = self._desk.publisher, output_path(claim.url)
        try:
            data, reason = self._render(claim)
        except SsgError as error:
            self._desk.report.problems += error.problems
            data, reason = None, None
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one page, the others go out
            text = f"{type(error).__name__}: {error}"
            self._desk.report.problems.append(problem("page.failed", claim.origin, url=claim.url, text=text))
            data, reason = None, None
        if data is None:
            publisher.keep(path)
            return
        stood = path not in self._before or publisher.stands(path)
        if publisher.put(path, data) or reason:
            self._desk.report.reasons.append((claim.url, reason or (Reason.HOLES if stood else Reason.OUTPUT)))

    def _render(self, claim: Claim) -> tuple[bytes | None, Reason | None]:
        """Return a page's bytes and why it was rendered (None: only filled); no bytes where its theme is broken."""
        record = view(self._portal, self._plan, claim)
        frame = getattr(record, "frame", None)
        name = frame.theme if frame else self._desk.config.theme
        renderer = self._themes.get(name)
        if renderer is None:
            return None, None
        wanted = fingerprint(record, renderer.theme.digest, self._desk.config)
        shell, reason = self._shells.find(claim.url, wanted)
        if shell is None:
            shell = renderer.page(record, claim.kind.value)
            self._shells.keep(claim.url, wanted, shell)
        return fill(shell, self._fragments.resolver(name)), reason

    def _keep_broken_themes(self) -> None:
        """Leave the published files of themes that cannot be used: the pages that stay need them."""
        for path in self._before:
            if any(path.startswith((f"_ssg/{name}-", f"_ssg/{name}/")) for name in self._broken):
                self._desk.publisher.keep(path)

    def _tell_foreign(self) -> None:
        found = self._desk.publisher.foreign()
        if found:
            shown = ", ".join(found[:_FOREIGN_SHOWN]) + (" …" if len(found) > _FOREIGN_SHOWN else "")
            told = hint("output.foreign", n=len(found), list=shown)
            self._desk.report.problems.append(told)


def _shared(portal: Portal) -> Shared:
    paths = {url: path for path, url in portal.addresses.url.items()}
    known = bool(portal.standings.views)

    def views(url: str) -> int | None:
        count = portal.views(paths[url])
        return count if count or known else None

    return Shared(
        menu=menu(portal)[0],
        blocks=lambda scope: view_blocks(portal, scope),
        footer=lambda scope: footer(portal, scope),
        views=views,
        rating=lambda url: portal.rating(paths[url]),
    )
