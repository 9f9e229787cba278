"""Trial builds go into a folder of their own; the live portal, its state and its ledger stay as they are."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from editkit import COUNT, EDITS, Desk
from sitekit import NOW, SITE, article, codes, files_below, photo, run, tree, write

from ssg.base.errors import SsgError
from ssg.cli import cli
from ssg.model.messages import told

LOG = '203.0.113.9 - - [01/Nov/2026:0{hour}:00:00 +0000] "GET /tin-tuc/mot/ HTTP/1.1" 200 1 "-" "Firefox/130"\n'
NOINDEX = '<meta name="robots" content="noindex">'


links_work = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such links without leave")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal that was built, with a draft, a scheduled article, a photo and views."""
    folder = tmp_path / "portal"
    write(
        folder,
        {
            "site.yaml": SITE + "counters: {logs: [access.log]}\nblocks: [most-read]\n",
            "access.log": LOG.format(hour=1),
            "content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", "[hai](https://thu.example/tin-tuc/hai/)"),
            "content/tin-tuc/hai.md": article("Bài hai", "02/10/2026 08:00", photos="[anh.jpg]"),
            "content/tin-tuc/anh.jpg": photo(),
            "content/tin-tuc/nhap.md": article("Nháp", "03/10/2026", draft="có"),
            "content/tin-tuc/hen.md": article("Hẹn giờ", "05/11/2026 09:00"),
            "themes/rieng/theme.yaml": "extends: school\n",
        },
    )
    run(folder)
    return folder


def live(portal: Path) -> dict[str, bytes]:
    """Return the files of a portal that a trial must leave alone."""
    apart = (".ssg/cache/", ".ssg/trials/", ".ssg/lock")
    return {path: data for path, data in files_below(portal).items() if not path.startswith(apart)}


def refusal(portal: Path, **options: Any) -> str:
    """Return the code of the one problem for which a build is not begun."""
    before = live(portal)
    with pytest.raises(SsgError) as caught:
        run(portal, **options)
    assert live(portal) == before
    assert len(caught.value.problems) == 1
    for language in ("vi", "en"):
        assert "{" not in told(caught.value.problems[0], language)
    return caught.value.problems[0].code


def test_the_live_portal_stays_as_it_is(portal: Path, tmp_path: Path) -> None:
    write(
        portal,
        {"access.log": LOG.format(hour=1) + LOG.format(hour=2), "content/tin-tuc/ba.md": article("Ba", "04/10/2026")},
    )
    (portal / "content/tin-tuc/mot.md").unlink()
    before = live(portal)
    for options in ({}, {"drafts": True, "future": True}, {"clean": True}, {"url": "https://xem.example/thu"}):
        report = run(portal, output=tmp_path / "xem", **options)
        assert report.is_trial
        assert report.output == os.fspath(tmp_path / "xem")
        assert report.news == []
        assert live(portal) == before


def test_drafts_are_in_the_trial_and_never_in_the_live_portal(portal: Path, tmp_path: Path) -> None:
    run(portal, output=tmp_path / "xem", drafts=True)
    trial = files_below(tmp_path / "xem")
    assert "tin-tuc/nhap/index.html" in trial
    assert "tin-tuc/hen/index.html" not in trial
    run(portal, output=tmp_path / "xem", future=True)
    trial = files_below(tmp_path / "xem")
    assert "tin-tuc/nhap/index.html" not in trial
    assert "tin-tuc/hen/index.html" in trial
    run(portal)
    assert not {"tin-tuc/nhap/index.html", "tin-tuc/hen/index.html"} & tree(portal).keys()


