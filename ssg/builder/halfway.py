"""Builds that have to stop half way: why, and how much of them is out already."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ssg.base.errors import Problem, SsgError, hint, problem
from ssg.base.lengths import reason_of
from ssg.model.pages import Claim, Kind, Published, output_path
from ssg.model.places import Places


def problem_of(error: OSError, places: Places) -> Problem:
    """Return the problem of a file that the system refused, whichever it is."""
    path = Path(os.fsdecode(error.filename2 or error.filename or places.own))
    shown = path.relative_to(places.root).as_posix() if path.is_relative_to(places.root) else path.as_posix()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem("disk.full", shown, path=shown)
    ours = any(path.is_relative_to(folder) for folder in (places.output, places.live))
    return problem("output.readonly" if ours else "file.unreadable", shown, path=shown, reason=reason_of(error))


@contextmanager
def telling_what_is_out(places: Places, claims: Mapping[str, Claim], before: Mapping[str, Published]) -> Iterator[None]:
    """Add to an error that stops the build how many files and posts it published; ``before`` is what earlier ones did.

    Raises SsgError in place of OSError.
    """
    began_ns = time.time_ns()
    try:
        yield
    except SsgError as error:
        raise SsgError([*error.problems, _told(places, claims, before, began_ns)]) from error
    except OSError as error:
        raise SsgError([problem_of(error, places), _told(places, claims, before, began_ns)]) from error


def _told(places: Places, claims: Mapping[str, Claim], before: Mapping[str, Published], began_ns: int) -> Problem:
    files = posts = 0
    for url, claim in claims.items():
        path = output_path(url)
        known = before.get(path)
        try:
            facts = os.stat(places.output / path)  # noqa: PTH116 - once a file
        except OSError:
            continue
        # file systems count time in steps of two seconds at the most
        is_new = facts.st_mtime_ns >= began_ns - 2_000_000_000
        if is_new and (known is None or (known.size, known.mtime_ns) != (facts.st_size, facts.st_mtime_ns)):
            files += 1
            posts += claim.kind is Kind.ARTICLE
    return hint("build.halfway", n=files, posts=posts) if files else hint("build.nothing")
