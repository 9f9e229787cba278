"""The pages that list all lists of a kind: units, tags, authors, threads, years."""

from __future__ import annotations

from ssg.site.portal import Portal

OVERVIEWS = ("unit", "tag", "author", "thread", "year", "event_year")


def overview_url(portal: Portal, kind: str) -> str:
    """Return the URL of the overview of a kind of list: its pattern up to the first name, "" where that is the root."""
    pattern = str(getattr(portal.config.permalinks, kind))
    prefix = pattern.split("{", 1)[0]
    return prefix if prefix.endswith("/") and prefix != "/" else ""
