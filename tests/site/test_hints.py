"""What site.yaml leaves out or says in vain is told, with how to write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import article, run, write
from support import assert_worded, briefly

TITLED = "title: Trường THCS Lam Khê\nurl: https://thcslamkhe.edu.vn\n"
OWNED = f"{TITLED}footer:\n  owner: Trường THCS Lam Khê\n  responsible: Mạc Thu Quế - Hiệu trưởng\n"
OWNER, RESPONSIBLE = "footer.no_owner (hint)", "footer.no_responsible (hint)"
UNITS = "units: [{slug: chi-bo, name: Chi bộ, kind: committee}, {slug: to, name: Tổ Toán, kind: department}]\n"


def told(folder: Path, site: str, files: dict[str, str | bytes] | None = None) -> list[str]:
    write(folder, {"site.yaml": site, "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00"), **(files or {})})
    found = run(folder).problems
    assert_worded(found)
    return briefly(found)


@pytest.mark.parametrize(
    ("site", "wanted"),
    [
        (OWNED, []),
        (TITLED, [f"0:0 {OWNER}", f"0:0 {RESPONSIBLE}"]),
        (f"{TITLED}footer:\n", [f"3:1 {OWNER}", f"3:1 {RESPONSIBLE}"]),
        (f"{TITLED}footer:\n  owner: Trường\n", [f"3:1 {RESPONSIBLE}"]),
        (f"{TITLED}footer:\n  responsible: Bà A\n", [f"3:1 {OWNER}"]),
        (f"{TITLED}footer:\n  owner: Trường\n  responsible:\n", [f"3:1 {RESPONSIBLE}"]),
        (f'{TITLED}footer:\n  owner: ""\n  responsible: "  "\n', [f"3:1 {OWNER}", f"3:1 {RESPONSIBLE}"]),
    ],
)
def test_a_footer_names_its_owner_and_who_answers_for_it(site: str, wanted: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, site) == wanted


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("welcome: Mừng 20 năm\n", []),
        (f"welcome: Mừng 20 năm\n{UNITS}", ["6:1 welcome.units (hint)"]),
        (UNITS, []),
        (f"welcome: Chào mừng bạn đến với Trang thông tin điện tử Trường THCS Lam Khê\n{UNITS}", []),
        (f"welcome: Mừng 20 năm\nlabels:\n  welcome: Mừng bạn đến thăm {{unit}}\n{UNITS}", []),
        ("welcome: Mừng 20 năm\nunits: [{name: Tổ Toán, kind: department}]\n", []),
        ("welcome: Mừng 20 năm\nunits: [{name: Tổ Toán, theme: committee}]\n", ["6:1 welcome.units (hint)"]),
        ("welcome: Mừng 20 năm\nunits: [{name: Chi bộ, kind: committee, welcome: Chào}]\n", []),
        ("units: [{name: Chi bộ, kind: committee, welcome: Chào}]\n", []),
        ("units: [{name: Tổ Toán, welcome: Chào}]\n", ["0:0 welcome.lost (hint)"]),
        ("units: [{name: Trường THCS Lam Khê, kind: school, welcome: Chào}]\n", ["0:0 welcome.lost (hint)"]),
    ],
)
def test_a_welcome_line_that_units_do_not_show_is_told(more: str, wanted: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, OWNED + more) == wanted


def test_a_unit_with_a_header_of_its_own_shows_its_own_line(tmp_path: Path) -> None:
    unit = "units:\n  - {slug: chi-bo, name: Chi bộ, kind: committee, welcome: Chào đồng chí}\n"
    site = f"{OWNED}welcome: Mừng 20 năm\n{unit}"
    post = article("Bài B", "02/10/2026 08:00", unit="chi-bo")
    assert told(tmp_path, site, {"content/tin-tuc/b.md": post}) == []
    assert "Chào đồng chí" in (tmp_path / "output/don-vi/chi-bo/index.html").read_text(encoding="utf-8")
    home = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert "Mừng 20 năm" in home
    assert "Chào đồng chí" not in home


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        (b"thcslamkhe.edu.vn\n", False), (b"THCSLamKhe.edu.vn.\r\n", False), (b"\xef\xbb\xbfthcslamkhe.edu.vn", False),
        (b"www.thcslamkhe.edu.vn\n", True), (b"cu.example\n", True), (b"", True),
        (b"https://thcslamkhe.edu.vn\n", True),
        (b"thcslamkhe.edu.vn\ncu.example\n", True), (b"\xff\xfe", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("host", ["github", "nginx"])
def test_a_cname_that_names_another_host_is_told(name: bytes, is_told: bool, host: str, tmp_path: Path) -> None:
    found = told(tmp_path, f"{OWNED}hosting: {host}\n", {"content/_static/CNAME": name})
    assert found == (["1:1 hosting.cname.other (warning)"] if is_told else [])


def test_a_cname_may_say_the_host_in_letters_or_for_machines(tmp_path: Path) -> None:
    site = OWNED.replace("thcslamkhe.edu.vn", "trường.example")
    assert told(tmp_path, site, {"content/_static/CNAME": "trường.example\n"}) == []
    assert told(tmp_path, site, {"content/_static/CNAME": "xn--trng-cqa7i.example\n"}) != []
