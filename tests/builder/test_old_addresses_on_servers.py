"""Old addresses, headers and the page of what is not found, on real web servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from oldaddresses import old_addresses, requests_for, write_portal
from serverkit import Client, apache, follow, needs_apache, needs_nginx, nginx, public_folder, read_redirects
from sitekit import article, photo, run, write

from ssg.render.servers import FOREVER, REVALIDATED, SECURITY

PHOTO: dict[str, str | bytes] = {
    "content/tin-tuc/co-anh.md": article("Có ảnh", "02/10/2026", photos="[a.jpg]"),
    "content/tin-tuc/a.jpg": photo(),
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with public_folder() as made:
        yield made


@pytest.fixture(scope="module")
def on_nginx(folder: Path) -> Iterator[Client]:
    """Three portals in one nginx: one at the root of its host, two below paths of another."""
    root = write_portal(folder / "goc", "nginx")
    below = [write(folder / name, _below(name)) for name in ("lam-khe", "khanh-hoi")]
    for portal in (write(root, PHOTO), *below):
        assert [p for p in run(portal).problems if p.is_error] == []
    places = "".join(
        f"location /{portal.name}/ {{ alias {portal}/output/; include {portal}/.ssg/hosting/nginx.conf; }}\n"
        for portal in below
    )
    servers = f"""
    server {{ listen 127.0.0.1:PORT default_server; server_name thu.example; root {root}/output;
        include {root}/.ssg/hosting/nginx.conf; }}
    server {{ listen 127.0.0.1:PORT; server_name xa.example; root {folder}/empty; {places} }}
    """
    with nginx(folder, servers) as port:
        yield Client(port)


def _below(name: str, host: str = "nginx") -> dict[str, str | bytes]:
    old = f"\n  - /vi/news/bai.html\n  - '/index.php?id={name}'\n  - '/?p=1'\n  - /Tin Cũ/Đại hội"
    return {
        "site.yaml": f"title: T\nurl: https://xa.example/{name}\nhosting: {host}\n",
        "content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=old),
        **PHOTO,
    }


@pytest.fixture(scope="module")
def on_apache(folder: Path) -> Iterator[Client]:
    root = write(write_portal(folder / "apache", "apache"), PHOTO)
    assert [p for p in run(root).problems if p.is_error] == []
    with apache(folder, root / "output", included=True) as port:
        yield Client(port)


def _assert_all_lead_on(client: Client, every: int = 1) -> None:
    wrong = []
    for old, url in list(old_addresses())[::every]:
        for target in requests_for(old):
            reply = client.get(target)
            if (reply.status, reply.location) != (301, url):
                wrong.append((old, target, reply.status, reply.location))
    assert wrong == []
    assert {client.get(url).status for _, url in old_addresses()} == {200}


def _assert_serves_well(client: Client, base: str = "", host: str = "") -> None:
    home, missing = client.get(f"{base}/", host), client.get(f"{base}/khong-co/", host)
    assert (home.status, home.headers["cache-control"]) == (200, REVALIDATED)
    assert missing.status == 404
    assert "Không tìm thấy" in missing.body.decode()
    style = home.body.decode().partition('rel="stylesheet" href="')[2].partition('"')[0]
    image = client.get(f"{base}/tin-tuc/co-anh/", host).body.decode().partition('srcset="')[2].partition(" ")[0]
    for url in (style, image):
        kept = client.get(url, host)
        assert (kept.status, kept.headers["cache-control"]) == (200, FOREVER), url
        assert kept.headers["x-content-type-options"] == "nosniff"
    for name, value in SECURITY:
        assert home.headers[name.lower()] == value
        assert missing.headers[name.lower()] == value
    for hidden in ("/.htaccess", "/.git/config", "/anh/.x", "/_headers", "/web.config"):
        assert client.get(base + hidden, host).status == 404, hidden
    assert client.get(f"{base}/anh/", host).status == 404


@needs_nginx
def test_five_hundred_old_addresses_on_nginx(on_nginx: Client) -> None:
    _assert_all_lead_on(on_nginx)


@needs_apache
def test_five_hundred_old_addresses_on_apache(on_apache: Client) -> None:
    _assert_all_lead_on(on_apache)


UNUSUAL = [
    "/cu/index.html", "/cu/", "/cu", "/index.html?id=5", "/?id=5", "/cu3/index.html?id=7", "/cu3/?id=7", "/cu3?id=7",
    "/xem.php?ma=1&amp;bai=2&amp;lop=3", "/xem.php?bai=2&amp;ma=1&lop=3&amp;fbclid=x",
    "/?p=zzz&p=4000", "/?p=4000&p=zzz",
    "/?p=a&p=4000&p=b", "/?a=1&p=a&P=4000&b=2", "/xem.php?ma=x&ma=1&bai=2&lop=y&lop=3",
    "/ba%CC%80i.aspx", "/b%C3%A0i.aspx", "/b%C3%A0i.aspx/", "/bai.html/", "/?tin=ba%CC%80i", "/?tin=b%C3%A0i",
]  # fmt: skip


def _write_unusual(folder: Path, host: str) -> Path:
    old = "[/cu/index.html, '/index.html?id=5', '/cu3/index.html?id=7', '/xem.php?ma=1&amp;bai=2&lop=3', '/?p=4000'"
    old += ", /bài.aspx, /bai.html, '/?tin=bài']"
    files: dict[str, str | bytes] = {"site.yaml": f"title: T\nurl: https://thu.example\nhosting: {host}\n"}
    return write(folder, {**files, "content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=old)})


def _assert_unusual_lead_on(client: Client) -> None:
    found = {asked: (reply.status, reply.location) for asked in UNUSUAL if (reply := client.get(asked))}
    assert found == dict.fromkeys(UNUSUAL, (301, "/tin-tuc/bai/"))
    assert client.get("/?p=zzz").status == client.get("/?" + "p=z&" * 40 + "p=z").status == 200
    assert client.get("/?" + "&".join(f"{name}=z" for name in ("p", "id", "tin") * 6)).status == 200


@needs_nginx
def test_unusual_addresses_on_nginx(tmp_path: Path) -> None:
    with public_folder() as folder:
        root = _write_unusual(folder / "la", "nginx")
        assert not run(root).errors
        server = f"""server {{ listen 127.0.0.1:PORT default_server; root {root}/output;
            include {root}/.ssg/hosting/nginx.conf; }}"""
        with nginx(folder, server) as port:
            client = Client(port)
            _assert_unusual_lead_on(client)
            assert client.get("/tin-tuc").headers["location"] == "/tin-tuc/"
            assert client.get("/khong-co/").headers["cache-control"] == REVALIDATED
            assert client.get("/anh/khong-co.jpg").headers["cache-control"] == REVALIDATED


@needs_apache
def test_unusual_addresses_on_apache() -> None:
    with public_folder() as folder:
        root = _write_unusual(folder / "la", "apache")
        assert not run(root).errors
        with apache(folder, root / "output") as port:
            _assert_unusual_lead_on(Client(port))


def test_unusual_addresses_in_redirects_file(tmp_path: Path) -> None:
    root = _write_unusual(tmp_path, "netlify")
    assert not run(root).errors
    rules = read_redirects((root / "output/_redirects").read_text("utf-8"))
    for asked in UNUSUAL:
        if "p=4" in asked.lower() or "ma=x" in asked or "ma=1&lop" in asked or "tin=ba%CC" in asked:
            continue
            # the host alone says which of several values holds
        rule = follow(rules, asked)
        assert rule is not None, asked
        assert rule.target == "/tin-tuc/bai/"


@needs_nginx
def test_nginx_serves_well(on_nginx: Client) -> None:
    _assert_serves_well(on_nginx)


@needs_apache
def test_apache_serves_well_by_htaccess_alone(on_apache: Client, folder: Path) -> None:
    with apache(folder, folder / "apache/output") as port:
        client = Client(port)
        _assert_serves_well(client)
        _assert_all_lead_on(client, every=29)


@needs_apache
def test_portal_below_a_path_of_apache(folder: Path) -> None:
    portal = write(folder / "apache-duoi", _below("lam-khe", "apache"))
    run(portal)
    (folder / "goc-apache").mkdir()
    (folder / "goc-apache/lam-khe").symlink_to(portal / "output")
    with apache(folder, folder / "goc-apache") as port:
        client = Client(port)
        _assert_serves_well(client, "/lam-khe")
        low = "/tin%20c%c5%a9/%c4%91%E1%BA%A1i%20h%E1%BB%99i"
        for old in ("/vi/news/bai.html", "/index.php?x=1&id=lam-khe", "/?p=1", low):
            reply = client.get(f"/lam-khe{old}")
            assert (reply.status, reply.location) == (301, "/lam-khe/tin-tuc/bai/"), old


@needs_nginx
@pytest.mark.parametrize("name", ["lam-khe", "khanh-hoi"])
def test_portals_below_paths_of_one_nginx(on_nginx: Client, name: str) -> None:
    _assert_serves_well(on_nginx, f"/{name}", "xa.example")
    accented = "/Tin%20C%c5%a9/%C4%90%E1%BA%A1i%20h%E1%BB%99i"
    for old in ("/vi/news/bai.html", f"/index.php?x=1&id={name}", "/?p=1", accented, f"{accented}/?x=1"):
        reply = on_nginx.get(f"/{name}{old}", "xa.example")
        assert (reply.status, reply.location) == (301, f"/{name}/tin-tuc/bai/"), old
    assert on_nginx.get(f"/{name}/index.php?id=khac", "xa.example").status == 404


def test_five_hundred_old_addresses_in_redirects_file(tmp_path: Path) -> None:
    portal = write_portal(tmp_path, "netlify")
    run(portal)
    rules = read_redirects((portal / "output/_redirects").read_text("utf-8"))
    for old, url in old_addresses():
        for target in requests_for(old):
            rule = follow(rules, target)
            assert rule is not None, target
            assert (rule.target, rule.status, rule.forced) == (url, 301, True), target
