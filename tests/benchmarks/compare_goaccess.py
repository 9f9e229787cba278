"""Counts one access log with ssg and with GoAccess, in turn, and prints the medians.

    compare_goaccess.py ACCESS.log [--content CONTENT] [--times 5]

Both ignore robots. CONTENT is a folder of articles as ../shared/bench/make_workload.py writes them, whose pages are
counted; without it every path of the log that ends with "/" and was answered 200 is a page. Run by hand; it needs
goaccess (apt-get install goaccess).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_COUNT = """
import re, resource, sys, time
from pathlib import Path
from zoneinfo import ZoneInfo
from ssg.counters.counter import Rules
from ssg.counters.ingest import ingest
from ssg.counters.ledger import Ledger
from ssg.counters.pages import Pages
urls = {u: u for u in Path(sys.argv[3]).read_text(encoding="utf-8").split()}
pages = Pages(urls=urls, host="", rate_path="/_ssg/rate/", rated=())
began = time.perf_counter()
with Ledger(Path(sys.argv[1])) as ledger:
    report = ingest(ledger, [Path(sys.argv[2])], pages, Rules(zone=ZoneInfo("Asia/Ho_Chi_Minh")))
took = time.perf_counter() - began
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, report.tally.lines, report.tally.views)
"""


def find_urls(content: Path | None, log: Path) -> set[str]:
    """Return the URLs that are counted as pages."""
    if content is None:
        with log.open("rb") as file:
            found = (re.search(rb'"GET (/[^ ?"%]*/|/) [^"]*" 200 ', line) for line in file)
            return {match[1].decode("utf-8", "replace") for match in found if match}
    urls = {"/"}
    for path in content.rglob("*.md"):
        head = path.read_text(encoding="utf-8").split("---\n", 2)[1]
        front = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line and line[0] != " ")
        urls.add(f"/{front['category']}/{front['slug']}/")
    return urls


def run_ours(ledger: Path, log: Path, urls: Path) -> tuple[float, float, float, str]:
    """Return seconds in all and of the ingest alone, MB at the most, and what was counted."""
    began = time.perf_counter()
    command = [sys.executable, "-c", _COUNT, str(ledger), str(log), str(urls)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return time.perf_counter() - began, float(said[0]), float(said[1]), " ".join(said[2:])


def run_goaccess(log: Path, out: Path) -> tuple[float, float]:
    """Return seconds and MB at the most."""
    command = ["goaccess", str(log), "--log-format=COMBINED", "--ignore-crawlers", "--no-progress", "-o", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("goaccess failed")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Compare, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    if not shutil.which("goaccess"):
        sys.exit("goaccess is not installed")
    ours, inner, again, theirs, sizes = [], [], [], [], ([0.0], [0.0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        urls = folder / "urls.txt"
        urls.write_text("\n".join(sorted(find_urls(args.content, args.log))), encoding="utf-8")
        said = ""
        for turn in range(args.times):
            ledger = folder / str(turn) / "counters.sqlite3"
            seconds, ingest, size, said = run_ours(ledger, args.log, urls)
            ours.append(seconds)
            inner.append(ingest)
            sizes[0].append(size)
            again.append(run_ours(ledger, args.log, urls)[1])
            seconds, size = run_goaccess(args.log, folder / "report.json")
            theirs.append(seconds)
            sizes[1].append(size)
    median = statistics.median
    print(f"lines and views counted by ssg: {said}")
    print(f"{'':34}{'seconds':>9}{'MB':>7}")
    print(f"{'ssg, the process':34}{median(ours):9.2f}{max(sizes[0]):7.0f}")
    print(f"{'ssg, ingest alone':34}{median(inner):9.2f}")
    print(f"{'ssg, nothing new':34}{median(again):9.3f}")
    print(f"{'goaccess --ignore-crawlers':34}{median(theirs):9.2f}{max(sizes[1]):7.0f}")
    print(f"times as fast (whole processes):  {median(theirs) / median(ours):9.1f}")


if __name__ == "__main__":
    main()
