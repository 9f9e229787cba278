from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SAMPLES, needs_samples

from ssg.base.collation import name_key, order_key
from ssg.base.text import (
    HOLE_CLOSE,
    HOLE_OPEN,
    SLUG_LIMIT,
    clean,
    excerpt,
    fold,
    nearest,
    settle_tones,
    slugify,
    squeeze,
    strip_marks,
    syllables,
    tie_years,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese = st.text(LETTERS + LETTERS.upper() + " -,.0123456789", max_size=60)
words = st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=8)


@needs_samples
def test_slugs_agree_with_the_vectors_of_other_projects() -> None:
    lines = (SAMPLES / "text" / "slug-vectors.jsonl").read_text(encoding="utf-8").splitlines()
    vectors = [json.loads(line) for line in lines]
    assert len(vectors) == 81
    wrong = []
    for vector in vectors:
        for form in ("NFC", "NFD"):
            said = unicodedata.normalize(form, vector["input"])
            made = slugify(said) if vector["kind"] == "slug" else strip_marks(said)
            if made != vector["expected"]:
                wrong.append((form, vector["input"], made, vector["expected"]))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đại hội Chi bộ nhiệm kỳ 2025 - 2027", "dai-hoi-chi-bo-nhiem-ky-2025-2027"),
        ("Hội nghị “Đẩy mạnh công tác …”", "hoi-nghi-day-manh-cong-tac"),
        ('Ngày hội Sách: "Mỗi cuốn sách" #1', "ngay-hoi-sach-moi-cuon-sach-1"),
        ("ƯỠN ẸO Ý ĐỒ", "uon-eo-y-do"),
        ("DoA\u0300n", "doan"),
        ("Trường_THCS/Lam.Khê", "truong-thcs-lam-khe"),
        ("a\u200bb", "a-b"),
        ("ngày 20/11", "ngay-20-11"),
        ("!!! …", ""),
        ("中文", ""),
        ("", ""),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_is_cut_between_syllables() -> None:
    title = "Hội nghị tổng kết công tác xây dựng Đảng năm 2024 và triển khai phương hướng nhiệm vụ năm 2025"
    whole = slugify(title, limit=0)
    cut = slugify(title)
    assert len(whole) > SLUG_LIMIT
    assert cut == "hoi-nghi-tong-ket-cong-tac-xay-dung-dang-nam-2024-va-trien-khai-phuong-huong"
    assert whole.startswith(f"{cut}-")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("x" * 79 + " b", "x" * 79),
        ("x" * 78 + " b", "x" * 78 + "-b"),
        ("x" * 80 + " b", "x" * 80),
        ("x" * 81, "x" * 80),
        ("a " + "x" * 90, "a"),
    ],
)
def test_the_cut_falls_on_the_eightieth_character_at_the_latest(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(vietnamese, st.integers(1, 100))
def test_slugs_fit_in_a_url_and_stay_as_they_are(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= limit
    assert slugify(slug, limit) == slug
    assert slugify(text, 0).startswith(slug)
    assert bool(slug) == bool(slugify(text, 0))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\u0085d\ve\ff", "a\u2028b\u2028c\u2028d\u2028e\u2028f"),
        ("k\u00ad\u202aho\u200eá\u2066", "khoá"),
        ("Ti\u0065\u0302\u0301ng Vi\u0065\u0323\u0302t", "Tiếng Việt"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        (f"a{HOLE_OPEN}photo:0{HOLE_CLOSE}b", "aphoto:0b"),
        ("a\ufdd0b\ufffec\uffffd", "abcd"),
        ("a\ud800b", "ab"),
        ("a\tb", "a\tb"),
        ("👩‍🏫 ok", "👩‍🏫 ok"),
    ],
)
def test_clean(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text(max_size=40))
def test_clean_text_is_nfc_without_controls_and_cleaning_again_changes_nothing(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert HOLE_OPEN not in text
    assert HOLE_CLOSE not in text
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đảng - Đoàn thể", "đảng  -  đoàn thể"),
        ("Tin tức", "TIN TUC"),
        ("Tổ Văn phòng", "to van phong"),
        ("Thi đua", unicodedata.normalize("NFD", "thi đua")),
        ("a\u00a0b", "a b"),
    ],
)
def test_folded_spellings_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Tin tức", "Tin tức mới"), ("chi bộ", "chi-bộ"), ("a", "b")])
def test_folding_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(vietnamese)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)


