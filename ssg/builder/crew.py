"""Who does a build's work: this process alone, processes beside it, or whatever executor was handed in.

Tasks are plain functions ``task(shared, batch)``. What all batches need crosses once: processes forked from this one
have it already; others find it in a file of the cache, named by its digest.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from ssg.base.errors import SsgError, problem
from ssg.base.files import digest, write_atomic

S = TypeVar("S")
B = TypeVar("B")
R = TypeVar("R")
Task = Callable[[S, B], R]

_PARTS, _SHARES = 4, 8
# that each worker's part of what is left is taken in, and how many times the least it may be
_inherited: Any = None
# what forked workers share with the process that forked them
_loaded: tuple[str, Any] = ("", None)
# digest and value of what this worker read last


class Crew:
    """Maps tasks over batches. ``executor`` is None for processes of our own."""

    def __init__(self, folder: Path, *, jobs: int = 0, executor: Executor | None = None) -> None:
        self._folder = folder
        # where what is shared lies for workers that were not forked; they must see the same path
        self._executor = executor
        self.size = jobs or _processors()

    @property
    def is_own(self) -> bool:
        """Whether the workers are this machine's, and cost something to begin with."""
        return self._executor is None

    @property
    def is_alone(self) -> bool:
        """Whether all work is done in this process."""
        return self._executor is None and self.size < 2

    def run(self, task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
        """Yield each batch's result, in the order of the batches; what a task raises is raised here."""
        if not batches:
            return iter(())
        if self._executor is not None:
            return self._on_given(self._executor, task, shared, batches)
        if self.is_alone or len(batches) < 2:
            return (task(shared, batch) for batch in batches)
        if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" and not _is_mac():
            return self._forked(task, shared, batches)
        return self._spawned(task, shared, batches)

    def dismiss(self) -> None:
        """Let an executor that was made for this build go."""
        if self._executor is not None:
            self._executor.shutdown()

    def run_in_threads(self, task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
        """Yield as run() does, for tasks that spend their time where Python lets other threads work: pictures."""
        if self._executor is not None:
            yield from self._on_given(self._executor, task, shared, batches)
            return
        if not batches:
            return
        with ThreadPoolExecutor(min(self.size, len(batches))) as pool:
            yield from pool.map(task, itertools.repeat(shared), batches)

    def _forked(self, task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
        global _inherited
        _inherited = shared
        gc.freeze()  # workers that sweep what they inherit would copy all of it
        try:
            context = multiprocessing.get_context("fork")
            size = min(self.size, len(batches))
            with ProcessPoolExecutor(size, mp_context=context, initializer=_start) as pool, _cancelled(pool):
                yield from _collect((pool.submit(_with_inherited, task, b) for b in batches), task, shared, batches)
        finally:
            gc.unfreeze()
            _inherited = None

    def _spawned(self, task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
        with ProcessPoolExecutor(min(self.size, len(batches)), initializer=_start) as pool, _cancelled(pool):
            yield from self._on_given(pool, task, shared, batches)

    def _on_given(self, executor: Executor, task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
        data = pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL)
        seal = digest(data)
        place = self._folder / f"shared-{seal}"
        write_atomic(place, data)
        try:
            jobs = (executor.submit(_with_loaded, str(place.resolve()), seal, task, batch) for batch in batches)
            yield from _collect(jobs, task, shared, batches)
        finally:
            with contextlib.suppress(OSError):
                place.unlink()


@contextlib.contextmanager
def _cancelled(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Let go of what has not begun where the work ends early: Ctrl-C, a full disk."""
    try:
        yield
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise


def _collect(jobs: Iterable[Future[R]], task: Task[S, B, R], shared: S, batches: Sequence[B]) -> Iterator[R]:
    """Yield results in order; a batch whose worker died is done here: tasks may be done twice without harm."""
    try:
        waiting = list(jobs)
    except BrokenExecutor:
        waiting = []
    for at, batch in enumerate(batches):
        try:
            if at >= len(waiting):
                yield task(shared, batch)
                continue
            result = waiting[at].result()
            waiting[at] = Future()  # its result is large, and wanted no more
        except BrokenExecutor:
            result = task(shared, batch)
        yield result


def _start() -> None:
    """Leave Ctrl-C to the process that is in charge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _with_inherited(task: Task[Any, B, R], batch: B) -> R:
    return task(_inherited, batch)


def _with_loaded(place: str, seal: str, task: Task[Any, B, R], batch: B) -> R:
    global _loaded
    if _loaded[0] != seal:
        data = Path(place).read_bytes()
        if digest(data) != seal:
            raise OSError(errno.EIO, "file was changed", place)
        _loaded = (seal, pickle.loads(data))
    return task(_loaded[1], batch)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_mac() -> bool:
    return os.uname().sysname == "Darwin"  # its system libraries do not survive a fork


def load_executor(name: str, root: Path) -> Executor:
    """Return the executor that ``module:factory`` makes, the module one of ``root`` or an installed one.

    Raises SsgError where that is none.
    """
    module, _, factory = name.partition(":")
    sys.path.insert(0, str(root.resolve()))
    try:
        made = getattr(importlib.import_module(module), factory)()
    except Exception as error:
        raise SsgError([problem("executor.failed", name=name, text=f"{type(error).__name__}: {error}")]) from error
    finally:
        sys.path.pop(0)
    if not callable(getattr(made, "submit", None)):
        raise SsgError([problem("executor.failed", name=name, text=f"{type(made).__name__}: submit()?")])
    executor: Executor = made
    return executor


def in_shares(items: Sequence[B], least: int, workers: int) -> list[Sequence[B]]:
    """Return the items in order, many at a time at first and at last only ``least``, so that no worker waits long for
    another's last: each share is a part of what is left (C. Polychronopoulos and D. Kuck, 1987).
    """
    shares, at = [], 0
    while at < len(items):
        size = min(max((len(items) - at) // (_PARTS * workers), least), _SHARES * least)
        shares.append(items[at : at + size])
        at += size
    return shares


def in_batches(items: Sequence[B], size: int) -> list[Sequence[B]]:
    """Return the items in order, ``size`` at a time."""
    return [items[i : i + size] for i in range(0, len(items), size)]
