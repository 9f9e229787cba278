"""Pictures for links that are shared, drawn where a page has no photo: title, unit, emblem, the theme's colours."""

from __future__ import annotations

import io
import json
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.Image import Resampling

from ssg.base.imagefiles import ImageError
from ssg.base.images import WRECKS, open_image
from ssg.base.text import tie_years
from ssg.model.shares import MANIFEST_URL, SHARE_HEIGHT, SHARE_WIDTH, IconWork, Palette, ShareStyle, ShareWork

Colour = tuple[int, int, int]
_MARGIN = 72
_TITLE_BOX = (_MARGIN, 196, SHARE_WIDTH - _MARGIN, 536)
# left, top, right, bottom of the title's room
_SIZES = ((84, 2), (76, 3), (66, 3), (58, 4), (50, 4), (44, 4))
# pixels of the title's letters, and the most lines at that size
_LEADING = 1.26
# line height; Vietnamese stacks marks above and below
_EMBLEM = 104
# pixels across
_RUN_LENGTHS = 3
# zlib's Z_RLE: a sixth larger and three times as fast on flat colours
_RAMP = 16
# steps from the ground's colour to the letters'
_BASE_COLOURS = 256 - _RAMP


def draw_share(work: ShareWork, emblem: bytes | None) -> bytes:
    """Return a picture as PNG of few colours; ``emblem`` holds the bytes of the style's emblem.

    The same work gives the same bytes.
    """
    base = _base(work.style, emblem, with_name=work.title != work.style.name)
    out = io.BytesIO()
    _with_title(base, _drawable(work.title) or _drawable(work.style.name)).save(
        out, "PNG", compress_level=6, compress_type=_RUN_LENGTHS
    )
    return out.getvalue()


