"""What image files hold besides pixels: found, and for GIF taken out."""

from __future__ import annotations

from ssg.base.imagefiles import ImageError


def residue(data: bytes) -> set[str]:
    """Return the names of what a JPEG, WebP or PNG file holds besides pixels: EXIF, XMP, IPTC, COM, ICC …"""
    if data[:2] == b"\xff\xd8":
        return _jpeg_residue(data)
    if data[:4] == b"RIFF":
        return {name for name in _chunks(data, 12, little=True) if name not in ("VP8", "VP8L", "VP8X", "ALPH")}
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return {
            name
            for name in _chunks(data, 8, little=False)
            if name.upper() not in ("IHDR", "PLTE", "IDAT", "IEND", "TRNS")
        }
    return {"?"}


def _jpeg_residue(data: bytes) -> set[str]:
    found: set[str] = set()
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        head = data[at + 4 : at + 18]
        if marker == 0xDA:
            break
        if marker == 0xFE:
            found.add("COM")
        elif marker == 0xE2 and head.startswith(b"ICC_PROFILE"):
            found.add("ICC")
        elif 0xE1 <= marker <= 0xEF and marker != 0xEE:
            found.add(
                "EXIF" if head.startswith(b"Exif") else "XMP" if head.startswith(b"http") else f"APP{marker - 0xE0}"
            )
        at += 2 + length
    return found


def _chunks(data: bytes, at: int, *, little: bool) -> set[str]:
    found: set[str] = set()
    while at + 8 <= len(data):
        name, size = (
            (data[at : at + 4], data[at + 4 : at + 8]) if little else (data[at + 4 : at + 8], data[at : at + 4])
        )
        length = int.from_bytes(size, "little" if little else "big")
        text = name.decode("latin-1").strip()
        found.add("ICC" if text in ("ICCP", "iCCP") else text)
        at += 8 + length + (length & 1 if little else 4)
    return found


def strip_gif(data: bytes) -> bytes:
    """Return a GIF without remarks and without what programs wrote into it, its movement kept.

    Format: GIF89a specification, W3C. Raises ImageError(photo.broken).
    """
    table = 3 * 2 ** ((data[10] & 7) + 1) if len(data) > 13 and data[10] & 0x80 else 0
    at = 13 + table
    kept = [data[:at]]
    while at < len(data) and data[at] != 0x3B:
        start = at
        if data[at] == 0x21:
            label = data[at + 1 : at + 2]
            at = _skip_blocks(data, at + 2)
            movement = label == b"\xff" and data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
            if label == b"\xf9" or movement:
                kept.append(data[start:at])
        elif data[at] == 0x2C and at + 10 <= len(data):
            local = 3 * 2 ** ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0
            at = _skip_blocks(data, at + 11 + local)
            kept.append(data[start:at])
        else:
            raise ImageError("photo.broken")
    return b"".join([*kept, b";"])


def _skip_blocks(data: bytes, at: int) -> int:
    """Return where the run of length-marked blocks at ``at`` ends."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
