"""Articles dated after their unit's last day, or before its first, are told with the unit and both dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import article, run, settle, write
from support import assert_worded, briefly

from ssg.base.errors import Problem

SITE = """\
title: Trường THCS Thử
url: https://thu.example
footer: {owner: Trường THCS Thử, responsible: Bà Thử}
units:
  - {slug: cu, name: Trường Cũ, from: 2006-09-05, until: 2025-07-31, successor: moi}
  - {slug: moi, name: Trường Mới, from: 2025-08-01}
  - {slug: to, name: Tổ Toán}
"""


def told(folder: Path, unit: str, date: str, site: str = SITE) -> list[Problem]:
    write(folder, {"site.yaml": site, "content/tin-tuc/a.md": article("Bài A", date, unit=unit)})
    found = [problem for problem in run(folder).problems if problem.code.startswith("unit.")]
    assert_worded(found)
    return found


@pytest.mark.parametrize(
    ("unit", "date", "wanted"),
    [
        ("cu", "31/07/2025 23:59", []),
        ("cu", "01/08/2025 00:00", ["4:7 unit.over (warning)"]),
        ("Trường Cũ", "01/08/2025", ["4:7 unit.over (warning)"]),
        ("cu", "2025-07-31T17:00:00Z", ["4:7 unit.over (warning)"]),
        ("cu", "04/09/2006", ["4:7 unit.not_begun (hint)"]),
        ("cu", "05/09/2006", []),
        ("moi", "31/07/2025", ["4:7 unit.not_begun (hint)"]),
        ("moi", "01/10/2026", []),
        ("to", "01/10/2026", []),
    ],
)
def test_dates_and_terms(unit: str, date: str, wanted: list[str], tmp_path: Path) -> None:
    assert briefly(told(tmp_path, unit, date)) == wanted


def test_the_unit_and_the_dates_are_named(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "Trường Cũ", "01/08/2025")
    assert dict(one.values) == {"value": "Trường Cũ", "until": "31/7/2025", "date": "01/8/2025"}


def test_a_last_day_that_is_written_later_tells_of_articles_that_stand(tmp_path: Path) -> None:
    assert told(tmp_path, "cu", "01/10/2026", SITE.replace(", until: 2025-07-31", "")) == []
    settle(tmp_path)
    write(tmp_path, {"site.yaml": SITE})
    assert [p.code for p in run(tmp_path).problems if p.code.startswith("unit.")] == ["unit.over"]
    settle(tmp_path)
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026", "Chữ khác.", unit="cu")})
    assert [p.code for p in run(tmp_path).problems if p.code.startswith("unit.")] == ["unit.over"]
