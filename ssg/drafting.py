"""Drafts: a new article's folder with its photos and attachments copied in, for ``ssg new``."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssg.base.dateforms import day_month
from ssg.base.errors import SsgError, problem
from ssg.base.images import taken_on
from ssg.base.lengths import reason_of, room_beside
from ssg.base.literal import write_literal
from ssg.base.text import SLUG_LIMIT, clean, nearest, slugify, squeeze
from ssg.content.files import is_text
from ssg.content.head import names_of
from ssg.content.keys import NOTES
from ssg.content.media import ATTACHABLE
from ssg.model.config import Config
from ssg.model.placeholders import PROMPT
from ssg.model.siteyaml import SITE_FILE, read_site

NEW_LINE = "\r\n" if os.name == "nt" else "\n"
PHOTO_ENDS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".bmp", ".tif", ".tiff")
LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
# bytes of a text that are searched for its title; front matter is shorter
HEAD = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file that was copied into a draft's folder."""

    name: str
    """In the draft's folder."""
    original: str
    """What it was called, without its folder."""
    taken: dt.datetime | None = None
    """When a photo was taken by its camera's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What ``ssg new`` made."""

    path: str
    """The text's, relative to the portal's folder."""
    photos: tuple[CopiedFile, ...]
    attachments: tuple[CopiedFile, ...]
    event: str
    """The day or days the photos were taken on, "" where they do not say."""
    failed: tuple[tuple[str, str, str], ...]
    """What was not copied: (path, key of a phrase or "", the reason or the kind of file)."""
    same_title: tuple[str, ...]
    """Articles of this title, relative to the portal's folder."""


def new_article(root: Path, title: str, *, unit: str, category: str, files: Sequence[Path]) -> NewArticle:
    """Make a draft bundle content/{category}/{year}/{slug}/ with photos and attachments copied in.

    ``files`` are photos, attachments and folders of them. Raises SsgError where site.yaml cannot be read, the title is
    empty, a name is unknown, a file is not there, or nothing can be written.
    """
    config = _read_config(root)
    title = squeeze(clean(title))
    if not title:
        raise SsgError([problem("draft.title")])
    missing = [problem("draft.photo", src=file) for file in files if not file.exists()]
    if missing:
        raise SsgError(missing)
    unit_name = _name(unit, "unit", config)
    category_name = _name(category, "category", config) or _default_category(config)
    now = dt.datetime.now(config.zone)
    parent = root / "content" / slugify(_slug_of(category_name, config)) / f"{now:%Y}"
    same = tuple(_of_title(root, title))
    failed: list[tuple[str, str, str]] = []
    photos, attachments = _sorted_out(files, failed)
    try:
        folder = _free(parent, slugify(title) or "bai-viet")
        folder.mkdir(parents=True)
        names: set[str] = {"index.md"}
        shots = [c for path, taken in photos if (c := _copy(path, folder, names, failed, taken))]
        papers = [c for path in attachments if (c := _copy(path, folder, names, failed))]
        event = _event_days(shots)
        text = _draft(title, now, event, unit_name, category_name, shots, papers)
        (folder / "index.md").write_text(text, encoding="utf-8", newline=NEW_LINE)
    except OSError as error:
        told = problem("output.readonly", path=error.filename or str(parent), reason=reason_of(error))
        raise SsgError([told]) from None
    return NewArticle(
        path=(folder / "index.md").relative_to(root).as_posix(),
        photos=tuple(shots),
        attachments=tuple(papers),
        event=event,
        failed=tuple(failed),
        same_title=same,
    )


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


def _of_title(root: Path, title: str) -> Iterator[str]:
    """Yield the articles that have this title, capitals and spaces forgiven, by path from the portal's folder."""
    wanted = squeeze(clean(title)).casefold()
    for path in sorted((root / "content").rglob("*")):
        if not is_text(path.name) or not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                head = clean(file.read(HEAD).decode("utf-8", "replace"))
        except OSError:
            continue
        for line in head.split("\n")[:60]:
            key, colon, said = line.partition(":")
            said = re.sub(r"\s{2,}#.*$", "", said.strip()).strip("\"' ")
            if colon and key.strip().casefold() in ("title", "tiêu đề") and squeeze(said).casefold() == wanted:
                yield path.relative_to(root).as_posix()
                break


