"""The portal as the last build left it, so that a build after a small edit or a night's counts goes on from there.

Kept in two files of the cache: the portal itself, and a mark that says what of, written when all of a build is done
and taken away before the next one touches anything. Articles are not in it: the memory has them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ssg.base.errors import Problem
from ssg.base.files import Found, digest, is_settled, stream_atomic, write_atomic
from ssg.builder.stamp import Look, is_shelved, told_file
from ssg.content.files import is_text, may_lead_elsewhere
from ssg.model.pages import Plan
from ssg.model.places import CACHE, SSG_FOLDER
from ssg.site.portal import Portal
from ssg.state import STATE_FILE

_PORTAL, _MARK = "portal", "portal.json"
Facts = tuple[int, int, int]
"""Size, time and inode of a file."""


@dataclass(slots=True, kw_only=True)
class Standing:
    """A portal that was built and published without an error."""

    portal: Portal
    # without its articles
    categories: dict[str, tuple[str, ...]]
    # those found for articles that name none, by path
    digests: dict[str, str]
    # of the published articles, by path
    plan: Plan
    of_content: tuple[Problem, ...]
    of_portal: tuple[Problem, ...]
    # what was told of content/, and of the portal made from it
    has_blur: bool
    # whether an area of any photo is blurred


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a kept portal was made of, and what was printed since."""

    portal: str
    # digest of its file
    rest: str
    # digest of all inputs but articles and what lies beside them
    files: Mapping[str, Facts | None]
    # of all articles and what lies beside them, by path; None where the time vouches for nothing
    since: dt.datetime
    until: dt.datetime
    state: str
    # of the state's file
    urls: Collection[str] = ()
    # pages that were printed since, or may have to be
    digests: Mapping[str, str] = field(default_factory=dict)
    # of the articles that were published anew since, by path


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """Paths of articles, by what became of them."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """Other files that came."""


def put_away(root: Path) -> None:
    """Take the mark away: what is published is about to change."""
    with contextlib.suppress(OSError):
        _place(root, _MARK).unlink(missing_ok=True)


def keep_portal(root: Path, standing: Standing) -> str:
    """Write a portal; return the digest for its mark, "" where it could not be written."""
    portal = standing.portal
    articles, library = portal.addresses.articles, portal.library
    portal.forget()
    sizes, portal.sizes = portal.sizes, {}
    portal.addresses.articles, portal.library = {}, replace(library, articles=())
    try:
        return stream_atomic(_place(root, _PORTAL), lambda file: pickle.dump(standing, file, pickle.HIGHEST_PROTOCOL))
    except OSError:
        return ""
    finally:
        portal.addresses.articles, portal.library, portal.sizes = articles, library, sizes


def keep_mark(root: Path, mark: Mark) -> None:
    """Write a mark: all that it tells of is done."""
    told = {
        "portal": mark.portal,
        "rest": mark.rest,
        "files": mark.files,
        "since": mark.since.isoformat(),
        "until": mark.until.isoformat(),
        "state": mark.state,
        "urls": sorted(mark.urls),
        "digests": dict(mark.digests),
    }
    text = json.dumps(told).encode("utf-8", "surrogateescape")
    with contextlib.suppress(OSError):
        write_atomic(_place(root, _MARK), digest(text).encode() + b"\n" + text)


def find_mark(root: Path) -> Mark | None:
    """Return the mark of the kept portal, None where there is none that can be trusted."""
    try:
        seal, _, text = _place(root, _MARK).read_bytes().partition(b"\n")
        if digest(text).encode() != seal:
            return None
        told = json.loads(text)
        return Mark(
            portal=told["portal"],
            rest=told["rest"],
            files={path: (fact[0], fact[1], fact[2]) if fact else None for path, fact in told["files"].items()},
            since=dt.datetime.fromisoformat(told["since"]),
            until=dt.datetime.fromisoformat(told["until"]),
            state=told["state"],
            urls=told["urls"],
            digests=dict(told["digests"]),
        )
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def load_portal(root: Path, mark: Mark) -> Standing | None:
    """Return the portal of a mark, None where its file is not the one."""
    try:
        data = _place(root, _PORTAL).read_bytes()
    except OSError:
        return None
    if digest(data) != mark.portal:
        return None
    found: Standing = pickle.loads(data)  # our own bytes, as their digest says
    return found


def mark_of(portal: str, root: Path, seen: Look, since: dt.datetime, until: dt.datetime) -> Mark:
    """Return the mark of a portal, by the digest of its file, that was just made from the inputs seen."""
    facts = _facts_of(seen)
    return Mark(
        portal=portal,
        rest=seen.rest if seen.rest_settled else "",
        files={path: fact if is_settled(fact[1], seen.seen_ns) else None for path, fact in facts.items()},
        since=since,
        until=until,
        state=_state_of(root),
    )


def edited_since(mark: Mark, root: Path, seen: Look, now: dt.datetime) -> Edited | None:
    """Return the articles whose files changed or came since a mark was made, None where more than that did."""
    if (seen.rest, _state_of(root)) != (mark.rest, mark.state) or not mark.since <= now < mark.until:
        return None
    facts = _facts_of(seen)
    if not mark.files.keys() <= facts.keys():
        return None
    added = [path for path in facts if path not in mark.files]
    changed = [path for path, fact in mark.files.items() if facts[path] != fact]
    folded = {path.casefold() for path in mark.files} if added else set()
    if any(may_lead_elsewhere(path, folded) for path in added) or not all(map(is_text, changed)):
        return None
    return Edited(
        changed=tuple(changed),
        added=tuple(filter(is_text, added)),
        beside=tuple(path for path in added if not is_text(path)),
    )


def _state_of(root: Path) -> str:
    return told_file(root / SSG_FOLDER / STATE_FILE)


def _facts_of(seen: Look) -> dict[str, Facts]:
    """Return the facts of every file below content/ that is an article's or beside one, by path."""
    files = (item for item in seen.walked if isinstance(item, Found) and is_shelved(item))
    return {file.path: (file.size, file.mtime_ns, file.inode) for file in files}


def _place(root: Path, name: str) -> Path:
    return root / SSG_FOLDER / CACHE / name
