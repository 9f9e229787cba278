"""A small edit is built from the portal that stands, and the result is that of a clean build."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from newskit import TOPICS, story
from sitekit import NOW, article, codes, photo, run, settle, tree, write

from ssg.base.cache import cache_file
from ssg.builder import rereading, touching, work
from ssg.builder.desk import Job
from ssg.content.recalled import Recalled

SITE = """\
title: Trường THCS Thử
url: https://thu.example
units: [{slug: truong, name: Trường THCS Thử, kind: school}]
categories: [{slug: tin-tuc, name: Tin tức}, {slug: thong-bao, name: Thông báo}]
lists: {page_size: 20, related: 3}
blocks: [most-read, newest]
counters: {logs: [access.log*]}
"""
LINE = '203.0.113.9 - - [01/Nov/2026:0{hour}:00:00 +0000] "GET {url} HTTP/1.1" 200 1234 "-" "Mozilla/5.0 Firefox/130"\n'


def post(at: int, text: str = "", title: str = "", **keys: str) -> str:
    """Return one of the portal's articles; those below 210 are of years gone by."""
    day = dt.date(2023, 1, 1) + dt.timedelta(days=at) if at < 210 else dt.date(2026, 8, 1) + dt.timedelta(days=at - 210)
    topic = list(TOPICS)[at % len(TOPICS)]
    words = text or story(topic, at, 60)
    return article(title or f"Bài số {at}", f"{day} 08:00", words, **{"unit": "truong", "summary": "Tóm tắt.", **keys})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of years."""
    folder = tmp_path_factory.mktemp("portal")
    files: dict[str, str | bytes] = {f"content/tin-tuc/bai-{at}.md": post(at) for at in range(240)}
    files["content/tin-tuc/nhap.md"] = post(239, draft="true")
    files["content/gioi-thieu.md"] = "---\ntitle: Giới thiệu\n---\n\nTrường.\n"
    return write(folder, {"site.yaml": SITE, **files})


@pytest.fixture(autouse=True)
def _many_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the portal keep the basis of its texts as larger ones do."""
    monkeypatch.setattr("ssg.site.related.SMALL", 200)


