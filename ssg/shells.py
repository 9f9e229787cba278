"""Rendered pages kept between builds, each with the fingerprint of all that it shows, and why one is rendered anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ssg import __version__
from ssg.base.cache import Cache
from ssg.base.files import digest
from ssg.model.config import Config
from ssg.model.views import View

_FORMAT = "1"


class Reason(Enum):
    """Why a page was rendered or written; the sentence is in ``SENTENCES``."""

    NEW = "new"
    VERSION = "version"
    THEME = "theme"
    CONFIG = "config"
    CONTENT = "content"
    HOLES = "holes"
    OUTPUT = "output"


SENTENCES: Mapping[Reason, tuple[str, str]] = {
    Reason.NEW: ("trang mới, hoặc bộ nhớ đệm không còn", "the page is new, or the cache is gone"),
    Reason.VERSION: ("chương trình đã đổi phiên bản", "the program's version changed"),
    Reason.THEME: ("giao diện đã thay đổi", "its theme changed"),
    Reason.CONFIG: ("site.yaml đã thay đổi", "site.yaml changed"),
    Reason.CONTENT: ("nội dung hiện trên trang đã thay đổi", "what it shows changed"),
    Reason.HOLES: (
        "cột bên, danh mục, chân trang hoặc số lượt xem đã thay đổi",
        "its side column, menu, footer or counts changed",
    ),
    Reason.OUTPUT: ("tệp trong output/ bị thiếu hoặc bị sửa", "its file in output/ is missing or was changed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Digests of all that sways a page's shell, one a cause."""

    version: str
    theme: str
    config: str
    content: str

    def reason(self, before: Fingerprint) -> Reason | None:
        """Return why a shell with the fingerprint ``before`` is stale, None where it is not."""
        for name in ("version", "theme", "config", "content"):
            if getattr(self, name) != getattr(before, name):
                return Reason(name)
        return None


def fingerprint(view: View, theme_digest: str, config: Config) -> Fingerprint:
    """Return a view's fingerprint. Its ``repr`` holds all a page shows, an article's text by its digest."""
    return Fingerprint(
        version=__version__, theme=theme_digest, config=config.digest, content=digest(repr(view).encode())
    )


class Shells:
    """The shells of one portal. Disposable: without it every page is rendered anew."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self._cache = Cache(folder, "shells", _FORMAT)
        self._fresh = fresh
        # whether what is kept is passed over

    def find(self, url: str, wanted: Fingerprint) -> tuple[str | None, Reason | None]:
        """Return the shell kept for a URL, or None and the reason why it has to be rendered."""
        data = self._cache.get(url)
        if data is None or self._fresh:
            return None, Reason.NEW
        head, _, shell = data.partition(b"\n")
        parts = head.decode("ascii", "replace").split(" ")
        if len(parts) != 4:
            return None, Reason.NEW
        before = Fingerprint(version=parts[0], theme=parts[1], config=parts[2], content=parts[3])
        reason = wanted.reason(before)
        return (None, reason) if reason else (shell.decode("utf-8", "replace"), None)

    def keep(self, url: str, wanted: Fingerprint, shell: str) -> None:
        """Keep a rendered shell."""
        head = f"{wanted.version} {wanted.theme} {wanted.config} {wanted.content}"
        self._cache.put(url, f"{head}\n{shell}".encode())

    def save(self) -> None:
        """Write what is new, drop what no page asked for, release the file."""
        self._cache.save(keep_only_used=True)
        self._cache.close()
