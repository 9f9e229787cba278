"""The side column in a browser: it moves no text, keeps the focus, is announced, and is asked for once."""

from __future__ import annotations

import pytest
from browserkit import ALBUM, needs_chromium, visit
from playwright.sync_api import Browser, Page, Route

pytestmark = [needs_chromium, pytest.mark.xdist_group("browser-side")]
TEXT = "[...document.querySelectorAll('main h1, main p, main figure')].map((e) => e.getBoundingClientRect().top)"
LOADED = "() => Promise.all([...document.images].map((i) => (i.loading = 'eager', i.decode().catch(() => {}))))"
ASKED = "performance.getEntriesByType('resource').filter((e) => e.name.includes('/_ssg/side/'))"
SIZES = f"{ASKED}.map((e) => e.transferSize)"
STANDS = "document.querySelector('aside [data-block=most-read] li') && !document.querySelector('aside[aria-busy]')"


def wait(page: Page) -> None:
    page.wait_for_function(f"() => {STANDS}")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_column_comes_without_a_shift_of_the_text(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    held: list[Route] = []
    page.route("**/_ssg/side/*", lambda route: held.append(route))
    page.goto(address + ALBUM, wait_until="domcontentloaded")
    page.wait_for_function("() => document.querySelector('aside[aria-busy=true]')")
    page.wait_for_load_state("load", timeout=10_000)
    page.evaluate(
        "() => Promise.all([...document.images].map((i) => (i.loading = 'eager', i.decode().catch(() => {}))))"
    )
    before = page.evaluate(TEXT)
    assert page.locator("aside h2 a").count() >= 3
    held[0].continue_()
    wait(page)
    assert page.evaluate(TEXT) == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_focus_stays_on_the_same_heading(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    held: list[Route] = []
    page.route("**/_ssg/side/*", lambda route: held.append(route))
    page.goto(address + "/tin-tuc/", wait_until="domcontentloaded")
    page.wait_for_function("() => document.querySelector('aside[aria-busy=true]')")
    page.locator("aside h2 a[href='/thong-bao/']").focus()
    held[0].continue_()
    wait(page)
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/thong-bao/"
    assert page.evaluate("document.activeElement.closest('aside') !== null")
    context.close()


def test_it_is_told_to_those_who_do_not_see_it(browser: Browser, address: str) -> None:
    with visit(browser, address, "/tin-tuc/") as seen:
        wait(seen.page)
        assert seen.page.get_by_role("status").filter(has_text="Đã hiện thông tin bên lề").count() == 1
        assert seen.errors == []


def test_pages_share_one_file(browser: Browser, address: str) -> None:
    with visit(browser, address, "/tin-tuc/") as seen:
        wait(seen.page)
        seen.page.goto(address + "/gioi-thieu/")
        wait(seen.page)
        assert {url.removeprefix(address) for url in seen.asked if "/_ssg/side/" in url} == {"/_ssg/side/site.html"}
        sizes = seen.page.evaluate(SIZES)
        assert len(sizes) == 1
        assert sizes[0] < 400  # headers alone: the browser has it


def test_without_scripts_every_list_is_one_link_away(browser: Browser, address: str) -> None:
    with visit(browser, address, "/tin-tuc/", scripts=False) as seen:
        links = seen.page.locator("aside h2 a")
        found = [links.nth(at).get_attribute("href") or "" for at in range(links.count())]
        assert {"/doc-nhieu/", "/thong-bao/", "/lien-ket/", "/thong-ke/"} <= set(found)
        for href in found:
            seen.page.goto(address + href)
            assert seen.page.locator("h1").count() == 1


def test_where_the_file_is_gone_the_links_stay(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/_ssg/side/*", lambda route: route.fulfill(status=404, body="<p>Không có</p>"))
    page.goto(address + "/tin-tuc/", wait_until="networkidle")
    assert page.locator("aside h2 a").count() >= 3
    assert page.locator("aside[aria-busy]").count() == 0
    context.close()
