from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newskit import NOW, TOPICS, Kept, lists, mixed, names, post, relate, story

from ssg.base.dates import Stamp
from ssg.model.articles import Article
from ssg.site.lifts import UNIT

PAST = Stamp(at=NOW - dt.timedelta(days=1), has_time=True)


def test_the_nearest_are_of_the_same_topic_and_the_list_is_full() -> None:
    related = relate(mixed(8))
    for name, near in lists(related).items():
        assert len(near) == 5
        assert name not in near
        assert {one.rpartition("-")[0] for one in near} == {name.rpartition("-")[0]}


def test_spelling_of_tones_and_capitals_makes_no_difference() -> None:
    old = "Hoà giải thuỷ lợi khoẻ mạnh toà án hoả hoạn " * 3
    new = "hòa giải thủy lợi khỏe mạnh tòa án hỏa hoạn " * 2 + "và cùng trường"
    related = relate([*mixed(3), post("cu", 400, old), post("moi", 0, new)], count=1)
    assert names(related, "cu") == ["moi"]
    assert names(related, "moi") == ["cu"]


def test_old_articles_point_forward_to_newer_ones() -> None:
    related = relate([*mixed(6), post("moi", 300, story("y-te", 99))], count=6)
    assert "moi" in names(related, "y-te-0")


@pytest.mark.parametrize("count", [0, 1, 2, 5])
@pytest.mark.parametrize("text", [True, False])
def test_tiny_sites_show_all_there_is(count: int, text: bool) -> None:
    posts = [post(f"bai-{n}", n, story("y-te", n) if text else "") for n in range(count)]
    for name, near in lists(relate(posts)).items():
        assert sorted(near) == sorted(f"bai-{n}" for n in range(count) if f"bai-{n}" != name)


def test_a_tiny_site_knows_its_topics_too() -> None:
    posts = [post(f"{topic}-{n}", day * 50, story(topic, n)) for day, (n, topic) in enumerate(
        [(0, "y-te"), (0, "bong-da"), (1, "y-te"), (1, "bong-da"), (2, "y-te")]
    )]  # fmt: skip
    related = relate(posts, count=2)
    assert set(names(related, "y-te-0")) == {"y-te-1", "y-te-2"}
    assert names(related, "bong-da-0")[0] == "bong-da-1"


def test_articles_without_text_are_related_by_what_they_share_then_by_time() -> None:
    posts = [post(f"anh-{n}", n * 10, tags=("lễ hội",) if n in (1, 9) else ()) for n in range(12)]
    related = relate([*posts, *mixed(3)], count=3)
    assert names(related, "anh-1")[0] == "anh-9"
    assert names(related, "anh-5")[:2] == ["anh-6", "anh-4"]
    assert all(len(near) == 3 for near in lists(related).values())


def test_a_portal_of_photos_alone_has_full_lists() -> None:
    related = relate([post(f"anh-{n}", n, categories=(f"muc-{n}",)) for n in range(120)], count=40)
    assert all(len(set(near)) == 40 for near in lists(related).values())


LIFTED: dict[str, dict[str, Any]] = {
    "tag": {"tags": ("Hội trại",)},
    "thread": {"thread": "hoi-trai"},
    "category": {"categories": ("rieng",)},
    "unit": {"unit": "chi-bo"},
}


@pytest.mark.parametrize("liked", ["a", "b"])
@pytest.mark.parametrize("kind", LIFTED)
def test_what_two_share_lifts_one_of_two_equally_near(kind: str, liked: str) -> None:
    keys = {name: LIFTED[kind] if name == liked else {} for name in ("a", "b")}
    posts = [post("goc", 10, **LIFTED[kind]), post("a", 0, **keys["a"]), post("b", 20, **keys["b"])]
    assert names(relate(posts, count=1), "goc") == [liked]
    assert names(relate([*mixed(3), *posts], count=1), "goc") == [liked]


def test_nearness_in_time_decides_where_nothing_else_does() -> None:
    related = relate([post("goc", 100), post("xa", 0), post("gan", 130), post("giua", 30)], count=3)
    assert names(related, "goc") == ["gan", "giua", "xa"]


