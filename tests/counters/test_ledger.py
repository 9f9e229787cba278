"""The ledger: what it never holds, what it survives, what it says, and how it is exchanged."""

from __future__ import annotations

import datetime as dt
import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from logkit import START, URLS, ZONE, Book, Reference, busy_log, line
from support import assert_worded, briefly

from ssg.base.errors import SsgError
from ssg.counters.exchange import RATINGS, VIEWS, VISITS, export_rows, import_rows
from ssg.counters.ledger import Ledger, file_uri
from ssg.counters.report import Reported, make_report
from ssg.counters.snapshot import load_standings, save_standings
from ssg.counters.standings import read_standings, views_between
from ssg.counters.times import day_number
from ssg.model.articles import Rating
from ssg.model.pages import Standings

NOW = START + dt.timedelta(days=5, hours=2)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def bytes_of(book: Book) -> bytes:
    """Return the bytes of the ledger and of all that stands beside it."""
    return b"".join(p.read_bytes() for p in sorted(book.path.parent.iterdir()))


def test_no_address_is_ever_in_the_ledger(book: Book) -> None:
    text = busy_log(3000)
    book.take(text)
    addresses = {said.split(" ", 1)[0] for said in text.splitlines() if "GET" in said}
    assert len(addresses) > 50
    held = bytes_of(book)
    assert [a for a in addresses if a.encode() in held] == []


def test_a_key_is_destroyed_with_lines_two_days_newer_and_leaves_no_trace(book: Book) -> None:
    keys: dict[int, bytes] = {}
    for day in range(4):
        book.take("".join(line(86_400 * day + n, who=f"198.51.100.{n}") for n in range(40)))
        with Ledger(book.path) as ledger:
            keys.update(dict(ledger.rows("SELECT day, key FROM keys")))
            standing = {number for (number,) in ledger.rows("SELECT day FROM keys UNION SELECT day FROM seen")}
            db = book.path.read_bytes() + book.path.with_name(book.path.name + "-wal").read_bytes()
        first = day_number(START.date())
        assert standing == {first + day, first + day - 1} - ({first - 1} if day == 0 else set())
        assert {number for number, key in keys.items() if key in db} == standing
    assert len(set(keys.values())) == 4


