"""A text as the numbers of its syllables, in order: compact bytes from which all counting of words starts.

The same for "hoà" and "hòa", for capitals, NFC and NFD; the same on every machine and in every run.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from ssg.base.text import settle_tones, syllables

CODE_BYTES = 4
# of a syllable's number, little-endian; among 20,000 syllables one in twenty texts of that size has a collision at all
SEAL_BYTES = 8
# of the digest a packed text begins with
MAX_SYLLABLES = 20_000
# that count; more is no article
_MAX_MEMO, _MAX_TOKEN = 100_000, 40
# words remembered in one process (some 20 MB), characters of such a word


def fold_syllables(text: str) -> list[str]:
    """Return a text's syllables as they are compared: NFC, small letters, each tone mark on its agreed vowel."""
    return [settle_tones(s) for s in syllables(unicodedata.normalize("NFC", text).casefold())]


def pack_terms(text: str) -> bytes:
    """Return a text as a digest (``SEAL_BYTES``) and its syllables' numbers; b"" for a text without syllables.

    The numbers are the first ``CODE_BYTES`` of each syllable's BLAKE2b digest.
    """
    codes = b"".join(map(_memo.__getitem__, text.split()))[: MAX_SYLLABLES * CODE_BYTES]
    return blake2b(codes, digest_size=SEAL_BYTES).digest() + codes if codes else b""


def seal_of(packed: bytes) -> bytes:
    """Return the digest of a packed text, b"" where there is no text."""
    return packed[:SEAL_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """What tells a packed text from others."""

    seal: int = 0
    # its digest as a number; 0 where there is no text
    size: int = 0
    # bytes


NO_TEXT = TextFacts()


def facts_of(packed: bytes) -> TextFacts:
    """Return the facts of a packed text."""
    return TextFacts(seal=int.from_bytes(seal_of(packed), "little"), size=len(packed))


class _Memo(dict[str, bytes]):
    """The numbers of each word between spaces, punctuation and all; when it is full, it learns no more: common words
    come early.
    """

    def __missing__(self, token: str) -> bytes:
        codes = b"".join(
            blake2b(s.encode("utf-8", "replace"), digest_size=CODE_BYTES).digest() for s in fold_syllables(token)
        )
        if len(token) <= _MAX_TOKEN and len(self) < _MAX_MEMO:
            self[token] = codes
        return codes


_memo = _Memo()
