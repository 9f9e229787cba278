from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import CASES, assert_worded, load_cases, named

from ssg.base.errors import in_order
from ssg.model.articles import Category, Reference, Thread, Unit
from ssg.model.config import (
    Banner,
    BannerGroup,
    Block,
    Config,
    Counters,
    Footer,
    Formats,
    Home,
    HomeBox,
    LinkGroup,
    Lists,
    MenuItem,
    PhotoRecipe,
    SiteLink,
)
from ssg.model.siteyaml import KEYS, read_site

FULL = (CASES / "site-full.yaml").read_text(encoding="utf-8")
WRONG = load_cases("site-mistakes.yaml")
SMALL = "title: Trường THCS Lam Khê\nurl: https://thcslamkhe.example\n"


def config_of(text: str) -> Config:
    config, problems = read_site(text)
    assert problems == []
    assert config is not None
    return config


def values_of(refs: Any) -> list[str]:
    return [ref.value for ref in refs]


def test_title_and_url_are_enough() -> None:
    config = config_of(SMALL)
    assert (config.title, config.url, config.language, config.timezone) == (
        "Trường THCS Lam Khê",
        "https://thcslamkhe.example",
        "vi",
        "Asia/Ho_Chi_Minh",
    )
    assert (config.units, config.categories, config.threads, config.menu) == (None, None, None, None)
    assert (config.formats, config.lists, config.home, config.photos) == (Formats(), Lists(), Home(), PhotoRecipe())
    assert (config.theme, config.rating, config.article_meta, config.markdown) == ("school", False, "top", "forgiving")
    assert [block.kind for block in config.blocks] == ["most-read", "newest", "banners", "links", "statistics"]


def test_the_example_holds_every_key() -> None:
    typed = {line.split(":")[0] for line in FULL.splitlines() if line and line[0].isalpha()}
    assert typed == set(KEYS)


def test_the_whole_example_has_no_problem() -> None:
    assert read_site(FULL)[1] == []


def test_plain_fields_of_the_example() -> None:
    config = config_of(FULL)
    assert config.title == "Trường THCS Lam Khê: Cổng thông tin #1"
    assert (config.url, config.base_path, config.origin) == (
        "https://xa.example/thcs-lam-khe",
        "/thcs-lam-khe",
        "https://xa.example",
    )
    assert (config.theme, config.article_meta, config.rating, config.statistics_today, config.markdown) == (
        "committee",
        "bottom",
        True,
        False,
        "commonmark",
    )
    assert config.governing == "Ủy ban nhân dân xã Lam Khê, tỉnh Nam Sơn"
    assert config.motto == "Dạy tốt - Học tốt"
    assert config.logo == Reference(value="logo.svg", line=12, column=7, where="logo")
    assert str(config.zone) == "Asia/Ho_Chi_Minh"


def test_formats_and_labels_of_the_example() -> None:
    config = config_of(FULL)
    assert config.formats == Formats(
        published="{weekday}, {day:02}/{month:02}/{year} | {hour:02}:{minute:02}",
        list="decree30",
        views="{n} lượt",
        thousands="",
        clock="english",
        source="brackets",
    )
    labels = dict(config.labels)
    assert labels["related"] == "Bài tin liên quan"
    assert labels["home"] == "Trang nhất"
    assert labels["skip"] == "Chuyển đến nội dung chính"


