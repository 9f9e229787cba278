"""Articles that are copies of another: ``index - Copy.md``, a folder copied, the same text twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ssg.base.text import fold, settle_tones, squeeze
from ssg.content.files import Files
from ssg.model.articles import Article

_NUMBER = r"(?: ?\(?\d+\)?)?"
_MARK = re.compile(
    r"(?:^|/)(?:copy(?: \(\d+\))? of |ban sao cua )|"
    rf"(?: - copy| - ban sao| copy| ban sao|-copy|_copy|-ban-sao){_NUMBER}(?=/|\.[a-z]+$|$)|"
    r" ?\(\d{1,2}\)(?=/|\.[a-z]+$|$)"
)
# what Windows, macOS, telephones and browsers call a copy, in English and Vietnamese


def is_marked(path: str) -> bool:
    """Return whether a path is one that a system gives to a copy."""
    return bool(_MARK.search(fold(path)))


def likeness(article: Article) -> tuple[object, ...]:
    """Return what an article and its copy have in common: title and publish time."""
    return settle_tones(squeeze(article.title)).casefold(), article.published, article.page


def find_copies(articles: Iterable[Article], published: Collection[str], files: Files) -> dict[str, str]:
    """Return the paths of articles that are copies, each with the original's: the one that was published before, else
    the one whose name is no copy's, else the older. Drafts are none.
    """
    moments: dict[tuple[object, ...], list[Article]] = {}
    for article in articles:
        if not article.draft:
            moments.setdefault((article.published, article.page), []).append(article)
    found: dict[str, str] = {}
    for together in moments.values():
        groups: dict[tuple[object, ...], list[Article]] = {}
        for article in together if len(together) > 1 else ():
            groups.setdefault(likeness(article), []).append(article)
        for group in groups.values():
            if len(group) > 1:
                found.update(_copies_in(group, published, files))
    return found


def _copies_in(group: list[Article], published: Collection[str], files: Files) -> Iterator[tuple[str, str]]:
    def rank(article: Article) -> tuple[object, ...]:
        path = article.path
        found = files.found.get(path)
        return path not in published, is_marked(path), found.mtime_ns if found else 0, len(path), path

    first, *others = sorted(group, key=rank)
    for other in others:
        if _is_copy(other, first):
            yield other.path, first.path


def _is_copy(other: Article, first: Article) -> bool:
    """Return whether an article of the same title and time is a copy: by its name, or because it says the same, or
    because nobody posts twice in a minute.
    """
    if is_marked(other.path) or is_marked(first.path):
        return True
    if (other.unit, other.categories) != (first.unit, first.categories):
        return False
    exact = other.published is not None and other.published.has_time
    return exact or other.body.digest == first.body.digest


def may_be_copies(article: Article, others: Mapping[str, Article], paths: Iterable[str]) -> bool:
    """Return whether any of the articles at some paths has the title and time of an article."""
    like = likeness(article)
    return any(path != article.path and path in others and likeness(others[path]) == like for path in paths)
