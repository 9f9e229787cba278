"""Photos to the files they are published as: turned, in sRGB, small, and nothing in them but pixels."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from PIL import Image, ImageCms, ImageFilter
from PIL.Image import Resampling

from ssg.base.imagefiles import ImageError
from ssg.base.images import WRECKS, open_image, orientation
from ssg.model.articles import Box
from ssg.model.photos import PhotoVariant, PhotoWork
from ssg.render.residue import residue, strip_gif

_IN_FLIGHT = 60_000_000
# pixels that all workers together may hold decoded: with what is made from them, within a gigabyte
_SIDE_STRIPPED = 8_000
# pixels; the longest side of a picture that is attached
_EASY_PNG = 8_000_000
# pixels; above it the smallest possible PNG is not worth the wait
_WEBP_METHOD = 2
# of 0 to 6; on real photos 4 takes twice as long for files 2.7 % smaller
_LOSSLESS: dict[str, dict[str, bool]] = {"PNG": {"optimize": True}, "WEBP": {"lossless": True}}
_FULL_QUALITY = 88
# of a full-size download
_ORIENTED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_WRECKS = (*WRECKS, ImageCms.PyCMSError)


def encode_photo(work: PhotoWork, data: bytes) -> dict[str, bytes]:
    """Return the bytes of each of a photo's files, by URL.

    Raises ImageError: photo.broken and the others of open_image.
    """
    image = open_image(data)
    with _budget.hold(_cost(image)):
        return _encode(work, image)


def sketch_photo(work: PhotoWork, data: bytes, variant: PhotoVariant) -> bytes:
    """Return one of a photo's files as fast as it can be had, less well pressed than encode_photo() does.

    Raises ImageError.
    """
    image = open_image(data)
    with _budget.hold(_cost(image)):
        size = (variant.width, variant.height)
        pixels = _blur(_develop(image, max(size)), work.blur)
        out = io.BytesIO()
        kind: dict[str, int] = {"method": 0} if variant.format == "webp" else {}
        _bare(pixels.resize(size, Resampling.BILINEAR, reducing_gap=1.5)).save(
            out, "WEBP" if variant.format == "webp" else "JPEG", quality=work.quality, **kind
        )
        return _checked(out.getvalue())


def develop(data: bytes, longest: int) -> Image.Image:
    """Return a photo's pixels as they show, in sRGB, its longest side ``longest`` pixels or less; raises ImageError."""
    image = open_image(data)
    with _budget.hold(_cost(image)):
        pixels = _develop(image, longest)
        pixels.thumbnail((longest, longest))
    return pixels


def strip_metadata(data: bytes, blur: Sequence[Box] = ()) -> bytes:
    """Return a full-size JPEG, PNG or WebP with nothing in it but pixels, areas of it blurred; raises ImageError.

    A GIF may move, so only its remarks are taken out; blurred, it is its first picture alone.
    """
    image = open_image(data)
    kind = image.format or ""
    if kind == "GIF" and not blur:
        return strip_gif(data)
    with _budget.hold(_IN_FLIGHT):
        if blur or kind not in ("PNG", "WEBP"):
            longest = min(max(image.size), _SIDE_STRIPPED)
            pixels = _develop(image, longest)
            pixels.thumbnail((longest, longest))
            return _as_it_came(_blur(pixels, blur), kind)
        turn = _ORIENTED.get(orientation(image))
        try:
            image.load()
        except _WRECKS:
            raise ImageError("photo.broken") from None
        pixels = image.convert("RGBA") if image.mode in ("P", "PA") else image
        out = io.BytesIO()
        small = image.width * image.height <= _EASY_PNG
        _bare(pixels if turn is None else pixels.transpose(turn)).save(out, kind, **(_LOSSLESS[kind] if small else {}))
        return _checked(out.getvalue())


def _as_it_came(pixels: Image.Image, kind: str) -> bytes:
    """Return pixels in the format of the file they came from where browsers show it, else as JPEG."""
    if kind not in ("PNG", "WEBP", "GIF"):
        return _jpeg(pixels, _FULL_QUALITY)
    out = io.BytesIO()
    _bare(pixels).save(out, kind, **_LOSSLESS.get(kind, {}))
    return strip_gif(out.getvalue()) if kind == "GIF" else _checked(out.getvalue())


class _Budget:
    """Pixels in flight: a photo waits until those before it leave room."""

    def __init__(self, pixels: int) -> None:
        self._left, self._most = pixels, pixels
        self._change = threading.Condition()

    @contextmanager
    def hold(self, pixels: int) -> Iterator[None]:
        wanted = min(pixels, self._most)
        with self._change:
            self._change.wait_for(lambda: self._left >= wanted)
            self._left -= wanted
        try:
            yield
        finally:
            with self._change:
                self._left += wanted
                self._change.notify_all()


