"""What an office is asked for every quarter: articles published, their photos, views, and what was read most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

BY = ("unit", "category", "author", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An article as reports know it."""

    url: str
    title: str
    day: dt.date
    # it was published on
    unit: str = ""
    category: str = ""
    # the main one; both by name
    authors: tuple[str, ...] = ()
    photos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a report: what was published in its time, and what was read in it, whenever that was published."""

    name: str
    # of the unit, category, author or month; "" for all
    first: dt.date
    last: dt.date
    articles: int = 0
    photos: int = 0
    views: int = 0
    top_title: str = ""
    top_url: str = ""
    # of the article read most, "" where none was


ViewsBetween = Callable[[dt.date, dt.date], Mapping[str, int]]
"""(first day, last day) → views by URL."""


def make_report(
    articles: Iterable[Reported], first: dt.date, last: dt.date, by: str, views_between: ViewsBetween
) -> list[Line]:
    """Return the lines of a report by one of BY, the one with most articles first (months by time), and last a line
    for all; ``by`` "" gives that line alone.

    An article of several authors counts for each of them and once in the last line.
    """
    known = list(articles)
    whole = Line(name="", first=first, last=last)
    if by == "month":
        months = [
            replace(whole, name=f"{start.month:02}/{start.year}", first=start, last=end)
            for start, end in _months(first, last)
        ]
        return [_fill(line, known, views_between) for line in (*months, whole)]
    views = views_between(first, last)
    groups: dict[str, list[Reported]] = {}
    for article in known if by else ():
        for name in _names(article, by):
            groups.setdefault(name, []).append(article)
    filled = [_fill(replace(whole, name=name), members, lambda *_: views) for name, members in groups.items()]
    told = [line for line in filled if line.articles or line.views]
    told.sort(key=lambda line: (-line.articles, -line.views, line.name))
    return [*told, _fill(whole, known, lambda *_: views)]


def _names(article: Reported, by: str) -> tuple[str, ...]:
    if by == "author":
        return article.authors or ("–",)
    return ((article.unit if by == "unit" else article.category) or "–",)


def _fill(line: Line, articles: list[Reported], views_between: ViewsBetween) -> Line:
    views = views_between(line.first, line.last)
    new = [a for a in articles if line.first <= a.day <= line.last]
    read = [a for a in articles if views.get(a.url)]
    top = min(read, key=lambda a: (-views[a.url], -a.day.toordinal(), a.url), default=None)
    return replace(
        line,
        articles=len(new),
        photos=sum(a.photos for a in new),
        views=sum(views[a.url] for a in read),
        top_title=top.title if top else "",
        top_url=top.url if top else "",
    )


def _months(first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return the months of a span, the first and last cut to it."""
    found = []
    start = first
    while start <= last:
        after = (start.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        found.append((start, min(last, after - dt.timedelta(days=1))))
        start = after
    return found
