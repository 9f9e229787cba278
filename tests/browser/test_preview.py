"""The preview in a real Chromium: what is saved is what is shown, and nothing else moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browserkit import needs_chromium
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page
from previewkit import FakeStudio, Served, make_portal, preview, save, wait_until
from previewkit import Page as Written

from ssg.cli import cli

pytestmark = needs_chromium
LONG = "\n".join(f'<p id="p{number}">Đoạn {number}. {"chữ " * 60}</p>' for number in range(60))
ARTICLE = f"Bài một\n{LONG}\n"
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 900, "height": 600})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with preview(make_portal(tmp_path, {"content/bai.md": ARTICLE})) as one:
        yield one


@pytest.fixture
def visit(context: BrowserContext, served: Served) -> Callable[[str], Page]:
    """Open a page whose stream is open; ``window.mark`` is lost when it is loaded again."""

    def go(path: str) -> Page:
        page = context.new_page()
        page.goto(served.url + path)
        connected(page)
        page.evaluate("window.mark = 'cũ'; window.errors = []; onerror = (text) => errors.push(text); null")
        return page

    return go


def connected(page: Page) -> None:
    page.wait_for_function("document.querySelector('ssg-preview')?.shadowRoot.querySelector('.end').textContent")


def shows(page: Page, text: str) -> None:
    """Wait until the page's text holds this."""
    page.wait_for_function("(text) => document.body.innerText.includes(text)", arg=text)


def is_unloaded(page: Page) -> bool:
    """Return whether the page is still the one that was opened, and ran without an error."""
    return bool(page.evaluate("window.mark === 'cũ' && errors.length === 0"))


def shadow(page: Page, selector: str) -> Any:
    return page.locator(f"ssg-preview {selector}")


def rewrite(served: Served, old: str, new: str, name: str = "content/bai.md") -> None:
    text = (served.studio.root / name).read_text(encoding="utf-8")
    assert old in text
    save(served.studio.root, name, text.replace(old, new))


def test_an_edit_is_shown_in_place(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    page.locator("#p40").scroll_into_view_if_needed()
    before = page.evaluate("[scrollY, document.querySelector('#p40').getBoundingClientRect().top]")
    page.evaluate("window.kept = document.querySelector('#p41')")
    rewrite(served, "Đoạn 40.", "Đoạn bốn mươi.")
    shows(page, "Đoạn bốn mươi.")
    assert page.evaluate("[scrollY, document.querySelector('#p40').getBoundingClientRect().top]") == before
    assert page.evaluate("kept === document.querySelector('#p41')")
    assert is_unloaded(page)
    rewrite(served, "Bài một", "Tiêu đề mới")
    page.wait_for_function("document.title === 'Tiêu đề mới'")
    assert page.inner_text("h1") == "Tiêu đề mới"
    assert is_unloaded(page)


def test_what_is_put_in_above_does_not_push_the_text_away(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    page.evaluate("document.querySelector('#p40').scrollIntoView()")
    page.wait_for_function("Math.abs(document.querySelector('#p40').getBoundingClientRect().top) < 1")
    rewrite(served, '<p id="p3">', f'<p id="moi">Đoạn chen vào. {"chữ " * 200}</p>\n<p id="p3">')
    shows(page, "Đoạn chen vào.")
    page.wait_for_function("Math.abs(document.querySelector('#p40').getBoundingClientRect().top) < 3")
    assert is_unloaded(page)


def test_what_scripts_and_reader_did_stays(served: Served, visit: Callable[[str], Page]) -> None:
    rewrite(served, '<p id="p1">', '<details><summary>Thêm</summary><p>Trong.</p></details>\n<p id="p1">')
    page = visit("/bai/")
    page.click("summary")
    page.fill("input[name=q]", "đang gõ dở")
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('i'), {id: 'them'}))")
    assert page.inner_text(".clock") == "8:30"
    rewrite(served, "Đoạn 5.", "Đoạn năm.")
    shows(page, "Đoạn năm.")
    rewrite(served, "Trong.", "Bên trong.")
    shows(page, "Bên trong.")
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.input_value("input[name=q]") == "đang gõ dở"
    assert page.inner_text(".clock") == "8:30"
    assert page.locator("#them").count() == 1
    assert is_unloaded(page)


