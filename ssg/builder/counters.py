"""A portal opened for the commands that look at its counters: its articles and its ledger, while no build runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ssg.base.errors import SsgError, problem
from ssg.base.locks import only_one
from ssg.base.text import fold, identity, nearest
from ssg.builder.counting import LEDGER, SNAPSHOT, pages_of, resolver
from ssg.builder.looking import look
from ssg.counters.ledger import Ledger
from ssg.counters.report import Reported
from ssg.counters.snapshot import load_standings
from ssg.counters.standings import Resolve
from ssg.model.places import SSG_FOLDER
from ssg.model.siteyaml import SITE_FILE
from ssg.site.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A portal opened to look at its counters."""

    portal: Portal
    ledger: Ledger
    resolve: Resolve


@contextmanager
def open_counters(
    root: Path, on_wait: Callable[[str], None], now: dt.datetime | None = None, *, make: bool = False
) -> Iterator[Counted]:
    """Open a portal with its ledger, as the command line does: no build runs meanwhile.

    Raises SsgError where there is no portal, or where there is no ledger that can be used; ``make`` makes one.
    """
    if not (root / SITE_FILE).is_file():
        raise SsgError([problem("site.missing", SITE_FILE)])
    with (
        only_one(root / SSG_FOLDER / "lock", on_wait),
        closing(look(root, now)) as sight,
        open_ledger(root, make=make) as ledger,
    ):
        yield Counted(portal=sight.portal, ledger=ledger, resolve=resolver(sight.portal))


def open_ledger(root: Path, *, make: bool = False) -> Ledger:
    """Return a portal's ledger; raises SsgError where there is none, unless ``make``, or where it was lost."""
    path = root / LEDGER
    if not path.exists():
        last = load_standings(root / SNAPSHOT)
        if last and (last.views or last.statistics):
            raise SsgError([problem("ledger.missing", LEDGER, path=LEDGER, kept=SNAPSHOT)])
        if not make:
            raise SsgError([problem("ledger.empty", LEDGER)])
    return Ledger(path)


def reported(portal: Portal) -> list[Reported]:
    """Return the published articles of a portal as its reports know them, standing pages left out."""
    found = []
    for path, article in portal.addresses.articles.items():
        if article.page:
            continue
        unit, category = portal.units.get(article.unit), portal.categories.get(next(iter(article.categories), ""))
        photos = {photo.path for photo in (*article.photos, *article.body.photos, article.cover) if photo}
        found.append(
            Reported(
                url=portal.url(path),
                title=article.title,
                day=article.at.date(),
                unit=unit.name if unit else "",
                category=category.name if category else "",
                authors=tuple(portal.author_link(name).title for name in article.authors),
                photos=len(photos),
            )
        )
    return found


def shown_rows(portal: Portal, days: int | None, unit: str) -> list[tuple[int, str, str]]:
    """Return (views, URL, title) of the portal's pages, the most viewed first: of the last ``days``, or in all with the
    views carried over. ``unit`` (name or slug) keeps to its articles; raises SsgError where there is none.
    """
    paths = {url: path for path, url in portal.addresses.url.items()}
    urls = {*paths, *portal.standings.views}
    if unit:
        meant = [u for u in portal.units.values() if unit == u.slug or identity(unit) == identity(u.name)]
        meant += [u for u in portal.units.values() if fold(unit) in (fold(u.slug), fold(u.name))]
        slug = next((u.slug for u in meant), None)
        if slug is None:
            known = [name for u in portal.units.values() for name in (u.slug, u.name)]
            names = ", ".join(u.name for u in portal.units.values())
            raise SsgError([problem("unit.unknown", value=unit, near=nearest(unit, known), list=names)])
        urls = {url for url, path in paths.items() if portal.article(path).unit == slug}
    window = portal.standings.windows.get(days, {}) if days else {}
    found = []
    for url in urls:
        path = paths.get(url, "")
        views = window.get(url, 0) if days else portal.views(path) if path else portal.standings.views.get(url, 0)
        if views:
            found.append((views, url, portal.article(path).title if path else ""))
    return sorted(found, key=lambda row: (-row[0], row[1]))


def unknown_pages(counted: Counted) -> list[str]:
    """Return the URLs of the ledger that lead to no page of the portal, in order."""
    known = set(pages_of(counted.portal).urls.values())
    rows = counted.ledger.rows("SELECT url FROM pages ORDER BY url")
    return [str(url) for (url,) in rows if counted.resolve(str(url)) not in known]
