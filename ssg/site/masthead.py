"""Who stands behind a page: the header's lines, and the organization that programs are told of."""

from __future__ import annotations

from ssg.model.parts import Masthead, Organization
from ssg.site.portal import Portal
from ssg.site.shares import icon_links


def organization_of(portal: Portal, slug: str) -> Organization:
    """Return a unit as programs are told of it, what it does not say as the units above it and the portal have it; with
    ``slug`` "" the portal.
    """
    told = portal.config.footer
    unit, chain = portal.units.get(slug), []
    while slug in portal.units and portal.units[slug] not in chain:
        chain.append(portal.units[slug])
        slug = chain[-1].parent
    return Organization(
        name=unit.name if unit else portal.config.title,
        url=portal.list_url(("unit", unit.slug)) if unit else "/",
        logo=logo_url(portal),
        address=next((u.address for u in chain if u.address), told.address),
        phone=next((u.phone for u in chain if u.phone), told.phone or told.hotline),
        email=next((u.email for u in chain if u.email), told.email),
    )


def logo_url(portal: Portal) -> str:
    """Return the URL of the portal's logo, "" for none."""
    return portal.static_url(portal.config.logo.value) if portal.config.logo else ""


def masthead(portal: Portal, scope: str) -> Masthead:
    """Return the header's lines: a unit's own where its pages look unlike the portal's, else the portal's."""
    config = portal.config
    unit = portal.units.get(scope)
    own = unit is not None and (portal.theme_of(scope) != config.theme or unit.kind in ("school", "committee"))
    if unit is None or not own or unit.name == config.title:
        name, url, governing = config.title, "/", (unit.governing if unit and own else "") or config.governing
    else:
        parent = portal.units.get(unit.parent)
        name, url = unit.name, portal.list_url(("unit", unit.slug))
        governing = unit.governing or (parent.name if parent else config.governing)
    welcome = config.welcome if name == config.title else unit.welcome if unit else ""
    welcome = welcome or portal.label("welcome").replace("{unit}", name)
    return Masthead(
        governing=governing,
        name=name,
        url=url,
        motto=config.motto if url == "/" else "",
        welcome=welcome,
        logo=logo_url(portal),
        icons=icon_links(portal, logo_url(portal)),
    )
