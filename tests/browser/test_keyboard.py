"""Menu, photo viewer, sharing and stars by keyboard, finger and without a mouse."""

from __future__ import annotations

import pytest
from browserkit import ALBUM, RATED, Visit, needs_chromium, visit
from playwright.sync_api import Browser

pytestmark = [needs_chromium, pytest.mark.xdist_group("browser-keys")]
FOCUSED = "document.activeElement.matches.bind(document.activeElement)"


def tab_to(seen: Visit, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(80):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate(f"{FOCUSED}({selector!r})"):
            return
    raise AssertionError(f"Tab never came to {selector}")


def test_first_stop_leads_past_the_menu(browser: Browser, address: str) -> None:
    with visit(browser, address, ALBUM) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.locator(".skip").is_visible()
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate(f"{FOCUSED}('#main')")


def test_menu_of_a_wide_screen(browser: Browser, address: str) -> None:
    with visit(browser, address, "/") as seen:
        page = seen.page
        tab_to(seen, ".has-items > a")
        inner = page.locator(".has-items ul a").first
        assert inner.is_visible()
        page.keyboard.press("Tab")
        assert inner.evaluate("e => e === document.activeElement")
        page.keyboard.press("Escape")
        page.wait_for_function("e => !e.checkVisibility({visibilityProperty: true})", arg=inner.element_handle())
        assert page.evaluate(f"{FOCUSED}('.has-items > a')")


def test_menu_of_a_telephone_is_a_sheet(browser: Browser, address: str) -> None:
    with visit(browser, address, "/", 360) as seen:
        page, entry = seen.page, seen.page.locator("#menu-list > li > a").nth(1)
        assert not entry.is_visible()
        tab_to(seen, ".menu-button")
        page.keyboard.press("Enter")
        assert entry.is_visible()
        assert page.locator(".menu-button").get_attribute("aria-expanded") == "true"
        for _ in range(40):
            page.keyboard.press("Tab")
            # besides the sheet, Tab may only reach the browser itself
            assert page.evaluate(f"{FOCUSED}('.sheet *') || {FOCUSED}('body, .sheet')")
        page.keyboard.press("Escape")
        assert not entry.is_visible()
        page.wait_for_function("document.activeElement.matches('.menu-button[aria-expanded=false]')")
        page.keyboard.press("Enter")
        tab_to(seen, "#menu-list a[href='/tin-tuc/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tin-tuc/")


def test_sheet_closes_when_the_window_grows(browser: Browser, address: str) -> None:
    with visit(browser, address, "/", 360) as seen:
        seen.page.locator(".menu-button").click()
        seen.page.set_viewport_size({"width": 1280, "height": 900})
        seen.page.wait_for_function("!document.querySelector('.sheet').open")
        assert seen.page.locator("nav.menu > .wrap > #menu-list").is_visible()


def test_photo_viewer_by_keyboard(browser: Browser, address: str) -> None:
    with visit(browser, address, ALBUM) as seen:
        page = seen.page
        tab_to(seen, ".gallery-grid a")
        page.keyboard.press("Enter")
        viewer, count = page.locator("dialog.viewer"), page.locator(".viewer .count")
        assert viewer.is_visible()
        assert viewer.get_attribute("aria-label") == "Xem ảnh"
        assert count.inner_text() == "Ảnh 1/7"
        assert page.locator(".viewer-text").inner_text() == "Toàn thể Chi bộ làm lễ chào cờ"
        told = []
        for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "Home", "End"):
            page.keyboard.press(key)
            told.append(count.inner_text())
        assert told == ["Ảnh 2/7", "Ảnh 1/7", "Ảnh 7/7", "Ảnh 1/7", "Ảnh 7/7"]
        page.wait_for_function("(i => i.complete && i.naturalWidth > 0)(document.querySelector('.viewer img'))")
        assert page.locator(".viewer img").get_attribute("alt")
        tab_to(seen, ".viewer-next")
        page.keyboard.press("Enter")
        assert count.inner_text() == "Ảnh 1/7"
        page.keyboard.press("Escape")
        assert not viewer.is_visible()
        assert page.evaluate("document.activeElement === document.querySelector('.gallery-grid a')")
        assert seen.errors == []


def test_photo_viewer_by_finger(browser: Browser, address: str) -> None:
    with visit(browser, address, ALBUM, 360, touch=True) as seen:
        page = seen.page
        page.locator(".gallery-grid a").nth(1).tap()
        count = page.locator(".viewer .count")
        assert count.inner_text() == "Ảnh 2/7"
        for x in (60, 300):
            finger = page.context.new_cdp_session(page)
            for kind, at in (("touchStart", 180), ("touchMove", (180 + x) // 2), ("touchMove", x), ("touchEnd", None)):
                points = [] if at is None else [{"x": at, "y": 450}]
                finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_function(
                f"document.querySelector('.viewer .count').textContent === 'Ảnh {3 if x < 180 else 2}/7'"
            )
        page.locator(".viewer-close").click()
        assert not page.locator("dialog.viewer").is_visible()


def test_viewer_holds_two_hundred_photos(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["hostile"], "/dang/album/", 360) as seen:
        seen.page.locator(".gallery-grid a").nth(3).click()
        assert seen.page.locator(".viewer .count").inner_text() == "Ảnh 4/200"
        seen.page.keyboard.press("End")
        assert seen.page.locator(".viewer .count").inner_text() == "Ảnh 200/200"
        assert seen.page.evaluate("document.querySelector('.viewer').scrollWidth - innerWidth") <= 0


def test_stars_by_keyboard_thank_in_place_and_ask_the_counted_address(browser: Browser, address: str) -> None:
    with visit(browser, address, RATED) as seen:
        tab_to(seen, ".stars button[value='4']")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_function("document.querySelector('.rating-thanks').textContent !== ''")
        assert seen.page.url.endswith(RATED)
        assert any("/_ssg/rate/?url=%2Ftin-tuc%2Fle-tong-ket-nam-hoc-2023-2024%2F&stars=4" in one for one in seen.asked)


def test_stars_lead_to_the_thanks_where_scripts_are_off(browser: Browser, address: str) -> None:
    with visit(browser, address, RATED, scripts=False) as seen:
        seen.page.locator(".stars button").nth(4).click()
        seen.page.wait_for_url("**/_ssg/rate/**")
        assert "Cảm ơn bạn đã đánh giá" in seen.page.locator("main").inner_text()


def test_link_is_copied_where_the_system_shares_nothing(browser: Browser, address: str) -> None:
    with visit(browser, address, RATED) as seen:
        page = seen.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        assert not page.locator("[data-share]").is_visible()
        tab_to(seen, "[data-copy]")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('.copied').textContent === 'Đã sao chép'")
        assert page.evaluate("navigator.clipboard.readText()") == f"https://thcslamkhe.example{RATED}"
        shared = page.locator(".facebook").get_attribute("href") or ""
        assert shared.endswith("sharer.php?u=https%3A//thcslamkhe.example/tin-tuc/le-tong-ket-nam-hoc-2023-2024/")


def test_system_shares_where_it_can(browser: Browser, address: str) -> None:
    with visit(browser, address, "/404.html") as seen:
        page = seen.page
        page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
        page.goto(address + RATED)
        assert not page.locator("[data-copy], .facebook").first.is_visible()
        page.locator("[data-share]").click()
        shared = page.evaluate("window.shared")
    assert shared["url"] == f"https://thcslamkhe.example{RATED}"
    assert shared["title"].startswith("Lễ tổng kết năm học")
