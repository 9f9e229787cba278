"""Photos developed through a cache that outlives versions: each is encoded once in its life."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, as_completed
from pathlib import Path

from ssg.base.cache import FileCache
from ssg.base.files import digest
from ssg.base.images import ImageError
from ssg.model.photos import RECIPE_VERSION, PhotoVariant, PhotoWork
from ssg.render.photos import encode_photo, strip_metadata

Read = Callable[[str], bytes]
"""Takes a path relative to content/; returns the file's bytes or raises OSError."""


class Darkroom:
    """Develops photos; what it has developed lies in ``cache``."""

    def __init__(self, cache: FileCache) -> None:
        self._cache = cache
        self._read: Read = _nothing
        self._loose: dict[str, bytes] = {}
        # files that the cache could not keep, by URL
        self.encoded = 0
        # photos

    def develop(
        self,
        works: Iterable[PhotoWork],
        read: Read,
        has: Callable[[PhotoVariant], bool],
        workers: Executor,
        progress: Callable[[int, int], None],
    ) -> dict[str, str]:
        """Encode what is neither published (``has``) nor cached; ``read`` gives a photo's bytes by its path.

        Return the digests of photos that failed, with the code of the problem.
        """
        self._read = read
        wanted = [w for w in works if not all(has(v) or self._cache.has(_key(w, v)) for v in w.variants)]
        failed: dict[str, str] = {}
        jobs = {workers.submit(self._develop, work): work for work in wanted}
        for done, job in enumerate(as_completed(jobs), start=1):
            code = job.result()
            if code:
                failed[jobs[job].digest] = code
            progress(done, len(jobs))
        return failed

    def _develop(self, work: PhotoWork) -> str:
        """Encode a photo's files into the cache; return the code of the problem, "" for none."""
        try:
            data = self._read(work.source)
        except OSError:
            return ""  # gone since it was last published: what is published stays
        if digest(data) != work.digest:
            return ""
        try:
            files = encode_photo(work, data)
        except ImageError as error:
            return error.code
        for variant in work.variants:
            self._cache.put(_key(work, variant), files[variant.url])
            if not self._cache.has(_key(work, variant)):
                self._loose[variant.url] = files[variant.url]
        self.encoded += 1
        return ""

    def strip(self, source: Path, source_digest: str) -> bytes:
        """Return a picture that is attached, without its metadata; raises ImageError, or OSError where it is gone."""
        data = self._cache.get(_stripped_key(source_digest))
        if data is None:
            data = strip_metadata(source.read_bytes())
            self._cache.put(_stripped_key(source_digest), data)
        return data

    def fetch(self, work: PhotoWork, url: str) -> bytes | None:
        """Return the bytes of one of a photo's files, None where it can no longer be made."""
        variant = next(v for v in work.variants if v.url == url)
        data = self._cache.get(_key(work, variant)) or self._loose.get(url)
        if data is None:
            self._develop(work)
            data = self._cache.get(_key(work, variant)) or self._loose.get(url)
        return data


def _stripped_key(source_digest: str) -> str:
    return f"{source_digest}-stripped-{RECIPE_VERSION}"


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


def _key(work: PhotoWork, variant: PhotoVariant) -> str:
    return f"{work.key}-{variant.format}-{variant.width}"
