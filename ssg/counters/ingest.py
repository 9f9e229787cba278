"""Reads what is new in access logs into the ledger: all of it in one transaction with the reading positions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ssg.base.errors import Problem, hint, problem, warning
from ssg.base.files import matching
from ssg.base.urls import shown_host
from ssg.counters.blocks import LogError, LogFile, Stat, is_same, real_name, stat_of
from ssg.counters.counter import Counter, Rules, Tally
from ssg.counters.formats import LineReader, recognise
from ssg.counters.ledger import Ledger
from ssg.counters.pages import Pages
from ssg.counters.positions import NOTHING_LEFT, TAIL, Position, Positions
from ssg.counters.scan import Scan
from ssg.counters.times import day_of

_FIRST_LINES = 64 * 1024
# bytes in which a log's first time is sought
_MANY_UNREAD = 100
# one line in so many that cannot be read is worth a warning, fewer are rubbish that robots send
_HOSTS_SHOWN = 3
_DAYS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did."""

    tally: Tally
    problems: tuple[Problem, ...] = ()
    logs: int = 0
    # that had something new


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A log that has changed since it was read."""

    path: Path
    facts: Stat
    first: float
    # second of its first line, else of its last change; logs are read in this order


def find_logs(root: Path, patterns: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Return the files that patterns name (from the portal's folder where they are relative), each once, and the
    patterns that name none.
    """
    found: dict[str, Path] = {}
    missed = []
    for pattern in patterns:
        paths = matching(root, pattern)
        if not paths:
            missed.append(pattern)
        for path in paths:
            found.setdefault(real_name(path), path)
    return [found[name] for name in sorted(found)], missed


def ingest(ledger: Ledger, logs: Iterable[Path], pages: Pages, rules: Rules) -> IngestReport:
    """Count what is new in logs, the log that begins first before the others.

    Raises SsgError where the ledger cannot be written; it is as before then. What is wrong with a log is told in the
    report, and the other logs are read.
    """
    problems: list[Problem] = []
    with ledger.writing():
        positions = Positions(ledger)
        works = [work for path in logs if (work := _look_at(path, positions, problems))]
        counter = Counter(ledger, pages, rules)
        read = 0
        for work in sorted(works, key=lambda w: (w.first, str(w.path))):
            read += _read_log(work, positions, counter, problems)
        positions.forget_gone()
        counter.save()
    if counter.tally.late:
        days = [f"{day_of(day):%d/%m/%Y}" for day in sorted(counter.tally.late)]
        shown = ", ".join(days[:_DAYS_SHOWN]) + (" …" if len(days) > _DAYS_SHOWN else "")
        problems.append(hint("log.late", n=sum(counter.tally.late.values()), days=shown))
    if counter.tally.elsewhere:
        hosts = sorted(counter.tally.elsewhere, key=lambda host: (-counter.tally.elsewhere[host], host))
        shown = ", ".join(map(shown_host, hosts[:_HOSTS_SHOWN])) + (" …" if len(hosts) > _HOSTS_SHOWN else "")
        problems.append(
            hint("log.host", n=sum(counter.tally.elsewhere.values()), list=shown, host=shown_host(pages.host))
        )
    return IngestReport(tally=counter.tally, problems=tuple(problems), logs=read)


def _look_at(path: Path, positions: Positions, problems: list[Problem]) -> _Work | None:
    """Return what there is to do with a log, None where nothing is new in it or it cannot be read."""
    try:
        facts = stat_of(path)
        if is_same(path, positions.stat_of(path)):
            return None
        with LogFile(path) as log:
            first = _first_second(log.read(0, _FIRST_LINES))
            return _Work(path=path, facts=facts, first=first or facts.mtime_ns / 1e9)
    except (OSError, LogError) as error:
        problems.append(_told(path, error))
        return None


def _first_second(data: bytes) -> int | None:
    """Return the time of the first line that can be read, None where there is none in ``data``."""
    reader: LineReader | None = None
    for line in data.split(b"\n")[:-1]:
        line = line.removesuffix(b"\r")
        if reader is None and (name := recognise(line)):
            reader = LineReader(name)
        if reader and not reader.is_remark(line) and (hit := reader.read(line)):
            return hit.at
    return None


def _read_log(work: _Work, positions: Positions, counter: Counter, problems: list[Problem]) -> bool:
    """Count what is new in one log and note how far it was read; return whether anything was new."""
    try:
        with LogFile(work.path) as log:
            position = positions.find(log)
            if position.offset == NOTHING_LEFT:
                positions.save_stat(work.path, work.facts)
                return False
            log.require_sound()
            return _read_on(work, log, position, (positions, counter, problems))
    except (OSError, LogError) as error:
        problems.append(_told(work.path, error))
        return False


def _read_on(work: _Work, log: LogFile, position: Position, at: tuple[Positions, Counter, list[Problem]]) -> bool:
    positions, counter, problems = at
    scan = Scan(counter, position.format, position.lines)
    unread, lines = counter.tally.unread, scan.lines
    end, before = position.offset, position.before
    failed: OSError | None = None
    try:
        for block in log.blocks(position.offset):
            scan.skip(block.too_long)
            scan.read(block.data)
            end, before = block.end, (before + block.data[-TAIL:])[-TAIL:]
            if scan.is_hopeless:
                break
    except OSError as error:  # what was counted stays counted, and the position tells how far that is
        failed = error
    flaw = log.flaw
    counted, unread = scan.lines - lines, counter.tally.unread - unread
    if failed:
        problems.append(_told(work.path, failed))
    if counted and not scan.format:
        counter.tally.unread -= unread
        counter.tally.lines -= counted
        problems.append(problem("log.unknown", str(work.path), file=work.path.name, n=counted))
        return False
    if counted:
        positions.save(log, replace(position, offset=end, lines=scan.lines, format=scan.format), before)
    if not failed:
        positions.save_stat(work.path, work.facts)
    if flaw:
        problems.append(warning(flaw, str(work.path), scan.lines, file=work.path.name, n=scan.lines))
    if unread:
        tell = warning if unread * _MANY_UNREAD >= counted else hint
        problems.append(tell("log.lines", str(work.path), scan.first_unread, file=work.path.name, n=unread, of=counted))
    return counted > 0


def _told(path: Path, error: OSError | LogError) -> Problem:
    if isinstance(error, LogError):
        code, reason = error.code, error.reason
    else:
        code, reason = "log.unreadable", error.strerror or str(error)
    return problem(code, str(path), file=path.name, reason=reason)
