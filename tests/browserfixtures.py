"""Portals and a Chromium that the browser tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browserkit import CHROMIUM, FLAGS, serving
from playwright.sync_api import Browser, sync_playwright
from portals import make_hostile, once
from sitekit import REPO, run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once a worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def in_red(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portal in the theme ``committee`` from end to end."""

    def make(folder: Path) -> None:
        shutil.copytree(sample, folder, dirs_exist_ok=True)
        site = (REPO / "site.yaml").read_text(encoding="utf-8")
        assert "\ntheme: school\n" in site
        # a school's own pages would stay in its colours
        site = site.replace("\ntheme: school\n", "\ntheme: committee\n").replace("kind: school", "kind: office")
        (folder / "site.yaml").write_text(site, encoding="utf-8")
        assert [p for p in run(folder).problems if p.is_error] == []

    return once(tmp_path_factory, "in-red", make)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of everything that breaks layouts."""
    return once(tmp_path_factory, "hostile", make_hostile)


@pytest.fixture(scope="session")
def addresses(sample: Path, in_red: Path, hostile: Path) -> Iterator[dict[str, str]]:
    """Where the portals are served: the sample in ``school`` and ``committee``, and the ``hostile`` one."""
    with serving(sample) as school, serving(in_red) as committee, serving(hostile) as rough:
        yield {"school": school, "committee": committee, "hostile": rough}


@pytest.fixture(scope="session")
def address(addresses: dict[str, str]) -> str:
    """Where the sample portal is served."""
    return addresses["school"]
