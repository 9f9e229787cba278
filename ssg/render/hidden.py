"""What files say of place, day, device and people, taken out of those that are published as they are.

Pictures of content/_static/ keep their pixels byte by byte, their colour profile and which side is up; videos and
recordings are written over in place. A file that tells none of it is left alone, to the byte.
"""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from ssg.base.imagefiles import ImageError, jpeg_extent, skip_fill
from ssg.base.images import WRECKS, open_image
from ssg.base.videos import HiddenDataError, Patch, find_hidden, is_video
from ssg.render.residue import strip_gif

_MAX_PICTURE = 300 * 1024 * 1024
# bytes
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_HARMLESS = {
    0x0103, _ORIENTATION, 0x011A, 0x011B, 0x0128, 0x0131, 0x0213, 0x0100, 0x0101, 0x0102, 0x0106, 0x0115, 0x8298,
    _EXIF_IFD, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003,
}  # fmt: skip
# EXIF tags of pixels, programs and rights, which tell nothing of people and places
_PERSONAL_XMP = re.compile(rb"GPS|exif:|tiff:M|aux:|:creator|photoshop:|Iptc|dc:description|dc:title|History|:by", re.I)
_TELLING = re.compile(rb"Exif\x00|eXIf|EXIF|http://ns\.adobe\.com/xap|<x:xmpmeta|Photoshop 3\.0|GPS[LID]")
# what says more of a picture than its pixels, in any format
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs",
    b"sPLT", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
}  # fmt: skip
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """How a file is published: as ``data``, or as it is with ``patches`` written over it."""

    data: bytes | None = None
    patches: Sequence[Patch] = ()


@dataclass(slots=True)
class _Parts:
    """A picture's file in pieces: those that are kept, and what the others told."""

    kept: list[bytes] = field(default_factory=list)
    orientation: int = 1
    is_personal: bool = False
    # whether anything left out tells of people or places


def clean(place: Path) -> Cleaned:
    """Return what is published of a file; raises HiddenDataError where it tells of a place in a way that cannot be
    taken out, OSError where it cannot be read.
    """
    with place.open("rb") as file:
        head = file.read(32)
    if is_video(head):
        return Cleaned(patches=find_hidden(place))
    if place.stat().st_size > _MAX_PICTURE:
        return Cleaned()
    data = place.read_bytes()
    cleaner = _cleaner(head)
    if cleaner is None or head[:4] in (b"II*\x00", b"MM\x00*"):
        _refuse_place(data)
        return Cleaned()
    try:
        return Cleaned(data=cleaner(data))
    except (*WRECKS, zlib.error):
        if _TELLING.search(data):  # another program may read more of it
            raise HiddenDataError from None
        return Cleaned()


def _cleaner(head: bytes) -> Callable[[bytes], bytes | None] | None:
    """Return what cleans a picture that begins so; it gives None for one that can stay as it is."""
    if head[:2] == b"\xff\xd8":
        return _clean_jpeg
    if head[:8] == _PNG:
        return _clean_png
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _clean_webp
    if head[:4] == b"GIF8":
        return _clean_gif
    return _nothing if head[:4] in (b"II*\x00", b"MM\x00*") else None


def _nothing(data: bytes) -> None:
    return None


