"""Access logs for tests: written line by line, and counted by a slow counter that keeps every rule in plain sight."""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes
from zoneinfo import ZoneInfo

from ssg.counters.counter import Rules
from ssg.counters.exchange import RATINGS, VIEWS, VISITS, export_rows
from ssg.counters.ingest import IngestReport, ingest
from ssg.counters.ledger import Ledger
from ssg.counters.pages import Pages

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = dt.datetime(2026, 10, 1, 8, 0, tzinfo=ZONE)
PERSON = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
URLS = {
    "/": "/",
    "/tin-tuc/": "/tin-tuc/",
    "/tin-tuc/a/": "/tin-tuc/a/",
    "/tin-tuc/b/": "/tin-tuc/b/",
    "/the/hội-nghị/": "/tin-tuc/b/",
    "/index.php?nv=news&id=7": "/tin-tuc/a/",
}
PAGES = Pages(urls=URLS, host="thu.example", rate_path="/_ssg/rate/", rated=frozenset({"/tin-tuc/a/", "/tin-tuc/b/"}))
RULES = Rules(zone=ZONE)


def line(
    seconds: float = 0,
    target: str = "/tin-tuc/a/",
    *,
    who: str = "198.51.100.7",
    agent: str = PERSON,
    method: str = "GET",
    status: int = 200,
    zone: dt.tzinfo = ZONE,
) -> str:
    """Return a line of the combined format, so many seconds after START."""
    stamp = (START + dt.timedelta(seconds=seconds)).astimezone(zone).strftime("%d/%b/%Y:%H:%M:%S %z")
    return f'{who} - - [{stamp}] "{method} {target} HTTP/1.1" {status} 5120 "-" "{agent}"\n'


