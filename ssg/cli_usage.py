"""Mistakes on the command line, told in the portal's language with the nearest right word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ssg.cli_common import find_root, site_language


class UnexpectedArguments(click.UsageError):
    """Words behind a command that takes no more of them."""

    def __init__(self, words: Sequence[str], context: click.Context) -> None:
        super().__init__(f"Got unexpected extra arguments ({' '.join(words)}).", context)
        self.words = tuple(words)


class UnknownCommand(click.UsageError):
    """A command that does not exist; ``near`` is the one that was meant, "" where none is like it."""

    def __init__(self, name: str, near: str, context: click.Context) -> None:
        super().__init__(f"No such command {name!r}.", context)
        self.name, self.near = name, near


class Command(click.Command):
    """A command that tells what it was given too much as a problem of its own kind."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of the arguments; raises UnexpectedArguments where anything is."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise UnexpectedArguments(left, ctx)
        return left


class Group(click.Group):
    """A group of commands that offers the nearest one for a word that is none."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; raises UnknownCommand where there is no such."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from ssg.base.text import fold, nearest

            names = self.list_commands(ctx)
            folded = fold(args[0]).replace(" ", "-").replace("_", "-")
            raise UnknownCommand(args[0], nearest(folded, names), ctx)
        return super().resolve_command(ctx, args)


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that --lang asks for, else that of site.yaml: a mistake is told before flags are read."""
    said = [after for before, after in zip(arguments, [*arguments[1:], ""], strict=True) if before == "--lang"]
    said += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    known = [language for language in said if language in ("vi", "en")]
    return known[-1] if known else site_language(find_root())


def tell_usage(error: click.ClickException, arguments: Sequence[str]) -> None:
    """Print what is wrong with a command line, how it is meant, and where help is."""
    from ssg.model.phrases import phrase

    language = language_of(arguments)
    lines = [_worded(error, language)]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.append(phrase("usage.form", language, usage=_usage(context)))
        lines.append(phrase("usage.help", language, command=context.command_path))
    for line in lines:
        click.echo(line, err=True)


def _usage(context: click.Context) -> str:
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _worded(error: click.ClickException, language: str) -> str:
    from ssg.model.phrases import phrase

    if isinstance(error, UnknownCommand):
        return phrase("usage.command", language, name=error.name, near=_near(error.near, language))
    if isinstance(error, click.NoSuchOption):
        near = error.possibilities[0] if error.possibilities else _nearest_option(error)
        return phrase("usage.option", language, name=error.option_name, near=_near(near, language))
    if isinstance(error, UnexpectedArguments):
        return phrase("usage.extra", language, words=" ".join(error.words))
    if isinstance(error, click.MissingParameter):
        return phrase("usage.missing", language, name=_spoken(error.param, language))
    if isinstance(error, click.BadOptionUsage):
        takes = "usage.value" if "requires" in error.message else "usage.no_value"
        return phrase(takes, language, name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return phrase("usage.bad", language, name=_name(error.param), allowed=_allowed(error, language))
    return error.format_message()


def _near(name: str, language: str) -> str:
    from ssg.model.phrases import phrase

    return phrase("usage.near", language, name=name) if name else ""


def _nearest_option(error: click.NoSuchOption) -> str:
    from ssg.base.text import nearest

    if error.ctx is None:
        return ""
    names = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts if name.startswith("--")]
    return nearest(error.option_name, names)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else param.metavar or (param.name or "?").upper()


def _spoken(param: click.Parameter | None, language: str) -> str:
    """Return a parameter's name with the everyday word for it."""
    from ssg.model.phrases import PHRASES, phrase

    key = f"usage.of.{param.name}" if param else ""
    return f"{phrase(key, language)} ({_name(param)})" if key in PHRASES else _name(param)


def _allowed(error: click.BadParameter, language: str) -> str:
    """Return what a parameter takes, in words."""
    from ssg.model.phrases import phrase

    kind: Any = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return phrase("usage.choice", language, list=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return phrase("usage.range", language, low=kind.min, high=kind.max)
    return error.message
