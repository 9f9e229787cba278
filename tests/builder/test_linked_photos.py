"""A link to a photo leaves the album as it is; only photos that are placed in the text are not shown again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, codes, photo, run, write


@pytest.mark.parametrize(
    ("text", "album"),
    [
        ("Xem [ảnh một](a.jpg).", ["Chú thích một", "Chú thích hai"]),
        ('Xem <a href="a.jpg">ảnh một</a>.', ["Chú thích một", "Chú thích hai"]),
        ("Xem [ảnh một](a.jpg).\n\n![](a.jpg)", ["Chú thích hai"]),
        ("![](a.jpg)", ["Chú thích hai"]),
        ("[![](a.jpg)](a.jpg)", ["Chú thích hai"]),
        ("Chữ.", ["Chú thích một", "Chú thích hai"]),
    ],
)
def test_album(tmp_path: Path, text: str, album: list[str]) -> None:
    photos = "\n  - {src: a.jpg, caption: Chú thích một}\n  - {src: b.jpg, caption: Chú thích hai}"
    write(
        tmp_path,
        {
            "content/tin-tuc/bai/index.md": article("Bài", "01/10/2026", text, photos=photos),
            "content/tin-tuc/bai/a.jpg": photo(colour="#a22"),
            "content/tin-tuc/bai/b.jpg": photo(300, 400),
        },
    )
    assert codes(run(tmp_path)) == []
    gallery = Page(tmp_path, "/tin-tuc/bai/").one(".//*[@data-block='gallery']")
    assert ["".join(caption.itertext()) for caption in gallery.iter("figcaption")] == album
