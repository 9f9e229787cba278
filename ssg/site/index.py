"""Every list of the portal, newest first, its pages and an article's neighbours."""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ssg.model.articles import Article, Library
from ssg.site.addresses import Addresses, Clock, is_expired
from ssg.site.naming import Naming

ListKey = tuple[str, str]
"""(kind, slug): home, category, unit, tag, author, thread, year, month, event_year or event_month."""

ALL: ListKey = ("home", "")


@dataclass(slots=True)
class Index:
    """Lists of article paths, newest first; ties by URL."""

    listed: list[str] = field(default_factory=list)
    # every article of lists and feeds: published, not expired, no standing page
    lists: dict[ListKey, list[str]] = field(default_factory=dict)
    names: dict[ListKey, str] = field(default_factory=dict)
    # spelling shown for a tag or author
    place: dict[ListKey, dict[str, int]] = field(default_factory=dict)
    # category → article's path → its position in the list
    by_slug: dict[str, list[str]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    # standing pages
    featured: set[str] = field(default_factory=set)
    # those listed that are featured, or were
    pictured: set[str] = field(default_factory=set)
    # those listed that have photos besides a cover
    changed: dict[str, str] = field(default_factory=dict)
    # when each article that is not expired last changed, as sitemaps tell it


def build_index(library: Library, addresses: Addresses, clock: Clock) -> Index:
    """Return the index of the published articles. Empty categories and units have empty lists."""
    index = Index()
    articles, url = addresses.articles, addresses.url
    for article in articles.values():
        _note(index, article, clock)
    live = [p for p, a in articles.items() if not a.page and not is_expired(a, clock)]
    index.listed = sorted(live, key=lambda p: _order(articles[p], url[p]))
    for kind, named in (("category", library.categories), ("unit", library.units), ("thread", library.threads)):
        index.lists.update({(kind, one.slug): [] for one in named})
    spellings: dict[ListKey, Counter[str]] = {}
    for path in index.listed:
        for key, said in keys_of(articles[path], addresses.naming):
            members = index.lists.setdefault(key, [])
            if not members or members[-1] != path:
                members.append(path)
            if said:
                spellings.setdefault(key, Counter())[said] += 1
    index.lists[ALL] = index.listed
    index.names = {key: _commonest(said) for key, said in spellings.items()}
    for category in library.categories:
        key = ("category", category.slug)
        index.place[key] = {path: position for position, path in enumerate(index.lists[key])}
    return index


def _note(index: Index, article: Article, clock: Clock) -> None:
    """Note what can be told of an article without the others."""
    index.by_slug.setdefault(article.slug, []).append(article.path)
    if article.page:
        index.pages.append(article.path)
    if is_expired(article, clock):
        return
    index.changed[article.path] = changed_of(article, clock)
    if article.page:
        return
    if article.featured:
        index.featured.add(article.path)
    if article.photos or any(article.body.photos):
        index.pictured.add(article.path)


def changed_of(article: Article, clock: Clock) -> str:
    """Return when an article last changed, as sitemaps tell it: a day, or an instant; "" where that is not known.

    What is still to come has not changed anything.
    """
    stamps = [stamp for stamp in (article.published, article.updated) if stamp and stamp.at <= clock.now]
    stamp = max(stamps, key=lambda one: one.at, default=None)
    return "" if stamp is None else stamp.at.isoformat(timespec="seconds") if stamp.has_time else f"{stamp.day}"


def _order(article: Article, url: str) -> tuple[float, str]:
    return -article.at.timestamp(), url


def enter(index: Index, addresses: Addresses, path: str, clock: Clock) -> bool:
    """Take in one more article, which is listed; return False where a tag or author is called otherwise by it."""
    articles, url = addresses.articles, addresses.url
    article, same = articles[path], True
    _note(index, article, clock)
    for key in dict.fromkeys((ALL, *(key for key, _ in keys_of(article, addresses.naming)))):
        members = index.lists.setdefault(key, [])
        insort(members, path, key=lambda p: _order(articles[p], url[p]))
        if key[0] in ("tag", "author"):
            said = _commonest(
                Counter(name for p in members for one, name in keys_of(articles[p], addresses.naming) if one == key)
            )
            same &= index.names.setdefault(key, said) == said
        if key[0] == "category":
            index.place[key] = {member: position for position, member in enumerate(members)}
    return same


def _commonest(spellings: Counter[str]) -> str:
    """Return the spelling met most often; of those met equally often, the first by its letters."""
    return min(spellings, key=lambda said: (-spellings[said], said))


def keys_of(article: Article, naming: Naming) -> Iterable[tuple[ListKey, str]]:
    """Yield every list an article stands in, with the spelling it gives a tag's or author's name."""
    for category in article.categories:
        yield ("category", category), ""
    if article.unit:
        yield ("unit", article.unit), ""
    for tag in article.tags:
        if slug := naming.slug("tag", tag):
            yield ("tag", slug), tag
    for author in article.authors:
        if slug := naming.slug("author", author):
            yield ("author", slug), author
    if article.thread:
        yield ("thread", article.thread), ""
    at = article.at
    yield ("year", f"{at.year:04}"), ""
    yield ("month", f"{at.year:04}/{at.month:02}"), ""
    for year, month in months_of(article):
        yield ("event_year", f"{year:04}"), ""
        yield ("event_month", f"{year:04}/{month:02}"), ""


def months_of(article: Article) -> list[tuple[int, int]]:
    """Return the months an article's event touches; an event of more than two years counts in its first and last."""
    if article.event is None:
        return []
    start, end = article.event.start, article.event.end
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    months = range(first, last + 1) if last - first <= 24 else (first, last)
    return [(m // 12, m % 12 + 1) for m in months]


def page_count(total: int, size: int) -> int:
    """Return how many older pages a list has besides its own: none below 2 × size articles."""
    return max(0, total // size - 1)


def page_of(members: Sequence[str], size: int, number: int) -> Sequence[str]:
    """Return a page's members. ``number`` 0 is the list's own page (size to 2 × size − 1, the newest); 1 the oldest."""
    older = page_count(len(members), size)
    if number == 0:
        return members[: len(members) - older * size]
    end = len(members) - (number - 1) * size
    return members[end - size : end]


def neighbours(index: Index, path: str, category: str, newer: int, older: int) -> tuple[list[str], list[str]]:
    """Return the articles just newer and just older in a category, both newest first."""
    key = ("category", category)
    position = index.place.get(key, {}).get(path)
    if position is None:
        return [], []
    members = index.lists[key]
    return members[max(0, position - newer) : position], members[position + 1 : position + 1 + older]


def span_of(members: Sequence[str], articles: Mapping[str, Article]) -> tuple[dt.date, dt.date]:
    """Return the days of the oldest and the newest of a page's members."""
    return articles[members[-1]].at.date(), articles[members[0]].at.date()


def read_key(name: str) -> ListKey:
    """Return the list a claim's key names."""
    kind, _, slug = name.partition("/")
    return kind, slug
