"""Files that were renamed or moved: known again, so that their addresses go along; and addresses that left for good."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ssg.base.errors import Problem, hint, warning
from ssg.model.articles import Article, Library
from ssg.model.remembered import Remembered, RememberedArticle, RememberedFile, RememberedName

TOLD = 20
"""Departed addresses that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What became of the files of earlier builds."""

    remembered: Remembered
    """By the paths that files have now."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Path → the path it had."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    title: str
    day: str
    body: str


def day_of(article: Article) -> str:
    """Return an article's publish time as it is remembered."""
    return article.published.at.isoformat() if article.published else ""


def follow_moves(library: Library, remembered: Remembered) -> Moves:
    """Find each file that has another path than it had: by title, date and text, else by title and date where one file
    went and one came.
    """
    known = remembered.articles
    if not known:
        return Moves(remembered=remembered)
    here = {a.path: _Place(a.path, a.title, day_of(a), a.body.digest) for a in library.articles}
    gone = [_before(path, row) for path, row in known.items() if path not in here]
    came = [place for path, place in here.items() if path not in known and path not in remembered.urls]
    changed = [p for p in here if p in known and (here[p].title, here[p].day) != (known[p].title, known[p].day)]
    if not (gone and came) and len(changed) < 2 and not (changed and (gone or came)):
        return Moves(remembered=remembered)
    moved: dict[str, str] = {}
    problems: list[Problem] = []
    before = [*gone, *(_before(path, known[path]) for path in changed)]
    _match(before, [*came, *(here[p] for p in changed)], lambda p: (p.title, p.day, p.body), known, moved)
    left = [one for one in gone if one.path not in set(moved.values())]
    new = [one for one in came if one.path not in moved]
    doubtful = _match(left, new, lambda p: (p.title, p.day), known, moved)
    for olds, news in doubtful:
        paths = [f"content/{one.path}" for one in olds]
        values = {"title": olds[0].title, "a": paths[0], "b": paths[1] if len(paths) > 1 else f"content/{news[1].path}"}
        problems.append(warning("url.moved.unclear", f"content/{news[0].path}", **values))
    return Moves(remembered=_carry(remembered, moved, here), moved=moved, problems=tuple(problems))


def _before(path: str, row: RememberedArticle) -> _Place:
    return _Place(path, row.title, row.day, row.body)


def _match(
    before: Iterable[_Place],
    after: Iterable[_Place],
    key: Callable[[_Place], Hashable],
    known: Mapping[str, RememberedArticle],
    moved: dict[str, str],
) -> list[tuple[Sequence[_Place], Sequence[_Place]]]:
    """Pair what was with what is under one key, those of one file name first; return the groups that stay unclear."""
    olds: dict[Hashable, list[_Place]] = {}
    news: dict[Hashable, list[_Place]] = {}
    for groups, places in ((olds, before), (news, after)):
        for place in places:
            groups.setdefault(key(place), []).append(place)
    unclear: list[tuple[Sequence[_Place], Sequence[_Place]]] = []
    for one in sorted(olds.keys() & news.keys(), key=repr):
        left, right = olds[one], news[one]
        lately = [place for place in left if not known[place.path].departed]
        left = lately or left
        for name in sorted({_name(place.path) for place in right}):
            mine = [p for p in left if _name(p.path) == name], [p for p in right if _name(p.path) == name]
            if len(mine[0]) == len(mine[1]) == 1:
                _pair(mine[0][0], mine[1][0], left, right, moved)
        if len(left) == len(right) == 1:
            _pair(left[0], right[0], left, right, moved)
        elif left and right:
            unclear.append((left, right))
    return unclear


def _pair(old: _Place, new: _Place, left: list[_Place], right: list[_Place], moved: dict[str, str]) -> None:
    left.remove(old)
    right.remove(new)
    if old.path != new.path:
        moved[new.path] = old.path


def _name(path: str) -> str:
    """Return what a file is called: ``bai`` for bai.md and bai/index.md."""
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) if name == "index.md" and folder else posixpath.splitext(name)[0]


def _carry(remembered: Remembered, moved: Mapping[str, str], here: Mapping[str, object]) -> Remembered:
    """Return what is remembered, by the paths that files have now."""
    if not moved:
        return remembered
    left = set(moved.values()) - moved.keys()
    now = {old: new for new, old in moved.items()}
    urls = {path: found for path, found in remembered.urls.items() if path not in left}
    articles = {path: row for path, row in remembered.articles.items() if path not in left}
    files: dict[str, Mapping[str, RememberedFile]] = {p: f for p, f in remembered.files.items() if p not in left}
    for new, old in moved.items():
        mine = remembered.urls.get(old, ())
        kept = remembered.urls.get(new, ()) if new not in now else ()
        urls[new] = tuple(url for url in kept if url not in mine) + mine
        articles[new] = replace(remembered.articles[old], departed=False)
        files.pop(new, None)
        if old in remembered.files:
            files[new] = remembered.files[old]
    names = {
        key: RememberedName(slug=row.slug, origin=now.get(row.origin, row.origin))
        for key, row in remembered.names.items()
    }
    return Remembered(urls=urls, names=names, articles=articles, files=files)


def departed(library: Library, remembered: Remembered, taken: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return (URL, title) of each article whose file went since the last build, where nothing else stands there:
    ``taken`` says whether something does.
    """
    here = {article.path for article in library.articles}
    found = []
    for path, row in sorted(remembered.articles.items()):
        urls = remembered.urls.get(path, ())
        if path not in here and not row.departed and urls and not taken(urls[-1]):
            found.append((urls[-1], row.title))
    return found


def tell_departed(gone: Sequence[tuple[str, str]]) -> list[Problem]:
    """Return a hint for each address that left for good."""
    told = [hint("url.departed", url=url, title=title) for url, title in gone[:TOLD]]
    return [*told, hint("url.departed.many", n=len(gone) - TOLD)] if len(gone) > TOLD else told
