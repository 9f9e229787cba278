"""The sample portal in a real Chromium: nothing overflows, nothing fails, nothing is fetched from elsewhere."""

from __future__ import annotations

import re

import pytest
from browserkit import ALBUM, PAGES, RATED, needs_chromium, visit, weights
from playwright.sync_api import Browser
from portals import HOSTILE_PAGES

pytestmark = [needs_chromium, pytest.mark.xdist_group("browser-pages")]
WIDTHS = (320, 360, 768, 1280, 2560)
# Text that is cut off on either side, beyond what scrolls by itself or is hidden on purpose.
CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
    if (!e.checkVisibility({visibilityProperty: true})) return false;
    if (e.closest('.table-scroll, .hidden, .skip, pre, [aria-hidden]')) return false;
    const box = e.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -13);
}).map(e => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("theme", ["school", "committee"])
@pytest.mark.parametrize("name", PAGES)
def test_page_fits_every_window_and_stays_at_home(
    browser: Browser, addresses: dict[str, str], theme: str, name: str
) -> None:
    with visit(browser, addresses[theme], PAGES[name], 320) as seen:
        for width in (320, 768, 2560):
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert (width, seen.overflow) == (width, 0)
        assert seen.strangers == []
        assert seen.errors == []
        assert seen.page.evaluate("document.documentElement.className") == ("committee" if name in _OWN else theme)


_OWN = ("unit", "album")
# pages of the Party cell, whose theme is its own


@pytest.mark.parametrize("url", HOSTILE_PAGES)
def test_nothing_breaks_the_layout(browser: Browser, addresses: dict[str, str], url: str) -> None:
    with visit(browser, addresses["hostile"], url, 320) as seen:
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert (width, seen.overflow, seen.page.evaluate(CUT)) == (width, 0, [])
        assert seen.errors == []


@pytest.mark.parametrize("url", ["/", ALBUM, RATED, "/lich/2024/03/", "/404.html"])
def test_page_is_whole_where_scripts_are_off(browser: Browser, address: str, url: str) -> None:
    with visit(browser, address, url, 360, scripts=False) as seen:
        page = seen.page
        assert page.locator("#menu-list > li > a").nth(1).is_visible()
        hidden = page.locator(".menu-button, .clock, [data-print], [data-copy], [data-share]")
        assert [part.is_visible() for part in hidden.all()] == [False] * hidden.count()
        assert page.locator("main h1").count() == 1
        assert seen.strangers == []


def test_photo_opens_as_a_file_where_scripts_are_off(browser: Browser, address: str) -> None:
    with visit(browser, address, ALBUM, 360, scripts=False) as seen:
        seen.page.locator(".gallery-grid a").first.click()
        seen.page.wait_for_url("**/anh/**")


def test_clock_tells_the_time_of_the_portal(browser: Browser, address: str) -> None:
    with visit(browser, address, "/") as seen:
        shown = seen.page.locator(".clock").inner_text()
    assert re.fullmatch(r"(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), ngày \d\d/\d\d/\d{4} - \d\d:\d\d", shown)


@pytest.mark.parametrize("theme", ["school", "committee"])
def test_page_is_light(browser: Browser, addresses: dict[str, str], theme: str) -> None:
    with visit(browser, addresses[theme], "/") as seen:
        seen.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        loaded = weights(seen)
    own = {url: size for url, size in loaded.items() if "/anh/" not in url}
    assert sum(own.values()) <= 150_000, own
    assert sum(size for url, size in own.items() if url.endswith(".css")) <= 30_000, own
    assert sum(size for url, size in own.items() if url.endswith(".js")) <= 10_000, own
    assert any(url.endswith(".css") for url in own)


@pytest.mark.parametrize(("width", "density"), [(360, 1), (360, 2), (768, 1), (1280, 1), (1280, 2)])
@pytest.mark.parametrize(("url", "photo"), [("/", ".first img"), (RATED, ".lead-photo img, .gallery-grid img")])
def test_first_photo_is_sized_to_the_screen(
    browser: Browser, address: str, url: str, photo: str, width: int, density: int
) -> None:
    with visit(browser, address, url, width, density=density) as seen:
        first = seen.page.locator(photo).first
        first.scroll_into_view_if_needed()
        seen.page.wait_for_function("e => e.complete && e.currentSrc", arg=first.element_handle())
        source = str(first.evaluate("e => e.currentSrc"))
        needed = float(first.evaluate("e => e.getBoundingClientRect().width")) * density
        offered = [
            int(w) for w in re.findall(r"(\d+)w", first.locator("xpath=../source").get_attribute("srcset") or "")
        ]
        assert first.evaluate("e => e.loading") == ("eager" if url == "/" else "lazy")
    (size,) = re.findall(r"-(\d+)\.webp$", source)
    assert int(size) == min((w for w in offered if w >= needed), default=max(offered))


def test_print_is_the_article_with_its_address_and_the_day(browser: Browser, address: str) -> None:
    url = "/dang-doan-the/kiem-diem-danh-gia-xep-loai-dang-vien/"
    with visit(browser, address, url) as seen:
        page = seen.page
        page.emulate_media(media="print", color_scheme="light")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        foot = page.locator(".print-foot").inner_text()
        around = page.locator(".menu, .side, .footer, .tools, .more-news, .tags, .crumbs")
        assert [part.is_visible() for part in around.all()] == [False] * around.count()
        assert page.locator("h1, .site-name, .summary").count() == 3
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        keeps = "e => [getComputedStyle(e).orphans, getComputedStyle(e).widows]"
        assert page.locator(".body p").first.evaluate(keeps) == ["3", "3"]
    where = re.escape(f"https://thcslamkhe.example{url}")
    assert re.fullmatch(rf"Địa chỉ bài viết: {where} · Ngày in: \d\d/\d\d/\d{{4}}", foot)
