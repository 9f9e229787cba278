"""Which place of a page a fragment means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote

from ssg.base.text import slugify

ID_LIMIT = 120
"""Characters of an id."""
OLD_PREFIX = "muc-"
"""How the ids of headings began once; ids that would clash with the page around a text begin so still."""
_NO_ID = re.compile(r"[\s\"'<>&\ue000\ue001]+")


def plain_id(typed: str) -> str:
    """Return an id as it may stand in HTML, "" for none."""
    return _NO_ID.sub("-", unicodedata.normalize("NFC", typed).strip())[:ID_LIMIT]


def find_anchor(fragment: str, anchors: Collection[str]) -> str:
    """Return the id that a fragment (as typed, percent-encoded or not) means among a page's ids, "" for none.

    The top of the page is ``top``. Capitals, marks and the ids of earlier versions are forgiven.
    """
    said = unquote(fragment)
    if said in ("", "top") or said.startswith(":~:"):
        return said or "top"
    plain = plain_id(said)
    slug = slugify(said, limit=0)
    for one in (said, plain, f"{OLD_PREFIX}{plain}", plain.removeprefix(OLD_PREFIX), slug, f"{OLD_PREFIX}{slug}"):
        if one and one in anchors:
            return one
    folded = plain.casefold()
    return next((one for one in anchors if one.casefold() == folded), "")
