"""The portal as a build would see it now, for commands that only look: nothing is developed, rendered or published."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.errors import SsgError, problem
from ssg.builder.reading import read_config
from ssg.builder.report import Report
from ssg.content.body import parse
from ssg.content.files import Files
from ssg.content.front_matter import decode, part
from ssg.content.memory import Memory
from ssg.content.reader import Before, read_content
from ssg.content.shelf import rules_of
from ssg.model.pages import Standings
from ssg.model.places import CACHE, SSG_FOLDER
from ssg.model.siteyaml import SITE_FILE
from ssg.site.addresses import Clock
from ssg.site.plan import open_portal
from ssg.site.portal import Portal
from ssg.site.related import Texts
from ssg.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A portal that is looked at, and the files its texts stand in."""

    portal: Portal
    files: Files
    related: Cache
    """What is known of how close texts are."""

    def close(self) -> None:
        """Release the file."""
        self.related.close()

    def text_of(self, path: str) -> str:
        """Return the words of an article's body as its file has them now, "" where it cannot be read."""
        try:
            decoded, problems = decode(self.files.read(path), path)
        except OSError:
            return ""
        parts, more = part(decoded, path)
        if parts is None or any(p.is_error for p in (*problems, *more)):
            return ""
        return parse(parts.body, forgiving=self.portal.config.markdown == "forgiving").text


def look(root: Path, now: dt.datetime | None = None) -> Sight:
    """Return the portal in ``root`` at an instant (None: this moment), to be closed; raises SsgError where there is
    none.
    """
    if not (root / SITE_FILE).is_file():
        raise SsgError([problem("site.missing", SITE_FILE)])
    cache = root / SSG_FOLDER / CACHE
    with ExitStack() as opened, ExitStack() as failed:
        state = opened.enter_context(closing(State(root / SSG_FOLDER)))
        related = failed.enter_context(closing(Cache(cache, "related")))
        config, _ = read_config(root, state, Report())
        clock = Clock(now=(now or dt.datetime.now(dt.UTC)).astimezone(config.zone))
        remembered = state.remembered()
        memory = opened.enter_context(closing(Memory(cache, rules_of(config, ""))))
        before = Before(kept=state.sources(), memory=memory, remembered=remembered)
        content = read_content(root, config, before, today=f"{clock.now:%d/%m/%Y}", progress=lambda done, total: None)
        texts = Texts(packed=content.terms, facts=content.terms.facts, memory=related, fitted=state.basis())
        portal, _ = open_portal(content.library, config, clock, Standings(), remembered, (), texts)
        failed.pop_all()
    return Sight(portal=portal, files=content.files, related=related)
