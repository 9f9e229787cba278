"""What must outlive every build: the manifest of what was published, last good sources, every file's URLs, the
slugs of names, the names of attachments.

``.ssg/state.sqlite3``; no command removes it. Each save is one transaction.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.files import digest
from ssg.base.lengths import reason_of
from ssg.model.articles import Facts, Kept
from ssg.model.pages import Published
from ssg.model.places import shown_own
from ssg.model.posts import Post, PostState
from ssg.model.remembered import Remembered, RememberedArticle, RememberedFile, RememberedName
from ssg.texts.memory import FittedBasis

STATE_FILE = "state.sqlite3"
SCHEMA = 1
_BASIS = "related 1"
# of the bases; the number is raised where a text's terms or the form of a basis are others
_PLAIN = b"\0"
# before a source; without it, as older versions wrote it, a source is compressed (and begins with another byte)
_TABLES = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest TEXT, size INTEGER, mtime_ns INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (path TEXT PRIMARY KEY, digest TEXT, data BLOB, facts TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS urls (path TEXT, url TEXT, turn INTEGER, PRIMARY KEY (path, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (kind TEXT, name TEXT, slug TEXT, origin TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles
  (path TEXT PRIMARY KEY, title TEXT, day TEXT, body TEXT, first TEXT, departed INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attachments
  (article TEXT, path TEXT, name TEXT, digest TEXT, PRIMARY KEY (article, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS posts (path TEXT PRIMARY KEY, title TEXT, url TEXT, state TEXT, places TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bases (name TEXT PRIMARY KEY, key BLOB, size INTEGER, digest TEXT, data BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class State:
    """The state of one portal. Raises SsgError (state.damaged, state.newer) where it cannot be trusted."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / STATE_FILE
        with self._told():
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, timeout=30)
            try:
                self._make_ready()
            except BaseException:
                self._db.close()
                raise

    def _make_ready(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA:
            raise SsgError([problem("state.newer", shown_own(self._path), path=shown_own(self._path))])
        self._db.executescript(_TABLES)
        self._db.execute(f"PRAGMA user_version = {SCHEMA}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise SsgError([_explain(error, shown_own(self._path))]) from None
        except OSError as error:
            shown = shown_own(Path(error.filename or self._path))
            raise SsgError([problem("output.readonly", shown, path=shown, reason=reason_of(error))]) from None

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def take_from(self, folder: Path) -> None:
        """Take over what another state knows, which is only read, but for what was published."""
        tables = [name for name, kind in self._rows("SELECT name, type FROM sqlite_master") if kind == "table"]
        tables.remove("files")
        with self._told(), closing(_open_to_read(folder / STATE_FILE)) as other, self._db:
            theirs = {name for (name,) in other.execute("SELECT name FROM sqlite_master")}
            for table in tables:
                self._db.execute(f"DELETE FROM {table}")
                if table in theirs:
                    rows = other.execute(f"SELECT * FROM {table}")
                    places = ", ".join("?" * len(rows.description))
                    self._db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def basis(self) -> FittedBasis | None:
        """Return the basis of related articles, None where none was fitted or it is damaged: it is fitted anew."""
        with self._told():
            row = self._db.execute("SELECT key, size, digest, data FROM bases WHERE name = ?", (_BASIS,)).fetchone()
        if row is None or digest(row[3]) != row[2]:
            return None
        return FittedBasis(key=row[0], size=row[1], data=row[3])

    def save_basis(self, basis: FittedBasis | None) -> None:
        """Save the basis of related articles, None to have it fitted anew by the next build."""
        with self._told(), self._db:
            self._db.execute("DELETE FROM bases")
            if basis is not None:
                row = (_BASIS, basis.key, basis.size, digest(basis.data), basis.data)
                self._db.execute("INSERT INTO bases VALUES (?, ?, ?, ?, ?)", row)

    def manifest(self) -> dict[str, Published]:
        """Return every file the portal published, by path below output/."""
        with self._told():
            rows = self._db.execute("SELECT path, digest, size, mtime_ns FROM files").fetchall()
        return {path: Published(digest=d, size=size, mtime_ns=mtime) for path, d, size, mtime in rows}

    def intend(self, paths: Iterable[str]) -> None:
        """Note files that are about to be written, so that a build that is killed leaves none unknown."""
        with self._told(), self._db:
            self._db.executemany("INSERT OR IGNORE INTO files VALUES (?, '', -1, -1)", ((path,) for path in paths))

    def save_manifest(self, manifest: Mapping[str, Published], before: Mapping[str, Published]) -> None:
        """Save what is published now; ``before`` is what manifest() gave, so that only differences are written."""
        rows = [(p, f.digest, f.size, f.mtime_ns) for p, f in manifest.items() if before.get(p) != f]
        gone = [(p,) for p, _ in self._rows("SELECT path, digest FROM files") if p not in manifest]
        with self._told(), self._db:
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)
            self._db.executemany("DELETE FROM files WHERE path = ?", gone)

    def save_published(self, files: Mapping[str, Published]) -> None:
        """Save some of what is published; the rest is as it was."""
        rows = [(p, f.digest, f.size, f.mtime_ns) for p, f in files.items()]
        with self._told(), self._db:
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

    def _rows(self, query: str) -> list[tuple[str, str]]:
        with self._told():
            return self._db.execute(query).fetchall()

    def remembered(self) -> Remembered:
        """Return the addresses and names that were given out."""
        urls: dict[str, list[str]] = {}
        for path, url in self._rows("SELECT path, url FROM urls ORDER BY path, turn"):
            urls.setdefault(path, []).append(url)
        with self._told():
            names = self._db.execute("SELECT kind, name, slug, origin FROM names").fetchall()
            articles = self._db.execute("SELECT path, title, day, body, first, departed FROM articles").fetchall()
            files = self._db.execute("SELECT article, path, name, digest FROM attachments").fetchall()
        attached: dict[str, dict[str, RememberedFile]] = {}
        for article, path, name, seal in files:
            attached.setdefault(article, {})[path] = RememberedFile(name=name, digest=seal)
        return Remembered(
            urls={path: tuple(found) for path, found in urls.items()},
            names={(kind, name): RememberedName(slug=slug, origin=origin) for kind, name, slug, origin in names},
            articles={
                path: RememberedArticle(title=title, day=day, body=body, first=first, departed=bool(departed))
                for path, title, day, body, first, departed in articles
            },
            files=attached,
        )

    def remember(self, now: Remembered, before: Remembered) -> None:
        """Save what is given out now; ``before`` is what remembered() gave, so that only differences are written."""
        urls = [
            (path, url, turn)
            for path, found in now.urls.items()
            if before.urls.get(path) != found
            for turn, url in enumerate(found, start=1)
        ]
        names = [(*key, row.slug, row.origin) for key, row in now.names.items() if before.names.get(key) != row]
        articles = [
            (path, row.title, row.day, row.body, row.first, int(row.departed))
            for path, row in now.articles.items()
            if before.articles.get(path) != row
        ]
        files = [
            (article, path, row.name, row.digest)
            for article, rows in now.files.items()
            if before.files.get(article) != rows
            for path, row in rows.items()
        ]
        with self._told(), self._db:
            _replace(
                self._db, "urls", ("path",), [(p,) for p in before.urls if before.urls[p] != now.urls.get(p)], urls
            )
            _replace(self._db, "names", ("kind", "name"), before.names.keys() - now.names.keys(), names)
            _replace(self._db, "articles", ("path",), [(p,) for p in before.articles.keys() - now.articles], articles)
            changed = [(p,) for p, rows in before.files.items() if now.files.get(p) != rows]
            _replace(self._db, "attachments", ("article",), changed, files)

    def posts(self) -> dict[str, Post]:
        """Return the articles that were online or scheduled after the last build, by path."""
        with self._told():
            rows = self._db.execute("SELECT path, title, url, state, places FROM posts ORDER BY path").fetchall()
        states = {state.value: state for state in PostState}
        return {
            path: Post(title=title, url=url, state=states.get(state, PostState.LISTED), places=tuple(places.split()))
            for path, title, url, state, places in rows
        }

    def save_posts(self, posts: Mapping[str, Post], before: Mapping[str, Post], *, only: bool = False) -> None:
        """Save the articles that are online or scheduled now, where they differ from ``before``; with ``only`` they are
        some of those there are.
        """
        rows = [
            (path, post.title, post.url, post.state.value, " ".join(post.places))
            for path, post in posts.items()
            if before.get(path) != post
        ]
        with self._told(), self._db:
            self._db.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", rows)
            if not only:
                self._db.executemany("DELETE FROM posts WHERE path = ?", [(p,) for p in before if p not in posts])

    def built(self) -> dt.datetime | None:
        """Return the instant of the last build that published, None where it is not known."""
        for _, value in self._rows("SELECT name, value FROM facts WHERE name = 'built'"):
            with contextlib.suppress(ValueError):
                return dt.datetime.fromisoformat(value)
        return None

    def save_built(self, now: dt.datetime) -> None:
        """Note the instant of a build that published."""
        with self._told(), self._db:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('built', ?)", (now.isoformat(),))

    def sources(self) -> Mapping[str, Kept]:
        """Return the last good sources by path, each read when it is asked for."""
        return _Sources(self)

    def source_paths(self) -> list[str]:
        """Return the paths of the files that have a last good source, in order."""
        return [path for path, _ in self._rows("SELECT path, digest FROM sources ORDER BY path")]

    def save_sources(self, good: Mapping[str, Kept], existing: Iterable[str] | None = None) -> None:
        """Keep the good sources; those of files that do not exist are dropped (None: all do)."""
        known = dict[str, str](self._rows("SELECT path, digest FROM sources"))
        here = known if existing is None else set(existing)
        with self._told(), self._db:
            self._db.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", _rows_of(good, known))
            self._db.executemany("DELETE FROM sources WHERE path = ?", [(p,) for p in known if p not in here])

    def source(self, path: str) -> Kept | None:
        """Return the last good source of a file, None where there is none."""
        with self._told():
            row = self._db.execute("SELECT digest, data, facts FROM sources WHERE path = ?", (path,)).fetchone()
        if row is None:
            return None
        seal, data, facts = row
        try:
            if digest(data, facts.encode()) != seal:
                return None
            source = data[len(_PLAIN) :] if data.startswith(_PLAIN) else zlib.decompress(data)
            return Kept(data=source, facts={p: Facts(**f) for p, f in json.loads(facts).items()})
        except (zlib.error, ValueError, TypeError, AttributeError):
            return None


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Return a state that cannot be changed, an empty one where there is none. No build runs meanwhile, so that what is
    in no log of the database (``-wal``) is all there is.
    """
    if not path.exists():
        return sqlite3.connect(":memory:")
    log = path.with_name(f"{path.name}-wal")
    way = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True)


def _replace(
    db: sqlite3.Connection,
    table: str,
    key: Sequence[str],
    old: Iterable[tuple[str, ...]],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Delete the rows with some keys, and write rows."""
    db.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in key)}", old)
    if rows:
        places = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)


def _rows_of(good: Mapping[str, Kept], known: Mapping[str, str]) -> Iterator[tuple[str, str, bytes, str]]:
    """Yield the rows of the sources whose digest is not the one that is known."""
    for path, kept in good.items():
        facts = json.dumps({p: asdict(f) for p, f in kept.facts.items()}, sort_keys=True)
        data = _PLAIN + kept.data
        seal = digest(data, facts.encode())
        if known.get(path) != seal:
            yield path, seal, data, facts


def _explain(error: sqlite3.DatabaseError, shown: str) -> Problem:
    """Return the problem of a database error: a full or locked disk is no damage."""
    text = str(error)
    if "is full" in text:
        return problem("disk.full", shown, path=shown)
    if isinstance(error, sqlite3.OperationalError) and any(
        w in text for w in ("unable to open", "readonly", "I/O", "locked")
    ):
        return problem("output.readonly", shown, path=shown, reason=text)
    return problem("state.damaged", shown, path=shown)


class _Sources(Mapping[str, Kept]):
    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, path: str) -> Kept:
        kept = self._state.source(path)
        if kept is None:
            raise KeyError(path)
        return kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.source_paths())

    def __len__(self) -> int:
        return len(self._state.source_paths())
