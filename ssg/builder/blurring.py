"""What is blurred anywhere is kept from being sharp elsewhere: in an article, as a file, under another name.

Pictures are compared only where an area of any is blurred. Their looks are kept in the cache by the files' digests.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.errors import Problem, problem
from ssg.base.files import digest
from ssg.base.imagefiles import looks_like_photo
from ssg.builder.report import CONTENT, STATIC
from ssg.content.files import MAX_FILE
from ssg.content.reader import Content
from ssg.model.areas import UPRIGHT, Turn
from ssg.model.articles import Box, Library
from ssg.model.places import Places
from ssg.site.blurs import Exposed, Use, blur_exposed, find_exposed, has_blur, static_uses, uses_of

LookMany = Callable[[None, Sequence[Sequence[Path]]], Iterator[Sequence[bytes]]]
"""Takes batches of files; returns the looks of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A library in which nothing is sharp that is blurred anywhere."""

    library: Library
    problems: Sequence[Problem]


def look_batch(shared: None, places: Sequence[Path]) -> list[bytes]:
    """Return the look of each file, b"" of one that is no picture or gone."""
    from ssg.render.likeness import look_of  # Pillow and NumPy take a while to load

    looks = []
    for place in places:
        data = b""
        with contextlib.suppress(OSError):
            if place.stat().st_size <= MAX_FILE and looks_like_photo(place):
                data = look_of(place.read_bytes())
        looks.append(data)
    return looks


def guard(content: Content, places: Places, look_many: LookMany) -> Guarded:
    """Return the library of a portal's content/ with what is exposed blurred or left out, and the problems of it."""
    library = content.library
    if not has_blur(library.articles) and not has_blur(content.withheld):
        return Guarded(library=library, problems=())
    uses = [use for article in library.articles for use in uses_of(article)]
    uses += static_uses(library, STATIC)
    uses += [use for article in content.withheld for use in uses_of(article) if use.blur]
    pictures = _Pictures(content, places, uses)
    try:
        found = list(find_exposed(uses, pictures.alike(look_many)))
    finally:
        pictures.close()
    told: dict[tuple[str, str], list[Exposed]] = {}
    known = {article.path for article in content.withheld}
    for one in found:
        if one.use.article in known and one.blurred.article == one.use.article:
            continue  # it has an error as it is, and stays as it was published, but for what it blurs now
        told.setdefault((one.use.article, one.use.file), []).append(one)
    problems = [_told(some, content) for some in told.values()]
    return Guarded(library=blur_exposed(library, found, STATIC), problems=problems)


class _Pictures:
    """The files of some uses, by digest, and the cache of what is known of how they look."""

    def __init__(self, content: Content, places: Places, uses: Sequence[Use]) -> None:
        self._places: dict[str, Path] = {}
        for use in uses:
            place = content.files.place(use.file) if use.article else places.root / CONTENT / use.file
            self._places.setdefault(use.digest, place)
        self._areas: dict[str, tuple[Box, ...]] = {}
        for use in uses:
            if use.blur:
                self._areas[use.digest] = tuple(dict.fromkeys((*self._areas.get(use.digest, ()), *use.blur)))
        self._cache = Cache(places.cache, "looks")
        self._used: set[str] = set()

    def close(self) -> None:
        """Write what was learnt."""
        self._cache.save(keep_only=self._used)
        self._cache.close()

    def alike(self, look_many: LookMany) -> Mapping[str, Sequence[tuple[str, Turn]]]:
        """Return which other files show the picture of each blurred one."""
        from ssg.render.likeness import find_alike

        found: dict[str, list[tuple[str, Turn]]] = {}
        for blurred, other, turn in find_alike(self._looks(look_many), list(self._areas)):
            if self._shows_same(blurred, other, turn):
                found.setdefault(blurred, []).append((other, turn))
        return found

    def _looks(self, look_many: LookMany) -> dict[str, bytes]:
        looks = self._cache.find(list(self._places))
        wanted = [seal for seal in self._places if seal not in looks]
        batches = [[self._places[seal]] for seal in wanted]
        for seal, (look,) in zip(wanted, look_many(None, batches), strict=True):
            looks[seal] = look
            self._cache.put(seal, look)
        self._used |= looks.keys()
        return looks

    def _shows_same(self, blurred: str, other: str, turn: Turn) -> bool:
        from ssg.render.likeness import shows_same

        areas = self._areas[blurred]
        key = digest(f"{blurred} {other} {turn!r} {areas!r}".encode())
        known = self._cache.get(key)
        if known is None:
            try:
                first, second = self._places[blurred].read_bytes(), self._places[other].read_bytes()
            except OSError:
                return False
            known = b"same" if shows_same(first, second, areas, turn) else b"other"
            self._cache.put(key, known)
        self._used.add(key)
        return known == b"same"


def _told(found: Sequence[Exposed], content: Content) -> Problem:
    """Return the problem of a use, of which ``found`` holds all that it exposes."""
    use, blurred = found[0].use, found[0].blurred
    upright = [one for one in found if one.turn == UPRIGHT]
    areas = dict.fromkeys((*use.blur, *(box for one in upright for box in one.blurred.blur))) if upright else ()
    values = {
        "a": f"{CONTENT}/{use.file}",
        "b": f"{CONTENT}/{blurred.file}",
        "other": f"{CONTENT}/{blurred.article}",
        "blur": "; ".join(f"{box.left:g} {box.top:g} {box.width:g} {box.height:g}" for box in areas),
    }
    if not use.article:
        return problem("static.sharp", f"{CONTENT}/{use.file}", **values)
    line = _line_of(use, content)
    return problem("photo.sharp", f"{CONTENT}/{use.article}", line, 1 if line else 0, **values)


def _line_of(use: Use, content: Content) -> int:
    """Return the line of an article that names a picture first, 0 where none does."""
    names = [name for name in (use.src, use.file.rpartition("/")[2]) if name]
    try:
        lines = content.files.read(use.article).decode("utf-8", "replace").splitlines()
    except OSError:
        return 0
    return next((number for name in names for number, line in enumerate(lines, start=1) if name in line), 0)
