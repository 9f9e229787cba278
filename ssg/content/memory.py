"""What earlier builds read: articles by path with the digest of their source, their texts, the facts of their files.

An article is recalled where its source, the rules it was read by, and every file it looked for are as they were.
Disposable; only readings without an error are kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import linkify_it
import markdown_it
import mdit_py_plugins
import nh3
import yaml

from ssg import __version__
from ssg.base.cache import Cache
from ssg.base.errors import Problem
from ssg.base.files import Found, digest, is_settled
from ssg.base.records import Records
from ssg.base.terms import TextFacts
from ssg.content.article import Reading, Rules
from ssg.content.files import Files, SrcError
from ssg.model.articles import Article, Facts

READ_BY = "/".join(
    [__version__]
    + [str(vars(tool).get("__version__", "")) for tool in (markdown_it, mdit_py_plugins, linkify_it, nh3, yaml)]
)
# whose versions sway a reading
_FORMAT = "3"
_NAMES = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was looked at, and the rules it was read by."""

    size: int
    mtime_ns: int
    inode: int
    seen_ns: int
    # when, by the clock of this machine
    rules: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An article as it was read, without its text."""

    seen: Seen
    source: str
    # digest of the source
    text_facts: TextFacts
    # of its terms
    looked: tuple[tuple[str, str], ...]
    # what it looked for, and the path it found
    facts: tuple[tuple[str, Facts], ...]
    article: Article
    problems: tuple[Problem, ...]
    units: _NAMES
    categories: _NAMES
    threads: _NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    seen: Seen
    facts: Facts


def pack_note(seen: Seen, source: bytes, reading: Reading, files: Files, zone: ZoneInfo) -> bytes:
    """Return a reading as it is kept; ``files`` says what it looked for."""
    assert reading.article is not None
    note = Note(
        seen=seen,
        source=digest(source),
        text_facts=reading.text_facts,
        looked=tuple(dict.fromkeys(files.looked or ())),
        facts=tuple(reading.facts.items()),
        article=reading.article,
        problems=tuple(reading.problems),
        units=tuple(reading.units),
        categories=tuple(reading.categories),
        threads=tuple(reading.threads),
    )
    return _dump(_records(zone).pack(Note, note))


def unpack_note(packed: bytes, zone: ZoneInfo) -> Note | None:
    """Return what pack_note() packed, its text left out; None where it is not what it should be."""
    note: Note | None = _unpack(Note, packed, zone)
    return note


@lru_cache(maxsize=4)
def _records(zone: ZoneInfo) -> Records:
    return Records(zone)


@lru_cache(maxsize=4)
def _key_of(told: str) -> str:
    return digest(told.encode())


def rules_key(rules: Rules) -> str:
    """Return the digest of all that sways a reading besides the article's own files."""
    names = [(sorted(n.slugs.items()), n.shown, n.is_open) for n in (rules.units, rules.categories, rules.threads)]
    return _key_of(repr((READ_BY, rules.zone.key, names, rules.forgiving, rules.language)))


def reading_of(note: Note, terms: bytes | None = None) -> Reading:
    """Return what a note was made of; without ``terms`` the memory keeps them."""
    return Reading(
        terms=terms or b"",
        text_facts=note.text_facts,
        source=note.source if terms is None else "",
        article=note.article,
        problems=list(note.problems),
        units=list(note.units),
        categories=list(note.categories),
        threads=list(note.threads),
        facts=dict(note.facts),
    )


