"""Every article's candidates in order: the nearest texts and those that share a list, by text and lifts together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from ssg.site.lifts import UNIT, Ints, Traits, sum_lifts
from ssg.texts.basis import ONE, Rows
from ssg.texts.closeness import Closeness

REACH = {"tag": 4, "thread": 8}
# neighbours in time to either side, in each such list, that are looked at besides the nearest texts
WIDE = 10
# the same in every list, for an article whose text has few near to it
SPARE = 30
# candidates that are named beyond twice those that are shown: some will be twins or excluded by hand
_LINES = 1 << 11
# articles ranked in one go; what is made of them stays in a processor's own memory
_PLACES = 20
# bits of an article's place
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Every article's best candidates, the best first."""

    places: npt.NDArray[np.int32] = field(repr=False)
    # one article's after the other's
    ends: list[int] = field(repr=False)

    def of(self, place: int) -> list[int]:
        """Return the places of an article's candidates."""
        found: list[int] = self.places[self.ends[place - 1] if place else 0 : self.ends[place]].tolist()
        return found


def rank(closeness: Closeness, traits: Traits, targets: int, count: int, only: Mask | None = None) -> Ranking:
    """Return each article's best candidates in order; ties by place, which is by date and then URL.

    The first ``targets`` of the articles may be candidates; ``count`` is how many a list of related ones should show.
    With ``only`` the articles that are not marked have none.
    """
    total, near = len(traits.times), closeness.nearest
    there = near.places >= 0
    if only is not None:
        there &= only[:, None]
    close_by = _pairs(_close_by(closeness, traits, targets, count, only))
    places, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for start in range(0, total, _LINES):
        line, column = np.nonzero(there[start : start + _LINES])
        one = line + start
        other, score = near.places[one, column].astype(np.int64), near.scores[one, column].astype(np.int64)
        here = slice(*np.searchsorted(close_by, [start << _PLACES, (start + _LINES) << _PLACES]))
        more = _others(one, other, close_by[here])
        scores = np.concatenate([score, _compare(closeness.rows, *more)])
        one, other = (np.concatenate(both) for both in zip((one, other), more, strict=True))
        points = scores * UNIT // ONE + sum_lifts(traits, one, other)
        key = np.sort((one - start << 44) + ((1 << 23) - points << _PLACES) + other)
        line = key >> 44
        best = np.arange(len(key)) - np.searchsorted(line, np.arange(_LINES))[line] < SPARE + 2 * count
        places.append((key[best] & ((1 << _PLACES) - 1)).astype(np.int32))
        counts.append(np.bincount(line[best], minlength=min(_LINES, total - start)))
    return Ranking(places=np.concatenate(places), ends=np.cumsum(np.concatenate(counts)).tolist())


def partners(closeness: Closeness, traits: Traits, targets: int, count: int, place: int) -> Ints:
    """Return the places of the articles whose candidates one article is because it stands near them in a list."""
    pairs = _close_by(closeness, traits, targets, count, None)
    return np.concatenate([np.zeros(0, np.int64), *(one[other == place] for one, other in pairs)])


def _close_by(
    closeness: Closeness, traits: Traits, targets: int, count: int, only: Mask | None
) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs of articles that are looked at besides the nearest texts."""
    few = np.count_nonzero(closeness.nearest.places >= 0, axis=1) < 2 * count
    for one, other in chain(_sharing(traits, targets, few), _about(traits.times, targets, few)):
        yield (one, other) if only is None else (one[only[one]], other[only[one]])


def _sharing(traits: Traits, targets: int, few: Mask) -> Iterable[tuple[Ints, Ints]]:
    """Yield pairs of articles that stand near one another in a list."""
    everything = np.arange(targets), np.zeros(targets, np.int64)
    for kind, (place, number) in {**traits.lists, "home": everything}.items():
        reach = REACH.get(kind, 0)
        for step in range(1, (max(WIDE, reach) if few.any() else reach) + 1):
            same = number[:-step] == number[step:]
            newer, older = place[:-step][same], place[step:][same]
            for one, other in ((newer, older), (older, newer)):
                wanted = slice(None) if step <= reach else few[one]
                yield one[wanted], other[wanted]


def _about(times: Ints, targets: int, few: Mask) -> Iterable[tuple[Ints, Ints]]:
    """Yield pairs of an article of no list (an expired one) with those published about its time."""
    lone = targets + np.flatnonzero(few[targets:])
    middle = np.searchsorted(-times[:targets], -times[lone])
    for step in range(-WIDE, WIDE):
        at = middle + step
        fit = (at >= 0) & (at < targets)
        yield lone[fit], at[fit]


def _pairs(pairs: Iterable[tuple[Ints, Ints]]) -> Ints:
    """Return a number for each pair, each once, in order."""
    found: Ints = np.sort(np.concatenate([np.zeros(0, np.int64), *((one << _PLACES) + other for one, other in pairs)]))
    different: Ints = found[np.diff(found, prepend=-1) != 0]
    return different


def _others(one: Ints, other: Ints, more: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of ``more``, as _pairs() numbers them, that are not there yet."""
    known = np.sort((one << _PLACES) + other)
    at = np.minimum(np.searchsorted(known, more), max(len(known) - 1, 0))
    new = more[known[at] != more] if len(known) else more
    return new >> _PLACES, new & ((1 << _PLACES) - 1)


def compare(rows: Rows, one: int, other: int) -> int:
    """Return how close two texts are, in points of UNIT."""
    return int(_compare(rows, np.array([one]), np.array([other]))[0] * UNIT // ONE)


def _compare(rows: Rows, one: Ints, other: Ints) -> Ints:
    """Return the score of each pair, as the nearest texts have theirs; below 0 there is nothing in common."""
    product: npt.NDArray[np.float32] = np.einsum(
        "ij,ij->i", rows[one].astype(np.float32), rows[other].astype(np.float32)
    )
    scores: Ints = np.maximum(product, 0.0).astype(np.int64)
    return scores
