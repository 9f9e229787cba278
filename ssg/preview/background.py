"""Work that nobody waits for, one piece after the other in a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

Work = Callable[[], None]


class Background:
    """Does pieces of work in the order they are given; of those of one name only the last that has not begun.

    A piece that fails takes no other down: ``on_error`` is called, and check() says what it was.
    """

    def __init__(self, on_error: Work) -> None:
        self._on_error = on_error
        self._error: Exception | None = None
        self._waiting: queue.Queue[str | None] = queue.Queue()
        self._works: dict[str, Work] = {}
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._busy = False
        self._thread = threading.Thread(target=self._run, daemon=True, name="background")
        self._thread.start()

    def give(self, name: str, work: Work) -> None:
        """Do a piece of work as soon as what was given before is done."""
        with self._lock:
            known = name in self._works
            self._works[name] = work
        if not known:
            self._waiting.put(name)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to do; return whether that came in time."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._works and not self._busy, seconds)

    def check(self) -> None:
        """Raise RuntimeError for a piece of work that failed since the last call."""
        error, self._error = self._error, None
        if error is not None:
            raise RuntimeError(f"{type(error).__name__}: {error}") from error

    def close(self, seconds: float) -> None:
        """Drop what has not begun, and wait so long for the rest."""
        with self._lock:
            self._works.clear()
        self._waiting.put(None)
        self._thread.join(seconds)

    def _run(self) -> None:
        while (name := self._waiting.get()) is not None:
            with self._lock:
                work = self._works.pop(name, None)
                self._busy = work is not None
            try:
                if work:
                    work()
            except Exception as error:  # noqa: BLE001 - what goes on beside outlives any failure; check() tells of it
                self._error = error
                self._on_error()
            finally:
                with self._idle:
                    self._busy = False
                    self._idle.notify_all()
