"""The commands ``ssg counters …``: the ledger of views by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ssg.cli_common import find_root, site_language, tell_problems, with_lang
from ssg.cli_usage import Group

if TYPE_CHECKING:
    import datetime as dt

    from ssg.builder.counters import Counted
    from ssg.counters.report import Line


@click.group(cls=Group)
def counters() -> None:
    """Sổ lượt xem. / The ledger of views."""


@counters.command()
@click.argument("logs", nargs=-1, required=True, metavar="LOG…")
@with_lang
@click.pass_obj
def ingest(inherited: str | None, logs: Sequence[str], lang: str | None) -> int:
    """Đếm thêm từ nhật ký máy chủ. / Count what is new in access logs."""
    from ssg.builder.counting import ingest_logs
    from ssg.counters.ingest import find_logs
    from ssg.model.phrases import phrase

    with _opened(lang or inherited, make=True) as (counted, language):
        found, missed = find_logs(Path.cwd(), logs)
        _tell_missing(missed, language)
        report = ingest_logs(counted.ledger, found, counted.portal)
        tell_problems(report.problems, language)
        tally = report.tally
        values = {"n": tally.lines, "v": tally.views, "b": tally.robots, "r": tally.repeats}
        click.echo(phrase("counters.ingest", language, **values))
        return 1 if missed or any(p.is_error for p in report.problems) else 0


@counters.command()
@click.option(
    "--top", type=click.IntRange(1, 10_000), default=10, show_default=True, metavar="N", help="Số trang / pages."
)
@click.option("--days", type=click.IntRange(1, 36_600), default=None, metavar="N", help="Trong N ngày qua / of N days.")
@click.option("--unit", default="", metavar="U", help="Chỉ bài của đơn vị / a unit's articles alone.")
@with_lang
@click.pass_obj
def show(inherited: str | None, top: int, days: int | None, unit: str, lang: str | None) -> int:
    """Các trang xem nhiều và lượt truy cập. / Pages most viewed, and visits."""
    from ssg.builder.counters import shown_rows
    from ssg.builder.counting import read_portal_standings
    from ssg.model.phrases import phrase

    with _opened(lang or inherited) as (counted, language):
        portal = counted.portal
        portal.standings = read_portal_standings(counted.ledger, portal, *([days] if days else []))
        for views, url, title in shown_rows(portal, days, unit)[:top]:
            click.echo(f"{views:>9}  {url}" + (f"  {title}" if title else ""))
        told = portal.standings.statistics
        if told:
            values = {name: getattr(told, name) for name in ("today", "yesterday", "month", "year", "total")}
            when = told.as_of.strftime("%H:%M %d/%m/%Y")
            click.echo(phrase("counters.visits", language, **values, when=when))
    return 0


@counters.command()
@click.option("--visits", is_flag=True, help="Lượt truy cập từng ngày / visits a day.")
@click.option("--ratings", is_flag=True, help="Lượt đánh giá / ratings.")
@with_lang
@click.pass_obj
def export(inherited: str | None, visits: bool, ratings: bool, lang: str | None) -> int:
    """In sổ ra dạng CSV. / Print the ledger as CSV."""
    import csv
    import io
    import sys

    from ssg.base.errors import SsgError
    from ssg.builder.counters import open_ledger
    from ssg.counters.exchange import RATINGS, VIEWS, VISITS, export_rows

    if visits and ratings:
        raise click.UsageError("--visits / --ratings")
    root = find_root()
    kind = VISITS if visits else RATINGS if ratings else VIEWS
    try:
        with open_ledger(root) as ledger:
            csv.writer(sys.stdout, lineterminator="\n").writerows(export_rows(ledger, kind))
            sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough
        sys.stdout = io.StringIO()
    except SsgError as error:
        tell_problems(error.problems, lang or inherited or site_language(root))
        return 1
    return 0


@counters.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--add", is_flag=True, help="Cộng thêm vào ngày đã có số / add to days that are counted already.")
@with_lang
@click.pass_obj
def import_(inherited: str | None, file: Path, add: bool, lang: str | None) -> int:
    """Nhận số liệu từ tệp CSV. / Take counts from a CSV file."""
    from ssg.base.errors import SsgError, hint, problem
    from ssg.builder.counters import unknown_pages
    from ssg.counters.exchange import import_rows
    from ssg.model.phrases import phrase

    with _opened(lang or inherited, make=True) as (counted, language):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise SsgError([problem("counts.file", str(file), reason=error.strerror or str(error))]) from None
        report = import_rows(counted.ledger, file.name, data, counted.portal.config.url, add=add)
        tell_problems(report.problems, language)
        unknown = unknown_pages(counted)
        if unknown:
            tell_problems([hint("counts.unknown", n=len(unknown), url=unknown[0])], language)
        click.echo(phrase("counters.import", language, n=report.rows, r=report.refused))
        return 1 if report.problems else 0


@counters.command()
@click.option("--from", "first", required=True, metavar="D", help="Từ ngày / first day.")
@click.option("--to", "last", required=True, metavar="D", help="Đến ngày / last day.")
@click.option("--by", type=click.Choice(["unit", "category", "author", "month"]), default=None, help="Chia theo / by.")
@click.option(
    "--csv", "target", type=click.Path(path_type=Path), default=None, metavar="FILE", help="Ghi ra tệp / file."
)
@with_lang
@click.pass_obj
def report(inherited: str | None, first: str, last: str, by: str | None, target: Path | None, lang: str | None) -> int:
    """Báo cáo tin bài và lượt xem. / Articles, photos and views of a time."""
    from ssg.base.errors import SsgError, problem
    from ssg.base.files import write_atomic
    from ssg.builder.counters import reported
    from ssg.counters.report import make_report
    from ssg.counters.standings import views_between
    from ssg.model.phrases import phrase

    with _opened(lang or inherited) as (counted, language):
        start, end = _read_day(first, language), _read_day(last, language)
        if start > end:
            raise click.UsageError(phrase("report.order", language))
        lines = make_report(
            reported(counted.portal), start, end, by or "",
            lambda a, b: views_between(counted.ledger, a, b, counted.resolve),
        )  # fmt: skip
        text = _as_csv(lines, by or "", language)
        if target is None:
            click.echo(text, nl=False)
            return 0
        try:
            # Excel takes the mark at the beginning as the sign of UTF-8
            write_atomic(target, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        except OSError as error:
            raise SsgError([problem("output.readonly", path=target, reason=error.strerror or "")]) from None
        click.echo(phrase("report.done", language, file=target, n=len(lines)))
    return 0


def _as_csv(lines: Sequence[Line], by: str, language: str) -> str:
    """Return a report as CSV. Where commas stand in decimals, as in Vietnam, Excel parts columns at semicolons."""
    import csv
    import io

    from ssg.model.phrases import phrase

    out = io.StringIO()
    table = csv.writer(out, delimiter=";" if language == "vi" else ",", lineterminator="\n")
    named = [by] if by in ("unit", "category", "author") else []
    names = ["time", *named, "articles", "photos", "views", "top", "address"]
    table.writerow([phrase(f"report.{name}", language) for name in names])
    for line in lines:
        when = f"{line.first:%d/%m/%Y} - {line.last:%d/%m/%Y}"
        name = [line.name or phrase("report.all", language)] if named else []
        when = line.name if by == "month" and line.name else when
        table.writerow([when, *name, line.articles, line.photos, line.views, line.top_title, line.top_url])
    return out.getvalue()


def _read_day(said: str, language: str) -> dt.date:
    from ssg.base.dates import DateError, read_date
    from ssg.model.phrases import phrase

    try:
        return read_date(said).day
    except DateError:
        raise click.UsageError(phrase("report.date", language, value=said)) from None


def _tell_missing(patterns: Sequence[str], language: str) -> None:
    from ssg.base.errors import problem

    tell_problems([problem("log.missing", name) for name in patterns], language)


@contextmanager
def _opened(lang: str | None, *, make: bool = False) -> Iterator[tuple[Counted, str]]:
    """Open the portal's counters; what makes that impossible is told, and the command ends with status 1."""
    from ssg.base.errors import SsgError, problem
    from ssg.builder.counters import open_counters
    from ssg.model.phrases import phrase

    root = find_root()
    language = lang or site_language(root)
    try:
        with open_counters(
            root, lambda began: click.echo(phrase("build.wait", language, time=began), err=True), make=make
        ) as counted:
            yield counted, language
    except SsgError as error:
        tell_problems(error.problems, language)
        raise click.exceptions.Exit(1) from None
    except OSError as error:
        told = problem("output.readonly", path=error.filename or "", reason=error.strerror or str(error))
        tell_problems([told], language)
        raise click.exceptions.Exit(1) from None
