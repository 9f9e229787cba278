"""Files: digests, atomic writing, a tidy walk that cannot leave its folder."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO

from ssg.base.lengths import reason_of

DIGEST_SIZE = 16
# bytes; 128 bits leave no chance of two files meeting by accident
TEMPORARY = ".ssg-tmp"
# end of the name of a file that is being written

_LITTER = {"thumbs.db", "desktop.ini", ".ds_store"}
_RETRIES = 6
_PIECE = 1024 * 1024
# bytes copied at a time
_DEPTH = 60
# folders within folders; nobody files deeper
_turn = itertools.count()
_OWN = secrets.token_hex(3)
# two machines may share the folder and count alike
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file met on a walk."""

    path: str
    # relative to the walk's root, with "/" on every system
    size: int
    # bytes
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something met on a walk that is no file of the folder: a link that leads out, a pipe, a locked folder."""

    path: str
    code: str
    # file.outside or file.unreadable
    reason: str = ""


def matching(root: Path, pattern: str) -> list[Path]:
    """Return the files that a pattern names, from ``root`` where it is relative, in order: one of just that name, else
    those that fit; ``root``'s own name may hold signs of patterns.
    """
    if (root / pattern).exists():
        return [root / pattern]
    return [root / name for name in sorted(glob(pattern, root_dir=root))]  # noqa: PTH207 - may be absolute


def is_settled(mtime_ns: int, seen_ns: int) -> bool:
    """Return whether a file's time can vouch for its bytes: one written in the moment it was looked at may have been
    written again without its time telling. File systems count time in steps of two seconds at the most.
    """
    coarse = mtime_ns % 1_000_000_000 == 0
    return seen_ns - mtime_ns > (2_000_000_000 if coarse else 50_000_000)


def digest(*parts: bytes) -> str:
    """Return a BLAKE2b digest of the parts, each marked off from the next, as 32 hexadecimal digits."""
    state = hashlib.blake2b(digest_size=DIGEST_SIZE)
    if len(parts) == 1:
        state.update(parts[0])
        return state.hexdigest()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def is_litter(name: str) -> bool:
    """Return whether a file is left there by Windows, macOS, Word or an editor and is nobody's content."""
    return (
        name.lower() in _LITTER
        or name.startswith(("._", ".#", "~$"))
        or name.endswith(("~", ".tmp", ".swp", TEMPORARY))
    )


def walk(root: Path, *, hidden: bool = False, skip: str = "") -> Iterator[Found | Refused]:
    """Yield every file below ``root`` in order of path, litter left out, and what begins with a dot unless ``hidden``;
    links are not followed out of ``root`` nor into folders; ``skip`` names a folder of ``root`` to pass over.
    """
    yield from _walk(os.fspath(root), "", _Rules(root=os.path.realpath(root), hidden=hidden, skip=skip))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    root: str
    hidden: bool
    skip: str


def _walk(folder: str, inside: str, rules: _Rules) -> Iterator[Found | Refused]:
    """Yield what lies in a folder, whose own path with a "/" behind is ``inside``."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda e: e.name)
    except OSError as error:
        yield Refused(path=inside.removesuffix("/") or ".", code="file.unreadable", reason=reason_of(error))
        return
    for entry in entries:
        if is_litter(entry.name) or (entry.name.startswith(".") and not rules.hidden):
            continue
        name = inside + entry.name
        if not (name.isascii() or _is_text(name)):
            shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            yield Refused(path=shown, code="file.unreadable", reason="file name is not UTF-8")
            continue
        try:
            if entry.is_symlink() and not _stays_inside(entry, rules.root):
                yield Refused(path=name, code="file.outside")
                continue
            facts = entry.stat()
        except (OSError, ValueError) as error:
            yield Refused(path=name, code="file.unreadable", reason=getattr(error, "strerror", "") or "")
            continue
        if S_ISREG(facts.st_mode):
            yield Found(path=name, size=facts.st_size, mtime_ns=facts.st_mtime_ns, inode=facts.st_ino)
        elif not S_ISDIR(facts.st_mode):
            yield Refused(path=name, code="file.unreadable", reason="not a file")
        elif name.count("/") >= _DEPTH:
            yield Refused(path=name, code="file.unreadable", reason="too many folders within folders")
        elif name != rules.skip:
            yield from _walk(entry.path, f"{name}/", rules)


def _is_text(name: str) -> bool:
    """Return whether a file's name can be written in UTF-8; a zip from an old Windows leaves names that cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _stays_inside(entry: os.DirEntry[str], root: str) -> bool:
    target = os.path.realpath(entry.path)
    return Path(target).is_file() and target.startswith(root + os.sep)


