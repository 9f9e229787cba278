"""A file of output/ that the system refuses is that file's problem: the rest goes out, the next build mends it."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sitekit import SITE, article, codes, photo, run, tree, write

from ssg.model.messages import told

Undo = Callable[[], object]


links_work = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no such links without leave")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    folder = write(
        tmp_path / "portal",
        {
            "site.yaml": SITE + "categories: [{slug: tin-tuc, name: Tin tức}, {slug: thong-bao, name: Thông báo}]\n",
            "content/tin-tuc/a.md": article("A", "01/10/2026"),
            "content/thong-bao/b.md": article("B", "02/10/2026", photos="[lop.jpg]"),
            "content/thong-bao/lop.jpg": photo(),
            "content/_static/tai-lieu/x.txt": "x",
        },
    )
    run(folder)
    return folder


def edit(portal: Path) -> None:
    """Change every page, and let articles come."""
    write(
        portal,
        {
            "site.yaml": (portal / "site.yaml").read_text("utf-8").replace("Thử", "Khác"),
            "content/tin-tuc/moi.md": article("Mới", "03/10/2026"),
            "content/thong-bao/moi-nua.md": article("Mới nữa", "03/10/2026"),
            "content/_static/tai-lieu/x.txt": "xyz",
        },
    )


def goes_out_but_for(portal: Path, told_codes: set[str], places: set[str], stuck: str) -> None:
    """Build twice; all that is not below ``stuck`` goes out."""
    for _ in range(2):
        report = run(portal)
        assert report.published
        assert {p.code for p in report.problems if p.is_error} == told_codes
        assert {p.path for p in report.problems if p.is_error} == places
        assert "{" not in "".join(told(p, language) for p in report.problems for language in ("vi", "en"))
        for path, data in tree(portal).items():
            if path.endswith("index.html") and not path.startswith(stuck):
                assert "Trường THCS Khác" in data.decode(), path
        assert "thong-bao/moi-nua/index.html" in tree(portal)


def is_mended(portal: Path) -> None:
    assert codes(run(portal)) == []
    built = tree(portal)
    assert "tin-tuc/moi/index.html" in built
    assert built["tai-lieu/x.txt"] == b"xyz"
    run(portal, clean=True)
    assert tree(portal) == built


@links_work
def test_a_folder_that_is_a_link_out(portal: Path, tmp_path: Path) -> None:
    place = portal / "output/tin-tuc"
    place.rename(tmp_path / "o-cho-khac")
    place.symlink_to(tmp_path / "o-cho-khac")
    before = {path: path.read_bytes() for path in (tmp_path / "o-cho-khac").rglob("*") if path.is_file()}
    edit(portal)
    paths = {
        f"output/tin-tuc/{name}" for name in ("index.html", "a/index.html", "moi/index.html", "feed.xml", "rss.xml")
    }
    goes_out_but_for(portal, {"output.outside"}, paths, "tin-tuc/")
    (portal / "content/tin-tuc/a.md").unlink()
    run(portal)
    after = {path: path.read_bytes() for path in (tmp_path / "o-cho-khac").rglob("*") if path.is_file()}
    assert after == before  # nothing outside is written or removed
    write(portal, {"content/tin-tuc/a.md": article("A", "01/10/2026")})
    place.unlink()
    is_mended(portal)


def test_a_file_that_stands_where_a_folder_is_needed(portal: Path) -> None:
    (portal / "output/tin-tuc").rename(portal / "cu")
    (portal / "output/tin-tuc").write_text("của ai đó")
    edit(portal)
    goes_out_but_for(portal, {"output.blocked"}, {"output/tin-tuc"}, "tin-tuc/")
    assert (portal / "output/tin-tuc").read_text() == "của ai đó"
    (portal / "output/tin-tuc").unlink()
    is_mended(portal)


@pytest.mark.parametrize("place", ["tin-tuc/moi/index.html", "tin-tuc/a/index.html", "tai-lieu/x.txt"])
def test_a_folder_that_stands_where_a_file_is_needed(portal: Path, place: str) -> None:
    path = portal / "output" / place
    path.unlink(missing_ok=True)
    (path / "x").mkdir(parents=True)
    edit(portal)
    goes_out_but_for(portal, {"output.readonly"}, {f"output/{place}"}, place)
    (path / "x").rmdir()
    is_mended(portal)


@contextmanager
def refused(patch: pytest.MonkeyPatch, place: Path, number: int) -> Iterator[None]:
    """Let the system refuse to put a file in a place: one held open by a reader, or with a name that it keeps."""
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if Path(target) == place:
            raise OSError(number, os.strerror(number), source, None, target)
        real(source, target)

    with patch.context() as inner:
        inner.setattr(os, "replace", replace)
        inner.setattr(time, "sleep", lambda seconds: None)
        yield


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EINVAL, errno.EROFS, errno.EIO, errno.EBUSY])
@pytest.mark.parametrize("place", ["tin-tuc/moi/index.html", "tin-tuc/a/index.html", "tai-lieu/x.txt"])
def test_a_file_that_the_system_refuses(portal: Path, monkeypatch: pytest.MonkeyPatch, place: str, number: int) -> None:
    edit(portal)
    with refused(monkeypatch, portal / "output" / place, number):
        goes_out_but_for(portal, {"output.readonly"}, {f"output/{place}"}, place)
    is_mended(portal)


def test_a_folder_in_which_nothing_may_be_written(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open, real_mkdir, folder = os.open, os.mkdir, os.fspath(portal / "output/tin-tuc")

    def refuse(name: Any) -> None:
        if os.fspath(name).startswith(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)

    def open_(name: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        if flags & os.O_CREAT:
            refuse(name)
        return real_open(name, flags, mode, **more)

    def mkdir(name: Any, mode: int = 0o777, **more: Any) -> None:
        if not Path(name).is_dir():
            refuse(name)
        real_mkdir(name, mode, **more)

    edit(portal)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", open_)
        patch.setattr(os, "mkdir", mkdir)
        paths = {f"output/tin-tuc/{name}" for name in ("index.html", "a/index.html", "moi", "feed.xml", "rss.xml")}
        goes_out_but_for(portal, {"output.readonly"}, paths, "tin-tuc/")
    is_mended(portal)


def test_output_that_is_a_file(tmp_path: Path) -> None:
    portal = write(tmp_path, {"content/a.md": article("A", "01/10/2026"), "output": "x"})
    report = run(portal)
    assert [(p.code, p.path) for p in report.problems if p.is_error] == [("output.blocked", "output")]
    (portal / "output").unlink()
    assert codes(run(portal)) == []


def test_a_sharp_photo_that_cannot_be_removed_stops_nothing(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(portal)
    blurred = "\n  - {src: lop.jpg, blur: 10 10 20 20}"
    write(portal, {"content/thong-bao/b.md": article("B", "02/10/2026", photos=blurred)})
    sharp = next((portal / "output/anh").rglob("*.jpg")).relative_to(portal).as_posix()
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self == portal / sharp:
            raise PermissionError(errno.EACCES, "in use", os.fspath(self))
        real(self, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        report = run(portal)
    assert ("output.stuck", sharp) in [(p.code, p.path) for p in report.problems]
    assert report.published
    assert codes(run(portal)) == []
    assert not (portal / sharp).exists()


def test_the_web_server_s_file_that_cannot_be_written_stops_nothing(portal: Path) -> None:
    place = portal / ".ssg/hosting/nginx.conf"
    place.unlink()
    write(place, {"site.yaml": "x"})
    edit(portal)
    report = run(portal)
    assert [(p.code, p.path) for p in report.problems if p.is_error] == [("output.readonly", ".ssg/hosting/nginx.conf")]
    assert report.published
    (place / "site.yaml").unlink()
    place.rmdir()
    is_mended(portal)
