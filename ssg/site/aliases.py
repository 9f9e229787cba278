"""Old addresses: where each leads, which of them have a redirect page, and which cannot be given out."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ssg.base.errors import Problem, hint, problem
from ssg.base.lengths import fits
from ssg.base.text import is_reserved
from ssg.model.articles import Reference
from ssg.model.config import Config
from ssg.model.hosting import arguments_of
from ssg.model.pages import output_path
from ssg.model.parts import Link
from ssg.model.shares import ICONS
from ssg.site.addresses import alias_key, typed_key
from ssg.site.frames import FED
from ssg.site.portal import Portal

SITE_FILE = "site.yaml"
_OURS = re.compile(
    r"/(?:_ssg|_redirects)(?:/.*)?|/(?:robots\.txt|sitemap(?:-\d+)?\.xml|404(?:\.html)?|_headers|web\.config|"
    rf"{'|'.join(map(re.escape, ICONS))})/?",
    re.DOTALL,
)


def place_key(url: str) -> str:
    """Return what two addresses have in common that are one file, or one on a disk that is blind to capitals."""
    key = unicodedata.normalize("NFC", alias_key(url)).casefold()
    return key.removesuffix("index.html" if key.endswith("/index.html") else "").removesuffix("/")


def alias_file(alias: str) -> str:
    """Return the URL of the redirect page for an old address, "" where none can stand there (queries, .php, names that
    Windows refuses, addresses that are too long).
    """
    if "?" in alias or any(map(is_reserved, alias.split("/"))):
        return ""
    alias = alias_key(alias)
    end = "" if alias.endswith("/") else posixpath.splitext(alias)[1].lower()
    if end and end not in (".html", ".htm"):
        return ""
    url = alias if end or alias.endswith("/") else f"{alias}/"
    return url if fits(output_path(url)) else ""


@dataclass(slots=True, kw_only=True)
class _Taken:
    """Which addresses have a page or file, and whose."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """place_key() → (URL, what stands there)."""
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)
    """place_key() of an alias → (alias, the file that gives it)."""
    older: re.Pattern[str]
    """Ends of the addresses of a list's older pages."""

    def at(self, alias: str) -> tuple[str, str] | None:
        """Return (URL, what stands there) of the page at an address, capitals forgiven."""
        key = place_key(alias)
        found = self.pages.get(key)
        if found is None and (older := self.older.search(f"{key}/")):
            found = self.pages.get(f"{key}/"[: older.start()].removesuffix("/"))
            found = (f"{key}/", found[1]) if found and not found[1].startswith("content/") else None
        return found


