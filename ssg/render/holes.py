"""A page's holes: where a shell has them, and what fills them put in or put anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ssg.base.files import digest
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN

_HOLE = re.compile(f"{HOLE_OPEN}(.*?){HOLE_CLOSE}".encode(), re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A page with its holes filled."""

    data: bytes
    texts: Sequence[bytes]
    # what stands between the holes, one more than there are of these
    holes: Sequence[str]
    # ``name|argument`` of each, in the order of the page
    spans: Sequence[int]
    # of each the first byte and the number of bytes of what fills it, one behind the other


def split(shell: str) -> tuple[list[bytes], list[str]]:
    """Return the texts between a shell's holes, one more than there are holes, and the holes."""
    pieces = _HOLE.split(shell.encode())
    return pieces[::2], [hole.decode() for hole in pieces[1::2]]


def seal_of(texts: Sequence[bytes], holes: Sequence[str]) -> str:
    """Return the digest of a shell: of what stands between its holes, and of these."""
    return digest("\n".join([*holes, *map(str, map(len, texts))]).encode(), b"".join(texts))


def cut(page: bytes, spans: Sequence[int]) -> tuple[list[bytes], list[bytes]]:
    """Return the texts between a page's holes, one more than there are holes, and what fills these."""
    ends = [0, *map(sum, zip(spans[::2], spans[1::2], strict=True))]
    texts = [page[end:start] for end, start in zip(ends, (*spans[::2], len(page)), strict=True)]
    return texts, [page[start:end] for start, end in zip(spans[::2], ends[1:], strict=True)]


def join(texts: Sequence[bytes], holes: Sequence[str], fillings: Iterable[bytes]) -> Filled:
    """Return the page of what stands between its holes and what fills them."""
    parts, at = [texts[0]], len(texts[0])
    spans: list[int] = []
    for filling, text in zip(fillings, texts[1:], strict=True):
        size = len(filling)
        spans += (at, size)
        parts += (filling, text)
        at += size + len(text)
    return Filled(data=b"".join(parts), texts=texts, holes=holes, spans=spans)


def pack_spans(spans: Iterable[int]) -> str:
    """Return spans as a text without spaces."""
    return ",".join(map(str, spans))


def unpack_spans(packed: str) -> list[int]:
    """Return spans that pack_spans() packed."""
    return list(map(int, packed.split(","))) if packed else []
