"""The stamp of a build: what it was made from and what it made, so that the next one ends at once where both stand.

Files are compared by what the system tells of them (size, time, inode). This module imports little: most builds of a
nightly job end here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ssg.base.build_key import build_key
from ssg.base.errors import Problem, Severity
from ssg.base.files import Found, Refused, digest, is_settled, matching, walk, write_atomic
from ssg.builder.report import CONTENT, STATIC, Options, Report
from ssg.model.places import Places
from ssg.model.posts import Stays

_NAME = "stamp"
_STATE = ("state.sqlite3", "counters.sqlite3", "standings.json", "hosting/nginx.conf", "hosting/web.config")
ONCE = (
    "url.moved",
    "url.moved.many",
    "url.dropped",
    "url.departed",
    "url.departed.many",
    "url.moved.unclear",
    "hosting.moved",
    "post.rescheduled",
    "output.replaced",
)
# problems that are news only once


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The inputs of a build as they were found at its beginning."""

    walked: tuple[Found | Refused, ...]
    # content/
    inputs: str
    # digest of all inputs but those below .ssg/
    rest: str
    # the same without articles and what lies beside them
    seen_ns: int
    # when
    settled: bool
    # False where a file was written in this very moment, so that its time vouches for nothing
    rest_settled: bool
    # the same of the rest


@dataclass(slots=True, kw_only=True)
class Trail:
    """What a build leaves for the stamp."""

    until: dt.datetime | None = None
    # the next instant at which the portal changes by itself; None: there is no telling
    watched: list[str] = field(default_factory=list)
    # patterns of files elsewhere that were read (logs)
    portal: str = ""
    # digest of the portal as it was kept, "" for none
    outputs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    # size and time of each published file


def look(root: Path, options: Options, themes: Path) -> Look:
    """Return the inputs of a build of the portal in ``root``; ``themes`` is the folder of the built-in themes."""
    now_ns = time.time_ns()
    content = root / CONTENT
    walked = tuple(walk(content, hidden=True)) if content.is_dir() else ()
    others = [
        (name, item)
        for name, folder in (("themes", root / "themes"), ("built-in", themes))
        if folder.is_dir()
        for item in walk(folder)
    ]
    shelved: list[Found] = []
    apart: list[Found | Refused] = []
    for item in walked:
        if isinstance(item, Found) and is_shelved(item):
            shelved.append(item)
        else:
            apart.append(item)
    lines = [build_key(), str(root.resolve()), repr((options.drafts, options.future, options.url))]
    lines += [told_file(path) for path in (root / "site.yaml",)]
    lines += [_told_item("content", item) for item in apart]
    lines += [_told_item(name, item) for name, item in others]
    rest = digest("\n".join(lines).encode("utf-8", "surrogateescape"))
    lines = [rest, *(_told_item("content", item) for item in shelved)]
    newest = _newest((*apart, *(item for _, item in others)))
    with contextlib.suppress(OSError):
        newest = max(newest, (root / "site.yaml").stat().st_mtime_ns)
    return Look(
        walked=walked,
        inputs=digest("\n".join(lines).encode("utf-8", "surrogateescape")),
        rest=rest,
        seen_ns=now_ns,
        settled=is_settled(max(newest, _newest(shelved)), now_ns),
        rest_settled=is_settled(newest, now_ns),
    )


def _newest(items: Iterable[Found | Refused]) -> int:
    return max((item.mtime_ns for item in items if isinstance(item, Found)), default=0)


def is_shelved(file: Found) -> bool:
    """Return whether a file below content/ is an article's or one that articles may show, under the name the portal
    knows it by.
    """
    path = file.path
    return (
        not path.startswith((f"{STATIC}/", "."))
        and "/." not in path
        and (path.isascii() or unicodedata.is_normalized("NFC", path))
    )


