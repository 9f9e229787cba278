"""Articles as they were read, to be kept: notes, and whether one still holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from ssg.base.errors import Problem
from ssg.base.files import Found, digest, is_settled
from ssg.base.records import Records
from ssg.base.terms import TextFacts
from ssg.content.article import Reading, Rules
from ssg.content.files import Files, SrcError
from ssg.model.articles import Article, Facts

_T = TypeVar("_T")
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
    # what it looked for, and the path it found; "" where there was none
    facts: tuple[tuple[str, Facts], ...]
    article: Article
    problems: tuple[Problem, ...]
    units: _NAMES
    categories: _NAMES
    threads: _NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A file's facts as they were measured."""

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
    return pack(note, zone)


def unpack_note(packed: bytes, zone: ZoneInfo) -> Note | None:
    """Return what pack_note() packed, its text left out; None where it is not what it should be."""
    return unpack(Note, packed, zone)


@lru_cache(maxsize=4)
def _records(zone: ZoneInfo) -> Records:
    return Records(zone)


@lru_cache(maxsize=4)
def _key_of(told: str) -> str:
    return digest(told.encode())


def rules_key(rules: Rules) -> str:
    """Return the digest of all that sways a reading besides the article's own files."""
    names = [(sorted(n.exact.items()), n.shown, n.is_open) for n in (rules.units, rules.categories, rules.threads)]
    return _key_of(repr((rules.zone.key, names, rules.forgiving, rules.language, rules.home, rules.terms)))


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


def pack(record: Note | Measured, zone: ZoneInfo) -> bytes:
    """Return a record as it is kept."""
    plain = _records(zone).pack(type(record), record)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(kind: type[_T], data: bytes, zone: ZoneInfo) -> _T | None:
    """Return what pack() packed of a kind, None where it is not what it should be."""
    try:
        found: _T = _records(zone).unpack(kind, json.loads(data))
    except (ValueError, TypeError, IndexError, KeyError, OverflowError):
        return None
    return found


def is_as_seen(seen: Seen, found: Found) -> bool:
    """Return whether a file is the one that was seen, by what the system tells of it."""
    same = seen.size == found.size and seen.mtime_ns == found.mtime_ns and seen.inode == found.inode
    return same and is_settled(seen.mtime_ns, seen.seen_ns)


def _place_of(path: str, src: str, files: Files) -> str:
    """Return the path of the file that an article's ``src`` means, "" for none."""
    try:
        return files.locate(path, src, "photo.missing")
    except SrcError:
        return ""


def leads_to_the_same(note: Note, path: str, files: Files) -> bool:
    """Return whether every file an article looked for is the one it found."""
    if not note.looked and not note.facts:
        return True
    try:
        if any(_place_of(path, src, files) != place for src, place in note.looked):
            return False
        for place, facts in note.facts:
            now = files.photo(place, place) if facts.width else files.attachment(place)
            if now != facts:
                return False
    except (SrcError, KeyError):
        return False
    return True
