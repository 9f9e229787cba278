"""Files that pages which stay as they were published still need: what they link to, show, and are styled by."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from ssg.model.config import Config
from ssg.model.pages import Published, output_path

_ATTRIBUTE = re.compile(r"""(?:href|src|srcset|poster|content|data-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)""")
_OWN = "_ssg/"
# folder of themes' files: scripts may ask for any of them


def needed(folder: Path, config: Config, stuck: Iterable[str], before: Mapping[str, Published]) -> set[str]:
    """Return the paths of ``before`` that the pages ``stuck`` lead to, and those that these lead to, and so on."""
    found = set[str]()
    waiting = [path for path in stuck if path in before and path.endswith(".html")]
    if waiting:
        found.update(path for path in before if path.startswith(_OWN))
        waiting += [path for path in found if path.endswith(".css")]
    while waiting:
        path = waiting.pop()
        new = {one for one in _targets(folder, config, path) if one in before and one not in found}
        found |= new
        waiting += [one for one in new if one.endswith((".html", ".css"))]
    return found


def _targets(folder: Path, config: Config, path: str) -> Iterator[str]:
    """Yield the paths below output/ that a page or style sheet names."""
    try:
        text = (folder / path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    typed = [html.unescape(a or b) for a, b in _ATTRIBUTE.findall(text)] + _IN_STYLE.findall(text)
    for value in typed:
        for piece in (value, *(part.split()[0] for part in value.split(",") if part.split())):
            url = piece.removeprefix(config.origin).partition("#")[0].partition("?")[0]
            if not url or ":" in url or url.startswith("//"):
                continue
            url = unquote(url)
            if url.startswith("/"):
                url = url.removeprefix(config.base_path)
            else:
                url = posixpath.normpath(f"/{posixpath.dirname(path)}/{url}") + ("/" if url.endswith("/") else "")
            yield output_path(url)
            if not url.endswith("/"):
                yield output_path(f"{url}/")


def below(paths: Collection[str], before: Iterable[str]) -> Iterator[str]:
    """Yield those of ``before`` that are one of the paths or lie below one."""
    folders = tuple(f"{path}/" for path in paths)
    yield from (path for path in before if path in paths or path.startswith(folders))
