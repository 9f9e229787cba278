"""One bad post never takes the portal down; nothing is lost; old addresses go on working."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import NOW, Page, article, codes, photo, run, tree, write

from ssg.base.cache import cache_file
from ssg.base.errors import SsgError
from ssg.base.files import digest


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00"),
            "content/tin-tuc/hai.md": article("Bài hai", "02/10/2026 08:00"),
        },
    )


def test_article_with_an_error_stays_as_it_was_last_published(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    write(
        portal,
        {
            "content/tin-tuc/mot.md": article("Bài một sửa", "31/02/2026"),
            "content/tin-tuc/ba.md": article("Bài ba", "03/10/2026"),
        },
    )
    report = run(portal)
    assert codes(report) == ["date.impossible"]
    assert report.errors == 1
    assert report.unpublished == ()
    assert Page(portal, "/tin-tuc/mot/").text(".//h1") == "Bài một"
    assert "/tin-tuc/mot/" in Page(portal, "/tin-tuc/").hrefs()
    assert Page(portal, "/tin-tuc/ba/").text(".//h1") == "Bài ba"
    (portal / "content/tin-tuc/ba.md").unlink()
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00")})
    assert codes(run(portal)) == []
    assert tree(portal) == before


def test_missing_photo_keeps_the_photo_that_was_published(portal: Path) -> None:
    write(
        portal,
        {
            "content/tin-tuc/anh.jpg": photo(),
            "content/tin-tuc/mot.md": article(
                "Một", "01/10/2026", photos="\n  - src: anh.jpg\n    caption: Sân trường"
            ),
        },
    )
    run(portal)
    shown = [i.get("src", "") for i in Page(portal, "/tin-tuc/mot/").all(".//*[@data-block='gallery']//img")]
    (portal / "content/tin-tuc/anh.jpg").unlink()
    shutil.rmtree(portal / ".ssg/cache")
    assert codes(run(portal)) == ["photo.missing"]
    assert [i.get("src", "") for i in Page(portal, "/tin-tuc/mot/").all(".//*[@data-block='gallery']//img")] == shown
    assert (portal / "output" / shown[0].lstrip("/")).is_file()


def test_new_article_with_an_error_is_named_and_left_out(portal: Path) -> None:
    write(portal, {"content/tin-tuc/moi.md": "---\ntitle: Mới\n---\n"})
    report = run(portal)
    assert report.unpublished == ("content/tin-tuc/moi.md",)
    assert not (portal / "output/tin-tuc/moi").exists()
    assert (portal / "output/tin-tuc/mot/index.html").is_file()


def test_strict_publishes_nothing(portal: Path) -> None:
    write(portal, {"content/tin-tuc/moi.md": "---\ntitle: Mới\n---\n"})
    report = run(portal, strict=True)
    assert not report.published
    assert not (portal / "output").exists()


def test_broken_site_yaml_leaves_the_portal_as_the_last_good_one_has_it(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    write(portal, {"site.yaml": "title: Trường\nurl: https://thu.example\nmenuu: [a]\n"})
    report = run(portal)
    assert [p.code for p in report.problems] == ["site.kept", "site.unknown"]
    assert report.errors == 1
    assert tree(portal) == before


def test_broken_site_yaml_at_first_is_told_whole(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": "titel: Trường\nurl: thu.example\n"})
    with pytest.raises(SsgError) as raised:
        run(tmp_path)
    assert {p.code for p in raised.value.problems} == {"site.unknown", "site.url", "site.required"}


def test_folder_without_site_yaml(tmp_path: Path) -> None:
    with pytest.raises(SsgError) as raised:
        run(tmp_path)
    assert [p.code for p in raised.value.problems] == ["site.missing"]


def test_empty_site_builds_and_says_so(tmp_path: Path) -> None:
    report = run(write(tmp_path, {"content/_static/a.txt": "a"}))
    assert codes(report) == ["content.empty"]
    assert report.errors == 0
    assert "Chưa có bài viết" in Page(tmp_path, "/").html
    assert (tmp_path / "output/a.txt").read_text() == "a"


def test_moved_article_keeps_its_old_address(portal: Path) -> None:
    run(portal)
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", slug="bai-mot")})
    report = run(portal)
    assert [p.code for p in report.problems] == ["url.moved"]
    assert 'url=/tin-tuc/bai-mot/"' in Page(portal, "/tin-tuc/mot/").html
    again = run(portal)
    assert [p.code for p in again.problems] == []
    assert 'return 301 "/tin-tuc/bai-mot/"' in (portal / ".ssg/hosting/nginx.conf").read_text()
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00")})
    run(portal)
    assert Page(portal, "/tin-tuc/mot/").text(".//h1") == "Bài một"
    assert 'url=/tin-tuc/mot/"' in Page(portal, "/tin-tuc/bai-mot/").html


def test_aliases_become_pages_and_server_rules(portal: Path) -> None:
    old = '\n  - /vi/news/tin-tuc/bai-123.html\n  - "/index.php?nv=news&op=bai-123"\n  - /?p=4824\n  - /tin cũ/bài'
    write(portal, {"content/tin-tuc/mot.md": article("Bài một", "01/10/2026 08:00", aliases=old)})
    assert codes(run(portal)) == []
    for url in ("/vi/news/tin-tuc/bai-123.html", "/tin cũ/bài/"):
        assert Page(portal, url).hrefs() == ["/tin-tuc/mot/"]
    rules = (portal / ".ssg/hosting/nginx.conf").read_text("utf-8")
    for path in ("/vi/news/tin-tuc/bai-123.html", "/index.php", "/", "/tin cũ/bài", "/tin cũ/bài/"):
        assert rules.count(f'location = "{path}" {{') == 1


def test_two_articles_on_one_address_name_both_files(portal: Path) -> None:
    write(portal, {"content/tin-tuc/2026/mot.md": article("Khác", "03/10/2026")})
    report = run(portal)
    values = dict(report.problems[0].values)
    assert codes(report) == ["url.collision"]
    assert {values["a"], values["b"]} == {"content/tin-tuc/mot.md", "content/tin-tuc/2026/mot.md"}


def test_article_that_had_the_address_keeps_it(portal: Path) -> None:
    run(portal)
    write(portal, {"content/tin-tuc/2026/mot.md": article("Khác", "03/10/2026")})
    assert codes(run(portal)) == ["url.collision"]
    assert Page(portal, "/tin-tuc/mot/").text(".//h1") == "Bài một"


def test_drafts_scheduled_and_expired(portal: Path) -> None:
    write(
        portal,
        {
            "content/tin-tuc/nhap.md": article("Nháp", "03/10/2026", draft="có"),
            "content/tin-tuc/hen.md": article("Hẹn giờ", "05/11/2026 09:00"),
            "content/tin-tuc/cu.md": article("Hết hạn", "01/09/2026", expire_at="01/10/2026"),
        },
    )
    report = run(portal)
    assert [f"{w:%d/%m %H:%M}" for w in report.waiting] == ["05/11 09:00"]
    output = portal / "output/tin-tuc"
    assert not (output / "nhap").exists()
    assert not (output / "hen").exists()
    assert "được lưu lại để tra cứu" in Page(portal, "/tin-tuc/cu/").html
    assert "/tin-tuc/cu/" not in Page(portal, "/tin-tuc/").hrefs()
    run(portal, now=NOW + dt.timedelta(days=10))
    assert not (output / "nhap").exists()
    assert "/tin-tuc/hen/" in Page(portal, "/").hrefs()


def test_only_our_own_files_are_removed(portal: Path) -> None:
    run(portal)
    write(portal, {"output/CNAME": "thu.example", "output/.well-known/security.txt": "x"})
    (portal / "content/tin-tuc/mot.md").unlink()
    report = run(portal)
    assert [p.code for p in report.problems] == ["output.foreign", "url.departed"]
    assert not (portal / "output/tin-tuc/mot").exists()
    assert (portal / "output/CNAME").read_text() == "thu.example"
    assert (portal / "output/.well-known/security.txt").is_file()


def test_file_in_output_that_was_changed_or_lost_is_mended(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    (portal / "output/index.html").write_text("hỏng")
    (portal / "output/tin-tuc/mot/index.html").unlink()
    report = run(portal)
    assert tree(portal) == before
    assert {url for url, _ in report.reasons} == {"/", "/tin-tuc/mot/"}


def test_clean_and_a_lost_cache_change_nothing(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    run(portal, clean=True)
    assert tree(portal) == before
    shutil.rmtree(portal / ".ssg/cache")
    run(portal)
    assert tree(portal) == before


def test_damaged_cache_costs_time_never_truth(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    cache_file(portal / ".ssg/cache").write_bytes(b"rubbish" * 1000)
    run(portal)
    assert tree(portal) == before


def rewrite_source(portal: Path, path: str, change: Callable[[bytes], bytes], seal: bool) -> None:
    """Change what is kept of an article's last good source, its digest with it where it is to be sealed."""
    with sqlite3.connect(portal / ".ssg/state.sqlite3") as db:
        data, facts, was = db.execute("SELECT data, facts, digest FROM sources WHERE path = ?", (path,)).fetchone()
        data = change(data)
        now = digest(data, facts.encode()) if seal else was
        db.execute("UPDATE sources SET data = ?, digest = ? WHERE path = ?", (data, now, path))
    db.close()


