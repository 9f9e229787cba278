"""The folders that one build reads from and writes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

OUTPUT, SSG_FOLDER, CACHE = "output", ".ssg", "cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of one build: those of the live portal, or those of a trial (``ssg build --output DIR``)."""

    root: Path
    """The portal's folder."""
    output: Path
    """Where pages go."""
    own: Path
    """What outlives the build: state, cache. A trial has its own, so that it changes nothing of the live portal's."""
    output_name: str = OUTPUT
    """The folder of the pages as messages name it."""
    is_trial: bool = False

    @property
    def live(self) -> Path:
        """The live portal's .ssg/, which a trial only reads (but for pictures that the cache keeps by digest)."""
        return self.root / SSG_FOLDER

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.own / CACHE

    @property
    def pictures(self) -> Path:
        """The cache of encoded and drawn pictures, each under its digest: one for the portal and its trials."""
        return self.live / CACHE

    def shown(self, path: str) -> str:
        """Return a published file's path as messages name it."""
        return f"{self.output_name}/{path}".removesuffix("/")


def shown_own(place: Path) -> str:
    """Return the path of a file as messages name it: from .ssg/ on where it lies there."""
    parts = place.parts
    first = len(parts) - parts[::-1].index(SSG_FOLDER) - 1 if SSG_FOLDER in parts else 0
    return Path(*parts[first:]).as_posix()


def live_places(root: Path) -> Places:
    """Return the folders of the portal in ``root`` itself."""
    return Places(root=root, output=root / OUTPUT, own=root / SSG_FOLDER)
