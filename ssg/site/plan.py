"""The Plan: every URL of the portal claimed once, collisions told with both files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ssg.base.errors import Problem, problem
from ssg.base.files import digest
from ssg.model.articles import Library, Photo
from ssg.model.config import Config
from ssg.model.pages import Asset, Claim, Kind, Plan, Standings, output_path
from ssg.model.photos import PhotoWork, plan_photo
from ssg.site.addresses import Clock, alias_file, assign, is_expired, told_moves
from ssg.site.index import ALL, ListKey, build_index, page_count
from ssg.site.portal import Portal, cover_of
from ssg.site.related import Related, Texts

SITEMAP_SIZE = 50_000
# URLs a file, the limit of sitemaps.org
_FEEDS = (("atom", Kind.ATOM), ("rss", Kind.RSS))
_LIST_KINDS = {"home": Kind.HOME, "unit": Kind.UNIT, "event_month": Kind.CALENDAR}
CALENDAR_FILE = "lich.ics"
# beside the page of each month of events
OVERVIEWS = ("unit", "tag", "author", "thread", "year", "event_year")


def open_portal(
    library: Library,
    config: Config,
    clock: Clock,
    standings: Standings,
    remembered: Mapping[str, tuple[str, ...]],
    theme_chain: tuple[str, ...] = (),
    texts: Texts | None = None,
) -> tuple[Portal, list[Problem]]:
    """Return the portal with its addresses and index; ``remembered`` holds earlier URLs by file, ``theme_chain`` the
    site's theme and its parents, ``texts`` what articles say.
    """
    addresses, problems = assign(library, config, clock, remembered)
    problems += told_moves(addresses, remembered)
    index = build_index(library, addresses, clock)
    portal = Portal(
        config=config,
        library=library,
        addresses=addresses,
        index=index,
        standings=standings,
        clock=clock,
        related=Related(addresses, index, config.lists.related, texts),
        theme_chain=theme_chain,
    )
    return portal, problems


def make_plan(portal: Portal, theme_files: Iterable[Claim]) -> tuple[Plan, list[Problem]]:
    """Return the Plan of a portal; ``theme_files`` are the claims of its themes' own files."""
    desk = _Desk()
    desk.take(Claim(url="/", kind=Kind.HOME))
    _claim_articles(desk, portal)
    _claim_lists(desk, portal)
    _claim_files(desk, portal)
    for claim in theme_files:
        desk.take(claim)
    for url, kind, key in (
        ("/404.html", Kind.MESSAGE, "404"),
        ("/_ssg/rate/", Kind.MESSAGE, "thanks"),
        ("/robots.txt", Kind.ROBOTS, ""),
        ("/so-do-trang/", Kind.OVERVIEW, "site"),
    ):
        desk.take(Claim(url=url, kind=kind, key=key))
    _claim_redirects(desk, portal)
    _claim_sitemaps(desk, portal)
    desk.check_folders()
    return Plan(claims=dict(sorted(desk.claims.items())), assets=desk.assets), desk.problems


class _Desk:
    """Where claims are taken: the first to come has the URL, the next is told of both."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}
        self.assets: dict[str, Asset] = {}
        self.problems: list[Problem] = []
        self._places: dict[str, str] = {}
        # file below output/ → URL: "/" and "/index.html" are one place

    def holder(self, url: str) -> Claim | None:
        """Return the claim that has the place of a URL."""
        taken = self._places.get(output_path(url))
        return self.claims.get(taken) if taken is not None else None

    def take(self, claim: Claim, asset: Asset | None = None) -> None:
        held = self.holder(claim.url)
        if held is None:
            self._places[output_path(claim.url)] = claim.url
            self.claims[claim.url] = claim
            if asset:
                self.assets[claim.url] = asset
            return
        if asset and claim.url in self.assets and self.assets[claim.url].digest == asset.digest:
            return
        self.tell(claim, held)

    def tell(self, claim: Claim, held: Claim) -> None:
        a, b = (c.origin or c.url for c in (held, claim))
        self.problems.append(problem("url.collision", claim.origin, url=claim.url, a=a, b=b))

    def check_folders(self) -> None:
        """A file where another page needs a folder cannot be written."""
        paths = {output_path(url): claim for url, claim in self.claims.items()}
        for path, claim in sorted(paths.items()):
            parts = path.split("/")[:-1]
            for i in range(1, len(parts) + 1):
                held = paths.get("/".join(parts[:i]))
                if held is not None:
                    loser = held if held.kind in (Kind.REDIRECT, Kind.STATIC) else claim
                    self.tell(claim, held)
                    self.claims.pop(loser.url, None)
                    self.assets.pop(loser.url, None)


def _claim_articles(desk: _Desk, portal: Portal) -> None:
    for path, article in portal.addresses.articles.items():
        kind = Kind.PAGE if article.page else Kind.ARTICLE
        desk.take(Claim(url=portal.url(path), kind=kind, key=path, origin=f"content/{path}"))


def _claim_lists(desk: _Desk, portal: Portal) -> None:
    size, older = portal.config.lists.page_size, portal.config.permalinks.older
    for key, members in portal.index.lists.items():
        url, name = portal.list_url(key), "/".join(key)
        origin = _origin(key)
        if key != ALL:
            kind = _LIST_KINDS.get(key[0], Kind.LIST)
            desk.take(Claim(url=url, kind=kind, key=name, origin=origin))
        for number in range(1, page_count(len(members), size) + 1):
            at = url + older.replace("{n}", str(number))
            desk.take(Claim(url=at, kind=Kind.LIST, key=name, number=number, origin=origin))
        if key[0] == "event_month":
            desk.take(Claim(url=url + CALENDAR_FILE, kind=Kind.CALENDAR_FILE, key=name, origin=origin))
        if key[0] in ("home", "category", "unit"):
            for field, kind in _FEEDS:
                feed = url + str(getattr(portal.config.permalinks, field))
                desk.take(Claim(url=feed, kind=kind, key=name, origin=origin))
    for kind_name in OVERVIEWS:
        url = overview_url(portal, kind_name)
        if url and any(key[0] == kind_name for key in portal.index.lists):
            desk.take(Claim(url=url, kind=Kind.OVERVIEW, key=kind_name))


def overview_url(portal: Portal, kind: str) -> str:
    """Return the URL of the overview of a kind of list: its pattern up to the first name, "" where that is the root."""
    pattern = str(getattr(portal.config.permalinks, kind))
    prefix = pattern.split("{", 1)[0]
    return prefix if prefix.endswith("/") and prefix != "/" else ""


def _origin(key: ListKey) -> str:
    return "site.yaml" if key[0] in ("category", "unit", "thread") else ""


def read_key(name: str) -> ListKey:
    """Return the list a claim's key names."""
    kind, _, slug = name.partition("/")
    return kind, slug


