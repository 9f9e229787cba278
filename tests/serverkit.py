"""Real web servers for tests: nginx and Apache on a free port of this machine, and a reader of ``_redirects``."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest

_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
NGINX = shutil.which("nginx", path=_PATH)
APACHE = next((path for name in ("apache2", "httpd") if (path := shutil.which(name, path=_PATH))), None)
MODULES = next((p for p in map(Path, ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules")) if p.is_dir()), None)
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx is installed (apt-get install nginx)")
needs_apache = pytest.mark.skipif(
    APACHE is None or MODULES is None, reason="no Apache is installed (apt-get install apache2)"
)
_PATIENCE = 10.0
# seconds until a server must answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    # names in small letters
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads, without scheme and host."""
        where = self.headers.get("location", "")
        return "/" + where.split("/", 3)[3] if "://" in where else where


class Client:
    """Asks one server, over one connection."""

    def __init__(self, port: int, host: str = "thu.example") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self._host = host

    def get(self, target: str, host: str = "") -> Reply:
        """Return the answer to a GET of a request target, which is sent as it is."""
        self._connection.putrequest("GET", target, skip_host=True)
        self._connection.putheader("Host", host or self._host)
        self._connection.endheaders()
        answer = self._connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(status=answer.status, headers=headers, body=answer.read())


@contextmanager
def public_folder() -> Iterator[Path]:
    """Yield a folder that a server's own user may read; pytest's are for the user of the tests alone."""
    folder = Path(tempfile.mkdtemp(prefix="ssg-server-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[int]:
    with log.with_suffix(".out").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    said = log.with_suffix(".out").read_text() + (log.read_text() if log.exists() else "")
                    raise AssertionError(f"the server does not start: {said}") from None
                time.sleep(0.02)
        yield port
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def nginx(folder: Path, servers: str) -> Iterator[int]:
    """Run nginx with some server blocks, in which PORT stands for its port, and yield that; its logs are in folder."""
    assert NGINX
    port, log = _free_port(), folder / "nginx-error.log"
    user = "user root;\n" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"    {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )  # fmt: skip
    text = (
        f"{user}daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {log} warn;\n"
        f"events {{}}\nhttp {{\n{temporary}    access_log off;\n    types {{ text/html html; text/css css; }}\n"
        f"{servers.replace('PORT', str(port))}\n}}\n"
    )
    (folder / "nginx.conf").write_text(text)
    with _running([NGINX, "-p", str(folder), "-e", str(log), "-c", str(folder / "nginx.conf")], port, log) as at:
        yield at


@contextmanager
def apache(folder: Path, root: Path, *, included: bool = False) -> Iterator[int]:
    """Run Apache over the folder ``root`` and yield its port. Its .htaccess is read with each request, and may do no
    more than FileInfo allows, or is ``included`` once.
    """
    assert APACHE
    assert MODULES
    port, log = _free_port(), folder / "apache-error.log"
    names = ("mpm_event", "authz_core", "dir", "mime", "autoindex", "headers", "rewrite", "unixd")
    modules = "".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so\n"
        for name in names
        if (MODULES / f"mod_{name}.so").is_file()
    )  # fmt: skip
    user = "User #65534\nGroup #65534\n" if os.geteuid() == 0 else ""
    text = (
        f"ServerRoot {folder}\nServerName thu.example\nListen 127.0.0.1:{port}\nPidFile {folder}/apache-{port}.pid\n"
        f"DefaultRuntimeDir {folder}\nErrorLog {log}\n{modules}{user}TypesConfig /dev/null\nAddType text/html .html\n"
        f"DocumentRoot {root}\n<Directory {root}>\nOptions Indexes FollowSymLinks\n"
        f"{f'AllowOverride None{chr(10)}Include {root}/.htaccess' if included else 'AllowOverride FileInfo'}\n"
        f"Require all granted\n</Directory>\n"
    )
    (folder / "apache.conf").write_text(text)
    with _running([APACHE, "-X", "-f", str(folder / "apache.conf")], port, log) as at:
        yield at


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line of a _redirects file."""

    path: str
    query: tuple[tuple[str, str], ...]
    target: str
    status: int
    forced: bool


def read_redirects(text: str) -> list[Rule]:
    """Return the rules of a _redirects file as Netlify documents them: path, query, target, status between spaces,
    percent-encoded; "#" begins a remark.
    """
    found = []
    for line in text.splitlines():
        parts = line.partition("#")[0].split()
        if not parts:
            continue
        at = next(n for n, part in enumerate(parts) if n and part.startswith(("/", "https://")))
        status = parts[at + 1] if len(parts) > at + 1 else "301"
        query = tuple(tuple(part.split("=", 1)) for part in parts[1:at])
        assert not any(value.startswith(":") for _, value in query), f"a placeholder: {line}"
        assert "*" not in parts[0], f"a wildcard: {line}"
        found.append(
            Rule(
                path=unquote(parts[0]),
                query=tuple((unquote(name), unquote(value)) for name, value in query),
                target=parts[at],
                status=int(status.rstrip("!")),
                forced=status.endswith("!"),
            )
        )
    return found


def follow(rules: list[Rule], target: str) -> Rule | None:
    """Return the first rule that fits a request, as Netlify does: closing slashes and the order of arguments are alike,
    and arguments that a rule does not name are passed over.
    """
    path, _, query = target.partition("?")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    path = unquote(path)
    for rule in rules:
        if rule.path.rstrip("/") == path.rstrip("/") and all(asked.get(name) == value for name, value in rule.query):
            return rule
    return None
