"""A month of events as an iCalendar file (RFC 5545), which telephones and mail programs put into their calendars."""

from __future__ import annotations

import datetime as dt

from ssg.model.config import Config
from ssg.model.maps import EventEntry, EventsView
from ssg.render.filters import Words

_LINE = 75
# bytes a line at the most, RFC 5545 section 3.1
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def icalendar(view: EventsView, config: Config, words: Words) -> str:
    """Return the text of a calendar's file; times are in UTC, so that no zone need be described."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//ssg//{config.language.upper()}",
        f"X-WR-CALNAME:{view.title.translate(_ESCAPES)}",
    ]
    for entry in view.entries:
        lines += _event(entry, config, words)
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(entry: EventEntry, config: Config, words: Words) -> list[str]:
    address = words.absolute(entry.url)
    place = [f"LOCATION:{entry.place.translate(_ESCAPES)}"] if entry.place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{address}",
        f"DTSTAMP:{_utc(entry.changed)}",
        *_when(entry, config),
        f"SUMMARY:{entry.title.translate(_ESCAPES)}",
        *place,
        f"URL:{address}",
        "END:VEVENT",
    ]


def _when(entry: EventEntry, config: Config) -> list[str]:
    """Return the start, and the end where it is known; the end of whole days is the day after."""
    event = entry.event
    if event.time is not None and event.start == event.end:
        return [f"DTSTART:{_utc(dt.datetime.combine(event.start, event.time, config.zone))}"]
    after = event.end + dt.timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> str:
    """Return a line broken into lines of no more than 75 bytes, never within a letter."""
    left, parts, room = line.encode(), [], _LINE
    while len(left) > room:
        end = room
        while left[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        parts.append(left[:end].decode())
        left, room = left[end:], _LINE - 1
    return "\r\n ".join([*parts, left.decode()])
