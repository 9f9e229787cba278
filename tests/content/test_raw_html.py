"""Raw HTML in a body: links and pictures as Markdown has them, elements where HTML allows them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, clean
from ssg.content.body import parse
from ssg.content.parsed import Parsed

FIGURE, PICTURE = "figure", "img"
_PHRASING = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
}  # fmt: skip
_LINES = {"p", "pre", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", *_PHRASING}
_PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "caption": {"table"},
    "summary": {"details"},
}
_ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
}


class Checker(HTMLParser):
    """Gathers what stands where it may not, as a validator of HTML would."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = ["body"]
        self.links: list[str] = []
        # what each open link shows
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> open at the end" for tag in self.open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent, names = self.open[-1], dict(attrs)
        if parent in _LINES and tag not in _PHRASING:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if (tag in _PARENTS and parent not in _PARENTS[tag]) or (parent in _ONLY and tag not in _ONLY[parent]):
            self.wrong.append(f"<{tag}> in <{parent}>")
        if parent == "dt" and tag in ("h2", "h3", "section"):
            self.wrong.append(f"<{tag}> in <dt>")
        if tag == "a" and "a" in self.open:
            self.wrong.append("a link in a link")
        if tag == "a" and not (names.get("href") or names.get("id")):
            self.wrong.append("a link without an address")
        if tag == FIGURE and "a" in self.open:
            self.wrong.append("a figure in a link")
        self.links = [f"{one}x" for one in self.links] if tag == PICTURE else self.links
        if tag == "a":
            self.links.append("" if names.get("href") else "x")
        if tag not in ("br", "hr", PICTURE):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] != tag:
            self.wrong.append(f"</{tag}> in <{self.open[-1]}>")
            return
        self.open.pop()
        if tag == "a" and not self.links.pop().strip():
            self.wrong.append("an empty link")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] in _ONLY:
            self.wrong.append(f"text in <{self.open[-1]}>")
        self.links = [one + data for one in self.links]


def as_page(html: str) -> str:
    """Return a body's HTML with its holes filled as themes fill them."""
    html = re.sub(f"{HOLE_OPEN}photo:[0-9]+{HOLE_CLOSE}", "<figure><a href='/x'><img></a></figure>", html)
    html = re.sub(f"{HOLE_OPEN}album{HOLE_CLOSE}", "<section></section>", html)
    html = re.sub(f"{HOLE_OPEN}image:[0-9]+{HOLE_CLOSE}", "<img>", html)
    return re.sub(f"{HOLE_OPEN}(link:[0-9]+|table){HOLE_CLOSE}", "/x", html)


def wrong_in(html: str) -> list[str]:
    return Checker(as_page(html)).wrong


def shown(parsed: Parsed) -> str:
    return re.sub(r"\n+", "\n", parsed.html.replace(HOLE_OPEN, "{").replace(HOLE_CLOSE, "}")).strip()


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>x<ul><li>y</li></ul></p>", "<ul> in <p>"),
        ("<ul>x</ul>", "text in <ul>"),
        ("<a href='/x'><b><a href='/y'>z</a></b></a>", "a link in a link"),
        ("<p><a href='/x'> </a></p>", "an empty link"),
        ("<p>{photo:0}</p>", "<figure> in <p>"),
        ("<table><tr><td>x</td></tr></table>", "<tr> in <table>"),
        ("<b><p>x</p></b>", "<p> in <b>"),
        ("<li>x</li>", "<li> in <body>"),
    ],
)
def test_the_check_finds_what_stands_where_it_may_not(html: str, told: str) -> None:
    assert told in wrong_in(html.replace("{", HOLE_OPEN).replace("}", HOLE_CLOSE))


