"""People and tags whose names differ in their marks are different; each keeps the address it was first given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sitekit import Page, article, codes, run, settle, tree, write

from ssg.model.siteyaml import read_site

HUNG, SUNG = "Nguyễn Văn Hùng", "Nguyễn Văn Hưng"
FIRST, SECOND = "/tac-gia/nguyen-van-hung/", "/tac-gia/nguyen-van-hung-2/"


def people(folder: Path, **posts: str) -> Path:
    files = {f"content/tin-tuc/{name}.md": article(name, *said.split("|")[:1], author=said.split("|")[1])
             for name, said in posts.items()}  # fmt: skip
    return write(folder, files)


def test_two_people_have_two_pages_and_the_older_article_is_first(tmp_path: Path) -> None:
    people(tmp_path, b=f"2026-10-02|{SUNG}", a=f"2026-10-03|{HUNG}", c=f"2026-10-01|{HUNG}")
    assert not run(tmp_path).problems
    assert HUNG in Page(tmp_path, FIRST).text(".//h1")
    assert SUNG in Page(tmp_path, SECOND).text(".//h1")
    for name, url, who in (("a", FIRST, HUNG), ("b", SECOND, SUNG)):
        page = Page(tmp_path, f"/tin-tuc/{name}/")
        graph = json.loads(page.text(".//script[@type='application/ld+json']"))["@graph"]
        assert graph[0]["author"] == [{"@type": "Person", "name": who, "url": f"https://thu.example{url}"}]
        assert url in page.hrefs()
    assert {FIRST, SECOND} <= set(Page(tmp_path, "/tac-gia/").hrefs())


def test_the_addresses_never_swap(tmp_path: Path) -> None:
    people(tmp_path, b=f"2026-10-02|{SUNG}")
    run(tmp_path)
    assert SUNG in Page(tmp_path, FIRST).text(".//h1")
    people(tmp_path, old=f"2020-10-02|{HUNG}")
    run(tmp_path)
    assert (SUNG in Page(tmp_path, FIRST).text(".//h1"), HUNG in Page(tmp_path, SECOND).text(".//h1")) == (True, True)
    (tmp_path / "content/tin-tuc/b.md").unlink()
    people(tmp_path, new=f"2026-10-05|{HUNG}")
    run(tmp_path)
    assert not (tmp_path / "output/tac-gia/nguyen-van-hung/index.html").exists()
    people(tmp_path, b=f"2026-10-02|{SUNG}")
    run(tmp_path)
    assert (SUNG in Page(tmp_path, FIRST).text(".//h1"), HUNG in Page(tmp_path, SECOND).text(".//h1")) == (True, True)
    before = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == before


def test_a_name_that_is_corrected_keeps_its_address(tmp_path: Path) -> None:
    people(tmp_path, a="2026-10-02|Nguyễn Văn Hung")
    run(tmp_path)
    people(tmp_path, a=f"2026-10-02|{HUNG}")
    run(tmp_path)
    assert HUNG in Page(tmp_path, FIRST).text(".//h1")
    people(tmp_path, b="2026-10-03|Nguyễn Văn Hung")
    run(tmp_path)
    assert HUNG in Page(tmp_path, FIRST).text(".//h1")
    assert "Nguyễn Văn Hung" in Page(tmp_path, SECOND).text(".//h1")


def test_spellings_of_one_name_are_one_and_the_commonest_shows(tmp_path: Path) -> None:
    spelled = {"a": "Hoà Bình", "b": "hòa  bình", "c": "Hoà Bình", "d": "HÒA BÌNH"}
    posts = {
        f"content/tin-tuc/{n}.md": article(n, "2026-10-01", tags=f"[{said}]", author=said)
        for n, said in spelled.items()
    }
    run(write(tmp_path, posts))
    assert [p.name for p in (tmp_path / "output/tu-khoa").iterdir() if p.is_dir()] == ["hoa-binh"]
    page = Page(tmp_path, "/tin-tuc/d/")
    assert page.text(".//a[@rel='tag']") == "Hoà Bình"
    assert page.text(".//p[@class='author']//a") == "Hoà Bình"


def test_a_tag_keeps_its_own_marks(tmp_path: Path) -> None:
    posts = {"content/tin-tuc/a.md": article("A", "2026-10-01", tags="[Bình Thành]"),
             "content/tin-tuc/b.md": article("B", "2026-10-02", tags="[Bình Thạnh]")}  # fmt: skip
    run(write(tmp_path, posts))
    for name, tag, url in (("a", "Bình Thành", "/tu-khoa/binh-thanh/"), ("b", "Bình Thạnh", "/tu-khoa/binh-thanh-2/")):
        link = Page(tmp_path, f"/tin-tuc/{name}/").one(".//a[@rel='tag']")
        assert (link.text, link.get("href")) == (tag, url)


def test_a_tag_written_as_a_slug_is_the_tag_that_has_it(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "2026-10-01", tags="[ket-nap]")}))
    write(tmp_path, {"content/tin-tuc/b.md": article("B", "2026-10-02", tags="[Kết nạp]")})
    run(tmp_path)
    assert len(Page(tmp_path, "/tu-khoa/ket-nap/").all(".//article")) == 2
    assert [p.name for p in (tmp_path / "output/tu-khoa").iterdir() if p.is_dir()] == ["ket-nap"]


@pytest.mark.parametrize(("key", "folder"), [("category", ""), ("unit", "don-vi/"), ("thread", "dong-su-kien/")])
def test_names_taken_as_they_come(key: str, folder: str, tmp_path: Path) -> None:
    said = {"a": "Bình Thành", "b": "Bình Thạnh", "c": "binh-thanh", "d": "bình  THẠNH", "e": "binh-thanh-2"}
    posts = {
        f"content/tin-tuc/{name}.md": article(name.upper(), f"2026-10-0{day}", **{key: value})
        for day, (name, value) in enumerate(said.items(), start=1)
    }
    assert not run(write(tmp_path, posts)).problems
    first, second = (Page(tmp_path, f"/{folder}binh-thanh{end}/") for end in ("", "-2"))
    assert ("Bình Thành" in first.text(".//h1"), "Bình Thạnh" in second.text(".//h1")) == (True, True)
    assert len(first.all(".//main//article")) == 2
    assert len(second.all(".//main//article")) == 3
    before = tree(tmp_path)
    for name in ("e", "d", "c", "b", "a"):
        path = tmp_path / f"content/tin-tuc/{name}.md"
        data = path.read_bytes()
        path.unlink()
        run(tmp_path)
        path.write_bytes(data)
    run(tmp_path)
    assert tree(tmp_path) == before


def test_a_name_without_marks_means_the_one_that_has_them(tmp_path: Path) -> None:
    posts = {"content/tin-tuc/a.md": article("A", "2026-10-01", category="hoat dong"),
             "content/tin-tuc/b.md": article("B", "2026-10-02", category="Hoạt động")}  # fmt: skip
    assert not run(write(tmp_path, posts)).problems
    assert "Hoạt động" in Page(tmp_path, "/hoat-dong/").text(".//h1")
    write(tmp_path, {"content/tin-tuc/c.md": article("C", "2026-10-03", category="Hoát đông")})
    report = run(tmp_path)
    assert [(p.code, p.path) for p in report.problems] == [("name.ambiguous", "content/tin-tuc/a.md")]
    values = dict(report.problems[0].values)
    assert (values["a"], values["b"]) == ("Hoạt động (hoat-dong)", "Hoát đông (hoat-dong-2)")


def test_names_in_site_yaml_are_met_exactly_before_they_are_forgiven(tmp_path: Path) -> None:
    site = "title: T\nurl: https://thu.example\nfooter: {owner: T, responsible: B}\n"
    site += "categories:\n- {slug: bt-1, name: Bình Thành}\n- {slug: bt-2, name: Bình Thạnh}\n"
    posts = {"content/tin-tuc/a.md": article("A", "2026-10-01", category="Bình Thành"),
             "content/tin-tuc/b.md": article("B", "2026-10-02", category="bình thạnh"),
             "content/tin-tuc/c.md": article("C", "2026-10-02", category="Binh Thanh")}  # fmt: skip
    report = run(write(tmp_path, {"site.yaml": site, **posts}))
    assert [(p.code, p.path, p.line) for p in report.problems] == [("name.ambiguous", "content/tin-tuc/c.md", 4)]
    values = dict(report.problems[0].values)
    assert (values["a"], values["b"]) == ("Bình Thành (bt-1)", "Bình Thạnh (bt-2)")
    assert (tmp_path / "output/bt-1/a/index.html").exists()
    assert (tmp_path / "output/bt-2/b/index.html").exists()


@pytest.mark.parametrize("tag", ["🎉", "学校", "'!!!'"])
def test_a_name_without_letters_has_a_page(tag: str, tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "2026-10-01", tags=f"[{tag}]", author=tag)}))
    page = Page(tmp_path, "/tin-tuc/a/")
    url = page.one(".//a[@rel='tag']").get("href", "")
    assert url.startswith("/tu-khoa/ten-")
    assert tag.strip("'") in Page(tmp_path, url).text(".//h1")
    assert "" not in page.hrefs()


def test_a_tag_of_no_list_is_no_link(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "2026-10-01", tags="[x]", expire_at="2026-10-02")}))
    page = Page(tmp_path, "/tin-tuc/a/")
    assert page.text(".//p[@class='tags']") == "Từ khóa: x"
    assert "" not in page.hrefs()


def test_an_edit_and_a_new_post_are_as_a_clean_build(tmp_path: Path) -> None:
    people(tmp_path, a=f"2026-10-02|{HUNG}", b=f"2026-10-03|{HUNG}")
    settle(tmp_path)
    run(tmp_path)
    people(tmp_path, c=f"2026-10-01|{SUNG}")
    run(tmp_path)
    people(tmp_path, b=f"2026-10-03|{SUNG}", d="2026-10-04|Trần Thị Bé")
    settle(tmp_path)
    run(tmp_path)
    before = tree(tmp_path)
    shutil.rmtree(tmp_path / ".ssg/cache")
    run(tmp_path, clean=True)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "prn", "com1", "LPT9"])
def test_names_that_windows_keeps_get_one_more_letter(name: str, tmp_path: Path) -> None:
    safe = f"{name.lower()}-1"
    keys = {"category": name, "unit": name, "thread": name, "tags": f"[{name}]", "author": name}
    text = article(name, "2026-10-01", attachments=f"[{name}-a.pdf]", slug=name, **keys)
    report = run(write(tmp_path, {"content/bai/x.md": text, f"content/bai/{name}-a.pdf": b"%PDF-1.4"}))
    assert not codes(report)
    urls = (f"{safe}/{safe}", f"don-vi/{safe}", f"dong-su-kien/{safe}", f"tu-khoa/{safe}", f"tac-gia/{safe}")
    assert all((tmp_path / "output" / url / "index.html").is_file() for url in urls)
    parts = {part.lower().split(".")[0] for path in tree(tmp_path) for part in path.split("/")}
    assert name.lower() not in parts


def test_a_name_in_site_yaml_that_may_mean_two_lists_is_told(tmp_path: Path) -> None:
    site = "title: T\nurl: https://thu.example\nmenu: [Bình Thạnh, Binh Thanh, binh-thanh]\n"
    site += "footer: {owner: T, responsible: B}\n"
    posts = {"content/tin-tuc/a.md": article("A", "2026-10-01", tags="[Bình Thành]"),
             "content/tin-tuc/b.md": article("B", "2026-10-02", tags="[Bình Thạnh]")}  # fmt: skip
    report = run(write(tmp_path, {"site.yaml": site, **posts}))
    assert [(p.code, p.path, p.line, p.column) for p in report.problems] == [("name.ambiguous", "site.yaml", 3, 20)]
    menu = Page(tmp_path, "/").hrefs(".//nav//a")
    assert ("/tu-khoa/binh-thanh-2/" in menu, "/tu-khoa/binh-thanh/" in menu) == (True, True)


@pytest.mark.parametrize("key", ["categories", "units", "threads"])
def test_names_of_site_yaml_that_differ_in_marks_are_two(key: str, tmp_path: Path) -> None:
    said = "[Bình Thành, Bình Thạnh, {name: Bịnh Thanh}, {slug: binh-thanh-2, name: Khác}]"
    config, problems = read_site(f"title: T\nurl: https://thu.example\n{key}: {said}\n")
    assert config is not None
    assert [one.slug for one in getattr(config, key)] == ["binh-thanh", "binh-thanh-3", "binh-thanh-4", "binh-thanh-2"]
    assert [(p.code, p.severity.value, p.line) for p in problems] == [("name.same_slug", "hint", 3)] * 2
    _, problems = read_site(f"title: T\nurl: https://thu.example\n{key}: [Hoà Bình, hòa  bình]\n")
    assert [p.code for p in problems] == ["site.twice"]


def test_patterns_of_urls_hold_no_name_that_windows_keeps() -> None:
    _, problems = read_site("title: T\nurl: https://thu.example\npermalinks: {tag: '/con/{tag}/'}\n")
    assert [p.code for p in problems] == ["field.pattern"]
