from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssg.texts.exact import fit_length, make_orthonormal, to_whole


def columns(seed: int, rows: int = 60, count: int = 12) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).normal(size=(rows, count)) * np.logspace(0, 2, count)


@settings(deadline=None)
@given(st.integers(0, 1000))
def test_columns_stand_at_right_angles_and_have_their_length(seed: int) -> None:
    made = make_orthonormal(columns(seed), 4000)
    product = made.T @ made / 4000**2
    assert np.abs(product - np.eye(12)).max() < 0.01
    assert np.array_equal(made, np.rint(made))


@settings(deadline=None)
@given(st.integers(0, 1000))
def test_they_span_what_the_given_ones_span(seed: int) -> None:
    given_ones = columns(seed)
    made = make_orthonormal(given_ones, 4000)
    rest = given_ones - made @ np.linalg.lstsq(made, given_ones, rcond=None)[0]
    assert np.abs(rest).max() < 0.01 * np.abs(given_ones).max()


@settings(deadline=None)
@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_the_order_of_adding_decides_nothing(seed: int, rng: object) -> None:
    """Rows in another order are added up in another order; the same bits must come out."""
    some = columns(seed)
    order = np.random.default_rng(seed + 1).permutation(len(some))
    assert np.array_equal(make_orthonormal(some[order], 4000), make_orthonormal(some, 4000)[order])
    assert np.array_equal(fit_length(some[order], 4000), fit_length(some, 4000)[order])


def test_columns_that_depend_on_earlier_ones_are_left_out() -> None:
    some = columns(1, count=4)
    doubled = np.concatenate([some[:, :2], some[:, :2] * 3, np.zeros((60, 1)), some[:, 2:]], axis=1)
    assert make_orthonormal(doubled, 4000).shape == (60, 4)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (5, 0), (3, 2)])
def test_nothing_stays_nothing(shape: tuple[int, int]) -> None:
    nothing = np.zeros(shape)
    assert make_orthonormal(nothing, 4000).shape == (shape[0], 0)
    assert np.array_equal(fit_length(nothing, 4000), nothing)
    assert np.array_equal(to_whole(nothing), nothing)
