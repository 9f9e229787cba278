"""What tests share: paths, the samples from outside, cases kept as data, small portals made on the spot."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import settings
from PIL import Image

from ssg.base.errors import Problem, Severity
from ssg.base.files import Found, walk
from ssg.content.article import Reading, Rules, read_article
from ssg.content.files import Files
from ssg.content.head import Names, names_of
from ssg.model.messages import MESSAGES, told

REPO = Path(__file__).resolve().parent.parent
CASES = REPO / "tests" / "cases"
SAMPLES = REPO.parent / "shared" / "samples"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not beside the repository")

settings.register_profile("ssg", deadline=None, database=None, derandomize=True, max_examples=100)
settings.load_profile("ssg")


def sample_files(folder: str, pattern: str = "*") -> list[Path]:
    """Return the samples of a folder, [] where the samples are absent (mark such tests with ``needs_samples``)."""
    return sorted((SAMPLES / folder).rglob(pattern)) if SAMPLES.is_dir() else []


def load_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a YAML file below tests/cases/; every case has a ``name`` of its own."""
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    names = [case["name"] for case in cases]
    assert cases, f"{name} holds no case"
    assert len(set(names)) == len(names), f"{name} names a case twice"
    return cases


def named(cases: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return cases as parameters that are called by their names."""
    return [pytest.param(case, id=str(case["name"])) for case in cases]


def picture(width: int = 12, height: int = 8, form: str = "JPEG", color: str = "teal") -> bytes:
    """Return a small picture's file."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, form)
    return buffer.getvalue()


def write_files(root: Path, files: Iterable[str] | Mapping[str, bytes]) -> None:
    """Write files below ``root``; where only names are given, photos are pictures and all else a few bytes."""
    contents = files if isinstance(files, Mapping) else {name: file_for(name) for name in files}
    for name, data in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def file_for(name: str) -> bytes:
    """Return what a file of that name would hold."""
    end = name.lower().rpartition(".")[2]
    forms = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
    return picture(form=forms[end]) if end in forms else f"content of {name}".encode()


def files_below(root: Path) -> Files:
    """Return the files of a content folder, as the reader takes them in."""
    files = Files(root=root)
    files.add(item for item in walk(root) if isinstance(item, Found))
    return files


UNITS = names_of([("truong", "Trường THCS Lam Khê"), ("chi-bo", "Chi bộ Trường THCS Lam Khê")])
CATEGORIES = names_of([("tin-tuc", "Tin tức"), ("dang-doan-the", "Đảng - đoàn thể"), ("thong-bao", "Thông báo")])
THREADS = names_of([("ky-niem-40-nam", "Kỷ niệm 40 năm thành lập trường")])


def rules(
    *,
    units: Names = UNITS,
    categories: Names = CATEGORIES,
    threads: Names = THREADS,
    forgiving: bool = True,
    zone: ZoneInfo = ZONE,
) -> Rules:
    """Return the rules of a portal with two units, three categories and one thread."""
    return Rules(
        zone=zone,
        units=units,
        categories=categories,
        threads=threads,
        forgiving=forgiving,
        today="21/11/2024 08:00",
        language="vi",
    )


def read_text(text: str | bytes, root: Path, path: str = "tin-tuc/bai.md", by: Rules | None = None) -> Reading:
    """Read an article's text as the file ``path`` of a content folder whose other files lie below ``root``."""
    data = text.encode() if isinstance(text, str) else text
    return read_article(path, data, files_below(root), by or rules())


def article_of(front: str, body: str = "Nội dung.") -> str:
    """Return an article with a title, a date and more front matter."""
    return f"---\ntitle: Tiêu đề\ndate: 04/10/2022 09:01\n{front}\n---\n{body}\n"


SEVERITY_MARKS = {Severity.ERROR: "", Severity.WARNING: " (warning)", Severity.HINT: " (hint)"}


def briefly(problems: Iterable[Problem]) -> list[str]:
    """Return problems as ``7:3 fm.unknown``, warnings and hints marked as such, in order of place."""
    found = sorted(problems, key=lambda p: (p.line, p.column, p.code))
    return [f"{p.line}:{p.column} {p.code}{SEVERITY_MARKS[p.severity]}" for p in found]


def assert_worded(problems: Iterable[Problem]) -> None:
    """Assert that each problem can be told in both languages with no place left unfilled."""
    for problem in problems:
        names = "|".join(sorted(set(re.findall(r"\{(\w+)\}", "".join(MESSAGES[problem.code])))))
        given = {name for name, _ in problem.values}
        for language in ("vi", "en"):
            text = told(problem, language)
            assert text.strip()
            missing = [name for name in names.split("|") if name and name not in given and f"{{{name}}}" in text]
            assert not missing, f"{problem.code} is told without its {missing}: {text}"
