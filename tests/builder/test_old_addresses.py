"""Old addresses: which may be given out, where each leads, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import NOW, article, codes, run, tree, write

from ssg.builder import Report
from ssg.builder.looking import look

SITE = "title: T\nurl: https://thu.example\nfooter: {owner: T, responsible: B}\n"


def pairs(folder: Path) -> dict[str, str]:
    """Return every old address with the URL it leads to."""
    return look(folder, NOW).portal.redirects()


def told(report: Report) -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.column) for p in report.problems if p.path]


def build(folder: Path, aliases: str, site: str = SITE, **files: str) -> Report:
    post = article("Bài", "01/10/2026", aliases=aliases)
    other = article("Khác", "02/10/2026", category="thong-bao", tags="[trại hè]", thread="Hội trại")
    posts = {
        "content/tin-tuc/bai.md": post,
        "content/khac.md": other,
        "content/gioi-thieu.md": "---\ntitle: G\n---\nG\n",
    }
    return run(write(folder, {"site.yaml": site, **posts, **files}))


@pytest.mark.parametrize(
    "alias",
    [
        "/", "/index.html", "/?", "/tin-tuc/?", "/feed.xml", "/rss.xml", "/thong-bao/feed.xml", "/sitemap.xml",
        "/robots.txt", "/sitemap-2.xml", "/_ssg/rate/", "/_redirects/nginx.conf", "/.htaccess", "/.well-known/x",
        "/cu/.git/", "/thong-bao/", "/thong-bao", "/thong-bao/index.html", "/th%C3%B4ng-bao/../",
        "/tu-khoa/trai-he/", "/tu-khoa/", "/luu-tru/2026/10/", "/thong-bao/trang/1/", "/so-do-trang/", "/404.html",
        "/dong-su-kien/hoi-trai", "/%66eed.xml", "//", "/_SSG/x/", "/favicon.ico", "/apple-touch-icon.png",
        "/site.webmanifest", "/icon-192.png", "/anh/", "/anh/x.jpg", "/Anh/x.jpg", "/_headers", "/web.config",
        "/Web.config", "/404", "/404/", "/404.html/", "/sitemap.xml/", "/robots.txt/", "/robots.txt?id=3", "/feed.xml/",
        "/feed.xml?id=3", "/thong-bao/feed.xml?id=3", "/_headers/", "/anh/?id=5",
    ],
)  # fmt: skip
def test_an_alias_claims_no_page_of_the_portal(alias: str, tmp_path: Path) -> None:
    report = build(tmp_path, f"['{alias}', /cu/]")
    code = "alias.bad" if ".." in alias or alias == "//" else "url.ours"
    assert told(report) == [(code, 4, 11)]
    assert report.errors == 1
    assert set(pairs(tmp_path)) <= {"/cu/"}
    assert "/cu/" not in str(tree(tmp_path).keys())
    write(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases="[/cu/]")})
    assert not run(tmp_path).errors
    assert pairs(tmp_path) == {"/cu/": "/tin-tuc/bai/"}


TRACKED = [
    "/?utm_source=zalo", "/?UTM_Source=zalo", "/tin-tuc/?fbclid=a", "/thong-bao/khac/?utm_source=zalo&utm_medium=b",
    "/feed.xml?utm_source=zalo", "/thong-bao/?zarsrc=30&amp;gclid=x", "/cu/?utm_source=a", "/index.html?mc_cid=3",
    "/index.php?ref=trang-chu", "/?=5", "/?&", "/tin-tuc/bai/?utm_source=zalo",
    "/?" + "&".join(f"a{n}=1" for n in range(30)),
]  # fmt: skip


@pytest.mark.parametrize("alias", TRACKED)
def test_an_alias_is_more_than_what_tracks_readers(alias: str, tmp_path: Path) -> None:
    report = build(tmp_path, f"['{alias}']")
    assert told(report) == [("url.tracking", 4, 11)]
    assert report.errors == 1
    assert pairs(tmp_path) == {}


@pytest.mark.parametrize(
    "alias",
    [
        "/thong-bao/khac/?id=5",
        "/thong-bao/khac?id=5",
        "/thong-bao/khac/index.html?id=5",
        "/gioi-thieu/?p=3",
        "/Gioi-thieu/?p=3",
    ],
)
def test_an_alias_with_a_query_claims_no_other_article(alias: str, tmp_path: Path) -> None:
    report = build(tmp_path, f"['{alias}']")
    assert told(report) == [("url.collision", 4, 11)]
    assert pairs(tmp_path) == {}


@pytest.mark.parametrize(
    "alias",
    [
        "/?p=4824",
        "/?page_id=3",
        "/index.php?nv=news&op=a",
        "/thong-bao/?id=5",
        "/index.html?id=5",
        "/cu3/index.html?id=7",
    ],
)
def test_old_addresses_with_a_query_stay_possible(alias: str, tmp_path: Path) -> None:
    assert not build(tmp_path, f"['{alias}']").problems
    assert pairs(tmp_path) == {alias: "/tin-tuc/bai/"}


def test_what_tracks_readers_is_no_part_of_an_alias(tmp_path: Path) -> None:
    write(tmp_path, {"content/thong-bao/b.md": article("B", "02/10/2026", aliases="['/?b=2&a=1&fbclid=x']")})
    report = build(tmp_path, "['/?a=1&amp;b=2']")
    assert report.errors == 1
    assert {problem.code for problem in report.problems} >= {"url.collision"}


def test_one_article_may_have_an_address_in_several_spellings(tmp_path: Path) -> None:
    assert not build(tmp_path, "[/cu/, /cu/index.html, '/?a=1&b=2', '/?b=2&a=1']").problems
    assert set(pairs(tmp_path)) == {"/cu/", "/cu/index.html", "/?a=1&b=2", "/?b=2&a=1"}
    assert "url=/tin-tuc/bai/" in (tmp_path / "output/cu/index.html").read_text()


@pytest.mark.parametrize("alias", ["/gioi-thieu/", "/thong-bao/khac", "/thong-bao/khac/index.html", "/gioi%2Dthieu"])
def test_an_alias_claims_no_other_article(alias: str, tmp_path: Path) -> None:
    report = build(tmp_path, f"[{alias}]")
    assert told(report) == [("url.collision", 4, 11)]
    assert pairs(tmp_path) == {}


@pytest.mark.parametrize(
    "alias",
    [
        "/tin-tuc/bai",
        "/tin-tuc/bai/",
        "/tin-tuc/bai/index.html",
        "/tin-tuc/b%61i/",
        "//tin-tuc//bai/"[1:],
        "/tin-tuc//bai",
    ],
)
def test_its_own_address_is_no_alias(alias: str, tmp_path: Path) -> None:
    report = build(tmp_path, f"[{alias}]")
    assert not report.problems
    assert pairs(tmp_path) == {}
    assert [path for path in tree(tmp_path) if "bai" in path] == ["tin-tuc/bai/index.html"]


@pytest.mark.parametrize("alias", ["/xa/tin-tuc/bai/", "/xa/tin-tuc/bai", "/tin-tuc/bai/"])
def test_its_own_address_with_the_path_of_the_portal(alias: str, tmp_path: Path) -> None:
    report = build(
        tmp_path, f"[{alias}, /xa/cu/]", "title: T\nurl: https://thu.example/xa\nfooter: {owner: T, responsible: B}\n"
    )
    assert not report.problems
    assert (tmp_path / "output/cu/index.html").exists()
    assert not (tmp_path / "output/xa").exists()


def test_capitals_make_no_second_file(tmp_path: Path) -> None:
    report = build(tmp_path, "[/Tin-Tuc/Bai/, /INDEX.html, /Thong-Bao/, /Cu/, /cu, /c%55/]")
    assert told(report) == [("url.capitals", 4, column) for column in (11, 26, 39, 58, 63)]
    assert report.errors == 0
    names = [path.casefold() for path in tree(tmp_path)]
    assert len(names) == len(set(names))
    assert set(pairs(tmp_path)) == {"/Tin-Tuc/Bai/", "/INDEX.html", "/Thong-Bao/", "/Cu/", "/cu", "/cU/"}


def test_two_articles_with_one_alias(tmp_path: Path) -> None:
    second = article("Hai", "03/10/2026", aliases="[/c%75/]")
    report = build(tmp_path, "[/cu/]", **{"content/tin-tuc/hai.md": second})
    assert [(p.code, p.path, p.line) for p in report.problems] == [("url.collision", "content/tin-tuc/hai.md", 4)]
    write(tmp_path, {"content/tin-tuc/hai.md": article("Hai", "03/10/2026", aliases="[/CU/]")})
    report = run(tmp_path)
    assert [(p.code, p.path, p.line) for p in report.problems] == [("url.capitals", "content/tin-tuc/hai.md", 4)]
    assert pairs(tmp_path) == {"/cu/": "/tin-tuc/bai/", "/CU/": "/tin-tuc/hai/"}


def test_a_page_beats_a_remembered_address(tmp_path: Path) -> None:
    page = "---\ntitle: Hoạt động\npage: có\n{more}---\n\nx\n"
    write(tmp_path, {"content/hoat-dong.md": page.format(more=""), "content/tin-tuc/a.md": article("A", "01/10/2026")})
    run(tmp_path)
    write(tmp_path, {"content/hoat-dong.md": page.format(more="slug: gioi-thieu\n")})
    assert [p.code for p in run(tmp_path).problems] == ["url.moved"]
    assert pairs(tmp_path) == {"/hoat-dong/": "/gioi-thieu/"}
    write(tmp_path, {"content/tin-tuc/b.md": article("B", "02/10/2026", category="hoat-dong")})
    report = run(tmp_path)
    assert [(p.code, p.severity.value) for p in report.problems] == [("url.dropped", "hint")]
    assert pairs(tmp_path) == {}
    assert "<h1>Hoat dong</h1>" in (tmp_path / "output/hoat-dong/index.html").read_text()
    write(tmp_path, {"content/tin-tuc/c.md": article("C", "03/10/2026")})
    assert not run(tmp_path).problems
    before = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == before


def test_names_that_windows_refuses_have_no_page(tmp_path: Path) -> None:
    report = build(tmp_path, "[/con/bai.html, /cu./x/, /aux, /nul.htm, '/tin /x.html']")
    assert not codes(report)
    assert len(pairs(tmp_path)) == 5
    assert not any(
        part.lower().startswith(("con", "cu", "aux", "nul")) for path in tree(tmp_path) for part in path.split("/")
    )


LISTS = """title: T
url: https://thu.example
feed_aliases: [/rss/, /feed]
categories:
- {slug: tin-tuc, name: Tin tức, aliases: [/vi/news/, /tin-tuc], feed_aliases: ["/index.php?nv=rss&op=tin"]}
- {slug: thong-bao, name: Thông báo}
units:
- {slug: truong, name: Trường, aliases: /gioi-thieu-truong.html}
threads:
- {slug: hoi-trai, name: Hội trại, aliases: [/su-kien/trai/]}
footer: {owner: T, responsible: B}
"""


def test_categories_units_threads_and_feeds_have_aliases(tmp_path: Path) -> None:
    post = article("A", "01/10/2026", unit="truong", thread="hoi-trai")
    assert not run(write(tmp_path, {"site.yaml": LISTS, "content/tin-tuc/a.md": post})).problems
    assert pairs(tmp_path) == {
        "/rss/": "/rss.xml",
        "/feed": "/rss.xml",
        "/vi/news/": "/tin-tuc/",
        "/gioi-thieu-truong.html": "/don-vi/truong/",
        "/su-kien/trai/": "/dong-su-kien/hoi-trai/",
        "/index.php?nv=rss&op=tin": "/tin-tuc/rss.xml",
    }
    text = (tmp_path / "output/vi/news/index.html").read_text()
    assert "https://thu.example/tin-tuc/" in text
    assert "Tin tức" in text


def test_aliases_of_lists_are_checked_like_those_of_articles(tmp_path: Path) -> None:
    site = LISTS.replace("[/rss/, /feed]", "[/, /rss.xml, /cu/]").replace("/vi/news/, ", "")
    post = article("A", "01/10/2026", unit="truong", thread="hoi-trai", aliases="[/su-kien/trai/]")
    other = article("B", "01/10/2026", unit="truong", thread="hoi-trai")
    report = run(write(tmp_path, {"site.yaml": site, "content/tin-tuc/a.md": post, "content/tin-tuc/b.md": other}))
    assert [(p.code, p.path, p.line) for p in report.problems] == [
        ("url.collision", "content/tin-tuc/a.md", 6),
        ("url.ours", "site.yaml", 3),
    ]
    assert pairs(tmp_path) == {
        "/cu/": "/rss.xml",
        "/gioi-thieu-truong.html": "/don-vi/truong/",
        "/su-kien/trai/": "/dong-su-kien/hoi-trai/",
        "/index.php?nv=rss&op=tin": "/tin-tuc/rss.xml",
    }


def test_counters_count_a_list_by_its_old_address(tmp_path: Path) -> None:
    log = '1.2.3.4 - - [01/Oct/2026:10:00:00 +0700] "GET /vi/news/ HTTP/1.1" 200 5 "-" '
    log += '"Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"\n'
    site = LISTS + "counters: {logs: [access.log]}\n"
    post = article("A", "01/10/2026", unit="truong", thread="hoi-trai")
    run(write(tmp_path, {"site.yaml": site, "content/tin-tuc/a.md": post, "access.log": log}))
    from ssg.builder.counters import open_ledger

    with open_ledger(tmp_path) as ledger:
        assert [url for (url,) in ledger.rows("SELECT url FROM pages")] == ["/tin-tuc/"]
