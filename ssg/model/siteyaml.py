"""site.yaml read into a Config: every problem in one go, each with its key path, line and the nearest right word."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from yaml.nodes import MappingNode, Node, ScalarNode

from ssg.base.errors import Problem, problem, warning
from ssg.base.fields import Field, Source, YamlError, compose, fold_key
from ssg.base.files import digest
from ssg.base.literal import Name, quote_literals
from ssg.base.text import clean, nearest, slugify, squeeze, unbroken
from ssg.base.urls import ascii_host
from ssg.model.articles import Category, Thread
from ssg.model.config import LANGUAGES, Config, Counters, Footer, PhotoRecipe, reserved_segments
from ssg.model.hosting import HOSTS
from ssg.model.placeholders import find_placeholder, is_starter_name
from ssg.model.siteparts import (
    place_of,
    read_banners,
    read_blocks,
    read_formats,
    read_home,
    read_labels,
    read_links,
    read_lists,
    read_menu,
    read_permalinks,
    reference,
)
from ssg.model.siteunits import aliases_in, apart, read_units

SITE_FILE = "site.yaml"
T = TypeVar("T", bool, None)
SLUG_TYPED = 120
# characters of a slug typed in site.yaml; it becomes a folder's name
KEYS = (
    "title", "url", "language", "timezone", "theme", "hosting", "welcome", "governing", "motto", "logo", "formats",
    "labels", "labels_from", "article_meta", "rating", "statistics", "markdown", "units", "categories", "threads",
    "menu", "blocks", "banners", "links", "home", "lists", "photos", "counters", "footer", "permalinks",
    "feed_aliases",
)  # fmt: skip
FOOTER_KEYS = (
    "governing", "owner", "responsible", "decision", "licence", "address", "phone", "hotline", "email", "since",
)  # fmt: skip

_LITERAL = {
    "title", "name", "welcome", "governing", "motto", "owner", "responsible", "decision", "licence", "address",
    "phone", "hotline", "alt",
}  # fmt: skip
_FILES = {"logo", "image", "banner"}


def read_site(text: str) -> tuple[Config | None, list[Problem]]:
    """Return the Config that a site.yaml's text makes, and every problem in it.

    The Config is None where title or url are missing or the text is no YAML; otherwise what is wrong has its default.
    """
    problems: list[Problem] = []
    source = Source(path=SITE_FILE, first_line=0, problems=problems)
    cleaned = unbroken(clean(text))
    try:
        node = compose(quote_literals(cleaned, _is_literal, _name_of), cleaned)
    except YamlError as error:
        problems.append(problem(error.code, SITE_FILE, error.line, error.column, **error.values))
        return None, problems
    if node is None:
        return None, [*problems, *_missing(("title", "url"))]
    fields = Field(path="", node=node, key=None, source=source).mapping(KEYS, "site.unknown")
    _tell_placeholders(node, source)
    title = fields["title"].line() if "title" in fields else ""
    url = _read_url(fields["url"]) if "url" in fields else ""
    problems += _missing([key for key, value in (("title", title), ("url", url)) if not value and key not in fields])
    if "title" in fields and not title:
        problems += _missing(["title"])
    config = _read_config(fields, title or "?", url or "https://portal.invalid", digest(cleaned.encode()))
    return (config if title and url else None), problems


def _tell_placeholders(node: Node, source: Source) -> None:
    """Warn of each value that still says what the starter says."""
    if isinstance(node, ScalarNode):
        said = squeeze(clean(node.value))
        if text := said if is_starter_name(said) else find_placeholder(said):
            source.problems.append(warning("text.placeholder", *source.where(node), text=text))
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            _tell_placeholders(value, source)
    else:
        for value in node.value:
            _tell_placeholders(value, source)


def _is_literal(key: str, value: str) -> bool:
    return fold_key(key) in _LITERAL and not value.startswith(("{", "["))


_PORTS = {"http": 80, "https": 443}
# those that an address need not name


def _name_of(key: str) -> Name:
    """Return what the value of a key names: a # in a file's name is no comment."""
    return Name.FILE if fold_key(key) in _FILES else Name.NONE


