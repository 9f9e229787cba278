"""The rules of counting: what is a view, a visit, a vote, a repeat; when a day begins and when its key is destroyed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ssg.counters.formats import Hit
from ssg.counters.ledger import Ledger
from ssg.counters.pages import Pages, find_asked, host_in, host_of
from ssg.counters.robots import Agents, digest_agent
from ssg.counters.times import day_span
from ssg.counters.visitors import Day, new_key

VIEWED, VOTED = (200, 304), (200, 204, 304)
# statuses of a view, and of a vote
KEY_DAYS = 2
# a day's key is destroyed once lines of so many days later come
_HOSTS = 1_000
# other hosts that are told apart; anybody may send any name
_MANY = 300_000
# of what a day's visitors did, before it is moved to the ledger
_ASKED, _LONGEST = 50_000, 512
# request lines that are remembered, and the longest one


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a portal counts."""

    zone: dt.tzinfo
    repeat_minutes: int = 30


@dataclass(slots=True)
class Tally:
    """What came of reading."""

    lines: int = 0
    views: int = 0
    visits: int = 0
    votes: int = 0
    robots: int = 0
    # requests for pages by robots or without a user agent
    repeats: int = 0
    elsewhere: dict[str, int] = field(default_factory=dict)
    # another host → requests for addresses that are pages here
    unread: int = 0
    # lines that could not be read
    late: dict[int, int] = field(default_factory=dict)
    # number of a day whose key was gone → views counted under a fresh one


class Counter:
    """Counts line after line into a ledger, inside one of its transactions. The order of lines is all that matters:
    where reading stops between them changes nothing.
    """

    def __init__(self, ledger: Ledger, pages: Pages, rules: Rules) -> None:
        self.tally = Tally()
        self.asked: dict[bytes, int] = {}
        # request line → 0 for nothing that counts, a page's number, or −(8 × page's number + stars) for a vote
        self.agents = Agents()
        self._ledger, self._pages, self._zone = ledger, pages, rules.zone
        self._repeat = rules.repeat_minutes * 60 or -(10**12)
        self._days = {day.number: day for day in ledger.open_days()}
        self._newest = ledger.newest_day()
        self._closed: set[int] = set()
        self._late: set[int] = set()
        self._day = Day(number=0, key=b"")
        self._start = self._end = 0

    def enter(self, minute: int) -> None:
        """Note that a line of this minute (its first second since 1970) comes next."""
        if not self._start <= minute < self._end:
            number, self._start, self._end = day_span(minute, self._zone)
            self._day = self._enter_day(number)
        if minute > self._day.last or not self._day.last:
            self._day.last = minute

    def _enter_day(self, number: int) -> Day:
        for old in [day for day in self._days if day <= number - KEY_DAYS]:
            self._close(self._days.pop(old))
        day = self._days.get(number)
        if day is None:
            day = self._days[number] = Day(number=number, key=new_key())
            if self._newest is not None and number <= self._newest - KEY_DAYS and self._was_known(number):
                self._late.add(number)
        if self._newest is None or number > self._newest:
            self._newest = number
        return day

    def _was_known(self, number: int) -> bool:
        return number in self._closed or self._ledger.knows_day(number)

    def _close(self, day: Day) -> None:
        self._ledger.add_day(day)
        self._ledger.destroy_day(day.number)
        self._closed.add(day.number)

    def look_up(self, request: bytes) -> int:
        """Return what a request line asks for, as ``asked`` has it."""
        found = find_asked(request, self._pages)
        place = self._ledger.page_id(found.url) if found else 0
        if found and found.stars:
            place = -(8 * place + found.stars)
        if len(self.asked) >= _ASKED:
            self.asked.clear()
        if len(request) <= _LONGEST:
            self.asked[request] = place
        return place

    def view(self, address: bytes, agent: bytes, page: int, at: int) -> None:
        """Count a request for a page by a person, at second ``at`` of the day that was entered; ``agent`` is what
        stands for the user agent.
        """
        day = self._day
        if not day.view(address, agent, page, at, self._repeat):
            self.tally.repeats += 1
            return
        self.tally.views += 1
        if self._late and day.number in self._late:
            self.tally.late[day.number] = self.tally.late.get(day.number, 0) + 1
        if len(day.done) > _MANY:
            self._ledger.save_visitors(day)

    def vote(self, address: bytes, agent: bytes, place: int, at: int) -> None:
        """Count a vote by a person; ``place`` is what look_up() said."""
        day = self._day
        page, stars = divmod(-place, 8)
        if day.vote(day.visitor(address, agent), page, stars, at):
            self.tally.votes += 1

    def count(self, hit: Hit) -> None:
        """Count one line of any format."""
        self.enter(hit.at - hit.at % 60)
        place = self.asked.get(hit.request)
        if place is None:
            place = self.look_up(hit.request)
        if not place or hit.status not in (VIEWED if place > 0 else VOTED):
            return
        if hit.host and (host := host_of(hit.host)) != self._pages.host:
            told = self.tally.elsewhere
            host = host if host in told or len(told) < _HOSTS else "…"
            told[host] = told.get(host, 0) + 1
            return
        agent = digest_agent(b"") if hit.agent is None else self.agents.mark(hit.agent)
        if not agent:
            self.tally.robots += 1
        elif place > 0:
            self.view(hit.address, agent, place, hit.at)
        else:
            self.vote(hit.address, agent, place, hit.at)

    def is_site(self, host: bytes) -> bool:
        """Return whether a host, as the log names it, is the site's."""
        return host_of(host_in(host)) == self._pages.host

    def save(self) -> None:
        """Write all that was counted into the ledger."""
        for day in self._days.values():
            self._ledger.add_day(day)
            self._ledger.save_visitors(day)
        if self._newest is not None:
            self._ledger.save_newest_day(self._newest)
