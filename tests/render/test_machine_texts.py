"""Texts that programs read: no signs made for the eye, whole syllables, dates with a zone, true dates of change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from machinekit import graph
from sitekit import Page, article, codes, photo, run, tree, write

YEARS = "Lễ khai giảng năm học 2025 - 2026"
TIED = "2025\u00a0-\u2060\u00a02026"
LONG = " ".join(["Hội nghị tổng kết năm học"] * 6)


def test_signs_for_the_eye_stand_in_visible_text_only(tmp_path: Path) -> None:
    keys = {
        "summary": f"Tóm tắt: {YEARS}.",
        "event_date": "05/09/2025",
        "place": "Sân 2025 - 2026",
        "photos": "\n  - {src: a.jpg, caption: Ảnh 2025 - 2026}",
        "album_title": f"Ảnh {YEARS}",
        "tags": "[2025 - 2026]",
        "author": "Tổ 2025 - 2026",
    }
    write(tmp_path, {"content/tin-tuc/a/index.md": article(YEARS, "05/09/2025", **keys)})
    write(tmp_path, {"content/tin-tuc/a/a.jpg": photo(), "content/tin-tuc/b.md": article("Bài sau", "06/09/2025")})
    run(tmp_path)
    page = Page(tmp_path, "/tin-tuc/a/")
    assert (page.one(".//h1").text or "").endswith(TIED)
    assert TIED in "".join(page.one(".//p[@class='summary']").itertext())
    seen = 0
    for name, data in tree(tmp_path).items():
        if name.endswith((".xml", ".ics", ".txt", ".json", ".webmanifest")):
            assert not re.search("[\u00a0\u2060]", data.decode()), name
        if not name.endswith(".html"):
            continue
        text = data.decode()
        seen += text.count(TIED)
        head = text[: text.find("</head>") + 1] + "".join(re.findall(r"<script.*?</script>", text, re.DOTALL))
        attributes = "".join(re.findall(r"<[^>]*>", text))
        assert not re.search("[\u00a0\u2060]|%C2%A0|%E2%81%A0", head + attributes), name
    assert seen > 10
    assert page.one(".//title").text == f"{YEARS} | Trường THCS Thử"
    feed = (tmp_path / "output/feed.xml").read_text()
    assert f"<title>{YEARS}</title>" in feed
    assert graph(tmp_path, "/tin-tuc/a/")["NewsArticle"]["headline"] == YEARS


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (LONG, " ".join(["Hội nghị tổng kết năm học"] * 4) + " Hội…"),
        ("A" * 200, "A" * 109 + "…"),
        ("Ngắn", "Ngắn"),
    ],
)  # fmt: skip
def test_headlines_end_at_a_syllable(tmp_path: Path, title: str, headline: str) -> None:
    write(tmp_path, {"content/tin-tuc/a.md": article(title, "05/09/2025", "Lời. " + "nghiêng " * 200)})
    run(tmp_path)
    news = graph(tmp_path, "/tin-tuc/a/")["NewsArticle"]
    assert len(headline) <= 110
    assert news["headline"] == headline
    assert news["description"].endswith("…")
    assert news["description"].rstrip("…").endswith("nghiêng")


@pytest.mark.parametrize(
    ("dates", "published", "modified"),
    [
        ("2025-09-05", "2025-09-05T00:00:00+07:00", "2025-09-05T00:00:00+07:00"),
        ("05/09/2025 07:30\nupdated: 06/09/2025", "2025-09-05T07:30:00+07:00", "2025-09-06T00:00:00+07:00"),
        ("06/09/2025 07:30\nupdated: 06/09/2025", "2025-09-06T07:30:00+07:00", "2025-09-06T07:30:00+07:00"),
    ],
)  # fmt: skip
def test_bare_dates_have_the_portals_zone(tmp_path: Path, dates: str, published: str, modified: str) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", dates)}))
    news = graph(tmp_path, "/tin-tuc/a/")["NewsArticle"]
    assert (news["datePublished"], news["dateModified"]) == (published, modified)
    assert Page(tmp_path, "/tin-tuc/a/").one(".//meta[@property='article:published_time']").get("content") == published


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ("05/9/2025", "2025-09-05T00:00:00+07:00", None),
        ("7h30 ngày 05/9/2025", "2025-09-05T07:30:00+07:00", None),
        ("{from: 2025-09-05, to: 2025-09-07}", "2025-09-05T00:00:00+07:00", "2025-09-07T23:59:59+07:00"),
        ("tháng 9/2025", "2025-09-01T00:00:00+07:00", "2025-09-30T23:59:59+07:00"),
    ],
)  # fmt: skip
def test_events_have_the_portals_zone(tmp_path: Path, event: str, start: str, end: str | None) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "2025-09-01", event_date=event)}))
    told = graph(tmp_path, "/tin-tuc/a/")["Event"]
    assert (told["startDate"], told.get("endDate")) == (start, end)


def lastmods(folder: Path) -> dict[str, str]:
    """Return what the sitemap tells of each page: path → lastmod, "" for none."""
    text = (folder / "output/sitemap.xml").read_text()
    found = re.findall(r"<url><loc>https://thu.example(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?", text)
    return dict(found)


def test_sitemaps_tell_when_pages_changed(tmp_path: Path) -> None:
    write(tmp_path, {
        "content/tin-tuc/cu.md": article("Cũ", "2025-09-01", updated="2026-10-05 08:00"),
        "content/tin-tuc/moi.md": article("Mới", "2026-10-01", tags="[hè]"),
        "content/tin-tuc/mai.md": article("Có ngày cập nhật còn ở phía trước", "2024-01-02", updated="2030-01-01"),
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nLời.\n",
    })  # fmt: skip
    run(tmp_path)
    told = lastmods(tmp_path)
    assert told["/tin-tuc/cu/"] == told["/tin-tuc/"] == told["/"] == "2026-10-05T08:00:00+07:00"
    assert told["/tin-tuc/moi/"] == told["/tu-khoa/he/"] == told["/luu-tru/2026/"] == "2026-10-01"
    assert told["/tin-tuc/mai/"] == told["/luu-tru/2024/01/"] == "2024-01-02"
    assert told["/gioi-thieu/"] == ""


def test_an_edit_of_the_date_of_change_reaches_the_sitemap(tmp_path: Path) -> None:
    files = {f"content/tin-tuc/{n}.md": article(f"Bài {n}", "2025-09-01") for n in range(4)}
    run(write(tmp_path, files))
    write(tmp_path, {"content/tin-tuc/1.md": article("Bài 1", "2025-09-01", updated="2026-10-05")})
    assert codes(run(tmp_path)) == []
    assert lastmods(tmp_path)["/tin-tuc/1/"] == lastmods(tmp_path)["/"] == "2026-10-05"
    after = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == after