def place_aliases(portal: Portal, remembered: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """Place every alias of articles and lists, and the addresses that articles had; return what is wrong with them.

    A page always beats an alias. ``remembered`` holds the URLs that each file had, the newest last.
    """
    found, config = portal.addresses, portal.config
    lists = list(_list_aliases(portal))
    typed = [article for article in found.articles.values() if article.aliases]
    old = [(p, url) for p, urls in sorted(remembered.items()) if p in found.url for url in urls if url != found.url[p]]
    if not lists and not typed and not old:
        return []
    taken = _find_taken(portal)
    problems: list[Problem] = []
    for where, reference, link in lists:
        key = _claim(reference, where, link.url, taken, config, problems)
        if key:
            found.other_aliases[key] = link
    for article in typed:
        for reference in article.aliases:
            where = f"content/{article.path}"
            key = _claim(reference, where, found.url[article.path], taken, config, problems)
            if key:
                found.aliases[key] = article.path
    _place_remembered(portal, old, taken, problems)
    return problems


def _place_remembered(portal: Portal, old: Iterable[tuple[str, str]], taken: _Taken, problems: list[Problem]) -> None:
    found = portal.addresses
    for path, url in old:
        at = taken.at(url)
        if at and at[0] != found.url[path]:
            found.dropped.append((path, url))
            values = {"title": found.articles[path].title, "old": url, "other": at[1]}
            problems.append(hint("url.dropped", f"content/{path}", **values))
        elif not at and not found.is_alias(url):
            found.aliases[url] = path
            found.moved.append((path, url))
            _move_files(portal, path, url, taken)


def _move_files(portal: Portal, path: str, old: str, taken: _Taken) -> None:
    """Let the old addresses of an article's attachments lead to the new ones."""
    found, article = portal.addresses, portal.article(path)
    if not old.endswith("/"):
        return
    for attachment in (*article.attachments, *article.body.files):
        url = found.file_url[path, attachment.path]
        before = old + posixpath.basename(url)
        if not taken.at(before):
            found.other_aliases.setdefault(before, Link(title=attachment.title, url=url))


def _claim(reference: Reference, where: str, url: str, taken: _Taken, config: Config, problems: list[Problem]) -> str:
    """Return the key of an alias of the page at ``url``, "" where it cannot be given out or needs not."""
    key, at = _relative(reference.value, config), (where, reference.line, reference.column)
    path, mark, query = key.partition("?")
    if is_ours(key) or f"{place_key(path)}/".startswith(f"{place_key(config.permalinks.photo)}/"):
        problems.append(problem("url.ours", *at, value=reference.value))
        return ""
    if mark and not arguments_of(query):
        problems.append(problem("url.tracking", *at, value=reference.value, right=path))
        return ""
    page = taken.at(path)
    if page and (not mark or page[0] == url or page[1].startswith("content/") or not page[0].endswith("/")):
        return _beaten(key, url, page, where, reference, problems)
    # what is left of those with a query: /?p=4824, /index.php?id=3, and lists, whose addresses old portals had too
    if mark:
        place = f"{place_key(path)}?{arguments_of(query)}"
    else:
        place = place_key(key)
        if not fits(output_path(key)):
            problems.append(hint("url.no_page", *at, value=reference.value, n=len(key)))
    before = taken.owners.setdefault(place, (key, where))
    if before[1] != where and (mark or _same(before[0], key)):
        problems.append(problem("url.collision", *at, url=key, a=before[1], b=where))
        return ""
    if not mark and not _same(before[0], key):
        problems.append(hint("url.capitals", *at, value=reference.value, url=before[0]))
    return key


def _beaten(
    key: str, url: str, page: tuple[str, str], where: str, reference: Reference, problems: list[Problem]
) -> str:
    """Return the key of an alias where a page stands already; "" but where the two differ in capitals alone."""
    at = (where, reference.line, reference.column)
    path, mark, _ = key.partition("?")
    if not mark and not _same(path, page[0]):
        problems.append(hint("url.capitals", *at, value=reference.value, url=page[0]))
        return key
    if page[0] == url:
        return ""
    if page[1].startswith("content/"):
        problems.append(problem("url.collision", *at, url=page[0], a=page[1], b=where))
    else:
        problems.append(problem("url.ours", *at, value=reference.value))
    return ""


def is_ours(key: str) -> bool:
    """Return whether an address is one that the portal needs itself, or no address at all."""
    path, mark, query = alias_key(key).partition("?")
    own = _OURS.fullmatch(path.casefold()) or any(part.startswith(".") for part in path.split("/"))
    return bool(own) or (mark == "?" and not query) or (path == "/" and not query)


def _same(one: str, other: str) -> bool:
    """Return whether two addresses are one, capitals and all."""
    return alias_key(one).removesuffix("/") == alias_key(other).removesuffix("/")


def _relative(typed: str, config: Config) -> str:
    """Return an alias from the portal's root; it may be typed with the path of the portal's address before it."""
    key, base = typed_key(typed).replace("&amp;", "&"), config.base_path
    if base and (key == base or key.startswith((f"{base}/", f"{base}?"))):
        key = key[len(base) :]
        return key if key.startswith("/") else f"/{key}"
    return key


def _list_aliases(portal: Portal) -> Iterator[tuple[str, Reference, Link]]:
    """Yield each old address of a list or feed, with where it leads."""
    rss = portal.config.permalinks.rss
    for alias in portal.config.feed_aliases:
        yield SITE_FILE, alias, Link(title=portal.config.title, url=f"/{rss}")
    for kind, named in (("category", portal.categories), ("unit", portal.units), ("thread", portal.threads)):
        for slug, one in named.items():
            link = portal.list_link((kind, slug))
            for alias in one.aliases:
                yield SITE_FILE, alias, link
            for alias in getattr(one, "feed_aliases", ()):
                yield SITE_FILE, alias, replace(link, url=link.url + rss)


def _find_taken(portal: Portal) -> _Taken:
    older = re.escape(place_key(portal.config.permalinks.older)).replace(r"\{n\}", r"\d+")
    taken = _Taken(older=re.compile(f"(?<=/){older}/$"))
    pages, patterns = taken.pages, portal.config.permalinks

    def take(url: str, owner: str) -> None:
        pages.setdefault(place_key(url), (url, owner))

    take("/", SITE_FILE)
    for path, url in portal.addresses.url.items():
        take(url, f"content/{path}")
    for key in portal.index.lists:
        url = portal.list_url(key)
        owner = SITE_FILE if key[0] in ("category", "unit", "thread") else url
        take(url, owner)
        if key[0] in FED:
            take(url + patterns.atom, owner)
            take(url + patterns.rss, owner)
        if key[0] not in ("home", "category"):
            head = str(getattr(patterns, key[0])).split("{", 1)[0]
            take(head, head)
    for path in portal.statics:
        take(f"/{path}", f"content/_static/{path}")
    for url, path in portal.addresses.files.items():
        take(url, f"content/{path}")
    for url in ("/so-do-trang/",):
        take(url, SITE_FILE)
    return taken
