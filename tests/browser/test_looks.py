"""What a reader's eye meets: numbers on one line, one face a heading, captions under their photos, photos on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browserkit import ALBUM, needs_chromium, serving, visit
from playwright.sync_api import Browser, Page
from sitekit import article, photo, run, write

pytestmark = [needs_chromium, pytest.mark.xdist_group("browser-looks")]
HEADINGS = "h1, h2, h3, .site-name, .block-title, .card-title"
# the pixels by which the words of an element lie off the middle of another one
OFF_CENTRE = """([text, around]) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const a = range.getBoundingClientRect(), b = around.getBoundingClientRect();
    return Math.abs((a.left + a.right) / 2 - (b.left + b.right) / 2);
}"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with twelve articles that were read, one with a portrait photo and an album under a heading."""
    shots = (
        "\n  - {src: dung.jpg, caption: Em H. nhận quà}\n  - {src: a.jpg, caption: Một}\n  - {src: b.jpg, caption: Hai}"
    )
    files: dict[str, str | bytes] = {
        "content/tin-tuc/dung.jpg": photo(480, 900),
        "content/tin-tuc/a.jpg": photo(640, 480),
        "content/tin-tuc/b.jpg": photo(640, 481),
        "content/tin-tuc/anh.md": article(
            "Trao quà",
            "02/10/2026",
            "Chữ.\n\n![](dung.jpg)\n\n## Một số hình ảnh\n\n[[album]]\n\nHết.",
            photos=shots,
            event_date="01/10/2026",
        ),
    }
    for number in range(12):
        files[f"content/tin-tuc/{number}.md"] = article(f"Bài {number}", "01/10/2026", views=str(1000 - number))
    folder = write(tmp_path_factory.mktemp("looks"), files)
    assert [p for p in run(folder).problems if p.is_error] == []
    return folder


def faces(page: Page) -> dict[str, set[str]]:
    """Return the faces that the words of each heading were set in, by the words (those of elements within apart)."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    found: dict[str, set[str]] = {}
    texts = """(selector) => [...document.querySelectorAll(selector)].flatMap((e, i) => {
        const own = [e, ...e.querySelectorAll('a')].filter(
            (x) => x.checkVisibility() && [...x.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
        own.forEach((x, k) => x.setAttribute('data-face', `${i}-${k}`));
        return own.map((x) => [x.getAttribute('data-face'), x.textContent.trim(), x.children.length]);
    })"""
    root: dict[str, Any] = session.send("DOM.getDocument", {"depth": 1})
    for mark, words, inner in page.evaluate(texts, HEADINGS):
        if inner:
            continue
        at = {"nodeId": root["root"]["nodeId"], "selector": f"[data-face='{mark}']"}
        node: dict[str, Any] = session.send("DOM.querySelector", at)
        used: dict[str, Any] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
        found[words] = {font["familyName"] for font in used["fonts"]}
    return found


@pytest.mark.parametrize("url", ["/", "/don-vi/chi-bo/", ALBUM, "/lich/2024/03/"])
def test_no_heading_mixes_two_faces(browser: Browser, address: str, url: str) -> None:
    with visit(browser, address, url) as seen:
        found = faces(seen.page)
    assert len(found) > 3
    assert {words: used for words, used in found.items() if len(used) > 1} == {}


@pytest.mark.parametrize("spacing", ["0", ".12em"])
def test_a_rank_of_two_digits_stands_on_one_line(browser: Browser, small: Path, spacing: str) -> None:
    """Whatever the face, and with the spacing that readers may ask for by WCAG 2.1, 1.4.12."""
    with serving(small) as address, visit(browser, address, "/") as seen:
        seen.page.add_style_tag(content=f"* {{ letter-spacing: {spacing} !important }}")
        heights = seen.page.evaluate(
            """() => [...document.querySelectorAll('.block-most-read .links li')].map((li) => {
                const rank = getComputedStyle(li, '::before');
                return parseFloat(rank.height) / parseFloat(rank.lineHeight);
            })"""
        )
    assert len(heights) >= 10
    assert max(heights) < 1.5


def test_the_calendar_leaves_the_side_column_as_it_is(browser: Browser, small: Path) -> None:
    heights = {}
    with serving(small) as address:
        for url in ("/tin-tuc/", "/lich/2026/10/"):
            with visit(browser, address, url) as seen:
                seen.page.locator(".side .block li").first.wait_for()
                heights[url] = [block.bounding_box() for block in seen.page.locator(".side .block li").all()]
    sizes = {url: [box and box["height"] for box in boxes] for url, boxes in heights.items()}
    assert sizes["/tin-tuc/"]
    assert sizes["/tin-tuc/"] == sizes["/lich/2026/10/"]


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_caption_stands_under_its_photo(browser: Browser, small: Path, media: str) -> None:
    with serving(small) as address, visit(browser, address, "/tin-tuc/anh/") as seen:
        seen.page.emulate_media(media="print" if media == "print" else "screen")
        figure = seen.page.locator(".body > .figure")
        figure.scroll_into_view_if_needed()
        caption, image = figure.locator("figcaption").element_handle(), figure.locator("img").element_handle()
        assert seen.page.evaluate(OFF_CENTRE, [caption, image]) < 2


def test_an_album_under_a_heading_has_no_second_one(browser: Browser, small: Path) -> None:
    with serving(small) as address, visit(browser, address, "/tin-tuc/anh/") as seen:
        headings = [text.strip() for text in seen.page.locator("main :is(h2, h3)").all_inner_texts()]
        assert sum(text.startswith("Một số hình ảnh") for text in headings) == 1
        assert seen.page.locator("[data-block=gallery]").get_attribute("aria-label") == "Một số hình ảnh"


def test_photos_further_down_are_loaded_before_the_print_dialog_opens(browser: Browser, address: str) -> None:
    ready = "() => [...document.querySelectorAll('main figure img')].every((i) => i.complete && i.naturalWidth > 0)"
    with visit(browser, address, "/tin-tuc/le-ky-niem-20-nam-thanh-lap-truong/") as seen:
        assert not seen.page.evaluate(ready)
        seen.page.evaluate(f"() => {{ window.print = () => {{ window.wasReady = ({ready})(); }}; }}")
        seen.page.locator("[data-print]").click()
        seen.page.wait_for_function("'wasReady' in window")
        assert seen.page.evaluate("window.wasReady")
