"""The command ``ssg serve``: the preview on this machine, until it is interrupted."""

from __future__ import annotations

import datetime as dt
import signal
import threading
import warnings
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import click

from ssg.base.errors import SsgError
from ssg.cli_common import tell_problems
from ssg.model.phrases import phrase
from ssg.preview.hosts import LOCAL
from ssg.preview.serving import Address, Options, ServeError, serve
from ssg.preview.studio import open_studio


def run_preview(root: Path, options: Options, *, drafts: bool, opens: bool) -> int:
    """Serve the portal until Ctrl+C, or until asked to end; return the exit status."""
    language = options.language
    click.echo(phrase("serve.start", language), err=True)
    warnings.filterwarnings("ignore", module=r"watchdog\.")  # of folders that come while it looks: no matter
    try:
        studio = open_studio(root, options.now, drafts)
        with closing(studio), _asked_to_end() as ended, serve(studio, options, _tell) as address:
            _announce(address, options)
            if opens:
                threading.Thread(target=webbrowser.open, args=(address.url,), daemon=True).start()
            while not ended.wait(0.5):  # on Windows a wait without end would not hear Ctrl+C
                pass
    except SsgError as error:
        tell_problems(error.problems, language)
        return 1
    except ServeError as error:
        _tell(str(error))
        return 1
    _tell(phrase("serve.stop", language))
    return 0


def read_clock() -> dt.datetime:
    """Return the time now, with this machine's zone."""
    return dt.datetime.now().astimezone()


def _announce(address: Address, options: Options) -> None:
    key = "serve.ready" if options.host in LOCAL else "serve.open"
    click.echo(phrase(key, options.language, url=address.url))
    for url in address.others:
        click.echo(phrase("serve.lan", options.language, url=url))


def _tell(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def _asked_to_end() -> Iterator[threading.Event]:
    """Give an event that Ctrl+C and a request to end set, while the preview runs; the handlers of before come back."""
    ended = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
