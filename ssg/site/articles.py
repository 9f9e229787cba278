"""The view of an article, and of a standing page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin

from ssg.base.anchors import find_anchor
from ssg.base.dates import EventDate
from ssg.base.text import fold
from ssg.model.articles import Article, Attachment, Body, Photo, Rating, Target
from ssg.model.config import Config
from ssg.model.parts import EndedUnit, FeedLink, Link, Picture
from ssg.model.views import ArticleView, AttachmentView
from ssg.site.frames import Scope, feeds_of, home_link, make_frame, scope_of
from ssg.site.index import neighbours
from ssg.site.portal import Portal, cover_of, picture_of
from ssg.site.shares import shared_picture

_TYPES = {
    "pdf": "pdf", "doc": "word", "docx": "word", "odt": "word", "xls": "excel", "xlsx": "excel", "ods": "excel",
    "csv": "excel", "ppt": "powerpoint", "pptx": "powerpoint", "jpg": "image", "jpeg": "image", "png": "image",
    "webp": "image", "gif": "image", "zip": "archive", "rar": "archive", "7z": "archive",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that an article's page shows from beyond the article itself and site.yaml."""

    article: str
    # digest of its source and its files
    text: str
    # digest of its text as it was read
    url: str
    scope: Scope
    category: Link | None
    unit: Link | None
    ended: EndedUnit | None
    thread: Link | None
    home: Link
    feeds: tuple[FeedLink, ...]
    hrefs: tuple[str, ...]
    files: tuple[str, ...]
    # URLs of its attachments
    authors: tuple[Link, ...]
    source_logo: str
    tags: tuple[Link, ...]
    rating: bool
    rated: bool
    rates: Rating
    views: int | None
    related: tuple[Link, ...]
    newer: tuple[Link, ...]
    older: tuple[Link, ...]
    expired: bool


def surround(portal: Portal, path: str) -> Surroundings:
    """Return what the page of the article at ``path`` shows from beyond it."""
    article = portal.article(path)
    main = article.categories[0] if article.categories else ""
    lists, link, body = portal.config.lists, portal.link, article.body
    newer, older = neighbours(portal.index, path, main, lists.newer, lists.older)
    related = [] if article.page else portal.related.of(path)[0]
    rates, given = portal.rates(article), portal.rating(path)
    source = article.source
    return Surroundings(
        article=article.digest,
        text=body.digest,
        url=portal.url(path),
        scope=scope_of(portal, article.unit),
        category=portal.category_link(main) if main else None,
        unit=portal.unit_link(article.unit),
        ended=portal.ended(article.unit),
        thread=portal.list_link(("thread", article.thread)) if article.thread in portal.threads else None,
        home=home_link(portal),
        feeds=feeds_of(portal, tuple(key for key in (("category", main), ("unit", article.unit)) if key[1])),
        hrefs=tuple([_href(portal, article, t) for t in body.targets]) if body.targets else (),
        files=tuple([portal.addresses.file_url[path, a.path] for a in article.attachments]),
        authors=tuple([portal.author_link(name) for name in article.authors]),
        source_logo=portal.static_url(source.logo) if source and source.logo else "",
        tags=_tags(portal, article),
        rating=rates,
        rated=rates or given.votes > 0,
        rates=given if rates or given.votes else Rating(),
        views=portal.shown_views(path),
        related=tuple([link(p) for p in related]),
        newer=tuple([link(p) for p in newer]),
        older=tuple([link(p) for p in older]),
        expired=article.expires is not None and article.expires.at <= portal.clock.now,
    )


def view_article(article: Article, body: Body, around: Surroundings, config: Config) -> ArticleView:
    """Return the view of an article or standing page: what is its own, its text in ``body``, and what surrounds it."""
    lead, shots = _shots(article)
    album = _album(config, article, shots) if shots else []
    cover = cover_of(article)
    images = [picture_of(config, cover, alt="")] if cover else []
    images += [p for p in album if not images or p.plain.url != images[0].plain.url]
    crumbs = (around.home, *([around.category] if around.category else []), Link(title=article.title, url=""))
    return ArticleView(
        frame=make_frame(
            around.scope,
            "page" if article.page else "article",
            around.url,
            article.title,
            description=article.summary or article.body.excerpt,
            crumbs=crumbs,
            sections=tuple(link.url for link in (around.category, around.unit) if link),
            feeds=around.feeds,
            image=shared_picture(around.scope, article.title, images[0] if images else None, page=around.url),
            index=not around.expired and not article.draft,
        ),
        title=article.title,
        category=around.category,
        published=article.published,
        updated=article.updated,
        correction=article.correction,
        event=_shown_event(article),
        event_at=article.event,
        place=article.place,
        unit=around.unit,
        ended=around.ended,
        thread=around.thread,
        summary=article.summary,
        lead=picture_of(config, lead, alt=article.title) if lead else None,
        body=body,
        figures=tuple(
            [
                replace(picture_of(config, p, alt=article.title), linked=p.linked) if p else None
                for p in article.body.photos
            ]
        ),
        hrefs=around.hrefs,
        album=tuple(album),
        album_title=article.album_title,
        attachments=tuple([_attachment(a, url) for a, url in zip(article.attachments, around.files, strict=True)]),
        authors=around.authors,
        photographers=article.photographers,
        same_hand=bool(article.authors) and article.authors == article.photographers,
        source=article.source,
        source_logo=around.source_logo,
        tags=around.tags,
        rating=around.rating,
        rated=around.rated,
        rates=around.rates,
        views=around.views,
        related=around.related,
        newer=around.newer,
        older=around.older,
        expired=article.expires.day if article.expires and around.expired else None,
        images=tuple([p.plain.url for p in images[:6]]),
    )


