"""Five hundred addresses as old portals had them, and how readers ask for them years later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

from sitekit import article, write

ARTICLES = 50
LONG = "-".join(["hoi-nghi-so-ket-hoc-ky-mot-va-trien-khai-nhiem-vu-hoc-ky-hai"] * 3)
TRACKING = ("fbclid=IwAR0_x-Y", "utm_source=facebook", "utm_medium=social", "zarsrc=30", "gclid=a.b~c")
SPECIAL = (
    '/?tim="bai {n}"',
    "/gia/$100-{n}${{a}}.html",
    "/tin+tuc/bai+{n}.html",
    "/xem.php?bai=Đại hội {n}&lop=9A",
    f"/vi/news/Hoat-dong-doan-the/{LONG}/{LONG[:70]}-{{n}}.html",
    "/bai/{n};a={{b}}'c'(d)[e]^.html",
    "/index.php?task=view&arr[]={n}",
    "/xem.php?page-id={n}&mode=",
    "/?bai-{n}",
    "/tt.php?q=100%25&n={n}&x=$y;z",
)
FORMS = (
    "/vi/news/tin-tuc/ten-bai-{n}.html",
    "/index.php?language=vi&nv=news&op=Tin-tuc/bai-{n}",
    "/?p=48{n:02}",
    "/2019/05/ten-bai-{n}/",
    "/index.php?option=com_content&view=article&id={n}:ten-bai&catid=8&Itemid=101",
    "/component/content/article/8-tin-tuc/{n}-ten-bai",
    "/News.aspx?ID={n}",
    "/Default.aspx?tabid={n}&ctl=Details&mid=391",
    "/Tin Tức/Bài số {n} năm học 2019–2020.html",
)


def old_addresses() -> Iterator[tuple[str, str]]:
    """Yield each old address as an editor types it, and the URL it leads to."""
    for n in range(ARTICLES):
        for form in (*FORMS, SPECIAL[n % len(SPECIAL)]):
            yield form.format(n=n), f"/tin-tuc/bai-{n}/"


def write_portal(folder: Path, host: str, url: str = "https://thu.example") -> Path:
    """Write a portal of fifty articles, each with ten old addresses."""
    files: dict[str, str | bytes] = {"site.yaml": f"title: Trường THCS Thử\nurl: {url}\nhosting: {host}\n"}
    for n in range(ARTICLES):
        mine = [old for old, target in old_addresses() if target == f"/tin-tuc/bai-{n}/"]
        quoted = "".join("\n  - '" + old.replace("'", "''") + "'" for old in mine)
        files[f"content/tin-tuc/bai-{n}.md"] = article(f"Bài {n}", "01/10/2026 08:00", aliases=quoted)
    return write(folder, files)


def requests_for(old: str) -> Iterator[str]:
    """Yield the request targets by which readers ask for an old address: as typed, shared, and written by machines."""
    path, mark, query = old.partition("?")
    asked = quote(path, safe="/+$'();=[]^")
    if not mark:
        yield asked
        yield f"{asked}?{TRACKING[0]}"
        yield f"{quote(path, safe='/').lower() if path.islower() else quote(path, safe='/')}?{'&'.join(TRACKING)}"
        return
    pairs = [(name, equal, value) for name, equal, value in (part.partition("=") for part in query.split("&"))]
    browser = [f"{name}{equal}{quote(value, safe='/:;$%')}" for name, equal, value in pairs]
    machine = [f"{quote(name)}{equal}{quote_plus(value.replace('%25', '%'))}" for name, equal, value in reversed(pairs)]
    lower = [f"{name}{equal}{_lower(quote(value.replace('%25', '%'), safe=''))}" for name, equal, value in pairs]
    yield f"{asked}?{'&'.join(browser)}"
    yield f"{asked}?{'&'.join((TRACKING[0], *machine, *TRACKING[1:]))}"
    yield f"{asked}?{'&'.join((*lower[1:], *TRACKING[2:], *lower[:1]))}"


def _lower(text: str) -> str:
    """Return a text with the digits of its percent-escapes in small letters."""
    parts = text.split("%")
    return parts[0] + "".join(f"%{part[:2].lower()}{part[2:]}" for part in parts[1:])
