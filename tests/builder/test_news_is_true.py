"""What a build says of articles is what came of them: nothing is called out that is not, nor gone that still is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import SITE, Page, article, run, tree, write

from ssg.builder.report import Report


def told(report: Report) -> set[tuple[str, str]]:
    return {(one.kind.value, one.title) for one in report.news}


def break_theme(folder: Path) -> None:
    write(folder, {"site.yaml": SITE + "theme: schol\n"})


def break_template(folder: Path) -> None:
    write(folder, {"site.yaml": SITE + "theme: rieng\n", "themes/rieng/theme.yaml": "extends: base\n"})
    write(folder, {"themes/rieng/templates/article.html": "{% if %}"})


def break_page(folder: Path) -> None:
    break_template(folder)
    write(folder, {"themes/rieng/templates/article.html": "{{ khong_co }}"})


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    files = {f"content/tin-tuc/{n}.md": article(f"Bài {n}", f"0{n}/10/2026", f"Chuyện {n}.") for n in (1, 2, 3, 4)}
    run(write(tmp_path, {"site.yaml": SITE, **files}))
    return tmp_path


@pytest.mark.parametrize("spoil", [break_theme, break_template, break_page])
def test_posts_that_come_and_go_while_a_theme_is_broken(portal: Path, spoil: Callable[[Path], None]) -> None:
    spoil(portal)
    write(portal, {"content/tin-tuc/5.md": article("Bài 5", "05/10/2026", "Chuyện năm.")})
    (portal / "content/tin-tuc/2.md").unlink()
    for _ in range(2):
        assert ("late", "Bài 5") in (first := told(run(portal)))
        assert not {kind for kind, _ in first} & {"published", "removed"} or "tin-tuc/2/index.html" not in tree(portal)
        assert "tin-tuc/5/index.html" not in tree(portal)
        still = "tin-tuc/2/index.html" in tree(portal)
        assert (("stuck", "Bài 2") in first) == still
    write(portal, {"site.yaml": SITE})
    after = told(run(portal))
    assert ("published", "Bài 5") in after
    assert (("removed", "Bài 2") in after) == still
    assert Page(portal, "/tin-tuc/5/").text(".//h1") == "Bài 5"
    assert "tin-tuc/2/index.html" not in tree(portal)
    assert told(run(portal)) == set()


def test_what_went_out_is_told_as_before(portal: Path) -> None:
    write(portal, {"content/tin-tuc/5.md": article("Bài 5", "05/10/2026", "Chuyện năm.")})
    (portal / "content/tin-tuc/2.md").unlink()
    assert told(run(portal)) == {("published", "Bài 5"), ("removed", "Bài 2")}
