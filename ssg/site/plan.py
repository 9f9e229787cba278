"""The Plan: every URL of the portal claimed once, collisions told with both files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ssg.base.errors import Problem, problem, warning
from ssg.base.files import digest
from ssg.base.lengths import fits
from ssg.model.articles import Article, Library, Photo
from ssg.model.config import Config
from ssg.model.hosting import HOST_FILES, MERGED
from ssg.model.pages import CALENDAR_FILE, Asset, Claim, Kind, Plan, Standings, output_path
from ssg.model.photos import PhotoWork, plan_photo
from ssg.model.remembered import Remembered
from ssg.model.shares import ShareWork
from ssg.site.addresses import Clock, assign, told_moves
from ssg.site.aliases import alias_file, place_aliases
from ssg.site.frames import FED, shares_of, shares_of_lists
from ssg.site.hosting import hosting_problems, own_files
from ssg.site.index import ALL, ListKey, build_index, keys_of, page_count
from ssg.site.kinds import KINDS, OF_ARTICLES
from ssg.site.moves import departed, follow_moves, tell_departed
from ssg.site.overviews import OVERVIEWS, overview_url
from ssg.site.portal import Portal, cover_of
from ssg.site.related import Related, Texts
from ssg.site.shares import icon_works
from ssg.site.side import side_claims
from ssg.site.sitemap import SITEMAP_SIZE

_MAPPED_PHOTOS = 1_000
# of one page, the limit of image sitemaps
# characters; a shorter address fits everywhere
_LONG = 80
_FEEDS = (("atom", Kind.ATOM), ("rss", Kind.RSS))
_LIST_KINDS = {"home": Kind.HOME, "unit": Kind.UNIT, "event_month": Kind.CALENDAR}


def open_portal(
    library: Library,
    config: Config,
    clock: Clock,
    standings: Standings,
    remembered: Remembered,
    theme_chain: tuple[str, ...] = (),
    texts: Texts | None = None,
) -> tuple[Portal, list[Problem]]:
    """Return the portal with its addresses and index; ``remembered`` holds what earlier builds gave out,
    ``theme_chain`` the site's theme and its parents, ``texts`` what articles say.
    """
    moves = follow_moves(library, remembered)
    addresses, problems = assign(library, config, clock, moves.remembered)
    problems += moves.problems
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
    problems += place_aliases(portal, moves.remembered.urls)
    problems += told_moves(addresses, moves.remembered.urls)
    known = addresses.by_url.keys() | addresses.aliases.keys()
    addresses.departed = departed(library, moves.remembered, known.__contains__)
    return portal, [*problems, *tell_departed(addresses.departed)]


def make_plan(portal: Portal, theme_files: Iterable[Claim]) -> tuple[Plan, list[Problem]]:
    """Return the Plan of a portal; ``theme_files`` are the claims of its themes' own files."""
    desk = _Desk()
    desk.take(Claim(url="/", kind=Kind.HOME))
    for article in portal.addresses.articles.values():
        _claim_article(desk, portal, article)
    for listed in portal.index.lists:
        _claim_list(desk, portal, listed)
    _claim_overviews(desk, portal)
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
    for claim in side_claims(portal):
        desk.take(claim)
    _claim_redirects(desk, portal)
    _claim_sitemaps(desk, portal)
    desk.problems += hosting_problems(portal, desk.claims)
    desk.check_folders()
    desk.check_lengths()
    return desk.plan(portal), desk.problems


