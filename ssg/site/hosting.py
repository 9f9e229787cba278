"""What the host of a portal is told: its files, and every old address with where it leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from ssg.base.errors import Problem, hint, warning
from ssg.base.urls import ascii_host, host_of
from ssg.model.hosting import ASIDE, DOMAIN_FILE, HOST_FILES, MERGED, HostingView, Redirect, arguments_of
from ssg.model.pages import Claim, Kind
from ssg.site.portal import Portal

CLOUDFLARE_RULES = 2_000
"""Redirects without wildcards that Cloudflare Pages takes."""
IIS_RULES = 600
"""Redirects that surely fit into the 250 KB that IIS allows a web.config."""
_WITHOUT_QUERIES = ("cloudflare", "github")
_LASTING = re.compile(r"-[0-9a-f]{10}\.[a-z0-9]+$")
_GITHUB = ".github.io"


def old_addresses(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield every old address, with its query where it has one, and the URL it leads to."""
    yield from portal.redirects().items()


def redirects_of(pairs: Iterable[tuple[str, str]], taken: Collection[str]) -> tuple[Redirect, ...]:
    """Return the redirects of old addresses, each also with and without its closing slash and in small letters.

    ``taken`` are the URLs of real pages: no redirect without a query stands in the place of one.
    """
    found: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
    others: list[tuple[str, tuple[tuple[str, str], ...], str]] = []
    for old, target in sorted(pairs):
        path, mark, query = old.partition("?")
        arguments = arguments_of(query)
        if (mark and not arguments) or not _is_plain(path, arguments):
            continue
        if arguments or not _is_taken(path, taken):
            found.setdefault((path, arguments), target)
        others += [(variant, arguments, target) for variant in _variants(path)]
    for path, arguments, target in others:
        if (arguments or not _is_taken(path, taken)) and path != target:
            found.setdefault((path, arguments), target)
    rules = [Redirect(path=path, arguments=arguments, target=target) for (path, arguments), target in found.items()]
    return tuple(sorted(rules, key=lambda rule: (rule.path, -len(rule.arguments), rule.arguments)))


def _is_plain(path: str, arguments: tuple[tuple[str, str], ...]) -> bool:
    """Return whether an address holds nothing that would end a line of a server's configuration."""
    text = path + "".join(name + value for name, value in arguments)
    return path.startswith("/") and not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") for sign in text)


def _is_taken(path: str, taken: Collection[str]) -> bool:
    return path in taken or f"{path}/" in taken or path.removesuffix("index.html") in taken


def _variants(path: str) -> Iterator[str]:
    """Yield the other spellings of a path that people follow."""
    spellings = [path]
    if path.endswith("/index.html"):
        folder = path.removesuffix("index.html")
        spellings += [folder, *([folder.rstrip("/")] if folder != "/" else [])]
    elif path.endswith("/") and path != "/":
        spellings.append(path.rstrip("/"))
    elif not re.search(r"\.\w{1,5}$", path) and path != "/":
        spellings.append(f"{path}/")
    spellings += [low for spelling in spellings if (low := spelling.lower()) != spelling]
    yield from spellings[1:]
    # as old Macs send it, with each accent behind its letter
    yield from (apart for spelling in spellings if (apart := unicodedata.normalize("NFD", spelling)) != spelling)


def pages_of(claims: Mapping[str, Claim]) -> set[str]:
    """Return the URLs at which something real stands."""
    return {url for url, claim in claims.items() if claim.kind is not Kind.REDIRECT}


def view_hosting(portal: Portal, claims: Mapping[str, Claim], name: str) -> HostingView:
    """Return what a file of the portal's host tells."""
    own = next((file.text for file in portal.library.static if file.path == name), "") if name in MERGED else ""
    needed = name not in ("_headers", ".nojekyll")
    return HostingView(
        host=portal.config.hosting,
        name=name,
        redirects=redirects_of(old_addresses(portal), pages_of(claims)) if needed else (),
        photos=portal.config.permalinks.photo,
        lasting=_lasting(claims),
        own=own,
    )


def _lasting(claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the URLs of the themes' files whose names hold their digests."""
    return tuple(sorted(url for url, one in claims.items() if one.kind is Kind.THEME and _LASTING.search(url)))


def own_files(portal: Portal) -> frozenset[str]:
    """Return the names of the host's files that content/_static/ holds too; IIS knows Web.config as well."""
    static = {file.path if file.path in MERGED else file.path.lower() for file in portal.library.static}
    return frozenset(name for name in HOST_FILES.get(portal.config.hosting, ()) if name in static)


def file_aside(portal: Portal) -> str:
    """Return the name of the file to be written below .ssg/hosting/, "" for none."""
    name = ASIDE.get(portal.config.hosting, "")
    return name if name not in HOST_FILES.get(portal.config.hosting, ()) or name in own_files(portal) else ""


def hosting_problems(portal: Portal, claims: Mapping[str, Claim]) -> list[Problem]:
    """Return what the host cannot do for the portal."""
    host, found = portal.config.hosting, []
    if "web.config" in own_files(portal):
        found.append(warning("hosting.clash", "content/_static/web.config", file="web.config"))
    found += _told_domain(portal)
    rules = redirects_of(old_addresses(portal), pages_of(claims)) if host in (*_WITHOUT_QUERIES, "iis") else ()
    queries = {rule.target for rule in rules if rule.arguments}
    if host in _WITHOUT_QUERIES and queries:
        found.append(hint("hosting.queries", "site.yaml", host=host, n=len(queries)))
    limit = {"cloudflare": CLOUDFLARE_RULES, "iis": IIS_RULES}.get(host, 0)
    count = len([rule for rule in rules if host != "cloudflare" or not rule.arguments])
    if limit and count > limit:
        found.append(warning("hosting.many", "site.yaml", host=host, n=count, limit=limit))
    return found


def _told_domain(portal: Portal) -> list[Problem]:
    """Tell where GitHub Pages would not know the portal's own name, or would know it by another."""
    host, where = host_of(portal.config.url), f"content/_static/{DOMAIN_FILE}"
    file = next((file for file in portal.library.static if file.path == DOMAIN_FILE), None)
    if file is None:
        is_unknown = portal.config.hosting == "github" and not host.endswith(_GITHUB)
        return [hint("hosting.cname", where, host=host)] if is_unknown else []
    said = file.text.split()
    if [_plain_host(name) for name in said] == [host]:
        return []
    return [warning("hosting.cname.other", where, 1, 1, said=" ".join(said), host=host)]


def _plain_host(said: str) -> str:
    """Return a host as site.yaml's address has it, "" where it is none."""
    try:
        return ascii_host(said)
    except ValueError:
        return ""
