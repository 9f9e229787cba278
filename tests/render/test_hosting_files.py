"""Files for hosts, as text: what servers here cannot show."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from ssg.model.config import Config
from ssg.model.hosting import HostingView, Redirect
from ssg.render.hosting import hosting_file
from ssg.render.patterns import argument, literal, sent
from ssg.render.servers import FOREVER, POLICY

CONFIG = Config(title="T", url="https://xa.example/lam-khe")
RULES = (
    Redirect(path="/Tin Tức/a.html", target="/m/"),
    Redirect(path="/cu", target="/m/"),
    Redirect(path="/cu/", target="/m/"),
    Redirect(path="/i.php", arguments=(("id", "1:a"), ("op", 'b "&" c')), target="/Đ/"),
)


def _view(host: str, name: str, own: str = "") -> HostingView:
    return HostingView(host=host, name=name, redirects=RULES, lasting=("/_ssg/la-0123456789.css",), own=own)


@pytest.mark.parametrize(
    ("value", "queries"),
    [
        ("1:a", ["1:a", "1%3Aa", "1%3aa"]),
        ("Đại hội", ["Đại+hội", "%C4%90%E1%BA%A1i%20h%E1%BB%99i", "%c4%90%e1%ba%a1i+h%e1%bb%99i"]),
        ("a+b", ["a%2Bb", "a%2bb"]),
        ('a"b$', ["a%22b%24", 'a"b$']),
        ("100%", ["100%25"]),
    ],
)
def test_values_however_they_are_sent(value: str, queries: list[str]) -> None:
    for query in queries:
        assert re.search(argument("q", value).encode(), f"x=1&Q={query}&y=2".encode()), query
        assert not re.search(argument("q", value).encode(), f"x=1&Q={query}2&y=2".encode())
        assert not re.search(argument("q", value).encode(), f"x=1&aq={query}&y=2".encode())


def test_expressions_hold_nothing_that_ends_a_line_or_a_word() -> None:
    for text in ('a"b', "a\nb", "a$b{c}d", "a;b#c", "a\\b", "a b"):
        for made in (literal(text), sent(text)):
            assert not set(made) & set('"\n$;{} #')


def test_long_values_stay_within_a_word_of_nginx() -> None:
    value = "Đ" * 400 + "-123"
    pattern = sent(value)
    assert len(pattern) < 3_000
    encoded = "%C4%90" * 400
    assert re.fullmatch(pattern.encode(), f"{encoded}-123".encode())
    assert not re.fullmatch(pattern.encode(), f"{encoded}-124".encode())


def test_web_config_is_well_formed_and_redirects() -> None:
    root = ET.fromstring(hosting_file(_view("iis", "web.config"), CONFIG))
    rules = root.findall(".//rule")
    assert len({rule.get("name") for rule in rules}) == len(rules) == 4
    match = rules[0].find("match")
    assert match is not None
    assert re.search(match.get("url", ""), "Tin Tức/a.html")
    conditions = [add.get("pattern", "") for add in rules[3].findall(".//add")]
    for query in ("id=1:a&op=b+%22%26%22+c", "fbclid=x&op=b%20%22%26%22%20c&id=1%3Aa"):
        assert all(re.search(pattern, query) for pattern in conditions), query
    action = rules[3].find("action")
    assert action is not None
    assert (action.get("url"), action.get("appendQueryString")) == ("/lam-khe/%C4%90/", "false")
    errors = [(error.get("statusCode"), error.get("path")) for error in root.findall(".//httpErrors/error")]
    assert errors == [("403", "/lam-khe/404.html"), ("404", "/lam-khe/404.html")]
    assert [place.get("path") for place in root.findall("location")] == ["anh", "_ssg/la-0123456789.css"]


def test_cloudflare_gets_plain_ones_only_and_those_without_a_page_first() -> None:
    many = tuple(Redirect(path=f"/a-{n}.html", target="/m/") for n in range(2_000))
    view = replace(_view("cloudflare", "_redirects"), redirects=(*many, *RULES, Redirect(path="/n.aspx", target="/m/")))
    lines = [line for line in hosting_file(view, CONFIG).splitlines() if line and line[0] != "#"]
    assert lines[0] == "/lam-khe/n.aspx /lam-khe/m/ 301"
    assert len(lines) == 2_000
    assert not any("i.php" in line for line in lines)


def test_headers_leave_to_the_site_what_it_sets_itself() -> None:
    own = "/lam-khe/*\n  content-security-policy: default-src *\n/x\n  A: b\n"
    text = hosting_file(_view("netlify", "_headers", own), CONFIG)
    assert text.startswith(own)
    assert POLICY not in text
    assert text.count("/lam-khe/*") == 2
    assert f"/lam-khe/anh/*\n  Cache-Control: {FOREVER}\n/lam-khe/_ssg/la-0123456789.css\n" in text
    assert POLICY in hosting_file(_view("netlify", "_headers"), CONFIG)


def test_own_lines_come_first_in_redirects_and_last_in_htaccess() -> None:
    assert hosting_file(_view("netlify", "_redirects", "/a /b\n"), CONFIG).startswith("/a /b\n")
    assert hosting_file(_view("apache", ".htaccess", "Header unset X\n"), CONFIG).endswith("\nHeader unset X\n")


@pytest.mark.parametrize(("host", "name"), [("nginx", "nginx.conf"), ("apache", ".htaccess"), ("iis", "web.config")])
def test_eight_thousand_addresses_of_one_script_take_seconds(host: str, name: str) -> None:
    rules = tuple(
        Redirect(path="/index.php", arguments=(("nv", "news"), ("op", f"Tin/{n:04}")), target=f"/m/{n}/")
        for n in range(8_000)
    )
    began = time.process_time()
    text = hosting_file(HostingView(host=host, name=name, redirects=rules), CONFIG)
    assert time.process_time() - began < 10
    assert text.count("/lam-khe/m/") == 8_000
