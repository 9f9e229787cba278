"""All of content/ to a Library, every problem of every file in one run.

A file with an error is read as it was last published, where that is known, so that one bad post never leaves a hole.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ssg.base.errors import Problem, SsgError, problem, warning
from ssg.base.files import Found, Refused, digest_file, walk
from ssg.base.lengths import reason_of
from ssg.base.text import slugify
from ssg.content.article import Reading, read_article
from ssg.content.copies import find_copies
from ssg.content.files import STATIC, Files, is_text
from ssg.content.head import names_of
from ssg.content.memory import Memory
from ssg.content.naming import OpenNames, settle_names, with_slugs
from ssg.content.notes import reading_of, rules_key, unpack_note
from ssg.content.shelf import CONTENT, Read, ReadMany, Shelf, read_here, read_source, rules_of
from ssg.content.terms import Terms
from ssg.content.unread import find_unread, paths_used
from ssg.model.articles import Article, Category, Facts, Kept, Library, StaticFile, Thread, Unit
from ssg.model.config import Config, reserved_segments
from ssg.model.hosting import DOMAIN_FILE, MERGED
from ssg.model.remembered import Remembered, Slugs

FALLBACK_CATEGORY = ("tin-tuc", {"vi": "Tin tức", "en": "News"})


@dataclass(slots=True)
class Content:
    """What a reading of content/ gives."""

    library: Library
    terms: Terms
    # of each text, by path
    problems: list[Problem]
    good: MutableMapping[str, Kept]
    # sources without an error that were read now, by path
    recalled: set[str]
    # paths of those that are as an earlier build read them
    unpublished: list[tuple[str, str]]
    # (path, problem's path) of files that have an error and were never published
    withheld: list[Article]
    """Those with an error, as their files have them: what they blur now is to be seen in no earlier version."""
    held: list[str]
    # paths below a folder that cannot be read now: they stay as they were published
    categories: dict[str, tuple[str, ...]]
    # those found for articles that name none, by path
    names: tuple[Slugs, ...]
    # of the units, categories and threads that are taken as they come
    renamed: bool
    # whether an article's unit or thread has another slug than its own file tells
    files: Files
    shelf: Shelf
    # paths of articles with an error whose last good version is not to be used
    hidden: list[str]

    def is_good(self, path: str) -> bool:
        """Return whether the article at a path has no error."""
        return path in self.good or path in self.recalled


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What earlier builds left for the reading of content/."""

    kept: Mapping[str, Kept] = field(default_factory=dict)
    # the last good sources by path
    bad_photos: Mapping[str, str] = field(default_factory=dict)
    # digest of a photo whose decoding failed → code of the problem
    # the last good site.yaml, for names that left it and that published articles still have
    site: Callable[[], Config | None] = lambda: None
    # whether articles with an error are left out instead of being read as they were published
    hide: bool = False
    refused: Collection[str] = ()
    # paths of articles that can be read but not published as they are
    memory: Memory | None = None
    walked: Sequence[Found | Refused] | None = None
    # content/ as it was found, hidden files and all; None: it is looked at now
    remembered: Remembered = field(default_factory=Remembered)
    good: Callable[[], MutableMapping[str, Kept]] = dict
    # returns what holds the sources that are read


