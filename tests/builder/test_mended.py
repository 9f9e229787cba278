"""Faults that were met once, each with the smallest portal that showed it."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from sitekit import Page, article, codes, photo, run, words, write

from ssg.base.locks import only_one


def test_picture_attached_keeps_its_kind_and_loses_its_metadata(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 30), (200, 0, 0, 0))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "nhà em H."
    clear.save(out, "PNG", exif=exif)
    files: dict[str, str | bytes] = {
        "content/tin-tuc/so-do.png": out.getvalue(),
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", attachments="[so-do.png]"),
    }
    assert codes(run(write(tmp_path, files))) == []
    data = (tmp_path / "output/tin-tuc/bai/so-do.png").read_bytes()
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.getpixel((1, 1))) == ("PNG", "RGBA", (200, 0, 0, 0))
    assert b"eXIf" not in data


def test_last_good_site_yaml_does_not_report_its_old_lines(tmp_path: Path) -> None:
    bad_name = "title: T\nurl: https://t.example\nmenu: [khong-co]\n"
    write(tmp_path, {"site.yaml": bad_name, "content/tin-tuc/bai.md": article("Bài", "01/10/2026")})
    assert codes(run(tmp_path)) == ["site.reference"]
    write(tmp_path, {"site.yaml": "title: T\nurl: https://t.example\n# dòng mới\nmenuu: []\n"})
    assert codes(run(tmp_path)) == ["site.kept", "site.unknown"]


def test_theme_may_extend_a_template_its_parent_has_from_its_own_parent(tmp_path: Path) -> None:
    template = '{% extends "school/message.html" %}{% block main %}<h1>Riêng</h1>{% endblock %}'
    files: dict[str, str | bytes] = {
        "themes/rieng/theme.yaml": "extends: school\n",
        "themes/rieng/templates/message.html": template,
    }
    run(write(tmp_path, {"site.yaml": "title: T\nurl: https://t.example\ntheme: rieng\n", **files}))
    assert Page(tmp_path, "/404.html").text(".//h1") == "Riêng"


def test_theme_made_from_school_dresses_school_units_too(tmp_path: Path) -> None:
    units = "units:\n  - {slug: a, name: A, kind: school}\n  - {slug: b, name: B, kind: committee}\n"
    site = f"title: T\nurl: https://t.example\ntheme: rieng\n{units}"
    run(
        write(
            tmp_path,
            {"site.yaml": site, "themes/rieng/theme.yaml": "extends: school\nproperties: {accent: '#123456'}\n"},
        )
    )
    assert Page(tmp_path, "/don-vi/a/").one(".//html").get("class") == "rieng"
    sheet = Page(tmp_path, "/don-vi/a/").one(".//link[@rel='stylesheet']").get("href", "")
    assert "--accent: #123456;" in (tmp_path / f"output{sheet}").read_text("utf-8")
    assert Page(tmp_path, "/don-vi/b/").one(".//html").get("class") == "committee"


def test_mistyped_vietnamese_key_is_answered_in_vietnamese(tmp_path: Path) -> None:
    source = "---\ntiêu đề: Bài\nngày đăng: 01/10/2026\nlượt xen: 5\n---\nChữ.\n"
    report = run(write(tmp_path, {"content/tin-tuc/bai.md": source}))
    assert [(p.code, p.line, dict(p.values)["near"]) for p in report.problems] == [("fm.unknown", 4, "lượt xem")]


def test_several_categories_on_one_line(tmp_path: Path) -> None:
    site = "title: T\nurl: https://t.example\ncategories: [Tin tức, Thông báo, 'Gương người tốt, việc tốt']\n"
    files: dict[str, str | bytes] = {
        "content/a.md": article("A", "01/10/2026", category="Tin tức, thông báo"),
        "content/b.md": article("B", "01/10/2026", category="Gương người tốt, việc tốt"),
    }
    assert codes(run(write(tmp_path, {"site.yaml": site, **files}))) == []
    assert [words(a) for a in Page(tmp_path, "/thong-bao/").all(".//*[@class='card-title']/a")] == ["A"]
    assert (tmp_path / "output/guong-nguoi-tot-viec-tot/b/index.html").is_file()


def test_photo_with_decomposed_name_is_found_and_published(tmp_path: Path) -> None:
    import unicodedata

    name = unicodedata.normalize("NFD", "Ảnh lễ hội.jpg")
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/{name}": photo(),
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", photos="\n  - src: Ảnh lễ hội.jpg\n    caption: Lễ hội"),
    }
    report = run(write(tmp_path, files))
    assert (codes(report), report.photos) == ([], 1)
    assert len(list((tmp_path / "output/anh").rglob("anh-le-hoi-*"))) == 3


def test_second_build_waits_for_the_first(tmp_path: Path) -> None:
    write(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026")})
    code = (
        "import sys, pathlib\nfrom ssg.builder import Options, build\n"
        "build(pathlib.Path(sys.argv[1]), Options(), on_wait=lambda began: print('waits', began, flush=True))\n"
        "print('done')"
    )
    with only_one(tmp_path / ".ssg/lock", lambda began: None):
        second = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline().startswith("waits")
        time.sleep(0.3)
        assert second.poll() is None
    rest, _ = second.communicate(timeout=30)
    assert rest == "done\n"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_speak_the_language_of_the_site(tmp_path: Path, language: str) -> None:
    site = f"title: T\nurl: https://t.example\nlanguage: {language}\n"
    run(
        write(
            tmp_path,
            {
                "site.yaml": site,
                "content/news/a.md": article("A", "04/10/2022 09:01", views="1162", event_date="29/9/2022"),
            },
        )
    )
    page = Page(tmp_path, "/tin-tuc/a/")
    meta = page.text(".//*[@class='meta']")
    assert page.one(".//html").get("lang") == language
    if language == "vi":
        assert meta == "Thứ Ba, 04/10/2022 09:01 Thời gian diễn ra: ngày 29/9/2022 Lượt xem: 1.162"
    else:
        assert meta == "Tuesday, 4 October 2022, 09:01 Date of event: 29 September 2022 Views: 1,162"
