from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from ssg.base.installed import version_of


@pytest.mark.parametrize(
    ("package", "distribution"),
    [("yaml", "PyYAML"), ("markdown_it", "markdown-it-py"), ("nh3", "nh3"), ("jinja2", "jinja2")],
)
def test_a_version_is_the_one_that_was_installed(package: str, distribution: str) -> None:
    assert version_of(package, distribution) == importlib.metadata.version(distribution)


def test_a_package_without_metadata_is_told_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    file = tmp_path / "of_ours/__init__.py"
    file.parent.mkdir()
    told = []
    for text in ("", "changed = True\n"):
        file.write_text(text)
        told.append(version_of("of_ours", "of-ours"))
    assert all(told)
    assert told[0] != told[1]


def test_what_is_not_installed_has_no_version() -> None:
    assert version_of("no_such_package", "no-such-package") == ""
