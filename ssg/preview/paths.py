"""Request targets made into paths that cannot leave the site."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

MAX_TARGET = 2048
# bytes, query included; longer than any address of a portal

_SMUGGLED = re.compile(r"%(?:2f|5c|00)", re.IGNORECASE)
# a slash, backslash or NUL that is meant to be seen by one reader and not by the next


class PathError(ValueError):
    """A request target that names nothing here; ``status`` is the HTTP status to answer with."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


def read_path(target: str) -> str:
    """Return the path of a request target (as http.server hands it over: bytes read as Latin-1), percent-decoded as
    UTF-8, in NFC, doubled slashes merged.

    Raises PathError: 414 for what is overlong, 400 for what is no path or no UTF-8, 404 for what would leave the site.
    """
    if len(target) > MAX_TARGET:
        raise PathError(414)
    raw = target.split("#", 1)[0].split("?", 1)[0]
    if not raw.startswith("/"):
        raise PathError(400)
    if _SMUGGLED.search(raw) or "\\" in raw:
        raise PathError(404)
    try:
        path = unquote_to_bytes(raw.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        raise PathError(400) from None
    if any(unicodedata.category(sign) == "Cc" for sign in path):
        raise PathError(400)
    parts = path.split("/")
    if ".." in parts or "." in parts:
        raise PathError(404)
    return unicodedata.normalize("NFC", re.sub("/{2,}", "/", path))
