"""What a request line asks for: a page of the site, a vote for one, or nothing that is counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

from ssg.base.urls import ascii_host

INDEX = "index.html"
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|(.))")
_ABSOLUTE = re.compile(rb"(?i)https?://([^/?#]*)(.*)", re.DOTALL)
_SLASHES = re.compile("/{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The addresses of one site."""

    urls: Mapping[str, str]
    # path as path_key() gives it, or address with a query as query_key() gives it → URL of the page it leads to
    host: str
    # the site's own, as host_of() gives it
    rate_path: str
    # where votes go, the site's base path before it
    rated: Collection[str]
    # URLs of the pages that take votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request is for: a view of a page, or a vote for it."""

    url: str
    stars: int = 0
    # 1 to 5 for a vote


def path_key(path: bytes) -> str:
    """Return a path percent-decoded, in NFC, its slashes single, ``index.html`` dropped; "" where it is no UTF-8."""
    try:
        text = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return ""
    text = _SLASHES.sub("/", unicodedata.normalize("NFC", text))
    return text.removesuffix(INDEX) if text.endswith(f"/{INDEX}") else text


def query_key(path: bytes, query: bytes) -> str:
    """Return an address with a query in one form; "" where it is no UTF-8."""
    key, said = path_key(path), unquote_to_bytes(query).decode("utf-8", "replace")
    return f"{key}?{unicodedata.normalize('NFC', said)}" if key else ""


def address_key(typed: str) -> str:
    """Return the key of an address as it is typed, a query with it."""
    path, mark, query = typed.partition("?")
    return query_key(path.encode(), query.encode()) if mark else path_key(path.encode())


@lru_cache(maxsize=1_000)
def host_of(said: str) -> str:
    """Return a host in the one form by which hosts are compared: small letters, ``xn--``, without port, dot at its end
    and ``www.``: ``WWW.Xa.example.:80`` is ``xa.example``, ``[::1]:80`` ``::1``.
    """
    try:
        host = ascii_host(urlsplit(f"//{said}").hostname or "")
    except ValueError:
        return ""
    return host.removeprefix("www.")


def host_in(said: bytes) -> str:
    """Return a host as a log has it, with escapes of nginx and Apache in it, as text."""
    return _ESCAPE.sub(_unescape, said).decode("utf-8", "replace")


def find_asked(request: bytes, pages: Pages) -> Asked | None:
    """Return what a request line ("GET /tin-tuc/ HTTP/1.1", escapes of nginx and Apache in it) asks for; None for all
    that is no GET, no page of the site and no vote.
    """
    method, _, rest = request.partition(b" ")
    if method != b"GET":
        return None
    target, space, protocol = rest.rpartition(b" ")
    if not space or not protocol.startswith(b"HTTP/"):
        target = rest
    target = _ESCAPE.sub(_unescape, target)
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute:
        if host_of(absolute[1].decode("utf-8", "replace")) != pages.host:
            return None
        target = absolute[2] or b"/"
    path, _, query = target.partition(b"?")
    key = path_key(path)
    if query and key == pages.rate_path:
        return _find_vote(query, pages)
    url = (pages.urls.get(query_key(path, query)) if query else None) or ("?" not in key and pages.urls.get(key))
    return Asked(url=url) if url else None


def _unescape(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)]) if found[1] else found[2]


def _find_vote(query: bytes, pages: Pages) -> Asked | None:
    try:
        said = parse_qs(query.decode("ascii"), max_num_fields=8)
    except ValueError:
        return None
    stars, at = said.get("stars", [""])[-1], said.get("url", [""])[-1]
    url = pages.urls.get(address_key(at)) if at.startswith("/") else None
    if url is None or url not in pages.rated or stars not in ("1", "2", "3", "4", "5"):
        return None
    return Asked(url=url, stars=int(stars))