def read_content(
    root: Path,
    config: Config,
    before: Before,
    *,
    today: str,
    progress: Callable[[int, int], None],
    read_many: ReadMany = read_here,
) -> Content:
    """Read ``root``/content; ``today`` is shown in the mend for a missing date."""
    problems: list[Problem] = []
    walked = _walk(root, before.walked)
    files = _find_files(root, walked, before, problems)
    static = _static_files(root, walked, before.memory, problems)
    shelf = _shelf_of(files, config, today)
    readings, good, recalled = _read_all(shelf, before, progress, read_many)
    unpublished: list[tuple[str, str]] = []
    withheld: list[Article] = []
    for path, reading in readings.items():
        problems += reading.problems
        if reading.failed or reading.article is None or path in before.refused:
            good.pop(path, None)
            recalled.discard(path)
            if reading.article:
                withheld.append(reading.article)
            readings[path] = _read_kept(path, shelf, None if before.hide else before.kept.get(path))
            kept = readings[path].article
            if kept is None:
                unpublished.append((path, f"{CONTENT}/{path}"))
            elif before.memory:
                before.memory.used.add(kept.body.digest)  # a preview that runs beside goes on showing it
    used = paths_used(reading.facts for reading in readings.values())
    sound = good.keys() | recalled
    problems += find_unread(files, used, [path for path in readings if path not in sound])
    for path, told_copy in _tell_copies(readings, before, files):
        problems.append(told_copy)
        if told_copy.is_error:
            good.pop(path, None)
            recalled.discard(path)
            readings[path] = Reading()
            unpublished.append((path, f"{CONTENT}/{path}"))
    held = _held(problems, before.kept, files)
    for path in held:
        readings[path] = _read_kept(path, shelf, before.kept.get(path))
    library, names, told = _settle(readings, _with_lost_names(readings, config, before), static, before.remembered)
    problems += told
    for path in {p.path.removeprefix(f"{CONTENT}/") for p in told if p.is_error}:
        good.pop(path, None)
        recalled.discard(path)
    if before.memory:
        before.memory.keep_facts(files.measured(), {**files.static, **files.found})
    return Content(
        library=library,
        terms=Terms(readings, shelf, before.memory),
        problems=problems,
        good=good,
        recalled=recalled,
        unpublished=unpublished,
        withheld=withheld,
        held=held,
        categories={a.path: a.categories for a in library.articles if a is not readings[a.path].article},
        names=names,
        renamed=any(_is_renamed(a, readings[a.path].article) for a in library.articles),
        files=files,
        shelf=shelf,
        hidden=[path for path, _ in unpublished] if before.hide else [],
    )


def _tell_copies(readings: Mapping[str, Reading], before: Before, files: Files) -> Iterator[tuple[str, Problem]]:
    """Yield each article that is a copy of another, with its problem: an error, or, where both were published before,
    a warning, for an address is not taken away.
    """
    articles = [reading.article for reading in readings.values() if reading.article is not None]
    for path, original in sorted(find_copies(articles, before.kept.keys(), files).items()):
        tell = warning if path in before.kept else problem
        yield path, tell("copy.found", f"{CONTENT}/{path}", a=f"{CONTENT}/{original}", b=f"{CONTENT}/{path}")


def open_shelf(root: Path, config: Config, walked: Sequence[Found | Refused], today: str) -> Shelf:
    """Return what reading some articles of ``root``/content takes, which lies there as ``walked`` says."""
    return _shelf_of(_find_files(root, walked, Before(), []), config, today)


def article_of(path: str, shelf: Shelf) -> Article:
    """Return an article as its file has it now, without its text; raises SsgError where it has an error."""
    read = read_source(path, shelf)
    note = unpack_note(read.note, shelf.rules.zone)
    if note is None:
        raise SsgError(read.reading.problems)
    return note.article


def _shelf_of(files: Files, config: Config, today: str) -> Shelf:
    rules = rules_of(config, today)
    return Shelf(files=files, rules=rules, key=rules_key(rules), seen_ns=time.time_ns())


def _walk(root: Path, walked: Sequence[Found | Refused] | None) -> Sequence[Found | Refused]:
    """Return all that lies in content/, in order; nothing where it is no folder of the portal's."""
    folder = root / CONTENT
    if not folder.is_dir():
        return ()
    return walked if walked is not None else list(walk(folder, hidden=True))


def _tell(items: Iterable[Found | Refused], problems: list[Problem]) -> Iterator[Found]:
    """Yield the files, and gather the problems of what was met besides."""
    for item in items:
        if isinstance(item, Refused):
            shown = f"{CONTENT}/{item.path}" if item.path != "." else CONTENT
            problems.append(problem(item.code, shown, value=item.path, path=shown, reason=item.reason))
        else:
            yield item


def _is_hidden(path: str) -> bool:
    return (path.startswith(".") and path != ".") or "/." in path


