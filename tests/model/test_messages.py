from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support import REPO

from ssg.base.errors import Severity, hint, problem, warning
from ssg.model.labels import LABELS
from ssg.model.messages import KINDS, MESSAGES, SEVERITIES, fill, told, word
from ssg.model.phrases import PHRASES

CODE = re.compile(r"[a-z]+(\.[a-z_0-9]+)+")
FILE_NAME = re.compile(r".*\.(html?|xml|txt|yaml|ini|db|md|js|css|conf|sqlite3|ico|png|svg|jpe?g|csv|bat)")
RAISERS = {"problem", "warning", "hint", "report", "warn", "DateError", "ImageError", "SrcError", "YamlError"}
# what those who pass an error on add to its values
ADDED = {
    "ImageError": {"src"},
    "YamlError": set(),
    "DateError": set(),
    "SrcError": {"target"},
}


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((REPO / "ssg").rglob("*.py"))}


def codes_in_the_code() -> dict[str, str]:
    """Return every text that looks like the code of a problem, with a place where it stands."""
    prefixes = {code.split(".")[0] for code in MESSAGES}
    found: dict[str, str] = {}
    for path, tree in trees().items():
        if path.name.endswith(("messages.py", "labels.py", "phrases.py")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                for code in codes_of(node):
                    found.setdefault(code, f"{path.name}:{node.lineno}")
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)):
                continue
            text = node.value
            if (
                text.split(".")[0] in prefixes
                and text not in LABELS
                and text not in PHRASES
                and not FILE_NAME.fullmatch(text)
            ):
                found.setdefault(text, f"{path.name}:{node.lineno}")
    return found


def codes_of(text: ast.JoinedStr) -> list[str]:
    """Return the codes that a text with a place to fill, such as f"{kind}.unknown", may become."""
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z]+" for part in text.values]
    return [code for code in MESSAGES if "[a-z]+" in parts and len(parts) == 2 and re.fullmatch("".join(parts), code)]


