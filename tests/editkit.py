"""A portal being edited in every way an editor, a web officer or an accident may."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sitekit import NOW, article, photo, run, write

SITE = """\
title: Trường THCS Thử
url: https://thu.example
units:
  - {slug: truong, name: Trường THCS Thử, kind: school}
  - {slug: chi-bo, name: Chi bộ, kind: committee, parent: truong, until: 2026-11-03}
categories:
  - {slug: tin-tuc, name: Tin tức}
  - {slug: thong-bao, name: Thông báo}
threads: [{slug: hoi-trai, name: Hội trại}]
lists: {page_size: 3, newer: 2, older: 2, related: 3}
blocks: [most-read, {list: thong-bao}, newest, photos, statistics]
counters: {logs: [access.log*]}
"""
COUNT = 9


class Desk:
    """A portal being edited."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, NOW
        self.keys: dict[str, dict[str, str]] = {}
        for n in range(COUNT):
            self.keys[f"tin-tuc/bai-{n}"] = {
                "title": f"Bài số {n}",
                "date": f"{n + 1:02}/10/2026 08:00",
                "unit": "chi-bo" if n % 2 else "truong",
                "tags": "[thi đua, hội nghị]" if n % 3 else "[thi đua]",
                "author": f"Người {n % 3}",
                "event_date": f"{n + 1:02}/9/2026",
            }
        write(
            folder,
            {
                "site.yaml": SITE,
                "content/_static/logo.svg": "<svg/>",
                "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nA\n",
            },
        )
        for n in range(COUNT):
            self.save(n)

    def name(self, n: int) -> str:
        return list(self.keys)[n % len(self.keys)]

    def save(self, n: int, body: str = "Nội dung.") -> None:
        name = self.name(n)
        keys = dict(self.keys[name])
        write(self.folder, {f"content/{name}.md": article(keys.pop("title"), keys.pop("date"), body, **keys)})

    def set(self, n: int, key: str, value: str) -> None:
        self.keys[self.name(n)][key] = value
        self.save(n)


def rename(desk: Desk, n: int, turn: int) -> None:
    old = desk.name(n)
    keys = desk.keys.pop(old)
    (desk.folder / f"content/{old}.md").unlink()
    desk.keys[f"thong-bao/doi-{n}-{turn}"] = keys
    desk.save(len(desk.keys) - 1)


def delete(desk: Desk, n: int) -> None:
    if len(desk.keys) > 2:
        name = desk.name(n)
        del desk.keys[name]
        (desk.folder / f"content/{name}.md").unlink()


def add(desk: Desk, n: int, turn: int) -> None:
    desk.keys[f"tin-tuc/moi-{n}-{turn}"] = {
        "title": f"Mới {turn}",
        "date": f"2{turn % 9}/10/2026 10:0{n % 10}",
        "tags": "mới",
    }
    desk.save(len(desk.keys) - 1)


def put_photo(desk: Desk, n: int, turn: int) -> None:
    write(desk.folder, {f"content/{Path(desk.name(n)).parent}/anh-{n}.jpg": photo(200 + turn, 150, "#8a2")})
    desk.set(n, "photos", f"\n  - src: anh-{n}.jpg\n    caption: Chụp lần {turn}")


def site(desk: Desk, turn: int) -> None:
    write(desk.folder, {"site.yaml": SITE + f"motto: Khẩu hiệu {turn}\nlabels: {{skip: Đến bài {turn}}}\n"})


def theme(desk: Desk, turn: int) -> None:
    files: dict[str, str | bytes] = {
        "themes/school/theme.yaml": "extends: base\n",
        "themes/school/templates/robots.txt": f"# {turn}\n",
        "themes/school/static/style.css": f"body{{margin:{turn}px}}",
    }
    write(desk.folder, files)


def wait(desk: Desk, days: int) -> None:
    desk.now += dt.timedelta(days=days)


def visit(desk: Desk, n: int, turn: int) -> None:
    """A reader comes: the web server's log has a line more."""
    at = desk.now.astimezone(dt.UTC) - dt.timedelta(minutes=60 - turn)
    asked = f'[{at:%d/%b/%Y:%H:%M:%S} +0000] "GET /{desk.name(n)}/ HTTP/1.1" 200 9'
    line = f'203.0.113.{n} - - {asked} "-" "Mozilla/5.0 {turn}"'
    with (desk.folder / "access.log").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def take_photo_away(desk: Desk, n: int) -> None:
    """A photo goes, and with it what names it; one that others show stays."""
    name = desk.name(n)
    desk.keys[name].pop("photos", None)
    desk.save(n)
    if not any(f"anh-{n}.jpg" in keys.get("photos", "") for keys in desk.keys.values()):
        (desk.folder / f"content/{Path(name).parent}/anh-{n}.jpg").unlink(missing_ok=True)


