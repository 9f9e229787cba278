"""Files that say where they were taken, in a place that cannot be emptied: kept back before anything links to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ssg.base.errors import problem
from ssg.base.videos import HiddenDataError
from ssg.builder.blurring import Guarded
from ssg.builder.report import CONTENT, STATIC
from ssg.content.files import Files
from ssg.model.articles import Article

# of videos, recordings, and pictures that are not cleaned; others can be, or tell nothing
_ENDINGS = (".mp4", ".m4v", ".m4a", ".mov", ".3gp", ".tif", ".tiff", ".heic", ".heif", ".avif")


def withhold(guarded: Guarded, files: Files, root: Path) -> Guarded:
    """Return the library without such files of content/_static/, with a problem for each of them, and for each article
    that hands one out.
    """
    library, problems = guarded.library, list(guarded.problems)
    kept = []
    for file in library.static:
        where = f"{CONTENT}/{STATIC}/{file.path}"
        if _is_refused(root / CONTENT / STATIC / file.source):
            problems.append(problem("file.place", where, path=where))
        else:
            kept.append(file)
    for article in library.articles:
        for path, line in refused_files(article, files):
            problems.append(problem("file.place", f"{CONTENT}/{article.path}", line, 1, path=f"{CONTENT}/{path}"))
    if len(kept) == len(library.static):
        return Guarded(library=library, problems=problems)
    here = {file.path for file in kept}
    withheld = tuple(f"/{file.path}" for file in library.static if file.path not in here)
    return Guarded(library=replace(library, static=tuple(kept), withheld=withheld), problems=problems)


def refused_files(article: Article, files: Files) -> Iterator[tuple[str, int]]:
    """Yield the files an article attaches or links to that may not be published, each with its line."""
    lines = {target.value: target.line for target in article.body.targets if target.kind == "file"}
    for one in (*article.attachments, *article.body.files):
        if one.path.lower().endswith(_ENDINGS) and _is_refused(files.place(one.path)):
            yield one.path, lines.get(one.path, 1)


def _is_refused(place: Path) -> bool:
    if not place.name.lower().endswith(_ENDINGS):
        return False
    from ssg.render.hidden import clean  # Pillow takes a while to load

    try:
        clean(place)
    except HiddenDataError:
        return True
    except OSError:
        return False
    return False
