"""What site.yaml leaves out or says in vain, though nothing in it is wrong."""

from __future__ import annotations

from ssg.base.errors import Problem, hint
from ssg.model.labels import label_set
from ssg.site.frames import masthead
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


def _of_welcome(portal: Portal) -> list[Problem]:
    """Tell of a welcome line that the pages of units with a header of their own do not show."""
    config = portal.config
    label = portal.label("welcome")
    is_own = label != dict(label_set(config.language, legacy=False, replaced={}))["welcome"]
    if not config.welcome or is_own or config.welcome == label.replace("{unit}", config.title):
        return []
    others = [unit for unit in config.units or () if masthead(portal, unit.slug).welcome != config.welcome]
    if not others:
        return []
    names = ", ".join(unit.name for unit in others[:_UNITS_SHOWN]) + (" …" if len(others) > _UNITS_SHOWN else "")
    place = config.welcome_place
    at = (SITE_FILE, place.line, place.column) if place else (SITE_FILE,)
    return [hint("welcome.units", *at, units=names, text=masthead(portal, others[0].slug).welcome, unit="{unit}")]
