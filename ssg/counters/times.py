"""Time stamps of logs as seconds since 1970, and the days of the portal's zone they fall on."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ssg.base.dates import instant

_MONTHS = {
    b"Jan": 1, b"Feb": 2, b"Mar": 3, b"Apr": 4, b"May": 5, b"Jun": 6,
    b"Jul": 7, b"Aug": 8, b"Sep": 9, b"Oct": 10, b"Nov": 11, b"Dec": 12,
}  # fmt: skip
_HOUR = re.compile(rb"(\d\d)/([A-Z][a-z][a-z])/(\d{4}):(\d\d)")
_MINUTES = {b":%02d" % minute: 60 * minute for minute in range(60)}
_ZONE = re.compile(rb"([+-])(\d\d)([0-5]\d)")
_STAMP = re.compile(rb"(\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d):([0-5]\d|60) ([+-]\d{4})")
DAY_ZERO = dt.date(2000, 1, 1).toordinal()
# days are numbered from here, which keeps them small in the ledger
FIRST, LAST = -(10**10), 10**11
# seconds since 1970 that the calendar can hold in every zone


class Stamps:
    """Reads ``04/Oct/2026:09:01`` with its zone; hours are remembered, as lines come by time."""

    def __init__(self) -> None:
        self._hours: dict[bytes, int] = {}

    def minute(self, said: bytes, zone: bytes) -> int | None:
        """Return the beginning of a minute in seconds since 1970 for ``04/Oct/2026:09:01`` and ``+0700``; None for
        what is no time.
        """
        name = said[:14] + zone
        start = self._hours.get(name)
        if start is None:
            start = _read_hour(said[:14], zone)
            if start is None:
                return None
            if len(self._hours) > 5000:
                self._hours.clear()
            self._hours[name] = start
        past = _MINUTES.get(said[14:])
        return None if past is None else start + past

    def second(self, said: bytes) -> int | None:
        """Return seconds since 1970 for ``04/Oct/2026:09:01:59 +0700``, None for what is no time."""
        found = _STAMP.fullmatch(said)
        start = self.minute(found[1], found[3]) if found else None
        return start + int(found[2]) if found and start is not None else None


def _read_hour(said: bytes, zone: bytes) -> int | None:
    hour, offset = _HOUR.fullmatch(said), _ZONE.fullmatch(zone)
    if not hour or not offset or hour[2] not in _MONTHS:
        return None
    try:
        at = dt.datetime(int(hour[3]), _MONTHS[hour[2]], int(hour[1]), int(hour[4]))
    except ValueError:
        return None
    away = int(offset[2]) * 3600 + int(offset[3]) * 60
    return calendar.timegm(at.timetuple()) - (away if offset[1] == b"+" else -away)


def day_number(day: dt.date) -> int:
    """Return a day as the ledger numbers it: days since 2000-01-01."""
    return day.toordinal() - DAY_ZERO


def day_of(number: int) -> dt.date:
    """Return the day of a number."""
    return dt.date.fromordinal(number + DAY_ZERO)


def day_span(at: int, zone: dt.tzinfo) -> tuple[int, int, int]:
    """Return the number of the day a second falls on in a zone, and the first seconds of that day and of the next."""
    day = instant(at, zone).date()
    first, after = (int(dt.datetime.combine(d, dt.time(), zone).timestamp()) for d in (day, day + dt.timedelta(days=1)))
    return day_number(day), min(first, at), max(after, at + 1)
