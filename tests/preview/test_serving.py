"""The server over plain sockets: what it answers, what it refuses, and that nothing is left when it ends."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from previewkit import FakeStudio, Served, make_portal, preview, save, wait_until

from ssg.base.files import digest
from ssg.counters.formats import COMBINED, LineReader
from ssg.preview import server as server_module
from ssg.preview.careful import CarefulStudio
from ssg.preview.hub import MAX_OF_CLIENT
from ssg.preview.pages import live_script
from ssg.preview.serving import ServeError


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with preview(make_portal(tmp_path), log=tmp_path / "access.log") as one:
        yield one


def ask(served: Served, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Any:
    """Return an answer, its body read into ``data``."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.address.port, timeout=10)) as connection:
        connection.request(method, path, headers=dict(headers or {}))
        answer: Any = connection.getresponse()
        answer.data = answer.read()
        return answer


def send(served: Served, data: bytes) -> bytes:
    """Return all that comes back for some bytes, until the server closes."""
    with closing(socket.create_connection(("127.0.0.1", served.address.port), timeout=10)) as connection:
        connection.sendall(data)
        got = b""
        while piece := connection.recv(65536):
            got += piece
        return got


class Tab:
    """An event stream as a browser keeps it."""

    def __init__(self, served: Served, path: str, **asked: object) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", served.address.port, timeout=10)
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        agent = {"User-Agent": str(asked.get("agent", "tab"))}
        self.connection.request("GET", f"/_ssg/live?path={quote(path, safe='')}&{query}", headers=agent)
        self.answer = self.connection.getresponse()

    def hear(self) -> dict[str, Any]:
        """Return the next message, {} at the end."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                said: dict[str, Any] = json.loads(line[6:])
                return said
        return {}

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


@pytest.fixture
def tabs(served: Served) -> Iterator[Any]:
    opened = []

    def open_tab(path: str, **asked: object) -> Tab:
        opened.append(Tab(served, path, **asked))
        return opened[-1]

    yield open_tab
    for tab in opened:
        tab.close()


def page_of(served: Served, path: str) -> str:
    return digest(served.studio.answer(path).body)


def test_a_page_is_as_the_build_would_write_it_but_for_one_script(served: Served) -> None:
    answer = ask(served, "/bai/")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    built = served.studio.answer("/bai/").body
    script = f'<script src="/_ssg/live.js?v={digest(live_script())[:10]}" data-page="{digest(built)}" defer></script>'
    assert answer.data.replace(script.encode(), b"") == built
    assert answer.data.endswith(f"{script}</body></html>\n".encode())
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_file_is_sent_as_it_is(served: Served) -> None:
    answer = ask(served, "/logo.svg")
    assert answer.data == served.studio.files["/logo.svg"]
    assert answer.headers["Content-Type"] == "image/svg+xml"


def test_what_the_browser_has_is_not_sent_again(served: Served) -> None:
    tag = ask(served, "/bai/").headers["ETag"]
    for known in (tag, f'"x", W/{tag}', "*"):
        again = ask(served, "/bai/", {"If-None-Match": known})
        assert (again.status, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert ask(served, "/bai/", {"If-None-Match": '"x"'}).status == 200


def test_head_has_no_body(served: Served) -> None:
    answer = ask(served, "/bai/", method="HEAD")
    assert (answer.status, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(ask(served, "/bai/").data)


def test_what_is_not_there_and_what_moved(served: Served) -> None:
    missing = ask(served, "/khong/")
    assert missing.status == 404
    assert "Không có trang này".encode() in missing.data
    assert b"/_ssg/live.js" in missing.data
    moved = ask(served, "/bai")
    assert (moved.status, moved.headers["Location"]) == (301, "/bai/")


def test_the_script_is_served_and_small(served: Served) -> None:
    answer = ask(served, "/_ssg/live.js?v=1")
    assert (answer.data, answer.headers["Content-Type"]) == (live_script(), "text/javascript; charset=utf-8")
    assert len(live_script()) < 12 * 1024


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_can_be_changed(served: Served, method: str) -> None:
    answer = ask(served, "/bai/", method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "[::1]x", ""])
def test_a_foreign_name_is_refused(served: Served, host: str) -> None:
    assert ask(served, "/bai/", {"Host": host}).status == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET /a%00b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET /\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 414),
        (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET /_ssg/live?path=/../x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /_ssg/live?path=/&page=%3Cx HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /_ssg/live?path=/&turn=-1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /_ssg/live?path=/ HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n", 400),
        (b"HEAD /_ssg/live?path=/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 503),
    ],
    ids=range(15),
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_the_server_goes_on(served: Served, sent: bytes, status: int) -> None:
    assert f" {status} ".encode() in send(served, sent).split(b"\r\n", 1)[0] + b" "
    assert ask(served, "/bai/").status == 200
    assert served.said == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nhost: evil.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0, 0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: local\r\n host\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n\tc\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n A: b\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nno header\r\nA: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\x00c\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\rX: c\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"b" * 70000 + b"\r\n\r\n", 431),
        (b"GET /\r\n\r\n", 400),
        (b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET\t/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b" GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n", 400),
        (b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /a\x00b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / http/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
        (b"GET bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET http://evil.example/bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET http:///bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET ftp://localhost/bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400),
        (b"GET http://localhost:80/bai/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403),
        (b"GET HTTP://LocalHost:80/bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200),
        (b"GET http://localhost?x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(served: Served, sent: bytes, status: int) -> None:
    assert send(served, sent).startswith(f"HTTP/1.1 {status} ".encode())
    assert ask(served, "/bai/").status == 200


def test_a_request_that_is_refused_hides_no_second_one(served: Served) -> None:
    for head in (b"Host: localhost\r\nHost: localhost", b"Host: localhost\r\nContent-Length: 5\r\nContent-Length: 0"):
        second = b"GET /hai/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
        told = send(served, b"GET /bai/ HTTP/1.1\r\n" + head + b"\r\n\r\n" + second)
        assert told.count(b"HTTP/1.1 ") == 1
        assert told.startswith(b"HTTP/1.1 400 ")


def test_a_body_nobody_asked_for_is_no_second_request(served: Served) -> None:
    body = b"GET /hai/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"GET /bai/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert send(served, head + body).count(b"HTTP/1.1 ") == 1


def test_a_connection_serves_many_requests(served: Served) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.address.port, timeout=10)) as connection:
        for path in ("/", "/bai/", "/hai/", "/khong/"):
            connection.request("GET", path)
            connection.getresponse().read()
            assert connection.sock is not None


def test_a_large_file_is_sent_whole(served: Served) -> None:
    data = bytes(range(256)) * 20_000
    served.studio.files["/lon.pdf"] = data
    answer = ask(served, "/lon.pdf")
    assert (answer.headers["Content-Type"], answer.data) == ("application/pdf", data)


def test_slow_and_idle_clients_are_let_go(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "PATIENCE", 0.2)
    slow = socket.create_connection(("127.0.0.1", served.address.port), timeout=10)
    with closing(slow):
        slow.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert slow.recv(1) == b""


def test_connections_beyond_the_limit_are_closed(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MAX_CONNECTIONS", 0)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        ask(served, "/bai/")


# --- event streams


def test_a_tab_that_shows_the_page_is_only_told_of_bar_and_errors(served: Served, tabs: Any) -> None:
    said = tabs("/bai/", page=page_of(served, "/bai/")).hear()
    assert set(said) == {"run", "turn", "labels", "hasBar", "notes", "errors"}
    assert said["notes"]["bar"] == ["Sửa lúc 08:30:15, 22/11/2026", "4 chữ", "Bài này không có lỗi."]
    assert said["errors"] == {"items": [], "more": "", "key": ""}


def test_a_save_sends_the_new_page_and_once_the_old_one(served: Served, tabs: Any) -> None:
    old = ask(served, "/bai/").data
    tab = tabs("/bai/", page=page_of(served, "/bai/"))
    tab.hear()
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Khác.</p>\n")
    said = tab.hear()
    assert said["html"] == served.studio.answer("/bai/").body.decode()
    assert said["page"] == page_of(served, "/bai/")
    assert len(said["was"].encode()) < len(old)
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Khác nữa.</p>\n")
    said = tab.hear()
    assert "Khác nữa" in said["html"]
    assert "was" not in said


def test_a_tab_whose_page_is_the_same_hears_nothing(served: Served, tabs: Any) -> None:
    one, other = (tabs(path, page=page_of(served, path)) for path in ("/hai/", "/bai/"))
    one.hear()
    other.hear()
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Khác.</p>\n")
    assert "Khác" in other.hear()["html"]
    save(served.studio.root, "content/hai.md", "Bài hai\n<p>Cũng khác.</p>\n")
    assert "Cũng khác" in one.hear()["html"]


def test_a_tab_that_slept_is_told_what_it_missed(served: Served, tabs: Any) -> None:
    ask(served, "/bai/")
    shown = page_of(served, "/bai/")
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Trong lúc ngủ.</p>\n")
    wait_until(lambda: page_of(served, "/bai/") != shown)
    said = tabs("/bai/", page=shown).hear()
    assert "Trong lúc ngủ" in said["html"]
    assert "Đoạn đầu" in said["was"]
    assert "was" not in tabs("/bai/", page=shown, source=1).hear()


def test_a_deleted_page_is_told_of(served: Served, tabs: Any) -> None:
    tab = tabs("/bai/", page=page_of(served, "/bai/"))
    tab.hear()
    (served.studio.root / "content/bai.md").unlink()
    said = tab.hear()
    assert "Bài “Bài một” không còn ở địa chỉ này." in said["html"]
    assert said["notes"] == {"ribbon": [], "bar": [], "items": []}


def test_a_page_that_moved_leads_there(served: Served, tabs: Any) -> None:
    assert tabs("/bai").hear()["location"] == "/bai/"


def test_an_error_is_told_with_its_lines_and_goes(served: Served, tabs: Any) -> None:
    tab = tabs("/bai/", page=page_of(served, "/bai/"))
    tab.hear()
    save(served.studio.root, "content/bai.md", "Bài một\n<p>a</p>\n! <b>sai</b>\n<p>b</p>\n<p>c</p>\n<p>d</p>\n")
    said = tab.hear()
    assert "html" not in said
    (item,) = said["errors"]["items"]
    assert (item["severity"], item["where"], item["what"]) == ("lỗi", "Tệp content/bai.md, dòng 3", "Không có mục “x”.")
    assert [(n, is_it) for n, _, is_it in item["lines"]] == [(1, False), (2, False), (3, True), (4, False), (5, False)]
    assert item["lines"][2][1] == "! <b>sai</b>"
    assert said["notes"]["bar"][-1] == "1 lỗi, 0 cảnh báo trong bài này"
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Đoạn đầu.</p>\n<p>Đoạn hai.</p>\n")
    assert tab.hear()["errors"]["items"] == []


def test_a_style_that_kept_its_address_is_named(served: Served, tabs: Any) -> None:
    ask(served, "/bai/")
    ask(served, "/logo.svg")
    shown = page_of(served, "/bai/")
    tab = tabs("/bai/", page=shown)
    first = tab.hear()
    save(served.studio.root, "content/_static/logo.svg", "<svg/>")
    said = tab.hear()
    assert said["parts"] == {"/logo.svg": digest(b"<svg/>")}
    assert "html" not in said
    late = tabs("/bai/", page=shown, run=first["run"], turn=first["turn"]).hear()
    assert late["parts"] == said["parts"]
    assert tabs("/bai/", page=shown, run=first["run"], turn=said["turn"]).hear()["parts"] == {}
    assert tabs("/bai/", page=shown, run="khac").hear()["allParts"] is True


def test_one_browser_does_not_take_every_connection(served: Served, tabs: Any) -> None:
    first, *_ = [tabs("/bai/", page=page_of(served, "/bai/")) for _ in range(MAX_OF_CLIENT)]
    first.hear()
    other = tabs("/bai/", agent="khac")
    assert other.hear()
    assert tabs("/bai/").hear()
    assert first.hear() == {"rest": True}
    assert first.hear() == {}


def test_streams_of_tabs_that_are_gone_make_room(served: Served, tabs: Any) -> None:
    kept = tabs("/bai/", page=page_of(served, "/bai/"))
    kept.hear()
    for _ in range(3 * MAX_OF_CLIENT):
        gone = tabs("/bai/")
        gone.hear()
        gone.close()
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Khác.</p>\n")
    assert "Khác" in kept.hear()["html"]


def test_the_studio_may_fail(served: Served, tabs: Any) -> None:
    tab = tabs("/bai/", page=page_of(served, "/bai/"))
    tab.hear()
    served.studio.fails = True
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Khác.</p>\n")
    said = tab.hear()
    assert "html" not in said
    assert "RuntimeError: đứt" in said["errors"]["items"][0]["what"]
    answer = ask(served, "/bai/")
    assert answer.status == 500
    assert b"/_ssg/live.js" in answer.data
    served.studio.fails = False
    save(served.studio.root, "content/bai.md", "Bài một\n<p>Lành rồi.</p>\n")
    said = tab.hear()
    assert "Lành rồi" in said["html"]
    assert said["errors"]["items"] == []
    assert len(served.said) == 1
    assert "đứt" in served.said[0]


def test_a_studio_that_cannot_say_what_to_watch_is_watched_as_before(tmp_path: Path) -> None:
    studio = make_portal(tmp_path)
    careful = CarefulStudio(studio, "vi", lambda line: None)
    known = careful.roots
    assert [path.name for path in known] == ["site.yaml", "content", "themes"]
    studio.fails = True
    assert careful.roots == known
    assert careful.crash


def test_a_thousand_saves_end_at_the_truth(served: Served, tabs: Any) -> None:
    tab = tabs("/bai/", page=page_of(served, "/bai/"))
    tab.hear()
    for number in range(1000):
        save(served.studio.root, "content/bai.md", f"Bài một\n<p>Lần {number}.</p>\n")
    while "Lần 999" not in tab.hear().get("html", ""):
        pass
    for number in range(600):
        save(served.studio.root, f"content/nhieu/{number}.md", f"Bài {number}\n")
    wait_until(lambda: len([url for url in served.studio.pages if url.startswith("/nhieu/")]) == 600)
    assert served.said == []


# --- the log, the port, the end


def test_clicks_are_logged_as_a_web_server_logs_them(served: Served, tmp_path: Path) -> None:
    ask(served, "/bai/?a=%22", {"User-Agent": 'Mozilla "5"', "Referer": "http://x/"})
    ask(served, "/_ssg/live.js")
    ask(served, "/_ssg/rate/?url=/bai/&stars=3")
    Tab(served, "/bai/").close()
    ask(served, "/khong/")
    wait_until(lambda: b"/khong/" in (tmp_path / "access.log").read_bytes())
    lines = (tmp_path / "access.log").read_bytes().splitlines()
    hits = [LineReader(COMBINED).read(line) for line in lines]
    assert [(hit.request.decode(), hit.status) for hit in hits if hit] == [
        ("GET /bai/?a=%22 HTTP/1.1", 200),
        ("GET /_ssg/rate/?url=/bai/&stars=3 HTTP/1.1", 404),
        ("GET /khong/ HTTP/1.1", 404),
    ]
    assert b'"http://x/" "Mozilla \\x225\\x22"' in lines[0]


def test_a_busy_port_gives_way_to_the_next(served: Served, tmp_path: Path) -> None:
    with preview(make_portal(tmp_path / "hai"), port=served.address.port) as other:
        assert other.address.port > served.address.port
        assert other.said == [f"Cổng {served.address.port} đang bận, dùng cổng {other.address.port}."]
        assert ask(other, "/bai/").status == 200


def test_a_start_that_is_impossible_is_told(tmp_path: Path) -> None:
    studio = make_portal(tmp_path)
    with pytest.raises(ServeError, match=r"192\.0\.2\.1"), preview(studio, host="192.0.2.1"):
        pass
    with pytest.raises(ServeError, match="khong"), preview(studio, log=tmp_path / "khong" / "co.log"):
        pass


def test_addresses_for_others_are_told_where_they_are_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.preview.serving.own_addresses", lambda: ["192.168.1.7"])
    studio = make_portal(tmp_path)
    studio.home = "/trường/"
    with preview(studio, host="0.0.0.0") as served:
        port = served.address.port
        assert served.address.url == f"http://localhost:{port}/tr%C6%B0%E1%BB%9Dng/"
        assert served.address.others == (f"http://192.168.1.7:{port}/tr%C6%B0%E1%BB%9Dng/",)


def test_it_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    studio: FakeStudio = make_portal(tmp_path)
    before = set(threading.enumerate())
    with preview(studio) as served:
        tab = Tab(served, "/bai/")
        tab.hear()
        idle = socket.create_connection(("127.0.0.1", served.address.port), timeout=10)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert tab.hear() == {}
    assert idle.recv(1) == b""
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and "Inotify" not in type(t).__name__]
    assert left == []
    tab.close()
    idle.close()
    assert not (tmp_path / "output").exists()
