"""What programs read of built pages: JSON-LD, and whether anything in it says nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitekit import Page


def graph(folder: Path, url: str) -> dict[str, Any]:
    """Return the JSON-LD nodes of a page by type; no value in it may be empty."""
    found = [json.loads(e.text or "") for e in Page(folder, url).all(".//script[@type='application/ld+json']")]
    assert len(found) == 1
    assert not list(empties(found[0]))
    return {node["@type"]: node for node in found[0]["@graph"]}


def empties(value: Any, path: str = "") -> Any:
    """Yield the paths of values that say nothing."""
    if value in ("", None, [], {}):
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from empties(inner, f"{path}.{key}")
