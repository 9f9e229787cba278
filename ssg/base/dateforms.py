"""Dates as readers see them: the presets of Vietnamese portals, English forms, and patterns of one's own."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from string import Formatter

from ssg.base.dates import EventDate, Stamp

PRESETS = ("standard", "nukeviet", "portal", "short", "decree30", "none")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WEEKDAYS_INSIDE = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKDAYS_LEGACY = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
WEEKDAYS_SHORT = {"vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"), "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PATTERNS = {
    "vi": {
        "standard": "{weekday}, {day:02}/{month:02}/{year} {hour:02}:{minute:02}",
        "nukeviet": "{weekday_legacy} - {day:02}/{month:02}/{year} {hour:02}:{minute:02}",
        "portal": "Ngày đăng {day:02}/{month:02}/{year} | {hour:02}:{minute:02}",
        "short": "{day:02}/{month:02}/{year}",
        "decree30": "{weekday}, ngày {day:02} tháng {month_decree} năm {year}",
        "none": "",
    },
    "en": {
        "standard": "{weekday}, {day} {month_name} {year}, {hour:02}:{minute:02}",
        "nukeviet": "{weekday} - {day:02}/{month:02}/{year} {hour:02}:{minute:02}",
        "portal": "Posted {day:02}/{month:02}/{year} | {hour:02}:{minute:02}",
        "short": "{day:02}/{month:02}/{year}",
        "decree30": "{weekday}, {day} {month_name} {year}",
        "none": "",
    },
}
_NUMBERS = ("day", "month", "year", "hour", "minute")
_WORDS = ("weekday", "weekday_legacy", "month_decree", "month_name")
_PARTS_EN = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "night"}


def is_pattern(form: str) -> bool:
    """Return whether ``form`` is a pattern whose every ``{field}`` is known and whose widths are small."""
    try:
        pieces = list(Formatter().parse(form))
    except ValueError:
        return False
    fields = [(name, spec) for _, name, spec, _ in pieces if name is not None]
    return bool(fields) and all(
        (name in _NUMBERS and re.fullmatch(r"(0?[1-4])?", spec or "")) or (name in _WORDS and not spec)
        for name, spec in fields
    ) and all(conversion is None for *_, conversion in pieces)  # fmt: skip


def published(stamp: Stamp, form: str, language: str) -> str:
    """Return a publish time in a preset of PRESETS or a pattern; without a time of day where none was typed."""
    pattern = _PATTERNS[language].get(form, form)
    return _fill(pattern, stamp.at, language, stamp.has_time)


@lru_cache(maxsize=64)
def _parse(pattern: str, has_time: bool) -> list[tuple[str, str | None, str]]:
    pieces = [(text, name, spec or "") for text, name, spec, _ in Formatter().parse(pattern)]
    return pieces if has_time else _without_time(pieces)


def _fill(pattern: str, at: dt.datetime, language: str, has_time: bool) -> str:
    values: dict[str, object] = {
        "day": at.day,
        "month": at.month,
        "year": at.year,
        "hour": at.hour,
        "minute": at.minute,
        "weekday": (WEEKDAYS if language == "vi" else WEEKDAYS_EN)[at.weekday()],
        "weekday_legacy": (WEEKDAYS_LEGACY if language == "vi" else WEEKDAYS_EN)[at.weekday()],
        "month_decree": month_digits(at.month),
        "month_name": MONTHS_EN[at.month - 1],
    }
    return "".join(
        text + (format(values[name], spec) if name else "") for text, name, spec in _parse(pattern, has_time)
    )


def _without_time(pieces: list[tuple[str, str | None, str]]) -> list[tuple[str, str | None, str]]:
    """Take the time fields out, with the text that ties them to the rest of the pattern."""
    kept = [p for p in pieces if p[1] not in ("hour", "minute")]
    timed = [i for i, p in enumerate(pieces) if p[1] in ("hour", "minute")]
    if not timed:
        return pieces
    if pieces[-1][1] is None and len(pieces) > 1 and pieces[-2][1] in ("hour", "minute"):
        kept.pop()  # the end of what the time began: ")" or " phút"
    if timed[0] == 0 and kept:
        text, name, spec = kept[0]
        kept[0] = (re.sub(r"^\W*(?:ngày\s)?", "", text), name, spec)
    return kept


def month_digits(month: int) -> str:
    """Return a month as state papers write it: 01, 02, then 3 … 12 (Decree 30/2020, annex I)."""
    return f"{month:02}" if month < 3 else str(month)


def day_month(day: dt.date, *, year: bool = True) -> str:
    """Return a day in running form: ``05/9/2024``, ``28/02/2025``; ``05/9`` without its year."""
    return f"{day.day:02}/{month_digits(day.month)}" + (f"/{day.year}" if year else "")


def long_day(day: dt.date, language: str) -> str:
    """Return a day at the start of a line: ``Thứ Năm, ngày 29/9/2022``, ``Thursday 29 September 2022``."""
    if language == "vi":
        return f"{WEEKDAYS[day.weekday()]}, ngày {day_month(day)}"
    return f"{WEEKDAYS_EN[day.weekday()]} {english_day(day)}"


def english_day(day: dt.date) -> str:
    """Return a day as ``29 September 2022``."""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def span_of_days(first: dt.date, last: dt.date, language: str) -> str:
    """Return the days a list spans: ``từ 03/5/2023 đến 17/8/2023``, ``3 May – 17 Aug 2023``."""
    if language == "vi":
        return f"từ {day_month(first)} đến {day_month(last)}" if first != last else f"ngày {day_month(first)}"
    ends = [f"{d.day} {MONTHS_EN[d.month - 1][:3]}" for d in (first, last)]
    if first == last:
        return f"{ends[1]} {last.year}"
    return f"{ends[0]}{'' if first.year == last.year else f' {first.year}'} – {ends[1]} {last.year}"


def month_name(year: int, month: int, language: str) -> str:
    """Return a month: ``9/2022`` in Vietnamese, ``September 2022`` in English."""
    return f"{month}/{year}" if language == "vi" else f"{MONTHS_EN[month - 1]} {year}"


def event(when: EventDate, language: str) -> str:
    """Return an event date in running form: ``chiều ngày 29/9/2022``, ``từ ngày 23/7 đến ngày 03/8/2019``."""
    return _event_vi(when) if language == "vi" else _event_en(when)


def _event_vi(when: EventDate) -> str:
    if when.month_only:
        return f"tháng {when.start.month}/{when.start.year}"
    if when.start != when.end:
        if (when.start.year, when.start.month) == (when.end.year, when.end.month):
            start = f"{when.start.day:02}"
        else:
            start = day_month(when.start, year=when.start.year != when.end.year)
        return f"từ ngày {start} đến ngày {day_month(when.end)}"
    lead = when.part
    if when.time:
        minutes = f" {when.time.minute:02}" if when.time.minute else ""
        lead = f"{when.time.hour} giờ{minutes},"
    if when.says_weekday:
        lead = f"{lead} {WEEKDAYS_INSIDE[when.start.weekday()]},"
    return f"{lead} ngày {day_month(when.start)}".strip()


def _event_en(when: EventDate) -> str:
    if when.month_only:
        return month_name(when.start.year, when.start.month, "en")
    if when.start != when.end:
        start = f"{when.start.day} {MONTHS_EN[when.start.month - 1]}"
        start += f" {when.start.year}" if when.start.year != when.end.year else ""
        if (when.start.year, when.start.month) == (when.end.year, when.end.month):
            start = str(when.start.day)
        return f"{start} – {english_day(when.end)}"
    day = (f"{WEEKDAYS_EN[when.start.weekday()]}, " if when.says_weekday else "") + english_day(when.start)
    if when.time:
        return f"{when.time:%H:%M}, {day}"
    return f"{day} ({_PARTS_EN[when.part]})" if when.part else day
