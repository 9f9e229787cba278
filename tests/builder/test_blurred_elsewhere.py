"""What one article blurs is sharp in no other: under another name, saved again, in content/_static/, as it stood."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from blurkit import BLUR, ENTRY, jpeg, pictures, scene, sharp
from PIL import Image, ImageEnhance, ImageOps
from sitekit import Page, article, codes, run, settle, tree, write

from ssg.preview.studio import open_studio

BLURRED = article("Bài làm mờ", "01/10/2026", photos=ENTRY)


def portal(folder: Path, others: dict[str, str | bytes]) -> Path:
    """Write a portal in which ``a.md`` blurs ``p.jpg``, and more files of content/."""
    files: dict[str, str | bytes] = {"tin-tuc/a.md": BLURRED, "tin-tuc/p.jpg": jpeg(scene())}
    return write(folder, {f"content/{name}": data for name, data in (files | others).items()})


def saved(image: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def oriented(image: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(image.transpose(Image.Transpose.ROTATE_90), exif=exif)


COPIES: dict[str, Callable[[Image.Image], bytes]] = {
    "the same bytes": jpeg,
    "saved again": lambda image: jpeg(image, 40),
    "made smaller": lambda image: jpeg(image.resize((320, 240))),
    "a small picture": lambda image: jpeg(image.resize((160, 120)), 60),
    "made larger": lambda image: jpeg(image.resize((1600, 1200))),
    "as PNG": lambda image: saved(image, "PNG"),
    "as WebP": lambda image: saved(image, "WEBP", quality=50),
    "as GIF": lambda image: saved(image, "GIF"),
    "brighter": lambda image: jpeg(ImageEnhance.Brightness(image).enhance(1.15)),
    "of less contrast": lambda image: jpeg(ImageEnhance.Contrast(image).enhance(0.7)),
    "without colours": lambda image: jpeg(image.convert("L").convert("RGB")),
    "lying by its EXIF": oriented,
    "turned": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_90)),
    "turned back": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_270)),
    "upside down": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_180)),
    "mirrored": lambda image: jpeg(ImageOps.mirror(image)),
}


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_of_a_blurred_photo_is_told_and_not_published(tmp_path: Path, copy: str) -> None:
    other = article("Bài khác", "01/10/2026", "Chữ.\n\n![Sân trường](q.jpg)")
    report = run(portal(tmp_path, {"tin-tuc/b.md": other, "tin-tuc/q.jpg": COPIES[copy](scene())}))
    assert codes(report) == ["photo.sharp"]
    (told,) = [p for p in report.problems if p.is_error]
    values = dict(told.values)
    assert (told.path, told.line) == ("content/tin-tuc/b.md", 8)
    assert (values["a"], values["b"]) == ("content/tin-tuc/q.jpg", "content/tin-tuc/p.jpg")
    assert values["other"] == "content/tin-tuc/a.md"
    assert report.unpublished == ("content/tin-tuc/b.md",)
    assert len(pictures(tmp_path)) == 3
    assert sharp(tmp_path) == []


OTHERS: dict[str, dict[str, str | bytes]] = {
    "another photo": {"q.jpg": jpeg(scene("b"))},
    "a copy blurred alike": {"q.jpg": jpeg(scene().resize((400, 300)))},
    "a copy blurred more": {"q.jpg": jpeg(scene())},
    "one colour": {"q.jpg": jpeg(Image.new("RGB", (800, 600), "white"))},
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_exposed_goes_out(tmp_path: Path, name: str) -> None:
    blur = {"a copy blurred alike": "21 21 29 39", "a copy blurred more": "19 19 32 42"}.get(name)
    photos = "\n  - src: q.jpg\n    caption: C" + (f"\n    blur: {blur}" if blur else "")
    files = {f"tin-tuc/{file}": data for file, data in OTHERS[name].items()}
    assert codes(run(portal(tmp_path, {"tin-tuc/b.md": article("B", "01/10/2026", photos=photos), **files}))) == []


def test_a_copy_that_was_blurred_by_other_means_goes_out(tmp_path: Path) -> None:
    """The picture as the portal itself published it, taken from its page."""
    run(portal(tmp_path, {}))
    taken = next(data for path, data in pictures(tmp_path).items() if path.endswith(".jpg"))
    other = article("Bài khác", "01/10/2026", "![](q.jpg)")
    assert codes(run(portal(tmp_path, {"tin-tuc/b.md": other, "tin-tuc/q.jpg": taken}))) == []


def test_two_certificates_of_one_form_are_two_pictures(tmp_path: Path) -> None:
    form = scene("form")
    names = [scene(seed).resize((240, 60)) for seed in ("An", "Binh")]
    for number, name in enumerate(names):
        page = form.copy()
        page.paste(name, (280, 300))
        write(tmp_path, {f"content/tin-tuc/{number}.png": saved(page, "PNG")})
    blurred = article("A", "01/10/2026", photos="\n  - {src: 0.png, caption: C, blur: 35 50 30 10}")
    other = article("B", "01/10/2026", photos="\n  - {src: 1.png, caption: C}")
    assert codes(run(write(tmp_path, {"content/tin-tuc/a.md": blurred, "content/tin-tuc/b.md": other}))) == []


@pytest.mark.parametrize("area", ["60 60 20 20", "20 20 10 10"])
def test_an_area_that_another_article_leaves_clear_is_told(tmp_path: Path, area: str) -> None:
    other = article("B", "01/10/2026", photos=f"\n  - {{src: p.jpg, caption: C, blur: {area}}}")
    report = run(portal(tmp_path, {"tin-tuc/b.md": other}))
    told = {p.path: dict(p.values)["blur"] for p in report.problems if p.is_error}
    assert told["content/tin-tuc/b.md"] == f"{area}; {BLUR}"
    assert ("content/tin-tuc/a.md" in told) is (area == "60 60 20 20")
    assert sharp(tmp_path) == []


USES: dict[str, dict[str, str | bytes]] = {
    "the same file": {"tin-tuc/b.md": article("B", "01/10/2026", "![](p.jpg)")},
    "linked to": {"tin-tuc/b.md": article("B", "01/10/2026", "xem [ảnh](p.jpg)")},
    "attached": {"tin-tuc/b.md": article("B", "01/10/2026", attachments="[p.jpg]")},
    "its cover": {"tin-tuc/b.md": article("B", "01/10/2026", cover="p.jpg")},
    "a draft's": {"tin-tuc/b.md": article("B", "01/10/2026", cover="p.jpg", draft="true")},
    "in its own article": {"tin-tuc/a.md": BLURRED + "\n![](q.jpg)\n", "tin-tuc/q.jpg": jpeg(scene())},
}


@pytest.mark.parametrize("use", USES)
def test_every_use_is_told(tmp_path: Path, use: str) -> None:
    report = run(portal(tmp_path, USES[use]))
    assert codes(report) == ["photo.sharp"]
    assert sharp(tmp_path) == []


def test_a_draft_that_blurs_counts_too(tmp_path: Path) -> None:
    draft = article("Nháp", "01/10/2026", photos=ENTRY, draft="true")
    report = run(portal(tmp_path, {"tin-tuc/a.md": draft, "tin-tuc/b.md": article("B", "01/10/2026", "![](p.jpg)")}))
    assert codes(report) == ["photo.sharp"]
    assert sharp(tmp_path) == []


@pytest.mark.parametrize("copy", ["the same bytes", "made smaller", "mirrored"])
def test_a_copy_in_static_is_not_published(tmp_path: Path, copy: str) -> None:
    name = "_static/ảnh/q.jpg"
    portal(tmp_path, {"tin-tuc/a.md": article("A", "01/10/2026"), name: COPIES[copy](scene())})
    assert codes(run(tmp_path)) == []
    assert "ảnh/q.jpg" in tree(tmp_path)
    report = run(portal(tmp_path, {}))
    assert [(p.code, p.path) for p in report.problems if p.is_error] == [("static.sharp", f"content/{name}")]
    assert "ảnh/q.jpg" not in tree(tmp_path)
    assert sharp(tmp_path) == []


@pytest.mark.parametrize("copy", ["the same bytes", "made smaller", "mirrored"])
def test_what_stands_from_before_is_blurred_too(tmp_path: Path, copy: str) -> None:
    """An article that shows it sharp has an error now, and stays as it was published, but for what is exposed."""
    body = "Chữ.\n\n![](q.jpg)\n\n[tệp](q.jpg)"
    other = article("Bài khác", "01/10/2026", body, attachments="[q.jpg]")
    files: dict[str, str | bytes] = {"tin-tuc/b.md": other, "tin-tuc/q.jpg": COPIES[copy](scene())}
    portal(tmp_path, {"tin-tuc/a.md": article("A", "01/10/2026"), **files})
    settle(tmp_path)
    assert codes(run(tmp_path)) == []
    assert sharp(tmp_path)
    for clean in (False, True):
        assert codes(run(portal(tmp_path, {}), clean=clean)) == ["photo.sharp"]
        assert Page(tmp_path, "/tin-tuc/b/").all(".//figure//img")
        assert sharp(tmp_path) == []
    write(tmp_path, {"content/tin-tuc/b.md": article("Bài khác", "01/10/2026", "Chữ.")})
    assert codes(run(tmp_path)) == []
    assert "tin-tuc/q.jpg" not in str(tree(tmp_path))


def test_an_edit_exposes_nothing(tmp_path: Path) -> None:
    """Small edits go on from the portal that stands: they are compared as all others are."""
    plain = article("B", "01/10/2026", "Chữ.")
    portal(tmp_path, {"tin-tuc/b.md": plain, "tin-tuc/q.jpg": COPIES["made smaller"](scene())})
    settle(tmp_path)
    assert codes(run(tmp_path)) == []
    write(tmp_path, {"content/tin-tuc/b.md": article("B", "01/10/2026", "Chữ khác.\n\n![](q.jpg)")})
    assert codes(run(tmp_path)) == ["photo.sharp"]
    write(tmp_path, {"content/tin-tuc/b.md": plain, "content/tin-tuc/c.md": article("C", "01/10/2026", "![](q.jpg)")})
    assert codes(run(tmp_path)) == ["photo.sharp"]
    assert sharp(tmp_path) == []
    write(tmp_path, {"content/tin-tuc/a.md": article("A", "01/10/2026")})
    assert codes(run(tmp_path)) == []
    assert sharp(tmp_path)
    write(tmp_path, {"content/tin-tuc/a.md": BLURRED})
    assert codes(run(tmp_path)) == ["photo.sharp"]
    assert sharp(tmp_path) == []


def test_portals_that_blur_nothing_compare_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.builder.blurring.look_batch", None)
    run(portal(tmp_path, {"tin-tuc/a.md": article("A", "01/10/2026", "![](p.jpg)")}))
    assert not list((tmp_path / ".ssg/cache").glob("looks*"))


def test_pictures_are_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal(tmp_path, {"tin-tuc/b.md": article("B", "01/10/2026", "![](q.jpg)"), "tin-tuc/q.jpg": jpeg(scene("b"))})
    assert codes(run(tmp_path)) == []
    monkeypatch.setattr("ssg.render.likeness.develop", None)
    assert codes(run(tmp_path, clean=True)) == []


@pytest.mark.parametrize("error", ["category: không có\n", "unknown: x\n", "cover: mất.jpg\n"])
def test_an_article_that_blurs_and_has_an_error_stays_as_it_was_but_blurred(tmp_path: Path, error: str) -> None:
    plain = article("A", "01/10/2026", photos="\n  - {src: p.jpg, caption: C}", attachments="[p.jpg]")
    site = "title: T\nurl: https://t.example\ncategories: [{slug: tin-tuc, name: Tin tức}]\n"
    run(write(portal(tmp_path, {"tin-tuc/a.md": plain}), {"site.yaml": site}))
    settle(tmp_path)
    assert len(sharp(tmp_path)) == 4
    wrong = plain.replace("caption: C", f"caption: C, blur: {BLUR}").replace("title:", f"{error}title:")
    for clean in (False, True):
        report = run(portal(tmp_path, {"tin-tuc/a.md": wrong}), clean=clean)
        assert len(codes(report)) == 1
        assert "photo.sharp" not in codes(report)
        assert len(pictures(tmp_path)) == 4
        assert sharp(tmp_path) == []


def test_the_preview_tells_it_too_and_shows_nothing_sharp(tmp_path: Path) -> None:
    plain = article("B", "01/10/2026", "Chữ.")
    portal(tmp_path, {"tin-tuc/b.md": plain, "tin-tuc/q.jpg": COPIES["made smaller"](scene())})
    studio = open_studio(tmp_path)
    try:
        assert [p.code for p in studio.problems if p.is_error] == []
        write(tmp_path, {"content/tin-tuc/b.md": article("B", "01/10/2026", "Chữ.\n\n![](q.jpg)")})
        studio.refresh(["content/tin-tuc/b.md"])
        assert [p.code for p in studio.problems if p.is_error] == ["photo.sharp"]
        assert b"/anh/" not in studio.answer("/tin-tuc/b/").body
        write(tmp_path, {"content/tin-tuc/b.md": plain})
        studio.refresh(["content/tin-tuc/b.md"])
        assert [p.code for p in studio.problems if p.is_error] == []
    finally:
        studio.close()


SMALL = jpeg(scene().resize((300, 225)))
LARGER = {
    "a small picture that leads to it": "[![x](p-300x225.jpg)](p.jpg)",
    "raw": '<a href="p.jpg"><img src="p-300x225.jpg"></a>',
    "the other way about": "[![x](p.jpg)](p-300x225.jpg)",
    "the small one alone": "![x](p-300x225.jpg)",
}


@pytest.mark.parametrize("form", LARGER)
def test_a_small_picture_of_the_same_is_not_sharp(tmp_path: Path, form: str) -> None:
    run(portal(tmp_path, {"tin-tuc/a.md": f"{BLURRED}\n{LARGER[form]}\n", "tin-tuc/p-300x225.jpg": SMALL}))
    assert sharp(tmp_path) == []


def test_a_picture_of_static_that_an_article_blurs_is_published_blurred_alone(tmp_path: Path) -> None:
    text = article("A", "01/10/2026", "[ảnh](/assets/p.jpg)", photos=ENTRY.replace("p.jpg", "/assets/p.jpg"))
    report = run(write(tmp_path, {"content/_static/assets/p.jpg": jpeg(scene()), "content/tin-tuc/a.md": text}))
    assert codes(report)
    assert sharp(tmp_path) == []
