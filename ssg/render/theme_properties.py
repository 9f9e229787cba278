"""The CSS custom properties that a theme.yaml sets: whether the style sheets know them, and whether a colour is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ssg.base.errors import Problem, problem, warning
from ssg.base.text import nearest
from ssg.model.shares import Palette

_DEFINED = re.compile(r"(?<![\w-])--([A-Za-z0-9-]+)\s*:\s*([^;{}]*)")
_USED = re.compile(r"var\(\s*--([A-Za-z0-9-]+)")
_ALIAS = re.compile(r"var\(\s*--([A-Za-z0-9-]+)\s*\)")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
# the functions of CSS Color 4 and 5, and var(), whose colour is told elsewhere
_FUNCTION = re.compile(
    r"(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var)\((?:[^()]|\([^()]*\))+\)", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
_KEYWORDS = ("transparent", "currentcolor", "inherit", "initial", "unset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A CSS custom property as a theme.yaml sets it."""

    name: str
    """Without its ``--``."""
    value: str
    file: str
    line: int
    column: int


def check_properties(properties: Sequence[Property], style: str) -> list[Problem]:
    """Return the problems of properties for which ``style``, the sheets of a theme and its parents, has no use.

    A property that no sheet knows is a warning: it changes nothing. One that holds a colour there, and is given
    something else, is an error: the browser would drop each rule that it stands in.
    """
    defined: dict[str, str] = {}
    for name, value in _DEFINED.findall(style):
        defined.setdefault(name, value.strip())
    known = {*defined, *_USED.findall(style)}
    problems = []
    for one in properties:
        place = (one.file, one.line, one.column)
        if one.name not in known:
            problems.append(warning("theme.property", *place, name=one.name, near=nearest(one.name, known)))
        elif _holds_colour(one.name, defined) and not is_colour(one.value):
            problems.append(problem("theme.colour", *place, name=one.name, value=one.value))
    return problems


def is_colour(value: str) -> bool:
    """Return whether a value is a colour by CSS Color 4: ``#0b6b3a``, ``rgb(…)``, ``red``."""
    said = value.strip()
    if _HEX.fullmatch(said) or _FUNCTION.fullmatch(said) or said.lower() in _KEYWORDS:
        return True
    if not _WORD.fullmatch(said):
        return False
    # Pillow takes a while to load, and hardly a theme names its colours by words
    from PIL.ImageColor import colormap

    return said.lower() in colormap


def palette_of(styles: Sequence[str], properties: Mapping[str, str]) -> Palette:
    """Return the colours of a theme: those its own and its parents' sheets (``styles``, a parent's first) begin with,
    before any dark scheme, or its properties.
    """
    found: dict[str, str] = {}
    for style in styles:
        own = dict(reversed(_DEFINED.findall(style)))
        if "accent" in own and "accent-deep" not in own:
            found.pop("accent-deep", None)
        found |= {name: value.strip() for name, value in own.items() if is_colour(value)}
    if "accent" in properties and "accent-deep" not in properties:
        found.pop("accent-deep", None)
    found |= properties
    usual = Palette()
    return Palette(
        accent=found.get("accent", usual.accent), deep=found.get("accent-deep", ""), warm=found.get("warm", usual.warm)
    )


def _holds_colour(name: str, defined: Mapping[str, str]) -> bool:
    """Return whether the sheets give a property a colour, by way of other properties too."""
    met = set()
    while name not in met:
        met.add(name)
        value = defined.get(name, "")
        other = _ALIAS.fullmatch(value)
        if other is None:
            return bool(value) and is_colour(value)
        name = other[1]
    return False
