"""A few numbers that stand for a text's wording: texts that share nine tenths of it share most of the numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ssg.texts.vocabulary import codes_of, pairs_of

SKETCH = 8
# numbers a text
_FACTORS = (np.arange(1, SKETCH + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)) | np.uint32(1)
_OFFSETS = np.arange(1, SKETCH + 1, dtype=np.uint32) * np.uint32(0x7FEB352D)

Sketches = npt.NDArray[np.uint32]


def sketch(packed: bytes) -> Sketches:
    """Return the least number of a text's pairs under each of ``SKETCH`` orders (A. Broder, min-wise hashing, 1997)."""
    pairs = pairs_of(codes_of(packed))
    if not len(pairs):
        return np.zeros(SKETCH, np.uint32)
    mixed = pairs ^ (pairs >> np.uint32(15))
    least: Sketches = (mixed[None, :] * _FACTORS[:, None] + _OFFSETS[:, None]).min(axis=1)
    return least
