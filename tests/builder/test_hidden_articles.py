"""What other articles say of one that has no page now: a draft, one of the future, an expired or a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, codes, run, tree, write
from support import assert_worded

HIDDEN = {
    "draft": article("Đích", "01/10/2026", draft="có"),
    "draft-empty": article("Đích", "01/10/2026", draft=""),
    "scheduled": article("Đích", "01/10/2030"),
    "expired": article("Đích", "01/10/2026", expire_at="10/10/2026"),
    "broken": article("Đích", "không rõ"),
    "broken in its front matter": "---\ntitle: Đích\n",
}
NAMES = ["dich", "/tin-tuc/dich/", "/tin-tuc/dich", "https://thu.example/tin-tuc/dich/"]


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("key", ["related", "related_exclude"])
@pytest.mark.parametrize("name", NAMES)
def test_a_hidden_article_picked_by_hand_holds_nothing_up(kind: str, key: str, name: str, tmp_path: Path) -> None:
    if "broken" in kind and name != "dich":
        name = "dich"  # where it would stand, nobody knows
    files = {"content/tin-tuc/dich.md": HIDDEN[kind], "content/tin-tuc/b.md": article("B", "02/10/2026", **{key: name})}
    report = run(write(tmp_path, files))
    assert [p.code for p in report.problems if p.is_error and p.path.endswith("b.md")] == []
    told = [(p.line, dict(p.values)["kind"]) for p in report.problems if p.code == "related.hidden"]
    assert told == ([(4, kind.split("-")[0].split(" ")[0])] if key == "related" else [])
    assert_worded(report.problems)
    assert Page(tmp_path, "/tin-tuc/b/").block("related") == []


@pytest.mark.parametrize("kind", ["draft", "scheduled", "broken"])
def test_a_published_article_goes_on_when_the_one_it_names_is_taken_down(kind: str, tmp_path: Path) -> None:
    files = {
        "content/tin-tuc/dich.md": article("Đích", "01/10/2026"),
        "content/tin-tuc/b.md": article("B", "02/10/2026", related="dich"),
    }
    run(write(tmp_path, files))
    assert Page(tmp_path, "/tin-tuc/b/").block("related") == ["Đích"]
    write(
        tmp_path,
        {"content/tin-tuc/dich.md": HIDDEN[kind], "content/tin-tuc/b.md": article("B2", "02/10/2026", related="dich")},
    )
    report = run(tmp_path)
    assert [p.code for p in report.problems if p.path.endswith("b.md")] == (
        [] if kind == "broken" else ["related.hidden"]
    )
    assert Page(tmp_path, "/tin-tuc/b/").text(".//h1") == "B2"


def test_an_article_that_is_published_again_is_picked_again(tmp_path: Path) -> None:
    files = {
        "content/tin-tuc/dich.md": HIDDEN["draft"],
        "content/tin-tuc/b.md": article("B", "02/10/2026", related="dich"),
    }
    run(write(tmp_path, files))
    report = run(write(tmp_path, {"content/tin-tuc/dich.md": article("Đích", "01/10/2026")}))
    assert report.problems == []
    assert Page(tmp_path, "/tin-tuc/b/").block("related") == ["Đích"]
    now = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == now


def test_a_name_that_never_was_is_an_error(tmp_path: Path) -> None:
    report = run(write(tmp_path, {"content/tin-tuc/b.md": article("B", "02/10/2026", related="dic")}))
    assert "related.unknown" in codes(report)


@pytest.mark.parametrize("kind", ["draft", "scheduled", "broken"])
def test_a_link_to_a_hidden_article_is_its_words(kind: str, tmp_path: Path) -> None:
    files = {
        "content/tin-tuc/dich.md": HIDDEN[kind],
        "content/tin-tuc/b.md": article("B", "02/10/2026", "Xem [bài ấy](dich.md) nhé."),
    }
    report = run(write(tmp_path, files))
    told = [(p.line, dict(p.values)["kind"]) for p in report.problems if p.code == "link.hidden"]
    assert told == [(6, kind)]
    assert not [p for p in report.problems if p.is_error and p.path.endswith("b.md")]
    page = Page(tmp_path, "/tin-tuc/b/")
    assert "Xem bài ấy nhé." in page.html
    assert "" not in page.hrefs()
