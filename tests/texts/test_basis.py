from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from newskit import TOPICS, story

from ssg.base.terms import pack_terms
from ssg.texts.basis import ONE, ROW_NORM, Basis, fit_basis, fold_in, read_basis, write_basis
from ssg.texts.vocabulary import choose_vocabulary, codes_of, distinct, pairs_of, weigh

SAMPLE = [pack_terms(story(topic, n)) for n in range(12) for topic in TOPICS]
BASIS = fit_basis(SAMPLE)
ENGLISH = "The school opened its new library on Monday and the pupils read the first books of the year together"


def closest(basis: Basis, texts: list[str]) -> list[int]:
    rows = fold_in(basis, [pack_terms(text) for text in texts]).astype(np.int64)
    scores = rows @ rows.T
    np.fill_diagonal(scores, -1)
    return [int(at) for at in scores.argmax(axis=1)]


def test_texts_the_sample_never_saw_are_nearest_to_their_topic() -> None:
    texts = [story(topic, n) for topic in TOPICS for n in range(100, 105)]
    assert all(mine // 5 == other // 5 for mine, other in enumerate(closest(BASIS, texts)))


def test_texts_that_share_no_pair_are_near_by_what_others_say() -> None:
    """Latent semantics: "cầu thủ" and "trọng tài" never meet in these two, but do in the sample."""
    one, other, third = "cầu thủ " * 8 + "bàn thắng", "trọng tài " * 8 + "sân cỏ", "bác sĩ " * 8 + "bệnh viện"
    assert closest(BASIS, [one, other, third])[:2] == [1, 0]


def test_rows_are_as_long_as_products_need_them() -> None:
    rows = fold_in(BASIS, SAMPLE).astype(np.int64)
    lengths = np.sqrt((rows * rows).sum(axis=1))
    assert (np.abs(lengths - ROW_NORM) < 6).all()
    assert (rows @ rows.T).max() < 1 << 24
    assert abs(int(rows[0] @ rows[0]) - ONE) < ONE // 100


def test_weights_are_short_enough_for_exact_sums_whatever_the_text() -> None:
    vocabulary = choose_vocabulary(SAMPLE)
    for text in (" ".join(story(t, n) for t in TOPICS for n in range(40)), "bóng đá", "bóng đá " * 5000):
        values = weigh(vocabulary, [pack_terms(text)]).values.astype(np.int64)
        assert 0 < int((values * values).sum()) < 1 << 24
    table = BASIS.table.astype(np.int64)
    assert ((table * table).sum(axis=0) < 1 << 24).all()


def test_a_text_has_the_same_row_alone_and_among_others() -> None:
    texts = [pack_terms(story(topic, n)) for n in range(30, 60) for topic in TOPICS]
    together = fold_in(BASIS, [*texts, b"", *SAMPLE])
    alone = np.concatenate([fold_in(BASIS, [text]) for text in texts])
    assert np.array_equal(together[: len(texts)], alone)


@pytest.mark.parametrize("text", ["", "!!!", ENGLISH, "xyzzy"])
def test_a_text_of_no_known_term_has_no_direction(text: str) -> None:
    assert not fold_in(BASIS, [pack_terms(text)]).any()


def test_a_text_ends_where_the_next_begins() -> None:
    vocabulary = choose_vocabulary(SAMPLE)
    halves = weigh(vocabulary, [pack_terms("bóng"), pack_terms("đá"), pack_terms("bóng đá")])
    sizes = np.diff(halves.starts).tolist()
    assert sizes[2] == sizes[0] + sizes[1] + 1


def test_english_texts_are_told_apart_among_english_ones() -> None:
    animals, ships = ["horse", "saddle", "bridle", "stable"], ["harbour", "anchor", "sail", "rudder"]
    texts = [" ".join([*words[n:], *words[:n], "the", "and"] * 4) for words in (animals, ships) for n in range(4)]
    basis = fit_basis([pack_terms(text) for text in texts])
    assert [mine // 4 for mine in closest(basis, texts)] == [0] * 4 + [1] * 4


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_tiny_samples(count: int) -> None:
    basis = fit_basis(SAMPLE[:count])
    assert fold_in(basis, SAMPLE[:7]).shape[0] == 7
    assert basis.table.shape[1] <= count


def test_equal_texts_tell_nothing() -> None:
    assert not fold_in(fit_basis(SAMPLE[:1] * 9), SAMPLE[:1]).any()


def test_a_basis_is_read_as_it_was_written() -> None:
    again = read_basis(write_basis(BASIS))
    assert np.array_equal(fold_in(again, SAMPLE), fold_in(BASIS, SAMPLE))
    assert write_basis(again) == write_basis(BASIS)
    with pytest.raises(ValueError, match=r"."):
        read_basis(write_basis(BASIS)[:-5])


def test_distinct_numbers_and_pairs() -> None:
    assert distinct(np.array([3, 1, 3, 2**32 - 1, 0, 1], np.uint32)).tolist() == [0, 1, 3, 2**32 - 1]
    assert distinct(np.zeros(0, np.uint32)).tolist() == []
    for packed in (b"", pack_terms("một")):
        assert len(pairs_of(codes_of(packed))) == 0


PROGRAM = """
import hashlib, sys
sys.path.insert(0, "tests")
from newskit import TOPICS, story
from ssg.base.terms import pack_terms
from ssg.texts.basis import fit_basis, fold_in, write_basis
from ssg.texts.nearest import find_nearest
texts = [pack_terms(story(topic, n)) for n in range(60) for topic in TOPICS]
basis = fit_basis(texts)
rows = fold_in(basis, texts)
print(hashlib.blake2b(b"".join(texts) + write_basis(basis) + rows.tobytes()
      + find_nearest(rows, 200).places.tobytes()).hexdigest())
"""


def test_neither_hash_seed_nor_threads_nor_the_kind_of_processor_decide_anything() -> None:
    settings = [
        {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"},
        {"PYTHONHASHSEED": "7", "OPENBLAS_NUM_THREADS": "2"},
        {"PYTHONHASHSEED": "9", "OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": ""},
    ]
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM], env={**os.environ, **extra}, check=True, capture_output=True, text=True
        ).stdout
        for extra in settings
    }
    assert len(told) == 1
    assert len(told.pop()) > 100
