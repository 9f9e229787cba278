"""The picture of each page for where it is shared: a photo, its unit's picture, or one that is drawn."""

from __future__ import annotations

from typing import Protocol

from ssg.base.urls import shown_host
from ssg.model.parts import IconLink, Picture, SharedPicture
from ssg.model.shares import ICONS, MANIFEST_URL, SHARE_HEIGHT, SHARE_WIDTH, UNKNOWN, IconWork, ShareStyle, ShareWork
from ssg.site.portal import Portal


class Shared(Protocol):
    """What stands around a page, as far as its picture goes."""

    @property
    def style(self) -> ShareStyle:
        """What drawn pictures have in common."""

    @property
    def image(self) -> SharedPicture | None:
        """The unit's picture."""


def style_of(portal: Portal, theme: str, name: str, above: str) -> ShareStyle:
    """Return what the pictures of an organization's pages have in common; ``above`` names the body above it."""
    emblem = portal.config.logo.value.lstrip("/") if portal.config.logo else ""
    raster = portal.rasters.get(emblem)
    return ShareStyle(
        name=name,
        above=above,
        host=shown_host(portal.config.origin.partition("://")[2].removeprefix("www.")),
        palette=portal.palettes.get(theme, UNKNOWN),
        emblem=emblem if raster else "",
        emblem_digest=raster.digest if raster else "",
    )


def unit_picture(portal: Portal, path: str, alt: str) -> SharedPicture | None:
    """Return a picture of content/_static/ as programs show it, None for a drawing or none."""
    raster, url = portal.rasters.get(path.lstrip("/")), portal.static_url(path)
    if raster is None or not url:
        return None
    return SharedPicture(url=url, type=raster.type, width=raster.width, height=raster.height, alt=alt)


def shared_picture(scope: Shared, headline: str, photo: Picture | None = None, *, page: str = "") -> SharedPicture:
    """Return what is shown where a page is shared: its photo, else its unit's picture, else one that is drawn."""
    if photo:
        file = photo.plain
        return SharedPicture(
            url=file.url, type=file.media_type, width=file.width, height=file.height, alt=photo.alt or headline
        )
    if scope.image:
        return scope.image
    work = share_work(scope, headline, page=page)
    return SharedPicture(url=work.url, type="image/png", width=SHARE_WIDTH, height=SHARE_HEIGHT, alt=work.title)


def share_work(scope: Shared, headline: str, owner: str = "", page: str = "") -> ShareWork:
    """Return the picture that is drawn for a page without a photo: the article's at the path ``owner``."""
    return ShareWork(style=scope.style, title=headline or scope.style.name, owner=owner, page=page)


def icon_links(portal: Portal, logo: str) -> tuple[IconLink, ...]:
    """Return the portal's icons: a drawing where there is one, and those of pixels."""
    drawn = "/favicon.svg" if "favicon.svg" in portal.statics else logo if logo.lower().endswith(".svg") else ""
    links = [IconLink(rel="icon", url="/favicon.ico", sizes="32x32")]
    links += [IconLink(rel="icon", url=drawn, type="image/svg+xml")] if drawn else []
    links += [IconLink(rel="icon", url="/favicon.png", type="image/png")] if "favicon.png" in portal.statics else []
    links.append(IconLink(rel="apple-touch-icon", url="/apple-touch-icon.png"))
    links.append(IconLink(rel="manifest", url=MANIFEST_URL))
    return tuple(links)


def icon_works(portal: Portal) -> list[IconWork]:
    """Return the icons to be made: those that content/_static/ does not have."""
    style = style_of(portal, portal.config.theme, portal.config.title, "")
    language = portal.config.language
    return [IconWork(style=style, name=name, language=language) for name in ICONS if name not in portal.statics]
