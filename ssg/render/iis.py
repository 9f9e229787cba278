"""The web.config of IIS; its redirects need the URL Rewrite module."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import unquote

from ssg.model.hosting import HostingView, Redirect
from ssg.render.patterns import BEFORE, has_ending, is_unreserved
from ssg.render.servers import HSTS, SECURITY, Server

_KINDS = {
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
"""Content types of files that IIS would not send."""


def iis_file(view: HostingView, server: Server) -> str:
    """Return the configuration of a portal's folder."""
    root = ET.Element("configuration")
    web = ET.SubElement(root, "system.webServer")
    ET.SubElement(web, "directoryBrowse", enabled="false")
    errors = ET.SubElement(web, "httpErrors", errorMode="Custom")
    for status in ("403", "404"):
        ET.SubElement(errors, "remove", statusCode=status)
        ET.SubElement(errors, "error", statusCode=status, path=unquote(server.not_found), responseMode="ExecuteURL")
    static = ET.SubElement(web, "staticContent")
    for end, kind in _KINDS.items():
        ET.SubElement(static, "remove", fileExtension=end)
        ET.SubElement(static, "mimeMap", fileExtension=end, mimeType=kind)
    ET.SubElement(static, "clientCache", cacheControlMode="DisableCache")
    headers = ET.SubElement(ET.SubElement(web, "httpProtocol"), "customHeaders")
    for name, value in SECURITY:
        ET.SubElement(headers, "remove", name=name)
        ET.SubElement(headers, "add", name=name, value=value)
    headers.append(ET.Comment(f' <add name="{HSTS[0]}" value="{HSTS[1]}" /> '))
    _add_redirects(web, view, server)
    for path in (view.photos, *view.lasting):
        _add_lasting(root, path.strip("/"))
    ET.indent(root)
    head = "<!-- Written by ssg with every build. -->"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{ET.tostring(root, encoding="unicode")}\n'


def _add_lasting(root: ET.Element, path: str) -> None:
    """Let browsers keep what lies at a path for a year: its name changes with its content."""
    web = ET.SubElement(ET.SubElement(root, "location", path=path), "system.webServer")
    ET.SubElement(
        ET.SubElement(web, "staticContent"),
        "clientCache",
        cacheControlMode="UseMaxAge",
        cacheControlMaxAge="365.00:00:00",
        cacheControlCustom="public, immutable",
    )


def _add_redirects(web: ET.Element, view: HostingView, server: Server) -> None:
    if not view.redirects:
        return
    rules = ET.SubElement(ET.SubElement(web, "rewrite"), "rules")
    paths = {rule.path for rule in view.redirects}
    folded = Counter(_folded(rule) for rule in view.redirects)
    for number, rule in enumerate(view.redirects, 1):
        exact = "false" if folded[_folded(rule)] > 1 else "true"
        made = ET.SubElement(rules, "rule", name=f"ssg {number}", stopProcessing="true")
        slash = "/?" if has_ending(rule.path) and f"{rule.path}/" not in paths else ""
        ET.SubElement(made, "match", url=f"^{_literal(rule.path[1:])}{slash}$", ignoreCase=exact)
        if rule.arguments:
            conditions = ET.SubElement(made, "conditions", logicalGrouping="MatchAll")
            for name, value in rule.arguments:
                pattern = f"{BEFORE}{_sent(name)}={'?' if not value else ''}{_sent(value)}(?:&|$)"
                ET.SubElement(conditions, "add", input="{QUERY_STRING}", pattern=pattern, ignoreCase=exact)
        target = server.target(rule.target)
        ET.SubElement(made, "action", type="Redirect", url=target, appendQueryString="false", redirectType="Permanent")


def _folded(rule: Redirect) -> str:
    return repr((rule.path, rule.arguments)).lower()


def _literal(text: str) -> str:
    """Return an expression for a decoded path, which IIS compares by letters."""
    return re.sub(r"[^\w/-]", lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else found[0], text)


def _sent(value: str) -> str:
    """Return an expression for a name or value however it was percent-encoded."""
    return "".join(_sent_sign(sign) for sign in value)


def _sent_sign(sign: str) -> str:
    if sign == " ":
        return r"(?:\x2b|%20)"
    if is_unreserved(sign):
        return _literal(sign)
    encoded = "".join(f"%{byte:02X}" for byte in sign.encode())
    apart = unicodedata.normalize("NFD", sign)
    more = f"|{_sent(apart)}" if apart != sign else ""
    return f"(?:{_literal(sign)}|{encoded}|{encoded.lower()}{more})"
