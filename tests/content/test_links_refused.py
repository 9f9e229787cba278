"""Links of any scheme but a few are refused, however they are written."""

from __future__ import annotations

import re
from html import unescape

import pytest

from ssg.base.text import clean
from ssg.base.urls import SCHEMES, is_allowed, own_path, scheme_of
from ssg.content.body import parse

REFUSED = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "feed:javascript:alert(1)", "intent://x#Intent;scheme=http;end",
    "ms-msdt:/id", "search-ms:query=x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://x.example/1",
    "view-source:https://x.example", "zalo://x", "chrome://settings", "about:blank", "ws://x.example",
]  # fmt: skip
HIDDEN = [
    " javascript:x", "\x01javascript:x", "java\tscript:x", "java\nscript:x", "javascript\t:x", "\xa0javascript:x",
    "java\xadscript:x", "java\u200bscript:x", "\ufeffjavascript:x", "&#106;avascript:x", "javascript&colon;x",
    "java&Tab;script:x", "&#x6A&#x61vascript:x", "javascript&#58;x",
]  # fmt: skip
WAYS = [
    "[x](<{}>)", "[x]({})", "<{}>", "![x](a.jpg)\n\n[x][y]\n\n[y]: <{}>", "[![x](a.jpg)](<{}>)", '<a href="{}">x</a>',
    "<a href='{}'>x</a>", '<div>\n<a href="{}"><img src="a.jpg"></a>\n</div>', '<blockquote cite="{}">x</blockquote>',
    '<form action="{}"><button formaction="{}">x</button></form>', '<video poster="{}" src="{}"></video>x',
    '<svg><a xlink:href="{}">x</a></svg>x', '<p style="background:url({})">x</p>', '<img srcset="{} 2x" src="a.jpg">',
    '<area href="{}">x', '<a href="{}"><a href="{}">x</a></a>', "| [x](<{}>) |\n|---|", "x[^1]\n\n[^1]: [x](<{}>)",
    '<link href="{}">x', '<base href="{}">x', '<iframe src="{}"></iframe>x', '<object data="{}"></object>x',
]  # fmt: skip


def schemes_in(html: str) -> set[str]:
    """Return the schemes of all that a page would load or lead to."""
    values = re.findall(r"<[^>]*?\s(?:href|src|srcset|action|formaction|poster|cite|style|data)=\"([^\"]*)\"", html)
    return {scheme_of(unescape(value)) for value in values}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("forgiving", [True, False], ids=["forgiving", "commonmark"])
def test_no_way_leads_to_a_scheme_that_is_refused(way: str, forgiving: bool) -> None:
    for address in (*REFUSED, *HIDDEN):
        parsed = parse(clean(way.replace("{}", address)), forgiving=forgiving)
        assert schemes_in(parsed.html) <= {"", *SCHEMES}, (address, parsed.html)
        assert all(not scheme_of(link.address) for link in parsed.links), address


@pytest.mark.parametrize("way", ["[x](<{}>)", "<{}>", '<a href="{}">x</a>', "[x]\n\n[x]: <{}>"])
def test_what_is_refused_is_told_and_its_words_stay(way: str) -> None:
    for address in REFUSED:
        parsed = parse(way.replace("{}", address))
        assert [said for said, _ in parsed.refused] == [address]
        assert ("x" if "x" in way else address) in unescape(parsed.html)
        assert "<a" not in parsed.html


@pytest.mark.parametrize(
    "address",
    ["http://x.example", "https://x.example", "mailto:a@b.example", "tel:0912", "sms:0912", "geo:21.0,105.8", "ftp://x.example/"],
)  # fmt: skip
def test_what_is_allowed_stays(address: str) -> None:
    for way in ("[x](<{}>)", "<{}>", '<a href="{}">x</a>'):
        parsed = parse(way.replace("{}", address))
        assert f'href="{address}"' in parsed.html
        assert parsed.refused == []


@pytest.mark.parametrize("address", ["Kế hoạch: lớp 6.pdf", "10:30", "a b:c", "/x:y", "#a:b", "?a:b", "./a:b", ""])
def test_what_has_no_scheme_is_no_scheme(address: str) -> None:
    assert scheme_of(address) == ""
    assert is_allowed(address)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://thu.example/thcs/tin/", "/tin/"),
        ("http://www.thu.example/thcs", "/"),
        ("//thu.example/thcs/a?b=1#c", "/a?b=1#c"),
        ("HTTPS://Thu.Example/thcs/", "/"),
        ("https://thu.example/thcs2/", None),
        ("https://thu.example/", None),
        ("https://thu.example:8080/thcs/", None),
        ("https://khac.example/thcs/", None),
        ("https://thu.example.evil.example/thcs/", None),
        ("https://[x/thcs/", None),
        ("/thcs/", None),
        ("ftp://thu.example/thcs/", None),
        ("https://thu.example/thcs//evil.example", "/evil.example"),
    ],
)
def test_own_addresses(url: str, path: str | None) -> None:
    assert own_path(url, "https://thu.example/thcs") == path