def _album(config: Config, article: Article, album: list[Photo]) -> list[Picture]:
    nth = dict(config.labels)["alt.nth"].replace("{title}", article.title).replace("{n}", str(len(album)))
    return [picture_of(config, photo, alt=nth.replace("{i}", str(i))) for i, photo in enumerate(album, start=1)]


def _shots(article: Article) -> tuple[Photo | None, list[Photo]]:
    """Return the lead photo and the album: a cover that was chosen leads, and nothing is shown twice."""
    body = article.body
    linked = {int(target.value) for target in body.targets if target.kind == "image"}  # shown by no more than a link
    placed = {p.path for at, p in enumerate(body.photos) if p and at not in linked}
    lead = article.cover if article.cover and article.cover.path not in placed else None
    skip = placed | ({lead.path} if lead else set())
    return lead, [p for p in article.photos if p.path not in skip]


def _shown_event(article: Article) -> EventDate | None:
    """Return the event date where it tells more than the publish day does."""
    event = article.event
    same = event and article.published and not event.month_only and event.start == event.end == article.published.day
    return None if same else event


def _tags(portal: Portal, article: Article) -> tuple[Link, ...]:
    if not article.tags:
        return ()
    return portal.once(("tags", article.tags), lambda: _tag_links(portal, article.tags))


def _tag_links(portal: Portal, tags: tuple[str, ...]) -> tuple[Link, ...]:
    links = [portal.tag_link(tag) or Link(title=tag, url="") for tag in tags]
    return tuple({fold(link.title): link for link in reversed(links)}.values())[::-1]


def _attachment(attachment: Attachment, url: str) -> AttachmentView:
    end = posixpath.splitext(attachment.path)[1].lower().lstrip(".")
    return AttachmentView(title=attachment.title, url=url, type=_TYPES.get(end, "file"), size=attachment.size)


def _href(portal: Portal, article: Article, target: Target) -> str:
    """Return where a link of a text leads, "" where it leads nowhere."""
    fragment = f"#{target.fragment}" if target.fragment else ""
    if target.kind == "article":
        url = portal.addresses.url.get(target.value, "")
        if url and target.fragment:
            fragment = f"#{find_anchor(target.fragment, portal.article(target.value).body.anchors) or target.fragment}"
        return url + fragment if url else ""
    if target.kind == "file":
        return portal.addresses.file_url[article.path, target.value] + fragment
    if target.kind == "image":
        photo = article.body.photos[int(target.value)]
        return picture_of(portal.config, photo, alt="").largest.url if photo else ""
    hidden = _hidden_urls(portal)
    if hidden and _whole(portal.url(article.path), target.value).partition("#")[0].rstrip("/") in hidden:
        return ""
    if _is_withheld(portal, target.value):
        return ""
    if "#" in target.value:
        return _with_place(portal, target.value)
    return target.value


def _whole(url: str, typed: str) -> str:
    """Return an address as it is from the portal's root, typed on the page at a URL."""
    if typed.startswith(("/", "#")):
        return typed
    try:
        return urljoin(url, typed)
    except ValueError:
        return typed


def _is_withheld(portal: Portal, address: str) -> bool:
    """Return whether an address is that of a file which may not be published."""
    withheld = portal.library.withheld
    if not withheld:
        return False
    base, path = portal.config.base_path, unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return path in withheld or (bool(base) and path.removeprefix(base) in withheld)


def _with_place(portal: Portal, address: str) -> str:
    """Return an address with the id that its fragment means, where it is an article's."""
    url, _, fragment = address.partition("#")
    path = portal.addresses.by_url.get(url) if fragment else None
    return f"{url}#{find_anchor(fragment, portal.article(path).body.anchors) or fragment}" if path else address


def _hidden_urls(portal: Portal) -> frozenset[str]:
    """Return the addresses that drafts and scheduled articles will have, and removed ones had, without a last slash."""
    return portal.once("hidden URLs", lambda: _find_hidden_urls(portal))


def _find_hidden_urls(portal: Portal) -> frozenset[str]:
    found = portal.addresses
    waiting = [one for one in found.hidden.values() if one.kind in ("draft", "scheduled", "gone")]
    taken = {url.rstrip("/") for url in (*found.by_url, *found.aliases, *found.other_aliases)}
    return frozenset(url.rstrip("/") for one in waiting for url in one.urls) - taken
