"""A link to an article that was removed is told, and shows its words alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, codes, run, write


@pytest.mark.parametrize("address", ["/tin-tuc/hai/", "/tin-tuc/hai", "../hai/", "https://thu.example/tin-tuc/hai/"])
def test_words_alone(tmp_path: Path, address: str) -> None:
    write(
        tmp_path,
        {
            "content/tin-tuc/mot.md": article("Bài một", "01/10/2026", f"Xem [bài hai]({address})."),
            "content/tin-tuc/hai.md": article("Bài hai", "02/10/2026", "Chuyện khác."),
            "content/tin-tuc/ba.md": article("Bài ba", "03/10/2026", "Chuyện ba."),
        },
    )
    assert codes(run(tmp_path)) == []
    assert any("hai" in href for href in Page(tmp_path, "/tin-tuc/mot/").hrefs())
    (tmp_path / "content/tin-tuc/hai.md").unlink()
    for clean in (False, True):
        assert "link.hidden" in codes(run(tmp_path, clean=clean))
        page = Page(tmp_path, "/tin-tuc/mot/")
        assert "Xem bài hai." in page.text(".//*[@class='body']")
        assert not [href for href in page.hrefs() if "hai" in href]
