from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import REPO, ZONE, load_cases, named

from ssg.base import dateforms
from ssg.base.dateforms import WEEKDAYS, WEEKDAYS_LEGACY
from ssg.base.dates import DateError, Stamp, instant, read_date, stamp
from ssg.base.event_dates import read_event

PUBLISH = load_cases("publish-dates.yaml")
EVENTS = load_cases("event-dates.yaml")
SHOWN = load_cases("shown-dates.yaml")
REFUSED = load_cases("refused-dates.yaml")


@pytest.mark.parametrize("case", named(PUBLISH))
def test_publish_dates_are_read_day_first(case: dict[str, Any]) -> None:
    typed = read_date(case["name"])
    at = stamp(typed, ZONE)
    shown = f"{at.at:%Y-%m-%d %H:%M:%S}" if at.has_time else f"{at.day}"
    assert shown == case["read"]
    assert typed.weekday == case.get("weekday")


@pytest.mark.parametrize("case", named(REFUSED))
def test_what_is_no_date_is_refused_with_its_reason(case: dict[str, Any]) -> None:
    read: Any = read_date if case["kind"] == "publish" else lambda text: read_event(text, dt.date(2022, 10, 4))
    with pytest.raises(DateError) as caught:
        read(case["typed"])
    assert caught.value.code == case["code"]
    assert {k: v for k, v in caught.value.values.items() if k in case.get("values", {})} == case.get("values", {})


def test_the_mend_for_a_short_year_is_the_date_with_a_whole_one() -> None:
    with pytest.raises(DateError) as caught:
        read_date("04/10/22 09:01")
    assert "{day}/{year}".format(**caught.value.values) == "04/10/2022"


@pytest.mark.parametrize("case", named(EVENTS))
def test_event_dates_are_read_and_shown_in_running_form(case: dict[str, Any]) -> None:
    near = dt.date.fromisoformat(case.get("published", "2022-10-04"))
    reading = read_event(case["name"], near)
    assert dateforms.event(reading.event, "vi") == case["vi"]
    assert dateforms.event(reading.event, "en") == case.get("en", dateforms.event(reading.event, "en"))
    assert reading.guessed == case.get("guessed", False)
    assert reading.event.start.isoformat() == case.get("start", reading.event.start.isoformat())


@pytest.mark.parametrize("case", [c for c in named(EVENTS) if "thứ" not in c.values[0]["vi"]])
def test_an_event_date_as_shown_is_read_as_the_same_event(case: dict[str, Any]) -> None:
    event = read_event(case["name"], dt.date.fromisoformat(case.get("published", "2022-10-04"))).event
    again = read_event(dateforms.event(event, "vi"), dt.date(1990, 1, 1)).event
    assert again == event


@pytest.mark.parametrize("case", named(SHOWN))
def test_publish_dates_as_readers_see_them(case: dict[str, Any]) -> None:
    at = stamp(read_date(case["typed"]), ZONE)
    assert dateforms.published(at, case["form"], case.get("language", "vi")) == case["shown"]


@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("{weekday}, {day:02}/{month:02}/{year} {hour:02}:{minute:02}", True),
        ("Đăng ngày {day:02} tháng {month_decree} năm {year}", True),
        ("{day}/{month}", True),
        ("{{x}} {day}", True),
        ("{{x}}", False),
        ("ngày {dayy}", False),
        ("{day:>99999999}", False),
        ("{day:09}", False),
        ("{day!r}", False),
        ("{day.real}", False),
        ("{day[0]}", False),
        ("{day:{month}}", False),
        ("{}", False),
        ("{0}", False),
        ("{day", False),
        ("day}", False),
        ("{weekday:>5}", False),
        ("không có", False),
        ("", False),
    ],
)
def test_patterns_of_ones_own_are_checked(pattern: str, good: bool) -> None:
    assert dateforms.is_pattern(pattern) is good


