"""Hosts with Vietnamese letters, capitals, www., ports and dots: one site, whichever way it is written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from logkit import PAGES, START, Book, line
from sitekit import article, codes, run, write

from ssg.base.urls import ascii_host, shown_host
from ssg.counters.ingest import IngestReport
from ssg.counters.pages import host_of
from ssg.model.siteyaml import read_site

IDN = "trường.example"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (f"https://{IDN}", f"https://{ascii_host(IDN)}"),
        (f"https://{IDN.upper()}/", f"https://{ascii_host(IDN)}"),
        ("HTTPS://WWW.Thu.Example", "https://www.thu.example"),
        ("https://thu.example.", "https://thu.example"),
        ("https://thu.example:443/a", "https://thu.example/a"),
        ("http://thu.example:8080", "http://thu.example:8080"),
        ("https://thu.example/Trường", "https://thu.example/Trường"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses_have_one_form(typed: str, url: str) -> None:
    config, problems = read_site(f"title: T\nurl: {typed}\n")
    assert config
    assert not problems
    assert config.url == url


@pytest.mark.parametrize("typed", ["https://ai@thu.example", f"https://{'ờ' * 80}.example", "https://", "thu.example"])
def test_what_is_no_address_is_told(typed: str) -> None:
    assert "site.url" in [p.code for p in read_site(f"title: T\nurl: {typed}\n")[1]]


@pytest.mark.parametrize("own", [IDN, f"www.{IDN}", ascii_host(IDN)])
@pytest.mark.parametrize(
    "said",
    [
        IDN,
        IDN.upper(),
        ascii_host(IDN),
        f"www.{IDN}",
        f"WWW.{ascii_host(IDN)}.",
        f"{ascii_host(IDN)}:443",
        f"{IDN}.:80",
    ],
)
def test_hosts_are_the_same_however_written(own: str, said: str) -> None:
    assert host_of(said) == host_of(own)
    assert shown_host(host_of(said)) == IDN


@pytest.mark.parametrize("said", ["khac.example", f"x.{IDN}", "truong.example", "", "192.0.2.1", "a:b:c"])
def test_other_hosts_are_others(said: str) -> None:
    assert host_of(said) != host_of(IDN)


def _take(folder: Path, text: str) -> IngestReport:
    """Count a log for a site whose host has Vietnamese letters."""
    log = folder / "access.log"
    log.write_text(text, encoding="utf-8")
    return Book(folder).read(log, pages=replace(PAGES, host=host_of(IDN)))


def _escaped(host: str) -> str:
    return "".join(chr(b) if b < 128 else f"\\x{b:02X}" for b in host.encode())


def _caddy(host: str) -> str:
    request: dict[str, object] = {"remote_ip": "198.51.100.7", "method": "GET", "host": host, "uri": "/tin-tuc/a/"}
    request["headers"] = {"User-Agent": ["Mozilla/5.0 Firefox/140"]}
    said = {"ts": START.timestamp(), "status": 200, "request": request}
    return json.dumps(said) + "\n"


@pytest.mark.parametrize("host", [IDN, ascii_host(IDN), f"www.{ascii_host(IDN)}", f"{ascii_host(IDN)}.", _escaped(IDN)])
@pytest.mark.parametrize("form", ["vhost", "caddy"])
def test_lines_count_whichever_way_they_name_the_host(tmp_path: Path, host: str, form: str) -> None:
    if form == "caddy" and "\\" in host:
        host = IDN
    report = _take(tmp_path, f"{host}:443 {line()}" if form == "vhost" else _caddy(host))
    assert report.tally.views == 1
    assert not report.problems


def test_requests_of_another_host_are_told(tmp_path: Path) -> None:
    lines = [f"{host}:80 {line(60 * at)}" for at, host in enumerate(["khac.example"] * 3 + ["www.xa.example"])]
    report = _take(tmp_path, "".join([*lines, f"{IDN}:80 {line(9000)}"]))
    assert report.tally.views == 1
    assert report.tally.elsewhere == {"khac.example": 3, "xa.example": 1}
    [told] = report.problems
    values = dict(told.values)
    assert (told.code, values["n"], values["list"]) == ("log.host", "4", "khac.example, xa.example")
    assert values["host"] == IDN


def test_programs_are_given_the_host_as_machines_know_it(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": f"title: T\nurl: https://{IDN}/Trường\n"})
    keys = {"tags": "[hè]", "event_date": "05/9/2025"}
    assert codes(run(write(tmp_path, {"content/tin-tuc/a.md": article("Bài", "05/09/2025", **keys)}))) == []
    hosts = set()
    for path in (tmp_path / "output").rglob("*"):
        if path.suffix in (".html", ".xml", ".txt", ".ics"):
            text = path.read_bytes().replace(b"\r\n ", b"").decode()
            hosts |= {urlsplit(url).netloc for url in re.findall(r"https?://[^\s\"<>&]+", text)}
            assert "/Trường" not in re.sub(r">[^<]*<", "><", text), path
    assert IDN not in hosts
    assert ascii_host(IDN) in hosts
