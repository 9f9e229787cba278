"""Pictures for shared links, drawn through a cache: each once in its life, many at a time by workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.files import digest
from ssg.base.imagefiles import ImageError, looks_like_photo
from ssg.model.pages import Asset
from ssg.model.shares import IconWork, Raster, ShareWork
from ssg.render.pages import Renderer
from ssg.site.portal import Portal

SHARES = "shares"
# folder of the cache
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Easel:
    """Where pictures are drawn, as it crosses to a worker."""

    cache: FileCache
    static: Path
    # content/_static/

    def draw(self, work: ShareWork | IconWork) -> bytes:
        """Return a picture or icon, from the cache where it was drawn before."""
        data = self.cache.get(work.key)
        if data is None:
            from ssg.render.share import draw_icon, draw_share  # Pillow takes a while to load

            emblem = self._emblem(work)
            data = draw_share(work, emblem) if isinstance(work, ShareWork) else draw_icon(work, emblem)
            self.cache.put(work.key, data)
        return data

    def _emblem(self, work: ShareWork | IconWork) -> bytes | None:
        if not work.style.emblem:
            return None
        try:
            return (self.static / work.style.emblem).read_bytes()
        except OSError:
            return None


def draw_batch(easel: Easel, works: Sequence[ShareWork | IconWork]) -> int:
    """Draw pictures into the cache; return how many."""
    for work in works:
        easel.draw(work)
    return len(works)


def is_drawable(asset: Asset) -> bool:
    """Return whether the colours of a picture are known; a theme with an error has none, and its pages stay."""
    return asset.share is not None and bool(asset.share.style.palette.accent)


def wanted_shares(
    assets: Mapping[str, Asset], cache: FileCache, stands: Callable[[str], bool]
) -> list[ShareWork | IconWork]:
    """Return the pictures that are neither published (``stands`` takes a URL) nor in the cache."""
    return [
        asset.share
        for url, asset in assets.items()
        if asset.share and is_drawable(asset) and not stands(url) and not cache.has(asset.share.key)
    ]


def dress(portal: Portal, static: Path, renderers: Mapping[str, Renderer]) -> None:
    """Let a portal know the colours of its themes, and the logo and units' images that are made of pixels."""
    portal.palettes = {name: renderer.theme.palette for name, renderer in renderers.items()}
    logo = portal.config.logo.value if portal.config.logo else ""
    names = {name.lstrip("/") for name in (logo, *(unit.image for unit in portal.units.values())) if name}
    sources = {file.path: file.source for file in portal.library.static if file.path in names}
    rasters = {path: _read_raster(static / source) for path, source in sorted(sources.items())}
    portal.rasters = {path: raster for path, raster in rasters.items() if raster}
    portal.forget()


def _read_raster(path: Path) -> Raster | None:
    try:
        if not looks_like_photo(path):
            return None
        data = path.read_bytes()
        from ssg.base.images import open_image

        image = open_image(data)
    except (OSError, ImageError):
        return None
    kind = _TYPES.get(image.format or "")
    return Raster(type=kind, width=image.width, height=image.height, digest=digest(data)) if kind else None
