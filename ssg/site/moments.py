"""When the portal changes by itself: a post comes due, one expires, a day ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ssg.model.articles import Article
from ssg.site.addresses import Clock


def next_moment(articles: Iterable[Article], clock: Clock) -> dt.datetime:
    """Return the first instant after the clock's at which something may show that does not show now."""
    day = clock.now.date() + dt.timedelta(days=1)
    # banners, ended units and featured posts go by days
    first = dt.datetime.combine(day, dt.time(), clock.now.tzinfo)
    for article in articles:
        for stamp in (article.published, article.updated, article.expires, article.featured_until):
            if stamp and clock.now < stamp.at < first:
                first = stamp.at
    return first
