"""Problems: what is wrong, where, and how bad. Their wording lives in one catalogue on the floor above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

MAX_VALUE = 300
# characters of a value that is told


class Severity(Enum):
    """How bad a problem is; only an error makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, told by a code and its values, so that it can be worded in any language."""

    code: str
    path: str = ""
    # relative to the portal's folder, with "/" on every system; "" is the portal as a whole
    line: int = 0
    # counted from 1; 0 is the whole file
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """True for an error, False for a warning or a hint."""
        return self.severity is Severity.ERROR


def problem(code: str, path: str = "", line: int = 0, column: int = 0, /, **values: object) -> Problem:
    """Return an error; ``values`` are what its wording names (file names, dates, the nearest right word)."""
    told = tuple((name, _short(str(value))) for name, value in sorted(values.items()))
    return Problem(code=code, path=path, line=line, column=column, values=told)


def warning(code: str, path: str = "", line: int = 0, column: int = 0, /, **values: object) -> Problem:
    """Return a warning: worth mending, and published all the same."""
    return replace(problem(code, path, line, column, **values), severity=Severity.WARNING)


def hint(code: str, path: str = "", line: int = 0, column: int = 0, /, **values: object) -> Problem:
    """Return a hint: perhaps nothing is wrong."""
    return replace(problem(code, path, line, column, **values), severity=Severity.HINT)


def _short(value: str) -> str:
    """Return a value short enough to be read: a photo pasted into a text would fill the screen."""
    return value if len(value) <= MAX_VALUE else f"{value[:MAX_VALUE]}…"


class SsgError(Exception):
    """Work that cannot go on; carries every problem found, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(p.code for p in self.problems))

    def __reduce__(self) -> tuple[type[SsgError], tuple[tuple[Problem, ...]]]:
        return SsgError, (self.problems,)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file, line and column, each once."""
    return sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.values))
