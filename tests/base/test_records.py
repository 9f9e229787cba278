from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.base.records import Records

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Colour(Enum):
    RED = "red"
    GOLD = "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    text: str
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    inner: Inner
    maybe: Inner | None
    many: tuple[Inner, ...]
    pairs: tuple[tuple[str, int], ...]
    at: dt.datetime | None
    day: dt.date
    time: dt.time | None
    colour: Colour
    flag: bool
    names: tuple[str, ...]
    heavy: str = field(default="", repr=False)


INNER = st.builds(Inner, text=st.text(), share=st.floats(allow_nan=False, allow_infinity=False))
INSTANT = st.datetimes(min_value=dt.datetime(1900, 1, 2), max_value=dt.datetime(2900, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=dt.UTC).astimezone(ZONE)
)
OUTER = st.builds(
    Outer,
    inner=INNER,
    maybe=st.none() | INNER,
    many=st.lists(INNER, max_size=3).map(tuple),
    pairs=st.lists(st.tuples(st.text(), st.integers()), max_size=3).map(tuple),
    at=st.none() | INSTANT,
    day=st.dates(),
    time=st.none() | st.times().map(lambda time: time.replace(fold=0)),
    colour=st.sampled_from(Colour),
    flag=st.booleans(),
    names=st.lists(st.text(max_size=1), max_size=2).map(tuple),
)


@given(OUTER)
def test_what_was_packed_comes_back(outer: Outer) -> None:
    records = Records(ZONE)
    plain = json.loads(json.dumps(records.pack(Outer, outer)))
    assert records.unpack(Outer, plain) == outer
    assert repr(records.unpack(Outer, plain)) == repr(outer)
    assert records.unpack(Outer, plain).names is records.unpack(Outer, [*plain]).names


def test_what_another_field_stands_for_is_left_out() -> None:
    records = Records(ZONE)
    outer = Outer(
        inner=Inner(text="a"), maybe=None, many=(), pairs=(), at=None, day=dt.date(2026, 1, 1), time=None,
        colour=Colour.GOLD, flag=True, names=(), heavy="long",
    )  # fmt: skip
    plain = records.pack(Outer, outer)
    assert "long" not in json.dumps(plain)
    assert records.unpack(Outer, plain).heavy == ""


@pytest.mark.parametrize("plain", [None, [], 1, "x", {}, [[], None], [["a", 0.0]] * 10, [1] * 10])
def test_anything_else_is_refused(plain: Any) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        Records(ZONE).unpack(Outer, plain)


def test_a_type_without_a_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        Records(ZONE).pack(set[str], set())