def test_sources_that_an_older_version_kept_compressed_serve(portal: Path) -> None:
    run(portal)
    good = (portal / "content/tin-tuc/mot.md").read_bytes()
    rewrite_source(portal, "tin-tuc/mot.md", lambda _: zlib.compress(good, 1), seal=True)
    write(portal, {"content/tin-tuc/mot.md": article("Bài một sửa", "31/02/2026")})
    assert run(portal).unpublished == ()
    assert Page(portal, "/tin-tuc/mot/").text(".//h1") == "Bài một"
    write(portal, {"content/tin-tuc/mot.md": article("Bài một lại", "01/10/2026 08:00")})
    run(portal)
    write(portal, {"content/tin-tuc/mot.md": article("Bài một sửa", "31/02/2026")})
    run(portal)
    assert Page(portal, "/tin-tuc/mot/").text(".//h1") == "Bài một lại"


@pytest.mark.parametrize("seal", [False, True])
def test_a_damaged_source_is_none(portal: Path, seal: bool) -> None:
    run(portal)
    rewrite_source(portal, "tin-tuc/mot.md", lambda data: b"x" + data[1:-1] + b"!", seal=seal)
    write(portal, {"content/tin-tuc/mot.md": article("Bài một sửa", "31/02/2026")})
    assert run(portal).unpublished == ("content/tin-tuc/mot.md",)


