"""Files that are renamed or moved keep their addresses, views and ids; what leaves is named."""

from __future__ import annotations

import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sitekit import NOW, Page, article, codes, run, settle, tree, write

from ssg.builder import Report
from ssg.builder.looking import look


def pairs(folder: Path) -> dict[str, str]:
    """Return every old address with the URL it leads to."""
    return look(folder, NOW).portal.redirects()


def told(report: Report) -> list[str]:
    return [p.code for p in report.problems]


def ids(folder: Path) -> dict[str, str]:
    """Return the ids of the feed's entries by their titles, the same in both forms."""
    atom = ET.parse(folder / "output/feed.xml").getroot()
    name = "{http://www.w3.org/2005/Atom}"
    found = {e.findtext(f"{name}title", ""): e.findtext(f"{name}id", "") for e in atom.iter(f"{name}entry")}
    rss = ET.parse(folder / "output/rss.xml").getroot()
    assert found == {item.findtext("title"): item.findtext("guid") for item in rss.iter("item")}
    for item in rss.iter("item"):
        kind = item.find("guid")
        assert kind is not None
        assert (kind.get("isPermaLink") == "true") == (item.findtext("link") == item.findtext("guid"))
    return found


def post(folder: Path, **titles: str) -> Report:
    """Write and build posts of 01/10/2026, each named and titled."""
    return run(
        write(folder, {f"content/tin-tuc/{n}.md": article(t, "01/10/2026", f"Text {n}.") for n, t in titles.items()})
    )


def rename(folder: Path, old: str, new: str) -> None:
    (folder / "content" / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / "content" / old).rename(folder / "content" / new)


def same_when_clean(folder: Path) -> None:
    before = tree(folder)
    run(folder, clean=True)
    assert tree(folder) == before


def test_a_renamed_file_keeps_all_its_addresses(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"content/tin-tuc/a.md": article("Bài", "01/10/2026"), "content/tin-tuc/x.md": article("X", "02/10/2026")},
    )
    run(tmp_path)
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/b.md")
    assert told(run(tmp_path)) == ["url.moved"]
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/b/"}
    rename(tmp_path, "tin-tuc/b.md", "thong-bao/2026/c.md")
    assert told(run(tmp_path)) == ["url.moved"]
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/c/", "/tin-tuc/b/": "/tin-tuc/c/"}
    assert not run(tmp_path).problems
    assert ids(tmp_path)["Bài"] == "https://thu.example/tin-tuc/a/"
    same_when_clean(tmp_path)


def test_a_file_that_is_renamed_and_edited_is_known_by_title_and_date(tmp_path: Path) -> None:
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026")})
    run(tmp_path)
    (tmp_path / "content/tin-tuc/a.md").unlink()
    write(tmp_path, {"content/tin-tuc/b.md": article("Bài", "01/10/2026", "Khác hẳn.", category="thong-bao")})
    run(tmp_path)
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/thong-bao/b/"}


def test_a_file_that_comes_back_under_another_name_some_builds_later(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"content/tin-tuc/a.md": article("Bài", "01/10/2026"), "content/tin-tuc/x.md": article("X", "02/10/2026")},
    )
    settle(tmp_path)
    run(tmp_path)
    (tmp_path / "content/tin-tuc/a.md").unlink()
    report = run(tmp_path)
    assert (told(report), report.departed) == (["url.departed"], (("/tin-tuc/a/", "Bài"),))
    assert dict(report.problems[0].values) == {"title": "Bài", "url": "/tin-tuc/a/"}
    assert (run(tmp_path).problems, run(tmp_path, clean=True).departed) == ([], ())
    write(tmp_path, {"content/tin-tuc/b.md": article("Bài", "01/10/2026")})
    settle(tmp_path)
    run(tmp_path)
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/b/"}
    same_when_clean(tmp_path)


def test_two_files_that_could_be_it_are_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/a.md": article("Bài", "01/10/2026"),
            "content/tin-tuc/b.md": article("Bài", "01/10/2026", "Hai."),
        },
    )
    run(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"content/tin-tuc/{name}.md").unlink()
    posts = {f"content/tin-tuc/{name}.md": article("Bài", "01/10/2026", f"Mới {name}.") for name in ("c", "d")}
    report = run(write(tmp_path, posts))
    assert sorted(set(told(report)) - {"related.twins"}) == ["url.departed", "url.moved.unclear"]
    assert pairs(tmp_path) == {}
    assert len(report.departed) == 2


def test_texts_tell_files_of_one_title_and_date_apart(tmp_path: Path) -> None:
    posts = {f"content/tin-tuc/{n}.md": article("Bài", "01/10/2026", f"Nội dung {n}.") for n in "ab"}
    run(write(tmp_path, posts))
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/z.md")
    rename(tmp_path, "tin-tuc/b.md", "tin-tuc/y.md")
    run(tmp_path)
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/z/", "/tin-tuc/b/": "/tin-tuc/y/"}


