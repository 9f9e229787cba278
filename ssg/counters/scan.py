"""The lines of one log, counted. Lines of the combined formats go by hundreds at a time: a block is split at its
quotation marks once, and each of its columns is a slice of that; lines of another build go one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from ssg.counters.counter import VIEWED, Counter
from ssg.counters.formats import COMBINED, MAX_LINE, VHOST, Hit, LineReader, recognise
from ssg.counters.pages import host_in
from ssg.counters.times import Stamps

MARKS = 6
# quotation marks of a line: around request, referrer and user agent
MORE_MARKS = (8, 10)
# with one or two columns behind them, such as the address that nginx's own configuration adds
LOOKED_AT = 10_000
# lines at a log's beginning among which one of a known format must stand
_REMARKS = (b"#", b"{")
# begin lines of IIS and Caddy that may stand before the first request
_FEW = 32
# lines that are looked at together where a block holds one of another build
_FIRST, _BREAK = itemgetter(slice(1)), {b"\n"}
_VIEWED = frozenset(b" %d " % status for status in VIEWED)
_SECONDS = {b"%02d" % second: second for second in range(61)}


class Scan:
    """Reads one log's lines into a Counter; ``format`` "" finds the format out."""

    def __init__(self, counter: Counter, format: str, lines: int = 0) -> None:
        self._counter = counter
        self._reader = LineReader(format) if format else None
        self._stamps = Stamps()
        self._minute = self._zone = b""
        self._start = 0
        self._unknown = 0
        self.lines = lines
        # of the log, up to here
        self.first_unread = 0
        # number of the first line that could not be read, 0 for none

    @property
    def format(self) -> str:
        """The log's format, "" while no line was recognised."""
        return self._reader.name if self._reader else ""

    @property
    def is_hopeless(self) -> bool:
        """Whether so many lines were of no known format that none is to be expected."""
        return self._reader is None and self._unknown >= LOOKED_AT

    def skip(self, count: int) -> None:
        """Note lines that are too long to be read."""
        if count:
            self._note_unread(count, self.lines + 1)
            self.lines += count
            self._counter.tally.lines += count

    def read(self, data: bytes) -> None:
        """Count whole lines, each with its line break."""
        if self._reader is None or self._reader.name not in (COMBINED, VHOST):
            self._read_singly(data.split(b"\n")[:-1])
            return
        said = data.count(b'"', 0, data.find(b"\n"))
        marks = said if said in MORE_MARKS else MARKS
        for parts, line in _runs(data, marks):
            if parts:
                self._read_run(parts, marks)
                self._add(len(parts) // marks)
            else:
                self._read_singly([line])

    def _read_run(self, parts: list[bytes], marks: int) -> None:
        """Count lines that were split at their quotation marks; each begins with the line break before it."""
        counter, of_hosts = self._counter, self.format == VHOST
        asked, known, view = counter.asked.get, counter.agents.marks.get, counter.view
        minute, zone, start = self._minute, self._zone, self._start
        columns = (parts[at::marks] for at in (0, 1, 2, 5))
        for head, request, middle, agent in zip(*columns, strict=False):
            if head[-28:-11] != minute or head[-8:-2] != zone:
                is_read = self._enter(head)
                minute, zone, start = self._minute, self._zone, self._start
                if not is_read:
                    self._note_unread(1, self.lines + 1 + parts[::marks].index(head))
                    continue
            place = asked(request)
            if place is None:
                place = counter.look_up(request)
            if not place:
                continue
            if place < 0 or of_hosts:
                self._count_rarer(head, request, middle, agent)
                continue
            if middle[:5] not in _VIEWED:
                continue
            mark = known(agent)
            if mark is None:
                mark = counter.agents.mark(agent)
            if not mark:
                counter.tally.robots += 1
            elif (second := _SECONDS.get(head[-10:-8])) is not None:
                view(head[1 : head.find(b" ")], mark, place, start + second)

    def _count_rarer(self, head: bytes, request: bytes, middle: bytes, agent: bytes) -> None:
        """Count a line that is a vote, or that tells its host."""
        second, status = _SECONDS.get(head[-10:-8]), middle[1:4]
        if second is None or not status.isdigit():
            return
        first, _, rest = head[1:].partition(b" ")
        is_vhost = self.format == VHOST
        hit = Hit(
            address=rest.partition(b" ")[0] if is_vhost else first,
            agent=agent,
            host=host_in(first) if is_vhost else "",
            at=self._start + second,
            request=request,
            status=int(status),
        )
        self._counter.count(hit)

    def _enter(self, head: bytes) -> bool:
        """Take in the minute of a line that stands in another than the one before; False where it has no time."""
        start = self._stamps.minute(head[-28:-11], head[-7:-2]) if head[-29:-28] == b"[" else None
        if start is None:
            self._minute = b""
            return False
        self._minute, self._zone, self._start = head[-28:-11], head[-8:-2], start
        self._counter.enter(start)
        return True

    def _add(self, run: int) -> None:
        self.lines += run
        self._counter.tally.lines += run

    def _read_singly(self, lines: list[bytes]) -> None:
        for line in lines:
            self._add(1)
            line = line.removesuffix(b"\r")
            if self._reader is None:
                name = recognise(line)
                self._reader = LineReader(name) if name else None
            if self._reader is None:
                self._unknown += 1
            elif self._reader.is_remark(line):
                continue
            hit = self._reader.read(line) if self._reader else None
            if hit:
                self._counter.count(hit)
                self._minute = b""  # the counter may stand in another day now
            elif line and (self._reader or not line.startswith(_REMARKS)):
                self._note_unread(1)

    def _note_unread(self, count: int, number: int = 0) -> None:
        self.first_unread = self.first_unread or number or self.lines
        self._counter.tally.unread += count


def _runs(data: bytes, marks: int) -> Iterator[tuple[list[bytes], bytes]]:
    """Yield runs of lines of the usual build, split at their quotation marks, and every other line by itself."""
    if parts := _split(data, marks):
        yield parts, b""
        return
    lines = data.split(b"\n")[:-1]
    for at in range(0, len(lines), _FEW):
        few = lines[at : at + _FEW]
        if parts := _split(_join(few), marks):
            yield parts, b""
        else:
            yield from _runs_of_few(few, marks)


def _runs_of_few(lines: list[bytes], marks: int) -> Iterator[tuple[list[bytes], bytes]]:
    usual: list[bytes] = []
    for line in lines:
        if line.count(b'"') == marks and _split(line + b"\n", marks):
            usual.append(line)
            continue
        yield _split(_join(usual), marks), b""
        usual = []
        yield [], line
    yield _split(_join(usual), marks), b""


def _join(lines: list[bytes]) -> bytes:
    return b"\n".join([*lines, b""])


def _split(data: bytes, marks: int) -> list[bytes]:
    """Return lines split at their quotation marks, a line break put before them; [] unless every line has ``marks`` of
    them, none escaped, and ends with one.

    (There are as many lines as there are first parts, and each of these begins with a line break: so no line break
    stands anywhere else. Counting characters would cost three times as much as these splits.)
    """
    parts = (b"\n" + data).split(b'"')
    heads = parts[::marks]
    if len(parts) % marks != 1 or len(heads) != len(data.split(b"\n")) or set(map(_FIRST, heads)) != _BREAK:
        return []
    return [] if (b"\\" in data and b'\\"' in data) or not _is_short(data) else parts


def _is_short(data: bytes) -> bool:
    """Return whether no line can be longer than MAX_LINE: each half of that holds a line break."""
    half = MAX_LINE // 2
    return all(data.find(b"\n", at, at + half) >= 0 for at in range(0, len(data) - half + 1, half))
