"""A studio that never raises: whatever goes wrong behind it becomes a page, an overlay and a line on the terminal."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

from ssg.base.errors import Problem
from ssg.model.phrases import phrase
from ssg.preview.protocol import Answer, Studio

FAILED = 500

T = TypeVar("T")


class CarefulStudio:
    """Wraps a studio; ``crash`` says what failed since the last refresh that went well, "" where nothing did."""

    def __init__(self, studio: Studio, language: str, tell: Callable[[str], None]) -> None:
        self._studio = studio
        self._language = language
        self._tell = tell
        self._roots: tuple[Path, ...] = ()
        self.crash = ""

    @property
    def root(self) -> Path:
        """The portal's folder."""
        return self._studio.root

    @property
    def roots(self) -> Sequence[Path]:
        """What to watch; where that cannot be told, what was told last."""
        self._roots = self._guarded(lambda: tuple(self._studio.roots), self._roots)
        return self._roots

    @property
    def home(self) -> str:
        """The path of the portal's home."""
        return self._guarded(lambda: self._studio.home, "/")

    @property
    def problems(self) -> Sequence[Problem]:
        """All problems there are now."""
        return self._guarded(lambda: tuple(self._studio.problems), ())

    def answer(self, path: str) -> Answer:
        """Return what stands at a path; status 500 and a page that says why where that failed."""
        found = self._guarded(lambda: self._studio.answer(path), None)
        return found if found is not None else self._failed()

    def refresh(self, changed: Collection[str]) -> bool:
        """Look again at what changed; True also where that failed, so that it is told."""
        self.crash = ""
        return self._guarded(lambda: self._studio.refresh(changed), True)

    def attend(self, on_news: Callable[[], None]) -> None:
        """Have ``on_news`` called where pages differ though no file does."""
        self._guarded(lambda: self._studio.attend(on_news), None)

    def close(self) -> None:
        """End the studio."""
        self._guarded(self._studio.close, None)

    def source(self, path: str) -> str:
        """Return a file's text, "" where it cannot be read."""
        return self._guarded(lambda: self._studio.source(path), "")

    def _failed(self) -> Answer:
        text = html.escape(phrase("serve.crash", self._language, text=self.crash))
        page = f'<!doctype html>\n<html lang="{self._language}"><meta charset="utf-8"><title>{FAILED}</title>'
        body = f"{page}<body><p>{text}</p></body></html>\n".encode("utf-8", "replace")
        return Answer(status=FAILED, kind="text/html; charset=utf-8", body=body)

    def _guarded(self, ask: Callable[[], T], otherwise: T) -> T:
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - the preview outlives any error behind it; it is told, not hidden
            text = f"{type(error).__name__}: {error}"
            if text != self.crash:
                self.crash = text
                self._tell(phrase("serve.crash", self._language, text=text))
            return otherwise
