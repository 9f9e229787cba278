"""One file of content/ to an Article and every problem in it."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from ssg.base.errors import Problem, hint, problem, warning
from ssg.base.files import digest
from ssg.base.numbers import file_size
from ssg.base.terms import NO_TEXT, TextFacts, facts_of, pack_terms
from ssg.base.text import SOFT_BREAK, break_lines, nearest, slugify
from ssg.content import head, media
from ssg.content.aiming import Aim
from ssg.content.body import parse
from ssg.content.files import Files
from ssg.content.front_matter import Fields, Parts, decode, part, read_fields
from ssg.content.parsed import Parsed
from ssg.content.unfinished import tell_unfinished
from ssg.model.aliases import read_aliases
from ssg.model.articles import Article, Attachment, Body, Facts, Photo, Rating

MAX_SLUG = 200
# characters of a slug that is typed; one made of a file's name or a title is cut at 80
MAX_SOURCE = 2 * 1024 * 1024
# bytes; a longer text has photos pasted into it


ADDRESS_SHOWN = 120
# characters of an address in a message
_HINTS = ("text.raw", "link.empty", "text.definition", "table.wide", "code.words")
# what a body's editor is told of without more


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What reading an article depends on besides its file."""

    zone: ZoneInfo
    units: head.Names
    categories: head.Names
    threads: head.Names
    forgiving: bool
    today: str
    # shown in the mend for a missing date
    language: str
    home: str = ""
    # the portal's own address: links to it are links within the portal
    terms: tuple[tuple[str, dt.date | None, dt.date | None], ...] = ()
    """Units that have a first or last day, by slug."""


@dataclass(slots=True)
class Reading:
    """What came of one file."""

    article: Article | None = None
    problems: list[Problem] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)
    categories: list[tuple[str, str]] = field(default_factory=list)
    threads: list[tuple[str, str]] = field(default_factory=list)
    # names taken as they came: (slug, as typed)
    facts: dict[str, Facts] = field(default_factory=dict)
    # of the files it shows, by path
    text: bytes = b""
    # its text as HTML
    terms: bytes = b""
    # its text's syllables as ssg.base.terms packs them, from which its relatedness is measured; b"" where ``source`` is
    text_facts: TextFacts = NO_TEXT
    # of its terms
    source: str = ""
    # digest of the source, where the memory keeps its terms

    @property
    def failed(self) -> bool:
        """Whether there is an error in the file."""
        return any(p.is_error for p in self.problems)


def read_article(path: str, data: bytes, files: Files, rules: Rules) -> Reading:
    """Return the article at ``path`` (relative to content/), None in it where title or date cannot be had."""
    reading = Reading()
    where = f"content/{path}"
    if len(data) > MAX_SOURCE:
        reading.problems.append(problem("file.large", where, size=file_size(len(data), rules.language)))
        return reading
    text, told = decode(data, where)
    reading.problems += told
    if reading.failed:
        return reading
    parts, told = part(text, where)
    reading.problems += told
    if parts is None:
        return reading
    fields = read_fields(parts, where, reading.problems)
    if fields is None:
        return reading
    return _assemble(reading, path, data, parts, fields, files, rules)


