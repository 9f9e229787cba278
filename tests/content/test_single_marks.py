"""One star or underline whose other half is missing is told where it plainly opens emphasis, and nowhere else."""

from __future__ import annotations

import pytest

from ssg.content.body import parse


def told(body: str, *, forgiving: bool = True) -> list[tuple[str, int, str]]:
    parsed = parse(body, forgiving=forgiving)
    return [(one.code, one.line, dict(one.values).get("mark", "")) for one in parsed.remarks]


@pytest.mark.parametrize("forgiving", [False, True])
@pytest.mark.parametrize(
    ("body", "line", "mark"),
    [
        ("Chữ *nghiêng không đóng.", 1, "*"),
        ("*Nghiêng không đóng.", 1, "*"),
        ("Một.\n\nHai *ba bốn", 3, "*"),
        ("Một\nhai *ba bốn", 2, "*"),
        ("- Mục *rất quan trọng", 1, "*"),
        ("> “*Lời trích", 1, "*"),
        ("Chữ _nghiêng không đóng.", 1, "_"),
        ("_Nghiêng không đóng.", 1, "_"),
        ("Chữ **đậm không đóng.", 1, "**"),
        ("| Tên | Lớp |\n|---|---|\n| *Lan | 9A |", 3, "*"),
    ],
)
def test_a_mark_without_its_other_half_is_told(body: str, line: int, mark: str, forgiving: bool) -> None:
    assert told(body, forgiving=forgiving) == [("text.raw", line, mark)]


@pytest.mark.parametrize(
    "body",
    [
        "2 * 3 = 6", "2 *x = 6", "2*x", "a * b * c", "* Một\n* Hai", "(*) Ghi chú", "Giá (*)", "Khách sạn 5*",
        "Khách sạn 5 *",
        "Họ và tên*", "Họ và tên *", "*Lưu ý: nộp trước 5/9.", "*Ghi chú: …", "* * *", "***", "Tệp *.docx", "C*",
        "\\*Chữ nghiêng",
        "Chữ *nghiêng* đây", "Chữ _nghiêng_ đây", "thư mục _static và _redirects", "ten_tep_anh.jpg",
        "Ngày ____ tháng ____",
        "`*mã`", "https://a.example/_x/*y", "a_b *c*", "\\_Chữ nghiêng", "_static", "Lớp 9A: ___________", "Số: *123",
    ],
)  # fmt: skip
def test_what_is_no_emphasis_is_not_told(body: str) -> None:
    assert told(body) == []
