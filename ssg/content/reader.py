"""All of content/ to a Library, every problem of every file in one run.

A file with an error is read as it was last published, where that is known, so that one bad post never leaves a hole.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ssg.base.collation import order_key
from ssg.base.errors import Problem, problem
from ssg.base.files import Found, Refused, digest_file, walk
from ssg.base.numbers import file_size
from ssg.base.text import slugify
from ssg.content.article import MAX_SOURCE, Reading, Rules, read_article
from ssg.content.files import Files
from ssg.content.head import names_of
from ssg.model.articles import Article, Category, Kept, Library, StaticFile, Thread, Unit
from ssg.model.config import Config, reserved_segments

CONTENT, STATIC = "content", "_static"
FALLBACK_CATEGORY = ("tin-tuc", {"vi": "Tin tức", "en": "News"})


@dataclass(slots=True)
class Content:
    """What a reading of content/ gives."""

    library: Library
    problems: list[Problem]
    good: dict[str, Kept]
    # sources without an error, by path
    unpublished: list[tuple[str, str]]
    # (path, problem's path) of files that have an error and were never published
    held: list[str]
    # paths below a folder that cannot be read now: they stay as they were published
    files: Files


def read_content(
    root: Path,
    config: Config,
    *,
    today: str,
    kept: Mapping[str, Kept],
    bad_photos: Mapping[str, str],
    refused: Collection[str],
    progress: Callable[[int, int], None],
) -> Content:
    """Read ``root``/content.

    ``today`` is shown in the mend for a missing date; ``kept`` holds the last good sources by path; ``bad_photos``
    the digests of photos whose decoding failed, with the code of the problem; ``refused`` the paths of articles that
    can be read but not published as they are.
    """
    problems: list[Problem] = []
    found = list(_walk(root, root / CONTENT, CONTENT, problems, skip=STATIC))
    files = Files(root=root / CONTENT, bad=bad_photos)
    for twin in files.add(found):
        shown = f"{CONTENT}/{twin}"
        problems.append(
            problem("src.twice", shown, src=twin.rsplit("/", 1)[-1], a=f"{shown} (NFC)", b=f"{shown} (NFD)")
        )
    rules = _rules(config, today)
    readings: dict[str, Reading] = {}
    good: dict[str, Kept] = {}
    unpublished: list[tuple[str, str]] = []
    texts = sorted(p for p in files.found if p.lower().endswith((".md", ".markdown")))
    for done, path in enumerate(texts, start=1):
        reading, data = _read_one(path, files, rules)
        problems += reading.problems
        if reading.failed or reading.article is None or path in refused:
            reading = _read_kept(path, files, rules, kept.get(path))
            if reading.article is None:
                unpublished.append((path, f"{CONTENT}/{path}"))
        else:
            good[path] = Kept(data=data, facts=reading.facts)
        readings[path] = reading
        progress(done, len(texts))
    held = _held(problems, kept, files)
    for path in held:
        readings[path] = _read_kept(path, files, rules, kept.get(path))
    library, told = _settle(readings, config, _static_files(root, problems))
    problems += told
    for path in {p.path.removeprefix(f"{CONTENT}/") for p in told if p.is_error}:
        good.pop(path, None)
    return Content(library=library, problems=problems, good=good, unpublished=unpublished, held=held, files=files)


def _is_inside(folder: Path, root: Path) -> bool:
    """Return whether a folder of content/ lies in it, links followed; content/ itself may be a link."""
    place, home = folder.resolve(), (root / CONTENT).resolve()
    return place == home or home in place.parents


def _walk(
    root: Path, folder: Path, name: str, problems: list[Problem], *, hidden: bool = False, skip: str = ""
) -> Iterable[Found]:
    if not folder.is_dir() or not _is_inside(folder, root):
        return
    for item in walk(folder, hidden=hidden, skip=skip):
        if isinstance(item, Refused):
            shown = f"{name}/{item.path}" if item.path != "." else name
            problems.append(problem(item.code, shown, value=item.path, path=shown, reason=item.reason))
        else:
            yield item


def _rules(config: Config, today: str) -> Rules:
    return Rules(
        zone=config.zone,
        units=names_of(None if config.units is None else ((u.slug, u.name) for u in config.units)),
        categories=names_of(None if config.categories is None else ((c.slug, c.name) for c in config.categories)),
        threads=names_of(None if config.threads is None else ((t.slug, t.name) for t in config.threads)),
        forgiving=config.markdown == "forgiving",
        today=today,
        language=config.language,
    )


def _read_one(path: str, files: Files, rules: Rules) -> tuple[Reading, bytes]:
    where = f"{CONTENT}/{path}"
    if files.found[path].size > MAX_SOURCE:
        size = file_size(files.found[path].size, rules.language)
        return Reading(problems=[problem("file.large", where, size=size)]), b""
    try:
        data = files.read(path)
        return read_article(path, data, files, rules), data
    except OSError as error:
        return Reading(problems=[problem("file.unreadable", where, path=where, reason=error.strerror or "")]), b""
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one post, the others go out
        text = f"{type(error).__name__}: {error}"
        return Reading(problems=[problem("file.failed", where, path=where, text=text)]), b""


def _held(problems: Sequence[Problem], kept: Mapping[str, Kept], files: Files) -> list[str]:
    """Return the published articles that lie below a folder that cannot be read now."""
    locked = [p.path.removeprefix(f"{CONTENT}/") + "/" for p in problems if p.code == "file.unreadable" and not p.line]
    if not locked:
        return []
    return [path for path in kept if path not in files.found and path.startswith(tuple(locked))]


def _read_kept(path: str, files: Files, rules: Rules, kept: Kept | None) -> Reading:
    """Return the article as last published; its own problems are old news and not told again."""
    if kept is None:
        return Reading()
    reading = read_article(path, kept.data, files.as_published(kept.facts), rules)
    reading.problems = []
    return reading


def _static_files(root: Path, problems: list[Problem]) -> tuple[StaticFile, ...]:
    folder = root / CONTENT / STATIC
    found = []
    for file in _walk(root, folder, f"{CONTENT}/{STATIC}", problems, hidden=True):
        try:
            seal = digest_file(folder / file.path)
        except OSError as error:
            where = f"{CONTENT}/{STATIC}/{file.path}"
            problems.append(problem("file.unreadable", where, path=where, reason=error.strerror or ""))
            continue
        path = unicodedata.normalize("NFC", file.path)
        found.append(StaticFile(path=path, source=file.path, digest=seal))
    return tuple(found)


def _settle(
    readings: Mapping[str, Reading], config: Config, static: tuple[StaticFile, ...]
) -> tuple[Library, list[Problem]]:
    """Return the Library: open lists filled with the names that came, articles without a category given one."""
    problems: list[Problem] = []
    categories = config.categories
    if categories is None:
        problems += _reserved(readings, config)
        categories = tuple(Category(slug=s, name=n) for s, n in _spelled(r.categories for r in readings.values()))
    units, threads = config.units, config.threads
    if units is None:
        units = tuple(Unit(slug=s, name=n) for s, n in _spelled(r.units for r in readings.values()))
    if threads is None:
        threads = tuple(Thread(slug=s, name=n) for s, n in _spelled(r.threads for r in readings.values()))
    slugs = {c.slug for c in categories}
    fallback = FALLBACK_CATEGORY[0]
    articles: list[Article] = []
    for path, reading in readings.items():
        article = reading.article
        if article is None:
            continue
        if not article.page and not article.categories:
            first = slugify(path.split("/", 1)[0], limit=0) if "/" in path else ""
            chosen = first if first in slugs else fallback
            if chosen not in slugs and config.categories is not None:
                near = categories[0].slug if categories else ""
                problems.append(problem("category.none", f"{CONTENT}/{path}", 1, 1, near=near))
            article = replace(article, categories=(chosen,))
        articles.append(article)
    if fallback not in slugs and any(fallback in a.categories for a in articles):
        categories = (*categories, Category(slug=fallback, name=FALLBACK_CATEGORY[1][config.language]))
    library = Library(articles=tuple(articles), units=units, categories=categories, threads=threads, static=static)
    return library, problems


def _reserved(readings: Mapping[str, Reading], config: Config) -> list[Problem]:
    """Return the problems of categories, taken as they came, whose URL the portal needs itself."""
    reserved = reserved_segments(config.permalinks)
    return [
        problem("slug.reserved", f"{CONTENT}/{path}", 1, 1, value=slug, right=f"tin-{slug}")
        for path, reading in readings.items()
        for slug in dict.fromkeys(slug for slug, _ in reading.categories)
        if slug in reserved
    ]


def _spelled(named: Iterable[Iterable[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Return (slug, name) for names taken as they came, in Vietnamese order: the commonest spelling that is more than
    the slug itself.
    """
    best: dict[str, tuple[bool, int, str]] = {}
    for (slug, said), times in sorted(Counter(pair for pairs in named for pair in pairs).items()):
        rank = (said != slug, times, said)
        if slug not in best or rank[:2] > best[slug][:2]:
            best[slug] = rank
    names = [(slug, said if real else slug.replace("-", " ").capitalize()) for slug, (real, _, said) in best.items()]
    return sorted(names, key=lambda pair: order_key(pair[1].lower()))
