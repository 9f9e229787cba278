"""The directions in which texts differ, found in a sample: latent semantic analysis, and every text as a row in them.

Latent semantic analysis: S. Deerwester et al., 1990. Subspace iteration: N. Halko, P.-G. Martinsson, J. Tropp, 2011.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ssg.texts.exact import fit_length, make_orthonormal
from ssg.texts.vocabulary import NORM, Vocabulary, Weights, choose_vocabulary, make_vocabulary, weigh

DIMENSIONS = 100
TURNS = 2
# of the subspace iteration; a third changes nothing that can be measured
ROW_NORM = 4080
# length of a row: with rounding below 2**12, see NORM
ONE = ROW_NORM * ROW_NORM
# the score of a text with itself: a cosine of 1

Rows = npt.NDArray[np.int16]
Float = TypeVar("Float", np.float32, np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The vocabulary, and the direction of each of its terms."""

    vocabulary: Vocabulary
    table: Rows
    # a line a term, a column a direction


def fit_basis(sample: Sequence[bytes]) -> Basis:
    """Return the basis of a sample of packed texts; the same for the same texts in the same order, on any machine."""
    vocabulary = choose_vocabulary(sample)
    weights = weigh(vocabulary, sample)
    across = _turn(weights, len(vocabulary.terms))
    towards = fit_length(_signs(len(sample), min(DIMENSIONS, len(sample))), NORM)
    for _ in range(TURNS):
        terms = fit_length(_multiply(across, towards), NORM).astype(np.float32)
        towards = make_orthonormal(_multiply(weights, terms).astype(np.float64), NORM)
    table = make_orthonormal(_multiply(across, towards), NORM)
    return Basis(vocabulary=vocabulary, table=table.astype(np.int16))


def fold_in(basis: Basis, texts: Sequence[bytes]) -> Rows:
    """Return the texts as rows of whole numbers, each ``ROW_NORM`` long; zeros for a text that shares no term.

    The product of two rows is a 24-bit whole number: their cosine times ``ONE``.
    """
    rows = _multiply(weigh(basis.vocabulary, texts), basis.table.astype(np.float32)).astype(np.float64)
    norm = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    whole: Rows = np.rint(rows * (ROW_NORM / np.maximum(norm, 1.0))[:, None]).astype(np.int16)
    return whole


def _multiply(weights: Weights, table: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """Return the rows times a table, in the table's precision.

    Rows of texts and columns of tables are ``NORM`` long, so each sum is a whole number below 2**24, and 32 bits do; a
    term's column over all texts may be longer and needs 64.
    """
    starts, values = weights.starts, weights.values.astype(table.dtype)
    out = np.zeros((len(starts) - 1, table.shape[1]), table.dtype)
    if not out.size:
        return out
    room = np.empty((int(np.diff(starts).max(initial=0)), table.shape[1]), table.dtype)
    for at, (start, end) in enumerate(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)):
        if start < end:
            lines = table.take(weights.places[start:end], axis=0, out=room[: end - start], mode="clip")
            np.einsum("i,ij->j", values[start:end], lines, out=out[at])
    return out


def _turn(weights: Weights, width: int) -> Weights:
    """Return the columns of sparse rows as rows."""
    order = np.argsort(weights.places, kind="stable")
    row = np.repeat(np.arange(len(weights.starts) - 1), np.diff(weights.starts))
    counts = np.bincount(weights.places, minlength=width)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return Weights(starts=starts, places=row[order], values=weights.values[order])


def _signs(rows: int, columns: int) -> npt.NDArray[np.float64]:
    """Return a fixed table of +1 and -1 that looks random (the finisher of MurmurHash3, by A. Appleby)."""
    number = np.arange(1, rows * columns + 1, dtype=np.uint64)
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        number = (number ^ (number >> np.uint64(shift))) * np.uint64(factor)
    return np.where(number >> np.uint64(63), 1.0, -1.0).reshape(rows, columns)


def write_basis(basis: Basis) -> bytes:
    """Return the basis as bytes, for read_basis()."""
    terms, width = basis.table.shape
    head = np.array([terms, width], "<i8").tobytes()
    vocabulary = basis.vocabulary
    parts = (vocabulary.terms.astype("<u4"), vocabulary.weight.astype("<f8"), basis.table.astype("<i2"))
    return head + b"".join(part.tobytes() for part in parts)


def read_basis(data: bytes) -> Basis:
    """Return the basis that write_basis() wrote; raises ValueError where the bytes are none."""
    terms, width = (int(n) for n in np.frombuffer(data, "<i8", 2))
    numbers = np.frombuffer(data, "<u4", terms, 16)
    weight = np.frombuffer(data, "<f8", terms, 16 + 4 * terms)
    table = np.frombuffer(data, "<i2", terms * width, 16 + 12 * terms).reshape(terms, width)
    return Basis(vocabulary=make_vocabulary(numbers, weight), table=table)
