"""Files that are published as they are say nothing of where they were taken: videos, recordings, pictures."""

from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin
from sitekit import article, codes, photo, run, settle, tree, write

from ssg.preview.studio import open_studio

PLACE = b"+21.0278+105.8342+016.000/"
KEYED = b"com.apple.quicktime.location.ISO6709"


def box(name: bytes, *inner: bytes) -> bytes:
    data = b"".join(inner)
    return struct.pack(">I", 8 + len(data)) + name + data


def handler(kind: bytes) -> bytes:
    return box(b"hdlr", bytes(8), kind, bytes(13))


def apple_text(name: bytes, text: bytes) -> bytes:
    return box(name, struct.pack(">HH", len(text), 0x15C7), text)


def meta(kind: bytes, *inner: bytes, full: bool = True) -> bytes:
    return box(b"meta", bytes(4) if full else b"", handler(kind), *inner)


def keyed(*, full: bool) -> bytes:
    keys = box(b"keys", bytes(4), struct.pack(">I", 1), box(b"mdta", KEYED))
    item = box(b"ilst", box(struct.pack(">I", 1), box(b"data", struct.pack(">II", 1, 0), PLACE)))
    return meta(b"mdta", keys, item, full=full)


def tune(*items: bytes) -> bytes:
    return box(b"udta", meta(b"mdir", box(b"ilst", box(b"\xa9nam", box(b"data", bytes(8), b"Ca khuc")), *items)))


def sensors(kind: bytes, at: int) -> bytes:
    """Return a track of two samples at offset ``at``."""
    table = (
        box(b"stsd", bytes(4), struct.pack(">I", 1), box(kind, bytes(8))),
        box(b"stsz", bytes(4), struct.pack(">III", 0, 2, 10)[:8], struct.pack(">II", len(PLACE), len(PLACE))),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 2, 1)),
        box(b"stco", bytes(4), struct.pack(">II", 1, at)),
    )
    return box(b"trak", box(b"mdia", handler(b"meta"), box(b"minf", box(b"stbl", *table))))


FRONT = box(b"ftyp", b"isom", bytes(4), b"isommp42")
VIDEO = box(b"mdat", b"frames " * 40)
TRACK = box(b"trak", box(b"mdia", handler(b"vide")))
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")

FILMS = {
    "Android": FRONT + VIDEO + box(b"moov", TRACK, box(b"udta", apple_text(b"\xa9xyz", PLACE))),
    "index first": FRONT + box(b"moov", box(b"udta", apple_text(b"\xa9xyz", PLACE)), TRACK) + VIDEO,
    "in a track": FRONT + VIDEO + box(b"moov", box(b"trak", box(b"udta", apple_text(b"\xa9xyz", PLACE)))),
    "ended by a zero": FRONT + VIDEO + box(b"moov", box(b"udta", apple_text(b"\xa9xyz", PLACE), bytes(4))),
    "3GPP": FRONT + VIDEO + box(b"moov", box(b"udta", box(b"loci", bytes(6), b"Nha em H.\0", PLACE))),
    "iPhone": FRONT + VIDEO + box(b"moov", TRACK, keyed(full=False)),
    "iPhone, exported": FRONT + VIDEO + box(b"moov", TRACK, box(b"udta", keyed(full=True))),
    "iPhone, in a track": FRONT + VIDEO + box(b"moov", box(b"trak", keyed(full=False))),
    "XMP": FRONT + VIDEO + box(b"moov", TRACK) + box(b"uuid", XMP, b"<exif:GPSLatitude>21,1.668N</exif:GPSLatitude>"),
    "XMP in udta": FRONT + VIDEO + box(b"moov", TRACK, box(b"udta", box(b"XMP_", b"exif:GPSLatitude"))),
    "camcorder": FRONT + VIDEO + box(b"moov", TRACK) + meta(b"nrtm", box(b"xml ", bytes(4), PLACE)),
    "recording": FRONT + VIDEO + box(b"moov", tune(box(b"\xa9xyz", box(b"data", bytes(8), PLACE)))),
    "free form": FRONT + VIDEO + box(b"moov", tune(box(b"----", box(b"name", bytes(4), b"Location"), PLACE))),
    "no ftyp": box(b"wide") + VIDEO + box(b"moov", TRACK, box(b"udta", apple_text(b"\xa9xyz", PLACE))),
    "sensors": FRONT + box(b"mdat", PLACE, PLACE, b"frames") + box(b"moov", TRACK, sensors(b"gpmd", len(FRONT) + 8)),
    "long boxes": FRONT
    + struct.pack(">I4sQ", 1, b"mdat", 16 + 7)
    + b"frames "
    + box(b"moov", TRACK, box(b"udta", apple_text(b"\xa9xyz", PLACE))),
}
REFUSED = {
    "behind the film": FILMS["Android"] + b"\x00\x00\x00\x03SEFT" + PLACE,
    "in no box that is known": FRONT + VIDEO + box(b"moov", TRACK, box(b"abcd", PLACE)),
    "cut off": FILMS["Android"][:-4],
}