def _claim_files(desk: _Desk, portal: Portal) -> None:
    for file in portal.library.static:
        origin = f"content/_static/{file.path}"
        claim = Claim(url=f"/{file.path}", kind=Kind.STATIC, key=file.path, origin=origin)
        desk.take(claim, Asset(claim=claim, source=file.source, digest=file.digest))
    for path, article in portal.addresses.articles.items():
        for attachment in (*article.attachments, *article.body.files):
            url = portal.addresses.file_url[path, attachment.path]
            origin = f"content/{attachment.path}"
            claim = Claim(url=url, kind=Kind.ATTACHMENT, key=attachment.path, origin=origin)
            desk.take(claim, Asset(claim=claim, source=attachment.path, digest=attachment.digest))
    for work in photo_works(portal):
        for variant in work.variants:
            claim = Claim(url=variant.url, kind=Kind.PHOTO, key=work.key, origin=f"content/{work.source}")
            seal = digest(f"{work.key} {variant.format} {variant.width}".encode())
            desk.take(claim, Asset(claim=claim, source="", digest=seal, photo=work))


def photo_works(portal: Portal) -> list[PhotoWork]:
    """Return every photo that a page of the portal shows, each with the files it is published as."""
    works: dict[tuple[str, str], PhotoWork] = {}
    for path in sorted(portal.addresses.articles):
        for work in works_of(portal, path):
            works.setdefault((work.key, work.variants[0].url), work)
    return list(works.values())


def works_of(portal: Portal, path: str) -> list[PhotoWork]:
    """Return every photo of the article at a path, with the files it is published as."""
    article = portal.article(path)
    shown: list[Photo] = [*article.photos, *(p for p in article.body.photos if p)]
    cover = cover_of(article)
    return [
        plan_photo(photo, portal.config.photos, portal.config.permalinks.photo)
        for photo in [*shown, *([cover] if cover else [])]
    ]


def _claim_redirects(desk: _Desk, portal: Portal) -> None:
    for alias, path in sorted(portal.addresses.aliases.items()):
        url = alias_file(alias)
        if not url:
            continue
        claim = Claim(url=url, kind=Kind.REDIRECT, key=path, origin=f"content/{path}")
        held = desk.holder(url)
        if held is None or held.kind is not Kind.REDIRECT or held.key != path:
            desk.take(claim)
    for form, url in (("netlify", "_redirects"), ("nginx", "nginx.conf"), ("apache", ".htaccess")):
        if portal.addresses.aliases:
            desk.take(Claim(url=f"/_redirects/{url}", kind=Kind.REDIRECT_MAP, key=form))


def mapped_urls(portal: Portal, claims: Mapping[str, Claim]) -> list[tuple[str, str]]:
    """Return what the sitemap lists, in order of URL: (URL, day of last change or "")."""
    found = []
    for url, claim in sorted(claims.items()):
        if claim.kind in (Kind.ARTICLE, Kind.PAGE):
            article = portal.article(claim.key)
            if is_expired(article, portal.clock):
                continue
            stamp = article.updated or article.published
            found.append((url, stamp.at.isoformat() if stamp and stamp.has_time else f"{stamp.day}" if stamp else ""))
        elif claim.kind in (Kind.HOME, Kind.LIST, Kind.UNIT, Kind.CALENDAR) and not claim.number:
            found.append((url, ""))
    return found


def _claim_sitemaps(desk: _Desk, portal: Portal) -> None:
    count = len(mapped_urls(portal, desk.claims))
    desk.take(Claim(url="/sitemap.xml", kind=Kind.SITEMAP))
    parts = -(-count // SITEMAP_SIZE)
    if parts > 1:
        desk.claims["/sitemap.xml"] = replace(desk.claims["/sitemap.xml"], key="index")
        for number in range(1, parts + 1):
            desk.take(Claim(url=f"/sitemap-{number}.xml", kind=Kind.SITEMAP, number=number))
