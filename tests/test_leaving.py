"""How the program ends: its status, its last words, and whoever still works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sitekit import article, write

REPO = Path(__file__).parent.parent


def ssg(
    folder: Path, *arguments: str, before: str = "", stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    code = f"import sys; from ssg.cli import main; sys.argv = ['ssg', *sys.argv[1:]]\n{before}\nmain()"
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, text=True, check=False, stdout=stdout, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize(
    ("files", "arguments", "status", "out", "err"),
    [
        ({"content/a.md": article("Bài", "01/10/2026")}, ["build"], 0, "Xong", ""),
        ({"content/a.md": article("Bài", "31/02/2026")}, ["build"], 1, "Xong", "31/02/2026"),
        ({}, ["build", "--lang", "en", "--date", "?"], 2, "", "?"),
        ({}, ["buidl"], 2, "", "buidl"),
        ({}, ["--version"], 0, "ssg", ""),
    ],
)
def test_status_and_words_arrive(
    tmp_path: Path, files: dict[str, str], arguments: list[str], status: int, out: str, err: str
) -> None:
    done = ssg(write(tmp_path, {**files}), *arguments)
    assert (done.returncode, out in done.stdout, err in done.stderr) == (status, True, True), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of closed pipes otherwise")
def test_nobody_listening_is_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = ssg(tmp_path, "--version", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_who_still_works_is_waited_for(tmp_path: Path) -> None:
    slow = (
        "import threading, time; threading.Thread(target=lambda: (time.sleep(0.5), open('done', 'w').close())).start()"
    )
    assert ssg(tmp_path, "--version", before=slow).returncode == 0
    assert (tmp_path / "done").exists()
