"""Digests of records, so that two may be compared without keeping either; what many records share is digested once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from ssg.base.files import digest

_NOTHING, _EMPTY, _OPEN, _CLOSE = "\x1eNone", "\x1e()", "\x1e(", "\x1e)"
_Reader = Callable[[Any], tuple[Any, ...]]


class Seals:
    """Digests frozen records by their fields. ``shared`` names the types whose members are met again and again."""

    def __init__(self, shared: Collection[type]) -> None:
        self._shared = frozenset(shared)
        self._readers: dict[type, _Reader | None] = {}
        # type → what reads the fields that count, None for what is no record
        self._known: dict[int, tuple[Any, str]] = {}
        # id of a shared record → (the record, kept so that its id stays its own, and its digest)

    def of(self, record: Any) -> str:
        """Return the digest of a record, tuple or plain value (texts, numbers, dates, None).

        Fields with ``repr=False`` do not count: another field stands for them.
        """
        known = self._known.get(id(record))
        if known:
            return known[1]
        told: list[str] = []
        self._tell(record, told)
        seal = digest("\x1f".join(told).encode("utf-8", "surrogatepass"))
        if type(record) in self._shared:
            self._known[id(record)] = (record, seal)
        return seal

    def _tell(self, record: Any, told: list[str]) -> None:
        """Gather what tells a record from any other of its type."""
        kind, shared = type(record), self._shared
        if kind is tuple:
            values, name = record, _OPEN
        else:
            reader = self._readers[kind] if kind in self._readers else self._learn(kind)
            if reader is None:
                told.append(repr(record))
                return
            values, name = reader(record), kind.__name__
        told.append(name)
        for value in values:
            inner = type(value)
            if inner is str:
                told.append(value)
            elif inner in shared:
                known = self._known.get(id(value))
                told.append(known[1] if known else self.of(value))
            elif value is None:
                told.append(_NOTHING)
            elif inner is bool or inner is int:
                told.append(repr(value))
            elif inner is tuple and not value:
                told.append(_EMPTY)
            elif inner is date:
                told.append(value.isoformat())
            else:
                self._tell(value, told)
        told.append(_CLOSE)

    def _learn(self, kind: type) -> _Reader | None:
        """Return what reads the fields of a type that count."""
        reader: _Reader | None = None
        if is_dataclass(kind):
            names = [f.name for f in fields(kind) if f.repr]
            read = attrgetter(*names)
            reader = read if len(names) > 1 else lambda record: (read(record),)
        self._readers[kind] = reader
        return reader
