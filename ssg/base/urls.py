"""URLs spelled right: what a link may lead to, percent-encoding, joining to a site's address."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "ftp"})
"""The schemes that a link may have; one without a scheme leads into the portal. Anything else is refused everywhere."""
# Browsers pass over controls and spaces before a URL, and over tabs and line breaks inside it
# (https://url.spec.whatwg.org/#url-parsing). Signs without width are passed over too: people cannot see them.
_LEADING = re.compile("\\A[\x00-\x20\x7f-\xa0]+")
_PASSED_OVER = re.compile("[\t\n\r\x00\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = "/:?&=#%+,;@~!$'()*-._[]"


def encode_url(url: str) -> str:
    """Return a URL with what is not ASCII, and spaces and quotes, percent-encoded; what is encoded stays as it is."""
    plain = url.isascii() and url.isprintable() and not set(url) & set(' "<>\\^`{|}')
    return url if plain else quote(url, safe=_SAFE)


def ascii_host(host: str) -> str:
    """Return a host as machines know it: small letters, Vietnamese ones as ``xn--``, no dot at its end.

    Raises ValueError where that cannot be (RFC 3490).
    """
    plain = host.removesuffix(".").lower()
    return plain if plain.isascii() else plain.encode("idna").decode("ascii")


def shown_host(host: str) -> str:
    """Return a host as people read it, with its Vietnamese letters."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def scheme_of(url: str) -> str:
    """Return a URL's scheme as browsers read it, in small letters; "" for none and "?" for what is no URL at all."""
    plain = _LEADING.sub("", _PASSED_OVER.sub("", url))
    found = _SCHEME.match(plain)
    if found:
        return found[1].lower()
    try:
        return urlsplit(plain).scheme
    except ValueError:
        return "?"


def host_of(url: str) -> str:
    """Return the host a URL names, in small letters; "" for none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_allowed(url: str) -> bool:
    """Return whether a link may lead to a URL: by one of SCHEMES, or into the portal."""
    scheme = scheme_of(url)
    return not scheme or scheme in SCHEMES


def is_external(url: str) -> bool:
    """Return whether a URL names a scheme or host of its own."""
    return bool(scheme_of(url)) or url.startswith("//")


def own_path(url: str, home: str) -> str | None:
    """Return the path from the portal's root of a whole URL that leads into the portal at ``home`` (by http or https,
    with or without www.), its query and fragment with it; None for any other.
    """
    if not home or "//" not in url[:8]:
        return None
    try:
        parts, own = urlsplit(url.strip()), urlsplit(home)
        same = _host_of(parts) == _host_of(own) and (parts.port or 443) in (own.port or 443, 80, 443)
    except ValueError:
        return None
    path, base = parts.path or "/", own.path.rstrip("/")
    if parts.scheme.lower() not in ("", "http", "https") or not same or not f"{path}/".startswith(f"{base}/"):
        return None
    rest = path[len(base) :] or "/"
    rest = "/" + rest.lstrip("/")
    return rest + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def _host_of(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def under(base_path: str, url: str) -> str:
    """Return a path from the portal's root as it is on the web server: below ``base_path`` ("" or "/school").

    URLs of other sites, fragments and paths that are below it already stay as they are.
    """
    if not url.startswith("/") or url.startswith("//"):
        return encode_url(url)
    if base_path and (url == base_path or url.startswith(f"{base_path}/")):
        return encode_url(url)
    return encode_url(base_path + url)
