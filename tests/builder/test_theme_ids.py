"""Ids of the page around a text: each is known by name, so that no id in a text is one of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from sitekit import FOOTER, Page, article, codes, photo, run, tree, write

from ssg.content.parsed import THEME_IDS

SITE = """\
title: Trường THCS Thử
url: https://thu.example
theme: {theme}
welcome: Chào mừng
rating: có
menu: [tin-tuc, {{title: Thêm, items: [gioi-thieu]}}]
units: [{{slug: chi-bo, name: Chi bộ, kind: committee, theme: committee}}, {{slug: to, name: Tổ Toán}}]
categories: [{{slug: tin-tuc, name: Tin tức}}]
threads: [{{slug: trai, name: Trại hè}}]
blocks: [most-read, newest, featured, photos, links, statistics, unit-card, {{list: tin-tuc}}]
links: [{{title: Bộ, url: 'https://moet.gov.vn'}}]
"""
_ID = re.compile(r'<[a-zA-Z][^<>]*? id="([^"]*)"')


@pytest.fixture(params=["school", "committee"])
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    keys = {
        "tags": "[Hè]",
        "author": "Lê Thị Én",
        "thread": "trai",
        "event_date": "30/9/2026",
        "attachments": "[q.pdf]",
    }
    files: dict[str, str | bytes] = {
        "site.yaml": SITE.format(theme=request.param) + FOOTER,
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nChữ.\n",
        "content/tin-tuc/a.jpg": photo(),
        "content/tin-tuc/q.pdf": b"%PDF-1.4\n%%EOF\n",
    }
    for n, unit in enumerate(("chi-bo", "to", "to")):
        files[f"content/tin-tuc/bai-{n}.md"] = article(
            f"Bài {n}", f"0{n + 1}/10/2026 08:00", f"Chữ thứ {n}.", unit=unit, photos="[a.jpg]", **keys
        )
    return write(tmp_path, files)


def test_the_ids_of_themes_are_known(portal: Path) -> None:
    assert codes(run(portal)) == []
    found: set[str] = set()
    for path, data in tree(portal).items():
        if path.endswith(".html"):
            ids = Counter(_ID.findall(data.decode()))
            assert [name for name, count in ids.items() if count > 1] == [], path
            found |= set(ids)
    assert "main" in found
    assert "rating-prompt" in found
    assert found <= THEME_IDS


def test_no_id_in_a_text_is_one_of_a_theme(portal: Path) -> None:
    names = sorted(THEME_IDS)
    raw = "\n\n".join(f'<h2 id="{name}">Mục {name}</h2>\n\n<a name="{name}"></a>[đến](#{name})' for name in names)
    headings = "\n\n".join(f"## {name.replace('-', ' ')}" for name in names)
    write(portal, {"content/tin-tuc/bai-2.md": article("Bài 2", "03/10/2026 08:00", f"{raw}\n\n{headings}")})
    assert codes(run(portal)) == []
    page = (portal / "output/tin-tuc/bai-2/index.html").read_text(encoding="utf-8")
    ids = Counter(_ID.findall(page))
    assert max(ids.values()) == 1
    body = {name for name in ids if name not in THEME_IDS}
    assert {f"muc-{name}" for name in names} <= body
    led = [href for href in Page(portal, "/tin-tuc/bai-2/").hrefs() if href.startswith("#muc-")]
    # browsers take #top for the top of the page, whatever a text calls so
    assert led == [f"#muc-{name}" for name in names if name != "top"]
