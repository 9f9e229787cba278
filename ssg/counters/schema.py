"""The tables of the ledger, as named migrations: each is run once, in order, on every ledger that lacks it."""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "first tables",
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
        CREATE TABLE views (day INTEGER, page INTEGER, views INTEGER, PRIMARY KEY (day, page)) WITHOUT ROWID;
        CREATE TABLE months (month INTEGER, page INTEGER, views INTEGER, PRIMARY KEY (month, page)) WITHOUT ROWID;
        CREATE TABLE totals (page INTEGER PRIMARY KEY, views INTEGER);
        CREATE TABLE days (day INTEGER PRIMARY KEY, visits INTEGER, last INTEGER);
        CREATE TABLE votes (
            day INTEGER, page INTEGER, stars INTEGER, votes INTEGER, PRIMARY KEY (day, page, stars)
        ) WITHOUT ROWID;
        CREATE TABLE keys (day INTEGER PRIMARY KEY, key BLOB);
        CREATE TABLE seen (
            day INTEGER, visitor INTEGER, page INTEGER, at INTEGER, PRIMARY KEY (day, visitor, page)
        ) WITHOUT ROWID;
        CREATE TABLE logs (
            id INTEGER PRIMARY KEY, head_size INTEGER, head BLOB, start BLOB, position INTEGER, tail BLOB,
            lines INTEGER, format TEXT
        );
        CREATE INDEX logs_by_head ON logs (head_size, head);
        CREATE INDEX logs_by_start ON logs (start);
        CREATE TABLE files (
            path TEXT PRIMARY KEY, device INTEGER, inode INTEGER, size INTEGER, mtime_ns INTEGER
        ) WITHOUT ROWID;
        INSERT INTO meta VALUES ('turn', 0), ('newest', NULL), ('program', '');
        """,
    ),
)
"""Days are numbered from 2000-01-01, months by year × 12 + month − 1; seconds count from 1970.

``seen`` holds visitors of the days whose keys stand in ``keys``, and goes with them. ``views`` is the truth; ``months``
and ``totals`` are running sums of it.
"""

SCHEMA = len(MIGRATIONS)
