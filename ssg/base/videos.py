"""Places in MP4, MOV and M4A files that say where, when and by whom they were taken, to be written over with zeros.

Boxes are renamed to ``free`` and emptied where they lie, so that nothing in the file moves and all offsets stay right.
Format: ISO/IEC 14496-12; names of boxes: QuickTime File Format (Apple), 3GPP TS 26.244, GoPro's GPMF, Google's CAMM.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_INDEX = 128 * 1024 * 1024
# bytes of a video's moov box; that of a film of many hours has some ten million
_MAX_BOXES, _MAX_DEPTH = 1_000_000, 16
_CONTAINERS = (b"moov", b"trak", b"udta", b"mdia", b"minf", b"stbl", b"ilst")
_SIGNS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_PICTURES = re.compile(rb"hei[cxms]|hev[cx]|mif1|msf1|avi[fs]")
# brands of pictures that come in the same boxes
_TELLING = (
    b"\xa9xyz", b"loci", b"\xa9mak", b"\xa9mod", b"\xa9swr", b"\xa9day", b"\xa9aut", b"\xa9cmt", b"\xa9dji", b"\xa9csn",
    b"\xa9fpt", b"\xa9fyw", b"\xa9frl", b"\xa9gpt", b"\xa9gyw", b"\xa9grl", b"auth", b"manu", b"modl", b"XMP_", b"GPMF",
    b"GPS ", b"gps ", b"gps0", b"SDLN", b"smrd", b"smta", b"CAME", b"MUID", b"LENS", b"FIRM", b"SETT", b"CNTH", b"CNDM",
)  # fmt: skip
# boxes of ``udta`` and ``ilst``: place, maker, model, day, author, remarks, flight, serial numbers
_TIMED = (b"gpmd", b"mebx", b"camm", b"rtmd", b"mett", b"metx", b"djmd", b"dbgi", b"fdsc")
# kinds of samples that are no picture, sound or subtitle, but what sensors measured
_UUIDS = (
    bytes.fromhex("be7acfcb97a942e89c71999491e3afac"),  # XMP
    bytes.fromhex("85c0b687820f11e08111f4ce462b6a48"),  # Canon
    bytes.fromhex("50524f4621d24fcebb88695cfac9c740"),  # Sony
)
_ABOUT_PLACE = re.compile(rb"(?i)location|gps|geo")
PLACE = re.compile(rb"[+-]\d{1,3}\.\d{2,}[+-]\d{1,3}\.\d{2,}|GPSL(?:at|ong)itude|location\.ISO6709")
# coordinates as ISO 6709 spells them, and names of where they are kept otherwise

Patch = tuple[int, bytes]
"""Offset in a file, and what is to stand there."""


class HiddenDataError(Exception):
    """A file says where it was taken, in a way that cannot be taken out without harm."""


@dataclass(frozen=True, slots=True)
class _Box:
    name: bytes
    start: int
    # of the box, in the file
    inner: int
    # where its contents begin
    end: int


class _UnreadableError(Exception):
    """The boxes of a file do not lie as they should."""


def is_video(head: bytes) -> bool:
    """Return whether a file that begins with ``head`` (32 bytes) is a film or recording in boxes."""
    return head[4:8] in _SIGNS and not (head[4:8] == b"ftyp" and _PICTURES.match(head[8:12]))


def find_hidden(place: Path) -> list[Patch]:
    """Return what takes all that tells of place, day, device and people out of a video; raises HiddenDataError where
    it cannot be taken out, OSError where the file cannot be read.
    """
    with place.open("rb") as file:
        size = file.seek(0, 2)
        try:
            return list(_Film(file, size).patches())
        except _UnreadableError:
            file.seek(0)
            if _tells_place(file):
                raise HiddenDataError from None
            return []


def patched(data: bytes, patches: Sequence[Patch]) -> bytes:
    """Return bytes with patches written over them."""
    out = bytearray(data)
    for offset, new in patches:
        out[offset : offset + len(new)] = new
    return bytes(out)


def _tells_place(file: BinaryIO) -> bool:
    before = b""
    while piece := file.read(1 << 20):
        if PLACE.search(before + piece):
            return True
        before = piece[-64:]
    return False


class _Film:
    """One file while its boxes are looked at. The index (``moov``) is held in memory, pictures and sound are not."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        self._data, self._base = b"", 0
        # of the box that is looked into, and where it lies
        self._seen = 0

    def patches(self) -> Iterator[Patch]:
        """Yield what is to be written over; raises _UnreadableError or HiddenDataError."""
        at, has_index = 0, False
        while at + 8 <= self._size:
            try:
                box = self._top(at)
            except _UnreadableError:
                if not has_index:
                    raise
                self._file.seek(at)  # what stands behind the film is no box
                if _tells_place(self._file):
                    raise HiddenDataError from None
                return
            if box.name in (b"moov", b"meta", b"uuid", b"udta"):
                has_index |= box.name == b"moov"
                yield from self._look_into(box)
            at = box.end
        if not has_index:
            raise _UnreadableError

    def _top(self, at: int) -> _Box:
        self._seen += 1
        if self._seen > _MAX_BOXES:
            raise _UnreadableError
        self._file.seek(at)
        return _box(self._file.read(16), 0, at, self._size)

    def _look_into(self, box: _Box) -> Iterator[Patch]:
        if box.end - box.start > MAX_INDEX:
            raise _UnreadableError
        self._file.seek(box.start)
        self._data, self._base = self._file.read(box.end - box.start), box.start
        found = list(self._walk(box, ()))
        yield from found
        left = bytearray(self._data)
        for offset, new in found:
            if box.start <= offset < box.end:
                left[offset - box.start : offset - box.start + len(new)] = new
        if PLACE.search(left):
            raise HiddenDataError

    def _walk(self, box: _Box, above: tuple[bytes, ...]) -> Iterator[Patch]:
        """Yield the patches of a box and of those in it."""
        if len(above) > _MAX_DEPTH:
            raise _UnreadableError
        if self._is_telling(box, above[-1] if above else b""):
            yield from self._emptied(box)
        elif box.name == b"meta":
            yield from self._of_meta(box, above)
        elif box.name == b"trak" and (chunks := self._timed(box)) is not None:
            yield from self._emptied(box)
            yield from chunks
        elif box.name in _CONTAINERS:
            for child in self._children(box):
                yield from self._walk(child, (*above, box.name))

    def _of_meta(self, box: _Box, above: tuple[bytes, ...]) -> Iterator[Patch]:
        """A tune's names and cover (``mdir``) stay; what cameras and telephones write goes."""
        inner = box.inner if self._bytes(box.inner + 4, box.inner + 8) == b"hdlr" else box.inner + 4
        opened = _Box(b"meta", box.start, inner, box.end)
        try:
            children = list(self._children(opened))
        except _UnreadableError:
            children = []
        handler = next((self._bytes(c.inner + 8, c.inner + 12) for c in children if c.name == b"hdlr"), b"")
        if handler != b"mdir":
            yield from self._emptied(box)
            return
        for child in children:
            yield from self._walk(child, (*above, b"meta"))

    def _is_telling(self, box: _Box, above: bytes) -> bool:
        """Return whether a box tells of a place, day, device or person; ``above`` is the name of the one it lies in."""
        if box.name == b"uuid":
            return self._bytes(box.inner, box.inner + 16) in _UUIDS
        if above not in (b"udta", b"ilst"):
            return False
        is_free_form = box.name == b"----"  # an entry that names itself
        return box.name in _TELLING or (is_free_form and bool(_ABOUT_PLACE.search(self._bytes(box.inner, box.end))))

    def _timed(self, trak: _Box) -> list[Patch] | None:
        """Return what empties the samples of a track that holds what sensors measured, None for any other."""
        table = self._find(trak, b"mdia", b"minf", b"stbl")
        described = table and self._find(table, b"stsd")
        if table is None or described is None:
            return None
        if self._bytes(described.inner + 12, described.inner + 16) not in _TIMED:
            return None
        sizes, chunks = self._sizes(table), self._chunks(table)
        patches: list[Patch] = []
        left = min(self._size, MAX_INDEX)
        for offset, count in chunks:
            length = sum(itertools.islice(sizes, count))
            left -= length
            if offset + length > self._size or left < 0:
                raise _UnreadableError
            patches.append((offset, bytes(length)))
        return patches

    def _sizes(self, table: _Box) -> Iterator[int]:
        box = self._find(table, b"stsz")
        if box is None:
            raise _UnreadableError
        one, count = self._numbers(box.inner + 4, 2)
        if count > self._size:
            raise _UnreadableError
        return itertools.repeat(one, count) if one else iter(self._numbers(box.inner + 12, count))

    def _chunks(self, table: _Box) -> list[tuple[int, int]]:
        """Return offset and number of samples of each chunk."""
        places, runs = self._find(table, b"stco") or self._find(table, b"co64"), self._find(table, b"stsc")
        if places is None or runs is None:
            raise _UnreadableError
        count, width = self._numbers(places.inner + 4, 1)[0], 4 if places.name == b"stco" else 8
        offsets = self._numbers(places.inner + 8, count, width)
        table_of = self._numbers(runs.inner + 8, 3 * self._numbers(runs.inner + 4, 1)[0])
        firsts, samples = [n - 1 for n in table_of[::3]], table_of[1::3]
        if firsts != sorted(set(firsts)):
            raise _UnreadableError
        found = []
        for run, first in enumerate(firsts):
            end = firsts[run + 1] if run + 1 < len(firsts) else count
            found += [(offset, samples[run]) for offset in offsets[max(0, first) : end]]
        return found

    def _numbers(self, at: int, count: int, width: int = 4) -> list[int]:
        data = self._bytes(at, at + count * width)
        if len(data) != count * width:
            raise _UnreadableError
        return [int.from_bytes(data[i : i + width], "big") for i in range(0, len(data), width)]

    def _find(self, box: _Box, *names: bytes) -> _Box | None:
        for name in names:
            found = next((child for child in self._children(box) if child.name == name), None)
            if found is None:
                return None
            box = found
        return box

    def _children(self, box: _Box) -> Iterator[_Box]:
        at = box.inner
        while at + 8 <= box.end:
            self._seen += 1
            if self._seen > _MAX_BOXES:
                raise _UnreadableError
            if box.name == b"udta" and self._bytes(at, at + 4) == bytes(4):
                return  # QuickTime ends its list with a zero
            child = _box(self._data, at - self._base, at, box.end)
            yield child
            at = child.end

    def _bytes(self, start: int, end: int) -> bytes:
        return self._data[max(0, start - self._base) : max(0, end - self._base)]

    @staticmethod
    def _emptied(box: _Box) -> Iterator[Patch]:
        yield box.start + 4, b"free"
        yield box.inner, bytes(box.end - box.inner)


def _box(data: bytes, at: int, start: int, limit: int) -> _Box:
    """Return the box whose head stands in ``data`` at ``at`` and in the file at ``start``; it ends before ``limit``."""
    size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
    if size == 1:
        size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
    elif size == 0:
        size = limit - start
    if size < head or start + size > limit:
        raise _UnreadableError
    return _Box(name, start, start + head, start + size)
