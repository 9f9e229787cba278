"""Links within the portal that lead nowhere, told with their line and the address most like theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin

from ssg.base.anchors import find_anchor
from ssg.base.errors import Problem, warning
from ssg.base.text import nearest
from ssg.base.urls import own_path
from ssg.model.articles import Article, Reference, Target
from ssg.model.config import MenuItem
from ssg.model.pages import FILES, Kind, Plan, output_path
from ssg.site.addresses import alias_key
from ssg.site.aliases import alias_file
from ssg.site.portal import Portal

BROKEN, HIDDEN, DEAD, ANCHOR = "link.broken", "link.hidden", "link.dead", "link.anchor"
LINK_CODES = (BROKEN, HIDDEN, DEAD, ANCHOR)
"""Codes of what is wrong with links of an article that depends on other articles."""
MISSED = (*LINK_CODES, "attachment.missing", "photo.missing")
"""Codes of what a new article or file may mend."""
_WORD = re.compile(r"[a-z0-9]+")
_SUGGESTED = 500
# dead addresses that get a suggestion; each takes a search
_LIKE, _ALIKE, _SHORT = 0.6, 0.75, 4
# likeness from which an address without a word in common is offered: of a last part of few letters, and of a longer one
_CLOSE = 25
# last parts of addresses that are compared with a dead one's
_COMMON = 500
# such parts, above which a word or folder tells nothing


class LinkCheck:
    """Knows every address of one portal; articles' bodies are not read for it."""

    def __init__(self, portal: Portal, plan: Plan) -> None:
        self._portal, self._plan = portal, plan
        self._base = portal.config.base_path
        self._pages = portal.addresses.by_url
        moved = {alias: portal.url(path) for alias, path in portal.addresses.aliases.items()}
        moved |= {alias: link.url for alias, link in portal.addresses.other_aliases.items()}
        self._aliases = {alias_key(alias): url for alias, url in moved.items()}
        self._aliases |= {file: url for alias, url in moved.items() if (file := alias_file(alias))}
        hidden = [(one.kind, url) for one in portal.addresses.hidden.values() for url in one.urls]
        self._hidden = {url.rstrip("/"): kind for kind, url in sorted(hidden) if url.rstrip("/")}
        # addresses of articles without a page → why they have none
        self._known: dict[str, str | None] = {}
        # by path: the URL that stands there, None for nothing
        self._near: dict[str, str] = {}
        self._last: _LastParts | None = None
        self._queries: dict[str, list[tuple[set[str], str]]] = {}
        # old addresses with a query, by their path: arguments, and where they lead
        for alias, url in self._aliases.items():
            before, mark, query = alias.partition("?")
            if mark:
                self._queries.setdefault(before, []).append((set(query.split("&")), url))

    def problem_of(self, said: str, at: str, where: str, line: int, column: int = 1) -> Problem | None:
        """Return what is wrong with an address within the portal, on the page at the URL ``at``; None for nothing."""
        try:
            whole = urljoin(at or "/", said)
        except ValueError:
            whole = said
        path, _, fragment = whole.partition("#")
        url = self.find(path)
        if url is None and (kind := self._hidden.get(alias_key(path).rstrip("/"))):
            return warning(HIDDEN, where, line, column, target=said, kind=kind)
        if url is None:
            shown = said if said.startswith("/") or "//" in said else path
            return warning(DEAD, where, line, column, target=said, near=self.nearest(shown))
        article = self._pages.get(url)
        if fragment and article is not None:
            return self._lost(article, fragment, where, line, column)
        return None

    def _lost(self, path: str, fragment: str, where: str, line: int, column: int) -> Problem | None:
        self._portal.aimed.add(path)
        anchors = self._portal.article(path).body.anchors
        if find_anchor(fragment, anchors):
            return None
        return warning(ANCHOR, where, line, column, target=unquote(fragment), near=nearest(unquote(fragment), anchors))

    def problem_with(self, target: Target, at: str, where: str) -> Problem | None:
        """Return what is wrong with a link of a text, whose page has the URL ``at``; None for nothing."""
        if target.kind == "article":
            if target.value not in self._portal.addresses.url:
                if hidden := self._portal.addresses.hidden.get(target.value):
                    return warning(HIDDEN, where, target.line, 1, target=target.value, kind=hidden.kind)
                return warning(BROKEN, where, target.line, 1, target=target.value, near="")
            if target.fragment:
                return self._lost(target.value, target.fragment, where, target.line, 1)
        if target.kind == "address" and target.value:
            return self.problem_of(target.value, at, where, target.line)
        return None

    def find(self, path: str) -> str | None:
        """Return the URL of what stands at a path, aliases resolved; None for nothing."""
        if path not in self._known:
            self._known[path] = self._find(path)
        return self._known[path]

    def _find(self, said: str) -> str | None:
        key = alias_key(said)
        if self._base and (key == self._base or key.startswith((f"{self._base}/", f"{self._base}?"))):
            key = key[len(self._base) :] or "/"
        path = key.partition("?")[0]
        if key in self._aliases:
            return self._aliases[key]
        if key != path and (asked_for := self._asked(path, key)):
            return asked_for
        for one in (path, f"{path}/"):
            if one in self._plan.claims:
                return self._page_of(one)
            if one in self._aliases:
                return self._aliases[one]
        file = f"/{output_path(path)}"
        return file if file in self._plan.claims else None

    def _asked(self, path: str, key: str) -> str:
        """Return the page of an old address with a query, its arguments in any order and others among them."""
        asked = set(key.partition("?")[2].split("&"))
        return next((to for needed, to in self._queries.get(path, ()) if needed <= asked), "")

    def _page_of(self, url: str) -> str:
        claim = self._plan.claims[url]
        redirected = claim.kind is Kind.REDIRECT and claim.key in self._portal.addresses.url
        return self._portal.url(claim.key) if redirected else url

    def nearest(self, path: str) -> str:
        """Return the address most like a dead one, "" for none."""
        if path not in self._near:
            self._near[path] = self._search(path) if len(self._near) < _SUGGESTED else ""
        return self._near[path]

    def _search(self, path: str) -> str:
        """Return the address whose last part is most like that of a dead one: of those that share a word with it, else
        of those in the same folder.
        """
        if self._last is None:
            self._last = _LastParts(self._plan)
        return self._last.nearest(unquote(path).partition("?")[0].lower())


