"""Tags and authors: which spellings are one name, and which slug each name has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ssg.base.text import identity, name_slug
from ssg.model.articles import Article
from ssg.model.remembered import NameKey, NameUse, RememberedName, Slugs, assign_slugs

KINDS = ("tag", "author")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(slots=True, kw_only=True)
class Naming:
    """The names of a portal's tags and authors."""

    kinds: dict[str, Slugs] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)
    """(kind, name as typed) → slug."""

    def slug(self, kind: str, said: str) -> str:
        """Return the slug of a name as it was typed, "" for one that no article gives."""
        known = self._known.get((kind, said))
        if known is None:
            slugs = self.kinds.get(kind)
            known = slugs.by_name.get(identity(said), "") if slugs else ""
            self._known[kind, said] = known
        return known

    def enter(self, article: Article) -> bool:
        """Take in the names of one more article; return False where one wants a slug that is another's."""
        for kind in KINDS:
            slugs = self.kinds.setdefault(kind, Slugs(kind=kind))
            for said in _said(kind, article):
                if _SLUG.fullmatch(said) and identity(said) not in slugs.by_name:
                    return False
                if not slugs.enter(identity(said), name_slug(said), article.path):
                    return False
                self._known.pop((kind, said), None)
        return True


def name_all(articles: Iterable[Article], remembered: Mapping[NameKey, RememberedName]) -> Naming:
    """Return the names that articles give: where two have one slug, the one of the older article has it."""
    aged = sorted(articles, key=lambda a: (a.published is None, a.at, a.path))
    return Naming(kinds={kind: _name_kind(kind, aged, remembered) for kind in KINDS})


def _name_kind(kind: str, aged: Iterable[Article], remembered: Mapping[NameKey, RememberedName]) -> Slugs:
    uses: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    keys: dict[str, str] = {}
    written: dict[str, str] = {}
    for article in aged:
        for said in _said(kind, article):
            key = keys.get(said) or keys.setdefault(said, identity(said))
            if _SLUG.fullmatch(said):
                written[said] = key
            else:
                uses.setdefault(key, []).append(article.path)
                slugs.setdefault(key, name_slug(said))
    names = [NameUse(identity=key, slug=slugs[key], articles=paths) for key, paths in uses.items()]
    found = assign_slugs(kind, names, remembered)
    for said, key in sorted(written.items()):
        found.refer(key, said)
    return found


def _said(kind: str, article: Article) -> tuple[str, ...]:
    return article.tags if kind == "tag" else article.authors
