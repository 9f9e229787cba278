"""Quality and cost of related articles, by hand: ours, plain bigram TF-IDF (scikit-learn) and tags, side by side.

    python tests/benchmarks/compare_related.py CORPUS [--articles 6000] [--cost 10000 100000] [--cost-only]

CORPUS holds a folder a topic, each with one article a .txt file; labelled news is not part of this repository. Needs
the extra ``bench``. Quality is the share of an article's five nearest that are of its topic, all lifts off (tags: an
article's tags are its three most telling words). Cost is that of articles of 600 syllables made from the corpus.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from ssg.base.terms import facts_of, fold_syllables, pack_terms
from ssg.texts.basis import fit_basis, fold_in
from ssg.texts.closeness import Text, fit_source, measure_closeness
from ssg.texts.nearest import find_nearest

SHOWN = 5
Places = npt.NDArray[np.int64]


class Kept(dict[str, bytes]):
    """A memory for as long as the benchmark runs."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a result."""
        self[key] = value


def read_corpus(folder: Path, most: int) -> tuple[list[str], list[str]]:
    """Return texts and their topics, equally many a topic; texts that are equal are taken once."""
    topics = sorted(place for place in folder.iterdir() if place.is_dir())
    found: dict[str, str] = {}
    for topic in topics:
        taken = 0
        for file in sorted(topic.glob("*.txt")):
            text = file.read_text(encoding="utf-8", errors="replace")
            if taken < most // len(topics) and found.setdefault(text, topic.name) == topic.name:
                taken += 1
    return list(found), list(found.values())


def share(nearest: Places, topics: list[str]) -> float:
    """Return the share of the nearest (a line an article, -1 for none) that are of the article's topic."""
    named = np.array([*topics, ""])
    return float((named[nearest] == np.array(topics)[:, None]).mean())


def spread(score: Callable[[int, int], npt.NDArray[np.floating]], count: int) -> Places:
    """Return the five best of each line of scores, computed 500 lines at a time; never a line itself."""
    lines = []
    for start in range(0, count, 500):
        scores = score(start, min(start + 500, count))
        scores[np.arange(len(scores)), np.arange(start, start + len(scores))] = -1
        lines.append(np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN])
    return np.concatenate(lines)


def ours(texts: list[str]) -> Places:
    """Return the five nearest by this program."""
    packed = [pack_terms(text) for text in texts]
    rows = fold_in(fit_basis(packed), packed)
    return find_nearest(rows, len(rows)).places[:, :SHOWN].astype(np.int64)


def bigrams(texts: list[str]) -> Places:
    """Return the five nearest by cosine of TF-IDF over pairs of syllables, all pairs compared."""
    folded = [" ".join(fold_syllables(text)) for text in texts]
    maker = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(2, 2), sublinear_tf=True, min_df=2, max_df=0.3)
    table = maker.fit_transform(folded).tocsr()
    return spread(lambda start, end: (table[start:end] @ table.T).toarray(), len(texts))


def tags(texts: list[str]) -> Places:
    """Return five articles that share the most tags, ties by place, where an editor tags with three telling words."""
    folded = [" ".join(fold_syllables(text)) for text in texts]
    table = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(2, 2), min_df=5, max_df=0.05).fit_transform(folded)
    best = [table[at].indices[np.argsort(-table[at].data, kind="stable")[:3]] for at in range(len(texts))]
    marks = [" ".join(f"t{n}" for n in one) for one in best]
    shared = CountVectorizer(token_pattern=r"\S+").fit_transform(marks).tocsr()
    return spread(lambda start, end: (shared[start:end] @ shared.T).toarray().astype(np.float64), len(texts))


def compare_quality(texts: list[str], topics: list[str]) -> None:
    """Print the share of each way."""
    counts = Counter(topics)
    chance = sum(n * (n - 1) for n in counts.values()) / (len(texts) * (len(texts) - 1))
    print(f"{len(texts)} articles, {len(counts)} topics; share of the {SHOWN} nearest that are of the same topic")
    print(f"  chance                  {chance:.4f}")
    for name, way in (("tags only", tags), ("syllable bigrams TF-IDF", bigrams), ("ours, lifts off", ours)):
        started = time.process_time()
        print(f"  {name:<23} {share(way(texts), topics):.4f}   {time.process_time() - started:6.2f} s of CPU in all")


def make_articles(texts: list[str], count: int) -> list[str]:
    """Return articles of 600 syllables, each of one text and a stretch of another of its neighbours' in the corpus."""
    rng = random.Random(1)
    words = [text.split() for text in texts]
    made = []
    for at in range(count):
        one, other = words[at % len(words)], words[(at + rng.randrange(1, 60)) % len(words)]
        made.append(" ".join((one[rng.randrange(40) :] + other * 4 + one * 4)[:600]))
    return made


def measure_cost(texts: list[str], count: int) -> None:
    """Print what a clean and a following run cost, and how many of the five nearest an exact search would give."""
    started = time.process_time()
    packed = list(map(pack_terms, make_articles(texts, count)))
    articles = [Text(name=str(at), facts=facts_of(one)) for at, one in enumerate(packed)]
    reading = (time.process_time() - started) / count
    memory = Kept()
    source = fit_source(packed, memory)
    wall, cpu = time.perf_counter(), time.process_time()
    closeness = measure_closeness(articles, packed.__getitem__, count, source, memory)
    clean = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{count} articles of 600 syllables (packing them, with the making of them: {reading * 1000:.3f} ms each)")
    print(f"  clean: {clean[1]:.2f} s of CPU, {clean[0]:.2f} s")
    packed[-1] = pack_terms("bài vừa sửa " + texts[7])
    articles[-1] = Text(name="edited", facts=facts_of(packed[-1]))
    wall, cpu = time.perf_counter(), time.process_time()
    measure_closeness(articles, packed.__getitem__, count, source, memory)
    print(f"  one edited: {time.process_time() - cpu:.2f} s of CPU, {time.perf_counter() - wall:.2f} s")
    some = np.random.default_rng(1).permutation(count)[:500]
    scores = closeness.rows[some].astype(np.float32) @ closeness.rows.astype(np.float32).T
    scores[np.arange(len(some)), some] = -1
    exact = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
    found = closeness.nearest.places[some, :SHOWN]
    recall = np.mean([len(set(a) & set(b)) / SHOWN for a, b in zip(exact.tolist(), found.tolist(), strict=True)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  recall@{SHOWN} against comparing all: {recall:.4f}; peak memory of the whole process: {peak:.0f} MB")


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--cost", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--cost-only", action="store_true")
    given = parser.parse_args()
    texts, topics = read_corpus(given.corpus, given.articles)
    for count in given.cost:
        measure_cost(texts, count)
    if not given.cost_only:
        compare_quality(texts, topics)


if __name__ == "__main__":
    main()