def replace(temporary: str | Path, target: str | Path) -> None:
    """Move a finished temporary file over ``target``, again for a moment where the system holds it open.

    Raises OSError where it stays impossible.
    """
    for attempt in range(_RETRIES):
        try:
            os.replace(temporary, target)  # noqa: PTH105 - ten thousand times a build, and a Path costs more than the move
            return
        except PermissionError:
            if attempt == _RETRIES - 1 or (os.path.exists(target) and not os.access(target, os.W_OK)):  # noqa: PTH110
                raise  # one marked as read-only stays so
            time.sleep(0.05 * 2**attempt)


def write_atomic(path: str | Path, data: bytes) -> os.stat_result:
    """Write ``data`` beside ``path``, then put it in place: readers see the old file or the new one, never a part.

    Return the facts of the file written. Raises OSError where writing fails; the temporary file is gone then.
    """
    place = os.fspath(path)
    return put_new(place, lambda handle: write_all(handle, data), lambda temporary: replace(temporary, place))


def stream_atomic(path: str | Path, fill: Callable[[Sink], object]) -> str:
    """Write what ``fill`` writes, as write_atomic() does, without having all of it in memory; return its digest."""
    state, place = hashlib.blake2b(digest_size=DIGEST_SIZE), os.fspath(path)

    def write(handle: int) -> None:
        with open(handle, "wb", closefd=False) as file:
            fill(Sink(file, state.update))

    put_new(place, write, lambda temporary: replace(temporary, place))
    return state.hexdigest()


class Sink:
    """A file to be written from its beginning to its end, that another is told of."""

    def __init__(self, file: IO[bytes], tell: Callable[[bytes], object]) -> None:
        self._file, self._tell = file, tell

    def write(self, data: bytes) -> int:
        """Write some more; return how many bytes."""
        self._tell(data)
        return self._file.write(data)


def copy_atomic(source: Path, path: str | Path, patches: Sequence[tuple[int, bytes]] = ()) -> os.stat_result:
    """Copy a file's bytes to ``path`` as write_atomic() writes, with ``patches`` (offset, bytes) written over them;
    raises OSError where copying fails.
    """
    place = os.fspath(path)

    def copy(handle: int) -> None:
        with source.open("rb") as file, open(handle, "wb", closefd=False) as target:
            shutil.copyfileobj(file, target, _PIECE)
            for offset, data in patches:
                target.seek(offset)
                target.write(data)

    return put_new(place, copy, lambda temporary: replace(temporary, place))


def write_all(handle: int, data: bytes) -> None:
    """Write all of ``data`` to an open file; raises OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def put_new(place: str, write: Callable[[int], None], take_place: Callable[[str], None]) -> os.stat_result:
    """Make a temporary file beside ``place``, ``write`` it by its handle and let it ``take_place`` by its name; return
    the facts of the file written. Raises OSError where either fails; the temporary file is gone then.
    """
    folder = place[: max(place.rfind(os.sep), place.rfind("/")) + 1]  # Windows takes both
    temporary = f"{folder}.{_OWN}{os.getpid():x}-{next(_turn):x}{TEMPORARY}"
    try:
        try:
            handle = os.open(temporary, _NEW_FILE, 0o666)
        except FileNotFoundError:
            Path(folder).mkdir(parents=True, exist_ok=True)
            handle = os.open(temporary, _NEW_FILE, 0o666)
        try:
            write(handle)
            facts = os.fstat(handle)
        finally:
            os.close(handle)
        take_place(temporary)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        if error.errno and error.filename in (None, temporary) and error.filename2 is None:
            error.filename = place  # a full disk names no file, and nobody knows the temporary one
        raise
    return facts


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes, read in pieces; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST_SIZE)).hexdigest()