def _find_files(root: Path, walked: Sequence[Found | Refused], before: Before, problems: list[Problem]) -> Files:
    files = Files(root=root / CONTENT, bad=before.bad_photos)
    below = f"{STATIC}/"
    for item in walked:
        if isinstance(item, Found) and item.path.startswith(below):
            files.static[unicodedata.normalize("NFC", item.path)] = item
    shown = [item for item in walked if not item.path.startswith(below) and not _is_hidden(item.path)]
    for twin in files.add(_tell(shown, problems)):
        where = f"{CONTENT}/{twin}"
        values = {"src": twin.rsplit("/", 1)[-1], "a": f"{where} (NFC)", "b": f"{where} (NFD)"}
        problems.append(problem("src.twice", where, **values))
    return files


def _read_all(
    shelf: Shelf, before: Before, progress: Callable[[int, int], None], read_many: ReadMany
) -> tuple[dict[str, Reading], MutableMapping[str, Kept], set[str]]:
    """Return every article's reading by path, the sources read now that are good, the paths of those recalled."""
    files, memory = shelf.files, before.memory
    if memory:
        files.recalled = memory.facts({**files.static, **files.found})
    paths = sorted(filter(is_text, files.found))
    readings: dict[str, Reading | None] = dict.fromkeys(paths)
    readings.update(memory.recall(readings.keys(), files) if memory else ())
    recalled = {path for path, reading in readings.items() if reading}
    good = before.good()
    wanted = [path for path in paths if path not in recalled]
    done = len(recalled)
    for batch in read_many(shelf, wanted):
        for read in batch:
            readings[read.path] = _take(read, shelf, memory)
            if kept := read.kept:
                good[read.path] = kept
        done += len(batch)
        progress(done, len(paths))
    return {path: reading or Reading() for path, reading in readings.items()}, good, recalled


def _take(read: Read, shelf: Shelf, memory: Memory | None) -> Reading:
    """Return what a worker read; with a memory its text goes there."""
    shelf.files.learn(read.reading.facts)
    note = unpack_note(read.note, shelf.rules.zone) if read.note else None
    if note is None:
        return read.reading
    if memory:
        memory.keep(read.path, read.note, note, read.text, read.terms)
        return reading_of(note)
    body = replace(note.article.body, html=read.text.decode())
    return reading_of(replace(note, article=replace(note.article, body=body)), read.terms)


def _held(problems: Sequence[Problem], kept: Mapping[str, Kept], files: Files) -> list[str]:
    """Return the published articles that lie below a folder that cannot be read now."""
    locked = [p.path.removeprefix(f"{CONTENT}/") + "/" for p in problems if p.code == "file.unreadable" and not p.line]
    if not locked:
        return []
    return [path for path in kept if path not in files.found and path.startswith(tuple(locked))]


def _read_kept(path: str, shelf: Shelf, kept: Kept | None) -> Reading:
    """Return the article as last published; its own problems are old news and not told again."""
    if kept is None:
        return Reading()
    files = shelf.files.as_published(kept.facts)
    reading = read_article(path, kept.data, files, shelf.rules)
    if reading.failed or reading.article is None:  # site.yaml does not know its unit or category any more
        free = names_of(None)
        reading = read_article(path, kept.data, files, replace(shelf.rules, units=free, categories=free, threads=free))
    reading.problems = []
    return reading


