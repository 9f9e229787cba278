"""What must hold of every page of a built portal: valid HTML, feeds that parse, links that lead somewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import feedparser
import pytest
from sitekit import Page

PORTALS = ["sample", "workload"]


@pytest.fixture(params=PORTALS)
def portal(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def pages_of(folder: Path) -> list[str]:
    output = folder / "output"
    return ["/" + p.relative_to(output).as_posix() for p in sorted(output.rglob("*.html"))]


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
    assert done.stderr.strip() == ""
    assert done.returncode == 0
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


def test_structured_data_parses(portal: Path) -> None:
    count = 0
    for url in pages_of(portal):
        for script in Page(portal, url).all(".//script[@type='application/ld+json']"):
            assert json.loads(script.text or "")["@context"] == "https://schema.org"
            count += 1
    assert count >= 30


def leads_somewhere(folder: Path, url: str) -> bool:
    path = unquote(urlsplit(urldefrag(url)[0]).path).lstrip("/")
    target = folder / "output" / path
    return (target / "index.html").is_file() if not path or path.endswith("/") else target.is_file()


def test_internal_links_lead_to_files(portal: Path) -> None:
    seen: dict[str, str] = {}
    for url in pages_of(portal):
        page = Page(portal, url)
        for element in page.root.iter():
            found = [element.get(name, "") for name in ("href", "src", "action")]
            found += [part.split()[0] for part in element.get("srcset", "").split(",") if part.strip()]
            for link in found:
                if link.startswith("/") and not link.startswith("//"):
                    seen.setdefault(link, url)
    assert len(seen) > 200
    dead = {link: page for link, page in seen.items() if not leads_somewhere(portal, link)}
    assert dead == {}


def test_every_page_says_what_it_is(portal: Path) -> None:
    for url in pages_of(portal):
        page = Page(portal, url)
        assert page.one(".//html").get("lang") == "vi"
        assert page.text(".//title")
        assert len(page.all(".//h1")) == 1, url
        ids = [e.get("id") for e in page.root.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), url


def test_photos_have_size_and_alternative_text(portal: Path) -> None:
    count = 0
    for url in pages_of(portal):
        for image in Page(portal, url).all(".//picture/img"):
            assert image.get("width", "").isdigit()
            assert image.get("height", "").isdigit()
            assert image.get("alt", "").strip()
            assert not image.get("alt", "").lower().endswith((".jpg", ".png"))
            assert image.get("loading") in ("lazy", "eager")
            count += 1
    assert count > 20
