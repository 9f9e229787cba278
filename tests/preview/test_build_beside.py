"""A build beside a preview that has seen an edit before it, and remembers in the same files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import NOW, article, run, settle, tree, write

from ssg.preview.studio import open_studio

EDITS: dict[str, Callable[[], str]] = {
    "a title": lambda: article("Tên khác", "02/10/2026 08:00", "Chữ của bài 2."),
    "a body": lambda: article("Bài 2", "02/10/2026 08:00", "Chữ khác."),
    "a date": lambda: article("Bài 2", "12/10/2026 08:00", "Chữ của bài 2."),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("closed", [True, False])
def test_what_the_preview_saw_first_is_published_all_the_same(tmp_path: Path, name: str, closed: bool) -> None:
    files = {
        f"content/tin-tuc/b{n}.md": article(f"Bài {n}", f"0{n}/10/2026 08:00", f"Chữ của bài {n}.") for n in range(1, 6)
    }
    write(tmp_path, dict(files))
    settle(tmp_path)
    run(tmp_path)
    path = "content/tin-tuc/b2.md"
    studio = open_studio(tmp_path, lambda: NOW, drafts=True)
    write(tmp_path, {path: EDITS[name]()})
    assert studio.refresh([path])
    assert studio.settle(30)
    if closed:
        studio.close()
    run(tmp_path)
    made = tree(tmp_path)
    shutil.rmtree(tmp_path / "output")
    run(tmp_path, clean=True)
    assert made == tree(tmp_path)
    write(tmp_path, {path: files[path]})
    studio = open_studio(tmp_path, lambda: NOW, drafts=True) if closed else studio
    studio.refresh([path])
    run(tmp_path)
    made = tree(tmp_path)
    run(tmp_path, clean=True)
    assert made == tree(tmp_path)
    studio.close()
