"""Files put in place of others, and those they replaced kept, to be written over the next time.

A file system takes some ten times as long to make a file and remove another as to write over one that is there. So a
finished file and the one it replaces change places in one step (RENAME_EXCHANGE of renameat2, Linux); the one replaced
is a spare, out of every reader's way, and is written over once nobody has it open (F_SETLEASE of fcntl tells). Where a
system knows neither, files are written as write_atomic() does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ssg.base.files import digest, put_new, replace, write_all, write_atomic

_HERE, _EXCHANGE = -100, 2
# AT_FDCWD: paths are those of this process; RENAME_EXCHANGE
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP)
# what a system says that cannot let two files change places
_OPEN = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_Swap = Callable[[str, str], None]


class Spares:
    """The spares of a folder's files, at most one each. Disposable."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder, self._root = os.fspath(folder), os.fspath(root)
        # of the spares, and of the files they are of
        self._unable = False
        # files were found to be unable to change places here
        self._is_empty = not folder.is_dir()
        # there is nothing to be forgotten

    def replace(self, path: str, data: bytes) -> os.stat_result:
        """Put ``data`` in place of a file that is there: readers see the old one or the new one, never a part; return
        the facts of the file written. Raises OSError where writing fails; the old file stays then.
        """
        place = f"{self._root}/{path}"
        swap = None if self._unable else _find_swap()
        if swap is None:
            return write_atomic(place, data)
        spare = self._spare(path)
        facts = _write_over(spare, place, data)
        try:
            if facts is None:
                return self._write_new(spare, place, data, swap)
            swap(spare, place)
        except OSError as error:
            if error.errno in _UNABLE:
                self._unable = True
            elif error.errno != errno.ENOENT:  # the file is gone: there is nothing to change places with
                raise
            return write_atomic(place, data)
        return facts

    def forget(self, path: str) -> None:
        """Remove the spare of a file, if it has one: what it holds is not to be kept."""
        if not self._is_empty:
            with contextlib.suppress(OSError):
                os.unlink(self._spare(path))  # noqa: PTH108 - once a page, and a Path costs more

    def settle(self) -> None:
        """Wait until what was written over is on the disk: a file system that loses its power may keep the change of
        places and not the bytes.
        """
        _sync(self._folder)

    def _write_new(self, spare: str, place: str, data: bytes, swap: _Swap) -> os.stat_result:
        """Write a file beside the old one, as whose neighbour it gets its rights, and keep the old one."""
        if self._is_empty:
            Path(self._folder).mkdir(parents=True, exist_ok=True)
            self._is_empty = False

        def take_place(temporary: str) -> None:
            swap(temporary, place)
            try:
                replace(temporary, spare)
            except OSError:
                Path(temporary).unlink()

        return put_new(place, lambda handle: write_all(handle, data), take_place)

    def _spare(self, path: str) -> str:
        return f"{self._folder}/{digest(os.fsencode(path))}"


def _write_over(spare: str, place: str, data: bytes) -> os.stat_result | None:
    """Write ``data`` over a spare; None where there is none, or none that is ours alone and like the file it is to
    replace. Raises OSError where writing fails; the spare is gone then.
    """
    try:
        handle = os.open(spare, _OPEN)
    except OSError:
        return None
    try:
        now, like = os.fstat(handle), os.stat(place)  # noqa: PTH116 - once a page, and a Path costs more
        if _rights(now) != _rights(like) or now.st_nlink != 1 or not _is_unread(handle):
            return None
        write_all(handle, data)
        if now.st_size > len(data):
            os.ftruncate(handle, len(data))
        return os.fstat(handle)
    except FileNotFoundError:
        return None
    except OSError:
        with contextlib.suppress(OSError):
            Path(spare).unlink()
        raise
    finally:
        os.close(handle)


def _rights(facts: os.stat_result) -> tuple[int, int, int]:
    """Return what must be alike: kind and mode, owner, group."""
    return facts.st_mode, facts.st_uid, facts.st_gid


if sys.platform == "linux":
    import fcntl

    def _is_unread(handle: int) -> bool:
        """Return whether nobody else has a file open or mapped: a lease for writing is given for no other."""
        try:
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)  # ignored, where the default would end the program
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError:
            return False
        return True

    @cache
    def _find_swap() -> _Swap | None:
        """Return what lets two files change places, None where the C library does not know how."""
        import ctypes  # some milliseconds, and wanted only where pages are filled anew

        library = ctypes.CDLL(None, use_errno=True)
        try:
            rename = library.renameat2
        except AttributeError:
            return None
        rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

        def swap(one: str, other: str) -> None:
            if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), one)

        return swap

    def _sync(folder: str) -> None:
        import ctypes

        library = ctypes.CDLL(None)
        with contextlib.suppress(OSError, AttributeError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                library.syncfs(handle)
            finally:
                os.close(handle)

else:

    def _is_unread(handle: int) -> bool:
        return False

    def _find_swap() -> _Swap | None:
        return None

    def _sync(folder: str) -> None:
        """Do nothing: there are no spares."""
