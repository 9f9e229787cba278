"""Where the links of a text lead: to articles, photos and files beside it, or to an address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ssg.base.errors import Problem, problem, warning
from ssg.base.text import nearest
from ssg.base.urls import scheme_of
from ssg.content import media
from ssg.content.files import Files, SrcError, is_text, static_url
from ssg.content.parsed import PlacedLink
from ssg.model.articles import Attachment, Photo, Target

_IMAGE_ENDS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_FILE_ENDS = (*_IMAGE_ENDS, *media.ATTACHABLE)
_LETTERS = re.compile("(?:%[89a-f][0-9a-f])+", re.IGNORECASE)


class Aim:
    """Follows the links of one article, and gathers the photos and files they lead to, and what is wrong."""

    def __init__(self, path: str, listed: list[Photo], shown: list[Photo | None], files: Files) -> None:
        self._path = path
        self._listed = listed
        # the photos of front matter
        self._files = files
        self.shown = shown
        self.linked: dict[str, Attachment] = {}
        self.problems: list[Problem] = []

    def follow(self, link: PlacedLink, line: int) -> Target:
        """Return where a link leads, which stands on a line of the article's file; what leads to no file of the portal
        stays an address.
        """
        if len(scheme_of(link.target)) == 1:
            self._tell("link.local", link, line, target=link.target)
            return Target(kind="address", value="", line=line)
        missed: SrcError | None = None
        for name, fragment in dict.fromkeys(_names(link)):
            try:
                return self._find(name, fragment, line)
            except SrcError as error:
                missed = error
        if missed is None:
            return Target(kind="address", value=link.address, line=line)
        name = list(_names(link))[-1][0]
        values = {**missed.values, "target": name}
        if is_text(name):
            values["near"] = _near_text(name, self._files)
        self._tell(missed.code, link, line, **values)
        return Target(kind="address", value=link.address if link.raw else "", line=line)

    def _find(self, name: str, fragment: str, line: int) -> Target:
        """Return the file a name means; raises SrcError where there is none, or none that readers may have."""
        to_text = is_text(name)
        code = "link.broken" if to_text else "attachment.missing"
        try:
            found = self._files.locate(self._path, name, code)
        except SrcError:
            if self._files.looked is not None:
                self._files.looked.append((name, ""))
            raise
        if to_text:
            return Target(kind="article", value=found, fragment=fragment, line=line)
        if url := static_url(found):
            return Target(kind="address", value=url + (f"#{fragment}" if fragment else ""), line=line)
        if found.lower().endswith(_IMAGE_ENDS):
            self.shown.append(media.link_photo(name, found, self._listed, self._files))
            return Target(kind="image", value=str(len(self.shown) - 1), line=line)
        self.linked[found] = media.attach(found, "", self._files)
        return Target(kind="file", value=found, fragment=fragment, line=line)

    def _tell(self, code: str, link: PlacedLink, line: int, **values: str) -> None:
        tell = warning if link.raw else problem
        self.problems.append(tell(code, f"content/{self._path}", line, 1, **values))


def _names(link: PlacedLink) -> Iterator[tuple[str, str]]:
    """Yield the files that a link may name, each with the fragment that is left: a name may hold #, ? and %20."""
    base, _, fragment = link.target.partition("#")
    bare = base.partition("?")[0]
    literal = _LETTERS.sub(lambda found: unquote(found[0]), link.address) if "%" in link.address else link.target
    for name, rest in ((literal, ""), (link.target, ""), (base, fragment), (bare, fragment)):
        if is_text(name) or (name.lower().endswith(_FILE_ENDS) and not name.startswith("/")):
            yield name, rest


def _near_text(target: str, files: Files) -> str:
    """Return the path of the text whose name is most like a broken link's, "" for none."""
    names: dict[str, str] = {}
    for path in files.found:
        if path.endswith(".md"):
            names.setdefault(posixpath.basename(posixpath.dirname(path) if path.endswith("/index.md") else path), path)
    name = posixpath.basename(posixpath.dirname(target) if target.endswith("/index.md") else target)
    return names.get(nearest(name, names), "")
