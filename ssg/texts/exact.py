"""Linear algebra in whole numbers: sums so small that floats hold them exactly, so that the order of adding, the number
of threads and the make of the matrix library decide nothing.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

_RANGE = 25
# bits of a column's length: a product of two columns then has 50, and a double holds 53
_DEPENDENT = 1e-9
# of a column's square that must be left once earlier columns are taken out; less is rounding


def to_whole(columns: Matrix, bits: int = _RANGE) -> Matrix:
    """Return the columns times a power of two, as whole numbers, so that none is longer than 2**``bits``."""
    largest = max(-columns.min(initial=0.0), columns.max(initial=0.0)) * len(columns) ** 0.5
    if not largest:
        return columns
    whole = columns * 2.0 ** (bits - math.frexp(largest)[1])
    return np.rint(whole, out=whole)


def make_orthonormal(columns: Matrix, length: int) -> Matrix:
    """Return columns at right angles that span the same space, each ``length`` long, in whole numbers.

    Columns that depend on earlier ones are left out. Cholesky QR: the product of the columns is exact, the rest is
    done element by element, where IEEE 754 leaves no choice.
    """
    whole = to_whole(columns)
    lower, kept = _cholesky(whole.T @ whole)
    inverse = _invert(lower).T
    if not len(kept):
        return np.zeros((len(columns), 0))
    upright = to_whole(whole[:, kept], 24) @ to_whole(inverse / np.abs(inverse).max(axis=0), 26)
    return fit_length(upright, length)


def fit_length(columns: Matrix, length: int) -> Matrix:
    """Return each column brought to ``length`` and rounded; a column of zeros stays."""
    whole = to_whole(columns)
    norm = np.sqrt(np.einsum("ij,ij->j", whole, whole))
    scaled: Matrix = whole * (length / np.maximum(norm, 1.0))
    return np.rint(scaled, out=scaled)


def _cholesky(product: Matrix) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """Return the lower factor of a product of columns, and which columns are independent: only those are in it."""
    left = product.copy()
    lower = np.zeros_like(left)
    kept = []
    for at in range(len(left)):
        pivot = left[at, at]
        if pivot <= product[at, at] * _DEPENDENT or pivot < 1.0:
            continue
        kept.append(at)
        column = left[:, at] / np.sqrt(pivot)
        column[:at] = 0.0
        lower[:, at] = column
        left -= column[:, None] * column[None, :]
    rows = np.array(kept, np.int64)
    return lower[np.ix_(rows, rows)], rows


def _invert(lower: Matrix) -> Matrix:
    """Return the inverse of a lower triangular matrix."""
    inverse = np.eye(len(lower))
    for at in range(len(lower)):
        inverse[at] /= lower[at, at]
        inverse[at + 1 :] -= lower[at + 1 :, at, None] * inverse[at][None, :]
    return inverse
