"""Plain prose is read as the Markdown parser reads it, or left to it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SAMPLES, load_cases, named, needs_samples

from ssg.base.text import clean
from ssg.content.markdown import parse_whole
from ssg.content.prose import parse_plain

PIECES = [
    "a", "Đ", "b c", "**", "*", "**đậm**", "**Quan trọng:**", "*nghiêng*", "[nhãn](https://a.example/b?c=1)",
    "[trang](/a/)", "[](", "](", "[", "]", "\n", "\n", "\n\n", "\n\n\n", "- ", "1. ", "2. ", "12) ", "> ", "# ", "## ",
    "###### ", " ", "  ", "\t",
    '"', "(", ")", "&", " & ", "&amp;", "!", "![k](a.jpg)", '![k](a.jpg "t")', "\n![](b.png)\n",
    ".", ":", "2025. ", "3.500", "_", "+", "=", "---", "<b>", "\\", "`", "~~", "|", "@", "www.a.vn",
    "https://x.example",
    "”", "“", "…", "–", "\u00a0", "\u3000", "[[album]]", "[^1]", "^", "#", "'", "«", "©", "٣",
    "\n• ", "\no\t", "\n+ ", "\n##Mục", "\n#Mục lớn", "a\tb\n", "\n| a | b |", "3. ", "a) ", "1) ", "＊", "＃",
    "\u00ad", "!(a.jpg)",
    "(*)", "**A:**b", "** a **", "2*3*4", "<b>x", "<?x", "<!--", "[a]: b", "[x] (/a/)", "[^9]: c", "\n  ",
    "“https://a.vn”",
]  # fmt: skip
PLAIN = """Sáng ngày 04/10/2022, **Chi bộ** Trường THCS Lam Khê tổ chức *Hội nghị* tại [hội trường](https://a.example/ht).
Dự hội nghị có 35 đảng viên & "khách mời" (đủ thành phần).

## Nội dung

- Đồng chí **Bí thư:** khai mạc.
- Xem [trang thi đua](/thi-dua/).

Chương trình:

1. Báo cáo
2. Thảo luận

![Toàn cảnh hội nghị](anh-1.jpg)

![](anh-2.jpg "Trao quyết định")

> Dạy tốt,
> học tốt.

## Nội dung

Một số hình ảnh:
"""


def agrees(text: str) -> bool:
    """Return whether a text was plain; where it was, the parser must say the same of it."""
    plain = parse_plain(text)
    if plain is not None:
        assert plain == parse_whole(text)
    return plain is not None


def test_an_article_as_most_are_is_plain() -> None:
    assert agrees(PLAIN)
    parsed = parse_plain(PLAIN)
    assert parsed is not None
    assert [photo.line for photo in parsed.photos] == [14, 16]
    assert [link.line for link in parsed.links] == [7]
    assert parsed.announces_photos


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |", "Chữ <b>đậm</b>.", "Địa chỉ www.truong.example", "a@b.example", "Mã `x`.",
        "Chú thích[^1]\n\n[^1]: ở dưới", "[[album]]", "- một\n\n- hai", "- một\n  - hai", "> một\n\n> hai", "***",
        "![Ảnh](a.jpg)\n\n*chú thích*", "Xem https://a.example", "A&nbsp;B", "2. hai", "***vừa đậm vừa nghiêng***",
        "đậm** lệch **", "![ngoài](https://a.example/a.jpg)", "    thụt vào", "[a]: /b\n\n[a]", "[a [b](/c/)](/d/)",
        "1. Một\n3. Ba", "Chúc mừng!(a.jpg)", "＊đậm＊", "Ng\u00adắt", "• Một", "[Thông báo]: Nghỉ", "**A:**8",
        "#Kết quả", "a\tb\nc\td",
    ],
)  # fmt: skip
def test_what_needs_the_parser_is_left_to_it(text: str) -> None:
    assert parse_plain(text) is None


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_plain_or_not_the_parser_agrees(text: str) -> None:
    agrees(clean(text))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PLAIN.split("\n\n")), max_size=6).map("\n\n".join), st.sampled_from(PIECES), st.integers(0)
)
def test_one_piece_anywhere_in_plain_prose(text: str, piece: str, at: int) -> None:
    at %= len(text) + 1
    agrees(clean(text[:at] + piece + text[at:]))


@pytest.mark.parametrize("case", named(load_cases("markdown/traps.yaml")))
def test_traps_are_read_alike(case: dict[str, str]) -> None:
    agrees(clean(case["text"]))


@needs_samples
def test_examples_of_the_specification_are_read_alike() -> None:
    examples = json.loads((SAMPLES / "markdown/commonmark-spec.json").read_text(encoding="utf-8"))
    assert sum(agrees(clean(example["markdown"])) for example in examples) > 10