def published(folder: Path, name: str, data: bytes, *, static: bool) -> bytes | None:
    """Return what is published of a file, None where nothing is."""
    where = f"content/_static/{name}" if static else f"content/tin-tuc/{name}"
    text = article("Bài", "01/10/2026", attachments="" if static else f"[{name}]")
    write(folder, {where: data, "content/tin-tuc/bai.md": text})
    run(folder)
    found = [data for path, data in tree(folder).items() if path.endswith(f"/{name}") or path == name]
    return found[0] if found else None


@pytest.mark.parametrize("static", [False, True])
@pytest.mark.parametrize("film", FILMS)
def test_a_video_tells_no_place(tmp_path: Path, film: str, static: bool) -> None:
    data = published(tmp_path, "a.m4a" if film == "recording" else "a.mp4", FILMS[film], static=static)
    assert data is not None
    assert len(data) == len(FILMS[film])
    assert not any(told in data for told in (PLACE, b"GPSLatitude", KEYED, b"Nha em"))
    for kept in (b"frames", b"Ca khuc", TRACK):
        assert (kept in data) is (kept in FILMS[film])
    assert codes(run(tmp_path)) == []


@pytest.mark.parametrize("film", REFUSED)
def test_a_video_that_cannot_be_cleaned_is_told_and_not_published(tmp_path: Path, film: str) -> None:
    assert published(tmp_path, "a.mp4", REFUSED[film], static=True) is None
    assert codes(run(tmp_path)) == ["file.place"]


@pytest.mark.parametrize(
    ("keys", "body"),
    [({"attachments": "[a.mp4]"}, "Chữ."), ({"video": "a.mp4"}, "Chữ."), ({}, "Xem [phim](a.mp4)."),
     ({}, 'Xem <a href="a.mp4">phim</a>.'), ({"attachments": "[/phim/a.mp4]"}, "Chữ.")],
)  # fmt: skip
def test_a_post_that_hands_such_a_file_out_is_an_error(tmp_path: Path, keys: dict[str, str], body: str) -> None:
    place = "_static/phim/a.mp4" if "/" in keys.get("attachments", "") else "tin-tuc/a.mp4"
    text = article("Bài", "01/10/2026", body, **keys)
    write(tmp_path, {f"content/{place}": REFUSED["cut off"], "content/tin-tuc/bai.md": text})
    for _ in range(2):
        report = run(tmp_path)
        told = {(p.code, p.path) for p in report.problems if p.is_error}
        assert ("file.place", "content/tin-tuc/bai.md") in told
        assert report.errors
        assert not (tmp_path / "output/tin-tuc/bai/index.html").exists()
    studio = open_studio(tmp_path)
    try:
        assert ("file.place", "content/tin-tuc/bai.md") in {(p.code, p.path) for p in studio.problems}
    finally:
        studio.close()
    write(tmp_path, {f"content/{place}": FILMS["Android"]})
    assert codes(run(tmp_path)) == []
    assert (tmp_path / "output/tin-tuc/bai/a.mp4").exists()


def test_a_post_that_is_online_stays_as_it_was_when_it_takes_such_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", "Chữ cũ.")})
    run(tmp_path)
    settle(tmp_path)
    text = article("Bài", "01/10/2026", "Xem [phim](a.mp4).")
    write(tmp_path, {"content/tin-tuc/a.mp4": REFUSED["cut off"], "content/tin-tuc/bai.md": text})
    assert "file.place" in codes(run(tmp_path))
    page = (tmp_path / "output/tin-tuc/bai/index.html").read_text(encoding="utf-8")
    assert "Chữ cũ." in page
    assert "a.mp4" not in page


