"""Raw HTML in bodies: cleaned, never trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from ssg.base.anchors import plain_id
from ssg.base.text import HOLE_CLOSE, HOLE_OPEN
from ssg.base.urls import SCHEMES

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
TYPED_LINE = "data-line"
"""The attribute that tells the line a link was typed on, until it is placed."""
READ_TAGS = TAGS | {"figure", "figcaption", "h1"}
"""What cleaning leaves for rawhtml.py, which makes TAGS of it."""
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "class", "name", "aria-label", TYPED_LINE},
    "div": {"class", "role", "aria-label", "tabindex"},
    "hr": {"class"},
    "li": {"class", "value"},
    "ol": {"class", "start"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "abbr": {"title"},
}  # fmt: skip
_OWN_CLASSES = frozenset(
    {
        "table-scroll", "align-left", "align-right", "align-center", "footnote-ref", "footnotes-sep", "footnotes",
        "footnotes-list", "footnote-item", "footnote-backref",
    }
)  # fmt: skip
_OWN_LABELS = re.compile(rf"{HOLE_OPEN}table{HOLE_CLOSE}|{HOLE_OPEN}note{HOLE_CLOSE} \d+(?: \(\d+\))?")
_SWALLOWING = (
    "script", "style", "title", "noscript", "iframe", "object", "template", "svg", "math", "textarea", "xmp",
    "noembed", "noframes", "plaintext", "select",
)  # fmt: skip
_OPENING = re.compile(rf"<({'|'.join(_SWALLOWING)})\b", re.IGNORECASE)
MAX_TAGS = 5_000
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_FORGOTTEN = {
    "font",
    "center",
    "o",
    "st1",
    "img",
    "tbody",
    "html",
    "body",
    "figure",
    "figcaption",
    "h1",
    "strike",
    "tt",
    "big",
}
# layout left by Word and old portals: its text stays, so nobody need be told


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in _OWN_CLASSES) or None
    if name in ("id", "name"):
        return plain_id(value) or None
    if name == TYPED_LINE:
        return value if value.isdigit() and len(value) < 8 else None
    if name == "role":
        return value if value == "region" else None
    if name == "aria-label":
        return value if _OWN_LABELS.fullmatch(value) else None
    if name == "tabindex":
        return "0"
    if name in ("colspan", "rowspan", "start", "value"):
        return value if value.isdigit() and len(value) < 4 else None
    return value


def clean_html(html: str, tags: set[str] = TAGS) -> str:
    """Return the HTML with only harmless tags and attributes; the text of others stays, scripts and styles go."""
    return nh3.clean(
        _escape_unclosed(html),
        tags=tags,
        clean_content_tags={"script", "style", "title", "noscript", "iframe", "object", "template", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def _escape_unclosed(html: str) -> str:
    """Return the HTML with tags and remarks that never close as text: cleaned away, they would take the rest along."""
    lower = html.lower()
    last = {name: lower.rfind(f"</{name}") for name in _SWALLOWING}
    html = _OPENING.sub(lambda m: m[0] if last[m[1].lower()] > m.start() else f"&lt;{m[0][1:]}", html)
    if html.rfind("<!--") > html.rfind("-->"):
        at = html.rfind("<!--")
        html = f"{html[:at]}&lt;{html[at + 1 :]}"
    return html


def unsafe_tags(html: str) -> list[str]:
    """Return the names of the tags in raw HTML that cleaning takes out and an editor should know of."""
    names = dict.fromkeys(name.lower() for name in _TAG.findall(html))
    return [name for name in names if name not in TAGS and name not in _FORGOTTEN]


def too_deep(html: str) -> bool:
    """Return whether raw HTML opens more tags than any person typed: cleaning such a thing takes minutes."""
    return html.count("<") > MAX_TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTag:
    """An opening tag that stands in raw HTML, not in an attribute or remark."""

    name: str
    start: int
    stop: int
    # where it begins and ends
    attrs: dict[str, str]


class _TagReader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[RawTag] = []
        self._starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        start = self._starts[line - 1] + column
        stop = start + len(self.get_starttag_text() or "")
        known = {name: value or "" for name, value in reversed(attrs)}
        self.tags.append(RawTag(name=tag, start=start, stop=stop, attrs=known))

    handle_startendtag = handle_starttag


def find_tags(html: str) -> list[RawTag]:
    """Return the opening tags of raw HTML, in order."""
    if "<" not in html:
        return []
    try:
        return _TagReader(html).tags
    except AssertionError:  # the standard library's word for a declaration it cannot read
        return []


def typed_ids(html: str) -> list[str]:
    """Return the anchors of raw HTML: each ``id``, and each ``name`` of a link."""
    if "id" not in html.lower() and "name" not in html.lower():
        return []
    found = [(tag.attrs.get("id"), tag.attrs.get("name") if tag.name == "a" else "") for tag in find_tags(html)]
    return [one for pair in found for one in pair if one]
