"""Clicks of a real Chromium through the sample portal, in its server's own log, counted exactly."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browserkit import needs_chromium
from playwright.sync_api import Browser
from sitekit import REPO, run
from sitekit import Page as Built

pytestmark = [needs_chromium, pytest.mark.xdist_group("browser-keys")]
READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
# Chromium without a screen says so of itself, and is a robot then
RATED = "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/"


class _Logging(http.server.SimpleHTTPRequestHandler):
    log: Path

    def log_message(self, format: str, *args: object) -> None:
        pass

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        now = dt.datetime.now(dt.UTC).strftime("%d/%b/%Y:%H:%M:%S %z")
        status = int(code)
        agent, referrer = self.headers.get("User-Agent", "-"), self.headers.get("Referer", "-")
        with self.log.open("a", encoding="utf-8") as log:
            who = self.client_address[0]
            log.write(f'{who} - - [{now}] "{self.requestline}" {status} 0 "{referrer}" "{agent}"\n')


@pytest.fixture
def portal(sample: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    site = (REPO / "site.yaml").read_text(encoding="utf-8")
    lines = [line for line in site.splitlines() if not line.startswith("counters:")]
    (tmp_path / "site.yaml").write_text("\n".join([*lines, "counters: {logs: [access.log]}", ""]), encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(portal: Path) -> Iterator[str]:
    handler = type("Handler", (_Logging,), {"log": portal / "access.log"})
    served = functools.partial(handler, directory=str(portal / "output"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def views(portal: Path, url: str) -> int:
    found = Built(portal, url).all(".//*[@data-views]")
    return int(found[0].get("data-views", "")) if found else 0


def test_what_was_clicked_is_what_is_counted(portal: Path, address: str, browser: Browser) -> None:
    now = dt.datetime.now(dt.UTC)
    run(portal, now=now)
    before = views(portal, RATED)
    clicked: set[str] = set()
    for agent in (f"{READER} A", f"{READER} B"):
        page = browser.new_page(user_agent=agent)
        page.goto(f"{address}/", wait_until="load")
        page.locator("main .card-title a").first.click(timeout=5000)
        page.wait_for_url("**/*-*/*-*/")
        clicked.add(page.url.removeprefix(address))
        page.reload()
        page.goto(address + RATED, wait_until="load")
        for star in (3, 1):
            page.locator(".stars button").nth(star).click()
            page.wait_for_function("document.querySelector('.rating-thanks').textContent !== ''")
        page.close()
    robot = browser.new_page(user_agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
    robot.goto(address + RATED, wait_until="load")
    robot.close()
    (opened,) = clicked
    stood = views(portal, opened)
    report = run(portal, now=dt.datetime.now(dt.UTC))
    assert [p.code for p in report.problems if p.code.startswith(("log.", "ledger."))] == []
    assert views(portal, RATED) == before + 2
    assert views(portal, opened) == stood + 2
    shown = {e.get("data-count"): e.text for e in Built(portal, "/").all(".//*[@data-count]")}
    assert shown["total"] == "2"
    assert "32 điểm từ 7 lượt đánh giá" in Built(portal, RATED).text(".//*[@data-block='rating']")
