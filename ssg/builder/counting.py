"""The counters of one portal: its addresses for those who read logs, its standings from the ledger for its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ssg.base.errors import Problem, SsgError, hint, problem, warning
from ssg.builder.desk import Desk
from ssg.counters.counter import Rules
from ssg.counters.ingest import IngestReport, find_logs, ingest
from ssg.counters.ledger import LEDGER_FILE, Ledger
from ssg.counters.pages import Pages, address_key, host_of, path_key
from ssg.counters.positions import is_read
from ssg.counters.snapshot import SNAPSHOT_FILE, load_standings, save_standings
from ssg.counters.standings import WINDOWS, Resolve, read_standings
from ssg.model.pages import Claim, Plan, Standings
from ssg.model.places import SSG_FOLDER
from ssg.site.aliases import alias_file
from ssg.site.kinds import KINDS
from ssg.site.plan import make_plan
from ssg.site.portal import Portal

RATE_URL = "/_ssg/rate/"
LEDGER, SNAPSHOT = f"{SSG_FOLDER}/{LEDGER_FILE}", f"{SSG_FOLDER}/{SNAPSHOT_FILE}"


def count(desk: Desk, portal: Portal, plan: Plan) -> Standings:
    """Read what is new in the access logs that site.yaml names, and return what the ledger knows at this instant.

    A trial reads no log and leaves the ledger alone: it shows what the last build of the live portal did.
    What is wrong is told in the desk's report. Where the ledger is gone or cannot be read, the standings of the last
    build serve, so that no page ever shows less than it did; raises SsgError where there are none either.
    """
    root, told = desk.root, desk.report.problems
    path, snapshot = root / LEDGER, root / SNAPSHOT
    if desk.places.is_trial:
        return load_standings(snapshot) or Standings()
    logs, missed = find_logs(root, portal.config.counters.logs)
    last = load_standings(snapshot)
    if not path.exists():
        if last and (last.views or last.statistics):
            told.append(problem("ledger.missing", LEDGER, path=LEDGER, kept=SNAPSHOT))
            return last
        if not logs:
            told += [warning("ledger.none", "site.yaml")] if missed else []
            return Standings()
    tell = hint if logs else warning
    told += [tell("log.none", "site.yaml", pattern=pattern) for pattern in missed]
    try:
        with Ledger(path) as ledger:
            if not is_read(ledger, logs):
                told += _ingest(ledger, logs, portal, plan)
            standings = read_portal_standings(ledger, portal)
    except SsgError as error:
        if last is None:
            raise
        told += error.problems
        return last
    save_standings(snapshot, standings)
    return standings


def _ingest(ledger: Ledger, logs: Iterable[Path], portal: Portal, plan: Plan) -> tuple[Problem, ...]:
    """Read logs; a ledger that cannot be written now may still be read."""
    try:
        return ingest_logs(ledger, logs, portal, plan).problems
    except SsgError as error:
        return error.problems


def ingest_logs(ledger: Ledger, logs: Iterable[Path], portal: Portal, plan: Plan | None = None) -> IngestReport:
    """Count what is new in logs for a portal, whose ``plan`` is made where it is not at hand; raises SsgError where
    the ledger cannot be written.
    """
    rules = Rules(zone=portal.config.zone, repeat_minutes=portal.config.counters.repeat_minutes)
    return ingest(ledger, logs, pages_of(portal, plan), rules)


def read_portal_standings(ledger: Ledger, portal: Portal, *more: int) -> Standings:
    """Return a portal's standings, with the windows that its blocks ask for and ``more`` of them (days)."""
    config = portal.config
    asked = {config.lists.most_read_days, *(block.days for block in config.blocks if block.days)}
    windows = {*WINDOWS, *asked, *more}
    return read_standings(ledger, portal.clock.now, resolver(portal), windows, config.counters.visits_before)


def pages_of(portal: Portal, plan: Plan | None = None) -> Pages:
    """Return the addresses of a portal: every page a reader can open, and every alias."""
    base = portal.config.base_path
    plan = plan or make_plan(portal, ())[0]
    urls = {path_key((base + url).encode()): url for url, claim in plan.claims.items() if _is_counted(claim)}
    for alias, url in _aliases(portal):
        urls.setdefault(address_key(base + alias), url)
    return Pages(
        urls=urls,
        host=host_of(portal.config.origin.split("://", 1)[-1]),
        rate_path=base + RATE_URL,
        rated=frozenset(map(portal.url, portal.tallies.rated)),
    )


def _is_counted(claim: Claim) -> bool:
    return claim.kind in KINDS and KINDS[claim.kind].counted


def _aliases(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield each old address, and the address of its redirect page, with the URL it leads to."""
    for alias, url in portal.redirects().items():
        if url not in portal.addresses.files and not url.endswith(".xml"):
            yield alias, url
            if file := alias_file(alias):
                yield file, url


def resolver(portal: Portal) -> Resolve:
    """Return the function that turns a URL of the ledger into that of the page it leads to now."""
    moved = {address_key(alias): url for alias, url in _aliases(portal)}
    standing = set(portal.addresses.url.values())
    return lambda url: url if url in standing else moved.get(url, url)
