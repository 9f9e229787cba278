"""Old addresses as regular expressions over bytes, as web servers compare them: paths decoded, queries as sent."""

from __future__ import annotations

import re

LONGEST = 3_000
"""Characters of one expression: nginx takes no word of its configuration that is longer than 4,096 bytes."""
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
    return f"(?:^|&){named}={sent(value)}(?:&|$)" if value else f"(?:^|&){named}=?(?:&|$)"
