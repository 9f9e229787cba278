from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.base.seals import Seals


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    leaf: Leaf
    leaves: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()
    day: dt.date | None = None
    flag: bool = False
    heavy: str = field(default="", repr=False)


TREE = Tree(leaf=Leaf(name="a"), leaves=(Leaf(name="b"), Leaf(name="c", number=1)), words=("x", "y"))
OTHERS = [
    replace(TREE, leaf=Leaf(name="b")),
    replace(TREE, leaf=Leaf(name="a", number=0)),
    replace(TREE, leaves=TREE.leaves[::-1]),
    replace(TREE, leaves=TREE.leaves[:1]),
    replace(TREE, leaves=()),
    replace(TREE, words=("xy",)),
    replace(TREE, words=("x", "", "y")),
    replace(TREE, words=()),
    replace(TREE, day=dt.date(2026, 11, 1)),
    replace(TREE, day=dt.date(2026, 11, 2)),
    replace(TREE, flag=True),
]


@pytest.mark.parametrize("shared", [(), (Leaf,), (Leaf, Tree)])
def test_records_that_differ_have_other_digests(shared: tuple[type, ...]) -> None:
    seals = Seals(shared)
    assert len({seals.of(tree) for tree in (TREE, *OTHERS)}) == 1 + len(OTHERS)
    assert seals.of(TREE) == Seals(shared).of(replace(TREE)) == seals.of(replace(TREE, heavy="not compared"))


@given(st.lists(st.tuples(st.text(), st.none() | st.integers()), max_size=4), st.lists(st.text(), max_size=4))
def test_a_digest_depends_on_values_alone(leaves: list[tuple[str, int | None]], words: list[str]) -> None:
    def make() -> Tree:
        made = tuple(Leaf(name=name, number=number) for name, number in leaves)
        return Tree(leaf=Leaf(name=""), leaves=made, words=tuple(words))

    seals = Seals((Leaf,))
    first = make()
    assert seals.of(first) == seals.of(make()) == Seals((Leaf,)).of(make())
    assert seals.of(first) == seals.of(first)


def test_text_is_no_nothing() -> None:
    seals = Seals(())
    told = {seals.of(value) for value in (("None",), (None,), ("",), (), ((),), (0,), ("0",), (False,), (("",),))}
    assert len(told) >= 8
