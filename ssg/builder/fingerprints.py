"""What every published page was made from, and why one is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from enum import Enum
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.files import digest


class Reason(Enum):
    """Why a page was rendered or written; the sentence is in ``SENTENCES``."""

    NEW = "new"
    VERSION = "version"
    THEME = "theme"
    CONFIG = "config"
    CONTENT = "content"
    OUTPUT = "output"


SENTENCES: Mapping[Reason, tuple[str, str]] = {
    Reason.NEW: ("trang mới, hoặc bộ nhớ đệm không còn", "the page is new, or the cache is gone"),
    Reason.VERSION: ("chương trình đã đổi phiên bản", "the program's version changed"),
    Reason.THEME: ("giao diện đã thay đổi", "its theme changed"),
    Reason.CONFIG: ("site.yaml đã thay đổi", "site.yaml changed"),
    Reason.CONTENT: ("nội dung hiện trên trang đã thay đổi", "what it shows changed"),
    Reason.OUTPUT: ("tệp trong output/ bị thiếu hoặc bị sửa", "its file in output/ is missing or was changed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Digests of all that affects a page, one a cause."""

    version: str
    theme: str
    config: str
    content: str

    @property
    def digest(self) -> str:
        """What tells the page from any other: a digest of all that its bytes are made of."""
        return digest(" ".join(astuple(self)).encode())

    def reason(self, before: Fingerprint) -> Reason | None:
        """Return why a page with the fingerprint ``before`` is stale, None where it is not."""
        for name in ("version", "theme", "config", "content"):
            if getattr(self, name) != getattr(before, name):
                return Reason(name)
        return None


class Fingerprints:
    """The fingerprints of one portal's pages. Disposable: without it every page is rendered anew."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self._cache = Cache(folder, "pages")
        self._fresh = fresh
        # whether what is kept is passed over
        self._expected: dict[str, bytes | None] = {}

    def expect(self, urls: Sequence[str]) -> None:
        """Look up the fingerprints of URLs that will be asked for next, all at once."""
        if not self._fresh:
            self._expected = dict.fromkeys(urls) | self._cache.find(urls)

    def last(self, url: str) -> Fingerprint | None:
        """Return the fingerprint of a page as it was published last."""
        if self._fresh:
            return None
        data = self._expected[url] if url in self._expected else self._cache.get(url)
        parts = data.decode("utf-8", "replace").split(" ") if data is not None else []
        if len(parts) != 4:
            return None
        return Fingerprint(version=parts[0], theme=parts[1], config=parts[2], content=parts[3])

    def keep(self, url: str, fingerprint: Fingerprint) -> None:
        """Keep the fingerprint of a page that was published."""
        self._cache.put(url, " ".join(astuple(fingerprint)).encode())

    def save(self, urls: Iterable[str] | None = None) -> None:
        """Write what is new, drop what is of none of the URLs (None: nothing), release the file."""
        self._cache.save(keep_only=None if urls is None else set(urls))
        self._cache.close()

    def close(self) -> None:
        """Release the file."""
        self._cache.close()
