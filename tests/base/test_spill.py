from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ssg.base.spill import Spill

STEPS = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.binary(max_size=20_000)), max_size=30)


@given(STEPS)
def test_it_is_a_mapping_like_any_other(tmp_path_factory, steps: list[tuple[str, bytes | None]]) -> None:  # type: ignore[no-untyped-def]
    spill, plain = Spill[bytes](tmp_path_factory.getbasetemp() / "spill"), dict[str, bytes]()
    for key, value in steps:
        if value is None:
            assert spill.pop(key, None) == plain.pop(key, None)
        else:
            spill[key] = plain[key] = value
        assert dict(spill) == plain
        assert [*spill] == [*plain]
        assert len(spill) == len(plain)
        assert all((name in spill) == (name in plain) for name in "abcde")


def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    spill = Spill[str](tmp_path / "cache")
    assert "a" not in spill
    assert not (tmp_path / "cache").exists()
    spill["a"] = "một" * 10_000
    assert spill["a"] == "một" * 10_000
    del spill
    assert list((tmp_path / "cache").iterdir()) == []
