"""The view of an article, and of a standing page."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from ssg.base.dates import EventDate
from ssg.base.errors import Problem, warning
from ssg.base.text import fold
from ssg.model.articles import Article, Attachment, Body, Photo, Target
from ssg.model.views import ArticleView, AttachmentView, Link, Picture
from ssg.site.frames import frame, home_link
from ssg.site.index import neighbours
from ssg.site.portal import Portal, cover_of

_TYPES = {
    "pdf": "pdf", "doc": "word", "docx": "word", "odt": "word", "xls": "excel", "xlsx": "excel", "ods": "excel",
    "csv": "excel", "ppt": "powerpoint", "pptx": "powerpoint", "jpg": "image", "jpeg": "image", "png": "image",
    "webp": "image", "gif": "image", "zip": "archive", "rar": "archive", "7z": "archive",
}  # fmt: skip


def view_article(portal: Portal, path: str) -> ArticleView:
    """Return the view of the article or standing page at ``path``."""
    article = portal.article(path)
    url = portal.url(path)
    category = portal.category_link(article.categories[0]) if article.categories else None
    unit = portal.unit_link(article.unit)
    main = article.categories[0] if article.categories else ""
    lists = portal.config.lists
    newer, older = neighbours(portal.index, path, main, lists.newer, lists.older)
    related = [] if article.page else portal.related.of(path)[0]
    lead, album = _shots(article)
    pictures = _album(portal, article, album) if album else []
    cover = cover_of(article)
    images = [portal.picture(cover, alt="")] if cover else []
    images += [p for p in pictures if not images or p.plain.url != images[0].plain.url]
    return ArticleView(
        frame=frame(
            portal,
            "page" if article.page else "article",
            url,
            article.title,
            description=article.summary or article.body.excerpt,
            scope=article.unit,
            crumbs=(home_link(portal), *([category] if category else []), Link(title=article.title, url="")),
            sections=tuple(link.url for link in (category, unit) if link),
            feeds=tuple(key for key in (("category", main), ("unit", article.unit)) if key[1]),
            image=images[0].plain.url if images else "",
            index=not _has_expired(portal, article) and not article.draft,
        ),
        title=article.title,
        category=category,
        published=article.published,
        updated=article.updated,
        correction=article.correction,
        event=_shown_event(article),
        event_at=article.event,
        place=article.place,
        unit=unit,
        ended=portal.ended(article.unit),
        thread=portal.list_link(("thread", article.thread)) if article.thread in portal.threads else None,
        summary=article.summary,
        lead=portal.picture(lead, alt=article.title) if lead else None,
        body=_text(article.body),
        figures=tuple(_figure(portal, article, p) for p in article.body.photos),
        hrefs=tuple(_href(portal, article, t) for t in article.body.targets),
        album=tuple(pictures),
        album_title=article.album_title,
        attachments=tuple(_attachment(portal, path, a) for a in article.attachments),
        authors=tuple(portal.author_link(name) for name in article.authors),
        photographers=article.photographers,
        same_hand=bool(article.authors) and article.authors == article.photographers,
        source=article.source,
        source_logo=portal.static_url(article.source.logo) if article.source and article.source.logo else "",
        tags=_tags(portal, article),
        rating=portal.rates(article),
        rated=portal.rates(article) or portal.rating(path).votes > 0,
        related=tuple(portal.link(p) for p in related),
        newer=tuple(portal.link(p) for p in newer),
        older=tuple(portal.link(p) for p in older),
        expired=article.expires.day if article.expires and _has_expired(portal, article) else None,
        images=tuple(p.plain.url for p in images[:6]),
    )


def _text(body: Body) -> Body:
    """Return a body without what the view has in a form of its own."""
    return replace(body, photos=(), targets=(), files=()) if body.photos or body.targets or body.files else body


def _album(portal: Portal, article: Article, album: list[Photo]) -> list[Picture]:
    nth = portal.label("alt.nth").replace("{title}", article.title).replace("{n}", str(len(album)))
    return [portal.picture(photo, alt=nth.replace("{i}", str(i))) for i, photo in enumerate(album, start=1)]


def _has_expired(portal: Portal, article: Article) -> bool:
    return article.expires is not None and article.expires.at <= portal.clock.now


def _shots(article: Article) -> tuple[Photo | None, list[Photo]]:
    """Return the lead photo and the album: a cover that was chosen leads, and nothing is shown twice."""
    placed = {p.path for p in article.body.photos if p}
    lead = article.cover if article.cover and article.cover.path not in placed else None
    skip = placed | ({lead.path} if lead else set())
    return lead, [p for p in article.photos if p.path not in skip]


def _figure(portal: Portal, article: Article, photo: Photo | None) -> Picture | None:
    return portal.picture(photo, alt=article.title) if photo else None


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


def _attachment(portal: Portal, path: str, attachment: Attachment) -> AttachmentView:
    end = posixpath.splitext(attachment.path)[1].lower().lstrip(".")
    return AttachmentView(
        title=attachment.title,
        url=portal.addresses.file_url[path, attachment.path],
        type=_TYPES.get(end, "file"),
        size=attachment.size,
    )


def _href(portal: Portal, article: Article, target: Target) -> str:
    """Return where a link of a text leads, "" where it leads nowhere."""
    fragment = f"#{target.fragment}" if target.fragment else ""
    if target.kind == "article":
        url = portal.addresses.url.get(target.value, "")
        return url + fragment if url else ""
    if target.kind == "file":
        return portal.addresses.file_url[article.path, target.value] + fragment
    if target.kind == "image":
        picture = _figure(portal, article, article.body.photos[int(target.value)])
        return picture.largest.url if picture else ""
    return target.value


def link_problems(portal: Portal) -> list[Problem]:
    """Return a warning for each link in a text to an article that has no page now (a draft, or not yet published)."""
    return [
        warning("link.broken", f"content/{path}", target.line, 1, target=target.value, near="")
        for path, article in portal.addresses.articles.items()
        for target in article.body.targets
        if target.kind == "article" and target.value not in portal.addresses.url
    ]
