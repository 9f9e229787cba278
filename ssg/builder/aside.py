"""Files for the web server that nobody may download: .ssg/hosting/, written once all pages are out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ssg.base.errors import Problem, hint, problem
from ssg.base.files import write_atomic
from ssg.model.config import Config
from ssg.model.pages import Claim
from ssg.model.places import SSG_FOLDER, Places, shown_own
from ssg.render.hosting import hosting_file
from ssg.site.hosting import file_aside, view_hosting
from ssg.site.portal import Portal

FOLDER = "hosting"
_OLD_MAPS = "_redirects/"


def write_aside(places: Places, portal: Portal, claims: Mapping[str, Claim]) -> list[Problem]:
    """Write the file for the portal's web server where it has one; return the problem where that fails.

    Files for another server stay: a server that includes one does not start without it.
    """
    name = file_aside(portal)
    if not name:
        return []
    place = places.own / FOLDER / name
    data = hosting_file(view_hosting(portal, claims, name), portal.config).encode()
    try:
        if place.is_file() and place.read_bytes() == data:
            return []
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, data)
    except OSError as error:
        where = shown_own(place)
        return [problem("output.readonly", where, path=where, reason=error.strerror or "")]
    return []


def stands_aside(root: Path, portal: Portal) -> bool:
    """Return whether the file for the portal's web server is there."""
    name = file_aside(portal)
    return not name or (root / SSG_FOLDER / FOLDER / name).is_file()


def told_of_old_maps(config: Config, before: Iterable[str]) -> list[Problem]:
    """Tell, once, where the rules went that earlier versions published below /_redirects/."""
    if not any(path.startswith(_OLD_MAPS) for path in before):
        return []
    return [hint("hosting.moved", "site.yaml", host=config.hosting)]