def rest(desk: Desk) -> None:
    """Nothing is touched for an hour: from here on times may vouch for bytes."""
    for path in desk.folder.rglob("*"):
        if path.is_file() and not {"output", ".ssg"} & set(path.relative_to(desk.folder).parts):
            facts = path.stat()
            os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns - 3_600_000_000_000))


def damage_cache(desk: Desk, n: int, turn: int) -> None:
    """A byte of what is kept between builds goes wrong."""
    files = sorted(p for p in (desk.folder / ".ssg/cache").rglob("*") if p.is_file())
    path = files[(n + turn) % len(files)]
    data = bytearray(path.read_bytes() or b" ")
    at = (turn * 7919 + n * 104729) % len(data)
    data[at] ^= 0x55
    path.write_bytes(bytes(data))


def lose_cache(desk: Desk) -> None:
    shutil.rmtree(desk.folder / ".ssg/cache", ignore_errors=True)


def spoil_output(desk: Desk, n: int) -> None:
    pages = sorted((desk.folder / "output").rglob("*.html"))
    pages[n % len(pages)].write_text("hỏng", encoding="utf-8")
    pages[(n + 3) % len(pages)].unlink()


def try_out(desk: Desk) -> None:
    """Somebody builds a trial: nothing of the portal changes."""
    run(desk.folder, now=desk.now, output=desk.folder.parent / "trial", drafts=True)


EDITS: list[Callable[[Desk, int, int], None]] = [
    lambda d, n, t: d.save(n, f"Nội dung sửa lần {t}, đủ dài để hiện trong tóm tắt."),
    lambda d, n, t: d.set(n, "title", f"Tiêu đề mới {t}"),
    lambda d, n, t: d.set(n, "date", f"{t % 28 + 1:02}/09/2026"),
    lambda d, n, t: d.set(n, "unit", "truong" if t % 2 else "chi-bo"),
    lambda d, n, t: d.set(n, "category", "thong-bao" if t % 2 else "tin-tuc"),
    lambda d, n, t: d.set(n, "tags", f"[thi đua, nhãn {t}]"),
    lambda d, n, t: d.set(n, "slug", f"ten-moi-{t}"),
    lambda d, n, t: d.set(n, "views", str(t * 100)),
    lambda d, n, t: d.set(n, "draft", "có" if t % 2 else "không"),
    lambda d, n, t: d.set(n, "expire_at", f"{t % 20 + 1:02}/11/2026"),
    lambda d, n, t: d.set(n, "date", f"{t % 9 + 1:02}/11/2026 09:00"),
    lambda d, n, t: d.set(n, "related", f"[bai-{t % COUNT}]"),
    lambda d, n, t: d.set(n, "thread", "hoi-trai"),
    lambda d, n, t: d.set(n, "featured", "true"),
    lambda d, n, t: d.set(n, "aliases", f"[/cu/{t}.html]"),
    lambda d, n, t: d.set(n, "event_date", f"0{t % 9 + 1}/8/2026 - 0{t % 9 + 1}/10/2026"),
    lambda d, n, t: d.set(n, "date", "31/02/2026"),
    lambda d, n, t: d.set(n, "rating", f"{{points: {t % 5 + 1}, votes: 1}}"),
    put_photo,
    rename,
    add,
    lambda d, n, t: delete(d, n),
    lambda d, n, t: site(d, t),
    lambda d, n, t: theme(d, t),
    lambda d, n, t: wait(d, t % 4),
    lambda d, n, t: try_out(d),
    visit,
    visit,
    lambda d, n, t: take_photo_away(d, n),
    lambda d, n, t: d.set(n, "photos", f"\n  - src: anh-{n}.jpg\n    caption: Chú thích {t}"),
    lambda d, n, t: rest(d),
    lambda d, n, t: rest(d),
    damage_cache,
    lambda d, n, t: lose_cache(d),
    lambda d, n, t: spoil_output(d, n),
    lambda d, n, t: d.save(n, "Kết nạp đảng viên mới ở chi bộ trường học năm nay. " * (t % 3 * 9 + 1)),
]  # fmt: skip
