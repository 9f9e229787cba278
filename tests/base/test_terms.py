from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.base.terms import CODE_BYTES, MAX_SYLLABLES, SEAL_BYTES, fold_syllables, pack_terms, seal_of

SAME = [
    ("hoà bình", "hòa bình"),
    ("họat động thuỷ lợi", "hoạt động thủy lợi"),
    ("LỄ KHAI GIẢNG", "lễ khai giảng"),
    ("lễ, khai – giảng!", "lễ khai giảng"),
    ("năm học 2025-2026", "năm học 2025 2026"),
    ("Đảng\n\tviên", "đảng viên"),
    (unicodedata.normalize("NFD", "Trường tiểu học"), "trường tiểu học"),
]
NOTHING = ["", "   \n", "—", "!!! … ,", "_", "🎉"]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_text_are_packed_alike(one: str, other: str) -> None:
    assert pack_terms(one) == pack_terms(other) != b""


@pytest.mark.parametrize(("one", "other"), [("ma", "mà"), ("mà", "má"), ("bán hàng", "hàng bán"), ("a b", "ab")])
def test_other_words_or_another_order_are_packed_otherwise(one: str, other: str) -> None:
    assert pack_terms(one) != pack_terms(other)


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_without_syllables_is_packed_as_nothing(text: str) -> None:
    assert pack_terms(text) == b""
    assert seal_of(pack_terms(text)) == b""


def test_the_bytes_are_those_of_every_other_run_and_machine() -> None:
    assert pack_terms("Lễ khai giảng").hex() == "e91a84e8725be42e5c6c65b3d702435f1e58b195"


def test_more_syllables_than_any_article_has_do_not_count() -> None:
    packed = pack_terms("một hai " * MAX_SYLLABLES)
    assert len(packed) == SEAL_BYTES + MAX_SYLLABLES * CODE_BYTES
    assert packed == pack_terms("một hai " * (MAX_SYLLABLES // 2))


def test_words_that_cannot_be_written_are_packed_all_the_same() -> None:
    assert len(pack_terms("\ud800a b")) >= SEAL_BYTES + 2 * CODE_BYTES
    assert len(pack_terms("x" * 100_000)) == SEAL_BYTES + CODE_BYTES


@given(st.lists(st.text(alphabet="aăâbđeêioôơuưy àáạầ-,.09", max_size=12)))
def test_every_syllable_has_a_number_of_its_own_place(words: list[str]) -> None:
    text = " ".join(words)
    codes = pack_terms(text)[SEAL_BYTES:]
    alone = b"".join(pack_terms(syllable)[SEAL_BYTES:] for syllable in fold_syllables(text))
    assert codes == alone
