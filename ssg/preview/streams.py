"""The event stream of one tab: what it shows, and what it is still to be told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Said = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a tab says of itself when it opens its stream."""

    path: str
    # of its page
    shown: str
    # digest of the page it shows
    run: str
    # the server that it was connected to before, "" for none
    turn: int
    # the last refresh that it knows of
    has_source: bool
    # it still has the page's text that it shows, so it need not be sent again
    client: str
    # address and browser, so that one browser does not take all connections


@dataclass(slots=True, eq=False)
class Stream:
    """A stream that is open. ``lock`` is held while what to tell it is being made, so that the newest comes last."""

    asked: Asked
    is_gone: Callable[[], bool]
    # whether the tab has closed its side
    shown: str
    has_source: bool
    told: dict[str, str] = field(default_factory=dict)
    # digests of what was told last, by name
    lock: threading.Lock = field(default_factory=threading.Lock)
    _wake: threading.Condition = field(default_factory=threading.Condition)
    _pending: Said = field(default_factory=dict)
    _closed: bool = False

    def put(self, said: Said) -> None:
        """Tell the tab something; what it has not been told yet is replaced, so that a slow tab costs no memory."""
        if said:
            with self._wake:
                parts = {**self._pending.get("parts", {}), **said.get("parts", {})}
                self._pending.update(said)
                if parts:
                    self._pending["parts"] = parts
                self._wake.notify()

    def take(self, patience: float) -> Said | None:
        """Return what is to be told, {} where nothing came in ``patience`` seconds, None at the end."""
        with self._wake:
            if not self._pending and not self._closed:
                self._wake.wait(patience)
            said, self._pending = self._pending, {}
            return said if said or not self._closed else None

    def close(self) -> None:
        """End the stream, once what is pending is told."""
        with self._wake:
            self._closed = True
            self._wake.notify()


def as_event(said: Said) -> bytes:
    """Return a message as server-sent events want it; JSON has no line breaks of its own."""
    return b"data: %b\n\n" % json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
