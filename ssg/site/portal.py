"""The portal while it is planned: what every view is made from, with the small records that pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ssg.base.dates import Stamp
from ssg.model.articles import Article, Category, Library, Photo, Rating, Thread, Unit
from ssg.model.config import Config
from ssg.model.pages import Standings
from ssg.model.parts import Card, EndedUnit, Link, Picture
from ssg.model.photos import plan_photo
from ssg.model.shares import Palette, Raster
from ssg.site.addresses import Addresses, Clock
from ssg.site.index import ALL, Index, ListKey
from ssg.site.related import Related
from ssg.site.tallies import Tallies, gather_tallies

T = TypeVar("T")
BUILT_IN_THEMES = {"school": "school", "committee": "committee"}
# kind of unit → the theme made for it


@dataclass(slots=True)
class Portal:
    """All that is known while planning; stages above see only the Plan and the views."""

    config: Config
    library: Library
    addresses: Addresses
    index: Index
    standings: Standings
    clock: Clock
    related: Related
    theme_chain: tuple[str, ...]
    # the site's theme and its parents
    units: dict[str, Unit] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    statics: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    # bytes of articles' covers as they are published, by URL
    palettes: Mapping[str, Palette] = field(default_factory=dict)
    # colours by theme
    rasters: Mapping[str, Raster] = field(default_factory=dict)
    # logo and units' images that are no drawings, by path below content/_static/
    aimed: set[str] = field(default_factory=set)
    # paths of articles to places of which other articles link
    tallies: Tallies = field(init=False)
    _links: dict[str, Link] = field(default_factory=dict)
    _cards: dict[str, Card] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict)
    # records that many pages share, each made once

    def __post_init__(self) -> None:
        self.units = {u.slug: u for u in self.library.units}
        self.categories = {c.slug: c for c in self.library.categories}
        self.threads = {t.slug: t for t in self.library.threads}
        self.statics = {f.path for f in self.library.static}
        self.labels = dict(self.config.labels)
        self.tallies = gather_tallies(self.addresses.articles.values(), self.rates)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returns, made once for a key: pages that show the same share one record."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def forget(self) -> None:
        """Forget the small records that pages share: articles changed."""
        for made in (self._links, self._cards, self._made):
            made.clear()

    def article(self, path: str) -> Article:
        """Return a published article by its path."""
        return self.addresses.articles[path]

    def url(self, path: str) -> str:
        """Return a published article's URL from the portal's root."""
        return self.addresses.url[path]

    def redirects(self) -> dict[str, str]:
        """Return every old address (a path, or a path with a query) with the URL it leads to, both from the portal's
        root: those of articles, lists, feeds and attachments.
        """
        found = {alias: self.url(path) for alias, path in self.addresses.aliases.items()}
        return {**found, **{alias: link.url for alias, link in self.addresses.other_aliases.items()}}

    def link(self, path: str) -> Link:
        """Return an article as a line of text."""
        link = self._links.get(path)
        if link is None:
            article = self.article(path)
            link = self._links[path] = Link(title=article.title, url=self.url(path), stamp=article.published)
        return link

    def card(self, path: str) -> Card:
        """Return an article as it stands in lists."""
        card = self._cards.get(path)
        if card is None:
            article = self.article(path)
            cover = cover_of(article)
            card = self._cards[path] = Card(
                title=article.title,
                url=self.url(path),
                stamp=article.published,
                summary=article.summary or article.body.excerpt,
                cover=self.picture(cover, alt=article.title) if cover else None,
                category=self.category_link(article.categories[0]) if article.categories else None,
                unit=self.unit_link(article.unit),
            )
        return card

    def picture(self, photo: Photo, *, alt: str) -> Picture:
        """Return a photo as pages show it; ``alt`` serves where neither alt nor caption was written."""
        return picture_of(self.config, photo, alt=alt)

    def label(self, key: str) -> str:
        """Return a label of the portal; for titles that views carry."""
        return self.labels[key]

    def list_url(self, key: ListKey) -> str:
        """Return the URL of a list's own page."""
        kind, slug = key
        patterns = self.config.permalinks
        if key == ALL:
            return "/"
        if kind in ("year", "month", "event_year", "event_month"):
            year, _, month = slug.partition("/")
            return str(getattr(patterns, kind)).replace("{year}", year).replace("{month}", month)
        return str(getattr(patterns, kind)).replace(f"{{{kind}}}", slug)

    def list_name(self, key: ListKey) -> str:
        """Return what a list is called: its category's, unit's, thread's name, or the commonest spelling of a tag."""
        kind, slug = key
        if kind == "category" and slug in self.categories:
            return self.categories[slug].name
        if kind == "unit" and slug in self.units:
            return self.units[slug].name
        if kind == "thread" and slug in self.threads:
            return self.threads[slug].name
        return self.index.names.get(key, slug)

    def list_link(self, key: ListKey, *, counted: bool = False) -> Link:
        """Return a list as a link, with its number of articles where asked."""
        note = str(len(self.index.lists.get(key, ()))) if counted else ""
        return self.once(
            ("link", key, note), lambda: Link(title=self.list_name(key), url=self.list_url(key), note=note)
        )

    def category_link(self, slug: str) -> Link | None:
        """Return a category as a link, None for one that is not there."""
        return self.list_link(("category", slug)) if slug in self.categories else None

    def unit_link(self, slug: str) -> Link | None:
        """Return a unit as a link, None for none."""
        return self.list_link(("unit", slug)) if slug in self.units else None

    def author_link(self, name: str) -> Link:
        """Return an author as a link under the commonest spelling; without a page (an article of no list) the link has
        no URL.
        """
        return self.once(("author link", name), lambda: self._name_link("author", name) or Link(title=name, url=""))

    def tag_link(self, tag: str) -> Link | None:
        """Return a tag as a link under its commonest spelling, None where it has no page."""
        return self.once(("tag link", tag), lambda: self._name_link("tag", tag))

    def _name_link(self, kind: str, said: str) -> Link | None:
        key = (kind, self.addresses.naming.slug(kind, said))
        return self.list_link(key) if key in self.index.lists else None

    def ended(self, slug: str) -> EndedUnit | None:
        """Return what pages tell of a unit whose last day has passed, None while it stands."""
        unit = self.units.get(slug)
        if unit is None or unit.until is None or unit.until >= self.clock.now.date():
            return None
        return EndedUnit(name=unit.name, until=unit.until, successor=self.unit_link(unit.successor))

    def theme_of(self, slug: str) -> str:
        """Return a unit's theme: its own, its parent's, the built-in one of its kind, or the site's.

        A site's own theme that extends the built-in one of the kind stands for it.
        """
        seen: set[str] = set()
        at = slug
        while at in self.units and at not in seen:
            if self.units[at].theme:
                return self.units[at].theme
            seen.add(at)
            at = self.units[at].parent
        kind = self.units[slug].kind if slug in self.units else ""
        theme = BUILT_IN_THEMES.get(kind, self.config.theme)
        return self.config.theme if not self.theme_chain or theme in self.theme_chain else theme

    def views(self, path: str) -> int:
        """Return an article's views in all: those carried over and those counted."""
        return self.tallies.views.get(path, 0) + self.standings.views.get(self.url(path), 0)

    def shown_views(self, path: str) -> int | None:
        """Return the view count that pages show of an article, None where nothing was ever counted."""
        count = self.views(path)
        return count if count or self.standings.views else None

    def rating(self, path: str) -> Rating:
        """Return an article's rating in all."""
        old, new = self.tallies.ratings.get(path, Rating()), self.standings.ratings.get(self.url(path), Rating())
        return Rating(points=old.points + new.points, votes=old.votes + new.votes)

    def rates(self, article: Article) -> bool:
        """Return whether stars can be given: as the main category says, else as the site says."""
        category = self.categories.get(article.categories[0]) if article.categories else None
        if article.page or category is None or category.rating is None:
            return self.config.rating and not article.page
        return category.rating

    def static_url(self, path: str) -> str:
        """Return the URL of a file of content/_static/, "" where there is none."""
        plain = path.lstrip("/")
        return f"/{plain}" if plain in self.statics else ""

    def featured(self, members: Iterable[str]) -> list[str]:
        """Return those of a list that are featured at the build's instant."""
        return [p for p in members if p in self.index.featured and self._is_featured(self.article(p))]

    def _is_featured(self, article: Article) -> bool:
        until: Stamp | None = article.featured_until
        if not article.featured:
            return False
        if until is None:
            return True
        return self.clock.now < until.at if until.has_time else self.clock.now.date() <= until.day


def picture_of(config: Config, photo: Photo, *, alt: str) -> Picture:
    """Return a photo as pages show it; ``alt`` serves where neither alt nor caption was written."""
    work = plan_photo(photo, config.photos, config.permalinks.photo)
    return Picture(
        variants=work.variants,
        width=photo.width,
        height=photo.height,
        alt=photo.alt or photo.caption or alt,
        caption=photo.caption,
        credit=photo.credit,
    )


def cover_of(article: Article) -> Photo | None:
    """Return an article's cover: the one chosen, else the first of its album, else the first of its text."""
    return article.cover or next(iter(article.photos), None) or next((p for p in article.body.photos if p), None)
