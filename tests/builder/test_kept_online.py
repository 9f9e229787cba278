"""A post with an error stays online as it was, is named with its address, and can be taken offline instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sitekit import article, codes, photo, run, tree, write

from ssg.cli import cli

SECRET = "Liên hệ 0912 345 678"


def ssg(portal: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run the command in a portal's folder."""
    monkeypatch.chdir(portal)
    return CliRunner().invoke(cli, [*arguments], standalone_mode=False)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """Four posts, one of which tells a telephone number; its number is removed, and its date mistyped."""
    posts: dict[str, str | bytes] = {
        f"content/tin-tuc/bai-{n}.md": article(f"Bài {n}", f"0{n}/10/2026 08:00", f"Nội dung {n}.") for n in range(1, 4)
    }
    files: dict[str, str | bytes] = {
        "content/tin-tuc/lop.jpg": photo(),
        "content/tin-tuc/so.md": article(
            "Số điện thoại", "04/10/2026", SECRET, photos="[lop.jpg]", tags="[lớp]", author="Hữu Bá"
        ),
    }
    write(tmp_path, posts | files)
    assert codes(run(tmp_path)) == []
    write(tmp_path, {"content/tin-tuc/so.md": article("Số điện thoại", "44/10/2026", "Hỏi văn phòng.")})
    return tmp_path


def holding(portal: Path, text: str) -> list[str]:
    return [path for path, data in tree(portal).items() if text.encode() in data]


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("vi", "Bài “Số điện thoại” có lỗi; trên mạng vẫn là bản đã đăng lần trước: https://thu.example/tin-tuc/so/"),
        ("en", "“Số điện thoại” has an error; its last good version is still online: https://thu.example/tin-tuc/so/"),
    ],
)
def test_it_is_told_first_with_its_address_each_time(
    portal: Path, monkeypatch: pytest.MonkeyPatch, lang: str, first: str
) -> None:
    for _ in range(2):
        result = ssg(portal, monkeypatch, "build", "--lang", lang, "--date", "2026-11-01")
        assert result.return_value == 1
        lines = result.stderr.splitlines()
        assert lines[0].startswith(first)
        assert "ssg build --hide-broken" in lines[1]
        assert holding(portal, SECRET)


def test_hidden_it_leaves_every_file_and_comes_back_mended(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = ssg(portal, monkeypatch, "build", "--hide-broken", "--date", "2026-11-01")
    assert result.return_value == 1
    assert "https://thu.example/tin-tuc/so/" in result.stdout
    assert (holding(portal, SECRET), holding(portal, "/tin-tuc/so/"), holding(portal, "Số điện thoại")) == ([], [], [])
    assert not [path for path in tree(portal) if path.startswith("anh/")]
    assert "tin-tuc/bai-1/index.html" in tree(portal)
    hidden = tree(portal)
    ssg(portal, monkeypatch, "build", "--date", "2026-11-01")
    assert tree(portal) == hidden
    run(portal, clean=True)
    assert not holding(portal, "/tin-tuc/so/")
    write(portal, {"content/tin-tuc/so.md": article("Số điện thoại", "04/10/2026", "Hỏi văn phòng.", slug="so-moi")})
    report = run(portal)
    assert codes(report) == []
    assert "tin-tuc/so-moi/index.html" in tree(portal)
    assert b"/tin-tuc/so-moi/" in tree(portal)["tin-tuc/so/index.html"]
    assert not holding(portal, SECRET)


def test_hiding_with_no_error_changes_nothing(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("A", "01/10/2026")}))
    before = tree(tmp_path)
    assert codes(run(tmp_path, hide_broken=True)) == []
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "source",
    [
        b"\xff\xfe",
        b"",
        article("Số", "04/10/2026", aliases="[/tin-tuc/bai-1/]"),
        article("Số", "04/10/2026", unitt="a"),
    ],
    ids=["not utf-8", "empty", "a taken alias", "an unknown key"],
)
def test_any_error_can_be_hidden(portal: Path, source: str | bytes) -> None:
    write(portal, {"content/tin-tuc/so.md": source})
    report = run(portal)
    assert [one.url for one in report.stays] == ["https://thu.example/tin-tuc/so/"]
    assert holding(portal, SECRET)
    assert run(portal, hide_broken=True).errors
    assert not holding(portal, SECRET)


def test_category_that_left_site_yaml_takes_no_post_along(tmp_path: Path) -> None:
    unit, category = "{slug: a, name: A, kind: committee}", ", {slug: thong-bao, name: Thông báo}"
    site = f"title: T\nurl: https://t.example\nunits: [{unit}]\ncategories: [tin-tuc{category}]\n"
    files: dict[str, str | bytes] = {
        "site.yaml": site,
        "content/tin-tuc/a.md": article("A", "01/10/2026", unit="a"),
        "content/thong-bao/b.md": article("B", "01/10/2026", category="Thông báo"),
        "content/thong-bao/c.md": article("C", "01/10/2026", category="Thông báo", unit="a"),
    }
    run(write(tmp_path, files))
    before = set(tree(tmp_path))
    for changed in (site.replace(category, ""), site.replace(unit, "{slug: b, name: B}"), site + "menuu: []\n"):
        write(tmp_path, {"site.yaml": changed})
        report = run(tmp_path)
        assert report.errors
        assert before <= set(tree(tmp_path))
    write(tmp_path, {"site.yaml": site})
    assert codes(run(tmp_path)) == []
    assert set(tree(tmp_path)) == before
