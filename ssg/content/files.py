"""The files beside articles: which one a ``src`` means, and the facts of it that a page needs."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from ssg.base.files import Found, digest, digest_file
from ssg.base.imagefiles import ImageError
from ssg.base.lengths import reason_of
from ssg.base.text import nearest
from ssg.model.articles import Facts

MAX_FILE = 300 * 1024 * 1024
# bytes; a photo above this is not read


_TEXTS = (".md", ".markdown")
_GONE = Found(path="", size=0, mtime_ns=0, inode=0)


class SrcError(ValueError):
    """A ``src`` that leads to no usable file; ``code`` and ``values`` say why."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.code, self.values = code, {name: str(value) for name, value in values.items()}
        super().__init__(code)


STATIC = "_static"
# folder of content/ whose files are published as they are


def static_url(path: str) -> str:
    """Return the URL of a file that is published as it is, by its path; "" for any other."""
    return path.removeprefix(STATIC) if path.startswith(f"{STATIC}/") else ""


def is_text(path: str) -> bool:
    """Return whether a file is an article's, by its name."""
    return path.lower().endswith(_TEXTS)


def may_lead_elsewhere(path: str, folded: Container[str]) -> bool:
    """Return whether names in other articles may lead elsewhere once there is a file at ``path``: where one of those
    there are (``folded`` holds their paths without letter case) has its name, or lies in a folder of an article's own.
    """
    plain = path.casefold()
    folders = [plain[:at] for at, sign in enumerate(plain) if sign == "/"]
    return plain in folded or any(f"{folder}{end}" in folded for folder in folders for end in _TEXTS)


