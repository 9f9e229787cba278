from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.texts import nearest
from ssg.texts.basis import Rows
from ssg.texts.nearest import NEAREST, Ints, Nearest, find_nearest, update_nearest


def make_rows(count: int, seed: int, groups: int = 6, equal: int = 0) -> Rows:
    """Return rows about some directions, the first ``equal`` of them the same, every eleventh of no direction."""
    rng = np.random.default_rng(seed)
    centers = rng.normal(size=(groups, 20))
    rows = centers[rng.integers(0, groups, count)] + rng.normal(size=(count, 20))
    whole: Rows = np.rint(rows / np.linalg.norm(rows, axis=1)[:, None] * 4080).astype(np.int16)
    whole[:equal] = whole[:1]
    whole[::11] = 0
    return whole


def by_hand(rows: Rows, targets: int) -> list[list[tuple[int, int]]]:
    scores = rows.astype(np.int64) @ rows[:targets].astype(np.int64).T
    found = []
    for mine, line in enumerate(scores.tolist()):
        best = sorted((-score, at) for at, score in enumerate(line) if at != mine and score > 0)
        found.append([(at, -score) for score, at in best[:NEAREST]])
    return found


def told(found: Nearest) -> list[list[tuple[int, int]]]:
    lines = zip(found.places.tolist(), found.scores.tolist(), strict=True)
    return [[(p, s) for p, s in zip(*line, strict=True) if p >= 0] for line in lines]


def same(one: Nearest, other: Nearest) -> bool:
    return np.array_equal(one.places, other.places) and np.array_equal(one.scores, other.scores)


@pytest.mark.parametrize(
    ("count", "targets", "equal"), [(0, 0, 0), (1, 1, 0), (2, 2, 0), (60, 51, 0), (300, 290, 0), (300, 300, 250)]
)
def test_exact_with_ties_by_place(count: int, targets: int, equal: int) -> None:
    rows = make_rows(count, 1, equal=equal)
    assert told(find_nearest(rows, targets)) == by_hand(rows, targets)


@pytest.mark.parametrize(
    ("count", "targets", "equal"), [(700, 700, 0), (700, 650, 0), (600, 600, 400), (500, 500, 500)]
)
def test_tiles_give_what_comparing_one_by_one_gives(
    count: int, targets: int, equal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "_SMALL", 0)
    monkeypatch.setattr(nearest, "_TILE", 128)
    monkeypatch.setattr(nearest, "_STRIDE", 6)
    rows = make_rows(count, 2, equal=equal)
    assert told(find_nearest(rows, targets)) == by_hand(rows, targets)


def test_a_text_without_direction_is_near_to_none() -> None:
    found = find_nearest(make_rows(100, 3), 100)
    assert (found.places[0] == -1).all()
    assert not (found.places == 0).any()


def edit(rows: Rows, seed: int, changed: int, gone: int, new: int) -> tuple[Rows, Ints]:
    """Return rows after edits, and each one's place before (-1 for a changed or new one)."""
    rng = np.random.default_rng(seed)
    other = rows.copy()
    before = np.arange(len(rows))
    at = rng.permutation(len(rows))[:changed]
    other[at] = make_rows(len(at), seed + 1)
    before[at] = -1
    kept = np.sort(rng.permutation(len(rows))[gone:])
    other, before = other[kept], before[kept]
    where = np.sort(rng.integers(0, len(other) + 1, new))
    return np.insert(other, where, make_rows(new, seed + 2), axis=0), np.insert(before, where, -1)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.integers(30, 160))
def test_brought_up_to_date_is_found_anew(seed: int, changed: int, gone: int, new: int, count: int) -> None:
    rows = make_rows(count, seed, equal=seed % 3 * 5)
    targets = count - seed % 4
    earlier = find_nearest(rows, targets)
    now, before = edit(rows[:targets], seed, changed, gone, new)
    after = np.concatenate([now, rows[targets:]])
    before = np.concatenate([before, np.arange(targets, count)])
    place_now = np.full(targets, -1)
    stay = np.flatnonzero(before[: len(now)] >= 0)
    place_now[before[stay]] = stay
    assert same(update_nearest(after, len(now), earlier, before, place_now), find_nearest(after, len(now)))


def test_nothing_before_or_nothing_after() -> None:
    nothing, rows = make_rows(0, 1), make_rows(40, 1)
    gone = update_nearest(nothing, 0, find_nearest(rows, 40), np.zeros(0, np.int64), np.full(40, -1))
    assert gone.places.shape == (0, NEAREST)
    come = update_nearest(rows, 40, find_nearest(nothing, 0), np.full(40, -1), np.zeros(0, np.int64))
    assert same(come, find_nearest(rows, 40))
