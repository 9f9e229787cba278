"""What ``ssg new`` says it made."""

from __future__ import annotations

import click

from ssg.drafting import CopiedFile, NewArticle
from ssg.model.phrases import phrase


def tell_new(made: NewArticle, language: str) -> None:
    """Print where the draft lies, which file is which, and what could not be copied."""
    click.echo(phrase("new.done", language, path=made.path))
    for path in made.same_title:
        click.echo(phrase("new.same", language, path=path), err=True)
    if made.photos:
        click.echo(phrase("new.photos", language))
        for photo in made.photos:
            click.echo(
                phrase("new.copied", language, name=photo.name, original=photo.original, taken=_taken(photo, language))
            )
    if made.attachments:
        click.echo(phrase("new.files", language))
        for paper in made.attachments:
            _tell_copied(paper, "", language)
    for path, key, value in made.failed:
        reason = phrase(key, language, kind=value) if key else value
        click.echo(phrase("new.photo", language, path=path, reason=reason), err=True)
    if made.event:
        click.echo(phrase("new.date", language, date=made.event))
    elif made.photos:
        click.echo(phrase("new.no_exif", language))


def _tell_copied(file: CopiedFile, taken: str, language: str) -> None:
    click.echo(phrase("new.copied", language, name=file.name, original=file.original, taken=taken))


def _taken(photo: CopiedFile, language: str) -> str:
    if photo.taken is None:
        return phrase("new.untimed", language)
    return phrase("new.taken", language, time=f"{photo.taken:%H:%M %d/%m/%Y}")
