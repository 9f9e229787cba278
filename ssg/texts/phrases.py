"""What two texts say alike, in words a reader can check: the runs of syllables both have that tell the most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ssg.base.terms import fold_syllables, pack_terms
from ssg.texts.vocabulary import Vocabulary, codes_of, pairs_of

LONGEST = 6
# syllables of a phrase


def shared_phrases(vocabulary: Vocabulary, one: str, other: str, most: int = 5) -> list[str]:
    """Return the phrases two texts share, the most telling first: by the weights of their pairs of syllables."""
    mine, theirs = fold_syllables(one), fold_syllables(other)
    known = {tuple(theirs[at : at + size]) for size in range(2, LONGEST + 1) for at in range(len(theirs) - size + 1)}
    weights = _pair_weights(vocabulary, one)
    totals: dict[str, float] = {}
    at = 0
    while at + 1 < len(mine):
        size = next((n for n in range(LONGEST, 1, -1) if tuple(mine[at : at + n]) in known), 0)
        if size and (weight := sum(weights[at : at + size - 1])) > 0:
            phrase = " ".join(mine[at : at + size])
            totals[phrase] = max(totals.get(phrase, 0.0), weight)
        at += max(size, 1)
    return sorted(totals, key=lambda phrase: (-totals[phrase], phrase))[:most]


def _pair_weights(vocabulary: Vocabulary, text: str) -> Sequence[float]:
    """Return how much each pair of neighbouring syllables of a text tells; 0 for one that is no term."""
    codes = codes_of(pack_terms(text))
    weights = np.zeros(len(codes))
    at, place = vocabulary.find(pairs_of(codes))
    weights[at] = vocabulary.weight[place]
    return [*weights.tolist()]