class _Desk:
    """Where claims are taken: the first to come has the URL, the next is told of both."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.claims: dict[str, Claim] = dict(plan.claims) if plan else {}
        self.assets: dict[str, Asset] = dict(plan.assets) if plan else {}
        self.photos: dict[str, tuple[str, ...]] = dict(plan.photos) if plan else {}
        self.problems: list[Problem] = []
        self._places: dict[str, str] = {output_path(url): url for url in self.claims}
        # file below output/ → URL: "/" and "/index.html" are one place

    def plan(self, portal: Portal) -> Plan:
        """Return the plan of what was claimed."""
        claims = dict(sorted(self.claims.items()))
        return Plan(claims=claims, assets=self.assets, photos=self.photos, mapped=_mapped(portal, claims))

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
        if claim == held:
            return
        self.tell(claim, held)

    def check_lengths(self) -> None:
        """Tell of files whose paths are too long for Windows at an everyday place of the portal, one an origin."""
        told: dict[str, str] = {}
        for url, claim in self.claims.items():
            if len(url) > _LONG and not fits(output_path(url)):
                told.setdefault(claim.origin, url)
        self.problems += [warning("url.long", origin, url=url, n=len(url)) for origin, url in told.items()]

    def tell(self, claim: Claim, held: Claim) -> None:
        a, b = (c.origin or c.url for c in (held, claim))
        self.problems.append(problem("url.collision", claim.origin, url=claim.url, a=a, b=b))

    def check_folders(self) -> None:
        """A file where another page needs a folder cannot be written."""
        folders: set[str] = set()
        for path in self._places:
            folder = path.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        if folders.isdisjoint(self._places):  # as nearly always
            return
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


def extend_plan(plan: Plan, portal: Portal, path: str) -> Plan | None:
    """Return the plan of a portal that has one more article, listed and without aliases; None where that takes the
    place of anything, or sitemaps have to be divided otherwise.
    """
    desk, article = _Desk(plan), portal.article(path)
    _claim_article(desk, portal, article)
    for key in dict.fromkeys((ALL, *(key for key, _ in keys_of(article, portal.addresses.naming)))):
        _claim_list(desk, portal, key)
    _claim_overviews(desk, portal)
    _claim_attachments(desk, portal, article)
    _claim_photos(desk, portal, [path])
    _claim_shares(desk, shares_of(portal, [article]))
    desk.check_folders()
    claims = dict(sorted(desk.claims.items()))
    new = {url: claim for url, claim in claims.items() if url not in plan.claims}
    now, more = len(_mapped(portal, claims)), len(_mapped(portal, new))
    is_divided = _parts(now) != _parts(now - more)
    return None if desk.problems or is_divided else desk.plan(portal)


def _claim_article(desk: _Desk, portal: Portal, article: Article) -> None:
    kind, path = Kind.PAGE if article.page else Kind.ARTICLE, article.path
    desk.take(Claim(url=portal.url(path), kind=kind, key=path, origin=f"content/{path}"))


def _claim_list(desk: _Desk, portal: Portal, key: ListKey) -> None:
    size, older = portal.config.lists.page_size, portal.config.permalinks.older
    url, name = portal.list_url(key), "/".join(key)
    origin = _origin(key)
    if key != ALL:
        kind = _LIST_KINDS.get(key[0], Kind.LIST)
        desk.take(Claim(url=url, kind=kind, key=name, origin=origin))
    for number in range(1, page_count(len(portal.index.lists[key]), size) + 1):
        at = url + older.replace("{n}", str(number))
        desk.take(Claim(url=at, kind=Kind.LIST, key=name, number=number, origin=origin))
    if key[0] == "event_month":
        desk.take(Claim(url=url + CALENDAR_FILE, kind=Kind.CALENDAR_FILE, key=name, origin=origin))
    if key[0] in FED:
        for field, kind in _FEEDS:
            feed = url + str(getattr(portal.config.permalinks, field))
            desk.take(Claim(url=feed, kind=kind, key=name, origin=origin))


def _claim_overviews(desk: _Desk, portal: Portal) -> None:
    kinds = {key[0] for key in portal.index.lists}
    for kind in OVERVIEWS:
        url = overview_url(portal, kind)
        if url and kind in kinds:
            desk.take(Claim(url=url, kind=Kind.OVERVIEW, key=kind))


def _origin(key: ListKey) -> str:
    return "site.yaml" if key[0] in ("category", "unit", "thread") else ""


def _claim_files(desk: _Desk, portal: Portal) -> None:
    merged = own_files(portal).intersection(MERGED)
    for name in HOST_FILES.get(portal.config.hosting, ()):
        if name in merged or name not in own_files(portal):
            desk.take(Claim(url=f"/{name}", kind=Kind.HOSTING, key=name, origin="site.yaml"))
    for file in portal.library.static:
        if file.path in merged:
            continue
        origin = f"content/_static/{file.path}"
        claim = Claim(url=f"/{file.path}", kind=Kind.STATIC, key=file.path, origin=origin)
        desk.take(claim, Asset(claim=claim, source=file.source, digest=file.digest))
    for article in portal.addresses.articles.values():
        _claim_attachments(desk, portal, article)
    _claim_photos(desk, portal, sorted(portal.addresses.articles))
    _claim_shares(desk, shares_of(portal, portal.addresses.articles.values()))
    _claim_shares(desk, shares_of_lists(portal))
    for work in icon_works(portal):
        claim = Claim(url=f"/{work.name}", kind=Kind.ICON, key=work.name)
        desk.take(claim, Asset(claim=claim, source="", digest=work.key, share=work))


def _claim_attachments(desk: _Desk, portal: Portal, article: Article) -> None:
    for attachment in (*article.attachments, *article.body.files):
        url = portal.addresses.file_url[article.path, attachment.path]
        origin = f"content/{attachment.path}"
        claim = Claim(url=url, kind=Kind.ATTACHMENT, key=attachment.path, origin=origin)
        seal = digest(f"{attachment.digest} {attachment.blur!r}".encode()) if attachment.blur else attachment.digest
        desk.take(claim, Asset(claim=claim, source=attachment.path, digest=seal, blur=attachment.blur))


def _claim_photos(desk: _Desk, portal: Portal, paths: Iterable[str]) -> None:
    works: dict[tuple[str, str], PhotoWork] = {}
    for path in paths:
        found = _shown_works(portal, path)
        for work in found:
            if not work.is_static:
                works.setdefault((work.key, work.variants[0].url), work)
        if found:  # the cover comes last
            desk.photos[path] = tuple(dict.fromkeys(work.plain.url for work in (found[-1], *found)))[:_MAPPED_PHOTOS]
    for work in works.values():
        for variant in work.variants:
            claim = Claim(url=variant.url, kind=Kind.PHOTO, key=work.key, origin=f"content/{work.source}")
            seal = digest(f"{work.key} {variant.format} {variant.width}".encode())
            desk.take(claim, Asset(claim=claim, source="", digest=seal, photo=work))


def _claim_shares(desk: _Desk, works: Iterable[ShareWork]) -> None:
    for work in works:
        claim = Claim(url=work.url, kind=Kind.SHARE, key=work.owner, origin=work.owner and f"content/{work.owner}")
        desk.take(claim, Asset(claim=claim, source="", digest=work.key, share=work))


def replan(plan: Plan, portal: Portal, paths: Iterable[str]) -> Plan:
    """Return the plan of a portal some of whose articles have another title: it stands on a picture."""
    works = {work.url: work for work in shares_of(portal, map(portal.article, paths))}
    if works.keys() <= plan.claims.keys():
        return plan
    owners = {work.owner for work in works.values()}
    gone = {url for url, claim in plan.claims.items() if claim.kind is Kind.SHARE and claim.key in owners}
    desk = _Desk(replace(plan, claims={url: claim for url, claim in plan.claims.items() if url not in gone}))
    for url in gone:
        del desk.assets[url]
    _claim_shares(desk, works.values())
    return desk.plan(portal)


def photo_works(portal: Portal) -> list[PhotoWork]:
    """Return every photo that a page of the portal shows, each with the files it is published as."""
    works: dict[tuple[str, str], PhotoWork] = {}
    for path in sorted(portal.addresses.articles):
        for work in works_of(portal, path):
            works.setdefault((work.key, work.variants[0].url), work)
    return list(works.values())


def works_of(portal: Portal, path: str) -> list[PhotoWork]:
    """Return every photo of the article at a path, with the files it is published as; those of content/_static/ are
    published by themselves.
    """
    return [work for work in _shown_works(portal, path) if not work.is_static]


def _shown_works(portal: Portal, path: str) -> list[PhotoWork]:
    """Return every photo of the article at a path, the cover last."""
    article = portal.article(path)
    shown: list[Photo] = [*article.photos, *(p for p in article.body.photos if p)]
    cover = cover_of(article)
    return [
        plan_photo(photo, portal.config.photos, portal.config.permalinks.photo)
        for photo in [*shown, *([cover] if cover else [])]
    ]


def _claim_redirects(desk: _Desk, portal: Portal) -> None:
    addresses = portal.addresses
    aliases = [(alias, path, f"content/{path}") for alias, path in addresses.aliases.items()]
    aliases += [(alias, alias, "site.yaml") for alias in addresses.other_aliases]
    blind = {output_path(url).casefold() for url in desk.claims} if aliases else set[str]()
    for alias, key, origin in sorted(aliases):
        url = alias_file(alias)
        place = output_path(url).casefold()
        if url and place not in blind:  # else a page has it, or it differs from one in capitals only
            blind.add(place)
            desk.take(Claim(url=url, kind=Kind.REDIRECT, key=key, origin=origin))


def _mapped(portal: Portal, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the URLs that the sitemap lists, in order: no expired article, and of a list its own page."""
    changed, mapped = portal.index.changed, {kind for kind, page in KINDS.items() if page.mapped}
    return tuple(
        url
        for url, claim in sorted(claims.items())
        if claim.kind in mapped and not claim.number and (claim.kind not in OF_ARTICLES or claim.key in changed)
    )


def _parts(count: int) -> int:
    """Return how many sitemaps so many URLs take."""
    return -(-count // SITEMAP_SIZE)


def _claim_sitemaps(desk: _Desk, portal: Portal) -> None:
    count = len(_mapped(portal, desk.claims))
    desk.take(Claim(url="/sitemap.xml", kind=Kind.SITEMAP))
    parts = _parts(count)
    if parts > 1:
        desk.claims["/sitemap.xml"] = replace(desk.claims["/sitemap.xml"], key="index")
        for number in range(1, parts + 1):
            desk.take(Claim(url=f"/sitemap-{number}.xml", kind=Kind.SITEMAP, number=number))
