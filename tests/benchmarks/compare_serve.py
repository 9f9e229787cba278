"""Previews one portal with ``ssg serve`` and with ``hugo server``, in turn, and prints medians beside the goals.

    compare_serve.py BENCH [--articles 10000] [--times 3] [--saves 30]

BENCH is the folder of make_workload.py and peers/hugo/prepare.sh. Measured are the seconds until a first page is
served (cold: nothing kept from before; warm: as it was left), the milliseconds from a save until the page in an open
Chromium shows it (of a sentence of the body, and of the title), and the memory of all processes. Each program reloads
the page in its own way. Needs Chromium, and the extras ``bench`` and ``dev``. Run by hand.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from compare_hugo import family, proportional_size
from playwright.sync_api import Browser, Page, sync_playwright

PATIENCE = 300.0
# seconds for a server to begin
PAUSE = 0.4
# seconds between saves: an editor's, and enough for either program to be done with the last one
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
MARK = "lanluu"
WATCH = """
(() => {
  let last = -1;
  const look = () => {
    const now = Date.now();
    const found = document.documentElement?.textContent.match(/lanluu(\\d+)x/g) ?? [];
    for (const one of found) {
      const number = Number(one.slice(6, -1));
      if (number > last) { last = number; saw(number, now); }
    }
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true});
})();
"""
# runs in every page before its own scripts, also after a reload; ``x`` tells a whole number from half of one


@dataclass(slots=True)
class Figures:
    """What was measured, by program and name."""

    values: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def add(self, who: str, what: str, values: Sequence[float]) -> None:
        """Note measured values."""
        self.values.setdefault((who, what), []).extend(values)
        middle = statistics.median(values)
        print(f"  {who:5} {what:24} {middle:9.2f}  (most {max(values):.2f}, of {len(values)})", flush=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One of the two, with a portal of its own."""

    name: str
    command: tuple[str, ...]
    # "PORT" stands for the port
    folder: Path
    kept: tuple[str, ...]
    # what it keeps between runs, to be put away for a cold start

    def url_of(self, article: Path) -> str:
        """Return an article's path on the server."""
        if self.name == "hugo":
            return f"/{article.relative_to(self.folder / 'content').with_suffix('').as_posix()}/"
        head = dict(line.split(": ", 1) for line in article.read_text("utf-8").splitlines()[1:12] if ": " in line)
        return f"/{head['category']}/{head['slug']}/"

    def put_away(self, work: Path, turn: int) -> None:
        """Move away what it kept."""
        for name in self.kept:
            if (self.folder / name).exists():
                (self.folder / name).rename(work / f"old-{self.name}-{turn}-{name.replace('/', '-')}")


@contextmanager
def running(program: Program, article: Path) -> Iterator[tuple[str, float, int]]:
    """Run a server; give the article's URL, the seconds until it was served, and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [part.replace("PORT", str(port)) for part in program.command]
    url = f"http://127.0.0.1:{port}{program.url_of(article)}"
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=program.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not is_served(url):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                sys.exit(f"{' '.join(command)}: no page at {url}")
            time.sleep(0.02)
        yield url, time.perf_counter() - began, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def is_served(url: str) -> bool:
    """Return whether a page is there."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def memory_of(process: int) -> float:
    """Return the MB of a process and all that it began."""
    return sum(map(proportional_size, family(process))) / 1024


class Editor:
    """Saves one article again and again while a browser looks at it, and notes when each save was seen."""

    def __init__(self, browser: Browser, article: Path, url: str) -> None:
        self._article = article
        self._text = article.read_text(encoding="utf-8")
        self._seen: dict[int, float] = {}
        self._number = 0
        context = browser.new_context()
        context.expose_function("saw", lambda number, at: self._seen.setdefault(int(number), at / 1000))
        context.add_init_script(WATCH)
        self._page: Page = context.new_page()
        self._page.goto(url, wait_until="load")
        self._page.wait_for_timeout(1000)

    def save_many(self, kind: str, times: int) -> list[float]:
        """Return the milliseconds from each save until it was seen; ``kind`` is ``body`` or ``title``."""
        return [self._save(kind) for _ in range(times)]

    def close(self) -> None:
        """Put the article back."""
        self._article.write_text(self._text, encoding="utf-8")
        self._page.context.close()

    def _save(self, kind: str) -> float:
        self._number += 1
        mark = f"{MARK}{self._number}x"
        if kind == "title":
            text = self._text.replace('title: "', f'title: "{mark} ', 1)
        else:
            text = f"{self._text}\nThêm một câu {mark}.\n"
        data = text.encode()
        at = time.time()
        self._article.write_bytes(data)
        deadline = at + PATIENCE
        while self._number not in self._seen:
            if time.time() > deadline:
                sys.exit(f"{self._article}: save {self._number} was not seen")
            self._page.wait_for_timeout(5)
        self._page.wait_for_timeout(PAUSE * 1000)
        return (self._seen[self._number] - at) * 1000


