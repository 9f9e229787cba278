"""Tables of tabs whose rows have empty cells or differ in their tabs."""

from __future__ import annotations

import re

import pytest

from ssg.content.markdown import parse_whole


def _rows(text: str) -> list[list[str]]:
    html = parse_whole(text).html
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Tên\tLớp\tGhi chú\nA\t6A\tx\nB\t6B\t\n", [["Tên", "Lớp", "Ghi chú"], ["A", "6A", "x"], ["B", "6B", ""]]),
        ("Tên\tLớp\tGhi chú\nA\t6A\t\nB\t6B\tx\n", [["Tên", "Lớp", "Ghi chú"], ["A", "6A", ""], ["B", "6B", "x"]]),
        ("\t6A\t6B\nToán\t1\t2\nVăn\t3\t4\n", [["", "6A", "6B"], ["Toán", "1", "2"], ["Văn", "3", "4"]]),
        (
            "1\tLê A\t6A\t\n2\tTrần B\t\tvắng\n3\tNgô C\t7B\n",
            [["1", "Lê A", "6A", ""], ["2", "Trần B", "", "vắng"], ["3", "Ngô C", "7B", ""]],
        ),
        ("Tên\tLớp\t\nA\t6A\t\n", [["Tên", "Lớp"], ["A", "6A"]]),
        ("Nơi nhận:\t\t\tHIỆU TRƯỞNG\nLưu\tNguyễn A\n", []),
        ("Một\tdòng\nkhông phải bảng\n", []),
        ("TRƯỜNG A\tCỘNG HÒA\nSố 1\t\tĐộc lập\n", []),
        ("Điều 1.\tNội dung\nMột câu\tdài\tthêm\n", []),
    ],
)
def test_rows_of_tabs(text: str, rows: list[list[str]]) -> None:
    assert _rows(text) == rows