def test_a_trial_shows_what_the_live_portal_does_and_is_not_for_robots(portal: Path, tmp_path: Path) -> None:
    run(portal, output=tmp_path / "xem")
    built, trial = tree(portal), files_below(tmp_path / "xem")
    assert trial.keys() == built.keys()
    assert trial["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert b"Sitemap" in built["robots.txt"]
    for path, data in trial.items():
        if path.endswith(".html") and "_ssg" not in path:
            assert NOINDEX in data.decode(), path
        if path != "robots.txt":
            pair = (one.decode("utf-8", "replace").replace(NOINDEX, "").split() for one in (data, built[path]))
            assert next(pair) == next(pair), path


def test_another_address(portal: Path, tmp_path: Path) -> None:
    run(portal, output=tmp_path / "xem", url="https://xem.example/thu/")
    page = (tmp_path / "xem/tin-tuc/mot/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://xem.example/thu/tin-tuc/mot/">' in page
    # a link to the live portal's own address leads into the trial
    assert 'href="/thu/tin-tuc/hai/"' in page
    assert not any(b"https://thu.example" in data for data in files_below(tmp_path / "xem").values())


def test_a_second_trial_writes_only_what_changed(portal: Path, tmp_path: Path) -> None:
    first = run(portal, output=tmp_path / "xem", drafts=True)
    assert first.photos == 0  # they were encoded for the live portal
    again = run(portal, output=tmp_path / "xem", drafts=True)
    assert (again.written, again.removed, again.kept) == (0, 0, first.written)
    write(portal, {"content/tin-tuc/nhap.md": article("Nháp sửa", "03/10/2026", draft="có")})
    third = run(portal, output=tmp_path / "xem", drafts=True)
    assert 0 < third.written < first.written
    (tmp_path / "xem/tin-tuc/mot/index.html").unlink()
    assert run(portal, output=tmp_path / "xem", drafts=True).written == 1


def test_any_edits_of_a_trial(tmp_path: Path) -> None:
    """What a trial makes of a portal after other trials is what it makes at first."""
    desk, choose = Desk(tmp_path / "portal"), random.Random(5)
    run(desk.folder, now=desk.now)
    for turn in range(1, 13):
        choose.choice(EDITS)(desk, turn % COUNT, turn)
        options = {"drafts": turn % 2 == 0, "future": turn % 3 == 0, "url": "https://a.example" if turn % 4 else None}
        if turn % 3 == 1:
            run(desk.folder, now=desk.now)
        before = live(desk.folder)
        run(desk.folder, now=desk.now, output=tmp_path / "xem", **options)
        assert live(desk.folder) == before
        run(desk.folder, now=desk.now, output=tmp_path / f"xem-{turn}", **options)
        assert files_below(tmp_path / "xem") == files_below(tmp_path / f"xem-{turn}"), turn


def test_a_trial_goes_by_the_addresses_of_the_live_portal(portal: Path, tmp_path: Path) -> None:
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", slug="khac")})
    run(portal, output=tmp_path / "xem")
    assert b"/tin-tuc/khac/" in files_below(tmp_path / "xem")["tin-tuc/mot/index.html"]
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", slug="khac-nua")})
    run(portal, output=tmp_path / "xem")
    trial = files_below(tmp_path / "xem")
    assert "tin-tuc/khac/index.html" not in trial  # an address that only a trial had is no promise
    assert "tin-tuc/khac-nua/index.html" in trial


def test_an_article_with_an_error_is_shown_as_the_live_portal_has_it(portal: Path, tmp_path: Path) -> None:
    write(portal, {"content/tin-tuc/mot.md": article("Bài một sửa", "31/02/2026")})
    report = run(portal, output=tmp_path / "xem")
    assert codes(report) == ["date.impossible"]
    assert "Bài một<" in (tmp_path / "xem/tin-tuc/mot/index.html").read_text("utf-8")


def test_a_portal_that_was_never_built(tmp_path: Path) -> None:
    folder = write(tmp_path / "portal", {"content/tin-tuc/a.md": article("A", "01/10/2026")})
    run(folder, output=tmp_path / "xem")
    assert "tin-tuc/a/index.html" in files_below(tmp_path / "xem")
    assert not (folder / "output").exists()
    assert not (folder / ".ssg/state.sqlite3").exists()


def test_a_clock_of_another_time_takes_nothing_offline_and_is_not_refused(portal: Path, tmp_path: Path) -> None:
    report = run(portal, now=NOW.replace(year=1999), output=tmp_path / "xem")
    assert report.published
    assert "tin-tuc/mot/index.html" not in files_below(tmp_path / "xem")


def test_what_a_killed_build_left_in_the_state_is_read_and_left_there(portal: Path, tmp_path: Path) -> None:
    """The state as it is while its last change stands in the database's log alone."""
    place = portal / ".ssg/state.sqlite3"
    with closing(sqlite3.connect(place)) as db:
        db.execute("INSERT INTO urls VALUES ('tin-tuc/mot.md', '/tin-tuc/cu/', 0)")
        db.commit()
        files = {f"{place.name}{end}": place.with_name(place.name + end).read_bytes() for end in ("", "-wal", "-shm")}
    for name, data in files.items():
        (place.parent / name).write_bytes(data)
    before = {name: data for name, data in live(portal).items() if not name.endswith("-shm")}
    run(portal, output=tmp_path / "xem")
    assert "tin-tuc/cu/index.html" in files_below(tmp_path / "xem")
    assert {name: data for name, data in live(portal).items() if not name.endswith("-shm")} == before


def test_a_file_of_somebody_else_in_a_trial_s_folder(portal: Path, tmp_path: Path) -> None:
    run(portal, output=tmp_path / "xem")
    write(tmp_path / "xem", {"site.yaml": "của tôi", "tin-tuc/ba/index.html": "của tôi"})
    write(portal, {"content/tin-tuc/ba.md": article("Ba", "04/10/2026")})
    report = run(portal, output=tmp_path / "xem")
    replaced = next(p for p in report.problems if p.code == "output.replaced")
    assert replaced.path == f"{(tmp_path / 'xem').as_posix()}/tin-tuc/ba/index.html"
    assert (portal / dict(replaced.values)["copy"]).read_text("utf-8") == "của tôi"
    assert (tmp_path / "xem/site.yaml").read_text("utf-8") == "của tôi"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"drafts": True}, "trial.drafts"),
        ({"future": True}, "trial.drafts"),
        ({"url": "https://a.example"}, "trial.url"),
        ({"url": ""}, "trial.url"),
    ],
)
def test_what_only_a_trial_may(portal: Path, options: dict[str, Any], code: str) -> None:
    assert refusal(portal, **options) == code


