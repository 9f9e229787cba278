"""A real Chromium for tests: started once a worker, looking at portals that are served from this machine."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
AXE = os.environ.get("AXE_JS", "")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)")
needs_axe = pytest.mark.skipif(not Path(AXE).is_file(), reason="AXE_JS does not name axe-core's axe.min.js")

ALBUM = "/dang-doan-the/le-ket-nap-dang-vien-moi/"
RATED = "/tin-tuc/le-tong-ket-nam-hoc-2023-2024/"
PAGES = {
    "home": "/",
    "unit": "/don-vi/chi-bo/",
    "category": "/tin-tuc/",
    "album": ALBUM,
    "rated": RATED,
    "plain": "/tin-tuc/so-ket-hoc-ky-i-nam-hoc-2023-2024/",
    "archive": "/luu-tru/2024/",
    "calendar": "/lich/2024/03/",
    "map": "/so-do-trang/",
    "most-read": "/doc-nhieu/",
    "links": "/lien-ket/",
    "404": "/404.html",
}
"""The sample portal's pages of every kind."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    sent: Sequence[tuple[str, str]] = ()

    def end_headers(self) -> None:
        for name, value in self.sent:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on to another page hangs up: no error of the page's."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # typed by a private name


@contextmanager
def serving(folder: Path, headers: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    """Serve a portal's output/, with some headers to each answer, and yield its address."""
    kind = type("_Sending", (_Quiet,), {"sent": headers})
    handler = functools.partial(kind, directory=str(folder / "output"))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass(slots=True)
class Visit:
    """A page that is open, and what came of opening it."""

    page: Page
    address: str
    # of the portal
    asked: list[str] = field(default_factory=list)
    # URLs
    errors: list[str] = field(default_factory=list)
    # what the console showed

    @property
    def strangers(self) -> list[str]:
        """What was asked of others than the portal."""
        return [url for url in self.asked if not url.startswith((self.address, "data:"))]

    @property
    def overflow(self) -> int:
        """How far the page is wider than its window, in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@contextmanager
def visit(
    browser: Browser,
    address: str,
    url: str,
    width: int = 1280,
    *,
    scripts: bool = True,
    dark: bool = False,
    density: float = 1,
    touch: bool = False,
) -> Iterator[Visit]:
    """Open a page; it is closed afterwards."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        device_scale_factor=density,
        has_touch=touch,
    )
    page = context.new_page()
    made = Visit(page=page, address=address)
    page.on("request", lambda request: made.asked.append(request.url))
    page.on("console", lambda message: made.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    try:
        page.goto(address + url, wait_until="load")
        yield made
    finally:
        context.close()


def weights(made: Visit) -> dict[str, int]:
    """Return the bytes of every file a page loaded, as stored (uncompressed), by URL."""
    found = made.page.evaluate(
        "performance.getEntries().filter(e => e.decodedBodySize).map(e => [e.name, e.decodedBodySize])"
    )
    return {str(url): int(size) for url, size in found}
