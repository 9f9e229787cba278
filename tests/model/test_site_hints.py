"""What site.yaml leaves as the starter has it, or leaves empty is told."""

from __future__ import annotations

import pytest
from support import assert_worded, briefly

from ssg.model.messages import word
from ssg.model.siteyaml import read_site

TITLED = "title: Trường THCS Lam Khê\nurl: https://thcslamkhe.edu.vn\n"
OWNED = f"{TITLED}language: vi\ntheme: school\nhosting: nginx\n"


def told(text: str) -> list[str]:
    config, problems = read_site(text)
    assert config is not None
    assert_worded(problems)
    return briefly(problems)


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("governing: Họ và tên - Chức vụ\n", "6:12"),
        ('units:\n  - name: A\n    phone: "0000 000 000"\n', "8:12"),
        ("units:\n  - name: A\n    email: a@truong.example\n", "8:12"),
        ("units:\n  - name: Trường THCS Mẫu\n", "7:11"),
        ("units:\n  - Chi bộ Trường THCS Mẫu\n", "7:5"),
        ("units:\n  - name: A\n    address: Số nhà, đường, xã, tỉnh\n", "8:14"),
        ("links: [{title: A, url: 'https://truong.example/a'}]\n", "6:25"),
        ("menu:\n  - title: A\n    items:\n      - {title: B, url: 'http://truong.example'}\n", "9:25"),
    ],
)
def test_placeholders_are_told_wherever_they_stand(entry: str, place: str) -> None:
    assert [one for one in told(OWNED + entry) if "placeholder" in one] == [f"{place} text.placeholder (warning)"]


@pytest.mark.parametrize(
    "entry",
    [
        "# Họ và tên - Chức vụ\n", 'welcome: Chào  # 0000 000 000\n', 'governing: Ủy ban xã Trường THCS Mẫu Sơn\n',
        'units:\n  - name: Trường THCS Mẫu Sơn\n    phone: "0200 3000 000"\n',
    ],
)  # fmt: skip
def test_comments_and_true_names_are_not_told(entry: str) -> None:
    assert told(OWNED + entry) == []


@pytest.mark.parametrize("empty", ["", " ~", " null", "  # có hay không"])
@pytest.mark.parametrize(
    ("entry", "place", "used"),
    [
        ("rating:{}\n", "6:", "không"),
        ("statistics:\n  today:{}\n", "7:", "có"),
        ("photos:\n  downloads:{}\n", "7:", "không"),
        ("categories:\n  - name: A\n    rating:{}\n", "8:", "theo cài đặt chung của cổng"),
    ],
)
def test_an_empty_switch_has_its_default_and_is_told(entry: str, place: str, used: str, empty: str) -> None:
    config, problems = read_site(OWNED + entry.format(empty))
    assert config is not None
    categories = config.categories or ()
    assert (config.rating, config.statistics_today, config.photos.downloads) == (False, True, False)
    assert [category.rating for category in categories] == [None] * len(categories)
    assert [told.code for told in problems] == ["site.switch.empty"]
    assert briefly(problems)[0].startswith(place)
    assert used in word(problems[0], "vi")[0]
    assert_worded(problems)
