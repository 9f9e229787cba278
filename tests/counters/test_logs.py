"""Logs as servers keep them: every format, rotation of every kind, and files that are no logs at all."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from logkit import PAGES, PERSON, RULES, START, URLS, Book, Reference, busy_log, line
from support import SAMPLES, assert_worded, briefly, needs_samples

from ssg.counters.ingest import find_logs
from ssg.counters.positions import ledger_turn, nothing_new

DAY = "2026-10-01"
A = (DAY, "/tin-tuc/a/")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def caddy(target: str, *, host: str = "thu.example", at: object = START.timestamp(), **asked: object) -> str:
    request = {"remote_ip": "198.51.100.7", "proto": "HTTP/2.0", "method": "GET", "host": host, "uri": target}
    said = {
        "level": "info",
        "ts": at,
        "logger": "http.log.access.log0",
        "request": {**request, "headers": {"User-Agent": [PERSON]}, **asked},
        "status": 200,
    }
    return json.dumps(said) + "\n"


IIS = "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
FIELDS = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) sc-status\n"
OTHER_FIELDS = "#Fields: date time c-ip cs-method cs-host cs-uri-stem cs-uri-query sc-status cs(User-Agent)\n"
AGENT = PERSON.replace(" ", "+")
COMMON = '198.51.100.7 - - [01/Oct/2026:08:00:00 +0700] "GET {} HTTP/1.1" 200 5120\n'
VHOST = "{}:443 " + line()
FORMATS = {
    "combined": (line(), {A: 1}),
    "nginx with a forwarded address": (line().replace('"\n', '" "10.0.0.1"\n') * 2, {A: 1}),
    "vhost_combined": (VHOST.format("thu.example") + VHOST.format("other.example"), {A: 1}),
    "vhost without a port": (VHOST.format("Thu.Example").replace(":443", "", 1), {A: 1}),
    "vhost of another site alone": (VHOST.format("other.example"), {}),
    "common": (COMMON.format("/tin-tuc/a/") + COMMON.format("/x/"), {A: 1}),
    "Caddy": (caddy("/tin-tuc/a/") + caddy("/tin-tuc/a/", host="other.example"), {A: 1}),
    "Caddy with a date": (caddy("/tin-tuc/a/", at="2026-10-01T08:00:00.123+0700"), {A: 1}),
    "Caddy with milliseconds": (caddy("/tin-tuc/a/", at=START.timestamp() * 1000), {A: 1}),
    "Caddy's own words": ('{"level":"info","msg":"serving"}\n' + caddy("/tin-tuc/a/"), {A: 1}),
    "Caddy with HEAD": (caddy("/tin-tuc/a/", method="HEAD"), {}),
    "IIS": (
        IIS + FIELDS + f"2026-10-01 01:00:00 10.0.0.2 GET /tin-tuc/a/ - 443 198.51.100.7 {AGENT} 200\n"
        f"2026-10-01 01:00:00 10.0.0.2 GET /index.php nv=news&id=7 443 198.51.100.8 {AGENT} 200\n"
        + OTHER_FIELDS
        + f"2026-10-01 01:00:00 198.51.100.9 GET thu.example /tin-tuc/a/ - 304 {AGENT}\n"
        f"2026-10-01 01:00:00 198.51.100.9 GET other.example /tin-tuc/a/ - 304 {AGENT}\n",
        {A: 3},
    ),
    "Windows line ends": ((line() + line(1, "/khong-co/")).replace("\n", "\r\n"), {A: 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_recognised(book: Book, name: str) -> None:
    text, expected = FORMATS[name]
    report = book.take(text)
    assert book.views() == expected
    assert [p.code for p in report.problems] == ["log.host"] * bool(report.tally.elsewhere)
    assert report.tally.unread == 0
    half = Book(book.folder / "half")  # a format is remembered with the position
    for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
        half.take(piece)
    assert half.views() == expected


def rename(log: Path, turn: int) -> None:
    log.rename(log.with_name(f"access.log.{turn}"))


def copytruncate(log: Path, turn: int) -> None:
    shutil.copyfile(log, log.with_name(f"access.log.{turn}"))
    os.truncate(log, 0)


def compress(log: Path, turn: int) -> None:
    with gzip.open(log.with_name(f"access.log.{turn}.gz"), "wb") as packed:
        packed.write(log.read_bytes())
    log.unlink()


def compress_the_one_before(log: Path, turn: int) -> None:
    for older in log.parent.glob("access.log.*[0-9]"):
        compress(older, turn)
    rename(log, turn)


def copy_half(log: Path, turn: int) -> None:
    """A copy that is still being made when the log is read, then finished."""
    data = log.read_bytes()
    log.with_name(f"copy-of-access.log.{turn}").write_bytes(data[: max(600, len(data) // 2)])


ROTATIONS: list[Callable[[Path, int], None]] = [
    rename, copytruncate, compress, compress_the_one_before, copy_half,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_rotation_neither_doubles_nor_loses_a_line(book: Book, seed: int) -> None:
    rng = random.Random(seed)
    text = busy_log(1500, seed, days=5)
    lines = text.splitlines(keepends=True)
    log = book.folder / "access.log"
    cuts = sorted({0, len(lines), *(rng.randrange(len(lines)) for _ in range(9))})
    for turn, (start, end) in enumerate(pairwise(cuts)):
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(lines[start:end]))
        for _ in range(rng.randrange(3)):
            book.read(*find_logs(book.folder, ["*access.log*"])[0])
        rng.choice(ROTATIONS)(log, turn)
    book.read(*find_logs(book.folder, ["*access.log*"])[0])
    assert book.all() == Reference().read(text, URLS).all()
    assert sum(r.tally.lines for r in book.reports) == len(lines)


def test_half_a_line_waits(book: Book) -> None:
    said = line()
    assert book.take(said + said[:40]).tally.lines == 1
    assert book.take(said[40:]).tally.lines == 1


def test_the_same_log_in_another_place_is_not_read_again(book: Book) -> None:
    text = busy_log(300)
    book.take(text)
    before = book.all()
    for name, data in {"copy.log": text.encode(), "copy.gz": gzip.compress(text.encode())}.items():
        (book.folder / name).write_bytes(data)
        assert book.read(book.folder / name).logs == 0
    assert book.all() == before


def test_nothing_new_is_known_without_opening_a_log(book: Book) -> None:
    log = book.folder / "access.log"
    assert not nothing_new(book.path, [log])
    assert nothing_new(book.path, [])
    book.take(line() + "half a line")
    turn = ledger_turn(book.path)
    assert nothing_new(book.path, [log])
    book.read(log)
    assert nothing_new(book.path, [log])
    with log.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not nothing_new(book.path, [log])
    book.read(log)
    assert ledger_turn(book.path) > turn
    log.unlink()
    assert not nothing_new(book.path, [log])


def test_logs_are_read_oldest_first_whatever_their_names(book: Book) -> None:
    for name, day in (("a.log", 3), ("b.log.gz", 1), ("c.log", 2)):
        text = "".join(line(day * 86_400 + n) for n in range(3)).encode()
        (book.folder / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    book.read(*find_logs(book.folder, ["*.log*", "a.*", "missing*"])[0])
    assert book.reports[0].tally.late == {}
    assert sum(book.views().values()) == 3
    assert find_logs(book.folder, ["missing*", "*.log"])[1] == ["missing*"]


def test_names_with_signs_of_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "nhật ký [1]"
    folder.mkdir()
    for name in ("access.log", "access[1].log"):
        (folder / name).write_text("", encoding="utf-8")
    patterns = ["access.*", "access[1].log", str(folder / "access.log"), "none.log"]
    found, missed = find_logs(folder, patterns)
    assert [path.name for path in found] == ["access.log", "access[1].log"]
    assert missed == ["none.log"]


GOOD = (line() + line(60, "/tin-tuc/b/")).encode()
ERROR_LOG = b'2026/10/01 08:00:00 [error] 7#7: *1 open() "/srv/x" failed, request: "GET /x HTTP/1.1"\n' * 5
LONG = b'198.51.100.7 - - [01/Oct/2026:08:00:00 +0700] "GET /' + b"a" * 2**20 + b' HTTP/1.1" 200 1 "-" "x"\n'
CUT = gzip.compress(b"".join(line(n).encode() for n in range(2000)))[:-200]
BROKEN = bytearray(gzip.compress(GOOD * 50))
BROKEN[-6] ^= 0xFF
BAD = {
    "error log": (ERROR_LOG, ["0:0 log.unknown"], 0),
    "binary": (bytes(random.Random(1).randbytes(50_000)), ["0:0 log.unknown"], 0),
    "one line of a gigabyte's kind": (b"\0" * 3_000_000, [], 0),
    "binary between": (GOOD + bytes(range(11, 256)) * 9 + b"\n", ["3:0 log.lines (warning)"], 2),
    "lines of 1 MB": (LONG + GOOD + LONG * 2, ["1:0 log.lines (warning)"], 2),
    "truncated .gz": (CUT, None, 2),
    "damaged .gz": (bytes(BROKEN), ["0:0 log.damaged"], 0),
    "empty": (b"", [], 0),
    "padded .gz": (gzip.compress(GOOD) + b"\0" * 512, [], 2),
    ".gz of two members": (gzip.compress(GOOD[:50]) + gzip.compress(GOOD[50:]), [], 2),
    ".gz of nothing": (gzip.compress(b""), [], 0),
    "gzip bomb": (gzip.compress(b"\0" * 2**26), [], 0),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_logs_are_told_and_leave_the_ledger_right(book: Book, name: str) -> None:
    data, codes, views = BAD[name]
    book.take(line(-86_400), name="good.log")
    before = book.all()
    bad, good = book.folder / "bad.log", book.folder / "other.log"
    bad.write_bytes(data)
    good.write_text(line(86_400), encoding="utf-8")
    report = book.read(bad, good)
    if codes is None:
        (found,) = report.problems
        assert (found.code, found.line, dict(found.values)["file"]) == ("log.cut", report.tally.lines - 1, "bad.log")
    else:
        assert briefly(report.problems) == codes
    assert_worded(report.problems)
    assert all(p.path == str(bad) for p in report.problems)
    assert sum(book.views().values()) == 2 + views
    assert set(before[0]) <= set(book.all()[0])


def test_a_truncated_gz_is_read_on_when_it_is_whole(book: Book) -> None:
    text = busy_log(3000).encode()
    path = book.folder / "access.log.1.gz"
    packed = gzip.compress(text)
    for size in (len(packed) // 3, len(packed) // 2, len(packed)):
        path.write_bytes(packed[:size])
        book.read(path)
    assert book.all() == Reference().read(text.decode(), URLS).all()


def test_folders_devices_and_locked_files(book: Book) -> None:
    (book.folder / "folder.log").mkdir()
    (book.folder / "gone.log").symlink_to(book.folder / "nowhere")
    names = ["folder.log", "gone.log"]
    if sys.platform != "win32":
        os.mkfifo(book.folder / "pipe.log")
        names.append("pipe.log")
    report = book.read(*(book.folder / name for name in names))
    assert [p.code for p in report.problems] == ["log.unreadable"] * len(names)
    assert_worded(report.problems)


def test_a_log_edited_behind_the_counters_back(book: Book) -> None:
    text = busy_log(400)
    book.take(text)
    before = book.all()
    log = book.folder / "access.log"
    lines = text.splitlines(keepends=True)
    log.write_text("".join(lines[:200] + lines[203:] + lines[:3]), encoding="utf-8", newline="\n")
    report = book.read(log)
    assert [p.code for p in report.problems] == ["log.changed"]
    assert book.all() == before


def test_a_late_log_is_counted_under_a_fresh_key_and_told(book: Book) -> None:
    book.take(line())
    book.take(line(2 * 86_400) + line(1) + line(2))
    report = book.reports[-1]
    assert [p.code for p in report.problems] == ["log.late"]
    assert report.tally.late == {9770: 1}
    assert book.views()[A] == 2


@needs_samples
def test_a_real_log_is_read_whole(book: Book) -> None:
    sample = SAMPLES / "logs" / "apache-combined-elastic-10k.log"
    pages = replace(PAGES, urls={"/": "/", "/blog/tags/puppet": "/blog/tags/puppet"})
    report = book.read(sample, pages=pages, rules=RULES)
    assert report.tally.lines == 10_000
    assert [(p.code, dict(p.values)["n"]) for p in report.problems] in ([], [("log.lines", "1")])
    assert book.views()
    assert report.tally.robots > 100