FIGURES = {
    "a WordPress picture": ('<a href="a.jpg"><img src="a.jpg" alt="Lễ"></a>', "{photo:0}"),
    "in a paragraph": ('<p><a href="a.jpg"><img src="a.jpg"></a></p>', "{photo:0}"),
    "in a paragraph with style": ('<p style="text-align:center"><strong><img src="a.jpg"></strong></p>', "{photo:0}"),
    "in a centre": ('<center><a href="a.jpg"><img src="a.jpg"></a></center>', "{photo:0}"),
    "in a div": ('<div align="center"><img src="a.jpg"></div>', "<div>{photo:0}\n</div>"),
    "a figure": ('<figure><img src="a.jpg"><figcaption>Lễ chào cờ</figcaption></figure>', "{photo:0}"),
    "a linked figure": (
        '<figure class="wp-block-image"><a href="a.jpg"><img src="a.jpg"/></a><figcaption>Lễ</figcaption></figure>',
        "{photo:0}",
    ),
    "a caption of WordPress": (
        '[caption id="a_9" align="aligncenter" width="300"]<a href="a.jpg"><img src="a.jpg" /></a> Lễ[/caption]',
        "{photo:0}",
    ),
    "a caption of WordPress on lines": (
        'Một\n\n[caption id="attachment_9" width="300"]\n<img src="a.jpg" />\nLễ\n[/caption]\n\nHai',
        "<p>Một</p>\n{photo:0}\n<p>Hai</p>",
    ),
    "two in a row": ('<p><img src="a.jpg"><img src="b.jpg"></p>', "{photo:0}\n{photo:1}"),
    "two on lines": ('<p><img src="a.jpg"><br><img src="b.jpg"></p>', "{photo:0}\n{photo:1}"),
    "text before": ('<p>Một<br><img src="a.jpg"></p>', "<p>Một</p>{photo:0}"),
    "a caption in italics": ('<p><img src="a.jpg"><br><em>Lễ</em></p>', "{photo:0}"),
    "in a line": ('<p>Một <img src="a.jpg"> hai</p>', "<p>Một {image:0} hai</p>"),
    "a link elsewhere": (
        '<a href="https://x.example/"><img src="a.jpg"></a>', '<p><a href="https://x.example/">{image:0}</a></p>',
    ),
    "in a cell": (
        '<table><tr><td><img src="a.jpg"></td></tr></table>',
        "<table><tbody><tr><td>{image:0}</td></tr></tbody></table>",
    ),
    "in a heading": ('<h2><img src="a.jpg">Một</h2>', '<h2 id="mot">{image:0}Một</h2>'),
    "Markdown's own": ("[![Lễ](a.jpg)](a.jpg)", "{photo:0}"),
    "Markdown's own, larger": ("[![Lễ](nho.jpg)](lon.jpg)", "{photo:0}"),
    "Markdown's own, in a line": (
        "Một [![Lễ](a.jpg)](https://x.example/) hai", '<p>Một <a href="https://x.example/">{image:0}</a> hai</p>',
    ),
    "another site's in a link": (
        "[![Lễ](https://x.example/a.jpg)](https://x.example/b)", '<p><a href="https://x.example/b">Lễ</a></p>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_pictures_alone_are_figures(name: str) -> None:
    body, html = FIGURES[name]
    parsed = parse(body)
    assert shown(parsed) == html
    assert wrong_in(parsed.html) == []
    if "figcaption" in body or "[caption" in body or "<em>" in body:
        assert parsed.photos[0].caption.startswith("Lễ")
    assert parsed.links == []


def test_a_picture_knows_the_larger_one_it_led_to() -> None:
    assert [p.full for p in parse('<a href="lon.jpg"><img src="nho.jpg"></a>').photos] == ["lon.jpg"]
    assert [p.full for p in parse("[![](nho.jpg)](lon.jpg)").photos] == ["lon.jpg"]


def test_raw_links_lead_into_the_portal() -> None:
    body = (
        'Một\n\n<p><a href="b.md">bài</a>\n<a href="Kế hoạch 3.pdf">tệp</a></p>\n\n'
        '<a href="/tin-tuc/b/">gốc</a> và\n<a href="www.chinhphu.vn">www</a> <a href="https://x.example/?a=1&amp;b=2">x</a>'
    )
    parsed = parse(body)
    assert [(link.target, link.line) for link in parsed.links] == [
        ("b.md", 3),
        ("Kế hoạch 3.pdf", 4),
        ("/tin-tuc/b/", 6),
    ]
    assert '<a href="https://www.chinhphu.vn">www</a> <a href="https://x.example/?a=1&amp;b=2">x</a>' in parsed.html
    assert "data-line" not in parsed.html


def test_a_raw_picture_knows_its_own_line() -> None:
    parsed = parse(
        'Một\n\n<div>\n<p>x</p>\n<img\n src="a.jpg">\n<img src="b.jpg">\n</div>\n\nHai\nba <img src="c.jpg">\n'
    )
    assert [(p.src, p.line) for p in parsed.photos] == [("a.jpg", 5), ("b.jpg", 7), ("c.jpg", 11)]


INPUTS = [
    '<a href="/1"><a href="/2">x</a></a>',
    '<a href="/1"><applet><a href="/2">x</a></applet> y</a>',
    '<a href="/1"></a><a href="/2"> </a><a href="/3">&nbsp;</a>',
    "[](/x/) [ ](/y/)",
    '<a href="/1">[x](/2)</a>',
    '<a href="/1"><div><p>x</p></div>y</a>',
    '<a href="/1"><table><tr><td>x</td></tr></table></a>',
    "<b><p>x</p>y</b>",
    "<span><div>x</div></span>",
    "<em><ul><li>x</li></ul></em>",
    "<h2><p>x</p><div>y</div></h2>",
    "<h2><ul><li>x</li></ul></h2>",
    "<p>x<div>y</div>z</p>",
    "<ul>x<li>y</li><p>z</p></ul>",
    "<ul><ul><li>x</li></ul></ul>",
    "<ul><li>x</li><ul><li>y</li></ul></ul>",
    "<li>x</li><li>y</li>",
    "<ol></ol>",
    "<dl>x<dt><h3>y</h3></dt><dd>z</dd></dl>",
    "<dd>x</dd>",
    "<table>x<tr><td>y</table>",
    "<table></table>",
    "<table><caption><p>x</p></caption><tr><th><h3>y</h3></th></tr></table>",
    "<td>x</td>",
    "<tr><td>x</td></tr>",
    "<summary>x</summary>",
    "<details>x</details>",
    "<details><p>x</p><summary><div>y</div></summary></details>",
    "<pre><p>x</p></pre>",
    "<h1>x</h1>",
    "<p>a</p></div></div><p>b</p>",
    "<figure>x<p>y</p><table><tr><td>z</td></tr></table><figcaption>w</figcaption></figure>",
    "<figcaption>x</figcaption>",
    "<p><img src=a.jpg>x<img src=b.jpg></p>",
    "<b><img src=a.jpg></b><i>x</i>",
    "<a href=/x>\n\n<img src=a.jpg>\n\n</a>",
    "<ul><img src=a.jpg></ul>",
    "<blockquote><img src=a.jpg></blockquote>",
    "- <img src=a.jpg>\n- ![](b.jpg)",
    "> [![x](a.jpg)](/x/)",
    "# <a name=x></a>[![x](a.jpg)](a.jpg)",
    "<h2>\n\n![](a.jpg)\n\n</h2>",
    "<p>\n\n![](a.jpg)\n\n</p>",
    "<b>\n\n[[album]]\n\n</b>",
    "<span>\n\n- x\n\n</span>",
    "| a |\n|---|\n| <p>x</p><ul><li>y</ul> |",
    "x[^1]\n\n[^1]: <div>y</div>",
    "<div>" * 200 + "x" + "</div>" * 200,
    "<b>" * 200 + "<p>x" + "</b>" * 200,
    "<ul><li>" * 80 + "x",
]


@pytest.mark.parametrize("body", INPUTS, ids=range(len(INPUTS)))
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_elements_stand_where_html_allows_them(body: str, forgiving: bool) -> None:
    parsed = parse(body, forgiving=forgiving)
    assert wrong_in(parsed.html) == []
    plain = re.sub(r"<[^>]*>|[(]/[xyzw]?/?[)]|!?\[x?\][(]\w*\.jpg[)]|!\[x\]", " ", body)
    assert set(re.findall(r"\b[xyzw]\b", plain)) <= set(re.findall(r"\b[xyzw]\b", re.sub(r"<[^>]*>", " ", parsed.html)))


TAGS = [
    "a href=/x", "a name=y", "b", "p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "caption", "h2", "h3",
    "span", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "blockquote", "pre", "section", "tbody",
    "applet", "center", "font",
]  # fmt: skip
OTHERS = ["<img src=a.jpg>", "x", "\n\n", "<br>", "![](b.jpg)", "[z](/z/)", "\n\n[[album]]\n\n"]
PIECES = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS), *OTHERS]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join), st.booleans())
def test_any_tags_make_html_that_is_allowed(body: str, forgiving: bool) -> None:
    parsed = parse(clean(body), forgiving=forgiving)
    assert wrong_in(parsed.html) == []
    holes = re.findall(f"{HOLE_OPEN}(?:photo|image):([0-9]+){HOLE_CLOSE}", parsed.html)
    assert sorted(map(int, holes)) == list(range(len(parsed.photos)))


