from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newskit import TOPICS, Kept, story

from ssg.base.terms import facts_of, pack_terms
from ssg.texts.basis import fit_basis
from ssg.texts.closeness import Closeness, Text, fit_source, measure_closeness
from ssg.texts.memory import Fresh
from ssg.texts.phrases import shared_phrases
from ssg.texts.twins import find_twins, overlap

NAMES = list(TOPICS)


def texts_of(numbers: list[int]) -> dict[str, bytes]:
    return {f"{at} {n}": pack_terms(story(NAMES[n % 4], n)) for at, n in enumerate(numbers)}


def compare(texts: dict[str, bytes], targets: int, sample: list[bytes], memory: Kept | None = None) -> Closeness:
    named = [Text(name=name, facts=facts_of(packed)) for name, packed in texts.items()]
    return measure_closeness(named, list(texts.values()).__getitem__, targets, fit_source(sample, memory), memory)


def same(one: Closeness, other: Closeness) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in ("seals", "rows", "sketches")]
    pairs += [(one.nearest.places, other.nearest.places), (one.nearest.scores, other.nearest.scores)]
    return all(np.array_equal(a, b) for a, b in pairs)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), max_size=70), min_size=2, max_size=4), st.booleans())
def test_what_was_kept_changes_nothing(runs: list[list[int]], fitted_anew: bool) -> None:
    memory = Kept()
    for numbers in runs:
        texts, targets = texts_of(numbers), len(numbers) - len(numbers) % 3
        sample = list((texts if fitted_anew else texts_of(list(range(30)))).values())
        assert same(compare(texts, targets, sample, memory), compare(texts, targets, sample))


@pytest.mark.parametrize("key", ["basis", "rows"])
@pytest.mark.parametrize(
    "damage", [lambda data: data[:-7], lambda data: data[:16], lambda data: b"", lambda data: b"x" * 99]
)
def test_a_damaged_memory_is_an_empty_one(key: str, damage: object) -> None:
    texts = texts_of(list(range(20)))
    sample, memory = list(texts.values()), Kept()
    clean = compare(texts, 20, sample, memory)
    assert set(memory) == {"basis", "rows"}
    memory[key] = damage(memory[key])  # type: ignore[operator]
    if key == "basis":
        del memory["rows"]
    assert same(compare(texts, 20, sample, memory), clean)


def test_nothing_is_done_twice() -> None:
    texts = texts_of(list(range(20)))
    sample, memory = list(texts.values()), Kept()
    compare(texts, 20, sample, memory)
    kept = dict(memory)
    memory.put = lambda key, value: pytest.fail(key)  # type: ignore[method-assign]
    compare(texts, 20, sample, memory)
    assert dict(memory) == kept


def test_nothing_is_kept_of_a_text_that_is_another_when_it_is_read() -> None:
    texts, memory = texts_of(list(range(20))), Kept()
    named = [Text(name=name, facts=facts_of(packed)) for name, packed in texts.items()]
    others = [*list(texts.values())[:-1], b""]
    measure_closeness(named, others.__getitem__, 20, fit_source(others, memory), memory)
    assert set(memory) == {"basis"}


def test_a_fresh_memory_hands_on_what_is_new_and_knows_nothing_old() -> None:
    behind = Kept(rows=b"old")
    fresh = Fresh(behind)
    assert fresh.get("rows") is None
    fresh.put("rows", b"new")
    assert (fresh.get("rows"), behind["rows"]) == (b"new", b"new")


LONG = story("y-te", 1, 200)
OTHERS = [story(topic, n, 200) for topic in TOPICS for n in range(10, 20)]
SHORT = "Kính mời toàn thể giáo viên dự họp"
TWINS = {
    "word for word": ([LONG, LONG], ["a", "b"], {0: [0, 1], 1: [0, 1]}),
    "a word mended": ([LONG, LONG.replace("bác sĩ", "y sĩ", 1)], ["a", "b"], {0: [0, 1], 1: [0, 1]}),
    "a line added": ([LONG, LONG + " trân trọng kính báo"], ["a", "b"], {0: [0, 1], 1: [0, 1]}),
    "three of them": ([LONG, LONG + " một", LONG], ["a", "b", "c"], {n: [0, 1, 2] for n in range(3)}),
    "half rewritten": ([LONG, LONG[: len(LONG) // 2] + OTHERS[12]], ["a", "b"], {}),
    "of one topic": ([LONG, story("y-te", 2, 200)], ["a", "b"], {}),
    "short ones": ([SHORT, SHORT], ["Họp tổ", "Họp chi bộ"], {}),
    "short ones of one title": ([SHORT, SHORT], ["Họp tổ", "HỌP TỔ"], {0: [0, 1], 1: [0, 1]}),
    "no text": (["", ""], ["Ảnh", "Ảnh"], {}),
}


@pytest.mark.parametrize("case", TWINS)
def test_twins(case: str) -> None:
    texts, titles, expected = TWINS[case]
    packed = [pack_terms(text) for text in [*texts, *OTHERS]]
    closeness = compare({str(at): one for at, one in enumerate(packed)}, len(packed), packed)
    assert find_twins(packed.__getitem__, [*titles, *map(str, range(len(OTHERS)))], closeness) == expected


def test_overlap_is_the_share_of_different_pairs() -> None:
    one, other = pack_terms("một hai ba bốn một hai"), pack_terms("hai ba bốn năm")
    assert overlap(one, other) == pytest.approx(2 / 5)
    assert overlap(b"", b"") == 0.0


def test_shared_phrases_are_words_of_both_and_tell_something() -> None:
    sample = [pack_terms(story(topic, n)) for n in range(12) for topic in TOPICS]
    vocabulary = fit_basis(sample).vocabulary
    one, other = "Chiều nay Bác sĩ phòng dịch khám ở trường", "trường mời bác sĩ phòng dịch về khám và nói chuyện"
    assert shared_phrases(vocabulary, one, other)[0] == "bác sĩ phòng dịch"
    assert shared_phrases(vocabulary, "hoàn toàn khác", other) == []
    assert shared_phrases(vocabulary, "", other) == shared_phrases(vocabulary, one, "") == []
