"""What stands behind a picture in its file (a video, a second picture, rubbish) neither refuses it nor goes out."""

from __future__ import annotations

import io
import random
import time

import pytest
from PIL import Image

from ssg.base.imagefiles import ImageError, JpegExtent, jpeg_extent
from ssg.base.images import Measured, measure
from ssg.model.articles import Box, Photo
from ssg.model.config import PhotoRecipe
from ssg.model.photos import plan_photo
from ssg.render.photos import encode_photo, strip_metadata

# two megabytes in which every pair of bytes stands, the marks of scans and of a picture's end among them
VIDEO = b"\x00\x00\x00\x18ftypmp42" + random.Random("video").randbytes(2_000_000) + b"\xff\xda\xff\xd9" * 300


def noise(size: tuple[int, int] = (320, 240)) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random("noise").randbytes(size[0] * size[1] * 3))


def saved(form: str, **how: object) -> bytes:
    out = io.BytesIO()
    noise().save(out, form, **how)
    return out.getvalue()


EXIF = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
FORMS = {
    "jpeg": saved("JPEG"),
    "progressive": saved("JPEG", progressive=True),
    "with a thumbnail": saved("JPEG", exif=EXIF + saved("JPEG")[:9000]),
    "restarting": saved("JPEG", restart_marker_blocks=3),
    "two pictures": saved("MPO", save_all=True, append_images=[noise()]),
    "png": saved("PNG"),
    "webp": saved("WEBP"),
    "gif": saved("GIF"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_picture_with_a_video_behind_it_is_the_picture(name: str) -> None:
    data = FORMS[name] + VIDEO
    size = measure(data)
    assert size == Measured(width=320, height=240, animated=False)
    shot = Photo(src="a.jpg", path="x/a.jpg", digest="d" * 32, width=320, height=240)
    work = plan_photo(shot, PhotoRecipe(), "/anh/")
    assert encode_photo(work, data) == encode_photo(work, FORMS[name])
    for blur in ((), (Box(left=1, top=1, width=9, height=9),)):
        attached = strip_metadata(data, blur)
        assert attached == strip_metadata(FORMS[name], blur)
        assert b"ftypmp42" not in attached


@pytest.mark.parametrize("name", [name for name, data in FORMS.items() if data[:2] == b"\xff\xd8"])
def test_a_jpeg_ends_where_its_first_picture_ends(name: str) -> None:
    whole, data = jpeg_extent(FORMS[name]), FORMS[name]
    assert whole
    assert data[whole.end - 2 : whole.end] == b"\xff\xd9"
    if name != "two pictures":
        assert whole.end == len(data)
    assert jpeg_extent(data + VIDEO) == whole
    assert jpeg_extent(data[: whole.end - 2]) == JpegExtent(scans=whole.scans, end=0)


def test_a_picture_of_thousands_of_scans_is_refused() -> None:
    data = FORMS["progressive"]
    at = data.rindex(b"\xff\xda")
    with pytest.raises(ImageError) as raised:
        measure(data[:-2] + data[at:-2] * 200 + b"\xff\xd9")
    assert raised.value.code == "photo.broken"


def test_a_moving_picture_of_a_million_frames_is_measured_at_once() -> None:
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    began = time.perf_counter()
    assert measure(head + frame * 1_000_000 + b";").animated
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("where", [2, -2])
def test_millions_of_fill_bytes_are_passed_over_at_once(where: int) -> None:
    data = FORMS["jpeg"]
    began = time.perf_counter()
    extent = jpeg_extent(data[:where] + b"\xff" * 5_000_000 + data[where:])
    assert extent == JpegExtent(scans=1, end=len(data) + 5_000_000)
    assert time.perf_counter() - began < 2
