"""Pages to output/, one at a time and in any process: what is stale is rendered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ssg.base.build_key import build_key
from ssg.base.errors import Problem, SsgError, problem
from ssg.base.seals import Seals
from ssg.builder.fingerprints import Fingerprint, Fingerprints, Reason
from ssg.builder.making import Maker, Sources
from ssg.model.pages import Claim, Published, output_path
from ssg.model.parts import Card, FeedLink, Link, Masthead, Picture, Surround
from ssg.model.places import Places
from ssg.publish import Publisher
from ssg.site.frames import Scope

_SHARED = (Card, FeedLink, Link, Masthead, Picture, Scope, Surround)
# records that many pages show


@dataclass(slots=True, kw_only=True)
class Printed:
    """What became of one page; not frozen for the same reason as Published."""

    url: str
    published: Published | None
    # None: it could not be made, and stays as it was
    changed: bool = False
    fingerprint: Fingerprint | None = None
    """To be kept, None where the one kept is still right."""
    reason: Reason | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class Order:
    """What is to be printed, as it crosses to a worker."""

    sources: Sources
    places: Places
    before: Mapping[str, Published]
    fresh: bool
    # pass over what the cache keeps
    doubtful: Collection[str] | None = None
    """The only URLs whose pages may show something else than they did; None: any may."""


class Printer:
    """Prints the pages of one order."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._publisher = Publisher(order.places, order.before)
        self._fingerprints = Fingerprints(order.places.cache, fresh=order.fresh)
        self._maker = Maker(order.sources)
        self._seals = Seals(_SHARED)
        self._themes = {renderer.theme.digest for renderer in order.sources.renderers.values()}

    def __reduce__(self) -> tuple[type[Printer], tuple[Order]]:
        return Printer, (self.order,)  # a copy in another process makes its own handles

    def close(self) -> None:
        """Release the files."""
        self._fingerprints.close()

    def expect(self, urls: Sequence[str]) -> None:
        """Get ready to print the pages of some URLs."""
        self._fingerprints.expect(urls)

    def print(self, claim: Claim) -> Printed:
        """Publish a page and return what became of it; raises SsgError where the disk is full."""
        try:
            return self._print(claim)
        except SsgError as error:
            if any(told.code == "disk.full" for told in error.problems):
                raise
            return Printed(url=claim.url, published=None, problems=error.problems)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one page, the others go out
            told = f"{type(error).__name__}: {error}"
            problems = (problem("page.failed", claim.origin, url=claim.url, text=told),)
            return Printed(url=claim.url, published=None, problems=problems)

    def _print(self, claim: Claim) -> Printed:
        path, last = output_path(claim.url), self._fingerprints.last(claim.url)
        if last and self._is_current(claim.url, last) and self._publisher.stands(path, last.digest):
            return Printed(url=claim.url, published=self.order.before[path])
        record, theme = self._maker.look(claim)
        renderer = self.order.sources.renderers.get(theme)
        if renderer is None:
            return Printed(url=claim.url, published=None)
        wanted = Fingerprint(
            version=build_key(),
            theme=renderer.theme.digest,
            config=self.order.sources.portal.config.digest,
            content=self._seals.of(record),
        )
        if wanted == last and self._publisher.stands(path, wanted.digest):
            return Printed(url=claim.url, published=self.order.before[path])
        reason = (wanted.reason(last) or Reason.OUTPUT) if last else Reason.NEW
        changed = self._publisher.put(path, self._maker.make(claim, record, theme), wanted.digest)
        published = self._publisher.manifest.pop(path)
        told, self._publisher.problems = tuple(self._publisher.problems), []
        return Printed(
            url=claim.url, published=published, changed=changed, fingerprint=wanted, reason=reason, problems=told
        )

    def _is_current(self, url: str, last: Fingerprint) -> bool:
        """Return whether a page shows what it did, without looking at what that is."""
        doubtful = self.order.doubtful
        if doubtful is None or url in doubtful or last.theme not in self._themes:
            return False
        return (last.version, last.config) == (build_key(), self.order.sources.portal.config.digest)


def print_batch(printer: Printer, urls: Sequence[str]) -> list[Printed]:
    """Publish the pages of some URLs."""
    claims = printer.order.sources.plan.claims
    printer.expect(urls)
    return [printer.print(claims[url]) for url in urls]
