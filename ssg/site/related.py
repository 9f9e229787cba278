"""Related articles: those picked by hand, then the nearest by text, lifted by what they share and nearness in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from ssg.base.errors import Problem, hint, problem
from ssg.base.text import nearest
from ssg.model.articles import Article, Reference
from ssg.site.addresses import Addresses, find_article
from ssg.site.index import ALL, Index
from ssg.texts.memory import Memory

if TYPE_CHECKING:  # numpy is loaded only where texts are compared
    from ssg.site.lifts import Lift
    from ssg.site.ranking import Ranking
    from ssg.texts.closeness import Closeness
    from ssg.texts.vocabulary import Vocabulary

SAMPLE = 2_000
# articles whose texts the directions are found in
SETTLED = 200
# articles before the newest year from which on the sample is drawn from them alone: today's edits move nothing else
TWINS_TOLD = 5
# pairs one by one; more are told in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """One of the articles nearest to another, and why."""

    path: str
    shown: int
    # its number in the list, 0 where it is not in it
    picked: bool
    # by hand
    twin: str
    # path of the article, or of a nearer one, that it is nearly the same as; "" for none
    text: int
    # points of UNIT
    lifts: tuple[Lift, ...]

    @property
    def points(self) -> int:
        """The score, of UNIT."""
        return self.text + sum(lift.points for lift in self.lifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What articles say."""

    packed: Mapping[str, bytes]
    # each one's terms, by path
    memory: Memory | None = None
    # keeps what may be of use in the next run


