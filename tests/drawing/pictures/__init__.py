"""Drawn sample pictures for the portal of a made-up school."""
