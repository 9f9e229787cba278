"""One article read by a worker: what that takes besides the file, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ssg.base.errors import problem
from ssg.base.lengths import reason_of
from ssg.base.numbers import file_size
from ssg.content.article import MAX_SOURCE, Reading, Rules, read_article
from ssg.content.files import Files
from ssg.content.head import names_of
from ssg.content.notes import Seen, pack_note
from ssg.model.articles import Kept
from ssg.model.config import Config

CONTENT = "content"


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What reading an article takes besides its file, as it crosses to a worker."""

    files: Files
    rules: Rules
    key: str
    # of the rules
    seen_ns: int
    # when the files were looked at


@dataclass(slots=True, kw_only=True)
class Read:
    """One article as a worker read it. Not frozen: pickle takes several times as long over frozen records."""

    path: str
    reading: Reading
    # without its article where ``note`` holds it
    note: bytes = b""
    text: bytes = b""
    terms: bytes = b""
    source: bytes = b""
    # where it is good

    @property
    def kept(self) -> Kept | None:
        """The source to be kept, None where it is not good."""
        return Kept(data=self.source, facts=self.reading.facts) if self.source else None


ReadMany = Callable[[Shelf, Sequence[str]], Iterator[Sequence[Read]]]
"""Reads the articles at some paths, in order, some at a time."""


def read_batch(shelf: Shelf, paths: Sequence[str]) -> list[Read]:
    """Read the articles at some paths."""
    return [read_source(path, shelf) for path in paths]


def read_here(shelf: Shelf, paths: Sequence[str]) -> Iterator[Sequence[Read]]:
    """Read the articles at some paths in this process, one after the other."""
    return (read_batch(shelf, [path]) for path in paths)


def rules_of(config: Config, today: str) -> Rules:
    """Return the rules that articles of a portal are read by."""
    return Rules(
        zone=config.zone,
        units=names_of(None if config.units is None else ((u.slug, u.name) for u in config.units)),
        categories=names_of(None if config.categories is None else ((c.slug, c.name) for c in config.categories)),
        threads=names_of(None if config.threads is None else ((t.slug, t.name) for t in config.threads)),
        forgiving=config.markdown == "forgiving",
        today=today,
        language=config.language,
        home=config.own_url,
        terms=tuple((u.slug, u.starts, u.until) for u in config.units or () if u.starts or u.until),
    )


def read_source(path: str, shelf: Shelf) -> Read:
    """Return an article read from its file, whatever is remembered of it."""
    where, files, rules = f"{CONTENT}/{path}", shelf.files, shelf.rules
    if files.found[path].size > MAX_SOURCE:
        size = file_size(files.found[path].size, rules.language)
        return Read(path=path, reading=Reading(problems=[problem("file.large", where, size=size)]))
    files.looked = []
    try:
        data = files.read(path)
        reading = read_article(path, data, files, rules)
    except OSError as error:
        told = problem("file.unreadable", where, path=where, reason=reason_of(error))
        return Read(path=path, reading=Reading(problems=[told]))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one post, the others go out
        text = f"{type(error).__name__}: {error}"
        return Read(path=path, reading=Reading(problems=[problem("file.failed", where, path=where, text=text)]))
    if reading.failed or reading.article is None:
        return Read(path=path, reading=reading)
    note = pack_note(_seen(path, shelf), data, reading, files, rules.zone)
    return Read(
        path=path,
        reading=Reading(facts=reading.facts),
        note=note,
        text=reading.text,
        terms=reading.terms,
        source=data,
    )


def _seen(path: str, shelf: Shelf) -> Seen:
    found = shelf.files.found[path]
    return Seen(size=found.size, mtime_ns=found.mtime_ns, inode=found.inode, seen_ns=shelf.seen_ns, rules=shelf.key)
