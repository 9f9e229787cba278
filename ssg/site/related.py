"""Related articles: those picked by hand, then the nearest by text, lifted by what they share and nearness in time."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssg.base.errors import Problem, hint
from ssg.base.terms import TextFacts, facts_of
from ssg.model.articles import Article
from ssg.site.addresses import Addresses
from ssg.site.index import ALL, Index
from ssg.site.lineup import Lineup
from ssg.site.picks import Hand
from ssg.texts.memory import FittedBasis, Memory

if TYPE_CHECKING:  # numpy is loaded only where texts are compared
    from ssg.site.lifts import Lift, Traits
    from ssg.site.ranking import Mask
    from ssg.texts.basis import Basis
    from ssg.texts.closeness import BasisSource, Closeness
    from ssg.texts.vocabulary import Vocabulary

SMALL = 300
# articles with a text from which on their basis is kept; below, each text moves all vectors
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
    facts: Mapping[str, TextFacts] = field(default_factory=dict)
    # of terms that are better not read for that
    memory: Memory | None = None
    # keeps what may be of use in the next run
    fitted: FittedBasis | None = None
    """The basis that outlives the runs, None where none was fitted yet."""


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
        self._facts = dict(texts.facts) if texts else {}
        self.memory = texts.memory if texts else None
        # where what is known of texts stays between runs
        live = index.lists.get(ALL, [])
        gone = sorted({p for p, a in self._addresses.articles.items() if not a.page} - set(live)) if count else []
        paths = [*live, *gone]
        self._lineup = Lineup(paths, len(live), [self._addresses.articles[path].at for path in paths])
        self._hand = Hand(addresses, index)
        self.waits = False
        # for somebody who calls of_all() and then says so: until then lists are those of an earlier time
        self._meanwhile: dict[str, list[str]] = {}
        self._lists: dict[str, list[str]] | None = None
        self._closeness: Closeness | None = None
        self._traits: Traits | None = None
        self._packed_measures = b""
        # both, as they came from another process or run: what they are made of is loaded when they are asked for
        self.fitted = texts.fitted if texts else None
        # the basis in use, None in a small portal
        self.is_refitted = False
        # whether it was fitted in this run, and is to be kept
        self._source: BasisSource | None = None

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy of this needs besides the texts and their memory."""
        state = {
            **vars(self),
            "_texts": {},
            "_facts": {},
            "memory": None,
            "fitted": None,
            "is_refitted": False,
            "_source": None,
        }
        if self._closeness is not None:
            measures = pickle.dumps((self._closeness, self._traits), pickle.HIGHEST_PROTOCOL)
            state |= {"_closeness": None, "_traits": None, "_packed_measures": measures}
        return state

    def of(self, path: str) -> tuple[list[str], list[Problem]]:
        """Return the related articles' paths, the best first, and the problems of names typed by hand."""
        lists = self._meanwhile if self.waits else self.of_all()
        return lists.get(path, []), self.problems_of(self._addresses.articles[path])

    def of_all(self) -> Mapping[str, list[str]]:
        """Return every article's related articles, by path; none for standing pages."""
        if self._lists is None:
            self._lists, lineup = {}, self._lineup
            if self._count and lineup.live and len(lineup.paths) > 1:
                from ssg.site.ranking import rank

                ranked = rank(*self._measure(), lineup.live, self._count)
                self._lists = {path: self._choose(path, ranked.of(at)) for at, path in enumerate(lineup.paths)}
        return self._lists

    def take_lists(self, before: Related) -> None:
        """Show the lists of an earlier time, of what is still there, while it waits."""
        earlier = before._meanwhile if before.waits else before.of_all()
        here = self._lineup.place
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
            self._texts[path], self._facts[path] = packed, facts_of(packed)
        own = self._lineup.place.get(path)
        if not self._lists or own is None:
            return set()  # nothing was compared yet, or it is a standing page
        from ssg.texts.closeness import is_same, replace_text
        from ssg.texts.twins import may_have_twin

        before = self._measure()[0]
        if is_same(before, own, packed):
            return None if retitled and may_have_twin(before, own) else set()
        basis = self._basis_for(before.texts) if own not in self._lineup.twins else None
        after = replace_text(before, own, packed, self._lineup.live, basis) if basis else None
        if after is None or may_have_twin(after, own):
            return None
        return self._take(after, own, before.nearest.with_place(own) | after.nearest.with_place(own))

    def insert(self, path: str, packed: bytes) -> set[str] | None:
        """Take one more listed article, which addresses and index know by now; return as amend() the paths of those
        whose lists changed, its own among them.
        """
        if not self._count:
            return set()
        if not self._lists:
            return None
        from ssg.texts.closeness import insert_text
        from ssg.texts.twins import may_have_twin

        lineup, url, before = self._lineup, self._addresses.url, self._measure()[0]
        article = self._addresses.articles[path]
        basis = self._basis_for(before.texts + 1)
        if basis is None:
            return None
        own = lineup.place_of(article.at, url[path], url)
        after = insert_text(before, own, packed, lineup.live, basis)
        if after is None or may_have_twin(after, own):
            return None
        lineup.insert(own, path, article.at)
        self._lists[path], self._traits = [], None
        return self._take(after, own, after.nearest.with_place(own)) | {path}

    def _take(self, after: Closeness, own: int, stale: Mask) -> set[str]:
        """Choose lists anew where a text is new at a place: those marked as ``stale`` and those of articles that stand
        near it in other lists; return the paths of those that changed.
        """
        from ssg.site.ranking import partners, rank

        assert self._lists is not None
        self._closeness = after
        traits, lineup = self._measure()[1], self._lineup
        stale[partners(after, traits, lineup.live, self._count, own)] = True
        stale[[own, *map(lineup.place.__getitem__, lineup.filled_up)]] = True
        ranked, changed = rank(after, traits, lineup.live, self._count, stale), set()
        for at in stale.nonzero()[0].tolist():
            path = lineup.paths[at]
            chosen = self._choose(path, ranked.of(at))
            if chosen != self._lists[path]:
                self._lists[path] = chosen
                changed.add(path)
        return changed

    def _choose(self, path: str, ranked: Iterable[int]) -> list[str]:
        article = self._addresses.articles[path]
        return self._lineup.choose(article, self._hand.of(article), ranked, self._count)

    def problems(self) -> list[Problem]:
        """Return the problems of names typed by hand, and a hint for each article that stands there twice."""
        return self.problems_by_hand() + self.twins()

    def twins(self) -> list[Problem]:
        """Return a hint for each article that stands there twice."""
        self.of_all()
        live, paths = self._lineup.live, self._lineup.paths
        groups = [[at for at in group if at < live] for first, group in self._lineup.twins.items() if first == group[0]]
        pairs = [(group[0], other) for group in groups for other in group[1:]]
        where = [(f"content/{paths[other]}", f"content/{paths[first]}") for first, other in sorted(pairs)]
        if len(where) > TWINS_TOLD:
            a, b = where[0]
            return [hint("related.twins.many", n=len(where), a=a, b=b)]
        return [hint("related.twins", a, a=a, b=b) for a, b in where]

    def problems_of(self, article: Article) -> list[Problem]:
        """Return the problems of names typed by hand in one article."""
        return list(self._hand.of(article).problems)

    def problems_by_hand(self) -> list[Problem]:
        """Return the problems of names typed by hand."""
        return [p for article in self._addresses.articles.values() for p in self._hand.of(article).problems]

    def explain(self, path: str, most: int) -> list[Near]:
        """Return why articles stand in an article's list, or next after those that do: ``most`` in all, in order."""
        from ssg.site.lifts import explain_lifts
        from ssg.site.ranking import compare, rank

        lineup = self._lineup
        shown, own = self.of_all().get(path, []), lineup.place.get(path)
        if own is None or not lineup.leaders:
            return []
        closeness, traits = self._measure()
        by_hand = self._hand.of(self._addresses.articles[path])
        ranked = [lineup.paths[at] for at in rank(closeness, traits, lineup.live, self._count).of(own)]
        likely = [p for p in ranked if p not in by_hand.excluded]
        paths = list(dict.fromkeys([*shown, *likely]))[: max(most, len(shown))]
        found = []
        for number, other in enumerate(paths, start=1):
            at, before = lineup.place[other], (path, *paths[: number - 1])
            twin = next((p for p in before if at in lineup.twins.get(lineup.place[p], ())), "")
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
        return self._basis_source().load().vocabulary

    def _packed(self, place: int) -> bytes:
        return self._texts.get(self._lineup.paths[place], b"")

    def _facts_of(self, path: str) -> TextFacts:
        return self._facts.get(path) or facts_of(self._texts.get(path, b""))

    def _measure(self) -> tuple[Closeness, Traits]:
        """Return how close the texts are and what the articles share."""
        from ssg.site.lifts import collect_traits
        from ssg.texts.closeness import Text, measure_closeness
        from ssg.texts.twins import find_twins

        lineup, articles = self._lineup, self._addresses.articles
        if self._packed_measures:
            self._closeness, self._traits = pickle.loads(self._packed_measures)
            self._packed_measures = b""
        if self._closeness is None:
            url = self._addresses.url
            named = [
                Text(name=f"{path} {url[path]} {at.timestamp()}", facts=self._facts_of(path))
                for path, at in zip(lineup.paths, lineup.at, strict=True)
            ]
            source = self._basis_source()
            self._closeness = measure_closeness(named, self._packed, lineup.live, source, self.memory)
            titles = [articles[path].title for path in lineup.paths]
            lineup.know_twins(find_twins(self._packed, titles, self._closeness))
        if self._traits is None:
            unlisted = [articles[path] for path in lineup.paths[lineup.live :]]
            lists, naming = self._index.lists, self._addresses.naming
            self._traits = collect_traits(lineup.at, unlisted, lineup.place, lists, naming)
        return self._closeness, self._traits

    def _basis_source(self) -> BasisSource:
        """Return the basis that serves: the one fitted before, else one of all texts, which is to be kept where there
        are many.
        """
        if self._source is not None:
            return self._source
        from ssg.texts.basis import write_basis
        from ssg.texts.closeness import fit_source, kept_source

        told, fitted = self._told(), self.fitted
        if fitted is not None and len(told) >= SMALL and fitted.serves(len(told)):
            self._source = kept_source(fitted)
            return self._source
        url = self._addresses.url
        places = sorted(told, key=lambda place: url[self._lineup.paths[place]])
        self._source = source = fit_source(list(map(self._packed, places)), self.memory)
        self.fitted = None
        if len(told) >= SMALL:
            self.is_refitted = True
            self.fitted = FittedBasis(key=source.key, size=len(told), data=write_basis(source.load()))
            self._source = kept_source(self.fitted)  # the texts it was fitted on are let go
        return self._source

    def _basis_for(self, texts: int) -> Basis | None:
        """Return the basis where it goes on serving so many texts, None where all has to be compared anew."""
        if self.fitted is None or texts < SMALL or not self.fitted.serves(texts):
            return None
        if self._source is None:
            from ssg.texts.closeness import kept_source

            self._source = kept_source(self.fitted)
        return self._source.load()

    def _told(self) -> list[int]:
        """Return the places of the articles that have a text."""
        return [place for place, path in enumerate(self._lineup.paths) if self._facts_of(path).size]
