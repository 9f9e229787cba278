from __future__ import annotations

import mmap
import os
import sys
from pathlib import Path

import pytest

import ssg.base.spares as module
from ssg.base.spares import Spares

elsewhere = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody replace a file that is open")
linux = pytest.mark.skipif(sys.platform != "linux", reason="files change places on Linux alone")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/a.html").write_bytes(b"first")
    return tmp_path


def make(root: Path) -> Spares:
    return Spares(root / "spares", root / "output")


def kept(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in (root / "spares").iterdir()] if (root / "spares").exists() else []


def check(root: Path, spares: Spares, data: bytes) -> int:
    """Replace the file, look at what is told of it, and return its inode."""
    facts = spares.replace("a.html", data)
    now = (root / "output/a.html").stat()
    assert (root / "output/a.html").read_bytes() == data
    assert (facts.st_size, facts.st_mtime_ns, facts.st_ino) == (now.st_size, now.st_mtime_ns, now.st_ino)
    assert [path.name for path in (root / "output").iterdir()] == ["a.html"]
    return now.st_ino


def test_a_file_holds_what_it_was_given_last_whatever_its_length(root: Path) -> None:
    spares = make(root)
    for data in (b"second, longer", b"3", b"", b"fourth, " * 5000, b"fifth"):
        check(root, spares, data)


@linux
def test_two_files_take_turns(root: Path) -> None:
    spares, first = make(root), (root / "output/a.html").stat().st_ino
    second = check(root, spares, b"second")
    assert kept(root) == [b"first"]
    assert [check(root, make(root), data) for data in (b"third", b"fourth", b"fifth")] == [first, second, first]
    assert kept(root) == [b"fourth"]


@elsewhere
def test_a_reader_goes_on_reading_what_it_opened(root: Path) -> None:
    spares = make(root)
    with (root / "output/a.html").open("rb") as first:
        check(root, spares, b"second")
        with (root / "output/a.html").open("rb") as second:
            for data in (b"third", b"fourth", b"fifth"):
                check(root, spares, data)
            assert (first.read(), second.read()) == (b"first", b"second")


@elsewhere
def test_a_reader_that_mapped_a_file_and_closed_it_goes_on_seeing_it(root: Path) -> None:
    spares = make(root)
    with (root / "output/a.html").open("rb") as file:
        seen = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    for data in (b"2nd..", b"3rd..", b"4th.."):
        check(root, spares, data)
    assert seen[:] == b"first"
    seen.close()


def test_a_file_that_has_another_name_elsewhere_is_left_alone(root: Path) -> None:
    (root / "backup.html").hardlink_to(root / "output/a.html")
    spares = make(root)
    for data in (b"second", b"third", b"fourth"):
        check(root, spares, data)
    assert (root / "backup.html").read_bytes() == b"first"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_keeps_the_rights_it_has_now(root: Path) -> None:
    spares = make(root)
    check(root, spares, b"second")
    (root / "output/a.html").chmod(0o604)
    check(root, spares, b"third")  # the spare has other rights, so a new file it is
    umask = os.umask(0o022)
    os.umask(umask)
    assert (root / "output/a.html").stat().st_mode & 0o777 == 0o666 & ~umask


@linux
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_spare_that_is_no_file_is_not_written_to(root: Path, kind: str) -> None:
    spares = make(root)
    check(root, spares, b"second")
    [spare] = (root / "spares").iterdir()
    spare.unlink()
    (root / "secret").write_bytes(b"secret")
    if kind == "link":
        spare.symlink_to(root / "secret")
    elif kind == "folder":
        spare.mkdir()
    else:
        os.mkfifo(spare)
    for data in (b"third", b"fourth"):
        check(root, spares, data)
    assert (root / "secret").read_bytes() == b"secret"


def test_a_file_that_is_gone_is_written(root: Path) -> None:
    spares = make(root)
    check(root, spares, b"second")
    (root / "output/a.html").unlink()
    check(root, spares, b"third")


@pytest.mark.parametrize("told", [None, "refuses"])
def test_where_files_cannot_change_places_they_are_replaced(
    root: Path, monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    def refuse(one: str, other: str) -> None:
        raise OSError(module._UNABLE[1], "refused", one, None, other)

    monkeypatch.setattr(module, "_find_swap", lambda: refuse if told else None)
    spares = make(root)
    for data in (b"second", b"third"):
        check(root, spares, data)
    assert kept(root) == []


@linux
def test_a_full_disk_leaves_the_file_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spares = make(root)
    check(root, spares, b"second")

    def fail(handle: int, data: bytes) -> None:
        os.write(handle, data[:2])
        raise OSError(28, "no space left")

    monkeypatch.setattr(module, "write_all", fail)
    for _ in range(2):
        with pytest.raises(OSError, match="no space"):
            spares.replace("a.html", b"third")
        assert (root / "output/a.html").read_bytes() == b"second"
    monkeypatch.undo()
    check(root, spares, b"fourth")


def test_what_is_forgotten_is_kept_nowhere(root: Path) -> None:
    make(root).forget("a.html")  # there is none yet
    check(root, make(root), b"second")
    make(root).forget("a.html")
    assert kept(root) == []
    check(root, make(root), b"third")
