"""What a build says when it is done: what stays online with an error first, then problems, then what came and left."""

from __future__ import annotations

import click

from ssg.base.dateforms import published
from ssg.base.dates import Stamp
from ssg.base.numbers import decimal
from ssg.builder.fingerprints import SENTENCES
from ssg.builder.report import Report
from ssg.cli_common import tell_problems
from ssg.model.phrases import phrase
from ssg.model.posts import News, NewsKind

SHOWN = 10
# articles of a kind that are named
_MOVES = ("url.moved", "url.moved.many")
# codes of what is told with the news


def tell_report(report: Report, language: str, why: bool) -> None:
    """Print what a build did."""
    _tell_stays(report, language)
    told = [p for p in report.problems if not (report.news and p.code in _MOVES)]
    tell_problems(told, language)
    if why:
        for url, reason in report.reasons:
            click.echo(f"{url}: {SENTENCES[reason][0 if language == 'vi' else 1]}")
    for path in report.unpublished:
        click.echo(phrase("build.errors.new", language, path=path), err=True)
    if report.published:
        _tell_news(report, language)
    if report.waiting:
        first = report.waiting[0].astimezone(report.zone)
        when = published(Stamp(at=first, has_time=True), "standard", language)
        click.echo(phrase("build.scheduled", language, n=len(report.waiting), datetime=when))
    if report.errors:
        in_articles = any(p.is_error and p.path.startswith("content/") for p in report.problems)
        key = "build.errors" if in_articles else "build.errors.other"
        if not report.published:
            key = "build.refused" if any(p.code.startswith("removal.") for p in report.problems) else "build.strict"
        click.echo(phrase(key, language, e=report.errors, w=report.warnings), err=True)
    elif report.warnings:
        click.echo(phrase("build.warnings", language, w=report.warnings), err=True)
    if report.published:
        counts = {"w": report.written, "k": report.kept, "r": report.removed, "p": report.photos}
        changed = report.written or report.removed or report.photos
        key = "build.done" if changed else "build.same"
        click.echo(phrase(key, language, s=decimal(report.seconds, language), **counts))
        if changed or report.is_trial:
            where = "build.trial" if report.is_trial else "build.where"
            click.echo(phrase(where, language, dir=report.output))


def _tell_stays(report: Report, language: str) -> None:
    """Print the articles with an error that are online as they were."""
    for one in report.stays[:SHOWN]:
        told = phrase("build.stays", language, title=one.title, url=one.url, path=one.path)
        click.echo(told, err=True)
    if len(report.stays) > SHOWN:
        click.echo(phrase("build.more", language, n=len(report.stays) - SHOWN), err=True)
    if report.stays:
        click.echo(phrase("build.stays.mend", language), err=True)


def _tell_news(report: Report, language: str) -> None:
    """Print the articles that came, moved or left, a group for each."""
    for kind in NewsKind:
        group = [one for one in report.news if one.kind is kind]
        if not group:
            continue
        click.echo(phrase(f"news.{kind.value}", language) + ":")
        for one in group[:SHOWN]:
            click.echo(f"  {_line(one)}")
        if len(group) > SHOWN:
            click.echo("  " + phrase("build.more", language, n=len(group) - SHOWN))


def _line(one: News) -> str:
    """Return an article in a line: its title, its addresses, the time it waits for."""
    title = f"“{one.title}” " if one.title else ""
    when = f" ({one.when})" if one.when and one.kind in (NewsKind.WAITING, NewsKind.RESCHEDULED) else ""
    return f"{title}{one.old + ' → ' if one.old else ''}{one.url}{when}"
