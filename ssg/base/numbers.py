"""Numbers as readers of a language write them: 1.162 · 4,5 · 1,2 MB, and read back."""

from __future__ import annotations

import re

SEPARATORS = {"vi": ".", "en": ","}
_GROUPED = re.compile(r"\d{1,3}(?:([., \u00a0\u202f])\d{3})(?:\1\d{3})*")
_UNITS = ("KB", "MB", "GB", "TB")


def group_digits(number: int, separator: str) -> str:
    """Return the number with ``separator`` ("." , "," or "") between thousands: 2345678 becomes ``2.345.678``."""
    return f"{number:,}".replace(",", separator)


def decimal(value: float, language: str, digits: int = 1) -> str:
    """Return the value with at most ``digits`` decimals in the language's form; whole numbers without any."""
    text = f"{value:.{digits}f}"
    if digits and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text


def file_size(size: int, language: str) -> str:
    """Return a size in bytes as ``850 KB`` or ``1,2 MB`` (1 KB is 1,024 bytes; never less than 1 KB)."""
    value = max(1.0, size / 1024)
    unit = 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value /= 1024
        unit += 1
    return f"{decimal(value, language, 0 if unit == 0 or value >= 100 else 1)} {_UNITS[unit]}"


def read_count(text: str) -> int | None:
    """Return a count of 0 or more as people write it ("1162", "1.162", "1,162", "1 162"), None where it is none.

    Dots and commas only part groups of three: "11.297" is 11297, and "1.5" is no count. "012" is 12.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 15 else None
    return int(re.sub(r"\D", "", text)) if _GROUPED.fullmatch(text) and len(text) <= 20 else None
