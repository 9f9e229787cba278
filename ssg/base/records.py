"""Frozen records to plain lists and back, by their declared types: small to keep, quick to read, no code in them."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from ssg.base.dates import instant

Plain = Any
"""What JSON can hold: None, bool, int, float, str and lists of these."""
_Step = Callable[[Any], Any]
_MOST = 10_000
# different tuples of one type that are shared


class Records:
    """Packs and unpacks dataclasses. Fields with ``repr=False`` are left out and come back as ``""``: another field
    stands for them. Instants come back in ``zone``, whole seconds.
    """

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._packers: dict[Any, _Step | None] = {}
        self._unpackers: dict[Any, _Step | None] = {}

    def pack(self, kind: Any, value: Any) -> Plain:
        """Return a value of the type ``kind`` as plain lists."""
        step = self._packer(kind)
        return step(value) if step else value

    def unpack(self, kind: Any, plain: Plain) -> Any:
        """Return the value that pack() packed; raises ValueError, TypeError or IndexError for anything else."""
        step = self._unpacker(kind)
        return step(plain) if step else plain

    def _packer(self, kind: Any) -> _Step | None:
        """Return what packs values of a type, None where they are plain already."""
        if kind not in self._packers:
            self._packers[kind] = self._make(kind, self._packer, _PACKED, _pack_record)
        return self._packers[kind]

    def _unpacker(self, kind: Any) -> _Step | None:
        if kind not in self._unpackers:
            zone = self._zone
            own = {**_UNPACKED, dt.datetime: lambda seconds: instant(seconds, zone)}
            self._unpackers[kind] = self._make(kind, self._unpacker, own, _unpack_record)
        return self._unpackers[kind]

    def _make(
        self, kind: Any, inner: Callable[[Any], _Step | None], known: dict[Any, _Step], record: Callable[..., _Step]
    ) -> _Step | None:
        if kind in (str, int, bool, float, type(None)):
            return None
        if kind in known:
            return known[kind]
        if is_dataclass(kind) and isinstance(kind, type):
            hints = typing.get_type_hints(kind)
            return record(kind, [(f.name, f.repr, inner(hints[f.name]) if f.repr else None) for f in fields(kind)])
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            (only,) = (a for a in arguments if a is not type(None))
            step = inner(only)
            return _optional(step) if step else None
        if origin is tuple:
            if arguments == (str, Ellipsis) and known is not _PACKED:
                return _Shared().share
            if arguments[-1] is Ellipsis:
                return _many(inner(arguments[0]), list if known is _PACKED else tuple)
            return _each([inner(a) for a in arguments], list if known is _PACKED else tuple)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return (lambda member: member.value) if known is _PACKED else kind
        raise TypeError(f"no form for {kind}")


_PACKED: dict[Any, _Step] = {
    dt.datetime: lambda at: int(at.timestamp()),
    dt.date: lambda day: day.toordinal(),
    dt.time: lambda time: time.isoformat(),
}
_UNPACKED: dict[Any, _Step] = {dt.date: dt.date.fromordinal, dt.time: dt.time.fromisoformat}


def _optional(step: _Step) -> _Step:
    return lambda value: None if value is None else step(value)


def _many(step: _Step | None, build: type) -> _Step:
    if step is None:
        return build
    return lambda values: build(map(step, values)) if values else build()


class _Shared:
    """Tuples of texts, equal ones the same; when it is full it learns no more: common ones come early."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def share(self, values: Iterable[str]) -> tuple[str, ...]:
        made = tuple(values)
        known = self._known.get(made)
        if known is None:
            known = made
            if len(self._known) < _MOST:
                self._known[made] = made
        return known


def _each(steps: Sequence[_Step | None], build: type) -> _Step:
    return lambda values: build([step(v) if step else v for step, v in zip(steps, values, strict=True)])


def _pack_record(kind: type, parts: list[tuple[str, bool, _Step | None]]) -> _Step:
    kept = [(name, step) for name, shown, step in parts if shown]
    return lambda record: [step(getattr(record, name)) if step else getattr(record, name) for name, step in kept]


def _unpack_record(kind: type, parts: list[tuple[str, bool, _Step | None]]) -> _Step:
    """Return what makes a record from the list of its values; its slots are set directly, since a frozen record's own
    constructor costs three times as much.
    """
    setters = [(getattr(kind, name).__set__, step) for name, shown, step in parts if shown]
    hidden = [getattr(kind, name).__set__ for name, shown, _ in parts if not shown]
    new: Callable[[type], Any] = object.__new__

    def make(values: Any) -> Any:
        if type(values) is not list or len(values) != len(setters):
            raise ValueError(f"no {kind.__name__}")
        record = new(kind)
        for (put, step), value in zip(setters, values, strict=True):
            put(record, step(value) if step else value)
        for put in hidden:
            put(record, "")
        return record

    return make
