"""Small portals for tests: written, built, and their pages read as a reader's program would."""

from __future__ import annotations

import datetime as dt
import io
import os
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from PIL import Image

from ssg.builder import Options, Report, build

REPO = Path(__file__).resolve().parent.parent
SHARED = REPO.parent / "shared"
NOW = dt.datetime(2026, 11, 1, 5, 0, tzinfo=dt.UTC)
SITE = "title: Trường THCS Thử\nurl: https://thu.example\n"
FOOTER = "footer: {owner: Trường THCS Thử, responsible: Bà Thử}\n"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder; "site.yaml" is added where it is not among them and not there yet."""
    files = {"site.yaml": SITE + FOOTER, **files} if not (folder / "site.yaml").exists() else files
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def article(title: str, date: str, body: str = "Nội dung bài viết.", **keys: str) -> str:
    """Return an article's source; a key's value stands as typed behind it (may begin with a line break)."""
    lines = [f"title: {title}", f"date: {date}", *(f"{key}: {value}" for key, value in keys.items())]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def photo(width: int = 640, height: int = 480, colour: str = "#2a6", **save: object) -> bytes:
    """Return a JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", **save)
    return out.getvalue()


def run(folder: Path, now: dt.datetime = NOW, **options: Any) -> Report:
    """Build a portal."""
    return build(folder, Options(now=now, **options))


def settle(folder: Path) -> None:
    """Make every file an hour old, as those of a portal at rest are."""
    for path in folder.rglob("*"):
        if path.is_file() and "output" not in path.parts and ".ssg" not in path.parts:
            before = path.stat().st_mtime_ns
            os.utime(path, ns=(before - 3_600_000_000_000, before - 3_600_000_000_000))


def codes(report: Report) -> list[str]:
    """Return the codes of a build's errors and warnings, in order."""
    return [p.code for p in report.problems if p.severity.value != "hint"]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of output/ by its path."""
    return files_below(folder / "output")


def files_below(root: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = ET.SubElement(self._open[-1], tag, {k: v or "" for k, v in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        tags = [e.tag for e in self._open]
        if tag in tags[1:]:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


class Page:
    """A built page."""

    def __init__(self, folder: Path, url: str) -> None:
        name = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
        self.html = (folder / "output" / name).read_text(encoding="utf-8")
        reader = _Reader()
        reader.feed(self.html)
        self.root = reader.root

    def all(self, path: str) -> list[ET.Element]:
        """Return the elements an XPath names."""
        return self.root.findall(path)

    def one(self, path: str) -> ET.Element:
        """Return the one element an XPath names."""
        found = self.all(path)
        assert len(found) == 1, f"{path}: {len(found)} found"
        return found[0]

    def text(self, path: str) -> str:
        """Return the text of the one element an XPath names, on one line."""
        return words(self.one(path))

    def block(self, name: str) -> list[str]:
        """Return the titles of the links in the blocks of a name."""
        return [words(a) for a in self.all(f".//*[@data-block='{name}']//li//a")]

    def hrefs(self, path: str = ".//a") -> list[str]:
        """Return where links lead."""
        return [a.get("href", "") for a in self.all(path)]


def words(element: ET.Element) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())
