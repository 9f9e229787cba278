"""Templates as Python's byte code, kept between builds: compiling a theme's takes longer than rendering a page."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ssg.base.cache import Cache


class Compiled(BytecodeCache):
    """Keeps what Jinja compiles in a cache, under the text it was compiled from; Jinja itself tells its versions and
    Python's apart. ``config`` is the digest of site.yaml: its labels and addresses are constants of the code.
    """

    def __init__(self, cache: Cache, config: str) -> None:
        self._cache = cache
        self._mark = config.encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its template, where that is kept."""
        code = self._cache.get(_key(bucket))
        if code is not None and code.startswith(self._mark):
            bucket.bytecode_from_string(code.removeprefix(self._mark))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket's template."""
        self._cache.put(_key(bucket), self._mark + bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"
