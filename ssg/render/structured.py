"""Structured data of an article as JSON-LD: NewsArticle, BreadcrumbList, Event (schema.org)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from markupsafe import Markup

from ssg.base.dates import EventDate
from ssg.base.text import shorten
from ssg.model.config import Config
from ssg.model.views import ArticleView
from ssg.render.filters import Words, rfc3339

HEADLINE_LIMIT = 110
# characters; search engines refuse longer ones
_LAST_SECOND = dt.time(23, 59, 59)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def structured(view: ArticleView, config: Config, words: Words) -> Markup:
    """Return the JSON-LD of an article's page, safe inside a script element."""
    graph: list[dict[str, Any]] = [_breadcrumb(view, words)]
    if view.published and view.frame.kind == "article":
        graph.insert(0, _news(view, config, words))
    if view.event_at and view.frame.kind == "article":
        graph.append(_event(view, view.event_at, config, words))
    text = _encode({"@context": "https://schema.org", "@graph": graph})
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _publisher(view: ArticleView, config: Config, words: Words) -> dict[str, Any]:
    logo = view.frame.masthead.logo
    return {
        "@type": "Organization",
        "name": config.title,
        "url": words.absolute("/"),
        **({"logo": {"@type": "ImageObject", "url": words.absolute(logo)}} if logo else {}),
    }


def _news(view: ArticleView, config: Config, words: Words) -> dict[str, Any]:
    assert view.published is not None
    publisher = _publisher(view, config, words)
    authors: list[dict[str, Any]] = [
        {"@type": "Person", "name": a.title, **({"url": words.absolute(a.url)} if a.url else {})} for a in view.authors
    ]
    modified = max(stamp.at for stamp in (view.published, view.updated) if stamp)
    return {
        "@type": "NewsArticle",
        "headline": shorten(view.title, HEADLINE_LIMIT),
        "mainEntityOfPage": words.absolute(view.frame.url),
        "inLanguage": config.language,
        "datePublished": rfc3339(view.published.at),
        "dateModified": rfc3339(modified),
        "author": authors or [publisher],
        "publisher": publisher,
        **({"description": view.frame.description} if view.frame.description else {}),
        **({"image": [words.absolute(url) for url in view.images]} if view.images else {}),
        **({"articleSection": view.category.title} if view.category else {}),
        **({"keywords": [tag.title for tag in view.tags]} if view.tags else {}),
    }


def _breadcrumb(view: ArticleView, words: Words) -> dict[str, Any]:
    items = [
        {
            "@type": "ListItem",
            "position": i,
            "name": crumb.title,
            "item": words.absolute(crumb.url or view.frame.url),
        }
        for i, crumb in enumerate(view.frame.crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _event(view: ArticleView, event: EventDate, config: Config, words: Words) -> dict[str, Any]:
    start = dt.datetime.combine(event.start, event.time or dt.time(), config.zone)
    # the last day is one of the event's own
    end = dt.datetime.combine(event.end, _LAST_SECOND, config.zone)
    organizer = view.unit.title if view.unit else config.title
    return {
        "@type": "Event",
        "name": view.title,
        "startDate": rfc3339(start),
        **({"endDate": rfc3339(end)} if event.end != event.start else {}),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": view.place or organizer},
        "organizer": {"@type": "Organization", "name": organizer, "url": words.absolute("/")},
        "url": words.absolute(view.frame.url),
    }
