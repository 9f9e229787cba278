"""The units of site.yaml: each read, then their tree checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from ssg.base.dates import DateError, read_date
from ssg.base.fields import Field
from ssg.base.text import fold, identity, nearest, slugify
from ssg.model.aliases import read_aliases
from ssg.model.articles import Category, Reference, Thread, Unit
from ssg.model.config import UNIT_KINDS

N = TypeVar("N", Unit, Category, Thread)
UNIT_KEYS = (
    "slug", "name", "kind", "parent", "theme", "welcome", "governing", "image", "address", "phone", "email", "from",
    "until", "successor", "former_names", "aliases", "feed_aliases",
)  # fmt: skip
_LINES = ("theme", "welcome", "governing", "image", "address", "phone", "email", "parent", "successor")


def read_unit(field: Field) -> Unit | None:
    """Return the unit, None and a problem where it has no usable name."""
    if not field.is_mapping:
        name = field.line()
        slug = slugify(name)
        if not slug:
            field.report("slug.empty", value=name or "…")
            return None
        return Unit(slug=slug, name=name)
    inner = field.mapping(UNIT_KEYS, "site.unknown")
    lines = {key: inner[key].line() for key in _LINES if key in inner}
    name = inner["name"].line() if "name" in inner else ""
    typed = inner["slug"].line() if "slug" in inner else ""
    slug = slugify(typed, limit=120) or slugify(name)
    if not slug:
        field.report("slug.empty", value=typed or name or "…")
        return None
    return Unit(
        slug=slug,
        name=name or slug,
        kind=inner["kind"].choice(UNIT_KINDS, "") if "kind" in inner else "",
        starts=read_day(inner["from"]) if "from" in inner else None,
        until=read_day(inner["until"]) if "until" in inner else None,
        former_names=tuple(_names(inner["former_names"])) if "former_names" in inner else (),
        aliases=aliases_in(inner, "aliases"),
        feed_aliases=aliases_in(inner, "feed_aliases"),
        **lines,
    )


def apart(items: Iterable[Field], read: Callable[[Field], N | None]) -> list[tuple[Field, N]]:
    """Return what is read of a list of names, each with its field: names that differ, and whose slugs, made of them, do
    not, are told, and the second has "-2".
    """
    found = [(item, named) for item in items if (named := read(item)) is not None]
    taken = {named.slug: named.name for item, named in found if _has_slug(item)}
    apart: list[tuple[Field, N]] = []
    for item, named in found:
        first = taken.get(named.slug)
        alike = first is not None and fold(first) == fold(named.name) and identity(first) != identity(named.name)
        if alike and not _has_slug(item):
            number = 2
            while f"{named.slug}-{number}" in taken:
                number += 1
            slug = f"{named.slug}-{number}"
            item.hint("name.same_slug", value=named.name, other=first, slug=slug)
            named = replace(named, slug=slug)
        taken[named.slug] = named.name
        apart.append((item, named))
    return apart


def _has_slug(item: Field) -> bool:
    return item.is_mapping and any(str(key.value) == "slug" for key, _ in item.node.value)


def aliases_in(fields: Mapping[str, Field], key: str) -> tuple[Reference, ...]:
    """Return the old addresses of a page or feed, () where none are given."""
    return read_aliases(fields[key]) if key in fields else ()


def _names(field: Field) -> list[str]:
    """Return names: a list, or one line that is one name (a name may hold commas)."""
    return [n for n in ([i.line() for i in field.items()] if field.is_list else [field.line()]) if n]


def read_day(field: Field) -> dt.date | None:
    """Return a calendar day; None, and a problem, where it is none."""
    try:
        return read_date(field.line()).day
    except DateError as error:
        field.report(error.code, **error.values)
        return None


def read_units(field: Field) -> tuple[Unit, ...]:
    """Return the units with parents and successors as slugs; a slug used twice, a parent that is nowhere and a
    circle of parents are problems, and are taken out.
    """
    known: dict[str, Unit] = {}
    places: dict[str, Field] = {}
    for item, unit in apart(field.items(), read_unit):
        if unit.slug in known:
            item.report("site.twice", value=unit.slug, first=f"units: {known[unit.slug].name}")
        known.setdefault(unit.slug, unit)
        places.setdefault(unit.slug, item)
    names = {fold(u.name): u.slug for u in known.values()} | {identity(u.name): u.slug for u in known.values()}
    names |= {slug: slug for slug in known}
    checked = {}
    for slug, unit in known.items():
        parent = _find(places[slug], "parent", unit.parent, names)
        successor = _find(places[slug], "successor", unit.successor, names)
        checked[slug] = replace(unit, parent=parent, successor=successor)
    _cut_circles(places, checked)
    return tuple(checked.values())


def _find(place: Field, key: str, value: str, names: dict[str, str]) -> str:
    found = names.get(value) or names.get(identity(value)) or names.get(fold(value)) if value else ""
    if value and not found:
        at = next((v for k, v in place.node.value if str(k.value) == key), place.node)
        near = nearest(value, set(names.values()))
        place.source.report("site.reference", at, path=f"{place.path}.{key}", value=value, kind="unit", near=near)
    return found or ""


def _cut_circles(places: dict[str, Field], units: dict[str, Unit]) -> None:
    for slug in list(units):
        chain = [slug]
        while (parent := units[chain[-1]].parent) and parent not in chain:
            chain.append(parent)
        if parent == slug:
            places[slug].report("unit.cycle", chain=" → ".join([*chain, slug]))
            units[slug] = replace(units[slug], parent="")