class Related:
    """Finds related articles, all at once when the first is asked for."""

    def __init__(
        self,
        addresses: Addresses,
        index: Index,
        count: int,
        texts: Texts | None = None,
    ) -> None:
        self._articles, self._addresses, self._index, self._count = addresses.articles, addresses, index, count
        self._texts, self._memory = (texts.packed, texts.memory) if texts else ({}, None)
        live = index.lists.get(ALL, [])
        gone = sorted({p for p, a in self._articles.items() if not a.page} - set(live)) if count else []
        self._paths = [*live, *gone]
        # articles that have a list; the first ``_live`` of them may stand in one
        self._live = len(live)
        self._place = {path: at for at, path in enumerate(self._paths)}
        self._at = [self._articles[path].at for path in self._paths]
        self._lists: dict[str, list[str]] | None = None
        self._hand: dict[str, tuple[list[str], list[str], list[Problem]]] = {}
        # by path: what the names typed by hand lead to
        self._twins: dict[int, list[int]] = {}
        # by place: its whole group
        self._leaders: list[int] = []
        # listed articles, of each group of twins the newest alone

    def of(self, path: str) -> tuple[list[str], list[Problem]]:
        """Return the related articles' paths, the best first, and the problems of names typed by hand."""
        return self.of_all().get(path, []), self._by_hand(self._articles[path])[2]

    def of_all(self) -> Mapping[str, list[str]]:
        """Return every article's related articles, by path; none for standing pages."""
        if self._lists is None:
            self._lists = {}
            if self._count and self._live and len(self._paths) > 1:
                ranked = self._rank(self._measure())
                self._lists = {path: self._choose(path, ranked.of(at)) for at, path in enumerate(self._paths)}
        return self._lists

    def problems(self) -> list[Problem]:
        """Return the problems of names typed by hand, and a hint for each article that stands there twice."""
        told = [p for article in self._articles.values() for p in self._by_hand(article)[2]]
        self.of_all()
        groups = [[at for at in group if at < self._live] for first, group in self._twins.items() if first == group[0]]
        pairs = [(group[0], other) for group in groups for other in group[1:]]
        where = [(f"content/{self._paths[other]}", f"content/{self._paths[first]}") for first, other in sorted(pairs)]
        if len(where) > TWINS_TOLD:
            a, b = where[0]
            return [*told, hint("related.twins.many", n=len(where), a=a, b=b)]
        return told + [hint("related.twins", a, a=a, b=b) for a, b in where]

    def explain(self, path: str, most: int) -> list[Near]:
        """Return why articles stand in an article's list, or next after those that do: ``most`` in all, in order."""
        from ssg.site.lifts import collect_traits, explain_lifts
        from ssg.site.ranking import compare

        shown, own = self.of_all().get(path, []), self._place.get(path)
        if own is None or not self._leaders:
            return []
        closeness = self._measure()
        traits = collect_traits([self._articles[p] for p in self._paths], self._place, self._index.lists)
        picked, excluded, _ = self._by_hand(self._articles[path])
        ranked = [self._paths[at] for at in self._rank(closeness).of(own)]
        paths = list(dict.fromkeys([*shown, *(p for p in ranked if p not in excluded)]))[: max(most, len(shown))]
        found = []
        for number, other in enumerate(paths, start=1):
            at = self._place[other]
            twin = next((p for p in (path, *paths[: number - 1]) if at in self._twins.get(self._place[p], ())), "")
            found.append(
                Near(
                    path=other,
                    shown=number if number <= len(shown) else 0,
                    picked=other in picked,
                    twin=twin,
                    text=compare(closeness.rows, own, at),
                    lifts=tuple(explain_lifts(traits, own, at)),
                )
            )
        return found

    def vocabulary(self) -> Vocabulary:
        """Return the terms that texts are compared by."""
        from ssg.texts.closeness import find_basis

        return find_basis(self._sample([self._texts.get(path, b"") for path in self._paths]), self._memory).vocabulary

    def _by_hand(self, article: Article) -> tuple[list[str], list[str], list[Problem]]:
        """Return the paths picked, those excluded, and the problems of their names."""
        if not article.related and not article.related_exclude:
            return [], [], []
        if article.path not in self._hand:
            picked, problems = self._resolve(article, article.related)
            excluded, more = self._resolve(article, article.related_exclude)
            self._hand[article.path] = picked, excluded, problems + more
        return self._hand[article.path]

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

    def _measure(self) -> Closeness:
        from ssg.texts.closeness import Text, measure_closeness
        from ssg.texts.twins import find_twins

        url, texts = self._addresses.url, [self._texts.get(path, b"") for path in self._paths]
        named = [
            Text(name=f"{path} {url[path]} {at.timestamp()}", packed=packed)
            for path, at, packed in zip(self._paths, self._at, texts, strict=True)
        ]
        closeness = measure_closeness(named, self._live, self._sample(texts), self._memory)
        self._twins = find_twins(texts, [self._articles[path].title for path in self._paths], closeness)
        self._leaders = [at for at in range(self._live) if self._twins.get(at, (at,))[0] == at]
        return closeness

    def _sample(self, texts: Sequence[bytes]) -> list[bytes]:
        """Return the texts of the articles whose URLs hash lowest."""
        told = [place for place, packed in enumerate(texts) if packed]
        newest = max((at.year for at in self._at[: self._live]), default=0)
        settled = [place for place in told if self._at[place].year < newest]
        pool = settled if len(settled) >= SETTLED else told
        urls = [self._addresses.url[self._paths[place]] for place in pool]
        order = sorted(zip((crc32(url.encode()) for url in urls), urls, pool, strict=True))
        return [texts[place] for _, _, place in order[:SAMPLE]]

    def _rank(self, closeness: Closeness) -> Ranking:
        from ssg.site.lifts import collect_traits
        from ssg.site.ranking import rank

        traits = collect_traits([self._articles[p] for p in self._paths], self._place, self._index.lists)
        return rank(closeness, traits, self._live, self._count)

    def _choose(self, path: str, ranked: Iterable[int]) -> list[str]:
        """Return an article's list: those picked, then its candidates, no two of them twins of one another or of it.

        Where that does not fill it, those nearest in time do; a twin of its own comes last.
        """
        article, own = self._articles[path], self._place[path]
        chosen: list[int] = []
        barred = {own}
        if article.related or article.related_exclude:
            picked, excluded, _ = self._by_hand(article)
            barred |= {self._place[p] for p in excluded if p in self._place}
            chosen = [at for p in picked if (at := self._place.get(p, self._live)) < self._live and at not in barred]
        taken = barred.union(self._twins.get(own, ()), *((at, *self._twins.get(at, ())) for at in chosen))
        for at in chain(ranked, self._about(own)):
            if at not in taken:
                chosen.append(at)
                taken.update(self._twins.get(at, (at,)))
            if len(chosen) >= self._count:
                break
        if len(chosen) < self._count and not any(at in self._twins.get(own, ()) for at in chosen):
            chosen += [at for at in self._by_time(own, self._twins.get(own, ())) if at not in barred][:1]
        return [self._paths[at] for at in chosen[: self._count]]

    def _about(self, own: int) -> Iterable[int]:
        """Yield the listed articles by nearness in time, of each group of twins the newest."""
        leaders = self._leaders
        right = bisect_left(leaders, -self._at[own].timestamp(), key=lambda one: -self._at[one].timestamp())
        left = right - 1
        while left >= 0 or right < len(leaders):
            sides = [leaders[side] for side in (left, right) if 0 <= side < len(leaders)]
            best = next(iter(self._by_time(own, sides)))
            left, right = (left - 1, right) if left >= 0 and best == leaders[left] else (left, right + 1)
            yield best

    def _by_time(self, own: int, places: Iterable[int]) -> list[int]:
        """Return the listed ones among places by nearness in time to an article."""
        live = (one for one in places if one < self._live)
        return sorted(live, key=lambda one: (abs(self._at[one] - self._at[own]), one))
