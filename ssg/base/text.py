"""Vietnamese text: one form, folding, slugs, syllables, excerpts, the nearest word."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

SLUG_LIMIT = 80
# characters; a longer slug is cut between syllables

MAX_NEAR = 80
# characters that are compared when the nearest word is sought

HOLE_OPEN, HOLE_CLOSE = "\ue000", "\ue001"
# two private-use characters that mark holes in rendered text; clean() takes them out of every input

SOFT_BREAK = "\u2028"
# a line that goes on below: Word's Shift+Enter and its kin, in one form; no editor counts a new line there

_NOT_TEXT = re.compile(
    "[\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000\ue001\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# what no web page may hold, and what nobody sees: soft hyphens, marks of direction, spaces of no width
_LINE_END = re.compile("\r\n|\r")
_SOFT_BREAKS = re.compile("[\u2028\u2029\x85\v\f]")
_D_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?|.*[. ]", re.DOTALL | re.IGNORECASE)
# names of files and folders that Windows refuses: those of its devices with any ending, and a dot or space at the end
_SEPARATORS = re.compile(r"[\s\-‐-―_/.,:;!?'\"“”‘’()\[\]{}«»…·|]+")
_SYLLABLE = re.compile(r"[^\W_]+")
_JOINER = "\u2060"
_YEARS = re.compile(r"(?<=\b\d{4}) ([-–]) (?=\d{4}\b)")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_VOWELS = "aăâeêioôơuưy"


def clean(text: str) -> str:
    """Return the text in NFC with ``\\n`` line ends, line breaks of other kinds as SOFT_BREAK, and without characters
    that no web page may hold or nobody sees.
    """
    if text.replace("\n", " ").isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # most texts are, and nothing that is taken out below is printable
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", _SOFT_BREAKS.sub(SOFT_BREAK, _LINE_END.sub("\n", text))))


def editor_lines(text: str) -> list[str]:
    """Return the lines of a text as editors count them: only ``\\n``, ``\\r\\n`` and ``\\r`` end one."""
    return _LINE_END.sub("\n", text).split("\n")


def unbroken(text: str) -> str:
    """Return the text with a space where a line goes on below without ending."""
    return text if text.isprintable() else _SOFT_BREAKS.sub(" ", text)


def break_lines(text: str) -> tuple[str, list[int]]:
    """Return a text of Markdown whose soft breaks are line breaks (in headings and rows of tables, which end with
    their line, spaces), and for each of its lines the number, from 0, of the one its editor sees.
    """
    done: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n")):
        is_one = line.lstrip().startswith(("#", "|")) or line.count("|") > 1
        parts = [unbroken(line)] if is_one else line.split(SOFT_BREAK)
        done += parts
        numbers += [number] * len(parts)
    return "\n".join(done), numbers


def strip_marks(text: str) -> str:
    """Return the text without Vietnamese marks: ``Đài`` becomes ``Dai``."""
    if text.isascii():
        return text
    parts = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_D_STROKE)))
    if parts.isascii():
        return parts
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def fold(text: str) -> str:
    """Return a key under which spellings that differ in marks, capitals and spaces are the same."""
    return " ".join(strip_marks(text).replace(_JOINER, "").casefold().split())


def squeeze(text: str) -> str:
    """Return the text on one line, each run of white space one space."""
    return " ".join(text.split())


def tie_years(text: str) -> str:
    """Return a text that does not break within a span of years: ``năm học 2025 - 2026``.

    After a hyphen a line may break even before a space that does not (UAX #14, LB12a), so a word joiner stands there.
    """
    return _YEARS.sub("\u00a0\\1\u2060\u00a0", text) if " - " in text or " – " in text else text


def shorten(text: str, limit: int) -> str:
    """Return a line in at most ``limit`` characters, cut between syllables and ended with … where it is longer."""
    line = squeeze(text)
    if len(line) <= limit:
        return line
    head = line[:limit]
    return (head[: head.rfind(" ")] if " " in head else head[:-1]).rstrip(" ,;:-–—(“") + "…"


def slugify(text: str, limit: int = SLUG_LIMIT) -> str:
    """Return the text as part of a URL: ``Đại hội Chi bộ`` becomes ``dai-hoi-chi-bo``; "" where nothing is left.

    Longer than ``limit`` characters, it is cut between syllables; ``limit`` 0 cuts nothing. A name that Windows keeps
    for itself ("con" is an everyday word) gets "-1".
    """
    slug = anchor_slug(text, limit)
    return f"{slug}-1" if is_reserved(slug) else slug


def is_reserved(segment: str) -> bool:
    """Return whether Windows refuses a file or folder of this name."""
    return bool(_RESERVED.fullmatch(segment))


def anchor_slug(text: str, limit: int = SLUG_LIMIT) -> str:
    """Return the text as an anchor within a page: as slugify() does, and never the name of a file."""
    slug = _NOT_SLUG.sub("-", strip_marks(text).lower()).strip("-")
    if not limit or len(slug) <= limit:
        return slug
    head = slug[: limit + 1]
    return head[: head.rfind("-")] if "-" in head else slug[:limit]


def name_slug(name: str, limit: int = SLUG_LIMIT) -> str:
    """Return the slug of a name; one without a Latin letter or digit (学校, 🎉) has one made of its digest."""
    return slugify(name, limit) or (f"ten-{hashlib.sha256(identity(name).encode()).hexdigest()[:10]}" if name else "")


def identity(name: str) -> str:
    """Return a key under which spellings of one name are the same: capitals, spaces, punctuation and the place of the
    tone marks (``hoà``, ``hòa``) are forgiven. Names that differ in their marks are different names.
    """
    line = squeeze(unicodedata.normalize("NFC", name).casefold())
    return _SEPARATORS.sub(" ", settle_tones(line)).strip("# ") or line


def syllables(text: str) -> list[str]:
    """Return the syllables (words between spaces and marks) of a text, as written."""
    return _SYLLABLE.findall(text)


def excerpt(text: str, limit: int = 200) -> str:
    """Return the start of a text in at most ``limit`` characters, whole sentences where they fit, else cut with …"""
    line = squeeze(text[: 2 * limit])  # as a rule enough is left of that
    if len(line) <= limit:
        line = squeeze(text)
    if len(line) <= limit:
        return line
    head = line[:limit]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? ", "… "))
    if stop >= limit // 2:
        return head[: stop + 1]
    room = head[:-1]
    whole = room if line[limit - 1] == " " else room[: room.rfind(" ") if " " in room else limit]
    return whole.rstrip(" ,;:-–") + "…"


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the choice most like ``word`` once marks are forgiven, "" where none is near."""
    matcher = SequenceMatcher(None, "", fold(word)[:MAX_NEAR], autojunk=False)
    best, best_ratio = "", cutoff
    for choice in sorted(choices):
        matcher.set_seq1(fold(choice)[:MAX_NEAR])
        likely = matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio
        if likely and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = choice, ratio
    return best


def settle_tones(text: str) -> str:
    """Return the text with each tone mark on one agreed vowel, so that ``hoà`` equals ``hòa`` and ``họat`` ``hoạt``.

    The agreed place is that of state papers ("hòa", "thủy", "khóa"): on a vowel that has a mark of its own (ê, ơ …),
    else on the last vowel before a final consonant, else on the one before the last; ``qu`` and ``gi`` are consonants.
    """
    return text if text.isascii() else _SYLLABLE.sub(lambda m: _settle(m.group()), unicodedata.normalize("NFC", text))


def _settle(syllable: str) -> str:
    if syllable.isascii():
        return syllable
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            if tone:
                return syllable
            tone = char
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    lower = [c.lower() for c in letters]
    start = 2 if "".join(lower[:2]) in ("qu", "gi") and len(lower) > 2 and lower[2] in _VOWELS else 0
    nucleus = [i for i in range(start, len(lower)) if lower[i] in _VOWELS]
    if not tone or not nucleus or nucleus != list(range(nucleus[0], nucleus[-1] + 1)) or len(nucleus) > 3:
        return syllable
    letters[_tone_seat(lower, nucleus)] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _tone_seat(lower: list[str], nucleus: list[int]) -> int:
    marked = [i for i in nucleus if lower[i] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = nucleus[-1] < len(lower) - 1
    if len(nucleus) == 1:
        return nucleus[0]
    return nucleus[-1] if closed else nucleus[-2]