SCRIPT = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from logkit import Book
book = Book(Path({folder!r}))
print("ready", flush=True)
sys.stdin.readline()
book.read(Path({folder!r}) / "access.log")
"""


def test_killed_at_random_fifty_times_the_totals_end_exact(book: Book) -> None:
    rng = random.Random(7)
    text = busy_log(20_000, days=20)
    lines = text.splitlines(keepends=True)
    script = SCRIPT.format(tests=str(Path(__file__).parent.parent), folder=str(book.folder))
    log = book.folder / "access.log"
    killed = 0
    for turn in range(50):
        part = lines[turn * len(lines) // 50 : (turn + 1) * len(lines) // 50]
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(part))
        run = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert run.stdin
        assert run.stdout
        run.stdout.readline()
        run.stdin.write("\n")
        run.stdin.flush()
        time.sleep(rng.random() * 0.05)
        run.kill()
        killed += run.wait() != 0
    book.read(log)
    assert killed > 25
    assert book.all() == Reference().read(text, URLS).all()


def test_standings(book: Book) -> None:
    vote = "/_ssg/rate/?url=/tin-tuc/a/&stars={}"
    days = {0: ["/tin-tuc/a/"], 3: ["/tin-tuc/a/", "/tin-tuc/b/"], 5: ["/", vote.format(3)], 6: ["/tin-tuc/b/"]}
    for day, targets in days.items():
        book.take("".join(line(86_400 * day, target) for target in targets))
    book.take(line(86_400 * 6 + 60, vote.format(5), who="2001:db8::1"))
    with Ledger(book.path) as ledger:
        moved = {"/tin-tuc/a/": "/tin-moi/a/"}
        found = read_standings(ledger, NOW, lambda url: moved.get(url, url), (1, 3, 6, 3000), visits_before=1000)
    assert found.views == {"/": 1, "/tin-moi/a/": 2, "/tin-tuc/b/": 2}
    assert found.windows == {
        1: {"/": 1},
        3: {"/": 1, "/tin-moi/a/": 1, "/tin-tuc/b/": 1},
        6: {"/": 1, "/tin-moi/a/": 2, "/tin-tuc/b/": 1},
        3000: {"/": 1, "/tin-moi/a/": 2, "/tin-tuc/b/": 1},
    }
    assert found.ratings == {"/tin-moi/a/": Rating(points=8, votes=2)}
    told = found.statistics
    assert told
    assert (told.today, told.yesterday, told.month, told.year, told.total) == (1, 0, 3, 3, 1004)
    assert (told.as_of, told.day) == (START + dt.timedelta(days=5), NOW.date())


def test_statistics_turn_with_the_month_and_year(book: Book) -> None:
    for said in ("2026-11-30T23:00", "2026-12-31T12:00", "2027-01-01T00:00"):
        book.take(line((dt.datetime.fromisoformat(f"{said}+07:00") - START).total_seconds()))
    with Ledger(book.path) as ledger:
        at = dt.datetime(2027, 1, 1, 0, 5, tzinfo=ZONE)
        told = read_standings(ledger, at, str).statistics
        before = read_standings(ledger, at - dt.timedelta(hours=1), str).statistics
    assert told
    assert before
    assert (told.today, told.yesterday, told.month, told.year, told.total) == (1, 1, 1, 1, 3)
    assert (before.today, before.yesterday, before.month, before.year, before.total) == (1, 0, 1, 2, 3)
    assert before.as_of == dt.datetime(2026, 12, 31, 12, 0, tzinfo=ZONE)


def test_long_windows_are_the_sum_of_their_days(book: Book) -> None:
    rng = random.Random(3)
    first = dt.date(2024, 1, 15)
    counts = {(first + dt.timedelta(days=n), f"/{n % 7}/"): rng.randrange(1, 9) for n in range(900)}
    rows = "".join(f"{day},{url},{n}\n" for (day, url), n in counts.items())
    with Ledger(book.path) as ledger:
        import_rows(ledger, "a.csv", f"day,url,views\n{rows}".encode(), "https://thu.example", add=False)
        for _ in range(60):
            start, end = sorted(first + dt.timedelta(days=rng.randrange(-40, 950)) for _ in range(2))
            expected: dict[str, int] = {}
            for (day, url), n in counts.items():
                if start <= day <= end:
                    expected[url] = expected.get(url, 0) + n
            assert views_between(ledger, start, end, str) == expected


def test_a_snapshot_says_what_was_kept(book: Book) -> None:
    book.take(busy_log(500))
    path = book.folder / "standings.json"
    with Ledger(book.path) as ledger:
        found = read_standings(ledger, NOW, str)
    for standings in (found, Standings()):
        save_standings(path, standings)
        assert load_standings(path) == standings
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))
    assert load_standings(path) is None
    assert load_standings(book.folder / "none.json") is None


def test_export_and_import_bring_everything_over(book: Book) -> None:
    book.take(busy_log(3000))
    other = Book(book.folder / "other")
    with Ledger(book.path) as source, Ledger(other.path) as target:
        for kind in (VIEWS, VISITS, RATINGS):
            text = "".join(",".join(row) + "\n" for row in export_rows(source, kind))
            report = import_rows(target, "a.csv", text.encode(), "https://thu.example", add=False)
            assert (report.refused, report.problems) == (0, ())
            again = import_rows(target, "a.csv", text.encode(), "https://thu.example", add=False)
            assert (again.rows, again.refused) == (0, report.rows)
            assert {p.code for p in again.problems} <= {"counts.twice", "counts.more"}
            assert_worded(again.problems)
    assert other.all() == book.all()
    days = [row[:2] for row in book.rows(VIEWS)]
    assert days == sorted(days)


IMPORTS = {
    "as Excel saves it": ("\ufeffday;url;views\r\n04/10/2022;/a/;1.162\r\n", [("2022-10-04", "/a/", "1162")], []),
    "heads in capitals": ("Day,URL,Views\n2022-10-04,/a/,1\n", [("2022-10-04", "/a/", "1")], []),
    "whole addresses": ("day,url,views\n2022-10-04,https://thu.example/a/,5\n", [("2022-10-04", "/a/", "5")], []),
    "index.html": ("day,url,views\n2022-10-04,/a/index.html,5\n", [("2022-10-04", "/a/", "5")], []),
    "tabs": ("day\turl\tviews\n2022-10-04\t/a/\t1\n", [("2022-10-04", "/a/", "1")], []),
    "a day twice": (
        "day,url,views\n2022-10-04,/a/,1\n2022-10-04,/a/,1\n2022-10-05,/a/,1\n",
        [("2022-10-04", "/a/", "1"), ("2022-10-05", "/a/", "1")],
        ["3:0 counts.twice"],
    ),
    "nothing": ("", None, ["1:0 counts.head"]),
    "other columns": ("date,page,hits\n2022-10-04,/a/,1\n", None, ["1:0 counts.head"]),
    "rows that cannot be read": (
        "day,url,views\n2022-10-04,/a/,1\n2022-13-04,/a/,1\n2022-10-04,a,1\n2022-10-04,/a/,-1\n2022-10-04,/b/\n",
        None,
        ["3:0 counts.row", "4:0 counts.row", "5:0 counts.row", "6:0 counts.row"],
    ),
    "another site's address": ("day,url,views\n2022-10-04,https://evil.example/a/,1\n", None, ["2:0 counts.row"]),
    "seven stars": ("day,url,stars,votes\n2022-10-04,/a/,7,1\n", None, ["2:0 counts.row"]),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPORTS)
def test_imports(book: Book, name: str) -> None:
    text, expected, codes = IMPORTS[name]
    with Ledger(book.path) as ledger:
        if expected is None:
            with pytest.raises(SsgError) as raised:
                import_rows(ledger, "a.csv", text.encode(), "https://thu.example", add=False)
            problems = raised.value.problems
        else:
            problems = import_rows(ledger, "a.csv", text.encode(), "https://thu.example", add=False).problems
    assert briefly(problems) == codes
    assert_worded(problems)
    assert book.rows(VIEWS) == (expected or [])


def test_add_adds_to_what_is_counted(book: Book) -> None:
    book.take(line())
    data = b"day,url,views\n2026-10-01,/tin-tuc/a/,41\n"
    with Ledger(book.path) as ledger:
        assert import_rows(ledger, "a.csv", data, "https://thu.example", add=False).refused == 1
        assert import_rows(ledger, "a.csv", data, "https://thu.example", add=True).rows == 1
        assert read_standings(ledger, NOW, str).views == {"/tin-tuc/a/": 42}


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:] = random.Random(1).randbytes(len(data) - 100)
    path.write_bytes(data)


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
        db.execute("UPDATE meta SET value = '9.9.9' WHERE name = 'program'")
    db.close()


def replace_by_text(path: Path) -> None:
    path.write_text("day,url,views\n" * 100, encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def make_bare(path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).execute("VACUUM").connection.close()


WRONG = {
    "damaged": (damage, "ledger.damaged"),
    "text": (replace_by_text, "ledger.damaged"),
    "empty": (empty, "ledger.damaged"),
    "another database": (make_bare, "ledger.damaged"),
    "newer": (make_newer, "ledger.newer"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_ledger_that_cannot_be_trusted_is_told_and_left(book: Book, name: str) -> None:
    spoil, code = WRONG[name]
    book.take(line())
    for end in ("-wal", "-shm"):
        book.path.with_name(book.path.name + end).unlink(missing_ok=True)
    spoil(book.path)
    before = book.path.read_bytes()
    with pytest.raises(SsgError) as raised:
        book.take(line(3600))
    assert [p.code for p in raised.value.problems] == [code]
    assert_worded(raised.value.problems)
    assert book.path.read_bytes() == before


def test_a_locked_ledger_is_told_and_keeps_what_it_has(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.counters.ledger.TIMEOUT", 0.05)
    book.take(line())
    with sqlite3.connect(book.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SsgError) as raised:
            book.take(line(3600))
        other.execute("ROLLBACK")
    other.close()
    assert [p.code for p in raised.value.problems] == ["ledger.locked"]
    book.read(book.folder / "access.log")
    assert sum(book.views().values()) == 2


ARTICLES = [
    Reported(
        url="/a/", title="A", day=dt.date(2026, 7, 1), unit="Trường", category="Tin", authors=("X", "Y"), photos=3
    ),
    Reported(url="/b/", title="B", day=dt.date(2026, 9, 30), unit="Chi bộ", category="Tin", authors=("X",), photos=1),
    Reported(url="/c/", title="C", day=dt.date(2025, 1, 1), unit="Chi bộ", category="Tin", photos=9),
]  # fmt: skip
REPORTS = {
    "": ["  2 4 15 /c/"],
    "unit": ["Chi bộ 1 1 12 /c/", "Trường 1 3 3 /a/", "  2 4 15 /c/"],
    "category": ["Tin 2 4 15 /c/", "  2 4 15 /c/"],
    "author": ["X 2 4 5 /a/", "Y 1 3 3 /a/", "– 0 0 10 /c/", "  2 4 15 /c/"],
    "month": ["07/2026 1 3 3 /a/", "08/2026 0 0 10 /c/", "09/2026 1 1 2 /b/", "  2 4 15 /c/"],
}


@pytest.mark.parametrize("by", REPORTS)
def test_reports(book: Book, by: str) -> None:
    rows = "2026-07-02,/a/,3\n2026-08-05,/c/,10\n2026-09-30,/b/,2\n2026-10-01,/b/,50\n2026-06-30,/a/,70\n"
    with Ledger(book.path) as ledger:
        import_rows(ledger, "a.csv", f"day,url,views\n{rows}".encode(), "https://thu.example", add=False)
        lines = make_report(
            ARTICLES, dt.date(2026, 7, 1), dt.date(2026, 9, 30), by, lambda a, b: views_between(ledger, a, b, str)
        )
    found = [f"{told.name or ' '} {told.articles} {told.photos} {told.views} {told.top_url}" for told in lines]
    assert [re.sub(" +", " ", one) for one in found] == [re.sub(" +", " ", one) for one in REPORTS[by]]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/cổng tin/.ssg/counters.sqlite3"), "file:///c%E1%BB%95ng%20tin/.ssg/counters.sqlite3"),
        (PureWindowsPath("C:/cong/.ssg/counters.sqlite3"), "file:///C:/cong/.ssg/counters.sqlite3"),
        (PureWindowsPath("//may-chu/chung/.ssg/counters.sqlite3"), "file:////may-chu/chung/.ssg/counters.sqlite3"),
    ],
)
def test_a_ledger_on_another_machine_is_opened_without_a_host(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri
