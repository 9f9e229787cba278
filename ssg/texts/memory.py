"""Where what is known of texts stays between runs; without numpy, so that whoever passes it on need not load it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Memory(Protocol):
    """A store of results; ``ssg.base.cache.Cache`` is one."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept, None where there is nothing."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedBasis:
    """A basis that outlives the run it was fitted in, so that no new text moves the vectors of others."""

    key: bytes
    """Digest of the texts it was fitted on."""
    size: int
    """How many texts these were."""
    data: bytes
    """As ``write_basis()`` wrote it."""

    def serves(self, texts: int) -> bool:
        """Return whether it serves a portal of so many texts: once these have grown by a quarter, a new one is due."""
        return texts * 4 <= self.size * 5


class Fresh:
    """A memory that knows only what is put into it now, and hands that on to another."""

    def __init__(self, behind: Memory) -> None:
        self._behind, self._new = behind, dict[str, bytes]()

    def get(self, key: str) -> bytes | None:
        """Return what was put here, None where nothing was."""
        return self._new.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep a result here and behind."""
        self._new[key] = value
        self._behind.put(key, value)
