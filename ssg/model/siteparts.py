"""The parts of site.yaml that shape pages: formats, labels, menu, blocks, banners, links, home, lists, permalinks."""

from __future__ import annotations

import re
from dataclasses import fields as record_fields

from ssg.base.dateforms import PRESETS, is_pattern
from ssg.base.fields import Field
from ssg.base.numbers import SEPARATORS
from ssg.base.text import is_reserved, nearest, slugify
from ssg.base.urls import SCHEMES, scheme_of
from ssg.model.articles import Reference
from ssg.model.config import (
    Banner,
    BannerGroup,
    Block,
    Formats,
    Home,
    HomeBox,
    LinkGroup,
    Lists,
    MenuItem,
    Permalinks,
    SiteLink,
)
from ssg.model.labels import LABELS, label_set
from ssg.model.siteunits import read_day

MENU_DEPTH = 3
# levels
PLAIN_BLOCKS = ("most-read", "newest", "featured", "photos", "banners", "links", "statistics", "unit-card")
BLOCK_KEYS = ("most-read", "list", "banners", "title", "count", "days", "newest", "featured", "photos")
_NAMES = re.compile(r"\{(\w+)\}")
_VIEWS = ("label", "suffix", "bare", "english", "none")
_PLACEHOLDERS = {
    "article": {"category", "slug", "year", "month", "day", "unit"}, "page": {"slug"}, "category": {"category"},
    "unit": {"unit"}, "tag": {"tag"}, "author": {"author"}, "thread": {"thread"}, "year": {"year"},
    "month": {"year", "month"}, "event_year": {"year"}, "event_month": {"year", "month"}, "older": {"n"},
}  # fmt: skip
_NEEDED = {
    "article": {"slug"}, "page": {"slug"}, "category": {"category"}, "unit": {"unit"}, "tag": {"tag"},
    "author": {"author"}, "thread": {"thread"}, "year": {"year"}, "month": {"year", "month"}, "event_year": {"year"},
    "event_month": {"year", "month"}, "older": {"n"},
}  # fmt: skip


def reference(field: Field) -> Reference:
    """Return the text of a field as a reference that knows where it was typed."""
    mark = field.node.start_mark
    first = field.source.first_line
    return Reference(value=field.line(), line=mark.line + 1 + first, column=mark.column + 1, where=field.path)


def place_of(field: Field) -> Reference:
    """Return where a field's key was typed."""
    mark = (field.key or field.node).start_mark
    return Reference(value="", line=mark.line + 1 + field.source.first_line, column=mark.column + 1, where=field.path)


def read_address(field: Field) -> str:
    """Return an address: by one of the schemes that links may have (https://…, mailto:…), a path of the portal, or a
    fragment; "" and a problem where it is none of them.
    """
    said = field.line()
    scheme = scheme_of(said)
    safe = scheme in SCHEMES or (not scheme and said.startswith(("/", "#")))
    if not safe or said.startswith("//") or re.search(r"[\s\"'<>\\`]", said):
        field.report("field.url", key=field.path, value=said or "…")
        return ""
    return said


def read_formats(field: Field | None, language: str) -> Formats:
    """Return the forms of dates and counts."""
    keys = tuple(f.name for f in record_fields(Formats))
    inner = field.mapping(keys, "site.unknown") if field else {}
    return Formats(
        published=_date_form(inner.get("published"), "standard"),
        list=_date_form(inner.get("list"), "short"),
        views=_views_form(inner.get("views")),
        thousands=_thousands(inner.get("thousands"), SEPARATORS[language]),
        clock=inner["clock"].choice(("vi", "english", "off"), "vi") if "clock" in inner else "vi",
        source=inner["source"].choice(("label", "from", "brackets"), "label") if "source" in inner else "label",
    )


def _date_form(field: Field | None, default: str) -> str:
    if field is None:
        return default
    said = field.line()
    if "{" not in said:
        return field.choice(PRESETS, default)
    if not is_pattern(said):
        field.report(
            "field.pattern", key=field.path, value=said, choices="{weekday} {day} {month} {year} {hour} {minute}"
        )
        return default
    return said


def _views_form(field: Field | None) -> str:
    if field is None:
        return "label"
    said = field.line()
    if "{" not in said:
        return field.choice(_VIEWS, "label")
    if "{n}" not in said or set(re.findall(r"[{}]", said.replace("{n}", ""))):
        field.report("field.pattern", key=field.path, value=said, choices="{n}")
        return "label"
    return said


def _thousands(field: Field | None, default: str) -> str:
    if field is None:
        return default
    if field.raw not in (".", ",", ""):
        field.report("field.choice", key=field.path, value=field.raw, choices='".", ",", ""', near="")
        return default
    return field.raw