def test_weekday_and_month_names() -> None:
    monday = dt.date(2024, 1, 1)
    days = [monday + dt.timedelta(days=n) for n in range(7)]
    assert [dateforms.long_day(d, "vi").split(",")[0] for d in days] == [
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
        "Chủ nhật",
    ]
    assert dateforms.long_day(dt.date(2022, 9, 29), "vi") == "Thứ Năm, ngày 29/9/2022"
    assert dateforms.long_day(dt.date(2022, 9, 29), "en") == "Thursday 29 September 2022"
    assert [dateforms.month_digits(m) for m in range(1, 13)] == ["01", "02", *map(str, range(3, 13))]
    assert (dateforms.month_name(2022, 9, "vi"), dateforms.month_name(2022, 9, "en")) == ("9/2022", "September 2022")


@pytest.mark.parametrize(
    ("first", "last", "vi", "en"),
    [
        ("2023-05-03", "2023-08-17", "từ 03/5/2023 đến 17/8/2023", "3 May – 17 Aug 2023"),
        ("2022-12-28", "2023-01-03", "từ 28/12/2022 đến 03/01/2023", "28 Dec 2022 – 3 Jan 2023"),
        ("2023-05-03", "2023-05-03", "ngày 03/5/2023", "3 May 2023"),
    ],
)
def test_the_days_a_page_spans(first: str, last: str, vi: str, en: str) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert (dateforms.span_of_days(*days, "vi"), dateforms.span_of_days(*days, "en")) == (vi, en)


def test_a_zone_that_is_typed_is_kept_to_and_shown_in_the_portals() -> None:
    at = stamp(read_date("2022-10-04T22:30Z"), ZONE)
    assert at.at.isoformat() == "2022-10-05T05:30:00+07:00"
    assert at.day == dt.date(2022, 10, 5)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
DAY_FORMS = [
    "{y}-{m:02}-{d:02}",
    "{y}-{m}-{d}",
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}-{m:02}-{y}",
    "{d:02}.{m:02}.{y}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d}/{m}/{y}",
    "{wd}, ngày {d:02} tháng {m:02} năm {y}",
    "{wd}, {d:02}/{m:02}/{y}",
    "{old} - {d:02}/{m:02}/{y}",
    "Ngày đăng {d:02}/{m:02}/{y}",
    "NGÀY {d}/{m}/{y}",
]
TIMED_FORMS = [
    "{y}-{m:02}-{d:02} {H:02}:{M:02}",
    "{y}-{m:02}-{d:02}T{H:02}:{M:02}",
    "{y}-{m:02}-{d:02}T{H:02}:{M:02}+07:00",
    "{y}-{m:02}-{d:02}T{H:02}:{M:02}:00.000+0700",
    "{d:02}/{m:02}/{y} {H:02}:{M:02}",
    "{d}/{m}/{y} {H}h{M:02}",
    "{H}h{M:02} {d:02}/{m:02}/{y}",
    "{H:02}:{M:02} {d:02}-{m:02}-{y}",
    "{H} giờ {M:02} phút, ngày {d:02}/{m:02}/{y}",
    "{H} giờ {M} ngày {d} tháng {m} năm {y}",
    "{H}h{M:02} ngày {d}/{m}/{y}",
    "{wd}, {d:02}/{m:02}/{y} {H:02}:{M:02}",
    "{old} - {d:02}/{m:02}/{y} {H:02}:{M:02}",
    "Ngày đăng {d:02}/{m:02}/{y} | {H:02}:{M:02}",
    "{d:02}/{m:02}/{y} | {H:02}:{M:02}",
    "{en}, {d:02}/{m:02}/{y} - {H:02}:{M:02}",
    "{H:02}:{M:02}:00 {d:02}/{m:02}/{y} (GMT+7)",
    "{d:02}/{m:02}/{y} lúc {H:02}:{M:02}",
    "{d:02}/{m:02}/{y}, {H:02}:{M:02}",
]


