"""The command itself, in a process of its own, over the small portal of the tests."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from previewkit import FILES, save

from ssg.preview.hosts import own_addresses

TESTS = Path(__file__).resolve().parent.parent
PROGRAM = """
import sys, types
from previewkit import FakeStudio
studio = types.ModuleType("ssg.preview.studio")
studio.open_studio = lambda root, now, drafts: FakeStudio(root)
sys.modules["ssg.preview.studio"] = studio
from ssg.cli import main
sys.argv[0] = "ssg"
main()
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Windows are its own")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        save(tmp_path, name, text)
    return tmp_path


@contextmanager
def serving(portal: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run ``ssg serve``; give the process and the lines it printed when it was ready."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PROGRAM, "serve", *args]
    process = subprocess.Popen(
        command, cwd=portal, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline()]
        lines += [process.stdout.readline()] if "0.0.0.0" in args else []
        yield process, lines
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()


def port_in(line: str) -> int:
    found = re.search(r"http://[^/]*:(\d+)/", line)
    assert found, line
    return int(found[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "term"])
def test_it_says_where_it_is_and_ends_when_told(portal: Path, number: signal.Signals) -> None:
    with serving(portal, "--port", "18423") as (process, lines):
        assert "(chỉ máy này xem được)" in lines[0]
        with closing(http.client.HTTPConnection("127.0.0.1", port_in(lines[0]), timeout=10)) as connection:
            connection.request("GET", "/_ssg/live?path=/bai/")
            stream = connection.getresponse()
            assert stream.readline().startswith(b"data: ")
            began = time.monotonic()
            process.send_signal(number)
            said = process.communicate(timeout=10)[1]
            assert time.monotonic() - began < 2
        assert process.returncode == 0
        assert said.splitlines()[0] == "Đang mở trang xem thử…"
        assert said.splitlines()[-1] == "Đã dừng xem thử."
        assert "Traceback" not in said
    assert sorted(path.name for path in portal.iterdir()) == ["content", "site.yaml", "themes"]


@pytest.mark.skipif(not own_addresses(), reason="this machine is on no network")
def test_others_are_told_how_to_reach_it(portal: Path) -> None:
    with serving(portal, "--host", "0.0.0.0", "--port", "18453", "--lang", "en") as (_, lines):
        assert "others on the network can see it too" in lines[0]
        assert re.fullmatch(r"A phone on the same Wi-Fi opens http://[\d.]+:\d+/\.\n", lines[1])


def test_a_start_that_is_impossible_ends_with_status_1(portal: Path) -> None:
    with serving(portal, "--host", "192.0.2.1", "--port", "18483") as (process, _):
        said = process.communicate(timeout=10)[1]
    assert process.returncode == 1
    assert "Không mở được địa chỉ 192.0.2.1, cổng 18483" in said


def test_a_command_that_is_not_serve_knows_nothing_of_the_preview() -> None:
    code = "import ssg.cli, sys; sys.exit(any(name.startswith(('ssg.preview', 'watchdog')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
