"""What the browser is told, as plain texts in the portal's language; the script that shows it adds none of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ssg.base.dateforms import published
from ssg.base.dates import Stamp
from ssg.base.errors import Problem, Severity, in_order
from ssg.base.files import digest
from ssg.base.numbers import SEPARATORS, group_digits
from ssg.base.text import editor_lines
from ssg.model.messages import SEVERITIES, word
from ssg.model.phrases import phrase
from ssg.preview.protocol import Notes, Studio

MAX_ITEMS = 20
# problems shown at once; nobody reads more
AROUND = 2
# lines shown before and after the one that is wrong
_WIDE = 240
# characters of a line that are shown

LABELS = ("overlay.title", "overlay.text", "bar.title", "bar.problems", "overlay.close", "bar.hide", "lost", "back")
# what the script needs before anything is wrong
Item = dict[str, Any]


def word_labels(language: str) -> dict[str, str]:
    """Return the texts that stand on the bar and the overlay whatever they show."""
    return {key: phrase(f"serve.{key}", language) for key in LABELS}


def word_notes(notes: Notes | None, studio: Studio, language: str) -> Item:
    """Return what bar and ribbon show of a page; empty lists where it is no article's."""
    if notes is None:
        return {"ribbon": [], "bar": [], "items": []}
    return {
        "ribbon": _word_ribbon(notes, language),
        "bar": _word_bar(notes, language),
        "items": word_problems(notes.problems, studio, language)["items"],
    }


def _word_ribbon(notes: Notes, language: str) -> list[str]:
    said = [phrase("serve.draft", language)] if notes.draft else []
    for key, at in (("serve.scheduled", notes.scheduled), ("serve.expired", notes.expired)):
        if at is not None:
            when = published(Stamp(at=at, has_time=True), "standard", language)
            said.append(phrase(key, language, datetime=when))
    return said


def _word_bar(notes: Notes, language: str) -> list[str]:
    said = []
    if notes.edited is not None:
        said.append(phrase("serve.bar.edited", language, time=f"{notes.edited:%H:%M:%S, %d/%m/%Y}"))
    said.append(phrase("serve.bar.words", language, n=group_digits(notes.words, SEPARATORS[language])))
    if notes.uncaptioned:
        said.append(phrase("serve.bar.captions", language, n=notes.uncaptioned))
    errors = sum(p.severity is Severity.ERROR for p in notes.problems)
    warnings = sum(p.severity is Severity.WARNING for p in notes.problems)
    key = "serve.bar.count" if errors or warnings else "serve.bar.clean"
    return [*said, phrase(key, language, e=errors, w=warnings)]


def word_errors(problems: Sequence[Problem], studio: Studio, language: str) -> Item:
    """Return what the overlay shows: the errors, and a key that differs whenever they do."""
    return word_problems([p for p in problems if p.is_error], studio, language)


def word_crash(text: str, language: str) -> Item:
    """Return what the overlay shows where the program itself failed."""
    what = phrase("serve.crash", language, text=text)
    item = {"severity": SEVERITIES[language][Severity.ERROR], "where": "", "what": what, "mend": "", "lines": []}
    return {"items": [item], "more": "", "key": digest(what.encode())}


def word_problems(problems: Sequence[Problem], studio: Studio, language: str) -> Item:
    """Return problems in order of file and line, each with the lines around it, the first ``MAX_ITEMS`` of them."""
    found = in_order(problems)
    items = [_word_problem(p, studio, language) for p in found[:MAX_ITEMS]]
    more = phrase("serve.overlay.more", language, n=len(found) - MAX_ITEMS) if len(found) > MAX_ITEMS else ""
    return {"items": items, "more": more, "key": digest(repr(found).encode("utf-8", "replace")) if found else ""}


def _word_problem(found: Problem, studio: Studio, language: str) -> Item:
    what, mend = word(found, language)
    key = "serve.overlay.where" if found.line else "serve.overlay.file"
    where = phrase(key, language, path=found.path, line=found.line) if found.path else ""
    severity = SEVERITIES[language][found.severity]
    lines = _lines_around(found, studio) if found.path and found.line else []
    return {"severity": severity, "where": where, "what": what, "mend": mend, "lines": lines}


def _lines_around(found: Problem, studio: Studio) -> list[tuple[int, str, bool]]:
    """Return the lines around a problem: number, text, whether it is the one."""
    source = studio.source(found.path)
    lines = editor_lines(source) if source else []
    first, last = max(1, found.line - AROUND), min(len(lines), found.line + AROUND)
    return [(number, lines[number - 1][:_WIDE], number == found.line) for number in range(first, last + 1)]
