"""A theme and its parents: which template stands for a name, which files are published, what their digest is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.fields import Field, Source, YamlError, compose
from ssg.base.files import Refused, digest, walk
from ssg.base.shipped import shipped
from ssg.base.text import clean, editor_lines, nearest
from ssg.model.pages import Claim, Kind
from ssg.model.shares import Palette
from ssg.render.theme_properties import Property, check_properties, palette_of

BASE = "base"
THEME_FILE = "theme.yaml"
TEMPLATES = (
    "article.html", "atom.xml", "block-banners.html", "block-links.html", "block-list.html", "block-page.html",
    "block-photos.html", "block-statistics.html", "block-unit-card.html", "block.html", "calendar.html",
    "footer.html", "home.html", "layout.html", "list.html", "macros.html", "menu.html", "message.html",
    "overview.html", "ranking.html", "rating.html", "redirect.html", "robots.txt", "rss.xml", "side-links.html",
    "side.html", "sitemap.xml", "unit.html", "views.html",
)  # fmt: skip
"""What a theme and its parents must have between them."""
_JOINED = {"style.css": "css", "script.js": "js"}
# the chain's files of these names become one file, the parent's first
_CSS_URL = re.compile(rb"""url\(\s*(["']?)([^"'()\s\\]+)\1\s*\)""")
_WASTE = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n|^[ \t]+|^\n", re.MULTILINE | re.DOTALL)
# what readers of a style sheet have no need of: indents, empty lines, comments on lines of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with its parents, read whole."""

    name: str
    chain: tuple[str, ...]
    # itself first, then its parents
    templates: dict[str, tuple[str, str]] = field(repr=False)
    # ``article.html`` along the chain, ``base/article.html`` from that theme on → (file as told in problems, text)
    files: dict[str, bytes] = field(repr=False)
    # published files by URL from the portal's root
    style_url: str
    script_url: str
    properties: tuple[tuple[str, str], ...]
    # CSS custom properties, a parent's first
    palette: Palette
    digest: str
    warnings: tuple[Problem, ...] = ()
    """What is worth mending in its theme.yaml and its parents'."""


def load_theme(name: str, root: Path) -> Theme:
    """Return the theme of a name, from ``root``/themes/ or else the built-in ones.

    Raises SsgError with every problem: a theme that is missing, extends itself, or lacks a template.
    """
    folders = _folders(root)
    chain, problems = _read_chain(name, folders, root)
    if problems:
        raise SsgError(problems)
    templates: dict[str, tuple[str, str]] = {}
    static: dict[str, bytes] = {}
    joined: dict[str, list[bytes]] = {end: [] for end in _JOINED.values()}
    for member, _, _ in reversed(chain):
        folder, shown = folders[member]
        for path, data in _files(folder / "templates", f"{shown}/templates"):
            templates[path] = (
                f"{shown}/templates/{path}",
                clean(data.decode("utf-8", "replace")),
            )
        templates |= {f"{member}/{path}": found for path, found in templates.items() if "/" not in path}
        for path, data in _files(folder / "static", f"{shown}/static"):
            if path in _JOINED:
                joined[_JOINED[path]].append(_WASTE.sub(b"", data) if path.endswith(".css") else data)
            else:
                static[path] = data
    missing = [t for t in TEMPLATES if t not in templates]
    if missing:
        raise SsgError(_told_missing(name, folders[name][1], missing, templates))
    style = b"\n".join(joined["css"]).decode("utf-8", "replace")
    told = check_properties([one for _, _, properties in chain for one in properties], style)
    if any(p.is_error for p in told):
        raise SsgError(told)
    return replace(_assemble(name, chain, templates, static, joined), warnings=tuple(told))


def _assemble(
    name: str,
    chain: Sequence[tuple[str, str, tuple[Property, ...]]],
    templates: dict[str, tuple[str, str]],
    static: dict[str, bytes],
    joined: dict[str, list[bytes]],
) -> Theme:
    files = {f"/_ssg/{name}/{path}": data for path, data in static.items()}
    properties = {one.name: one.value for _, _, ones in reversed(chain) for one in ones}
    if properties:
        joined["css"].append(_as_css(properties))
    urls = {}
    for end, parts in joined.items():
        data = b"\n".join(parts)
        if end == "css":
            data, pictures = _with_pictures(name, data, static)
            files |= pictures
        urls[end] = f"/_ssg/{name}-{digest(data)[:10]}.{end}" if parts else ""
        if parts:
            files[urls[end]] = data
    parts_of_digest = [f"{key}\0{text}".encode() for key, (_, text) in sorted(templates.items())]
    parts_of_digest += [url.encode() + data for url, data in sorted(files.items())]
    parts_of_digest.append(repr(sorted(properties.items())).encode())
    return Theme(
        name=name,
        chain=tuple(member for member, _, _ in chain),
        templates=templates,
        files=files,
        style_url=urls["css"],
        script_url=urls["js"],
        properties=tuple(properties.items()),
        palette=palette_of([part.decode("utf-8", "replace") for part in joined["css"]], properties),
        digest=digest(*parts_of_digest),
    )


def _as_css(properties: Mapping[str, str]) -> bytes:
    """Return CSS custom properties as the end of a style sheet, outside of its layers, where they win."""
    lines = [f"--{name}: {value};" for name, value in properties.items()]
    return "\n".join([":root {", *lines, "}", ""]).encode()


def _with_pictures(name: str, css: bytes, static: Mapping[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """Return a sheet whose ``url(hills.svg)`` lead to files of static/ under names that hold their digests, and these
    by URL. The sheet stands beside them, so addresses need not say where the portal lies.
    """
    files: dict[str, bytes] = {}

    def named(found: re.Match[bytes]) -> bytes:
        path = found[2].decode("utf-8", "replace")
        if path not in static:
            return found[0]
        stand_in = f"{name}-{digest(static[path])[:10]}{posixpath.splitext(path)[1].lower()}"
        files[f"/_ssg/{stand_in}"] = static[path]
        return b'url("' + stand_in.encode() + b'")'

    return _CSS_URL.sub(named, css), files


def theme_chain(name: str, root: Path) -> tuple[str, ...]:
    """Return a theme and its parents by name, itself first; () where they cannot be read."""
    return tuple(member for member, _, _ in _read_chain(name, _folders(root), root)[0])


def theme_claims(theme: Theme) -> list[Claim]:
    """Return the claims of a theme's own files."""
    return [
        Claim(url=url, kind=Kind.THEME, key=theme.name, origin=f"themes/{theme.name}") for url in sorted(theme.files)
    ]


def _folders(root: Path) -> dict[str, tuple[Path, str]]:
    """Return every theme there is: name → (folder, how problems name it); a site's own wins over a built-in one."""
    found: dict[str, tuple[Path, str]] = {}
    for parent in (shipped("themes"), root / "themes"):
        if parent.is_dir():
            for folder in sorted(p for p in parent.iterdir() if p.is_dir()):
                found[folder.name] = (folder, f"themes/{folder.name}")
    return found


def _read_chain(
    name: str, folders: dict[str, tuple[Path, str]], root: Path
) -> tuple[list[tuple[str, str, tuple[Property, ...]]], list[Problem]]:
    """Return (theme, parent, properties) from a theme up to the one that extends nothing."""
    chain: list[tuple[str, str, tuple[Property, ...]]] = []
    at, asked_at = name, _asked_in_site(name, root)
    while at:
        if at in (member for member, _, _ in chain):
            return [], [problem("theme.loop", *asked_at, name=at, file=asked_at[0])]
        if at not in folders:
            names = sorted(set(folders) - {BASE})
            return [], [problem("theme.missing", *asked_at, name=at, list=", ".join(names), near=nearest(at, names))]
        folder, shown = folders[at]
        file = f"{shown}/{THEME_FILE}"
        parent, place, properties, problems = _read_theme_file(folder / THEME_FILE, file, at)
        if problems:
            return [], problems
        chain.append((at, parent, properties))
        at, asked_at = parent, (file, *place)
    return chain, []


def _asked_in_site(name: str, root: Path) -> tuple[str, int, int]:
    """Return where site.yaml names a theme; line and column are 0 where it does not, or cannot be read."""
    try:
        lines = editor_lines((root / "site.yaml").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return "site.yaml", 0, 0
    said = re.compile(rf"\btheme\s*:\s*[\"']?(?={re.escape(name)}(?![\w-]))")
    found = ((number, match.end() + 1) for number, line in enumerate(lines, 1) if (match := said.search(line)))
    return "site.yaml", *next(found, (0, 0))


def _read_theme_file(
    path: Path, shown: str, name: str
) -> tuple[str, tuple[int, int], tuple[Property, ...], list[Problem]]:
    """Return what a theme extends (``base`` where it does not say), line and column of that, and its CSS custom
    properties.
    """
    problems: list[Problem] = []
    place = (0, 0)
    default = "" if name == BASE else BASE
    if not path.is_file():
        return default, place, (), problems
    try:
        node = compose(clean(path.read_text(encoding="utf-8-sig")))
    except YamlError as error:
        return "", place, (), [problem(error.code, shown, error.line, error.column, **error.values)]
    except (OSError, UnicodeDecodeError):
        return "", place, (), [problem("file.unreadable", shown, path=shown, reason="")]
    if node is None:
        return default, place, (), problems
    source = Source(path=shown, first_line=0, problems=problems)
    fields = Field(path="", node=node, key=None, source=source).mapping(("extends", "title", "properties"))
    parent = fields["extends"].line() if "extends" in fields else default
    if "extends" in fields:
        _, *at = source.where(fields["extends"].node)
        place = (at[0], at[1])
    pairs = fields["properties"].pairs() if "properties" in fields else {}
    properties = []
    for key, value in pairs.items():
        if _is_safe(key, value.raw):
            _, line, column = source.where(value.node)
            properties.append(Property(name=key, value=value.line(), file=shown, line=line, column=column))
        else:
            value.report("field.pattern", key=value.path, value=f"{key}: {value.raw}", choices="accent: '#0b6b3a'")
    return parent, place, tuple(properties), problems


def _is_safe(key: str, value: str) -> bool:
    return key.replace("-", "").isalnum() and key.isascii() and not set(value) & set("<>{};\\") and "/*" not in value


def _files(folder: Path, shown: str) -> list[tuple[str, bytes]]:
    if not folder.is_dir():
        return []
    found = []
    for item in walk(folder):
        if isinstance(item, Refused):
            raise SsgError(
                [
                    problem(
                        item.code,
                        f"{shown}/{item.path}",
                        value=item.path,
                        path=f"{shown}/{item.path}",
                        reason=item.reason,
                    )
                ]
            )
        found.append((item.path, (folder / item.path).read_bytes()))
    return found


def _told_missing(name: str, shown: str, missing: list[str], templates: dict[str, tuple[str, str]]) -> list[Problem]:
    names = {posixpath.basename(t) for t in templates} - set(TEMPLATES)
    return [problem("theme.template", shown, name=name, file=t, near=nearest(t, names)) for t in missing]
