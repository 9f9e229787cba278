"""How far an article is lifted in another's list: what the two share besides their words, and nearness in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssg.model.articles import Article
from ssg.site.index import ListKey, keys_of
from ssg.site.naming import Naming

Ints = npt.NDArray[np.int64]

UNIT = 1 << 14
# a score of 1, that of two equal texts; scores are whole numbers, so that rounding is done before they are compared
LIFTS = {"tag": UNIT * 6 // 100, "thread": UNIT // 10, "category": UNIT * 3 // 100, "unit": UNIT * 2 // 100}
# for each tag, category … that two articles share
TIME = UNIT * 2 // 100
HALF_LIFE = 365 * 86_400
# seconds after which nearness in time counts half
_MOST = {"tag": 8, "category": 4, "unit": 1, "thread": 1}
# of each kind that count for one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """Why an article is lifted in another's list."""

    kind: str
    # unit | category | tag | thread | time
    slug: str
    # of what both have; "" for time
    points: int
    # of UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What articles may share, a line an article; lists are named by numbers."""

    marks: Mapping[str, Ints]
    # by kind: the lists each article stands in, -1 where there are no more
    lists: Mapping[str, tuple[Ints, Ints]]
    # by kind: the listed articles of one list after the other, newest first, and the number of each one's list
    keys: Sequence[ListKey]
    # by number
    times: Ints
    # seconds


def collect_traits(
    at: Sequence[dt.datetime],
    unlisted: Iterable[Article],
    place: Mapping[str, int],
    lists: Mapping[ListKey, Sequence[str]],
    naming: Naming,
) -> Traits:
    """Return the traits of articles; ``at`` holds each one's time, ``place`` its line by its path. ``unlisted`` are
    those that stand in no list.
    """
    keys = sorted(key for key in lists if key[0] in _MOST)
    number = {key: at for at, key in enumerate(keys)}
    alone = [
        (kind_slug, place[a.path])
        for a in unlisted
        for kind_slug in dict.fromkeys(key for key, _ in keys_of(a, naming))
        if kind_slug in number
    ]
    listed: dict[str, tuple[Ints, Ints]] = {}
    marks: dict[str, Ints] = {}
    for kind in _MOST:
        mine = [key for key in keys if key[0] == kind]
        lines = np.array([place[path] for key in mine for path in lists[key]], np.int64)
        numbers = np.repeat(np.array([number[k] for k in mine], np.int64), [len(lists[k]) for k in mine])
        listed[kind] = lines, numbers
        more = np.array([(line, number[key]) for key, line in alone if key[0] == kind], np.int64).reshape(-1, 2)
        marks[kind] = _table(np.append(lines, more[:, 0]), np.append(numbers, more[:, 1]), len(at), _MOST[kind])
    times = np.array([int(one.timestamp()) for one in at], np.int64)
    return Traits(marks=marks, lists=listed, keys=keys, times=times)


def _table(line: Ints, number: Ints, lines: int, most: int) -> Ints:
    """Return the numbers by their lines, at most ``most`` a line, the lowest first."""
    if not len(line):
        return np.full((lines, 1), -1)
    order = np.lexsort((number, line))
    line, number = line[order], number[order]
    column = np.arange(len(line)) - np.searchsorted(line, line)
    table = np.full((lines, min(most, int(column.max()) + 1)), -1)
    fit = column < table.shape[1]
    table[line[fit], column[fit]] = number[fit]
    return table


def sum_lifts(traits: Traits, one: Ints, other: Ints) -> Ints:
    """Return the points of all lifts for each pair of lines."""
    points: Ints = TIME * HALF_LIFE // (HALF_LIFE + np.abs(traits.times[one] - traits.times[other]))
    for kind, table in traits.marks.items():
        for mine in table.T:
            has = mine[one] >= 0
            for theirs in table.T:
                points += LIFTS[kind] * ((mine[one] == theirs[other]) & has)
    return points


def explain_lifts(traits: Traits, one: int, other: int) -> list[Lift]:
    """Return the lifts of a pair of lines one by one; together they make sum_lifts()."""
    found = []
    for kind, table in traits.marks.items():
        shared = {int(n) for n in table[one] if n >= 0} & {int(n) for n in table[other]}
        found += [Lift(kind=kind, slug=traits.keys[n][1], points=LIFTS[kind]) for n in sorted(shared)]
    apart = abs(int(traits.times[one]) - int(traits.times[other]))
    return [*found, Lift(kind="time", slug="", points=TIME * HALF_LIFE // (HALF_LIFE + apart))]
