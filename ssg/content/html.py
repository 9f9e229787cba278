"""Raw HTML in bodies: cleaned, never trusted."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "section", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "hr": {"class"},
    "li": {"id", "class"},
    "ol": {"class", "start"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "abbr": {"title"},
    "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
}  # fmt: skip
_OWN_CLASSES = re.compile(r"table-scroll|align-(?:left|right|center)|footnote[a-z-]*")
_OWN_IDS = re.compile(r"muc-[a-z0-9-]+|fn(?:ref)?[0-9:-]+")
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
        return value if _OWN_CLASSES.fullmatch(value.split()[0] if value.split() else "") else None
    if name == "id":
        return value if _OWN_IDS.fullmatch(value) else None
    if name == "role":
        return value if value == "region" else None
    if name == "aria-label":
        return value if value == f"{HOLE_OPEN}table{HOLE_CLOSE}" else None
    if name == "tabindex":
        return "0"
    if name == "href":
        return None if re.search(r"[<>\s\"]", value) else value
    if name in ("colspan", "rowspan", "start"):
        return value if value.isdigit() and len(value) < 4 else None
    return value


def clean_html(html: str) -> str:
    """Return the HTML with only harmless tags and attributes; the text of others stays, scripts and styles go."""
    return nh3.clean(
        _escape_unclosed(html),
        tags=TAGS,
        clean_content_tags={"script", "style", "title", "noscript", "iframe", "object", "template", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
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


class _ImageReader(HTMLParser):
    """Gathers each ``<img>`` that stands as a tag, not in an attribute or remark."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.images: list[tuple[int, int, dict[str, str]]] = []
        self._starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            line, column = self.getpos()
            start = self._starts[line - 1] + column
            stop = start + len(self.get_starttag_text() or "")
            self.images.append((start, stop, {name: value or "" for name, value in reversed(attrs)}))

    handle_startendtag = handle_starttag


def find_images(html: str) -> list[tuple[int, int, dict[str, str]]]:
    """Return where each ``<img>`` of raw HTML begins and ends, with its attributes."""
    if "<img" not in html.lower():
        return []
    try:
        return _ImageReader(html).images
    except AssertionError:  # the standard library's word for a declaration it cannot read
        return []
