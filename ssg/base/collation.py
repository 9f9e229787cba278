"""Vietnamese alphabetical order (a ă â b … đ … y; tones after letters), for titles and for people's names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Key = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]


@lru_cache(maxsize=65536)
def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for char in word.lower():
        tone, base = 0, ""
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            else:
                base += part
        base = unicodedata.normalize("NFC", base)
        letters.append(
            _RANK.get(base) or (ord(base[0]) if base and ord(base[0]) < 100 else 1000 + ord((base or " ")[0]))
        )
        tones.append(tone)
    return tuple(letters), tuple(tones)


def order_key(text: str) -> Key:
    """Return a sort key: word by word, letters before tones before the text itself.

    The tones, lightest first, are: none, huyền, hỏi, ngã, sắc, nặng.
    """
    keys = [_word_key(word) for word in text.split()]
    return tuple(k[0] for k in keys), tuple(k[1] for k in keys), text


def name_key(name: str) -> tuple[Key, Key]:
    """Return a sort key for a person's name: by given name (the last syllable), then by the whole name."""
    return order_key(name.split()[-1] if name.split() else ""), order_key(name)
