"""Front matter fields to typed values: texts, dates, names of units and categories, switches and counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ssg.base import dateforms
from ssg.base.dates import DateError, EventDate, Stamp, read_date, stamp
from ssg.base.event_dates import read_event, span
from ssg.base.fields import Field, vocabulary
from ssg.base.text import fold, identity, name_slug, nearest
from ssg.content.keys import ALLOW_KEYS, RATING_KEYS, SOURCE_KEYS
from ssg.model.articles import Allowance, Credit, Rating, Reference

_SOURCE, _RATING, _ALLOW = vocabulary(SOURCE_KEYS), vocabulary(RATING_KEYS), vocabulary(ALLOW_KEYS)
MAX_WORDS = 200
# tags, authors, photographers or related articles of one article
_RANGE_KEYS = vocabulary({"from": ("từ", "từ ngày"), "to": ("đến", "đến ngày")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names that articles may use, by slug or name with marks and capitals forgiven."""

    exact: Mapping[str, str]
    # slug, and identity of a name → slug
    forgiving: Mapping[str, tuple[str, ...]]
    # folded slug or name → slugs of all that are written so
    shown: tuple[str, ...]
    # what to offer when a name is unknown
    is_open: bool = False
    # site.yaml gives no list: any name is taken as it comes

    def listed(self) -> str:
        """Return the names for a message, a dozen at most."""
        names = self.shown[1::2]
        return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")

    def find(self, said: str) -> str:
        """Return the slug a name means, "" for none and for one that may mean several."""
        if self.is_open:
            return name_slug(said)
        meant = self.meant(said)
        return meant[0] if len(meant) == 1 else ""

    def meant(self, said: str) -> tuple[str, ...]:
        """Return the slugs a name may mean: by slug or exact name first, then with its marks forgiven."""
        found = self.exact.get(said) or self.exact.get(identity(said))
        return (found,) if found else self.forgiving.get(fold(said), ())

    def name(self, slug: str) -> str:
        """Return the name that has a slug."""
        return self.shown[self.shown.index(slug) + 1]


def names_of(pairs: Iterable[tuple[str, str]] | None) -> Names:
    """Return the names of (slug, name) pairs; None makes an open list."""
    if pairs is None:
        return Names(exact={}, forgiving={}, shown=(), is_open=True)
    known = list(pairs)
    forgiving: dict[str, tuple[str, ...]] = {}
    for slug, name in known:
        for said in dict.fromkeys((fold(name), fold(slug))):
            forgiving[said] = tuple(dict.fromkeys((*forgiving.get(said, ()), slug)))
    exact = {identity(name): slug for slug, name in reversed(known)} | {slug: slug for slug, _ in known}
    return Names(exact=exact, forgiving=forgiving, shown=tuple(said for pair in known for said in pair))


