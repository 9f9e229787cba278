"""The file for nginx, to be included in a ``server`` (or, below a path, a ``location``): no global setting, no map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ssg.model.hosting import HostingView, Redirect
from ssg.render.patterns import LONGEST, argument, is_unreserved, literal, sent, with_closing_slashes
from ssg.render.servers import FOREVER, HSTS, REVALIDATED, SECURITY, THEME_FILE, Server

LONGEST_NAME = 250
"""Bytes of a location's name: nginx 1.22 keeps the length in one byte, and confuses longer ones."""
_NAME = re.compile(r"[A-Za-z0-9_]+")
_ANEW = 9
# times that a request may begin anew
_IN_SERVER = """\
# Written by ssg with every build. In the server block of this portal:
#     include /path/to/the/portal/.ssg/hosting/nginx.conf;
# then: nginx -t && nginx -s reload
"""
_IN_LOCATION = """\
# Written by ssg with every build. In the server block, for the portal's path:
#     location {base}/ {{
#         alias /path/to/the/portal/output/;
#         include /path/to/the/portal/.ssg/hosting/nginx.conf;
#     }}
# then: nginx -t && nginx -s reload
"""


def nginx_file(view: HostingView, server: Server) -> str:
    """Return the configuration of a portal."""
    lines = [_IN_LOCATION.format(base=server.base) if server.base else _IN_SERVER]
    lines.append("absolute_redirect off;")
    lines += [f"error_page 404 {_quoted(server.not_found)};", f"error_page 403 =404 {_quoted(server.not_found)};", ""]
    lines += _headers(f"{_quoted(REVALIDATED)} always")
    lines.append(f'# add_header {HSTS[0]} "{HSTS[1]}" always;')
    hidden = f'location ~ "^{literal(server.path("/"))}(?:.*/)?[.](?!well-known(?:/|$))" {{ return 404; }}'
    lines += ["", "# Neither hidden files nor those for other servers.", hidden]
    others = f'"^{literal(server.path("/"))}(?:_headers|_redirects|web[.]config)$"'
    lines += [f"location ~ {others} {{ return 404; }}", "", "# The names of these files change with their content."]
    photos = _quoted(server.path(view.photos))
    theme = f'"^{literal(server.path("/_ssg/"))}{THEME_FILE}$"'
    for place in (f"^~ {photos}", f"~ {theme}"):
        lines += [f"location {place} {{", *(f"    {line}" for line in _headers(_quoted(FOREVER))), "}"]
    lines += ["", "# Old addresses.", *_locations(view.redirects, server), ""]
    return "\n".join(lines)


def _headers(cache: str) -> list[str]:
    """Return the headers of a block: one that sets any has none of those around it."""
    found = [f"add_header Cache-Control {cache};"]
    return found + [f"add_header {name} {_quoted(value)} always;" for name, value in SECURITY]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _locations(redirects: Sequence[Redirect], server: Server) -> Iterator[str]:
    """Yield the lines of a location for each old path, in the order that nginx sorts them into."""
    ordered = sorted(
        with_closing_slashes(redirects), key=lambda rule: server.path(rule.path).encode().replace(b"/", b"\0")
    )
    for path, rules in groupby(ordered, key=lambda rule: rule.path):
        place = _place(server.path(path))
        if not place:
            continue
        named = _by_names(rules)
        tests = [line for names, alike in named if names for line in _tests(names, alike, server)]
        plain = [line for names, alike in named if not names for line in _tests(names, alike, server)]
        if not tests:
            yield from (f"{place} {{ {line} }}" for line in plain)
            continue
        known = sorted({name.lower() for names, _ in named for name in names})
        around = [*_mend_marks(named), *tests, *_drop_repeated(known), *plain]
        yield from (f"{place} {{", *(f"    {line}" for line in around), "}")


def _mend_marks(named: Sequence[tuple[tuple[str, ...], list[Redirect]]]) -> list[str]:
    """Return lines that make "&" of the "&amp;" that old pages have in their links."""
    most = max(len(names) for names, _ in named)
    return ['if ($args ~* "^(.*?)&amp;(.*)$") { set $args "$1&$2"; }'] * max(2, most)


def _drop_repeated(names: Sequence[str]) -> Iterator[str]:
    """Yield lines that drop the first of several values of an argument and begin anew: a variable holds the first one
    alone. nginx begins anew no more than ten times for one request, and answers 500 then.
    """
    simple = [name for name in names if _NAME.fullmatch(name)][:_ANEW]
    for name in simple:
        one, most = f"(?i:{name})=", 1 + _ANEW // len(simple)
        few = f"(?!(?:.*?(?:^|&){one}){{{most + 1}}})"
        test = f'if ($args ~ "^{few}((?:.*?&)??){one}[^&]*&((?:.*&)?{one}.*)$")'
        yield f'{test} {{ set $args "$1$2"; rewrite ^ $uri last; }}'


def _place(path: str) -> str:
    """Return what names a location, "" for a path that nginx cannot take: one that is long needs an expression."""
    if len(path.encode()) <= LONGEST_NAME:
        return f"location = {_quoted(path)}"
    pattern = literal(path)
    return f'location ~ "^{pattern}$"' if len(pattern) <= LONGEST else ""


def _by_names(rules: Iterable[Redirect]) -> list[tuple[tuple[str, ...], list[Redirect]]]:
    """Return the redirects of a path by the names of their arguments, those with more first."""
    found: dict[tuple[str, ...], list[Redirect]] = {}
    for rule in rules:
        found.setdefault(tuple(name for name, _ in rule.arguments), []).append(rule)
    return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))


def _tests(names: tuple[str, ...], rules: Sequence[Redirect], server: Server) -> Iterator[str]:
    if not names:
        yield from (f"return 301 {_quoted(server.target(rule.target))};" for rule in rules)
        return
    simple = _are_variables(names)
    if simple and any(map(_has_values, rules)):
        variables = "&".join(f"$arg_{name.lower()}" for name in names)
        yield f'set $ssg_query "{variables}";'
    for rule in rules:
        target = _quoted(server.target(rule.target))
        test = _joined(rule) if simple and _has_values(rule) else _found(rule)
        yield f"if ({test}) {{ return 301 {target}; }}"


def _has_values(rule: Redirect) -> bool:
    return all(value for _, value in rule.arguments)


def _are_variables(names: Sequence[str]) -> bool:
    """Return whether nginx has a variable for each argument: it knows them by letters, digits and "_", in any case."""
    folded = {name.lower() for name in names}
    return len(folded) == len(names) and all(map(_NAME.fullmatch, names))


def _joined(rule: Redirect) -> str:
    """Return a test of the arguments joined, which needs no looking through the query."""
    values = [value for _, value in rule.arguments]
    if all(map(is_unreserved, values)):
        return f'$ssg_query = "{"&".join(values)}"'
    pattern = "&".join(map(sent, values))
    return f'$ssg_query ~ "^{pattern}$"' if len(pattern) <= LONGEST else _found(rule)


def _found(rule: Redirect) -> str:
    """Return a test that finds each argument in the query."""
    wanted = ""
    for name, value in sorted(rule.arguments, key=lambda pair: -len(pair[1])):
        more = f"(?=.*{argument(name, value)})"
        if len(wanted) + len(more) <= LONGEST:
            wanted += more
    return f'$args ~ "^{wanted}"'
