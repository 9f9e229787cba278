"""Units, categories and threads that are taken as they come: which name has which slug, and which names are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ssg.base.collation import order_key
from ssg.base.errors import Problem, warning
from ssg.base.text import identity, name_slug, slugify
from ssg.content.article import Reading
from ssg.model.articles import Article
from ssg.model.remembered import NameUse, Remembered, Slugs, assign_slugs


@dataclass(slots=True, kw_only=True)
class OpenNames:
    """The names of one kind that articles give."""

    slugs: Slugs
    said: dict[str, list[str]]
    """Name as typed → paths of the articles that give it, the oldest first."""
    meant: dict[str, str] = field(default_factory=dict)
    """Name as typed → slug."""
    problems: list[Problem] = field(default_factory=list)

    def uses(self) -> Iterator[tuple[str, str]]:
        """Yield (path, slug) for each article and each name it gives."""
        for said, paths in self.said.items():
            for path in paths:
                yield path, self.meant[said]

    def named(self) -> list[tuple[str, str]]:
        """Return (slug, name) in Vietnamese order: the commonest spelling that is more than the slug itself."""
        best: dict[str, tuple[bool, bool, int, str]] = {}
        for said, paths in sorted(self.said.items()):
            slug = self.meant[said]
            rank = (said != slug, not said.isascii(), len(paths), said)
            if slug not in best or rank[:3] > best[slug][:3]:
                best[slug] = rank
        names = [
            (slug, said if real else slug.replace("-", " ").capitalize()) for slug, (real, _, _, said) in best.items()
        ]
        return sorted(names, key=lambda pair: (order_key(pair[1].lower()), pair[0]))


def settle_names(kind: str, readings: Mapping[str, Reading], remembered: Remembered) -> OpenNames:
    """Return the names of a kind (category, unit or thread) with their slugs.

    A name without any mark ("hoat-dong", "Hoat dong") means the one that has them, if there is one: it is a slug.
    """
    aged = sorted(
        (reading.article.published is None, reading.article.at, path)
        for path, reading in readings.items()
        if reading.article and _pairs(kind, reading)
    )
    said: dict[str, list[str]] = {}
    for _, _, path in aged:
        for name in dict.fromkeys(name for _, name in _pairs(kind, readings[path])):
            said.setdefault(name, []).append(path)
    marked: dict[str, list[str]] = {}
    for name, paths in said.items():
        if not _is_plain(name):
            marked.setdefault(identity(name), []).extend(paths)
    uses = [NameUse(identity=key, slug=name_slug(key), articles=paths) for key, paths in marked.items()]
    found = OpenNames(slugs=assign_slugs(kind, uses, remembered.names), said=said)
    alike: dict[str, list[str]] = {}
    for use in uses:
        alike.setdefault(use.slug, []).append(use.identity)
    for name in said:
        if not _is_plain(name):
            found.meant[name] = found.slugs.by_name[identity(name)]
    for name in said:
        if _is_plain(name):
            found.meant[name] = _mean(name, found, alike.get(slugify(name), []))
    return found


def _mean(name: str, found: OpenNames, alike: list[str]) -> str:
    """Return the slug that a name without marks means; of several it may mean, the first, with a warning."""
    slug, slugs = slugify(name), found.slugs
    if len(alike) > 1 and name != slug:
        a, b = (f"{_spelled(one, found)} ({slugs.by_name[one]})" for one in alike[:2])
        where = [f"content/{path}" for path in found.said[name]]
        found.problems += [
            warning("name.ambiguous", path, 1, 1, value=name, a=a, b=b, near=slugs.by_name[alike[0]]) for path in where
        ]
    if alike:
        return slug if name in slugs.owners and name == slug else slugs.by_name[alike[0]]
    slugs.refer(identity(name), slug)
    return slug


def _spelled(key: str, found: OpenNames) -> str:
    """Return the commonest spelling of a name."""
    counts = Counter({said: len(paths) for said, paths in found.said.items() if identity(said) == key})
    return max(sorted(counts), key=lambda said: counts[said])


def with_slugs(article: Article, reading: Reading, opened: Mapping[str, OpenNames]) -> Article:
    """Return an article with the slugs that its names have in the portal."""
    if category := opened.get("category"):
        slugs = tuple(dict.fromkeys(category.meant[said] for _, said in reading.categories))
        if slugs != article.categories and reading.categories:
            article = replace(article, categories=slugs)
    if (unit := opened.get("unit")) and article.unit and unit.meant[reading.units[0][1]] != article.unit:
        article = replace(article, unit=unit.meant[reading.units[0][1]])
    if (thread := opened.get("thread")) and article.thread and thread.meant[reading.threads[0][1]] != article.thread:
        article = replace(article, thread=thread.meant[reading.threads[0][1]])
    return article


def _pairs(kind: str, reading: Reading) -> list[tuple[str, str]]:
    return {"category": reading.categories, "unit": reading.units, "thread": reading.threads}[kind]


def _is_plain(name: str) -> bool:
    """Return whether a name holds no mark, so that it may stand for one that does."""
    return name.isascii() and bool(slugify(name))
