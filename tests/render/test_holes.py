from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN
from ssg.render.holes import cut, join, pack_spans, split, unpack_spans

plain = st.text(st.characters(exclude_characters=HOLE_OPEN + HOLE_CLOSE, exclude_categories=["Cs"]), max_size=12)
pieces = st.lists(st.tuples(plain, plain, plain, plain), max_size=6)


@given(plain, pieces)
def test_holes_filled_anew_are_as_if_they_were_filled_so_at_once(
    first: str, told: list[tuple[str, str, str, str]]
) -> None:
    shell = first + "".join(f"{HOLE_OPEN}{name}{HOLE_CLOSE}{text}" for name, text, _, _ in told)
    texts, holes = split(shell)
    assert holes == [name for name, _, _, _ in told]
    one, other = ([filling[at].encode() for filling in told] for at in (2, 3))
    before, wanted = join(texts, holes, one), join(texts, holes, other)
    assert before.data.decode() == first + "".join(old + text for _, text, old, _ in told)
    left, inside = cut(before.data, unpack_spans(pack_spans(before.spans)))
    assert inside == one
    assert join(left, holes, other) == wanted