def measure(program: Program, browser: Browser, figures: Figures, saves: int) -> None:
    """Start a server warm, save into it, and note all figures."""
    article = sorted((program.folder / "content").rglob("*.md"))[77]
    with running(program, article) as (url, seconds, process):
        figures.add(program.name, "warm start, s", [seconds])
        figures.add(program.name, "memory at first, MB", [memory_of(process)])
        editor = Editor(browser, article, url)
        try:
            editor.save_many("body", 2)
            figures.add(program.name, "body saved, ms", editor.save_many("body", saves))
            figures.add(program.name, "title saved, ms", editor.save_many("title", saves))
            figures.add(program.name, "memory at last, MB", [memory_of(process)])
        finally:
            editor.close()


def prepare(bench: Path, work: Path, articles: int) -> tuple[Program, Program]:
    """Make one portal for both programs."""
    ours, hugo = work / "ssg", work / "hugo"
    maker = [sys.executable, str(bench / "make_workload.py"), str(ours)]
    subprocess.run([*maker, "--articles", str(articles), "--photos", "0"], check=True)
    prepare = ["sh", str(bench / "peers/hugo/prepare.sh"), str(ours), str(hugo), "--no-related"]
    subprocess.run(prepare, check=True)
    start = (sys.executable, "-c", "import sys; from ssg.cli import main; sys.argv[0] = 'ssg'; main()")
    binary = str(Path(sys.executable).with_name("hugo"))
    return (
        Program(name="ssg", command=(*start, "serve", "--port", "PORT"), folder=ours, kept=(".ssg", "output")),
        Program(
            name="hugo",
            command=(binary, "server", "--bind", "127.0.0.1", "--port", "PORT"),
            folder=hugo,
            kept=("resources", "public", ".hugo_build.lock"),
        ),
    )


def tell(figures: Figures) -> None:
    """Print medians, 95th percentiles and ratios, and whether the goals hold."""
    print(f"\n{'what':24} {'ssg':>10} {'hugo':>10} {'ratio':>7}")
    for what in dict.fromkeys(what for _, what in figures.values):
        ours, theirs = (figures.values[who, what] for who in ("ssg", "hugo"))
        a, b = statistics.median(ours), statistics.median(theirs)
        print(f"{what:24} {a:10.2f} {b:10.2f} {a / b:7.3f}")
        if what.endswith("saved, ms"):
            late, late_hugo = (sorted(values)[int(len(values) * 0.95)] for values in (ours, theirs))
            verdict = "held" if a <= 100 and late <= 200 else "MISSED"
            print(
                f"{'  95 of 100 within':24} {late:10.2f} {late_hugo:10.2f} {late / late_hugo:7.3f}   100/200: {verdict}"
            )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--saves", type=int, default=30)
    given = parser.parse_args()
    figures = Figures()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    work = Path(tempfile.mkdtemp(prefix="compare-serve-"))
    print(f"{dt.datetime.now():%d/%m/%Y %H:%M}, {os.cpu_count()} processors, {given.articles} articles", flush=True)
    try:
        programs = prepare(given.bench.resolve(), work, given.articles)
        with sync_playwright() as playwright:
            for turn in range(given.times):
                for program in programs:
                    program.put_away(work, turn)
                    article = sorted((program.folder / "content").rglob("*.md"))[77]
                    with running(program, article) as (_, seconds, _process):
                        figures.add(program.name, "cold start, s", [seconds])
                    with contextlib.closing(
                        playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                    ) as browser:
                        measure(program, browser, figures, given.saves)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    tell(figures)


if __name__ == "__main__":
    main()
