"""The sample portal as a reader meets it: every page of the product's list, at its URL, with its hooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitekit import Page, words

PAGES = [
    "/",
    "/404.html",
    "/_ssg/rate/",
    "/so-do-trang/",
    "/luu-tru/",
    "/lich/",
    "/don-vi/",
    "/tu-khoa/",
    "/tac-gia/",
    "/dong-su-kien/",
    "/tin-tuc/",
    "/thong-bao/",
    "/dang-doan-the/",
    "/van-ban/",
    "/don-vi/truong/",
    "/don-vi/chi-bo/",
    "/don-vi/thcs-bai-tram/",
    "/tac-gia/mac-thu-que/",
    "/dong-su-kien/ky-niem-20-nam/",
    "/luu-tru/2024/",
    "/luu-tru/2024/03/",
    "/lich/2024/",
    "/lich/2024/03/",
    "/dang-doan-the/le-ket-nap-dang-vien-moi/",
    "/gioi-thieu/",
    "/lich-su-hinh-thanh/",
    "/lien-he/",
    "/feed.xml",
    "/rss.xml",
    "/tin-tuc/feed.xml",
    "/tin-tuc/rss.xml",
    "/don-vi/chi-bo/feed.xml",
    "/don-vi/chi-bo/rss.xml",
    "/sitemap.xml",
    "/robots.txt",
]
ADMISSION = "/dang-doan-the/le-ket-nap-dang-vien-moi/"


@pytest.mark.parametrize("url", PAGES)
def test_page_is_there(sample: Path, url: str) -> None:
    name = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
    assert (sample / "output" / name).stat().st_size > 40


def test_article_shows_its_parts_in_order(sample: Path) -> None:
    html = Page(sample, "/dang-doan-the/dai-hoi-chi-bo-nhiem-ky-2025-2027/").html
    marks = [
        'class="crumbs"', "<h1>", "Thứ Hai, 03/03/2025 08:20", "chiều ngày 28/02/2025", "data-views",
        'class="summary"', 'class="body"',
        'data-block="gallery"', 'class="credits"', 'data-block="tags"', 'data-block="related"', 'data-block="newer"',
        'data-block="older"',
    ]  # fmt: skip
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_album_stands_where_it_was_placed(sample: Path) -> None:
    page = Page(sample, ADMISSION)
    assert page.text(".//*[@data-block='gallery']/h2").startswith("Một số hình ảnh Lễ kết nạp đảng viên ngày 26/3/2024")
    assert len(page.all(".//*[@data-block='gallery']//figure")) == 7
    assert len(page.all(".//*[@class='body']//*[@data-block='gallery']")) == 1


def test_committee_unit_wears_its_own_theme(sample: Path) -> None:
    school, cell = Page(sample, "/don-vi/truong/"), Page(sample, "/don-vi/chi-bo/")
    assert school.one(".//html").get("class") == "school"
    assert cell.one(".//html").get("class") == "committee"
    assert cell.text(".//*[@class='site-name']") == "Chi bộ Trường THCS Lam Khê"
    assert cell.text(".//*[@class='governing']").upper() == "ĐẢNG BỘ XÃ LAM KHÊ"
    own = {words(a) for a in cell.all(".//*[@class='card-title']/a")}
    assert set(cell.block("most-read")) == own


def test_ended_unit_says_so_and_names_its_successor(sample: Path) -> None:
    page = Page(sample, "/don-vi/thcs-bai-tram/")
    notice = page.text(".//*[@class='notice']")
    assert notice.startswith("Trường THCS Bãi Trầm hoạt động đến hết ngày 31/07/2025.")
    assert page.hrefs(".//*[@class='notice']/a") == ["/don-vi/truong/"]
    article = Page(sample, "/tin-tuc/hoc-sinh-bai-tram-dat-giai-ba-khkt/")
    assert "đơn vị đã kết thúc hoạt động" in article.text(".//*[@class='notice']")


def test_view_counter_carries_its_hook(sample: Path) -> None:
    page = Page(sample, "/tin-tuc/ky-niem-41-nam-ngay-nha-giao-viet-nam/")
    counter = page.one(".//*[@data-views]")
    assert (counter.get("data-views"), words(counter)) == ("1284", "Lượt xem: 1.284")


def test_rating_carried_over_is_shown(sample: Path) -> None:
    block = Page(sample, "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/").text(".//*[@data-block='rating']")
    assert "24 điểm từ 5 lượt đánh giá" in block
    assert "Trung bình: 4,8/5" in block


def test_expired_notice_keeps_its_page_and_leaves_every_list(sample: Path) -> None:
    url = "/thong-bao/lich-nghi-tet-nguyen-dan-giap-thin/"
    page = Page(sample, url)
    assert "20/02/2024" in page.text(".//*[@class='notice']")
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"
    for other in ("/thong-bao/", "/", "/so-do-trang/"):
        assert url not in Page(sample, other).hrefs()
    assert url not in (sample / "output/sitemap.xml").read_text()
    assert url not in (sample / "output/thong-bao/feed.xml").read_text()


def test_structured_data_of_an_article(sample: Path) -> None:
    page = Page(sample, ADMISSION)
    graph = json.loads(page.one(".//script[@type='application/ld+json']").text or "")["@graph"]
    kinds = {node["@type"]: node for node in graph}
    assert set(kinds) == {"NewsArticle", "BreadcrumbList", "Event"}
    assert kinds["NewsArticle"]["datePublished"] == "2024-03-28T14:05:00+07:00"
    assert kinds["Event"]["startDate"] == "2024-03-26T00:00:00+07:00"
    canonical = page.one(".//link[@rel='canonical']").get("href")
    assert canonical == f"https://thcslamkhe.example{ADMISSION}" == kinds["NewsArticle"]["mainEntityOfPage"]
    assert page.one(".//meta[@property='og:image']").get("content", "").endswith(".jpg")


def test_home_has_what_site_yaml_asks_for(sample: Path) -> None:
    page = Page(sample, "/")
    assert len(page.all(".//*[@data-block='featured']//article")) == 5
    boxes = [words(h) for h in page.all(".//*[@class='boxes']//h2")]
    assert boxes[:2] == ["Tin tức", "Đảng - Đoàn thể"]
    assert len(page.all(".//*[@data-block='photos']//img")) == 8
    first = page.all(".//*[@data-block='featured']//h3/a")[0]
    assert words(first).startswith("Lễ kỷ niệm 20 năm thành lập Trường")


def test_side_column_in_the_order_of_site_yaml(sample: Path) -> None:
    blocks = [e.get("data-block") for e in Page(sample, "/").all(".//aside/section")]
    assert blocks == ["list", "most-read", "banners", "links"]
    column = Page(sample, Page(sample, "/tin-tuc/").one(".//aside").get("data-side", ""))
    assert [e.get("data-block") for e in column.all("section")] == blocks


def test_event_calendar_marks_the_day(sample: Path) -> None:
    page = Page(sample, "/lich/2024/03/")
    busy = [words(td) for td in page.all(".//td") if "busy" in td.get("class", "")]
    assert any(text.startswith("26 ") and "kết nạp đảng viên" in text for text in busy)


def test_footer_tells_the_legal_lines(sample: Path) -> None:
    footer = Page(sample, "/").text(".//footer[@class='footer']")
    for line in ("Chịu trách nhiệm nội dung: Bà Tạ Thị Minh Thục", "Ghi rõ nguồn", "© 2023–2026"):
        assert line in footer
