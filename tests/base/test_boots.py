from __future__ import annotations

from pathlib import Path

import pytest

import ssg.base.boots as module
from ssg.base.boots import Unsynced


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the name of this run of a system, which a test may change."""
    name = ["one"]
    monkeypatch.setattr(module, "_run", lambda: name[0])
    return name


def note(root: Path, *, used: bool) -> bool:
    """Go through a build that writes files over or not; return whether it need not wait for the disk."""
    unsynced = Unsynced(root / "unsynced")
    noted = unsynced.begin()
    unsynced.end(used=used)
    return noted


def test_files_written_over_are_in_doubt_once_the_system_began_anew(tmp_path: Path, system: list[str]) -> None:
    assert note(tmp_path, used=True)
    assert not Unsynced(tmp_path / "unsynced").is_cut_off()
    system[0] = "two"
    assert Unsynced(tmp_path / "unsynced").is_cut_off()
    assert note(tmp_path, used=False)  # looked at all of them
    assert not Unsynced(tmp_path / "unsynced").is_cut_off()


def test_they_stay_in_doubt_where_the_build_that_looks_at_them_is_killed(tmp_path: Path, system: list[str]) -> None:
    note(tmp_path, used=True)
    system[0] = "two"
    Unsynced(tmp_path / "unsynced").begin()
    assert Unsynced(tmp_path / "unsynced").is_cut_off()


def test_a_build_that_is_killed_leaves_them_in_doubt(tmp_path: Path, system: list[str]) -> None:
    Unsynced(tmp_path / "unsynced").begin()
    system[0] = "two"
    assert Unsynced(tmp_path / "unsynced").is_cut_off()


def test_a_build_that_wrote_none_over_forgets_none_of_those_before(tmp_path: Path, system: list[str]) -> None:
    note(tmp_path, used=False)
    assert not (tmp_path / "unsynced").exists()
    note(tmp_path, used=True)
    note(tmp_path, used=False)
    system[0] = "two"
    assert Unsynced(tmp_path / "unsynced").is_cut_off()


def test_where_runs_have_no_names_or_none_can_be_noted_the_disk_is_waited_for(
    tmp_path: Path, system: list[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not Unsynced(tmp_path / "file/unsynced").begin()
    system[0] = ""
    assert not note(tmp_path, used=True)
    assert not Unsynced(tmp_path / "unsynced").is_cut_off()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"another", b""])
def test_a_damaged_note_is_one_of_an_earlier_run(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "unsynced").write_bytes(data)
    assert Unsynced(tmp_path / "unsynced").is_cut_off()