SETTLED = """
    hoà=hòa hoá=hóa khoá=khóa xoá=xóa hoạ=họa toà=tòa loá=lóa xoè=xòe khoẻ=khỏe loè=lòe thuỷ=thủy uỷ=ủy
    tuỳ=tùy luỹ=lũy thuý=thúy suý=súy huỷ=hủy họat=hoạt tóan=toán hòan=hoàn lọan=loạn khỏang=khoảng tòan=toàn
    xóay=xoáy ngòai=ngoài hùynh=huỳnh hóăc=hoắc qúy=quý qủa=quả qùa=quà qúa=quá qụy=quỵ qúôc=quốc qùynh=quỳnh
    gìa=già gíup=giúp gỉam=giảm gíao=giáo gìơ=giờ gịăt=giặt gíêng=giếng ngừơi=người mừơi=mười rựơu=rượu
    đựơc=được trừơng=trường nứơc=nước cừơi=cười hưở=hưở tíêng=tiếng vịêt=việt Huê=Huê Húê=Huế thúê=thuế
    ngúyên=nguyến ngũyên=nguyễn khùyên=khuyền yếu=yếu cuả=của muà=mùa cưả=cửa mưà=mừa kià=kìa míêng=miếng
    bià=bìa điã=đĩa muá=múa khủyu=khuỷu khuyủ=khuỷu ngóeo=ngoéo xòong=xoòng HOÀ=HÒA Hoà=Hòa THUỶ=THỦY QÚY=QUÝ
    Trừơng=Trường
"""
RIGHT = """
    hòa thủy khóa quý giữ gì gìn già giờ giá giếng giặt quả quốc qua quá quỳnh hoạt hoặc thuở Huế tuổi uống
    yếu rượu mười cứu cháu chào đầu đảng ngoài loài xoáy xoắn khuỷu khuya nghĩa tiếng Việt Nguyễn Thúy Thùy Ủy
    ủy kỷ kỹ lý ý ỷ bìa mía chia lửa mưa của cũng đúng họp được trường huyện quyền quyết quỹ thuế thuyền tuyển
    xã phường toán toàn đoàn quản giải giỏi giáo sao sáo áo ái oái ơi ới uể ưỡn ếch ấy ạ ủa ứng khoẻn hoen
    xoen boóng coóc boong a e i o u y đ 1 b2 COVID THCS café José naïve año Müller São Perú
"""


@pytest.mark.parametrize("pair", SETTLED.split())
def test_tones_settle_on_the_place_state_papers_use(pair: str) -> None:
    typed, right = pair.split("=")
    assert settle_tones(typed) == right
    assert settle_tones(right) == right


def test_words_spelled_right_stay_as_they_are() -> None:
    words = RIGHT.split()
    assert len(words) > 100
    assert [w for w in words if settle_tones(w) != w] == []


def test_tones_settle_in_whole_sentences_whatever_the_form() -> None:
    said = "Uỷ ban nhân dân xã Hoà Bình: họat động “khoá 12” (thuỷ lợi)."
    right = "Ủy ban nhân dân xã Hòa Bình: hoạt động “khóa 12” (thủy lợi)."
    assert settle_tones(said) == right
    assert settle_tones(unicodedata.normalize("NFD", said)) == right


TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"


def _parted(text: str) -> tuple[str, Counter[str]]:
    """Return the letters without their tones, and the tones."""
    parts = unicodedata.normalize("NFD", text)
    letters = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONE_MARKS))
    return letters, Counter(c for c in parts if c in TONE_MARKS)


@given(st.one_of(vietnamese, words, st.text(max_size=20)))
def test_settling_moves_tones_and_nothing_else(text: str) -> None:
    settled = settle_tones(text)
    assert settle_tones(settled) == settled
    assert _parted(settled) == _parted(text)
    assert settled.split() == [settle_tones(word) for word in text.split()]


@given(st.sampled_from(RIGHT.split()), st.data())
def test_a_tone_moved_to_any_other_vowel_of_a_syllable_settles_alike(word: str, data: st.DataObject) -> None:
    letters, tones = _parted(word)
    vowels = [i for i, c in enumerate(letters) if c.lower() in "aăâeêioôơuưy"]
    if sum(tones.values()) != 1 or not vowels or vowels[-1] - vowels[0] != len(vowels) - 1 or word[0].lower() in "qg":
        return
    at = data.draw(st.sampled_from(vowels))
    moved = unicodedata.normalize("NFC", letters[: at + 1] + next(iter(tones)) + letters[at + 1 :])
    assert settle_tones(moved) == settle_tones(word)


def test_syllables() -> None:
    assert syllables("Đại hội Chi bộ, 2025-2027 (lần_thứ 5)!") == [
        "Đại",
        "hội",
        "Chi",
        "bộ",
        "2025",
        "2027",
        "lần",
        "thứ",
        "5",
    ]


