"""A clock, a drive or a site.yaml that is wrong takes no part of a portal offline."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sitekit import FOOTER, NOW, SITE, article, codes, run, tree, write

from ssg.base.errors import SsgError

YEAR_1970 = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """Nine news and two notices of two units."""
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/bai-{n}.md": article(f"Bài {n}", f"0{n}/10/2026 08:00", unit="truong") for n in range(1, 10)
    }
    for n in (1, 2):
        files[f"content/thong-bao/so-{n}.md"] = article(f"Số {n}", f"0{n}/09/2026", unit="chi-bo")
    names = "units: [truong, {slug: chi-bo, name: Chi bộ}]\ncategories: [tin-tuc, thong-bao]\n"
    write(tmp_path, {"site.yaml": SITE + FOOTER + names, **files})
    assert codes(run(tmp_path)) == []
    return tmp_path


def edit(portal: Path, pattern: str, old: str, new: str) -> None:
    for path in sorted(portal.glob(pattern)):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


CASES: dict[str, tuple[Callable[[Path], None], dt.datetime]] = {
    "the clock of 1970": (lambda portal: None, YEAR_1970),
    "a date before the last notice": (lambda portal: None, dt.datetime(2026, 9, 1, tzinfo=dt.UTC)),
    "half the posts": (lambda portal: None, dt.datetime(2026, 10, 5, tzinfo=dt.UTC)),
    "all are drafts": (lambda portal: edit(portal, "content/**/*.md", "date:", "draft: true\ndate:"), NOW),
    "a category of drafts": (lambda portal: edit(portal, "content/thong-bao/*.md", "date:", "draft: true\ndate:"), NOW),
    "all are scheduled": (lambda portal: edit(portal, "content/**/*.md", "/2026", "/2062"), NOW),
    "all are expired": (lambda portal: edit(portal, "content/**/*.md", "unit:", "expire_at: 20/10/2026\nunit:"), NOW),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_leaves_while_the_files_are_there(portal: Path, name: str) -> None:
    change, now = CASES[name]
    before = tree(portal)
    change(portal)
    for _ in range(2):
        report = run(portal, now=now)
        assert codes(report) == ["removal.many"]
        assert not report.published
        assert tree(portal) == before
    report = run(portal, now=now, allow_removal=True)
    assert report.errors == 0
    assert tree(portal) != before


def test_the_clock_of_2099_expires_nothing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/{n}.md": article(f"Bài {n}", "01/10/2026", expire_at="01/01/2028") for n in range(4)
    }
    run(write(tmp_path, files))
    before = tree(tmp_path)
    assert codes(run(tmp_path, now=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))) == ["removal.many"]
    assert tree(tmp_path) == before


def test_notices_that_expire_in_their_time_are_no_accident(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/{n}.md": article(f"Bài {n}", "01/10/2026", expire_at="01/12/2026") for n in range(4)
    }
    run(write(tmp_path, files))
    report = run(tmp_path, now=NOW + dt.timedelta(days=60))
    assert codes(report) == []
    assert [one.kind.value for one in report.news] == ["expired"] * 4


@pytest.mark.parametrize(
    "now", [YEAR_1970, dt.datetime(2026, 10, 1, tzinfo=dt.UTC)], ids=["1970", "before the only post"]
)
def test_the_only_post_does_not_leave_by_a_clock(tmp_path: Path, now: dt.datetime) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "02/10/2026")}))
    before = tree(tmp_path)
    assert codes(run(tmp_path, now=now)) == ["removal.many"]
    assert tree(tmp_path) == before


def test_one_post_that_was_edited_may_leave(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "02/10/2026")}))
    report = run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "02/10/2026", draft="có")}))
    assert codes(report) == []
    assert [(one.kind.value, one.url) for one in report.news] == [("drafted", "https://thu.example/tin-tuc/a/")]
    assert "tin-tuc/a/index.html" not in tree(tmp_path)


def test_files_that_were_removed_take_their_pages_along(portal: Path) -> None:
    shutil.rmtree(portal / "content/tin-tuc")
    report = run(portal)
    assert codes(report) == []
    assert [one.kind.value for one in report.news] == ["removed"] * 9
    assert not [path for path in tree(portal) if path.startswith("tin-tuc/bai-")]


def test_a_deleted_file_does_not_let_a_wrong_clock_through(portal: Path) -> None:
    (portal / "content/tin-tuc/bai-1.md").unlink()
    assert codes(run(portal, now=YEAR_1970)) == ["removal.many"]
    assert "tin-tuc/bai-1/index.html" in tree(portal)


def remake(content: Path, files: dict[str, str | bytes]) -> None:
    """Put other files in place of a folder's."""
    shutil.rmtree(content)
    content.mkdir()
    for name, data in files.items():
        write(content.parent, {f"content/{name}": data})


