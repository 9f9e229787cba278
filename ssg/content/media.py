"""Photos and attachments of an article: found, measured, captioned."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

from ssg.base.errors import Problem, hint, problem, warning
from ssg.base.fields import Field, vocabulary
from ssg.base.text import fold, squeeze
from ssg.base.urls import scheme_of
from ssg.content.files import Files, SrcError
from ssg.content.keys import ATTACHMENT_KEYS, PHOTO_KEYS
from ssg.content.parsed import Parsed, PlacedPhoto
from ssg.model.articles import Attachment, Box, Facts, Photo

_PHOTO, _ATTACHMENT = vocabulary(PHOTO_KEYS), vocabulary(ATTACHMENT_KEYS)
_SRC_SHOWN = 60
# characters of a picture that was pasted, in a message
_EXTENSION = re.compile(r"\.(jpe?g|png|webp|gif|heic|heif|bmp|tiff?)$", re.IGNORECASE)
ATTACHABLE = (
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt", ".csv", ".zip",
    ".rar", ".7z", ".epub", ".mp3", ".m4a", ".mp4", ".mov", ".jpg", ".jpeg", ".png", ".webp", ".gif",
)  # fmt: skip
# what readers may download: nothing that a browser runs, no picture whose camera's data cannot be taken out
_OF_PHONES = (".heic", ".heif")
# photos that few readers could open
_CAMERA = re.compile(
    r"[a-z]{0,2}\d[\d _()-]*|"
    r"(?:img|image|dsc[nf]?|pict?|photo|anh|hinh|h|screenshot|zalo|pxl|mvi|vid|untitled|capture|received|"
    r"fb img|viber image|wp|scan|mmexport|messenger creation|z)[ _()-]*\d[\d _()-]*(?:hdr|edit(?:ed)?|copy)?"
)


def is_file_name(caption: str, src: str) -> bool:
    """Return whether a caption is only what a camera or telephone called the file ("IMG_1234", "b2", "anh-1.jpg")."""
    said = fold(caption)
    if _EXTENSION.search(said):
        return True
    plain, stem = (re.sub(r"[^a-z0-9]", "", fold(t)) for t in (said, posixpath.splitext(posixpath.basename(src))[0]))
    if plain and plain == stem and re.search(r"\d", plain) and caption.isascii():
        return True
    return bool(plain) and bool(_CAMERA.fullmatch(said.replace("_", " ")))


def read_photos(field: Field, article: str, files: Files) -> list[Photo]:
    """Return the photos listed in front matter; one that cannot be shown is a problem and left out."""
    found = []
    if not field.is_list and not field.is_mapping:
        names = _names_in(field, article, files)
        return [photo for src in names if (photo := _find_photo(field, src, article, files))]
    for item in field.items():
        if not item.is_mapping:
            photo = _find_photo(item, item.line(), article, files) if item.line() else None
            if photo:
                item.hint("caption.none", src=photo.src)
        else:
            photo = _read_photo(item, article, files)
        if photo:
            found.append(photo)
    return _governed(found)


def _governed(photos: list[Photo]) -> list[Photo]:
    """Return the photos with what is blurred in one entry of a file blurred in all its entries."""
    blurred: dict[str, tuple[Box, ...]] = {}
    for photo in photos:
        blurred[photo.path] = tuple(dict.fromkeys((*blurred.get(photo.path, ()), *photo.blur)))
    return [replace(photo, blur=blurred[photo.path]) for photo in photos]


def _read_photo(item: Field, article: str, files: Files) -> Photo | None:
    inner = item.mapping(_PHOTO)
    if "src" not in inner or not inner["src"].line():
        item.report("fm.type", key=f"{item.path}.src", kind="line", value="…")
        return None
    photo = _find_photo(inner["src"], inner["src"].line(), article, files)
    if photo is None:
        return None
    lines = {key: inner[key].line() for key in ("caption", "alt", "credit", "consent") if key in inner}
    if lines.get("caption") and is_file_name(lines["caption"], photo.src):
        inner["caption"].warn("caption.filename", caption=lines["caption"])
        lines["caption"] = ""
    if lines.get("alt") and is_file_name(lines["alt"], photo.src):
        lines["alt"] = ""
    if not lines.get("caption"):
        item.hint("caption.none", src=photo.src)
    return replace(
        photo,
        caption=lines.get("caption", ""),
        alt=lines.get("alt", ""),
        credit=lines.get("credit", ""),
        consent=lines.get("consent", ""),
        blur=_read_blur(inner["blur"]) if "blur" in inner else (),
    )


def _find_photo(field: Field, src: str, article: str, files: Files) -> Photo | None:
    try:
        path = files.locate(article, src, "photo.missing")
        facts = files.photo(path, src)
    except SrcError as error:
        field.report(error.code, **error.values)
        return None
    if facts.animated:
        field.hint("photo.animated", src=src)
    return _bare(src, path, facts)


def _read_blur(field: Field) -> tuple[Box, ...]:
    """Return the areas to blur: ``10 20 15 25`` (left, top, width, height in percent), several parted by ``;``."""
    texts = [
        item.line() if not item.is_list else " ".join(i.line() for i in item.items()) for item in _blur_items(field)
    ]
    boxes = []
    for text in texts:
        numbers = [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)]
        wrong = re.search(r"[^\d\s.,%-]|(?:^|\s)-\d", text)
        if len(numbers) != 4 or wrong or not all(0 <= n <= 100 for n in numbers):
            field.report("photo.blur", value=text)
            continue
        left, top, width, height = numbers
        box = Box(left=left, top=top, width=min(width, 100 - left), height=min(height, 100 - top))
        if not box.width or not box.height:
            field.report("photo.blur", value=text)
            continue
        boxes.append(box)
    if not texts:
        field.report("photo.blur", value="")
    return tuple(boxes)


def _blur_items(field: Field) -> list[Field]:
    if field.is_list:
        items = field.items()
        return [field] if items and not any(i.is_list or " " in i.line() for i in items) else items
    node = field.node
    parts = [squeeze(part) for part in field.line().split(";")]
    made = []
    for part in parts:
        if part:
            piece = type(node)(tag=node.tag, value=part, start_mark=node.start_mark, end_mark=node.end_mark)
            made.append(replace(field, node=piece))
    return made


def read_cover(field: Field, article: str, files: Files, photos: list[Photo]) -> Photo | None:
    """Return the cover: one of the photos where it is among them, with its caption."""
    cover = _find_photo(field, field.line(), article, files) if field.line() else None
    return (entry_of(cover.path, photos) if cover else None) or cover


def read_attachments(field: Field, article: str, files: Files, photos: list[Photo]) -> list[Attachment]:
    """Return the files readers can download; one that is missing is a problem and left out. What is blurred in a photo
    of the article is blurred where it is attached too.
    """
    found = []
    if not field.is_list and not field.is_mapping:
        names = _names_in(field, article, files)
        return [one for src in names if (one := _find_attachment(field, src, "", article, files, photos))]
    for item in field.items() if field.is_list else [field]:
        if item.is_empty:
            continue
        inner = item.mapping(_ATTACHMENT) if item.is_mapping else {"src": item}
        if "src" not in inner:
            item.report("fm.type", key=f"{item.path}.src", kind="line", value="…")
            continue
        title = inner["title"].line() if "title" in inner else ""
        attachment = _find_attachment(inner["src"], inner["src"].line(), title, article, files, photos)
        if attachment:
            found.append(attachment)
    return found


def read_videos(field: Field, article: str, files: Files, photos: list[Photo]) -> list[Attachment]:
    """Return the videos readers can download; the address of one elsewhere is a warning, for only texts show links."""
    found = []
    for item in field.items() if field.is_list else [field]:
        said = "" if item.is_mapping else item.line()
        if scheme_of(said) or said.startswith(("www.", "//")):
            item.warn("video.address", value=said, key=field.key.value if field.key else field.path)
        else:
            found += read_attachments(item, article, files, photos)
    return found


def _find_attachment(
    field: Field, src: str, title: str, article: str, files: Files, photos: list[Photo]
) -> Attachment | None:
    try:
        path = files.locate(article, src, "attachment.missing")
        attachment = attach(path, title, files)
    except SrcError as error:
        field.report(error.code, **error.values)
        return None
    entry = entry_of(path, photos)
    return replace(attachment, blur=entry.blur) if entry else attachment


def _names_in(field: Field, article: str, files: Files) -> list[str]:
    """Return the names of files in a line: one, where there is a file of that name, else those between its commas."""
    said = field.line()
    if not said:
        return []
    try:
        files.locate(article, said, "photo.missing")
    except SrcError:
        return field.words()
    return [said]


def attach(path: str, title: str, files: Files) -> Attachment:
    """Return the attachment at a path; raises SrcError where it cannot be read."""
    if path.lower().endswith(_OF_PHONES):
        raise SrcError("attachment.heic", src=posixpath.basename(path))
    if not path.lower().endswith(ATTACHABLE):
        raise SrcError("attachment.kind", src=posixpath.basename(path))
    facts = files.attachment(path)
    stem = posixpath.splitext(posixpath.basename(path))[0]
    shown = title or squeeze(stem.replace("_", " ") if " " in stem else stem.replace("-", " ").replace("_", " "))
    return Attachment(path=path, title=shown[:1].upper() + shown[1:], size=facts.size, digest=facts.digest)


def place_photos(
    parsed: Parsed, listed: list[Photo], article: str, files: Files, first_line: int
) -> tuple[dict[int, Photo], list[Problem]]:
    """Return the photos placed in a body by number, and their problems.

    A caption that is missing in the body is taken from the photo's entry in front matter.
    """
    placed: dict[int, Photo] = {}
    problems: list[Problem] = []
    where = f"content/{article}"
    for number, shot in enumerate(parsed.photos):
        line = first_line + shot.line - 1
        try:
            photo, told = _find_placed(shot, listed, article, files)
        except SrcError as error:
            problems.append(problem(error.code, where, line, 1, **error.values))
            continue
        problems += [warning(error.code, where, line, 1, **error.values) for error in told]
        placed[number], more = _caption(shot, photo, where, line)
        problems += more
    for shot in parsed.external:
        problems.append(warning("photo.external", where, first_line + shot.line - 1, 1, src=shot.src))
    return placed, problems


def _find_placed(shot: PlacedPhoto, listed: list[Photo], article: str, files: Files) -> tuple[Photo, list[SrcError]]:
    """Return the photo that stands in a text: as front matter lists it, else the larger one it leads to, where that is
    there; raises SrcError where there is none. What was looked for in vain is told beside it.
    """
    if len(scheme_of(shot.src)) > 1:
        raise SrcError("photo.scheme", src=shot.src[:_SRC_SHOWN])
    missed: list[SrcError] = []
    try:
        own: Photo | None = link_photo(shot.src, files.locate(article, shot.src, "photo.missing"), listed, files)
    except SrcError as error:
        missed.append(error)
        own = None
    full = unquote(shot.full)
    if not full or full == shot.src or scheme_of(full) or full.startswith("//") or own in listed:
        if own is None:
            raise missed[0]
        return own, []
    try:
        return link_photo(full, files.locate(article, full, "photo.missing"), listed, files), []
    except SrcError as error:
        if files.looked is not None:
            files.looked.append((full, ""))
        if own is None:
            raise missed[0] from error
        return own, [error]


def entry_of(path: str, listed: list[Photo]) -> Photo | None:
    """Return the entry in front matter that governs every use of a photo's file, None where it has none."""
    return next((photo for photo in listed if photo.path == path), None)


def link_photo(src: str, path: str, listed: list[Photo], files: Files) -> Photo:
    """Return the photo that a link leads to; raises SrcError where it cannot be shown."""
    facts = files.photo(path, src)
    return entry_of(path, listed) or _bare(src, path, facts)


def _bare(src: str, path: str, facts: Facts) -> Photo:
    return Photo(src=src, path=path, digest=facts.digest, width=facts.width, height=facts.height)


def _caption(shot: PlacedPhoto, photo: Photo, where: str, line: int) -> tuple[Photo, list[Problem]]:
    problems = []
    caption, alt = shot.caption, shot.alt
    if caption and is_file_name(caption, shot.src):
        problems.append(warning("caption.filename", where, line, 1, caption=caption))
        caption = ""
    if alt and is_file_name(alt, shot.src):
        if not caption:
            problems.append(warning("caption.filename", where, line, 1, caption=alt))
        alt = ""
    linked = shot.linked if caption else ""
    photo = replace(photo, caption=caption or photo.caption, alt=photo.alt or alt, linked=linked)
    if not photo.caption and not photo.alt:
        problems.append(hint("caption.none", where, line, 1, src=shot.src))
    return photo, problems
