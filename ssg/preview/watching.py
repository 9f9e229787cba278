"""Watching files: events of the system, or looking again every second where it has none to give."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from ssg.base.files import is_litter
from ssg.preview.volumes import is_remote

POLL_SECONDS = 1.0
LIMIT, NETWORK = "limit", "network"
# why files are looked at instead of listened to

_UNWATCHED = {"output", ".ssg", ".git"}
# of the portal's folder
_LITTER = ("4913", ".swo", ".swx", ".part", ".crdownload", "___jb_tmp___", "___jb_old___")
# what editors and browsers leave for a moment, besides what is litter everywhere
_KINDS: list[type[FileSystemEvent]] = [
    FileModifiedEvent, FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent,
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
]  # fmt: skip
# reading is no change: without this list each refresh would wake the next
Key = tuple[str, bool]
# a folder, and whether all below it
_LOGGER = logging.getLogger("watchdog")


class _Ear(logging.Handler):
    """Hears watchdog's own complaints: it tells nowhere else that the system dropped events."""

    def __init__(self, lose: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lose = lose

    def emit(self, record: logging.LogRecord) -> None:
        """Take a complaint."""
        self._lose()


class Watcher(FileSystemEventHandler):
    """Tells of changes below some files and folders, by paths relative to the portal's folder.

    ``note`` is called from other threads with each path; "" says that anything may have changed. ``falls_back`` is
    called once, with the reason, where files are looked at from then on instead.
    """

    def __init__(self, root: Path, note: Callable[[str], None], falls_back: Callable[[str], None]) -> None:
        self._root = os.path.abspath(root)  # noqa: PTH100 - a Path would resolve links, and names are wanted as given
        self._note, self._falls_back = note, falls_back
        self._names: Mapping[str, str] = {}
        # real path of each root: the name it is told by
        self._lock = threading.Lock()
        self._watches: dict[Key, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._judged: set[Path] = set()
        # known to lie on this machine, or not
        self._stale: set[str] = set()
        self._grown = self._lost = False
        self._polls = False
        self._ear = _Ear(self._lose)
        _LOGGER.addHandler(self._ear)
        self._observer: BaseObserver = Observer()
        self._observer.start()

    def stop(self) -> None:
        """End watching."""
        _LOGGER.removeHandler(self._ear)
        self._end_observer()

    def _end_observer(self) -> None:
        self._observer.stop()
        self._observer.join(0.5)

    def arm(self, roots: Sequence[Path]) -> None:
        """Watch these from now on; to be called again whenever they may have changed, come or gone."""
        unseen = {*roots, Path(self._root)} - self._judged
        self._judged |= unseen
        if not self._polls and any(is_remote(root) for root in unseen):
            self._poll(NETWORK)
        if not self._arm(roots):
            self._poll(LIMIT)
            self._arm(roots)

    def _arm(self, roots: Sequence[Path]) -> bool:
        """Watch these; False where the system has no room for that."""
        with self._lock:
            stale, self._stale = self._stale, set()
            grown, self._grown = self._grown, False
            lost, self._lost = self._lost, False
        self._names = {real: self._name(root) for root in roots for real in _reals(root)}
        wanted = self._wanted(roots)
        for key, (watch, identity) in list(self._watches.items()):
            if wanted.get(key) != identity or key[0] in stale or lost:
                del self._watches[key]
                with contextlib.suppress(KeyError, OSError):  # its folder is gone, and it may have ended by itself
                    self._observer.unschedule(watch)
        missing = [key for key in wanted if key not in self._watches]
        for key in missing:
            try:
                watch = self._observer.schedule(self, key[0], recursive=key[1], event_filter=_KINDS)
            except FileNotFoundError:
                continue
            except OSError:
                return False
            self._watches[key] = (watch, wanted[key])
        if self._watches and missing:
            self._note("")
        return self._polls or not (missing or grown) or self._has_room()

    def _wanted(self, roots: Sequence[Path]) -> dict[Key, tuple[int, int]]:
        """Return the folders to watch: those of the roots with all below, and the one above each, where it may come and
        go; the portal's folder never with all below, for it holds what is built.
        """
        folders = {os.path.realpath(root) for root in roots if root.is_dir()}
        around = {path for path in folders if _is_within(os.path.realpath(self._root), path)}
        whole = folders - around
        whole = {path for path in whole if not any(path != other and _is_within(path, other) for other in whole)}
        above = around | {os.path.realpath(_existing(root.parent)) for root in roots}
        single = {path for path in above if not any(_is_within(path, other) for other in whole)}
        found = {}
        for path, recursive in [*((p, True) for p in sorted(whole)), *((p, False) for p in sorted(single))]:
            with contextlib.suppress(OSError):
                facts = Path(path).stat()
                found[path, recursive] = (facts.st_dev, facts.st_ino)
        return found

    def _has_room(self) -> bool:
        """Return whether one more folder could be watched: watching all below a folder fails unheard halfway."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                self._observer.unschedule(self._observer.schedule(self, folder, event_filter=_KINDS))
            except OSError:
                return False
        return True

    def _poll(self, reason: str) -> None:
        if self._polls:
            return
        self._end_observer()
        self._polls = True
        self._watches.clear()
        self._observer = PollingObserver(timeout=POLL_SECONDS)
        self._observer.start()
        self._falls_back(reason)

    def _lose(self) -> None:
        """Look at everything, and watch it anew: events were dropped."""
        with self._lock:
            self._lost = True
        self._note("")

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of what an event names (watchdog calls this)."""
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)} - {""}:
            self._hear(path, is_folder=event.is_directory)

    def _hear(self, path: str, *, is_folder: bool) -> None:
        names = self._names
        if is_folder:
            with self._lock:
                self._stale.update(real for real in names if _is_within(real, path))
                self._grown = True
        for real, name in names.items():
            if _is_within(real, path):
                self._note(name)
            elif _is_within(path, real) and not _is_ignored(rest := path[len(real) :].lstrip(os.sep), at_top=not name):
                told = rest.replace(os.sep, "/")
                self._note(f"{name}/{told}" if name else told)

    def _name(self, path: Path) -> str:
        """Return a path relative to the portal's folder where it is below it; "" is that folder."""
        whole = os.path.abspath(path)  # noqa: PTH100 - as above
        inside = whole[len(self._root) :].lstrip(os.sep) if _is_within(whole, self._root) else whole
        return inside.replace(os.sep, "/")


def _is_ignored(inside: str, *, at_top: bool) -> bool:
    """Return whether a path within a root is no content; ``at_top`` where that root is the portal's folder."""
    parts = inside.replace(os.sep, "/").split("/")
    if at_top and parts[0] in _UNWATCHED:
        return True
    return any(is_litter(part) or part.endswith(_LITTER) or part == ".git" for part in parts)


def _reals(path: Path) -> set[str]:
    """Return the paths that events name a root by: its place, and where it leads to if it is a link."""
    return {os.path.realpath(path), str(Path(os.path.realpath(path.parent)) / path.name)}


def _existing(path: Path) -> Path:
    return next((one for one in (path, *path.parents) if one.is_dir()), path)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
