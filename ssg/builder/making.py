"""One page made: from what it shows, in its theme, with its holes filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ssg.base.cache import Cache
from ssg.base.files import digest
from ssg.content.shelf import Shelf, read_source
from ssg.model.articles import Article
from ssg.model.pages import Claim, Plan
from ssg.model.views import View
from ssg.render.fragments import Fragments, Shared
from ssg.render.holes import Filled, join, split
from ssg.render.pages import Renderer
from ssg.site.articles import Surroundings, view_article
from ssg.site.blocks import view_blocks
from ssg.site.frames import footer, menu
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
        self.fragments = Fragments(sources.renderers, _share(sources.portal))

    def start_over(self) -> None:
        """Fill holes anew: what all pages share changed."""
        self.fragments = Fragments(self.sources.renderers, _share(self.sources.portal))

    def look(self, claim: Claim) -> tuple[View | Surroundings, str]:
        """Return what a page shows, and the theme it is in."""
        portal = self.sources.portal
        record = shown(portal, self.sources.plan, claim)
        return record, theme_of(record) or portal.config.theme

    def make(self, claim: Claim, record: View | Surroundings, theme: str) -> Filled:
        """Return a page; raises SsgError where a template has an error."""
        texts, holes = split(self.sources.renderers[theme].page(self._view_of(record, claim), claim.kind.value))
        return join(texts, holes, [self.fragments.fill(theme, hole) for hole in holes])

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


def _share(portal: Portal) -> Shared:
    """Return what the pages of a portal share, to be filled into their holes."""
    paths = {url: path for path, url in portal.addresses.url.items()}
    known = bool(portal.standings.views)

    def views(url: str) -> int | None:
        count = portal.views(paths[url])
        return count if count or known else None

    return Shared(
        menu=menu(portal)[0],
        blocks=lambda scope: view_blocks(portal, scope),
        footer=lambda scope: footer(portal, scope),
        views=views,
        rating=lambda url: portal.rating(paths[url]),
    )
