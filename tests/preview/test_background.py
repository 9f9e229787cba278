"""Work beside the preview."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from ssg.preview.background import Background


def wait(event: threading.Event) -> None:
    assert event.wait(10)


def test_what_fails_is_told_once_and_the_rest_is_done() -> None:
    told, done = threading.Event(), threading.Event()
    beside = Background(told.set)
    beside.give("hỏng", lambda: [][0])
    beside.give("sau", done.set)
    assert beside.wait(10)
    assert told.is_set()
    assert done.is_set()
    with pytest.raises(RuntimeError, match="IndexError"):
        beside.check()
    beside.check()
    beside.close(1)


def test_of_one_name_only_the_last_that_has_not_begun_is_done() -> None:
    may, done = threading.Event(), list[int]()
    beside = Background(lambda: None)
    beside.give("chờ", lambda: wait(may))
    for number in range(5):
        beside.give("một tên", partial(done.append, number))
    may.set()
    assert beside.wait(10)
    assert done == [4]
    beside.close(1)
