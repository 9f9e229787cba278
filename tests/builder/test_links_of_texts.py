"""Links of texts as pages show them."""

from __future__ import annotations

from pathlib import Path

from sitekit import Page, article, run, write


def test_links_of_texts_lead_where_they_are_meant_to(tmp_path: Path) -> None:
    body = '[a](b.md) [b](/tin-tuc/b/) <a href="b.md">c</a> [d](sms:113) [e](intent:x) [f](k.pdf)'
    files: dict[str, str | bytes] = {
        "content/tin-tuc/a.md": article("A", "01/10/2026", body),
        "content/tin-tuc/k.pdf": b"%PDF-1.4\n",
    }
    run(write(tmp_path, {**files, "content/tin-tuc/b.md": article("B", "01/10/2026")}))
    hrefs = Page(tmp_path, "/tin-tuc/a/").hrefs(".//div[@class='body']/p/a")
    assert hrefs == ["/tin-tuc/b/", "/tin-tuc/b/", "/tin-tuc/b/", "sms:113", "/tin-tuc/a/k.pdf"]
