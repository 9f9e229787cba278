"""A small portal for the preview's tests: a folder of fragments, read anew at every refresh, with errors on demand.

``content/ten.md`` is the page ``/ten/``: its first line the title, every other line HTML. A line that begins with
``!`` is an error, and the page stays as it was; ``draft`` makes a draft. ``content/_static/`` is served as it is, and
``themes/style.css`` and ``themes/script.js`` at addresses that tell their digests.
"""

from __future__ import annotations

import datetime as dt
import mimetypes
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ssg.base.errors import Problem, problem
from ssg.base.files import Found, digest, walk
from ssg.preview.protocol import Answer, Notes
from ssg.preview.serving import Address, Options, serve

HTML = "text/html; charset=utf-8"
NOW = dt.datetime(2026, 11, 22, 8, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SCRIPT = "document.querySelector('.clock').hidden = false; document.querySelector('.clock').textContent = '8:30';\n"


@dataclass(slots=True)
class Page:
    """One page as it was last right."""

    title: str
    lines: list[str]
    draft: bool = False


@dataclass(slots=True)
class FakeStudio:
    """The portal below ``root``; ``fails`` makes it raise, ``frozen`` keeps it as it is, ``refreshes`` are what it
    was told of.
    """

    root: Path
    fails: bool = False
    frozen: bool = False
    home: str = "/"
    refreshes: list[frozenset[str]] = field(default_factory=list)
    problems: Sequence[Problem] = ()
    pages: dict[str, Page] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read()

    @property
    def roots(self) -> Sequence[Path]:
        if self.fails:
            raise RuntimeError("đứt")
        return [self.root / name for name in ("site.yaml", "content", "themes")]

    def answer(self, path: str) -> Answer:
        if self.fails:
            raise RuntimeError("đứt")
        if path in self.files:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return Answer(status=200, kind=kind, body=self.files[path])
        if path == "/":
            links = [f'<li><a href="{url}">{page.title}</a></li>' for url, page in sorted(self.pages.items())]
            return self._page("Trang chủ", ["<ul class='list'>", *links, "</ul>"], None)
        if path in self.pages:
            return self._page(self.pages[path].title, self.pages[path].lines, self._notes(path))
        if f"{path}/" in self.pages:
            return Answer(status=301, kind="text/plain", body=b"", location=f"{path}/")
        told = f"Bài “{self.gone[path]}” không còn ở địa chỉ này." if path in self.gone else "Không có trang này."
        found = self._page("404", [f"<p>{told}</p>"], None)
        return Answer(status=404, kind=HTML, body=found.body)

    def refresh(self, changed: Collection[str]) -> bool:
        self.refreshes.append(frozenset(changed))
        if self.fails:
            raise RuntimeError("đứt")
        if self.frozen:
            return False
        before = repr((self.pages, self.problems, self.files))
        self._read()
        return before != repr((self.pages, self.problems, self.files))

    def attend(self, on_news: Callable[[], None]) -> None:
        """It never has news."""

    def close(self) -> None:
        """It learns nothing."""

    def source(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def _read(self) -> None:
        problems, pages, files = [], {}, {}
        for name in (f.path for f in walk(self.root / "content", hidden=True) if isinstance(f, Found)):
            data = (self.root / "content" / name).read_bytes()
            if name.startswith("_static/"):
                files[f"/{name.removeprefix('_static/')}"] = data
                continue
            url = f"/{name.removesuffix('.md')}/"
            title, *lines = data.decode().splitlines() or [""]
            wrong = [number for number, line in enumerate(lines, 2) if line.startswith("!")]
            problems += [problem("fm.unknown", f"content/{name}", n, 1, key="x", near="") for n in wrong]
            draft = "draft" in lines
            new = Page(title, [line for line in lines if line != "draft"], draft)
            if old := (self.pages.get(url) if wrong else new):
                pages[url] = old
        for kind in ("css", "js"):
            path = self.root / "themes" / {"css": "style.css", "js": "script.js"}[kind]
            if path.is_file():
                files[f"/_ssg/t-{digest(path.read_bytes())[:8]}.{kind}"] = path.read_bytes()
        self.gone |= {url: page.title for url, page in self.pages.items() if url not in pages}
        self.pages, self.files, self.problems = pages, files, problems

    def _page(self, title: str, lines: Sequence[str], notes: Notes | None) -> Answer:
        css = next((url for url in self.files if url.endswith(".css")), "")
        js = next((url for url in self.files if url.endswith(".js")), "")
        head = f'<title>{title}</title><link rel="stylesheet" href="{css}"><script src="{js}" defer></script>'
        top = '<p class="clock" hidden></p><form><input name="q"></form><img src="/logo.svg" alt="">'
        body = "\n".join([f"<h1>{title}</h1>", *lines])
        page = f'<!doctype html>\n<html lang="vi"><head>\n<meta charset="utf-8">{head}\n</head><body>\n{top}\n<main>\n'
        page += f"{body}\n</main>\n</body></html>\n"
        return Answer(status=200, kind=HTML, body=page.encode(), notes=notes)

    def _notes(self, url: str) -> Notes:
        path = f"content{url.rstrip('/')}.md"
        words = sum(len(line.split()) for line in self.pages[url].lines)
        mine = tuple(p for p in self.problems if p.path == path)
        draft = self.pages[url].draft
        return Notes(source=path, edited=NOW, words=words, uncaptioned=2 if draft else 0, draft=draft, problems=mine)


FILES: Mapping[str, str] = {
    "site.yaml": "title: Trường\n",
    "content/bai.md": "Bài một\n<p>Đoạn đầu.</p>\n<p>Đoạn hai.</p>\n",
    "content/hai.md": "Bài hai\n<p>Không liên quan.</p>\n",
    "content/nhap.md": "Bài nháp\ndraft\n<p>Chưa xong.</p>\n",
    "content/_static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
    "themes/style.css": "main { color: rgb(1, 2, 3); }\n",
    "themes/script.js": SCRIPT,
}


def make_portal(folder: Path, more: Mapping[str, str] | None = None) -> FakeStudio:
    """Write the portal's files below a folder and open it."""
    for name, text in {**FILES, **(more or {})}.items():
        save(folder, name, text)
    return FakeStudio(folder)


def save(folder: Path, name: str, text: str) -> None:
    """Save a file as a plain editor does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(slots=True)
class Served:
    """A preview that runs: where, of what, and what it said on the terminal."""

    address: Address
    studio: FakeStudio
    said: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.address.port}"


@contextmanager
def preview(
    studio: FakeStudio,
    *,
    port: int = 0,
    bar: bool = True,
    host: str = "127.0.0.1",
    log: Path | None = None,
) -> Iterator[Served]:
    """Serve a portal at a port that is free; its first look at everything is over when this returns."""
    said: list[str] = []
    options = Options(now=lambda: NOW, host=host, port=port, bar=bar, log=log)
    studio.refreshes.clear()
    with serve(studio, options, said.append) as address:
        wait_until(lambda: bool(studio.refreshes))
        yield Served(address, studio, said)


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for a condition; fail where it does not come about."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about in time"
        pause.wait(0.005)
