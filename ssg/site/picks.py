"""Related articles picked or excluded by hand: what the names in front matter lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ssg.base.errors import Problem, hint, problem, warning
from ssg.base.text import nearest
from ssg.model.articles import Article, Reference
from ssg.site.addresses import Addresses, find_article, find_hidden
from ssg.site.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What was typed by hand in one article."""

    picked: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    # paths
    problems: tuple[Problem, ...] = ()
    # of names that lead nowhere, or to several articles


_NONE = Picks()


class Hand:
    """Finds what is typed by hand, once an article."""

    def __init__(self, addresses: Addresses, index: Index) -> None:
        self._addresses, self._index = addresses, index
        self._found: dict[str, Picks] = {}

    def of(self, article: Article) -> Picks:
        """Return what an article's front matter picks and excludes."""
        if not article.related and not article.related_exclude:
            return _NONE
        if article.path not in self._found:
            picked, problems = self._resolve(article, article.related)
            excluded, more = self._resolve(article, article.related_exclude)
            more = [told for told in more if told.is_error]  # what is hidden is not shown either
            self._found[article.path] = Picks(picked=picked, excluded=excluded, problems=(*problems, *more))
        return self._found[article.path]

    def _resolve(self, article: Article, references: Sequence[Reference]) -> tuple[tuple[str, ...], list[Problem]]:
        found: list[str] = []
        problems: list[Problem] = []
        for said in references:
            hits = find_article(said.value, self._addresses, self._index.by_slug)
            where = (f"content/{article.path}", said.line, said.column)
            if len(hits) == 1:
                found.append(hits[0])
                if hits[0] not in self._index.changed or self._addresses.articles[hits[0]].page:
                    kind = "page" if self._addresses.articles[hits[0]].page else "expired"
                    problems.append(hint("related.hidden", *where, slug=said.value, kind=kind))
            elif hits:
                urls = [self._addresses.url[p] for p in hits]
                told = problem("related.ambiguous", *where, slug=said.value, list=", ".join(urls), near=urls[0])
                problems.append(told)
            elif hidden := find_hidden(said.value, self._addresses):
                tell = warning if hidden == "gone" else hint
                problems.append(tell("related.hidden", *where, slug=said.value, kind=hidden))
            else:
                near = nearest(said.value, self._index.by_slug)
                problems.append(problem("related.unknown", *where, slug=said.value, near=near))
        return tuple(dict.fromkeys(found)), problems
