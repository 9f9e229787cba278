from __future__ import annotations

import pytest

from ssg.preview.hosts import accepted_names, is_accepted, name_of, own_addresses
from ssg.preview.paths import MAX_TARGET, PathError, read_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/tin-tuc/", "/tin-tuc/"),
        ("/tin-tuc/?a=1#b", "/tin-tuc/"),
        ("//tin//tuc/", "/tin/tuc/"),
        ("/b%C3%A0i/", "/bài/"),
        ("/b\u00c3\u00a0i/", "/bài/"),
        ("/ba%CC%80i/", "/bài/"),
        ("/a%20b%25", "/a b%"),
        ("/a%zz", "/a%zz"),
        ("/a...b/..c/", "/a...b/..c/"),
        ("/_ssg/rate/?url=/a/&stars=3", "/_ssg/rate/"),
    ],
)
def test_a_target_is_read(target: str, path: str) -> None:
    assert read_path(target) == path


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("", 400),
        ("*", 400),
        ("tin/", 400),
        ("http://khac.example/", 400),
        ("/%ff", 400),
        ("/a%0ab", 400),
        ("/a\x7fb", 400),
        ("/../etc/passwd", 404),
        ("/a/..", 404),
        ("/a/./b", 404),
        ("/%2e%2e/etc/passwd", 404),
        ("/.%2E/a", 404),
        ("/a%2f..%2fb", 404),
        ("/a%5c..%5Cb", 404),
        ("/a\\..\\b", 404),
        ("/a%00.html", 404),
        ("/" + "a" * MAX_TARGET, 414),
    ],
)
def test_a_target_that_names_nothing_here_is_refused(target: str, status: int) -> None:
    with pytest.raises(PathError) as refused:
        read_path(target)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8000", "localhost"),
        ("localhost.:80", "localhost"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("", ""),
        ("localhost:80:90", ""),
        ("localhost:x", ""),
        ("[::1]evil.example", ""),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert name_of(header) == name


@pytest.mark.parametrize(
    ("host", "header", "accepted"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "192.168.1.5", False),
        ("127.0.0.1", "10.0.0.7:8000", True),
        ("127.0.0.1", "", False),
        ("may-truong", "may-truong:8000", True),
        ("0.0.0.0", "0.0.0.0", False),
        ("0.0.0.0", "evil.example", False),
    ],
)
def test_only_this_machine_s_own_names_are_answered(host: str, header: str, accepted: bool) -> None:
    assert is_accepted(header, accepted_names(host), "10.0.0.7") is accepted


def test_this_machine_answers_to_its_name_where_it_listens_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "May-Truong.local")
    assert {"may-truong.local", "localhost"} <= accepted_names("0.0.0.0")
    assert "may-truong.local" not in accepted_names("127.0.0.1")


def test_addresses_to_type_are_not_those_of_this_machine_alone() -> None:
    assert not [address for address in own_addresses() if address.startswith("127.")]
