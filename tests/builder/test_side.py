"""The side column as a file of its own: what stands in other pages for it, and what a night or a new post rewrites."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import NOW, Page, article, codes, run, tree, write

SITE = """\
title: Trường THCS Thử
url: https://thu.example
footer: {owner: Trường THCS Thử, responsible: Bà Tạ Thị Minh}
units:
  - {slug: truong, name: Trường THCS Thử, kind: school}
  - {slug: site, name: Chi bộ, kind: committee, parent: truong}
categories: [{slug: tin-tuc, name: Tin tức}, {slug: thong-bao, name: Thông báo}]
blocks: [most-read, {list: thong-bao}, newest, links, statistics]
links: [{title: Bộ Giáo dục và Đào tạo, url: https://moet.gov.vn}]
counters: {logs: [access.log]}
lists: {page_size: 3}
"""
LINE = '198.51.100.{who} - - [01/Nov/2026:0{hour}:00:00 +0700] "GET {url} HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11)"\n'


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    names = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
    files = {
        f"content/tin-tuc/bai-{at}.md": article(
            f"Bài {name}",
            f"{at + 1:02}/10/2026 08:00",
            f"Chuyện {name} của {name} lớp.",
            unit="site" if at % 2 else "truong",
        )
        for at, name in enumerate(names)
    }
    return write(tmp_path, {"site.yaml": SITE, **files})


def read_by(folder: Path, url: str, readers: int = 1, hour: int = 1) -> None:
    with (folder / "access.log").open("a") as log:
        log.writelines(LINE.format(who=who, hour=hour, url=url) for who in range(1, readers + 1))


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


@pytest.mark.parametrize(
    ("url", "column", "headings"),
    [
        ("/tin-tuc/", "/_ssg/side/site.html", ["/doc-nhieu/", "/thong-bao/", "/", "/lien-ket/", "/thong-ke/"]),
        (
            "/tin-tuc/bai-1/",
            "/_ssg/side/site-1.html",
            ["/doc-nhieu/don-vi/site/", "/thong-bao/", "/don-vi/site/", "/lien-ket/", "/thong-ke/"],
        ),
        (
            "/tin-tuc/bai-2/",
            "/_ssg/side/truong.html",
            ["/doc-nhieu/don-vi/truong/", "/thong-bao/", "/don-vi/truong/", "/lien-ket/", "/thong-ke/"],
        ),
    ],
)
def test_pages_hold_headings_that_lead_to_the_lists(portal: Path, url: str, column: str, headings: list[str]) -> None:
    assert codes(run(portal)) == ["ledger.none"]
    page = Page(portal, url)
    assert page.one(".//aside").get("data-side") == column
    assert [link.get("href") for link in page.all(".//aside//h2/a")] == headings
    assert all((portal / "output" / href[1:] / "index.html").is_file() for href in headings)
    assert (portal / "output" / column[1:]).is_file()


@pytest.mark.parametrize(
    ("home", "column"), [("/", "/_ssg/side/site.html"), ("/don-vi/site/", "/_ssg/side/site-1.html")]
)
def test_homes_hold_what_the_file_holds(portal: Path, home: str, column: str) -> None:
    read_by(portal, "/tin-tuc/bai-1/", 3)
    run(portal)
    page = Page(portal, home)
    assert page.one(".//aside").get("data-side") is None
    assert page.html.count(Page(portal, column).html.strip()) == 1
    assert page.block("most-read")[0].startswith("Bài hai")


def test_a_column_is_no_page(portal: Path) -> None:
    run(portal)
    sitemap = (portal / "output/sitemap.xml").read_text()
    assert "_ssg/side" not in sitemap
    assert "<html" not in (portal / "output/_ssg/side/site.html").read_text()
    read_by(portal, "/_ssg/side/site.html", 5)
    run(portal)
    assert (
        'data-count="today">0<' in (portal / "output/index.html").read_text() or "Hôm nay" not in Page(portal, "/").html
    )


def test_a_nights_counts_rewrite_what_was_read_and_what_tells_of_it(portal: Path) -> None:
    read_by(portal, "/tin-tuc/bai-2/", 2)
    run(portal)
    before = tree(portal)
    read_by(portal, "/tin-tuc/bai-5/", 3, hour=3)
    run(portal)
    paths = changed(before, tree(portal))
    assert "tin-tuc/bai-5/index.html" in paths
    pages = {path for path in paths if not path.startswith(("_ssg/side/", "doc-nhieu/", "don-vi/", "thong-ke/"))}
    assert pages == {"tin-tuc/bai-5/index.html", "index.html"}
    assert "_ssg/side/site.html" in paths
    assert Page(portal, "/tin-tuc/bai-5/").one(".//*[@data-views]").get("data-views") == "3"
    now = tree(portal)
    run(portal, clean=True)
    assert tree(portal) == now


def test_lists_show_no_counts_but_the_lead_of_home_does(portal: Path) -> None:
    read_by(portal, "/tin-tuc/bai-7/", 2)
    run(portal)
    assert [e.text for e in Page(portal, "/tin-tuc/").all(".//main//*[@class='views']")] == []
    assert len(Page(portal, "/").all(".//main//*[@class='views']")) == 1


def test_most_read_has_pages_by_span_list_and_unit(portal: Path) -> None:
    read_by(portal, "/tin-tuc/bai-1/", 2)
    read_by(portal, "/tin-tuc/bai-2/", 4)
    run(portal)
    page = Page(portal, "/doc-nhieu/")
    assert [heading.text for heading in page.all(".//main/section/h2")][:4] == [
        "7 ngày qua",
        "30 ngày qua",
        "90 ngày qua",
        "Từ trước đến nay",
    ]
    first = page.all(".//main/section")[0]
    assert ["".join(item.itertext()).strip() for item in first.iter("li")] == ["Bài ba (4)", "Bài hai (2)"]
    unit = Page(portal, "/doc-nhieu/don-vi/site/")
    assert "Bài hai" in unit.text(".//main")
    assert "Bài ba" not in unit.text(".//main")
    assert "Chưa có số liệu lượt đọc." in Page(portal, "/doc-nhieu/thong-bao/").text(".//main")
    assert {"/doc-nhieu/tin-tuc/", "/doc-nhieu/don-vi/site/"} <= set(page.hrefs())


def test_visits_and_links_have_pages(portal: Path) -> None:
    run(portal)
    assert "Chưa có số liệu truy cập." in Page(portal, "/thong-ke/").text(".//main")
    assert "https://moet.gov.vn" in Page(portal, "/lien-ket/").hrefs()
    read_by(portal, "/tin-tuc/bai-1/", 2)
    run(portal)
    assert Page(portal, "/thong-ke/").one(".//*[@data-count='today']").text == "2"


def test_a_new_post_leaves_old_pages_as_they_are(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    write(
        portal,
        {"content/tin-tuc/moi.md": article("Bài mới nhất", "20/10/2026 08:00", "Hoàn toàn khác hẳn.", unit="truong")},
    )
    run(portal)
    paths = changed(before, tree(portal))
    assert "tin-tuc/trang/1/index.html" not in paths
    assert not {path for path in paths if path.startswith(("don-vi/site/", "thong-ke/", "lien-ket/", "doc-nhieu/"))}
    assert {"_ssg/side/site.html", "_ssg/side/truong.html", "index.html", "tin-tuc/index.html"} <= paths


def test_without_blocks_there_is_no_column(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": SITE.replace("[most-read, {list: thong-bao}, newest, links, statistics]", "[]")})
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026", unit="truong")})
    run(tmp_path)
    assert Page(tmp_path, "/tin-tuc/").all(".//aside") == []
    assert not (tmp_path / "output/_ssg/side").exists()


@pytest.mark.parametrize("slug", ["doc-nhieu", "thong-ke", "lien-ket"])
def test_addresses_of_these_pages_are_taken(tmp_path: Path, slug: str) -> None:
    write(
        tmp_path,
        {f"content/{slug}.md": "---\ntitle: Trang\n---\n\nChữ.\n", "content/a.md": "---\ntitle: A\n---\n\nA.\n"},
    )
    report = run(tmp_path, now=NOW)
    assert "slug.reserved" in codes(report) or "url.collision" in codes(report)
