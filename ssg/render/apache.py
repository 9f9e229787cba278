"""The .htaccess of Apache: works where AllowOverride is FileInfo, and where a server leaves modules out."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.model.hosting import HostingView, Redirect
from ssg.render.patterns import argument, has_ending, literal
from ssg.render.servers import FOREVER, HSTS, REVALIDATED, SECURITY, THEME_FILE, Server


def apache_file(view: HostingView, server: Server) -> str:
    """Return the directives of a portal, the site's own behind them, where they win."""
    lines = ["# Written by ssg with every build; lines of content/_static/.htaccess follow at the end."]
    lines += [f"ErrorDocument 404 {server.not_found}", "", "<IfModule mod_headers.c>"]
    lines.append(f'Header always set Cache-Control "{REVALIDATED}"')
    for prefix, rest in ((server.path(view.photos), ""), (server.path("/_ssg/"), f"{THEME_FILE}$")):
        place = f"%{{REQUEST_URI}} =~ m#^{literal(prefix)}{rest}#"
        lines.append(f'Header always set Cache-Control "{FOREVER}" "expr={place}"')
    lines += [f'Header always set {name} "{value}"' for name, value in SECURITY]
    lines += [f'# Header always set {HSTS[0]} "{HSTS[1]}"', "</IfModule>", "", "<IfModule mod_rewrite.c>"]
    lines += ["RewriteEngine On", "# Old addresses."]
    known = {(rule.path, rule.arguments, rule.target) for rule in view.redirects}
    paths = {rule.path for rule in view.redirects}
    for rule in view.redirects:
        both = (f"{rule.path}/", rule.arguments, rule.target) in known
        if not rule.path.endswith("/") or (rule.path[:-1], rule.arguments, rule.target) not in known:
            alone = has_ending(rule.path) and f"{rule.path}/" not in paths
            lines += _rule(rule, server, "/?" if both or alone else "")
    lines += ["# Neither hidden files, nor those for other servers, nor lists of folders."]
    lines += ['RewriteRule "(?:^|/)[.](?!well-known(?:/|$))" - [R=404,L]']
    lines += ['RewriteRule "^(?:_headers|_redirects|web[.]config)$" - [R=404,L]']
    lines += ["RewriteCond %{REQUEST_FILENAME} -d", "RewriteCond %{REQUEST_FILENAME}/index.html !-f"]
    lines += ["RewriteRule ^ - [R=404,L]", "</IfModule>", ""]
    text = "\n".join(lines)
    return f"{text}\n# From content/_static/.htaccess\n{view.own.rstrip()}\n" if view.own.strip() else text


def _rule(rule: Redirect, server: Server, slash: str) -> Iterator[str]:
    """Yield a rule: its pattern is compared with the decoded path below the folder of the file."""
    for name, value in rule.arguments:
        yield f'RewriteCond %{{QUERY_STRING}} "{argument(name, value)}"'
    target = server.target(rule.target).replace("%", "\\%")
    yield f'RewriteRule "^{literal(rule.path[1:])}{slash}$" "{target}" [R=301,L,NE,QSD]'
