"""No file of .ssg/ is left open: on Windows an open one can be neither removed nor replaced."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sitekit import NOW, article, codes, photo, run, settle, write

from ssg.base.errors import SsgError
from ssg.builder import press
from ssg.builder.looking import look
from ssg.preview.studio import open_studio


class _Watched(sqlite3.Connection):
    """A connection that is told of until it is closed."""

    unclosed: dict[int, str] = {}  # noqa: RUF012 - of all connections

    def __init__(self, database: Any, *more: Any, **options: Any) -> None:
        super().__init__(database, *more, **options)
        self.unclosed[id(self)] = str(database)

    def close(self) -> None:
        self.unclosed.pop(id(self), None)
        super().close()


@pytest.fixture
def unclosed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, str]]:
    connect = sqlite3.connect
    monkeypatch.setattr(_Watched, "unclosed", {})
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **o: connect(*a, **{"factory": _Watched, **o}))
    gc.disable()
    yield _Watched.unclosed
    gc.enable()


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/bai-{n}.md": article(f"Bài số {n}", f"{n:02}/10/2026 08:00", f"Nội dung {n}.")
        for n in range(1, 5)
    }
    files["content/tin-tuc/bai-1/san.jpg"] = photo()
    files["content/tin-tuc/bai-1.md"] = article("Bài ảnh", "01/10/2026", photos="[{src: san.jpg, blur: 10 10 20 20}]")
    return write(tmp_path, files)


@contextmanager
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(press, "print_batch", refuse)
        yield


def test_a_build_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    run(portal)
    assert not unclosed
    run(portal)
    assert not unclosed
    run(portal, clean=True)
    assert not unclosed


def test_a_small_edit_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    settle(portal)
    run(portal)
    write(portal, {"content/tin-tuc/bai-2.md": article("Bài số 2", "02/10/2026 08:00", "Nội dung khác.")})
    assert run(portal).written
    assert not unclosed


def test_a_build_that_publishes_nothing_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    write(portal, {"content/tin-tuc/bai-2.md": article("Bài số 2", "31/02/2026")})
    assert not run(portal, strict=True).published
    assert not unclosed


def test_a_build_that_fails_leaves_no_file_open(
    portal: Path, unclosed: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with _full_disk(monkeypatch), pytest.raises(SsgError) as failed:
        run(portal)
    assert [p.code for p in failed.value.problems] == ["disk.full", "build.halfway"]
    assert not unclosed


def test_a_theme_with_an_error_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    write(portal, {"site.yaml": "title: Thử\nurl: https://thu.example\ntheme: khong-co\n"})
    assert codes(run(portal))
    assert not unclosed


def test_a_look_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    look(portal, NOW).close()
    assert not unclosed


def test_a_state_that_cannot_be_used_is_not_left_open(portal: Path, unclosed: dict[int, str]) -> None:
    write(portal, {".ssg/state.sqlite3": b"no database at all" * 100})
    with pytest.raises(SsgError) as failed:
        run(portal)
    assert [p.code for p in failed.value.problems] == ["state.damaged"]
    assert not unclosed


def test_a_preview_leaves_no_file_open(portal: Path, unclosed: dict[int, str]) -> None:
    studio = open_studio(portal, lambda: NOW)
    write(portal, {"site.yaml": "title: Thử\nurl: https://thu.example\nmotto: Dạy tốt\n"})
    studio.refresh(["site.yaml"])
    assert studio.answer("/tin-tuc/").status == 200
    studio.close()
    assert not unclosed
