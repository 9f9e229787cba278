"""What a build loads: nothing that it may do without."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("PIL.Image", "markdown_it", "mdit_py_plugins", "nh3", "numpy", "rich", "watchdog")


@pytest.mark.parametrize("modules", ["ssg.cli", "ssg.builder.desk, ssg.builder.work"])
def test_what_takes_long_to_load_is_loaded_where_it_is_used(modules: str) -> None:
    code = f"import sys, {modules}; print([name for name in {SLOW} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
