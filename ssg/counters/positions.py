"""How far each log was read. A log is known by its content, not its name or place, so that one that was renamed,
compressed or copied and truncated is neither read twice nor passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ssg.base.errors import SsgError
from ssg.counters.blocks import LogError, LogFile, Stat, is_same, real_name
from ssg.counters.ledger import Ledger

HEAD = 4096
# bytes at a log's beginning that tell it from others: some twenty lines, each with its time
START = 512
# bytes that tell a copy which is still being made, and is shorter than HEAD
TAIL = 1024
# bytes before the position that must be as they were
NOTHING_LEFT = -1
# offset of a log that holds less than what was read of it: a copy that is still being made
_SEAL = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far one log was read."""

    number: int = 0
    # of its row in the ledger; 0 for a log that is new
    offset: int = 0
    # bytes as they are unpacked
    lines: int = 0
    # up to there
    format: str = ""
    before: bytes = b""
    # up to TAIL bytes that lie before it


def seal(data: bytes) -> bytes:
    """Return a digest of a piece of a log; of so many lines together that no address can be found from it."""
    return blake2b(data, digest_size=_SEAL).digest()


class Positions:
    """The positions in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, log: LogFile) -> Position:
        """Return how far a log was read: that of the longest known log that it begins with, else the beginning.

        Raises LogError (log.changed) for one that was changed where it had been read.
        """
        head = log.read(0, HEAD)
        best: tuple[int, ...] | None = None
        for (size,) in self._ledger.rows("SELECT DISTINCT head_size FROM logs WHERE head_size <= ?", (len(head),)):
            rows = self._ledger.rows(
                "SELECT position, id, lines FROM logs WHERE head_size = ? AND head = ? ORDER BY position DESC LIMIT 1",
                (size, seal(head[: int(size)])),
            )
            if rows and (best is None or int(rows[0][0]) > best[0]):
                best = tuple(int(n) for n in rows[0])
        if best is None:
            begun = len(head) >= START and self._ledger.rows(
                "SELECT 1 FROM logs WHERE start = ? AND head_size > ?", (seal(head[:START]), len(head))
            )
            return Position(offset=NOTHING_LEFT if begun else 0)
        offset, number, lines = best
        ((tail, format_name),) = self._ledger.rows("SELECT tail, format FROM logs WHERE id = ?", (number,))
        size = min(TAIL, offset)
        before = log.read(offset - size, size)
        if len(before) == size and seal(before) != tail:
            raise LogError("log.changed")
        if len(before) < size:
            offset = NOTHING_LEFT
        return Position(number=number, offset=offset, lines=lines, format=str(format_name), before=before)

    def save(self, log: LogFile, position: Position, before: bytes) -> None:
        """Note how far a log was read; ``before`` is what lies before the position, at least TAIL bytes of it where
        there are so many; ``position.number`` 0 enters a new log.
        """
        head = log.read(0, min(HEAD, position.offset))
        start = seal(head[:START]) if len(head) >= START else b""
        values = (len(head), seal(head), start, position.offset, seal(before[-TAIL:]), position.lines, position.format)
        if position.number:
            self._ledger.db.execute(
                "UPDATE logs SET head_size = ?, head = ?, start = ?, position = ?, tail = ?, lines = ?, format = ?"
                " WHERE id = ?",
                (*values, position.number),
            )
        else:
            self._ledger.db.execute(
                "INSERT INTO logs (head_size, head, start, position, tail, lines, format) VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def stat_of(self, path: Path) -> Stat | None:
        """Return what a file was like when it was last read to its end, None for one that was not."""
        rows = self._ledger.rows("SELECT device, inode, size, mtime_ns FROM files WHERE path = ?", (real_name(path),))
        if not rows:
            return None
        device, inode, size, mtime_ns = (int(value) for value in rows[0])
        return Stat(device=device, inode=inode, size=size, mtime_ns=mtime_ns)

    def save_stat(self, path: Path, facts: Stat) -> None:
        """Note what a file was like before it was read to its end."""
        self._ledger.db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (real_name(path), facts.device, facts.inode, facts.size, facts.mtime_ns),
        )

    def forget_gone(self) -> None:
        """Drop what was noted of files that are not there any more."""
        gone = [(path,) for (path,) in self._ledger.rows("SELECT path FROM files") if not Path(str(path)).exists()]
        self._ledger.db.executemany("DELETE FROM files WHERE path = ?", gone)


def is_read(ledger: Ledger, logs: Iterable[Path]) -> bool:
    """Return whether every log is as it was when it was last read to its end: a look at each file, none is opened."""
    positions = Positions(ledger)
    return all(is_same(path, positions.stat_of(path)) for path in logs)


def nothing_new(ledger_path: Path, logs: Iterable[Path]) -> bool:
    """Return what is_read() says of the ledger at a path; False where it cannot be opened, as opening it tells why."""
    logs = list(logs)
    if not ledger_path.is_file():
        return not logs
    try:
        with Ledger(ledger_path) as ledger:
            return is_read(ledger, logs)
    except SsgError:
        return False


def ledger_turn(ledger_path: Path) -> int:
    """Return a number that grows with every change of the ledger, 0 where there is none or it cannot be read."""
    if not ledger_path.is_file():
        return 0
    try:
        with Ledger(ledger_path) as ledger:
            return ledger.turn()
    except SsgError:
        return 0
