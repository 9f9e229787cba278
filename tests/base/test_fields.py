from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import REPO, assert_worded, briefly

from ssg.base.errors import Problem
from ssg.base.fields import Field, Source, YamlError, compose, fold_key, vocabulary


def top(text: str) -> Field:
    node = compose(text)
    assert node is not None
    return Field(path="", node=node, key=None, source=Source(path="site.yaml", first_line=0, problems=[]))


def problems_of(field: Field) -> list[Problem]:
    assert_worded(field.source.problems)
    return field.source.problems


def value(text: str) -> Field:
    return top(f"a: {text}").pairs()["a"]


@pytest.mark.parametrize(
    "said", ["10:38", "11.297", "012", "no", "2022-02-30", "0x1f", "1e3", "yes", "=", "2001-01-01", "190:20:30", "<<"]
)
def test_yaml_guesses_nothing(said: str) -> None:
    assert value(said).line() == said


@pytest.mark.parametrize("said", ["có", "Có", "CO", "true", "True", "yes", "on", "1", '"có"'])
def test_yes(said: str) -> None:
    field = value(said)
    assert field.boolean() is True
    assert problems_of(field) == []


@pytest.mark.parametrize("said", ["không", "Không", "khong", "false", "no", "off", "0"])
def test_no(said: str) -> None:
    field = value(said)
    assert field.boolean() is False
    assert problems_of(field) == []


@pytest.mark.parametrize("said", ["ừ", "chưa", "", "[true]", "{a: b}", "2"])
def test_neither_yes_nor_no_is_no_and_a_problem(said: str) -> None:
    field = value(said)
    assert field.boolean() is False
    assert briefly(problems_of(field)) == [f"1:{4 if said else 3} fm.bool"]


@pytest.mark.parametrize(
    ("said", "count", "told"),
    [
        ("1162", 1162, []),
        ("1.162", 1162, []),
        ("11.297", 11297, []),
        ("012", 12, []),
        ('"1.162"', 1162, []),
        ("1.5", 7, ["1:4 fm.type"]),
        ("10:38", 7, ["1:4 fm.type"]),
        ("-1", 7, ["1:4 fm.type"]),
        ("nhiều", 7, ["1:4 fm.type"]),
        ("[1]", 7, ["1:4 fm.type"]),
        ("2000000", 7, ["1:4 fm.type"]),
        ("0", 7, ["1:4 fm.type"]),
    ],
)
def test_counts(said: str, count: int, told: list[str]) -> None:
    field = value(said)
    assert field.count(7, 1, 1_000_000) == count
    assert briefly(problems_of(field)) == told


def test_a_choice_is_forgiving_and_a_wrong_one_names_the_nearest() -> None:
    assert value("Bottom").choice(("top", "bottom"), "top") == "bottom"
    wrong = value("botom")
    assert wrong.choice(("top", "bottom"), "top") == "top"
    (problem,) = problems_of(wrong)
    assert (problem.code, dict(problem.values)["near"], dict(problem.values)["key"]) == ("field.choice", "bottom", "a")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("[kết nạp đảng, đại hội]", ["kết nạp đảng", "đại hội"]),
        ("kết nạp đảng, đại hội", ["kết nạp đảng", "đại hội"]),
        ("kết nạp đảng; đại hội;", ["kết nạp đảng", "đại hội"]),
        ("\n  - kết nạp đảng\n  -\n  - đại  hội", ["kết nạp đảng", "đại hội"]),
        ("", []),
        ("[]", []),
    ],
)
def test_words(said: str, words: list[str]) -> None:
    assert value(said).words() == words


def test_wrong_kinds_are_problems_with_key_path_and_kind() -> None:
    root = top("title: [a]\nunits: truong\nhome: [x]\nitems: [{a: b}]\nmenu: {a: b}")
    fields = root.pairs()
    assert fields["title"].line() == ""
    assert fields["units"].items() == []
    assert fields["home"].mapping(("featured",)) == {}
    assert fields["menu"].items() == []
    assert fields["items"].items()[0].line() == ""
    told = [(p.line, p.column, dict(p.values)["key"], dict(p.values)["kind"]) for p in problems_of(root)]
    assert told == [
        (1, 8, "title", "line"),
        (2, 8, "units", "list"),
        (3, 7, "home", "mapping"),
        (5, 7, "menu", "list"),
        (4, 9, "items[0]", "line"),
    ]


