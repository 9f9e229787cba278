"""The ledger: views a page a day, visits and votes a day, in one SQLite file that no command of ours removes.

Every change is one transaction. A ledger that cannot be trusted is told as a problem and left as it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import Any

from ssg import __version__
from ssg.base.errors import Problem, SsgError, problem
from ssg.base.files import replace
from ssg.counters.schema import MIGRATIONS, SCHEMA
from ssg.counters.times import day_of
from ssg.counters.visitors import PAGE_BITS, Day

LEDGER_FILE = "counters.sqlite3"
TIMEOUT = 10.0
# seconds to wait for another program that writes
_MANY = 100_000
# running sums that are gathered in memory before they are written
_PAGE_MASK = (1 << PAGE_BITS) - 1
_ADD = "ON CONFLICT DO UPDATE SET {0} = {0} + excluded.{0}"


def month_number(day: int) -> int:
    """Return the month of a numbered day, as the ledger numbers months."""
    date = day_of(day)
    return date.year * 12 + date.month - 1


class Ledger:
    """One portal's ledger, made where there is none.

    Raises SsgError: ledger.damaged, ledger.newer, ledger.locked, disk.full or output.readonly.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ids: dict[str, int] = {}
        self._months: dict[tuple[int, int], int] = {}
        with self.told():
            if not path.exists():
                _create(path)
            self.db = _connect(path)
            try:
                _migrate(self.db, path)
            except BaseException:
                self.db.close()
                raise

    def close(self) -> None:
        """Release the file."""
        self.db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn errors of the database into problems."""
        try:
            yield
        except sqlite3.Error as error:
            raise SsgError([_explain(error, self._path)]) from None
        except OSError as error:
            told = problem("output.readonly", path=shown(self._path), reason=error.strerror or str(error))
            raise SsgError([told]) from None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all changes within it one transaction: kept whole at its end, or not at all."""
        with self.told():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._save_months()
                self.db.execute("UPDATE meta SET value = value + 1 WHERE name = 'turn'")
                self.db.execute("UPDATE meta SET value = ? WHERE name = 'program'", (__version__,))
                self.db.execute("COMMIT")
            except BaseException:
                self._months.clear()
                self._ids.clear()
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            # a key that was destroyed leaves no trace in the write-ahead log either
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def turn(self) -> int:
        """Return a number that grows with every change."""
        with self.told():
            return int(self.db.execute("SELECT value FROM meta WHERE name = 'turn'").fetchone()[0])

    def page_id(self, url: str) -> int:
        """Return the number of a page's URL; a new one is entered."""
        found = self._ids.get(url)
        if found is None:
            row = self.db.execute("SELECT id FROM pages WHERE url = ?", (url,)).fetchone()
            if row is None:
                row = self.db.execute("INSERT INTO pages (url) VALUES (?) RETURNING id", (url,)).fetchone()
            found = self._ids[url] = int(row[0])
        return found

    def newest_day(self) -> int | None:
        """Return the newest day that lines were ingested of, None where there is none."""
        value = self.db.execute("SELECT value FROM meta WHERE name = 'newest'").fetchone()[0]
        return None if value is None else int(value)

    def save_newest_day(self, day: int) -> None:
        """Note the newest day that lines were ingested of."""
        self.db.execute("UPDATE meta SET value = ? WHERE name = 'newest'", (day,))

    def knows_day(self, day: int) -> bool:
        """Return whether lines of a day were ingested before."""
        row = self.db.execute("SELECT last FROM days WHERE day = ?", (day,)).fetchone()
        return row is not None and row[0] is not None

    def open_days(self) -> list[Day]:
        """Return the days whose keys stand, with what their visitors did left in the ledger."""
        rows = self.db.execute("SELECT day, key FROM keys").fetchall()
        return [self.attach(Day(number=number, key=key)) for number, key in rows]

    def attach(self, day: Day) -> Day:
        """Let a day look up in the ledger what its visitors did before."""
        number, execute = day.number, self.db.execute

        def stored(visitor: int, page: int) -> int | None:
            row = execute(
                "SELECT at FROM seen WHERE day = ? AND visitor = ? AND page = ?", (number, visitor, page)
            ).fetchone()
            return None if row is None else int(row[0])

        day.stored = stored
        return day

    def save_visitors(self, day: Day) -> None:
        """Keep a day's key and what its visitors did, and forget it in memory."""
        self.db.execute("INSERT OR IGNORE INTO keys VALUES (?, ?)", (day.number, day.key))
        rows = ((day.number, pair >> PAGE_BITS, pair & _PAGE_MASK, at) for pair, at in sorted(day.done.items()))
        self.db.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", rows)
        day.done.clear()
        self.attach(day)

    def destroy_day(self, number: int) -> None:
        """Destroy a day's key and all that was known by it; overwritten first, whatever the database does with it."""
        self.db.execute("UPDATE keys SET key = zeroblob(length(key)) WHERE day = ?", (number,))
        self.db.execute("DELETE FROM keys WHERE day = ?", (number,))
        self.db.execute("DELETE FROM seen WHERE day = ?", (number,))

    def add_day(self, day: Day) -> None:
        """Add what was counted of a day to the ledger, and begin it anew."""
        self.add_views(day.number, day.views)
        self.add_visits(day.number, day.visits, day.last)
        self.add_votes(day.number, day.votes)
        day.views.clear()
        day.votes.clear()
        day.visits = 0

    def add_views(self, day: int, views: Mapping[int, int]) -> None:
        """Add views by page's number to a day."""
        rows = ((day, page, count) for page, count in sorted(views.items()))
        self.db.executemany(f"INSERT INTO views VALUES (?, ?, ?) {_ADD.format('views')}", rows)
        month = month_number(day)
        for page, count in views.items():
            self._months[month, page] = self._months.get((month, page), 0) + count
        if len(self._months) > _MANY:
            self._save_months()

    def add_visits(self, day: int, visits: int, last: int = 0) -> None:
        """Add visits to a day; ``last`` is the newest minute of the log, 0 where no log tells of it."""
        self.db.execute(
            "INSERT INTO days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET visits = visits + excluded.visits,"
            " last = nullif(max(coalesce(last, 0), coalesce(excluded.last, 0)), 0)",
            (day, visits, last or None),
        )

    def add_votes(self, day: int, votes: Mapping[tuple[int, int], int]) -> None:
        """Add votes by page's number and stars to a day."""
        rows = ((day, page, stars, count) for (page, stars), count in sorted(votes.items()))
        self.db.executemany(f"INSERT INTO votes VALUES (?, ?, ?, ?) {_ADD.format('votes')}", rows)

    def _save_months(self) -> None:
        rows = [(month, page, count) for (month, page), count in sorted(self._months.items())]
        self._months.clear()
        totals: dict[int, int] = {}
        for _, page, count in rows:
            totals[page] = totals.get(page, 0) + count
        self.db.executemany(f"INSERT INTO months VALUES (?, ?, ?) {_ADD.format('views')}", rows)
        self.db.executemany(f"INSERT INTO totals VALUES (?, ?) {_ADD.format('views')}", sorted(totals.items()))

    def rows(self, query: str, values: Iterable[int | str | bytes] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self.told():
            return self.db.execute(query, tuple(values)).fetchall()


def shown(path: Path) -> str:
    """Return the ledger's path as messages name it."""
    return f"{path.parent.name}/{path.name}"


def file_uri(path: PurePath) -> str:
    """Return the URI by which SQLite opens a file; one on another machine (``\\\\server\\share``) must name no host
    (https://sqlite.org/uri.html).
    """
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file_uri(path.absolute())}?mode=rw", uri=True, timeout=TIMEOUT, isolation_level=None)
    if path.stat().st_size == 0:
        db.close()
        raise sqlite3.DatabaseError("file is empty")  # SQLite would begin a new ledger in it
    db.execute("PRAGMA secure_delete = ON")
    return db


