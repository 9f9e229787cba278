"""The meaning of the numbers: each rule by itself, and all of them against the slow counter."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logkit import PAGES, PERSON, RULES, START, URLS, Book, Reference, busy_log, line

DAY = "2026-10-01"
A, B, HOME = (DAY, "/tin-tuc/a/"), (DAY, "/tin-tuc/b/"), (DAY, "/")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_the_slow_counter_agrees_on_a_hundred_thousand_lines(book: Book) -> None:
    text = busy_log(100_000)
    report = book.take(text)
    expected = Reference().read(text, URLS)
    assert book.all() == expected.all()
    assert sum(expected.views.values()) > 10_000
    assert sum(expected.votes.values()) > 1_000
    assert report.tally.lines == 100_000
    assert report.tally.views == sum(expected.views.values())


COUNTED = {
    "plain": (line(), {A: 1}),
    "not modified": (line(status=304), {A: 1}),
    "query": (line(target="/tin-tuc/a/?fbclid=1"), {A: 1}),
    "index.html": (line(target="/tin-tuc/a/index.html"), {A: 1}),
    "home's index.html": (line(target="/index.html"), {HOME: 1}),
    "slashes": (line(target="//tin-tuc///a/"), {A: 1}),
    "percent": (line(target="/tin-tuc/%61/"), {A: 1}),
    "alias": (line(target="/the/h%E1%BB%99i-ngh%E1%BB%8B/"), {B: 1}),
    "alias in NFD": (line(target=unicodedata.normalize("NFD", "/the/hội-nghị/")), {B: 1}),
    "alias escaped by nginx": (line(target=r"/the/h\xE1\xBB\x99i-ngh\xE1\xBB\x8B/"), {B: 1}),
    "alias with a query": (line(target="/index.php?nv=news&id=7"), {A: 1}),
    "another query": (line(target="/index.php?nv=news&id=8"), {}),
    "home with a query": (line(target="/?p=1"), {HOME: 1}),
    "question mark encoded": (line(target="/index.php%3Fnv=news&id=7"), {}),
    "no slash at the end": (line(target="/tin-tuc/a"), {}),
    "no such page": (line(target="/tin-tuc/c/"), {}),
    "HEAD": (line(method="HEAD"), {}),
    "POST": (line(method="POST"), {}),
    "moved": (line(status=301), {}),
    "not found": (line(status=404), {}),
    "partial": (line(status=206), {}),
    "robot": (line(agent="Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"), {}),
    "Zalo's preview": (line(agent="Zalo/1.0"), {}),
    "Zalo's robot": (line(agent="Mozilla/5.0 (compatible; ZaloBot/1.2)"), {}),
    "Zalo's reader": (line(agent="Mozilla/5.0 (Linux; Android 13) Mobile Safari/537.36 Zalo android/12100651"), {A: 1}),
    "no agent": (line(agent="-"), {}),
    "empty agent": (line(agent=""), {}),
    "IPv6": (line(who="2001:db8:4802:1::9"), {A: 1}),
    "whole address": (line(target="http://thu.example/tin-tuc/a/"), {A: 1}),
    "another's whole address": (line(target="http://other.example/tin-tuc/a/"), {}),
    "escaped quotation marks": (line(agent=r"Mozilla \"x\" 5.0 (Windows NT 10.0)"), {A: 1}),
    "marks that fake a line": (line(agent=r'x\" \"GET /tin-tuc/b/ HTTP/1.1\" 200 1 \"-\" \"' + PERSON), {A: 1}),
    "time with another zone": (line(zone=dt.UTC), {A: 1}),
    "no such time": (line().replace("01/Oct/2026", "31/Feb/2026"), {}),
    "binary": ("\x16\x03\x01\x00\n" + line(), {A: 1}),
    "more columns": (line().replace('"\n', '" "203.0.113.5" 0.003\n'), {A: 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_a_view(book: Book, name: str) -> None:
    text, expected = COUNTED[name]
    book.take(line(-86_400, target="/tin-tuc/") + text)  # the first line tells the format
    assert {place: n for place, n in book.views().items() if place[0] == DAY} == expected


MINUTE = 60
REPEATS = {
    "29:59 later": ([0, 1799], 1, 1),
    "30:00 later": ([0, 1800], 2, 2),
    "since the last counted one": ([0, 20 * MINUTE, 40 * MINUTE], 2, 2),
    "the clock steps back": ([3600, 0, 1800, 3600 + 1799], 1, 1),
    "the clock steps back, then on": ([3600, 0, 3600 + 1800], 2, 2),
}


@pytest.mark.parametrize("name", REPEATS)
def test_repeats(book: Book, name: str) -> None:
    seconds, views, visits = REPEATS[name]
    book.take("".join(line(at) for at in seconds))
    assert (book.views(), book.visits()) == ({A: views}, {DAY: visits})


def test_repeats_as_long_as_the_site_says(book: Book) -> None:
    log = book.folder / "access.log"
    log.write_text("".join(line(at) for at in (0, 5, 300)), encoding="utf-8")
    book.read(log, rules=replace(RULES, repeat_minutes=5))
    other = Book(book.folder, name="all.sqlite3")
    other.read(log, rules=replace(RULES, repeat_minutes=0))
    assert (book.views(), other.views()) == ({A: 2}, {A: 3})


VISITS = {
    "one": ([(0, "/"), (60, "/tin-tuc/a/"), (1859, "/tin-tuc/b/")], 1),
    "two": ([(0, "/"), (1800, "/tin-tuc/a/")], 2),
    "a repeat is no view and does not prolong": ([(0, "/"), (1700, "/"), (1900, "/tin-tuc/a/")], 2),
}


@pytest.mark.parametrize("name", VISITS)
def test_visits(book: Book, name: str) -> None:
    said, visits = VISITS[name]
    book.take("".join(line(at, target) for at, target in said))
    assert book.visits() == {DAY: visits}


def test_two_agents_behind_one_address_are_two_visitors(book: Book) -> None:
    book.take(line() + line(1, agent="Another/1.0 (X11)") + line(2, who="198.51.100.8"))
    assert (book.views(), book.visits()) == ({A: 3}, {DAY: 3})


def test_a_visitor_is_a_new_one_after_midnight_in_the_portals_zone(book: Book) -> None:
    midnight = (dt.datetime(2026, 10, 2, tzinfo=START.tzinfo) - START).total_seconds()
    book.take(line(midnight - 1, zone=dt.UTC) + line(midnight, zone=dt.UTC))
    assert book.views() == {A: 1, ("2026-10-02", "/tin-tuc/a/"): 1}
    assert book.visits() == {DAY: 1, "2026-10-02": 1}


VOTES = {
    "one": ([(0, "url=%2Ftin-tuc%2Fa%2F&stars=4", 200)], {("/tin-tuc/a/", "4"): 1}),
    "no content": ([(0, "url=/tin-tuc/a/&stars=4", 204)], {("/tin-tuc/a/", "4"): 1}),
    "twice a day": (
        [(0, "url=/tin-tuc/a/&stars=4", 200), (9000, "url=/tin-tuc/a/&stars=1", 304)],
        {("/tin-tuc/a/", "4"): 1},
    ),
    "two pages": (
        [(0, "url=/tin-tuc/a/&stars=4", 200), (1, "url=/tin-tuc/b/&stars=5", 200)],
        {("/tin-tuc/a/", "4"): 1, ("/tin-tuc/b/", "5"): 1},
    ),
    "an old address": ([(0, "url=/the/h%E1%BB%99i-ngh%E1%BB%8B/&stars=2", 200)], {("/tin-tuc/b/", "2"): 1}),
    "not found": ([(0, "url=/tin-tuc/a/&stars=4", 404)], {}),
    "six stars": ([(0, "url=/tin-tuc/a/&stars=6", 200)], {}),
    "no stars": ([(0, "url=/tin-tuc/a/", 200)], {}),
    "a page without stars": ([(0, "url=/&stars=5", 200)], {}),
    "another site's page": ([(0, "url=//evil.example/&stars=5", 200)], {}),
    "rubbish": ([(0, "url=%ff&stars=%zz&&&", 200)], {}),
}  # fmt: skip


@pytest.mark.parametrize("name", VOTES)
def test_votes(book: Book, name: str) -> None:
    said, expected = VOTES[name]
    book.take(line(-60, "/") + "".join(line(at, f"/_ssg/rate/?{q}", status=status) for at, q, status in said))
    found = {(url, stars): int(n) for _, url, stars, n in book.all()[2]}
    assert found == expected
    assert book.views() == {HOME: 1}


def test_a_line_of_another_day_between_two_of_one_minute(book: Book) -> None:
    odd = line(90_000, "/tin-tuc/b/", agent=r"Mozilla \"x\" (Windows NT 10.0)")
    book.take(line(0) + odd + line(10, who="198.51.100.9") + odd + line(20, who="198.51.100.10"))
    assert book.views() == {A: 3, ("2026-10-02", "/tin-tuc/b/"): 1}


def test_a_vote_the_next_day_counts_again(book: Book) -> None:
    vote = "/_ssg/rate/?url=/tin-tuc/a/&stars=5"
    book.take(line(0, vote) + line(86_400, vote) + line(86_460, vote))
    assert [row[3] for row in book.all()[2]] == ["1", "1"]


def test_a_portal_below_a_path_of_its_host(book: Book) -> None:
    pages = replace(
        PAGES, urls={"/lam-khe/": "/", "/lam-khe/a/": "/a/"}, rate_path="/lam-khe/_ssg/rate/", rated={"/a/"}
    )
    log = book.folder / "access.log"
    text = line(0, "/lam-khe/a/") + line(1, "/a/") + line(2, "/lam-khe/_ssg/rate/?url=%2Flam-khe%2Fa%2F&stars=3")
    log.write_text(text, encoding="utf-8")
    book.read(log, pages=pages)
    assert book.views() == {(DAY, "/a/"): 1}
    assert book.all()[2] == [(DAY, "/a/", "3", "1")]


@settings(deadline=None, max_examples=40, database=None, derandomize=True)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.floats(0, 1), max_size=6))
def test_pieces_cut_anywhere_give_the_ledger_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[float]
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    data = busy_log(400, seed, days=4).encode()
    whole, pieces = Book(folder / "whole"), Book(folder / "pieces")
    whole.take(data)
    places = sorted({0, len(data), *(int(cut * len(data)) for cut in cuts)})
    for start, end in pairwise(places):
        pieces.take(data[start:end])
        pieces.read(pieces.folder / "access.log")  # and each piece twice
    assert pieces.all() == whole.all()
    assert sum(r.tally.lines for r in pieces.reports) == 400
    assert pieces.all() == Reference().read(data.decode(), URLS).all()
