"""What the preview shows at any URL is what a build writes there."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Collection
from pathlib import Path

import pytest
from editkit import COUNT, EDITS, Desk, damage_cache, lose_cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitekit import NOW, article, files_below, photo, run, tree, write

from ssg.preview.studio import Studio, open_studio

PATIENCE = 30.0
# seconds


def files_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what tells each watched file from what it was."""
    found = {}
    for place in (folder / "content", folder / "themes", folder / "site.yaml"):
        for path in [place, *place.rglob("*")]:
            if path.is_file():
                facts = path.stat()
                found[path.relative_to(folder).as_posix()] = (facts.st_size, facts.st_mtime_ns, facts.st_ino)
    return found


def changed(before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def shown(studio: Studio, paths: Collection[str]) -> dict[str, bytes]:
    """Return what the preview gives for files below output/, once all is shown that there is to show."""
    for path in paths:  # photos come as sketches first
        studio.answer(f"/{path}")
    assert studio.settle(PATIENCE)
    found = {}
    for path in paths:
        url = "/" + path.removesuffix("index.html") if path.endswith("index.html") else f"/{path}"
        answer = studio.answer(url)
        assert answer.status in (200, 404)
        if answer.status == 200 or path == "404.html":
            found[path] = answer.body
    return found


def differing(studio: Studio, folder: Path) -> list[str]:
    """Return the files that the preview shows otherwise than they were built, or does not show."""
    built = tree(folder)
    seen = shown(studio, built)
    return sorted(path for path in built if seen.get(path) != built[path])


@pytest.mark.parametrize("part", range(4))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, COUNT - 1)), min_size=2, max_size=8))
def test_the_preview_shows_what_a_build_writes_after_any_edits(part: int, edits: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place) / "portal")
        run(desk.folder, now=desk.now)
        studio = open_studio(desk.folder, lambda: desk.now, drafts=False)
        try:
            for turn, (edit, n) in enumerate(edits, start=1):
                before = files_of(desk.folder)
                if EDITS[edit] not in (damage_cache, lose_cache):
                    EDITS[edit](desk, n, turn)
                run(desk.folder, now=desk.now)
                studio.refresh(changed(before, files_of(desk.folder)))
                assert differing(studio, desk.folder) == []
        finally:
            studio.close()


def test_every_edit_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "portal")
    run(desk.folder, now=desk.now)
    studio = open_studio(desk.folder, lambda: desk.now, drafts=False)
    for turn, edit in enumerate(EDITS, start=1):
        before = files_of(desk.folder)
        edit(desk, turn % COUNT, turn)
        run(desk.folder, now=desk.now)
        studio.refresh(changed(before, files_of(desk.folder)))
        assert differing(studio, desk.folder) == [], f"edit {turn}"
    studio.close()


def test_a_portal_that_was_never_built(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "portal")
    write(desk.folder, {"content/tin-tuc/a.jpg": photo(900, 600)})
    desk.set(3, "photos", "[a.jpg]")
    studio = open_studio(desk.folder, lambda: desk.now, drafts=False)
    assert not (desk.folder / "output").exists()
    assert studio.settle(PATIENCE)
    again = Desk(tmp_path / "again")
    write(again.folder, {"content/tin-tuc/a.jpg": photo(900, 600)})
    again.set(3, "photos", "[a.jpg]")
    run(again.folder, now=again.now)
    assert studio.answer("/tin-tuc/bai-3/").status == 200  # its photos are developed beside
    assert differing(studio, again.folder) == []
    studio.close()


def test_drafts_and_scheduled_articles_are_those_of_a_build_that_shows_them(tmp_path: Path) -> None:
    later = (NOW + dt.timedelta(days=9)).strftime("%d/%m/%Y 08:00")
    files: dict[str, str | bytes] = {
        "content/a.md": article("Hẹn giờ", later),
        "content/b.md": article("Nháp", "01/10/2026", draft="true"),
    }
    portal = write(tmp_path / "portal", files)
    run(portal, output=tmp_path / "trial", drafts=True, future=True)
    built = files_below(tmp_path / "trial")
    studio = open_studio(portal, lambda: NOW, drafts=True)
    seen = shown(studio, built)
    for_robots = b'<meta name="robots" content="noindex">'
    lines = {path: built[path].replace(for_robots, b"").split() for path in built if path != "robots.txt"}
    assert [path for path in lines if seen[path].replace(for_robots, b"").split() != lines[path]] == []
    notes = studio.answer("/tin-tuc/b/").notes
    assert notes
    assert notes.draft
    notes = studio.answer("/tin-tuc/a/").notes
    assert notes
    assert notes.scheduled
    studio.close()
    plain = open_studio(portal, lambda: NOW, drafts=False)
    assert plain.answer("/tin-tuc/b/").status == 404
    plain.close()


def test_an_article_with_an_error_keeps_its_text_while_builds_run_beside(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "portal")
    run(desk.folder, now=desk.now)
    studio = open_studio(desk.folder, lambda: desk.now, drafts=False)
    for key, value in (("title", "Tiêu đề mới"), ("date", "31/02/2026")):
        before = files_of(desk.folder)
        desk.keys[desk.name(0)][key] = value
        desk.save(0, "Một nội dung khác.")
        run(desk.folder, now=desk.now)
        studio.refresh(changed(before, files_of(desk.folder)))
    assert differing(studio, desk.folder) == []
    studio.close()
