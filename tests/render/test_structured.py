"""JSON-LD of events, units and home: what is known, and nothing empty or made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from machinekit import graph
from sitekit import article, photo, run, write

SITE = """title: Trường THCS Thử
url: https://thu.example
logo: logo.png
footer: {address: "Số 1, xã Thử", phone: 0203 111 222, email: vp@thu.example}
units:
  - {slug: chi-bo, name: Chi bộ, kind: committee, address: "Nhà A2", phone: 0203 333 444}
  - {slug: to-toan, name: Tổ Toán, parent: chi-bo}
  - {slug: doi, name: Đội Thiếu niên}
"""


def event(tmp_path: Path, title: str = "Ngày hội", **keys: str) -> dict[str, Any]:
    keys = {"event_date": "7h30 ngày 05/9/2025", "photos": "\n  - {src: a.jpg}", **keys}
    write(tmp_path, {"site.yaml": SITE, "content/_static/logo.png": photo()})
    write(tmp_path, {"content/tin-tuc/a/index.md": article(title, "01/09/2025", "Lời mời.", **keys)})
    run(write(tmp_path, {"content/tin-tuc/a/a.jpg": photo()}))
    found: dict[str, Any] = graph(tmp_path, "/tin-tuc/a/")["Event"]
    return found


@pytest.mark.parametrize(
    ("unit", "name", "url", "street"),
    [
        ("", "Trường THCS Thử", "https://thu.example/", "Số 1, xã Thử"),
        ("chi-bo", "Chi bộ", "https://thu.example/don-vi/chi-bo/", "Nhà A2"),
        ("to-toan", "Tổ Toán", "https://thu.example/don-vi/to-toan/", "Nhà A2"),
        ("doi", "Đội Thiếu niên", "https://thu.example/don-vi/doi/", "Số 1, xã Thử"),
    ],
)  # fmt: skip
def test_an_event_has_its_place_and_organizer(tmp_path: Path, unit: str, name: str, url: str, street: str) -> None:
    told = event(tmp_path, place="Sân trường", **({"unit": unit} if unit else {}))
    assert told["location"] == {
        "@type": "Place", "name": "Sân trường", "address": {"@type": "PostalAddress", "streetAddress": street}
    }  # fmt: skip
    assert told["organizer"] == {"@type": "Organization", "name": name, "url": url}
    assert told["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert told["eventStatus"].endswith("/EventScheduled")
    assert told["description"] == "Lời mời."
    assert [image.startswith("https://thu.example/anh/") for image in told["image"]] == [True]


@pytest.mark.parametrize(
    ("place", "mode", "location"),
    [
        ("Trực tuyến qua Zoom", "Online", "VirtualLocation"),
        ("https://meet.example/abc", "Online", "VirtualLocation"),
        ("Hội trường và trực tuyến", None, "Place"),
        ("Hội trường", "Offline", "Place"),
        ("", None, "Place"),
    ],
)
def test_attendance_is_told_where_it_is_certain(tmp_path: Path, place: str, mode: str | None, location: str) -> None:
    told = event(tmp_path, **({"place": place} if place else {}))
    assert told["location"]["@type"] == location
    said = told.get("eventAttendanceMode")
    assert said == (f"https://schema.org/{mode}EventAttendanceMode" if mode else None)


@pytest.mark.parametrize("title", ["Hoãn hội thao", "Thông báo huỷ buổi họp", "Dời lễ khai giảng"])
def test_what_may_not_take_place_is_not_called_scheduled(tmp_path: Path, title: str) -> None:
    assert "eventStatus" not in event(tmp_path, title)


def test_home_tells_of_the_site_and_a_units_home_of_the_unit(tmp_path: Path) -> None:
    event(tmp_path, unit="to-toan")
    home, unit = graph(tmp_path, "/"), graph(tmp_path, "/don-vi/to-toan/")
    assert home["Organization"] == {
        "@type": "Organization",
        "name": "Trường THCS Thử",
        "url": "https://thu.example/",
        "logo": {"@type": "ImageObject", "url": "https://thu.example/logo.png"},
        "address": {"@type": "PostalAddress", "streetAddress": "Số 1, xã Thử"},
        "telephone": "0203 111 222",
        "email": "vp@thu.example",
    }
    assert (home["WebSite"]["name"], home["WebSite"]["url"]) == ("Trường THCS Thử", "https://thu.example/")
    assert unit["Organization"]["name"] == "Tổ Toán"
    assert unit["Organization"]["telephone"] == "0203 333 444"
    assert unit["Organization"]["parentOrganization"]["url"] == "https://thu.example/don-vi/chi-bo/"
    crumbs = [item["item"] for item in unit["BreadcrumbList"]["itemListElement"]]
    assert crumbs[-1] == "https://thu.example/don-vi/to-toan/"


def test_a_bare_portal_tells_only_what_it_knows(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/a.md": article("Ngày hội", "01/09/2025", event_date="05/9/2025")}))
    assert set(graph(tmp_path, "/")["Organization"]) == {"@type", "name", "url"}
    told = graph(tmp_path, "/tin-tuc/a/")["Event"]
    assert told["location"] == {"@type": "Place", "name": "Trường THCS Thử"}
    assert told["image"][0].startswith("https://thu.example/_ssg/share/")
