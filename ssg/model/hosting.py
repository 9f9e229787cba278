"""What a web server or host is told beside the pages: redirects, headers, the page of what is not found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl

HOSTS = ("nginx", "apache", "netlify", "cloudflare", "github", "iis", "none")
HOST_FILES: dict[str, tuple[str, ...]] = {
    "apache": (".htaccess",),
    "netlify": ("_headers", "_redirects"),
    "cloudflare": ("_headers", "_redirects"),
    "github": (".nojekyll",),
    "iis": ("web.config",),
}
"""Files at the root of output/, by host."""
MERGED = (".htaccess", "_headers", "_redirects")
"""Those of them that take in the lines of a file of that name in content/_static/."""
DOMAIN_FILE = "CNAME"
"""What tells GitHub Pages the portal's host; another host in it takes the portal elsewhere."""
ASIDE = {"nginx": "nginx.conf", "iis": "web.config"}
"""What is written below .ssg/hosting/: nginx reads a file that nobody may download; IIS gets it there only where
content/_static/ holds a web.config of its own.
"""


_TRACKING = frozenset(
    {
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "zarsrc", "zclid", "ttclid", "twclid", "yclid",
        "mc_cid", "mc_eid", "igshid", "igsh", "ref", "_ga", "_gl", "_hsenc", "_hsmi",
    }
)  # fmt: skip
# arguments that shops, mails and social networks hang on any address, beside those that begin with utm_
MAX_ARGUMENTS = 20


def arguments_of(query: str) -> tuple[tuple[str, str], ...]:
    """Return the names and values of an old address's query, decoded and in order, those that only track readers left
    out; none where there are too many.
    """
    try:
        pairs = parse_qsl(
            query.partition("#")[0].replace("&amp;", "&"), keep_blank_values=True, max_num_fields=MAX_ARGUMENTS
        )
    except ValueError:
        return ()
    named = {name: unicodedata.normalize("NFC", value) for name, value in reversed(pairs) if name}
    return tuple(sorted((name, value) for name, value in named.items() if not _tracks(name.lower())))


def _tracks(name: str) -> bool:
    return name in _TRACKING or name.startswith("utm_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address and where it leads."""

    path: str
    """From the portal's root, percent-decoded: ``/index.php``."""
    arguments: tuple[tuple[str, str], ...] = ()
    """Names and values, decoded, that the query must hold in any order; others are passed over."""
    target: str
    """URL from the portal's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostingView:
    """One file for a host."""

    host: str
    name: str
    """Of the file."""
    redirects: tuple[Redirect, ...] = ()
    """Sorted by path; of one path those with more arguments come first."""
    photos: str = "/anh/"
    """Where photos lie, whose names change with their content."""
    lasting: tuple[str, ...] = ()
    """URLs of the themes' files whose names hold their digests."""
    own: str = ""
    """What content/_static/ holds under the file's name."""
