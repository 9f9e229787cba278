"""All scenes; importing this module fills the list of pictures."""

from __future__ import annotations

from importlib import import_module

from .registry import PICTURES, STARTERS, Entry

_MODULES = (
    "teachers_day",
    "sports",
    "admission",
    "books",
    "closing",
    "opening",
    "care",
    "pioneers",
    "cell",
    "learning",
    "merger",
    "green",
    "planting",
    "reading",
    "jubilee",
    "reunion",
    "starter",
)


def pictures() -> dict[str, Entry]:
    """The pictures of the sample portal by path."""
    _load()
    return PICTURES


def starters() -> dict[str, Entry]:
    """The pictures of the starter portal by path."""
    _load()
    return STARTERS


def _load() -> None:
    for name in _MODULES:
        import_module(f"pictures.scene_{name}")
