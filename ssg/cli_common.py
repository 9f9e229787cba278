"""What all commands share: the portal's folder, the language of their words, problems on standard error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ssg.base.errors import Problem

_LANG_HELP = "Ngôn ngữ của lời nhắn / language of messages."
Command = Callable[..., Any]


def with_lang(command: Command) -> Command:
    """Add --lang to a command."""
    return click.option("--lang", type=click.Choice(["vi", "en"]), default=None, help=_LANG_HELP)(command)


def find_root() -> Path:
    """Return the portal's folder: the nearest one, from here upwards, that holds a site.yaml; else this folder."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "site.yaml").is_file()), here)


def site_language(root: Path) -> str:
    """Return the language that site.yaml asks for, Vietnamese where it does not say or cannot be read."""
    try:
        text = (root / "site.yaml").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "vi"
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return (
        "en"
        if any(line.replace(" ", "").replace('"', "").replace("'", "") == "language:en" for line in lines)
        else "vi"
    )


ALIKE = 20
"""Problems of one kind in one file that are printed one by one."""


def tell_problems(problems: Sequence[Problem], language: str) -> None:
    """Print problems where they belong: on standard error."""
    from collections import Counter

    from ssg.model.messages import told
    from ssg.model.phrases import phrase

    alike = Counter((problem.path, problem.code) for problem in problems)
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = problem.path, problem.code
        seen[key] += 1
        if seen[key] <= ALIKE:
            click.echo(told(problem, language), err=True)
        elif seen[key] == alike[key]:
            click.echo(phrase("problems.more", language, n=alike[key] - ALIKE, path=problem.path), err=True)