def test_two_files_that_swap_their_names_swap_their_ids(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/a.md": article("Một", "01/10/2026"),
            "content/tin-tuc/b.md": article("Hai", "02/10/2026", "B."),
        },
    )
    run(tmp_path)
    before = ids(tmp_path)
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/t.md")
    rename(tmp_path, "tin-tuc/b.md", "tin-tuc/a.md")
    rename(tmp_path, "tin-tuc/t.md", "tin-tuc/b.md")
    report = run(tmp_path)
    assert (told(report), report.errors) == (["url.dropped", "url.dropped"], 0)
    assert ids(tmp_path) == before
    assert pairs(tmp_path) == {}
    assert not run(tmp_path).problems
    same_when_clean(tmp_path)


def test_a_folder_of_posts_is_renamed(tmp_path: Path) -> None:
    files = {
        f"content/tin-tuc/2025/bai-{n}/index.md": article(
            "Thông báo", "01/10/2026", f"Nội dung {n}.", attachments="[kh.pdf]"
        )
        for n in range(20)
    }
    files |= {f"content/tin-tuc/2025/bai-{n}/kh.pdf": f"%PDF-{n}" for n in range(20)}
    run(write(tmp_path, files))
    (tmp_path / "content/tin-tuc/2025").rename(tmp_path / "content/tin-tuc/2026")
    report = run(tmp_path)
    assert not set(told(report)) - {"related.twins", "related.twins.many"}
    assert pairs(tmp_path) == {}
    site = "title: T\nurl: https://thu.example\npermalinks: {article: '/{year}/{slug}/'}\n"
    rename(tmp_path, "tin-tuc/2026", "tin-tuc/cu")
    run(write(tmp_path, {"site.yaml": site}))
    (tmp_path / "site.yaml").write_text(site)
    run(tmp_path)
    found = pairs(tmp_path)
    assert found["/tin-tuc/bai-7/"] == "/2026/bai-7/"
    assert found["/tin-tuc/bai-7/kh.pdf"] == "/2026/bai-7/kh.pdf"
    assert len(found) == 40


@pytest.mark.parametrize(
    ("old", "new"), [("tin-tuc/a/index.md", "tin-tuc/b.md"), ("tin-tuc/a.md", "tin-tuc/b/index.md")]
)
def test_a_bundle_becomes_a_file_and_the_other_way_about(old: str, new: str, tmp_path: Path) -> None:
    run(write(tmp_path, {f"content/{old}": article("Bài", "01/10/2026")}))
    rename(tmp_path, old, new)
    run(tmp_path)
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/b/"}


def test_a_copy_is_no_move(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026")}))
    shutil.copy(tmp_path / "content/tin-tuc/a.md", tmp_path / "content/tin-tuc/b.md")
    report = run(tmp_path)
    assert "url.moved" not in told(report)
    assert pairs(tmp_path) == {}


def test_a_new_article_where_one_was(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026")}))
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/b.md")
    write(tmp_path, {"content/tin-tuc/a.md": article("Mới", "02/10/2026")})
    assert told(run(tmp_path)) == ["url.dropped"]
    assert ids(tmp_path) == {
        "Bài": "https://thu.example/tin-tuc/a/",
        "Mới": "https://thu.example/tin-tuc/a/#2",
    }
    same_when_clean(tmp_path)


def test_a_draft_is_no_departure(tmp_path: Path) -> None:
    run(
        write(
            tmp_path,
            {"content/tin-tuc/a.md": article("Bài", "01/10/2026"), "content/tin-tuc/b.md": article("B", "01/10/2026")},
        )
    )
    report = run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026", draft="có")}))
    assert (report.departed, told(report)) == ((), [])


def test_an_alias_elsewhere_is_no_departure(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "01/10/2026")}))
    (tmp_path / "content/tin-tuc/a.md").unlink()
    report = run(write(tmp_path, {"content/tin-tuc/b.md": article("B", "03/10/2026", aliases="/tin-tuc/a/")}))
    assert (report.departed, told(report)) == ((), [])


def test_ids_in_feeds_stay(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "01/10/2026")}))
    before = ids(tmp_path)
    for slug in ("moi", "a", "hai"):
        run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "01/10/2026", slug=slug)}))
        assert ids(tmp_path) == before == {"A": "https://thu.example/tin-tuc/a/"}


