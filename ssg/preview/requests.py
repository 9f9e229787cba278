"""What makes a request that all who read it read alike (RFC 9112): anything else is refused, not guessed at."""

from __future__ import annotations

import re
from email.message import Message
from http import HTTPStatus
from io import BufferedIOBase
from typing import Any

_LINE = re.compile(rb"[^\x00-\x20\x7f]+ [^\x00-\x20\x7f]+ HTTP/([0-9])\.[0-9]\r?\n")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BAD_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# a line break within a value is a folded line, which servers have read in different ways
_ABSOLUTE = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_ONCE = ("Host", "Content-Length", "Transfer-Encoding")


def wrong_line(line: bytes) -> HTTPStatus | None:
    """Return what to answer to the first line of a request that is not a method, a target and HTTP/1.x between single
    spaces; None where it is.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        return HTTPStatus.BAD_REQUEST
    return None if found[1] == b"1" else HTTPStatus.HTTP_VERSION_NOT_SUPPORTED


class Lines:
    """A connection's incoming lines; notes where one holds a CR that ends no line, which parsers take for an end."""

    def __init__(self, inner: BufferedIOBase) -> None:
        self._inner = inner
        self.has_bare_cr = False

    def readline(self, limit: int = -1) -> bytes:
        """Return the next line, its end included."""
        line = self._inner.readline(limit)
        self.has_bare_cr |= b"\r" in line.removesuffix(b"\n").removesuffix(b"\r")
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def are_clear(headers: Message, version: str) -> bool:
    """Return whether headers can be read in one way only; HTTP/1.1 wants a Host."""
    if headers.defects or headers.get_payload():
        return False  # a line that is no header, and all behind it
    if not all(_NAME.fullmatch(name) and not _BAD_VALUE.search(str(value)) for name, value in headers.items()):
        return False
    if any(len(headers.get_all(name, [])) > 1 for name in _ONCE):
        return False
    length = headers.get("Content-Length")
    if length is not None and ("Transfer-Encoding" in headers or not re.fullmatch("[0-9]{1,18}", length.strip())):
        return False
    return version < "HTTP/1.1" or "Host" in headers


def split_target(target: str) -> tuple[str, str]:
    """Return the host that a request target names, "" for none, and the rest of it."""
    found = _ABSOLUTE.fullmatch(target)
    if found is None:
        return "", target
    rest = found[2]
    return found[1] or "?", rest if rest.startswith("/") else f"/{rest}"
