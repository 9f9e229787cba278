"""Fills a ledger with ten years of 2,000 pages viewed a day, and prints its size and how long its standings take.

Run by hand: ten_years.py
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from ssg.counters.ledger import Ledger
from ssg.counters.standings import read_standings
from ssg.counters.times import day_number

YEARS, PAGES, A_DAY, TIMES = 10, 10_000, 2_000, 5


def fill(ledger: Ledger, last: dt.date) -> None:
    """Enter the views and visits of every day up to ``last``."""
    rng = random.Random(1)
    with ledger.writing():
        pages = [ledger.page_id(f"/tin-tuc/bai-viet-so-{n}/") for n in range(PAGES)]
        for day in range(day_number(last) - 365 * YEARS, day_number(last) + 1):
            ledger.add_views(day, {page: rng.randrange(1, 60) for page in rng.sample(pages, A_DAY)})
            ledger.add_visits(day, 900)


def main() -> None:
    """Fill, read, print."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    now = dt.datetime(2026, 11, 1, 5, 0, tzinfo=zone)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "counters.sqlite3"
        with Ledger(path) as ledger:
            fill(ledger, now.date())
        took = []
        for _ in range(TIMES):
            began = time.perf_counter()
            with Ledger(path) as ledger:
                found = read_standings(ledger, now, lambda url: url, (7, 30, 90))
            took.append(time.perf_counter() - began)
        began = time.perf_counter()
        with Ledger(path) as ledger:
            read_standings(ledger, now, lambda url: url, (7, 30, 90, 365, 3660))
        long = time.perf_counter() - began
        print(f"{path.stat().st_size / 1e6:.0f} MB, {len(found.views)} pages")
        print(
            f"standings of 7, 30 and 90 days: {statistics.median(took):.3f} s; of 365 and 3,660 days too: {long:.3f} s"
        )


if __name__ == "__main__":
    main()
