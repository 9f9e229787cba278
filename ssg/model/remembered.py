"""What earlier builds gave out and later ones must keep: addresses of articles and attachments, slugs of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

NameKey = tuple[str, str]
"""(kind, identity) of a name: tag, author, unit, category or thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedName:
    """The slug of a name that articles give."""

    slug: str
    origin: str
    """Path of the oldest article that gives the name: where it was corrected, the new spelling keeps the slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedArticle:
    """A published article as it was last known, so that its file is known again under another name."""

    title: str
    day: str
    """Publish time in ISO 8601, "" where there is none."""
    body: str
    """Digest of its text."""
    first: str
    """The first address it ever had, its id in feeds."""
    departed: bool = False
    """Its file went, and that was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedFile:
    """An attachment's name in the portal."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """All of it; empty before the first build."""

    urls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Path of a file → every URL it had, the newest last."""
    names: Mapping[NameKey, RememberedName] = field(default_factory=dict)
    articles: Mapping[str, RememberedArticle] = field(default_factory=dict)
    """By path."""
    files: Mapping[str, Mapping[str, RememberedFile]] = field(default_factory=dict)
    """Path of an article → path of an attachment → its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A name that articles give."""

    identity: str
    slug: str
    """What it would have if nobody else had it."""
    articles: Collection[str]
    """Paths of the articles that give it, the oldest first."""


@dataclass(slots=True, kw_only=True)
class Slugs:
    """Which name of one kind has which slug."""

    kind: str
    by_name: dict[str, str] = field(default_factory=dict)
    """Identity → slug, of the names in use."""
    owners: dict[str, str] = field(default_factory=dict)
    """Slug → identity, those of names out of use among them."""
    origins: dict[str, str] = field(default_factory=dict)
    """Identity → path of the oldest article that gives it."""
    passing: set[str] = field(default_factory=set)
    """Identities that are not remembered: written as slugs, so that the name itself may still come."""

    def refer(self, identity: str, slug: str) -> None:
        """Let a name that was written as a slug mean whatever has that slug, now or later."""
        if identity not in self.by_name:
            self.by_name[identity] = slug
            self.passing.add(identity)
            self.owners.setdefault(slug, identity)

    def enter(self, identity: str, slug: str, origin: str) -> bool:
        """Take in one more name; return False where its slug is another's."""
        if identity in self.by_name:
            return True
        if slug in self.owners:
            return False
        self.by_name[identity] = slug
        self.owners[slug], self.origins[identity] = identity, origin
        return True


def assign_slugs(
    kind: str, names: Iterable[NameUse], remembered: Mapping[NameKey, RememberedName], taken: Iterable[str] = ()
) -> Slugs:
    """Give each name a slug of its own; ``names`` come in the order of precedence, ``taken`` are slugs not to be given.

    A remembered name keeps its slug, whatever else comes or goes. A new one whose slug is another's gets "-2", "-3" …,
    or the slug of a name that its own article gave before and nobody gives now: that name was corrected.
    """
    wanted = {name.identity: name for name in names}
    known = {name: row for (of, name), row in remembered.items() if of == kind}
    slugs = Slugs(kind=kind, owners=dict.fromkeys(taken, ""))
    slugs.owners |= {row.slug: name for name, row in known.items()}
    corrected: dict[str, list[str]] = {}
    for name, row in sorted(known.items()):
        if name not in wanted:
            corrected.setdefault(row.origin, []).append(name)
    counts: dict[str, int] = {}
    for name, use in wanted.items():
        slugs.origins[name] = next(iter(use.articles), "")
        if name in known:
            slugs.by_name[name] = known[name].slug
            continue
        slug = _corrected(use, known, corrected, slugs)
        if not slug:
            slug, count = use.slug, counts.get(use.slug, 1)
            while slug in slugs.owners:
                count += 1
                slug = f"{use.slug}-{count}"
            counts[use.slug] = count
        slugs.by_name[name], slugs.owners[slug] = slug, name
    return slugs


def _corrected(
    use: NameUse, known: Mapping[str, RememberedName], corrected: Mapping[str, list[str]], slugs: Slugs
) -> str:
    """Return the slug of a name out of use that the same article gave, "" for none."""
    for path in use.articles if corrected else ():
        for before in corrected.get(path, ()):
            slug = known[before].slug
            same = slug == use.slug or slug.removeprefix(f"{use.slug}-").isdigit()
            if same and slugs.owners.get(slug) == before:
                return slug
    return ""


def name_rows(slugs: Iterable[Slugs], before: Remembered) -> dict[NameKey, RememberedName]:
    """Return the rows of names as they are now, those out of use among them."""
    rows = dict(before.names)
    for one in slugs:
        lost = [key for key, row in rows.items() if key[0] == one.kind and one.owners.get(row.slug) != key[1]]
        for key in lost:
            del rows[key]
        for name in one.by_name.keys() - one.passing:
            slug = one.by_name[name]
            rows[one.kind, name] = RememberedName(slug=slug, origin=one.origins.get(name, ""))
    return rows