@pytest.mark.parametrize(
    "link", ["[phim](/phim/a.mp4)", '<a href="/phim/a.mp4">phim</a>', "[phim](https://thu.example/phim/a.mp4#t=1)"]
)
def test_a_link_to_such_a_file_of_static_shows_its_words_and_is_told(tmp_path: Path, link: str) -> None:
    post = article("Bài", "01/10/2026", link)
    run(write(tmp_path, {"content/_static/phim/a.mp4": REFUSED["cut off"], "content/tin-tuc/bai.md": post}))
    report = run(tmp_path)
    assert {(p.code, p.path) for p in report.problems} == {
        ("file.place", "content/_static/phim/a.mp4"),
        ("link.dead", "content/tin-tuc/bai.md"),
    }
    page = (tmp_path / "output/tin-tuc/bai/index.html").read_text(encoding="utf-8")
    assert "<p>phim</p>" in page
    assert not (tmp_path / "output/phim/a.mp4").exists()
    write(tmp_path, {"content/_static/phim/a.mp4": FILMS["Android"]})
    assert codes(run(tmp_path)) == []
    assert "/phim/a.mp4" in (tmp_path / "output/tin-tuc/bai/index.html").read_text(encoding="utf-8")


def test_a_video_that_tells_nothing_stays_as_it_is(tmp_path: Path) -> None:
    film = FRONT + VIDEO + box(b"moov", TRACK, tune())
    assert published(tmp_path, "a.mp4", film, static=False) == film


def test_a_video_published_before_is_cleaned_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.builder.press.may_hide", lambda source: False)
    assert published(tmp_path, "a.mp4", FILMS["Android"], static=True) == FILMS["Android"]
    monkeypatch.undo()
    for clean in (False, True):
        run(tmp_path, clean=clean)
        assert PLACE not in (tmp_path / "output/a.mp4").read_bytes()


def test_the_preview_gives_what_a_build_publishes(tmp_path: Path) -> None:
    files = {"a.mp4": FILMS["Android"], "b.jpg": picture("JPEG", exif=exif(6)), "c.mp4": REFUSED["cut off"]}
    text = article("Bài", "01/10/2026", attachments="[a.mp4]")
    write(tmp_path, {"content/tin-tuc/bai.md": text, "content/tin-tuc/a.mp4": FILMS["Android"]})
    run(write(tmp_path, {f"content/_static/{name}": data for name, data in files.items()}))
    studio = open_studio(tmp_path)
    try:
        for path in ("a.mp4", "b.jpg", "tin-tuc/bai/a.mp4"):
            assert studio.answer(f"/{path}").body == (tmp_path / "output" / path).read_bytes()
        assert studio.answer("/c.mp4").status == 404
    finally:
        studio.close()


def nested(depth: int) -> bytes:
    data = TRACK
    for _ in range(depth):
        data = box(b"moov", data)
    return data


def table(kind: bytes, *numbers: int) -> bytes:
    return box(kind, bytes(4), struct.pack(f">{len(numbers)}I", *numbers))


def hostile(*tables: bytes) -> bytes:
    stsd = box(b"stsd", bytes(4), struct.pack(">I", 1), box(b"gpmd", bytes(8)))
    return FRONT + VIDEO + box(b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", stsd, *tables)))))


MANY = 2**32 - 1
HOSTILE = {
    "deep": FRONT + VIDEO + nested(3000),
    "many samples": hostile(table(b"stsz", 1, MANY), table(b"stsc", 1, 1, MANY, 1), table(b"stco", 1, 0)),
    "large samples": hostile(table(b"stsz", MANY, 9), table(b"stsc", 1, 1, MANY, 1), table(b"stco", 1, 0)),
    "no samples": hostile(table(b"stsz", 0, 0), table(b"stsc", 1, 1, MANY, 1), table(b"stco", 1, 0)),
    "runs backwards": hostile(
        table(b"stsz", 0, 0), table(b"stsc", 9999, *(1, 1, 1) * 9999), table(b"stco", 9999, *[0] * 9999)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_video_takes_no_time(tmp_path: Path, name: str) -> None:
    began = time.perf_counter()
    published(tmp_path, "a.mp4", HOSTILE[name], static=True)
    assert time.perf_counter() - began < 20
    assert codes(run(tmp_path)) == []


def exif(turn: int = 1, *, personal: bool = True) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = turn
    if personal:
        made.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 40.0), 3: "E", 4: (105.0, 50.0, 3.0)})
        made[0x010F] = "May cua em H."
    return made


