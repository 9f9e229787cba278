from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from previewkit import save, wait_until
from watchdog.observers.api import BaseObserver

from ssg.preview.volumes import is_remote
from ssg.preview.watching import LIMIT, NETWORK, Watcher

pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


class Heard:
    """What a watcher told."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.reasons: list[str] = []

    def wait_for(self, path: str) -> None:
        wait_until(lambda: path in self.paths)


@contextmanager
def watching(root: Path, roots: Sequence[Path] = ()) -> Iterator[tuple[Heard, Callable[[], None]]]:
    """Watch a portal; its first "look at everything" is forgotten."""
    heard = Heard()
    watcher = Watcher(root, heard.paths.append, heard.reasons.append)
    wanted = roots or [root / "site.yaml", root / "content", root / "themes"]
    try:
        watcher.arm(wanted)
        heard.paths.clear()
        yield heard, lambda: watcher.arm(wanted)
    finally:
        watcher.stop()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "cổng [1]"
    for name in ("site.yaml", "content/tin/a.md", "output/a.html", ".ssg/cache/x", ".git/HEAD"):
        save(folder, name, "x")
    return folder


def test_a_save_is_heard(root: Path) -> None:
    with watching(root) as (heard, _):
        save(root, "content/tin/a.md", "khác")
        heard.wait_for("content/tin/a.md")
        save(root, "site.yaml", "khác")
        heard.wait_for("site.yaml")


def test_an_editor_that_writes_beside_and_renames_is_heard(root: Path) -> None:
    with watching(root) as (heard, _):
        for temporary in (".#a.md", "a.md~", "4913", ".a.md.swp", "a.md.tmp"):
            save(root, f"content/tin/{temporary}", "mới")
        (root / "content/tin/a.md.tmp").replace(root / "content/tin/a.md")
        heard.wait_for("content/tin/a.md")
        assert set(heard.paths) == {"content/tin/a.md"}


def test_a_file_removed_or_renamed_is_heard(root: Path) -> None:
    with watching(root) as (heard, _):
        (root / "content/tin/a.md").rename(root / "content/tin/b.md")
        heard.wait_for("content/tin/a.md")
        heard.wait_for("content/tin/b.md")
        (root / "content/tin/b.md").unlink()
        wait_until(lambda: heard.paths.count("content/tin/b.md") > 1)


def test_new_folders_are_heard_with_all_that_is_in_them(root: Path) -> None:
    with watching(root) as (heard, _):
        save(root, "content/moi/sau/bai.md", "x")
        wait_until(lambda: any(path.startswith("content/moi") for path in heard.paths))
        heard.wait_for("content/moi/sau/bai.md")
        heard.paths.clear()
        save(root, "content/moi/sau/bai.md", "y")
        heard.wait_for("content/moi/sau/bai.md")


def test_what_is_built_is_not_heard(root: Path) -> None:
    with watching(root, [root, root / "content"]) as (heard, _):
        for name in ("output/a.html", ".ssg/cache/x", ".git/HEAD", "output/moi/b.html"):
            save(root, name, "khác")
        save(root, "content/z.md", "cuối")
        heard.wait_for("content/z.md")
        assert set(heard.paths) == {"content/z.md"}


def test_reading_is_no_change(root: Path) -> None:
    with watching(root) as (heard, _):
        (root / "content/tin/a.md").read_bytes()
        save(root, "content/z.md", "cuối")
        heard.wait_for("content/z.md")
        assert set(heard.paths) == {"content/z.md"}


def test_a_folder_that_comes_later_goes_and_comes_again_is_watched(root: Path) -> None:
    with watching(root) as (heard, arm):
        for turn in ("một", "hai"):
            save(root, "themes/t/style.css", turn)
            heard.wait_for("themes")
            arm()
            heard.paths.clear()
            save(root, "themes/t/style.css", f"{turn} rưỡi")
            heard.wait_for("themes/t/style.css")
            shutil.rmtree(root / "themes")
            heard.paths.clear()


def test_what_lies_elsewhere_is_told_by_its_whole_path(root: Path, tmp_path: Path) -> None:
    save(tmp_path, "logs/access.log", "")
    with watching(root, [root / "content", tmp_path / "logs/access.log"]) as (heard, _):
        save(tmp_path, "logs/khac.log", "x")
        save(tmp_path, "logs/access.log", "x")
        name = (tmp_path / "logs/access.log").as_posix()
        heard.wait_for(name)
        assert set(heard.paths) == {name}


def test_content_behind_a_link_is_told_by_the_name_in_the_portal(root: Path, tmp_path: Path) -> None:
    (root / "content").rename(tmp_path / "kho")
    (root / "content").symlink_to(tmp_path / "kho")
    with watching(root) as (heard, _):
        save(tmp_path, "kho/tin/a.md", "khác")
        heard.wait_for("content/tin/a.md")


def test_where_the_system_dropped_events_everything_is_looked_at(root: Path) -> None:
    with watching(root) as (heard, arm):
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        assert heard.paths == [""]
        arm()
        heard.paths.clear()
        save(root, "content/tin/a.md", "khác")
        heard.wait_for("content/tin/a.md")
    logging.getLogger("watchdog").warning("nobody hears this one")
    assert "" not in heard.paths


def full(*args: Any, **more: Any) -> Any:
    raise OSError(errno.ENOSPC, "inotify watch limit reached")


def test_without_room_for_watches_files_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.preview.watching.POLL_SECONDS", 0.05)
    real, calls = BaseObserver.schedule, []

    def schedule(self: BaseObserver, handler: Any, path: str, **more: Any) -> Any:
        calls.append(path)
        if type(self).__name__ != "PollingObserver" and not path.startswith(os.path.realpath(root)):
            full()  # the last of many folders: the watches before it were set
        return real(self, handler, path, **more)

    monkeypatch.setattr(BaseObserver, "schedule", schedule)
    with watching(root) as (heard, arm):
        assert heard.reasons == [LIMIT]
        save(root, "content/tin/a.md", "khác rồi")
        heard.wait_for("content/tin/a.md")
        arm()
        assert heard.reasons == [LIMIT]
    assert len(calls) > 2


def test_on_a_network_folder_files_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.preview.watching.POLL_SECONDS", 0.05)
    monkeypatch.setattr("ssg.preview.watching.is_remote", lambda folder: True)
    with watching(root) as (heard, _):
        assert heard.reasons == [NETWORK]
        save(root, "content/tin/moi.md", "mới")
        heard.wait_for("content/tin/moi.md")


def test_nothing_is_left_when_it_ends(root: Path) -> None:
    before = {t.name for t in threading.enumerate()}
    with watching(root):
        pass
    left = [t for t in threading.enumerate() if t.name not in before and "Inotify" not in type(t).__name__]
    assert [t for t in left if t.is_alive()] == []


MOUNTS = r"""
21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
30 21 0:44 / /mnt/truong\040ta rw - cifs //server/share rw
31 21 0:45 / /home/co/may rw - fuse.sshfs x rw
32 31 8:2 / /home/co/may/trong rw - ext4 /dev/sdb1 rw
broken line
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no list of mounts")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/srv", False),
        ("/mnt/truong ta/content", True),
        ("/mnt/truong tay", False),
        ("/home/co/may", True),
        ("/home/co/may/trong/a", False),
    ],
)
def test_network_volumes_are_known_by_their_mounts(folder: str, remote: bool, tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert is_remote(Path(folder), mounts) is remote


def test_without_a_list_of_mounts_nothing_is_remote(tmp_path: Path) -> None:
    assert not is_remote(tmp_path, tmp_path / "none")
