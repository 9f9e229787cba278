"""Pictures that were not copied to their end, or begin with rubbish, keep nothing of place and people either."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ssg.base.videos import HiddenDataError
from ssg.render.hidden import clean


def picture(kind: str) -> bytes:
    image, exif = Image.new("RGB", (64, 48), "#284"), Image.Exif()
    exif[0x010F] = "Hãng"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    out = io.BytesIO()
    told = {"pnginfo": PngInfo()} if kind == "PNG" else {}
    if kind == "PNG":
        told["pnginfo"].add_text("Comment", "Nguyễn Văn A, 21.0283 105.8542")
    image.save(out, kind, exif=exif, **told)
    return out.getvalue()


def published(folder: Path, name: str, data: bytes) -> bytes:
    """Return what is published of a file, b"" where it is refused."""
    place = folder / name
    place.write_bytes(data)
    try:
        cleaned = clean(place)
    except HiddenDataError:
        return b""
    return data if cleaned.data is None else cleaned.data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("cut", [0, 1, 4, 12, 20, 60, 200])
def test_cut_off(tmp_path: Path, kind: str, cut: int) -> None:
    data = picture(kind)
    assert any(sign in data for sign in (b"Exif\0", b"eXIf", b"EXIF"))
    left = published(tmp_path, f"a.{kind.lower()}", data[: len(data) - cut])
    for sign in (b"H\xc3\xa3ng", b"Comment", b"eXIf", b"105.8542"):
        assert sign not in left


@pytest.mark.parametrize("rubbish", [b"\0\0", b"ab", b"\xff\xff"])
def test_rubbish_behind_the_first_bytes(tmp_path: Path, rubbish: bytes) -> None:
    data = picture("JPEG")
    left = published(tmp_path, "a.jpg", data[:2] + rubbish + data[2:])
    assert b"H\xc3\xa3ng" not in left


def test_a_cut_picture_that_tells_nothing_stays(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#284").save(out, "PNG")
    data = out.getvalue()[:-12]
    assert published(tmp_path, "a.png", data) == data
