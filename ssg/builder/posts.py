"""Articles that come, move and go: what a build may not take offline by itself, and what it tells of those it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from ssg.base.dateforms import published
from ssg.base.errors import Problem, problem, warning
from ssg.builder.desk import Desk
from ssg.builder.report import CONTENT, Report
from ssg.content.reader import Content
from ssg.model.articles import Article
from ssg.model.config import Config
from ssg.model.pages import Published, output_path
from ssg.model.posts import News, NewsKind, Post, PostState, Stays
from ssg.model.remembered import Remembered
from ssg.site.addresses import article_url, is_expired
from ssg.site.portal import Portal
from ssg.state import State

LONG = dt.timedelta(days=366)
_SHOWN = 5
RESCHEDULED = "post.rescheduled"


def known_posts(state: State, remembered: Remembered, manifest: Mapping[str, Published]) -> dict[str, Post]:
    """Return the articles of the last build by path; where an older version kept none, those that have a page."""
    posts = state.posts()
    if posts:
        return posts
    urls = {path: urls[-1] for path, urls in remembered.urls.items() if urls}
    known = {path: manifest.get(output_path(url)) for path, url in urls.items()}
    return {path: Post(title="", url=urls[path]) for path, file in known.items() if file and file.digest}


def posts_of(portal: Portal, paths: Iterable[str] | None = None) -> dict[str, Post]:
    """Return the portal's articles by path, all of them or those of some paths; scheduled ones only among all."""
    found = {}
    for path in portal.addresses.url if paths is None else paths:
        article = portal.article(path)
        state = PostState.EXPIRED if is_expired(article, portal.clock) else PostState.LISTED
        found[path] = Post(title=article.title, url=portal.url(path), state=state, places=_places(article))
    for article in portal.addresses.scheduled if paths is None else ():
        url = article_url(article, portal.config.permalinks)
        found[article.path] = Post(title=article.title, url=url, state=PostState.WAITING, places=_places(article))
    return found


def _places(article: Article) -> tuple[str, ...]:
    units = (f"unit/{article.unit}",) if article.unit else ()
    return (*(f"category/{slug}" for slug in article.categories), *units)


def refuse_removal(
    desk: Desk, content: Content, before: Mapping[str, Post], after: Mapping[str, Post]
) -> Problem | None:
    """Return the problem of a build that would take too much offline though its files are there; None where it may."""
    if desk.options.allow_removal:
        return None
    online = {path: post for path, post in before.items() if post.state is not PostState.WAITING}
    here = {path: post for path, post in online.items() if path in content.files.found}
    left = [path for path, post in here.items() if not _is_online(after.get(path)) or _has_left(post, after[path])]
    gone = [path for path in left if not _is_online(after.get(path))]
    faded = [path for path, post in here.items() if _has_faded(post, after.get(path))]
    edited = {path for path in (*left, *faded) if _is_edited(desk, path)}
    articles = {article.path: article for article in content.library.articles}
    if desk.options.hide_broken:
        gone = [path for path in gone if path in articles or path not in edited]
    last = desk.state.built()
    if last is None or abs(desk.clock.now - last) < LONG:
        faded = [path for path in faded if path in edited]
    fewer = [*gone, *(faded if len(faded) > 1 else [])]
    if len(fewer) == 1 and fewer[0] in edited:
        fewer = []
    emptied = _emptied(here, after, {path for path in left if path not in edited or path in fewer})
    if 3 * len(fewer) <= len(online) and not emptied:
        return None
    if not fewer:
        return problem("removal.places", places=", ".join(emptied))
    drafts = sum(path in articles and articles[path].draft for path in gone)
    waiting = sum(path in after for path in gone)
    titles = [online[path].title or online[path].url for path in fewer]
    return problem(
        "removal.many",
        n=len(fewer),
        all=len(online),
        list=", ".join(f"“{title}”" for title in titles[:_SHOWN]) + (" …" if len(titles) > _SHOWN else ""),
        places=", ".join(emptied),
        now=f"{desk.clock.now:%d/%m/%Y %H:%M}",
        last=f"{last.astimezone(desk.config.zone):%d/%m/%Y %H:%M}" if last else "",
        waiting=waiting or "",
        drafts=drafts or "",
        expired=len(fewer) - len(gone) or "",
        broken=(len(gone) - drafts - waiting) or "",
    )


def _has_left(was: Post, now: Post) -> bool:
    return was.title != "" and not set(was.places) <= set(now.places)


def _has_faded(was: Post, now: Post | None) -> bool:
    """Return whether an article that was listed is past its time now; an older version did not tell what was listed."""
    return now is not None and now.state is PostState.EXPIRED and was.state is PostState.LISTED and was.title != ""


