"""Old addresses made into redirects: what each claims, and what it leaves to others."""

from __future__ import annotations

import pytest

from ssg.model.hosting import Redirect
from ssg.site.hosting import redirects_of

PAGES = {"/", "/tin-tuc/", "/tin-tuc/mot/", "/a.html"}
CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str, str]]]] = {
    "plain": ([("/cu.html", "/m/")], [("/cu.html", "", "/m/")]),
    "with and without its slash": ([("/cu/", "/m/")], [("/cu", "", "/m/"), ("/cu/", "", "/m/")]),
    "small letters too": ([("/Cu.html", "/m/")], [("/Cu.html", "", "/m/"), ("/cu.html", "", "/m/")]),
    "with its index.html": (
        [("/cu/index.html", "/m/")],
        [("/cu", "", "/m/"), ("/cu/", "", "/m/"), ("/cu/index.html", "", "/m/")],
    ),
    "index.html with a query": ([("/index.html?id=5", "/m/")], [("/", "id=5", "/m/"), ("/index.html", "id=5", "/m/")]),
    "&amp; between arguments": ([("/?a=1&amp;b=2", "/m/")], [("/", "a=1 b=2", "/m/")]),
    "what tracks readers": ([("/?p=1&fbclid=x&utm_source=y", "/m/")], [("/", "p=1", "/m/")]),
    "two that differ in case": (
        [("/Cu.html", "/m/"), ("/cu.html", "/h/")],
        [("/Cu.html", "", "/m/"), ("/cu.html", "", "/h/")],
    ),
    "arguments in one order": (
        [("/i.php?b=2&a=1", "/m/"), ("/i.php?a=1&b=2", "/m/")],
        [("/i.php", "a=1 b=2", "/m/")],
    ),
    "more arguments first": (
        [("/i.php", "/m/"), ("/i.php?a=1", "/h/"), ("/i.php?a=1&b=2", "/b/")],
        [("/i.php", "a=1 b=2", "/b/"), ("/i.php", "a=1", "/h/"), ("/i.php", "", "/m/")],
    ),
    "percent-encoded arguments": ([("/?q=%C4%90%E1%BA%A1i+h%E1%BB%99i", "/m/")], [("/", "q=Đại hội", "/m/")]),
    "no value": ([("/?bai-1", "/m/")], [("/", "bai-1=", "/m/")]),
    "question mark alone": ([("/?", "/m/")], []),
    "in the place of home": ([("/", "/m/")], []),
    "in the place of a page": ([("/tin-tuc", "/m/"), ("/a.html", "/m/"), ("/tin-tuc/index.html", "/m/")], []),
    "a page's own address in capitals": ([("/Tin-Tuc/Mot/", "/tin-tuc/mot/")], [
        ("/Tin-Tuc/Mot", "", "/tin-tuc/mot/"), ("/Tin-Tuc/Mot/", "", "/tin-tuc/mot/"),
    ]),
    "a page with a query": ([("/tin-tuc/?id=1", "/m/")], [
        ("/tin-tuc", "id=1", "/m/"), ("/tin-tuc/", "id=1", "/m/"),
    ]),
    "a line break": ([("/a\nreturn 200;", "/m/"), ("/?a=1%0Areturn", "/m/"), ("/\u2028", "/m/")], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_redirects(name: str) -> None:
    pairs, wanted = CASES[name]
    found = [
        (rule.path, " ".join(f"{key}={value}" for key, value in rule.arguments), rule.target)
        for rule in redirects_of(pairs, PAGES)
    ]
    assert found == wanted
    assert redirects_of(reversed(pairs), PAGES) == redirects_of(pairs, PAGES)


def test_ten_thousand_take_no_time() -> None:
    rules = redirects_of([(f"/vi/news/Bai-{n}.html", f"/m/{n}/") for n in range(10_000)], PAGES)
    assert len(rules) == 20_000
    assert isinstance(rules[0], Redirect)
