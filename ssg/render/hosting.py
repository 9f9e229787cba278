"""Files for web servers and hosts: which one is written how, and the headers that all of them send."""

from __future__ import annotations

from ssg.base.urls import under
from ssg.model.config import Config
from ssg.model.hosting import HostingView
from ssg.render.apache import apache_file
from ssg.render.iis import iis_file
from ssg.render.nginx import nginx_file
from ssg.render.servers import Server
from ssg.render.static_hosts import headers_file, redirects_file

_WRITERS = {
    ".htaccess": apache_file,
    "_headers": headers_file,
    "_redirects": redirects_file,
    "nginx.conf": nginx_file,
    "web.config": iis_file,
}


def hosting_file(view: HostingView, config: Config) -> str:
    """Return the text of a file for the portal's host."""
    writer = _WRITERS.get(view.name)
    if writer is None:
        return ""
    base = config.base_path
    return writer(view, Server(base=base, not_found=under(base, "/404.html"), photos=under(base, view.photos)))
