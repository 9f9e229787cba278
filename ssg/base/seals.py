"""Digests of records, so that two may be compared without keeping either; what many records share is digested once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from typing import Any

from ssg.base.files import digest


class Seals:
    """Digests frozen records by their fields. ``shared`` names the types whose members are met again and again."""

    def __init__(self, shared: Collection[type]) -> None:
        self._shared = frozenset(shared)
        self._names: dict[type, tuple[str, ...] | None] = {}
        # type → names of the fields that count, None for what is no record
        self._known: dict[int, tuple[Any, str]] = {}
        # id of a shared record → (the record, kept so that its id stays its own, and its digest)

    def of(self, record: Any) -> str:
        """Return the digest of a record, tuple or plain value (texts, numbers, dates, None).

        Fields with ``repr=False`` do not count: another field stands for them.
        """
        known = self._known.get(id(record))
        return known[1] if known else self._digest(record)

    def _digest(self, record: Any) -> str:
        seal = digest("\x1f".join(self._told(record)).encode("utf-8", "surrogatepass"))
        if type(record) in self._shared:
            self._known[id(record)] = (record, seal)
        return seal

    def _told(self, record: Any) -> list[str]:
        """Return what tells a record from any other, one text a field."""
        if isinstance(record, tuple):
            return ["(", *map(self._value, record)]
        kind = type(record)
        names = self._names[kind] if kind in self._names else self._learn(kind)
        if names is None:
            return [repr(record)]
        value = self._value
        return [kind.__name__, *[value(getattr(record, name)) for name in names]]

    def _learn(self, kind: type) -> tuple[str, ...] | None:
        names = tuple(f.name for f in fields(kind) if f.repr) if is_dataclass(kind) else None
        self._names[kind] = names
        return names

    def _value(self, value: Any) -> str:
        kind = type(value)
        if kind is str:
            return f"'{value}"
        if value is None or kind is bool or kind is int:
            return repr(value)
        known = self._known.get(id(value))
        if known:
            return known[1]
        if kind is tuple:
            return "()" if not value else self._digest(value)
        return self._digest(value)
