from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from support import write_files

from ssg.base.files import Found, Refused, Sink, digest, is_litter, stream_atomic, walk, write_atomic

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def paths(root: Path, *, hidden: bool = False) -> list[str]:
    return [item.path for item in walk(root, hidden=hidden) if isinstance(item, Found)]


def refused(root: Path) -> list[tuple[str, str]]:
    return [(item.path, item.code) for item in walk(root) if isinstance(item, Refused)]


def test_a_walk_yields_every_file_in_order_with_its_size(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.md": b"12", "a/z.jpg": b"123", "a/b/c.md": b"", "Thông báo/bài.md": b"1"})
    found = [item for item in walk(tmp_path) if isinstance(item, Found)]
    assert [(f.path, f.size) for f in found] == [("Thông báo/bài.md", 1), ("a/b/c.md", 0), ("a/z.jpg", 3), ("b.md", 2)]
    assert all(f.mtime_ns > 0 for f in found)


LITTER = [
    "Thumbs.db",
    "thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    ".DS_Store",
    "~$bao-cao.docx",
    "._anh.jpg",
    "bai.md~",
    ".#bai.md",
    "anh.tmp",
    ".bai.md.swp",
]


@pytest.mark.parametrize("name", LITTER)
def test_litter_is_left_out_even_where_hidden_files_are_wanted(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {name: b"x", "bai.md": b"x", f"thu-muc/{name}": b"x"})
    assert paths(tmp_path) == ["bai.md"]
    assert is_litter(name)
    assert paths(tmp_path, hidden=True) == ["bai.md"]


@pytest.mark.parametrize("name", ["bai.md", "thumbs.jpg", "anh~1.jpg", "$gia.xlsx", "CNAME", "tmp.md"])
def test_what_is_somebodys_is_no_litter(name: str) -> None:
    assert not is_litter(name)


def test_hidden_files_are_left_out_unless_wanted(tmp_path: Path) -> None:
    write_files(tmp_path, {".well-known/security.txt": b"x", ".git/config": b"x", "a.md": b"x"})
    assert paths(tmp_path) == ["a.md"]
    assert paths(tmp_path, hidden=True) == [".git/config", ".well-known/security.txt", "a.md"]


@posix_only
def test_links_are_followed_to_files_inside_and_nowhere_else(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write_files(
        tmp_path, {"secret.txt": b"x", "other/anh.jpg": b"x", "content-2/anh.jpg": b"x", "content/anh.jpg": b"x"}
    )
    write_files(root, {"folder/in.md": b"x"})
    (root / "inside.jpg").symlink_to("anh.jpg")
    (root / "outside.txt").symlink_to("../secret.txt")
    (root / "absolute.txt").symlink_to(tmp_path / "secret.txt")
    (root / "neighbour.jpg").symlink_to("../content-2/anh.jpg")
    (root / "folder-out").symlink_to("../other")
    (root / "folder-in").symlink_to("folder")
    (root / "twice.txt").symlink_to("outside.txt")
    (root / "nothing.txt").symlink_to("no-such-file")
    assert paths(root) == ["anh.jpg", "folder/in.md", "inside.jpg"]
    assert sorted(name for name, _ in refused(root)) == [
        "absolute.txt",
        "folder-in",
        "folder-out",
        "neighbour.jpg",
        "nothing.txt",
        "outside.txt",
        "twice.txt",
    ]
    assert ("outside.txt", "file.outside") in refused(root)


@posix_only
def test_loops_of_links_end(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.md": b"x"})
    (tmp_path / "a" / "self").symlink_to(".")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert paths(tmp_path) == ["a/b.md"]
    assert sorted(name for name, _ in refused(tmp_path)) == ["a/self", "a/up", "one", "two"]


@posix_only
def test_pipes_and_sockets_are_refused_and_never_opened(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": b"x"})
    os.mkfifo(tmp_path / "pipe.jpg")
    there = Path.cwd()
    os.chdir(tmp_path)  # a socket's whole path may have 100 characters only
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.jpg")
    finally:
        os.chdir(there)
    assert paths(tmp_path) == ["a.md"]
    assert refused(tmp_path) == [("pipe.jpg", "file.unreadable"), ("socket.jpg", "file.unreadable")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [(item.path, item.code) for item in walk(tmp_path / "no") if isinstance(item, Refused)] == [
        (".", "file.unreadable")
    ]


def test_a_locked_folder_is_told_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a/b.md": b"x", "c.md": b"x"})
    real = os.scandir

    def locked(folder: Path) -> Any:
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr("ssg.base.files.os.scandir", locked)
    assert paths(tmp_path) == ["c.md"]
    assert [item for item in walk(tmp_path) if isinstance(item, Refused)] == [
        Refused(path="a", code="file.unreadable", reason="Permission denied")
    ]


@posix_only
def test_names_that_are_no_utf_8_can_still_be_told(tmp_path: Path) -> None:
    """A zip from an old Windows leaves such names; they must not stop a build when they are printed or kept."""
    raw = os.fsencode(tmp_path) + b"/\xfc\xe9.md"
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(b"x")
    except OSError:
        pytest.skip("this file system holds no such names")
    told = [item.path for item in walk(tmp_path)]
    assert told
    for path in told:
        path.encode()


def test_digests_mark_parts_off() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"", b"") != digest(b"")
    assert len(digest(b"abc")) == 32
    assert digest(b"abc") == digest(b"abc")


def test_writing_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "index.html"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["index.html"]


def test_a_write_that_fails_leaves_the_old_file_and_no_part_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.html"
    write_atomic(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ssg.base.files.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]


def test_a_file_held_open_for_a_moment_is_written_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tries = os.replace, []

    def held(source: str, target: str) -> None:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr("ssg.base.files.os.replace", held)
    monkeypatch.setattr("ssg.base.files.time.sleep", lambda seconds: None)
    write_atomic(tmp_path / "a.html", b"x")
    assert (tmp_path / "a.html").read_bytes() == b"x"
    assert len(tries) == 3


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html/inside.txt": b"x"})
    with pytest.raises(OSError, match=r".+"):
        write_atomic(tmp_path / "index.html", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]


def test_what_is_streamed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def fill(file: Sink) -> None:
        assert [file.write(part) for part in (b"one ", b"", b"two")] == [4, 0, 3]

    def fail(file: Sink) -> None:
        file.write(b"half")
        raise OSError("full")

    place = tmp_path / "folder" / "file"
    assert stream_atomic(place, fill) == digest(b"one two")
    with pytest.raises(OSError, match="full"):
        stream_atomic(place, fail)
    assert place.read_bytes() == b"one two"
    assert list(place.parent.iterdir()) == [place]


def test_a_file_marked_as_read_only_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    waits: list[float] = []
    monkeypatch.setattr("ssg.base.files.os.replace", refuse)
    monkeypatch.setattr("ssg.base.files.time.sleep", waits.append)
    (tmp_path / "a.html").write_bytes(b"before")
    for writable in (True, False):
        monkeypatch.setattr("ssg.base.files.os.access", lambda *_, told=writable: told)
        with pytest.raises(PermissionError):
            write_atomic(tmp_path / "a.html", b"x")
        assert bool(waits) is writable
        waits.clear()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.html", b"before")]


def test_a_temporary_file_stands_beside_its_place_whatever_the_separators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def note(temporary: str, target: str) -> None:
        seen.append(temporary)
        os.unlink(temporary)  # noqa: PTH108 - a Path may not be made here

    place = f"{tmp_path}/tin-tuc/a.html"
    (tmp_path / "tin-tuc").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr("ssg.base.files.os.replace", note)
        patch.setattr("ssg.base.files.os.sep", "\\")
        write_atomic(place, b"x")
    assert [name.rpartition("/")[0] for name in seen] == [f"{tmp_path}/tin-tuc"]
