"""Beginnings: a working portal for ``ssg init``, a draft with its photos for ``ssg new``."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ssg.base.dateforms import day_month
from ssg.base.errors import SsgError, problem
from ssg.base.images import taken_on
from ssg.base.literal import write_literal
from ssg.base.text import clean, nearest, slugify, squeeze
from ssg.content.head import names_of
from ssg.content.keys import NOTES
from ssg.model.config import Config
from ssg.model.siteyaml import SITE_FILE, read_site

STARTER = Path(__file__).resolve().parent / "starter"
_NEW_LINE = "\r\n" if os.name == "nt" else "\n"
_PHOTO_ENDS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
_NAMES = {"school": "Trường THCS Mẫu", "committee": "Chi bộ Trường THCS Mẫu"}


def init_portal(folder: Path, theme: str, language: str) -> str:
    """Make a portal in ``folder``; return the name of a file that was there already, "" where all was written."""
    texts = {p.relative_to(STARTER).as_posix(): p for p in sorted(STARTER.rglob("*")) if p.is_file()}
    for name in texts:
        if (folder / name).exists():
            return name
    now = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    values = {"{theme}": theme, "{language}": language, "{date}": f"{now:%d/%m/%Y %H:%M}", "{name}": _NAMES[theme]}
    for name, source in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix in (".md", ".yaml"):
            text = source.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            target.write_text(text, encoding="utf-8", newline=_NEW_LINE)
        else:
            shutil.copyfile(source, target)
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What ``ssg new`` made."""

    path: str
    # of the text, relative to the portal's folder
    photos: int
    event: str
    # the day the photos were taken on, "" where they do not say
    failed: tuple[tuple[str, str], ...]
    # photos that were not copied: (path, reason)


def new_article(root: Path, title: str, *, unit: str, category: str, photos: Sequence[Path]) -> NewArticle:
    """Make a draft bundle content/{category}/{year}/{slug}/ with the photos copied in.

    Raises SsgError where site.yaml cannot be read, a name is unknown, or nothing can be written.
    """
    config = _read_config(root)
    title = squeeze(clean(title))
    slug = slugify(title)
    if not slug:
        raise SsgError([problem("slug.empty", value=title)])
    for photo in photos:
        if not photo.is_file():
            raise SsgError([problem("draft.photo", src=photo)])
    unit_name = _name(unit, "unit", config)
    category_name = _name(category, "category", config) or _default_category(config)
    now = dt.datetime.now(config.zone)
    parent = root / "content" / slugify(_slug_of(category_name, config)) / f"{now:%Y}"
    try:
        folder = _free(parent, slug)
        folder.mkdir(parents=True)
        copied, failed = _copy_photos(photos, folder)
        event = _event_day([folder / name for name in copied])
        text = _draft(title, now, event, unit_name, category_name, copied)
        (folder / "index.md").write_text(text, encoding="utf-8", newline=_NEW_LINE)
    except OSError as error:
        told = problem("output.readonly", path=error.filename or str(parent), reason=error.strerror or "")
        raise SsgError([told]) from None
    path = (folder / "index.md").relative_to(root).as_posix()
    return NewArticle(path=path, photos=len(copied), event=event, failed=tuple(failed))


def _read_config(root: Path) -> Config:
    try:
        config, problems = read_site((root / SITE_FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SsgError([problem("site.missing", SITE_FILE)]) from None
    except (OSError, UnicodeDecodeError):
        raise SsgError([problem("file.unreadable", SITE_FILE, path=SITE_FILE, reason="")]) from None
    if config is None:
        raise SsgError(problems)
    return config


def _name(said: str, kind: str, config: Config) -> str:
    """Return the name of a unit or category as site.yaml spells it; raises SsgError for one it does not know."""
    if not said:
        return ""
    known = config.units if kind == "unit" else config.categories
    if known is None:
        return squeeze(clean(said))
    slug = names_of((k.slug, k.name) for k in known).find(clean(said))
    if not slug:
        choices = {k.slug for k in known} | {k.name for k in known}
        names = ", ".join(k.name for k in known)
        raise SsgError([problem(f"{kind}.unknown", value=said, near=nearest(said, choices), list=names)])
    return next(k.name for k in known if k.slug == slug)


def _default_category(config: Config) -> str:
    if not config.categories:
        return "Tin tức"
    return next((c.name for c in config.categories if c.slug == "tin-tuc"), config.categories[0].name)


def _slug_of(name: str, config: Config) -> str:
    return next((c.slug for c in config.categories or () if c.name == name), name)


def _free(parent: Path, slug: str) -> Path:
    number = 1
    while (folder := parent / (slug if number == 1 else f"{slug}-{number}")).exists() or folder.with_suffix(
        ".md"
    ).exists():
        number += 1
    return folder


def _copy_photos(photos: Sequence[Path], folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Copy photos under names that are safe in URLs; return the names, and what could not be copied."""
    copied: list[str] = []
    failed: list[tuple[str, str]] = []
    for photo in photos:
        if photo.suffix.lower() not in _PHOTO_ENDS:
            failed.append((str(photo), photo.suffix or "?"))
            continue
        stem, number = slugify(photo.stem) or "anh", 1
        while (name := f"{stem}{'' if number == 1 else f'-{number}'}{photo.suffix.lower()}") in copied:
            number += 1
        try:
            shutil.copyfile(photo, folder / name)
            copied.append(name)
        except OSError as error:
            failed.append((str(photo), error.strerror or ""))
    return copied, failed


def _event_day(photos: Sequence[Path]) -> str:
    """Return the day or days the photos were taken on, as an editor would type them, "" where none says."""
    days = sorted(taken.date() for p in photos if (taken := taken_on(p.read_bytes())))
    if not days:
        return ""
    return day_month(days[0]) if days[0] == days[-1] else f"{day_month(days[0])} - {day_month(days[-1])}"


def _draft(title: str, now: dt.datetime, event: str, unit: str, category: str, photos: Sequence[str]) -> str:
    lines = [
        "---",
        f"title: {write_literal(title)}",
        _noted(f"date: {now:%d/%m/%Y %H:%M}", NOTES[0]),
        _noted(f"event_date: {event}", NOTES[1]),
        *([f"unit: {write_literal(unit)}"] if unit else []),
        f"category: {write_literal(category)}",
        _noted("author:", NOTES[2]),
        _noted("summary:", NOTES[3]),
    ]
    if photos:
        lines.append("photos:")
    for name in photos:
        lines += [f"  - src: {name}", _noted("    caption:", NOTES[4])]
    lines += [
        _noted("draft: true", NOTES[5]),
        "---",
        "",
        "Viết nội dung ở đây. Để cách một dòng trống là sang đoạn mới.",
        "",
    ]
    return "\n".join(lines)


def _noted(entry: str, note: str) -> str:
    return f"{entry.rstrip():<33} # {note}" if len(entry.rstrip()) < 33 else f"{entry.rstrip()}  # {note}"
