"""All open tabs: after a refresh each is sent what its own page shows now, and nothing where that is the same."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable

from ssg.base.files import digest
from ssg.preview.careful import FAILED, CarefulStudio
from ssg.preview.pages import ServedPages, ServedParts, is_page, parts_of
from ssg.preview.protocol import Answer
from ssg.preview.streams import Asked, Said, Stream
from ssg.preview.wording import word_crash, word_errors, word_labels, word_notes

MAX_STREAMS = 64
MAX_OF_CLIENT = 4
# browsers have six connections to a host; with all of them on streams no page would load any more


class Hub:
    """Holds the streams, and what their pages were made of."""

    def __init__(self, studio: CarefulStudio, language: str, *, bar: bool) -> None:
        self.pages = ServedPages()
        self.parts = ServedParts()
        self._studio, self._language, self._bar = studio, language, bar
        self._run = secrets.token_hex(4)
        self._turn = 0
        self._streams: list[Stream] = []
        self._lock = threading.Lock()
        self._closed = False

    def open(self, asked: Asked, is_gone: Callable[[], bool]) -> Stream | None:
        """Return a stream for a tab, its first messages waiting in it; None where there are too many of others.

        ``is_gone`` tells whether the tab has closed its side. Where one browser has too many, its oldest one rests.
        """
        stream = Stream(asked=asked, is_gone=is_gone, shown=asked.shown, has_source=asked.has_source)
        with self._lock:
            for one in [one for one in self._streams if one.is_gone()]:
                one.close()
                self._streams.remove(one)
            same = [one for one in self._streams if one.asked.client == asked.client]
            if self._closed or (len(self._streams) >= MAX_STREAMS and not same):
                return None
            for one in same[: max(0, len(same) + 1 - MAX_OF_CLIENT)]:
                one.put({"rest": True})
                one.close()
                self._streams.remove(one)
            self._streams.append(stream)
            turn = self._turn
        first: Said = {"run": self._run, "turn": turn, "labels": word_labels(self._language), "hasBar": self._bar}
        if asked.run == self._run:
            first["parts"] = self.parts.changed_since(asked.turn)
        elif asked.run:
            first["allParts"] = True
        stream.put(first)
        self._bring_up(stream, {}, self._errors())
        return stream

    def drop(self, stream: Stream) -> None:
        """Forget a stream."""
        stream.close()
        with self._lock:
            if stream in self._streams:
                self._streams.remove(stream)

    def close(self) -> None:
        """End all streams, and open no more."""
        with self._lock:
            self._closed = True
            streams, self._streams = self._streams, []
        for stream in streams:
            stream.close()

    def publish(self, changed: Iterable[str]) -> None:
        """Tell every tab what differs for it after a refresh; ``changed`` as the refresh was given."""
        changed = frozenset(changed)
        with self._lock:
            self._turn += 1
            turn, streams = self._turn, self._streams[::-1]
        answers: dict[str, Answer] = {}
        errors = self._errors()
        for stream in streams:
            self._bring_up(stream, answers, errors)
        if not changed or any(not path.endswith(".md") for path in changed):
            self._publish_parts(streams, turn)

    def _bring_up(self, stream: Stream, answers: dict[str, Answer], errors: Said) -> None:
        """Tell one tab what it does not show yet; ``answers`` keeps those of the same refresh for other tabs."""
        with stream.lock:
            path = stream.asked.path
            answer = answers.get(path) or answers.setdefault(path, self._studio.answer(path))
            if answer.status == FAILED:
                errors = word_crash(self._studio.crash, self._language)
            said = self._page(stream, answer)
            told = {"notes": word_notes(answer.notes, self._studio, self._language), "errors": errors}
            if answer.status == FAILED:
                del told["notes"]
            for name, value in told.items():
                if stream.told.get(name) != (mark := digest(repr(value).encode("utf-8", "replace"))):
                    stream.told[name] = mark
                    said[name] = value
            stream.put(said)

    def _page(self, stream: Stream, answer: Answer) -> Said:
        if answer.status == 301:
            return {"location": answer.location}
        if answer.status == FAILED or not is_page(answer.kind):
            return {}
        shown = digest(answer.body)
        if shown == stream.shown:
            self.pages.keep(shown, answer.body)
            return {}
        said: Said = {"page": shown, "html": answer.body.decode("utf-8", "replace")}
        was = None if stream.has_source else self.pages.find(stream.shown)
        if was is not None:
            said["was"] = was.decode("utf-8", "replace")
        self.pages.keep(shown, answer.body)
        stream.shown, stream.has_source = shown, True
        return said

    def _errors(self) -> Said:
        if self._studio.crash:
            return word_crash(self._studio.crash, self._language)
        return word_errors(self._studio.problems, self._studio, self._language)

    def _parts(self, stream: Stream) -> frozenset[str]:
        body = self.pages.find(stream.shown)
        return parts_of(body) if body else frozenset()

    def _publish_parts(self, streams: list[Stream], turn: int) -> None:
        """Tell tabs of styles and pictures that kept their address and differ."""
        named = {id(stream): self._parts(stream) for stream in streams}
        served = self.parts.among(frozenset().union(*named.values()))
        differ = {}
        for path, was in served.items():
            answer = self._studio.answer(path)
            if answer.status == 200 and (now := digest(answer.body)) != was:
                differ[path] = now
        self.parts.note_changed(differ, turn)
        for stream in streams:
            if mine := {path: differ[path] for path in named[id(stream)] & differ.keys()}:
                stream.put({"parts": mine, "turn": turn})
