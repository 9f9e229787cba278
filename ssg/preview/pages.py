"""Pages as the preview serves them: with its one script, and with what is needed to tell what a tab shows."""

from __future__ import annotations

import html
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from ssg.base.files import digest
from ssg.preview.paths import PathError, read_path

LIVE_SCRIPT = "/_ssg/live.js"
LIVE_EVENTS = "/_ssg/live"
# the preview's only addresses of its own; all else below /_ssg/ is the portal's (its styles, its page of thanks)

_KEPT_PAGES = 64
_KEPT_BYTES = 16 * 1024 * 1024
_KEPT_PARTS = 20_000
_PART = re.compile(
    rb"""<(?:link|script|img|source|aside)\b[^>]*?\s(?:href|src|data-side)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)


@cache
def live_script() -> bytes:
    """Return the script that runs in the browser."""
    return Path(__file__).with_name("live.js").read_bytes()


@cache
def _script_url() -> str:
    return f"{LIVE_SCRIPT}?v={digest(live_script())[:10]}"


def is_page(kind: str) -> bool:
    """Return whether a content type is that of pages."""
    return kind.partition(";")[0].strip().lower() == "text/html"


def with_script(body: bytes, shown: str) -> bytes:
    """Return a page with the preview's script before its end; ``shown`` is the digest of the page without it."""
    tag = f'<script src="{_script_url()}" data-page="{html.escape(shown)}" defer></script>'.encode()
    at = body.lower().rfind(b"</body>")
    at = len(body) if at < 0 else at
    return body[:at] + tag + body[at:]


def parts_of(body: bytes) -> frozenset[str]:
    """Return the paths of the styles, scripts and pictures that a page names on its own host."""
    found = set()
    for value in _PART.findall(body):
        url = urlsplit(html.unescape(value.decode("utf-8", "replace")))
        if not url.scheme and not url.netloc and url.path.startswith("/"):
            try:
                found.add(read_path(url.path.encode().decode("latin-1")))
            except PathError:
                continue
    return frozenset(found)


class ServedPages:
    """The pages served last, by digest, so that a tab can be told what it shows and what stands there now."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def keep(self, shown: str, body: bytes) -> None:
        """Remember a page; the ones not served for long make room."""
        with self._lock:
            if shown in self._pages:
                self._pages.move_to_end(shown)
                return
            self._pages[shown] = body
            self._size += len(body)
            while len(self._pages) > _KEPT_PAGES or (self._size > _KEPT_BYTES and len(self._pages) > 1):
                self._size -= len(self._pages.popitem(last=False)[1])

    def find(self, shown: str) -> bytes | None:
        """Return the page of a digest, None where it is forgotten."""
        with self._lock:
            return self._pages.get(shown)


class ServedParts:
    """What else browsers were given: the digest of each file that is no page, and when it was seen to differ."""

    def __init__(self) -> None:
        self._digests: OrderedDict[str, str] = OrderedDict()
        self._changed: dict[str, int] = {}
        self._lock = threading.Lock()

    def keep(self, path: str, shown: str) -> None:
        """Remember what was served."""
        with self._lock:
            self._digests[path] = shown
            self._digests.move_to_end(path)
            while len(self._digests) > _KEPT_PARTS:
                self._changed.pop(self._digests.popitem(last=False)[0], None)

    def among(self, paths: frozenset[str]) -> dict[str, str]:
        """Return the digests of those of the paths that were served."""
        with self._lock:
            return {path: self._digests[path] for path in paths if path in self._digests}

    def note_changed(self, digests: Mapping[str, str], turn: int) -> None:
        """Remember that these files differ since refresh number ``turn``."""
        with self._lock:
            self._digests.update(digests)
            self._changed.update(dict.fromkeys(digests, turn))

    def changed_since(self, turn: int) -> dict[str, str]:
        """Return the files that differ since a refresh after number ``turn``, with their digests."""
        with self._lock:
            return {path: self._digests[path] for path, at in self._changed.items() if at > turn}
