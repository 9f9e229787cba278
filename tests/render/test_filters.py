"""Words, dates and counts as pages print them, preset by preset."""

from __future__ import annotations

import datetime as dt

import pytest

from ssg.base.dates import Stamp
from ssg.model.articles import Rating
from ssg.model.config import Config
from ssg.model.parts import Link
from ssg.model.siteyaml import read_site
from ssg.render.filters import Words, rfc822, rfc3339

ZONE = dt.timezone(dt.timedelta(hours=7))
WHEN = Stamp(at=dt.datetime(2022, 10, 4, 9, 1, tzinfo=ZONE), has_time=True)
DAY = Stamp(at=dt.datetime(2022, 10, 4, tzinfo=ZONE), has_time=False)


def require_site(text: str) -> Config:
    config, problems = read_site(text)
    assert config is not None
    assert problems == []
    return config


def words(**site: str) -> Words:
    lines = ["title: Trường", "url: https://t.example", *(f"{key}: {value}" for key, value in site.items())]
    return Words(require_site("\n".join(lines)))


@pytest.mark.parametrize(
    ("formats", "language", "text"),
    [
        ("{views: label}", "vi", "Lượt xem: 1.162"),
        ('{views: label, thousands: ""}', "vi", "Lượt xem: 1162"),
        ("{views: suffix}", "vi", "1.162 lượt xem"),
        ("{views: bare}", "vi", "1.162"),
        ("{views: english}", "vi", "1.162 Views"),
        ('{views: english, thousands: ","}', "vi", "1,162 Views"),
        ("{views: none}", "vi", ""),
        ('{views: "{n} lượt"}', "vi", "1.162 lượt"),
        ("{views: suffix}", "en", "1,162 views"),
    ],
)
def test_view_counts(formats: str, language: str, text: str) -> None:
    assert words(formats=formats, language=language).views_text(1162) == text


@pytest.mark.parametrize(
    ("form", "timed", "untimed"),
    [
        ("standard", "Thứ Ba, 04/10/2022 09:01", "Thứ Ba, 04/10/2022"),
        ("nukeviet", "Thứ ba - 04/10/2022 09:01", "Thứ ba - 04/10/2022"),
        ("portal", "Ngày đăng 04/10/2022 | 09:01", "Ngày đăng 04/10/2022"),
        ("short", "04/10/2022", "04/10/2022"),
        ("decree30", "Thứ Ba, ngày 04 tháng 10 năm 2022", "Thứ Ba, ngày 04 tháng 10 năm 2022"),
        ("none", "", ""),
        ('"{hour:02}:{minute:02}, {day}/{month}"', "09:01, 4/10", "4/10"),
    ],
)
def test_publish_times(form: str, timed: str, untimed: str) -> None:
    one = words(formats=f"{{published: {form}}}")
    assert (one.published(WHEN), one.published(DAY), one.published(None)) == (timed, untimed, "")


@pytest.mark.parametrize(
    ("form", "text"), [("label", "Nguồn: UET-News"), ("from", "Theo UET-News"), ("brackets", "(UET-News)")]
)
def test_sources(form: str, text: str) -> None:
    assert words().label_html(f"source.{form}", name="UET-News") == text


def test_names_are_joined_as_in_a_sentence_and_escaped() -> None:
    one = words()
    assert str(one.names([])) == ""
    assert str(one.names(["A"])) == "A"
    assert str(one.names(["A", "B <b>", "C"])) == "A, B &lt;b&gt; và C"
    linked = one.names([Link(title="A", url="/tac-gia/a/"), Link(title="B", url="")])
    assert str(linked) == '<a href="/tac-gia/a/">A</a> và B'


def test_english_counts_one_and_many() -> None:
    one = words(language="en")
    assert one.label("count", n=1) == "1 article"
    assert one.label("count", n=1234) == "1,234 articles"
    assert one.label("rating.total", points=5, votes=1) == "5 points from 1 rating"


@pytest.mark.parametrize(("points", "votes", "text"), [(24, 5, "4,8"), (5, 1, "5"), (9, 2, "4,5"), (0, 0, "0")])
def test_average_of_ratings(points: int, votes: int, text: str) -> None:
    assert words().average(Rating(points=points, votes=votes)) == text


def test_labels_of_older_portals_and_of_ones_own() -> None:
    one = words(labels_from="nukeviet", labels="{related: Bài tin liên quan}")
    assert one.label("home") == "Trang nhất"
    assert one.label("related") == "Bài tin liên quan"
    assert one.label("newer") == "Những tin mới hơn"


def test_addresses_below_a_path() -> None:
    one = Words(require_site("title: T\nurl: https://xa.example/thcs-lam-khe\n"))
    assert one.url("/tin-tuc/") == "/thcs-lam-khe/tin-tuc/"
    assert one.url("/thcs-lam-khe/tin-tuc/") == "/thcs-lam-khe/tin-tuc/"
    assert one.url("https://khac.example/a b") == "https://khac.example/a%20b"
    assert one.absolute("/anh/lễ hội.jpg") == "https://xa.example/thcs-lam-khe/anh/l%E1%BB%85%20h%E1%BB%99i.jpg"


def test_times_for_machines() -> None:
    assert rfc3339(WHEN) == "2022-10-04T09:01:00+07:00"
    assert rfc3339(DAY) == "2022-10-04"
    assert rfc822(WHEN.at) == "Tue, 04 Oct 2022 09:01:00 +0700"
