"""The views of pages with one thing to say: not found, thanks."""

from __future__ import annotations

from ssg.model.pages import Claim
from ssg.model.parts import Link
from ssg.model.views import MessageView
from ssg.site.frames import frame
from ssg.site.portal import Portal
from ssg.site.surround import menu


def view_message(portal: Portal, claim: Claim) -> MessageView:
    """Return the page for what is not there (key ``404``), or the thanks for a rating."""
    found = claim.key == "404"
    heading = portal.label("404" if found else "rating")
    texts = ("404.text",) if found else ("rating.thanks", "rating.back")
    entries = menu(portal)[0] if found else ()
    return MessageView(
        frame=frame(portal, "message", claim.url, heading, index=False),
        heading=heading,
        texts=tuple(portal.label(key) for key in texts),
        links=tuple(Link(title=e.title, url=e.url) for e in entries if e.url),
    )
