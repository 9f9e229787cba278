"""The bytes of a log, plain or gzip, in blocks of whole lines from any position; a half-written line is left out."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ssg.counters.formats import MAX_LINE

BLOCK = 64 * 1024
# bytes: some hundreds of lines, few enough that most blocks hold no line of another build
_GZIP = b"\x1f\x8b"
_WHOLE, _CUT, _DAMAGED = "", "log.cut", "log.damaged"


class LogError(Exception):
    """A log that cannot be read; ``code`` is the problem's, ``reason`` what the system says."""

    def __init__(self, code: str, reason: str = "") -> None:
        self.code, self.reason = code, reason
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """What tells that a file is the same as before, without opening it."""

    device: int
    inode: int
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Whole lines of a log."""

    data: bytes
    # ends with a line break
    end: int
    # position in the log behind it, in bytes as they are unpacked
    too_long: int = 0
    # lines that were passed over before it, each longer than any request


def stat_of(path: Path) -> Stat:
    """Return what the system knows of a file; raises OSError, or LogError where it is a folder or a device."""
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise LogError("log.unreadable", "is a directory" if stat.S_ISDIR(facts.st_mode) else "not a file")
    # a number of Windows may be larger than the ledger's integers
    return Stat(
        device=facts.st_dev & (2**63 - 1),
        inode=facts.st_ino & (2**63 - 1),
        size=facts.st_size,
        mtime_ns=facts.st_mtime_ns,
    )


class LogFile:
    """One log, open for reading. ``flaw`` is "log.cut" once the end of a truncated .gz was met."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("rb")
        self.packed = self._file.read(2) == _GZIP
        self.flaw = _WHOLE

    def close(self) -> None:
        """Release the file."""
        self._file.close()

    def __enter__(self) -> LogFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def require_sound(self) -> None:
        """Raise LogError (log.damaged) for a .gz whose check sums do not fit: what it holds cannot be trusted."""
        if self.packed:
            for _ in self._pieces(0):
                pass
            if self.flaw == _DAMAGED:
                raise LogError(_DAMAGED)

    def read(self, start: int, size: int) -> bytes:
        """Return up to ``size`` bytes from a position; fewer where the log ends."""
        parts: list[bytes] = []
        for piece in self._pieces(start):
            parts.append(piece)
            size -= len(piece)
            if size <= 0:
                break
        data = b"".join(parts)
        return data[: len(data) + size] if size < 0 else data

    def blocks(self, start: int) -> Iterator[Block]:
        """Yield the whole lines from a position on. Lines longer than MAX_LINE are passed over and told."""
        rest, at = b"", start
        skipping, too_long = False, 0
        for piece in self._pieces(start):
            if skipping:
                found = piece.find(b"\n") + 1
                at += found or len(piece)
                if not found:
                    continue
                piece, skipping, too_long = piece[found:], False, too_long + 1
            data = rest + piece
            cut = data.rfind(b"\n") + 1
            rest = data[cut:]
            at += cut
            if cut or too_long:
                yield Block(data=data[:cut], end=at, too_long=too_long)
                too_long = 0
            if len(rest) > MAX_LINE + BLOCK:
                at += len(rest)
                rest, skipping = b"", True
        if too_long:
            yield Block(data=b"", end=at, too_long=too_long)

    def _pieces(self, start: int) -> Iterator[bytes]:
        if self.packed:
            yield from self._unpacked(start)
            return
        self._file.seek(start)
        while piece := self._file.read(BLOCK):
            yield piece

    def _unpacked(self, start: int) -> Iterator[bytes]:
        self._file.seek(0)
        self.flaw = _WHOLE
        unpack = zlib.decompressobj(31)
        packed = b""
        try:
            while True:
                if not packed and not (packed := self._file.read(BLOCK)):
                    break
                if unpack.eof:
                    packed = packed.lstrip(b"\0")  # padding between and behind the members is allowed
                    if not packed:
                        continue
                    unpack = zlib.decompressobj(31)
                piece = unpack.decompress(packed, BLOCK)
                packed = unpack.unconsumed_tail or unpack.unused_data
                if start >= len(piece):
                    start -= len(piece)
                else:
                    yield piece[start:]
                    start = 0
        except zlib.error:
            self.flaw = _DAMAGED
            return
        if not unpack.eof:
            self.flaw = _CUT


def is_same(path: Path, known: Stat | None) -> bool:
    """Return whether a file is as it was; a file that is gone or cannot be looked at is not."""
    try:
        return known is not None and stat_of(path) == known
    except (OSError, LogError):
        return False


def real_name(path: Path) -> str:
    """Return the name a log is remembered by: the same for every way to write it."""
    return os.path.realpath(path)
