"""Results by key, kept between runs, disposable: a damaged, foreign or unwritable cache is an empty one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from ssg.base.files import digest, write_atomic

_SCHEMA = "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, check_sum TEXT, value BLOB) WITHOUT ROWID"


class Cache:
    """One file of small results. Nothing here raises: what cannot be read is absent, what cannot be written is lost."""

    def __init__(self, folder: Path, name: str, version: str) -> None:
        self._path = folder / f"{name}-{version}.sqlite3"
        self._pending: dict[str, bytes] = {}
        self._used: set[str] = set()
        self._db = self._open()

    def get(self, key: str) -> bytes | None:
        """Return the result kept under ``key``, None where there is none or it is damaged."""
        self._used.add(key)
        if key in self._pending:
            return self._pending[key]
        row = self._first("SELECT check_sum, value FROM results WHERE key = ?", key)
        if row is None or not isinstance(row[1], bytes) or digest(row[1]) != row[0]:
            return None
        return row[1]

    def put(self, key: str, value: bytes) -> None:
        """Keep a result; it reaches the disk with save()."""
        self._used.add(key)
        self._pending[key] = value

    def save(self, *, keep_only_used: bool = False) -> None:
        """Write what is pending in one transaction; with ``keep_only_used`` drop what this run did not ask for."""
        if self._db is None:
            return
        rows = [(key, digest(value), value) for key, value in self._pending.items()]
        with contextlib.suppress(sqlite3.Error), self._db:
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            if keep_only_used:
                self._drop(key for (key,) in self._db.execute("SELECT key FROM results").fetchall())
        self._pending.clear()

    def close(self) -> None:
        """Release the file."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _drop(self, keys: Iterable[str]) -> None:
        if self._db is not None:
            unused = [(key,) for key in keys if key not in self._used]
            self._db.executemany("DELETE FROM results WHERE key = ?", unused)

    def _first(self, query: str, key: str) -> tuple[str, object] | None:
        if self._db is None:
            return None
        try:
            row: tuple[str, object] | None = self._db.execute(query, (key,)).fetchone()
        except sqlite3.Error:
            self._start_over()
            return None
        return row

    def _start_over(self) -> None:
        self.close()
        self._remove()
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            db = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                db = sqlite3.connect(self._path, timeout=5)
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = OFF")
                db.execute(_SCHEMA)
                db.commit()
                return db
            except (sqlite3.Error, OSError):
                if db is not None:
                    db.close()
                self._remove()
        return None

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)


class FileCache:
    """One file a result, for large ones: each begins with the digest of what follows. Nothing here raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the result kept under ``key``, None where there is none or it is damaged."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        value = data[_SEAL:]
        return value if digest(value).encode() == data[:_SEAL] else None

    def has(self, key: str) -> bool:
        """Return whether something is kept under ``key``; get() may still find it damaged."""
        return self._path(key).is_file()

    def put(self, key: str, value: bytes) -> None:
        """Keep a result."""
        with contextlib.suppress(OSError):
            write_atomic(self._path(key), digest(value).encode() + value)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


_SEAL = len(digest(b""))
