"""What earlier builds read: articles by path with the digest of their source, their texts, the facts of their files.

An article is recalled where its source, the rules it was read by, and every file it looked for are as they were.
Disposable; only readings without an error are kept.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.files import Found, digest
from ssg.content.article import Reading, Rules
from ssg.content.files import Files
from ssg.content.notes import Measured, Note, Seen, is_as_seen, leads_to_the_same, pack, reading_of, rules_key, unpack
from ssg.model.articles import Facts


class Memory:
    """The readings of one portal."""

    def __init__(self, folder: Path, rules: Rules, *, fresh: bool = False, holds: bool = False) -> None:
        self._zone = rules.zone
        self._rules = rules_key(rules)
        self._articles = Cache(folder, "articles")
        self._measured = Cache(folder, "facts")
        self.texts = Cache(folder, "texts")
        # HTML of articles' bodies by its digest
        self._terms = Cache(folder, "terms")
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
            note = unpack(Measured, self._facts[path], self._zone)
            if note and is_as_seen(note.seen, found[path]):
                known[path] = note.facts
        self._standing.update(known)
        return known

    def keep_facts(self, facts: Mapping[str, Facts], found: Mapping[str, Found]) -> None:
        """Keep the facts of files."""
        for path, fact in facts.items():
            if self._standing.get(path) != fact:
                note = Measured(seen=self._look(found[path]), facts=fact)
                self._measured.put(path, pack(note, self._zone))
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
                note = unpack(Note, data, self._zone)
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
        if not is_as_seen(note.seen, found):
            if note.seen.size != found.size or digest(files.read(path)) != note.source:
                return None
            note = replace(note, seen=self._look(found, self._rules))
            self._articles.put(path, pack(note, self._zone))
            self._hold(path, note)
        if not leads_to_the_same(note, path, files):
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
        return unpack(Note, data, self._zone) if data else None

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
