"""Every page in Chromium under the Content-Security-Policy that ``hosting:`` gives: nothing it does is forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browserkit import ALBUM, PAGES, RATED, Visit, needs_chromium, serving, visit
from playwright.sync_api import Browser
from sitekit import article, run, write

from ssg.render.servers import SECURITY

pytestmark = needs_chromium
_HARM = '<p style="color:red" onclick="x()">Đỏ</p>\n\n|a|b|\n|:-:|--:|\n|1|2|\n'
_SITE = """title: Trường
url: https://thu.example
theme: la
"""


@pytest.fixture(scope="module")
def guarded(sample: Path, in_red: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where the portals are served with the headers of ``hosting:``."""
    own = write(
        tmp_path_factory.mktemp("own"),
        {
            "site.yaml": _SITE,
            "themes/la/theme.yaml": "extends: committee\nproperties: {accent: '#123456'}\n",
            "content/tin-tuc/bai.md": article("Bài", "01/10/2026", _HARM, aliases="[/cu.html]"),
        },
    )
    run(own)
    with serving(sample, SECURITY) as school, serving(in_red, SECURITY) as red, serving(own, SECURITY) as mine:
        yield {"school": school, "committee": red, "own": mine}


def _complaints(made: Visit) -> list[str]:
    """Return what the browser said that it did not allow."""
    return [text for text in made.errors if "Content Security Policy" in text or "Refused" in text]


@pytest.mark.parametrize("portal", ["school", "committee"])
@pytest.mark.parametrize("kind", [*PAGES, "thanks"])
def test_pages_break_no_rule(browser: Browser, guarded: dict[str, str], portal: str, kind: str) -> None:
    with visit(browser, guarded[portal], PAGES.get(kind, "/_ssg/rate/")) as made:
        made.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        made.page.wait_for_load_state("networkidle")
        assert made.errors == []
        art = made.page.evaluate("getComputedStyle(document.querySelector('.band')).backgroundImage")
        assert "/_ssg/" in art or kind == "unit"
        assert "data:" not in made.page.content().replace(" data:", "")
        assert made.strangers == []


def test_the_policy_is_in_force(browser: Browser, guarded: dict[str, str]) -> None:
    with visit(browser, guarded["school"], "/") as made:
        made.page.evaluate("document.body.setAttribute('style', 'color: red')")
        made.page.evaluate("document.head.append(Object.assign(document.createElement('style'), {textContent: 'a{}'}))")
        assert _complaints(made)


def test_viewer_menu_rating_and_copying_break_no_rule(browser: Browser, guarded: dict[str, str]) -> None:
    with visit(browser, guarded["school"], ALBUM, width=400) as made:
        made.page.click(".menu-button")
        made.page.click(".sheet > button")
        made.page.click(".gallery a >> nth=0")
        made.page.keyboard.press("ArrowRight")
        made.page.keyboard.press("Escape")
        made.page.click("[data-copy]")
        assert _complaints(made) == []
    with visit(browser, guarded["school"], RATED) as made:
        made.page.click(".stars button >> nth=4")
        made.page.locator(".rating-thanks:not(:empty)").wait_for()
        assert made.errors == []
    with visit(browser, guarded["school"], RATED, scripts=False) as made:
        made.page.click(".stars button >> nth=4")
        assert made.page.url.startswith(guarded["school"] + "/_ssg/rate/?")
        assert made.errors == []


def test_properties_of_a_theme_and_structured_data_hold(browser: Browser, guarded: dict[str, str]) -> None:
    with visit(browser, guarded["own"], "/tin-tuc/bai/") as made:
        assert made.errors == []
        assert (
            made.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')") == "#123456"
        )
        assert made.page.evaluate("document.querySelectorAll('[style], style, [onclick]').length") == 0
        told = made.page.evaluate("JSON.parse(document.querySelector('script[type$=json]').textContent)['@context']")
        assert told == "https://schema.org"


def test_redirect_page_leads_on(browser: Browser, guarded: dict[str, str]) -> None:
    with visit(browser, guarded["own"], "/cu.html") as made:
        made.page.wait_for_url("**/tin-tuc/bai/")
        assert made.errors == []
