"""Articles that were edited or came since the last build, read one by one where little else changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ssg.builder.desk import Desk
from ssg.content.notes import Note, unpack_note
from ssg.content.reader import category_for
from ssg.content.shelf import Read, Shelf, read_source
from ssg.site.moves import day_of
from ssg.site.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """An article that was read again, or for the first time."""

    read: Read
    note: Note
    chosen: tuple[str, ...] = ()
    # the category found for a new one that names none


def read_changed(desk: Desk, shelf: Shelf, edited: Iterable[str], published: Mapping[str, str]) -> list[Reread] | None:
    """Return the articles that were edited as they are now; None where one has an error, names something anew, or is
    not known as it was published (by the digests in ``published``): a preview may have read it since.
    """
    found = []
    for path in edited:
        read, before = read_source(path, shelf), desk.memory.note(path)
        note = unpack_note(read.note, shelf.rules.zone) if read.note else None
        if note is None or before is None or _names(note) != _names(before):
            return None
        if before.article.digest != published.get(path):
            return None
        found.append(Reread(read=read, note=note))
    return found


def read_added(desk: Desk, shelf: Shelf, added: Iterable[str], portal: Portal) -> list[Reread] | None:
    """Return the articles that came; None where one has an error, names something that was not named before, or had
    an address once.
    """
    if not added:
        return []
    remembered, found = desk.state.remembered(), list[Reread]()
    known = {(row.title, row.day) for row in remembered.articles.values() if row.departed}
    for path in added:
        read = read_source(path, shelf)
        note = unpack_note(read.note, shelf.rules.zone) if read.note else None
        if note is None or path in remembered.urls or not _is_named(note, portal):
            return None
        if (note.article.title, day_of(note.article)) in known:
            return None
        chosen: tuple[str, ...] = ()
        if not note.article.categories and not note.article.page:
            chosen = (category_for(path, portal.categories),)
            if chosen[0] not in portal.categories:
                return None
            note = replace(note, article=replace(note.article, categories=chosen))
        found.append(Reread(read=read, note=note, chosen=chosen))
    return found


def _is_named(note: Note, portal: Portal) -> bool:
    """Return whether all that an article names is called so already."""
    named = ((note.units, portal.units), (note.categories, portal.categories), (note.threads, portal.threads))
    return all(slug in known and said in (slug, known[slug].name) for told, known in named for slug, said in told)


def _names(note: Note) -> tuple[object, ...]:
    return note.units, note.categories, note.threads
