"""Results by key, kept between runs, disposable: a damaged, foreign or unwritable cache is an empty one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from ssg.base.build_key import build_key
from ssg.base.files import digest, write_atomic

_OLD = ("stamp-", "portal-")
_MUCH = 8 * 1024 * 1024
# bytes that are pending before they are written
_FEW = 500
# rows read at a time; SQLite takes no more than 999 keys in one question

# seconds to wait for another program that holds the file: when it is opened, and when it is written
_PATIENCE, _MORE_PATIENCE = 0.5, 5


def cache_file(folder: Path) -> Path:
    """Return the cache of this program in a folder; one with other source, packages or Python has another file."""
    return folder / f"build-{build_key()}.sqlite3"


def remove_others(folder: Path) -> None:
    """Remove from a folder what other programs kept there: databases with what lies beside them, and files of names
    that earlier versions gave.
    """
    own = cache_file(folder).name
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            name = path.name
            if name.startswith(_OLD) or (".sqlite3" in name and not name.startswith(own)):
                path.unlink(missing_ok=True)


class Cache:
    """A table of small results in the cache's one file. Nothing here raises: what cannot be read is absent, what cannot
    be written is lost. Threads may share one.
    """

    def __init__(self, folder: Path, table: str) -> None:
        self._path, self._table = cache_file(folder), table
        self._pending: dict[str, bytes] = {}
        self._size = 0
        # bytes that were put since the last save
        self._owner = os.getpid()
        self._busy = threading.RLock()
        self._db = self._open()

    def get(self, key: str) -> bytes | None:
        """Return the result kept under ``key``, None where there is none or it is damaged."""
        if key in self._pending:
            return self._pending[key]
        self._make_own()
        row = self._first(f"SELECT check_sum, value FROM {self._table} WHERE key = ?", key)
        return row[1] if row and _is_whole(row[1], row[0]) else None

    def find(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the results kept under ``keys``, all at once; those that are not there or damaged are left out."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), _FEW):
            some = keys[start : start + _FEW]
            query = f"SELECT key, check_sum, value FROM {self._table} WHERE key IN ({','.join('?' * len(some))})"
            rows = self._all(query, *some)
            found.update((key, value) for key, seal, value in rows if _is_whole(value, seal))
        return found | {key: self._pending[key] for key in keys if key in self._pending}

    def keys(self) -> set[str]:
        """Return the keys of all results; one of them may still turn out damaged."""
        return {key for (key,) in self._all(f"SELECT key FROM {self._table}")} | set(self._pending)

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Yield every result that is whole now, with its key; whoever is given them may put others meanwhile."""
        pending = dict(self._pending)
        last, end = 0, next((row[0] for row in self._all(f"SELECT max(rowid) FROM {self._table}")), None) or 0
        which = "WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?"
        some = f"SELECT rowid, key, check_sum, value FROM {self._table} {which}"
        while rows := self._all(some, last, end, _FEW):
            last = rows[-1][0]
            for _, key, seal, value in rows:
                if key not in pending and _is_whole(value, seal):
                    yield key, value
        yield from pending.items()

    def put(self, key: str, value: bytes) -> None:
        """Keep a result; it reaches the disk with save(), or before where much is pending."""
        self._pending[key] = value
        self._size += len(value)
        if self._size > _MUCH:
            self.save()

    def save(self, *, keep_only: Collection[str] | None = None) -> None:
        """Write what is pending in one transaction; with ``keep_only`` drop what is under none of these keys."""
        self._make_own()
        self._size = 0
        if self._db is None:
            return
        done = dict(self._pending)
        rows = [(key, digest(value), value) for key, value in done.items()]
        with self._busy, contextlib.suppress(sqlite3.Error), self._db:
            self._db.executemany(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?, ?)", rows)
            if keep_only is not None:
                stored = self._db.execute(f"SELECT key FROM {self._table}").fetchall()
                gone = [key for key in stored if key[0] not in keep_only]
                self._db.executemany(f"DELETE FROM {self._table} WHERE key = ?", gone)
        for key, value in done.items():
            if self._pending.get(key) is value:
                del self._pending[key]

    def close(self) -> None:
        """Release the file; from now on nothing is found, and what is put is lost."""
        with self._busy:
            if self._db is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._db.close()
                self._db = None

    def __getstate__(self) -> tuple[Path, str, dict[str, bytes]]:
        return self._path, self._table, self._pending

    def __setstate__(self, state: tuple[Path, str, dict[str, bytes]]) -> None:
        self._path, self._table, self._pending = state
        self._size = 0
        self._owner = os.getpid()
        self._busy = threading.RLock()
        self._db = self._open()

    def _make_own(self) -> None:
        """Open the file anew in a forked worker, which needs a handle of its own."""
        if self._owner != os.getpid():
            self._owner, self._busy = os.getpid(), threading.RLock()
            self._db = self._open()

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        self._make_own()
        with self._busy:
            if self._db is None:
                return []
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.Error as error:
                self._start_over(error)
                return []

    def _first(self, query: str, key: str) -> tuple[str, Any] | None:
        with self._busy:
            if self._db is None:
                return None
            try:
                row: tuple[str, Any] | None = self._db.execute(query, (key,)).fetchone()
            except sqlite3.Error as error:
                self._start_over(error)
                return None
            return row

    def _start_over(self, error: sqlite3.Error) -> None:
        """Begin anew after an error, unless another program merely holds the file."""
        if _is_held(error):
            return
        self.close()
        self._remove()
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            db = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                db = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = OFF")
                db.execute(f"PRAGMA busy_timeout = {_MORE_PATIENCE * 1000}")
                # with row ids: rows of some kilobytes would make the tree of the keys itself deep
                columns = "(key TEXT PRIMARY KEY, check_sum TEXT, value BLOB)"
                db.execute(f"CREATE TABLE IF NOT EXISTS {self._table} {columns}")
                db.commit()
                return db
            except (sqlite3.Error, OSError) as error:
                if db is not None:
                    db.close()
                if _is_held(error):
                    return None
                self._remove()
        return None

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)


def _is_held(error: Exception) -> bool:
    """Return whether another program has locked a file, which may be as good as ever."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more closely how
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _is_whole(value: object, seal: str) -> bool:
    return isinstance(value, bytes) and digest(value) == seal


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