def _write(form: str, day: dt.date, time: dt.time) -> str:
    names = {"wd": WEEKDAYS[day.weekday()], "old": WEEKDAYS_LEGACY[day.weekday()], "en": f"{day:%A}"}
    return form.format(y=day.year, m=day.month, d=day.day, H=time.hour, M=time.minute, **names)


@pytest.mark.parametrize("form", DAY_FORMS)
@settings(max_examples=40)
@given(day=DAYS)
def test_every_day_in_every_form_is_read_back(form: str, day: dt.date) -> None:
    text = _write(form, day, dt.time())
    typed = read_date(text)
    assert (typed.day, typed.time, typed.zone) == (day, None, None)
    assert typed.weekday == (day.weekday() if re.search(r"\{(wd|old)\}", form) else None)
    assert stamp(typed, ZONE).day == day
    if "đăng" not in form:
        assert read_event(text, day).event.start == day


@pytest.mark.parametrize("form", TIMED_FORMS)
@settings(max_examples=40)
@given(day=DAYS, time=TIMES)
def test_every_time_of_every_day_in_every_form_is_read_back(form: str, day: dt.date, time: dt.time) -> None:
    typed = read_date(_write(form, day, time))
    assert (typed.day, typed.time) == (day, time)
    assert typed.weekday == (day.weekday() if re.search(r"\{(wd|old|en)\}", form) else None)


@given(DAYS, TIMES, st.sampled_from(["standard", "nukeviet", "portal", "short", "decree30"]))
def test_what_a_page_shows_is_read_as_the_day_it_shows(day: dt.date, time: dt.time, form: str) -> None:
    at = Stamp(at=dt.datetime.combine(day, time, ZONE), has_time=True)
    typed = read_date(dateforms.published(at, form, "vi"))
    assert typed.day == day
    assert typed.time == (time if form in ("standard", "nukeviet", "portal") else None)


@given(DAYS, DAYS)
def test_spans_of_days_are_read_back_as_they_are_shown(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    typed = f"từ ngày {first.day}/{first.month}/{first.year} đến ngày {last.day}/{last.month}/{last.year}"
    event = read_event(typed, first).event
    assert (event.start, event.end) == (first, last)
    again = read_event(dateforms.event(event, "vi"), dt.date(2000, 1, 1)).event
    assert (again.start, again.end) == (first, last)


@given(DAYS, st.integers(-170, 170))
def test_a_day_without_its_year_is_the_one_nearest_to_the_publish_date(published: dt.date, away: int) -> None:
    day = published + dt.timedelta(days=away)
    if (day.month, day.day) == (2, 29):
        return
    reading = read_event(f"{day.day}/{day.month}", published)
    assert reading.guessed
    assert reading.event.start == day


@given(st.one_of(st.text(max_size=30), st.text("0123456789/-.: hngàytố", max_size=25)))
def test_any_text_is_a_date_or_refused_with_a_reason(text: str) -> None:
    for read in (read_date, lambda said: read_event(said, dt.date(2022, 10, 4))):
        code = "date.read"
        try:
            read(text)
        except DateError as error:
            code = error.code
        assert code.startswith(("date.", "event."))


@pytest.mark.parametrize("year", [1800, 1945, 1969, 1970, 2026, 2999])
def test_a_time_is_made_of_its_seconds_before_1970_too(year: int) -> None:
    at = dt.datetime(year, 9, 2, 14, 30, tzinfo=ZONE)
    assert instant(int(at.timestamp()), ZONE) == at


def test_nothing_asks_the_system_for_a_time_of_its_seconds() -> None:
    """``datetime.fromtimestamp`` fails on Windows for years before 1970, in which many a school was founded."""
    sources = {path: path.read_text(encoding="utf-8") for path in (REPO / "ssg").rglob("*.py")}
    assert len(sources) > 100
    assert [path.name for path, text in sources.items() if re.search(r"\b(utc)?fromtimestamp\(", text)] == []
