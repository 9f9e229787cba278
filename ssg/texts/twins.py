"""Texts that are the same but for a few words: found among the nearest, made sure of by their pairs of syllables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ssg.base.terms import CODE_BYTES, SEAL_BYTES
from ssg.base.text import fold
from ssg.texts.basis import ONE
from ssg.texts.closeness import Closeness
from ssg.texts.nearest import Ints
from ssg.texts.vocabulary import Codes, codes_of, distinct, pairs_of

SAME = 0.9
# share of their different pairs of syllables that two texts must have in common
LONG = 40
# syllables; below that two texts are the same only if every syllable and the title are
_AGREEING = 5
# of SKETCH numbers; of texts with SAME in common, one pair in 200 agrees in fewer and is missed
_LIKELY = int(0.8 * ONE)
_LINES = 1 << 11
# texts whose nearest are looked at in one go
_LONG_BYTES = SEAL_BYTES + CODE_BYTES * LONG


def find_twins(read: Callable[[int], bytes], titles: Sequence[str], closeness: Closeness) -> dict[int, list[int]]:
    """Return the texts that have twins, each with its whole group (in ascending order, itself in it).

    ``read`` returns the packed text at a place.
    """
    groups = _Groups(len(titles))
    order = np.argsort(closeness.seals, kind="stable")
    again = np.flatnonzero(np.diff(closeness.seals[order]) == 0)
    seen: dict[tuple[int, str], int] = {}
    for at in np.unique(np.concatenate([order[again], order[again + 1]])).tolist():
        if closeness.sizes[at]:
            title = "" if closeness.sizes[at] >= _LONG_BYTES else fold(titles[at])
            groups.join(seen.setdefault((int(closeness.seals[at]), title), at), at)
    for one, other in _likely_pairs(closeness):
        if not groups.together(one, other) and overlap(read(one), read(other)) >= SAME:
            groups.join(one, other)
    return groups.found()


def may_have_twin(closeness: Closeness, place: int) -> bool:
    """Return whether some text may be the same as another but for a few words; where not, it surely has no twin."""
    near = closeness.nearest
    after = near.places[place][near.scores[place] >= _LIKELY].astype(np.int64)
    before = np.flatnonzero(((near.places == place) & (near.scores >= _LIKELY)).any(axis=1))
    others = np.union1d(after, before)
    likely = _may_be_same(closeness, np.full(len(others), place), others)
    return bool(likely.any() or np.count_nonzero(closeness.seals == closeness.seals[place]) > 1)


def overlap(one: bytes, other: bytes) -> float:
    """Return the share of two packed texts' different pairs that is in both (Jaccard index), 0 where there are none."""
    a, b = (_different(packed) for packed in (one, other))
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both / max(1, len(a) + len(b) - both)


def _different(packed: bytes) -> Codes:
    return distinct(pairs_of(codes_of(packed)))


def _likely_pairs(closeness: Closeness) -> list[tuple[int, int]]:
    """Return near texts of much the same size that are the same in the sample their sketches draw."""
    nearest, found = closeness.nearest, set[tuple[int, int]]()
    for start in range(0, len(nearest.scores), _LINES):
        line, column = np.nonzero(nearest.scores[start : start + _LINES] >= _LIKELY)
        one = line + start
        other = nearest.places[one, column].astype(np.int64)
        likely = _may_be_same(closeness, one, other)
        pairs = np.sort(np.stack([one[likely], other[likely]], axis=1), axis=1)
        found.update((int(a), int(b)) for a, b in pairs.tolist())
    return sorted(found)


def _may_be_same(closeness: Closeness, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Return for each pair whether its sizes and sketches are those of texts that are the same but for a few words."""
    sizes, sketches, seals = closeness.sizes, closeness.sketches, closeness.seals
    small, large = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    fit = (small >= _LONG_BYTES) & (small * 10 >= large * 8) & (seals[one] != seals[other])
    fit[fit] = np.count_nonzero(sketches[one[fit]] == sketches[other[fit]], axis=1) >= _AGREEING
    return np.asarray(fit)


class _Groups:
    """Things joined into groups, each known by its first member."""

    def __init__(self, count: int) -> None:
        self._first = list(range(count))

    def _root(self, at: int) -> int:
        while self._first[at] != at:
            self._first[at] = at = self._first[self._first[at]]
        return at

    def together(self, one: int, other: int) -> bool:
        return self._root(one) == self._root(other)

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._first[high] = low

    def found(self) -> dict[int, list[int]]:
        """Return the members of groups of more than one, each with its group."""
        groups: dict[int, list[int]] = {}
        for at, first in enumerate(self._first):
            if first != at:
                root = self._root(at)
                groups.setdefault(root, [root]).append(at)
        return {at: members for members in groups.values() for at in members}
