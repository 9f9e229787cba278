from __future__ import annotations

from pathlib import Path

import pytest
from support import write_files

from ssg.base.cache import cache_file
from ssg.base.terms import facts_of, pack_terms
from ssg.content.memory import Memory
from ssg.content.reader import Before, Content, read_content
from ssg.content.shelf import rules_of
from ssg.model.siteyaml import read_site

PATHS = [f"tin-tuc/bai-{n}.md" for n in range(5)]


def read(root: Path, *, remembers: bool) -> Content:
    config = read_site("title: Trường\nurl: https://lamkhe.example\n")[0]
    assert config is not None
    memory = Memory(root / "cache", rules_of(config, "")) if remembers else None
    content = read_content(
        root, config, Before(memory=memory), today="21/11/2024 08:00", progress=lambda done, total: None
    )
    if memory:
        memory.save(content.files.found)
    return content


@pytest.fixture(name="root")
def make_root(tmp_path: Path) -> Path:
    sources = {path: f"---\ntitle: Bài\ndate: 2024-05-01\n---\n\nBài số {path[-4]}.\n" for path in PATHS}
    write_files(tmp_path, {f"content/{path}": text.encode() for path, text in sources.items()})
    return tmp_path


@pytest.mark.parametrize("runs", [[False], [True], [True, True]])
def test_terms_are_those_of_each_text_wherever_they_are_kept(root: Path, runs: list[bool]) -> None:
    terms = [read(root, remembers=remembers) for remembers in runs][-1].terms
    assert dict(terms) == {path: pack_terms(f"Bài số {path[-4]}.") for path in PATHS}
    assert terms.facts == {path: facts_of(packed) for path, packed in terms.items()}
    terms[PATHS[0]] = packed = pack_terms("Khác")
    del terms[PATHS[1]]
    assert (terms[PATHS[0]], terms.facts[PATHS[0]]) == (packed, facts_of(packed))
    assert PATHS[1] not in terms
    assert len(terms) == len(terms.facts) == 4


def test_terms_that_were_lost_are_read_again(root: Path) -> None:
    read(root, remembers=True)
    terms = read(root, remembers=True).terms
    cache_file(root / "cache").write_bytes(b"damaged")
    assert dict(terms) == {path: pack_terms(f"Bài số {path[-4]}.") for path in PATHS}