def test_a_key_typed_twice_is_a_problem_that_names_both_lines_and_the_first_counts() -> None:
    root = top("title: một\ndate: x\n\nTitle: hai")
    fields = root.mapping(("title", "date"))
    assert fields["title"].line() == "một"
    (problem,) = problems_of(root)
    assert (problem.code, problem.line, problem.column) == ("fm.duplicate", 4, 1)
    assert dict(problem.values) == {"key": "Title", "a": "1", "b": "4"}


def test_two_spellings_of_one_key_are_a_key_typed_twice() -> None:
    root = top("tiêu đề: một\ntitle: hai")
    root.mapping(vocabulary({"title": ("tiêu đề",)}))
    assert briefly(problems_of(root)) == ["2:1 fm.duplicate"]


def test_free_keys_are_not_typed_twice_either() -> None:
    root = top("a: 1\nb: 2\na: 3")
    assert {key: field.line() for key, field in root.pairs().items()} == {"a": "1", "b": "2"}
    assert briefly(problems_of(root)) == ["3:1 fm.duplicate"]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("titel", "title"),
        ("tile", "title"),
        ("ngay dag", "ngày đăng"),
        ("zzz", ""),
        ("Event-Date", None),
        ("NGÀY ĐĂNG", None),
    ],
)
def test_an_unknown_key_is_a_problem_with_the_nearest_one_offered(key: str, near: str | None) -> None:
    root = top(f"{key}: x")
    found = root.mapping(vocabulary({"title": (), "event_date": (), "date": ("ngày đăng",)}))
    if near is None:
        assert len(found) == 1
        return
    assert found == {}
    (problem,) = problems_of(root)
    assert (problem.code, problem.line, problem.column, dict(problem.values)["near"]) == ("fm.unknown", 1, 1, near)


def test_a_comma_in_braces_is_explained_with_what_it_cut() -> None:
    root = top("photos:\n  - {src: a.jpg, caption: Đồng chí Trần Văn A, Bí thư Chi bộ, trao quyết định}")
    photo = root.pairs()["photos"].items()[0].mapping(("src", "caption"))
    assert photo["caption"].line() == "Đồng chí Trần Văn A"
    first = problems_of(root)[0]
    assert (first.code, first.line, dict(first.values)) == (
        "fm.comma",
        2,
        {"a": "Đồng chí Trần Văn A", "b": "Bí thư Chi bộ"},
    )
    assert {p.code for p in root.source.problems} == {"fm.comma"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b\n\tc: d", "2:1 fm.tab"),
        ("a:\n  b: c\n \td: e", "3:2 fm.tab"),
        ('tags: "một', "1:7 fm.quote"),
        ("tags: 'một\nb: c", "1:7 fm.quote"),
        ('tags: "một" hai', "1:7 fm.quote"),
        ('slug: "C:\\Windows"', "1:7 fm.quote"),
        ("tags: một: hai", "1:10 fm.syntax"),
        ("tags: [một, hai", "1:7 fm.syntax"),
        ("a: b\nchữ không có dấu hai chấm\nc: d", "2:1 fm.syntax"),
        ("a: b\nchữ không có dấu hai chấm", "2:1 fm.syntax"),
        ("a: b\n  c: d", "2:4 fm.syntax"),
        ("a:\n    b: c\n  d: e", "3:3 fm.syntax"),
        ("date: @x", "1:7 fm.syntax"),
        ("a: %x", "1:4 fm.syntax"),
        ("a: &x b", "1:4 fm.bomb"),
        ("a: *x", "1:4 fm.bomb"),
        ("a: b\n---\nc: d", "2:1 fm.syntax"),
    ],
)
def test_what_is_no_yaml_is_refused_on_its_line(text: str, told: str) -> None:
    with pytest.raises(YamlError) as caught:
        compose(text)
    assert f"{caught.value.line}:{caught.value.column} {caught.value.code}" == told


