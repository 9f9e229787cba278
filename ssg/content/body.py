"""The body of an article: plain prose without further ado, whatever else by the Markdown parser."""

from __future__ import annotations

from ssg.content.parsed import Parsed
from ssg.content.prose import parse_plain


def parse(text: str, *, forgiving: bool = True, home: str = "") -> Parsed:
    """Return the body parsed. ``forgiving`` False reads it as CommonMark has it (with the same extensions); ``home`` is
    the portal's own address, whose links lead into the portal.
    """
    plain = parse_plain(text, home) if forgiving else None
    if plain:
        return plain
    from ssg.content.markdown import parse_whole  # most bodies do without it, and it takes a while to load

    return parse_whole(text, forgiving=forgiving, home=home)
