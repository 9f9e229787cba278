"""Bytes to output/, a folder that a web server may be serving.

Whole files only, equal ones untouched, strays removed, foreign files left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.files import TEMPORARY, copy_atomic, digest, write_atomic
from ssg.model.pages import Published


class Publisher:
    """Writes one build's files. Raises SsgError (disk.full, output.readonly) where the system refuses."""

    def __init__(self, folder: Path, manifest: Mapping[str, Published]) -> None:
        self._folder = folder
        self.before = manifest
        # what earlier builds published
        self._inside: set[Path] = set()
        # folders that were looked at
        self.manifest: dict[str, Published] = {}
        self.written = 0
        self.kept = 0
        self.removed = 0

    def stands(self, path: str, seal: str = "") -> bool:
        """Return whether a file is there as it was last written (and, where ``seal`` is given, with that digest)."""
        known = self.before.get(path)
        if known is None or not known.digest or (seal and known.digest != seal):
            return False
        try:
            facts = (self._folder / path).stat()
        except OSError:
            return False
        return (facts.st_size, facts.st_mtime_ns) == (known.size, known.mtime_ns)

    def keep(self, path: str) -> None:
        """Leave a file as it stands, and ours."""
        if path in self.before:
            self.manifest[path] = self.before[path]
            self.kept += 1

    def put(self, path: str, data: bytes) -> bool:
        """Publish a file; return True where it was written, False where it was there already."""
        seal = digest(data)
        if self.stands(path, seal):
            self.keep(path)
            return False
        target = self._place(path)
        try:
            changed = not _holds(target, data)
            if changed:
                self._make_way(target)
                write_atomic(target, data)
            facts = target.stat()
        except OSError as error:
            raise SsgError([_told(error, path)]) from None
        self.manifest[path] = Published(digest=seal, size=facts.st_size, mtime_ns=facts.st_mtime_ns)
        self.written += changed
        self.kept += not changed
        return changed

    def put_file(self, path: str, source: Path, seal: str) -> bool:
        """Publish a copy of a file whose digest is known, without reading it into memory."""
        if self.stands(path, seal):
            self.keep(path)
            return False
        target = self._place(path)
        try:
            self._make_way(target)
            copy_atomic(source, target)
            facts = target.stat()
        except OSError as error:
            raise SsgError([_told(error, path)]) from None
        self.manifest[path] = Published(digest=seal, size=facts.st_size, mtime_ns=facts.st_mtime_ns)
        self.written += 1
        return True

    def _place(self, path: str) -> Path:
        """Return where a file goes; raises SsgError where that is not inside the folder, links followed."""
        target = self._folder / path
        parent = target.parent
        if parent in self._inside:
            return target
        if _leaves(path) or not self._is_inside(parent):
            raise SsgError([problem("file.outside", f"output/{path}", value=f"output/{path}")])
        self._inside.add(parent)
        return target

    def _is_inside(self, folder: Path) -> bool:
        """Return whether a folder lies in output/, links followed; one in a folder that was looked at need only be no
        link itself.
        """
        if folder.parent in self._inside:
            return not folder.is_symlink()
        root, place = os.path.realpath(self._folder), os.path.realpath(folder)
        return place == root or place.startswith(root + os.sep)

    def _make_way(self, target: Path) -> None:
        """Remove what is ours and stands where a folder or file is needed now."""
        if target.is_dir() and not target.is_symlink():
            with contextlib.suppress(OSError):
                target.rmdir()
        parent = target.parent
        while parent != self._folder and not parent.exists():
            parent = parent.parent
        if parent != self._folder and parent.is_file() and parent.relative_to(self._folder).as_posix() in self.before:
            parent.unlink()

    def remove_strays(self) -> None:
        """Remove files that earlier builds published and this one does not; never anything else."""
        for path in sorted(set(self.before) - set(self.manifest), reverse=True):
            target = self._folder / path
            if _leaves(path):
                continue
            try:
                target.unlink()
                self.removed += 1
            except FileNotFoundError:
                pass
            except (NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                raise SsgError([_told(error, path)]) from None
            self._remove_empty(target.parent)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def foreign(self) -> list[str]:
        """Return the files in output/ that no build made, in order; temporary ones of a killed build are removed."""
        found = []
        for folder, folders, names in os.walk(self._folder):
            folders[:] = sorted(f for f in folders if f != ".git")
            for name in names:
                path = (Path(folder) / name).relative_to(self._folder).as_posix()
                if name.endswith(TEMPORARY):
                    with contextlib.suppress(OSError):
                        (Path(folder) / name).unlink()
                elif path not in self.manifest and not name.startswith(".git"):
                    found.append(path)
        return sorted(found)


def _leaves(path: str) -> bool:
    """Return whether a path of the manifest would lead out of the folder."""
    return path.startswith("/") or ".." in path.split("/") or "\\" in path


def _holds(target: Path, data: bytes) -> bool:
    """Return whether a file already has these bytes; it is read only where its size is right."""
    try:
        return target.stat().st_size == len(data) and not target.is_symlink() and target.read_bytes() == data
    except OSError:
        return False


def _told(error: OSError, path: str) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem("disk.full", f"output/{path}")
    return problem("output.readonly", f"output/{path}", path=f"output/{path}", reason=error.strerror or "")
