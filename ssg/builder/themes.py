"""The themes of a portal, each ready to render: checked once, their templates kept compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ssg.base.cache import Cache
from ssg.base.errors import Problem, SsgError
from ssg.model.config import Config
from ssg.model.places import Places
from ssg.render.compiled import Compiled
from ssg.render.pages import Renderer
from ssg.render.theme import load_theme
from ssg.site.portal import Portal


@dataclass(slots=True, kw_only=True)
class Themes:
    """What renders the pages of each theme, and those that have an error."""

    renderers: dict[str, Renderer] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    templates: Cache | None = None
    """Compiled templates, read and written while pages are rendered."""

    def close(self) -> None:
        """Release the file; templates that are wanted later are compiled again."""
        if self.templates:
            self.templates.close()


def names_of_themes(portal: Portal) -> set[str]:
    """Return the names of the themes that a portal's pages are in."""
    return {portal.config.theme, *(portal.theme_of(slug) for slug in portal.units)}


def load_themes(names: Iterable[str], places: Places, config: Config, *, fresh: bool = False) -> Themes:
    """Return the themes of some names; ``fresh`` checks them again though they were checked before."""
    checked, templates = Cache(places.cache, "themes"), Cache(places.cache, "templates")
    found = Themes(templates=templates)
    compiled, mark = Compiled(templates, config.digest), config.digest.encode()
    for name in sorted(names):
        try:
            renderer = Renderer(load_theme(name, places.root), config, compiled)
            key = renderer.theme.digest
            if checked.get(key) != mark or fresh:
                renderer.check()
                checked.put(key, mark)
            found.renderers[name] = renderer
            found.problems += [told for told in renderer.theme.warnings if told not in found.problems]
        except SsgError as error:
            found.broken.add(name)
            found.problems += error.problems
    templates.save()
    checked.save()
    checked.close()
    return found
