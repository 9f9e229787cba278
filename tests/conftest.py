"""Portals that many tests look at, each built once however many workers run the tests."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from portals import once
from sitekit import REPO, SHARED, run

# where there is no playwright, the other tests run all the same, and those of the browser fail to be collected
pytest_plugins = ("browserfixtures",) if importlib.util.find_spec("playwright") else ()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portal of this repository, built."""

    def make(folder: Path) -> None:
        shutil.copytree(REPO / "content", folder / "content")
        shutil.copyfile(REPO / "site.yaml", folder / "site.yaml")
        report = run(folder)
        assert [p for p in report.problems if p.is_error] == []

    return once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def workload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic portal of 1,000 articles, built; skips where the maker of workloads is not at hand."""
    maker = SHARED / "bench" / "make_workload.py"
    if not maker.is_file():
        pytest.skip("the maker of workloads (../shared/bench) is not here")

    def make(folder: Path) -> None:
        command = [sys.executable, str(maker), str(folder), "--articles", "1000", "--photos", "8"]
        subprocess.run([*command, "--photo-size", "1600x1200"], check=True)
        assert run(folder).problems == []

    return once(tmp_path_factory, "workload", make)
