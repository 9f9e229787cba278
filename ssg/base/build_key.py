"""What tells one program from another for its caches: ssg's own source, Python, and the packages that affect pages."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

from ssg.base.installed import version_of

_PACKAGES = {
    "jinja2": "Jinja2",
    "markupsafe": "MarkupSafe",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "linkify_it": "linkify-it-py",
    "nh3": "nh3",
    "yaml": "PyYAML",
    "PIL": "pillow",
    "pillow_heif": "pillow-heif",
    "font_roboto": "font-roboto",
    "numpy": "numpy",
}
"""Name of each, and of its distribution."""


@cache
def build_key() -> str:
    """Return a digest of ssg's source files, of Python's version and of those of the packages: 20 letters. What one
    program kept in a cache is nothing to a program with another key.
    """
    made = blake2b(sys.version.encode(), digest_size=10)
    for package, distribution in _PACKAGES.items():
        made.update(f"{package} {version_of(package, distribution)}\0".encode())
    root = os.fspath(Path(__file__).parent.parent)
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(name for name in names if name.endswith(".py")):
            path = f"{folder}/{name}"
            made.update(f"{path.removeprefix(root)}\0".encode("utf-8", "surrogateescape"))
            made.update(Path(path).read_bytes())
    return made.hexdigest()
