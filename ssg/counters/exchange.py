"""The ledger as CSV, and back: what other counters counted, taken into the ledger without counting a day twice."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from ssg.base.dates import DateError, read_date
from ssg.base.errors import Problem, SsgError, problem
from ssg.base.numbers import read_count
from ssg.base.text import fold
from ssg.counters.ledger import Ledger
from ssg.counters.pages import address_key, host_of
from ssg.counters.times import day_number, day_of

VIEWS, VISITS, RATINGS = ("day", "url", "views"), ("day", "visits"), ("day", "url", "stars", "votes")
_QUERIES = {
    VIEWS: "SELECT day, url, views FROM views JOIN pages ON id = page ORDER BY day, url",
    VISITS: "SELECT day, visits FROM days WHERE visits > 0 ORDER BY day",
    RATINGS: "SELECT day, url, stars, votes FROM votes JOIN pages ON id = page ORDER BY day, url, stars",
}
_TOLD = 20
# problems of rows that are told one by one
_MARKS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did."""

    rows: int = 0
    # taken in
    refused: int = 0
    # left out, as they would count a day twice
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    line: int
    day: int
    url: str = ""
    stars: int = 0
    count: int


def export_rows(ledger: Ledger, kind: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the head and then the rows of VIEWS, VISITS or RATINGS, by day and then by URL."""
    yield kind
    with ledger.told():
        for day, *others in ledger.db.execute(_QUERIES[kind]):
            yield (day_of(day).isoformat(), *map(str, others))


def import_rows(ledger: Ledger, name: str, data: bytes, base_url: str, *, add: bool) -> ImportReport:
    """Take the rows of a CSV file into the ledger: its head says which kind it is.

    ``name`` is the file's for problems; ``base_url`` the portal's address, taken off of whole URLs. A row for a page
    and day (a day, for visits) that the ledger or an earlier row has already is refused, unless ``add``. Raises
    SsgError with every row that cannot be read; nothing is taken in then.
    """
    kind, lines = _read_table(name, data)
    problems: list[Problem] = []
    rows = [row for n, line in lines if (row := _read_row(kind, name, n, line, base_url, problems))]
    if problems:
        more = [problem("counts.more", name, n=len(problems) - _TOLD)] if len(problems) > _TOLD else []
        raise SsgError([*problems[:_TOLD], *more])
    refused: list[_Row] = []
    with ledger.writing():
        taken: set[tuple[int, str, int]] = set()
        for row in rows:
            place = (row.day, row.url, row.stars)
            if not add and (place in taken or _is_counted(ledger, kind, row)):
                refused.append(row)
                continue
            taken.add(place)
            _add(ledger, kind, row)
    told = [problem("counts.twice", name, row.line, day=day_of(row.day), url=row.url) for row in refused[:_TOLD]]
    if len(refused) > _TOLD:
        told.append(problem("counts.more", name, n=len(refused) - _TOLD))
    return ImportReport(rows=len(rows) - len(refused), refused=len(refused), problems=tuple(told))


def _read_table(name: str, data: bytes) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise SsgError([problem("counts.encoding", name)]) from None
    head = text.lstrip("\n").split("\n", 1)[0]
    mark = max(_MARKS, key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader]
    except csv.Error:
        raise SsgError([problem("counts.head", name, 1)]) from None
    lines = [(n, line) for n, line in lines if any(line)]
    kind = tuple(fold(cell) for cell in lines[0][1]) if lines else ()
    if kind not in _QUERIES:
        raise SsgError([problem("counts.head", name, 1)])
    return kind, lines[1:]


def _read_row(
    kind: tuple[str, ...], name: str, line: int, cells: list[str], base_url: str, problems: list[Problem]
) -> _Row | None:
    """Return a row, None and a problem where it cannot be read; the day's form is forgiven as in front matter."""
    said = dict(zip(kind, cells, strict=False))
    try:
        day = read_date(said["day"]).day
    except (DateError, KeyError):
        problems.append(problem("counts.row", name, line, text=" · ".join(cells)))
        return None
    count = read_count(said.get(kind[-1], ""))
    stars = read_count(said["stars"]) if "stars" in said else 0
    url = _read_url(said["url"], base_url) if "url" in said else ""
    known = len(cells) == len(kind) and count is not None and dt.date(1990, 1, 1) <= day
    if not known or count is None or stars is None or ("url" in kind and not url):
        problems.append(problem("counts.row", name, line, text=" · ".join(cells)))
        return None
    if ("stars" in kind and not 1 <= stars <= 5) or count > 10**12:
        problems.append(problem("counts.row", name, line, text=" · ".join(cells)))
        return None
    return _Row(line=line, day=day_number(day), url=url, stars=stars, count=count)


def _read_url(said: str, base_url: str) -> str:
    """Return a page's URL from the portal's root, "" where it is none."""
    rest, (_, _, own) = said, base_url.partition("://")
    scheme, mark, place = said.partition("://")
    if mark and scheme.lower() in ("http", "https"):
        (host, _, path), (own_host, slash, own_path) = place.partition("/"), own.partition("/")
        base = slash + own_path
        if host_of(host) != host_of(own_host) or not f"/{path}/".startswith(f"{base}/"):
            return ""
        rest = f"/{path}".removeprefix(base)
    key = address_key(rest or "/")
    return key if key.startswith("/") and len(key) <= 2000 else ""


def _is_counted(ledger: Ledger, kind: tuple[str, ...], row: _Row) -> bool:
    if kind == VISITS:
        found = ledger.rows("SELECT 1 FROM days WHERE day = ? AND visits > 0", (row.day,))
    elif kind == VIEWS:
        query = "SELECT 1 FROM views JOIN pages ON id = page WHERE day = ? AND url = ?"
        found = ledger.rows(query, (row.day, row.url))
    else:
        query = "SELECT 1 FROM votes JOIN pages ON id = page WHERE day = ? AND url = ? AND stars = ?"
        found = ledger.rows(query, (row.day, row.url, row.stars))
    return bool(found)


def _add(ledger: Ledger, kind: tuple[str, ...], row: _Row) -> None:
    if not row.count:
        return
    if kind == VISITS:
        ledger.add_visits(row.day, row.count)
    elif kind == VIEWS:
        ledger.add_views(row.day, {ledger.page_id(row.url): row.count})
    else:
        ledger.add_votes(row.day, {(ledger.page_id(row.url), row.stars): row.count})