def _sorted_out(
    files: Sequence[Path], failed: list[tuple[str, str, str]]
) -> tuple[list[tuple[Path, dt.datetime | None]], list[Path]]:
    """Return the photos with the time each was taken, in its order, and the attachments; folders are looked into.

    Photos that do not say when they were taken come last, in the order they were given (those of a folder by name).
    """
    photos: list[tuple[Path, dt.datetime | None]] = []
    attachments: list[Path] = []
    for given in files:
        inside = list(_inside(given)) if given.is_dir() else [given]
        if given.is_dir() and not inside:
            failed.append((str(given), "new.empty_folder", ""))
        for path in inside:
            ending = path.suffix.lower()
            if ending in PHOTO_ENDS:
                photos.append((path, _taken(path)))
            elif ending in ATTACHABLE:
                attachments.append(path)
            else:
                failed.append((str(path), "new.kind", path.suffix or path.name))
    photos.sort(key=lambda photo: (photo[1] is None, photo[1] or dt.datetime.min))
    return photos, attachments


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that people put there, "anh-2" before "anh-10"."""
    for path in sorted(folder.iterdir(), key=lambda p: _natural(p.name)):
        if path.is_file() and not path.name.startswith((".", "~$")) and path.name.lower() not in LEFT_BY_SYSTEMS:
            yield path


def _natural(name: str) -> list[tuple[int, str]]:
    folded = unicodedata.normalize("NFC", name).casefold()
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", folded)]


def _taken(path: Path) -> dt.datetime | None:
    try:
        return taken_on(path.read_bytes())
    except OSError:
        return None


def _copy(
    path: Path,
    folder: Path,
    names: set[str],
    failed: list[tuple[str, str, str]],
    taken: dt.datetime | None = None,
) -> CopiedFile | None:
    """Copy a file under a name that is safe in URLs and not among ``names``; None where that failed."""
    inside = Path(*folder.parts[-3:]).as_posix()  # category, year and the article's own name
    stem, number = slugify(path.stem, min(SLUG_LIMIT, room_beside(inside, path.suffix))) or "anh", 1
    while (name := f"{stem}{'' if number == 1 else f'-{number}'}{path.suffix.lower()}") in names:
        number += 1
    try:
        shutil.copyfile(path, folder / name)
    except OSError as error:
        failed.append((str(path), "", reason_of(error)))
        return None
    names.add(name)
    return CopiedFile(name=name, original=path.name, taken=taken)


def _event_days(photos: Iterable[CopiedFile]) -> str:
    """Return the day or days the photos were taken on, as an editor would type them, "" where none says."""
    days = sorted(photo.taken.date() for photo in photos if photo.taken)
    if not days:
        return ""
    return day_month(days[0]) if days[0] == days[-1] else f"{day_month(days[0])} - {day_month(days[-1])}"


def _draft(
    title: str,
    now: dt.datetime,
    event: str,
    unit: str,
    category: str,
    photos: Sequence[CopiedFile],
    attachments: Sequence[CopiedFile],
) -> str:
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
    for photo in photos:
        lines += [f"  - src: {photo.name}", _noted("    caption:", NOTES[4])]
    if attachments:
        lines.append("attachments:")
    for paper in attachments:
        lines += [f"  - src: {paper.name}", f"    title: {write_literal(_paper_title(paper.original))}"]
    lines += [
        _noted("draft: true", NOTES[5]),
        "---",
        "",
        PROMPT,
        "",
    ]
    return "\n".join(lines)


def _paper_title(name: str) -> str:
    """Return an attachment's title, made of the file's name as its editor typed it."""
    stem = unicodedata.normalize("NFC", Path(name).stem)
    said = squeeze(clean(stem if " " in stem else stem.replace("-", " ").replace("_", " ")))
    return said[:1].upper() + said[1:] or name


def _noted(entry: str, note: str) -> str:
    return f"{entry.rstrip():<33} # {note}" if len(entry.rstrip()) < 33 else f"{entry.rstrip()}  # {note}"