@pytest.fixture
def portal(made: Path, tmp_path: Path) -> Path:
    """A copy of it that was built."""
    for path in made.rglob("*"):
        if path.is_file():
            write(tmp_path, {path.relative_to(made).as_posix(): path.read_bytes()})
    visit(tmp_path, hour=0)
    settle(tmp_path)
    assert not codes(run(tmp_path))
    return tmp_path


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Every build that opened the portal anew."""
    begun: list[Job] = []
    real = work._build_anew

    def note(job: Job) -> Any:
        begun.append(job)
        return real(job)

    monkeypatch.setattr(work, "_build_anew", note)
    return begun


def clean(folder: Path) -> dict[str, bytes]:
    """Return what a clean build makes of a portal, with the same state."""
    run(folder, clean=True)
    return tree(folder)


def rewrite(at: int, **keys: str) -> Callable[[Path], object]:
    return lambda folder: write(folder, {f"content/tin-tuc/bai-{at}.md": post(at, **keys)})


def visit(folder: Path, hour: int = 1) -> None:
    """Note a reader in the access log."""
    with (folder / "access.log").open("a") as log:
        log.write(LINE.format(hour=hour, url="/tin-tuc/bai-233/"))


def add(at: int, name: str = "tin-tuc/moi.md", text: str = "", **keys: str) -> Callable[[Path], object]:
    """Write an article that was not there, of a text of its own."""
    text = text or story("van-nghe", 7000 + at, 60)
    return lambda folder: write(folder, {f"content/{name}": post(at, text, f"Bài mới {at}", **keys)})


def add_with_photos(folder: Path) -> None:
    shown = "\n  - {src: a.jpg, caption: Một}\n  - {src: anh/b.jpg, caption: Hai}"
    add(236, "tin-tuc/le-hoi/index.md", photos=shown, attachments="[ke-hoach.pdf]")(folder)
    files = {
        "a.jpg": photo(),
        "anh/b.jpg": photo(colour="#27c"),
        "ke-hoach.pdf": b"%PDF-1.4\n",
    }
    write(folder, {f"content/tin-tuc/le-hoi/{name}": data for name, data in files.items()})


def add_some(folder: Path) -> None:
    for at in (240, 241, 242):
        add(at, f"thong-bao/moi-{at}.md", tags="[thi đua, Đội]")(folder)
    rewrite(231, title="Tên khác nữa")(folder)
    visit(folder)


SMALL = {
    "a new article, the newest": (add(246), "/"),
    "a new article among the others": (add(225), "/tin-tuc/bai-226/"),
    "a new article of its own month": (add(300), "/"),
    "a new article in new lists": (
        add(237, tags="[thi đua]", author="Ngọc Hà", event_date="05/09/2026 - 07/10/2026"),
        "/so-do-trang/",
    ),
    "a new article with photos": (add_with_photos, "/"),
    "a new article whose text asks for none": (add(238, text="Ngắn."), "/"),
    "some new articles, an edit and a reader": (add_some, "/"),
    "a body": (rewrite(231, text=story("y-te", 5000, 60)), "/tin-tuc/bai-231/"),
    "a text of years gone by": (rewrite(5, text=story("y-te", 5000, 60)), "/tin-tuc/bai-5/"),
    "a new article of years gone by": (add(15), "/tin-tuc/bai-16/"),
    "a comma": (rewrite(231, text=story("y-te", 231, 60) + ","), "/tin-tuc/bai-231/"),
    "a title": (rewrite(239, title="Tên khác"), "/"),
    "a summary": (rewrite(239, summary="Tóm tắt khác."), "/"),
    "a correction": (rewrite(230, correction="Đã sửa số liệu."), "/tin-tuc/bai-230/"),
    "a reader": (visit, "/tin-tuc/bai-233/"),
}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_edit_goes_on_from_what_stands(portal: Path, anew: list[Job], name: str) -> None:
    edit, url = SMALL[name]
    edit(portal)
    before = tree(portal)
    report = run(portal, NOW + dt.timedelta(minutes=9))
    assert not anew
    after = tree(portal)
    shown = url.lstrip("/") + "index.html"
    assert after[shown] != before[shown]
    assert report.written == sum(data != before.get(path) for path, data in after.items())
    assert report.written + report.kept == len(after)
    assert after == clean(portal)


LARGE: dict[str, Callable[[Path], object]] = {
    "a date": lambda folder: write(folder, {"content/tin-tuc/bai-239.md": post(238, title="Bài số 239")}),
    "a slug": rewrite(231, slug="ten-khac"),
    "a category": rewrite(231, category="thong-bao"),
    "a tag": rewrite(231, tags="[thi đua]"),
    "a photo that no article shows": lambda folder: write(folder, {"content/tin-tuc/thua.jpg": photo(90)}),
    "a copy": lambda folder: write(folder, {"content/tin-tuc/bai-231 - Copy.md": post(231)}),
    "a photo": lambda folder: write(
        folder, {"content/tin-tuc/a.jpg": photo(), "content/tin-tuc/bai-231.md": post(231, text="![Ảnh](a.jpg)")}
    ),
    "a new article with the text of another": lambda folder: write(
        folder, {"content/tin-tuc/moi.md": post(231, title="Mới")}
    ),
    "a new article with a slug in use": add(231, "thong-bao/bai-231.md"),
    "a new article with an old address": add(231, aliases="[/cu/moi/]"),
    "a new article that is for later": add(231, draft="true"),
    "a new article of next year": lambda folder: write(
        folder, {"content/tin-tuc/moi.md": article("Sắp tới", "01/01/2027 08:00")}
    ),
    "a new article that has an error": add(231, tags="[thi đua"),
    "a new article that picks one unknown": add(231, related="[khong-co]"),
    "a new standing page": lambda folder: write(folder, {"content/lien-he.md": "---\ntitle: Liên hệ\n---\n\nSố.\n"}),
    "a new article in a folder of another's own": add(231, "tin-tuc/bai-230/phu.md"),
    "a new article in place of another": lambda folder: add(231)(
        (folder / "content/tin-tuc/bai-232.md").rename(folder / "cu.md").parent
    ),
    "an article gone": lambda folder: (folder / "content/tin-tuc/bai-231.md").unlink(),
    "a draft that is ready": lambda folder: write(folder, {"content/tin-tuc/nhap.md": post(239, title="Nháp")}),
    "an error": rewrite(231, tags="[thi đua"),
    "site.yaml": lambda folder: write(folder, {"site.yaml": SITE + "motto: Vui\n"}),
    "the portal's file gone": lambda folder: (folder / ".ssg/cache/portal").unlink(),
    "the portal's file damaged": lambda folder: (folder / ".ssg/cache/portal").write_bytes(b"x"),
    "the mark damaged": lambda folder: (folder / ".ssg/cache/portal.json").write_bytes(b"{}"),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_moves_anything_is_built_anew(portal: Path, anew: list[Job], name: str) -> None:
    rewrite(230, text="Thêm chữ.")(portal)
    LARGE[name](portal)
    run(portal)
    assert len(anew) == 1
    assert tree(portal) == clean(portal)


def test_edits_one_after_the_other_and_back_again(portal: Path, anew: list[Job]) -> None:
    rng = random.Random(7)
    first = tree(portal)
    for turn in range(6):
        at = rng.choice([211, 215, 219])
        rewrite(at, text=story(rng.choice(list(TOPICS)), 9000 + turn, 60))(portal)
        run(portal)
    assert not anew
    made = tree(portal)
    assert made == clean(portal) != first
    for at in (211, 215, 219):
        rewrite(at)(portal)
    anew.clear()
    run(portal)
    assert not anew
    assert tree(portal) == first


def test_a_page_that_was_spoilt_is_mended_beside_the_edit(portal: Path, anew: list[Job]) -> None:
    page = portal / "output/tin-tuc/bai-100/index.html"
    page.write_text("hỏng")
    rewrite(231, text=story("y-te", 231, 60) + ",")(portal)
    rewrite(231, correction="Đã sửa.")(portal)
    report = run(portal)
    assert not anew
    assert report.written == 2
    assert tree(portal) == clean(portal)


def test_problems_of_an_edited_text_are_told_anew_and_the_others_again(portal: Path, anew: list[Job]) -> None:
    rewrite(230, text="[xem](nhap.md)")(portal)
    rewrite(231, text="[xem](nhap.md)")(portal)
    assert [p.line for p in run(portal).problems if p.code == "link.hidden"] == [8, 8]
    rewrite(231, text="Một.\n\n[xem](nhap.md)")(portal)
    anew.clear()
    assert [p.line for p in run(portal).problems if p.code == "link.hidden"] == [8, 10]
    rewrite(231, text="Một.")(portal)
    assert [p.path for p in run(portal).problems if p.code == "link.hidden"] == ["content/tin-tuc/bai-230.md"]
    assert not anew


def test_a_text_lost_from_the_memory_is_read_again(portal: Path, anew: list[Job]) -> None:
    cache_file(portal / ".ssg/cache").unlink()
    (portal / "output/tin-tuc/bai-100/index.html").unlink()
    visit(portal)
    run(portal)
    assert not anew
    assert tree(portal) == clean(portal)


def test_a_nights_counts_open_only_the_articles_that_lists_beside_the_text_show(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = Recalled._recall

    def note(self: Recalled, path: str) -> Any:
        opened.append(path)
        return real(self, path)

    monkeypatch.setattr(Recalled, "_recall", note)
    visit(portal, hour=2)
    assert 0 < run(portal).written < 30
    assert 0 < len(opened) < 60


def test_a_day_of_edits_does_not_make_each_build_slower(
    portal: Path, anew: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = rereading.read_changed

    def note(desk: Any, shelf: Any, paths: Any, published: Any) -> Any:
        read.append(len(paths))
        return real(desk, shelf, paths, published)

    monkeypatch.setattr(touching, "read_changed", note)
    for at in range(212, 232):
        rewrite(at, text=story(list(TOPICS)[at % len(TOPICS)], 8000 + at, 60))(portal)
        assert run(portal).written >= 1
    assert max(read) <= touching.PENDING + 1
    assert len(read) == 20
    assert not anew
    assert tree(portal) == clean(portal)
