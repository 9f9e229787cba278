from __future__ import annotations

import datetime as dt
import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support import SAMPLES, needs_samples, picture, sample_files

from ssg.base.imagefiles import ImageError
from ssg.base.images import MAX_SIDE, Measured, measure, open_image, orientation, taken_on

PHOTOS = {
    "broken.png": "photo.broken",
    "decompression_bomb.gif": "photo.huge",
    "exif_gps.jpg": (8, 8),
    "hopper_bad_exif.jpg": (500, 500),
    "pil_sample_cmyk.jpg": (100, 100),
    "transparent.png": (200, 150),
    "truncated_jpeg.jpg": "photo.broken",
    "zero-byte.jpg": "photo.broken",
}


def noise(width: int, height: int, seed: str) -> Image.Image:
    """Return a picture that no codec can make small, the same one every time."""
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def outcome(data: bytes) -> str | tuple[int, int]:
    try:
        measured = measure(data)
    except ImageError as error:
        return error.code
    return measured.width, measured.height


@needs_samples
@pytest.mark.parametrize("name", PHOTOS)
def test_photos_from_outside(name: str) -> None:
    assert outcome((SAMPLES / "photos" / name).read_bytes()) == PHOTOS[name]


@needs_samples
def test_the_eight_orientations_show_alike() -> None:
    sizes = {}
    turned = set()
    for path in [*sample_files("photos", "Landscape_*"), *sample_files("photos", "Portrait_*")]:
        data = path.read_bytes()
        sizes[path.name] = outcome(data)
        turned.add(orientation(open_image(data)))
    assert len(sizes) == 18
    assert turned == set(range(1, 9))
    assert {name: (1800, 1200) if name.startswith("L") else (1200, 1800) for name in sizes} == sizes


@needs_samples
def test_every_photo_from_outside_is_expected() -> None:
    names = {path.name for path in sample_files("photos") if not path.name.startswith(("Landscape_", "Portrait_"))}
    assert names == set(PHOTOS)


@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation_turns_the_size(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "JPEG", exif=exif)
    assert outcome(buffer.getvalue()) == ((30, 20) if turn < 5 else (20, 30))


@pytest.mark.parametrize("turn", [0, 9, 255])
def test_an_orientation_there_is_not_turns_nothing(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "JPEG", exif=exif)
    assert outcome(buffer.getvalue()) == (30, 20)


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "photo.broken", None),
        (b"\x00" * 100, "photo.kind", ""),
        ("Đây là văn bản, không phải ảnh.".encode(), "photo.kind", ""),
        (b"%PDF-1.4\n%abc", "photo.kind", "PDF"),
        (b"PK\x03\x04rest of a docx", "photo.kind", "Word/Excel/ZIP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.drawing", None),
        (b"<!DOCTYPE html><html></html>", "photo.kind", "HTML"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41", "photo.kind", "video"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 50, "photo.broken", None),
        (b"\xff\xd8\xff\xe0", "photo.broken", None),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "photo.broken", None),
        (b"\x89PNG\r\n\x1a\n", "photo.broken", None),
        (b"GIF89a", "photo.broken", None),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n", "photo.kind", None),
        (b"P3 2 2 255\n1 2 3 4 5 6 7 8 9 1 2 3\n", "photo.kind", None),
        (
            b"#define im_width 8\n#define im_height 8\nstatic char im_bits[] = {\n0x00,0,0,0,0,0,0,0};",
            "photo.kind",
            None,
        ),
    ],
    ids=[
        "nothing",
        "zeros",
        "text",
        "pdf",
        "docx",
        "svg",
        "html",
        "video",
        "heic",
        "start of a jpeg",
        "head of a jpeg",
        "start of a png",
        "start of a gif",
        "postscript",
        "text that is a pixmap",
        "program text that is a bitmap",
    ],
)
def test_what_is_no_photo_is_refused_by_its_content(data: bytes, code: str, found: str | None) -> None:
    with pytest.raises(ImageError) as caught:
        measure(data)
    assert caught.value.code == code
    if found is not None:
        assert caught.value.values["found"] == found


def png_of_size(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(MAX_SIDE + 1, 10), (10, MAX_SIDE + 1), (9000, 9000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_too_large_to_decode_is_refused_before_it_is(size: tuple[int, int]) -> None:
    with pytest.raises(ImageError) as caught:
        measure(png_of_size(*size))
    assert caught.value.code == "photo.huge"
    assert (caught.value.values["w"], caught.value.values["h"]) == (str(size[0]), str(size[1]))
    assert int(caught.value.values["max"]) <= MAX_SIDE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_the_formats_editors_have_are_measured_whatever_the_name_says(form: str) -> None:
    assert measure(picture(30, 20, form)) == Measured(width=30, height=20, animated=False)


def test_moving_pictures_are_known() -> None:
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "green", "blue")]
    for form in ("GIF", "WEBP", "PNG"):
        buffer = io.BytesIO()
        frames[0].save(buffer, form, save_all=True, append_images=frames[1:])
        assert measure(buffer.getvalue()).animated, form


def test_a_jpeg_cut_off_in_copying_is_broken() -> None:
    buffer = io.BytesIO()
    noise(200, 150, "cut").save(buffer, "JPEG", quality=90)
    data = buffer.getvalue()
    assert outcome(data) == (200, 150)
    assert outcome(data + b"\x00" * 40) == (200, 150)
    assert {outcome(data[: len(data) * n // 20]) for n in range(1, 20)} == {"photo.broken"}


def test_a_jpeg_whose_thumbnail_is_whole_but_itself_is_not_is_broken() -> None:
    thumbnail = picture(16, 12)
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00" + thumbnail
    buffer = io.BytesIO()
    noise(200, 150, "thumbnail").save(buffer, "JPEG", quality=90, exif=exif)
    data = buffer.getvalue()
    assert data.count(b"\xff\xd9") == 2
    assert outcome(data) == (200, 150)
    assert outcome(data[: len(data) // 2]) == "photo.broken"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO", "ICO"])
def test_a_wreck_of_any_format_is_measured_or_refused(form: str) -> None:
    frames = [noise(24, 16, f"{form} {n}") for n in range(3)]
    buffer = io.BytesIO()
    moving: dict[str, Any] = (
        {"save_all": True, "append_images": frames[1:]} if form in ("GIF", "WEBP", "PNG", "TIFF", "MPO") else {}
    )
    frames[0].save(buffer, form, **moving)
    data = buffer.getvalue()
    chance = random.Random(form)
    for _ in range(300):
        wreck = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            wreck[chance.randrange(min(len(wreck), chance.choice((64, len(wreck)))))] = chance.randrange(256)
        cut = bytes(wreck[: chance.choice((len(wreck), chance.randrange(1, len(wreck))))])
        result = outcome(cut)
        assert isinstance(result, tuple) or result.startswith("photo."), result
        taken_on(cut)


@needs_samples
def test_the_day_a_photo_was_taken() -> None:
    assert taken_on((SAMPLES / "photos" / "exif_gps.jpg").read_bytes()) == dt.datetime(2099, 9, 29, 10, 10, 10)
    assert taken_on((SAMPLES / "photos" / "zero-byte.jpg").read_bytes()) is None


def dated(said: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = said
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_a_date_taken_is_read_or_absent() -> None:
    assert taken_on(dated("2022:09:29 14:05:00")) == dt.datetime(2022, 9, 29, 14, 5)
    for said in ("0000:00:00 00:00:00", "2022-09-29", "", "    :  :     :  :  "):
        assert taken_on(dated(said)) is None
    assert taken_on(picture()) is None
    assert taken_on(Path(__file__).read_bytes()) is None
