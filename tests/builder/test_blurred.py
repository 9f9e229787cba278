"""A face that is blurred in one place is sharp in none."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from blurkit import BLUR, ENTRY, jpeg, pictures, scene, sharp
from PIL import Image
from sitekit import article, codes, photo, run, write


def test_what_is_sharp_is_told_from_what_is_blurred(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"content/tin-tuc/p.jpg": jpeg(scene()), "content/tin-tuc/bai.md": article("A", "01/10/2026", "![](p.jpg)")},
    )
    run(tmp_path)
    assert sharp(tmp_path) == sorted(pictures(tmp_path))


USES = {
    "in the body": {"body": "![x](p.jpg)"},
    "a photo that is a link": {"body": "[![x](p.jpg)](p.jpg)"},
    "a link": {"body": "xem [ảnh](p.jpg) này"},
    "another case": {"body": "xem [ảnh](P.JPG) và ![](P.jpg)"},
    "from here": {"body": "xem [ảnh](./p.jpg) và ![](./p.jpg)"},
    "raw picture": {"body": '<img src="p.jpg">'},
    "raw link": {"body": 'xem <a href="p.jpg">ảnh</a>'},
    "raw link around a raw picture": {"body": '<a href="p.jpg"><img src="p.jpg"></a>'},
    "attached": {"body": "Chữ.", "attachments": "[p.jpg]"},
    "cover": {"body": "Chữ.", "cover": "p.jpg"},
    "twice": {"body": "Chữ.", "photos": ENTRY + "\n  - {src: ./p.jpg, caption: Nữa}"},
    "twice, blurred later": {"body": "Chữ.", "photos": "\n  - {src: p.jpg, caption: Nữa}" + ENTRY},
}


@pytest.mark.parametrize("use", USES)
def test_one_entry_governs_every_use(tmp_path: Path, use: str) -> None:
    body, keys = USES[use]["body"], {k: v for k, v in USES[use].items() if k != "body"}
    text = article("A", "01/10/2026", body, **{"photos": ENTRY, **keys})
    site = "title: T\nurl: https://t.example\nphotos: {downloads: true}\n"
    run(write(tmp_path, {"site.yaml": site, "content/tin-tuc/p.jpg": jpeg(scene()), "content/tin-tuc/bai.md": text}))
    assert pictures(tmp_path)
    assert sharp(tmp_path) == []
    assert len({path.split("/")[1] for path in pictures(tmp_path) if path.startswith("anh/")}) == 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_attached_picture_of_any_format_is_blurred(tmp_path: Path, form: str) -> None:
    out, name = io.BytesIO(), f"p.{form.lower()}"
    scene().save(out, form, **({"save_all": True, "append_images": [scene()]} if form == "GIF" else {}))
    text = article("A", "01/10/2026", photos=ENTRY.replace("p.jpg", name), attachments=f"[{name}]")
    report = run(write(tmp_path, {f"content/tin-tuc/{name}": out.getvalue(), "content/tin-tuc/bai.md": text}))
    assert codes(report) == []
    attached = next(data for path, data in pictures(tmp_path).items() if not path.startswith("anh/"))
    assert Image.open(io.BytesIO(attached)).format == form
    assert sharp(tmp_path) == []


def test_what_was_published_sharp_before_is_gone(tmp_path: Path) -> None:
    text = article("A", "01/10/2026", "[ảnh](p.jpg)", photos="\n  - {src: p.jpg, caption: C}", attachments="[p.jpg]")
    write(tmp_path, {"content/tin-tuc/p.jpg": jpeg(scene()), "content/tin-tuc/bai.md": text})
    run(tmp_path)
    assert len(sharp(tmp_path)) > 2
    write(tmp_path, {"content/tin-tuc/bai.md": text.replace("caption: C", f"caption: C, blur: {BLUR}")})
    assert codes(run(tmp_path)) == []
    assert pictures(tmp_path)
    assert sharp(tmp_path) == []


@pytest.mark.parametrize("blur", ["", "''", "[]", "0 0 0 0", "100 20 10 10", "-10 20 15 25", "10 20 15", "mặt em bé"])
def test_an_area_that_is_none_is_told(tmp_path: Path, blur: str) -> None:
    text = article("A", "01/10/2026", photos=f"\n  - src: p.jpg\n    caption: C\n    blur: {blur}")
    report = run(write(tmp_path, {"content/tin-tuc/p.jpg": photo(), "content/tin-tuc/bai.md": text}))
    assert codes(report) == ["photo.blur"]
    assert pictures(tmp_path) == {}


def test_what_was_published_sharp_is_gone_though_no_record_is_left(tmp_path: Path) -> None:
    text = article("A", "01/10/2026", photos="\n  - {src: p.jpg, caption: C}")
    write(tmp_path, {"content/tin-tuc/p.jpg": jpeg(scene()), "content/tin-tuc/bai.md": text})
    run(tmp_path)
    shutil.rmtree(tmp_path / ".ssg")
    write(tmp_path, {"content/tin-tuc/bai.md": text.replace("caption: C", f"caption: C, blur: {BLUR}")})
    assert set(codes(run(tmp_path))) <= {"output.replaced"}
    assert len(pictures(tmp_path)) == 3
    assert sharp(tmp_path) == []