def read_names(fields: list[Field], names: Names, code: str, taken: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the slugs of the names typed, each once; an unknown one is a problem.

    ``taken`` gathers (slug, name as typed) for lists that are open.
    """
    found: list[str] = []
    for field in fields:
        said = field.line()
        if not said:
            continue
        slug = names.find(said)
        if not slug and len(meant := names.meant(said)) > 1:
            a, b = (f"{names.name(one)} ({one})" for one in meant[:2])
            field.report("name.ambiguous", value=said, a=a, b=b, near=meant[0])
            continue
        if not slug:
            field.report(code, value=said, near=nearest(said, names.shown), list=names.listed())
            continue
        taken.append((slug, said))
        found.append(slug)
    return tuple(dict.fromkeys(found))


def line(fields: Mapping[str, Field], key: str) -> str:
    """Return one line of text, "" where there is none."""
    return fields[key].line() if key in fields else ""


def switch(fields: Mapping[str, Field], key: str) -> bool:
    """Return a yes or no; no, and a hint, where the key stands there with nothing behind it."""
    if key not in fields:
        return False
    if fields[key].is_empty:
        fields[key].hint("fm.switch.empty", key=typed_key(fields[key], key))
        return False
    return fields[key].boolean()


def is_draft(fields: Mapping[str, Field]) -> bool:
    """Return whether an article is a draft; with nothing behind the key it is one, and a warning asks."""
    if "draft" not in fields:
        return False
    if fields["draft"].is_empty:
        fields["draft"].warn("draft.empty", key=typed_key(fields["draft"], "draft"))
        return True
    return fields["draft"].boolean()


def typed_key(field: Field, key: str) -> str:
    """Return a key as its editor typed it."""
    return str(field.key.value) if field.key is not None else key


def count(fields: Mapping[str, Field], key: str) -> int:
    """Return a number, 0 where nothing was said."""
    return fields[key].count() if key in fields and not fields[key].is_empty else 0


def words(fields: Mapping[str, Field], key: str) -> tuple[str, ...]:
    """Return the texts of a list or of a line parted by commas, each once."""
    return _few(fields[key], fields[key].words()) if key in fields else ()


def _few(field: Field, said: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once; more than anybody reads are a problem."""
    found = tuple(dict.fromkeys(said))
    if len(found) > MAX_WORDS:
        field.report("field.many", key=field.path, n=len(found), most=MAX_WORDS)
    return found[:MAX_WORDS]


def tags(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the tags of a list or a line, each once; a # before a word begins a tag, as it does elsewhere."""
    if "tags" not in fields:
        return ()
    said = [tag for text in fields["tags"].words() for tag in re.split(r"(?:^|\s+)#+(?=\S)", text)]
    return _few(fields["tags"], (tag.strip() for tag in said if tag.strip()))


def references(fields: Mapping[str, Field], key: str) -> tuple[Reference, ...]:
    """Return names with the places they were typed at."""
    found = read_references(fields[key]) if key in fields else ()
    if len(found) > MAX_WORDS:
        fields[key].report("field.many", key=fields[key].path, n=len(found), most=MAX_WORDS)
    return found[:MAX_WORDS]


def stamp_of(fields: Mapping[str, Field], key: str, zone: ZoneInfo) -> Stamp | None:
    """Return an instant, None where nothing was said."""
    return read_stamp(fields[key], zone) if key in fields else None


def check_order(fields: Mapping[str, Field], published: Stamp | None, others: Mapping[str, Stamp | None]) -> None:
    """Warn of each date by its key that lies before the publish date."""
    for key, at in others.items():
        if published is None or at is None:
            continue
        is_exact = published.has_time and at.has_time
        if at.at < published.at if is_exact else at.day < published.day:
            values = {"value": fields[key].line(), "date": fields["date"].line()}
            fields[key].warn("date.order", key=typed_key(fields[key], key), **values)


def check_term(
    fields: Mapping[str, Field],
    units: tuple[str, ...],
    published: Stamp | None,
    terms: Iterable[tuple[str, dt.date | None, dt.date | None]],
) -> None:
    """Tell of an article dated after its unit's last day, or before its first; ``terms`` are (slug, first, last)."""
    if not units or published is None:
        return
    for slug, first, last in terms:
        values = {"value": fields["unit"].line(), "date": dateforms.day_month(published.day)}
        if slug == units[0] and last and published.day > last:
            fields["unit"].warn("unit.over", until=dateforms.day_month(last), **values)
        elif slug == units[0] and first and published.day < first:
            fields["unit"].hint("unit.not_begun", first=dateforms.day_month(first), **values)


def names_in(fields: Mapping[str, Field], key: str, names: Names, taken: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the slug of the unit or thread typed, () where there is none."""
    return read_names([fields[key]], names, f"{key}.unknown", taken) if key in fields else ()


def read_stamp(field: Field, zone: ZoneInfo) -> Stamp | None:
    """Return an instant; None and a problem where the text is no date. A wrong weekday is a warning."""
    said = field.line()
    if not said:
        return None
    try:
        typed = read_date(said)
    except DateError as error:
        field.report(error.code, **error.values)
        return None
    _check_weekday(field, typed.weekday, typed.day)
    return stamp(typed, zone)


def read_event_date(field: Field, published: Stamp | None) -> EventDate | None:
    """Return when the event took place; None and a problem where that cannot be read."""
    near = published.day if published else dt.date(2000, 1, 1)
    try:
        if field.is_mapping:
            inner = field.mapping(_RANGE_KEYS)
            days = [day for key in ("from", "to") if key in inner and (day := _read_day(inner[key]))]
            return span(days[0], days[-1]) if days else None
        if not field.line():
            return None
        reading = read_event(field.line(), near)
    except DateError as error:
        field.report("event.unreadable" if error.code == "date.unreadable" else error.code, **error.values)
        return None
    event = reading.event
    _check_weekday(field, reading.typed_weekday, event.start)
    shown = dateforms.day_month(event.start)
    if reading.guessed:
        field.hint("date.year_guessed", value=field.line(), date=shown)
    if published and event.start > published.day and not event.month_only:
        field.hint("event.after", event=shown, date=dateforms.day_month(published.day))
    return event


def _read_day(field: Field) -> dt.date | None:
    try:
        return read_date(field.line()).day
    except DateError as error:
        field.report(error.code, **error.values)
        return None


def _check_weekday(field: Field, typed: int | None, day: dt.date) -> None:
    if typed is not None and typed != day.weekday():
        field.warn(
            "date.weekday",
            weekday=dateforms.WEEKDAYS[typed],
            date=dateforms.day_month(day),
            right=dateforms.WEEKDAYS_INSIDE[day.weekday()],
        )


def read_credit(field: Field) -> Credit | None:
    """Return the source of an article: a name, or name, url and logo."""
    if not field.is_mapping:
        return Credit(name=field.line()) if field.line() else None
    inner = field.mapping(_SOURCE)
    lines = {key: value.line() for key, value in inner.items()}
    if url := lines.get("url", ""):
        try:
            good = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
        except ValueError:
            good = False
        if not good:
            inner["url"].report("field.url", key=inner["url"].path, value=url)
            lines["url"] = ""
    line = _reference(inner["url"], url).line if url else 0
    return Credit(**lines, line=line) if lines.get("name") else None


def read_rating(field: Field) -> Rating:
    """Return the stars carried over; more than five points a vote is a problem."""
    inner = field.mapping(_RATING)
    counts = {key: value.count() for key, value in inner.items()}
    rating = Rating(points=counts.get("points", 0), votes=counts.get("votes", 0))
    if not rating.votes <= rating.points <= 5 * rating.votes:
        field.wrong("number")
        return Rating()
    return rating


def read_allowance(field: Field) -> Allowance | None:
    """Return a written override of a guard."""
    inner = field.mapping(_ALLOW)
    lines = {key: value.line() for key, value in inner.items()}
    return Allowance(guard=lines.get("guard", ""), by=lines.get("by", ""), reason=lines.get("reason", ""))


def read_references(field: Field) -> tuple[Reference, ...]:
    """Return names with the places they were typed at: a list, or one line parted by commas."""
    if not field.is_list:
        fields = [field] if field.line() else []
        return tuple(_reference(f, word) for f in fields for word in f.words())
    return tuple(_reference(item, item.line()) for item in field.items() if item.line())


def _reference(field: Field, value: str) -> Reference:
    mark = field.node.start_mark
    return Reference(value=value, line=mark.line + 1 + field.source.first_line, column=mark.column + 1)
