"""Files of content/ that nobody reads: texts under a name that is no article's, documents, photos of no article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping

from ssg.base.errors import Problem, hint, warning
from ssg.content.files import Files, is_text

MOST = 10
# problems of a kind; of more, their number is told
_NAMED = 5
# photos of a folder that are named

_SYSTEM = re.compile(
    r"(?:^|/)(?:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r?|~\$[^/]*|\.[^/]*|[^/]*\.(?:tmp|lnk|crdownload|part))$|"
    r"(?:^|/)(?:__macosx|@eadir)/",
    re.IGNORECASE,
)
# what systems and programs leave in a folder
_MISNAMED = re.compile(
    r"^(?P<right>.*?)(?:\.(?:md|markdown)[ ._-]*\.(?:txt|doc|docx|rtf|html?|text)|"
    r"\.(?:mdx?~|md_|mdx|mkd|mdown|mdwn|mk|dm|nd|mf|md\W+|m\.d|markdow|markdwon|makrdown))$",
    re.IGNORECASE,
)
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_DOCUMENTS = (
    ".doc", ".docx", ".odt", ".pages", ".rtf", ".html", ".htm", ".txt", ".text", ".wps", ".gdoc", ".docm", ".mht",
)  # fmt: skip


def find_unread(files: Files, used: Collection[str], excused: Iterable[str]) -> list[Problem]:
    """Return a problem for each file that no article shows; ``used`` are the paths of those that are, ``excused`` those
    of articles that cannot be read now: what lies beside them may be theirs.
    """
    beside = tuple(_folders_of(excused))
    texts = set(filter(is_text, files.found))
    found: dict[str, list[Problem]] = {}
    photos: dict[str, list[str]] = {}
    for path in sorted(files.found.keys() - set(used) - texts):
        if _SYSTEM.search(path):
            continue
        right = _right_name(path, files)
        if not right and posixpath.dirname(path) in beside:
            continue
        if not right and path.lower().endswith(_IMAGES):
            photos.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))
            continue
        told = _tell(path, right)
        found.setdefault(told.code, []).append(told)
    for folder, names in photos.items():
        told = _tell_photos(folder, names, texts)
        found.setdefault(told.code, []).append(told)
    return [one for told in found.values() for one in _cut(told)]


def _folders_of(texts: Iterable[str]) -> Iterable[str]:
    for path in texts:
        yield posixpath.dirname(path)
        yield posixpath.splitext(path)[0]


def _right_name(path: str, files: Files) -> str:
    """Return what an article under a wrong name should be called, "" for a file that is none."""
    name = posixpath.basename(path)
    if found := _MISNAMED.match(name):
        return f"{found['right']}.md"
    if not name.lower().endswith((".txt", ".text")) and "." in name:
        return ""
    try:
        with files.place(path).open("rb") as file:
            begins = file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    except OSError:
        return ""
    return f"{posixpath.splitext(name)[0]}.md" if begins else ""


def _tell(path: str, right: str) -> Problem:
    where, name = f"content/{path}", posixpath.basename(path)
    if right:
        return warning("unread.name", where, name=name, right=right)
    code = "unread.document" if name.lower().endswith(_DOCUMENTS) else "unread.file"
    return hint(code, where, name=name)


def _tell_photos(folder: str, names: list[str], texts: Collection[str]) -> Problem:
    has_text = any(posixpath.dirname(text) == folder or posixpath.splitext(text)[0] == folder for text in texts)
    shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    where = f"content/{folder}" if folder else "content"
    return hint("unread.photos" if has_text else "unread.folder", where, n=len(names), names=shown)


def _cut(told: list[Problem]) -> list[Problem]:
    if len(told) <= MOST:
        return told
    return [*told[:MOST], hint("unread.more", "content", n=len(told) - MOST, path=told[MOST].path)]


def paths_used(facts: Iterable[Mapping[str, object]]) -> set[str]:
    """Return the paths of all files that articles show, by the facts that each took of its own."""
    return {path for one in facts for path in one}
