"""URLs spelled right: percent-encoding, joining to a site's address."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

SCHEMES = ("", "http", "https", "mailto", "tel")
# that a link may have
_SAFE = "/:?&=#%+,;@~!$'()*-._[]"


def encode_url(url: str) -> str:
    """Return a URL with what is not ASCII, and spaces and quotes, percent-encoded; what is encoded stays as it is."""
    plain = url.isascii() and url.isprintable() and not set(url) & set(' "<>\\^`{|}')
    return url if plain else quote(url, safe=_SAFE)


def scheme_of(url: str) -> str:
    """Return a URL's scheme, "" for none and "?" for what is no URL at all."""
    try:
        return urlsplit(url).scheme
    except ValueError:
        return "?"


def host_of(url: str) -> str:
    """Return the host a URL names, in small letters; "" for none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_external(url: str) -> bool:
    """Return whether a URL names a scheme or host of its own."""
    return bool(scheme_of(url)) or url.startswith("//")


def under(base_path: str, url: str) -> str:
    """Return a path from the portal's root as it is on the web server: below ``base_path`` ("" or "/school").

    URLs of other sites, fragments and paths that are below it already stay as they are.
    """
    if not url.startswith("/") or url.startswith("//"):
        return encode_url(url)
    if base_path and (url == base_path or url.startswith(f"{base_path}/")):
        return encode_url(url)
    return encode_url(base_path + url)
