"""The log of clicks, in the combined format of web servers, so that it can be counted as theirs are."""

from __future__ import annotations

import datetime as dt
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path

_ESCAPED = re.compile(rb'[\x00-\x1f"\\\x7f-\xff]')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# never those of the system's language


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """One request that was answered; the texts are as http.server hands them over (bytes read as Latin-1)."""

    address: str
    at: dt.datetime
    request: str
    # "GET /tin-tuc/ HTTP/1.1"
    status: int
    size: int
    # bytes of the body sent
    referrer: str = ""
    agent: str = ""


def line_of(click: Click) -> bytes:
    """Return the line that tells of a click; quotes, backslashes and what is not ASCII are written as ``\\xHH``."""
    at = click.at
    stamp = f"{at.day:02}/{_MONTHS[at.month - 1]}/{at.year}:{at:%H:%M:%S %z}"
    quoted = [b'"%b"' % _escape(text) for text in (click.request, click.referrer or "-", click.agent or "-")]
    start = f"{click.address.split('%', 1)[0]} - - [{stamp}] ".encode("ascii", "replace")
    return start + b"%b %d %d %b %b\n" % (quoted[0], click.status, click.size, quoted[1], quoted[2])


def _escape(text: str) -> bytes:
    return _ESCAPED.sub(lambda found: b"\\x%02X" % found[0][0], text.encode("latin-1", "replace"))


class AccessLog:
    """A file that clicks are added to, each in one write; closed by ``close``."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises OSError where that fails."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(path, flags, 0o644)
        self._lock = threading.Lock()
        self._open = True

    def add(self, click: Click) -> None:
        """Write one click; a disk that is full loses it, and nothing else."""
        with self._lock:
            if self._open:
                try:
                    os.write(self._handle, line_of(click))
                except OSError:
                    return

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._open:
                self._open = False
                os.close(self._handle)
