"""What articles themselves say of counters, gathered: no article need be opened to add it to what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ssg.model.articles import Article, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """Counts carried over from an earlier site, and what may be rated; by articles' paths."""

    views: dict[str, int]
    # of those that have any
    ratings: dict[str, Rating]
    # of those that have any votes
    rated: frozenset[str]
    # articles that readers may give stars


def add_tallies(tallies: Tallies, article: Article, *, rates: bool) -> Tallies:
    """Return what articles say with one more; ``rates`` tells whether stars can be given to it."""
    more = gather_tallies([article], lambda _: rates)
    return Tallies(
        views=tallies.views | more.views, ratings=tallies.ratings | more.ratings, rated=tallies.rated | more.rated
    )


def gather_tallies(articles: Iterable[Article], rates: Callable[[Article], bool]) -> Tallies:
    """Return what articles say; ``rates`` tells whether stars can be given to one."""
    views, ratings, rated = {}, {}, set()
    for article in articles:
        if article.views:
            views[article.path] = article.views
        if article.rating != Rating():
            ratings[article.path] = article.rating
        if rates(article):
            rated.add(article.path)
    return Tallies(views=views, ratings=ratings, rated=frozenset(rated))
