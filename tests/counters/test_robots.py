"""Robots are known as the package knows them, only faster; people on telephones are none."""

from __future__ import annotations

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA, is_crawler
from logkit import PERSON, PHONE

from ssg.counters.robots import Agents, robot_test

INSTANCES = sorted({agent for entry in CRAWLER_USER_AGENTS_DATA for agent in entry.get("instances", [])})
PEOPLE = [
    PERSON,
    PHONE,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/124.0.182 "
    "Chrome/118.0.5993.182 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 14; SM-A536E; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/129.0.6668.100 Mobile Safari/537.36 Zalo android/12100651 ZaloTheme/light ZaloLanguage/vi",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "Zalo iOS/636 ZaloTheme/light ZaloLanguage/vn",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 "
    "[FBAN/FBIOS;FBAV/480.0.0;FBDV/iPhone14,5]",
]


def test_every_robot_the_package_knows_is_one() -> None:
    is_robot = robot_test()
    assert len(INSTANCES) > 1000
    assert [agent for agent in INSTANCES if is_robot(agent) != is_crawler(agent)] == []


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_are_none(agent: str) -> None:
    assert not robot_test()(agent)
    assert Agents().mark(agent.encode())


@pytest.mark.parametrize("agent", ["", "-", "Zalo/1.0", "ZaloBot/1.0", "zalobot", "curl/8.5.0", "Googlebot/2.1"])
def test_robots_and_the_nameless_have_no_mark(agent: str) -> None:
    assert Agents().mark(agent.encode()) == b""


def test_what_is_remembered_stays_small() -> None:
    agents = Agents(known=100, longest=50)
    for n in range(1050):
        agents.mark(b"Browser %d" % n)
        agents.mark(b"Browser %d" % n + b"x" * 100)
    assert 0 < len(agents.marks) <= 100
    assert max(map(len, agents.marks)) <= 50
