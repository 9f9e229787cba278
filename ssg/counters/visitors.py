"""Visitors of one day: who they are under that day's key, what each viewed last, and what the day comes to.

No address goes further than this module: what is kept of a visitor is a hash under a random key, and the key is
destroyed with the day.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

KEY_SIZE = 32
VISIT_GAP = 30 * 60
# seconds without a view after which the next one starts a visit
PAGE_BITS = 24
VOTE_BIT = 1 << 23
# marks a vote for a page among what a visitor did; page ids stay below it
ANY_PAGE = 0
_HASH_SIZE = 7
# bytes: small enough for an integer of SQLite, and a million visitors a day meet once in 100,000 days

LastView = Callable[[int, int], int | None]
"""(visitor's hash, page's id) → second of the last counted view that the ledger holds."""


@dataclass(slots=True)
class Day:
    """One day's visitors while the log is read, and what was counted since the ledger was last written."""

    number: int
    key: bytes
    stored: LastView | None = None
    # where earlier views lie in the ledger, None where there are none
    done: dict[int, int] = field(default_factory=dict)
    # visitor's hash << PAGE_BITS | page's id → second of the last counted view; ANY_PAGE: of any page
    views: dict[int, int] = field(default_factory=dict)
    # page's id → views
    votes: dict[tuple[int, int], int] = field(default_factory=dict)
    # (page's id, stars) → votes
    visits: int = 0
    last: int = 0
    # newest minute of the log on this day, in seconds since 1970; 0 for none yet
    _keyed: blake2b = field(init=False)

    def __post_init__(self) -> None:
        self._keyed = blake2b(key=self.key, digest_size=_HASH_SIZE)

    def visitor(self, address: bytes, agent: bytes) -> int:
        """Return a visitor's hash on this day, shifted to make room for a page; ``agent`` is a digest of the agent."""
        state = self._keyed.copy()
        state.update(agent + address)
        return int.from_bytes(state.digest(), "little") << PAGE_BITS

    def view(self, address: bytes, agent: bytes, page: int, at: int, repeat: int) -> bool:
        """Count a view at second ``at`` and return True, or return False for a repeat: less than ``repeat`` seconds
        after the visitor's last counted view of the page, or before it.
        """
        state = self._keyed.copy()  # as visitor() does; this is the one place where a call would be felt
        state.update(agent + address)
        who = int.from_bytes(state.digest(), "little") << PAGE_BITS
        done = self.done
        last = done.get(who | page)
        if last is None and self.stored:
            last = self.stored(who >> PAGE_BITS, page)
        if last is not None and at - last < repeat:
            return False
        done[who | page] = at
        last = done.get(who)
        if last is None and self.stored:
            last = self.stored(who >> PAGE_BITS, ANY_PAGE)
        if last is None or at - last >= VISIT_GAP:
            self.visits += 1
        done[who] = at
        self.views[page] = self.views.get(page, 0) + 1
        return True

    def vote(self, who: int, page: int, stars: int, at: int) -> bool:
        """Count a vote and return True, or return False where the visitor has voted for the page this day."""
        place = page | VOTE_BIT
        known = self.done.get(who | place)
        if known is None and self.stored:
            known = self.stored(who >> PAGE_BITS, place)
        if known is not None:
            return False
        self.done[who | place] = at
        self.votes[page, stars] = self.votes.get((page, stars), 0) + 1
        return True


def new_key() -> bytes:
    """Return a random key for a day."""
    return os.urandom(KEY_SIZE)
