"""The names and sizes of the files a photo is published as, known before any of them is encoded."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from ssg.base.files import digest
from ssg.base.text import slugify
from ssg.model.articles import Box, Photo
from ssg.model.config import PhotoRecipe

RECIPE_VERSION = "2"
# part of every photo's key; changes only when the same photo would be encoded otherwise
JPEG_WIDTH = 960
# pixels; the width of the one JPEG of a photo, or the photo's own where that is smaller
WEBP_SIDE = 16_383
# pixels; the format's own limit (a long screenshot of a chat passes it)
WHOLE_PIXELS = 60_000_000
# of a photo that is offered in full size
_TYPES = {".webp": "image/webp", ".png": "image/png", ".gif": "image/gif"}
_LETTERS = 10
# of the digest, as the folder's name


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoVariant:
    """One published file of a photo."""

    url: str
    width: int
    height: int
    # pixels
    format: str
    # webp | jpeg | original (as large as it came, without its metadata)

    @property
    def media_type(self) -> str:
        """The file's type: a picture of content/_static/ keeps its own."""
        return _TYPES.get(posixpath.splitext(self.url)[1].lower(), "image/jpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoWork:
    """All files that one photo is published as, and what it takes to make them."""

    source: str
    # path of the original relative to content/
    digest: str
    # of the original's bytes
    blur: tuple[Box, ...]
    quality: int
    variants: tuple[PhotoVariant, ...]

    @property
    def is_static(self) -> bool:
        """Whether the original is published as it is, from content/_static/."""
        return not self.quality

    @property
    def plain(self) -> PhotoVariant:
        """The variant every reader's program can show: the widest JPEG, else the widest there is."""
        return ([v for v in self.variants if v.format == "jpeg"] or self.variants)[-1]

    @property
    def key(self) -> str:
        """The digest that stands for the original and all that is done to its pixels."""
        return photo_key(self.digest, self.blur, self.quality)


def photo_key(source_digest: str, blur: tuple[Box, ...], quality: int) -> str:
    """Return a digest of the original and the recipe; ssg's version is not in it, so photos are encoded once."""
    return digest(f"{RECIPE_VERSION} {source_digest} {blur!r} {quality}".encode())


def sharp_folder(work: PhotoWork) -> str:
    """Return the URL of the folder in which a blurred photo was published if it ever was before it was blurred."""
    folder = posixpath.dirname(posixpath.dirname(work.variants[0].url))
    return f"{folder}/{photo_key(work.digest, (), work.quality)[:_LETTERS]}/"


def is_static(photo: Photo) -> bool:
    """Return whether a photo lies in content/_static/ and is published as it is, by itself; one with blurred areas is
    encoded as any other.
    """
    return photo.path.startswith("_static/") and not photo.blur


def plan_photo(photo: Photo, recipe: PhotoRecipe, folder: str, *, whole: bool = False) -> PhotoWork:
    """Return the files a photo is published as under ``folder`` ("/anh/"); ``whole`` adds one of its full size.

    Widths are those configured, none wider than the photo; a photo smaller than all of them keeps its own width.
    """
    if is_static(photo):
        url = photo.path.removeprefix("_static")
        as_it_is = PhotoVariant(url=url, width=photo.width, height=photo.height, format="jpeg")
        return PhotoWork(source=photo.path, digest=photo.digest, blur=(), quality=0, variants=(as_it_is,))
    key = photo_key(photo.digest, photo.blur, recipe.quality)
    name = slugify(posixpath.splitext(posixpath.basename(photo.path))[0], limit=60) or "anh"
    base = f"{folder}{key[:_LETTERS]}/{name}"
    widths = sorted({min(w, photo.width) for w in recipe.widths})
    found = [_variant(photo, base, w, "webp") for w in widths if "webp" in recipe.formats]
    found = [variant for variant in found if max(variant.width, variant.height) <= WEBP_SIDE]
    if "jpeg" in recipe.formats:
        one = [min(JPEG_WIDTH, photo.width)]
        found += [_variant(photo, base, w, "jpeg") for w in (one if "webp" in recipe.formats else widths)]
    if (whole or recipe.downloads or not found) and photo.width * photo.height <= WHOLE_PIXELS:
        original = PhotoVariant(url=f"{base}-goc.jpg", width=photo.width, height=photo.height, format="original")
        found.append(original)
    return PhotoWork(
        source=photo.path, digest=photo.digest, blur=photo.blur, quality=recipe.quality, variants=tuple(found)
    )


def _variant(photo: Photo, base: str, width: int, kind: str) -> PhotoVariant:
    end = "webp" if kind == "webp" else "jpg"
    height = max(1, round(photo.height * width / photo.width))
    return PhotoVariant(url=f"{base}-{width}.{end}", width=width, height=height, format=kind)
