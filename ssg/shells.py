"""Published pages as shells: where the holes of each are, what it was made from, and why one is made anew.

A page's own file is its shell: to fill a hole anew is to replace a piece of it. So nothing is kept twice, and a cache
of a few hundred bytes a page is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.files import digest

_FORMAT = "9"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A page as it was published."""

    fingerprint: Fingerprint
    text: str
    # digest of the holes and of what stands between them
    holes: tuple[str, ...]
    # ``name|argument`` of each, in the order of the page
    spans: str
    # where each begins and how many bytes fill it now, without spaces
    filled: list[str]
    # what tells the filling of each from others with the same fingerprint, without spaces and commas

    @property
    def seal(self) -> str:
        """What tells the page from any other: a digest of all that its bytes are made of."""
        mark = self.fingerprint
        return digest(f"{mark.version} {mark.theme} {mark.config} {self.text} {','.join(self.filled)}".encode())


class Shells:
    """The shells of one portal. Disposable: without it every page is rendered anew."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self._cache = Cache(folder, "shells", _FORMAT)
        self._fresh = fresh
        # whether what is kept is passed over
        self._expected: dict[str, bytes | None] = {}

    def expect(self, urls: Sequence[str]) -> None:
        """Look up the shells of URLs that will be asked for next, all at once."""
        if not self._fresh:
            self._expected = dict.fromkeys(urls) | self._cache.find(urls)

    def last(self, url: str) -> Shell | None:
        """Return the shell kept for a URL, stale or not."""
        if self._fresh:
            return None
        data = self._expected[url] if url in self._expected else self._cache.get(url)
        return None if data is None else _unpack(data)

    def find(self, url: str, wanted: Fingerprint) -> tuple[Shell | None, Reason | None]:
        """Return the shell kept for a URL, or None and the reason why it has to be rendered."""
        shell = self.last(url)
        if shell is None:
            return None, Reason.NEW
        reason = wanted.reason(shell.fingerprint)
        return (None, reason) if reason else (shell, None)

    def keep(self, packed: Iterable[tuple[str, bytes]]) -> None:
        """Keep the shells of some URLs, as pack() gives them."""
        for url, data in packed:
            self._cache.put(url, data)

    def save(self, urls: Iterable[str] | None = None) -> None:
        """Write what is new, drop what is of none of the URLs (None: nothing), release the file."""
        self._cache.save(keep_only=None if urls is None else set(urls))
        self._cache.close()

    def close(self) -> None:
        """Release the file; what was not saved is lost."""
        self._cache.close()


def pack(shell: Shell) -> bytes:
    """Return a shell as it is kept."""
    mark = shell.fingerprint
    filled = ",".join(shell.filled)
    head = f"{mark.version} {mark.theme} {mark.config} {mark.content} {shell.text} {filled} {shell.spans}"
    return "\n".join((head, *shell.holes)).encode()


def _unpack(data: bytes) -> Shell | None:
    """Return a shell that pack() packed, None where it is none."""
    head, *holes = data.decode("utf-8", "replace").split("\n")
    parts = head.split(" ")
    if len(parts) != 7:
        return None
    mark = Fingerprint(version=parts[0], theme=parts[1], config=parts[2], content=parts[3])
    filled = parts[5].split(",") if parts[5] else []
    if not len(filled) == len(holes) == (parts[6].count(",") + 1) // 2:
        return None
    return Shell(fingerprint=mark, text=parts[4], holes=tuple(holes), filled=filled, spans=parts[6])
