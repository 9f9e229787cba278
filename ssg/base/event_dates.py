"""Event dates as clerks type them: a day, "chiều 29/9/2022", "từ 23/7 đến 03/8/2019", "tháng 9/2024"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ssg.base.dates import PARTS, DateError, EventDate, TypedDate, make_day, read_date
from ssg.base.text import strip_marks

_PART = re.compile(r"\b(sáng|trưa|chiều|tối|đêm|sang|trua|chieu|dem|morning|noon|afternoon|evening|night)\b")
_PART_WORDS = dict(zip(("morning", "noon", "afternoon", "evening", "night"), PARTS, strict=True)) | {
    strip_marks(part): part for part in PARTS
}
_RANGE = re.compile(
    r"(?:từ|tu|from)?\s*(?:ngày|ngay)?\s*"
    r"(?P<d1>\d{1,2})(?:\s*[/.]\s*(?P<m1>\d{1,2}))?(?:\s*[/.]\s*(?P<y1>\d{4}))?"
    r"\s*(?:-|–|—|đến|den|tới|to)\s*(?:hết|het)?\s*(?:ngày|ngay)?\s*"
    r"(?P<d2>\d{1,2})\s*[/.]\s*(?P<m2>\d{1,2})(?:\s*[/.]\s*(?P<y2>\d{4}))?"
)
_ISO_RANGE = re.compile(r"(?:từ|tu|from)?\s*(\d{4}-\d\d?-\d\d?)\s*(?:-|–|—|/|đến|den|tới|to)\s*(\d{4}-\d\d?-\d\d?)")
_MONTH = re.compile(r"(?:tháng|thang)\s+(\d{1,2})\s*(?:/|-|năm|nam)\s*(\d{4})")
_NO_YEAR = re.compile(r"(?:ngày|ngay)?\s*(\d{1,2})\s*[/.]\s*(\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReading:
    """An event date with what a reader of it should be told."""

    event: EventDate
    typed_weekday: int | None = None
    # 0 is Monday; None where none was typed
    guessed: bool = False
    # the year was not typed


def read_event(text: str, near: dt.date) -> EventReading:
    """Read an event date; a year that is left out is the one that brings the day nearest to ``near``.

    Raises DateError, among them event.range where the end lies before the start.
    """
    rest = text.lower().strip()
    if found := _MONTH.fullmatch(rest):
        start = make_day(int(found[2]), int(found[1]), 1, text)
        last = calendar.monthrange(start.year, start.month)[1]
        return EventReading(event=EventDate(start=start, end=start.replace(day=last), month_only=True))
    if found := _ISO_RANGE.fullmatch(rest):
        return EventReading(event=span(read_date(found[1]).day, read_date(found[2]).day))
    if found := _RANGE.fullmatch(rest):
        return _read_range(found, text, near)
    return _read_day(rest, text, near)


def span(start: dt.date, end: dt.date) -> EventDate:
    """Return the event of these days; raises DateError(event.range) where they are in the wrong order."""
    if end < start:
        raise DateError("event.range", to=f"{end:%d/%m/%Y}", **{"from": f"{start:%d/%m/%Y}"})
    return EventDate(start=start, end=end)


def _read_range(found: re.Match[str], text: str, near: dt.date) -> EventReading:
    day1, day2, month2 = int(found["d1"]), int(found["d2"]), int(found["m2"])
    month1 = int(found["m1"] or month2)
    if found["y2"]:
        end = make_day(int(found["y2"]), month2, day2, text)
        start = make_day(int(found["y1"] or end.year - (month1 > month2)), month1, day1, text)
        return EventReading(event=span(start, end))
    if found["y1"]:
        start = make_day(int(found["y1"]), month1, day1, text)
        return EventReading(event=span(start, make_day(start.year + (month2 < month1), month2, day2, text)))
    start = _nearest_year(month1, day1, near, text)
    end = make_day(start.year + (month2 < month1), month2, day2, text)
    return EventReading(event=span(start, end), guessed=True)


def _read_day(rest: str, text: str, near: dt.date) -> EventReading:
    part = ""
    if found := _PART.search(rest):
        part = _PART_WORDS.get(found[1], found[1])
        has_clock = re.search(r"\d\s*(?:[:h]|giờ|gio)", rest)
        before, after = rest[: found.start()].rstrip("( "), rest[found.end() :].lstrip(") ")
        short = f"{before} {after}".strip()
    else:
        has_clock, short = None, rest
    if yearless := _NO_YEAR.fullmatch(short):
        day = _nearest_year(int(yearless[2]), int(yearless[1]), near, text)
        return EventReading(event=EventDate(start=day, end=day, part=part), guessed=True)
    typed = _read_day_or_name(rest if has_clock else short, text)
    event = EventDate(
        start=typed.day,
        end=typed.day,
        part="" if typed.time else part,
        time=typed.time,
        says_weekday=typed.weekday is not None,
    )
    return EventReading(event=event, typed_weekday=typed.weekday)


def _read_day_or_name(value: str, text: str) -> TypedDate:
    try:
        return read_date(value)
    except DateError as error:
        if "value" in error.values:
            raise DateError(error.code, value=text) from None
        raise


def _nearest_year(month: int, day: int, near: dt.date, text: str) -> dt.date:
    found: list[dt.date] = []
    reason: DateError | None = None
    for year in range(near.year - 4, near.year + 5):
        try:
            found.append(make_day(year, month, day, text))
        except DateError as error:
            reason = error
    if not found:
        raise reason or DateError("date.unreadable", value=text)
    return min(found, key=lambda candidate: (abs(candidate - near), candidate))
