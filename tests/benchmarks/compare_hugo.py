"""Builds one portal with ssg and with Hugo, in turn, and prints medians, ratios and the goals.

    compare_hugo.py BENCH [--articles 10000] [--times 5] [--photos 48] [--related]

BENCH is the folder of make_workload.py, make_access_log.py and peers/hugo/prepare.sh. Hugo comes with the extra
``bench``. ``--related`` also builds once with Hugo's related content on, which takes minutes. Outputs are moved away
between runs, not removed: a file system may be slow where much was just deleted. The first new article is the first
build after a clean one, which has no earlier files to write over; the other comes after a night's counts. Run by hand.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

NEWEST = dt.datetime(2025, 12, 31, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
# later than all of the workload
SETTLE = 2.5
# seconds after an edit, so that a file's time vouches for its bytes


@dataclass(slots=True)
class Figures:
    """What was measured, by name."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=dict)
    # MB, all processes together

    def add(self, name: str, run: tuple[float, float]) -> None:
        """Note one run."""
        self.seconds.setdefault(name, []).append(run[0])
        self.memory.setdefault(name, []).append(run[1])
        print(f"  {name:28} {run[0]:8.2f} s {run[1]:7.0f} MB", flush=True)


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return seconds of a command and the most MB that its processes held together (shared pages counted once)."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, process.poll, peak))
    watch.start()
    said = process.communicate()[1]
    took = time.perf_counter() - began
    watch.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode(errors='replace')[-2000:]}")
    return took, peak[0]


def _watch(process: int, ended: Callable[[], int | None], peak: list[float]) -> None:
    while ended() is None:
        peak[0] = max(peak[0], sum(map(proportional_size, family(process))) / 1024)
        time.sleep(0.25)


def family(process: int) -> Iterator[int]:
    """Yield a process and all that it began."""
    yield process
    try:
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from family(int(child))
    except OSError:
        return


