"""Front matter as clerks type it, line by line, to the YAML they mean: marks that a telephone or Word puts in the place
of others, keys without their space, lists without their dashes. Lines stay lines, so that problems keep their places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ssg.base.errors import problem, warning
from ssg.base.fields import Source, fold_key, vocabulary
from ssg.base.literal import Name, without_comment, without_note
from ssg.base.text import squeeze
from ssg.content.keys import ATTACHMENT_KEYS, KEYS, NOTES, PHOTO_KEYS, is_literal, name_of

SPELLINGS = vocabulary(KEYS)
INNER = {**vocabulary(PHOTO_KEYS).keys, **vocabulary(ATTACHMENT_KEYS).keys}
# the keys of a photo or attachment, by folded spelling
IMAGE_END = re.compile(r"\.(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?)$", re.IGNORECASE)
FILE_END = re.compile(r"\.[A-Za-z]\w{1,4}$")
_LISTS = {
    "photos",
    "photographer",
    "attachments",
    "video",
    "tags",
    "aliases",
    "related",
    "related_exclude",
    "categories",
}
_HOLD_KEYS = {"photos", "photographer", "attachments"}
# lists whose members may have keys of their own
_NAMES_TYPED = {"unit", "category", "thread"}
# texts that have to be names of site.yaml, so quotes around them mean nothing

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOTED = re.compile(rf"[ \t]+#[ \t]*(?:{'|'.join(map(re.escape, NOTES))}|chú thích ảnh \d+)[ \t]*$")
_STRONG = re.compile(
    r"^(?P<lead>[ ]*(?:-[ ]+)?)[*_]{1,2}(?P<key>[^*_:：]+?)(?::?[*_]{1,2}|[*_]{1,2}:)[ ]*:?[ ]*(?P<value>.*)$"
)
_COLON = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:：﹕꞉∶=][^:：﹕꞉∶=]{0,60}?)[ ]*[：﹕꞉∶=][ ]*(?P<value>.*)$")
_BULLET = re.compile(r"^(?P<lead>[ ]*)(?P<mark>[—–−―－•●▪◦‣·*+]|\d{1,2}[.)](?=[ ]))(?P<space>[ ]*)(?=\S)")
_DASH = re.compile(r"^([ ]*-)[^\s-][^:\"']{0,20}:\s")
_ENTRY = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:#\"'\[{-][^:#]{0,60}?)[ ]*:(?:[ ]+(?P<value>\S.*)|[ ]*)$")
_NO_SPACE = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>[^\s:#\"'\[{-][^:]{0,30}):(?P<value>[^\s:/].*)$")
_ITEM = re.compile(r"^[ ]*-[ ]+(?P<value>\S.*)$")
_IN_QUOTES = re.compile(r"^[“”„«»‘’\"](?P<text>[^“”„«»‘’\"]*)[“”„«»‘’\"]$")
_CAPTIONED = re.compile(r"^(?P<lead>[ ]*-[ ]+)(?P<src>[^:\"'{}\[\]]+\.[A-Za-z]\w{1,4})[ ]*:[ ]+(?P<caption>\S.*)$")


def mend_lines(front: str, source: Source) -> str:
    """Return front matter as it is meant; ``source`` gathers what its editor should type otherwise."""
    lines = [_untabbed(_NOTED.sub("", _SPACES.sub(" ", line))) for line in front.split("\n")]
    listed = ""
    for i, line in enumerate(lines):
        line = _mend_marks(line, listed)
        line = _mend_spaces(line, i + 1 + source.first_line, source)
        found = _ENTRY.match(line)
        if found:
            if not found["lead"]:
                listed = "" if found["value"] else _key_of(found)
            line = _mend_quotes(line, found)
            captioned = _CAPTIONED.match(line) if listed in _HOLD_KEYS and found["lead"] else None
            line = _with_caption(captioned, listed) if captioned else line
        _warn_of_hash(line, found, listed, i + 1 + source.first_line, source)
        lines[i] = line
    return "\n".join(_add_dashes(lines))


def _untabbed(line: str) -> str:
    """Return a line with two spaces for each tab at its start, and one for each behind a colon or dash."""
    if "\t" not in line:
        return line
    start = len(line) - len(line.lstrip(" \t"))
    line = line[:start].replace("\t", "  ") + line[start:]
    return re.sub(r"(?<=[:-])\t+", lambda m: " " * len(m[0]), line)


def _key_of(found: re.Match[str], known: Mapping[str, str] = SPELLINGS.keys) -> str:
    """Return the key of a line in English, "" for one that is not known."""
    return known.get(fold_key(found["key"].strip()), "")


def _knows(found: re.Match[str]) -> bool:
    return bool(_key_of(found, INNER if found["lead"] else SPELLINGS.keys))


def _mend_marks(line: str, listed: str) -> str:
    """Return a line with the colon, the dash and the plain key that its marks stand for."""
    if (found := _STRONG.match(line)) and _knows(found):
        return f"{found['lead']}{found['key'].strip()}: {found['value']}".rstrip()
    bullet = _BULLET.match(line)
    if bullet and listed and not line.startswith(("**", "__")):
        width = len(bullet["mark"]) + len(bullet["space"])
        line = f"{bullet['lead']}-{' ' * max(1, width - 1)}{line[bullet.end() :]}"
    if (found := _COLON.match(line)) and _knows(found):
        return f"{found['lead']}{found['key']}: {found['value']}".rstrip()
    return line


def _mend_spaces(line: str, number: int, source: Source) -> str:
    """Report a known key without a space behind its colon or before it, and read it as if it were there."""
    if dash := _DASH.match(line):
        source.problems.append(problem("fm.dash", source.path, number, dash.end(1) + 1, text=line.strip()))
        line = f"{dash[1]} {line[dash.end(1) :]}"
    found = _NO_SPACE.match(line)
    if found and _knows(found):
        key, value = found["key"].strip(), squeeze(found["value"])
        where = (source.path, number, found.end("key") + 2)
        source.problems.append(problem("fm.space", *where, text=line, key=key, value=value))
        return f"{found['lead']}{found['key']}: {found['value']}"
    return line


def _mend_quotes(line: str, found: re.Match[str]) -> str:
    """Return a line without the typographic quotes around a value that is no free text: a date, a file, a name."""
    value = found["value"]
    key = _key_of(found) or _key_of(found, INNER)
    if not value or not key or (is_literal(found["key"], value) and key not in _NAMES_TYPED):
        return line
    quoted = _IN_QUOTES.match(value.rstrip())
    if not quoted or (value.startswith('"') and value.rstrip().endswith('"')):
        return line
    return f"{line[: found.start('value')]} {quoted['text']}"


def _with_caption(found: re.Match[str], listed: str) -> str:
    """Return a list's ``file: text`` as the photo with its caption, or the attachment with its title, that it means."""
    src, caption = (text.replace("'", "''") for text in (found["src"].strip(), found["caption"].strip()))
    text = "title" if listed == "attachments" else "caption"
    return f"{found['lead']}{{src: '{src}', {text}: '{caption}'}}"


