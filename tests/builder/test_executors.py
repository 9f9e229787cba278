"""The same bytes, whoever does the work: this process, forked or spawned ones, threads, a cluster."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitekit import article, codes, photo, run, tree, write

from ssg.base.errors import SsgError
from ssg.builder import press, reading
from ssg.builder.crew import Crew, in_batches, in_shares

COUNT = 30


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes portals that are alike, for which workers are always called."""
    for room in (reading, press):
        monkeypatch.setattr(room, "MANY", 1)
        monkeypatch.setattr(room, "BATCH", 4)

    def make(name: str) -> Path:
        files: dict[str, str | bytes] = {
            f"content/tin-tuc/bai-{n}.md": article(
                f"Bài số {n}",
                f"{n % 28 + 1:02}/0{n % 9 + 1}/2026 08:00",
                f"Đoạn **một** của bài {n}: [trang khác](bai-{(n + 1) % COUNT}.md).\n\n"
                f"![Học sinh trồng cây](anh-{n % 3}.jpg)",
                tags="[thi đua, hội nghị]",
            )
            for n in range(COUNT)
        }
        files |= {f"content/tin-tuc/anh-{n}.jpg": photo(700 + n, 500) for n in range(3)}
        files["content/tin-tuc/loi.md"] = article("Lỗi", "01/10/2026 08:00", "![](khong-co.jpg)")
        files["site.yaml"] = "title: Trường\nurl: https://thu.example\nlists: {page_size: 3}\n"
        files["rieng.py"] = (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "def luong():\n    return ThreadPoolExecutor(2)\n"
            "def hong():\n    raise RuntimeError('không có máy nào')\n"
            "def khac():\n    return 1\n"
        )
        return write(tmp_path / name, files)

    return make


def build_twice(folder: Path, **options: Any) -> dict[str, bytes]:
    """Build, change one article and a photo, build again; return what is published."""
    assert codes(run(folder, **options)) == ["photo.missing"]
    (folder / "content/tin-tuc/bai-3.md").write_text(
        article("Bài số 3, sửa", "04/04/2026 08:00", "Khác hẳn.\n\n![Học sinh trồng cây](anh-1.jpg)"), encoding="utf-8"
    )
    (folder / "content/tin-tuc/anh-1.jpg").write_bytes(photo(640, 480, "#a26"))
    report = run(folder, **options)
    assert report.photos == 1
    return tree(folder)


@pytest.fixture
def alone(portal: Callable[[str], Path]) -> dict[str, bytes]:
    return build_twice(portal("alone"), jobs=1)


def test_forked_processes(portal: Callable[[str], Path], alone: dict[str, bytes]) -> None:
    assert build_twice(portal("forked"), jobs=2) == alone


def test_spawned_processes(
    portal: Callable[[str], Path], alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr("concurrent.futures.process.mp.get_context", lambda method=None: spawn)
    folder = portal("spawned")
    assert build_twice(folder, jobs=2) == alone
    assert not list((folder / ".ssg/cache").glob("shared-*"))


def test_an_executor_handed_in(portal: Callable[[str], Path], alone: dict[str, bytes]) -> None:
    assert build_twice(portal("threads"), executor="rieng:luong") == alone


def test_a_dask_cluster(
    portal: Callable[[str], Path], alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    folder = portal("cluster")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        monkeypatch.setitem(sys.modules, "cum", SimpleNamespace(dask=client.get_executor))
        assert build_twice(folder, executor="cum:dask") == alone


@pytest.mark.parametrize("name", ["rieng:hong", "rieng:khac", "rieng:vang", "khong_co:x", "khong-co", ":", "rieng"])
def test_an_executor_that_is_none(portal: Callable[[str], Path], name: str) -> None:
    with pytest.raises(SsgError) as raised:
        run(portal("none"), executor=name)
    assert [p.code for p in raised.value.problems] == ["executor.failed"]


def _die_once(mark: Path, numbers: Sequence[int]) -> int:
    if 5 in numbers and not mark.exists():
        mark.write_text("", encoding="utf-8")
        os._exit(1)
    return sum(numbers)


def test_work_of_a_worker_that_died_is_done_all_the_same(tmp_path: Path) -> None:
    crew = Crew(tmp_path, jobs=2)
    batches = in_batches(range(20), 2)
    assert list(crew.run(_die_once, tmp_path / "died", batches)) == [sum(batch) for batch in batches]
    assert (tmp_path / "died").exists()


def _fail(shared: str, numbers: Sequence[int]) -> int:
    if 5 in numbers:
        raise ValueError(shared)
    return sum(numbers)


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(2)])
def test_what_a_task_raises_is_raised(tmp_path: Path, executor: Executor | None) -> None:
    crew = Crew(tmp_path, jobs=2, executor=executor)
    with pytest.raises(ValueError, match="năm"):
        list(crew.run(_fail, "năm", in_batches(range(20), 2)))
    crew.dismiss()


def _dawdle(shared: float, numbers: Sequence[int]) -> int:
    time.sleep(shared)
    return sum(numbers)


def test_work_that_is_no_longer_wanted_is_not_begun(tmp_path: Path) -> None:
    began = time.monotonic()
    results = Crew(tmp_path, jobs=2).run(_dawdle, 0.2, in_batches(range(200), 2))
    assert next(results) == 1
    assert isinstance(results, Generator)
    results.close()
    assert time.monotonic() - began < 5  # all of it would take ten


@given(st.integers(0, 3000), st.integers(1, 40), st.integers(1, 16))
def test_shares_hold_every_item_once_and_the_last_are_small(many: int, least: int, workers: int) -> None:
    shares = in_shares(range(many), least, workers)
    assert [item for share in shares for item in share] == list(range(many))
    sizes = list(map(len, shares))
    assert sizes == sorted(sizes, reverse=True)
    assert all(size <= 8 * least for size in sizes)
    assert sizes[-1:] <= [least]
