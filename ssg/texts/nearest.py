"""The nearest texts of each text: found all at once, or brought up to date where few texts changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssg.texts.basis import Rows

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

NEAREST = 50
# neighbours that are kept of each text
_PLACES, _KEY = 20, 45
# bits of a text's place (a million texts) and of a key: the place behind 2**24 less the score
_NONE = (1 << _KEY) - 1
# the key of no neighbour, behind all others
_BLOCK = 1 << 24
# scores looked at in one go where only some texts are searched for: 64 MB
_TILE = 1024
# texts to a side of what is looked at in one go where all are: 4 MB, so that it stays in a processor's own memory
_SMALL = 3000
# texts below which tiles are not worth their trouble
_STRIDE, _NTH = 24, 6
# one target in so many is asked for a guess at how good the last neighbour is; the sixth best of these leaves some 140
_FEW = 512
# changed texts that are worth bringing lists up to date for


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A line a text: the places of its nearest targets, the best first, ties by place, and their scores (above 0).

    What a line lacks of ``NEAREST`` is -1 with score 0; such a line names every target with a score above 0.
    """

    places: npt.NDArray[np.int32]
    scores: npt.NDArray[np.int32]

    def with_place(self, place: int) -> npt.NDArray[np.bool_]:
        """Return, for each line, whether it names a place."""
        return np.asarray((self.places == place).any(axis=1))


def find_nearest(rows: Rows, targets: int) -> Nearest:
    """Return the nearest of the first ``targets`` rows for each row, never itself. Exact: every pair is compared."""
    whole = rows.astype(np.float32)
    if targets < _SMALL:
        return _to_nearest(_search_some(whole, targets, np.arange(len(rows))))
    keys, missed = _search_all(whole[:targets])
    missed = np.append(missed, np.arange(targets, len(rows)))
    keys = np.concatenate([keys, np.full((len(rows) - targets, NEAREST), _NONE)])
    keys[missed] = _search_some(whole, targets, missed)
    return _to_nearest(keys)


