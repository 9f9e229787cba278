"""What pages show of the ledger: views in all and of the last days, ratings, visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ssg.base.dates import instant
from ssg.counters.ledger import Ledger, month_number
from ssg.counters.times import day_number, day_of
from ssg.model.articles import Rating
from ssg.model.pages import Standings, Statistics

WINDOWS = (7, 30, 90)
# days
_BY_DAYS = 100
# days up to which views are summed day by day; longer spans take whole months from their running sums

Resolve = Callable[[str], str]
"""URL as the ledger has it → URL of the page it belongs to now."""


def read_standings(
    ledger: Ledger, now: dt.datetime, resolve: Resolve, windows: Iterable[int] = WINDOWS, visits_before: int = 0
) -> Standings:
    """Return what the ledger knows at the instant ``now``, whose zone is the portal's.

    Views and visits in all are the whole ledger's. Windows are of whole days and end with today, as do the visits of
    today, yesterday, this month and this year. Raises SsgError where the ledger cannot be read.
    """
    urls = {int(number): resolve(str(url)) for number, url in ledger.rows("SELECT id, url FROM pages")}
    totals = _by_url(ledger.rows("SELECT page, views FROM totals"), urls)
    today = day_number(now.date())
    counted: dict[int, dict[str, int]] = {}
    gathered: dict[str, int] = {}
    done = today + 1
    for days in sorted(set(windows)):
        first = today - days + 1
        for url, views in _by_url(_views_between(ledger, first, done - 1), urls).items():
            gathered[url] = gathered.get(url, 0) + views
        counted[days], done = dict(sorted(gathered.items())), first
    return Standings(
        views=totals,
        windows=counted,
        ratings=_read_ratings(ledger, urls),
        statistics=_read_statistics(ledger, now, visits_before),
    )


def views_between(ledger: Ledger, first: dt.date, last: dt.date, resolve: Resolve) -> dict[str, int]:
    """Return the views of each page from one day to another, both included."""
    urls = {int(number): resolve(str(url)) for number, url in ledger.rows("SELECT id, url FROM pages")}
    return _by_url(_views_between(ledger, day_number(first), day_number(last)), urls)


def _by_url(rows: Iterable[tuple[Any, ...]], urls: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for page, views in rows:
        url = urls[int(page)]
        found[url] = found.get(url, 0) + int(views)
    return dict(sorted(found.items()))


def _views_between(ledger: Ledger, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield (page's number, views) for a span of days; a page may come several times."""
    if first > last:
        return
    spans, months = [(first, last)], None
    if last - first >= _BY_DAYS:
        # the first and last month that lie whole within the span, and the days before and after them
        start, end = month_number(first - 1) + 1, month_number(last + 1) - 1
        whole = day_number(_first_of(start)), day_number(_first_of(end + 1)) - 1
        spans, months = [(first, whole[0] - 1), (whole[1] + 1, last)], (start, end)
    for span in spans:
        yield from ledger.rows("SELECT page, sum(views) FROM views WHERE day BETWEEN ? AND ? GROUP BY page", span)
    if months:
        yield from ledger.rows("SELECT page, sum(views) FROM months WHERE month BETWEEN ? AND ? GROUP BY page", months)


def _first_of(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _read_ratings(ledger: Ledger, urls: dict[int, str]) -> dict[str, Rating]:
    found: dict[str, Rating] = {}
    for page, points, votes in ledger.rows(
        "SELECT page, sum(stars * votes), sum(votes) FROM votes GROUP BY page ORDER BY page"
    ):
        url = urls[int(page)]
        old = found.get(url, Rating())
        found[url] = Rating(points=old.points + int(points), votes=old.votes + int(votes))
    return dict(sorted(found.items()))


def _read_statistics(ledger: Ledger, now: dt.datetime, visits_before: int) -> Statistics | None:
    """Return the visits, None where no day is known."""
    today = now.date()
    day, month, year = (
        day_number(d) for d in (today, today.replace(day=1), today.replace(month=1, day=1))
    )  # fmt: skip
    ((total, known),) = ledger.rows("SELECT coalesce(sum(visits), 0), count(*) FROM days")
    if not known:
        return None

    def between(first: int, last: int) -> int:
        rows = ledger.rows("SELECT coalesce(sum(visits), 0) FROM days WHERE day BETWEEN ? AND ?", (first, last))
        return int(rows[0][0])

    return Statistics(
        today=between(day, day),
        yesterday=between(day - 1, day - 1),
        month=between(month, day),
        year=between(year, day),
        total=int(total) + visits_before,
        day=today,
        as_of=_last_stamp(ledger, day, now),
    )


def _last_stamp(ledger: Ledger, day: int, now: dt.datetime) -> dt.datetime:
    """Return the newest minute that a log told of up to ``now``; where only days were imported, the end of the last."""
    ((last, newest),) = ledger.rows("SELECT max(last), max(day) FROM days WHERE day <= ?", (day,))
    if last:
        return min(instant(int(last), now.tzinfo or dt.UTC), now)
    if newest is None:
        return now
    return min(dt.datetime.combine(day_of(int(newest)), dt.time(23, 59), now.tzinfo), now)
