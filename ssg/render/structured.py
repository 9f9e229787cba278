"""Structured data of pages as JSON-LD (schema.org): NewsArticle, Event, BreadcrumbList, Organization, WebSite.

What is not known is left out: no value is empty, and nothing is claimed that nobody said.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from markupsafe import Markup

from ssg.base.dates import EventDate
from ssg.base.text import fold, shorten
from ssg.model.config import Config
from ssg.model.parts import Organization
from ssg.model.views import ArticleView, HomeView, ListView
from ssg.render.filters import Words, rfc3339

HEADLINE_LIMIT = 110
# characters; search engines refuse longer ones
_LAST_SECOND = dt.time(23, 59, 59)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ONLINE = re.compile(r"truc tuyen|online|zoom|google meet|(?:microsoft|ms) teams|livestream|https?://\S+")
_BESIDE_ONLINE = re.compile(r"\b(?:qua|tren|bang|hinh thuc|ung dung|nen tang|phan mem|phong hop|via|on|va|and)\b|[\W_]")
# what may stand beside such words without naming a place
_UNCERTAIN = re.compile(r"\b(?:hoãn|hủy|huỷ|dời|cancel\w*|postpone\w*)\b")
# an event whose title has one of these may not take place as scheduled

Node = dict[str, Any]


def structured(view: ArticleView | HomeView | ListView, config: Config, words: Words) -> Markup:
    """Return the JSON-LD of a page, safe inside a script element."""
    text = _encode({"@context": "https://schema.org", "@graph": _graph(view, config, words)})
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _graph(view: ArticleView | HomeView | ListView, config: Config, words: Words) -> list[Node]:
    if isinstance(view, HomeView):
        return [_organization(view.frame.organization, words), _web_site(view, config, words)]
    breadcrumb = _breadcrumb(view, words)
    if isinstance(view, ListView):
        parent = view.unit.parent if view.unit else None
        above = {"parentOrganization": _named(parent.title, parent.url, words)} if parent else {}
        return [_organization(view.frame.organization, words) | above, breadcrumb]
    graph = [breadcrumb]
    if view.published and view.frame.kind == "article":
        graph.insert(0, _news(view, config, words))
    if view.event_at and view.frame.kind == "article":
        graph.append(_event(view, view.event_at, config, words))
    return graph


def _told(**values: Any) -> Node:
    """Return those of some values that say something."""
    return {name: value for name, value in values.items() if value}


def _named(name: str, url: str, words: Words) -> Node:
    return {"@type": "Organization", "name": name, "url": words.absolute(url)}


def _logo(logo: str, words: Words) -> Node:
    return _told(logo={"@type": "ImageObject", "url": words.absolute(logo)} if logo else None)


def _organization(told: Organization, words: Words) -> Node:
    more = _told(address=_address(told.address), telephone=told.phone, email=told.email)
    return _named(told.name, told.url, words) | _logo(told.logo, words) | more


def _address(address: str) -> Node | None:
    return {"@type": "PostalAddress", "streetAddress": address} if address else None


def _web_site(view: HomeView, config: Config, words: Words) -> Node:
    return {
        "@type": "WebSite",
        "name": config.title,
        "url": words.absolute("/"),
        "inLanguage": config.language,
        "publisher": _named(view.frame.organization.name, view.frame.organization.url, words),
    }


def _news(view: ArticleView, config: Config, words: Words) -> Node:
    assert view.published is not None
    publisher = _named(config.title, "/", words) | _logo(view.frame.masthead.logo, words)
    authors: list[Node] = [
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
        **_told(
            description=view.frame.description,
            image=[words.absolute(url) for url in view.images or (view.frame.image.url,)],
            articleSection=view.category.title if view.category else "",
            keywords=[tag.title for tag in view.tags],
        ),
    }


def _breadcrumb(view: ArticleView | ListView, words: Words) -> Node:
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


def _event(view: ArticleView, event: EventDate, config: Config, words: Words) -> Node:
    start = dt.datetime.combine(event.start, event.time or dt.time(), config.zone)
    # the last day is one of the event's own
    end = dt.datetime.combine(event.end, _LAST_SECOND, config.zone)
    organizer = view.frame.organization
    return {
        "@type": "Event",
        "name": view.title,
        "startDate": rfc3339(start),
        **({"endDate": rfc3339(end)} if event.end != event.start else {}),
        **_where(view, words),
        **_told(
            eventStatus=None if _UNCERTAIN.search(view.title.lower()) else "https://schema.org/EventScheduled",
            description=view.frame.description,
            image=[words.absolute(url) for url in view.images or (view.frame.image.url,)],
        ),
        "organizer": _named(organizer.name, organizer.url, words),
        "url": words.absolute(view.frame.url),
    }


def _where(view: ArticleView, words: Words) -> Node:
    """Return where an event takes place, and whether people come there where that is certain."""
    organizer = view.frame.organization
    address = _address(organizer.address)
    place = {"@type": "Place", "name": view.place or organizer.name, **_told(address=address)}
    if not view.place:
        return {"location": place}
    said = fold(view.place)
    if not _ONLINE.search(said):
        return {"location": place, "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"}
    if _BESIDE_ONLINE.sub("", _ONLINE.sub("", said)):
        return {"location": place}
    address_of_page = words.absolute(view.frame.url)
    return {
        "location": {"@type": "VirtualLocation", "name": view.place, "url": address_of_page},
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
    }
