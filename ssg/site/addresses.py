"""Every page's URL and every alias: one owner for each, collisions told with both sides."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from ssg.base.errors import Problem, hint, problem
from ssg.base.text import slugify
from ssg.model.articles import Article, Attachment, Library
from ssg.model.config import Config, Permalinks, reserved_segments

MOVES_TOLD = 5
# one by one; more are told in one line
_IN_QUERY = re.compile(r"\?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The build's instant, and whether drafts and future posts are shown."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


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
    moved: list[tuple[str, str]] = field(default_factory=list)
    # (article's path, old URL) of aliases remembered, not typed


def is_expired(article: Article, clock: Clock) -> bool:
    """Return whether an article is past its time: it keeps its page and leaves every list."""
    return article.expires is not None and article.expires.at <= clock.now


def is_shown(article: Article, clock: Clock) -> bool:
    """Return whether an article has a page at all: no draft, and not of the future."""
    if article.draft and not clock.drafts:
        return False
    return clock.future or article.published is None or article.published.at <= clock.now


def assign(
    library: Library, config: Config, clock: Clock, remembered: Mapping[str, tuple[str, ...]]
) -> tuple[Addresses, list[Problem]]:
    """Return every article's URL and alias, and the problems of names that are taken.

    ``remembered`` holds the URLs each file had in earlier builds, the newest last; they stay as aliases.
    """
    found = Addresses()
    problems: list[Problem] = []
    reserved = reserved_segments(config.permalinks)
    for article in library.articles:
        if not is_shown(article, clock):
            if not article.draft:
                found.scheduled.append(article)
            continue
        url = article_url(article, config.permalinks)
        if article.page and config.permalinks.page == "/{slug}/" and article.slug in reserved:
            told = problem("slug.reserved", _where(article), 1, 1, value=article.slug, right=f"trang-{article.slug}")
            problems.append(told)
            continue
        found.url[article.path] = url
        found.articles[article.path] = article
    _drop_collisions(found, remembered, problems)
    for article in found.articles.values():
        _place_files(found, article)
    _place_aliases(found, remembered, problems)
    return found, problems


def enter(found: Addresses, article: Article, config: Config) -> bool:
    """Take in one more article, which is shown and has no aliases; return False where its place may be another's."""
    url = article_url(article, config.permalinks)
    old = (url, url.removesuffix("/"), f"{url}index.html")
    if article.aliases or url in found.url.values() or any(one in found.aliases for one in old):
        return False
    found.url[article.path], found.articles[article.path] = url, article
    _place_files(found, article)
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


def _place_files(found: Addresses, article: Article) -> None:
    url = found.url[article.path]
    folder = url if url.endswith("/") else f"{posixpath.splitext(url)[0]}/"
    taken: set[str] = set()
    attachment: Attachment
    for attachment in (*article.attachments, *article.body.files):
        if (article.path, attachment.path) in found.file_url:
            continue
        stem, end = posixpath.splitext(posixpath.basename(attachment.path))
        name, count = slugify(stem) or "tep", 1
        while (at := f"{name}{'' if count == 1 else f'-{count}'}{end.lower()}") in taken:
            count += 1
        taken.add(at)
        found.file_url[article.path, attachment.path] = folder + at
        found.files[folder + at] = attachment.path


def alias_key(typed: str) -> str:
    """Return an old address in one form: percent-decoded, NFC, slashes single; a query is kept."""
    path, mark, query = typed.partition("?")
    path = unicodedata.normalize("NFC", unquote(path, errors="replace"))
    path = re.sub(r"/{2,}", "/", path)
    return path.removesuffix("index.html" if path.endswith("/index.html") else "") + mark + query


def alias_file(alias: str) -> str:
    """Return the URL of the redirect page for an old address, "" where none can stand there (queries, .php)."""
    if _IN_QUERY.search(alias):
        return ""
    if alias.endswith("/"):
        return alias
    end = posixpath.splitext(alias)[1].lower()
    if end in (".html", ".htm"):
        return alias
    return "" if end else f"{alias}/"


def _place_aliases(found: Addresses, remembered: Mapping[str, tuple[str, ...]], problems: list[Problem]) -> None:
    pages = set(found.url.values())
    for path, article in found.articles.items():
        for reference in article.aliases:
            alias = alias_key(reference.value)
            owner = found.aliases.get(alias)
            if alias in pages or (owner and owner != path):
                other = owner or next(p for p, url in found.url.items() if url == alias)
                if other == path:
                    continue
                values = {"url": alias, "a": f"content/{other}", "b": _where(article)}
                problems.append(problem("url.collision", _where(article), reference.line, reference.column, **values))
                continue
            found.aliases[alias] = path
    for path, urls in sorted(remembered.items()):
        for url in urls:
            if path in found.url and url != found.url[path] and url not in pages and url not in found.aliases:
                found.aliases[url] = path
                found.moved.append((path, url))


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


def find_article(said: str, found: Addresses, by_slug: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the paths of the articles that a slug, a URL or an old address names."""
    if "/" not in said:
        return sorted(by_slug.get(slugify(said, limit=0), ()))
    key = alias_key(re.sub(r"^https?://[^/]+", "", said))
    hits = [path for path, url in found.url.items() if url in (key, key + "/")]
    return hits or [path for alias, path in found.aliases.items() if alias in (key, key + "/")]
