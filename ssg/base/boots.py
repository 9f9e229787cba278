"""Files that were written over and not waited for: safe while the system runs, and in doubt where it began anew.

A system keeps what is written in memory for some half a minute. Where the power fails meanwhile, a file that was
written over may be there by halves, with the size and time of the whole. So a note of this run of the system is made
before any is, and lies there until all were looked at.
"""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path

from ssg.base.files import write_atomic

_NAME_OF_RUN = Path("/proc/sys/kernel/random/boot_id")
# Linux; random(4)


class Unsynced:
    """The note at ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_older = False
        # the note tells of files that were written over before begin()

    def is_cut_off(self) -> bool:
        """Return whether an earlier run of the system wrote files over, so that each may be there by halves; nothing
        may be written over before all were looked at.
        """
        return self._told() not in ("", _run())

    def begin(self) -> bool:
        """Note that files are about to be written over; return False where the system gives its runs no names or the
        note cannot be written, so that one has to wait for the disk.
        """
        run, told = _run(), self._told()
        self._is_older = told == run != ""
        if run and not told:
            try:
                write_atomic(self._path, run.encode())
            except OSError:
                return False
        return bool(run)

    def end(self, *, used: bool) -> None:
        """Take the note away where no file was written over (``used``) in this run of the system; those of earlier ones
        have been looked at now.
        """
        if not used and not self._is_older:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _told(self) -> str:
        """Return the run that the note names, "" where there is none; a failure may leave a note without its name."""
        try:
            return self._path.read_text(encoding="ascii") or "?"
        except OSError:
            return ""
        except UnicodeDecodeError:
            return "?"


@cache
def _run() -> str:
    """Return the name of this run of the system, "" where it has none."""
    try:
        return _NAME_OF_RUN.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
