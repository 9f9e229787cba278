"""The starter of ``ssg init``: it builds as it is, and each of its placeholders is told until it is changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sitekit import codes, run, settle

from ssg.base.errors import Problem
from ssg.builder import Report
from ssg.preview.studio import open_studio
from ssg.scaffold import init_portal

CHANGES = {
    "site.yaml": (
        ("Trường THCS Mẫu", "Trường THCS Lam Khê"), ("Chi bộ Trường THCS Mẫu", "Chi bộ Lam Khê"),
        ("truong.example", "thcslamkhe.edu.vn"), ("Họ và tên - Chức vụ", "Mạc Thu Quế - Hiệu trưởng"),
        ("Số nhà, đường, xã, tỉnh", "Thôn Trung Lộc, xã Lam Khê"), ("0000 000 000", "0200 3000 000"),
    ),
    "content/gioi-thieu.md": (("Viết vài đoạn giới thiệu về đơn vị", "Trường thành lập năm 2006"),),
    "content/tin-tuc/bai-viet-dau-tien/index.md": (
        ("Bài viết đầu tiên trên cổng thông tin của đơn vị", "Lễ khai giảng"),
        ("Đây là bài mẫu. Sửa phần thông tin ở đầu và nội dung bên dưới", "Sáng 5/9"),
        ("Mỗi bài viết là một tệp văn bản. Phần giữa", "Sáng 5/9, trường tổ chức lễ khai giảng. Giữa"),
        ("Cứ viết như bình thường; để cách một dòng trống", "Thầy và trò"), ("Khi viết xong, dựng lại", "Sau đó, xem"),
    ),
}  # fmt: skip


def placeholders(report: Report) -> list[Problem]:
    return [p for p in report.problems if p.code == "text.placeholder"]


@pytest.mark.parametrize("theme", ["school", "committee"])
def test_the_starter_builds_and_tells_each_placeholder(theme: str, tmp_path: Path) -> None:
    assert init_portal(tmp_path, theme, "vi") == ""
    report = run(tmp_path)
    assert report.errors == 0
    assert set(codes(report)) == {"text.placeholder"}
    for name, changes in CHANGES.items():
        lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        wanted = {n for n, line in enumerate(lines, 1) if any(said in line for said, _ in changes)}
        assert {p.line for p in placeholders(report) if p.path == name} == wanted
    assert {p.path for p in placeholders(report)} == set(CHANGES)


def test_they_are_told_until_they_are_changed(tmp_path: Path) -> None:
    init_portal(tmp_path, "school", "vi")
    run(tmp_path)
    settle(tmp_path)
    again = run(tmp_path)
    assert {p.path for p in placeholders(again)} == set(CHANGES)
    for name, changes in CHANGES.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        for said, true in changes:
            text = re.sub(re.escape(said), true, text)
        (tmp_path / name).write_text(text, encoding="utf-8")
        left = run(tmp_path)
        assert name not in {p.path for p in placeholders(left)}
    assert codes(left) == []


def test_the_preview_tells_them_too_until_they_are_changed(tmp_path: Path) -> None:
    init_portal(tmp_path, "school", "vi")
    studio = open_studio(tmp_path)
    try:
        assert {p.path for p in studio.problems if p.code == "text.placeholder"} == set(CHANGES)
        for name, changes in CHANGES.items():
            text = (tmp_path / name).read_text(encoding="utf-8")
            for said, true in changes:
                text = text.replace(said, true)
            (tmp_path / name).write_text(text, encoding="utf-8")
            studio.refresh([name])
            assert name not in {p.path for p in studio.problems if p.code == "text.placeholder"}
    finally:
        studio.close()
