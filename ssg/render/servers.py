"""What every web server is told of a portal: where it lies, how long files keep, which headers protect its readers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from ssg.base.urls import under

FOREVER = "public, max-age=31536000, immutable"
"""Cache-Control of files whose names change with their content."""
REVALIDATED = "no-cache"
"""Cache-Control of all else: kept by browsers, and asked for again each time."""
THEME_FILE = "[^/]+-[0-9a-f]{10}[.][a-z0-9]+"
"""Regular expression of a theme's file below /_ssg/ whose name holds its digest."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' https:",
        "media-src 'self' https:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""Content-Security-Policy under which every page works: nothing inline, from elsewhere only pictures and film."""
SECURITY = (
    ("Content-Security-Policy", POLICY),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000")
"""Left for the web officer to switch on: a portal that has no https would be gone for its readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A portal as its web server has it; paths are percent-encoded and begin with the portal's own path."""

    base: str
    """"" or ``/thcs-lam-khe``."""
    not_found: str
    photos: str

    def path(self, path: str) -> str:
        """Return a decoded path from the portal's root as the server compares it, decoded."""
        return unquote(self.base) + path

    def target(self, url: str) -> str:
        """Return where a redirect leads."""
        return under(self.base, url).replace("$", "%24")