def test_the_line_that_cannot_be_read_is_shown() -> None:
    with pytest.raises(YamlError) as caught:
        compose("a: b\nkhông có dấu hai chấm\nc: d")
    assert caught.value.values == {"text": "không có dấu hai chấm"}


@pytest.mark.parametrize("text", ["", "# chỉ có lời ghi chú", "\n\n"])
def test_an_empty_document_is_none(text: str) -> None:
    assert compose(text) is None


@pytest.mark.parametrize("text", ["---", "---\n..."])
def test_a_document_of_marks_only_has_no_keys(text: str) -> None:
    field = top(text)
    assert field.mapping(("a",)) == {}
    assert problems_of(field) == []


@pytest.mark.parametrize("depth", [25, 60, 199])
def test_nesting_no_person_types_is_refused(depth: int) -> None:
    for text in (
        "a: " + "[" * depth + "]" * depth,
        "a: " + "{a: " * depth + "}" * depth,
        "- " * depth + "a",
        "-  " * depth + "a",
        "? " * depth + "a",
        "\n".join(" " * i + "a:" for i in range(depth)),
    ):
        with pytest.raises(YamlError) as caught:
            compose(text)
        assert caught.value.code == "fm.bomb", text[:20]


BOMBS = {
    "flow lists": '"a: " + "[" * 300000',
    "flow mappings": '"a: " + "{a: " * 100000',
    "lists in one line": '"- " * 500000 + "a"',
    "lists two spaces apart": '"-  " * 500000 + "a"',
    "complex keys": '"? " * 500000 + "a"',
    "complex keys three spaces apart": '"?   " * 400000 + "a"',
    "lists and keys in turn": '"- ? " * 300000 + "a"',
    "laughs": '"".join(f"a{i}: &a{i} [" + ",".join([f"*a{i-1}" if i else "x"] * 9) + "]\\n" for i in range(20))',
    "deep indent": '"\\n".join(" " * i + "a:" for i in range(1800))',
    "a quote that never ends": '"a: \\"" + "x\\n" * 600000',
    "a long key": '"a" * 1900000 + ": b"',
    "many keys": '"".join(f"k{i}: {i}\\n" for i in range(10000))',
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_neither_crash_nor_fill_the_memory(name: str) -> None:
    script = f"""
        import sys
        try:
            import resource
            resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        except ImportError:
            pass  # no such limit on Windows
        from ssg.base.fields import YamlError, compose
        try:
            print(type(compose({BOMBS[name]})).__name__)
        except YamlError as error:
            print(error.code)
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, f"exit status {run.returncode}: {run.stderr[-300:]}"
    assert run.stdout.strip() in ("fm.bomb", "fm.syntax", "fm.quote", "MappingNode")


@given(st.one_of(st.text(max_size=60), st.text("ab:-?[]{}&*!|>'\"#,% \n\t", max_size=40)))
def test_any_text_is_a_document_or_refused_on_a_line_of_it(text: str) -> None:
    refused: YamlError | None = None
    node = None
    try:
        node = compose(text)
    except YamlError as error:
        refused = error
    if refused:
        assert 1 <= refused.line <= text.count("\n") + 2
        assert refused.column >= 1
        assert refused.code in ("fm.bomb", "fm.tab", "fm.quote", "fm.syntax")
    elif node is not None:
        field = Field(path="", node=node, key=None, source=Source(path="", first_line=0, problems=[]))
        field.mapping(("a", "b"))
        field.pairs()
        problems_of(field)


def test_keys_are_folded() -> None:
    assert {fold_key(k) for k in ("Ngày đăng", "NGÀY ĐĂNG", "ngay_dang", "ngay-dang", " Ngày  đăng ")} == {"ngay_dang"}