@dataclass(slots=True)
class Files:
    """Every file of content/ by its path in NFC, with the facts of those already measured."""

    root: Path
    found: dict[str, Found] = field(default_factory=dict)
    # by path relative to content/, NFC
    bad: Mapping[str, str] = field(default_factory=dict)
    # digest of a photo → code of the problem its decoding met
    recalled: Mapping[str, Facts] = field(default_factory=dict)
    # facts measured in earlier builds of files that are as they were then
    looked: list[tuple[str, str]] | None = None
    # where it is a list: every ``src`` that was looked for and the path it led to, "" for none
    static: dict[str, Found] = field(default_factory=dict)
    # the files of _static/ by path relative to content/, NFC
    _facts: dict[str, Facts | ImageError] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)

    def add(self, files: Iterable[Found]) -> list[str]:
        """Take in the files of a walk; return the paths that two of them share once both are spelled in NFC."""
        twins = []
        for file in files:
            path = unicodedata.normalize("NFC", file.path)
            if path in self.found:
                twins.append(path)
            self.found[path] = file
            self._folded.setdefault(path.casefold(), path)
        return twins

    def look_again(self, path: str) -> None:
        """Take in a file as it is now, which was written anew; raises OSError where it is gone."""
        facts = self.place(path).stat()
        before = self.found[path]
        self.found[path] = replace(before, size=facts.st_size, mtime_ns=facts.st_mtime_ns, inode=facts.st_ino)

    def as_published(self, kept: Mapping[str, Facts]) -> Files:
        """Return these files as they were when ``kept`` (facts by path) was published, for a last good version."""
        files = Files(root=self.root, found=dict.fromkeys(kept, _GONE) | self.found, bad=self.bad)
        files._folded = {path.casefold(): path for path in files.found}
        files._facts.update(kept)
        return files

    def locate(self, article: str, src: str, code: str) -> str:
        """Return the path of the file an article's ``src`` means: beside it, else in the folder of its name.

        Raises SrcError: file.outside, src.twice, or ``code`` with the nearest name where there is none.
        """
        folder = posixpath.dirname(article)
        own = posixpath.splitext(article)[0]
        for said in dict.fromkeys((src, unquote(src))):
            plain = unicodedata.normalize("NFC", said.replace("\\", "/"))
            if plain.startswith("/") and (hit := self._published(plain)):
                if self.looked is not None:
                    self.looked.append((src, hit))
                return hit
            if _is_address(plain):
                continue
            places = [_join(folder, plain)]
            if posixpath.basename(article) != "index.md":
                places.append(_join(own, plain))
            hits = list(dict.fromkeys(hit for place in places if (hit := self._match(place))))
            if len(hits) > 1:
                raise SrcError("src.twice", src=src, a=hits[0], b=hits[1])
            if hits:
                if self.looked is not None:
                    self.looked.append((src, hits[0]))
                return hits[0]
        if _is_address(src) and not is_text(src):
            folder = posixpath.dirname(src).strip("/")
            shown = f"content/{STATIC}/{folder}/" if folder else f"content/{STATIC}/"
            raise SrcError("static.absent", src=src, folder=shown, near=self._near_url(src))
        shown = f"content/{folder}/" if folder else "content/"
        raise SrcError(code, src=src, folder=shown, near=nearest(posixpath.basename(src), self._names(folder, own)))

    def _match(self, path: str) -> str | None:
        if path in self.found or path in self.static:
            return path
        return self._folded.get(path.casefold())

    def _published(self, url: str) -> str | None:
        """Return the path of the file that is published as it is at a URL, None where there is none. ``/tin/b.md`` may
        be a text by its path from content/.
        """
        if is_text(url) and url[1:] in self.found:
            return url[1:]
        path = f"{STATIC}{url}"
        return path if path in self.static else None

    def _near_url(self, src: str) -> str:
        """Return the address of the file of _static/ whose name is most like that of one that is not there."""
        ending = posixpath.splitext(src)[1].lower()
        names: dict[str, str] = {}
        for path in self.static:
            names.setdefault(posixpath.basename(path).lower(), static_url(path))
        alike = [name for name in names if posixpath.splitext(name)[1] == ending]
        name = posixpath.basename(src).lower()
        return names.get(nearest(name, alike) or nearest(name, names), "")

    def _of(self, path: str) -> Found:
        return self.found[path] if path in self.found else self.static[path]

    def _names(self, *folders: str) -> set[str]:
        return {posixpath.basename(p) for p in self.found if posixpath.dirname(p) in folders and not p.endswith(".md")}

    def place(self, path: str) -> Path:
        """Return where a file lies, as its file system spells it; one that is gone lies nowhere."""
        found = self.found.get(path) or self.static.get(path)
        return self.root / (found.path if found and found.path else path)

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises OSError where it cannot be read."""
        return self.place(path).read_bytes()

    def attachment(self, path: str) -> Facts:
        """Return digest and size of a file; raises SrcError(file.unreadable)."""
        known = self._facts.get(path) or self.recalled.get(path)
        if isinstance(known, Facts):
            self._facts[path] = known
            return known
        try:
            facts = Facts(digest=digest_file(self.place(path)), size=self._of(path).size)
        except OSError as error:
            raise SrcError("file.unreadable", path=f"content/{path}", reason=reason_of(error)) from None
        self._facts[path] = facts
        return facts

    def photo(self, path: str, src: str) -> Facts:
        """Return the facts of a photo; raises SrcError where it is none that can be shown."""
        known = self._facts.get(path) or self.recalled.get(path)
        if known is None or (isinstance(known, Facts) and not known.width):
            known = self._measure(path)
        self._facts[path] = known
        if isinstance(known, ImageError):
            raise SrcError(known.code, src=src, **known.values)
        if known.digest in self.bad:
            raise SrcError(self.bad[known.digest], src=src)
        return known

    def _measure(self, path: str) -> Facts | ImageError:
        if self._of(path).size > MAX_FILE:
            return ImageError("photo.kind", found=f"{self._of(path).size // 2**20} MB")
        from ssg.base.images import measure  # Pillow takes a while to load

        try:
            data = self.read(path)
            measured = measure(data)
        except OSError as error:
            return ImageError("file.unreadable", path=f"content/{path}", reason=reason_of(error))
        except ImageError as error:
            return error
        return Facts(
            digest=digest(data),
            size=len(data),
            width=measured.width,
            height=measured.height,
            animated=measured.animated,
        )

    def learn(self, facts: Mapping[str, Facts]) -> None:
        """Take in what another process measured."""
        for path, fact in facts.items():
            self._facts.setdefault(path, fact)

    def measured(self) -> dict[str, Facts]:
        """Return the facts of every file that was measured or recalled in this run, by path."""
        return {
            path: facts
            for path, facts in self._facts.items()
            if isinstance(facts, Facts) and (path in self.found or path in self.static)
        }

    def facts_of(self, path: str) -> Facts | None:
        """Return the facts of a file measured in this run, None otherwise."""
        known = self._facts.get(path)
        return known if isinstance(known, Facts) else None


def _is_address(src: str) -> bool:
    """Return whether a ``src`` is an address within the portal, such as ``/assets/a.jpg``."""
    plain = src.replace("\\", "/")
    return plain.startswith("/") and not plain.startswith("//") and ".." not in plain.split("/") and "\x00" not in plain


def _join(folder: str, src: str) -> str:
    if src.startswith("/") or re.match(r"[A-Za-z]:", src) or "\x00" in src:
        raise SrcError("file.outside", value=src)
    path = posixpath.normpath(posixpath.join(folder, src))
    if path == ".." or path.startswith("../"):
        raise SrcError("file.outside", value=src)
    return path