def test_ties_go_by_date_then_url() -> None:
    posts = [post("goc", 100), post("cu", 90), post("moi", 110), post("d", 110), post("a", 110)]
    assert names(relate(posts, count=4), "goc") == ["a", "d", "moi", "cu"]


def test_hand_picked_first_excluded_never() -> None:
    posts = mixed(6)
    posts[0] = post("bong-da-0", 0, posts[0][1], related=("van-nghe-3", "tuyen-sinh-2"), related_exclude=("bong-da-1",))
    related = relate(posts)
    near = names(related, "bong-da-0")
    assert near[:2] == ["van-nghe-3", "tuyen-sinh-2"]
    assert set(near[2:]) < {f"bong-da-{n}" for n in range(2, 6)}
    assert related.of("bong-da-0.md") == (related.of_all()["bong-da-0.md"], [])


def test_a_list_is_full_though_all_the_near_ones_are_excluded() -> None:
    barred = tuple(f"bai-{n}" for n in range(1, 61))
    posts = [post("bai-0", 0, story("y-te", 0), related_exclude=barred)]
    posts += [post(f"bai-{n}", n, story("y-te", n)) for n in range(1, 66)]
    assert sorted(names(relate(posts), "bai-0")) == sorted(f"bai-{n}" for n in range(61, 66))


def test_hand_picking_oneself_an_expired_one_or_the_same_twice() -> None:
    said = ("goc", "het-han", "y-te-1", "y-te-1")
    posts = [*mixed(3), post("goc", 5, related=said), post("het-han", 6, expires=PAST)]
    assert names(relate(posts, count=3), "goc").count("y-te-1") == 1
    assert names(relate(posts, count=3), "goc")[0] == "y-te-1"
    assert not {"goc", "het-han"} & set(names(relate(posts, count=3), "goc"))


def test_expired_ones_stand_in_no_list_and_keep_their_own() -> None:
    posts = [*mixed(6), post("het-han", 3, story("y-te", 77), expires=PAST)]
    found = lists(relate(posts))
    assert all("het-han" not in near for near in found.values())
    assert {one.rpartition("-")[0] for one in found["het-han"]} == {"y-te"}


def test_standing_pages_have_no_list_and_stand_in_none() -> None:
    page, text = post("gioi-thieu", 0, story("y-te", 1), page=True, categories=())
    related = relate([*mixed(3), (page, text)], count=50)
    assert "gioi-thieu.md" not in related.of_all()
    assert related.of("gioi-thieu.md") == ([], [])
    assert all("gioi-thieu" not in near for near in lists(related).values())


def test_articles_posted_twice_are_shown_once_and_named() -> None:
    again = story("y-te", 1, 200)
    posts = [*mixed(6), post("thong-bao", 10, again), post("thong-bao-lai", 12, again + " kính báo")]
    related = relate(posts, count=6)
    for name, near in lists(related).items():
        assert len({"thong-bao", "thong-bao-lai"} & set(near)) <= 1, name
        assert len(near) == 6
    assert "thong-bao-lai" not in names(related, "thong-bao")
    (told,) = related.problems()
    assert (told.code, told.severity.value, told.path) == ("related.twins", "hint", "content/thong-bao.md")
    assert dict(told.values) == {"a": "content/thong-bao.md", "b": "content/thong-bao-lai.md"}


def test_a_notice_given_again_when_the_old_one_has_expired_is_no_twin_to_tell_of() -> None:
    again = story("y-te", 1, 200)
    posts = [*mixed(3), post("nam-ngoai", 10, again, expires=PAST), post("nam-nay", 90, again)]
    assert relate(posts).problems() == []


def test_many_twins_are_told_in_one_line() -> None:
    posts = [post(f"{n}-{copy}", n, story("y-te", n, 200)) for n in range(8) for copy in "ab"]
    (told,) = relate(posts).problems()
    assert told.code == "related.twins.many"
    assert dict(told.values)["n"] == "8"


@pytest.mark.parametrize("count", [2, 5, 400])
def test_articles_that_are_all_the_same_show_one_other(count: int) -> None:
    related = relate([post(f"bai-{n}", n, story("y-te", 0)) for n in range(count)])
    for name, near in lists(related).items():
        assert len(near) == 1
        assert near[0] != name
    assert names(related, "bai-0") == ["bai-1"]