BODIES = [
    "<p>a</p>\n<p>b</p>",
    "<p>b</p>\n<p>a</p>\n<!-- ghi chú -->chữ trần",
    "<ul><li>1</li><li>2</li><li>3</li></ul>",
    "<ul><li>3</li><li>1</li></ul>\n<p>a</p>",
    '<p class="x" title="&quot;">a <b>b</b> c</p>\n<table><tr><td>1</td></tr></table>',
    "<p>a c</p>\n<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "",
    "<p>một</p>\n<p>một</p>\n<p>hai</p>\n<p>một</p>",
    "<p>hai</p>\n<p>một</p>\n<p>hai</p>",
]


def test_any_edit_ends_at_the_page_a_new_tab_would_show(served: Served, visit: Callable[[str], Page]) -> None:
    page, fresh = visit("/bai/"), visit("/hai/")
    order = [step * stride % len(BODIES) for stride in (1, 4) for step in range(len(BODIES))]
    for number, at in enumerate(order):
        save(served.studio.root, "content/bai.md", f"Lần {number}\n{BODIES[at]}\n")
        page.wait_for_function("(title) => document.title === title", arg=f"Lần {number}")
        fresh.goto(served.url + "/bai/")
        whole = "document.querySelector('main').outerHTML"
        assert page.evaluate(whole) == fresh.evaluate(whole)
    assert is_unloaded(page)


