"""The preview as a whole: listen, watch, refresh, tell the tabs; and nothing left when it ends."""

from __future__ import annotations

import datetime as dt
import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ssg.base.urls import encode_url
from ssg.model.phrases import phrase
from ssg.preview.access import AccessLog
from ssg.preview.careful import CarefulStudio
from ssg.preview.gathering import Gatherer
from ssg.preview.handler import Desk
from ssg.preview.hosts import ANY, LOCAL, accepted_names, own_addresses
from ssg.preview.hub import Hub
from ssg.preview.protocol import NEWS, Studio
from ssg.preview.server import PreviewServer
from ssg.preview.watching import Watcher

PORTS = 20
# tried one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to serve."""

    now: Callable[[], dt.datetime]
    # the time with its zone, for the log of clicks
    host: str = "127.0.0.1"
    port: int = 8000
    # 0 for any that is free
    bar: bool = True
    log: Path | None = None
    language: str = "vi"


class ServeError(Exception):
    """The preview cannot begin; the text says why, in the portal's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the preview is."""

    url: str
    # for this machine
    port: int
    others: tuple[str, ...] = ()
    # for other machines on the network


Tell = Callable[[str], None]


@contextmanager
def serve(studio: Studio, options: Options, tell: Tell) -> Iterator[Address]:
    """Serve until the block ends, and end within a second; ``tell`` takes lines for the terminal, from any thread.

    Raises ServeError where no port or no log can be had.
    """
    careful = CarefulStudio(studio, options.language, tell)
    hub = Hub(careful, options.language, bar=options.bar)
    with ExitStack() as stack:
        log = _open_log(options, stack)
        desk = Desk(studio=careful, hub=hub, names=accepted_names(options.host), log=log, now=options.now)
        server = _listen(options, desk, tell)
        listening = threading.Thread(target=server.serve_forever, args=(0.1,), name="preview-server", daemon=True)
        listening.start()
        stack.callback(listening.join, 1.0)
        stack.callback(server.end)
        stack.callback(hub.close)
        _follow(careful, hub, options.language, tell, stack)
        yield _address(options.host, server.server_port, careful.home)


def _open_log(options: Options, stack: ExitStack) -> AccessLog | None:
    if options.log is None:
        return None
    try:
        log = AccessLog(options.log)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(phrase("serve.log", options.language, path=options.log, reason=reason)) from None
    stack.callback(log.close)
    return log


def _listen(options: Options, desk: Desk, tell: Tell) -> PreviewServer:
    """Return a server at the port asked for, or at the next one that is free."""
    host = "127.0.0.1" if options.host == "localhost" else options.host.strip("[]")
    last = min(options.port + PORTS - 1, 65535)
    for port in range(options.port, last + 1):
        try:
            server = PreviewServer((host, port), desk, tell)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            reason = error.strerror or str(error)
            text = phrase("serve.refused", options.language, host=options.host, p=port, reason=reason)
            raise ServeError(text) from None
        if port != options.port:
            tell(phrase("serve.busy", options.language, p=options.port, q=port))
        return server
    raise ServeError(phrase("serve.full", options.language, p=options.port, q=last))


def _follow(studio: CarefulStudio, hub: Hub, language: str, tell: Tell, stack: ExitStack) -> None:
    """Watch the portal's files, and refresh studio and tabs when they change."""

    def refresh(changed: frozenset[str]) -> None:
        if studio.refresh(changed):
            hub.publish(changed)
        watcher.arm(studio.roots)

    def fall_back(reason: str) -> None:
        tell(phrase("serve.polling", language, reason=phrase(f"serve.polling.{reason}", language)))

    gatherer = Gatherer(refresh, lambda error: tell(phrase("serve.crash", language, text=error)))
    watcher = Watcher(studio.root, gatherer.note, fall_back)
    stack.callback(watcher.stop)
    stack.callback(gatherer.stop)
    watcher.arm(studio.roots)
    gatherer.start()
    studio.attend(lambda: gatherer.note(NEWS))


def _address(host: str, port: int, home: str) -> Address:
    """Return the URLs to type, for this machine and for others."""
    path = encode_url(home)
    name = "localhost" if host in ANY or host in LOCAL else host.strip("[]")
    if host in LOCAL:
        others: tuple[str, ...] = ()
    else:
        others = tuple(own_addresses()) if host in ANY else (name,)
    shown = [f"[{one}]" if ":" in one else one for one in (name, *others)]
    mine, *theirs = [f"http://{one}:{port}{path}" for one in shown]
    return Address(url=mine, port=port, others=tuple(theirs))
