"""Related articles: those picked by hand, then those that share tags, thread, unit and category, nearest in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ssg.base.errors import Problem, problem
from ssg.base.text import nearest, slugify
from ssg.model.articles import Article, Reference
from ssg.site.addresses import Addresses, find_article
from ssg.site.index import Index, ListKey

REACH = 40
# members to either side, in each list an article shares, that are looked at: keeps the work linear in articles
_WEIGHTS = {"tag": 3.0, "thread": 5.0, "category": 1.5, "unit": 1.0}
_HALF_LIFE = 365.0
# days after which nearness in time counts half


class Related:
    """Finds related articles; knows where each article stands in each list."""

    def __init__(self, addresses: Addresses, index: Index, count: int) -> None:
        self._articles, self._addresses, self._index, self._count = addresses.articles, addresses, index, count
        self._times: dict[ListKey, list[float]] = {}

    def of(self, path: str) -> tuple[list[str], list[Problem]]:
        """Return the related articles' paths, the best first, and the problems of names typed by hand."""
        article = self._articles[path]
        picked, problems = self._resolve(article, article.related)
        excluded, told = self._resolve(article, article.related_exclude)
        problems += told
        listed = self._index.lists[("home", "")]
        live = set(listed) if picked else set()
        chosen = [p for p in picked if p in live and p != path and p not in excluded][: self._count]
        scores = self._scores(article, {path, *chosen, *excluded})
        url = self._addresses.url
        ranked = sorted(scores, key=lambda p: (-scores[p], -self._articles[p].at.timestamp(), url[p]))
        chosen += ranked[: self._count - len(chosen)]
        if len(chosen) < self._count:
            near = self._window(("home", ""), article)
            taken = {path, *chosen, *excluded}
            at = article.at.timestamp()
            rest = sorted(
                (p for p in near if p not in taken),
                key=lambda p: (abs(self._articles[p].at.timestamp() - at), url[p]),
            )
            chosen += rest[: self._count - len(chosen)]
        return chosen, problems

    def _resolve(self, article: Article, references: Sequence[Reference]) -> tuple[list[str], list[Problem]]:
        found: list[str] = []
        problems: list[Problem] = []
        for said in references:
            hits = find_article(said.value, self._addresses, self._index.by_slug)
            where = (f"content/{article.path}", said.line, said.column)
            if len(hits) == 1:
                found.append(hits[0])
            elif hits:
                urls = [self._addresses.url[p] for p in hits]
                told = problem("related.ambiguous", *where, slug=said.value, list=", ".join(urls), near=urls[0])
                problems.append(told)
            else:
                near = nearest(said.value, self._index.by_slug)
                problems.append(problem("related.unknown", *where, slug=said.value, near=near))
        return list(dict.fromkeys(found)), problems

    def _scores(self, article: Article, taken: set[str]) -> dict[str, float]:
        keys: list[ListKey] = [("category", c) for c in article.categories]
        keys += [("tag", slug) for slug in dict.fromkeys(slugify(t) for t in article.tags) if slug]
        keys += [("unit", article.unit)] if article.unit else []
        keys += [("thread", article.thread)] if article.thread else []
        scores: dict[str, float] = {}
        for key in keys:
            for path in self._window(key, article):
                if path not in taken:
                    scores[path] = scores.get(path, 0.0) + _WEIGHTS[key[0]]
        at = article.at.timestamp()
        for path in scores:
            days = abs(self._articles[path].at.timestamp() - at) / 86_400
            scores[path] = round(scores[path] + _HALF_LIFE / (_HALF_LIFE + days), 6)
        return scores

    def _window(self, key: ListKey, article: Article) -> Sequence[str]:
        """Return the members of a list nearest in time to an article."""
        members = self._index.lists.get(key, [])
        if len(members) <= 2 * REACH + 1:
            return members
        times = self._times.get(key)
        if times is None:
            times = self._times[key] = [-self._articles[p].at.timestamp() for p in members]
        middle = bisect_left(times, -article.at.timestamp())
        return members[max(0, middle - REACH) : middle + REACH + 1]
