"""Robots, known by their user agent: the patterns of crawler-user-agents, and those it misses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2b

_MISSED = (r"Zalo/1\.0", "[Zz]alo[Bb]ot")
# link previews and the crawler of Zalo; its application on telephones ("Zalo iOS", "Zalo android") is a reader
_LITERAL = re.compile(r"(?:\\[^A-Za-z0-9]|[^\\^$.|?*+()\[\]{}])+")


@cache
def robot_test() -> Callable[[str], bool]:
    """Return the function that tells whether a user agent is a robot's; the package's list is read at the first call.

    Nearly all patterns are plain words, and looking for each of those is several times faster than one regular
    expression of 1,500 branches.
    """
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA

    patterns = [str(entry["pattern"]) for entry in CRAWLER_USER_AGENTS_DATA]
    plain = [p for p in patterns if _LITERAL.fullmatch(p)]
    words = tuple(re.sub(r"\\(.)", r"\1", p) for p in plain)
    others = re.compile("|".join([*(p for p in patterns if not _LITERAL.fullmatch(p)), *_MISSED]))

    def is_robot(agent: str) -> bool:
        return any(word in agent for word in words) or others.search(agent) is not None

    return is_robot


class Agents:
    """Remembers the user agents it was asked about: a log repeats a few thousand of them."""

    def __init__(self, known: int = 20_000, longest: int = 512) -> None:
        self._known, self._longest = known, longest
        self.marks: dict[bytes, bytes] = {}
        # user agent → what mark() says of it

    def mark(self, agent: bytes) -> bytes:
        """Return a digest that stands for a user agent, as the log has it; b"" for a robot's and for an empty one."""
        found = self.marks.get(agent)
        if found is None:
            is_person = agent not in (b"", b"-") and not robot_test()(agent.decode("utf-8", "replace"))
            found = digest_agent(agent) if is_person else b""
            if len(self.marks) >= self._known:
                self.marks.clear()
            if len(agent) <= self._longest:
                self.marks[agent] = found
        return found


def digest_agent(agent: bytes) -> bytes:
    """Return a digest that stands for a user agent: short, so that visitors are hashed fast."""
    return blake2b(agent, digest_size=8).digest()
