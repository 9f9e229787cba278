"""Made-up news whose right neighbours are known: texts from the words of a few topics, and articles around them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from ssg.base.dates import Stamp
from ssg.base.terms import pack_terms
from ssg.base.text import slugify
from ssg.model.articles import Article, Body, Library, Reference
from ssg.site.addresses import Addresses, Clock
from ssg.site.index import build_index
from ssg.site.naming import name_all
from ssg.site.related import Related, Texts
from ssg.texts.memory import FittedBasis, Memory

TOPICS = {
    "bong-da": "bóng đá cầu thủ trận đấu bàn thắng trọng tài sân cỏ huấn luyện viên vô địch giải đấu khán giả",
    "y-te": "tiêm chủng vắc xin bệnh viện bác sĩ sốt xuất huyết khám sức khỏe phòng dịch thuốc men cách ly",
    "tuyen-sinh": "tuyển sinh hồ sơ nguyện vọng điểm chuẩn xét tuyển chỉ tiêu đăng ký nhập học phổ thông",
    "van-nghe": "văn nghệ tiết mục múa hát sân khấu trang phục đêm diễn ca khúc nhạc cụ biểu diễn khai mạc",
}
FILLER = "và của các trong những được cho với đã là có này khi từ người năm ngày nhà trường hôm nay cùng rất nhiều"
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


class Kept(dict[str, bytes]):
    """A memory that lasts as long as the test."""

    def put(self, key: str, value: bytes) -> None:
        self[key] = value


def story(topic: str, seed: int, length: int = 120) -> str:
    """Return a text of a topic; others of the same seed are the same."""
    rng = random.Random(f"{topic} {seed}")
    words = TOPICS[topic].split()
    pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words) - 1, 2)]
    return " ".join(rng.choice(pairs if rng.random() < 0.5 else FILLER.split()) for _ in range(length))


def post(name: str, day: int = 0, text: str = "", **keys: Any) -> tuple[Article, str]:
    """Return an article published ``day`` days after 1 January 2026, with the text of its body."""
    at = dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC) + dt.timedelta(days=day)
    for key in ("related", "related_exclude"):
        keys[key] = tuple(Reference(value=value) for value in keys.get(key, ()))
    keys.setdefault("title", name)
    keys.setdefault("categories", ("tin-tuc",))
    body = Body(html="", digest=name)
    stamp = Stamp(at=at, has_time=True)
    return Article(path=f"{name}.md", digest="", slug=slugify(name), published=stamp, body=body, **keys), text


def relate(
    posts: Sequence[tuple[Article, str]],
    count: int = 5,
    memory: Memory | None = None,
    fitted: FittedBasis | None = None,
) -> Related:
    """Return the related articles of a portal that holds these posts; drafts and future ones are left out before."""
    articles = tuple(article for article, _ in posts)
    urls = {a.path: f"/{a.categories[0] if a.categories else ''}/{a.slug}/" for a in articles}
    addresses = Addresses(url=urls, articles={a.path: a for a in articles}, naming=name_all(articles, {}))
    library = Library(articles=articles, units=(), categories=(), threads=(), static=())
    index = build_index(library, addresses, Clock(now=NOW))
    texts = Texts(packed={a.path: pack_terms(text) for a, text in posts}, memory=memory, fitted=fitted)
    return Related(addresses, index, count, texts)


def names(related: Related, name: str) -> list[str]:
    """Return the names in an article's list."""
    return [path.removesuffix(".md") for path in related.of_all()[f"{name}.md"]]


def lists(related: Related) -> Mapping[str, list[str]]:
    """Return every list, by name."""
    return {path.removesuffix(".md"): names(related, path.removesuffix(".md")) for path in related.of_all()}


def mixed(each: int, length: int = 120, **keys: Any) -> list[tuple[Article, str]]:
    """Return posts of every topic, taking turns, each called by its topic and number."""
    order = [(topic, n) for n in range(each) for topic in TOPICS]
    return [post(f"{t}-{n}", day, story(t, n, length), **keys) for day, (t, n) in enumerate(order)]