def _create(path: Path) -> None:
    """Make a ledger beside its place and put it there whole, so that no ledger is ever half made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}-{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for version, (_, script) in enumerate(MIGRATIONS, start=1):
            db.executescript(f"BEGIN; {script} PRAGMA user_version = {version}; COMMIT;")
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)  # of a ledger that was moved away
    replace(temporary, path)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version < 1:
        raise sqlite3.DatabaseError("no ledger")  # none of ours was ever put in place without its tables
    if version > SCHEMA:
        row = db.execute("SELECT value FROM meta WHERE name = 'program'").fetchone()
        raise SsgError([problem("ledger.newer", shown(path), version=row[0] if row else "")])
    for number, (_, script) in enumerate(MIGRATIONS[version:], start=version + 1):
        db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
    db.execute("SELECT value FROM meta WHERE name = 'turn'").fetchone()


def _explain(error: sqlite3.Error, path: Path) -> Problem:
    """Return the problem of a database error: a full disk, a lock or a missing right is no damage."""
    text, name = str(error), shown(path)
    if "is full" in text:
        return problem("disk.full", name, path=name)
    if "locked" in text or "busy" in text:
        return problem("ledger.locked", name)
    if isinstance(error, sqlite3.OperationalError) and any(
        sign in text for sign in ("unable to open", "readonly", "I/O", "permission")
    ):
        return problem("output.readonly", name, path=name, reason=text)
    return problem("ledger.damaged", name, path=name)
