"""What site.yaml leaves out or says in vain, though nothing in it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.base.errors import Problem, hint
from ssg.model.labels import label_set
from ssg.site.masthead import masthead
from ssg.site.portal import Portal

SITE_FILE = "site.yaml"
_UNITS_SHOWN = 3


def site_hints(portal: Portal) -> list[Problem]:
    """Return what a web officer may have forgotten."""
    return [*_of_footer(portal), *_of_welcome(portal)]


def _of_footer(portal: Portal) -> list[Problem]:
    """Tell of a footer that does not say who owns the portal and who answers for it."""
    footer = portal.config.footer
    place = (SITE_FILE, footer.place.line, footer.place.column) if footer.place else (SITE_FILE,)
    found = []
    if not footer.owner:
        found.append(hint("footer.no_owner", *place))
    if not footer.responsible:
        found.append(hint("footer.no_responsible", *place))
    return found


def _of_welcome(portal: Portal) -> Iterator[Problem]:
    """Tell of a welcome line that pages of units do not show: the portal's, where units have a header of their own, or
    a unit's, where it has none.
    """
    config = portal.config
    lines = {unit.slug: masthead(portal, unit.slug).welcome for unit in config.units or ()}
    lost = [unit for unit in config.units or () if unit.welcome and lines[unit.slug] != unit.welcome]
    for unit in lost:
        yield hint("welcome.lost", SITE_FILE, value=unit.name, text=lines[unit.slug])
    label = portal.label("welcome")
    is_own = label != dict(label_set(config.language, legacy=False, replaced={}))["welcome"]
    if not config.welcome or is_own or config.welcome == label.replace("{unit}", config.title):
        return
    others = [unit for unit in config.units or () if lines[unit.slug] not in (config.welcome, unit.welcome)]
    if others:
        names = ", ".join(unit.name for unit in others[:_UNITS_SHOWN]) + (" …" if len(others) > _UNITS_SHOWN else "")
        place = config.welcome_place
        at = (SITE_FILE, place.line, place.column) if place else (SITE_FILE,)
        yield hint("welcome.units", *at, units=names, text=lines[others[0].slug])