def picture(form: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((64, 40)).save(out, form, **how)
    return out.getvalue()


def shown(data: bytes) -> bytes:
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB").tobytes()


ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_in_static_loses_its_place_and_nothing_else(tmp_path: Path, form: str, turn: int) -> None:
    data = picture(form, exif=exif(turn), icc_profile=ICC)
    found = published(tmp_path, f"a.{form.lower()}", data, static=True)
    assert found is not None
    assert b"May cua" in data
    assert b"May cua" not in found
    image = Image.open(io.BytesIO(found))
    assert not image.getexif().get_ifd(0x8825)
    assert image.getexif().get(0x0112, 1) == turn
    assert image.info["icc_profile"] == ICC
    assert shown(found) == shown(data)


REMARKS = {
    "remark.jpg": picture("JPEG", comment=b"Nha em H."),
    "xmp.jpg": picture("JPEG", xmp=b"<x:xmpmeta><exif:GPSLatitude>Nha em H.</exif:GPSLatitude></x:xmpmeta>"),
    "trailer.jpg": picture("JPEG") + b"\x00\x00\x00\x18ftypmp42 Nha em H.",
    "second.jpg": picture("MPO", save_all=True, append_images=[Image.new("RGB", (64, 40), "red")]) + b"Nha em H.",
    "trailer.png": picture("PNG") + b"Nha em H.",
    "trailer.webp": picture("WEBP") + b"Nha em H.",
    "trailer.gif": picture("GIF") + b"Nha em H." * 20,
    "remark.gif": picture("GIF", comment=b"Nha em H."),
    "xmp.webp": picture("WEBP", xmp=b"<exif:GPSLatitude>Nha em H.</exif:GPSLatitude>"),
}


@pytest.mark.parametrize("name", REMARKS)
def test_what_stands_beside_the_pixels_goes(tmp_path: Path, name: str) -> None:
    found = published(tmp_path, name, REMARKS[name], static=True)
    assert b"Nha em" in REMARKS[name]
    assert found is not None
    assert b"Nha em" not in found
    assert shown(found) == shown(REMARKS[name])


def test_a_text_in_a_png_goes(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", "Nha em H.")
    data = picture("PNG", pnginfo=info)
    found = published(tmp_path, "a.png", data, static=True)
    assert found is not None
    assert b"Nha em" not in found
    assert shown(found) == shown(data)


PLAIN = {
    "a.jpg": photo(),
    "b.jpg": picture("JPEG", exif=exif(6, personal=False), icc_profile=ICC),
    "c.png": picture("PNG", icc_profile=ICC),
    "d.webp": picture("WEBP"),
    "e.gif": picture("GIF"),
    "f.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><!-- Nha em --></svg>",
    "g.ico": picture("ICO"),
    "h.jpg": picture("JPEG")[:300],
    "i.png": picture("PNG")[:80],
    "j.webp": b"RIFF\x00\x00\x00\x00WEBP",
    "k.gif": b"GIF89a",
    "l.mp4": b"\x00\x00\x00\x08ftyp",
    "m.jpg": b"\xff\xd8\xff",
    "n.txt": b"",
}


def test_what_tells_nothing_is_left_to_the_byte(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/_static/{name}": data for name, data in PLAIN.items()}
    assert codes(run(write(tmp_path, {**files, "content/tin-tuc/bai.md": article("Bài", "01/10/2026")}))) == []
    assert {name: data for name, data in tree(tmp_path).items() if name in PLAIN} == PLAIN


def test_a_heic_that_tells_its_place_is_not_published(tmp_path: Path) -> None:
    plain, told = io.BytesIO(), io.BytesIO()
    image = pillow_heif.from_pillow(Image.new("RGB", (64, 40), "teal"))
    image.save(plain)
    image.save(told, exif=exif().tobytes())
    assert published(tmp_path, "a.heic", plain.getvalue(), static=True) == plain.getvalue()
    assert published(tmp_path, "b.heic", told.getvalue(), static=True) is None
    assert codes(run(tmp_path)) == ["file.place"]