def update_nearest(rows: Rows, targets: int, before: Nearest, row_before: Ints, place_now: Ints) -> Nearest:
    """Return what find_nearest() returns, from its result ``before`` some texts changed, came or went.

    ``row_before`` holds each row's earlier place, -1 for a new or changed text; ``place_now`` each earlier target's
    place, -1 for one that is gone or changed. Those that stay are in the same order as before.
    """
    fresh = np.flatnonzero(row_before[:targets] < 0)
    known = np.flatnonzero(row_before >= 0)
    keys = np.full((len(rows), NEAREST), _NONE)
    earlier = before.places[row_before[known]]
    there = earlier >= 0
    now = np.where(there, place_now[np.maximum(earlier, 0)], -1) if len(place_now) else np.full(earlier.shape, -1)
    lost = (there & (now < 0)).any(axis=1)
    keys[known] = np.where(now >= 0, _key(before.scores[row_before[known]], now), _NONE)
    redo = np.ones(len(rows), np.bool_)
    redo[known[~(lost & there[:, -1])]] = False
    if len(fresh) > _FEW or np.count_nonzero(redo) > max(_FEW, len(rows) // 4):
        return find_nearest(rows, targets)
    whole = rows.astype(np.float32)
    scores = whole @ whole[fresh].T
    scores[fresh, np.arange(len(fresh))] = 0.0
    more = _key(scores, fresh[None, :])
    moved = more.min(axis=1, initial=_NONE) < keys[:, -1]
    moved[known[lost]] = True
    keys[moved] = np.sort(np.concatenate([keys[moved], more[moved]], axis=1), axis=1)[:, :NEAREST]
    keys[redo] = _search_some(whole, targets, np.flatnonzero(redo))
    return _to_nearest(keys)


def _search_some(whole: Scores, targets: int, wanted: Ints) -> Ints:
    """Return the keys of the best of each wanted row, in order."""
    keys = np.empty((len(wanted), NEAREST), np.int64)
    step = max(1, min(_TILE, _BLOCK // max(targets, 1)))
    for start in range(0, len(wanted), step):
        some = wanted[start : start + step]
        scores = whole[some] @ whole[:targets].T
        own = np.flatnonzero(some < targets)
        scores[own, some[own]] = 0.0
        least = np.ones(len(some), np.float32)
        if targets > NEAREST:
            least = np.maximum(np.partition(scores, -NEAREST, axis=1)[:, -NEAREST], 1.0)
        good = scores >= least[:, None]
        for tied in np.flatnonzero(np.count_nonzero(good, axis=1) > 4 * NEAREST):
            good[tied, np.flatnonzero(scores[tied] == least[tied])[NEAREST:]] = False
        line, place = _where(good)
        keys[start : start + step] = _heads(line, _key(scores[line, place], place), len(some))[0]
    return keys


def _search_all(whole: Scores) -> tuple[Ints, Ints]:
    """Return the keys of the best of each row among all, in order, and the rows for which they could not be had.

    Each pair is multiplied once and serves both its texts.
    """
    count = len(whole)
    keys = np.empty((count, NEAREST), np.int64)
    least = _guess(whole)
    found: list[list[tuple[Ints, Ints]]] = [[] for _ in range(0, count, _TILE)]
    missed = []
    for one, start in enumerate(range(0, count, _TILE)):
        mine = slice(start, start + _TILE)
        for other, begin in enumerate(range(start, count, _TILE), start=one):
            theirs = slice(begin, begin + _TILE)
            scores = whole[mine] @ whole[theirs].T
            if one == other:
                np.fill_diagonal(scores, 0.0)
            else:
                place, line = _where(scores >= least[theirs])
                found[other].append((line, _key(scores[place, line], place + start)))
            line, place = _where(scores >= least[mine, None])
            found[one].append((line, _key(scores[line, place], place + begin)))
        lines, several = (np.concatenate(both) for both in zip(*found[one], strict=True))
        found[one] = []
        keys[mine], sizes = _heads(lines, several, len(keys[mine]))
        missed.append(start + np.flatnonzero((sizes < NEAREST) & (least[mine] > 1.0)))
    return keys, np.concatenate(missed)


def _where(good: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return the lines and columns of what is true: many times as fast as nonzero() where little is."""
    line, column = np.divmod(np.flatnonzero(good), good.shape[1])
    return line, column


def _guess(whole: Scores) -> Scores:
    """Return, for each row, a score that some hundred others reach; infinite where too many are equal to tell."""
    least = np.empty(len(whole), np.float32)
    for start in range(0, len(whole), _TILE):
        scores = whole[start : start + _TILE] @ whole[::_STRIDE].T
        nth = np.partition(scores, -_NTH, axis=1)[:, -_NTH]
        equal = np.count_nonzero(scores >= nth[:, None], axis=1) > 4 * _NTH
        least[start : start + _TILE] = np.where(equal, np.inf, np.maximum(nth, 1.0))
    return least


def _heads(line: Ints, key: Ints, lines: int) -> tuple[Ints, Ints]:
    """Return the lowest keys of each line, in order, filled up with _NONE; and how many each line had."""
    every = np.append(np.sort((line << _KEY) + key), -1)
    sizes = np.bincount(line, minlength=lines)
    ends = np.cumsum(sizes)[:, None]
    at = ends - sizes[:, None] + np.arange(NEAREST)[None, :]
    return np.where(at < ends, every[np.minimum(at, len(key))] & _NONE, _NONE), sizes


def _key(scores: npt.NDArray[np.float32] | npt.NDArray[np.int32], places: npt.NDArray[np.integer]) -> Ints:
    """Return a number for each score and place, lower for a better score and, among equals, for an earlier place."""
    below = (1 << 24) - scores.astype(np.int64)
    return np.where(scores > 0, (below << _PLACES) + places, _NONE)


def _to_nearest(keys: Ints) -> Nearest:
    there = keys != _NONE
    places = np.where(there, keys & ((1 << _PLACES) - 1), -1)
    scores = np.where(there, (1 << 24) - (keys >> _PLACES), 0)
    return Nearest(places=places.astype(np.int32), scores=scores.astype(np.int32))