def _missing(keys: Any) -> list[Problem]:
    examples = {"title": "Trường THCS Lam Khê", "url": "https://thcslamkhe.example"}
    return [problem("site.required", SITE_FILE, 1, 1, key=key, example=examples[key]) for key in keys]


def _read_url(field: Field) -> str:
    """Return the portal's address with its host as machines know it; "" and a problem where it is none."""
    said = field.line().rstrip("/")
    url = portal_url(said)
    if not url:
        field.report("site.url", value=said or "…")
    return url


def portal_url(said: str) -> str:
    """Return an address of a portal with its host as machines know it; "" where it is none."""
    said = said.rstrip("/")
    try:
        parts = urlsplit(said)
        host = ascii_host(parts.hostname or "")
        port = parts.port  # raises ValueError where it is no number
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    is_known = parts.scheme in _PORTS and host and "@" not in parts.netloc
    if not is_known or parts.query or parts.fragment or not _plain(said):
        return ""
    place = f"[{host}]" if ":" in host else host
    own_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{place}{own_port}{parts.path}"


def _plain(url: str) -> bool:
    return not any(c.isspace() or c in "\"'<>\\{}|^`" for c in url) and ".." not in url


def _read_config(fields: dict[str, Field], title: str, url: str, text_digest: str) -> Config:
    language = fields["language"].choice(LANGUAGES, "vi") if "language" in fields else "vi"
    plain = {key: fields[key].line() for key in ("theme", "welcome", "governing", "motto") if key in fields}
    units = read_units(fields["units"]) if "units" in fields else None
    banners = read_banners(fields["banners"]) if "banners" in fields else ()
    permalinks = read_permalinks(fields.get("permalinks"))
    categories = _read_named(fields, "categories", _read_category, reserved_segments(permalinks))
    return Config(
        title=title,
        url=url,
        language=language,
        timezone=_read_zone(fields["timezone"]) if "timezone" in fields else "Asia/Ho_Chi_Minh",
        theme=plain.get("theme") or "school",
        hosting=fields["hosting"].choice(HOSTS, "nginx") if "hosting" in fields else "nginx",
        welcome=plain.get("welcome", ""),
        welcome_place=place_of(fields["welcome"]) if "welcome" in fields else None,
        governing=plain.get("governing", ""),
        motto=plain.get("motto", ""),
        logo=reference(fields["logo"]) if "logo" in fields else None,
        formats=read_formats(fields.get("formats"), language),
        labels=read_labels(fields.get("labels"), fields.get("labels_from"), language),
        article_meta=fields["article_meta"].choice(("top", "bottom"), "top") if "article_meta" in fields else "top",
        rating=_read_switch(fields["rating"], default=False) if "rating" in fields else False,
        statistics_today=_read_statistics(fields.get("statistics")),
        markdown=fields["markdown"].choice(("forgiving", "commonmark"), "forgiving")
        if "markdown" in fields
        else "forgiving",
        units=units,
        categories=categories,
        threads=_read_named(fields, "threads", _read_thread),
        menu=read_menu(fields["menu"]) if "menu" in fields else None,
        blocks=read_blocks(fields.get("blocks"), {group.slug for group in banners}),
        banners=banners,
        links=read_links(fields["links"]) if "links" in fields else (),
        home=read_home(fields.get("home")),
        lists=read_lists(fields.get("lists")),
        photos=_read_photos(fields.get("photos")),
        counters=_read_counters(fields.get("counters")),
        footer=_read_footer(fields.get("footer")),
        permalinks=permalinks,
        feed_aliases=aliases_in(fields, "feed_aliases"),
        digest=text_digest,
    )


def _read_zone(field: Field) -> str:
    said = field.line()
    try:
        ZoneInfo(said)
    except (ValueError, OSError, KeyError):
        field.report("site.timezone", value=said, near=nearest(said, available_timezones()))
        return "Asia/Ho_Chi_Minh"
    return said


