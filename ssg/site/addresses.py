"""Every article's URL and the names of its files: one owner for each, collisions told with both sides."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from ssg.base.errors import Problem, hint, problem
from ssg.base.lengths import fits, room_beside
from ssg.base.text import SLUG_LIMIT, slugify
from ssg.model.articles import Article, Library
from ssg.model.config import Config, Permalinks, reserved_segments
from ssg.model.pages import output_path
from ssg.model.parts import Link
from ssg.model.remembered import Remembered, RememberedFile
from ssg.site.naming import Naming, name_all

MOVES_TOLD = 5
# one by one; more are told in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The build's instant, and whether drafts and future posts are shown."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A text of content/ that has no page now, or had one once."""

    kind: str
    # draft | scheduled | broken | gone
    slug: str
    urls: tuple[str, ...]
    # those it would have, or had


@dataclass(slots=True)
class Addresses:
    """Which articles are published, and where."""

    url: dict[str, str] = field(default_factory=dict)
    # article's path → URL from the portal's root
    articles: MutableMapping[str, Article] = field(default_factory=dict)
    # published ones by path, expired ones among them
    aliases: dict[str, str] = field(default_factory=dict)
    # old address (path, or path with a query) → article's path
    files: dict[str, str] = field(default_factory=dict)
    # URL of an attachment → its path relative to content/
    file_url: dict[tuple[str, str], str] = field(default_factory=dict)
    # (article's path, attachment's path) → URL
    scheduled: list[Article] = field(default_factory=list)
    # hidden until their time
    hidden: dict[str, Hidden] = field(default_factory=dict)
    # by path
    moved: list[tuple[str, str]] = field(default_factory=list)
    # (article's path, old URL) of aliases remembered, not typed
    by_url: dict[str, str] = field(default_factory=dict)
    # URL → article's path
    other_aliases: dict[str, Link] = field(default_factory=dict)
    # old address of a category, unit, thread, feed or attachment → where it leads
    dropped: list[tuple[str, str]] = field(default_factory=list)
    # (article's path, old URL) where a real page stands now
    departed: list[tuple[str, str]] = field(default_factory=list)
    # (URL, title) of articles whose files went since the last build
    first: dict[str, str] = field(default_factory=dict)
    # article's path → the first address it ever had, its id in feeds
    naming: Naming = field(default_factory=Naming)

    def is_alias(self, url: str) -> bool:
        """Return whether an old address was typed, or placed before, with or without its index.html."""
        return any(one in known for one in (url, f"{url}index.html") for known in (self.aliases, self.other_aliases))


def is_expired(article: Article, clock: Clock) -> bool:
    """Return whether an article is past its time: it keeps its page and leaves every list."""
    return article.expires is not None and article.expires.at <= clock.now


def is_shown(article: Article, clock: Clock) -> bool:
    """Return whether an article has a page at all: no draft, and not of the future."""
    if article.draft and not clock.drafts:
        return False
    return clock.future or article.published is None or article.published.at <= clock.now


def assign(library: Library, config: Config, clock: Clock, remembered: Remembered) -> tuple[Addresses, list[Problem]]:
    """Return every article's URL, and the problems of those that are taken; aliases are placed later."""
    found = Addresses()
    problems: list[Problem] = []
    reserved = reserved_segments(config.permalinks)
    for article in library.articles:
        if not is_shown(article, clock):
            if not article.draft:
                found.scheduled.append(article)
            found.hidden[article.path] = Hidden(
                kind="draft" if article.draft else "scheduled",
                slug=article.slug,
                urls=(article_url(article, config.permalinks), *(alias_key(one.value) for one in article.aliases)),
            )
            continue
        url = article_url(article, config.permalinks)
        if article.page and config.permalinks.page == "/{slug}/" and article.slug in reserved:
            told = problem("slug.reserved", _where(article), 1, 1, value=article.slug, right=f"trang-{article.slug}")
            problems.append(told)
            continue
        found.url[article.path] = url
        found.articles[article.path] = article
    _drop_collisions(found, remembered.urls, problems)
    found.by_url = {url: path for path, url in found.url.items()}
    for path in sorted({*library.broken, *remembered.urls} - {article.path for article in library.articles}):
        urls = remembered.urls.get(path, ())
        slug = posixpath.basename(urls[-1].rstrip("/")) if urls else slugify(name_of(path))
        found.hidden[path] = Hidden(kind="broken" if path in library.broken else "gone", slug=slug, urls=urls)
    for article in found.articles.values():
        _place_files(found, article, remembered.files.get(article.path, {}))
    _find_first(found, remembered)
    found.naming = name_all(found.articles.values(), remembered.names)
    return found, problems


def _find_first(found: Addresses, remembered: Remembered) -> None:
    """Give each article the first address it ever had, or where that was another's before, one made of it."""
    used = {row.first for row in remembered.articles.values()}
    for path in sorted(found.url):
        row = remembered.articles.get(path)
        if row:
            found.first[path] = row.first
            continue
        first = base = next(iter(remembered.urls.get(path, ())), found.url[path])
        count = 1
        while first in used:
            count += 1
            first = f"{base}#{count}"
        used.add(first)
        found.first[path] = first


