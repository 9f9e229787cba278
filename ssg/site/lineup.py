"""The articles of which lists of related ones are chosen, in their order, and the choosing."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from ssg.model.articles import Article
from ssg.site.picks import Picks


class Lineup:
    """Articles by place: the listed ones newest first, behind them those of no list, which have a list of their own
    all the same.
    """

    def __init__(self, paths: Sequence[str], live: int, at: Sequence[dt.datetime]) -> None:
        self.paths = list(paths)
        self.live = live
        # how many are listed, and may stand in lists
        self.at = list(at)
        self.place = {path: place for place, path in enumerate(self.paths)}
        self.twins: dict[int, list[int]] = {}
        # by place: its whole group
        self.leaders: list[int] = []
        # listed articles, of each group of twins the newest alone
        self.filled_up: set[str] = set()
        # those whose candidates were too few, so that others about their time stand in their lists

    def know_twins(self, twins: dict[int, list[int]]) -> None:
        """Take note of the articles that have twins, each with its group."""
        self.twins = twins
        self.leaders = [at for at in range(self.live) if twins.get(at, (at,))[0] == at]

    def insert(self, place: int, path: str, at: dt.datetime) -> None:
        """Take in one more listed article, which has no twin, at its place in the order."""
        self.paths.insert(place, path)
        self.at.insert(place, at)
        self.live += 1
        self.place = {path: place for place, path in enumerate(self.paths)}
        twins = {_moved(one, place): [_moved(other, place) for other in group] for one, group in self.twins.items()}
        self.know_twins(twins)

    def place_of(self, at: dt.datetime, url: str, urls: Mapping[str, str]) -> int:
        """Return where a listed article of a time and URL stands, by the ``urls`` of all."""
        order = (-at.timestamp(), url)
        return bisect_left(range(self.live), order, key=lambda one: (-self.at[one].timestamp(), urls[self.paths[one]]))

    def choose(self, article: Article, picks: Picks, ranked: Iterable[int], count: int) -> list[str]:
        """Return an article's list: those picked, then its candidates, no two of them twins of one another or of it.

        Where that does not fill it, those nearest in time do; a twin of its own comes last.
        """
        own, twins = self.place[article.path], self.twins
        places = (self.place.get(p, self.live) for p in picks.picked)
        barred = {own} | {self.place[p] for p in picks.excluded if p in self.place}
        chosen = [at for at in places if at < self.live and at not in barred]
        taken = barred.union(twins.get(own, ()), *((at, *twins.get(at, ())) for at in chosen))
        self.filled_up.discard(article.path)
        for at in chain(ranked, self._about(own)):
            if at not in taken:
                chosen.append(at)
                taken.update(twins.get(at, (at,)))
            if len(chosen) >= count:
                break
        if len(chosen) < count and not any(at in twins.get(own, ()) for at in chosen):
            chosen += [at for at in self._by_time(own, twins.get(own, ())) if at not in barred][:1]
        return [self.paths[at] for at in chosen[:count]]

    def _about(self, own: int) -> Iterable[int]:
        """Yield the listed articles by nearness in time, of each group of twins the newest."""
        self.filled_up.add(self.paths[own])
        leaders = self.leaders
        right = bisect_left(leaders, -self.at[own].timestamp(), key=lambda one: -self.at[one].timestamp())
        left = right - 1
        while left >= 0 or right < len(leaders):
            sides = [leaders[side] for side in (left, right) if 0 <= side < len(leaders)]
            best = next(iter(self._by_time(own, sides)))
            left, right = (left - 1, right) if left >= 0 and best == leaders[left] else (left, right + 1)
            yield best

    def _by_time(self, own: int, places: Iterable[int]) -> list[int]:
        """Return the listed ones among places by nearness in time to an article."""
        live = (one for one in places if one < self.live)
        return sorted(live, key=lambda one: (abs(self.at[one] - self.at[own]), one))


def _moved(one: int, place: int) -> int:
    """Return a place once another article stands at ``place``."""
    return one + (one >= place)
