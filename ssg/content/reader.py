"""All of content/ to a Library, every problem of every file in one run.

A file with an error is read as it was last published, where that is known, so that one bad post never leaves a hole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ssg.base.errors import Problem, problem
from ssg.base.files import Found, Refused, digest, walk
from ssg.base.text import slugify
from ssg.content.article import Reading, Rules, read_article
from ssg.content.files import Files
from ssg.content.head import names_of
from ssg.model.articles import Article, Category, Kept, Library, StaticFile, Thread, Unit
from ssg.model.config import Config

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
    files: Files


def read_content(
    root: Path,
    config: Config,
    *,
    today: str,
    kept: Mapping[str, Kept],
    bad_photos: Mapping[str, str],
    progress: Callable[[int, int], None],
) -> Content:
    """Read ``root``/content.

    ``today`` is shown in the mend for a missing date; ``kept`` holds the last good sources by path; ``bad_photos``
    the digests of photos whose decoding failed, with the code of the problem.
    """
    problems: list[Problem] = []
    found = list(_walk(root / CONTENT, CONTENT, problems))
    files = Files(root=root / CONTENT, bad=bad_photos)
    files.add(f for f in found if not f.path.startswith(STATIC + "/"))
    rules = _rules(config, today)
    readings: dict[str, Reading] = {}
    good: dict[str, Kept] = {}
    unpublished: list[tuple[str, str]] = []
    texts = sorted(p for p in files.found if p.lower().endswith((".md", ".markdown")))
    for done, path in enumerate(texts, start=1):
        reading, data = _read_one(path, files, rules)
        problems += reading.problems
        if reading.failed or reading.article is None:
            reading = _read_kept(path, files, rules, kept.get(path))
            if reading.article is None:
                unpublished.append((path, f"{CONTENT}/{path}"))
        else:
            good[path] = Kept(data=data, facts=reading.facts)
        readings[path] = reading
        progress(done, len(texts))
    library, told = _settle(readings, config, _static_files(root, problems))
    problems += told
    for path in {p.path.removeprefix(f"{CONTENT}/") for p in told if p.is_error}:
        good.pop(path, None)
    return Content(library=library, problems=problems, good=good, unpublished=unpublished, files=files)


def _walk(folder: Path, name: str, problems: list[Problem], *, hidden: bool = False) -> Iterable[Found]:
    if not folder.is_dir():
        return
    for item in walk(folder, hidden=hidden):
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
    try:
        data = files.read(path)
    except OSError as error:
        where = f"{CONTENT}/{path}"
        return Reading(problems=[problem("file.unreadable", where, path=where, reason=error.strerror or "")]), b""
    return read_article(path, data, files, rules), data


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
    for file in _walk(folder, f"{CONTENT}/{STATIC}", problems, hidden=True):
        try:
            data = (folder / file.path).read_bytes()
        except OSError as error:
            where = f"{CONTENT}/{STATIC}/{file.path}"
            problems.append(problem("file.unreadable", where, path=where, reason=error.strerror or ""))
            continue
        found.append(StaticFile(path=file.path, size=file.size, mtime_ns=file.mtime_ns, digest=digest(data)))
    return tuple(found)


def _settle(
    readings: Mapping[str, Reading], config: Config, static: tuple[StaticFile, ...]
) -> tuple[Library, list[Problem]]:
    """Return the Library: open lists filled with the names that came, articles without a category given one."""
    problems: list[Problem] = []
    named = Counter(pair for r in readings.values() for pair in r.categories)
    categories = config.categories or _categories(named)
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
                near = config.categories[0].slug if config.categories else ""
                problems.append(problem("category.none", f"{CONTENT}/{path}", 1, 1, near=near))
                chosen = near or fallback
            article = replace(article, categories=(chosen,))
        articles.append(article)
    if config.categories is None and any(fallback in a.categories for a in articles) and fallback not in slugs:
        categories = (*categories, Category(slug=fallback, name=FALLBACK_CATEGORY[1][config.language]))
    units = Counter(pair for r in readings.values() for pair in r.units)
    threads = Counter(pair for r in readings.values() for pair in r.threads)
    library = Library(
        articles=tuple(articles),
        units=config.units if config.units is not None else tuple(Unit(slug=s, name=n) for s, n in _spelled(units)),
        categories=tuple(categories),
        threads=config.threads
        if config.threads is not None
        else tuple(Thread(slug=s, name=n) for s, n in _spelled(threads)),
        static=static,
    )
    return library, problems


def _categories(named: Counter[tuple[str, str]]) -> tuple[Category, ...]:
    return tuple(Category(slug=slug, name=name) for slug, name in _spelled(named))


def _spelled(named: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (slug, name) for names taken as they came: the commonest spelling that is more than the slug itself."""
    best: dict[str, tuple[bool, int, str]] = {}
    for (slug, said), times in sorted(named.items()):
        rank = (said != slug, times, said)
        if slug not in best or rank[:2] > best[slug][:2]:
            best[slug] = rank
    return [
        (slug, said if real else slug.replace("-", " ").capitalize()) for slug, (real, _, said) in sorted(best.items())
    ]
