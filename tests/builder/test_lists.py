"""Lists, their pages and blocks: stable pages, right neighbours, right order."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, codes, run, tree, words, write

SITE = """
title: Trường THCS Thử
url: https://thu.example
categories:
  - {slug: tin-tuc, name: Tin tức}
  - {slug: thong-bao, name: Thông báo}
lists: {page_size: 5, newer: 2, older: 3, related: 3}
footer: {owner: T, responsible: B}
"""


def posts(count: int, category: str = "tin-tuc", **keys: str) -> dict[str, str | bytes]:
    return {
        f"content/{category}/bai-{n:02}.md": article(
            f"Bài {n:02}", f"{n % 28 + 1:02}/{n // 28 + 1:02}/2025 08:00", **keys
        )
        for n in range(count)
    }


def titles(page: Page) -> list[str]:
    return [words(a) for a in page.all(".//*[@class='card-title']/a")]


@pytest.mark.parametrize(
    ("count", "first", "older"), [(4, 4, 0), (9, 9, 0), (10, 5, 1), (14, 9, 1), (15, 5, 2), (23, 8, 3)]
)
def test_pages_counted_from_the_oldest(tmp_path: Path, count: int, first: int, older: int) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts(count)}))
    assert len(titles(Page(tmp_path, "/tin-tuc/"))) == first
    numbers = sorted(int(p.name) for p in (tmp_path / "output/tin-tuc/trang").glob("*"))
    assert numbers == list(range(1, older + 1))
    if older:
        assert titles(Page(tmp_path, "/tin-tuc/trang/1/")) == [f"Bài {n:02}" for n in (4, 3, 2, 1, 0)]


def test_new_post_never_moves_old_pages(tmp_path: Path) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts(17)}))
    before = {k: v for k, v in tree(tmp_path).items() if "/trang/" in k or k.startswith("trang/")}
    pages = {
        url: titles(Page(tmp_path, f"/{url.removesuffix('index.html')}"))
        for url in before
        if url.startswith("tin-tuc/")
    }
    run(write(tmp_path, {"content/tin-tuc/moi.md": article("Mới nhất", "01/06/2025")}))
    for url, shown in pages.items():
        assert titles(Page(tmp_path, f"/{url.removesuffix('index.html')}")) == shown


def test_pager_tells_days_never_numbers(tmp_path: Path) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts(17)}))
    page = Page(tmp_path, "/tin-tuc/trang/1/")
    assert page.text(".//h1") == "Tin tức: tin từ 01/01/2025 đến 05/01/2025"
    assert "Trang 1" not in page.text(".//nav[@class='pager']")
    assert "từ 06/01/2025 đến 10/01/2025" in page.text(".//nav[@class='pager']")


def test_walking_from_the_newest_page_meets_every_article_once(tmp_path: Path) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts(23)}))
    url, seen = "/tin-tuc/", []
    while url:
        page = Page(tmp_path, url)
        seen += titles(page)
        url = next(iter(page.hrefs(".//a[@rel='next']")), "")
    assert seen == [f"Bài {n:02}" for n in range(22, -1, -1)]


def test_neighbours_are_of_the_same_category(tmp_path: Path) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts(8), "content/thong-bao/x.md": article("Lạ", "05/01/2025 09:00")}))
    page = Page(tmp_path, "/tin-tuc/bai-04/")
    assert page.block("newer") == ["Bài 06", "Bài 05"]
    assert page.block("older") == ["Bài 03", "Bài 02", "Bài 01"]


def test_related_obey_the_hand_then_tags_and_time(tmp_path: Path) -> None:
    files = {
        "content/tin-tuc/goc.md": article("Gốc", "10/05/2025", tags="[sách]", related="[chon]", related_exclude="[bo]"),
        "content/thong-bao/chon.md": article("Chọn tay", "01/01/2020"),
        "content/tin-tuc/bo.md": article("Bỏ ra", "11/05/2025", tags="[sách]"),
        "content/thong-bao/the.md": article("Cùng thẻ", "01/05/2023", tags="Sách"),
        "content/tin-tuc/gan.md": article("Gần ngày", "09/05/2025"),
        "content/thong-bao/xa.md": article("Xa", "01/01/2019"),
    }
    report = run(write(tmp_path, {"site.yaml": SITE, **files}))
    assert codes(report) == []
    assert Page(tmp_path, "/tin-tuc/goc/").block("related") == ["Chọn tay", "Cùng thẻ", "Gần ngày"]
    assert "Gốc" in Page(tmp_path, "/thong-bao/the/").block("related")


def test_related_names_that_lead_nowhere_or_to_many(tmp_path: Path) -> None:
    files = {
        "content/tin-tuc/goc.md": article("Gốc", "10/05/2025", related="[khong-co, trung]"),
        "content/tin-tuc/trung.md": article("A", "01/05/2025"),
        "content/thong-bao/trung.md": article("B", "01/05/2025"),
    }
    report = run(write(tmp_path, {"site.yaml": SITE, **files}))
    told = [(p.code, p.path, p.line) for p in report.problems]
    assert told == [
        ("related.unknown", "content/tin-tuc/goc.md", 4),
        ("related.ambiguous", "content/tin-tuc/goc.md", 4),
    ]


def test_tags_that_fold_to_one_merge_under_the_commonest_spelling(tmp_path: Path) -> None:
    files = {
        f"content/tin-tuc/{n}.md": article(f"B{n}", f"0{n + 1}/05/2025", tags=t)
        for n, t in enumerate(["Đại hội", "đại hội", "đại hội"])
    }
    run(write(tmp_path, {"site.yaml": SITE, **files}))
    assert Page(tmp_path, "/tu-khoa/dai-hoi/").text(".//h1") == "Từ khóa: đại hội"
    assert len(titles(Page(tmp_path, "/tu-khoa/dai-hoi/"))) == 3


def test_most_read_falls_back_to_views_carried_over_then_to_the_newest(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": SITE + "blocks: [most-read]\n", **posts(3)})
    run(tmp_path)
    page = Page(tmp_path, "/")
    assert page.text(".//*[@data-block='most-read']/h2") == "Tin mới"
    assert page.block("most-read") == ["Bài 02", "Bài 01", "Bài 00"]
    write(
        tmp_path,
        {
            "content/tin-tuc/bai-00.md": article("Bài 00", "01/01/2025 08:00", views="1.162"),
            "content/tin-tuc/bai-01.md": article("Bài 01", "02/01/2025", views="20"),
        },
    )
    run(tmp_path)
    page = Page(tmp_path, "/")
    assert page.text(".//*[@data-block='most-read']/h2") == "Tin đọc nhiều"
    assert page.block("most-read") == ["Bài 00", "Bài 01"]
    assert "(1.162)" in page.html


def test_authors_by_given_name(tmp_path: Path) -> None:
    names = ["Trần Thị Yên", "Lê Văn An", "Đỗ Ân", "Phạm Dung"]
    files = {f"content/tin-tuc/{n}.md": article(f"B{n}", "01/05/2025", author=name) for n, name in enumerate(names)}
    run(write(tmp_path, {"site.yaml": SITE, **files}))
    shown = [words(a) for a in Page(tmp_path, "/tac-gia/").all(".//*[@class='ways-list']//a")]
    assert shown == ["Lê Văn An", "Đỗ Ân", "Phạm Dung", "Trần Thị Yên"]


def test_archive_by_publish_date_and_by_event_date(tmp_path: Path) -> None:
    files = {"content/tin-tuc/a.md": article("Hội trại", "03/01/2026", event_date="30/12/2025 - 02/01/2026")}
    run(write(tmp_path, {"site.yaml": SITE, **files}))
    for url in ("/luu-tru/2026/01/", "/lich/2025/12/", "/lich/2026/01/", "/lich/2025/", "/lich/2026/"):
        assert titles(Page(tmp_path, url)) == ["Hội trại"], url
    assert not (tmp_path / "output/luu-tru/2025").exists()
    assert len([td for td in Page(tmp_path, "/lich/2026/01/").all(".//td") if td.get("class") == "busy"]) == 2


def test_site_with_two_lines_and_one_article(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "site.yaml": "title: Trường THCS Thử\nurl: https://thu.example/thcs\n",
            "content/bai.md": article("Bài đầu", "01/05/2025"),
        },
    )
    assert codes(run(tmp_path)) == []
    page = Page(tmp_path, "/tin-tuc/bai/")
    assert page.one(".//link[@rel='canonical']").get("href") == "https://thu.example/thcs/tin-tuc/bai/"
    shared = "https://www.facebook.com/sharer/sharer.php?u=https%3A//thu.example/thcs/tin-tuc/bai/"
    own = [href for href in page.hrefs() if href != shared]
    assert all(href.startswith(("/thcs/", "#", "mailto:", "https://thu.example/thcs/")) for href in own)
