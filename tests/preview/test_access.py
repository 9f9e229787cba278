from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from previewkit import NOW

from ssg.counters.formats import COMBINED, LineReader, recognise
from ssg.preview.access import AccessLog, Click, line_of

CLICK = Click(
    address="192.168.1.9", at=NOW, request="GET /tin-tuc/ HTTP/1.1", status=200, size=12,
    referrer="http://localhost:8000/", agent="Mozilla/5.0 (X11)",
)  # fmt: skip


def test_a_line_is_that_of_a_web_server() -> None:
    assert line_of(CLICK) == (
        b'192.168.1.9 - - [22/Nov/2026:08:30:15 +0700] "GET /tin-tuc/ HTTP/1.1" 200 12 '
        b'"http://localhost:8000/" "Mozilla/5.0 (X11)"\n'
    )
    assert line_of(replace(CLICK, referrer="", agent="")).endswith(b'12 "-" "-"\n')
    assert line_of(replace(CLICK, address="fe80::1%eth0")).startswith(b"fe80::1 - ")


@pytest.mark.parametrize(
    ("agent", "written"),
    [
        ('a"b', rb"a\x22b"),
        ("a\\b", rb"a\x5Cb"),
        ("a\r\nb", rb"a\x0D\x0Ab"),
        ("a\x00\x7f", rb"a\x00\x7F"),
        ("Ti\u00e1\u00ba\u00bfng", rb"Ti\xE1\xBA\xBFng"),
        ("日本", b"??"),
    ],
)
def test_nothing_breaks_out_of_its_quotes(agent: str, written: bytes) -> None:
    line = line_of(replace(CLICK, agent=agent, referrer=agent))
    assert line.endswith(b'"%b" "%b"\n' % (written, written))
    assert line.count(b"\n") == 1


def test_the_counters_read_it() -> None:
    line = line_of(replace(CLICK, agent='x" "y'))[:-1]
    assert recognise(line) == COMBINED
    hit = LineReader(COMBINED).read(line)
    assert hit is not None
    assert (hit.address, hit.request, hit.status) == (b"192.168.1.9", b"GET /tin-tuc/ HTTP/1.1", 200)
    assert dt.datetime.fromtimestamp(hit.at, dt.UTC) == NOW


def test_a_log_is_added_to_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(b"truoc\n")
    log = AccessLog(path)
    log.add(CLICK)
    assert path.read_bytes() == b"truoc\n" + line_of(CLICK)
    log.close()
    log.add(CLICK)
    log.close()
    assert path.read_bytes().count(b"\n") == 2


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        AccessLog(tmp_path / "khong" / "co.log")
