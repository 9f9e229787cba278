"""The terms that tell texts apart (single syllables and pairs), and each text as weights of those terms."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ssg.base.terms import CODE_BYTES, SEAL_BYTES

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]

SYLLABLES, PAIRS = 4_000, 16_000
# terms of each kind; pairs alone do 0.005 worse (tests/benchmarks/compare_related.py)
MAX_SHARE = 0.3
# of the sample's texts that a term may stand in; commoner ones tell nothing
ALWAYS_RARE = 10
# texts that a term may stand in however small the sample is
NORM = 4000
# length of a text's weights: below 2**12 even after rounding, so that any product of two such rows is below 2**24, a
# whole number that 32-bit floats hold exactly, in whatever order a matrix library adds it up
_SLOT_BITS = 20
_CHUNK = 1 << 17
# syllables counted in one go; what is made of them stays in a processor's own memory
_PLACE_BITS = 15
# of a term's place; the other 17 of 32 count the texts of a chunk, which are no more than its syllables
_MAX_COUNT = 255
_FINE = 1024


def codes_of(packed: bytes) -> Codes:
    """Return the syllables' numbers of a packed text."""
    return np.frombuffer(packed, dtype="<u4", offset=SEAL_BYTES) if packed else np.zeros(0, np.uint32)


def pairs_of(codes: Codes) -> Codes:
    """Return the number of each pair of neighbouring syllables.

    Of 1.5 million different pairs some seven share their 32-bit number with one of the vocabulary: less than a typing
    error, and half the memory of 64 bits.
    """
    return codes[:-1] * np.uint32(0x9E3779B1) + codes[1:] * np.uint32(0x85EBCA6B)


def distinct(numbers: Codes) -> Codes:
    """Return the different numbers, in ascending order."""
    ordered = np.sort(numbers)
    different: Codes = ordered[np.diff(ordered, prepend=~ordered[:1]) != 0]
    return different


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms in ascending order of their numbers, and how much each tells."""

    terms: Codes
    weight: npt.NDArray[np.float64]
    # ln(texts of the sample / texts with the term)
    slots: npt.NDArray[np.uint16]
    # first bits of a term's number → its place, counted from 1

    def find(self, numbers: Codes) -> tuple[npt.NDArray[np.int64], Codes]:
        """Return which of the numbers are terms, and their places in the vocabulary."""
        slots = self.slots[numbers >> np.uint32(32 - _SLOT_BITS)]
        at = np.flatnonzero(slots)
        place = slots[at].astype(np.uint32) - np.uint32(1)
        right = self.terms[place] == numbers[at]
        return at[right], place[right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Texts as sparse rows of whole numbers, each row ``NORM`` long (or empty)."""

    starts: npt.NDArray[np.int64]
    # row n lies from starts[n] to starts[n + 1]
    places: npt.NDArray[np.int64]
    values: Floats


def make_vocabulary(terms: Codes, weight: npt.NDArray[np.float64]) -> Vocabulary:
    """Return the vocabulary of terms that are in ascending order, no two of them in one slot."""
    slots = np.zeros(1 << _SLOT_BITS, np.uint16)
    slots[terms >> np.uint32(32 - _SLOT_BITS)] = np.arange(1, len(terms) + 1)
    return Vocabulary(terms=terms, weight=weight, slots=slots)


def choose_vocabulary(sample: Sequence[bytes]) -> Vocabulary:
    """Return the commonest telling terms of a sample of packed texts.

    A term whose first bits are those of a commoner one is left out, so that looking one up is a single step.
    """
    texts = [codes_of(packed) for packed in sample]
    kinds = (([distinct(c) for c in texts], SYLLABLES), ([distinct(pairs_of(c)) for c in texts], PAIRS))
    limit = max(MAX_SHARE * len(texts), ALWAYS_RARE)
    chosen, counts = (np.concatenate(both) for both in zip(*(_commonest(*kind, limit) for kind in kinds), strict=True))
    order = np.lexsort((chosen, -counts))
    _, first = np.unique(chosen[order] >> np.uint32(32 - _SLOT_BITS), return_index=True)
    kept = order[first]
    kept = kept[np.argsort(chosen[kept])]
    told = {int(count): math.log(len(texts) / count) for count in np.unique(counts[kept])}
    return make_vocabulary(chosen[kept], np.array([told[int(count)] for count in counts[kept]], np.float64))


def _commonest(texts: list[Codes], count: int, limit: float) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Return the ``count`` terms that stand in most texts, in two at least and ``limit`` at most."""
    empty = np.zeros(0, np.uint32)
    every = np.sort(np.concatenate([*texts, empty]))
    first = np.flatnonzero(np.diff(every, prepend=~every[:1]))
    found = np.diff(first, append=len(every))
    fit = (found >= 2) & (found <= limit) & (found < len(texts))
    terms, found = every[first[fit]], found[fit]
    best = np.lexsort((terms, -found))[:count]
    return terms[best], found[best]


def weigh(vocabulary: Vocabulary, texts: Sequence[bytes]) -> Weights:
    """Return the texts as rows of weights: (1 + ln count) × ln(texts / texts with the term), brought to ``NORM``.

    Sublinear TF-IDF: G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, 1988.
    """
    parts = [_weigh(vocabulary, chunk) for chunk in _chunks(texts)]
    lengths = np.concatenate([np.zeros(1, np.int64), *(lengths for lengths, _, _ in parts)])
    return Weights(
        starts=np.cumsum(lengths),
        places=np.concatenate([np.zeros(0, np.int64), *(places for _, places, _ in parts)]),
        values=np.concatenate([np.zeros(0, np.float32), *(values for _, _, values in parts)]),
    )


def _chunks(texts: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    start, size = 0, 0
    for at, packed in enumerate(texts):
        size += max(1, len(packed) // CODE_BYTES)
        if size >= _CHUNK:
            yield texts[start : at + 1]
            start, size = at + 1, 0
    if start < len(texts):
        yield texts[start:]


def _weigh(
    vocabulary: Vocabulary, texts: Sequence[bytes]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    count = len(texts)
    each = [codes_of(packed) for packed in texts]
    codes = np.concatenate(each)
    text = np.repeat(np.arange(count, dtype=np.uint32) << np.uint32(_PLACE_BITS), [len(c) for c in each])
    at, place = vocabulary.find(codes)
    first, pair = vocabulary.find(pairs_of(codes))
    within = text[first] == text[first + 1]
    key = np.sort(np.concatenate([text[at] | place, (text[first] | pair)[within]]))
    new = np.flatnonzero(np.diff(key, prepend=~key[:1]))
    times = np.minimum(np.diff(new, append=len(key)), _MAX_COUNT)
    row = (key[new] >> np.uint32(_PLACE_BITS)).astype(np.int64)
    places = (key[new] & np.uint32((1 << _PLACE_BITS) - 1)).astype(np.int64)
    raw = np.rint(_sublinear()[times] * vocabulary.weight[places] * _FINE)
    norm = np.sqrt(np.bincount(row, weights=raw * raw, minlength=count))
    values = np.rint(raw * (NORM / np.maximum(norm, 1.0))[row])
    return np.bincount(row, minlength=count), places, values.astype(np.float32)


@cache
def _sublinear() -> npt.NDArray[np.float64]:
    return np.array([0.0, *(1 + math.log(n) for n in range(1, _MAX_COUNT + 1))])