def _static_files(
    root: Path, walked: Sequence[Found | Refused], memory: Memory | None, problems: list[Problem]
) -> tuple[StaticFile, ...]:
    below = f"{STATIC}/"
    here = {file.path: file for file in _tell((i for i in walked if i.path.startswith(below)), problems)}
    facts = memory.facts(here) if memory else {}
    found = []
    for key, file in here.items():
        try:
            if key not in facts:
                facts[key] = Facts(digest=digest_file(root / CONTENT / key), size=file.size)
        except OSError as error:
            where = f"{CONTENT}/{key}"
            problems.append(problem("file.unreadable", where, path=where, reason=reason_of(error)))
            continue
        source = key.removeprefix(below)
        path = unicodedata.normalize("NFC", source)
        text = _text_of(root / CONTENT / key) if path in (*MERGED, DOMAIN_FILE) else ""
        found.append(StaticFile(path=path, source=source, digest=facts[key].digest, text=text))
    if memory:
        memory.keep_facts({key: facts[key] for key in here if key in facts}, here)
    return tuple(found)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _with_lost_names(readings: Mapping[str, Reading], config: Config, before: Before) -> Config:
    """Return the Config with those names that left site.yaml and that articles kept as published still have."""
    lost = {}
    for name in ("units", "categories", "threads"):
        listed = getattr(config, name)
        if listed is not None:
            known = {one.slug for one in listed}
            found = {slug: said for r in readings.values() for slug, said in getattr(r, name) if slug not in known}
            if found:
                lost[name] = found
    if not lost:
        return config
    last, more = before.site(), dict[str, Any]()
    makers: dict[str, Callable[..., Any]] = {"units": Unit, "categories": Category, "threads": Thread}
    for name, found in lost.items():
        old = {one.slug: one for one in getattr(last, name, None) or ()}
        names = (old.get(slug) or makers[name](slug=slug, name=said) for slug, said in sorted(found.items()))
        more[name] = (*getattr(config, name), *names)
    return replace(config, **more)


def _settle(
    readings: Mapping[str, Reading], config: Config, static: tuple[StaticFile, ...], remembered: Remembered
) -> tuple[Library, tuple[Slugs, ...], list[Problem]]:
    """Return the Library: open lists filled with the names that came, articles without a category given one."""
    opened = {
        kind: settle_names(kind, readings, remembered)
        for kind, listed in (("category", config.categories), ("unit", config.units), ("thread", config.threads))
        if listed is None
    }
    problems = [told for names in opened.values() for told in names.problems]
    categories, units, threads = config.categories, config.units, config.threads
    if categories is None:
        problems += _reserved(opened["category"], config)
        categories = tuple(Category(slug=s, name=n) for s, n in opened["category"].named())
    if units is None:
        units = tuple(Unit(slug=s, name=n) for s, n in opened["unit"].named())
    if threads is None:
        threads = tuple(Thread(slug=s, name=n) for s, n in opened["thread"].named())
    slugs = {c.slug for c in categories}
    fallback = FALLBACK_CATEGORY[0]
    articles: list[Article] = []
    for path, reading in readings.items():
        if reading.article is None:
            continue
        article = with_slugs(reading.article, reading, opened)
        if not article.page and not article.categories:
            chosen = category_for(path, slugs)
            if chosen not in slugs and config.categories is not None:
                near = categories[0].slug if categories else ""
                problems.append(problem("category.none", f"{CONTENT}/{path}", 1, 1, near=near))
            article = replace(article, categories=(chosen,))
        articles.append(article)
    if fallback not in slugs and any(fallback in a.categories for a in articles):
        categories = (*categories, Category(slug=fallback, name=FALLBACK_CATEGORY[1][config.language]))
    library = Library(
        articles=tuple(articles),
        units=units,
        categories=categories,
        threads=threads,
        static=static,
        broken=tuple(path for path, reading in readings.items() if reading.article is None),
    )
    return library, tuple(names.slugs for names in opened.values()), problems


def _is_renamed(article: Article, read: Article | None) -> bool:
    return read is not None and (article.unit, article.thread) != (read.unit, read.thread)


def category_for(path: str, slugs: Collection[str]) -> str:
    """Return the category of an article that names none: its first folder's, else the one for all such."""
    first = slugify(path.split("/", 1)[0], limit=0) if "/" in path else ""
    return first if first in slugs else FALLBACK_CATEGORY[0]


def _reserved(names: OpenNames, config: Config) -> list[Problem]:
    """Return the problems of categories, taken as they came, whose URL the portal needs itself."""
    reserved = reserved_segments(config.permalinks)
    return [
        problem("slug.reserved", f"{CONTENT}/{path}", 1, 1, value=slug, right=f"tin-{slug}")
        for path, slug in names.uses()
        if slug in reserved
    ]