def still_stands(places: Places, options: Options, seen: Look, now: dt.datetime) -> Report | None:
    """Return the report of a build that has nothing to do, None where something may have changed."""
    try:
        seal, _, text = (places.cache / _NAME).read_bytes().partition(b"\n")
        if digest(text).encode() != seal:
            return None
        head, _, outputs = text.partition(b"\n")
        told = json.loads(head)
        since, until = (dt.datetime.fromisoformat(told[key]) for key in ("since", "until"))
        if options.clean or options.hide_broken or told["inputs"] != seen.inputs or not since <= now < until:
            return None
        if told["state"] != _state(places, told["watched"]) or not _outputs_stand(places.output, outputs):
            return None
        return _report(told, kept=outputs.count(b"\0"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def leave(places: Places, seen: Look, now: dt.datetime, trail: Trail, report: Report) -> None:
    """Write the stamp of a build that is done; without one the next build looks at everything."""
    path = places.cache / _NAME
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        if not seen.settled or trail.until is None or not report.published:
            return
        told = {
            "inputs": seen.inputs,
            "since": now.isoformat(),
            "until": trail.until.isoformat(),
            "watched": trail.watched,
            "state": _state(places, trail.watched),
            "problems": [_plain(p) for p in report.problems if p.code not in ONCE],
            "language": report.language,
            "zone": str(report.zone),
            "waiting": [at.isoformat() for at in report.waiting],
            "unpublished": list(report.unpublished),
            "stays": [(one.path, one.title, one.url) for one in report.stays],
        }
        outputs = "".join([f"{size} {mtime_ns} {path}\0" for path, (size, mtime_ns) in trail.outputs.items()])
        text = f"{json.dumps(told, ensure_ascii=False)}\n{outputs}".encode("utf-8", "surrogateescape")
        write_atomic(path, digest(text).encode() + b"\n" + text)


def _told_item(name: str, item: Found | Refused) -> str:
    if isinstance(item, Refused):
        return f"{name}/{item.path} {item.code} {item.reason}"
    return f"{name}/{item.path} {item.size} {item.mtime_ns} {item.inode}"


def told_file(path: Path) -> str:
    """Return what the system tells of a file, in a line."""
    try:
        facts = path.stat()
    except OSError as error:
        return f"{path} {error.errno}"
    return f"{path} {facts.st_size} {facts.st_mtime_ns} {facts.st_ino}"


def _state(places: Places, watched: Sequence[str]) -> list[str]:
    """Return what tells the state and the files elsewhere from what they were; a trial goes by the live state too."""
    own = [folder / name for folder in dict.fromkeys((places.own, places.live)) for name in _STATE]
    others = [path for pattern in watched for path in matching(places.root, pattern)]
    return [told_file(path) for path in (*own, *others)]


def _outputs_stand(output: Path, outputs: bytes) -> bool:
    """Return whether each published file, told behind its size and time, is there as it was."""
    folder = os.fspath(output)
    for told in outputs.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        size, mtime_ns, path = told.split(" ", 2)
        facts = os.stat(f"{folder}/{path}")  # noqa: PTH116 - once a page, and a Path costs more than the look
        if facts.st_size != int(size) or facts.st_mtime_ns != int(mtime_ns):
            return False
    return True


def _plain(problem: Problem) -> list[Any]:
    return [problem.code, problem.path, problem.line, problem.column, problem.values, problem.severity.value]


def _report(told: Mapping[str, Any], kept: int) -> Report:
    problems = [
        Problem(
            code=code,
            path=path,
            line=line,
            column=column,
            values=tuple((name, value) for name, value in values),
            severity=Severity(severity),
        )
        for code, path, line, column, values, severity in told["problems"]
    ]
    return Report(
        problems=problems,
        language=told["language"],
        zone=ZoneInfo(told["zone"]),
        kept=kept,
        published=True,
        waiting=tuple(dt.datetime.fromisoformat(at) for at in told["waiting"]),
        unpublished=tuple(told["unpublished"]),
        stays=tuple(Stays(path=path, title=title, url=url) for path, title, url in told["stays"]),
    )
