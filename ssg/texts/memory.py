"""Where what is known of texts stays between runs; without numpy, so that whoever passes it on need not load it."""

from __future__ import annotations

from typing import Protocol


class Memory(Protocol):
    """A store of results; ``ssg.base.cache.Cache`` is one."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept, None where there is nothing."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a result."""


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
