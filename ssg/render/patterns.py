"""Old addresses as regular expressions over bytes, as web servers compare them: paths decoded, queries as sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from ssg.model.hosting import Redirect

LONGEST = 3_000
"""Characters of one expression: nginx takes no word of its configuration that is longer than 4,096 bytes."""
BEFORE = "(?:^|&(?:amp;)?)"
"""Expression of what stands before an argument; old pages have "&amp;" in their links."""
_ENDING = re.compile(r"[^/]\.\w{1,5}$")
_SAFE = re.compile(rb"[A-Za-z0-9_/-]")
_UNRESERVED = re.compile(r"[A-Za-z0-9_~.-]*")


def literal(text: str) -> str:
    """Return an expression for a decoded path. What is not a letter or digit is written by its bytes, so that neither
    quotes nor line breaks nor variables can begin in it.
    """
    return "".join(chr(byte) if _SAFE.match(bytes([byte])) else f"\\x{byte:02x}" for byte in text.encode())


def is_unreserved(value: str) -> bool:
    """Return whether everybody sends a value as it is, without percent-encoding."""
    return bool(_UNRESERVED.fullmatch(value))


def sent(value: str) -> str:
    """Return an expression for a name or value of a query however it was percent-encoded."""
    pieces = [_sent_sign(sign) for sign in value]
    if sum(map(len, pieces)) <= LONGEST // 2:
        return "".join(pieces)
    return _shortened(pieces)


def _sent_sign(sign: str) -> str:
    if sign == " ":
        return r"(?:\x2b|%20)"
    raw = literal(sign)
    if is_unreserved(sign):
        return raw
    encoded = "".join(f"%{_either_case(f'{byte:02X}')}" for byte in sign.encode())
    if (apart := unicodedata.normalize("NFD", sign)) != sign:
        return f"(?:{raw}|{encoded}|{''.join(map(_sent_sign, apart))})"
    return f"(?:{raw}|{encoded})"


def _either_case(digits: str) -> str:
    return "".join(f"[{digit}{digit.lower()}]" if digit.isalpha() else digit for digit in digits)


def _shortened(pieces: list[str]) -> str:
    """Return the beginning and the end of an expression that would be too long, and anything between."""
    head, tail, room = 0, len(pieces), LONGEST // 4
    while (size := len(pieces[head])) <= room:
        room -= size
        head += 1
    room = LONGEST // 4
    while (size := len(pieces[tail - 1])) <= room:
        room -= size
        tail -= 1
    return "".join([*pieces[:head], "[^&]*", *pieces[tail:]])


def argument(name: str, value: str) -> str:
    """Return an expression that finds an argument anywhere in a query; an empty value may lack its "="."""
    named = f"(?i:{sent(name)})"
    return f"{BEFORE}{named}={sent(value)}(?:&|$)" if value else f"{BEFORE}{named}=?(?:&|$)"


def has_ending(path: str) -> bool:
    """Return whether an old path ends as a file's name does: ``/bai.html``."""
    return bool(_ENDING.search(path))


def with_closing_slashes(redirects: Iterable[Redirect]) -> list[Redirect]:
    """Return redirects, those of ``/bai.html`` for ``/bai.html/`` too; but for those of scripts with arguments, which
    are many.
    """
    found = list(redirects)
    known = {rule.path for rule in found}
    return found + [
        replace(rule, path=f"{rule.path}/")
        for rule in found
        if not rule.arguments and has_ending(rule.path) and f"{rule.path}/" not in known
    ]
