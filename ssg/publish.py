"""Bytes to output/, a folder that a web server may be serving.

Whole files only, equal ones untouched, strays removed, foreign files left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem, warning
from ssg.base.files import TEMPORARY, copy_atomic, digest, write_atomic
from ssg.base.lengths import reason_of
from ssg.model.pages import Published
from ssg.model.places import Places, shown_own

# below .ssg/: copies of files that were in the way of pages and not ours
REPLACED = "replaced"
# codes of what is wrong with one file, and stops no other
OF_ONE_FILE = ("output.readonly", "output.outside", "output.blocked")
# codes of what may be mended without any input of a build being another
PASSING = (*OF_ONE_FILE, "output.stuck")


class Publisher:
    """Writes one build's files. Raises SsgError where the system refuses: one of OF_ONE_FILE, or disk.full."""

    def __init__(self, places: Places, manifest: Mapping[str, Published]) -> None:
        self._places = places
        self._folder = places.output
        self._root = os.fspath(places.output)
        self.before = manifest
        # what earlier builds published
        self._inside: set[str] = set()
        # folders that were looked at, relative to the folder; "" is the folder itself
        self._made: set[str] = set()
        # those of them that were not there before
        self.manifest: dict[str, Published] = {}
        # what is to be told of files that were written over or could not be removed
        self.problems: list[Problem] = []
        self.written = 0
        self.kept = 0
        self.removed = 0

    def stands(self, path: str, seal: str = "") -> bool:
        """Return whether a file is there as it was last written (and, where ``seal`` is given, with that digest)."""
        known = self.before.get(path)
        if known is None or not known.digest or (seal and known.digest != seal):
            return False
        try:
            facts = os.stat(f"{self._root}/{path}")  # noqa: PTH116 - once a page, and a Path costs more than the look
        except OSError:
            return False
        return facts.st_size == known.size and facts.st_mtime_ns == known.mtime_ns

    def keep(self, path: str) -> None:
        """Leave a file as it stands, and ours."""
        if path in self.before:
            self.manifest[path] = self.before[path]
            self.kept += 1

    def put(self, path: str, data: bytes, seal: str = "") -> bool:
        """Publish a file, ``seal`` its digest where that is known; return True where it was written, False where it
        was there already.
        """
        seal = seal or digest(data)
        if self.stands(path, seal):
            self.keep(path)
            return False
        target = self._place(path)
        try:
            other = path.rpartition("/")[0] in self._made or self.stands(path)  # it stands, with another digest
            facts = None if other else self._facts_of_equal(target, data)
            changed = facts is None
            if facts is None:
                self._set_aside(path, target)
                facts = write_atomic(target, data)
        except OSError as error:
            raise SsgError([self._told(error, path)]) from None
        self._note(path, seal, facts, changed=changed)
        return changed

    def put_file(self, path: str, source: Path, seal: str, patches: Sequence[tuple[int, bytes]] = ()) -> bool:
        """Publish a copy of a file without reading it into memory, ``patches`` (offset, bytes) written over it;
        ``seal`` is a digest that stands for both.
        """
        if self.stands(path, seal):
            self.keep(path)
            return False
        target = self._place(path)
        try:
            if stat.S_ISDIR(self._mode(target)):
                _remove_if_empty(target)
            self._set_aside(path, target)
            facts = copy_atomic(source, target, patches)
        except OSError as error:
            if error.filename == os.fspath(source):
                raise
            raise SsgError([self._told(error, path)]) from None
        self._note(path, seal, facts, changed=True)
        return True

    def _set_aside(self, path: str, target: str) -> None:
        """Keep a copy of a file that is in the way and is not ours; raises OSError where that cannot be."""
        if path in self.before or path.rpartition("/")[0] in self._made:
            return
        mode = self._mode(target)
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)) or self._is_one_of(path, _folded(self.before)):
            return
        replaced = self._places.own / REPLACED
        copy, count = replaced / path, 1
        while os.path.lexists(copy):
            count += 1
            copy = replaced / f"{path}.{count}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target, copy, follow_symlinks=False)
        shown, shown_copy = self._places.shown(path), shown_own(copy)
        self.problems.append(warning("output.replaced", shown, path=shown, copy=shown_copy))

    def _note(self, path: str, seal: str, facts: os.stat_result, *, changed: bool) -> None:
        self.manifest[path] = Published(digest=seal, size=facts.st_size, mtime_ns=facts.st_mtime_ns)
        self.written += changed
        self.kept += not changed

    def take(self, path: str, published: Published, *, changed: bool) -> None:
        """Note what another process published or kept."""
        self.manifest[path] = published
        self.written += changed
        self.kept += not changed

    def _place(self, path: str) -> str:
        """Return where a file goes, its folder made; raises SsgError where that is outside output/, links followed."""
        folder = path.rpartition("/")[0]
        if folder not in self._inside and (_leaves(path) or not self._enter(folder, path)):
            shown = self._places.shown(path)
            raise SsgError([problem("output.outside", shown, path=shown)])
        return f"{self._root}/{path}"

    def _enter(self, folder: str, path: str) -> bool:
        """Make a folder of output/ where there is none; return whether it lies in output/, links followed."""
        if folder in self._inside:
            return True
        parent, _, name = folder.rpartition("/")
        if name and not self._enter(parent, path):
            return False
        place = f"{self._root}/{folder}" if folder else self._root
        mode = self._mode(place) if path in self.before else 0
        if stat.S_ISDIR(mode):
            self._inside.add(folder)
            return True
        try:
            os.mkdir(place)  # noqa: PTH102 - once a folder
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(place, exist_ok=True)  # noqa: PTH103 - once a folder
        except OSError as error:
            raise SsgError([self._told(error, folder)]) from None
        else:
            self._inside.add(folder)
            self._made.add(folder)
            return True
        mode = mode or self._mode(place if folder else os.path.realpath(place))
        try:
            if stat.S_ISREG(mode) and folder in self.before:  # ours, and a folder is needed now
                Path(place).unlink(missing_ok=True)
                os.makedirs(place, exist_ok=True)  # noqa: PTH103 - once a folder
            elif stat.S_ISLNK(mode) and not self._is_inside(place):
                return False
            elif mode and not Path(place).is_dir():
                raise SsgError([problem("output.blocked", self._places.shown(folder), path=self._places.shown(folder))])
        except OSError as error:
            raise SsgError([self._told(error, folder)]) from None
        self._inside.add(folder)
        return True

    def _is_inside(self, place: str) -> bool:
        root, real = os.path.realpath(self._root), os.path.realpath(place)
        return real == root or real.startswith(root + os.sep)

    @staticmethod
    def _mode(place: str) -> int:
        try:
            return os.lstat(place).st_mode
        except OSError:
            return 0

    @staticmethod
    def _facts_of_equal(target: str, data: bytes) -> os.stat_result | None:
        """Return the facts of a file that already has these bytes; it is read only where its size is right."""
        try:
            facts = os.lstat(target)
        except OSError:
            return None
        if stat.S_ISDIR(facts.st_mode):
            _remove_if_empty(target)
        if facts.st_size != len(data) or not stat.S_ISREG(facts.st_mode):
            return None
        try:
            return facts if Path(target).read_bytes() == data else None
        except OSError:
            return None

    def remove_strays(self) -> None:
        """Remove files that earlier builds published and this one does not; never anything else."""
        strays = sorted(set(self.before) - set(self.manifest), reverse=True)
        stay = _folded(self.manifest) if strays else {}
        for path in strays:
            target = self._folder / path
            if _leaves(path) or self._is_one_of(path, stay) or not self._is_inside(os.fspath(target.parent)):
                continue
            try:
                target.unlink()
                self.removed += 1
            except FileNotFoundError:
                pass
            except (NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                if target.is_dir():  # as Windows says it: "access is denied"
                    continue
                self.manifest[path] = self.before[path]  # the next build tries again
                shown, reason = self._places.shown(path), reason_of(error)
                self.problems.append(problem("output.stuck", shown, path=shown, reason=reason))
                continue
            self._remove_empty(target.parent)

    def _is_one_of(self, path: str, folded: Mapping[str, str]) -> bool:
        """Return whether a file is one of others (by their folded paths) under a name in other capitals: Windows and
        macOS take both names for one.
        """
        other = folded.get(path.casefold())
        try:
            return other is not None and Path(self._root, path).samefile(f"{self._root}/{other}")
        except OSError:
            return False

    def remove_foreign(self, folder: str) -> None:
        """Remove the files of a folder that this build does not publish, whoever put them there."""
        if _leaves(folder) or not self._is_inside(f"{self._root}/{folder}"):
            return
        place = self._folder / folder
        for target in sorted(place.iterdir()) if place.is_dir() else ():
            if f"{folder}/{target.name}" in self.manifest or not target.is_file():
                continue
            try:
                target.unlink()
            except OSError as error:
                shown, reason = self._places.shown(f"{folder}/{target.name}"), reason_of(error)
                self.problems.append(problem("output.stuck", shown, path=shown, reason=reason))
                continue
            self.removed += 1
        self._remove_empty(place)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def foreign(self, ours: Collection[str], began_ns: int) -> list[str]:
        """Return the files in output/ that are not ``ours``, in order; temporary ones that a killed build left before
        ``began_ns`` are removed.
        """
        found: list[str] = []
        folded: dict[str, str] | None = None
        folders = [""]
        while folders:
            inside = folders.pop()
            try:
                with os.scandir(f"{self._root}/{inside}") as scan:
                    entries = list(scan)
            except OSError:
                continue
            for entry in entries:
                path = f"{inside}{entry.name}"
                if path in ours:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ".git":
                        folders.append(f"{path}/")
                elif entry.name.endswith(TEMPORARY):
                    with contextlib.suppress(OSError):
                        if entry.stat(follow_symlinks=False).st_mtime_ns < began_ns:
                            Path(entry.path).unlink()
                elif not entry.name.startswith(".git"):
                    folded = _folded(ours) if folded is None else folded
                    if not self._is_one_of(path, folded):
                        found.append(path)
        return sorted(found)

    def _told(self, error: OSError, path: str) -> Problem:
        shown = self._places.shown(path)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return problem("disk.full", shown, path=shown)
        return problem("output.readonly", shown, path=shown, reason=reason_of(error))


def _folded(paths: Iterable[str]) -> dict[str, str]:
    """Return paths by what is left of them where capitals make no difference."""
    return {path.casefold(): path for path in paths}


def _remove_if_empty(place: str) -> None:
    with contextlib.suppress(OSError):
        Path(place).rmdir()


def _leaves(path: str) -> bool:
    """Return whether a path of the manifest would lead out of the folder."""
    return path.startswith("/") or ".." in path.split("/") or "\\" in path
