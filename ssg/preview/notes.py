"""What the preview's bar tells of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ssg.base.dates import instant
from ssg.base.errors import Problem
from ssg.builder.report import CONTENT
from ssg.model.articles import Article
from ssg.preview.protocol import Notes

_TAG = re.compile(r"<[^>]*>")


def note_article(article: Article, html: str, edited_ns: int, now: dt.datetime, problems: Sequence[Problem]) -> Notes:
    """Return the notes on an article whose body is ``html`` and whose file was written at ``edited_ns`` (nanoseconds
    since 1970); ``problems`` are all of the portal.
    """
    source = f"{CONTENT}/{article.path}"
    shown = {photo.path: photo for photo in (*article.photos, *article.body.photos, article.cover) if photo}
    published, expires = article.published, article.expires
    return Notes(
        source=source,
        edited=instant(edited_ns // 1_000_000_000, now.tzinfo or dt.UTC) if edited_ns else None,
        words=len(_TAG.sub(" ", html).split()),
        uncaptioned=sum(not photo.caption for photo in shown.values()),
        draft=article.draft,
        scheduled=published.at if published and published.at > now else None,
        expired=expires.at if expires and expires.at <= now else None,
        problems=tuple(p for p in problems if p.path == source),
    )
