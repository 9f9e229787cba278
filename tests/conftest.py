"""Portals that many tests look at, each built once however many workers run the tests."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import REPO, SHARED, run


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker to come has made; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder, done, failed = shared / name, shared / f"{name}.done", shared / f"{name}.failed"
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        try:
            make(folder)
        except BaseException:
            failed.touch()
            raise
        done.touch()
    deadline = time.monotonic() + 300
    while not done.exists():
        assert not failed.exists(), f"{name} could not be built by another worker"
        assert time.monotonic() < deadline, f"{name} was not built in time"
        time.sleep(0.1)
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portal of this repository, built."""

    def make(folder: Path) -> None:
        shutil.copytree(REPO / "content", folder / "content")
        shutil.copyfile(REPO / "site.yaml", folder / "site.yaml")
        report = run(folder)
        assert [p for p in report.problems if p.is_error] == []

    return _once(tmp_path_factory, "sample", make)


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

    return _once(tmp_path_factory, "workload", make)
