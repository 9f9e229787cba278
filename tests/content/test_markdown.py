from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support import SAMPLES, load_cases, named, needs_samples

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN, clean
from ssg.content.body import parse
from ssg.content.html import TAGS, clean_html
from ssg.content.parsed import EXCERPT_LIMIT

TRAPS = load_cases("markdown/traps.yaml")


def shown(html: str) -> str:
    return html.replace(HOLE_OPEN, "{").replace(HOLE_CLOSE, "}")


@pytest.mark.parametrize("case", named(TRAPS))
def test_markdown_as_clerks_type_it(case: dict[str, Any]) -> None:
    parsed = parse(clean(case["text"]))
    assert shown(parsed.html) == case["html"]
    assert [f"{p.src} | {p.caption} | {p.alt}" for p in parsed.photos] == case.get("photos", [])
    assert [link.target for link in parsed.links] == case.get("links", [])
    assert parsed.has_album is ("{album}" in case["html"])


# ---------------------------------------------------------------- CommonMark
# Sections left out, since our extensions change what they show: raw HTML is cleaned, images become photos. Within the
# others an example is left out where it holds one of these, a footnote, or a link that becomes a hole. Headings begin
# one level lower where one is an <h1>, and have ids; bare addresses are links: the expected text is changed likewise.
# Links of other schemes than base/urls.py allows are none.
LEFT_OUT = {"HTML blocks", "Raw HTML", "Images"}


def is_ours(example: dict[str, Any]) -> bool:
    """Return whether an example holds what our extensions read differently."""
    html = str(example["html"])
    bare = re.sub(r"<(?:code|pre)[^>]*>.*?</(?:code|pre)>", "", html, flags=re.DOTALL)
    markdown = str(example["markdown"])
    return (
        example["section"] in LEFT_OUT
        or bool(re.search(r"<img|</?(?:bar|bab|baz|table|div|del|foo|b2|b>|!--|\?|!)", bare))
        or bool(re.search(r'href="(?!https?:|mailto:|#|//|[a-z][a-z0-9+.-]*:)', html, re.IGNORECASE))
        or bool(
            re.search(r"^\s*<(?!https?:|mailto:|[a-z+.-]+:|[^>\s]+@)[a-z!?/]", markdown, re.MULTILINE | re.IGNORECASE)
        )
        or bool(re.search(r'href="(?!https?:|mailto:)[a-z][a-z0-9+.-]*:', html, re.IGNORECASE))
        or "[^" in markdown
        or "~~" in markdown
    )


def spec() -> list[dict[str, Any]]:
    examples: list[dict[str, Any]] = json.loads(
        (SAMPLES / "markdown" / "commonmark-spec.json").read_text(encoding="utf-8")
    )
    return examples


def without_bare_links(example: dict[str, Any]) -> str:
    """Return what CommonMark with bare addresses linked, as we have them, makes of an example."""
    md = MarkdownIt("commonmark", {"linkify": True}).enable(["linkify", "table", "strikethrough"])
    assert md.linkify is not None
    md.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    return str(md.render(example["markdown"]))


def lower_headings(html: str) -> str:
    """Return the HTML with its headings one level lower where one is an <h1>."""
    shift = 1 if "<h1" in html else 0
    return re.sub(r"(</?h)([1-6])", lambda found: f"{found[1]}{min(6, int(found[2]) + shift)}", html)


@needs_samples
def test_commonmark_mode_is_commonmark() -> None:
    examples = spec()
    assert len(examples) > 600
    kept = [example for example in examples if not is_ours(example)]
    wrong = []
    for example in kept:
        made = re.sub(r'(?<=<h[2-6]) id="[a-z0-9-]+"', "", parse(example["markdown"], forgiving=False).html)
        if made not in (lower_headings(example["html"]), lower_headings(without_bare_links(example))):
            wrong.append((example["example"], example["section"], example["markdown"], made, example["html"]))
    assert wrong == []
    assert len(kept) > 430
    assert {str(e["section"]) for e in examples} - {str(e["section"]) for e in kept} == LEFT_OUT


@needs_samples
def test_images_of_commonmark_become_photos_with_the_same_source_and_title() -> None:
    examples = [e for e in spec() if e["section"] == "Images"]
    seen = 0
    for example in examples:
        wanted = re.findall(r'<img src="([^"]*)" alt="([^"]*)"(?: title="([^"]*)")?', example["html"])
        parsed = parse(example["markdown"], forgiving=False)
        found = [*parsed.photos, *parsed.external]
        assert [(p.src, p.alt, p.caption) for p in found] == [
            (unquote(src), unescape(alt), unescape(title)) for src, alt, title in wanted
        ]
        seen += len(found)
    assert seen > 15