def test_views_follow(tmp_path: Path) -> None:
    line = '{} - - [01/Oct/2026:10:00:00 +0700] "GET {} HTTP/1.1" 200 5 "-" '
    line += '"Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"\n'
    site = "title: T\nurl: https://thu.example\ncounters: {logs: [access.log]}\n"
    log = line.format("1.2.3.4", "/tin-tuc/a/")
    run(write(tmp_path, {"site.yaml": site, "access.log": log, "content/tin-tuc/a.md": article("A", "01/10/2026")}))
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/b.md")
    run(
        write(
            tmp_path,
            {"access.log": log + line.format("1.2.3.5", "/tin-tuc/a/") + line.format("1.2.3.6", "/tin-tuc/b/")},
        )
    )
    assert Page(tmp_path, "/tin-tuc/b/").one(".//*[@data-views]").get("data-views") == "3"


def attached(folder: Path, **files: str) -> None:
    """Write and build an article with attachments by their stems, with texts."""
    names = {f"{stem.replace('_', ' ')}.pdf": text for stem, text in files.items()}
    found = {f"content/tin-tuc/a/{name}": f"%PDF {text}" for name, text in names.items()}
    text = article("A", "01/10/2026", attachments=f"[{', '.join(names)}]")
    assert not codes(run(write(folder, {**found, "content/tin-tuc/a/index.md": text})))


def served(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in sorted((folder / "output/tin-tuc/a").glob("*.pdf"))}


def test_attachments_keep_their_names(tmp_path: Path) -> None:
    attached(tmp_path, Kế_hoạch="một")
    attached(tmp_path, Kê_hoạch="hai", Kế_hoạch="một")
    assert served(tmp_path) == {"ke-hoach.pdf": "%PDF một", "ke-hoach-2.pdf": "%PDF hai"}
    attached(tmp_path, Kê_hoạch="hai")
    assert served(tmp_path) == {"ke-hoach-2.pdf": "%PDF hai"}
    attached(tmp_path, KE_HOACH="ba", Kê_hoạch="hai")
    assert served(tmp_path) == {"ke-hoach-2.pdf": "%PDF hai", "ke-hoach-3.pdf": "%PDF ba"}
    attached(tmp_path, Kế_hoạch="một mới", KE_HOACH="ba", Kê_hoạch="hai")
    assert served(tmp_path)["ke-hoach.pdf"] == "%PDF một mới"
    same_when_clean(tmp_path)


def test_an_attachment_under_another_file_name_keeps_its_name(tmp_path: Path) -> None:
    attached(tmp_path, Kê_hoạch="một")
    (tmp_path / "content/tin-tuc/a/Kê hoạch.pdf").unlink()
    attached(tmp_path, Kế_hoạch="một")
    assert served(tmp_path) == {"ke-hoach.pdf": "%PDF một"}


def test_a_state_of_an_older_version_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/a.md": article("A", "01/10/2026", slug="moi"),
            "content/tin-tuc/b.md": article("B", "02/10/2026"),
        },
    )
    (tmp_path / ".ssg").mkdir()
    with sqlite3.connect(tmp_path / ".ssg/state.sqlite3") as db:
        db.execute("CREATE TABLE urls (path TEXT, url TEXT, turn INTEGER, PRIMARY KEY (path, url)) WITHOUT ROWID")
        db.executemany("INSERT INTO urls VALUES ('tin-tuc/a.md', ?, ?)", [("/tin-tuc/a/", 1), ("/tin-tuc/cu/", 2)])
        db.execute("PRAGMA user_version = 1")
    db.close()
    run(tmp_path)
    assert pairs(tmp_path) == {"/tin-tuc/a/": "/tin-tuc/moi/", "/tin-tuc/cu/": "/tin-tuc/moi/"}
    assert ids(tmp_path)["A"] == "https://thu.example/tin-tuc/a/"
    rename(tmp_path, "tin-tuc/a.md", "tin-tuc/c.md")
    run(tmp_path)
    assert ids(tmp_path)["A"] == "https://thu.example/tin-tuc/a/"


def test_a_page_whose_folder_was_renamed_leads_to_its_picture(tmp_path: Path) -> None:
    write(tmp_path, {f"content/tin-tuc/2026/{n}.md": article("Hội nghị", f"0{n}/10/2026", f"Bài {n}.") for n in (1, 2)})
    run(tmp_path)
    before = tree(tmp_path)
    (tmp_path / "content/tin-tuc/2026").rename(tmp_path / "content/tin-tuc/Năm 2026")
    run(tmp_path)
    after = tree(tmp_path)
    assert after == before
    pages = b"".join(data for path, data in after.items() if path.endswith(".html"))
    pictures = set(re.findall(rb"/(_ssg/share/\w+[.]png)", pages))
    assert len(pictures) > 2
    assert {name.decode() for name in pictures} <= after.keys()
    run(tmp_path, clean=True)
    assert tree(tmp_path) == before
