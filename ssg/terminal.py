"""Progress on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from ssg.model.phrases import phrase

if TYPE_CHECKING:
    from rich.progress import TaskID

    from ssg.builder import Progress


@contextmanager
def progress_on(stream: TextIO, language: str) -> Iterator[Progress]:
    """Give a function to tell progress to: bars by stage where ``stream`` is a terminal, else one that says nothing."""
    if not stream.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(phrase(f"stage.{stage}", language), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show
