"""The formats of access logs: recognised by a line, read line by line into what counting needs."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from ssg.counters.pages import host_in
from ssg.counters.times import FIRST, LAST, Stamps

COMBINED, VHOST, COMMON, CADDY, IIS = "combined", "vhost", "common", "caddy", "iis"
MAX_LINE = 64 * 1024
# bytes; web servers cut request lines and headers long before that

_QUOTED = rb'"((?:[^"\\]|\\.)*)"'
_WHO = rb"(\S+) [^\[\"]*\[([^\]\"]{26})\] " + _QUOTED + rb" (\d{3}) (?:\d+|-)"
_COMBINED = re.compile(_WHO + rb" " + _QUOTED + rb" " + _QUOTED + rb"(?: .*)?", re.DOTALL)
_VHOST = re.compile(rb"(\S+) " + _COMBINED.pattern, re.DOTALL)
_COMMON = re.compile(_WHO)
_TWO_NAMES = re.compile(rb"\S+ \S*[.:]\S* ")
# a host and an address; where one address stands alone, "-" follows it
_FIELDS = b"#Fields:"
_NEEDED = {b"date", b"time", b"c-ip", b"cs-method", b"cs-uri-stem", b"sc-status"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of a log."""

    address: bytes
    agent: bytes | None
    # None where the format has none
    host: str
    # "" where the format does not tell it
    at: int
    # seconds since 1970
    request: bytes
    # "GET /tin-tuc/ HTTP/1.1"
    status: int


def recognise(line: bytes) -> str:
    """Return the format of a line: ``combined``, ``vhost``, ``common``, ``caddy`` or ``iis`` with the names of its
    fields behind it; "" where it is a line of no format known.
    """
    if line.startswith(_FIELDS):
        fields = line[len(_FIELDS) :].split()
        return f"{IIS} {b' '.join(fields).decode('ascii', 'replace')}" if _NEEDED.issubset(fields) else ""
    if line.startswith(b"{"):
        return CADDY if LineReader(CADDY).read(line) else ""
    names = (VHOST,) if _TWO_NAMES.match(line) else (COMBINED, COMMON)
    return next((name for name in names if LineReader(name).read(line)), "")


class LineReader:
    """Reads the lines of one log; for IIS it learns the fields anew wherever the log names them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stamps = Stamps()
        self._fields = name.encode().split()[1:] if name.startswith(IIS) else []

    def is_remark(self, line: bytes) -> bool:
        """Return whether a line tells of no request: empty, a heading of IIS, or what Caddy says of itself."""
        if self.name.startswith(IIS) and line.startswith(b"#"):
            if line.startswith(_FIELDS) and (found := recognise(line)):
                self.name, self._fields = found, found.encode().split()[1:]
            return True
        return not line or (self.name == CADDY and line.startswith(b"{") and b'"request"' not in line)

    def read(self, line: bytes) -> Hit | None:
        """Return what a line says, None where it cannot be read."""
        if len(line) > MAX_LINE:
            return None
        if self.name == CADDY:
            return _read_caddy(line)
        if self.name.startswith(IIS):
            return _read_iis(line, self._fields)
        return self._read_quoted(line)

    def _read_quoted(self, line: bytes) -> Hit | None:
        host = b""
        if self.name == VHOST:
            found = _VHOST.fullmatch(line)
            host, groups = (found[1], found.groups()[1:]) if found else (b"", ())
        else:
            found = (_COMBINED if self.name == COMBINED else _COMMON).fullmatch(line)
            groups = found.groups() if found else ()
        at = self._stamps.second(groups[1]) if groups else None
        if at is None:
            return None
        return Hit(
            address=groups[0],
            agent=groups[5] if len(groups) > 5 else None,
            host=host_in(host),
            at=at,
            request=groups[2],
            status=int(groups[3]),
        )


def _read_caddy(line: bytes) -> Hit | None:
    try:
        said = json.loads(line)
        asked = said["request"]
        address = asked.get("client_ip") or asked.get("remote_ip") or asked["remote_addr"].rpartition(":")[0]
        agents = {name.lower(): value for name, value in asked["headers"].items()}.get("user-agent", [""])
        at = _read_moment(said["ts"])
        if at is None:
            return None
        return Hit(
            address=str(address).encode(),
            agent=str(agents[0] if agents else "").encode("utf-8", "replace"),
            host=str(asked["host"]),
            at=at,
            request=f"{asked['method']} {asked['uri']} {asked.get('proto', 'HTTP/1.1')}".encode("utf-8", "replace"),
            status=int(said["status"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_moment(said: Any) -> int | None:
    """Return the seconds of Caddy's ``ts``: a number of seconds, milli- or nanoseconds, or a date with its zone."""
    if isinstance(said, str):
        text = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", said.strip().replace("/", "-").replace("Z", "+00:00"))
        moment = dt.datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp())
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    seconds = int(said)
    while seconds > LAST:
        seconds //= 1000
    return seconds if seconds > FIRST else None


def _read_iis(line: bytes, fields: list[bytes]) -> Hit | None:
    values = line.split(b" ")
    if len(values) != len(fields):
        return None
    said = dict(zip(fields, values, strict=True))
    try:
        moment = dt.datetime.fromisoformat(f"{said[b'date'].decode()} {said[b'time'].decode()}+00:00")
        status = int(said[b"sc-status"])
    except (ValueError, KeyError):
        return None
    query = said.get(b"cs-uri-query", b"-")
    target = said[b"cs-uri-stem"] + (b"?" + query if query != b"-" else b"")
    agent = said.get(b"cs(User-Agent)")
    host = said.get(b"cs-host", b"-")
    return Hit(
        address=said[b"c-ip"],
        agent=agent.replace(b"+", b" ") if agent is not None else None,
        host=host_in(host) if host != b"-" else "",
        at=int(moment.timestamp()),
        request=said[b"cs-method"] + b" " + target + b" HTTP/1.1",
        status=status,
    )
