"""Dates as Vietnamese clerks type them, day first, read into exact values or refused with a reason."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ssg.base.text import strip_marks

PARTS = ("sáng", "trưa", "chiều", "tối", "đêm")
# parts of the day, as they stand before a date

FIRST_YEAR, LAST_YEAR = 1800, 2999
# no portal tells of a day outside these; far ones would overflow when a time zone is applied

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_WEEKDAYS = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat)|(monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d/.:-])(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?![\d/.:-])")
_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})\s*(?:nam|/)\s*(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s*[:h]\s*(\d{2})(?::(\d{2})(?:\.\d+)?)?|\s*h(?![a-z])|\s*gio(?:\s*(\d{1,2})(?:\s*phut)?)?)(?!\d)"
)
_PLAIN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?:([+-])(\d\d):(\d\d))?)?", re.ASCII)
# the form that needs no second look
_HALF = re.compile(r"\b(sang|trua|chieu|toi|dem|am|pm)\b")
_ZONE = re.compile(r"\(?\s*(?:gmt|utc)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\s*\)?$|(?<=\d)\s*z$")
_NOISE = re.compile(r"\b(?:ngay|luc|vao|t|dang)\b|[\s,|()\-–—]+|(?<=^)t(?=$)")


class DateError(ValueError):
    """A date that cannot be read; ``code`` and ``values`` say why."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, {name: str(value) for name, value in values.items()}
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDate:
    """A date as typed: what was said and no more."""

    day: dt.date
    time: dt.time | None = None
    zone: dt.timezone | None = None
    weekday: int | None = None
    # 0 is Monday; as typed, so it may contradict the date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An instant with the precision it was typed in."""

    at: dt.datetime
    # aware, in the portal's time zone; 00:00 where no time was typed
    has_time: bool

    @property
    def day(self) -> dt.date:
        """The calendar day in the portal's time zone."""
        return self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When an event took place: a day, a part of it, an hour, some days, or a month."""

    start: dt.date
    end: dt.date
    # equal to start for one day; the last day of the month where only the month is known
    part: str = ""
    # one of PARTS, "" where none was typed
    time: dt.time | None = None
    says_weekday: bool = False
    month_only: bool = False


def stamp(typed: TypedDate, zone: dt.tzinfo) -> Stamp:
    """Return the instant of a typed date; ``zone`` is the portal's, used where none was typed."""
    at = dt.datetime.combine(typed.day, typed.time or dt.time(), typed.zone or zone)
    return Stamp(at=at.astimezone(zone), has_time=typed.time is not None)


def instant(seconds: float, zone: dt.tzinfo) -> dt.datetime:
    """Return the time so many seconds after 1970 began in UTC, or before it.

    ``datetime.fromtimestamp`` refuses times before 1970 on Windows.
    """
    return (EPOCH + dt.timedelta(seconds=seconds)).astimezone(zone)


def read_date(text: str) -> TypedDate:
    """Read one date, with or without weekday, time and zone.

    Raises DateError: date.impossible, date.month, date.year2 or date.unreadable.
    """
    if found := _PLAIN.fullmatch(text):
        return _read_plain(found, text)
    rest = strip_marks(text).lower().strip()
    day, rest = _take_day(rest, text)
    rest, zone = _take_zone(rest)
    time, rest = _take_time(rest, text)
    weekday, rest = _take_weekday(rest)
    if _NOISE.sub("", rest):
        raise DateError("date.unreadable", value=text)
    return TypedDate(day=day, time=time, zone=zone, weekday=weekday)


def _read_plain(found: re.Match[str], text: str) -> TypedDate:
    day = make_day(int(found[1]), int(found[2]), int(found[3]), text)
    if not found[4]:
        return TypedDate(day=day)
    zone = None
    if found[7]:
        offset = dt.timedelta(hours=int(found[8]), minutes=int(found[9]))
        if offset >= dt.timedelta(hours=24):
            raise DateError("date.unreadable", value=text)
        zone = dt.timezone(offset if found[7] == "+" else -offset)
    try:
        return TypedDate(day=day, time=dt.time(int(found[4]), int(found[5]), int(found[6] or 0)), zone=zone)
    except ValueError:
        raise DateError("date.unreadable", value=text) from None


def make_day(year: int, month: int, day: int, text: str) -> dt.date:
    """Return the date; raises DateError naming ``text`` where the calendar has no such day."""
    if not 1 <= month <= 12:
        raise DateError("date.month", m=month)
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise DateError("date.impossible", value=text) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("date.impossible", value=text)
    return found


def _take_day(rest: str, text: str) -> tuple[dt.date, str]:
    if found := _ISO.search(rest):
        year, month, day = (int(g) for g in found.groups())
    elif found := _DAY_FIRST.search(rest) or _IN_WORDS.search(rest):
        day, month, year = (int(g) for g in found.groups())
    elif found := _SHORT_YEAR.search(rest):
        raise DateError("date.year2", day=f"{found[1]}/{found[3]}", year=f"20{found[4]}")
    else:
        raise DateError("date.unreadable", value=text)
    return make_day(year, month, day, text), f"{rest[: found.start()]} | {rest[found.end() :]}"


def _take_zone(rest: str) -> tuple[str, dt.timezone | None]:
    found = _ZONE.search(rest)
    if not found or not _CLOCK.search(rest[: found.start()] + " "):
        return rest, None
    if not found[1]:
        return rest[: found.start()], dt.UTC
    offset = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset >= dt.timedelta(hours=24):
        return rest, None
    return rest[: found.start()], dt.timezone(offset if found[1] == "+" else -offset)


def _take_time(rest: str, text: str) -> tuple[dt.time | None, str]:
    found = _CLOCK.search(rest)
    if not found:
        return None, rest
    hour, minute, second = int(found[1]), int(found[2] or found[4] or 0), int(found[3] or 0)
    rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if half := _HALF.search(rest):
        late = half[1] in ("chieu", "toi", "pm") or (half[1] == "trua" and hour < 6) or (half[1] == "dem" and hour > 5)
        hour = hour + 12 if late and hour < 12 else hour
        hour = 0 if half[1] == "am" and hour == 12 else hour
        rest = rest[: half.start()] + rest[half.end() :]
    try:
        return dt.time(hour, minute, second), rest
    except ValueError:
        raise DateError("date.unreadable", value=text) from None


def _take_weekday(rest: str) -> tuple[int | None, str]:
    found = _WEEKDAY.search(rest)
    if not found:
        return None, rest
    weekday = 6 if found[2] else _WEEKDAYS[found[1] or found[3]]
    return weekday, rest[: found.start()] + rest[found.end() :]