@needs_samples
def test_footnotes_agree_with_the_plugins_own_cases() -> None:
    blocks = re.split(r"\n\.\n", "\n" + (SAMPLES / "markdown" / "footnote.md").read_text(encoding="utf-8"))
    cases = [blocks[i : i + 3] for i in range(0, len(blocks) - 2, 3)]
    usual = [case for case in cases if "ALWAYS_MATCH-REFS" not in case[0]]  # an option that is not ours
    assert len(cases) - 4 < len(usual) > 8
    for title, text, wanted in usual:
        html = parse(text + "\n", forgiving="DISABLE-CODEBLOCKS" in title).html.replace(" />", ">").strip()
        html = re.sub(r'<a href="(https://[^"]*)">\1</a>', r"\1", re.sub(r'(?<=<h[2-6]) id="[a-z0-9-]+"', "", html))
        # ours: each mark is [1] however often it stands, and the ways back have names
        html = re.sub(r' aria-label="[^"]*"|<sup>\d+</sup>(?=</a>)', "", html)
        wanted = re.sub(r"\[(\d+):\d+\]", r"[\1]", wanted)
        assert html == re.sub("\u21a9\ufe0e|<-(?=</a>)", "\u21a9", wanted).strip(), title + text


# ---------------------------------------------------------------- raw HTML
class Reader(HTMLParser):
    """Gathers tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]


ATTRIBUTES = {
    "href",
    "title",
    "id",
    "class",
    "role",
    "tabindex",
    "start",
    "colspan",
    "rowspan",
    "scope",
    "aria-label",
    "value",
}
SAFE_SCHEME = re.compile(r"(https?:|mailto:|tel:|#|/|\.|[\ue000]link:\d+[\ue001]$|[^:]*$)", re.IGNORECASE)


def assert_harmless(html: str) -> None:
    reader = Reader(html)
    assert reader.tags <= TAGS, html
    for _tag, name, value in reader.attributes:
        assert name in ATTRIBUTES, html
        assert HOLE_OPEN not in value or (name, value[1:].partition(HOLE_CLOSE)[0].partition(":")[0]) in (
            ("href", "link"),
            ("aria-label", "table"),
            ("aria-label", "note"),
        ), html
        if name == "href":
            assert SAFE_SCHEME.match(re.sub(r"[\x00-\x20]", "", value)), html
    assert "<!--" not in html
    assert not re.search(
        r"<\s*(script|style|iframe|object|embed|svg|math|form|input|meta|link|base)\b", html, re.IGNORECASE
    ), html


PAYLOADS = (
    (SAMPLES / "text" / "patt-IntrudersXSS.txt").read_text(encoding="utf-8").splitlines() if SAMPLES.is_dir() else []
)
WRAPPINGS = [
    "{}",
    "Một {} hai",
    "<div>\n\n{}\n\n</div>",
    "- {}",
    "| a |\n|---|\n| {} |",
    "[x]({})",
    "![{}](a.jpg)",
    "# {}",
    '<a href="{}">x</a>',
    "> {}",
]


@needs_samples
@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_hostile_html_from_outside_comes_out_harmless(wrapping: str, forgiving: bool) -> None:
    assert len(PAYLOADS) > 150
    for payload in PAYLOADS:
        assert_harmless(parse(clean(wrapping.replace("{}", payload)), forgiving=forgiving).html)
    assert_harmless(parse(clean("\n\n".join(PAYLOADS)), forgiving=forgiving).html)


@needs_samples
def test_cleaning_alone_makes_hostile_html_harmless() -> None:
    for payload in PAYLOADS:
        assert_harmless(clean_html(payload))


HOSTILE = [
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<p style="background:url(javascript:x)">x</p>',
    '<p onclick="x">x</p>',
    '<img src="a.jpg" onerror="alert(1)">',
    '<img src="javascript:alert(1)">',
    "<img src=x:x onerror=alert(1)//",
    "<svg><script>x</script></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form action=/x><input name=a></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//evil.example>",
    "<iframe srcdoc='<script>x</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<!--[if IE]><script>x</script><![endif]-->",
    "<a href=https://x.example target=_blank rel=opener>x</a>",
    '<div class="btn" id="top">x</div>',
    "<style>*{display:none}</style>",
    "<template><script>x</script></template>",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "<img src=a.jpg alt='<script>x</script>'>",
    f'<a href="{HOLE_OPEN}link:0{HOLE_CLOSE}">x</a>',
    '<a href="x" title="<script>">x</a>',
    "<details open ontoggle=x>x</details>",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_html_comes_out_harmless(body: str) -> None:
    parsed = parse(clean(body))
    assert_harmless(parsed.html)
    assert "alert(1)</script>" not in parsed.html


def test_harmless_html_stays() -> None:
    html = '<table><tr><td colspan="2">Một</td></tr></table>'
    assert '<td colspan="2">Một</td>' in parse(html).html
    assert parse("H<sub>2</sub>O và <u>gạch chân</u>").html == "<p>H<sub>2</sub>O và <u>gạch chân</u></p>\n"


@pytest.mark.parametrize(
    ("body", "removed"),
    [
        ("<script>x</script>", (("script", 1),)),
        ("Một\n\n<iframe src=x></iframe>\n", (("iframe", 3),)),
        ("Một <video src=x></video>", (("video", 1),)),
        ("<center><font>x</font></center><o:p></o:p>", ()),
        ("<b>x</b>", ()),
        ("một < hai > ba", ()),
    ],
)
def test_what_cleaning_takes_out_is_noted(body: str, removed: tuple[tuple[str, int], ...]) -> None:
    assert parse(body).removed == removed


FORGED = [
    f"{HOLE_OPEN}photo:0{HOLE_CLOSE}",
    "&#xE000;photo:5&#xE001;",
    "<p>&#57344;photo:5&#57345;</p>",
    "## &#xE000;album&#xE001;",
    "![](https://x.example/%EE%80%80photo:0%EE%80%81.jpg)",
    "<https://x.example/%EE%80%80link:0%EE%80%81>",
    "https://x.example/%EE%80%80link:0%EE%80%81",
    '<a href="https://x.example" title="&#xE000;photo:0&#xE001;">x</a>',
    '[a](https://x.example "&#xE000;photo:0&#xE001;")',
    "`\ue000`",
    '<a href="&#xE000;link:3&#xE001;">x</a>',
    "| &#xE000;album&#xE001; |\n|---|\n",
    "[^1]\n\n[^1]: &#xE000;album&#xE001;",
]


@pytest.mark.parametrize("body", FORGED)
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_inputs_cannot_forge_holes(body: str, forgiving: bool) -> None:
    parsed = parse(clean(body), forgiving=forgiving)
    foreign = re.sub(f"{HOLE_OPEN}(?:table|note){HOLE_CLOSE}", "", parsed.html)
    assert HOLE_OPEN not in foreign
    assert HOLE_CLOSE not in foreign
    assert not parsed.has_album
    assert HOLE_OPEN not in parsed.excerpt


@pytest.mark.parametrize(
    "body",
    [
        "![&#xE000;album&#xE001;](a.jpg)",
        '![](a.jpg "&#xE000;album&#xE001;")',
        "![](a.jpg)\n*&#xE000;album&#xE001;*",
        "![](%EE%80%80.jpg)",
        '<img src="a.jpg" alt="&#xE000;">',
        "[x](%EE%80%80link:0%EE%80%81)",
    ],
)
def test_what_is_said_of_photos_and_links_holds_no_holes(body: str) -> None:
    parsed = parse(clean(body))
    said = [*(f"{p.src}{p.alt}{p.caption}" for p in parsed.photos), *(link.target for link in parsed.links)]
    assert said
    assert not [text for text in said if HOLE_OPEN in text or HOLE_CLOSE in text]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="<img src=a.jpg>">x</a>',
        '<a href="x" title="<img src=a.jpg>">x</a>',
        "<td title='<img src=a.jpg>'>",
        "<!-- <img src=a.jpg> -->",
    ],
)
def test_a_photo_inside_an_attribute_or_remark_is_none(body: str) -> None:
    parsed = parse(body)
    assert_harmless(parsed.html)
    assert parsed.photos == []


# ---------------------------------------------------------------- what is read besides
def test_headings_have_ids_of_their_own() -> None:
    html = parse("## A\n\n## A\n\n## A 2\n\n## !!!\n\n## …\n\n## A\n").html
    ids = Reader(html).ids
    assert len(ids) == 6
    assert len(set(ids)) == 6
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in ids)


@pytest.mark.parametrize(
    ("body", "announces"),
    [
        ("Một.\n\nDưới đây là hình ảnh của Hội nghị:\n", True),
        ("Một.\n", False),
        ("Một:\n\nHai.\n", False),
        ("", False),
        ("Một số hình ảnh:\n\n[[album]]\n", True),
        ("Thành phần:\n\n- A\n- B\n", False),
        ("Thành phần:\n\n1. A\n2. B\n", False),
        ("**Một số hình ảnh:**\n", True),
        ("Theo luật[^1]:\n\n[^1]: Luật.\n", True),
        ("Mục:\n\n## Phần hai\n", True),
        ("## Một số hình ảnh\n\n[[album]]\n\nHết.\n", True),
        ("### Một số hình ảnh\n\nChữ.\n\n[[album]]\n", False),
        ("Hình ảnh:\n\n[[album]]\n\nHết.\n", True),
        ("Chữ.\n\n[[album]]\n\nNơi nhận:\n", False),
        ("## Ảnh\n\n![](a.jpg)\n\n[[album]]\n", False),
        ("Ảnh:\n\n![](a.jpg)\n", False),
    ],
)
def test_a_last_line_that_announces_the_photos(body: str, announces: bool) -> None:
    assert parse(body).announces_photos is announces


def test_the_excerpt_is_prose_only() -> None:
    body = (
        "# Đầu đề\n\n![](a.jpg)\n*Chú thích*\n\nMột **hai** [ba](x.md).\n\n"
        "| a |\n|---|\n| b |\n\nBốn[^1].\n\n[^1]: Chú thích cuối.\n"
    )
    assert parse(body).excerpt == "Một hai ba. Bốn."
    long = parse("Câu này dài. " * 60).excerpt
    assert len(long) <= EXCERPT_LIMIT
    assert long.endswith("Câu này dài.")
    assert parse("").excerpt == ""


def test_photos_and_links_know_their_lines() -> None:
    body = (
        "Một\n\n![](a.jpg)\n\n![](b.jpg)\n*B*\n![](c.jpg)\n\n"
        'Hai [x](x.md)\nba ![](d.png) [y](y.md)\n\n<p><img src="e.jpg"></p>\n'
    )
    parsed = parse(body)
    assert [(p.src, p.line) for p in parsed.photos] == [
        ("a.jpg", 3),
        ("b.jpg", 5),
        ("c.jpg", 7),
        ("d.png", 10),
        ("e.jpg", 12),
    ]
    assert [(link.target, link.line) for link in parsed.links] == [("x.md", 9), ("y.md", 10)]


pieces = st.lists(
    st.sampled_from(
        [
            "![a](a.jpg)",
            "*b*",
            "[x](y.md)",
            "[[album]]",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "1. ",
            "2025. ",
            "> ",
            "# ",
            "| a |\n|---|\n",
            "<p>",
            "</p>",
            "<img src=a.jpg>",
            "<img src='b.jpg' alt='<'>",
            "```\n",
            "`",
            "**",
            "~~",
            "[^1]",
            "\n[^1]: c\n",
            "\\",
            "chữ ",
            "&lt;",
            "<!--",
            "-->",
        ]
    ),
    max_size=14,
).map("".join)


@given(st.one_of(pieces, st.text(max_size=60)), st.booleans())
def test_any_body_gives_harmless_html_whose_holes_are_the_photos_and_links(body: str, forgiving: bool) -> None:
    parsed = parse(clean(body), forgiving=forgiving)
    assert_harmless(parsed.html)
    holes = re.findall(f"{HOLE_OPEN}([a-z]+)(?::([0-9]+))?{HOLE_CLOSE}", parsed.html)
    assert parsed.html.count(HOLE_OPEN) == parsed.html.count(HOLE_CLOSE) == len(holes)
    assert sorted(int(n) for kind, n in holes if kind in ("photo", "image")) == sorted(
        {int(n) for kind, n in holes if kind in ("photo", "image")}
    )
    assert all(int(n) < len(parsed.photos) for kind, n in holes if kind in ("photo", "image"))
    assert all(int(n) < len(parsed.links) for kind, n in holes if kind == "link")
    assert len(parsed.excerpt) <= EXCERPT_LIMIT
    assert parse(clean(body), forgiving=forgiving).html == parsed.html
