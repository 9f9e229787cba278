"""What articles say, packed: terms of each text by path, read from the memory when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

from ssg.base.terms import TextFacts, facts_of
from ssg.content.article import Reading
from ssg.content.memory import Memory
from ssg.content.shelf import Shelf, read_source


class Terms(MutableMapping[str, bytes]):
    """Packed terms by path; ``facts`` tells them apart without reading any."""

    def __init__(self, readings: Mapping[str, Reading], shelf: Shelf, memory: Memory | None) -> None:
        self._places = {path: reading.source or reading.terms for path, reading in readings.items()}
        # the terms, or the digest of the source that the memory keeps them under
        self.facts: dict[str, TextFacts] = {path: reading.text_facts for path, reading in readings.items()}
        self._shelf, self._memory = shelf, memory

    def __getitem__(self, path: str) -> bytes:
        place = self._places[path]
        if isinstance(place, bytes):
            return place
        kept = self._memory.terms(place) if self._memory else None
        return read_source(path, self._shelf).terms if kept is None else kept

    def __setitem__(self, path: str, packed: bytes) -> None:
        self._places[path], self.facts[path] = packed, facts_of(packed)

    def __delitem__(self, path: str) -> None:
        del self._places[path], self.facts[path]

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
