from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.base.numbers import decimal, file_size, group_digits, read_count


@pytest.mark.parametrize(
    ("number", "dots", "commas", "bare"),
    [
        (0, "0", "0", "0"),
        (272, "272", "272", "272"),
        (1162, "1.162", "1,162", "1162"),
        (11297, "11.297", "11,297", "11297"),
        (2345678, "2.345.678", "2,345,678", "2345678"),
    ],
)
def test_digits_in_groups(number: int, dots: str, commas: str, bare: str) -> None:
    assert (group_digits(number, "."), group_digits(number, ","), group_digits(number, "")) == (dots, commas, bare)


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (4.5, 1, "4,5", "4.5"),
        (5.0, 1, "5", "5"),
        (18.4, 1, "18,4", "18.4"),
        (0.8, 1, "0,8", "0.8"),
        (10.0, 1, "10", "10"),
        (100.0, 0, "100", "100"),
        (3.14159, 2, "3,14", "3.14"),
        (3.10, 2, "3,1", "3.1"),
    ],
)
def test_decimals(value: float, digits: int, vi: str, en: str) -> None:
    assert (decimal(value, "vi", digits), decimal(value, "en", digits)) == (vi, en)


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [
        (0, "1 KB", "1 KB"),
        (1, "1 KB", "1 KB"),
        (850 * 1024, "850 KB", "850 KB"),
        (1_258_291, "1,2 MB", "1.2 MB"),
        (1024 * 1024, "1 MB", "1 MB"),
        (15 * 1024 * 1024, "15 MB", "15 MB"),
        (123 * 1024 * 1024 + 400_000, "123 MB", "123 MB"),
        (3 * 1024**3 // 2, "1,5 GB", "1.5 GB"),
    ],
)
def test_file_sizes(size: int, vi: str, en: str) -> None:
    assert (file_size(size, "vi"), file_size(size, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1162", 1162),
        ("1.162", 1162),
        ("1,162", 1162),
        ("1 162", 1162),
        ("1\u00a0162", 1162),
        (" 272 ", 272),
        ("11.297", 11297),
        ("2.345.678", 2345678),
        ("012", 12),
        ("0", 0),
        ("1.5", None),
        ("1.16", None),
        ("1.1622", None),
        ("1.162,345", None),
        ("11.2970", None),
        ("-5", None),
        ("+5", None),
        ("1e3", None),
        ("0x10", None),
        ("10:38", None),
        ("1_162", None),
        ("1..162", None),
        (".162", None),
        ("1.162.", None),
        ("", None),
        ("nhiều", None),
        ("9" * 40, None),
        ("1.000" + ".000" * 20, None),
        ("²", None),
        ("1162.000", None),
    ],
)
def test_counts_as_people_write_them(typed: str, count: int | None) -> None:
    assert read_count(typed) == count


@given(st.integers(0, 10**14), st.sampled_from([".", ",", "", " "]))
def test_counts_shown_are_counts_read(number: int, separator: str) -> None:
    assert read_count(group_digits(number, separator)) == number
