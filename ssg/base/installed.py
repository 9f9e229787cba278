"""Versions of installed packages, told without loading them, nor what reads their metadata."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def version_of(package: str, distribution: str) -> str:
    """Return the version of a package that is installed as a distribution, from the name of its metadata's folder; what
    tells its file from any other where it has none; "" where there is no such package.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    place = Path(spec.origin)
    known = _versions(str(place.parent.parent if spec.submodule_search_locations else place.parent))
    return known.get(_plain(distribution)) or _facts_of(place)


@cache
def _versions(folder: str) -> Mapping[str, str]:
    """Return the version of each distribution that lies in a folder, by its plain name."""
    try:
        names = sorted(path.name for path in Path(folder).iterdir())
    except OSError:
        return {}
    told = (name.rpartition(".")[0].partition("-") for name in names if name.endswith((".dist-info", ".egg-info")))
    return {_plain(name): version for name, _, version in told if version}


def _plain(distribution: str) -> str:
    return distribution.lower().replace("-", "_").replace(".", "_")


def _facts_of(place: Path) -> str:
    try:
        facts = place.stat()
    except OSError:
        return ""
    return f"{facts.st_size}-{facts.st_mtime_ns}"
