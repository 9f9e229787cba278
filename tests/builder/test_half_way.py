"""A build that has to stop half way says what is out; the next one does the rest. Each refused file is named."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sitekit import article, codes, photo, run, tree, write

from ssg.base import files
from ssg.base.errors import Problem, SsgError
from ssg.base.spill import Spill
from ssg.model.messages import told
from ssg.state import State

Write = Callable[[int, Any], int]


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    posts = {f"content/tin-tuc/bai-{n}.md": article(f"Bài {n}", f"{n:02}/10/2026") for n in range(1, 9)}
    return write(tmp_path, {**posts, "content/tin-tuc/a.jpg": photo(), "content/_static/x.txt": "x"})


class Disk:
    """A disk that is full once some pages were written."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.room, self._real = 10**9, os.write
        patch.setattr(os, "write", self.write)

    def write(self, handle: int, data: Any) -> int:
        if b"<!doctype html" in bytes(data[:200]).lower():
            if self.room <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.room -= 1
        return self._real(handle, data)


def stopped(portal: Path, **options: Any) -> list[Problem]:
    with pytest.raises(SsgError) as caught:
        run(portal, jobs=1, **options)
    return list(caught.value.problems)


@pytest.mark.parametrize("room", [1, 4, 12])
def test_a_full_disk_says_how_much_is_out_and_the_next_build_does_the_rest(
    portal: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    with monkeypatch.context() as patch:
        Disk(patch).room = room
        full, halfway = stopped(portal)
    out = [path for path in tree(portal) if not path.endswith(".ssg-tmp")]
    posts = [path for path in out if path.startswith("tin-tuc/bai-")]
    assert (full.code, halfway.code) == ("disk.full", "build.halfway")
    assert full.path.startswith("output/")
    assert full.path.endswith("/index.html")
    assert dict(halfway.values) == {"n": str(len(out)), "posts": str(len(posts))}
    assert f"Đã đăng {len(out)} tệp, trong đó có {len(posts)} bài viết" in told(halfway, "vi")
    assert f"{len(out)} files are published, {len(posts)} articles among them" in told(halfway, "en")
    assert "lần dựng sau làm nốt" in told(halfway, "vi")
    assert codes(run(portal)) == []
    built = tree(portal)
    run(portal, clean=True)
    assert tree(portal) == built


def test_after_an_edit_only_what_this_build_published_is_counted(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(portal)
    before = {path: path.stat().st_mtime_ns for path in (portal / "output").rglob("*") if path.is_file()}
    write(portal, {"site.yaml": "title: Tên khác\nurl: https://thu.example\n"})
    with monkeypatch.context() as patch:
        Disk(patch).room = 3
        halfway = stopped(portal)[-1]
    after = {path: path.stat().st_mtime_ns for path in (portal / "output").rglob("*") if path.is_file()}
    changed = [path for path, mtime_ns in after.items() if before.get(path) != mtime_ns]
    assert len([path for path in changed if path.suffix == ".html"]) == 3
    assert dict(halfway.values)["n"] == str(len(changed))
    assert codes(run(portal)) == []


def test_nothing_out_is_said_too(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(portal)
    write(portal, {"content/tin-tuc/bai-1.md": article("Bài 1", "01/10/2026", "Nội dung khác.")})
    with monkeypatch.context() as patch:
        Disk(patch).room = 0
        assert [p.code for p in stopped(portal)] == ["disk.full", "build.nothing"]


def test_workers_that_go_on_are_counted(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ssg.builder import press

    monkeypatch.setattr(press, "MANY", 1)
    monkeypatch.setattr(press, "BATCH", 1)
    with monkeypatch.context() as patch:
        Disk(patch).room = 2
        with pytest.raises(SsgError) as caught:
            run(portal, jobs=2)
    out = [path for path in tree(portal) if not path.endswith(".ssg-tmp")]
    assert dict(caught.value.problems[-1].values)["n"] == str(len(out))


def test_a_file_that_cannot_be_written_whole_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int, data: Any) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(OSError, match="full") as caught:
        files.write_atomic(tmp_path / "a" / "b.txt", b"x")
    assert caught.value.filename == os.fspath(tmp_path / "a/b.txt")
    assert list((tmp_path / "a").iterdir()) == []


def test_what_is_spilled_names_its_folder(tmp_path: Path) -> None:
    class Full:
        def seek(self, at: int) -> None: ...

        def write(self, data: bytes) -> None:
            raise OSError(errno.ENOSPC, "full")

    spill = Spill[int](tmp_path)
    spill._file = Full()  # type: ignore[assignment]
    with pytest.raises(OSError, match="full") as caught:
        spill["a"] = 1
    assert caught.value.filename == os.fspath(tmp_path)


@pytest.mark.parametrize("place", [".ssg", ".ssg/state.sqlite3", ".ssg/lock", ".ssg/standings.json"])
def test_a_file_of_ssg_s_own_that_is_refused_is_named(portal: Path, place: str) -> None:
    path = portal / place
    if place == ".ssg":
        path.write_text("x")
    else:
        write(path, {"site.yaml": "x"})
        (portal / "access.log").write_text("")
        write(portal, {"site.yaml": "title: A\nurl: https://a.example\ncounters: {logs: [access.log]}\n"})
    problems = stopped(portal)
    assert problems[0].path == place
    assert place in told(problems[0], "vi")


def test_a_folder_of_the_state_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "khac").write_text("x")
    with pytest.raises(SsgError) as caught:
        State(tmp_path / "khac/.ssg")
    assert caught.value.problems[0].path == ".ssg"