def proportional_size(process: int) -> int:
    """Return the KB a process holds, what it shares counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


class Bench:
    """One portal for both programs."""

    def __init__(self, bench: Path, work: Path, articles: int) -> None:
        self.bench, self.work = bench, work
        self.ours, self.hugo = work / "ssg", work / "hugo"
        self.turn = self.added = 0
        self._make(self.ours, articles, 0)
        self._prepare(self.ours, self.hugo, "--no-related")
        self.program = [sys.executable, "-c", "import sys; from ssg.cli import main; sys.argv[0] = 'ssg'; main()"]

    def _make(self, folder: Path, articles: int, photos: int) -> None:
        maker = [sys.executable, str(self.bench / "make_workload.py"), str(folder)]
        subprocess.run([*maker, "--articles", str(articles), "--photos", str(photos)], check=True)

    def _prepare(self, source: Path, target: Path, *more: str) -> None:
        subprocess.run(["sh", str(self.bench / "peers/hugo/prepare.sh"), str(source), str(target), *more], check=True)

    def put_away(self, *paths: Path) -> None:
        """Move files away."""
        self.turn += 1
        for path in paths:
            if path.exists():
                path.rename(self.work / f"old-{self.turn}-{path.name}")

    def build(self, folder: Path | None = None) -> tuple[float, float]:
        """Build with ssg."""
        return run([*self.program, "build"], folder or self.ours)

    def build_hugo(self, folder: Path | None = None) -> tuple[float, float]:
        """Build with Hugo, its output of before moved away."""
        self.put_away((folder or self.hugo) / "public")
        return run([str(Path(sys.executable).with_name("hugo")), "--quiet"], folder or self.hugo)

    def measure(self, figures: Figures) -> None:
        """Run every kind of build once."""
        self.put_away(self.ours / ".ssg", self.ours / "output")
        figures.add("ssg cold", self.build())
        figures.add("hugo", self.build_hugo())
        with self._edited(sorted((self.ours / "content").rglob("*.md"))[77 + self.turn], "\nThêm một câu.\n"):
            figures.add("ssg one body edited", self.build())
        self.build()
        figures.add("ssg nothing changed", self.build())
        self._add_article("mot")
        figures.add("ssg the first article", self.build())
        self._count()
        figures.add("ssg a night's counts", self.build())
        self._add_article("hai")
        figures.add("ssg a new article", self.build())
        figures.add("ssg --version", run([*self.program, "--version"], self.ours))

    def _add_article(self, number: str) -> None:
        """Write an article with a text of its own: the same twice would be twins."""
        name = f"bai-moi-{self.turn}-{number}"
        self.added += 1
        date = (NEWEST + dt.timedelta(minutes=self.added)).isoformat()  # as Hugo reads it too
        front = f"title: Bài mới {name}\ndate: {date}\nunit: don-vi-01\ncategory: hoc-sinh\nslug: {name}"
        text = f"Lần {name}, nhà trường tổ chức cho học sinh đi thực tế."
        (self.ours / f"content/{name}.md").write_text(f"---\n{front}\n---\n\n{text}\n", encoding="utf-8")

    @contextmanager
    def _edited(self, path: Path, more: str) -> Iterator[None]:
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
        time.sleep(SETTLE)
        yield

    def _count(self) -> None:
        """Append a night's lines to the access log, the night before being counted."""
        log, site = self.ours / "access.log", self.ours / "site.yaml"
        maker = [sys.executable, str(self.bench / "make_access_log.py"), str(self.ours / "content"), str(log)]
        subprocess.run([*maker, "--lines", "40000", "--days", "2", "--seed", str(self.turn)], check=True)
        lines = log.read_bytes().splitlines(keepends=True)
        log.write_bytes(b"".join(lines[:20_000]))
        if "counters:" not in site.read_text(encoding="utf-8"):
            with site.open("a", encoding="utf-8") as file:
                file.write("counters: {logs: [access.log]}\n")
        self.build()
        with log.open("ab") as file:
            file.writelines(lines[20_000:])
        time.sleep(SETTLE)

    def measure_photos(self, figures: Figures, photos: int) -> None:
        """Run both with photos, cold."""
        ours, hugo = self.work / "photos", self.work / "photos-hugo"
        if not ours.exists():
            self._make(ours, photos // 4, photos)
            self._prepare(ours, hugo, "--no-related")
        self.put_away(ours / ".ssg", ours / "output", hugo / "resources")
        figures.add("ssg photos", self.build(ours))
        figures.add("hugo photos", self.build_hugo(hugo))

    def measure_related(self, figures: Figures) -> None:
        """Run Hugo once with its related content on."""
        related = self.work / "hugo-related"
        self._prepare(self.ours, related)
        figures.add("hugo with related", self.build_hugo(related))


GOALS = (
    ("ssg cold", "hugo", 1.0), ("ssg cold", "hugo with related", 0.12), ("ssg one body edited", "hugo", 0.08),
    ("ssg nothing changed", "hugo", 0.05), ("ssg the first article", "hugo", 0.2), ("ssg a new article", "hugo", 0.2),
    ("ssg a night's counts", "hugo", 0.2),
    ("ssg photos", "hugo photos", 0.2),
)  # fmt: skip


def tell(figures: Figures) -> None:
    """Print medians beside the goals, and the median of the ratios of each turn: a machine may slow down between."""
    print(f"\n{'what':24} {'ssg':>8} {'hugo':>8} {'ratio':>7} {'goal':>7}")
    for ours, theirs, goal in GOALS:
        if {ours, theirs} <= figures.seconds.keys():
            pairs = [figures.seconds[name] for name in (ours, theirs)]
            a, b = map(statistics.median, pairs)
            once = len(pairs[1]) == 1
            ratio = a / b if once else statistics.median(x / y for x, y in zip(*pairs, strict=True))
            print(f"{ours:24} {a:7.2f}s {b:7.2f}s {ratio:7.3f} {goal:7.2f}")
    a, b = (max(figures.memory[name]) for name in ("ssg cold", "hugo"))
    print(f"{'peak memory':24} {a:6.0f}MB {b:6.0f}MB {a / b:7.3f} {0.5:7.2f}")
    print(f"{'ssg --version':24} {statistics.median(figures.seconds['ssg --version']):7.3f}s {'':24} ≤ 0.15 s")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--photos", type=int, default=48)
    parser.add_argument("--related", action="store_true")
    given = parser.parse_args()
    figures = Figures()
    work = Path(tempfile.mkdtemp(prefix="compare-hugo-"))
    print(f"{dt.datetime.now():%d/%m/%Y %H:%M}, {os.cpu_count()} processors, {given.articles} articles", flush=True)
    try:
        bench = Bench(given.bench.resolve(), work, given.articles)
        for _ in range(given.times):
            bench.measure(figures)
            if given.photos:
                bench.measure_photos(figures, given.photos)
        if given.related:
            bench.measure_related(figures)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        tell(figures)


if __name__ == "__main__":
    main()