def _read_switch(field: Field, default: T) -> bool | T:
    """Return a yes or no; with nothing behind the key the default, and a warning that says which it is."""
    if not field.is_empty:
        return field.boolean()
    field.warn("site.switch.empty", key=field.path, kind="as_above" if default is None else "yes" if default else "no")
    return default


def _read_statistics(field: Field | None) -> bool:
    if field is None:
        return True
    inner = field.mapping(("today",), "site.unknown")
    return _read_switch(inner["today"], default=True) if "today" in inner else True


def _read_named(
    fields: dict[str, Field], key: str, read: Any, reserved: frozenset[str] = frozenset()
) -> tuple[Any, ...] | None:
    if key not in fields:
        return None
    kept: dict[str, Any] = {}
    for item, named in apart(fields[key].items(), read):
        if named.slug in kept:
            item.report("site.twice", value=named.slug, first=f"{key}: {kept[named.slug].name}")
        if named.slug in reserved:
            item.report("slug.reserved", value=named.slug, right=f"tin-{named.slug}")
        kept.setdefault(named.slug, named)
    return tuple(kept.values())


def read_name(field: Field, keys: tuple[str, ...]) -> tuple[str, str, dict[str, Field]] | None:
    """Return slug, name and the fields of a named thing; a bare text is its name. None, and a problem, without any."""
    if not field.is_mapping:
        name = field.line()
        inner: dict[str, Field] = {}
    else:
        inner = field.mapping(keys, "site.unknown")
        name = inner["name"].line() if "name" in inner else ""
        name = name or (inner["slug"].line() if "slug" in inner else "")
    slug = slugify(inner["slug"].line() if "slug" in inner else name, limit=SLUG_TYPED if "slug" in inner else 80)
    if not slug:
        field.report("slug.empty", value=name or "…")
        return None
    return slug, name, inner


def _read_category(field: Field) -> Category | None:
    named = read_name(field, ("slug", "name", "rating", "aliases", "feed_aliases"))
    if named is None:
        return None
    slug, name, inner = named
    return Category(
        slug=slug,
        name=name,
        rating=_read_switch(inner["rating"], default=None) if "rating" in inner else None,
        aliases=aliases_in(inner, "aliases"),
        feed_aliases=aliases_in(inner, "feed_aliases"),
    )


def _read_thread(field: Field) -> Thread | None:
    named = read_name(field, ("slug", "name", "aliases"))
    return None if named is None else Thread(slug=named[0], name=named[1], aliases=aliases_in(named[2], "aliases"))


def _read_photos(field: Field | None) -> PhotoRecipe:
    default = PhotoRecipe()
    inner = field.mapping(("widths", "formats", "quality", "downloads"), "site.unknown") if field else {}
    widths = [w.count(960, 16, 4096) for w in inner["widths"].items()] if "widths" in inner else []
    formats = [f.choice(("webp", "jpeg"), "jpeg") for f in inner["formats"].items()] if "formats" in inner else []
    return PhotoRecipe(
        widths=tuple(sorted(set(widths))) or default.widths,
        formats=tuple(f for f in ("webp", "jpeg") if f in formats) or default.formats,
        quality=inner["quality"].count(default.quality, 1, 95) if "quality" in inner else default.quality,
        downloads=_read_switch(inner["downloads"], default=False) if "downloads" in inner else False,
    )


def _read_counters(field: Field | None) -> Counters:
    inner = field.mapping(("logs", "repeat_minutes", "visits_before"), "site.unknown") if field else {}
    logs = [item.line() for item in inner["logs"].items()] if "logs" in inner else []
    return Counters(
        logs=tuple(log for log in logs if log),
        repeat_minutes=inner["repeat_minutes"].count(30, 0, 1440) if "repeat_minutes" in inner else 30,
        visits_before=inner["visits_before"].count() if "visits_before" in inner else 0,
    )


def _read_footer(field: Field | None) -> Footer:
    inner = field.mapping(FOOTER_KEYS, "site.unknown") if field else {}
    since = inner.pop("since").count(0, 1900, 2999) if "since" in inner else 0
    place = place_of(field) if field else None
    return Footer(since=since, place=place, **{key: value.line() for key, value in inner.items()})
