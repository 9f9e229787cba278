"""An article that can be read but clashes with others stays as it was published, its old addresses with it."""

from __future__ import annotations

from pathlib import Path

from sitekit import FOOTER, Page, article, codes, run, tree, write


def test_alias_that_is_taken(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/mot.md": article("Một", "01/10/2026", aliases="[/cu/mot.html]"),
        "content/tin-tuc/hai.md": article("Hai", "01/10/2026"),
    }
    run(write(tmp_path, files))
    before = tree(tmp_path)
    write(tmp_path, {"content/tin-tuc/mot.md": article("Một sửa", "01/10/2026", aliases="[/tin-tuc/hai/]")})
    report = run(tmp_path)
    assert [(p.code, p.path, p.line) for p in report.problems] == [("url.collision", "content/tin-tuc/mot.md", 4)]
    assert tree(tmp_path) == before


def test_related_article_that_went_away_takes_nothing_else_along(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/mot.md": article("Một", "01/10/2026", related="[hai]"),
        "content/tin-tuc/hai.md": article("Hai", "01/10/2026"),
    }
    run(write(tmp_path, files))
    (tmp_path / "content/tin-tuc/hai.md").unlink()
    report = run(tmp_path)
    assert codes(report) == ["related.hidden"]
    assert report.unpublished == ()
    assert Page(tmp_path, "/tin-tuc/mot/").text(".//h1") == "Một"
    assert not (tmp_path / "output/tin-tuc/hai").exists()


def test_site_theme_that_breaks_dresses_no_page_in_another(tmp_path: Path) -> None:
    site = "title: T\nurl: https://t.example\ntheme: rieng\nunits: [{slug: a, name: A, kind: school}]\n"
    files: dict[str, str | bytes] = {
        "site.yaml": site,
        "themes/rieng/theme.yaml": "extends: school\n",
        "content/tin-tuc/mot.md": article("Một", "01/10/2026", unit="a"),
    }
    run(write(tmp_path, files))
    before = tree(tmp_path)
    report = run(write(tmp_path, {"themes/rieng/theme.yaml": "extends: scholl\n"}))
    assert codes(report) == ["theme.missing"]
    assert tree(tmp_path) == before


def test_many_moves_are_told_in_one_line(tmp_path: Path) -> None:
    posts = {f"content/tin-tuc/{n}.md": article(f"Bài {n}", "01/10/2026") for n in range(9)}
    run(write(tmp_path, dict(posts)))
    site = "title: Trường THCS Thử\nurl: https://thu.example\npermalinks: {article: '/bai/{slug}.html'}\n"
    site += FOOTER
    report = run(write(tmp_path, {"site.yaml": site}))
    assert [p.code for p in report.problems] == ["url.moved.many"]
    assert Page(tmp_path, "/tin-tuc/3/").hrefs() == ["/bai/3.html"]