def test_units_categories_and_threads_of_the_example() -> None:
    config = config_of(FULL)
    assert config.units == (
        Unit(
            slug="truong",
            name="Trường THCS Lam Khê",
            kind="school",
            governing="UBND xã Lam Khê",
            address="Thôn 3, xã Lam Khê",
        ),
        Unit(slug="chi-bo", name="Chi bộ Trường THCS Lam Khê", kind="committee", parent="truong", theme="committee"),
        Unit(
            slug="thcs-bai-tram",
            name="Trường THCS Bãi Trầm",
            kind="school",
            phone="0200 3000 000",
            image="bai-tram.jpg",
            starts=dt.date(1990, 9, 5),
            until=dt.date(2025, 7, 31),
            successor="truong",
            former_names=("Trường PTCS Bãi Trầm", "Trường cấp 2 Bãi Trầm"),
        ),
        Unit(slug="to-van-phong", name="Tổ Văn phòng"),
    )
    assert config.categories == (
        Category(slug="dang-doan-the", name="Đảng - đoàn thể", rating=False),
        Category(slug="tin-tong-hop", name="Tin tổng hợp"),
        Category(slug="thong-bao", name="Thông báo"),
    )
    assert config.threads == (Thread(slug="ky-niem-40-nam", name="Kỷ niệm 40 năm thành lập trường"),)


def test_menu_of_the_example() -> None:
    menu = config_of(FULL).menu
    assert menu is not None
    assert [item.ref.value if item.ref else item.title for item in menu] == ["dang-doan-the", "Giới thiệu", "thong-bao"]
    assert menu[1].url == "/gioi-thieu/"
    assert menu[1].items == (
        MenuItem(
            title="Lịch sử", url="/lich-su/", items=(MenuItem(title="Thư ngỏ: 2024", url="https://xa.example/thu-ngo"),)
        ),
    )
    assert menu[2].title == "Báo tin"


def test_blocks_banners_and_links_of_the_example() -> None:
    config = config_of(FULL)
    shown = [
        (block.kind, block.ref.value if block.ref else "", block.title, block.count, block.days)
        for block in config.blocks
    ]
    assert shown == [
        ("most-read", "", "", 0, 0),
        ("list", "thong-bao", "", 5, 0),
        ("most-read", "chi-bo", "Chi bộ đọc gì", 3, 7),
        ("banners", "chinh-phu-dien-tu", "", 0, 0),
        ("links", "", "", 0, 0),
        ("statistics", "", "", 0, 0),
    ]
    assert config.blocks[0] == Block(kind="most-read")
    (group,) = config.banners
    assert group == BannerGroup(
        slug="chinh-phu-dien-tu",
        title="Chính phủ điện tử",
        items=(
            Banner(
                image=Reference(
                    value="banner.png", line=group.items[0].image.line, column=16, where="banners[0].items[0].image"
                ),
                url="https://dichvucong.gov.vn/?a=1&b=2",
                alt="Cổng Dịch vụ công quốc gia",
                starts=dt.date(2022, 1, 1),
                until=dt.date(2030, 12, 31),
            ),
        ),
    )
    assert config.links == (
        LinkGroup(title="", items=(SiteLink(title="Bộ Giáo dục và Đào tạo", url="https://moet.gov.vn"),)),
        LinkGroup(title="Địa phương", items=(SiteLink(title="UBND xã", url="https://xa.example"),)),
    )


def test_numbers_of_the_example() -> None:
    config = config_of(FULL)
    assert config.home.featured == 4
    assert config.home.boxes is not None
    assert [(box.ref.value, box.count) for box in config.home.boxes] == [
        ("tin-tong-hop", 5),
        ("dang-doan-the", 4),
        ("thong-bao", HomeBox(ref=Reference(value="")).count),
    ]
    assert config.home.photos == 0
    assert config.lists == Lists(page_size=30, newer=9, older=8, related=7, most_read=6, most_read_days=90)
    assert config.photos == PhotoRecipe(widths=(480, 800), formats=("webp", "jpeg"), quality=70, downloads=True)
    assert config.counters == Counters(logs=("/var/log/nginx/access.log*",), repeat_minutes=20, visits_before=250000)
    assert config.footer == Footer(
        governing="UBND xã",
        owner="Trường THCS Lam Khê",
        responsible="Bà Tạ Thị Minh Thục - Hiệu trưởng",
        decision="Quyết định số 15/QĐ ngày 05/9/2023: Ban Biên tập",
        licence="Số 1",
        address="Thôn 3, xã Lam Khê",
        phone="0200 3000 000",
        hotline="0912",
        email="vanphong@thcslamkhe.example",
        since=2023,
    )
    assert config.permalinks.article == "/tin/{year}/{slug}.html"