def enter(found: Addresses, article: Article, config: Config) -> bool:
    """Take in one more article, which is shown and has no aliases; return False where its place may be another's."""
    url = article_url(article, config.permalinks)
    old = (url, url.removesuffix("/"), f"{url}index.html")
    aliases = found.aliases.keys() | found.other_aliases.keys()
    used = found.by_url.keys() | aliases | {one.partition("?")[0] for one in aliases} | set(found.first.values())
    if article.aliases or not used.isdisjoint(old) or not fits(output_path(url)):
        return False
    found.url[article.path], found.articles[article.path] = url, article
    found.by_url[url], found.first[article.path] = article.path, url
    _place_files(found, article, {})
    return True


def _where(article: Article) -> str:
    return f"content/{article.path}"


def article_url(article: Article, permalinks: Permalinks) -> str:
    """Return an article's URL from the portal's root."""
    if article.page:
        return permalinks.page.replace("{slug}", article.slug)
    stamp = article.at
    values = {
        "category": article.categories[0] if article.categories else "",
        "slug": article.slug,
        "unit": article.unit,
        "year": f"{stamp.year:04}",
        "month": f"{stamp.month:02}",
        "day": f"{stamp.day:02}",
    }
    url = re.sub(r"\{(\w+)\}", lambda m: values[m[1]], permalinks.article)
    return re.sub(r"/{2,}", "/", url)


def _drop_collisions(found: Addresses, remembered: Mapping[str, tuple[str, ...]], problems: list[Problem]) -> None:
    """Keep one article a URL: the one that had it before, else the first by path. The other is told, not published."""
    owners: dict[str, str] = {}
    for path in sorted(found.url, key=lambda p: (remembered.get(p, ("",))[-1] != found.url[p], p)):
        url = found.url[path]
        if url in owners:
            first, second = sorted((owners[url], path))
            a, b = f"content/{first}", f"content/{second}"
            problems.append(problem("url.collision", f"content/{path}", 1, 1, url=url, a=a, b=b))
            del found.url[path], found.articles[path]
        else:
            owners[url] = path


def _place_files(found: Addresses, article: Article, remembered: Mapping[str, RememberedFile]) -> None:
    """Give each attachment a name of its own: the one it had, also under another file name, else the first free."""
    url = found.url[article.path]
    folder = url if url.endswith("/") else f"{posixpath.splitext(url)[0]}/"
    files = {one.path: one for one in (*article.attachments, *article.body.files)}
    names = {path: row.name for path, row in remembered.items()}
    lost = {row.digest: path for path, row in sorted(remembered.items(), reverse=True) if path not in files}
    for path, attachment in files.items():
        if path not in names and (before := lost.pop(attachment.digest, "")):
            names[path] = names.pop(before)
    taken, counts = set(names.values()), dict[str, int]()
    for path in files:
        if path not in names:
            stem, end = posixpath.splitext(posixpath.basename(path))
            end = end.lower().rstrip(". ")
            name = slugify(stem, min(SLUG_LIMIT, room_beside(folder, end))) or "tep"
            count = counts.get(name + end, 1)
            while (at := f"{name}{'' if count == 1 else f'-{count}'}{end}") in taken:
                count += 1
            counts[name + end] = count
            names[path] = at
            taken.add(at)
        found.file_url[article.path, path] = folder + names[path]
        found.files[folder + names[path]] = path


def told_moves(found: Addresses, remembered: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """Return a hint for each article whose URL changed since the last build."""
    now = [(path, old) for path, old in found.moved if remembered[path][-1] == old]
    if len(now) > MOVES_TOLD:
        path, old = now[0]
        return [hint("url.moved.many", n=len(now), old=old, url=found.url[path])]
    return [
        hint(
            "url.moved", f"content/{path}", title=found.articles[path].title, old=old,
            url=found.url[path],
        )
        for path, old in now
    ]  # fmt: skip


def name_of(path: str) -> str:
    """Return what a text is called by its path: the name of its file, or of its folder where it is a bundle."""
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) if name == "index.md" and folder else posixpath.splitext(name)[0]


def find_hidden(said: str, found: Addresses) -> str:
    """Return why the text that a slug, a URL or an old address names has no page, "" where there is no such text."""
    if "/" not in said:
        slug = slugify(said, limit=0)
        kinds = {hidden.kind for hidden in found.hidden.values() if hidden.slug == slug}
    else:
        key = alias_key(re.sub(r"^https?://[^/]+", "", said))
        kinds = {hidden.kind for hidden in found.hidden.values() if {key, key + "/"} & set(hidden.urls)}
    return next((kind for kind in ("scheduled", "draft", "broken", "gone") if kind in kinds), "")


def find_article(said: str, found: Addresses, by_slug: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the paths of the articles that a slug, a URL or an old address names."""
    if "/" not in said:
        return sorted(by_slug.get(slugify(said, limit=0), ()))
    key = alias_key(re.sub(r"^https?://[^/]+", "", said))
    for known in (found.by_url, found.aliases):
        if hits := [known[one] for one in (key, f"{key}/", f"{key}index.html") if one in known]:
            return hits[:1]
    return []


def alias_key(typed: str) -> str:
    """Return an old address in one form: percent-decoded, NFC, slashes single, no index.html; a query is kept."""
    path, mark, query = typed_key(typed).partition("?")
    return path.removesuffix("index.html" if path.endswith("/index.html") else "") + mark + query


def typed_key(typed: str) -> str:
    """Return an old address as alias_key() does, its index.html with it."""
    path, mark, query = typed.partition("?")
    path = unicodedata.normalize("NFC", unquote(path, errors="replace"))
    return re.sub(r"/{2,}", "/", path) + mark + query
