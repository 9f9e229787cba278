"""News portals for Vietnamese units, as a static site."""

__version__ = "0.1.0"