@pytest.mark.parametrize("case", named(WRONG))
def test_a_mistake_is_told_with_its_line_its_key_path_and_the_nearest_word(case: dict[str, Any]) -> None:
    text = case["text"] if case.get("whole") else SMALL + case["text"]
    before = 0 if case.get("whole") else 2
    config, problems = read_site(text)
    assert_worded(problems)
    told = []
    for found in in_order(problems):
        values = dict(found.values)
        shown = [
            f"{found.line - before}:{found.column} {found.code}",
            values.get("path") or values.get("key", ""),
            values.get("near", ""),
        ]
        told.append(" | ".join(part for part in shown if part))
    assert told == case["told"]
    assert all(p.path == "site.yaml" for p in problems)
    assert (config is None) == bool(case.get("unusable"))


@pytest.mark.parametrize(
    "menu",
    [
        "menu: [{title: A}]",
        "menu: [{url: /a/, title: A, items: [{title: B}]}]",
        "menu: [{title: A, items: [{title: B, items: [{title: C, url: /c/, items: [{title: D, url: /d/}]}]}]}]",
    ],
    ids=["leads nowhere", "leads nowhere below another", "too deep"],
)
def test_no_menu_entry_is_lost_without_a_word(menu: str) -> None:
    assert [p.line for p in read_site(SMALL + menu)[1]] == [3]


def test_every_mistake_is_found_in_one_run() -> None:
    _, problems = read_site(
        SMALL + "langauge: en\nrating: maybe\nlists: {page_size: 0}\nunits: [{name: A, parent: b}]\n"
    )
    assert sorted(p.code for p in problems) == ["fm.bool", "fm.type", "site.reference", "site.unknown"]


def test_windows_line_ends_marks_and_forms_make_no_difference() -> None:
    plain = config_of(FULL)
    for text in (FULL.replace("\n", "\r\n"), "\ufeff" + FULL, unicodedata.normalize("NFD", FULL)):
        assert repr(config_of(text)) == repr(plain)


def test_any_change_of_the_text_changes_the_digest() -> None:
    assert config_of(SMALL).digest != config_of(SMALL + "# x\n").digest


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://thcslamkhe.example", True),
        ("http://localhost:8000", True),
        ("https://xa.example/thcs-lam-khe/", True),
        ("https://xã.example", True),
        ("thcslamkhe.example", False),
        ("ftp://x.example", False),
        ("https://", False),
        ("https://x.example/?a=b", False),
        ("https://x.example/#a", False),
        ("https://x.example/a b", False),
        ("https://x.example/../a", False),
        ("https://[x", False),
        ("javascript:alert(1)", False),
        ("//x.example", False),
        ("https://x.example:cong", False),
    ],
)
def test_the_portals_address(url: str, good: bool) -> None:
    config, problems = read_site(f"title: T\nurl: {url}\n")
    assert ([p.code for p in problems], config is not None) == (([], True) if good else (["site.url"], False))


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from([*FULL.splitlines(), "  - a", "- b", "x:", "a: {", "}", "\t", '"']), max_size=12).map(
            "\n".join
        ),
    )
)
def test_any_text_is_a_config_or_problems(text: str) -> None:
    config, problems = read_site(text)
    assert_worded(problems)
    assert config is not None or problems


@given(
    st.sampled_from(KEYS),
    st.sampled_from(
        ["", "x", "[x]", "{x: y}", "[[]]", "[{}]", "-1", "~", "[{slug: '!'}]", "{from: x}", '"{"', "[{a: [b]}]"]
    ),
)
def test_any_key_with_any_kind_of_value_is_read_or_told(key: str, value: str) -> None:
    rest = "".join(line + "\n" for line in SMALL.splitlines() if not line.startswith(f"{key}:"))
    config, problems = read_site(f"{rest}{key}: {value}\n")
    assert_worded(problems)
    assert config is not None or key in ("title", "url")
