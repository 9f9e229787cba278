"""What must hold of every page of a built portal: valid HTML, feeds that parse, links that lead somewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import feedparser
import pytest
from sitekit import Page

PORTALS = ["sample", "workload"]


@dataclass(slots=True)
class Survey:
    """What one walk over every page of a portal found."""

    links: dict[str, str] = field(default_factory=dict)
    # internal address → a page that has it
    faults: list[str] = field(default_factory=list)
    photos: int = 0
    data: int = 0
    # structured data


@lru_cache
def survey(folder: Path) -> Survey:
    found = Survey()
    for url in pages_of(folder):
        page = Page(folder, url)
        _look_at_frame(page, url, found)
        for element in page.root.iter():
            addresses = [element.get(name, "") for name in ("href", "src", "action")]
            addresses += [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
            for link in addresses:
                if link.startswith("/") and not link.startswith("//"):
                    found.links.setdefault(link, url)
        for image in page.all(".//picture/img"):
            found.photos += 1
            alt, size = image.get("alt", "").strip(), image.get("width", "") + image.get("height", "")
            if not alt or alt.lower().endswith((".jpg", ".png")) or not size.isdigit() or not image.get("loading"):
                found.faults.append(f"{url}: photo {image.attrib}")
        for script in page.all(".//script[@type='application/ld+json']"):
            found.data += 1
            if json.loads(script.text or "")["@context"] != "https://schema.org":
                found.faults.append(f"{url}: structured data")
    return found


def _look_at_frame(page: Page, url: str, found: Survey) -> None:
    ids = [e.get("id") for e in page.root.iter() if e.get("id")]
    if page.one(".//html").get("lang") != "vi" or not page.text(".//title") or len(page.all(".//h1")) != 1:
        found.faults.append(f"{url}: language, title or heading")
    if len(ids) != len(set(ids)):
        found.faults.append(f"{url}: an id twice")


@pytest.fixture(params=PORTALS)
def portal(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def pages_of(folder: Path) -> list[str]:
    output = folder / "output"
    urls = ["/" + p.relative_to(output).as_posix() for p in sorted(output.rglob("*.html"))]
    return [url for url in urls if not url.startswith("/_ssg/side/")]  # pieces of pages


def checker() -> Path | None:
    named = os.environ.get("VNU_JAR", "")
    places = [Path(named)] if named else []
    places.append(Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar")
    return next((p for p in places if p.is_file()), None)


def test_html_is_valid(portal: Path) -> None:
    jar = checker()
    if jar is None or shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java and VNU_JAR (npm package vnu-jar)")
    command = ["java", "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "text"]
    done = subprocess.run([*command, str(portal / "output")], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "error" in line and "No errors found" not in line]
    assert [line for line in told if "/_ssg/side/" not in line] == []  # the pieces there stand in homes too
    assert "/_ssg/side/" in done.stderr
    assert len(pages_of(portal)) > 100


def test_feeds_parse(portal: Path) -> None:
    feeds = [p for name in ("feed.xml", "rss.xml") for p in (portal / "output").rglob(name)]
    assert len(feeds) > 10
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.feed.title
        assert len(feed.entries) <= 20
        for entry in feed.entries:
            assert entry.title
            assert entry.link.startswith("https://")
            assert entry.published_parsed


def test_maps_are_xml_and_name_pages_that_are_there(portal: Path) -> None:
    root = ET.parse(portal / "output/sitemap.xml").getroot()
    places = [e.text or "" for e in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) > 50
    for place in places:
        assert leads_somewhere(portal, urlsplit(place).path), place


def leads_somewhere(folder: Path, url: str) -> bool:
    path = unquote(urlsplit(urldefrag(url)[0]).path).lstrip("/")
    target = folder / "output" / path
    return (target / "index.html").is_file() if not path or path.endswith("/") else target.is_file()


def test_every_page_is_well_made(portal: Path) -> None:
    found = survey(portal)
    assert found.faults == []
    assert found.photos > 20
    assert found.data >= 30


def test_internal_links_lead_to_files(portal: Path) -> None:
    links = survey(portal).links
    assert len(links) > 200
    assert {link: page for link, page in links.items() if not leads_somewhere(portal, link)} == {}