_budget = _Budget(_IN_FLIGHT)


def _cost(image: Image.Image) -> int:
    """Return the pixels that decoding holds: a baseline JPEG is decoded at a fraction of its size."""
    pixels = image.width * image.height
    plain = image.format in ("JPEG", "MPO") and not image.info.get("progressive") and not image.info.get("progression")
    return pixels // 8 if plain else pixels


def _encode(work: PhotoWork, image: Image.Image) -> dict[str, bytes]:
    widest = max((v for v in work.variants), key=lambda v: v.width)
    pixels = _develop(image, max(widest.width, widest.height))
    pixels = _blur(pixels, work.blur)
    found: dict[str, bytes] = {}
    for variant in sorted(work.variants, key=lambda v: -v.width):
        size = (variant.width, variant.height)
        if pixels.size != size:
            pixels = pixels.resize(size, Resampling.BICUBIC, reducing_gap=3.0)
        found[variant.url] = _written(pixels, variant, work.quality)
    return found


def _written(pixels: Image.Image, variant: PhotoVariant, quality: int) -> bytes:
    if variant.format == "webp":
        out = io.BytesIO()
        _bare(pixels).save(out, "WEBP", quality=quality, method=_WEBP_METHOD)
        return _checked(out.getvalue())
    return _jpeg(pixels, _FULL_QUALITY if variant.format == "original" else quality)


def _jpeg(pixels: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    _bare(pixels).save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return _checked(out.getvalue())


def _develop(image: Image.Image, longest: int) -> Image.Image:
    """Return the pixels in sRGB on white, turned as they should show, decoded no larger than needed."""
    turn = _ORIENTED.get(orientation(image))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _draft(image, longest)
            image.load()
            pixels = _to_rgb(_shrunk(image, longest))
    except _WRECKS:
        raise ImageError("photo.broken") from None
    except MemoryError:
        raise ImageError("photo.huge", w=image.width, h=image.height, max=8000) from None
    return pixels if turn is None else pixels.transpose(turn)


def _draft(image: Image.Image, longest: int) -> None:
    """Let a JPEG be decoded at 1/2, 1/4 or 1/8 of its size, never below what is wanted.

    The box asked for has the photo's own shape: with a square one Pillow would stop at the shorter side.
    """
    if image.format not in ("JPEG", "MPO") or max(image.size) < 2 * longest:
        return
    scale = longest / max(image.size)
    image.draft(None, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    """Return a large image made smaller by whole factors before its colours are worked on."""
    factor = max(image.size) // (2 * longest) if longest else 1
    if factor > 1 and image.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
        return image.reduce(factor)
    return image


def _to_rgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        image = _to_eight_bits(image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA", "La", "RGBa") else None
    if alpha is not None:
        image = image.convert("RGBA").convert("RGB")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        image = _to_srgb(image, profile)
    if image.mode != "RGB":
        image = image.convert("RGB")
    if alpha is not None:
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=alpha)
        image = paper
    return image


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of 16 or 32 bits a pixel as grey of 8: Pillow's own conversion cuts bright pixels off."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    low, high = cast(tuple[float, float], image.getextrema())
    if image.mode == "I" and low >= 0 and 255 < high <= 65_535:
        low, high = 0.0, 65_535.0  # sixteen bits kept in thirty-two
    scale = 255 / ((high - low) or 1.0)
    return image.point(lambda value: value * scale - low * scale).convert("L")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the image in sRGB; with a profile that cannot be read its numbers are taken as they are."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except _WRECKS:
        return image
    return converted or image


def _blur(pixels: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Return the image with areas made unknowable: averaged to a few squares, then softened."""
    for box in boxes:
        left, top = int(pixels.width * box.left / 100), int(pixels.height * box.top / 100)
        right = min(pixels.width, -int(-pixels.width * (box.left + box.width) // 100))
        bottom = min(pixels.height, -int(-pixels.height * (box.top + box.height) // 100))
        if right <= left or bottom <= top:
            continue
        area = pixels.crop((left, top, right, bottom))
        coarse = area.resize((4, 4), Resampling.BOX).resize(area.size, Resampling.BILINEAR)
        pixels.paste(coarse.filter(ImageFilter.GaussianBlur(max(area.size) / 16)), (left, top))
    return pixels


def _bare(pixels: Image.Image) -> Image.Image:
    """Return an image that holds the pixels and nothing that Pillow would write beside them."""
    bare = pixels.copy()
    bare.info = {}
    return bare


def _checked(data: bytes) -> bytes:
    """Return the bytes after making sure that nothing but pixels and at most an ICC profile is in them.

    Raises ImageError(photo.broken) otherwise: better no photo than one that tells where a child lives.
    """
    if residue(data) - {"ICC"}:
        raise ImageError("photo.broken")
    return data