@pytest.mark.parametrize(
    "url",
    ["", "xem.example", "http://", "javascript:alert(1)", "https://a.example/?x", "https://a@b.example", "https://a b"],
)
def test_an_address_that_is_none(portal: Path, tmp_path: Path, url: str) -> None:
    assert refusal(portal, output=tmp_path / "xem", url=url) == "trial.address"
    assert not (tmp_path / "xem").exists()


FOLDERS: dict[str, tuple[str, str]] = {
    "the portal's folder": (".", "trial.above"),
    "the folder above": ("..", "trial.above"),
    "the published folder": ("output", "trial.published"),
    "the published folder in capitals": ("Output", "trial.published"),
    "the published folder with a slash": ("output/", "trial.published"),
    "the published folder the long way": ("content/../output", "trial.published"),
    "in the published folder": ("output/xem", "trial.inside"),
    "content": ("content", "trial.inside"),
    "in content": ("content/xem/thu", "trial.inside"),
    "in content in capitals": ("CONTENT/xem", "trial.inside"),
    "in themes": ("themes/xem", "trial.inside"),
    ".ssg": (".ssg", "trial.inside"),
    "in the cache": (".ssg/cache", "trial.inside"),
    "a file": ("site.yaml", "trial.file"),
    "a link to the published folder": ("lien-ket", "trial.published"),
    "below a link to content": ("lien-ket-bai/xem", "trial.inside"),
    "a folder with files": ("../khac", "trial.foreign"),
    "a folder with a hidden file": ("../khac-an", "trial.foreign"),
    "another portal": ("../cong-khac", "trial.foreign"),
    "content of another portal": ("../cong-khac/content/xem", "trial.inside"),
}


