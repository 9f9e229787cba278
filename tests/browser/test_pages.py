"""The sample portal in a real Chromium: nothing overflows, nothing fails, nothing is fetched from elsewhere."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
PAGES = [
    "/",
    "/don-vi/chi-bo/",
    "/tin-tuc/",
    "/dang-doan-the/le-ket-nap-dang-vien-moi/",
    "/tin-tuc/so-ket-hoc-ky-i-nam-hoc-2023-2024/",
    "/lich/2024/03/",
    "/so-do-trang/",
    "/404.html",
]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(sample / "output"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def open_page(browser: Browser, url: str, width: int, *, scripts: bool = True) -> tuple[Page, list[str], list[str]]:
    """Return the page, the addresses it asked for, and the errors its console showed."""
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url, wait_until="load")
    return page, asked, errors


@pytest.mark.parametrize("url", PAGES)
def test_page_fits_a_small_telephone_and_stays_at_home(browser: Browser, address: str, url: str) -> None:
    page, asked, errors = open_page(browser, address + url, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [one for one in asked if not one.startswith((address, "data:"))] == []
    assert errors == []
    page.close()


def test_clock_tells_the_time_of_the_portal(browser: Browser, address: str) -> None:
    page, _, _ = open_page(browser, address + "/", 1280)
    shown = page.locator(".clock").inner_text()
    assert re.fullmatch(r"(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), ngày \d\d/\d\d/\d{4} - \d\d:\d\d", shown)
    page.close()


def test_menu_opens_and_closes_on_a_telephone(browser: Browser, address: str) -> None:
    page, _, _ = open_page(browser, address + "/", 360)
    button, entry = page.locator(".menu-button"), page.locator("#menu-list > li > a").nth(1)
    assert not entry.is_visible()
    button.click()
    assert entry.is_visible()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    page.close()


def test_menu_stands_open_where_scripts_are_off(browser: Browser, address: str) -> None:
    page, _, _ = open_page(browser, address + "/", 360, scripts=False)
    assert page.locator("#menu-list > li > a").nth(1).is_visible()
    assert not page.locator(".menu-button").is_visible()
    page.close()


def test_stars_thank_in_place_and_ask_the_counted_address(browser: Browser, address: str) -> None:
    page, asked, _ = open_page(browser, address + "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/", 1280)
    page.locator(".stars button").nth(3).click()
    page.wait_for_function("document.querySelector('.rating-thanks').textContent !== ''")
    assert page.url.endswith("/tin-tuc/le-tong-ket-nam-hoc-2023-2024/")
    assert any("/_ssg/rate/?url=%2Ftin-tuc%2Fle-tong-ket-nam-hoc-2023-2024%2F&stars=4" in one for one in asked)
    page.close()


def test_stars_lead_to_the_thanks_where_scripts_are_off(browser: Browser, address: str) -> None:
    page, _, _ = open_page(browser, address + "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/", 1280, scripts=False)
    page.locator(".stars button").nth(4).click()
    page.wait_for_load_state()
    assert "/_ssg/rate/" in page.url
    assert "Cảm ơn bạn đã đánh giá" in page.locator("main").inner_text()
    page.close()
