"""Feeds as programs read them: valid, with pictures, for every list that people follow; photos in the sitemap."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from sitekit import Page, article, codes, photo, run, tree, write

KEYS = {"tags": "[Khai giảng]", "author": "Lê Thị Én", "thread": "40-nam", "photos": "\n  - {src: a.jpg, alt: Sân}"}
SITE = """title: Trường THCS Thử
url: https://thu.example
threads: [{slug: 40-nam, name: 40 năm}]
"""
TITLES = {
    "/": "Trường THCS Thử: tin mới",
    "/tin-tuc/": "Trường THCS Thử - Tin tức",
    "/tu-khoa/khai-giang/": "Trường THCS Thử - Từ khóa: Khai giảng",
    "/tac-gia/le-thi-en/": "Trường THCS Thử - Bài viết của Lê Thị Én",
    "/dong-su-kien/40-nam/": "Trường THCS Thử - Dòng sự kiện: 40 năm",
}


def portal(folder: Path) -> Path:
    write(folder, {"site.yaml": SITE, "content/tin-tuc/a/a.jpg": photo(1200, 900)})
    write(folder, {"content/tin-tuc/a/index.md": article("Bài A", "05/09/2025", "Lời.", **KEYS)})
    return write(folder, {"content/tin-tuc/b.md": article("Bài B & <b>", "04/09/2025", "Lời khác.")})


def read(folder: Path, path: str) -> Any:
    """Return a feed as a reader's program has it; it must be sound."""
    found = feedparser.parse((folder / "output" / path.lstrip("/")).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("page", TITLES)
@pytest.mark.parametrize(("name", "version"), [("feed.xml", "atom10"), ("rss.xml", "rss20")])
def test_lists_have_feeds_with_pictures(tmp_path: Path, page: str, name: str, version: str) -> None:
    assert codes(run(portal(tmp_path))) == []
    feed = read(tmp_path, page + name)
    assert (feed.version, feed.feed.title) == (version, TITLES[page])
    entry = feed.entries[0]
    assert entry.title == "Bài A"
    [enclosure] = entry.enclosures
    published = (tmp_path / "output" / enclosure.href.removeprefix("https://thu.example/")).read_bytes()
    assert (enclosure.type, int(enclosure.length)) == ("image/jpeg", len(published))
    [media] = entry.media_content
    assert (media["url"], media["type"], media["width"], media["height"]) == (
        enclosure.href,
        "image/jpeg",
        "960",
        "720",
    )
    assert media["filesize"] == str(len(published))
    assert page + name in Page(tmp_path, page).hrefs(".//link[@rel='alternate']")


def test_articles_without_a_picture_have_none(tmp_path: Path) -> None:
    run(portal(tmp_path))
    for name in ("feed.xml", "rss.xml"):
        entry = read(tmp_path, f"/{name}").entries[1]
        assert (entry.title, entry.enclosures, "media_content" in entry) == ("Bài B & <b>", [], False)
        assert entry.published_parsed is not None


def test_a_photo_that_comes_later_reaches_the_feeds_as_in_a_clean_build(tmp_path: Path) -> None:
    run(portal(tmp_path))
    write(tmp_path, {"content/tin-tuc/c/c.jpg": photo(colour="#a26")})
    photos = "\n  - {src: c.jpg, alt: C}"
    write(tmp_path, {"content/tin-tuc/c/index.md": article("Bài C", "06/09/2025", "C.", tags="[mới]", photos=photos)})
    run(tmp_path)
    assert len(read(tmp_path, "/tu-khoa/moi/rss.xml").entries[0].enclosures) == 1
    write(tmp_path, {"content/tin-tuc/b.md": article("Bài B", "04/09/2025", "Khác.")})
    run(tmp_path)
    after = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == after


def test_the_sitemap_names_the_photos_of_articles(tmp_path: Path) -> None:
    run(portal(tmp_path))
    text = (tmp_path / "output/sitemap.xml").read_text()
    told = {
        url: re.findall("<image:loc>(.*?)</image:loc>", rest) for url, rest in re.findall("<loc>(.*?)</loc>(.*)", text)
    }
    [image] = told.pop("https://thu.example/tin-tuc/a/")
    assert (tmp_path / "output" / image.removeprefix("https://thu.example/")).is_file()
    assert not any(told.values())