class Memory:
    """The readings of one portal."""

    def __init__(self, folder: Path, rules: Rules, *, fresh: bool = False, holds: bool = False) -> None:
        self._zone = rules.zone
        self._rules = rules_key(rules)
        self._articles = Cache(folder, "articles", _FORMAT)
        self._measured = Cache(folder, "facts", _FORMAT)
        self.texts = Cache(folder, "texts", _FORMAT)
        # HTML of articles' bodies by its digest
        self._terms = Cache(folder, "terms", _FORMAT)
        # packed terms of articles' texts by the digest of the source
        self._fresh = fresh
        # pass over what is kept
        self._held: dict[str, Note] | None = {} if holds else None
        # where it ``holds`` them: notes by path
        self._sources: set[str] = set()
        self._seen_ns = time.time_ns()
        self._standing: dict[str, Facts] = {}
        # facts of files as they are now, kept already
        self.used: set[str] = set()
        # digests of the texts of this build

    @cached_property
    def _has(self) -> set[str]:
        return set() if self._fresh else self.texts.keys()

    @cached_property
    def _known(self) -> set[str]:
        return set() if self._fresh else self._terms.keys()

    @cached_property
    def _facts(self) -> dict[str, bytes]:
        return dict(self._measured.items())

    def facts(self, found: Mapping[str, Found]) -> dict[str, Facts]:
        """Return the facts of files that are as they were when they were measured, by path."""
        known = {}
        for path in self._facts.keys() & found.keys():
            note = _unpack(_Measured, self._facts[path], self._zone)
            if note and _stands(note.seen, found[path]):
                known[path] = note.facts
        self._standing.update(known)
        return known

    def keep_facts(self, facts: Mapping[str, Facts], found: Mapping[str, Found]) -> None:
        """Keep the facts of files."""
        for path, fact in facts.items():
            if self._standing.get(path) != fact:
                note = _Measured(seen=self._look(found[path]), facts=fact)
                self._measured.put(path, _dump(_records(self._zone).pack(_Measured, note)))
                self._standing[path] = fact

    def recall(self, paths: Collection[str], files: Files) -> Iterator[tuple[str, Reading]]:
        """Yield those of the articles that are as they were read, each with its path and without its text."""
        for path, note in self._notes():
            if path in paths:
                try:
                    reading = self._recall(path, note, files)
                except OSError:
                    continue  # reading it anew says what is wrong
                if reading:
                    yield path, reading

    def _notes(self) -> Iterator[tuple[str, Note]]:
        """Yield what is kept of articles, one after the other where it does not hold them."""
        if self._held:
            yield from list(self._held.items())
        elif not self._fresh or self._sources:
            for path, data in self._articles.items():
                note: Note | None = _unpack(Note, data, self._zone)
                if note:
                    self._hold(path, note)
                    yield path, note

    def _hold(self, path: str, note: Note) -> None:
        if self._held is not None:
            self._held[path] = note

    def _recall(self, path: str, note: Note, files: Files) -> Reading | None:
        """Return an article as it was read, None where it has to be read again; raises OSError where that cannot be
        told because its file cannot be read.
        """
        if (
            note.seen.rules != self._rules
            or note.article.body.digest not in self._has
            or note.source not in self._known
        ):
            return None
        found = files.found[path]
        if not _stands(note.seen, found):
            if note.seen.size != found.size or digest(files.read(path)) != note.source:
                return None
            note = replace(note, seen=self._look(found, self._rules))
            self._articles.put(path, _dump(_records(self._zone).pack(Note, note)))
            self._hold(path, note)
        if not _leads_to_the_same(note, path, files):
            return None
        self.used.add(note.article.body.digest)
        self._sources.add(note.source)
        return reading_of(note)

    def terms(self, source: str) -> bytes | None:
        """Return the terms kept of a source by its digest, None where they were lost."""
        return self._terms.get(source)

    def note(self, path: str) -> Note | None:
        """Return the note of an article as it was last read, whatever became of its file."""
        data = self._articles.get(path)
        return _unpack(Note, data, self._zone) if data else None

    def add(self, packed: bytes, note: Note, text: bytes, terms: bytes) -> None:
        """Keep an article that was read while all others stay as they are."""
        self._terms.put(note.source, terms)
        self._articles.put(note.article.path, packed)
        self.texts.put(note.article.body.digest, text)

    def keep(self, path: str, packed: bytes, note: Note, text: bytes, terms: bytes) -> None:
        """Keep an article that was read, packed and not, its text and the terms of it."""
        self._drop(path, note)
        self._terms.put(note.source, terms)
        self._known.add(note.source)
        self._sources.add(note.source)
        self._articles.put(path, packed)
        self._hold(path, note)
        seal = note.article.body.digest
        self.used.add(seal)
        if seal not in self._has:
            self.texts.put(seal, text)
            self._has.add(seal)

    def _drop(self, path: str, after: Note) -> None:
        """Where notes are held for long: forget what an article was before it was read again."""
        before = self._held.get(path) if self._held is not None else None
        if before and before.source != after.source:
            self._known.discard(before.source)
            self._sources.discard(before.source)
        if before and before.article.body.digest != after.article.body.digest:
            self.used.discard(before.article.body.digest)

    def _look(self, found: Found, rules: str = "") -> Seen:
        return Seen(size=found.size, mtime_ns=found.mtime_ns, inode=found.inode, seen_ns=self._seen_ns, rules=rules)

    def start_over(self) -> None:
        """Begin a reading of everything: what is used from now on is what save() keeps."""
        self.used.clear()
        self._sources.clear()

    def flush(self) -> None:
        """Write what is new so far, so that it need not stay in memory."""
        for cache in (self._articles, self._measured, self.texts, self._terms):
            cache.save()

    def save(self, paths: Collection[str]) -> None:
        """Write what is new, and drop what is of none of the paths (of content/)."""
        self._articles.save(keep_only=paths)
        self._measured.save(keep_only=self._standing)
        self.texts.save(keep_only=self.used)
        self._terms.save(keep_only=self._sources)
        self._known &= self._sources

    def close(self) -> None:
        """Release the files."""
        for cache in (self._articles, self._measured, self.texts, self._terms):
            cache.close()


def _unpack(kind: type, data: bytes, zone: ZoneInfo) -> Any:
    try:
        return _records(zone).unpack(kind, json.loads(data))
    except (ValueError, TypeError, IndexError, KeyError, OverflowError):
        return None


def _dump(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _stands(seen: Seen, found: Found) -> bool:
    """Return whether a file is the one that was seen, by what the system tells of it."""
    same = seen.size == found.size and seen.mtime_ns == found.mtime_ns and seen.inode == found.inode
    return same and is_settled(seen.mtime_ns, seen.seen_ns)


def _leads_to_the_same(note: Note, path: str, files: Files) -> bool:
    """Return whether every file an article looked for is the one it found."""
    if not note.looked and not note.facts:
        return True
    try:
        if any(files.locate(path, src, "photo.missing") != place for src, place in note.looked):
            return False
        for place, facts in note.facts:
            now = files.photo(place, place) if facts.width else files.attachment(place)
            if now != facts:
                return False
    except (SrcError, KeyError):
        return False
    return True
