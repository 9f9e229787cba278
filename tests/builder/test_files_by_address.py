"""Files of content/_static/ named by their address, and kinds of files that articles cannot show or hand out."""

from __future__ import annotations

import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from sitekit import article, codes, photo, run, write

from ssg.model.messages import word

PDF = b"%PDF-1.4\n%%EOF\n"
SVG = (
    '<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def heic() -> bytes:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "HEIF")
    return out.getvalue()


def build(folder: Path, files: dict[str, str | bytes], body: str = "Chữ.", **keys: str) -> list[dict[str, str]]:
    """Return the values of each error, with its code."""
    write(folder, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00", body, **keys), **files})
    return [{"code": p.code, **dict(p.values)} for p in run(folder).problems if p.is_error]


@pytest.mark.parametrize("typed", ["[/tep/Kế hoạch.pdf]", "/tep/Kế hoạch.pdf", "\n  - src: /tep/Kế hoạch.pdf"])
def test_an_attachment_may_be_a_file_of_static(typed: str, tmp_path: Path) -> None:
    assert build(tmp_path, {"content/_static/tep/Kế hoạch.pdf": PDF}, attachments=typed) == []
    page = (tmp_path / "output/tin-tuc/a/index.html").read_text(encoding="utf-8")
    assert 'href="/tin-tuc/a/ke-hoach.pdf"' in page
    assert (tmp_path / "output/tin-tuc/a/ke-hoach.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        ({}, "![Cờ](/assets/la-co.jpg)"),
        ({}, '<img src="/assets/la-co.jpg">'),
        ({}, "![Cờ](%2Fassets/la-co.jpg)"),
        ({"photos": "[/assets/la-co.jpg]"}, "Chữ."),
        ({"cover": "/assets/la-co.jpg"}, "Chữ."),
        ({"attachments": "[/assets/la-co.jpg]"}, "Chữ."),
    ],
)
def test_an_address_without_a_file_is_told_with_the_nearest(keys: dict[str, str], body: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/_static/assets/la-co-to.jpg": photo(), "content/_static/la-co.pdf": PDF}
    (told,) = build(tmp_path, files, body, **keys)
    assert told == {
        "code": "static.absent",
        "src": "/assets/la-co.jpg",
        "folder": "content/_static/assets/",
        "near": "/assets/la-co-to.jpg",
    }


@pytest.mark.parametrize("src", ["/../bi-mat.jpg", "//may/bi-mat.jpg", "C:/bi-mat.jpg", "../../bi-mat.jpg"])
def test_what_leads_out_of_content_is_still_told_as_that(src: str, tmp_path: Path) -> None:
    assert [told["code"] for told in build(tmp_path, {}, photos=f"[{src}]")] == ["file.outside"]


@pytest.mark.parametrize("name", ["content/_static/logo.svg", "content/tin-tuc/logo.svg"])
@pytest.mark.parametrize("keyed", [False, True])
def test_an_svg_is_refused_with_what_to_do(name: str, keyed: bool, tmp_path: Path) -> None:
    src = "/logo.svg" if "_static" in name else "logo.svg"
    more = {"photos": f"[{src}]"} if keyed else {}
    (told,) = build(tmp_path, {name: SVG}, "Chữ." if keyed else f"![Lô gô]({src})", **more)
    assert told == {"code": "photo.drawing", "src": src}


def test_a_page_of_html_with_a_drawing_in_it_is_no_svg(tmp_path: Path) -> None:
    (told,) = build(tmp_path, {"content/tin-tuc/a.png": f"<html>{SVG}</html>"}, "![x](a.png)")
    assert told["code"] == "photo.kind"


@pytest.mark.parametrize("name", ["anh.heic", "anh.HEIF"])
def test_a_heic_photo_is_no_attachment_and_the_mend_says_where_it_goes(name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/tin-tuc/{name}": heic()}
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026", attachments=f"[{name}]"), **files})
    (told,) = (p for p in run(tmp_path).problems if p.is_error)
    assert told.code == "attachment.heic"
    assert "`photos`" in word(told, "vi")[1]
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026", photos=f"[{name}]")})
    assert codes(run(tmp_path)) == []
