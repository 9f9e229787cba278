"""Whatever is broken, no page that stays has a dead link; a file that cannot be written stops no other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import SITE, article, codes, photo, run, tree, write

Break = Callable[[Path], object]


def dead(portal: Path) -> list[str]:
    """Return the internal links, pictures, styles and scripts of output/ that lead nowhere, each with its page."""
    files = tree(portal)
    found = []
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for value in re.findall(r'(?:href|src|srcset)="(/[^"]*)"', data.decode()):
            for part in value.split(", "):
                url = part.split(" ")[0].partition("#")[0].partition("?")[0].lstrip("/")
                if not {url, f"{url}index.html" if url.endswith("/") or not url else url} & files.keys():
                    found.append(f"{path}: {value}")
    return found


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with a theme of its own, a unit with another, photos, attachments and static files."""
    units = "units: [truong, {slug: chi-bo, name: Chi bộ, kind: committee, theme: do}]\n"
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + units + "theme: rieng\nlogo: anh/logo.svg\n",
        "themes/rieng/theme.yaml": "extends: school\nproperties: {accent: '#123456'}\n",
        "themes/rieng/static/them.css": "a { color: red }\n",
        "themes/do/theme.yaml": "extends: committee\n",
        "themes/do/templates/message.html": '{% extends "committee/message.html" %}\n',
        "content/_static/anh/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/tin-tuc/lop.jpg": photo(),
        "content/tin-tuc/a.md": article("A", "01/10/2026", photos="\n  - src: lop.jpg\n    caption: Lớp"),
        "content/tin-tuc/quyet-dinh.pdf": "%PDF-1.4 quyết định",
        "content/tin-tuc/b.md": article("B", "02/10/2026", attachments="[quyet-dinh.pdf]", unit="chi-bo"),
        "content/tin-tuc/c.md": article("C", "03/10/2026", tags="[hè]", author="Hữu Bá"),
    }
    write(tmp_path, files)
    assert codes(run(tmp_path)) == []
    assert dead(tmp_path) == []
    return tmp_path


def edit(name: str, old: str, new: str) -> Break:
    def change(portal: Path) -> None:
        path = portal / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


BREAKS: dict[str, Break] = {
    "the theme's name": edit("site.yaml", "theme: rieng", "theme: rien"),
    "a unit's theme": edit("site.yaml", "theme: do", "theme: doo"),
    "extends": edit("themes/rieng/theme.yaml", "school", "schol"),
    "extends of a unit's theme": edit("themes/do/theme.yaml", "committee", "comittee"),
    "a tab in theme.yaml": edit("themes/rieng/theme.yaml", "extends", "\textends"),
    "the theme's folder": lambda portal: (portal / "themes/rieng").rename(portal / "themes/khac"),
    "a template": lambda portal: write(portal, {"themes/rieng/templates/list.html": "{% if %}"}),
    "a template that fails": lambda portal: write(portal, {"themes/rieng/templates/article.html": "{{ 1 // 0 }}"}),
    "an article": edit("content/tin-tuc/a.md", "01/10", "41/10"),
    "an article that is not UTF-8": lambda portal: write(portal, {"content/tin-tuc/b.md": b"\xff"}),
    "a photo": lambda portal: write(portal, {"content/tin-tuc/lop.jpg": "x"}),
    "a photo that is gone": lambda portal: (portal / "content/tin-tuc/lop.jpg").unlink(),
    "an attachment that is gone": lambda portal: (portal / "content/tin-tuc/quyet-dinh.pdf").unlink(),
    "site.yaml": edit("site.yaml", "title:", "titel:"),
    "site.yaml's yaml": edit("site.yaml", "title:", "\ttitle: ["),
    "a unit's slug": edit("site.yaml", "slug: chi-bo, name: Chi bộ", "slug: chi-doan, name: Chi đoàn"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_no_page_that_stays_has_a_dead_link(portal: Path, name: str) -> None:
    before = tree(portal)
    BREAKS[name](portal)
    for _ in range(2):
        assert run(portal).errors
        assert dead(portal) == []
        assert {path for path in before if path.endswith(".html")} <= tree(portal).keys()


def test_theme_that_is_mended_leaves_nothing_behind(portal: Path) -> None:
    before = tree(portal)
    BREAKS["the theme's name"](portal)
    run(portal)
    edit("site.yaml", "theme: rien", "theme: rieng")(portal)
    assert codes(run(portal)) == []
    assert tree(portal) == before


def test_post_that_a_stuck_page_leads_to_stays_and_is_told(portal: Path) -> None:
    BREAKS["the theme's name"](portal)
    (portal / "content/tin-tuc/c.md").unlink()
    report = run(portal)
    told = next(p for p in report.problems if p.code == "output.needed")
    assert "https://thu.example/tin-tuc/c/" in dict(told.values)["list"]
    assert dead(portal) == []
    edit("site.yaml", "theme: rien", "theme: rieng")(portal)
    run(portal)
    assert "tin-tuc/c/index.html" not in tree(portal)


@pytest.mark.parametrize("place", ["tin-tuc/a/index.html", "index.html", "feed.xml", "tin-tuc/b/quyet-dinh.pdf"])
def test_one_file_that_cannot_be_written_stops_no_other(portal: Path, place: str) -> None:
    """A folder in its place that is not empty is what every system refuses, whoever runs the build."""
    path = portal / "output" / place
    path.unlink()
    path.mkdir()
    (path / "x.txt").write_text("x")
    write(portal, {"content/tin-tuc/d.md": article("D", "04/10/2026"), "content/tin-tuc/quyet-dinh.pdf": "%PDF-1.4 b"})
    for _ in range(2):
        report = run(portal)
        assert [(p.code, p.path) for p in report.problems if p.is_error] == [("output.readonly", f"output/{place}")]
        assert report.published
        assert "tin-tuc/d/index.html" in tree(portal)
    (path / "x.txt").unlink()
    path.rmdir()
    assert codes(run(portal)) == []
    built = tree(portal)
    run(portal, clean=True)
    assert tree(portal) == built


def test_home_is_written_behind_all_other_pages(portal: Path) -> None:
    for lost in (False, True):
        if lost:
            for path in (portal / "output").rglob("*"):
                if path.is_file():
                    path.unlink()
        report = run(portal, clean=True)
        order = [url for url, _ in report.reasons if not url.endswith((".xml", ".txt"))]
        assert not lost or order[-1] == "/"
        assert not lost or order.index("/tin-tuc/") > order.index("/tin-tuc/a/")


@pytest.mark.parametrize("name", ["index.html", "feed.xml", "tin-tuc/a/quyet.html", "anh/logo.svg"])
def test_file_that_is_not_ours_is_copied_before_it_is_replaced(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        "content/_static/anh/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/tin-tuc/a.md": article("A", "01/10/2026"),
        f"output/{name}": "trang cũ",
    }
    report = run(write(tmp_path, files))
    told = [p for p in report.problems if p.code == "output.replaced"]
    if name == "tin-tuc/a/quyet.html":
        assert (told, tree(tmp_path)[name]) == ([], "trang cũ".encode())
        return
    assert [p.path for p in told] == [f"output/{name}"]
    assert (tmp_path / dict(told[0].values)["copy"]).read_text("utf-8") == "trang cũ"
    assert tree(tmp_path)[name] != "trang cũ".encode()
    assert codes(run(tmp_path)) == []