def calls() -> Iterator[tuple[str, str, set[str], str]]:
    """Yield (who, code, names of the values given, place) of each call that makes a problem of a literal code."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            who = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if who not in RAISERS or not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            names = {k.arg for k in node.keywords if k.arg} | ADDED.get(who, set())
            for keyword in node.keywords:
                if keyword.arg is None and isinstance(keyword.value, ast.Dict):
                    names |= {str(key.value) for key in keyword.value.keys if isinstance(key, ast.Constant)}
                elif keyword.arg is None:
                    names.add("*")
            yield who, first.value, names, f"{path.name}:{node.lineno}"


def test_every_code_is_worded() -> None:
    used = codes_in_the_code()
    assert len(used) > 60
    assert {code: place for code, place in used.items() if code not in MESSAGES} == {}


def test_every_wording_is_used() -> None:
    assert sorted(set(MESSAGES) - set(codes_in_the_code())) == []


def test_every_call_gives_the_values_its_wording_names() -> None:
    found = list(calls())
    assert len(found) > 60
    wrong = []
    for who, code, names, place in found:
        wanted = set(re.findall(r"\{(\w+)\}", "".join(MESSAGES[code]))) if code in MESSAGES else set()
        if not wanted <= names and "*" not in names and not (who == "YamlError" and code == "fm.syntax"):
            wrong.append((place, code, sorted(wanted - names)))
    assert wrong == []


def test_every_kind_that_is_named_is_worded() -> None:
    kinds = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            who = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if who == "wrong" and node.args and isinstance(node.args[0], ast.Constant):
                kinds.add(node.args[0].value)
            if (
                who in RAISERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value in ("fm.type", "site.reference")
            ):
                kinds |= {k.value.value for k in node.keywords if k.arg == "kind" and isinstance(k.value, ast.Constant)}
    assert len(kinds) > 4
    assert kinds <= set(KINDS)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_wording_says_the_same_in_both_languages(code: str) -> None:
    what_vi, mend_vi, what_en, mend_en = MESSAGES[code]
    assert what_vi.strip()
    assert what_en.strip()
    assert bool(mend_vi) == bool(mend_en)
    for one, other in ((what_vi, what_en), (mend_vi, mend_en)):
        assert set(re.findall(r"\{(\w+)\}", one)) == set(re.findall(r"\{(\w+)\}", other))
    assert what_vi != what_en
    assert what_vi.endswith((".", ":", "]", "."))
    assert "!" not in what_vi + mend_vi


@pytest.mark.parametrize("code", MESSAGES)
def test_a_wording_with_its_values_has_no_hole_left(code: str) -> None:
    names = set(re.findall(r"\{(\w+)\}", "".join(MESSAGES[code])))
    optional = tuple(
        name for part in re.findall(r"\[[^\]]*\]", "".join(MESSAGES[code])) for name in re.findall(r"\{(\w+)\}", part)
    )
    values = {name: f"<{name}>" if name != "kind" else "unit" for name in names}
    for language in ("vi", "en"):
        for empty in ((), optional):
            text = told(problem(code, "content/a.md", 1, 1, **{**values, **dict.fromkeys(empty, "")}), language)
            assert not re.search(r"[{}\[\]]", text.replace("{ }", "")), text
            assert "“”" not in text
            assert "``" not in text
            for name in names - set(empty) - {"kind"}:
                assert f"<{name}>" in text or all(f"{{{name}}}" not in part for part in MESSAGES[code])


@pytest.mark.parametrize(
    "term",
    [
        "front matter",
        "metadata",
        "build",
        "render",
        "deploy",
        "preview",
        "localhost",
        "draft",
        "slug ",
        "URL",
        "alias",
        "sapo",
        "tag ",
        "cache",
        "theme ",
        "ledger",
        "widget",
        "click",
        "bạn",
    ],
)
def test_editors_are_spoken_to_in_their_own_words(term: str) -> None:
    """LABELS part 1 lists what is never said; what stands between backquotes is typed, not said."""
    said = {code: re.sub(r"`[^`]*`", "", f"{texts[0]} {texts[1]} ") for code, texts in MESSAGES.items()}
    assert [code for code, text in said.items() if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text)] == []


def test_the_line_form() -> None:
    found = problem(
        "photo.missing",
        "content/tin-tuc/2024/bai.md",
        7,
        3,
        src="anh.jpg",
        folder="content/tin-tuc/2024/",
        near="anh-1.jpg",
    )
    assert told(found, "vi") == (
        "content/tin-tuc/2024/bai.md:7:3: lỗi: Không thấy ảnh “anh.jpg” trong thư mục của bài.\n"
        "  → Chép ảnh vào content/tin-tuc/2024/ hoặc sửa lại tên. Có ảnh tên gần giống: anh-1.jpg."
    )
    assert told(found, "en").startswith("content/tin-tuc/2024/bai.md:7:3: error: There is no photo “anh.jpg”")


def test_what_is_not_near_is_not_offered() -> None:
    found = problem("photo.missing", "content/bai.md", 7, 3, src="anh.jpg", folder="content/", near="")
    assert told(found, "vi").endswith("\n  → Chép ảnh vào content/ hoặc sửa lại tên.")
    assert word(problem("fm.unknown", key="x", near=""), "vi") == ("Không có mục “x”.", "")
    assert "→" not in told(problem("fm.unknown", "a.md", 1, 1, key="x", near=""), "vi")


@pytest.mark.parametrize(
    ("line", "column", "path", "start"),
    [
        (0, 0, "content/a.md", "content/a.md: cảnh báo: "),
        (3, 0, "content/a.md", "content/a.md:3: cảnh báo: "),
        (3, 5, "content/a.md", "content/a.md:3:5: cảnh báo: "),
        (0, 0, "", "cảnh báo: "),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(line: int, column: int, path: str, start: str) -> None:
    assert told(warning("content.empty", path, line, column), "vi").startswith(start + "Chưa có")


def test_severities() -> None:
    assert [SEVERITIES["vi"][s] for s in Severity] == ["lỗi", "cảnh báo", "gợi ý"]
    assert [made("content.empty").severity for made in (problem, warning, hint)] == list(Severity)
    assert [made("content.empty").is_error for made in (problem, warning, hint)] == [True, False, False]


def test_kinds_are_told_in_the_language() -> None:
    found = problem("fm.type", "a.md", 1, 1, key="tags", kind="list", value="x")
    assert told(found, "vi") == "a.md:1:1: lỗi: Mục “tags” cần một danh sách, hiện đang là “x”."
    assert told(found, "en") == "a.md:1:1: error: “tags” takes a list, not “x”."


def test_values_are_never_read_as_wording() -> None:
    found = problem("fm.unknown", "a.md", 1, 1, key="{near}", near="[x {key}]")
    assert told(found, "vi") == "a.md:1:1: lỗi: Không có mục “{near}”.\n  → Ý là “[x {key}]”?"
    assert fill("a[ {b}]{c}", {"b": "{c}", "c": "1"}) == "a {c}1"
