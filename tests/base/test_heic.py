"""Photos of telephones as they come, in HEIC."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from sitekit import Page, article, codes, run, tree, write

from ssg.base.imagefiles import ImageError
from ssg.base.images import Measured, measure, taken_on
from ssg.drafting import new_article
from ssg.render.photos import strip_metadata


def heic(size: tuple[int, int] = (640, 400)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Máy của cô Hà"
    exif.get_ifd(0x8769)[0x9003] = "2022:09:29 14:05:00"
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.linear_gradient("L").convert("RGB").resize(size)).save(out, exif=exif.tobytes())
    return out.getvalue()


def test_a_heic_is_measured_and_dated() -> None:
    assert measure(heic()) == Measured(width=640, height=400, animated=False)
    assert taken_on(heic()) == dt.datetime(2022, 9, 29, 14, 5)


def test_a_heic_is_published_as_photos_are(tmp_path: Path) -> None:
    text = article("Bài", "01/10/2026", "xem [ảnh](b.HEIC)", photos="\n  - {src: a.heic, caption: Sân trường}")
    files: dict[str, str | bytes] = {"a.heic": heic(), "b.HEIC": heic((400, 300)), "bai.md": text}
    report = run(write(tmp_path, {f"content/tin-tuc/{name}": data for name, data in files.items()}))
    assert codes(report) == []
    assert Page(tmp_path, "/tin-tuc/bai/").one(".//figure//img").get("height") == "400"
    found = {path: data for path, data in tree(tmp_path).items() if path.startswith("anh/")}
    assert {path.rpartition(".")[2] for path in found} == {"webp", "jpg"}
    assert not any("Máy của".encode() in data for data in found.values())


def test_a_heic_under_another_name_is_attached_without_its_metadata() -> None:
    attached = strip_metadata(heic())
    assert Image.open(io.BytesIO(attached)).format == "JPEG"
    assert not Image.open(io.BytesIO(attached)).getexif()


def test_a_new_post_takes_its_day_from_a_heic(tmp_path: Path) -> None:
    write(tmp_path, {"IMG_1.HEIC": heic()})
    made = new_article(tmp_path, "Khai giảng", unit="", category="", files=[tmp_path / "IMG_1.HEIC"])
    assert (len(made.photos), made.event) == (1, "29/9/2022")


@pytest.mark.parametrize("keep", [40, 300, 600])
def test_a_heic_cut_off_in_copying_is_told(tmp_path: Path, keep: int) -> None:
    text = article("Bài", "01/10/2026", "![](a.heic)")
    report = run(write(tmp_path, {"content/tin-tuc/a.heic": heic()[:keep], "content/tin-tuc/bai.md": text}))
    assert codes(report) == ["photo.broken"]


def test_a_heic_too_large_to_decode_is_refused_before_it_is() -> None:
    data = heic()
    at = data.index(b"ispe") + 8
    with pytest.raises(ImageError) as raised:
        measure(data[:at] + (19_000).to_bytes(4, "big") + (19_000).to_bytes(4, "big") + data[at + 8 :])
    assert raised.value.code in ("photo.huge", "photo.broken")
