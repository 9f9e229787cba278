"""Long names: bounded where they are made, told where they are somebody's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import SITE, article, codes, photo, run, tree, write
from support import assert_worded

from ssg.base.lengths import fits
from ssg.drafting import new_article

LONG = "Kế hoạch tổ chức hội nghị tổng kết năm học và triển khai phương hướng nhiệm vụ năm học mới của nhà trường"
TYPED = "-".join(["dai-hoi"] * 24)


def test_the_name_of_an_attachment_is_cut_where_its_address_would_be_too_long(tmp_path: Path) -> None:
    name = f"{LONG[:70]}.pdf"
    folder = f"content/{'-'.join(['chuyen-muc'] * 7)}/{'bai-viet-' * 8}x"
    files: dict[str, str | bytes] = {
        f"{folder}/index.md": article("Bài", "01/10/2026", attachments=f"\n  - {name}"),
        f"{folder}/{name}": b"%PDF-1.4 a",
    }
    report = run(write(tmp_path, files))
    assert codes(report) == []
    assert all(map(fits, tree(tmp_path)))
    papers = [path for path in tree(tmp_path) if path.endswith(".pdf")]
    assert len(papers) == 1
    assert papers[0].rpartition("/")[2].startswith("ke-hoach-to-chuc-")


@pytest.mark.parametrize("again", [False, True])
def test_an_address_that_is_somebodys_own_is_told(tmp_path: Path, again: bool) -> None:
    files = {"content/tin-tuc/mot.md": article("Một", "01/10/2026"), "content/_static/a.txt": "x"}
    write(tmp_path, files)
    if again:
        run(tmp_path)
    long = {
        "content/tin-tuc/hai.md": article("Hai", "02/10/2026", slug=TYPED),
        f"content/_static/{'thu-muc-rat-dai/' * 12}a.txt": "x",
    }
    report = run(write(tmp_path, long))
    told = [p for p in report.problems if p.code == "url.long"]
    assert [p.path.rpartition("/")[2] for p in told] == ["a.txt", "hai.md"]
    assert {p.severity.value for p in told} == {"warning"}
    assert_worded(told)
    assert f"tin-tuc/{TYPED}/index.html" in tree(tmp_path)


def test_a_long_address_that_comes_alone_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"content/tin-tuc/mot.md": article("Một", "01/10/2026"), "site.yaml": SITE})
    run(tmp_path)
    write(tmp_path, {"content/tin-tuc/hai.md": article("Hai", "02/10/2026", slug=TYPED)})
    assert codes(run(tmp_path)) == ["url.long"]
    assert codes(run(tmp_path)) == ["url.long"]


@pytest.mark.parametrize("alias", ["/vi/" + "tin-cu-" * 30 + "1.html", "/tin/" + "ộ" * 90 + "/", "/a" * 100 + "/"])
def test_an_alias_that_no_file_can_hold_has_no_page_and_stays_in_the_map(tmp_path: Path, alias: str) -> None:
    files = {"site.yaml": SITE + "hosting: nginx\n"}
    files["content/tin-tuc/mot.md"] = article("Một", "01/10/2026", aliases=f"[{alias}, /tin/cu/]")
    report = run(write(tmp_path, files))
    assert [p.code for p in report.problems if p.code.startswith(("alias.", "url."))] == ["url.no_page"]
    assert_worded(report.problems)
    assert codes(report) == []
    assert "tin/cu/index.html" in tree(tmp_path)
    assert all(map(fits, tree(tmp_path)))


def test_a_new_article_and_its_photos_have_names_that_fit(tmp_path: Path) -> None:
    site = SITE + "categories:\n  - {slug: " + "-".join(["chuyen-muc"] * 7) + ", name: Chuyên mục dài}\n"
    write(tmp_path, {"site.yaml": site})
    pictures = []
    for number in (1, 2):
        pictures.append(tmp_path / f"{number}" / f"{LONG}.jpg")
        pictures[-1].parent.mkdir()
        pictures[-1].write_bytes(photo(colour=f"#{number}{number}{number}"))
    made = new_article(tmp_path, LONG, unit="", category="", files=pictures)
    assert len(made.photos) == 2
    assert not made.failed
    folder = made.path.rpartition("/")[0].removeprefix("content/")
    assert all(fits(f"{folder}/{photo.name}") for photo in made.photos)