class _LastParts:
    """The addresses of a plan by the words of their last part."""

    def __init__(self, plan: Plan) -> None:
        self._urls: dict[str, list[str]] = {}
        # by last part
        self._words: dict[str, list[str]] = {}
        # last parts by word
        self._folders: dict[str, list[str]] = {}
        # last parts by folder
        for url, claim in plan.claims.items():
            folder, part = _divide(url.lower())
            if not part or claim.number or (claim.kind in FILES and claim.kind is not Kind.STATIC):
                continue
            if part not in self._urls:
                for word in set(_WORD.findall(part)):
                    self._words.setdefault(word, []).append(part)
            self._urls.setdefault(part, []).append(url)
            self._folders.setdefault(folder, []).append(part)

    def nearest(self, path: str) -> str:
        folder, part = _divide(path)
        votes: Counter[str] = Counter()
        for word in set(_WORD.findall(part)):
            parts = self._words.get(word, [])
            if len(parts) <= _COMMON:
                votes.update(parts)
        best = sorted(votes, key=lambda one: (-votes[one], abs(len(one) - len(part)), one))[:_CLOSE]
        beside = self._folders.get(folder, [])[:_COMMON]
        found = nearest(part, best) or nearest(part, beside, _ALIKE if len(part) > _SHORT else _LIKE)
        if not found:
            return ""
        return max(self._urls[found], key=lambda url: (url.startswith(folder), -len(url), url))


def _divide(path: str) -> tuple[str, str]:
    """Return the folder and the last part of a path."""
    folder, _, part = path.rstrip("/").rpartition("/")
    return f"{folder}/", part


def link_problems(portal: Portal, plan: Plan, paths: Iterable[str]) -> list[Problem]:
    """Return a warning for each link of the articles at some paths that leads to no page, file or place of one."""
    check = LinkCheck(portal, plan)
    return [told for path in paths for told in _of_article(check, portal, portal.article(path))]


def _of_article(check: LinkCheck, portal: Portal, article: Article) -> Iterator[Problem]:
    where, at = f"content/{article.path}", portal.url(article.path)
    for target in article.body.targets:
        if told := check.problem_with(target, at, where):
            yield told
    source = article.source
    inside = own_path(source.url, portal.config.own_url) if source and source.url else None
    if source and inside and (told := check.problem_of(inside, at, where, source.line)):
        yield told


def site_link_problems(portal: Portal, plan: Plan) -> list[Problem]:
    """Return a warning for each address in site.yaml (menu, links, banners) that leads nowhere in the portal."""
    check, config = LinkCheck(portal, plan), portal.config
    named = [
        *_of_menu(config.menu or ()),
        *((link.place, link.url) for group in config.links for link in group.items),
        *((banner.place, banner.url) for group in config.banners for banner in group.items),
    ]
    found = []
    for place, url in named:
        inside = url if url.startswith(("/", "#")) and not url.startswith("//") else own_path(url, config.own_url)
        if place and inside and (told := check.problem_of(inside, "/", "site.yaml", place.line, place.column)):
            found.append(told)
    return found


def _of_menu(items: Iterable[MenuItem]) -> Iterator[tuple[Reference | None, str]]:
    for item in items:
        yield item.place, item.url
        yield from _of_menu(item.items)
