"""One file with thousands of equal problems does not hide those of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sitekit import article, write

from ssg.cli import cli


@pytest.mark.parametrize("count", [20, 21, 3000])
def test_equal_problems_of_one_file_are_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    body = "\n\n".join(f"![](mat-{n}.jpg)" for n in range(count))
    write(tmp_path, {"content/tin-tuc/a.md": article("Bài A", "01/10/2026", body)})
    write(tmp_path, {"content/tin-tuc/b.md": article("Bài B", "02/10/2026", "![](khac.jpg)")})
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, ["build"], standalone_mode=False).output
    assert told.count("mat-") == min(count, 20)
    assert "khac.jpg" in told
    assert (f"content/tin-tuc/a.md: … và {count - 20} chỗ nữa" in told) == (count > 20)
