"""``hosting:`` of site.yaml: which files a build lays where, and what it tells."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sitekit import SITE, article, codes, run, settle, tree, write

from ssg.model.siteyaml import read_site

OLD = "\n  - /cu/bai.html\n  - '/index.php?nv=news&op=bai'\n  - /News.aspx"
FILES: dict[str, set[str]] = {
    "nginx": set(),
    "apache": {".htaccess"},
    "netlify": {"_headers", "_redirects"},
    "cloudflare": {"_headers", "_redirects"},
    "github": {".nojekyll"},
    "iis": {"web.config"},
    "none": set(),
}
ALL = set().union(*FILES.values())


def _portal(folder: Path, host: str, **static: str) -> Path:
    files: dict[str, str | bytes] = {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=OLD)}
    files |= {f"content/_static/{name}": text for name, text in static.items()}
    return write(folder, {"site.yaml": f"{SITE}hosting: {host}\n", **files})


def _told(folder: Path) -> list[str]:
    return [p.code for p in run(folder).problems if p.code.startswith("hosting.")]


@pytest.mark.parametrize("host", FILES)
def test_files_of_each_host(tmp_path: Path, host: str) -> None:
    report = run(_portal(tmp_path, host))
    assert codes(report) == []
    files = set(tree(tmp_path))
    assert files & ALL == FILES[host]
    assert not any(path.startswith("_redirects/") for path in files)
    assert (tmp_path / ".ssg/hosting/nginx.conf").is_file() == (host == "nginx")
    assert "cu/bai.html" in files


def test_nginx_is_what_is_written_where_nothing_is_said(tmp_path: Path) -> None:
    run(write(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=OLD)}))
    assert 'location = "/cu/bai.html"' in (tmp_path / ".ssg/hosting/nginx.conf").read_text()


def test_unknown_host_is_an_error() -> None:
    assert [p.code for p in read_site(f"{SITE}hosting: ngin\n")[1]] == ["field.choice"]


@pytest.mark.parametrize(
    ("host", "name", "own"),
    [
        ("apache", ".htaccess", "Header set X-Own yes"),
        ("netlify", "_redirects", "/minh /tin-tuc/ 302"),
        ("cloudflare", "_headers", "/x\n  X-Own: yes"),
    ],
)
def test_own_file_is_merged(tmp_path: Path, host: str, name: str, own: str) -> None:
    assert codes(run(_portal(tmp_path, host, **{name: own + "\n"}))) == []
    text = tree(tmp_path)[name].decode()
    assert own in text
    assert "Written by ssg" in text
    write(tmp_path, {f"content/_static/{name}": "# khác\n"})
    run(tmp_path)
    assert own not in tree(tmp_path)[name].decode()


@pytest.mark.parametrize("name", ["web.config", "Web.config"])
def test_own_web_config_stays_and_the_other_lies_aside(tmp_path: Path, name: str) -> None:
    own = "<configuration/>"
    _portal(tmp_path, "iis", **{name: own})
    assert _told(tmp_path) == ["hosting.clash"]
    assert {path: data for path, data in tree(tmp_path).items() if path.lower() == "web.config"} == {name: own.encode()}
    assert "<rewrite>" in (tmp_path / ".ssg/hosting/web.config").read_text("utf-8")


def test_files_for_another_host_are_published_as_they_are(tmp_path: Path) -> None:
    run(_portal(tmp_path, "nginx", **{".htaccess": "# riêng\n", "_redirects": "/a /b\n"}))
    assert {name: tree(tmp_path)[name] for name in (".htaccess", "_redirects")} == {
        ".htaccess": b"# ri\xc3\xaang\n", "_redirects": b"/a /b\n",
    }  # fmt: skip


def test_what_a_host_cannot_do_is_told(tmp_path: Path) -> None:
    _portal(tmp_path, "github")
    assert set(_told(tmp_path)) == {"hosting.cname", "hosting.queries"}
    write(tmp_path, {"content/_static/CNAME": "thu.example\n"})
    assert _told(tmp_path) == ["hosting.queries"]


def test_cloudflare_limit_is_told(tmp_path: Path) -> None:
    _portal(tmp_path, "cloudflare")
    for part in range(21):
        old = "".join(f"\n  - /cu/{part}/{n}.aspx" for n in range(100))
        write(tmp_path, {f"content/tin-tuc/bai-{part}.md": article(f"Bài {part}", "01/10/2026", aliases=old)})
    assert set(_told(tmp_path)) == {"hosting.many", "hosting.queries"}


@pytest.mark.parametrize("host", FILES)
def test_incremental_is_clean(tmp_path: Path, host: str) -> None:
    _portal(tmp_path, host)
    run(tmp_path)
    write(tmp_path, {"content/tin-tuc/hai.md": article("Hai", "02/10/2026", tags="[Cu]")})
    settle(tmp_path)
    run(tmp_path)
    old = "\n  - /Tu-Khoa/Cu/\n  - /moi.php?a=1"
    write(tmp_path, {"content/tin-tuc/bai.md": article("Bài", "01/10/2026", aliases=old)})
    settle(tmp_path)
    run(tmp_path)
    write(tmp_path, {"content/tin-tuc/ba.md": article("Ba", "03/10/2026", tags="[Cu]")})
    settle(tmp_path)
    run(tmp_path)
    aside = tmp_path / ".ssg/hosting/nginx.conf"
    before = (tree(tmp_path), aside.read_bytes() if host == "nginx" else b"")
    shutil.rmtree(tmp_path / ".ssg/cache")
    aside.unlink(missing_ok=True)
    run(tmp_path, clean=True)
    assert (tree(tmp_path), aside.read_bytes() if host == "nginx" else b"") == before


def test_file_aside_comes_back(tmp_path: Path) -> None:
    run(_portal(tmp_path, "nginx"))
    settle(tmp_path)
    run(tmp_path)
    place = tmp_path / ".ssg/hosting/nginx.conf"
    text = place.read_text()
    place.unlink()
    run(tmp_path)
    assert place.read_text() == text


def test_maps_of_earlier_versions_go_and_that_is_told_once(tmp_path: Path) -> None:
    run(_portal(tmp_path, "nginx", **{"_redirects/nginx.conf": "# cũ\n"}))
    (tmp_path / "content/_static/_redirects/nginx.conf").unlink()
    assert _told(tmp_path) == ["hosting.moved"]
    assert not (tmp_path / "output/_redirects").exists()
    assert _told(tmp_path) == []