LINKS = {"a link to the published folder", "below a link to content"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[links_work] if name in LINKS else []) for name in FOLDERS])
def test_folders_that_are_no_place_for_a_trial(
    portal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder, code = FOLDERS[name]
    write(tmp_path / "khac", {"site.yaml": "", "thu.txt": "x"})
    (tmp_path / "khac/site.yaml").unlink()
    write(tmp_path / "cong-khac", {"content/a.md": ""})
    (tmp_path / "khac-an").mkdir()
    (tmp_path / "khac-an/.bi-mat").write_text("x")
    if name in LINKS:
        (portal / "lien-ket").symlink_to("output")
        (portal / "lien-ket-bai").symlink_to("content")
    monkeypatch.chdir(portal)
    before = files_below(tmp_path)
    assert refusal(portal, output=Path(folder), drafts=True) == code
    after = files_below(tmp_path)
    assert {p: d for p, d in after.items() if not p.endswith("lock")} == {
        p: d for p, d in before.items() if not p.endswith("lock")
    }


@links_work
def test_content_that_is_kept_elsewhere(portal: Path, tmp_path: Path) -> None:
    (portal / "content").rename(tmp_path / "o-chung")
    (portal / "content").symlink_to(tmp_path / "o-chung")
    assert refusal(portal, output=tmp_path / "o-chung/xem") == "trial.inside"
    assert refusal(portal, output=tmp_path / "o-chung") == "trial.inside"
    (tmp_path / "o").mkdir()
    (tmp_path / "o-chung").rename(tmp_path / "o/chung")
    (portal / "content").unlink()
    (portal / "content").symlink_to(tmp_path / "o/chung")
    assert refusal(portal, output=tmp_path / "o") == "trial.above"


@pytest.mark.parametrize("place", ["xem-thu", "xem thử/của tôi", "../xem", "..data", "output-2", "content2"])
def test_folders_that_are(portal: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(portal)
    Path(place).mkdir(parents=True)
    (Path(place) / "Thumbs.db").write_bytes(b"")  # nobody put it there
    assert run(portal, output=Path(place)).published
    assert (Path(place) / "index.html").is_file()


def test_a_folder_that_was_emptied_or_taken_away_is_filled_again(portal: Path, tmp_path: Path) -> None:
    run(portal, output=tmp_path / "xem")
    built = files_below(tmp_path / "xem")
    shutil.rmtree(tmp_path / "xem")
    run(portal, output=tmp_path / "xem")
    assert files_below(tmp_path / "xem") == built
    shutil.rmtree(tmp_path / "xem")
    write(tmp_path / "xem", {"site.yaml": "", "index.html": "trang của người khác"})
    write(tmp_path / "xem", {"x.txt": "x"})
    for path in ("index.html", "site.yaml"):
        (tmp_path / "xem" / path).unlink()
    assert refusal(portal, output=tmp_path / "xem") == "trial.foreign"


Told = Callable[..., tuple[int, str]]


@pytest.fixture
def command(portal: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Run ``ssg build`` in the portal; give its exit status and what it said."""
    monkeypatch.chdir(portal)

    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, ["build", "--date", "2026-11-01", *arguments], standalone_mode=False)
        return int(result.return_value or 0), result.output

    return call


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--drafts"], "ssg build --drafts --output ../xem-thu"),
        (["--drafts"], "ssg serve --drafts"),
        (["--future"], "ssg build --future --output ../xem-thu"),
        (["--future", "--lang", "en"], "ssg build --future --output ../trial"),
        (["--url", "https://a.example"], "--url chỉ dùng cùng --output"),
        (["--output", "output"], "bỏ --output"),
        (["--output", "../xem", "--url", "a"], "https://"),
    ],
)
def test_the_command_refuses_with_status_2_and_says_what_to_do(
    portal: Path, command: Told, arguments: list[str], words: str
) -> None:
    before = live(portal)
    status, said = command(*arguments)
    assert status == 2
    assert words in said
    assert live(portal) == before


def test_the_command_says_where_a_trial_is(command: Told, tmp_path: Path) -> None:
    for _ in range(2):
        status, said = command("--output", "../xem", "--drafts", "--url", "https://xem.example")
        assert status == 0
        assert f"Bản xem thử nằm trong {tmp_path / 'xem'}, trang đang chạy giữ nguyên." in said
        assert "ssg serve" not in said
