"""Pages to output/, one at a time and in any process: what is stale is rendered, what has other holes is filled."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.seals import Seals
from ssg.builder.making import Maker, Sources
from ssg.content.notes import READ_BY
from ssg.model.pages import Claim, Published, output_path
from ssg.model.places import Places
from ssg.model.views import Card, FeedLink, Link, Masthead, Picture, View
from ssg.publish import OF_ONE_FILE, Publisher
from ssg.render.holes import cut, join, pack_spans, seal_of, unpack_spans
from ssg.shells import Fingerprint, Reason, Shell, Shells, pack
from ssg.site.articles import Surroundings
from ssg.site.frames import Scope

MADE_BY = f"{READ_BY}/{jinja2.__version__}"
# whose versions sway a page
_SHARED = (Card, FeedLink, Link, Masthead, Picture, Scope)
# records that many pages show


@dataclass(slots=True, kw_only=True)
class Printed:
    """What became of one page; not frozen for the same reason as Published."""

    url: str
    published: Published | None
    # None: it could not be made, and stays as it was
    changed: bool = False
    shell: bytes = b""
    # to be kept, b"" where the one kept is still right
    reason: Reason | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Made:
    """A page to be published."""

    data: bytes
    shell: Shell
    reason: Reason | None
    # why it was rendered, None where only its holes were filled anew
    stands: bool = False
    # its file is there as it was published, with the same texts between its holes


@dataclass(slots=True, kw_only=True)
class Order:
    """What is to be printed, as it crosses to a worker."""

    sources: Sources
    places: Places
    before: Mapping[str, Published]
    fresh: bool
    # pass over what the cache keeps
    doubtful: Collection[str] | None = None
    # the only URLs whose pages may show something else than they did, but for their holes; None: any may


class Printer:
    """Prints the pages of one order; ``settled`` where holes are filled by what fills them already."""

    def __init__(self, order: Order, *, settled: bool = False) -> None:
        self.order = order
        self._settled = settled
        self._publisher = Publisher(order.places, order.before)
        self._shells = Shells(order.places.cache, fresh=order.fresh)
        self._maker = Maker(order.sources)
        self._fragments = self._maker.fragments
        self._seals = Seals(_SHARED)
        self._themes = {renderer.theme.digest: name for name, renderer in order.sources.renderers.items()}

    def __reduce__(self) -> tuple[type[Printer], tuple[Order]]:
        return Printer, (self.order,)  # a copy in another process makes its own handles

    def close(self) -> None:
        """Release the files."""
        self._shells.close()

    def expect(self, urls: Sequence[str]) -> None:
        """Get ready to print the pages of some URLs."""
        self._shells.expect(urls)

    def print(self, claim: Claim) -> Printed:
        """Publish a page and return what became of it; raises SsgError (disk.full)."""
        try:
            made = self._make(claim)
        except SsgError as error:
            return Printed(url=claim.url, published=None, problems=error.problems)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one page, the others go out
            told = f"{type(error).__name__}: {error}"
            problems = (problem("page.failed", claim.origin, url=claim.url, text=told),)
            return Printed(url=claim.url, published=None, problems=problems)
        return self._publish(claim, made) if isinstance(made, _Made) else made

    def _make(self, claim: Claim) -> Printed | _Made:
        """Return a page to be published with its shell and the reason it was rendered, or what became of one that
        stands as it is.
        """
        trusted = self._trusted(claim.url)
        made = self._made_of(claim, *trusted) if trusted else None
        if made:
            return made
        record, theme = self._maker.look(claim)
        if theme not in self.order.sources.renderers:
            return Printed(url=claim.url, published=None)
        wanted = self._fingerprint(record, theme)
        if self._settled:
            self._learn(claim.url, theme)
        shell, reason = self._shells.find(claim.url, wanted)
        if shell is not None:
            made = self._made_of(claim, theme, shell)
            if made:
                return made
            reason = Reason.OUTPUT
        page = self._maker.make(claim, record, theme)
        shell = Shell(
            fingerprint=wanted,
            text=seal_of(page.texts, page.holes),
            holes=tuple(page.holes),
            spans=pack_spans(page.spans),
            filled=self._fragments.seals(theme, page.holes),
        )
        return _Made(data=page.data, shell=shell, reason=reason)

    def _trusted(self, url: str) -> tuple[str, Shell] | None:
        """Return the theme and shell of a page that shows what it did, without looking at what that is."""
        doubtful = self.order.doubtful
        shell = None if doubtful is None or url in doubtful else self._shells.last(url)
        if shell is None:
            return None
        mark = shell.fingerprint
        theme = self._themes.get(mark.theme)
        if theme is None or (mark.version, mark.config) != (MADE_BY, self.order.sources.portal.config.digest):
            return None
        return theme, shell

    def _made_of(self, claim: Claim, theme: str, shell: Shell) -> Printed | _Made | None:
        """Return what becomes of a page whose shell is right; None where its file has to be made anew."""
        path = output_path(claim.url)
        seals = self._fragments.seals(theme, shell.holes)
        if seals == shell.filled and self._publisher.stands(path, shell.seal):
            return Printed(url=claim.url, published=self.order.before[path])
        found = self._publisher.read(path, shell.seal)
        if found is None:
            return None
        data, stands = found
        texts, fillings = cut(data, unpack_spans(shell.spans))
        if not stands and seal_of(texts, shell.holes) != shell.text:
            return None
        for at, seal in enumerate(seals):
            if not stands or seal != shell.filled[at]:
                fillings[at] = self._fragments.fill(theme, shell.holes[at])
        page = join(texts, shell.holes, fillings)
        return _Made(
            data=page.data,
            shell=replace(shell, spans=pack_spans(page.spans), filled=seals),
            reason=None,
            stands=stands,
        )

    def _learn(self, url: str, theme: str) -> None:
        """Take what fills the holes of a page from the page as it was published."""
        shell = self._shells.last(url)
        found = self._publisher.read(output_path(url), shell.seal) if shell else None
        if shell and found and found[1]:
            _, fillings = cut(found[0], unpack_spans(shell.spans))
            for hole, seal, filling in zip(shell.holes, shell.filled, fillings, strict=True):
                self._fragments.learn(theme, hole, seal, filling)

    def _fingerprint(self, record: View | Surroundings, theme: str) -> Fingerprint:
        renderer = self.order.sources.renderers[theme]
        config = self.order.sources.portal.config.digest
        return Fingerprint(version=MADE_BY, theme=renderer.theme.digest, config=config, content=self._seals.of(record))

    def _publish(self, claim: Claim, made: _Made) -> Printed:
        path, seal = output_path(claim.url), made.shell.seal
        publish = self._publisher.refresh if made.stands else self._publisher.put
        try:
            changed = publish(path, made.data, seal)
        except SsgError as error:
            if any(told.code not in OF_ONE_FILE for told in error.problems):
                raise
            return Printed(url=claim.url, published=None, problems=error.problems)
        reason = made.reason
        if changed and reason is None:
            reason = Reason.HOLES if made.stands else Reason.OUTPUT
        published = self._publisher.manifest.pop(path)
        told, self._publisher.problems = tuple(self._publisher.problems), []
        shell = pack(made.shell)
        return Printed(url=claim.url, published=published, changed=changed, shell=shell, reason=reason, problems=told)


def print_batch(printer: Printer, urls: Sequence[str]) -> list[Printed]:
    """Publish the pages of some URLs."""
    claims = printer.order.sources.plan.claims
    printer.expect(urls)
    return [printer.print(claims[url]) for url in urls]
