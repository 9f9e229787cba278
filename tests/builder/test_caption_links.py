"""Links in captions of photos are kept, and lead where those of the text lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitekit import Page, article, codes, photo, run, words, write

BESIDE: dict[str, str | bytes] = {
    "content/tin-tuc/b.md": article("Bài B", "02/10/2026 08:00", "## Phần một\n\nChữ của B."),
    "content/tin-tuc/a.jpg": photo(),
    "content/tin-tuc/q.pdf": b"%PDF-1.4\n%%EOF\n",
}


def captions(folder: Path, body: str, files: dict[str, str | bytes] | None = None) -> list[tuple[str, list[str]]]:
    """Return the words and links of each caption."""
    more = {**BESIDE, **(files or {})}
    write(folder, {**more, "content/tin-tuc/a.md": article("Bài A", "01/10/2026 08:00", body)})
    run(folder)
    found = Page(folder, "/tin-tuc/a/").all(".//figcaption")
    return [(words(one), [link.get("href", "") for link in one.findall(".//a")]) for one in found]


@pytest.mark.parametrize(
    "body",
    [
        '<figure><img src="a.jpg"><figcaption>Xem <a href="b.md">bài B</a></figcaption></figure>',
        '<figure><img src="a.jpg"><figcaption>Xem <b><a href="/tin-tuc/b/">bài <i>B</i></a></b></figcaption></figure>',
        '[caption id="x"]<img src="a.jpg"> Xem <a href="https://thu.example/tin-tuc/b/">bài B</a>[/caption]',
        "![Lễ](a.jpg)\n*Xem [bài B](b.md)*",
        "![Lễ](a.jpg)\n\n*Xem [bài B](b.md)*",
        "![Lễ](a.jpg)\n\n*Xem [bài **B**](/tin-tuc/b/)*\n\n<b>Mã</b>",
        '![Lễ](a.jpg "Xem [bài B](b.md)")',
        '<img src="a.jpg" title="Xem [bài B](b.md)">',
    ],
)
def test_a_link_in_a_caption_leads_to_its_article(body: str, tmp_path: Path) -> None:
    assert captions(tmp_path, body) == [("Xem bài B", ["/tin-tuc/b/"])]
    assert codes(run(tmp_path)) == []
    page = (tmp_path / "output/tin-tuc/a/index.html").read_text(encoding="utf-8")
    assert "](b.md)" not in page


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://moet.gov.vn/a?b=1&c=2", "https://moet.gov.vn/a?b=1&c=2"),
        ("b.md#phan-mot", "/tin-tuc/b/#phan-mot"),
        ("q.pdf", "/tin-tuc/a/q.pdf"),
        ("tel:02003000000", "tel:02003000000"),
    ],
)
@pytest.mark.parametrize("form", ['![](a.jpg "Xem [đây]({})")', "![](a.jpg)\n*Xem [đây]({})*"])
def test_links_of_captions_are_those_of_texts(form: str, target: str, href: str, tmp_path: Path) -> None:
    assert captions(tmp_path, form.format(target)) == [("Xem đây", [href])]


@pytest.mark.parametrize("form", ['![](a.jpg "Xem [đây]({}) 1 < 2")', "![](a.jpg)\n*Xem [đây]({}) 1 < 2*"])
def test_links_that_may_be_none_are_told_and_their_words_stay(form: str, tmp_path: Path) -> None:
    assert captions(tmp_path, form.format("javascript:alert(1)")) == [("Xem đây 1 < 2", [])]
    assert codes(run(tmp_path)) == ["link.scheme"]


def test_a_link_to_a_draft_comes_when_it_is_published(tmp_path: Path) -> None:
    body = "![](a.jpg)\n*Xem [bài C](c.md)*"
    draft: dict[str, str | bytes] = {"content/tin-tuc/c.md": article("Bài C", "03/10/2026", "Chữ của C.", draft="có")}
    assert captions(tmp_path, body, draft) == [("Xem bài C", [])]
    assert codes(run(tmp_path)) == ["link.hidden"]
    write(tmp_path, {"content/tin-tuc/c.md": article("Bài C", "03/10/2026", "Chữ của C.")})
    run(tmp_path)
    assert Page(tmp_path, "/tin-tuc/a/").hrefs(".//figcaption//a") == ["/tin-tuc/c/"]


def test_a_caption_without_links_is_as_it_was(tmp_path: Path) -> None:
    assert captions(tmp_path, '![](a.jpg "Năm học mới [lớp 9A] (tối)")') == [("Năm học mới [lớp 9A] (tối)", [])]
