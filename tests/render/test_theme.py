"""Themes that cannot be used are told with file, line and the nearest name; those that can join their parents."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from sitekit import REPO, SITE, Page, article, codes, run, write

from ssg.base.errors import Problem, SsgError
from ssg.render.theme import load_theme

SITE_LA = SITE + "language: vi\ntheme: la\n"
POST: dict[str, str | bytes] = {"content/tin-tuc/bai.md": article("Bài", "01/05/2025")}


def told(tmp_path: Path, files: dict[str, str | bytes], site: str = SITE_LA) -> list[Problem]:
    report = run(write(tmp_path, {"site.yaml": site, **POST, **files}))
    return [p for p in report.problems if p.is_error]


@pytest.mark.parametrize(
    ("files", "site", "code", "path", "line", "named"),
    [
        ({}, SITE + "theme: schol\n", "theme.missing", "site.yaml", 3, {"name": "schol", "near": "school"}),
        ({}, SITE + "theme: 'commitee'\n", "theme.missing", "site.yaml", 3, {"near": "committee"}),
        (
            {"themes/la/theme.yaml": "title: Lạ\nextends: schol\n"},
            SITE_LA,
            "theme.missing",
            "themes/la/theme.yaml",
            2,
            {"name": "schol", "near": "school"},
        ),
        ({"themes/la/theme.yaml": "title: Lạ\nextends: la\n"}, SITE_LA, "theme.loop", "themes/la/theme.yaml", 2, {}),
        (
            {"themes/la/theme.yaml": "extends: kia\n", "themes/kia/theme.yaml": "title: Kia\n\nextends: la\n"},
            SITE_LA,
            "theme.loop",
            "themes/kia/theme.yaml",
            3,
            {"name": "la"},
        ),
        (
            {"themes/la/templates/list.html": '\n{% extends "base/layuot.html" %}\n'},
            SITE_LA,
            "theme.template",
            "themes/la/templates/list.html",
            2,
            {"name": "la", "file": "base/layuot.html", "near": "base/layout.html"},
        ),
        (
            {"themes/la/templates/footer.html": "<footer>\n{% if %}\n</footer>\n"},
            SITE_LA,
            "theme.syntax",
            "themes/la/templates/footer.html",
            2,
            {"file": "themes/la/templates/footer.html", "line": "2"},
        ),
        (
            {"themes/la/templates/home.html": "a\nb\n{{ view.nothing }}\n"},
            SITE_LA,
            "theme.syntax",
            "themes/la/templates/home.html",
            3,
            {},
        ),
        (
            {"themes/la/theme.yaml": "title: Lạ\nextend: school\n"},
            SITE_LA,
            "fm.unknown",
            "themes/la/theme.yaml",
            2,
            {"key": "extend", "near": "extends"},
        ),
        *(
            (
                {"themes/la/theme.yaml": f"title: Lạ\nproperties:\n  radius: 0\n  {line}\n"},
                SITE_LA,
                "theme.colour",
                "themes/la/theme.yaml",
                4,
                {"name": line.split(":")[0]},
            )
            for line in ("accent: '#12345'", "accent: '#0b6g3a'", "link: xanh lá", "title: 12px", "ink: 'rgb(1, 2'")
        ),
        (
            {"themes/la/theme.yaml": "properties:\n  accent: 'red;}'\n"},
            SITE_LA,
            "field.pattern",
            "themes/la/theme.yaml",
            2,
            {},
        ),
    ],
)
def test_theme_that_is_wrong_is_told_where(
    tmp_path: Path, files: dict[str, str | bytes], site: str, code: str, path: str, line: int, named: dict[str, str]
) -> None:
    problems = told(tmp_path, {"themes/la/static/a.txt": "a", **files}, site)
    assert {(p.code, p.path, p.line) for p in problems} == {(code, path, line)}
    assert named.items() <= dict(problems[0].values).items()


def test_theme_without_parent_lacks_templates_and_is_told_the_nearest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"themes/base/templates/lists.html": "a"}
    problems = told(tmp_path, files, SITE + "theme: school\n")
    assert {p.code for p in problems} == {"theme.template"}
    (found,) = (p for p in problems if ("file", "list.html") in p.values)
    assert ("near", "lists.html") in found.values


def test_banner_without_its_picture_is_told_and_its_block_left_out(tmp_path: Path) -> None:
    banners = "banners: [{slug: b, title: Biểu ngữ, items: [{image: khogn-co.png, url: /a/}]}]\n"
    files: dict[str, str | bytes] = {"content/_static/khong-co.png": b"x"}
    problems = told(tmp_path, files, SITE + "blocks: [{banners: b}]\n" + banners)
    assert [(p.code, p.path, p.line) for p in problems] == [("banner.missing", "site.yaml", 4)]
    assert ("near", "khong-co.png") in problems[0].values
    assert Page(tmp_path, "/").all(".//*[@data-block='banners']") == []


def test_look_is_a_few_properties_and_one_small_template(tmp_path: Path) -> None:
    block = "{% for group in block.groups %}<p class='mine'>{{ group.links[0].title }}</p>{% endfor %}"
    files: dict[str, str | bytes] = {
        "themes/la/theme.yaml": "extends: committee\nproperties:\n  accent: '#123456'\n",
        "themes/la/templates/block-links.html": block,
        "themes/la/static/style.css": "/* a */ p { margin: 0; }\n\t/* Lời\n\tchú */\n\t.mine { color: red; }\n",
    }
    site = SITE_LA + "blocks: [links, newest]\nlinks: [{title: Bộ, url: https://bo.example}]\n"
    assert told(tmp_path, files, site) == []
    page = Page(tmp_path, "/")
    assert page.all(".//style") == []
    assert page.text(".//*[@data-block='links']//*[@class='mine']") == "Bộ"
    assert page.block("newest") == ["Bài"]
    theme = load_theme("la", tmp_path)
    assert theme.chain == ("la", "committee", "base")
    style = theme.files[theme.style_url].decode()
    assert style.endswith("\n/* a */ p { margin: 0; }\n.mine { color: red; }\n\n:root {\n--accent: #123456;\n}\n")
    assert codes(run(tmp_path)) == []


@pytest.mark.parametrize("name", ["base", "school", "committee"])
def test_what_readers_get_of_a_style_sheet_says_what_was_written(name: str, tmp_path: Path) -> None:
    theme = load_theme(name, tmp_path)
    style = theme.files[theme.style_url].decode()
    written = "".join(
        (REPO / "themes" / part / "static/style.css").read_text("utf-8") for part in reversed(theme.chain)
    )
    style = re.sub(r'url\("[a-z]+-[0-9a-f]{10}\.svg"\)', "url()", style)
    written = re.sub(r'url\("[a-z]+\.svg"\)', "url()", written)
    comment = re.compile(r"/\*.*?\*/", re.DOTALL)
    assert comment.sub("", style).split() == comment.sub("", written).split()
    assert style.count("{") == style.count("}")
    assert all(line == line.lstrip() for line in style.splitlines())


def test_pictures_of_a_sheet_are_files_named_by_their_content(tmp_path: Path) -> None:
    sheet = ".a { background: url(a.png), url( 'khac.png' ), url(/x.png), url(\"trong/b.SVG\"); }"
    files: dict[str, str | bytes] = {
        "themes/la/static/style.css": sheet,
        "themes/la/static/a.png": b"png",
        "themes/la/static/trong/b.SVG": b"<svg/>",
    }
    assert told(tmp_path, files) == []
    theme = load_theme("la", tmp_path)
    style = theme.files[theme.style_url].decode()
    named = re.findall(r'url\("(la-[0-9a-f]{10}\.(?:png|svg))"\)', style)
    assert [theme.files[f"/_ssg/{name}"] for name in named] == [b"png", b"<svg/>"]
    assert "url( 'khac.png' ), url(/x.png)" in style
    assert (tmp_path / "output/_ssg/la/a.png").read_bytes() == b"png"
    write(tmp_path, {"themes/la/static/a.png": b"gnp"})
    assert load_theme("la", tmp_path).style_url != theme.style_url


def test_property_that_lacks_a_quote_spoils_no_other(tmp_path: Path) -> None:
    lines = "properties:\n  font: '\"Arial'\n  radius: 0\n"
    run(write(tmp_path, {"site.yaml": SITE_LA, **POST, "themes/la/theme.yaml": lines}))
    theme = load_theme("la", tmp_path)
    assert '--font: "Arial;\n--radius: 0;\n}' in theme.files[theme.style_url].decode()


def test_theme_is_a_record_that_says_its_name(tmp_path: Path) -> None:
    with pytest.raises(SsgError):
        load_theme("khong-co", tmp_path)
    theme = load_theme("school", tmp_path)
    assert dataclasses.replace(theme, name="a").digest == theme.digest


@pytest.mark.parametrize(
    "line",
    ["accent: '#fa0'", "accent: '#00FF0080'", "link: teal", "title: rgb(1 2 3 / 50%)", "ink: oklch(40% .1 20)",
     "mark: var(--accent)", "line: color-mix(in srgb, var(--accent) 20%, white)", "radius: 0",
     "font-title: Georgia, serif", "head-art: none", "measure: 40rem"],
)  # fmt: skip
def test_what_css_can_read_is_taken(tmp_path: Path, line: str) -> None:
    files: dict[str, str | bytes] = {"themes/la/theme.yaml": f"properties:\n  {line}\n"}
    report = run(write(tmp_path, {"site.yaml": SITE_LA, **POST, **files}))
    assert [p.code for p in report.problems if p.code.startswith(("theme", "field", "fm"))] == []


def test_a_property_that_no_sheet_knows_is_told_with_the_nearest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"themes/la/theme.yaml": "extends: school\nproperties:\n  acent: '#fa0'\n"}
    report = run(write(tmp_path, {"site.yaml": SITE_LA, **POST, **files}))
    (found,) = [p for p in report.problems if p.code == "theme.property"]
    assert (found.path, found.line, dict(found.values)["near"]) == ("themes/la/theme.yaml", 3, "accent")
    assert not found.is_error


def test_a_property_of_the_theme_s_own_sheet_is_known(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "themes/la/theme.yaml": "properties:\n  river: '#fa0'\n",
        "themes/la/static/style.css": ".band { background: var(--river) }",
    }
    report = run(write(tmp_path, {"site.yaml": SITE_LA, **POST, **files}))
    assert [p.code for p in report.problems if p.code.startswith("theme")] == []