def _assemble(
    reading: Reading, path: str, data: bytes, parts: Parts, fields: Fields, files: Files, rules: Rules
) -> Reading:
    title = head.line(fields, "title")
    published = head.stamp_of(fields, "date", rules.zone)
    says_page = head.switch(fields, "page")
    page = says_page if "page" in fields and not fields["page"].is_empty else "date" not in fields and _is_top(path)
    slug = _read_slug(fields, path, title)
    _require(
        reading,
        fields,
        f"content/{path}",
        parts.front_line,
        title=title,
        dated=page or published,
        slug=slug,
        rules=rules,
    )
    photos = media.read_photos(fields["photos"], path, files) if "photos" in fields else []
    cover = media.read_cover(fields["cover"], path, files, photos) if "cover" in fields else None
    attached, videos = fields.get("attachments"), fields.get("video")
    attachments = media.read_attachments(attached, path, files, photos) if attached else []
    attachments += media.read_videos(videos, path, files, photos) if videos else []
    summary = head.line(fields, "summary")
    body = _read_broken(reading, parts, path, photos, files, rules, summary)
    units = head.names_in(fields, "unit", rules.units, reading.units)
    threads = head.names_in(fields, "thread", rules.threads, reading.threads)
    facts = _facts([*photos, cover, *body.photos], [*attachments, *body.files], files)
    head.check_term(fields, units, published, rules.terms)
    dates = {key: head.stamp_of(fields, key, rules.zone) for key in ("updated", "expire_at", "featured_until")}
    head.check_order(fields, published, dates)
    article = Article(
        path=path,
        digest=_digest(data, facts),
        slug=slug,
        title=title,
        page=page,
        published=published,
        updated=dates["updated"],
        correction=head.line(fields, "correction"),
        event=head.read_event_date(fields["event_date"], published) if "event_date" in fields else None,
        place=head.line(fields, "place"),
        unit=units[0] if units else "",
        categories=_read_categories(fields, rules, reading.categories),
        tags=head.tags(fields),
        thread=threads[0] if threads else "",
        summary=summary,
        authors=head.words(fields, "author"),
        photographers=head.words(fields, "photographer"),
        source=head.read_credit(fields["source"]) if "source" in fields else None,
        photos=tuple(photos),
        cover=cover,
        album_title=head.line(fields, "album_title"),
        attachments=tuple(attachments),
        views=head.count(fields, "views"),
        rating=head.read_rating(fields["rating"]) if "rating" in fields else Rating(),
        related=head.references(fields, "related"),
        related_exclude=head.references(fields, "related_exclude"),
        aliases=read_aliases(fields["aliases"]) if "aliases" in fields else (),
        draft=head.is_draft(fields),
        expires=dates["expire_at"],
        featured=head.switch(fields, "featured"),
        featured_until=dates["featured_until"],
        allow=head.read_allowance(fields["allow"]) if "allow" in fields else None,
        body=body,
    )
    if not reading.failed:
        reading.problems += tell_unfinished(article, parts, reading.text.decode())
    if title and slug and (page or published):
        reading.facts, reading.article = facts, article
    return reading


def _require(
    reading: Reading, fields: Fields, where: str, fence: int, *, title: str, dated: object, slug: str, rules: Rules
) -> None:
    """Report what an article cannot be without."""
    if not title and not _told_empty(fields, "title", "Lễ khai giảng năm học mới"):
        reading.problems.append(problem("fm.required.title", where, fence, 1))
    if not dated and not _told_empty(fields, "date", rules.today) and "date" not in fields:
        reading.problems.append(problem("fm.required.date", where, fence, 1, today=rules.today))
    if not slug and not head.line(fields, "slug"):
        reading.problems.append(problem("slug.empty", where, fence, 1, value=posixpath.basename(where)))


def _told_empty(fields: Fields, key: str, example: str) -> bool:
    """Report a key that stands there with nothing behind it, under the name its editor gave it."""
    field = fields.get(key)
    if field is None or not field.is_empty:
        return False
    field.source.report("fm.empty", field.key, key=head.typed_key(field, key), example=example)
    return True


def _facts(shown: Iterable[Photo | None], attached: Iterable[Attachment], files: Files) -> dict[str, Facts]:
    """Return the facts of every file an article shows, by path."""
    used = {photo.path for photo in shown if photo} | {attachment.path for attachment in attached}
    return {path: facts for path in sorted(used) if (facts := files.facts_of(path))}


def _digest(data: bytes, facts: dict[str, Facts]) -> str:
    return digest(data, *(f"{path} {fact.digest}".encode() for path, fact in facts.items()))


def _is_top(path: str) -> bool:
    """Return whether a file lies directly in content/, alone or as a bundle."""
    folder, name = posixpath.split(path)
    return not folder or (name == "index.md" and "/" not in folder)


def _read_slug(fields: Fields, path: str, title: str) -> str:
    if "slug" in fields and (said := fields["slug"].line()):
        slug = slugify(said, limit=MAX_SLUG)
        if not slug:
            fields["slug"].report("slug.empty", value=said)
        return slug
    folder, name = posixpath.split(path)
    stem = posixpath.basename(folder) if name == "index.md" and folder else posixpath.splitext(name)[0]
    return slugify(stem) or slugify(title)


