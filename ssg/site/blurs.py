"""What is blurred anywhere is sharp nowhere: every use of a picture beside those of the same picture that are blurred.

Which files show the same picture is given: this knows articles and areas, not pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ssg.model.areas import UPRIGHT, Turn, exposed
from ssg.model.articles import Article, Attachment, Box, Library, Photo

_WHOLE = (Box(left=0, top=0, width=100, height=100),)
# of a picture that lies otherwise than the one whose areas are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A picture as an article, or content/_static/, publishes it."""

    article: str
    # path of the article relative to content/, "" for a file of _static/
    file: str
    # path of the picture relative to content/
    src: str
    # as typed, where it is known
    digest: str
    blur: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A use in which an area can be seen that another use of the same picture blurs."""

    use: Use
    blurred: Use
    turn: Turn
    # of the exposed picture, to lie as the blurred one does


Alike = Mapping[str, Sequence[tuple[str, Turn]]]
"""By the digest of a blurred picture: digests of files that show the same picture, and how they lie."""


def has_blur(articles: Iterable[Article]) -> bool:
    """Return whether an area of any photo is blurred."""
    return any(photo.blur for article in articles for photo in article.photos)


def pictures_of(article: Article) -> tuple[object, ...]:
    """Return all that an article shows of pictures and offers as files."""
    return article.photos, article.cover, article.body.photos, article.attachments, article.body.files


def uses_of(article: Article) -> Iterator[Use]:
    """Yield every picture of an article, its attachments among them, once for each way it is blurred."""
    shown = [p for p in (*article.photos, article.cover, *article.body.photos) if p]
    files: list[tuple[Photo | Attachment, str]] = [(photo, photo.src) for photo in shown]
    files += [(file, "") for file in (*article.attachments, *article.body.files)]
    seen = set()
    for file, src in files:
        if (file.path, file.digest, file.blur) not in seen:
            seen.add((file.path, file.digest, file.blur))
            yield Use(article=article.path, file=file.path, src=src, digest=file.digest, blur=file.blur)


def static_uses(library: Library, folder: str) -> Iterator[Use]:
    """Yield the files of content/_static/."""
    for file in library.static:
        yield Use(article="", file=f"{folder}/{file.source}", src="", digest=file.digest)


def find_exposed(uses: Iterable[Use], alike: Alike) -> Iterator[Exposed]:
    """Yield each use that shows what another of the same picture blurs, once for each picture it exposes."""
    uses = list(uses)
    by_digest: dict[str, list[Use]] = {}
    for use in uses:
        by_digest.setdefault(use.digest, []).append(use)
    for blurred in [use for use in uses if use.blur]:
        for digest, turn in ((blurred.digest, UPRIGHT), *alike.get(blurred.digest, ())):
            for use in by_digest.get(digest, ()):
                if use is not blurred and exposed(blurred.blur, use.blur, turn):
                    yield Exposed(use=use, blurred=blurred, turn=turn)


def blur_exposed(library: Library, found: Sequence[Exposed], folder: str) -> Library:
    """Return the library with what is exposed blurred as it is elsewhere, without such files of content/_static/."""
    areas: dict[tuple[str, str], tuple[Box, ...]] = {}
    for one in found:
        key = (one.use.article, one.use.file)
        more = one.blurred.blur if one.turn == UPRIGHT else _WHOLE
        areas[key] = tuple(dict.fromkeys((*areas.get(key, ()), *more)))
    touched = {article for article, _ in areas}
    articles = tuple(_blurred(a, areas) if a.path in touched else a for a in library.articles)
    static = tuple(file for file in library.static if ("", f"{folder}/{file.source}") not in areas)
    return replace(library, articles=articles, static=static)


def _blurred(article: Article, areas: Mapping[tuple[str, str], tuple[Box, ...]]) -> Article:
    def more(file: Photo | Attachment) -> tuple[Box, ...]:
        return tuple(dict.fromkeys((*file.blur, *areas.get((article.path, file.path), ()))))

    def photo(one: Photo) -> Photo:
        return replace(one, blur=more(one))

    def files(some: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        return tuple(replace(one, blur=more(one)) for one in some)

    body = replace(
        article.body,
        photos=tuple(one and photo(one) for one in article.body.photos),
        files=files(article.body.files),
    )
    return replace(
        article,
        photos=tuple(map(photo, article.photos)),
        cover=article.cover and photo(article.cover),
        attachments=files(article.attachments),
        body=body,
    )
