"""A portal with access logs: what its pages show of them, and what they show when the ledger is gone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from logkit import PERSON
from sitekit import NOW, SITE, Page, article, codes, run, tree, words, write

from ssg.base.errors import SsgError
from ssg.cli import cli

ZONE = dt.timezone(dt.timedelta(hours=7))
BLOCKS = "blocks: [most-read, statistics, {most-read: chi-bo, days: 3}]\n"
COUNTED = (
    SITE
    + "rating: có\nunits: [truong, {slug: chi-bo, name: Chi bộ}]\n"
    + "categories: [tin-tuc, {slug: kin, name: Kín, rating: không}]\n"
    + "counters: {logs: [access.log*], visits_before: 250000}\nlists: {most_read: {count: 5, days: 7}}\n"
    + BLOCKS
)
FILES: dict[str, str | bytes] = {
    "site.yaml": COUNTED,
    "content/tin-tuc/a.md": article(
        "Bài A", "01/10/2026", unit="truong", views="1.160", rating="{points: 4, votes: 1}"
    ),
    "content/tin-tuc/b.md": article("Bài B", "02/10/2026", unit="chi-bo", aliases="[/vi/b.html, '/?p=7']"),
    "content/kin/c.md": article("Bài C", "03/10/2026", unit="chi-bo"),
    "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\nTrường.\n",
}


def hits(*said: tuple[str, str], who: str = "198.51.100.{n}") -> str:
    """Return log lines for (time in the portal's zone, target), each by another reader."""
    lines = []
    for n, (when, target) in enumerate(said):
        at = dt.datetime.fromisoformat(when).replace(tzinfo=ZONE).strftime("%d/%b/%Y:%H:%M:%S %z")
        lines.append(f'{who.format(n=n)} - - [{at}] "GET {target} HTTP/1.1" 200 9 "-" "{PERSON}"\n')
    return "".join(lines)


LOG = hits(
    ("2026-10-20 08:00", "/tin-tuc/b/"),
    ("2026-10-31 08:00", "/tin-tuc/a/"),
    ("2026-10-31 08:01", "/tin-tuc/a/?utm_source=zalo"),
    ("2026-10-31 08:02", "/vi/b.html"),
    ("2026-11-01 09:00", "/"),
    ("2026-11-01 09:01", "/kin/c/"),
    ("2026-11-01 09:02", "/_ssg/rate/?url=%2Ftin-tuc%2Fa%2F&stars=5"),
    ("2026-11-01 09:03", "/_ssg/rate/?url=%2Fkin%2Fc%2F&stars=1"),
    ("2026-11-01 09:16", "/khong-co/"),
)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return write(tmp_path, {**FILES, "access.log": LOG})


def counts(folder: Path, url: str) -> list[str]:
    return [e.get("data-views", "") for e in Page(folder, url).all(".//*[@data-views]")]


def visits(folder: Path) -> dict[str, str]:
    page = Page(folder, "/")
    return {e.get("data-count", ""): words(e) for e in page.all(".//*[@data-count]")}


def test_pages_show_what_was_counted(portal: Path) -> None:
    assert codes(run(portal)) == []
    assert [counts(portal, f"/{url}/") for url in ("tin-tuc/a", "tin-tuc/b", "kin/c")] == [["1162"], ["2"], ["1"]]
    expected = {"today": "2", "yesterday": "3", "month": "2", "year": "6", "total": "250.006"}
    assert visits(portal) == expected
    page = Page(portal, "/")
    assert page.text(".//*[@class='as-of']") == "Tính đến 09:16 ngày 01/11/2026"
    assert "Tháng 11" in page.text(".//*[@class='statistics']")
    assert page.block("most-read") == ["Bài A", "Bài C", "Bài B", "Bài C", "Bài B"]
    total = Page(portal, "/tin-tuc/a/").text(".//*[@class='rating-total']")
    assert total == "9 điểm từ 2 lượt đánh giá"
    assert Page(portal, "/kin/c/").all(".//*[@data-block='rating']") == []


def test_the_day_that_is_asked_for_is_today(portal: Path) -> None:
    run(portal, now=dt.datetime(2026, 11, 30, 12, tzinfo=ZONE))
    assert [visits(portal)[key] for key in ("today", "month", "year")] == ["0", "2", "6"]
    assert Page(portal, "/").text(".//*[@class='as-of']") == "Tính đến 09:16 ngày 01/11/2026"
    # nobody read in the window of 7 days: all time, with the views carried over
    assert Page(portal, "/").block("most-read")[:3] == ["Bài A", "Bài B", "Bài C"]


def test_building_again_changes_nothing_and_equals_a_clean_build(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    again = run(portal)
    assert (again.written, tree(portal)) == (0, before)
    run(portal, clean=True)
    assert tree(portal) == before


def test_new_lines_reach_the_pages(portal: Path) -> None:
    run(portal)
    with (portal / "access.log").open("a", encoding="utf-8") as log:
        log.write(hits(("2026-11-01 10:00", "/tin-tuc/a/"), who="2001:db8::{n}"))
    run(portal)
    assert counts(portal, "/tin-tuc/a/") == ["1163"]
    assert visits(portal)["today"] == "3"


def test_a_renamed_article_keeps_its_number(portal: Path) -> None:
    run(portal)
    (portal / "content/tin-tuc/a.md").unlink()
    write(portal, {"content/tin-tuc/moi.md": article("Bài A", "01/10/2026", aliases="[/tin-tuc/a/]", views="1160")})
    run(portal)
    assert counts(portal, "/tin-tuc/moi/") == ["1162"]


def test_without_a_log_the_last_ledger_is_used(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    (portal / "access.log").unlink()
    assert codes(run(portal)) == ["log.none"]
    assert tree(portal) == before


def test_without_log_and_ledger_only_a_warning(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert codes(run(tmp_path)) == ["ledger.none"]
    assert counts(tmp_path, "/tin-tuc/a/") == ["1160"]
    assert visits(tmp_path) == {}


def spoil(path: Path) -> None:
    for beside in path.parent.glob(path.name + "-*"):
        beside.unlink()
    path.write_bytes(b"rubbish" * 1000)


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    ("wrong", "code"), [(spoil, "ledger.damaged"), (make_newer, "ledger.newer"), (Path.unlink, "ledger.missing")]
)
def test_counts_stay_where_the_ledger_cannot_be_used(portal: Path, wrong: object, code: str) -> None:
    run(portal)
    assert callable(wrong)
    wrong(portal / ".ssg/counters.sqlite3")
    write(portal, {"content/tin-tuc/d.md": article("Bài D", "01/11/2026")})
    assert codes(run(portal)) == [code]
    assert counts(portal, "/tin-tuc/a/") == ["1162"]
    kept = tree(portal)
    assert "tin-tuc/d/index.html" in kept
    (portal / ".ssg/standings.json").unlink()
    if code == "ledger.missing":
        return
    with pytest.raises(SsgError) as raised:
        run(portal)
    assert [p.code for p in raised.value.problems] == [code]
    assert tree(portal) == kept


def say(portal: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str, str]:
    monkeypatch.chdir(portal)
    result = CliRunner().invoke(cli, ["counters", *words], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value or 0, result.stdout, result.stderr


def test_the_commands(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, told = say(portal, monkeypatch, "show")
    assert (status, out, "ssg counters ingest" in told) == (1, "", True)
    status, out, told = say(portal, monkeypatch, "ingest", "access.log", "none.log")
    assert (status, "9 dòng nhật ký: 6 lượt xem" in out, told.count("none.log")) == (1, True, 1)
    status, out, _ = say(portal, monkeypatch, "ingest", "access.log")
    assert (status, "0 dòng" in out) == (0, True)
    status, out, _ = say(portal, monkeypatch, "export")
    assert out.splitlines()[:3] == ["day,url,views", "2026-10-20,/tin-tuc/b/,1", "2026-10-31,/tin-tuc/a/,2"]
    assert say(portal, monkeypatch, "export", "--visits")[1].splitlines()[0] == "day,visits"
    assert say(portal, monkeypatch, "export", "--ratings")[1].splitlines()[1] == "2026-11-01,/tin-tuc/a/,5,1"
    _, out, _ = say(portal, monkeypatch, "show", "--top", "2")
    assert [row.split() for row in out.splitlines()[:2]] == [
        ["1162", "/tin-tuc/a/", "Bài", "A"],
        ["2", "/tin-tuc/b/", "Bài", "B"],
    ]
    _, out, _ = say(portal, monkeypatch, "show", "--unit", "Chi bộ", "--days", "36000")
    assert [row.split()[1] for row in out.splitlines()[:-1]] == ["/tin-tuc/b/", "/kin/c/"]
    assert "tổng 250006" in out
    status, _, told = say(portal, monkeypatch, "show", "--unit", "chi-doan")
    assert (status, "chi-bo" in told) == (1, True)


def test_counts_of_another_program_are_taken_over(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(portal, {"cu.csv": "day,url,views\n2020-01-01,/tin-tuc/a/,8\n2020-01-01,/vi/b.html,5\n2020-01-01,/la/,1\n"})
    status, out, told = say(portal, monkeypatch, "import", "cu.csv")
    assert (status, "3 dòng" in out, "/la/" in told) == (0, True, True)
    assert say(portal, monkeypatch, "import", "cu.csv")[0] == 1
    assert say(portal, monkeypatch, "import", "none.csv")[0] == 1
    run(portal)
    assert [counts(portal, f"/tin-tuc/{name}/") for name in "ab"] == [["1170"], ["7"]]


def test_the_report_a_leader_asks_for(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(portal)
    time = ("--from", "01/10/2026", "--to", "2026-12-31")
    status, out, _ = say(portal, monkeypatch, "report", *time, "--by", "unit", "--csv", "quy-4.csv")
    assert (status, "quy-4.csv" in out) == (0, True)
    data = (portal / "quy-4.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        "Thời gian;Đơn vị;Số bài;Số ảnh;Lượt xem;Bài đọc nhiều nhất;Địa chỉ",
        "01/10/2026 - 31/12/2026;Chi bộ;2;0;3;Bài B;/tin-tuc/b/",
        "01/10/2026 - 31/12/2026;truong;1;0;2;Bài A;/tin-tuc/a/",
        "01/10/2026 - 31/12/2026;Tất cả;3;0;5;Bài B;/tin-tuc/b/",
    ]
    _, out, _ = say(portal, monkeypatch, "report", *time, "--by", "month", "--lang", "en")
    assert out.splitlines()[1] == "10/2026,3,0,4,Bài B,/tin-tuc/b/"


def test_a_moment_of_the_build_is_before_the_log_ends(portal: Path) -> None:
    run(portal, now=NOW - dt.timedelta(days=1))
    assert Page(portal, "/").text(".//*[@class='as-of']") == "Tính đến 08:02 ngày 31/10/2026"
    assert visits(portal)["today"] == "3"


def test_the_most_read_show_the_views_they_are_ranked_by(tmp_path: Path) -> None:
    """An old favourite with many views in all stands below what was read this month, and says so."""
    asked = '[31/Oct/2026:08:00:00 +0700] "GET /tin-tuc/{p}/ HTTP/1.1" 200 1 "-" "Mozilla/5.0 Firefox/1"'
    line = f"203.0.113.{{n}} - - {asked}\n"
    site = "title: Trường\nurl: https://thu.example\nblocks: [most-read]\ncounters: {logs: [access.log]}\n"
    files = {
        "site.yaml": site,
        "content/tin-tuc/cu.md": article("Bài cũ", "01/10/2020 08:00", views="5000"),
        "content/tin-tuc/moi.md": article("Bài mới", "01/10/2026 08:00"),
        "access.log": "".join(line.format(n=n, p="moi" if n < 3 else "cu") for n in range(4)),
    }
    run(write(tmp_path, files))
    page = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    block = page.split('data-block="most-read"', 1)[1].split("</section>", 1)[0]
    assert block.index("Bài mới") < block.index("Bài cũ")
    assert "(3)" in block
    assert "(1)" in block
    assert "5.001" not in block
