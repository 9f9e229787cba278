"""Whom the preview answers: names and addresses of this machine, so that no foreign page can read it by a name of its
own that leads here (DNS rebinding).
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
ANY = frozenset({"0.0.0.0", "::", ""})


def own_addresses() -> list[str]:
    """Return this machine's IPv4 addresses that others on its network can reach it at, the likeliest first."""
    found = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: it only makes the system choose the way out
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError, UnicodeError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [name for name in dict.fromkeys(found) if not ipaddress.ip_address(name).is_loopback]


def accepted_names(host: str) -> frozenset[str]:
    """Return the names that a request may call this machine by when the server listens at ``host``."""
    names = {*LOCAL, host.lower().strip("[]")}
    if host in ANY:
        own = socket.gethostname().lower()
        names |= {own, f"{own.removesuffix('.local')}.local", *own_addresses()}
    return frozenset(names - ANY)


def name_of(header: str) -> str:
    """Return the host that a Host header names, lower case, without port, brackets and the dot at its end."""
    header = header.strip().lower()
    if header.startswith("["):
        name, _, rest = header[1:].partition("]")
        return name if not rest or rest.startswith(":") else ""
    name, _, port = header.partition(":")
    return name.rstrip(".") if not port or port.isdecimal() else ""


def is_accepted(header: str, names: frozenset[str], reached_at: str) -> bool:
    """Return whether a Host header names this machine; ``reached_at`` is the address the connection came in at."""
    name = name_of(header)
    return bool(name) and (name in names or name == reached_at.split("%", 1)[0])