@dataclass(slots=True)
class Book:
    """A portal's ledger in a folder of its own, and what it says."""

    folder: Path
    name: str = "counters.sqlite3"
    reports: list[IngestReport] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / ".ssg" / self.name

    def read(self, *logs: Path, pages: Pages = PAGES, rules: Rules = RULES) -> IngestReport:
        """Ingest logs."""
        with Ledger(self.path) as ledger:
            report = ingest(ledger, logs, pages, rules)
        self.reports.append(report)
        return report

    def take(self, text: str | bytes, name: str = "access.log") -> IngestReport:
        """Append to a log and ingest it."""
        path = self.folder / name
        self.folder.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return self.read(path)

    def rows(self, kind: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return what ``ssg counters export`` prints, without its head."""
        with Ledger(self.path) as ledger:
            return list(export_rows(ledger, kind))[1:]

    def views(self) -> dict[tuple[str, str], int]:
        """Return views by day and URL."""
        return {(day, url): int(count) for day, url, count in self.rows(VIEWS)}

    def visits(self) -> dict[str, int]:
        """Return visits by day."""
        return {day: int(count) for day, count in self.rows(VISITS)}

    def all(self) -> list[list[tuple[str, ...]]]:
        """Return everything the ledger says."""
        return [self.rows(kind) for kind in (VIEWS, VISITS, RATINGS)]


_LINE = re.compile(
    r'(\S+) - \S+ \[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "(\S+) (\S+) [^"]*" (\d{3}) \d+ "([^"]*)" "([^"]*)"'
)
_CRAWLERS = ("bot", "facebookexternalhit", "python-requests", "curl", "Zalo/1.0")


@dataclass(slots=True)
class Reference:
    """The counting rules, one after the other, for logs of the combined format whose lines come by time."""

    views: Counter[tuple[str, str]] = field(default_factory=Counter)
    visits: Counter[str] = field(default_factory=Counter)
    votes: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def read(self, text: str, urls: dict[str, str]) -> Reference:
        """Count a whole log."""
        last: dict[tuple[str, ...], dt.datetime] = {}
        for said in text.splitlines():
            found = _LINE.fullmatch(said)
            if not found:
                continue
            address, stamp, method, target, status, _, agent = found.groups()
            at = dt.datetime.strptime(stamp, "%d/%b/%Y:%H:%M:%S %z").astimezone(ZONE)
            day = at.date().isoformat()
            path, _, query = target.partition("?")
            path = unicodedata.normalize("NFC", unquote_to_bytes(path).decode("utf-8", "replace"))
            while "//" in path:
                path = path.replace("//", "/")
            if path.endswith("/index.html"):
                path = path[: -len("index.html")]
            url = urls.get(f"{path}?{query}") or urls.get(path)
            is_robot = agent in ("", "-") or any(name in agent for name in _CRAWLERS)
            if method != "GET" or is_robot:
                continue
            if path == "/_ssg/rate/" and status in ("200", "204", "304"):
                place, stars = re.fullmatch(r"url=([^&]+)&stars=([1-5])", query).groups()  # type: ignore[union-attr]
                if (day, address, agent, place, "vote") not in last:
                    last[day, address, agent, place, "vote"] = at
                    self.votes[day, place, stars] += 1
            if url is None or status not in ("200", "304"):
                continue
            before = last.get((day, address, agent, url))
            if before is not None and (at - before).total_seconds() < 1800:
                continue
            visit = last.get((day, address, agent))
            self.visits[day] += visit is None or (at - visit).total_seconds() >= 1800
            last[day, address, agent, url] = last[day, address, agent] = at
            self.views[day, url] += 1
        return self

    def all(self) -> list[list[tuple[str, ...]]]:
        """Return what a ledger says of the same log."""
        return [
            [(*place, str(n)) for place, n in sorted(self.views.items())],
            [(day, str(n)) for day, n in sorted(self.visits.items()) if n],
            [(*place, str(n)) for place, n in sorted(self.votes.items())],
        ]


def busy_log(lines: int, seed: int = 1, days: int = 6) -> str:
    """Return a log of readers, robots, assets, errors, votes, odd spellings and rubbish, its lines by time."""
    rng = random.Random(seed)
    readers = [
        (rng.choice([f"203.0.113.{n % 250}", f"2001:db8::{n:x}"]), f"{rng.choice([PERSON, PHONE])} v{n % 7}")
        for n in range(lines // 40 + 3)
    ]
    crawlers = [ROBOT, "curl/8.5.0", "python-requests/2.31.0", "Zalo/1.0", "-", "facebookexternalhit/1.1"]
    nfd = unicodedata.normalize("NFD", "/the/hội-nghị/")
    targets = [
        "/", "/tin-tuc/", "/tin-tuc/a/", "/tin-tuc/b/", "/tin-tuc/a/index.html", "//tin-tuc//a/", "/tin-tuc/%61/",
        "/tin-tuc/b/?utm_source=zalo", "/the/h%E1%BB%99i-ngh%E1%BB%8B/", "/index.php?nv=news&id=7", "/index.php?nv=8",
        "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in nfd.encode()), "/khong-co/", "/style.css",
        "/anh/a-960.webp", "/%c0%ae/", "/_ssg/rate/?url=/tin-tuc/a/&stars=4", "/_ssg/rate/?url=/tin-tuc/b/&stars=1",
    ]  # fmt: skip
    found = []
    for n in range(lines):
        who, agent = rng.choice(readers)
        if rng.random() < 0.01:
            found.append(
                rng.choice(['203.0.113.9 - - [bad] "\\x16\\x03" 400 0\n', "\x00\x01\x02\n", '"""""""\n', "\n"])
            )
            continue
        agent = rng.choice(crawlers) if rng.random() < 0.2 else agent
        method = rng.choices(["GET", "HEAD", "POST"], [20, 1, 1])[0]
        status = rng.choices([200, 304, 204, 301, 404, 500], [20, 4, 1, 1, 1, 1])[0]
        at = days * 86_400 * n / lines
        found.append(line(at, rng.choice(targets), who=who, agent=agent, method=method, status=status))
    return "".join(found)
