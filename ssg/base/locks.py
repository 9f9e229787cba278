"""One at a time: a lock on a file that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_PAUSE = 0.2
# seconds between tries

# what Windows says of a volume without locks
_UNABLE = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


@contextmanager
def only_one(path: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock at ``path``; where another process holds it, tell ``on_wait`` what that one wrote (the time it
    began), and wait. Where the system knows no locks, go on without. Raises OSError where the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        told = False
        while not _take(file):
            if not told:
                file.seek(0)
                on_wait(file.read(40).strip())
                told = True
            time.sleep(_PAUSE)
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(time.strftime("%H:%M:%S"))
            file.flush()
        yield


def _take(file: IO[str]) -> bool:
    """Try to take the lock; return whether it is held now. Closing the file lets go of it."""
    if os.name == "nt":
        import msvcrt

        file.seek(0x7FFFFFF0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        except OSError as error:
            return error.errno in _UNABLE
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True
