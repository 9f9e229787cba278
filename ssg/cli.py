"""The command ``ssg``: words for people, work for the floors below, an exit status for scripts."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ssg import __version__
from ssg.cli_common import find_root, site_language, tell_problems, with_lang
from ssg.cli_counters import counters
from ssg.cli_usage import Group, language_of, tell_usage

if TYPE_CHECKING:
    pass


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ssg", message="%(prog)s %(version)s")
@with_lang
@click.pass_context
def cli(context: click.Context, lang: str | None) -> None:
    """Trang tin điện tử cho đơn vị: viết bài bằng Markdown, dựng thành trang web.

    News portals for schools, committees and offices, as a static site.
    """
    context.obj = lang


cli.add_command(counters)


@cli.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Dựng bản xem thử vào thư mục này / build a trial into this folder.",
)
@click.option("--url", default=None, metavar="U", help="Địa chỉ của bản xem thử / the trial's address.")
@click.option("--drafts", is_flag=True, help="Kể cả bản nháp (cùng --output) / show drafts too (with --output).")
@click.option("--future", is_flag=True, help="Kể cả bài hẹn giờ (cùng --output) / scheduled articles too.")
@click.option("--clean", is_flag=True, help="Dựng lại mọi trang / render every page anew.")
@click.option("--strict", is_flag=True, help="Có lỗi thì không đăng gì / publish nothing where there is an error.")
@click.option("--allow-removal", is_flag=True, help="Cho phép gỡ nhiều bài một lúc / let many articles leave at once.")
@click.option("--hide-broken", is_flag=True, help="Gỡ bài có lỗi khỏi mạng / take articles with an error offline.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, metavar="N", help="Số việc làm cùng lúc / workers.")
@click.option(
    "--executor", default="", metavar="M:F", help="Nơi chạy việc, như cụm máy Dask / who does the work, a cluster say."
)
@click.option("--why", is_flag=True, help="Nêu lý do từng trang được dựng lại / say why each page was rendered.")
@click.option(
    "--date", "date", default=None, metavar="D", help="Dựng như tại thời điểm này / build as of this instant."
)
@with_lang
@click.pass_obj
def build(
    inherited: str | None,
    output: Path | None,
    url: str | None,
    drafts: bool,
    future: bool,
    clean: bool,
    strict: bool,
    allow_removal: bool,
    hide_broken: bool,
    jobs: int | None,
    executor: str,
    why: bool,
    date: str | None,
    lang: str | None,
) -> int:
    """Dựng cả trang web vào output/. / Build the whole site into output/."""
    from ssg.base.errors import SsgError
    from ssg.builder import Options
    from ssg.builder import build as run
    from ssg.cli_report import tell_report
    from ssg.model.phrases import phrase
    from ssg.terminal import progress_on

    root = find_root()
    language = lang or inherited or site_language(root)
    options = Options(
        output=output,
        url=url,
        drafts=drafts,
        future=future,
        clean=clean,
        strict=strict,
        allow_removal=allow_removal,
        hide_broken=hide_broken,
        jobs=jobs or 0,
        executor=executor,
        now=_read_now(root, date, language) if date else None,
    )
    try:
        with progress_on(sys.stderr, language) as progress:
            report = run(
                root, options, progress, lambda began: click.echo(phrase("build.wait", language, time=began), err=True)
            )
    except SsgError as error:
        tell_problems(error.problems, language)
        return 2 if any(problem.code.startswith("trial.") for problem in error.problems) else 1
    tell_report(report, language, why)
    return 1 if report.errors else 0


@cli.command()
@click.option("--host", default="127.0.0.1", metavar="H", help="Địa chỉ nghe, 0.0.0.0 là mọi địa chỉ / address.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N", help="Cổng / port."
)
@click.option("--open", "opens", is_flag=True, help="Mở trình duyệt / open a browser.")
@click.option(
    "--drafts", is_flag=True, help="Kể cả bản nháp và bài hẹn giờ trong danh sách / list drafts and scheduled."
)
@click.option("--no-bar", is_flag=True, help="Không hiện thanh thông tin / without the bar.")
@click.option("--log", type=click.Path(path_type=Path), default=None, metavar="FILE", help="Ghi nhật ký / access log.")
@with_lang
@click.pass_obj
def serve(
    inherited: str | None,
    host: str,
    port: int,
    opens: bool,
    drafts: bool,
    no_bar: bool,
    log: Path | None,
    lang: str | None,
) -> int:
    """Xem thử trên máy này, trang tự đổi khi lưu tệp. / Preview here; pages follow when files are saved."""
    from ssg.cli_serve import read_clock, run_preview
    from ssg.preview.serving import Options

    root = find_root()
    language = lang or inherited or site_language(root)
    options = Options(now=read_clock, host=host, port=port, bar=not no_bar, log=log, language=language)
    return run_preview(root, options, drafts=drafts, opens=opens)


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--theme", type=click.Choice(["school", "committee"]), default="school", help="Giao diện / theme.")
@with_lang
@click.pass_obj
def init(inherited: str | None, directory: Path, theme: str, lang: str | None) -> int:
    """Tạo một trang mẫu chạy được. / Make a working portal with sample posts."""
    from ssg.base.errors import SsgError
    from ssg.model.phrases import phrase
    from ssg.scaffold import init_portal

    language = lang or inherited or "vi"
    try:
        existing = init_portal(directory, theme, language)
    except SsgError as error:
        tell_problems(error.problems, language)
        return 1
    if existing:
        click.echo(phrase("init.exists", language, dir=directory, file=existing), err=True)
        return 1
    click.echo(phrase("init.done", language, dir=directory.resolve()))
    return 0


@cli.command()
@click.argument("title")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--unit", default="", metavar="U", help="Đơn vị / unit.")
@click.option("--category", default="", metavar="C", help="Chuyên mục / category.")
@with_lang
@click.pass_obj
def new(inherited: str | None, title: str, files: Sequence[Path], unit: str, category: str, lang: str | None) -> int:
    """Tạo bản nháp của một bài mới, kèm ảnh và tệp. / Start a draft with photos and files copied in."""
    from ssg.base.errors import SsgError
    from ssg.cli_new import tell_new
    from ssg.drafting import new_article

    root = find_root()
    language = lang or inherited or site_language(root)
    try:
        made = new_article(root, title, unit=unit, category=category, files=files)
    except SsgError as error:
        tell_problems(error.problems, language)
        return 1
    tell_new(made, language)
    return 1 if made.failed else 0


@cli.command()
@click.argument("url", required=False)
@click.option(
    "--refit", is_flag=True, help="Lần dựng tới so lại mọi bài / compare all articles anew in the next build."
)
@with_lang
@click.pass_obj
def related(inherited: str | None, url: str | None, refit: bool, lang: str | None) -> int:
    """Nêu lý do các bài đứng trong tin liên quan của một bài. / Say why related articles stand where they do."""
    from ssg.base.errors import SsgError
    from ssg.cli_related import refit_basis, tell_related

    root = find_root()
    language = lang or inherited or site_language(root)
    try:
        if refit:
            refit_basis(root, language)
        elif url is None:
            context = click.get_current_context()
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        return tell_related(root, url, language) if url else 0
    except SsgError as error:
        tell_problems(error.problems, language)
        return 1


def _read_now(root: Path, said: str, language: str) -> Any:
    """Return the instant that --date names; a bare date means its last second."""
    import datetime as dt

    from ssg.base.dates import DateError, read_date, stamp
    from ssg.model.phrases import phrase
    from ssg.model.siteyaml import read_site

    try:
        typed = read_date(said)
    except DateError:
        raise click.UsageError(phrase("date.bad", language, value=said)) from None
    try:
        config = read_site((root / "site.yaml").read_text(encoding="utf-8-sig"))[0]
    except (OSError, UnicodeDecodeError):
        config = None
    from zoneinfo import ZoneInfo

    at = stamp(typed, config.zone if config else ZoneInfo("Asia/Ho_Chi_Minh"))
    return at.at if at.has_time else at.at + dt.timedelta(days=1, seconds=-1)


def main() -> None:
    """Run the command; nothing unforeseen reaches the user as a traceback (unless SSG_DEBUG is set)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        status = 130
    except click.ClickException as error:
        tell_usage(error, sys.argv[1:])
        status = error.exit_code
    except Exception as error:
        if os.environ.get("SSG_DEBUG"):
            raise
        from ssg.model.phrases import phrase

        click.echo(phrase("crash", language_of(sys.argv[1:]), text=f"{type(error).__name__}: {error}"), err=True)
        status = 2
    _leave(status if isinstance(status, int) else 0)


def _leave(status: int) -> NoReturn:
    """End the program: a build has made millions of records, and Python takes its time to let go of each. Where nothing
    else of ours runs, the system takes them back all at once.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:  # a program without a console has none
                stream.flush()
        except OSError:
            status = status or 1
    processes = sys.modules.get("multiprocessing")
    if threading.active_count() == 1 and not (processes and processes.active_children()):
        os._exit(status)
    sys.exit(status)
