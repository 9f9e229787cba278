"""What fills the holes of pages: menu, side blocks, footer and counts, each rendered once a theme and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
        self._done: dict[tuple[str, str, str], str] = {}
        self._menu_urls = {url for entry in shared.menu for url in _urls(entry)}

    def resolver(self, theme: str) -> Callable[[str, str], str]:
        """Return the function that fills the holes of a theme's pages."""

        def resolve(name: str, argument: str) -> str:
            key = (theme, name, self._current(argument) if name == "menu" else argument)
            if key not in self._done:
                self._done[key] = self._make(*key)
            return self._done[key]

        return resolve

    def _current(self, sections: str) -> str:
        """Return the menu's URL that is nearest to a page: of the page itself, else of its sections in turn."""
        return next((url for url in sections.split(" ") if url in self._menu_urls), "")

    def _make(self, theme: str, name: str, argument: str) -> str:
        renderer, shared = self._renderers[theme], self._shared
        if name == "menu":
            return renderer.fragment("menu.html", entries=shared.menu, current=argument)
        if name == "blocks":
            return renderer.fragment("block.html", blocks=shared.blocks(argument))
        if name == "footer":
            return renderer.fragment("footer.html", footer=shared.footer(argument))
        if name == "rating":
            return renderer.fragment("rating.html", rating=shared.rating(argument)).strip()
        views = shared.views(argument)
        if views is None:
            return ""
        return renderer.fragment("views.html", views=views, own=name == "views").strip()


def _urls(entry: MenuEntry) -> list[str]:
    return [entry.url, *(url for item in entry.items for url in _urls(item))]