def _is_online(post: Post | None) -> bool:
    return post is not None and post.state is not PostState.WAITING


def _is_edited(desk: Desk, path: str) -> bool:
    """Return whether an article's file is another one than that which was published last."""
    try:
        data = (desk.root / CONTENT / path).read_bytes()
    except OSError:
        return False
    kept = desk.state.source(path)
    return kept is None or kept.data != data


def _emptied(here: Mapping[str, Post], after: Mapping[str, Post], left: Collection[str]) -> list[str]:
    """Return the categories and units all of whose articles would be there no more, in order; only those that ``left``
    by no edit of their own count as a cause.
    """
    places = {place for path in left for place in here[path].places}
    kept = {place for path in here if _is_online(after.get(path)) for place in after[path].places}
    return sorted(place.partition("/")[2] for place in places - kept)


def settle(desk: Desk, before: Mapping[str, Post], after: Mapping[str, Post]) -> dict[str, Post]:
    """Return the articles as they are in output/ now, and tell in the report of those whose page could not be written
    or removed: they are as they were until it can.
    """
    manifest, settled = desk.publisher.manifest, dict(after)
    for path, post in after.items():
        if _is_online(post) and output_path(post.url) not in manifest:
            del settled[path]
            if path in before:
                settled[path] = before[path]
            if not _is_online(before.get(path)):
                desk.report.news.append(News(kind=NewsKind.LATE, title=post.title, url=desk.config.url + post.url))
    urls = {post.url for post in after.values()}
    for path, post in before.items():
        gone = path not in after and _is_online(post) and post.url not in urls
        if gone and output_path(post.url) in manifest:
            settled[path] = post
            desk.report.news.append(News(kind=NewsKind.STUCK, title=post.title, url=desk.config.url + post.url))
    return settled


def tell_news(
    desk: Desk, content: Content, portal: Portal, before: Mapping[str, Post], after: Mapping[str, Post]
) -> None:
    """Tell in the report what became of articles since the last build."""
    report, config = desk.report, desk.config
    now_urls = {post.url for post in after.values()}
    old_urls = {post.url for path, post in before.items() if path not in after}
    renamed = {path: old for path, old in portal.addresses.moved if path not in before and old in old_urls}
    now_urls.update(renamed.values())
    scheduled = {article.path: article for article in content.library.articles if article.path in after}
    for path, post in after.items():
        kind = NewsKind.MOVED if path in renamed else _became(before.get(path), post)
        if kind is None or (path not in before and post.url in old_urls):
            continue
        stamp = scheduled[path].published
        when = published(stamp, "standard", config.language) if stamp else ""
        old = config.url + (renamed.get(path) or before[path].url) if kind is NewsKind.MOVED else ""
        report.news.append(News(kind=kind, title=post.title, url=config.url + post.url, old=old, when=when))
        if kind is NewsKind.RESCHEDULED:
            values = {"title": post.title, "url": config.url + before[path].url, "when": when}
            report.problems.append(warning(RESCHEDULED, f"{CONTENT}/{path}", **values))
    drafts = {article.path for article in content.library.articles if article.draft}
    for path, post in before.items():
        if path in after or post.state is PostState.WAITING or post.url in now_urls:
            continue
        here = path in content.files.found
        kind = (NewsKind.DRAFTED if path in drafts else NewsKind.HIDDEN) if here else NewsKind.REMOVED
        report.news.append(News(kind=kind, title=post.title, url=config.url + post.url))


def _became(was: Post | None, now: Post) -> NewsKind | None:
    """Return what an article that is there became, None where it stayed what it was."""
    waits = now.state is PostState.WAITING
    if was is None or was.state is PostState.WAITING:
        if waits:
            return None if was else NewsKind.WAITING
        return NewsKind.PUBLISHED
    if waits:
        return NewsKind.RESCHEDULED
    if was.state is not now.state and was.title:
        return NewsKind.EXPIRED if now.state is PostState.EXPIRED else NewsKind.PUBLISHED
    return NewsKind.MOVED if was.url != now.url else None


def tell_added(report: Report, config: Config, posts: Mapping[str, Post]) -> None:
    """Tell of articles that came, where nothing else changed."""
    report.news += [News(kind=NewsKind.PUBLISHED, title=p.title, url=config.url + p.url) for p in posts.values()]


def tell_stays(desk: Desk, content: Content, before: Mapping[str, Post], after: Mapping[str, Post]) -> None:
    """Tell in the report of the articles with an error whose last good version is online."""
    desk.report.stays = tuple(
        Stays(path=f"{CONTENT}/{path}", title=post.title, url=desk.config.url + post.url)
        for path, post in sorted(after.items())
        if _is_online(post) and _is_online(before.get(path)) and not content.is_good(path)
    )