def unlink_all(content: Path) -> None:
    for path in content.rglob("*.md"):
        path.unlink()


def put_file(content: Path) -> None:
    shutil.rmtree(content)
    content.write_text("x")


EMPTY: dict[str, Callable[[Path], None]] = {
    "missing": shutil.rmtree,
    "empty": lambda content: remake(content, {}),
    "only _static": lambda content: remake(content, {"_static/logo.svg": "<svg/>", "_static/readme.md": "x"}),
    "empty folders": unlink_all,
    "a file": put_file,
}


@pytest.mark.parametrize("name", EMPTY)
def test_content_that_is_gone_empties_nothing(portal: Path, name: str) -> None:
    before = tree(portal)
    EMPTY[name](portal / "content")
    with pytest.raises(SsgError) as raised:
        run(portal)
    assert [p.code for p in raised.value.problems] == ["content.missing"]
    assert tree(portal) == before
    if name in ("empty", "empty folders"):
        run(portal, allow_removal=True)
        assert not [path for path in tree(portal) if path.startswith("tin-tuc/bai-")]


def lock(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int) -> None:
    """Let a folder refuse to be listed, as one without leave or on a failing drive does."""
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if os.fspath(path) == os.fspath(folder):
            raise OSError(code, os.strerror(code), os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("options", [{}, {"clean": True}, {"allow_removal": True}, {"hide_broken": True}])
def test_content_that_cannot_be_listed_empties_nothing(
    portal: Path, monkeypatch: pytest.MonkeyPatch, code: int, options: dict[str, Any]
) -> None:
    before = tree(portal)
    with monkeypatch.context() as patch:
        lock(patch, portal / "content", code)
        for _ in range(2):
            with pytest.raises(SsgError) as raised:
                run(portal, **options)
            assert [p.code for p in raised.value.problems] == ["content.unreadable"]
            assert tree(portal) == before
    assert codes(run(portal)) == []
    assert tree(portal) == before


def test_folder_of_content_that_cannot_be_listed_keeps_its_articles(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(portal)
    lock(monkeypatch, portal / "content/thong-bao", errno.EACCES)
    assert codes(run(portal)) == ["file.unreadable"]
    assert "thong-bao/so-1/index.html" in tree(portal)
    assert before.keys() == tree(portal).keys()


def test_category_of_folders_that_left_site_yaml_takes_nothing_along(portal: Path) -> None:
    before = tree(portal)
    edit(portal, "site.yaml", ", thong-bao", "")
    report = run(portal)
    assert [(p.code, p.values) for p in report.problems if p.is_error] == [
        ("removal.places", (("places", "thong-bao"),))
    ]
    assert tree(portal) == before
    assert run(portal, allow_removal=True).errors == 0
    assert "thong-bao/so-1/index.html" in tree(portal)
    assert "thong-bao/feed.xml" not in tree(portal)


def test_category_may_be_left_by_edits(portal: Path) -> None:
    edit(portal, "content/thong-bao/*.md", "date:", "category: tin-tuc\ndate:")
    report = run(portal)
    assert codes(report) == []
    assert [one.kind.value for one in report.news] == ["moved"] * 2


def test_unit_that_left_site_yaml_takes_nothing_along(portal: Path) -> None:
    before = set(tree(portal))
    edit(portal, "site.yaml", ", {slug: chi-bo, name: Chi bộ}", "")
    report = run(portal)
    assert report.errors == 2
    assert before <= set(tree(portal))
    edit(portal, "site.yaml", "title:", "titel:")
    assert {p.code for p in run(portal).problems if p.path == "site.yaml"} >= {"site.unknown"}
    assert before <= set(tree(portal))


def test_mistyped_year_of_one_post_is_named(portal: Path) -> None:
    edit(portal, "content/tin-tuc/bai-3.md", "2026", "2062")
    report = run(portal)
    assert [(p.code, p.path) for p in report.problems] == [("post.rescheduled", "content/tin-tuc/bai-3.md")]
    assert dict(report.problems[0].values)["url"] == "https://thu.example/tin-tuc/bai-3/"
    assert codes(run(portal)) == []


def test_state_of_an_older_version_guards_too(portal: Path) -> None:
    import sqlite3

    with sqlite3.connect(portal / ".ssg/state.sqlite3") as db:
        db.execute("DROP TABLE posts")
        db.execute("DROP TABLE facts")
    db.close()
    before = tree(portal)
    assert codes(run(portal, now=YEAR_1970)) == ["removal.many"]
    assert tree(portal) == before
    report = run(portal)
    assert (codes(report), report.news) == ([], [])
