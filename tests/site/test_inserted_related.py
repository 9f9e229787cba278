"""One more text among many: the lists are those that would be found anew, and the changed ones are named."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import pytest
from newskit import NOW, TOPICS, Kept, post, relate, story

from ssg.base.dates import Stamp
from ssg.base.terms import pack_terms
from ssg.model.articles import Article
from ssg.site.addresses import Clock
from ssg.site.index import enter
from ssg.site.related import Related

Post = tuple[Article, str]


def posts_of(rng: random.Random, old: int = 270, twins: bool = False) -> list[Post]:
    """Return articles of two years ago and before, and some of this year; enough for their basis to be kept."""
    posts = []
    for at in range(old + 60):
        topic = rng.choice(list(TOPICS))
        day = -1000 + at if at < old else (at - old) * 3
        keys: dict[str, Any] = {"tags": tuple(rng.sample("abcdefgh", 2)), "unit": rng.choice(["x", "y", ""])}
        text = story(topic, at // 4 if twins else at, rng.choice([25, 60, 120]))
        keys["expires"] = Stamp(at=NOW - dt.timedelta(days=at % 7), has_time=True) if at % 19 == 0 else None
        posts.append(post(f"{topic}-{at}", day, text, thread=rng.choice(["t", ""]), **keys))
    return posts


def insert(related: Related, new: Post) -> set[str] | None:
    """Take in an article as a portal that stands does."""
    article, text = new
    found = related._addresses
    found.url[article.path], found.articles[article.path] = f"/tin-tuc/{article.slug}/", article
    assert enter(related._index, found, article.path, Clock(now=NOW))
    return related.insert(article.path, pack_terms(text))


def check(related: Related, posts: Sequence[Post], memory: Kept, new: Post) -> bool:
    """Insert an article and compare; return False where that has to be done anew."""
    before = dict(related.of_all())
    changed = insert(related, new)
    if changed is None:
        return False
    anew = relate(posts, memory=memory, fitted=related.fitted).of_all()
    assert related.of_all() == anew
    assert changed == {path for path, near in anew.items() if near != before.get(path)}
    return True


@pytest.mark.parametrize("seed", range(6))
def test_lists_are_those_found_anew(seed: int) -> None:
    rng, memory, inserted = random.Random(seed), Kept(), 0
    posts = posts_of(rng, twins=seed % 3 == 2)
    related = relate(posts, memory=memory)
    for turn in range(12):
        topic = rng.choice(list(TOPICS))
        text = story(topic, 9000 + turn, rng.choice([3, 25, 80, 200]))
        keys = {"tags": tuple(rng.sample("abcdefgh", 3)), "unit": rng.choice(["x", "y", ""])}
        new = post(f"moi-{turn}", rng.choice([0, 100, 170, 175, 200, 230 + turn]), text, **keys)
        posts.append(new)
        if check(related, posts, memory, new):
            inserted += 1
        else:
            related = relate(posts, memory=memory, fitted=related.fitted)
    assert inserted > 8


def test_articles_without_enough_candidates_take_new_ones_of_their_time() -> None:
    rng, memory = random.Random(5), Kept()
    posts = posts_of(rng)
    same = story("y-te", 1, 120)
    posts += [post(f"giong-{at}", at, same) for at in range(120)]
    related = relate(posts, memory=memory)
    for turn in range(6):
        new = post(f"moi-{turn}", 20 * turn, story("van-nghe", 9100 + turn))
        posts.append(new)
        assert check(related, posts, memory, new)


@pytest.mark.parametrize(
    ("day", "text"),
    [(100, ""), (100, story("bong-da", 250, 120))],
    ids=["no text", "a twin"],
)
def test_what_moves_more_is_done_anew(day: int, text: str) -> None:
    posts, memory = posts_of(random.Random(3)), Kept()
    posts[290] = post("goc", 60, story("bong-da", 250, 120))
    related = relate(posts, memory=memory)
    related.of_all()
    assert insert(related, post("moi", day, text)) is None