def test_the_overlay_comes_and_goes(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    page.focus("input[name=q]")
    page.keyboard.type("ab")
    rewrite(served, "Đoạn 2.", "Đoạn hai.</p>\n!<b>sai</b>\n<p>")
    panel = shadow(page, ".panel")
    panel.wait_for(state="visible")
    assert "Tệp content/bai.md, dòng 5" in panel.inner_text()
    assert "!<b>sai</b>" in panel.locator("pre b").inner_text()
    assert panel.get_attribute("role") == "alert"
    page.keyboard.type("cd")
    assert page.input_value("input[name=q]") == "abcd"
    assert "Đoạn 2." in page.inner_text("main")
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.name") == "q"
    page.goto(served.url + "/hai/")
    connected(page)
    assert panel.is_hidden()
    rewrite(served, "!<b>", "! <b>")
    rewrite(served, "<p>Không", "!\n<p>Không", "content/hai.md")
    panel.wait_for(state="visible")
    rewrite(served, "!\n", "", "content/hai.md")
    rewrite(served, "! <b>sai</b>\n", "")
    panel.wait_for(state="hidden")
    page.goto(served.url + "/bai/")
    shows(page, "Đoạn hai.")
    for _ in range(2):
        save(served.studio.root, "content/hai.md", "Bài hai\n!\n")
        panel.wait_for(state="visible")
        page.keyboard.press("Escape")
        panel.wait_for(state="hidden")
        save(served.studio.root, "content/hai.md", "Bài hai\n")
        page.wait_for_function("sessionStorage.getItem('ssg-shut') === ''")


def test_the_overlay_is_closed_by_its_button(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    rewrite(served, "Đoạn 2.", "Đoạn hai.</p>\n!\n<p>")
    shadow(page, ".panel button").click()
    shadow(page, ".panel").wait_for(state="hidden")
    shadow(page, ".bar button >> nth=0").click()
    assert "Điều cần xem lại" in shadow(page, ".panel h2").inner_text()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "panel"


def test_a_photo_that_is_replaced_is_shown(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    assert page.evaluate("document.images[0].naturalWidth") == 9
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="21" height="9"></svg>'
    save(served.studio.root, "content/_static/logo.svg", svg)
    page.wait_for_function("document.images[0].naturalWidth === 21")
    rewrite(served, "Đoạn 2.", '<img class="anh" src="/logo.svg?khac" alt="">')
    page.wait_for_function("document.querySelector('.anh')?.naturalWidth === 21")
    assert is_unloaded(page)


def test_lists_gain_and_lose_articles(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/")
    save(served.studio.root, "content/moi/bai-moi.md", "Bài rất mới\n<p>Chữ.</p>\n")
    page.locator("a[href='/moi/bai-moi/']").wait_for()
    (served.studio.root / "content/hai.md").unlink()
    page.wait_for_function("!document.querySelector(\"a[href='/hai/']\")")
    assert is_unloaded(page)


def test_a_deleted_page_says_so_in_place_and_comes_back(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    path = served.studio.root / "content/bai.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    shows(page, "Bài “Bài một” không còn ở địa chỉ này.")
    save(served.studio.root, "content/bai.md", text)
    shows(page, "Đoạn 59.")
    assert is_unloaded(page)


def test_two_tabs_show_their_own(served: Served, visit: Callable[[str], Page]) -> None:
    one, other, third = visit("/bai/"), visit("/"), visit("/bai/")
    rewrite(served, "Bài một", "Bài số một")
    for page in (one, other, third):
        shows(page, "Bài số một")
        assert is_unloaded(page)


def test_a_page_that_does_not_show_the_change_is_left_alone(served: Served, visit: Callable[[str], Page]) -> None:
    page, shown = visit("/hai/"), visit("/bai/")
    watch = "new MutationObserver((all) => moved.push(...all)).observe(document, {subtree: true, childList: true, "
    page.evaluate(f"window.moved = []; {watch} attributes: true, characterData: true}})")
    rewrite(served, "Đoạn 7.", "Đoạn bảy.")
    shows(shown, "Đoạn bảy.")
    rewrite(served, "Không liên quan", "Nay có", "content/hai.md")
    shows(page, "Nay có")
    assert page.evaluate("moved.map((one) => one.type)") == ["characterData"]


def test_a_style_is_changed_without_loading_the_page(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    page.evaluate("document.querySelector('#p30').scrollIntoView()")
    at = page.evaluate("scrollY")
    page.evaluate("""() => {
        window.colours = new Set();
        const look = () => {
            colours.add(getComputedStyle(document.querySelector('main')).color);
            requestAnimationFrame(look);
        };
        look();
    }""")
    save(served.studio.root, "themes/style.css", "main { color: rgb(9, 8, 7); }\n")
    page.wait_for_function("getComputedStyle(document.querySelector('main')).color === 'rgb(9, 8, 7)'")
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate("[...colours]") == ["rgb(1, 2, 3)", "rgb(9, 8, 7)"]
    assert page.evaluate("scrollY") == at
    save(served.studio.root, "themes/style.css", "main { color: rgb(3, 3, 3); }\n")
    page.wait_for_function("getComputedStyle(document.querySelector('main')).color === 'rgb(3, 3, 3)'")
    assert is_unloaded(page)


def test_a_script_is_changed_by_loading_the_page(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    page.evaluate("document.querySelector('#p30').scrollIntoView()")
    at = page.evaluate("scrollY")
    rewrite(served, "'8:30'", "'9:45'", "themes/script.js")
    page.wait_for_function("document.querySelector('.clock').textContent === '9:45'")
    page.wait_for_function("(at) => Math.abs(scrollY - at) < 2", arg=at)
    assert page.evaluate("window.mark") is None


def test_what_needs_the_page_s_scripts_loads_the_page(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/bai/")
    rewrite(served, '<p id="p1">', '<button class="mo">Mở</button>\n<p id="p1">')
    page.locator(".mo").wait_for()
    page.wait_for_function("window.mark === undefined")


def test_the_server_may_go_and_come_again(context: BrowserContext, tmp_path: Path) -> None:
    studio = make_portal(tmp_path, {"content/bai.md": ARTICLE})
    page = context.new_page()
    with preview(studio) as served:
        page.goto(f"{served.url}/bai/")
        connected(page)
        page.evaluate("window.mark = 'cũ'; window.errors = []")
        port = served.address.port
    shadow(page, "[role=status]").get_by_text("Mất kết nối").wait_for()
    save(tmp_path, "content/bai.md", ARTICLE.replace("Đoạn 3.", "Đoạn lúc vắng."))
    with preview(FakeStudio(tmp_path), port=port):
        shows(page, "Đoạn lúc vắng.")
        shadow(page, "[role=status]").get_by_text("Đã kết nối lại").wait_for()
        save(tmp_path, "content/bai.md", ARTICLE.replace("Đoạn 3.", "Đoạn sau đó."))
        shows(page, "Đoạn sau đó.")
        assert is_unloaded(page)
        page.goto("about:blank")


def test_a_hidden_tab_holds_no_connection_and_catches_up(served: Served, visit: Callable[[str], Page]) -> None:
    page, other = visit("/bai/"), visit("/bai/")
    turn = "(hidden) => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});" + (
        " document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); }"
    )
    page.evaluate(turn, True)
    rewrite(served, "Đoạn 3.", "Đoạn lúc ngủ.")
    shows(other, "Đoạn lúc ngủ.")
    assert "Đoạn lúc ngủ." not in page.inner_text("main")
    page.evaluate(turn, False)
    shows(page, "Đoạn lúc ngủ.")
    assert is_unloaded(page)


def test_many_windows_do_not_lock_the_browser_up(served: Served, visit: Callable[[str], Page]) -> None:
    pages = [visit("/bai/") for _ in range(9)]
    rewrite(served, "Đoạn 3.", "Đoạn ba.")
    shows(pages[-1], "Đoạn ba.")
    pages[0].evaluate("dispatchEvent(new Event('focus'))")
    shows(pages[0], "Đoạn ba.")


def test_bar_and_ribbon(served: Served, visit: Callable[[str], Page]) -> None:
    page = visit("/nhap/")
    bar, ribbon = shadow(page, ".bar"), shadow(page, ".ribbon")
    ribbon.wait_for(state="visible")
    assert ribbon.inner_text() == "Bản nháp - chưa đăng"
    said = bar.locator("span >> nth=0").inner_text()
    assert said == "Sửa lúc 08:30:15, 22/11/2026 · 2 chữ · 2 ảnh chưa có chú thích · Bài này không có lỗi."
    page.emulate_media(media="print")
    assert bar.is_hidden()
    assert ribbon.is_hidden()
    page.emulate_media(media="screen")
    bar.get_by_text("Ẩn thanh này").click()
    bar.wait_for(state="hidden")
    page.goto(served.url + "/bai/")
    connected(page)
    assert bar.is_hidden()
    assert ribbon.is_hidden()


def test_the_page_s_styles_do_not_reach_the_bar(served: Served, visit: Callable[[str], Page]) -> None:
    save(served.studio.root, "themes/style.css", "* { display: none !important; color: red !important; }\n")
    wait_until(lambda: b"red" in next(data for url, data in served.studio.files.items() if url.endswith(".css")))
    page = visit("/bai/")
    found = "getComputedStyle(document.querySelector('ssg-preview').shadowRoot.querySelector('.bar'))"
    assert page.evaluate(f"{found}.color") == "rgb(255, 255, 255)"


def test_without_the_bar_errors_are_still_told(context: BrowserContext, tmp_path: Path) -> None:
    with preview(make_portal(tmp_path), bar=False) as served:
        page = context.new_page()
        page.goto(f"{served.url}/nhap/")
        shadow(page, ".ribbon").wait_for(state="visible")
        assert shadow(page, ".bar").is_hidden()
        save(tmp_path, "content/nhap.md", "Bài nháp\n!\n")
        shadow(page, ".panel").wait_for(state="visible")
        page.close()


def test_clicks_in_the_preview_are_counted(sample: Path, tmp_path: Path, browser: Browser) -> None:
    portal = tmp_path / "portal"
    shutil.copytree(sample, portal)
    studio = make_portal(tmp_path / "thu")
    url = "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/"
    studio.pages[url] = Written("Bài", ["<p>Chữ.</p>"])
    studio.frozen = True
    log = tmp_path / "access.log"
    with preview(studio, log=log) as served:
        page = browser.new_page(user_agent=READER)
        page.goto(f"{served.url}/")
        page.click(f"a[href='{url}']")
        page.reload()
        page.close()
        wait_until(lambda: log.read_bytes().count(f"GET {url} ".encode()) == 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(portal)
        result = CliRunner().invoke(cli, ["counters", "ingest", str(log)], standalone_mode=False)
    assert "2 lượt xem, 0 lượt của máy tự động (không tính), 1 lượt lặp lại" in result.output