def _read_categories(fields: Fields, rules: Rules, taken: list[tuple[str, str]]) -> tuple[str, ...]:
    if "category" in fields and "categories" in fields:
        fields["categories"].source.report("fm.both", fields["categories"].key, a="category", b="categories")
    typed = fields.get("category") or fields.get("categories")
    if typed is None or typed.is_empty:
        return ()
    if not typed.is_list and not rules.categories.is_open and not rules.categories.find(typed.line()):
        slugs = [rules.categories.find(word) for word in typed.words()]
        if slugs and all(slugs):  # several names on one line; a name may hold a comma of its own, so it is tried first
            return tuple(dict.fromkeys(slugs))
    items = typed.items() if typed.is_list else [typed]
    return head.read_names(items, rules.categories, "category.unknown", taken)


def _read_broken(
    reading: Reading, parts: Parts, path: str, photos: list[Photo], files: Files, rules: Rules, summary: str
) -> Body:
    """Return the body, its soft breaks read as line breaks, problems on the lines their editor sees."""
    if SOFT_BREAK not in parts.body:
        return _read_body(reading, parts, path, photos, files, rules, summary)
    text, lines = break_lines(parts.body)
    before = len(reading.problems)
    body = _read_body(reading, replace(parts, body=text), path, photos, files, rules, summary)

    def typed(line: int) -> int:
        return parts.body_line + lines[min(max(line - parts.body_line, 0), len(lines) - 1)]

    reading.problems[before:] = [replace(p, line=typed(p.line)) for p in reading.problems[before:]]
    return replace(body, targets=tuple(replace(target, line=typed(target.line)) for target in body.targets))


def _read_body(
    reading: Reading, parts: Parts, path: str, photos: list[Photo], files: Files, rules: Rules, summary: str
) -> Body:
    parsed = parse(parts.body, forgiving=rules.forgiving, home=rules.home)
    reading.terms, problems = pack_terms(parsed.text), reading.problems
    reading.text_facts = facts_of(reading.terms)
    where = f"content/{path}"
    placed, told = media.place_photos(parsed, photos, path, files, parts.body_line)
    problems += told
    for line in sorted({line for _, line in parsed.removed}):
        tags = ", ".join(f"<{tag}>" for tag, at in parsed.removed if at == line)
        at = parts.body_line + line - 1
        problems.append(warning("html.removed", where, at, 1, tags=tags))
    problems += _refused(parsed, where, parts.body_line)
    problems += [
        (hint if told.code in _HINTS else warning)(
            told.code, where, parts.body_line + told.line - 1, 1, **dict(told.values)
        )
        for told in parsed.remarks
    ]
    aim = Aim(path, photos, [placed.get(n) for n in range(len(parsed.photos))], files)
    targets = [aim.follow(link, parts.body_line + link.line - 1) for link in parsed.links]
    problems += aim.problems
    reading.text = parsed.html.encode()
    return Body(
        html=parsed.html,
        digest=digest(reading.text),
        photos=tuple(aim.shown),
        targets=tuple(targets),
        files=tuple(aim.linked.values()),
        anchors=parsed.anchors,
        has_album=parsed.has_album,
        announces_photos=parsed.announces_photos,
        excerpt="" if summary else parsed.excerpt,
    )


def _refused(parsed: Parsed, where: str, first_line: int) -> list[Problem]:
    """Return the problems of links that may be none, and of those that lead nowhere within the page."""
    told = [
        warning("link.scheme", where, first_line + line - 1, 1, target=_short(address))
        for address, line in dict.fromkeys(parsed.refused)
    ]
    return told + [
        warning("link.anchor", where, first_line + line - 1, 1, target=_short(said), near=nearest(said, parsed.anchors))
        for said, line in dict.fromkeys(parsed.in_page)
    ]


def _short(address: str) -> str:
    return address if len(address) <= ADDRESS_SHOWN else f"{address[:ADDRESS_SHOWN]}…"
