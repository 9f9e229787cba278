"""Articles that were begun and not finished: words of the template left standing, and texts that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ssg.base.errors import Problem, hint, warning
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN
from ssg.content.front_matter import Parts
from ssg.model.articles import Article
from ssg.model.placeholders import find_placeholder

MAX_PLACEHOLDERS = 10
# of one article that are told; the next ones would say the same
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWS = re.compile(f"{HOLE_OPEN}(?:photo|image):")
_MARKUP = re.compile(f"<[^<>]*>|{HOLE_OPEN}[^{HOLE_CLOSE}]*{HOLE_CLOSE}")


def tell_unfinished(article: Article, parts: Parts, html: str) -> list[Problem]:
    """Return what is to be told of an article whose lines still say what a template says, or whose text (``html``) says
    nothing and shows nothing; hints in a draft, for it is not published.
    """
    tell, where = hint if article.draft else warning, f"content/{article.path}"
    found = []
    for line, text in _lines(parts):
        if said := find_placeholder(text):
            found.append(tell("text.placeholder", where, line, text.index(said) + 1, text=said))
    shows = article.photos or article.attachments or article.cover
    if not shows and is_empty(html):
        found.append(tell("body.empty", where, parts.body_line - 1, 1))
    return found[:MAX_PLACEHOLDERS]


def _lines(parts: Parts) -> Iterator[tuple[int, str]]:
    """Yield each line of an article with its number, comments left out."""
    for at, line in enumerate(parts.front.split("\n"), parts.front_line + 1):
        if not line.lstrip().startswith("#"):
            yield at, line
    yield from enumerate(_without_comments(parts.body).split("\n"), parts.body_line)


def _without_comments(body: str) -> str:
    """Return a body with spaces for its comments. Behind the last end of one nothing is looked for: to search the rest
    from each beginning would take longer than linear.
    """
    end = body.rfind("-->") + len("-->") if "<!--" in body and "-->" in body else 0
    return _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), body[:end]) + body[end:]


def is_empty(html: str) -> bool:
    """Return whether a body, as HTML with holes, has neither words nor pictures."""
    return not _SHOWS.search(html) and not unescape(_MARKUP.sub("", html)).strip(" \t\n\u00a0\u200b.…")
