"""The views of feeds, calendar files, robots.txt and redirect pages."""

from __future__ import annotations

import datetime as dt

from ssg.model.articles import Article
from ssg.model.maps import (
    EventEntry,
    EventsView,
    FeedEntry,
    FeedPicture,
    FeedView,
    RedirectView,
    RobotsView,
)
from ssg.model.pages import Claim
from ssg.site.frames import feed_title
from ssg.site.index import read_key
from ssg.site.lists import heading_of
from ssg.site.portal import Portal, cover_of

FEED_SIZE = 20
# articles
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def view_feed(portal: Portal, claim: Claim) -> FeedView:
    """Return the feed of a list: its newest articles with their summaries."""
    key = read_key(claim.key)
    entries = tuple(_entry(portal, path) for path in portal.index.lists[key][:FEED_SIZE])
    return FeedView(
        title=feed_title(portal, key),
        url=claim.url,
        page=portal.list_url(key),
        updated=max((e.updated for e in entries), default=_NEVER),
        entries=entries,
    )


def _entry(portal: Portal, path: str) -> FeedEntry:
    article = portal.article(path)
    category = portal.category_link(article.categories[0]) if article.categories else None
    updated = article.updated.at if article.updated else article.at
    return FeedEntry(
        title=article.title,
        url=portal.url(path),
        id=portal.addresses.first[path],
        published=article.at,
        updated=max(updated, article.at),
        summary=article.summary or article.body.excerpt,
        category=category.title if category else "",
        authors=tuple(portal.author_link(name).title for name in article.authors),
        picture=_picture(portal, article),
    )


def _picture(portal: Portal, article: Article) -> FeedPicture | None:
    cover = cover_of(article)
    if cover is None:
        return None
    shown = portal.picture(cover, alt=article.title)
    file = shown.plain
    return FeedPicture(
        url=file.url,
        type=file.media_type,
        width=file.width,
        height=file.height,
        length=portal.sizes.get(file.url, 0),
        alt=shown.alt,
    )


def view_events(portal: Portal, claim: Claim) -> EventsView:
    """Return a month of events for programs; those of which only the month is known have no day to stand on."""
    key = read_key(claim.key)
    entries = []
    for path in reversed(portal.index.lists[key]):
        article = portal.article(path)
        if article.event and not article.event.month_only:
            entry = EventEntry(
                title=article.title,
                url=portal.url(path),
                event=article.event,
                place=article.place,
                changed=article.updated.at if article.updated else article.at,
            )
            entries.append(entry)
    return EventsView(title=f"{portal.config.title} - {heading_of(portal, key)}", entries=tuple(entries))


def view_robots(portal: Portal, claim: Claim) -> RobotsView:
    """Return what robots.txt says."""
    return RobotsView(sitemap="/sitemap.xml", open=portal.config.for_robots)


def view_redirect(portal: Portal, claim: Claim) -> RedirectView:
    """Return the page at an old address: an article's by its path, any other by the address itself."""
    other = portal.addresses.other_aliases.get(claim.key)
    link = other or portal.link(claim.key)
    return RedirectView(title=link.title, target=link.url)
