"""Names that differ in capitals only: one file on Windows and macOS, two on Linux."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sitekit import article, codes, photo, run, tree, write

from ssg.model.pages import Published
from ssg.model.places import live_places
from ssg.publish import Publisher


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return write(tmp_path, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", aliases="[/CU/Mot.html]")})


def test_a_file_of_static_whose_capitals_change_stays(portal: Path) -> None:
    write(portal, {"content/_static/Bia.jpg": photo()})
    run(portal)
    (portal / "content/_static/Bia.jpg").rename(portal / "content/_static/bia.jpg")
    report = run(portal)
    assert codes(report) == []
    assert (portal / "output/bia.jpg").is_file()
    assert codes(run(portal)) == []


def test_an_alias_whose_capitals_change_keeps_its_page(portal: Path) -> None:
    run(portal)
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", aliases="[/cu/mot.html]")})
    assert codes(run(portal)) == []
    assert "/tin-tuc/mot/" in (portal / "output/cu/mot.html").read_text(encoding="utf-8")
    assert [path for path in tree(portal) if path.lower() == "cu/mot.html"]


def test_one_file_under_two_names_is_neither_removed_nor_foreign(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "Bia.jpg").write_bytes(b"x")
    try:
        os.link(output / "Bia.jpg", output / "bia.jpg")
    except FileExistsError:
        pass  # this system takes both names for one, as is to be shown here
    except OSError:
        pytest.skip("this file system knows no hard links")
    before = {"Bia.jpg": Published(digest="a"), "di.jpg": Published(digest="b")}
    (output / "di.jpg").write_bytes(b"x")
    publisher = Publisher(live_places(tmp_path), before)
    publisher.put("bia.jpg", b"y")
    publisher.remove_strays()
    assert (output / "bia.jpg").read_bytes() == b"y"
    assert not (output / "di.jpg").exists()
    assert [p.code for p in publisher.problems] == []