def read_labels(field: Field | None, named: Field | None, language: str) -> tuple[tuple[str, str], ...]:
    """Return every label of the portal, its own words in place."""
    replaced: dict[str, str] = {}
    for key, value in (field.pairs() if field else {}).items():
        if key not in LABELS:
            value.source.report("site.unknown", value.key, path=f"labels.{key}", near=nearest(key, LABELS))
            continue
        text = value.line()
        unknown = set(_NAMES.findall(text)) - set(_NAMES.findall(LABELS[key][0]))
        if not text or unknown:
            names = " ".join(f"{{{name}}}" for name in _NAMES.findall(LABELS[key][0])) or "…"
            value.report("field.pattern", key=value.path, value=text, choices=names)
            continue
        replaced[key] = text
    legacy = named.choice(("nukeviet",), "") == "nukeviet" if named else False
    return label_set(language, legacy, replaced)


def read_menu(field: Field, depth: int = 0) -> tuple[MenuItem, ...]:
    """Return the menu, three levels at most."""
    found = []
    for item in field.items():
        if not item.is_mapping:
            found.append(MenuItem(ref=reference(item)))
            continue
        inner = item.mapping(("title", "url", "items", "list"), "site.unknown")
        items: tuple[MenuItem, ...] = ()
        if "items" in inner and depth < MENU_DEPTH - 1:
            items = read_menu(inner["items"], depth + 1)
        elif "items" in inner:
            inner["items"].report("site.deep", path=inner["items"].path, n=MENU_DEPTH)
        elif "url" not in inner and "list" not in inner:
            item.report("field.choice", key=item.path, value="{…}", choices="url, list, items", near="")
        ref = reference(inner["list"]) if "list" in inner else None
        title = inner["title"].line() if "title" in inner else ""
        url = read_address(inner["url"]) if "url" in inner else ""
        place = reference(inner["url"]) if "url" in inner else None
        found.append(MenuItem(ref=ref, title=title, url=url, items=items, place=place))
    return tuple(entry for entry in found if entry.ref or entry.url or entry.items)


def read_blocks(field: Field | None, banner_groups: set[str]) -> tuple[Block, ...]:
    """Return the side column's blocks in order."""
    if field is None:
        default = (Block(kind="most-read"), Block(kind="newest"), Block(kind="banners"), Block(kind="links"))
        return (*default, Block(kind="statistics"))
    found = [_read_block(item, banner_groups) for item in field.items()]
    return tuple(block for block in found if block)


def _read_block(item: Field, banner_groups: set[str]) -> Block | None:
    if not item.is_mapping:
        kind = item.choice(PLAIN_BLOCKS, "")
        return Block(kind=kind) if kind else None
    inner = item.mapping(BLOCK_KEYS, "site.unknown")
    kind = next((k for k in ("list", "banners", "most-read", "newest", "featured", "photos") if k in inner), "")
    if not kind:
        item.report("field.choice", key=item.path, value="{…}", choices=", ".join(BLOCK_KEYS), near="")
        return None
    ref = None if inner[kind].is_empty else reference(inner[kind])
    if kind == "banners" and ref and ref.value not in banner_groups:
        inner[kind].report(
            "site.reference", path=inner[kind].path, value=ref.value, kind="banners",
            near=nearest(ref.value, banner_groups),
        )  # fmt: skip
        return None
    return Block(
        kind=kind,
        ref=ref,
        title=inner["title"].line() if "title" in inner else "",
        count=inner["count"].count(0, 1, 100) if "count" in inner else 0,
        days=inner["days"].count(0, 1, 3660) if "days" in inner else 0,
    )


def read_banners(field: Field) -> tuple[BannerGroup, ...]:
    """Return the groups of banners; a group or banner without what it needs is a problem and left out."""
    groups: dict[str, BannerGroup] = {}
    for item in field.items():
        inner = item.mapping(("slug", "title", "items"), "site.unknown")
        title = inner["title"].line() if "title" in inner else ""
        slug = slugify(inner["slug"].line() if "slug" in inner else title, limit=0)
        if not slug:
            item.report("slug.empty", value=title or "…")
            continue
        if slug in groups:
            item.report("site.twice", value=slug, first=f"banners: {groups[slug].title}")
            continue
        banners = [_read_banner(b) for b in inner["items"].items()] if "items" in inner else []
        groups[slug] = BannerGroup(slug=slug, title=title, items=tuple(b for b in banners if b))
    return tuple(groups.values())


def _read_banner(item: Field) -> Banner | None:
    inner = item.mapping(("image", "url", "alt", "title", "from", "until"), "site.unknown")
    if "image" not in inner or "url" not in inner:
        item.report("field.choice", key=item.path, value="{…}", choices="image, url, alt, from, until", near="")
        return None
    url = read_address(inner["url"])
    alt = inner.get("alt") or inner.get("title")
    return Banner(
        image=reference(inner["image"]),
        url=url,
        alt=alt.line() if alt else "",
        starts=read_day(inner["from"]) if "from" in inner else None,
        until=read_day(inner["until"]) if "until" in inner else None,
        place=reference(inner["url"]),
    )


