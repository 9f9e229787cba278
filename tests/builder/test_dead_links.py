"""Links within the portal that lead nowhere are told, with their line and the nearest address; all others are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, photo, run, settle, tree, write

from ssg.builder import Report

DAY = "01/10/2026"
PORTAL: dict[str, str | bytes] = {
    "site.yaml": "title: Trường THCS Thử\nurl: https://thu.example/thcs\n",
    "content/tin-tuc/a.md": article("A", DAY, "Nội dung."),
    "content/tin-tuc/b.md": article(
        "B", DAY, '## Kết quả đạt được\n\nMột.\n\n<a name="_Toc12"></a>Hai', aliases="[/cu/b.html, '/?p=48']"
    ),
    "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nTrường.\n",
    "content/_static/tep/a.pdf": b"%PDF-1.4\n",
    "content/_static/assets/a.jpg": photo(300, 200),
}


def told(report: Report) -> list[str]:
    found = [p for p in report.problems if p.code.startswith(("link.", "attachment.", "photo."))]
    return [
        f"{p.path.removeprefix('content/')}:{p.line} {p.code} {dict(p.values).get('near', '')}".strip() for p in found
    ]


def linking(folder: Path, body: str) -> list[str]:
    return told(run(write(folder, {**PORTAL, "content/tin-tuc/a.md": article("A", DAY, body)})))


ALIVE = [
    "[x](/tin-tuc/b/)",
    "[x](/tin-tuc/b)",
    "[x](/tin-tuc/b/index.html)",
    "[x](/thcs/tin-tuc/b/)",
    "[x](https://thu.example/thcs/tin-tuc/b/?fbclid=1)",
    "[x](http://www.thu.example/thcs/)",
    "[x](https://thu.example/trang-khac/)",
    "[x](https://khac.example/tin-tuc/khong/)",
    "[x](../b/)",
    "[x](../../gioi-thieu/)",
    "[x](/cu/b.html)",
    "[x](/?p=48)",
    "[x](/?fbclid=2&p=48)",
    "[x](/tin-tuc/)",
    "[x](/feed.xml) [y](/sitemap.xml) [z](/404.html)",
    "[x](/tep/a.pdf) [y](/tep/a.pdf#page=2) [z](/assets/a.jpg)",
    "[x](/tin-tuc/b/#ket-qua-dat-duoc) [y](b.md#ket-qua-dat-duoc) [z](/tin-tuc/b/#_Toc12)",
    "[x](/tin-tuc/b/#muc-ket-qua-dat-duoc) [y](b.md#muc-ket-qua-dat-duoc)",
    "[x](/tin-tuc/#gi-cung-duoc)",
    "[x](#top) [y](#)",
    '<a href="b.md">x</a> <a href="/tin-tuc/b/">y</a>',
    "https://thu.example/thcs/gioi-thieu/",
]
DEAD = {
    "[x](/khong-co/)": "6 link.dead",
    "[x](/tin-tuc/bb/)": "6 link.dead /tin-tuc/b/",
    "Một\n\n[x](/gioi-thieu-truong/)": "8 link.dead /gioi-thieu/",
    "[x](https://www.thu.example/thcs/gioi-thieuu/)": "6 link.dead /gioi-thieu/",
    "[x](http://thu.example/thcs/khong-co/)": "6 link.dead",
    "[x](../khong-co/)": "6 link.dead",
    "[x](khong-co/)": "6 link.dead",
    "[x](/tep/b.pdf)": "6 link.dead /tep/a.pdf",
    "[x](/tin-tuc/b/#ket-qua)": "6 link.anchor ket-qua-dat-duoc",
    "[x](b.md#ket-qua)": "6 link.anchor ket-qua-dat-duoc",
    "[x](#khong)": "6 link.anchor",
    '<p>\n<a href="/khong-co/">x</a></p>': "7 link.dead",
    "[x]\n\n[x]: /khong-co/": "6 link.dead",
    "https://thu.example/thcs/khong-co/": "6 link.dead",
}


def test_what_leads_somewhere_is_not_told(tmp_path: Path) -> None:
    assert linking(tmp_path, "\n\n".join(ALIVE)) == []


def test_what_leads_nowhere_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/tin-tuc/x{n:02}.md": article(f"X{n}", DAY, body) for n, body in enumerate(DEAD)
    }
    report = run(write(tmp_path, {**PORTAL, **files}))
    assert told(report) == [f"tin-tuc/x{n:02}.md:{line}" for n, line in enumerate(DEAD.values())]


def test_addresses_of_site_yaml_and_sources(tmp_path: Path) -> None:
    site = (
        "title: Trường THCS Thử\nurl: https://thu.example/thcs\nmenu:\n  - {title: A, url: /khong-co/}\n"
        "  - {title: B, items: [{title: C, url: 'https://thu.example/thcs/khong-co-2/'}]}\n"
        "  - {title: D, url: /gioi-thieu/}\n"
        "links:\n  - {title: E, url: /gioi-thieuu/}\n  - {title: F, url: 'sms:123'}\n"
        "banners:\n  - {slug: g, title: G, items: [{image: assets/a.jpg, url: /khong/}]}\n"
    )
    body = article("A", DAY, source="{name: X, url: 'https://www.thu.example/thcs/tin-tuc/c/'}")
    report = run(write(tmp_path, {**PORTAL, "site.yaml": site, "content/tin-tuc/a.md": body}))
    assert told(report) == [
        "tin-tuc/a.md:4 link.dead",
        "site.yaml:4 link.dead",
        "site.yaml:5 link.dead",
        "site.yaml:8 link.dead /gioi-thieu/",
        "site.yaml:11 link.dead",
    ]


def test_an_address_of_a_post_that_waits_is_told_as_such_and_shown_without_its_link(tmp_path: Path) -> None:
    portal = write(tmp_path, {**PORTAL, "content/tin-tuc/c.md": article("C", "01/10/2030")})
    assert linking(portal, "[xem](/tin-tuc/c/) [sau](/tin-tuc/c)") == ["tin-tuc/a.md:6 link.hidden"] * 2
    assert "xem sau" in Page(tmp_path, "/tin-tuc/a/").text(".//div[@class='body']/p")


def test_links_are_published_as_they_are_meant(tmp_path: Path) -> None:
    body = (
        "[a](https://www.thu.example/thcs/tin-tuc/b/) "
        "[b](/tin-tuc/b/#muc-ket-qua-dat-duoc) [c](<b.md#Kết quả đạt được>)\n\n"
        '<a href="b.md">d</a> <a href="/gioi-thieu/">e</a> <a href="k 1.pdf">f</a>\n\n'
        '![Lễ](/assets/a.jpg "Lễ chào cờ")\n'
    )
    files: dict[str, str | bytes] = {
        **PORTAL,
        "content/tin-tuc/a.md": article("A", DAY, body),
        "content/tin-tuc/k 1.pdf": b"%PDF-1.4\n",
    }
    assert told(run(write(tmp_path, files))) == []
    page = Page(tmp_path, "/tin-tuc/a/")
    wanted = ["b/", "b/#ket-qua-dat-duoc", "b/#ket-qua-dat-duoc", "b/", "../gioi-thieu/", "a/k-1.pdf"]
    hrefs = page.hrefs(".//div[@class='body']//p/a")
    assert hrefs == [f"/thcs/tin-tuc/{w}".replace("/tin-tuc/../", "/") for w in wanted]
    image = page.one(".//figure//img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("/thcs/assets/a.jpg", "300", "200")
    assert page.text(".//figcaption") == "Lễ chào cờ"
    assert not list((tmp_path / "output").glob("anh/**/*.jpg"))


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("[x](/tin-tuc/moi/)", {"content/tin-tuc/moi.md": article("Mới", DAY)}, []),
        ("[x](/tep/b.pdf)", {"content/_static/tep/b.pdf": b"%PDF-1.4\n"}, []),
        ('<a href="k.pdf">x</a>', {"content/tin-tuc/k.pdf": b"%PDF-1.4\n"}, []),
        ("[x](b.md#ket-qua-dat-duoc)", {"content/tin-tuc/b.md": article("B", DAY)}, ["tin-tuc/a.md:6 link.anchor"]),
        ("[x](/tin-tuc/b/#ket)", {"content/tin-tuc/b.md": article("B", DAY, "## Kết")}, []),
        ("Một", {"content/tin-tuc/a.md": article("A", DAY, "[x](/khong-co/)")}, ["tin-tuc/a.md:6 link.dead"]),
    ],
    ids=range(6),
)
def test_what_changes_elsewhere_changes_what_is_told(
    before: str, edit: dict[str, str | bytes], after: list[str], tmp_path: Path
) -> None:
    portal = write(tmp_path / "a", {**PORTAL, "content/tin-tuc/a.md": article("A", DAY, before)})
    settle(portal)
    run(portal)
    write(portal, edit)
    assert told(run(portal)) == after
    made = tree(portal)
    assert told(run(portal, clean=True)) == after
    assert tree(portal) == made
