"""axe-core on every kind of page, in both themes, narrow and wide, light and dark: no violation of WCAG 2.1 AA."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from browserkit import ALBUM, AXE, PAGES, Visit, needs_axe, needs_chromium, visit
from playwright.sync_api import Browser
from portals import HOSTILE_PAGES

pytestmark = [needs_chromium, needs_axe]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(seen: Visit) -> list[str]:
    """Return what axe-core finds: the rule, and the elements that break it."""
    if not seen.page.evaluate("'axe' in window"):
        seen.page.add_script_tag(content=Path(AXE).read_text(encoding="utf-8"))
    found: Any = seen.page.evaluate("rules => axe.run(document, rules)", RULES)
    assert found["passes"]
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found["violations"]]


def look_at_all(seen: Visit) -> None:
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            seen.page.emulate_media(color_scheme=scheme)
            assert (width, scheme, violations(seen)) == (width, scheme, [])
    seen.page.emulate_media(media="print", color_scheme="light")
    assert ("print", violations(seen)) == ("print", [])


@pytest.mark.xdist_group("browser-axe-school")
@pytest.mark.parametrize("name", PAGES)
def test_page_in_school(browser: Browser, addresses: dict[str, str], name: str) -> None:
    with visit(browser, addresses["school"], PAGES[name]) as seen:
        look_at_all(seen)


@pytest.mark.xdist_group("browser-axe-committee")
@pytest.mark.parametrize("name", PAGES)
def test_page_in_committee(browser: Browser, addresses: dict[str, str], name: str) -> None:
    with visit(browser, addresses["committee"], PAGES[name]) as seen:
        look_at_all(seen)


@pytest.mark.xdist_group("browser-axe-committee")
@pytest.mark.parametrize("url", [url for url in HOSTILE_PAGES if url != "/dang/album/"])
def test_hostile_page(browser: Browser, addresses: dict[str, str], url: str) -> None:
    with visit(browser, addresses["hostile"], url, 360) as seen:
        assert violations(seen) == []


@pytest.mark.xdist_group("browser-axe-school")
def test_what_opens_over_a_page(browser: Browser, address: str) -> None:
    with visit(browser, address, ALBUM, 360) as seen:
        seen.page.locator(".menu-button").click()
        assert violations(seen) == []
        seen.page.keyboard.press("Escape")
        seen.page.locator(".gallery-grid a").first.click()
        assert violations(seen) == []
        seen.page.keyboard.press("Escape")
        seen.page.set_viewport_size({"width": 1280, "height": 900})
        seen.page.locator(".has-items > a").first.focus()
        assert violations(seen) == []
