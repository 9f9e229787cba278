"""The filters and functions that templates may use. Each is documented in the README; a test sees to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from ssg.base import dateforms, numbers
from ssg.base.dates import EventDate, Stamp
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, tie_years
from ssg.base.urls import encode_url, is_allowed, is_external, under
from ssg.model.articles import Rating
from ssg.model.config import Config
from ssg.model.parts import Link, Picture
from ssg.model.photos import PhotoVariant
from ssg.model.views import ArticleView

_BODY_HOLE = re.compile(f"{HOLE_OPEN}(?:(photo|image|link):(\\d+)|(album|table|note)){HOLE_CLOSE}")
PIECES = 60_000
# pieces of pages that are kept for the next page: some 30 MB
_PLACE = re.compile(r"\{(\w+)\}")
_DEAD_LINK = re.compile(f'<a href="{HOLE_OPEN}link:(\\d+){HOLE_CLOSE}"[^>]*>(.*?)</a>', re.DOTALL)


class Words:
    """The filters of one portal: its words, forms and addresses."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._labels = dict(config.labels)
        self._language = config.language
        self._base_path, self._origin = config.base_path, config.origin
        self._urls: dict[str, str] = {}
        # paths from the portal's root → as the web server has them
        self._pieces: dict[tuple[object, ...], dict[int, tuple[object, Markup]]] = {}
        # macro and values → what once() made by the id of the record, with that, so that its id stays its own
        self._kept = 0
        # such pieces

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters by the names templates use."""
        return {
            "url": self.url,
            "label": self.label,
            "once": self.once,
            "absolute": self.absolute,
            "published": self.published,
            "listed": self.listed,
            "short_date": self.short_date,
            "long_day": self.long_day,
            "event": self.event,
            "number": self.number,
            "decimal": self.decimal,
            "file_size": self.file_size,
            "rfc3339": rfc3339,
            "rfc822": rfc822,
            "day_span": self.day_span,
            "srcset": self.srcset,
            "names": self.names,
            "month_label": self.month_label,
            "unquoted": unquote,
            "tied": tie_years,
        }

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions by the names templates use."""
        return {
            "label_html": self.label_html,
            "views_text": self.views_text,
            "average": self.average,
            "body": self.body,
            "external": is_external,
            "weekdays": lambda: dateforms.WEEKDAYS_SHORT[self._language],
        }

    def once(self, record: Any, macro: Callable[..., Any], *values: str | int | bool) -> Markup:
        """Return what a macro of macros.html makes of a record and plain values, made once for the same ones.

        Pages share records: a card stands in some ten lists, a link on some twenty-five pages.
        """
        made = self._pieces.get((macro, values))
        if made is None:
            made = self._pieces[macro, values] = {}
        found = made.get(id(record))
        if found is None:
            if self._kept >= PIECES:
                self._pieces.clear()
                self._kept = 0
            self._kept += 1
            found = made[id(record)] = (record, Markup(macro(record, *values)))
        return found[1]

    def label(self, key: str, **values: Any) -> str:
        """Return a label with its values in place; of two English forms the one that suits ``n`` or ``votes``."""
        text = self._labels[key]
        if "{" not in text and "|" not in text:
            return text
        if " | " in text:
            one, many = text.split(" | ", 1)
            count = values.get("n", values.get("votes", 2))
            text = one if str(count) == "1" else many
        told = {name: self.number(v) if isinstance(v, int) else str(v) for name, v in values.items()}
        return _PLACE.sub(lambda found: told.get(found[1], found[0]), text)

    def label_html(self, key: str, **values: Any) -> Markup:
        """Return a label whose values may be markup, such as links."""
        parts = re.split(r"\{(\w+)\}", self._labels[key])
        return Markup().join(values.get(part, "") if i % 2 else part for i, part in enumerate(parts))

    def url(self, url: str) -> str:
        """Return a path from the portal's root as the web server has it, percent-encoded."""
        found = self._urls.get(url)
        if found is None:
            if len(self._urls) >= PIECES:
                self._urls.clear()
            found = self._urls[url] = under(self._base_path, url)
        return found

    def absolute(self, url: str) -> str:
        """Return a path from the portal's root as a whole URL."""
        inside = url.startswith("/") and not url.startswith("//")
        return self._origin + self.url(url) if inside or not is_external(url) else encode_url(url)

    def published(self, stamp: Stamp | None) -> str:
        """Return a publish time in the portal's own form, "" where none is shown."""
        return dateforms.published(stamp, self._config.formats.published, self._language) if stamp else ""

    def listed(self, stamp: Stamp | None) -> str:
        """Return a publish time as lists and cards show it."""
        return dateforms.published(stamp, self._config.formats.list, self._language) if stamp else ""

    def short_date(self, day: dt.date | Stamp) -> str:
        """Return a day as 04/10/2022."""
        return f"{day.day if isinstance(day, Stamp) else day:%d/%m/%Y}"

    def long_day(self, day: dt.date) -> str:
        """Return a day as "Thứ Năm, ngày 29/9/2022"."""
        return dateforms.long_day(day, self._language)

    def event(self, event: EventDate) -> str:
        """Return an event date in running form."""
        return dateforms.event(event, self._language)

    def day_span(self, days: tuple[dt.date, dt.date]) -> str:
        """Return the days a page of a list spans."""
        return dateforms.span_of_days(*days, self._language)

    def number(self, value: int) -> str:
        """Return a whole number with the portal's mark between thousands."""
        return numbers.group_digits(value, self._config.formats.thousands)

    def decimal(self, value: float) -> str:
        """Return a number with one decimal in the language's form."""
        return numbers.decimal(value, self._language)

    def file_size(self, size: int) -> str:
        """Return a size in bytes as 1,2 MB."""
        return numbers.file_size(size, self._language)

    def names(self, names: Sequence[Any]) -> Any:
        """Return names joined as a sentence has them: a, b và c; links among them are links."""
        joined = [self._linked(name) if isinstance(name, Link) else escape(name) for name in names]
        if len(joined) < 2:
            return joined[0] if joined else Markup()
        return Markup(", ").join(joined[:-1]) + self._labels["join.and"] + joined[-1]

    def _linked(self, link: Link) -> Markup:
        if not link.url:
            return escape(link.title)
        return Markup(f'<a href="{escape(self.url(link.url))}">{escape(link.title)}</a>')

    def month_label(self, day: dt.date) -> str:
        """Return a day's month: 10/2022, October 2022."""
        return dateforms.month_name(day.year, day.month, self._language)

    def views_text(self, views: int) -> str:
        """Return a view count in the portal's own form; "" where it shows none. The bare form is only the number."""
        form = self._config.formats.views
        if form == "none":
            return ""
        if form == "bare":
            return self.number(views)
        if form in ("label", "suffix", "english"):
            return self.label(f"views.{form}", n=views)
        return form.replace("{n}", self.number(views))

    def average(self, rating: Rating) -> str:
        """Return the average stars of a rating with one decimal at most."""
        return self.decimal(round(rating.points / rating.votes, 1)) if rating.votes else "0"

    def srcset(self, variants: Sequence[PhotoVariant]) -> str:
        """Return variants as the value of a srcset."""
        return ", ".join(f"{self.url(v.url)} {v.width}w" for v in variants)

    def body(
        self,
        view: ArticleView,
        figure: Callable[[Picture], Any],
        image: Callable[[Picture], Any],
        album: Callable[[], Any],
    ) -> Markup:
        """Return an article's text with its holes filled by the theme's macros: photos, addresses, the album."""
        html = view.body.html
        if HOLE_OPEN not in html:
            return Markup(html)

        def without_dead(text: str) -> str:
            return _DEAD_LINK.sub(lambda m: m[0] if view.hrefs[int(m[1])] else m[2], text)

        def filled(found: re.Match[str]) -> str:
            if found[3]:
                return str(album()) if found[3] == "album" else str(escape(self.label(found[3])))
            number = int(found[2])
            if found[1] == "link":
                href = view.hrefs[number]
                return str(escape(self.url(href))) if is_allowed(href) else "#"
            picture = view.figures[number]
            if picture is None:
                return ""
            if picture.linked:
                picture = replace(picture, linked=Markup(_BODY_HOLE.sub(filled, without_dead(picture.linked))))
            return str((figure if found[1] == "photo" else image)(picture))

        return Markup(_BODY_HOLE.sub(filled, without_dead(html) if "" in view.hrefs else html))


def rfc3339(value: dt.datetime | Stamp) -> str:
    """Return an instant as machines read it, with its zone; a Stamp without a time is its day alone."""
    if isinstance(value, Stamp):
        return value.at.isoformat(timespec="seconds") if value.has_time else value.day.isoformat()
    return value.isoformat(timespec="seconds")


def rfc822(value: dt.datetime) -> str:
    """Return an instant as RSS has it (RFC 822 with four-digit years)."""
    return format_datetime(value)