def test_a_typed_id_takes_none_from_a_note() -> None:
    html = parse('<a id="fn1"></a>Chữ[^1] <span id="fnref1">x</span> [đến](#fn1)\n\n[^1]: Lời.').html
    assert '<li id="fn1" class="footnote-item">' in html or '<li class="footnote-item" id="fn1">' in html
    assert '<a href="#fn1" id="fnref1">' in html
    assert 'id="muc-fn1"' in html
    assert 'id="muc-fnref1"' in html


def test_notes_typed_as_html_lead_to_one_another() -> None:
    html = parse(
        'Chữ<sup id="fnref1"><a href="#fn1">1</a></sup>\n\n<ol><li id="fn1">Lời <a href="#fnref1">về</a></li></ol>'
    ).html
    assert '<a href="#muc-fn1">1</a>' in html
    assert '<li id="muc-fn1">' in html
    assert '<a href="#muc-fnref1">' in html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<section class="footnotes evil page-header">a</section>', '<section class="footnotes">'),
        ('<div class="table-scroll menu">a</div>', '<div class="table-scroll">'),
        ('<div class="menu table-scroll">a</div>', '<div class="table-scroll">'),
        ('<div class="menu">a</div>', "<div>"),
        ('<div class="footnote-x">a</div>', "<div>"),
        ('<div class="table-scroll\tmenu">a</div>', '<div class="table-scroll">'),
        ('<div class="TABLE-SCROLL">a</div>', "<div>"),
    ],
)
def test_no_class_of_the_theme_is_borrowed(typed: str, kept: str) -> None:
    assert parse(typed).html.startswith(kept)
