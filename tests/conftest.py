"""Portals that many tests look at, each built once however many workers run the tests."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2.bccache import Bucket
from portals import once
from sitekit import REPO, SHARED, codes, run

from ssg.render.compiled import Compiled

# where there is no playwright, the other tests run all the same, and those of the browser fail to be collected
pytest_plugins = ("browserfixtures",) if importlib.util.find_spec("playwright") else ()


class _CompiledOnce(Compiled):
    """Keeps compiled templates for all portals of a test process: compiling takes most of a small portal's build."""

    kept: dict[tuple[str, str, bytes], bytes] = {}  # noqa: RUF012 - shared on purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket from what any portal with the same site.yaml compiled."""
        super().load_bytecode(bucket)
        code = self.kept.get((bucket.key, bucket.checksum, self._mark))
        if bucket.code is None and code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for the portal and for all others."""
        super().dump_bytecode(bucket)
        self.kept[bucket.key, bucket.checksum, self._mark] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ssg.builder.themes.Compiled", _CompiledOnce)
        yield


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
    """A synthetic portal of 300 articles, built; skips where the maker of workloads is not at hand."""
    maker = SHARED / "bench" / "make_workload.py"
    if not maker.is_file():
        pytest.skip("the maker of workloads (../shared/bench) is not here")

    def make(folder: Path) -> None:
        command = [sys.executable, str(maker), str(folder), "--articles", "300", "--photos", "8"]
        subprocess.run([*command, "--photo-size", "1600x1200"], check=True)
        assert codes(run(folder)) == []

    return once(tmp_path_factory, "workload", make)