def draw_icon(work: IconWork, emblem: bytes | None) -> bytes:
    """Return one of the portal's icons, or the manifest that names them."""
    if f"/{work.name}" == MANIFEST_URL:
        return _manifest(work)
    out = io.BytesIO()
    if work.name == "favicon.ico":
        _icon(work.style, emblem, 256).save(out, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    elif work.name == "apple-touch-icon.png":
        # telephones round the corners themselves, and show black where nothing is
        whole = Image.new("RGB", (180, 180), (255, 255, 255))
        icon = _icon(work.style, emblem, 156 if _opened(emblem) else 180, rounded=False)
        whole.paste(icon, ((180 - icon.width) // 2, (180 - icon.height) // 2), icon)
        whole.save(out, "PNG")
    else:
        _icon(work.style, emblem, int(work.name.partition("-")[2].partition(".")[0])).save(out, "PNG")
    return out.getvalue()


def _icon(style: ShareStyle, emblem: bytes | None, size: int, *, rounded: bool = True) -> Image.Image:
    """Return the emblem in a square, or the initials of the name on the theme's colour."""
    icon = Image.new("RGBA", (size, size))
    pasted = _opened(emblem)
    if pasted is not None:
        scale = size / max(pasted.size)
        pasted = pasted.resize((max(1, round(pasted.width * scale)), max(1, round(pasted.height * scale))))
        icon.paste(pasted, ((size - pasted.width) // 2, (size - pasted.height) // 2))
        return icon
    ground = _colours(style.palette)[0]
    draw = ImageDraw.Draw(icon)
    draw.rounded_rectangle((0, 0, size - 1, size - 1), size // 6 if rounded else 0, ground)
    text = initials(style.name)
    font = _font("Bold", size * (5 if len(text) > 1 else 7) // 10)
    draw.text((size / 2, size / 2), text, _ink_on(ground), font, "mm")
    return icon


def _manifest(work: IconWork) -> bytes:
    """Return the web app manifest (W3C); its addresses are relative to its own."""
    accent = "#{:02x}{:02x}{:02x}".format(*_colours(work.style.palette)[0])
    told = {
        "name": work.style.name,
        "short_name": work.style.name,
        "lang": work.language,
        "start_url": "./",
        "display": "browser",
        "theme_color": accent,
        "background_color": "#ffffff",
        "icons": [{"src": f"icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png"} for n in (192, 512)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@lru_cache(maxsize=8)
def _base(style: ShareStyle, emblem: bytes | None, *, with_name: bool) -> Image.Image:
    """Return all but the title, in a palette that leaves room for the title's colours."""
    ground, deep, warm = _colours(style.palette)
    ink = _ink_on(ground)
    image = Image.new("RGB", (SHARE_WIDTH, SHARE_HEIGHT), ground)
    draw = ImageDraw.Draw(image)
    _decorate(image, deep)
    draw.rectangle((0, SHARE_HEIGHT - 14, SHARE_WIDTH, SHARE_HEIGHT), warm)
    _place_emblem(image, style, emblem, deep if _ink_on(deep) == (255, 255, 255) else ground)
    head = style.name if with_name else style.above
    font = _font("Medium", 36)
    lines = _wrapped(_drawable(head), font, SHARE_WIDTH - 3 * _MARGIN - _EMBLEM, 2)
    top = _MARGIN - 16 + (_EMBLEM - len(lines) * 46) / 2
    for at, line in enumerate(lines):
        draw.text((_MARGIN + _EMBLEM + 28, top + at * 46 + 23), line, ink, font, anchor="lm")
    draw.text((_MARGIN, SHARE_HEIGHT - 54), style.host, _mixed(ground, ink, 0.82), _font("Regular", 30), anchor="lm")
    return image.quantize(_BASE_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _decorate(image: Image.Image, deep: Colour) -> None:
    """Draw two arcs in the corner, hardly darker than the ground."""
    mask = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(mask)
    for radius, strength in ((520, 70), (380, 120), (240, 180)):
        draw.ellipse((SHARE_WIDTH - radius, -radius, SHARE_WIDTH + radius, radius), strength)
    image.paste(deep, mask=mask)


def _place_emblem(image: Image.Image, style: ShareStyle, emblem: bytes | None, letters: Colour) -> None:
    """Paste the emblem on a white disc, or the name's initials where there is none that can be pasted."""
    left, top, big = _MARGIN, _MARGIN - 16, 4
    disc = Image.new("L", (_EMBLEM * big, _EMBLEM * big), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, _EMBLEM * big - 1, _EMBLEM * big - 1), 255)
    image.paste((255, 255, 255), (left, top), disc.resize((_EMBLEM, _EMBLEM), Resampling.BOX))
    pasted = _opened(emblem)
    if pasted is None:
        text = initials(style.name)
        font = _font("Bold", 50 if len(text) < 3 else 40)
        ImageDraw.Draw(image).text((left + _EMBLEM / 2, top + _EMBLEM / 2), text, letters, font, anchor="mm")
        return
    inner = round(_EMBLEM * (0.74 if _is_square(pasted) else 0.84))
    pasted.thumbnail((inner, inner), Resampling.LANCZOS)
    image.paste(pasted, (left + (_EMBLEM - pasted.width) // 2, top + (_EMBLEM - pasted.height) // 2), pasted)


def _is_square(image: Image.Image) -> bool:
    """Return whether the corners of a picture are opaque, so that a disc would cut them off."""
    alpha = image.getchannel("A")
    return all(alpha.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1))


def _opened(emblem: bytes | None) -> Image.Image | None:
    try:
        return open_image(emblem).convert("RGBA") if emblem else None
    except (*WRECKS, ImageError):
        return None


def _with_title(base: Image.Image, title: str) -> Image.Image:
    """Return the picture with its title, whose edges are mixed with the ground in a few steps."""
    left, top, right, bottom = _TITLE_BOX
    mask = Image.new("L", (right - left, bottom - top), 0)
    font, lines, size = _fitted(title, right - left)
    leading = size * _LEADING
    at = (bottom - top - leading * len(lines)) / 2 + leading / 2
    draw = ImageDraw.Draw(mask)
    for number, line in enumerate(lines):
        draw.text((0, at + number * leading), line, 255, font, anchor="lm")
    palette = (base.getpalette() or [])[: _BASE_COLOURS * 3]
    palette += [0] * (_BASE_COLOURS * 3 - len(palette))
    index = base.crop((left, bottom - 1, left + 1, bottom)).tobytes()[0]
    ground = (palette[index * 3], palette[index * 3 + 1], palette[index * 3 + 2])
    ink = _ink_on(ground)
    for step in range(1, _RAMP + 1):
        palette += _mixed(ground, ink, step / _RAMP)
    image = base.copy()
    image.putpalette(palette)
    steps = mask.point([_BASE_COLOURS + max(v // _RAMP, 1) - 1 if v < 248 else 255 for v in range(256)])
    letters = Image.frombytes("P", mask.size, steps.tobytes())
    image.paste(letters, (left, top), mask.point([255 if v >= _RAMP // 2 else 0 for v in range(256)]))
    return image


def _fitted(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str], int]:
    """Return font, lines and size of a title: as large as it fits, at last cut with …"""
    for size, most in _SIZES:
        font = _font("Bold", size)
        lines = _wrapped(title, font, width, most + 1)
        if len(lines) <= most:
            return font, _balanced(title, font, width, len(lines)), size
    return font, _wrapped(title, font, width, most), size


def _balanced(title: str, font: ImageFont.FreeTypeFont, width: int, count: int) -> list[str]:
    """Return the lines of a title, as equally long as may be."""
    low, high = width // 2, width
    while high - low > 16:
        middle = (low + high) // 2
        if len(_wrapped(title, font, middle, count + 1)) <= count:
            high = middle
        else:
            low = middle
    return _wrapped(title, font, high, count)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Return lines broken between syllables, the last of ``most`` ended with … where there is more."""
    lines: list[str] = []
    space, room = font.getlength(" "), 0.0
    for word in _pieces(text, font, width):
        length = _length(font, word)
        if lines and room + space + length <= width:
            lines[-1] += f" {word}"
            room += space + length
        elif len(lines) == most:
            return [*lines[:-1], _cut(lines[-1], font, width)]
        else:
            lines.append(word)
            room = length
    return lines


def _pieces(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the words of a text, those wider than a line in pieces."""
    found = []
    for word in text.split(" "):
        rest = word
        while rest and _length(font, rest) > width:
            end = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or _length(font, rest[:n]) <= width)
            found.append(rest[:end])
            rest = rest[end:]
        found += [rest] if rest else []
    return found


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    while " " in line and _length(font, line + "…") > width:
        line = line[: line.rfind(" ")]
    return line.rstrip(" ,;:-–") + "…"


@lru_cache(maxsize=20_000)
def _length(font: ImageFont.FreeTypeFont, word: str) -> float:
    return font.getlength(word)


def initials(name: str) -> str:
    """Return the letters that stand for a name: of its last two words that begin with a capital."""
    words = [w for w in _drawable(name).replace("\u00a0", " ").split() if w[0].isalpha()]
    great = [w for w in words if w[0].isupper() and not (w.isupper() and len(w) > 1)]
    return "".join(w[0].upper() for w in (great or words)[-2:])


def _drawable(text: str) -> str:
    """Return a text without signs that the font lacks; spans of years stay together."""
    text = tie_years(unicodedata.normalize("NFC", text)).replace("\u2060", "")
    return " ".join("".join(c for c in text if c == "\u00a0" or _has(c)).split(" ")).strip()


@lru_cache(maxsize=4_000)
def _has(letter: str) -> bool:
    """Return whether the font has a letter: one that it lacks is drawn as a box."""
    font = _font("Bold", 20)
    return letter == " " or (letter.isprintable() and bytes(font.getmask(letter)) != bytes(font.getmask("\uffff")))


@lru_cache(maxsize=32)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("font_roboto") / "files" / f"Roboto-{weight}.ttf") as path:
        return ImageFont.truetype(io.BytesIO(path.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def _colours(palette: Palette) -> tuple[Colour, Colour, Colour]:
    usual = Palette()
    return (
        _colour(palette.accent, usual.accent),
        _colour(palette.deep, "") if palette.deep else _mixed(_colour(palette.accent, usual.accent), (0, 0, 0), 0.35),
        _colour(palette.warm, usual.warm),
    )


def _colour(value: str, otherwise: str) -> Colour:
    """Return a colour of a style sheet; one in a form that cannot be read is the usual one."""
    try:
        return ImageColor.getrgb(value)[:3]
    except ValueError:
        return ImageColor.getrgb(otherwise or "#0d3560")[:3]


def _ink_on(ground: Colour) -> Colour:
    """Return white, or nearly black on a bright ground (relative luminance, WCAG 2.1)."""
    parts = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in ground]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return (255, 255, 255) if luminance < 0.3 else (23, 29, 34)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    a, b, c = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return a, b, c
