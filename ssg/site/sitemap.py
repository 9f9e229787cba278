"""The view of the sitemap: every page that search engines are to know, with its photos and when it last changed."""

from __future__ import annotations

from ssg.model.maps import SitemapView
from ssg.model.pages import Claim, Kind, Plan
from ssg.site.index import ALL, page_of, read_key
from ssg.site.portal import Portal

SITEMAP_SIZE = 50_000
"""URLs a file, the limit of sitemaps.org."""
_OF_LISTS = (Kind.HOME, Kind.LIST, Kind.UNIT, Kind.CALENDAR)


def view_sitemap(portal: Portal, plan: Plan, claim: Claim) -> SitemapView:
    """Return the map of all pages, a part of it, or the map of the parts."""
    if claim.key == "index":
        parts = -(-len(plan.mapped) // SITEMAP_SIZE)
        return SitemapView(entries=tuple((f"/sitemap-{n}.xml", "", ()) for n in range(1, parts + 1)), of_maps=True)
    urls = plan.mapped
    if claim.number:
        urls = urls[(claim.number - 1) * SITEMAP_SIZE : claim.number * SITEMAP_SIZE]
    entries = [(url, _changed(portal, plan.claims[url]), plan.photos.get(plan.claims[url].key, ())) for url in urls]
    return SitemapView(entries=tuple(entries))


def _changed(portal: Portal, claim: Claim) -> str:
    """Return when a page last changed, of a list's page the newest change among its articles; "" where that is not
    known.
    """
    changed = portal.index.changed
    if claim.kind not in _OF_LISTS:
        return changed.get(claim.key, "")
    members = portal.index.lists[read_key(claim.key) if claim.key else ALL]
    return max((changed[path] for path in page_of(members, portal.config.lists.page_size, 0)), default="")
