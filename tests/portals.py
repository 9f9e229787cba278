"""Portals that many tests look at: built once however many workers run, and one of everything that breaks layouts."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sitekit import article, photo, run, write

NAME = (
    "Chi bộ Trường Phổ thông dân tộc bán trú Trung học cơ sở và Trung học phổ thông liên xã Nghĩa Đường - "
    "Thượng Quỳnh Khê Hạ"
)
CAPITALS = "HỘI NGHỊ TỔNG KẾT PHONG TRÀO THI ĐUA YÊU NƯỚC VÀ TRIỂN KHAI NHIỆM VỤ TRỌNG TÂM NĂM HỌC 2025 - 2026"
LONG = (
    "Quyết định về việc phê duyệt kế hoạch triển khai thực hiện chương trình bồi dưỡng thường xuyên cho cán bộ "
    "quản lý, giáo viên các cơ sở giáo dục phổ thông và giáo dục thường xuyên trên địa bàn toàn tỉnh giai đoạn "
    "2025 - 2030, tầm nhìn đến năm 2045"
)
TWELVE_LINES = "Hội nghị đã nghe báo cáo, thảo luận và biểu quyết thông qua nghị quyết với sự nhất trí cao. " * 12
PHOTOS = 200
_SITE = f"""
title: {NAME}
url: https://thu.example
theme: school
governing: Ủy ban nhân dân xã Nghĩa Đường - Thượng Quỳnh Khê Hạ, tỉnh Nam Sơn
motto: Đoàn kết - Kỷ cương - Sáng tạo - Trách nhiệm - Chất lượng - Hiệu quả - Hội nhập - Phát triển bền vững
units:
  - {{slug: truong, name: Trường, kind: school}}
  - {{slug: chi-bo, name: {NAME}, kind: committee, theme: committee}}
categories:
  - {{slug: tin-tuc, name: Tin tức}}
  - {{slug: trong, name: Chuyên mục chưa có bài viết nào và có một tên rất dài để xem chữ xuống dòng ra sao}}
  - {{slug: dang, name: Đảng}}
menu:
  - {{title: Giới thiệu, items: [{{title: {LONG[:70]}, url: /tin-tuc/}}, {{title: Trống, url: /trong/}}]}}
  - tin-tuc
  - trong
  - dang
blocks: [{{list: trong}}, {{list: tin-tuc, count: 5}}, most-read, photos, links]
links: [{{title: https://mot-dia-chi-rat-dai-khong-co-cho-ngat-dong.namson.example, url: https://a.example}}]
home: {{boxes: [{{list: tin-tuc, count: 5}}, {{list: trong}}, {{list: dang, count: 3}}]}}
lists: {{page_size: 8}}
photos: {{widths: [160], formats: [webp, jpeg]}}
footer: {{owner: {NAME}, address: "{LONG}", email: mot.hop.thu.co.ten.rat.dai.khong.ngat.duoc@vanphong.namson.example}}
"""
_BODY = f"""
Xem tại https://cong-thong-tin.namson.example/{"duong-dan-rat-dai-" * 8}.html và {"khongngat" * 14}.

| Cột một | Cột hai | Cột ba | Cột bốn | Cột năm | Cột sáu | Cột bảy | Cột tám |
|---|---:|---|---|---|---|---|---|
| {"Nội dung rất dài trong một ô " * 3} | 1.234.567 | a | b | c | d | e | f |

```
{"x" * 200}
```
"""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker to come has made; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder, done, failed = shared / name, shared / f"{name}.done", shared / f"{name}.failed"
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        try:
            make(folder)
        except BaseException:
            failed.touch()
            raise
        done.touch()
    deadline = time.monotonic() + 300
    while not done.exists():
        assert not failed.exists(), f"{name} could not be built by another worker"
        assert time.monotonic() < deadline, f"{name} was not built in time"
        time.sleep(0.1)
    return folder


def make_hostile(folder: Path) -> None:
    """Write and build a portal of long names, capitals, bare cards, tall photos and a huge album."""
    captions = [LONG if n == 3 else f"Ảnh số {n}" for n in range(PHOTOS)]
    album = "".join(f'\n  - {{src: a{n}.jpg, caption: "{caption}"}}' for n, caption in enumerate(captions))
    tall = "\n  - {src: dung.jpg, caption: Ảnh đứng}\n  - {src: hep.jpg}"
    in_unit = {"unit": "chi-bo", "event_date": "29/9/2025"}
    files: dict[str, str | bytes] = {
        "site.yaml": _SITE,
        "content/tin-tuc/dai.md": article(LONG, "01/10/2025 08:00", _BODY, summary=TWELVE_LINES, featured="true"),
        "content/tin-tuc/hoa.md": article(CAPITALS, "02/10/2025", summary="Một dòng.", **in_unit),
        "content/tin-tuc/dung/index.md": article("Ảnh đứng", "03/10/2025", photos=tall, cover="dung.jpg"),
        "content/tin-tuc/dung/dung.jpg": photo(180, 900, "#a62"),
        "content/tin-tuc/dung/hep.jpg": photo(900, 120, "#26a"),
        "content/dang/album/index.md": article(LONG, "04/10/2025", photos=album, **in_unit),
        "content/dang/khong-ngat.md": article("Khongngat" * 12, "05/10/2025", tags="[" + "t" * 90 + "]", **in_unit),
    }
    files |= {f"content/dang/album/a{n}.jpg": photo(48, 36, f"#{n:02x}8844") for n in range(PHOTOS)}
    files |= {
        f"content/tin-tuc/bai-{n}.md": article(f"Bài số {n}", f"{n + 1:02}/09/2025", **in_unit) for n in range(12)
    }
    report = run(write(folder, files))
    assert [p for p in report.problems if p.is_error] == []


HOSTILE_PAGES = (
    "/", "/don-vi/chi-bo/", "/tin-tuc/", "/trong/", "/tin-tuc/dai/", "/tin-tuc/hoa/", "/tin-tuc/dung/", "/dang/album/",
    "/dang/khong-ngat/", "/lich/2025/09/", "/so-do-trang/", "/404.html",
)  # fmt: skip
