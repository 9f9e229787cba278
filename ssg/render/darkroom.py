"""Photos developed through a cache that outlives versions: each is encoded once in its life."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.files import digest
from ssg.base.imagefiles import ImageError
from ssg.model.articles import Box
from ssg.model.photos import RECIPE_VERSION, PhotoVariant, PhotoWork

Read = Callable[[str], bytes]
"""Takes a path relative to content/; returns the file's bytes or raises OSError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """Where photos are developed, as it crosses to a worker."""

    cache: FileCache
    read: Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """What became of one photo."""

    work: PhotoWork
    code: str = ""
    # of its problem
    encoded: bool = False
    loose: Mapping[str, bytes] = field(default_factory=dict)
    # files that the cache could not keep, by URL


DevelopMany = Callable[[Lab, Sequence[PhotoWork]], Iterator[Sequence[Developed]]]
"""Develops photos, some at a time."""


def develop_batch(lab: Lab, works: Sequence[PhotoWork]) -> list[Developed]:
    """Encode photos into the cache."""
    return [_develop(lab, work) for work in works]


def _develop(lab: Lab, work: PhotoWork) -> Developed:
    try:
        data = lab.read(work.source)
    except OSError:
        return Developed(work=work)  # gone since it was last published: what is published stays
    if digest(data) != work.digest:
        return Developed(work=work)
    from ssg.render.photos import encode_photo  # Pillow takes a while to load

    try:
        files = encode_photo(work, data)
    except ImageError as error:
        return Developed(work=work, code=error.code)
    loose = {}
    for variant in work.variants:
        lab.cache.put(_key(work, variant), files[variant.url])
        if not lab.cache.has(_key(work, variant)):
            loose[variant.url] = files[variant.url]
    return Developed(work=work, encoded=True, loose=loose)


class Darkroom:
    """Develops photos; what it has developed lies in ``cache``."""

    def __init__(self, cache: FileCache) -> None:
        self._cache = cache
        self._lab = Lab(cache=cache, read=_nothing)
        self._loose: dict[str, bytes] = {}
        self.encoded = 0
        # photos

    def develop(
        self,
        works: Iterable[PhotoWork],
        read: Read,
        has: Callable[[PhotoVariant], bool],
        develop_many: DevelopMany,
        progress: Callable[[int, int], None],
    ) -> dict[str, str]:
        """Encode what is neither published (``has``) nor cached; ``read`` gives a photo's bytes by its path.

        Return the digests of photos that failed, with the code of the problem.
        """
        self._lab = Lab(cache=self._cache, read=read)
        wanted = [w for w in works if not all(has(v) or self._cache.has(_key(w, v)) for v in w.variants)]
        failed: dict[str, str] = {}
        done = 0
        for batch in develop_many(self._lab, wanted):
            for developed in batch:
                self._take(developed)
                if developed.code:
                    failed[developed.work.digest] = developed.code
            done += len(batch)
            progress(done, len(wanted))
        return failed

    def _take(self, developed: Developed) -> None:
        self.encoded += developed.encoded
        self._loose.update(developed.loose)

    def strip(self, source: Path, seal: str, blur: tuple[Box, ...] = ()) -> bytes:
        """Return a picture that is attached, without its metadata and with areas blurred; raises ImageError, or OSError
        where it is gone. ``seal`` is the digest of the file and the areas.
        """
        data = self._cache.get(_stripped_key(seal))
        if data is None:
            from ssg.render.photos import strip_metadata

            data = strip_metadata(source.read_bytes(), blur)
            self._cache.put(_stripped_key(seal), data)
        return data

    def find(self, work: PhotoWork, url: str) -> bytes | None:
        """Return the bytes of one of a photo's files where it has been developed, None where not."""
        variant = next(v for v in work.variants if v.url == url)
        return self._cache.get(_key(work, variant)) or self._loose.get(url)

    def fetch(self, work: PhotoWork, url: str) -> bytes | None:
        """Return the bytes of one of a photo's files, None where it can no longer be made."""
        data = self.find(work, url)
        if data is None:
            self._take(_develop(self._lab, work))
            data = self.find(work, url)
        return data


def _stripped_key(seal: str) -> str:
    return f"{seal}-stripped-{RECIPE_VERSION}"


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


def _key(work: PhotoWork, variant: PhotoVariant) -> str:
    return f"{work.key}-{variant.format}-{variant.width}"
