"""The portal in memory: what it answers, what it tells, and that it outlives whatever is done to its files."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from memorykit import peak_bytes
from PIL import Image
from sitekit import NOW, article, photo, run, write

from ssg.base.errors import SsgError
from ssg.preview.protocol import NEWS
from ssg.preview.studio import Studio, open_studio

SITE = """\
title: Trường THCS Thử
url: https://thu.example/truong
categories: [{slug: tin-tuc, name: Tin tức}]
lists: {page_size: 5}
"""
BASE = "/truong"


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def studio(tmp_path: Path, clock: Clock) -> Iterator[Studio]:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        "content/tin-tuc/anh.jpg": photo(800, 600),
        "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00", "Chữ của A.", photos="[anh.jpg]"),
        "content/tin-tuc/b.md": article("Bài B", "02/10/2026 08:00", "Chữ của B, một hai ba."),
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nTrường.\n",
    }
    one = open_studio(write(tmp_path, files), clock, drafts=False)
    assert one.settle(30)
    yield one
    one.close()


def text(studio: Studio, url: str) -> str:
    return studio.answer(BASE + url).body.decode()


def save(studio: Studio, name: str, data: str) -> bool:
    write(studio.root, {name: data})
    return studio.refresh([name])


def codes(studio: Studio) -> list[str]:
    return [p.code for p in studio.problems if p.is_error]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/truong/", 200, "text/html; charset=utf-8"),
        ("/truong/tin-tuc/a/", 200, "text/html; charset=utf-8"),
        ("/truong/tin-tuc/a/index.html", 200, "text/html; charset=utf-8"),
        ("/truong/tin-tuc/a", 301, ""),
        ("/", 301, ""),
        ("/truong", 301, ""),
        ("/khac/", 301, ""),
        ("/truong/rss.xml", 200, "application/xml; charset=utf-8"),
        ("/truong/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/truong/khong-co/", 404, "text/html; charset=utf-8"),
        ("/truong/../site.yaml", 404, "text/html; charset=utf-8"),
        ("/truong/404.html", 200, "text/html; charset=utf-8"),
    ],
)
def test_answers(studio: Studio, path: str, status: int, kind: str) -> None:
    answer = studio.answer(path)
    assert answer.status == status
    assert not kind or answer.kind == kind
    assert status != 301 or answer.location in ("/truong/", "/truong/tin-tuc/a/")


def test_photos_come_at_once_and_then_as_they_are_published(studio: Studio) -> None:
    source = next(part for part in text(studio, "/tin-tuc/a/").split('"') if part.endswith(".jpg") and "/anh/" in part)
    url = "/truong" + source.partition("/truong")[2]
    first = studio.answer(url)
    assert (first.status, first.kind) == (200, "image/jpeg")
    assert studio.settle(30)
    run(studio.root)
    assert studio.answer(url).body == (studio.root / "output" / url.removeprefix("/truong/")).read_bytes()


def test_notes_tell_of_the_article(studio: Studio) -> None:
    notes = studio.answer("/truong/tin-tuc/a/").notes
    assert notes
    assert (notes.source, notes.words, notes.uncaptioned) == ("content/tin-tuc/a.md", 3, 1)
    assert notes.edited
    assert studio.answer("/truong/").notes is None


def test_an_edit_is_shown_and_the_same_bytes_again_are_no_news(studio: Studio) -> None:
    told = article("Bài A", "01/10/2026 08:00", "Chữ mới.")
    assert save(studio, "content/tin-tuc/a.md", told)
    assert "Chữ mới." in text(studio, "/tin-tuc/a/")
    assert studio.settle(30)
    assert not save(studio, "content/tin-tuc/a.md", told)
    assert save(studio, "content/tin-tuc/b.md", article("Tên khác", "02/10/2026 08:00", "Chữ của B, một hai ba."))
    assert "Tên khác" in text(studio, "/")


def test_a_broken_article_stays_as_it_was_and_is_told_until_it_is_mended(studio: Studio) -> None:
    good = text(studio, "/tin-tuc/a/")
    assert save(studio, "content/tin-tuc/a.md", "---\ntitle: Hỏng\ndate: [\n---\n")
    assert text(studio, "/tin-tuc/a/") == good
    notes = studio.answer("/truong/tin-tuc/a/").notes
    assert notes
    assert [p.is_error for p in notes.problems] == [True]
    assert [(p.path, p.is_error) for p in studio.problems if p.is_error] == [("content/tin-tuc/a.md", True)]
    assert not save(studio, "content/tin-tuc/a.md", "---\ntitle: Hỏng\ndate: [\n---\n")
    save(studio, "content/tin-tuc/c.md", article("Bài C", "03/10/2026"))
    assert codes(studio)  # also after everything was opened anew
    assert text(studio, "/tin-tuc/a/") != ""
    assert "Chữ của A." in text(studio, "/tin-tuc/a/")
    assert save(studio, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", "Lành lại."))
    assert codes(studio) == []
    assert "Lành lại." in text(studio, "/tin-tuc/a/")


def test_new_moved_and_deleted_articles(studio: Studio) -> None:
    save(studio, "content/tin-tuc/c.md", article("Bài C", "03/10/2026"))
    assert "Bài C" in text(studio, "/")
    (studio.root / "content/tin-tuc/c.md").unlink()
    assert studio.refresh(["content/tin-tuc/c.md"])
    gone = studio.answer("/truong/tin-tuc/c/")
    assert gone.status == 404
    assert "Bài “Bài C” từng ở địa chỉ này" in gone.body.decode()
    assert "từng ở địa chỉ này" not in text(studio, "/khong-bao-gio-co/")
    save(studio, "content/tin-tuc/c.md", article("Bài C", "03/10/2026"))
    assert studio.answer("/truong/tin-tuc/c/").status == 200


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("site.yaml", "title: [", "fm.syntax"),
        ("site.yaml", "tilte: Sai\n", ""),
        ("themes/school/theme.yaml", "extends: khong-co\n", ""),
        ("themes/school/templates/article.html", "{% if %}", "theme.syntax"),
    ],
)
def test_what_is_broken_is_told_and_what_was_there_stays(studio: Studio, name: str, data: str, code: str) -> None:
    good = text(studio, "/tin-tuc/a/")
    if name.startswith("themes/") and not name.endswith("theme.yaml"):
        write(studio.root, {"themes/school/theme.yaml": "extends: base\n"})
    assert save(studio, name, data)
    assert codes(studio)
    assert not code or code in codes(studio)
    assert text(studio, "/tin-tuc/a/") == good
    write(studio.root, {"site.yaml": SITE})
    if name.startswith("themes/"):
        shutil.rmtree(studio.root / "themes")
    assert studio.refresh([])
    assert codes(studio) == []
    assert text(studio, "/tin-tuc/a/") == good


def test_site_yaml_and_content_may_go_and_come_back(studio: Studio) -> None:
    good = text(studio, "/")
    for name in ("site.yaml", "content"):
        (studio.root / name).rename(studio.root / "da-doi-ten")
        studio.refresh([name])
        assert studio.answer("/truong/").status == 200
        (studio.root / "da-doi-ten").rename(studio.root / name)
        studio.refresh([name])
        assert text(studio, "/") == good
        assert codes(studio) == []


def test_a_photo_that_turns_out_broken_is_told(studio: Studio) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(out, "PNG")
    write(studio.root, {"content/tin-tuc/hong.png": out.getvalue()[:20_000]})
    told = article("Bài B", "02/10/2026 08:00", "Chữ của B.", photos="[hong.png]")
    assert studio.refresh(["content/tin-tuc/hong.png"])
    assert save(studio, "content/tin-tuc/b.md", told)
    assert "/anh/" in text(studio, "/tin-tuc/b/")
    assert studio.settle(30)
    assert studio.refresh([NEWS])
    assert "photo.broken" in codes(studio)
    assert "/anh/" not in text(studio, "/tin-tuc/b/")
    run(studio.root)
    assert not (studio.root / "output/tin-tuc/b").exists()


def test_the_day_ends_and_a_scheduled_article_comes_due(studio: Studio, clock: Clock) -> None:
    save(studio, "content/tin-tuc/c.md", article("Bài C", "01/11/2026 15:00"))
    assert studio.answer("/truong/tin-tuc/c/").status == 404
    clock.now = NOW + dt.timedelta(hours=9)
    assert studio.answer("/truong/tin-tuc/c/").status == 200


def test_sources_are_those_of_the_portal_alone(studio: Studio) -> None:
    assert studio.source("site.yaml") == SITE
    for path in ("../x", "/etc/passwd", "content", "content/khong-co.md"):
        assert studio.source(path) == ""


def test_a_portal_that_cannot_be_read_at_all_is_not_opened(tmp_path: Path, clock: Clock) -> None:
    write(tmp_path, {"site.yaml": "title: ["})
    with pytest.raises(SsgError):
        open_studio(tmp_path, clock, drafts=False)


def test_hundreds_of_saves_leave_nothing_behind(studio: Studio) -> None:
    def edit(turn: int) -> None:
        save(studio, "content/tin-tuc/a.md", article("Bài A", "01/10/2026 08:00", f"Chữ thứ {turn}. " * 40))
        studio.answer("/truong/tin-tuc/a/")

    for turn in range(200):  # until caches of SQLite and of Python are as large as they become
        edit(turn)
    gc.collect()
    before = held()
    for turn in range(200, 400):
        edit(turn)
    gc.collect()
    assert "Chữ thứ 399." in text(studio, "/tin-tuc/a/")
    assert held() < before * 1.05


def held() -> int:
    """Return the bytes of memory that this process holds."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return peak_bytes()
    return pages * os.sysconf("SC_PAGESIZE")
