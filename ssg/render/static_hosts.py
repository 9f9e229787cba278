"""The files ``_redirects`` and ``_headers`` of Netlify and Cloudflare Pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ssg.base.urls import under
from ssg.model.hosting import HostingView, Redirect
from ssg.render.servers import FOREVER, HSTS, SECURITY, Server

CLOUDFLARE_RULES, CLOUDFLARE_LINE = 2_000, 1_000
"""Redirects that Cloudflare takes, and characters of each."""
MARKED = 6
"""Arguments of a redirect that is repeated for links with "&amp;"."""
_PATH, _VALUE = "/-._~!$&'(),;=@", "/-._~,;@()!"


def redirects_file(view: HostingView, server: Server) -> str:
    """Return the redirects, behind the site's own: the first that fits holds."""
    lines = [f"{view.own.rstrip()}\n"] if view.own.strip() else []
    lines.append("# Written by ssg with every build; lines of content/_static/_redirects stand before.")
    room = CLOUDFLARE_RULES - sum(1 for line in view.own.splitlines() if line.strip() and line[:1] != "#")
    rules = list(_for_netlify(view, server) if view.host == "netlify" else _for_cloudflare(view, server))
    lines += rules if view.host == "netlify" else rules[: max(0, room)]
    return "\n".join([*lines, ""])


def _source(path: str, server: Server) -> str:
    """Return an old path as these files want it: "*" and a ":" that begins a part would stand for anything."""
    return quote(server.path(path), safe=_PATH)


def _for_netlify(view: HostingView, server: Server) -> Iterator[str]:
    """Yield lines; "!" redirects where a redirect page stands, too."""
    seen: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for rule in view.redirects:
        key = (rule.path.rstrip("/") or "/", rule.arguments)
        if key in seen:  # Netlify passes over a closing slash by itself
            continue
        seen.add(key)
        for query in _queries(rule):
            yield " ".join((_source(rule.path, server), *query, server.target(rule.target), "301!"))


def _queries(rule: Redirect) -> Iterator[list[str]]:
    """Yield the arguments of a redirect, and again as links with "&amp;" have them, each of a few being the first."""
    query = [f"{quote(name, safe=_VALUE)}={quote(value, safe=_VALUE)}" for name, value in rule.arguments]
    yield query
    if 1 < len(query) <= MARKED:
        for first in range(len(query)):
            yield [one if n == first else f"amp;{one}" for n, one in enumerate(query)]


def _for_cloudflare(view: HostingView, server: Server) -> Iterator[str]:
    """Yield lines, first those for addresses at which no redirect page can stand."""

    def has_page(rule: Redirect) -> bool:
        name = rule.path.rpartition("/")[2]
        return "." not in name or name.endswith((".html", ".htm"))

    for rule in sorted(view.redirects, key=has_page):
        line = f"{_source(rule.path, server)} {server.target(rule.target)} 301"
        if not rule.arguments and len(line) <= CLOUDFLARE_LINE:
            yield line


def headers_file(view: HostingView, server: Server) -> str:
    """Return the headers, behind the site's own; what the site sets for the same path is left to it.

    Both hosts join the values of a header that two paths set, and let browsers ask again for all that has none.
    """
    own = _headers_of(view.own)
    lasting = [f"{server.photos}*", *(under(server.base, url) for url in view.lasting)]
    blocks = [(f"{server.base}/*", SECURITY), *((path, (("Cache-Control", FOREVER),)) for path in lasting)]
    lines = [f"{view.own.rstrip()}\n"] if view.own.strip() else []
    lines += [
        "# Written by ssg with every build; lines of content/_static/_headers stand before.",
        f"# For portals that have only https, below /*: {HSTS[0]}: {HSTS[1]}",
    ]
    for path, headers in blocks:
        kept = [(name, value) for name, value in headers if name.lower() not in own.get(path, frozenset())]
        if kept:
            lines += [path, *(f"  {name}: {value}" for name, value in kept)]
    return "\n".join([*lines, ""])


def _headers_of(text: str) -> dict[str, frozenset[str]]:
    """Return the names of headers that a _headers file sets, in small letters, by path."""
    found: dict[str, frozenset[str]] = {}
    path = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[:1].isspace():
            path = line.strip()
        elif ":" in line:
            found[path] = found.get(path, frozenset()) | {line.partition(":")[0].strip().lower()}
    return found
