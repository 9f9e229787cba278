"""What a build gives out and later ones must keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ssg.model.articles import Article, Library
from ssg.model.remembered import Remembered, RememberedArticle, RememberedFile, Slugs, name_rows
from ssg.site.moves import day_of, follow_moves
from ssg.site.portal import Portal


def remember_all(library: Library, portal: Portal, names: Iterable[Slugs], before: Remembered) -> Remembered:
    """Return what is to be remembered of a portal; ``names`` are those of its units, categories and threads."""
    carried = follow_moves(library, before).remembered
    now = remember_some(portal.addresses.articles.values(), portal, carried, names)
    here = {article.path for article in library.articles}
    articles = {p: row if p in here or row.departed else replace(row, departed=True) for p, row in now.articles.items()}
    dropped = set(portal.addresses.dropped)
    urls = {path: tuple(url for url in found if (path, url) not in dropped) for path, found in now.urls.items()}
    return replace(now, articles=articles, urls=urls)


def remember_some(
    articles: Iterable[Article], portal: Portal, before: Remembered, names: Iterable[Slugs] = ()
) -> Remembered:
    """Return what is to be remembered where only some articles changed."""
    found = portal.addresses
    urls, rows, files = dict(before.urls), dict(before.articles), dict(before.files)
    for article in articles:
        path = article.path
        url, known = found.url[path], urls.get(path, ())
        if known[-1:] != (url,):
            urls[path] = (*(one for one in known if one != url), url)
        rows[path] = RememberedArticle(
            title=article.title, day=day_of(article), body=article.body.digest, first=found.first[path]
        )
        attached = {one.path: one.digest for one in (*article.attachments, *article.body.files)}
        if attached or path in files:
            mine = {
                one: RememberedFile(name=found.file_url[path, one].rpartition("/")[2], digest=digest)
                for one, digest in attached.items()
            }
            lost = {row.name for row in mine.values()}
            kept = {one: row for one, row in files.get(path, {}).items() if one not in mine and row.name not in lost}
            files[path] = {**kept, **mine}
    named = name_rows([*names, *found.naming.kinds.values()], before)
    return Remembered(urls=urls, names=named, articles=rows, files=files)
