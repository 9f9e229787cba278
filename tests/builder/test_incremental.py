"""The rule that all caching serves: after any edit, an incremental build equals a clean build, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from editkit import COUNT, EDITS, Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitekit import run, tree


def clean_tree(desk: Desk) -> dict[str, bytes]:
    """Return what a build without cache and output gives, from the same content and state."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "portal"
        shutil.copytree(desk.folder, copy, ignore=shutil.ignore_patterns("output", "cache"))
        run(copy, now=desk.now)
        return tree(copy)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.mark.parametrize("part", range(4))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, COUNT - 1)), min_size=2, max_size=8))
def test_incremental_equals_clean_after_any_edits(part: int, edits: list[tuple[int, int]]) -> None:
    """Some hundred edits in all; ``part`` only lets them run side by side."""
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place) / "portal")
        run(desk.folder, now=desk.now)
        for turn, (edit, n) in enumerate(edits, start=1):
            EDITS[edit](desk, n, turn)
            run(desk.folder, now=desk.now)
            assert differing(tree(desk.folder), clean_tree(desk)) == []


def test_every_edit_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "portal")
    run(desk.folder, now=desk.now)
    for turn, edit in enumerate(EDITS, start=1):
        edit(desk, turn % COUNT, turn)
        run(desk.folder, now=desk.now)
        assert differing(tree(desk.folder), clean_tree(desk)) == [], f"edit {turn}"
