"""Files of the portal as the preview gives them: the bytes a build would publish, photos quickly at first."""

from __future__ import annotations

import mimetypes
import posixpath
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.imagefiles import looks_like_photo, may_hide
from ssg.base.videos import HiddenDataError, patched
from ssg.builder.drawing import SHARES, Easel
from ssg.builder.report import CONTENT, STATIC
from ssg.model.pages import Claim, Kind
from ssg.model.places import CACHE, SSG_FOLDER
from ssg.preview.opening import Opened
from ssg.render.hidden import clean
from ssg.render.photos import sketch_photo

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".conf": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".webmanifest": "application/manifest+json",
}


def kind_of(path: str) -> str:
    """Return the content type of a file below output/."""
    end = posixpath.splitext(path)[1].lower()
    return _KINDS.get(end) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def read_asset(opened: Opened, root: Path, claim: Claim) -> tuple[bytes, bool]:
    """Return a file's bytes, and whether they are those a build would publish: a photo not developed yet is given as a
    sketch. Raises OSError or ImageError where it cannot be had.
    """
    if claim.kind is Kind.THEME:
        return opened.maker.sources.renderers[claim.key].theme.files[claim.url], True
    asset = opened.plan.assets[claim.url]
    if asset.share:
        easel = Easel(cache=FileCache(root / SSG_FOLDER / CACHE / SHARES), static=root / CONTENT / STATIC)
        return easel.draw(asset.share), True
    if asset.photo:
        kept = opened.darkroom.find(asset.photo, claim.url)
        if kept is not None:
            return kept, True
        variant = next(v for v in asset.photo.variants if v.url == claim.url)
        return sketch_photo(asset.photo, opened.content.files.read(asset.photo.source), variant), False
    if claim.kind is Kind.STATIC:
        return _as_is(root / CONTENT / STATIC / asset.source), True
    source = opened.content.files.place(asset.source)
    if asset.blur or looks_like_photo(source):
        return opened.darkroom.strip(source, asset.digest, asset.blur), True
    return _as_is(source), True


def _as_is(source: Path) -> bytes:
    """Return a file's bytes without what they say of place, day, device and people; raises OSError where that cannot
    be taken out.
    """
    if not may_hide(source):
        return source.read_bytes()
    try:
        cleaned = clean(source)
    except HiddenDataError:
        raise PermissionError(source) from None
    return cleaned.data if cleaned.data is not None else patched(source.read_bytes(), cleaned.patches)
