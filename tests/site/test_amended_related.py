"""One text changed among many: the lists are those that would be found anew, and the changed ones are named."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace

import pytest
from newskit import TOPICS, Kept, post, relate, story

from ssg.base.terms import pack_terms
from ssg.model.articles import Article

Post = tuple[Article, str]


def many(rng: random.Random) -> list[Post]:
    """Return enough articles for their basis to be kept."""
    posts = []
    for at in range(330):
        topic = rng.choice(list(TOPICS))
        day = -340 + at if at < 230 else at - 230
        keys = {"tags": (rng.choice("abcdefgh"),), "unit": rng.choice(["x", "y", ""]), "thread": rng.choice(["t", ""])}
        posts.append(post(f"{topic}-{at}", day, story(topic, at, rng.choice([25, 60, 120])), **keys))
    return posts


@pytest.mark.parametrize("seed", range(4))
def test_amended_lists_are_those_found_anew(seed: int) -> None:
    rng = random.Random(seed)
    posts, memory, amended = many(rng), Kept(), 0
    related = relate(posts, memory=memory)
    for turn in range(12):
        before = dict(related.of_all())
        at = rng.randrange(len(posts))
        article, _ = posts[at]
        new = story(rng.choice(list(TOPICS)), 1000 + turn, rng.choice([20, 80, 200]))
        text = posts[at - 1][1] if turn % 4 == 3 else new
        posts[at] = (article, text)
        changed = related.amend(article.path, pack_terms(text))
        anew = relate(posts, memory=memory, fitted=related.fitted)
        if changed is None:
            related = anew
            continue
        amended += 1
        assert related.of_all() == anew.of_all()
        assert changed == {path for path, near in anew.of_all().items() if near != before[path]}
    assert amended > 4


def test_the_same_text_changes_nothing_and_in_a_small_portal_any_other_everything() -> None:
    posts, memory = many(random.Random(9)), Kept()
    related = relate(posts, memory=memory)
    related.of_all()
    assert related.amend(posts[250][0].path, pack_terms(posts[250][1])) == set()
    small = relate(posts[:200], memory=memory)
    small.of_all()
    assert small.amend(posts[5][0].path, pack_terms(story("y-te", 5000))) is None


def test_a_twin_that_comes_about_is_no_small_change() -> None:
    posts, memory = many(random.Random(9)), Kept()
    related = relate(posts, memory=memory)
    related.of_all()
    assert related.amend(posts[250][0].path, pack_terms(posts[251][1])) is None


def test_another_title_tells_twins_of_few_words_apart() -> None:
    posts, memory = many(random.Random(9)), Kept()
    short = "Thông báo nghỉ lễ."
    posts[250], posts[251] = ((replace(posts[at][0], title="Thông báo"), short) for at in (250, 251))
    related = relate(posts, memory=memory)
    related.of_all()
    assert related.amend(posts[250][0].path, pack_terms(short)) == set()
    assert related.amend(posts[250][0].path, pack_terms(short), retitled=True) is None


def test_a_copy_kept_elsewhere_is_amended_like_the_first() -> None:
    posts, memory = many(random.Random(9)), Kept()
    related = relate(posts, memory=memory)
    related.of_all()
    copy = pickle.loads(pickle.dumps(related))
    copy.memory, copy.fitted = memory, related.fitted
    packed = pack_terms(story("van-nghe", 7000))
    assert copy.amend(posts[260][0].path, packed) == related.amend(posts[260][0].path, packed)
    assert copy.of_all() == related.of_all()


def test_before_anything_was_compared_a_text_is_only_taken_note_of() -> None:
    posts, memory = many(random.Random(9)), Kept()
    text = story("y-te", 8000)
    related = relate(posts, memory=memory)
    assert related.amend(posts[260][0].path, pack_terms(text)) == set()
    posts[260] = (posts[260][0], text)
    assert related.of_all() == relate(posts).of_all()
