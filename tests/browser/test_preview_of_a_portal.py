"""An editor at work: a real portal in the preview, in a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browserkit import needs_chromium
from playwright.sync_api import Browser, Page, expect
from previewkit import wait_until
from sitekit import NOW, article, photo, write

from ssg.preview.serving import Address, Options, serve
from ssg.preview.studio import open_studio

pytestmark = needs_chromium
LONG = "\n\n".join(f"Đoạn {number}. {'chữ ' * 60}" for number in range(60))
SITE = """\
title: Trường THCS Thử
url: https://thu.example
categories: [{slug: tin-tuc, name: Tin tức}]
blocks: [newest]
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00", LONG),
        "content/tin-tuc/b.md": article("Bài B", "02/10/2026 08:00", "Chữ của B.", draft="true"),
        "content/tin-tuc/c.md": article("Bài C", "03/10/2026 08:00", "Chữ của C."),
    }
    return write(tmp_path, files)


@pytest.fixture
def address(portal: Path) -> Iterator[Address]:
    options = Options(now=lambda: NOW, port=0)
    with closing(open_studio(portal, lambda: NOW, drafts=True)) as studio, serve(studio, options, print) as one:
        assert studio.settle(30)
        yield one


@pytest.fixture
def page(browser: Browser, address: Address) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{address.url}tin-tuc/a/")
    page.wait_for_function("document.querySelector('script[data-page]') !== null")
    page.evaluate("window.mark = 1")
    yield page
    context.close()


def save(portal: Path, name: str, text: str) -> None:
    write(portal, {name: text})


def test_what_is_typed_is_shown_without_a_jump(portal: Path, page: Page) -> None:
    page.locator("text=Đoạn 50.").first.scroll_into_view_if_needed()
    place = page.evaluate("window.scrollY")
    save(portal, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", LONG.replace("Đoạn 51.", "Đã sửa.")))
    expect(page.locator("text=Đã sửa.").first).to_be_visible()
    assert page.evaluate("[window.scrollY, window.mark]") == [place, 1]


def test_a_new_title_comes_to_the_lists_and_a_new_article_too(portal: Path, page: Page, address: Address) -> None:
    page.goto(f"{address.url}tin-tuc/")
    page.evaluate("window.mark = 1")
    save(portal, "content/tin-tuc/c.md", article("Tên khác hẳn", "03/10/2026 08:00", "Chữ của C."))
    expect(page.locator("main").get_by_text("Tên khác hẳn").first).to_be_visible()
    save(portal, "content/tin-tuc/d.md", article("Bài mới tinh", "04/10/2026 08:00"))
    expect(page.locator("main").get_by_text("Bài mới tinh").first).to_be_visible()
    assert page.evaluate("window.mark") == 1


def test_an_error_lies_over_the_page_until_it_is_mended(portal: Path, page: Page) -> None:
    save(portal, "content/tin-tuc/a.md", "---\ntitle: Hỏng\ndate: [\n---\n")
    overlay = page.locator(".panel")
    expect(overlay.get_by_text("content/tin-tuc/a.md").first).to_be_visible()
    expect(page.locator("text=Đoạn 1.").first).to_be_attached()
    save(portal, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", "Lành."))
    expect(page.locator("main").get_by_text("Lành.").first).to_be_visible()
    expect(overlay).to_be_hidden()


def test_site_yaml_deleted_and_written_again(portal: Path, page: Page) -> None:
    (portal / "site.yaml").unlink()
    overlay = page.locator(".panel")
    expect(overlay.get_by_text("site.yaml").first).to_be_visible()
    save(portal, "site.yaml", SITE.replace("Thử", "Mới"))
    expect(page.locator("header").get_by_text("Trường THCS Mới").first).to_be_visible()
    expect(overlay).to_be_hidden()


def test_a_deleted_article_is_told_of_where_it_was(portal: Path, page: Page) -> None:
    (portal / "content/tin-tuc/a.md").unlink()
    expect(page.locator("main").get_by_text("Bài “Bài A” từng ở địa chỉ này")).to_be_visible()
    save(portal, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", "Về rồi."))
    expect(page.locator("main").get_by_text("Về rồi.").first).to_be_visible()


def test_a_photo_is_replaced(portal: Path, page: Page) -> None:
    write(portal, {"content/tin-tuc/anh.jpg": photo(800, 600, "#c22")})
    save(portal, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", "Có ảnh.", photos="[anh.jpg]"))
    image = page.locator("main article img").first
    expect(image).to_be_visible()
    first = image.get_attribute("src")
    write(portal, {"content/tin-tuc/anh.jpg": photo(800, 600, "#22c")})
    wait_until(lambda: page.locator("main article img").first.get_attribute("src") != first)
    page.wait_for_function("document.querySelector('main article img').naturalWidth > 0")


def test_drafts_wear_a_ribbon(portal: Path, page: Page, address: Address) -> None:
    page.goto(f"{address.url}tin-tuc/b/")
    expect(page.get_by_text("Bản nháp - chưa đăng").first).to_be_visible()


def test_a_hundred_files_pasted_and_another_branch(portal: Path, page: Page, address: Address, tmp_path: Path) -> None:
    page.goto(f"{address.url}tin-tuc/")
    for number in range(100):
        save(
            portal,
            f"content/tin-tuc/dan-{number}.md",
            article(f"Bài dán {number:02}", f"05/10/2026 08:{number % 60:02}"),
        )
    expect(page.locator("main").get_by_text("Bài dán 59").first).to_be_visible()
    shutil.move(portal / "content", tmp_path.parent / f"{tmp_path.name}-nhanh-khac")
    save(portal, "content/tin-tuc/khac.md", article("Nhánh khác", "06/10/2026 08:00"))
    expect(page.locator("main").get_by_text("Nhánh khác").first).to_be_visible()
    expect(page.locator("main").get_by_text("Bài dán 59")).to_have_count(0)
