"""Hostile and unlucky input: told of, never obeyed, and never more than its own page is lost."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sitekit import Page, article, codes, photo, run, tree, write

from ssg.base.errors import SsgError
from ssg.base.literal import quote_literals
from ssg.content.body import parse
from ssg.model.articles import Photo
from ssg.model.config import PhotoRecipe
from ssg.model.photos import plan_photo
from ssg.publish import Publisher
from ssg.render.photos import strip_metadata
from ssg.render.residue import residue, strip_gif

OTHER: dict[str, str | bytes] = {"content/tin-tuc/khac.md": article("Khác", "01/10/2026")}
links_work = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such links without leave")


def portal(folder: Path, files: dict[str, str | bytes]) -> Path:
    return write(folder, {**OTHER, **files})


def stands(folder: Path) -> bool:
    """Return whether the other article went out."""
    return (folder / "output/tin-tuc/khac/index.html").is_file()


@pytest.mark.parametrize(
    "link",
    [
        "[a](javascript%3Aalert(1))",
        "[a](data%3Atext/html,x)",
        "[a](&#106;avascript%3Aalert(1))",
        "[a][r]\n\n[r]: javascript%3Aalert(1)",
        "[a](java%0ascript%3Aalert(1))",
    ],
)
def test_link_that_hides_a_script(tmp_path: Path, link: str) -> None:
    run(portal(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", link)}))
    for href in Page(tmp_path, "/tin-tuc/bai/").hrefs(".//*[@class='body']//a"):
        assert not re.match(r"\s*(javascript|data|vbscript):", href, re.IGNORECASE)


@pytest.mark.parametrize(
    "alias",
    [
        "/%2e%2e/%2e%2e/ngoai/a.html",
        "/../ngoai.html",
        "/a%5C..%5Cb",
        "/a%0ARedirect /",
        "/a%22%0ARedirect 301 / https://khac.example/",
        "/a%00b",
        "/a%0db",
        "'/x%EE%80%80zzz|q%EE%80%81'",
        "/" + "a" * 1500,
    ],
)
def test_alias_that_would_leave_the_portal_or_its_line(tmp_path: Path, alias: str) -> None:
    home = tmp_path / "portal"
    report = run(portal(home, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=alias)}))
    assert codes(report) == ["alias.bad"]
    assert stands(home)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["portal"]


def test_publisher_itself_never_leaves_its_folder(tmp_path: Path) -> None:
    from ssg.model.pages import Published
    from ssg.model.places import live_places

    (tmp_path / "ngoai.html").write_text("của người khác")
    publisher = Publisher(live_places(tmp_path), {"../ngoai.html": Published(digest="x")})
    with pytest.raises(SsgError):
        publisher.put("../ngoai.html", b"x")
    publisher.remove_strays()
    assert (tmp_path / "ngoai.html").read_text() == "của người khác"


@links_work
def test_static_folder_that_is_a_link_out(tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat"
    write(secret, {"site.yaml": "x", "mat-khau.txt": "bí mật"})
    home = portal(tmp_path / "portal", {})
    (home / "content/_static").symlink_to(secret)
    run(home)
    assert not any(b"b\xc3\xad m\xe1\xba\xadt" in data for data in tree(home).values())
    assert stands(home)


@links_work
def test_link_inside_output_is_not_followed(tmp_path: Path) -> None:
    home = portal(tmp_path / "portal", {})
    elsewhere = tmp_path / "cho-khac"
    elsewhere.mkdir()
    (home / "output").mkdir()
    (home / "output/tin-tuc").symlink_to(elsewhere)
    report = run(home)
    assert set(codes(report)) == {"output.outside"}
    assert (home / "output/index.html").is_file()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", ["e.html", "e.svg", "e.php", "e.jfif", "e.heic", "index.html"])
def test_attachment_that_a_browser_would_run_or_that_cannot_be_cleaned(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/{name}": b"<script>alert(1)</script>",
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", attachments=f"[{name}]"),
    }
    assert codes(run(portal(tmp_path, files))) == ["attachment.heic" if name == "e.heic" else "attachment.kind"]
    assert not list((tmp_path / "output").rglob("e.*"))


def test_photo_under_the_name_of_a_document_is_cleaned_all_the_same(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "nhà em H."
    files: dict[str, str | bytes] = {
        "content/tin-tuc/a.pdf": photo(64, 48, exif=exif),
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", attachments="[a.pdf]"),
    }
    run(portal(tmp_path, files))
    assert residue((tmp_path / "output/tin-tuc/bai/a.pdf").read_bytes()) == set()


def test_gif_keeps_its_movement_and_loses_its_remarks() -> None:
    frames = [Image.new("P", (20, 20), n) for n in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0, comment=b"nha em H.")
    data = out.getvalue()
    assert b"nha em H." in data
    cleaned = strip_gif(data)
    assert b"nha em H." not in cleaned
    assert b"NETSCAPE2.0" in cleaned
    assert getattr(Image.open(io.BytesIO(cleaned)), "n_frames", 1) == getattr(
        Image.open(io.BytesIO(data)), "n_frames", 1
    )
    assert strip_metadata(data) == cleaned


def test_long_screenshot_has_no_variant_that_its_format_cannot_hold(tmp_path: Path) -> None:
    shot = Photo(src="a.png", path="a.png", digest="d" * 32, width=1080, height=19_000)
    shown = plan_photo(shot, PhotoRecipe(), "/anh/").variants
    assert [(v.format, v.width) for v in shown] == [("webp", 480), ("jpeg", 960)]
    out = io.BytesIO()
    Image.new("RGB", (1080, 19_000), "#eee").save(out, "PNG")
    keys = {"photos": "\n  - src: a.png\n    caption: Tin nhắn của nhóm phụ huynh"}
    assert (
        codes(
            run(
                portal(
                    tmp_path,
                    {
                        "content/tin-tuc/a.png": out.getvalue(),
                        "content/tin-tuc/b.md": article("B", "01/10/2026", **keys),
                    },
                )
            )
        )
        == []
    )


def test_names_too_long_for_a_folder(tmp_path: Path) -> None:
    keys = {"category": "Tin " * 80, "unit": "Đơn vị " * 60, "thread": "Sự kiện " * 60, "author": "Người " * 60}
    report = run(portal(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", **keys)}))
    assert codes(report) == []
    assert stands(tmp_path)


@pytest.mark.parametrize(
    "template",
    [
        '{% extends "message.html" %}',
        "{{ 2.0 ** 100000 }}",
        '{{ "a".encode("rot") }}',
        "{{ khong_co }}",
        "{% for a in view %}{% endfor %}",
        '{{ around("khong-co.html", view.frame.surround) }}',
        "{% if 1 %}" * 150 + "x" + "{% endif %}" * 150,
    ],
)
def test_template_that_fails_takes_down_its_own_page_only(tmp_path: Path, template: str) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: T\nurl: https://t.example\n",
        "themes/school/theme.yaml": "extends: base\n",
        **OTHER,
    }
    run(write(tmp_path, files))
    before = tree(tmp_path)
    report = run(write(tmp_path, {"themes/school/templates/message.html": template}))
    assert report.errors >= 1
    assert {p.code for p in report.problems if p.is_error} <= {"theme.syntax", "page.failed", "theme.template"}
    assert tree(tmp_path)["404.html"] == before["404.html"]
    assert stands(tmp_path)


def test_index_html_is_the_place_of_its_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases="[/index.html, /tin-tuc/khac/index.html]"),
        "content/_static/index.html": "giả",
    }
    report = run(portal(tmp_path, files))
    assert codes(report) == ["url.collision", "url.ours", "url.collision"]
    assert Page(tmp_path, "/tin-tuc/khac/").text(".//h1") == "Khác"
    assert Page(tmp_path, "/").text(".//title") == "Trường THCS Thử"


def test_content_that_is_gone_empties_no_portal(tmp_path: Path) -> None:
    run(portal(tmp_path, {}))
    before = tree(tmp_path)
    shutil.move(tmp_path / "content", tmp_path / "content-khac")
    for empty in (False, True):
        if empty:
            (tmp_path / "content").mkdir()
        with pytest.raises(SsgError) as raised:
            run(tmp_path)
        assert [p.code for p in raised.value.problems] == ["content.missing"]
        assert tree(tmp_path) == before
    shutil.rmtree(tmp_path / "content")
    shutil.move(tmp_path / "content-khac", tmp_path / "content")
    assert codes(run(tmp_path)) == []
    assert tree(tmp_path) == before


def test_folder_that_cannot_be_read_keeps_its_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(portal(tmp_path, {"content/tin-tuc/rieng/bai.md": article("Bài trong", "01/10/2026")}))
    before = tree(tmp_path)
    scandir = os.scandir

    def locked(path: str | Path) -> object:
        if str(path).endswith("rieng"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", locked)
    assert codes(run(tmp_path)) == ["file.unreadable"]
    assert tree(tmp_path) == before
    assert codes(run(tmp_path)) == ["file.unreadable"]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("opening", ["<title>", "<iframe src=x>", "<noscript>", "<script>", "<style>", "<textarea>"])
def test_tag_that_never_closes_takes_nothing_along(opening: str) -> None:
    html = parse(f"Trước {opening} giữa\n\nSau cùng").html
    assert "Trước" in html
    assert "Sau cùng" in html
    assert opening not in html


def test_remark_that_never_closes_takes_nothing_along() -> None:
    assert "Sau cùng" in parse("Trước\n\n<!-- ghi chú\n\nSau cùng").html


def test_attachment_title_that_looks_like_a_label(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/a.pdf": b"%PDF-1.4",
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", attachments="\n  - src: a.pdf\n    title: 'Mẫu {size}'"),
    }
    run(portal(tmp_path, files))
    assert Page(tmp_path, "/tin-tuc/bai/").text(".//*[@data-block='attachments']//a") == "Mẫu {size} (PDF, 1 KB)"


def test_inputs_made_to_be_slow_are_not() -> None:
    spaces = " " * 100_000
    assert quote_literals(f"title: a{spaces}b", lambda key, value: True).endswith("b'")
    assert quote_literals(f"b{spaces}b", lambda key, value: True)
    assert "[a](x.jpg" in parse('[a](x.jpg "' * 20_000).html
    assert "<div>" not in parse("<div>" * 100_000).html
    assert parse("www." * 20_000).html
    assert parse("![" * 20_000).html
    assert parse("[" * 5_000 + "](").html


def test_article_that_breaks_the_reader_is_told_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(text: str, **options: Any) -> object:
        if "ngã" in text:
            raise RuntimeError("không ngờ")
        return parse(text, **options)

    monkeypatch.setattr("ssg.content.article.parse", fall)
    report = run(portal(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", "ngã")}))
    assert codes(report) == ["file.failed"]
    assert stands(tmp_path)


def test_theme_property_with_quotes_reaches_the_style_whole(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "title: T\nurl: https://t.example\ntheme: rieng\n",
        "themes/rieng/theme.yaml": "extends: school\nproperties: {font: '\"Be Vietnam\", serif'}\n",
    }
    run(portal(tmp_path, files))
    sheet = Page(tmp_path, "/").one(".//link[@rel='stylesheet']").get("href", "")
    assert '--font: "Be Vietnam", serif;' in (tmp_path / f"output{sheet}").read_text("utf-8")
