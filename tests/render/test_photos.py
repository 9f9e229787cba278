"""Photos come out right side up, in sRGB, small, without a word about who took them where; wrecks are told of."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from sitekit import REPO, SHARED, Page, article, codes, photo, run, write

from ssg.base.imagefiles import ImageError
from ssg.base.images import measure
from ssg.model.articles import Box, Photo
from ssg.model.config import PhotoRecipe
from ssg.model.photos import PhotoWork, plan_photo
from ssg.render.photos import encode_photo, strip_metadata
from ssg.render.residue import residue

RECIPE = PhotoRecipe()
SAMPLES = SHARED / "samples" / "photos"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the photos of ../shared/samples are not here")


def work_for(data: bytes, recipe: PhotoRecipe = RECIPE, blur: tuple[Box, ...] = ()) -> PhotoWork:
    size = measure(data)
    shot = Photo(src="a.jpg", path="x/Ảnh 1.jpg", digest="d" * 32, width=size.width, height=size.height, blur=blur)
    return plan_photo(shot, recipe, "/anh/")


def develop(data: bytes, recipe: PhotoRecipe = RECIPE, blur: tuple[Box, ...] = ()) -> dict[str, Image.Image]:
    """Return every published file of a photo, by the end of its name, after looking that it is clean."""
    files = encode_photo(work_for(data, recipe, blur), data)
    for content in files.values():
        assert residue(content) <= {"ICC"}
    return {url.rsplit("-", 1)[1]: Image.open(io.BytesIO(content)).convert("RGB") for url, content in files.items()}


def png(image: Image.Image, **save: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **save)
    return out.getvalue()


def near(pixel: object, colour: tuple[int, int, int], by: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ((4000, 3000), {"480.webp", "960.webp", "1600.webp", "960.jpg"}),
        ((1200, 800), {"480.webp", "960.webp", "1200.webp", "960.jpg"}),
        ((300, 200), {"300.webp", "300.jpg"}),
        ((3000, 4000), {"480.webp", "960.webp", "1600.webp", "960.jpg"}),
    ],
)
def test_widths_as_configured_never_enlarged(size: tuple[int, int], names: set[str]) -> None:
    shown = develop(photo(*size))
    assert set(shown) == names
    for name, image in shown.items():
        width = int(name.split(".")[0])
        assert image.size == (width, round(size[1] * width / size[0]))


def test_names_are_content_addressed_and_safe() -> None:
    urls = [v.url for v in work_for(photo()).variants]
    other = [v.url for v in work_for(photo(), blur=(Box(left=0, top=0, width=9, height=9),)).variants]
    assert all(url.startswith("/anh/") and "/anh-1-" in url and url.isascii() for url in urls)
    assert not set(urls) & set(other)


@needs_samples
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_eight_orientations_show_alike(shape: str) -> None:
    recipe = PhotoRecipe(widths=(480,), formats=("jpeg",))
    upright = develop((SAMPLES / f"{shape}_1.jpg").read_bytes(), recipe)["480.jpg"]
    for n in range(9):
        turned = develop((SAMPLES / f"{shape}_{n}.jpg").read_bytes(), recipe)["480.jpg"]
        assert turned.size == upright.size
        small, wanted = (i.resize((24, 24)).convert("L").tobytes() for i in (turned, upright))
        assert sum(abs(a - b) for a, b in zip(small, wanted, strict=True)) / len(wanted) < 12, n


@needs_samples
def test_place_and_camera_do_not_leave_the_machine() -> None:
    for name in ("exif_gps.jpg", "hopper_bad_exif.jpg", "Landscape_6.jpg", "pil_sample_cmyk.jpg"):
        develop((SAMPLES / name).read_bytes())


def test_comment_profile_and_text_are_gone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010E] = "Em H., lớp 8B, nhà ở thôn Trung Lộc"
    data = photo(800, 600, comment=b"Chup tai nha em H.", exif=exif, icc_profile=profile)
    for content in encode_photo(work_for(data), data).values():
        assert b"nha em" not in content
        assert "thôn Trung Lộc".encode() not in content
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", "Em H.")
    develop(png(Image.new("RGB", (600, 400)), pnginfo=info))
    assert residue(data) >= {"COM", "EXIF", "ICC"}
    assert residue(strip_metadata(data)) == set()


@needs_samples
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zero-byte.jpg", "photo.broken"),
        ("truncated_jpeg.jpg", "photo.broken"),
        ("broken.png", "photo.broken"),
        ("decompression_bomb.gif", "photo.huge"),
    ],
)
def test_wrecks_are_told_with_their_file(tmp_path: Path, name: str, code: str) -> None:
    write(
        tmp_path,
        {
            f"content/tin-tuc/{name}": (SAMPLES / name).read_bytes(),
            "content/tin-tuc/bai.md": article(
                "Bài", "01/10/2026", photos=f"\n  - src: {name}\n    caption: Sân trường"
            ),
            "content/tin-tuc/khac.md": article("Khác", "01/10/2026"),
        },
    )
    report = run(tmp_path)
    assert codes(report) == [code]
    assert (report.problems[0].path, report.problems[0].line) == ("content/tin-tuc/bai.md", 5)
    assert dict(report.problems[0].values)["src"] == name
    assert (tmp_path / "output/tin-tuc/khac/index.html").is_file()


@needs_samples
def test_every_sample_comes_out_right_or_as_a_problem(tmp_path: Path) -> None:
    names = sorted(p.name for p in SAMPLES.iterdir() if p.suffix != ".md")
    files: dict[str, str | bytes] = {f"content/tin-tuc/{n}": (SAMPLES / n).read_bytes() for n in names}
    for i, name in enumerate(names):
        files[f"content/tin-tuc/bai-{i}.md"] = article(
            f"Bài {i}", "01/10/2026", photos=f"\n  - src: {name}\n    caption: Ảnh chụp"
        )
    report = run(write(tmp_path, files))
    assert len(names) > 20
    wrong = {dict(p.values)["src"] for p in report.problems if p.is_error}
    assert wrong == {"zero-byte.jpg", "truncated_jpeg.jpg", "broken.png", "decompression_bomb.gif"}
    for i, name in enumerate(names):
        shown = (tmp_path / f"output/tin-tuc/bai-{i}/index.html").is_file()
        assert shown == (name not in wrong), name
    for path in (tmp_path / "output/anh").rglob("*.*"):
        assert residue(path.read_bytes()) <= {"ICC"}, path.name


def test_damage_that_shows_only_when_decoded(tmp_path: Path) -> None:
    data = bytearray(png(Image.effect_noise((400, 300), 90)))
    middle = len(data) // 2
    data[middle : middle + 4000] = bytes(4000)
    write(
        tmp_path,
        {
            "content/tin-tuc/hong.png": bytes(data),
            "content/tin-tuc/bai.md": article(
                "Bài", "01/10/2026", photos="\n  - src: hong.png\n    caption: Sân trường"
            ),
        },
    )
    report = run(tmp_path)
    assert codes(report) == ["photo.broken"]
    assert report.problems[0].line == 5
    assert report.unpublished == ("content/tin-tuc/bai.md",)


def test_palette_and_transparency_lie_on_white() -> None:
    clear = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (0, 0, 300, 400))
    for data in (png(clear), png(clear.quantize(8))):
        shown = develop(data)["600.jpg"]
        assert near(shown.getpixel((100, 200)), (200, 30, 30))
        assert near(shown.getpixel((500, 200)), (255, 255, 255))


def test_sixteen_bits_keep_their_brightness() -> None:
    for value, shown in ((10_000, 39), (40_000, 156), (65_535, 255)):
        image = develop(png(Image.new("I;16", (600, 400), value)))["600.jpg"]
        assert near(image.getpixel((300, 200)), (shown, shown, shown))


@needs_samples
def test_print_colours_become_screen_colours() -> None:
    shown = develop((SAMPLES / "pil_sample_cmyk.jpg").read_bytes())
    assert all(image.mode == "RGB" for image in shown.values())
    image = shown[max(shown)]
    colours = {image.getpixel((x, y)) for x in range(image.width) for y in range(image.height)}
    assert any(near(colour, (240, 20, 30), by=30) for colour in colours), "the word RED is red"


def test_animated_picture_shows_its_first_frame_and_says_so(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (600, 400), c) for c in ("#c00", "#0c0", "#00c")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    assert near(develop(out.getvalue())["600.jpg"].getpixel((300, 200)), (204, 0, 0))
    write(
        tmp_path,
        {
            "content/tin-tuc/a.gif": out.getvalue(),
            "content/tin-tuc/bai.md": article("Bài", "01/10/2026", photos="\n  - src: a.gif\n    caption: Sân trường"),
        },
    )
    report = run(tmp_path)
    assert [p.code for p in report.problems] == ["photo.animated"]


def test_faces_can_be_blurred() -> None:
    board = Image.new("RGB", (800, 600), "white")
    for x in range(0, 800, 10):
        board.paste("black", (x, 0, x + 5, 600))
    shown = develop(png(board), blur=(Box(left=25, top=25, width=25, height=25),))["800.jpg"]
    inside = [shown.getpixel((x, 220)) for x in range(230, 370)]
    outside = [shown.getpixel((x, 60)) for x in range(230, 370)]
    assert (
        max(sum(p) for p in inside if isinstance(p, tuple)) - min(sum(p) for p in inside if isinstance(p, tuple)) < 200
    )
    assert (
        max(sum(p) for p in outside if isinstance(p, tuple)) - min(sum(p) for p in outside if isinstance(p, tuple))
        > 500
    )


def test_photo_is_encoded_once_in_its_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/a.jpg": photo(),
            "content/tin-tuc/bai.md": article("Bài", "01/10/2026", photos="\n  - src: a.jpg\n    caption: Sân trường"),
        },
    )
    assert run(tmp_path).photos == 1
    monkeypatch.setattr("ssg.base.cache.build_key", lambda: "another")
    again = run(tmp_path)
    assert (again.photos, again.written > 0 or again.kept > 0) == (0, True)
    for path in (tmp_path / "output/anh").rglob("*.*"):
        path.unlink()
    assert run(tmp_path).photos == 0
    assert len(list((tmp_path / "output/anh").rglob("*.*"))) == 3


def test_page_offers_the_photo_in_every_width(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/a.jpg": photo(2000, 1500),
            "content/tin-tuc/bai.md": article("Bài", "01/10/2026", '![](a.jpg "Sân trường")'),
        },
    )
    assert codes(run(tmp_path)) == []
    page = Page(tmp_path, "/tin-tuc/bai/")
    source, image = page.one(".//figure//source"), page.one(".//figure//img")
    assert [part.split()[1] for part in source.get("srcset", "").split(",")] == ["480w", "960w", "1600w"]
    assert source.get("sizes")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("960", "720", "Sân trường")
    assert page.text(".//figcaption") == "Sân trường"


def test_original_is_published_only_on_request_and_without_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của cô"
    files: dict[str, str | bytes] = {
        "content/tin-tuc/a.jpg": photo(2000, 1500, exif=exif),
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", photos="\n  - src: a.jpg\n    caption: Sân trường"),
    }
    run(write(tmp_path, {"site.yaml": "title: T\nurl: https://t.example\nphotos: {downloads: true}\n", **files}))
    href = Page(tmp_path, "/tin-tuc/bai/").one(".//a[@class='download']").get("href", "")
    data = (tmp_path / "output" / href.lstrip("/")).read_bytes()
    assert Image.open(io.BytesIO(data)).size == (2000, 1500)
    assert residue(data) == set()


def test_not_a_photo() -> None:
    for data, code in ((b"%PDF-1.4 abc", "photo.kind"), ("Văn bản".encode(), "photo.kind"), (b"", "photo.broken")):
        with pytest.raises(ImageError) as raised:
            measure(data)
        assert raised.value.code == code


def test_memory_stays_below_a_gigabyte(tmp_path: Path) -> None:
    big = Image.new("RGB", (9000, 6600), "#789")
    out = io.BytesIO()
    big.save(out, "PNG", compress_level=1)
    jpeg = io.BytesIO()
    Image.new("RGB", (14000, 11000), "#987").save(jpeg, "JPEG")
    write(
        tmp_path,
        {
            "content/tin-tuc/a.png": out.getvalue(),
            "content/tin-tuc/b.jpg": jpeg.getvalue(),
            "content/tin-tuc/bai.md": article(
                "Bài", "01/10/2026", photos="\n  - {src: a.png, caption: Một}\n  - {src: b.jpg, caption: Hai}"
            ),
        },
    )
    code = (
        "import sys\nfrom pathlib import Path\nfrom memorykit import peak_bytes\n"
        "from ssg.builder import Options, build\n"
        "r = build(Path(sys.argv[1]), Options())\nassert r.photos == 2, r.problems\nprint(peak_bytes())"
    )
    paths = os.pathsep.join(filter(None, [str(REPO), str(REPO / "tests"), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 1_000_000_000
