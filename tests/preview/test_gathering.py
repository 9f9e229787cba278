from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from previewkit import wait_until

from ssg.preview.gathering import EVERYTHING, MOST, Gatherer


class Acts:
    """What a gatherer was asked to do; each waits for ``free``."""

    def __init__(self) -> None:
        self.seen: list[frozenset[str]] = []
        self.told: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self.begun = threading.Event()

    def act(self, changed: frozenset[str]) -> None:
        self.begun.set()
        self.free.wait(10)
        self.seen.append(changed)
        if changed == {"hong"}:
            raise RuntimeError("đứt")


@contextmanager
def gathering(acts: Acts) -> Iterator[Gatherer]:
    gatherer = Gatherer(acts.act, acts.told.append)
    gatherer.start()
    try:
        yield gatherer
    finally:
        acts.free.set()
        gatherer.stop()


def test_a_burst_becomes_one_refresh() -> None:
    acts = Acts()
    with gathering(acts) as gatherer:
        for name in ("a", "b", "a"):
            gatherer.note(name)
        wait_until(lambda: bool(acts.seen))
    assert acts.seen == [{"a", "b"}]


def test_what_comes_during_a_refresh_waits_for_the_next() -> None:
    acts = Acts()
    acts.free.clear()
    with gathering(acts) as gatherer:
        gatherer.note("a")
        assert acts.begun.wait(10)
        gatherer.note("b")
        gatherer.note("c")
        acts.free.set()
        wait_until(lambda: len(acts.seen) == 2)
    assert acts.seen == [{"a"}, {"b", "c"}]


def test_events_without_end_do_not_hold_a_refresh_up() -> None:
    acts = Acts()
    with gathering(acts) as gatherer:
        seen: list[int] = []

        def keep_on() -> bool:
            gatherer.note(f"{len(seen) % 7}")
            seen.append(1)
            return len(acts.seen) >= 2

        wait_until(keep_on, 5)


def test_a_flood_is_looked_at_in_whole_and_once_more_when_it_is_over() -> None:
    acts = Acts()
    acts.free.clear()
    with gathering(acts) as gatherer:
        gatherer.note("a")
        assert acts.begun.wait(10)
        for number in range(MOST + 1):
            gatherer.note(f"{number}")
        acts.free.set()
        wait_until(lambda: len(acts.seen) == 3)
    assert acts.seen == [{"a"}, EVERYTHING, EVERYTHING]


def test_anything_may_have_changed() -> None:
    acts = Acts()
    with gathering(acts) as gatherer:
        gatherer.note("")
        wait_until(lambda: acts.seen == [EVERYTHING])


def test_an_error_of_one_refresh_does_not_end_the_next() -> None:
    acts = Acts()
    with gathering(acts) as gatherer:
        gatherer.note("hong")
        wait_until(lambda: bool(acts.told))
        gatherer.note("a")
        wait_until(lambda: acts.seen == [{"hong"}, {"a"}])
    assert acts.told == ["RuntimeError: đứt"]


def test_it_ends_at_once_whatever_waits() -> None:
    acts = Acts()
    with gathering(acts) as gatherer:
        gatherer.note("a")
        gatherer.stop()
    assert not [t for t in threading.enumerate() if t.name == "preview-refresh" and t.is_alive()]