def test_no_list_is_asked_for() -> None:
    related = relate(mixed(3), count=0)
    assert related.of_all() == {}
    assert related.problems() == []


@pytest.mark.parametrize("others", [60, 300])
def test_each_score_is_the_sum_of_what_is_told(others: int) -> None:
    keys = {"tags": ("a", "b"), "thread": "t", "unit": "u", "categories": ("x", "y")}
    posts = [post("goc", 0, story("y-te", 0), **keys), post("ban", 400, story("y-te", 1), **keys)]
    posts += [post(f"khac-{n}", n, story(list(TOPICS)[n % 4], n)) for n in range(2, others)]
    found = relate(posts).explain("goc.md", 10)
    assert len(found) == 10
    assert [near.shown for near in found] == [1, 2, 3, 4, 5, 0, 0, 0, 0, 0]
    assert [near.points for near in found] == sorted((near.points for near in found), reverse=True)
    best = found[0]
    assert best.path == "ban.md"
    kinds = [(lift.kind, lift.slug) for lift in best.lifts]
    assert sorted(kinds) == sorted(
        [("tag", "a"), ("tag", "b"), ("thread", "t"), ("unit", "u"), ("category", "x"), ("category", "y"), ("time", "")]
    )
    assert 0 < best.text <= UNIT


EDITS = ("text", "title", "date", "tags", "remove", "add", "expire", "move")


def edit(posts: list[tuple[Article, str]], kind: str, n: int) -> None:
    at = n % len(posts)
    article, text = posts[at]
    keys: dict[str, Any] = {
        "tags": article.tags,
        "expires": article.expires,
        "title": article.title,
        "categories": article.categories,
    }
    day = (article.at - dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC)).days
    name = article.path.removesuffix(".md")
    if kind == "remove":
        if len(posts) > 2:
            del posts[at]
    elif kind == "add":
        posts.append(post(f"moi-{n}-{len(posts)}", n % 40, story(list(TOPICS)[n % 4], n)))
    elif kind == "text":
        posts[at] = post(name, day, story(list(TOPICS)[n % 4], n + 50), **keys)
    elif kind == "date":
        posts[at] = post(name, n % 300 - 400 * (n % 2), text, **keys)
    else:
        new: dict[str, dict[str, Any]] = {
            "title": {"title": "Khác"},
            "tags": {"tags": (f"t{n % 3}",)},
            "expire": {"expires": PAST},
            "move": {"categories": ("muc-khac",)},
        }
        keys |= new[kind]
        posts[at] = post(name, day, text, **keys)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 60)), min_size=1, max_size=6), st.integers(1, 18))
def test_after_any_edits_lists_are_those_of_a_clean_run(edits: list[tuple[str, int]], each: int) -> None:
    posts, memory = mixed(each, length=60), Kept()
    relate(posts, memory=memory).of_all()
    for kind, n in edits:
        edit(posts, kind, n)
        assert relate(posts, memory=memory).of_all() == relate(posts).of_all()


def test_in_a_large_portal_no_text_moves_the_vectors_of_others() -> None:
    posts, memory = mixed(80, length=60), Kept()
    first = relate(posts, memory=memory)
    before = first.of_all()
    assert first.is_refitted
    posts[3] = post("van-nghe-0", 3, story("y-te", 500))
    related = relate(posts, memory=memory, fitted=first.fitted)
    assert related.of_all() == relate(posts, fitted=first.fitted).of_all()
    assert not related.is_refitted
    assert names(related, "van-nghe-0")[0].startswith("y-te")
    changed = {path.rpartition("-")[0] for path, near in related.of_all().items() if near != before[path]}
    assert changed <= {"van-nghe", "y-te"}


def test_the_basis_is_fitted_anew_once_articles_have_grown_by_a_quarter() -> None:
    posts = mixed(80, length=60)
    first = relate(posts)
    first.of_all()
    fitted = first.fitted
    assert fitted is not None
    assert fitted.size == 320
    more = [post(f"them-{n}", n, story(list(TOPICS)[n % 4], 900 + n, 60)) for n in range(81)]
    for count, is_refitted in ((80, False), (81, True)):
        related = relate([*posts, *more[:count]], fitted=fitted)
        related.of_all()
        assert related.is_refitted is is_refitted