def test_excerpt_takes_whole_sentences_where_they_fit() -> None:
    text = "Sáng 29/9, Chi bộ họp. Hội nghị bầu ra Chi ủy mới gồm ba đồng chí. Hội nghị kết thúc lúc 11 giờ."
    assert excerpt(text, 80) == "Sáng 29/9, Chi bộ họp. Hội nghị bầu ra Chi ủy mới gồm ba đồng chí."
    assert excerpt(text, 50) == "Sáng 29/9, Chi bộ họp. Hội nghị bầu ra Chi ủy mới…"
    assert excerpt(text) == text
    assert excerpt("một\n  hai\tba") == "một hai ba"


@given(st.text(max_size=120), st.integers(5, 60))
def test_excerpts_are_never_longer_than_asked(text: str, limit: int) -> None:
    short = excerpt(text, limit)
    assert len(short) <= limit
    assert squeeze(text).startswith(short.removesuffix("…").rstrip())
    assert bool(short) == bool(squeeze(text))


@given(st.text("ab. \n", max_size=200), st.integers(5, 40))
def test_white_space_does_not_sway_an_excerpt(text: str, limit: int) -> None:
    assert excerpt(text, limit) == excerpt(squeeze(text), limit)


@pytest.mark.parametrize(
    ("word", "near"),
    [("thong bao", "thong-bao"), ("Thông báo", "thong-bao"), ("tin-tuk", "tin-tuc"), ("xyz", ""), ("", "")],
)
def test_nearest(word: str, near: str) -> None:
    assert nearest(word, ["tin-tuc", "thong-bao", "dang-doan-the"]) == near


def test_nearest_does_not_depend_on_the_order_of_choices() -> None:
    assert (
        nearest("anh-9.jpg", ["anh-2.jpg", "anh-1.jpg"])
        == nearest("anh-9.jpg", ["anh-1.jpg", "anh-2.jpg"])
        == "anh-1.jpg"
    )


WANTED = ["An", "Ăn", "Ân", "Âu Văn Nhã", "Dung", "Đào", "Đoàn Thế Vịnh", "Em", "Ê", "Yên"]
ORDERS = [
    WANTED,
    ["ma", "mà", "mả", "mã", "má", "mạ", "mả b"],
    [
        "a",
        "ă",
        "â",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "ê",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "ô",
        "ơ",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "ư",
        "v",
        "x",
        "y",
    ],
    ["Chi bộ", "Chi bộ 1", "Chi bộ 2", "Chi đoàn"],
    ["hòa bình", "hòa giải", "hoa hồng", "hoa huệ"],
    ["Hòa An", "Hoa Ban", "Hoan An"],
    ["2 tin", "An"],
]


@pytest.mark.parametrize("wanted", ORDERS, ids=lambda order: f"{order[0]}-{order[-1]}")
def test_alphabetical_order(wanted: list[str]) -> None:
    mixed = wanted[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=order_key) == wanted


def test_tones_come_after_letters_and_lightest_first() -> None:
    assert sorted(["má", "mạc", "ma", "mac"], key=order_key) == ["ma", "má", "mac", "mạc"]


def test_authors_stand_by_given_name_then_by_the_rest() -> None:
    names = [
        "Nguyễn Văn Đạt",
        "Trần Thị An",
        "Âu Văn Nhã",
        "Mạc Thu Quế",
        "Đoàn Thế Vịnh",
        "Lê Văn Ân",
        "Bùi Thị An",
        "Hữu Bá",
        "Dung",
    ]
    assert sorted(names, key=name_key) == [
        "Bùi Thị An",
        "Trần Thị An",
        "Lê Văn Ân",
        "Hữu Bá",
        "Dung",
        "Nguyễn Văn Đạt",
        "Âu Văn Nhã",
        "Mạc Thu Quế",
        "Đoàn Thế Vịnh",
    ]


@given(st.lists(st.one_of(vietnamese, st.text(max_size=12)), max_size=12))
def test_order_is_total_and_does_not_depend_on_where_one_starts(texts: list[str]) -> None:
    ordered = sorted(texts, key=order_key)
    backwards = texts[::-1]
    backwards.sort(key=order_key)
    assert backwards == ordered
    backwards.sort(key=name_key)
    assert backwards == sorted(texts, key=name_key)
    for one, other in pairwise(ordered):
        assert order_key(one) <= order_key(other)
        assert (order_key(one) == order_key(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Khai giảng năm học 2025 - 2026", "Khai giảng năm học 2025\u00a0-\u2060\u00a02026"),
        ("Nhiệm kỳ 2025 – 2030 (lần 1)", "Nhiệm kỳ 2025\u00a0–\u2060\u00a02030 (lần 1)"),
        ("Đảng - Đoàn thể", "Đảng - Đoàn thể"),
        ("Số 12025 - 20261", "Số 12025 - 20261"),
        ("", ""),
    ],
)
def test_spans_of_years_do_not_break(text: str, tied: str) -> None:
    assert tie_years(text) == tied
    assert fold(tied) == fold(text)
