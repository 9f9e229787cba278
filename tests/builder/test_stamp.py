"""A build ends at once where nothing can have changed, and never where something may have."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sitekit import NOW, article, codes, run, settle, write

from ssg.builder import work
from ssg.builder.desk import Job

STAMP = ".ssg/cache/stamp"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal that was built and is at rest, its builds counted in ``builds``."""
    write(
        tmp_path,
        {
            "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00", "![](co-anh.jpg)"),
            "content/tin-tuc/b.md": article("Bài B", "02/10/2026 08:00"),
            "content/tin-tuc/hen.md": article("Hẹn giờ", "01/11/2026 15:00"),
            "content/tin-tuc/het.md": article("Hết hạn", "03/10/2026 08:00", expire_at="01/11/2026 20:00"),
            "content/_static/logo.svg": "<svg/>",
            "themes/rieng/theme.yaml": "extends: base\n",
        },
    )
    settle(tmp_path)
    run(tmp_path)
    return tmp_path


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every build that did not end at the stamp."""
    begun: list[Any] = []
    real = work.build_more

    def count(job: Job) -> Any:
        begun.append(job)
        return real(job)

    monkeypatch.setattr(work, "build_more", count)
    return begun


def test_a_build_with_nothing_to_do_ends_at_once_and_tells_the_same(portal: Path, anew: list[Any]) -> None:
    first = run(portal, NOW + dt.timedelta(seconds=1))
    again = run(portal, NOW + dt.timedelta(hours=1))
    assert not anew
    assert codes(first) == codes(again) == ["photo.missing"]
    assert again.published
    assert (again.written, again.kept) == (0, first.kept)
    assert again.waiting == first.waiting != ()
    assert again.unpublished == first.unpublished == ("content/tin-tuc/a.md",)
    assert again.language == "vi"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_of_two_lines_is_one_name(portal: Path, anew: list[Any]) -> None:
    write(portal, {"content/_static/hai\ndòng.txt": "a"})
    settle(portal)
    run(portal)
    anew.clear()
    assert (portal / "output/hai\ndòng.txt").exists()
    run(portal, NOW + dt.timedelta(seconds=1))
    assert not anew


def rewrite(path: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).write_text(text, encoding="utf-8")


def same_size_and_time(folder: Path) -> None:
    """An article saved by renaming, its time set back: only its inode tells."""
    path = folder / "content/tin-tuc/b.md"
    facts = path.stat()
    text = path.read_text(encoding="utf-8").replace("Bài B", "Bài C")
    (folder / "new").write_text(text, encoding="utf-8")
    os.utime(folder / "new", ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (folder / "new").replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": rewrite("content/tin-tuc/b.md", article("Bài B", "02/10/2026 08:00", "Khác.")),
    "an article, renamed into place with its old time": same_size_and_time,
    "a new article": rewrite("content/tin-tuc/c.md", article("Bài C", "02/10/2026 08:00")),
    "an article gone": lambda folder: (folder / "content/tin-tuc/b.md").unlink(),
    "a static file": rewrite("content/_static/logo.svg", "<svg></svg>"),
    "a hidden static file": rewrite("content/_static/.nojekyll", ""),
    "site.yaml": rewrite("site.yaml", "title: Khác\nurl: https://thu.example\n"),
    "a theme": rewrite("themes/rieng/theme.yaml", "extends: school\n"),
    "a page of output/": rewrite("output/index.html", "x"),
    "a page of output/ gone": lambda folder: (folder / "output/tin-tuc/b/index.html").unlink(),
    "the state gone": lambda folder: (folder / ".ssg/state.sqlite3").unlink(),
    "the stamp damaged": lambda folder: (folder / STAMP).write_bytes((folder / STAMP).read_bytes()[:-1] + b" "),
    "the stamp emptied": lambda folder: (folder / STAMP).write_bytes(b""),
    "the stamp of another's making": lambda folder: (folder / STAMP).write_bytes(b"{}\n[]"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_looked_at(portal: Path, anew: list[Any], change: Callable[[Path], object]) -> None:
    change(portal)
    run(portal, NOW + dt.timedelta(seconds=1))
    assert anew


@pytest.mark.parametrize("options", [{"drafts": True}, {"future": True}, {"url": "https://a.example"}, {"clean": True}])
def test_other_options_are_another_build(
    portal: Path, tmp_path_factory: pytest.TempPathFactory, anew: list[Any], options: dict[str, Any]
) -> None:
    trial = tmp_path_factory.mktemp("trial")
    for more in (options, options if options.get("clean") else {}):
        run(portal, NOW + dt.timedelta(seconds=1), output=trial)
        anew.clear()
        run(portal, NOW + dt.timedelta(seconds=1), output=trial, **more)
        assert bool(anew) == bool(more)


@pytest.mark.parametrize(
    ("hours", "why"), [(-1, "a clock set back"), (3.1, "a post come due"), (8.1, "one expired"), (12.1, "midnight")]
)
def test_the_clock_ends_it(portal: Path, anew: list[Any], hours: float, why: str) -> None:
    run(portal, NOW + dt.timedelta(hours=hours))
    assert anew, why


def test_a_file_written_this_very_moment_vouches_for_nothing(portal: Path, anew: list[Any]) -> None:
    (portal / "content/tin-tuc/b.md").write_text(article("Bài B", "02/10/2026 08:00", "Một."), encoding="utf-8")
    os.utime(portal / "content/tin-tuc/b.md")
    run(portal, NOW + dt.timedelta(seconds=1))
    assert not (portal / STAMP).exists()
    run(portal, NOW + dt.timedelta(seconds=2))
    assert len(anew) == 2


def test_moved_pages_are_told_once(tmp_path: Path, anew: list[Any]) -> None:
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00")})
    settle(tmp_path)
    run(tmp_path)
    (tmp_path / "content/tin-tuc/a.md").write_text(article("Bài A", "01/10/2026 08:00", slug="khac"), encoding="utf-8")
    settle(tmp_path)
    moved = run(tmp_path, NOW + dt.timedelta(seconds=1))
    assert [p.code for p in moved.problems] == ["url.moved"]
    anew.clear()
    again = run(tmp_path, NOW + dt.timedelta(seconds=2))
    assert not anew
    assert again.problems == []


def test_a_log_with_news_is_looked_at(tmp_path: Path, anew: list[Any]) -> None:
    line = '203.0.113.9 - - [31/Oct/2026:08:00:00 +0700] "GET /tin-tuc/a/ HTTP/1.1" 200 1 "-" "Mozilla/5.0 Firefox/1"\n'
    site = "title: Trường\nurl: https://thu.example\ncounters: {logs: [log/access.log*]}\n"
    portal = tmp_path / "trang [1]"
    write(
        portal,
        {
            "site.yaml": site,
            "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00"),
            "log/access.log": line,
        },
    )
    settle(portal)
    run(portal)
    anew.clear()
    run(portal, NOW + dt.timedelta(seconds=1))
    assert not anew
    with (portal / "log/access.log").open("a", encoding="utf-8") as log:
        log.write(line.replace("203.0.113.9", "203.0.113.10"))
    run(portal, NOW + dt.timedelta(seconds=2))
    assert anew
    assert 'data-views="2"' in (portal / "output/tin-tuc/a/index.html").read_text(encoding="utf-8")
