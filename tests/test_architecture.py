"""The house: imports go down, the stages of floor 3 know nothing of one another, nothing is imported relatively."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sitekit import REPO

FLOORS = {
    "base": 1,
    "model": 2, "texts": 2,
    "content": 3, "site": 3, "render": 3, "counters": 3, "publish": 3, "state": 3,
    "builder": 4, "scaffold": 4, "drafting": 4, "cli_common": 4,
    "preview": 5, "terminal": 5, "cli_new": 5, "cli_usage": 5, "cli_report": 5, "cli_related": 5,
    "cli_serve": 6, "cli_counters": 6,
    "cli": 7,
    "__main__": 8,
}  # fmt: skip
PACKAGE = REPO / "ssg"
FILES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py" and "starter" not in p.parts)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
            if node.module == "ssg":
                yield from ((node.lineno, f"ssg.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def test_every_room_has_a_floor() -> None:
    assert {room_of(p) for p in FILES} == set(FLOORS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    here = room_of(path)
    for line, name in imports_of(path):
        assert not name.startswith("."), f"line {line}: relative import"
        if not name.startswith("ssg."):
            continue
        there = name.split(".")[1]
        if there == "__version__":
            continue
        assert there in FLOORS, f"line {line}: import of {name}, which is no room"
        assert there == here or FLOORS[there] < FLOORS[here], f"line {line}: {here} imports {there}"
