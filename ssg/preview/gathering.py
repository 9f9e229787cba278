"""Changes gathered: a burst of events becomes one refresh, and after the last event there always is one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

QUIET = 0.010
# seconds without an event, after which what was gathered is acted upon
LONGEST = 0.100
# seconds after the first event, at which it is acted upon in any case
MOST = 500
# paths told one by one; beyond these everything is looked at
SETTLED = 0.3
# seconds without an event after such a flood, in which the system may have dropped some: everything is looked at again

EVERYTHING: frozenset[str] = frozenset()


class Gatherer:
    """One thread that acts on what others note; while it acts, what is noted waits. ``tell`` takes what went wrong."""

    def __init__(self, act: Callable[[frozenset[str]], None], tell: Callable[[str], None]) -> None:
        self._act, self._tell = act, tell
        self._wake = threading.Condition()
        self._paths: set[str] = set()
        self._everything = False
        self._flooded = False
        self._first = self._last = 0.0
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="preview-refresh", daemon=True)

    def start(self) -> None:
        """Begin to act."""
        self._thread.start()

    def stop(self, patience: float = 0.5) -> None:
        """End; wait at most ``patience`` seconds for what is being done."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(patience)

    def note(self, path: str) -> None:
        """Note that a file changed; "" means that anything may have."""
        with self._wake:
            self._last = time.monotonic()
            if not self._paths and not self._everything:
                self._first = self._last
                self._wake.notify()
            if path and len(self._paths) < MOST:
                self._paths.add(path)
            elif path not in self._paths:
                self._everything = True
                self._flooded = self._flooded or bool(path)

    def _run(self) -> None:
        while (changed := self._gather()) is not None:
            try:
                self._act(changed)
            except Exception as error:  # noqa: BLE001 - this thread outlives any error of one refresh, and tells it
                self._tell(f"{type(error).__name__}: {error}")

    def _gather(self) -> frozenset[str] | None:
        """Return the next burst, None at the end."""
        with self._wake:
            while not self._stopped and not self._paths and not self._everything:
                if not self._wake.wait(SETTLED if self._flooded else None) and self._flooded:
                    self._everything, self._flooded = True, False
            while not self._stopped:
                left = min(self._last + QUIET, self._first + LONGEST) - time.monotonic()
                if left <= 0:
                    break
                self._wake.wait(left)
            if self._stopped:
                return None
            changed = EVERYTHING if self._everything else frozenset(self._paths)
            self._paths, self._everything = set(), False
            return changed
