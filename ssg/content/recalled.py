"""Published articles as an earlier build read them, each unpacked when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from ssg.content.memory import Memory
from ssg.content.reader import article_of
from ssg.content.shelf import Shelf
from ssg.model.articles import Article


class Recalled(MutableMapping[str, Article]):
    """Articles by path. What the memory lost, or read otherwise since, is read from its file, which is as it was."""

    def __init__(
        self, digests: Mapping[str, str], categories: Mapping[str, tuple[str, ...]], memory: Memory, shelf: Shelf
    ) -> None:
        self._digests = digests
        # of each, as it was published
        self._categories = categories
        # found for those that name none
        self._memory, self._shelf = memory, shelf
        self._articles: dict[str, Article | None] = dict.fromkeys(digests)

    def __reduce__(self) -> tuple[Callable[..., dict[str, Article]], tuple[dict[str, Article]]]:
        return dict, (dict(self),)  # a copy in another process has them all

    def __getitem__(self, path: str) -> Article:
        article = self._articles[path]
        if article is None:
            article = self._articles[path] = self._recall(path)
        return article

    def __setitem__(self, path: str, article: Article) -> None:
        self._articles[path] = article

    def __delitem__(self, path: str) -> None:
        del self._articles[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, path: object) -> bool:
        return path in self._articles

    def _recall(self, path: str) -> Article:
        note = self._memory.note(path)
        known = note is not None and note.article.digest == self._digests[path]
        article = note.article if note and known else article_of(path, self._shelf)
        chosen = self._categories.get(path)
        return replace(article, categories=chosen) if chosen else article