def _refuse_place(data: bytes) -> None:
    """Raise HiddenDataError where a HEIC or TIFF tells where it was taken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = open_image(data)
            tells = bool(image.getexif().get_ifd(_GPS_IFD)) or b"GPSL" in bytes(image.info.get("xmp") or b"")
    except ImageError:
        return
    except WRECKS:
        tells = True
    if tells:
        raise HiddenDataError


def _is_personal(exif: Image.Exif) -> bool:
    """Return whether EXIF says more than how pixels are to be shown; what cannot be read may."""
    own = {tag for tag in exif if not 0x0111 <= tag <= 0x0117 and not 0x013D <= tag <= 0x0153}  # of a TIFF's pixels
    return not {*own, *exif.get_ifd(_EXIF_IFD)} <= _HARMLESS


def _take_exif(parts: _Parts, data: bytes) -> None:
    """Note what an EXIF block tells."""
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exif.load(data)
            turn = exif.get(_ORIENTATION, 1)
            parts.is_personal |= _is_personal(exif)
    except (*WRECKS, struct.error):
        parts.is_personal = True
        return
    parts.orientation = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _only_orientation(turn: int) -> bytes:
    """Return a TIFF block that says which side is up, and no more."""
    return struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)


def _clean_jpeg(data: bytes) -> bytes | None:
    extent = jpeg_extent(data)
    if extent is None:
        if _TELLING.search(data):
            raise HiddenDataError  # no plain run of segments, and yet a program may show it
        return None
    end = extent.end or len(data)
    parts, at = _Parts(), 2
    parts.is_personal = bool(data[end:].strip(b"\x00"))
    while data[at + 1] != 0xDA:
        at = skip_fill(data, at)
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not _is_told(parts, data[at + 1], data[at + 4 : stop]):
            parts.kept.append(data[at:stop])
        at = stop
    if not parts.is_personal:
        return None
    if parts.orientation != 1:
        block = b"Exif\x00\x00" + _only_orientation(parts.orientation)
        first = 1 if parts.kept and parts.kept[0][1] == 0xE0 else 0
        parts.kept.insert(first, b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    return b"".join([b"\xff\xd8", *parts.kept, data[at:end]])


def _is_told(parts: _Parts, marker: int, inner: bytes) -> bool:
    """Return whether a segment is left out of a JPEG that is cleaned, and note what it tells."""
    if marker == 0xE1 and inner.startswith(b"Exif\x00"):
        _take_exif(parts, inner)
    elif marker == 0xE1:
        parts.is_personal |= bool(_PERSONAL_XMP.search(inner))
    elif marker == 0xED:
        parts.is_personal |= b"\x04\x04" in inner  # IPTC
    elif marker == 0xFE:
        parts.is_personal = True
    elif marker == 0xE2:
        return not inner.startswith(b"ICC_PROFILE")
    else:
        return 0xE3 <= marker <= 0xEF and marker != 0xEE
    return True


def _clean_png(data: bytes) -> bytes | None:
    parts, at = _Parts(), 8
    for name, start, stop in _png_chunks(data):
        if name in _PNG_KEPT:
            parts.kept.append(data[start:stop])
        elif name == b"eXIf":
            _take_exif(parts, data[start + 8 : stop - 4])
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            parts.is_personal |= not data[start + 8 : stop].startswith(b"Software\x00")
        at = stop
    if not parts.kept:
        return None
    if parts.kept[-1][4:8] == b"IEND":  # else it is cut off, and programs show what there is
        parts.is_personal |= bool(data[at:].strip(b"\x00"))
    if not parts.is_personal:
        return None
    if parts.orientation != 1:
        chunk = b"eXIf" + _only_orientation(parts.orientation)
        whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        parts.kept.insert(1, whole)
    return b"".join([_PNG, *parts.kept])


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each chunk up to the last one."""
    at, name = 8, b""
    while at + 12 <= len(data) and name != b"IEND":
        name, stop = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield name, at, stop
        at = stop


def _clean_webp(data: bytes) -> bytes | None:
    end = 8 + int.from_bytes(data[4:8], "little")
    parts, at = _Parts(), 12
    parts.is_personal = bool(data[end:].strip(b"\x00"))
    while at + 8 <= min(end, len(data)):
        name, stop = data[at : at + 4], at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        stop += stop & 1
        if name == b"EXIF":
            inner = data[at + 8 : stop]
            _take_exif(parts, inner if inner.startswith(b"Exif") else b"Exif\x00\x00" + inner)
        elif name == b"XMP ":
            parts.is_personal |= bool(_PERSONAL_XMP.search(data[at + 8 : stop]))
        elif name in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"):
            parts.kept.append(data[at:stop])
        at = stop
    if not parts.is_personal or not parts.kept:
        return None
    turned = parts.orientation != 1
    if parts.kept[0][:4] == b"VP8X":
        flags = parts.kept[0][8] & ~0x0C | (0x08 if turned else 0)  # EXIF and XMP
        parts.kept[0] = parts.kept[0][:8] + bytes([flags]) + parts.kept[0][9:]
        if turned:
            block = _only_orientation(parts.orientation)
            parts.kept.append(b"EXIF" + struct.pack("<I", len(block)) + block)
    body = b"WEBP" + b"".join(parts.kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _clean_gif(data: bytes) -> bytes | None:
    """Remarks and what programs wrote go where there is any; movement stays."""
    stripped = strip_gif(data)
    return stripped if b"\x21\xfe" in data or b"XMP DataXMP" in data or len(data) > len(stripped) + 64 else None
