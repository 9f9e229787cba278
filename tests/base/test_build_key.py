"""A cache belongs to one program: another byte of its source, another Python or package, and it is an empty one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sitekit import REPO

from ssg.base.build_key import build_key
from ssg.base.cache import Cache, cache_file, remove_others

KEY = "from ssg.base.build_key import build_key; print(build_key())"


def key_of(folder: Path, code: str = KEY) -> str:
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(REPO / "ssg", tmp_path / "ssg", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_one_program_has_one_key_wherever_it_lies(copy: Path) -> None:
    assert key_of(copy) == build_key()


@pytest.mark.parametrize("name", ["ssg/base/text.py", "ssg/render/filters.py", "ssg/__init__.py"])
def test_another_byte_of_the_source_is_another_key(copy: Path, name: str) -> None:
    path = copy / name
    path.write_bytes(path.read_bytes() + b"#")
    assert key_of(copy) != build_key()


def test_a_module_more_is_another_key(copy: Path) -> None:
    (copy / "ssg/base/new.py").write_text("")
    assert key_of(copy) != build_key()


@pytest.mark.parametrize(
    "change", ["import sys; sys.version = '4.0'; ", "import ssg.base.installed as i; i.version_of = lambda *_: '9'; "]
)
def test_another_python_or_package_is_another_key(copy: Path, change: str) -> None:
    assert key_of(copy, change + KEY) != build_key()


def test_what_another_program_kept_is_nothing_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path, "texts")
    cache.put("a", b"one")
    cache.save()
    cache.close()
    kept = cache_file(tmp_path)
    for name in ("articles-5.sqlite3", "articles-5.sqlite3-wal", "stamp-3", "portal-6.json"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "shares").mkdir()
    monkeypatch.setattr("ssg.base.cache.build_key", lambda: "another")
    again = Cache(tmp_path, "texts")
    assert again.get("a") is None
    remove_others(tmp_path)
    assert not kept.exists()
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith("build-another")} == {"shares"}
    again.close()
