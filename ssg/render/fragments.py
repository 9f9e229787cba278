"""What fills the holes of pages: menu, side blocks, footer and counts, each rendered once a theme and unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ssg.base.files import digest
from ssg.model.articles import Rating
from ssg.model.fragments import BlockView, FooterView, MenuEntry
from ssg.render.pages import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What pages share, as the portal tells it."""

    menu: tuple[MenuEntry, ...]
    blocks: Callable[[str], tuple[BlockView, ...]]
    # by unit's slug, "" for the portal
    footer: Callable[[str], FooterView]
    views: Callable[[str], int | None]
    # by URL; None where nothing was ever counted or carried over
    rating: Callable[[str], Rating]


class Fragments:
    """Fills holes; each fragment is rendered when it is first asked for."""

    def __init__(self, renderers: Mapping[str, Renderer], shared: Shared) -> None:
        self._renderers, self._shared = renderers, shared
        self._seals: dict[str, dict[str, str]] = {theme: {} for theme in renderers}
        self._texts: dict[str, dict[str, bytes]] = {theme: {} for theme in renderers}
        # of a theme's holes
        self._made: dict[tuple[str, str, object], bytes] = {}
        # what fills a hole of a theme by what it shows: many counts are alike
        self._menu_urls = {url for entry in shared.menu for url in _urls(entry)}

    def learn(self, theme: str, hole: str, seal: str, data: bytes) -> None:
        """Take note of what fills a hole of a theme's pages, and of its seal."""
        self._seals[theme].setdefault(hole, seal)
        self._texts[theme].setdefault(hole, data)

    def seals(self, theme: str, holes: Iterable[str]) -> list[str]:
        """Return, for each hole of a page, what tells its filling from any other in the same theme and portal."""
        known = self._seals[theme]
        return [known.get(hole) or self._seal(theme, hole) for hole in holes]

    def fill(self, theme: str, hole: str) -> bytes:
        """Return what fills a hole of a theme's pages."""
        known = self._texts[theme]
        found = known.get(hole)
        if found is None:
            name, _, argument = hole.partition("|")
            found = known[hole] = self._text(theme, name, self._shown(name, argument))
        return found

    def _seal(self, theme: str, hole: str) -> str:
        name, _, argument = hole.partition("|")
        shown = self._shown(name, argument)
        if isinstance(shown, Rating):
            seal = f"{shown.points}/{shown.votes}"
        elif name in ("views", "count"):
            seal = str(shown)
        else:
            seal = digest(self._text(theme, name, shown))
        self._seals[theme][hole] = seal
        return seal

    def _text(self, theme: str, name: str, shown: Any) -> bytes:
        key = (theme, name, shown)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(theme, name, shown).encode()
        return found

    def _shown(self, name: str, argument: str) -> Any:
        """Return what a fragment depends on."""
        if name == "menu":
            return self._current(argument)
        if name in ("views", "count"):
            return self._shared.views(argument)
        return self._shared.rating(argument) if name == "rating" else argument

    def _current(self, sections: str) -> str:
        """Return the menu's URL that is nearest to a page: of the page itself, else of its sections in turn."""
        return next((url for url in sections.split(" ") if url in self._menu_urls), "")

    def _make(self, theme: str, name: str, shown: Any) -> str:
        renderer, shared = self._renderers[theme], self._shared
        if name == "menu":
            return renderer.fragment("menu.html", entries=shared.menu, current=shown)
        if name == "blocks":
            return renderer.fragment("block.html", blocks=shared.blocks(shown))
        if name == "footer":
            return renderer.fragment("footer.html", footer=shared.footer(shown))
        if name == "rating":
            return renderer.fragment("rating.html", rating=shown).strip()
        return "" if shown is None else renderer.fragment("views.html", views=shown, own=name == "views").strip()


def _urls(entry: MenuEntry) -> list[str]:
    return [entry.url, *(url for item in entry.items for url in _urls(item))]
