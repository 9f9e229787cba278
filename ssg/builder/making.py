"""One page made: from what it shows, in its theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ssg.base.cache import Cache
from ssg.base.files import digest
from ssg.content.shelf import Shelf, read_source
from ssg.model.articles import Article
from ssg.model.pages import Claim, Plan
from ssg.model.views import View
from ssg.render.pages import Renderer
from ssg.site.articles import Surroundings, view_article
from ssg.site.kinds import KINDS
from ssg.site.portal import Portal
from ssg.site.views import shown, theme_of

_NO_TEXT = digest(b"")


@dataclass(slots=True, kw_only=True)
class Sources:
    """What pages are made from."""

    portal: Portal
    plan: Plan
    shelf: Shelf
    texts: Cache
    # HTML of the articles' bodies by its digest
    renderers: Mapping[str, Renderer]


class Maker:
    """Makes pages, one at a time."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def look(self, claim: Claim) -> tuple[View | Surroundings, str]:
        """Return what a page shows, and the theme it is in."""
        portal = self.sources.portal
        record = shown(portal, self.sources.plan, claim)
        return record, theme_of(record) or portal.config.theme

    def make(self, claim: Claim, record: View | Surroundings, theme: str) -> bytes:
        """Return a page; raises SsgError where a template has an error."""
        return self.sources.renderers[theme].page(self._view_of(record, claim), KINDS[claim.kind].template).encode()

    def text_of(self, article: Article) -> str:
        """Return the HTML of an article's body: from the cache or, where that was lost, from its file."""
        body = article.body
        if body.html or body.digest == _NO_TEXT:
            return body.html
        kept = self.sources.texts.get(body.digest)
        return (kept if kept is not None else read_source(article.path, self.sources.shelf).text).decode()

    def _view_of(self, record: View | Surroundings, claim: Claim) -> View:
        """Return the view of what a page shows, an article's with its text."""
        if not isinstance(record, Surroundings):
            return record
        portal = self.sources.portal
        article = portal.article(claim.key)
        body = replace(article.body, html=self.text_of(article))
        return view_article(article, body, record, portal.config)