def test_damaged_state_publishes_nothing_and_says_so(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    for path in (portal / ".ssg").glob("state*"):
        path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(SsgError) as raised:
        run(portal)
    assert [p.code for p in raised.value.problems] == ["state.damaged"]
    assert tree(portal) == before
    assert (portal / ".ssg/state.sqlite3").read_bytes().startswith(b"rubbish")


def test_broken_template_keeps_the_pages_of_its_theme(portal: Path) -> None:
    run(portal)
    before = tree(portal)
    write(
        portal,
        {
            "themes/rieng/theme.yaml": "extends: school\n",
            "themes/rieng/templates/list.html": "a\n{% if %}\n",
            "site.yaml": "title: Trường THCS Thử\nurl: https://thu.example\ntheme: rieng\n",
        },
    )
    report = run(portal)
    told = [p for p in report.problems if p.code == "theme.syntax"]
    assert [(p.path, p.line) for p in told] == [("themes/rieng/templates/list.html", 2)]
    assert {k: v for k, v in tree(portal).items() if k.endswith(".html")} == {
        k: v for k, v in before.items() if k.endswith(".html")
    }


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "theme.missing"),
        ({"themes/la/theme.yaml": "extends: la\n"}, "theme.loop"),
        ({"themes/la/theme.yaml": "extends: schol\n"}, "theme.missing"),
        ({"themes/la/theme.yaml": "extend: school\n"}, "fm.unknown"),
    ],
)
def test_theme_that_cannot_be_used(tmp_path: Path, files: dict[str, str | bytes], code: str) -> None:
    write(tmp_path, {"site.yaml": "title: T\nurl: https://thu.example\ntheme: la\n", **files})
    assert code in codes(run(tmp_path))