def read_links(field: Field) -> tuple[LinkGroup, ...]:
    """Return the links of the link list; those that stand in no group make one without a heading."""
    loose: list[SiteLink] = []
    groups: list[LinkGroup] = []
    for item in field.items():
        inner = item.mapping(("title", "url", "items"), "site.unknown")
        title = inner["title"].line() if "title" in inner else ""
        if "items" in inner:
            links = [_read_link(link) for link in inner["items"].items()]
            groups.append(LinkGroup(title=title, items=tuple(link for link in links if link)))
        elif link := _read_link(item):
            loose.append(link)
    return (*((LinkGroup(title="", items=tuple(loose)),) if loose else ()), *groups)


def _read_link(item: Field) -> SiteLink | None:
    inner = item.mapping(("title", "url"), "site.unknown")
    url = read_address(inner["url"]) if "url" in inner else ""
    title = inner["title"].line() if "title" in inner else ""
    if not url or not title:
        if "url" not in inner or "title" not in inner:
            item.report("field.choice", key=item.path, value="{…}", choices="title, url", near="")
        return None
    return SiteLink(title=title, url=url, place=reference(inner["url"]))


def read_home(field: Field | None) -> Home:
    """Return what the home page shows."""
    inner = field.mapping(("featured", "boxes", "photos"), "site.unknown") if field else {}
    default = Home()
    boxes = None
    if "boxes" in inner:
        found = [_read_box(item) for item in inner["boxes"].items()]
        boxes = tuple(box for box in found if box)
    return Home(
        featured=inner["featured"].count(default.featured, 0, 20) if "featured" in inner else default.featured,
        boxes=boxes,
        photos=inner["photos"].count(default.photos, 0, 60) if "photos" in inner else default.photos,
    )


def _read_box(item: Field) -> HomeBox | None:
    if not item.is_mapping:
        return HomeBox(ref=reference(item))
    inner = item.mapping(("list", "count", "title"), "site.unknown")
    if "list" not in inner:
        item.report("field.choice", key=item.path, value="{…}", choices="list, count, title", near="")
        return None
    count = inner["count"].count(5, 1, 50) if "count" in inner else 5
    return HomeBox(ref=reference(inner["list"]), count=count, title=inner["title"].line() if "title" in inner else "")


def read_lists(field: Field | None) -> Lists:
    """Return how long lists are."""
    inner = field.mapping(("page_size", "newer", "older", "related", "most_read"), "site.unknown") if field else {}
    default = Lists()
    numbers = {
        key: inner[key].count(getattr(default, key), least, most)
        for key, least, most in (("page_size", 1, 500), ("newer", 0, 50), ("older", 0, 50), ("related", 0, 50))
        if key in inner
    }
    most_read = inner["most_read"].mapping(("count", "days"), "site.unknown") if "most_read" in inner else {}
    return Lists(
        **numbers,
        most_read=most_read["count"].count(default.most_read, 1, 100) if "count" in most_read else default.most_read,
        most_read_days=most_read["days"].count(30, 1, 3660) if "days" in most_read else default.most_read_days,
    )


def read_permalinks(field: Field | None) -> Permalinks:
    """Return the patterns of URLs; one that is no pattern keeps its default and is a problem."""
    default = Permalinks()
    keys = tuple(f.name for f in record_fields(Permalinks))
    inner = field.mapping(keys, "site.unknown") if field else {}
    chosen = {}
    for key, value in inner.items():
        said = value.line()
        if _is_permalink(key, said):
            chosen[key] = said
        else:
            names = " ".join(f"{{{name}}}" for name in sorted(_PLACEHOLDERS.get(key, ())))
            value.report("field.pattern", key=value.path, value=said, choices=names or getattr(default, key))
    return Permalinks(**{**{k: getattr(default, k) for k in keys}, **chosen})


def _is_permalink(key: str, said: str) -> bool:
    names = set(re.findall(r"\{(\w+)\}", said))
    rest = re.sub(r"\{\w+\}", "x", said)
    if not _NEEDED.get(key, set()) <= names <= _PLACEHOLDERS.get(key, set()):
        return False
    if key in ("atom", "rss"):
        return bool(re.fullmatch(r"[a-z0-9._-]+\.xml", rest))
    if any(map(is_reserved, rest.split("/"))):
        return False
    start = "" if key == "older" else "/"
    end = r"(/|\.html?)" if key in ("article", "page") else "/"
    return bool(re.fullmatch(rf"{start}([A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*/)*([A-Za-z0-9_~-]+)?{end}", rest)) or (
        rest == "/" and key == "photo"
    )