def _warn_of_hash(line: str, found: re.Match[str] | None, listed: str, number: int, source: Source) -> None:
    """Tell of words behind a # that nobody will read."""
    if "#" not in line:
        return
    item = found or _ITEM.match(line)
    if not item or not item["value"]:
        return
    value, key = item["value"], _key_of(found) if found else listed
    kind = name_of(found["key"] if found else listed)
    if value[0] in "\"'[{|>":
        return
    if found and is_literal(found["key"], value):
        left = without_comment(value)
    elif kind is not Name.NONE:
        left = without_note(value, kind)
    else:
        left = "" if value.startswith("#") else value
    cut = value[len(left) :]
    told = not left or (key == "tags" and cut.startswith(" #"))
    if told and cut.strip(" #"):
        at = item.start("value") + len(left) + len(cut) - len(cut.lstrip()) + 1
        source.problems.append(warning("fm.hash", source.path, number, at, cut=cut.strip()))


def _add_dashes(lines: list[str]) -> list[str]:
    """Return lines where members of a list that lack their dashes have them."""
    done, at = list(lines), 0
    while at < len(done):
        found = _ENTRY.match(done[at])
        at += 1
        key = _key_of(found) if found and not found["value"] and not found["lead"] else ""
        if key not in _LISTS:
            continue
        end = _end_of_list(done, at, key)
        members = [line for line in done[at:end] if line.strip()]
        bare = len(members) == 1 and not _ENTRY.match(members[0].strip())
        if members and not bare and not any(line.lstrip().startswith(("-", "[", "{", "#")) for line in members):
            done[at:end] = _dashed(done[at:end], key)
        at = max(at, end)
    return done


def _end_of_list(lines: list[str], start: int, key: str) -> int:
    """Return the number of the line behind a list's last: deeper ones, and in the first column those that can be
    nothing else.
    """
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip() or line.startswith(" "):
            continue
        found = _ENTRY.match(line)
        own = key in _HOLD_KEYS and found and _key_of(found, INNER) and not _key_of(found)
        bare = key in _HOLD_KEYS and not found and FILE_END.search(line.rstrip()) and not line.startswith("-")
        if not own and not bare:
            return at
    return len(lines)


def _dashed(lines: list[str], key: str) -> list[str]:
    """Return the members of a list with their dashes: a key that comes again begins the next one."""
    done: list[str] = []
    held: set[str] = set()
    depth = next(len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    for i, line in enumerate(lines):
        text = line.strip()
        found = _ENTRY.match(text)
        inner = _key_of(found, INNER) if found and key in _HOLD_KEYS else ""
        after = next((later.strip() for later in lines[i + 1 :] if later.strip()), "")
        if not text:
            done.append(line)
        elif inner:
            starts = not held or inner in held
            held = {inner} if starts else held | {inner}
            done.append(f"{'- ' if starts else '  '}{text}")
        elif found and key in _HOLD_KEYS and FILE_END.search(found["key"]) and found["value"]:
            held = set()
            captioned = _CAPTIONED.match(f"- {text}")
            done.append(_with_caption(captioned, key) if captioned else f"- {text}")
        elif found and held:
            done.append(f"  {text}")
        elif held and len(line) - len(line.lstrip(" ")) > depth:
            done.append(f"    {text}")
        elif key in _HOLD_KEYS and (below := _ENTRY.match(after)) and _key_of(below, INNER) not in ("", "src"):
            held = {"src"}
            done.append(f"- src: {text}")
        else:
            held = set()
            done.append(f"- {text}")
    return done
