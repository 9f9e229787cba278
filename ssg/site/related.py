"""Related articles: those picked by hand, then the nearest by text, lifted by what they share and nearness in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from ssg.base.errors import Problem, hint
from ssg.site.addresses import Addresses
from ssg.site.index import ALL, Index
from ssg.site.picks import Hand
from ssg.texts.memory import Memory

if TYPE_CHECKING:  # numpy is loaded only where texts are compared
    from ssg.site.lifts import Lift, Traits
    from ssg.texts.basis import Basis
    from ssg.texts.closeness import Closeness
    from ssg.texts.vocabulary import Vocabulary

SAMPLE = 2_000
# articles whose texts the directions are found in
SETTLED = 200
# articles of years gone by from which on the sample is drawn from them alone: today's edits move nothing else
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

    packed: MutableMapping[str, bytes]
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
        self._addresses, self._index, self._count = addresses, index, count
        self._texts = texts.packed if texts else {}
        self.memory = texts.memory if texts else None
        # where what is known of texts stays between runs
        live = index.lists.get(ALL, [])
        gone = sorted({p for p, a in self._addresses.articles.items() if not a.page} - set(live)) if count else []
        self._paths = [*live, *gone]
        # articles that have a list; the first ``_live`` of them may stand in one
        self._live = len(live)
        self._place = {path: at for at, path in enumerate(self._paths)}
        self._at = [self._addresses.articles[path].at for path in self._paths]
        self._hand = Hand(addresses, index)
        self.waits = False
        # for somebody who calls of_all() and then says so: until then lists are those of an earlier time
        self._meanwhile: dict[str, list[str]] = {}
        self._lists: dict[str, list[str]] | None = None
        self._closeness: Closeness | None = None
        self._basis: Basis | None = None
        # of its rows, once a text changed
        self._traits: Traits | None = None
        self._sampled: frozenset[int] = frozenset()
        # places of the articles whose texts the directions are found in
        self._twins: dict[int, list[int]] = {}
        # by place: its whole group
        self._leaders: list[int] = []
        # listed articles, of each group of twins the newest alone

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy of this needs besides the texts and their memory."""
        return {**vars(self), "_texts": {}, "memory": None, "_basis": None}

    def of(self, path: str) -> tuple[list[str], list[Problem]]:
        """Return the related articles' paths, the best first, and the problems of names typed by hand."""
        lists = self._meanwhile if self.waits else self.of_all()
        return lists.get(path, []), list(self._hand.of(self._addresses.articles[path]).problems)

    def of_all(self) -> Mapping[str, list[str]]:
        """Return every article's related articles, by path; none for standing pages."""
        if self._lists is None:
            self._lists = {}
            if self._count and self._live and len(self._paths) > 1:
                from ssg.site.ranking import rank

                ranked = rank(*self._measure(), self._live, self._count)
                self._lists = {path: self._choose(path, ranked.of(at)) for at, path in enumerate(self._paths)}
        return self._lists

    def take_lists(self, before: Related) -> None:
        """Show the lists of an earlier time, of what is still there, while it waits."""
        earlier = before._meanwhile if before.waits else before.of_all()
        here = self._place
        self._meanwhile = {p: [one for one in near if one in here] for p, near in earlier.items() if p in here}

    def show_lists(self) -> bool:
        """End the waiting; return whether any list is another one now."""
        earlier, self.waits, self._meanwhile = self._meanwhile, False, {}
        return self.of_all() != earlier

    def amend(self, path: str, packed: bytes, *, retitled: bool = False) -> set[str] | None:
        """Take the changed text of an article that is otherwise as it was but perhaps ``retitled``; return the paths
        of those whose lists changed by that, None where they have to be found anew, by another ``Related``.
        """
        if path in self._texts:
            self._texts[path] = packed
        own = self._place.get(path)
        if not self._lists or own is None:
            return set()  # nothing was compared yet, or it is a standing page
        from ssg.site.ranking import partners, rank
        from ssg.texts.closeness import is_same, kept_basis, replace_text
        from ssg.texts.twins import may_have_twin

        before, traits = self._measure()
        if is_same(before, own, packed):
            return None if retitled and may_have_twin(before, own) else set()
        if own in self._sampled or own in self._twins:
            return None
        if self._basis is None:
            self._basis = kept_basis(before, self.memory)
        after = replace_text(before, own, packed, self._live, self._basis) if self._basis else None
        if after is None or may_have_twin(after, own):
            return None
        self._closeness = after
        stale = before.nearest.with_place(own) | after.nearest.with_place(own)
        stale[partners(after, traits, self._live, self._count, own)] = True
        stale[own] = True
        ranked, changed = rank(after, traits, self._live, self._count, stale), set()
        for at in stale.nonzero()[0].tolist():
            chosen = self._choose(self._paths[at], ranked.of(at))
            if chosen != self._lists[self._paths[at]]:
                self._lists[self._paths[at]] = chosen
                changed.add(self._paths[at])
        return changed

    def problems(self) -> list[Problem]:
        """Return the problems of names typed by hand, and a hint for each article that stands there twice."""
        return self.problems_by_hand() + self.twins()

    def twins(self) -> list[Problem]:
        """Return a hint for each article that stands there twice."""
        self.of_all()
        groups = [[at for at in group if at < self._live] for first, group in self._twins.items() if first == group[0]]
        pairs = [(group[0], other) for group in groups for other in group[1:]]
        where = [(f"content/{self._paths[other]}", f"content/{self._paths[first]}") for first, other in sorted(pairs)]
        if len(where) > TWINS_TOLD:
            a, b = where[0]
            return [hint("related.twins.many", n=len(where), a=a, b=b)]
        return [hint("related.twins", a, a=a, b=b) for a, b in where]

    def problems_by_hand(self) -> list[Problem]:
        """Return the problems of names typed by hand."""
        return [p for article in self._addresses.articles.values() for p in self._hand.of(article).problems]

    def explain(self, path: str, most: int) -> list[Near]:
        """Return why articles stand in an article's list, or next after those that do: ``most`` in all, in order."""
        from ssg.site.lifts import explain_lifts
        from ssg.site.ranking import compare, rank

        shown, own = self.of_all().get(path, []), self._place.get(path)
        if own is None or not self._leaders:
            return []
        closeness, traits = self._measure()
        by_hand = self._hand.of(self._addresses.articles[path])
        ranked = [self._paths[at] for at in rank(closeness, traits, self._live, self._count).of(own)]
        likely = [p for p in ranked if p not in by_hand.excluded]
        paths = list(dict.fromkeys([*shown, *likely]))[: max(most, len(shown))]
        found = []
        for number, other in enumerate(paths, start=1):
            at = self._place[other]
            twin = next((p for p in (path, *paths[: number - 1]) if at in self._twins.get(self._place[p], ())), "")
            found.append(
                Near(
                    path=other,
                    shown=number if number <= len(shown) else 0,
                    picked=other in by_hand.picked,
                    twin=twin,
                    text=compare(closeness.rows, own, at),
                    lifts=tuple(explain_lifts(traits, own, at)),
                )
            )
        return found

    def vocabulary(self) -> Vocabulary:
        """Return the terms that texts are compared by."""
        from ssg.texts.closeness import find_basis

        texts = [self._texts.get(path, b"") for path in self._paths]
        return find_basis([texts[place] for place in self._sample(texts)], self.memory).vocabulary

    def _measure(self) -> tuple[Closeness, Traits]:
        """Return how close the texts are and what the articles share."""
        from ssg.site.lifts import collect_traits
        from ssg.texts.closeness import Text, measure_closeness
        from ssg.texts.twins import find_twins

        if self._closeness is None:
            url, texts = self._addresses.url, [self._texts.get(path, b"") for path in self._paths]
            named = [
                Text(name=f"{path} {url[path]} {at.timestamp()}", packed=packed)
                for path, at, packed in zip(self._paths, self._at, texts, strict=True)
            ]
            sample = self._sample(texts)
            self._closeness = measure_closeness(named, self._live, [texts[place] for place in sample], self.memory)
            self._sampled = frozenset(sample)
            self._twins = find_twins(
                texts, [self._addresses.articles[path].title for path in self._paths], self._closeness
            )
            self._leaders = [at for at in range(self._live) if self._twins.get(at, (at,))[0] == at]
        if self._traits is None:
            articles = [self._addresses.articles[p] for p in self._paths]
            self._traits = collect_traits(articles, self._place, self._index.lists)
        return self._closeness, self._traits

    def _sample(self, texts: Sequence[bytes]) -> list[int]:
        """Return the places of the articles whose URLs hash lowest."""
        told = [place for place, packed in enumerate(texts) if packed]
        newest = max((at.year for at in self._at[: self._live]), default=0)
        by_age = ([place for place in told if self._at[place].year < year] for year in (newest - 1, newest))
        pool = next((settled for settled in by_age if len(settled) >= SETTLED), told)
        urls = [self._addresses.url[self._paths[place]] for place in pool]
        order = sorted(zip((crc32(url.encode()) for url in urls), urls, pool, strict=True))
        return [place for _, _, place in order[:SAMPLE]]

    def _choose(self, path: str, ranked: Iterable[int]) -> list[str]:
        """Return an article's list: those picked, then its candidates, no two of them twins of one another or of it.

        Where that does not fill it, those nearest in time do; a twin of its own comes last.
        """
        article, own = self._addresses.articles[path], self._place[path]
        chosen: list[int] = []
        barred = {own}
        if article.related or article.related_exclude:
            by_hand = self._hand.of(article)
            barred |= {self._place[p] for p in by_hand.excluded if p in self._place}
            places = (self._place.get(p, self._live) for p in by_hand.picked)
            chosen = [at for at in places if at < self._live and at not in barred]
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
