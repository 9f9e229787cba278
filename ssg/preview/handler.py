"""One connection of a browser: requests in, the studio's answers out."""

from __future__ import annotations

import datetime as dt
import re
import selectors
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, quote

from ssg.base.files import digest
from ssg.preview.access import AccessLog, Click
from ssg.preview.careful import CarefulStudio
from ssg.preview.hosts import is_accepted
from ssg.preview.hub import Hub
from ssg.preview.pages import LIVE_EVENTS, LIVE_SCRIPT, is_page, live_script, with_script
from ssg.preview.paths import PathError, read_path
from ssg.preview.protocol import Answer
from ssg.preview.requests import Lines, are_clear, split_target, wrong_line
from ssg.preview.streams import Asked, as_event

if TYPE_CHECKING:
    from ssg.preview.server import PreviewServer

HEARTBEAT = 15.0
# seconds between signs of life on an event stream
_PIECE = 256 * 1024
# bytes sent at once: the time limit holds for each piece, so that a slow telephone still gets a large file
_TEXT = "text/plain; charset=utf-8"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "none",
}
_STREAM = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
_DIGEST = re.compile(r"[0-9a-f]{0,32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every connection works with."""

    studio: CarefulStudio
    hub: Hub
    names: frozenset[str]
    # that requests may call this machine by
    log: AccessLog | None
    now: Callable[[], dt.datetime]


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection, one after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "ssg"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 15
    # seconds for each piece read or written
    server: PreviewServer
    raw_requestline: bytes

    def setup(self) -> None:
        """Open the connection's streams."""
        super().setup()
        self._lines = Lines(self.rfile)
        self.rfile = cast("BufferedIOBase", self._lines)

    def handle_one_request(self) -> None:
        """Read one request and answer it; the whole of it must come before the server's patience ends."""
        self.server.expect(self.connection)
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read what is asked for; refuse at once what can be read in two ways, and what would change something."""
        wrong = wrong_line(self.raw_requestline) if self.raw_requestline.strip() else None
        if wrong:
            self.server.cease_expecting(self.connection)
            self.command, self.request_version, self.headers = "", self.protocol_version, Message()
            self.requestline = self.raw_requestline.decode("latin-1").rstrip("\r\n")
            return self._refuse_unclear(wrong)
        understood = super().parse_request()
        self.server.cease_expecting(self.connection)
        if understood and (self._lines.has_bare_cr or not are_clear(self.headers, self.request_version)):
            return self._refuse_unclear(HTTPStatus.BAD_REQUEST)
        if understood and self.command not in ("GET", "HEAD"):
            self.close_connection = True
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
            return False
        return understood

    def _refuse_unclear(self, status: HTTPStatus) -> bool:
        """Refuse a request, and what came behind it; return that there is nothing to answer."""
        self.close_connection = True
        self._refuse(status)
        return False

    def do_GET(self) -> None:
        """Answer with a page or file."""
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # a body nobody reads must not be taken for the next request
        if not is_accepted(self.headers.get("Host", ""), self._desk.names, self.connection.getsockname()[0]):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        named, self.path = split_target(self.path)
        if named and not is_accepted(named, self._desk.names, self.connection.getsockname()[0]):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        own = self.path.split("?", 1)[0]
        if own == LIVE_SCRIPT:
            self._send(200, "text/javascript; charset=utf-8", live_script(), {"Cache-Control": "max-age=31536000"})
        elif own == LIVE_EVENTS:
            self._stream()
        else:
            self._answer()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    @property
    def _desk(self) -> Desk:
        return self.server.desk

    def _answer(self) -> None:
        try:
            path = read_path(self.path)
        except PathError as error:
            self._refuse(HTTPStatus(error.status))
            return
        found = self._desk.studio.answer(path)
        headers = {"Cache-Control": "no-cache"}
        if found.location:
            headers["Location"] = quote(found.location, safe="/:?&=#%+,;@~!$'()*-._[]")
        body = self._body_of(path, found)
        status = found.status
        if status == HTTPStatus.OK:
            headers["ETag"] = f'"{digest(body)}"'
            if _knows(self.headers.get("If-None-Match", ""), headers["ETag"]):
                status, body = HTTPStatus.NOT_MODIFIED, b""
        self._log(status, self._send(status, found.kind, body, headers))

    def _body_of(self, path: str, found: Answer) -> bytes:
        """Return what is sent of an answer, and remember that a browser has it."""
        shown = digest(found.body)
        if found.is_fragment or not is_page(found.kind):
            if found.status == HTTPStatus.OK:
                self._desk.hub.parts.keep(path, shown)
            return found.body
        self._desk.hub.pages.keep(shown, found.body)
        return with_script(found.body, shown)

    def _refuse(self, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self._log(status, self._send(status, _TEXT, body, {"Cache-Control": "no-store", **(headers or {})}))

    def _send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send an answer; return the bytes of its body that were sent."""
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return 0
        left = memoryview(body)
        while left:
            self.wfile.write(left[:_PIECE])
            left = left[_PIECE:]
        return len(body)

    def _stream(self) -> None:
        """Send what a tab is to show, until either side ends it."""
        self.close_connection = True
        asked = self._read_asked()
        if asked is None or self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            self._send(HTTPStatus.BAD_REQUEST, _TEXT, b"", {})
            return
        gone = partial(is_gone, self.connection)
        stream = self._desk.hub.open(asked, gone) if self.command == "GET" else None
        if stream is None:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _TEXT, b"", {"Retry-After": "5"})
            return
        try:
            self.send_response(HTTPStatus.OK)
            for name, value in {**_ALWAYS, **_STREAM}.items():
                self.send_header(name, value)
            self.end_headers()
            while (said := stream.take(HEARTBEAT)) is not None:
                self.wfile.write(as_event(said))
        finally:
            self._desk.hub.drop(stream)

    def _read_asked(self) -> Asked | None:
        """Return what a tab says of itself, None where it makes no sense."""
        said = {name: values[-1] for name, values in parse_qs(self.path.partition("?")[2]).items()}
        turn, shown = said.get("turn", "0"), said.get("page", "")
        try:
            path = read_path(quote(said.get("path", ""), safe="/%"))
        except PathError:
            return None
        if not (turn.isdecimal() and len(turn) < 10 and _DIGEST.fullmatch(shown)):
            return None
        client = f"{self.client_address[0]} {self.headers.get('User-Agent', '')}"
        has_source = said.get("source") == "1"
        run = said.get("run", "")[:32]
        return Asked(path=path, shown=shown, run=run, turn=int(turn), has_source=has_source, client=client)

    def _log(self, status: int, size: int) -> None:
        if self._desk.log is not None:
            click = Click(
                address=self.client_address[0],
                at=self._desk.now(),
                request=self.requestline,
                status=int(status),
                size=size,
                referrer=self.headers.get("Referer", ""),
                agent=self.headers.get("User-Agent", ""),
            )
            self._desk.log.add(click)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal: clicks go to the log, where one is wanted."""


def _knows(header: str, tag: str) -> bool:
    """Return whether If-None-Match names a tag."""
    tags = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in tags or tags == ["*"]


def is_gone(connection: socket.socket) -> bool:
    """Return whether the other side of a connection that should be silent has closed it."""
    try:
        with selectors.DefaultSelector() as waiting:
            waiting.register(connection, selectors.EVENT_READ)
            return bool(waiting.select(0)) and connection.recv(1, socket.MSG_PEEK) == b""
    except (OSError, ValueError):
        return True
