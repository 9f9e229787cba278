"""What the ledger said last, kept beside it: where the ledger cannot be read, pages show that and never less."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ssg.base.files import digest, write_atomic
from ssg.model.articles import Rating
from ssg.model.pages import Standings, Statistics

SNAPSHOT_FILE = "standings.json"


def save_standings(path: Path, standings: Standings) -> None:
    """Keep standings; a file that holds the same is left alone. Raises OSError where it cannot be written."""
    text = json.dumps(_plain(standings), ensure_ascii=False, separators=(",", ":"))
    data = f"{digest(text.encode())}\n{text}\n".encode()
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass  # not there yet, or not readable: written anew
    write_atomic(path, data)


def load_standings(path: Path) -> Standings | None:
    """Return the standings that were kept, None where there are none or the file is damaged."""
    try:
        seal, _, text = path.read_text(encoding="utf-8").partition("\n")
        if digest(text.removesuffix("\n").encode()) != seal:
            return None
        return _read(json.loads(text))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _plain(standings: Standings) -> dict[str, Any]:
    told = standings.statistics
    return {
        "views": dict(standings.views),
        "windows": {str(days): dict(views) for days, views in standings.windows.items()},
        "ratings": {url: [r.points, r.votes] for url, r in standings.ratings.items()},
        "statistics": {k: v if isinstance(v, int) else v.isoformat() for k, v in asdict(told).items()}
        if told
        else None,
    }


def _read(said: dict[str, Any]) -> Standings:
    told = said["statistics"]
    if told:
        told["as_of"] = dt.datetime.fromisoformat(told["as_of"])
        told["day"] = dt.date.fromisoformat(told["day"])
    return Standings(
        views=said["views"],
        windows={int(days): views for days, views in said["windows"].items()},
        ratings={url: Rating(points=points, votes=votes) for url, (points, votes) in said["ratings"].items()},
        statistics=Statistics(**told) if told else None,
    )
