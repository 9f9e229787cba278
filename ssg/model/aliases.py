"""Old addresses as they are typed, in an article or in site.yaml."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ssg.base.fields import Field
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN
from ssg.model.articles import Reference

MAX_LENGTH = 1000
"""Bytes of an old address; the files of web servers that hold them take some 4,000 a word, percent-encoded."""
MAX_ALIASES = 1000
"""Old addresses of one page."""


def read_aliases(field: Field) -> tuple[Reference, ...]:
    """Return old addresses; one that does not begin with / or leaves the portal is a problem and left out."""
    items = field.items() if field.is_list else ([field] if field.line() else [])
    if len(items) > MAX_ALIASES:
        field.report("field.many", key=field.path, n=len(items), most=MAX_ALIASES)
        items = items[:MAX_ALIASES]
    found = []
    for item in items:
        said = item.line()
        if not _is_alias(said):
            right = "/" + re.sub(r"^https?://[^/]*", "", said.replace("\\", "/")).replace("../", "").lstrip("/")
            item.report("alias.bad", value=said, right=right)
            continue
        mark = item.node.start_mark
        line, column = mark.line + 1 + item.source.first_line, mark.column + 1
        found.append(Reference(value=said, line=line, column=column, where=""))
    return tuple(found)


def _is_alias(said: str) -> bool:
    """Return whether an old address is a path of the portal that no file system minds, once percent-decoded."""
    decoded = unquote(said, errors="replace")
    segments = decoded.split("?", 1)[0].split("/")
    return (
        said.startswith("/")
        and not said.startswith("//")
        and len(decoded.encode()) <= MAX_LENGTH
        and decoded.isprintable()
        and not set(decoded) & {"\\", HOLE_OPEN, HOLE_CLOSE}
        and not {".", ".."} & set(segments)
        and not set("".join(segments)) & set(':*|<>"')
    )
