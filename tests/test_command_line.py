"""What is typed wrongly is told in the portal's language, with what was meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sitekit import REPO, write

from ssg.base.errors import SsgError
from ssg.cli import cli
from ssg.cli_usage import language_of, tell_usage
from ssg.scaffold import init_portal


def told(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """Return what is printed of a command line that cannot be run."""
    import click

    monkeypatch.chdir(folder)
    with pytest.raises(click.UsageError) as caught:
        cli.main([*arguments], prog_name="ssg", standalone_mode=False)
    runner = CliRunner()
    with runner.isolation() as (_, err, *_rest):
        tell_usage(caught.value, arguments)
        return err.getvalue().decode()


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["buidl"], "Không có lệnh “buidl”. Ý là “build”?", "There is no command “buidl”. Did you mean “build”?"),
        (["Serve"], "Không có lệnh “Serve”. Ý là “serve”?", "There is no command “Serve”. Did you mean “serve”?"),
        (["xyz"], "Không có lệnh “xyz”.", "There is no command “xyz”."),
        (["counters", "shw"], "Không có lệnh “shw”. Ý là “show”?", "There is no command “shw”. Did you mean “show”?"),
        (
            ["build", "--draft"],
            "Không có tùy chọn --draft. Ý là “--drafts”?",
            "There is no option --draft. Did you mean “--drafts”?",
        ),
        (["build", "-q"], "Không có tùy chọn -q.", "There is no option -q."),
        (["related"], "Thiếu địa chỉ bài viết (URL).", "the article's address (URL) is missing."),
        (["new"], "Thiếu tiêu đề bài viết (TITLE).", "the article's title (TITLE) is missing."),
        (["build", "--jobs"], "Sau --jobs phải có nội dung.", "--jobs needs a value behind it."),
        (
            ["build", "--clean=có"],
            "--clean không nhận nội dung; chỉ ghi --clean.",
            "--clean takes no value; write --clean alone.",
        ),
        (
            ["build", "--jobs", "0"],
            "Nội dung của --jobs không dùng được: cần một số từ 1 đến 64.",
            "The value of --jobs cannot be used: it is a number from 1 to 64.",
        ),
        (
            ["init", "a", "--theme", "xanh"],
            "Nội dung của --theme không dùng được: chọn một trong school, committee.",
            "The value of --theme cannot be used: it is one of school, committee.",
        ),
        (
            ["related", "tin", "tuc"],
            "Thừa “tuc”. Nội dung có nhiều chữ thì đặt cả trong dấu ngoặc kép.",
            "“tuc” is too much. Put a text of several words in quotes.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_are_told_in_the_portal_s_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], vietnamese: str, english: str
) -> None:
    write(tmp_path, {})
    assert told(tmp_path, monkeypatch, *arguments).splitlines()[0] == vietnamese
    assert told(tmp_path, monkeypatch, "--lang", "en", *arguments).splitlines()[0] == english


def test_the_right_form_and_where_help_is_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(write(tmp_path, {}), monkeypatch, "new").splitlines()
    assert lines[1:] == ["Cách gõ: ssg new [OPTIONS] TITLE [FILES]...", "Xem hướng dẫn: ssg new --help"]


@pytest.mark.parametrize(
    ("site", "arguments", "language"),
    [
        ("vi", ["buidl"], "vi"),
        ("en", ["buidl"], "en"),
        ("en", ["buidl", "--lang", "vi"], "vi"),
        ("vi", ["--lang=en", "buidl"], "en"),
        ("vi", ["buidl", "--lang"], "vi"),
        ("en", ["buidl", "--lang", "fr"], "en"),
    ],
)
def test_the_language_is_known_before_flags_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str, arguments: list[str], language: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"site.yaml": f"title: A\nurl: https://a.example\nlanguage: {site}\n"}))
    assert language_of(arguments) == language


def test_the_package_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ssg", "--lang", "en", "buidl"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPO)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("There is no command “buidl”. Did you mean “build”?\n")


def test_a_portal_that_cannot_be_made_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(SsgError) as failed:
        init_portal(tmp_path / "tep/cong", "school", "vi")
    assert [p.code for p in failed.value.problems] == ["output.readonly"]
    reserved = tmp_path / "nul"
    with monkeypatch.context() as patch:
        patch.setattr("ssg.scaffold.os.name", "nt")
        with pytest.raises(SsgError) as failed:
            init_portal(reserved, "school", "vi")
    assert [p.code for p in failed.value.problems] == ["init.reserved"]
