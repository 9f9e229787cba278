"""What ``ssg related`` says: which articles stand in an article's list, with what score, and why."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from ssg.base.errors import SsgError, problem
from ssg.base.numbers import decimal
from ssg.base.text import nearest
from ssg.builder.looking import Sight, look
from ssg.model.phrases import phrase
from ssg.model.places import SSG_FOLDER
from ssg.model.siteyaml import SITE_FILE
from ssg.site.addresses import find_article
from ssg.site.portal import Portal
from ssg.site.related import Near
from ssg.state import State

MOST = 10
# articles that are explained


def tell_related(root: Path, said: str, language: str) -> int:
    """Print why the related articles of one stand there; return 1 where no one article is named.

    ``said`` is a URL, an old address or a slug. Raises SsgError where there is no portal to look at.
    """
    with closing(look(root)) as sight:
        return _tell(sight, said, language)


def refit_basis(root: Path, language: str) -> None:
    """Have the next build find anew by what texts are compared; raises SsgError where there is no portal."""
    if not (root / SITE_FILE).is_file():
        raise SsgError([problem("site.missing", SITE_FILE)])
    with closing(State(root / SSG_FOLDER)) as state:
        state.save_basis(None)
    click.echo(phrase("related.refit", language))


def _tell(sight: Sight, said: str, language: str) -> int:
    portal = sight.portal
    hits = find_article(said, portal.addresses, portal.index.by_slug)
    if len(hits) != 1:
        click.echo(_unclear(portal, said, hits, language), err=True)
        return 1
    path = hits[0]
    article = portal.article(path)
    if article.page:
        click.echo(phrase("related.page", language, title=article.title))
        return 0
    found = portal.related.explain(path, MOST)
    if not found:
        click.echo(phrase("related.none", language))
        return 0
    click.echo(phrase("related.of", language, title=article.title, url=portal.url(path)))
    texts = {p: sight.text_of(p) for p in (path, *(near.path for near in found))}
    for number, near in enumerate(found, start=1):
        if not near.shown and number == sum(1 for one in found if one.shown) + 1:
            click.echo("\n" + phrase("related.next", language))
        click.echo("\n" + _told(sight, near, number, language))
        if shared := _phrases(portal, texts[path], texts[near.path]):
            click.echo("   " + phrase("related.phrases", language, list=shared))
    return 0


def _unclear(portal: Portal, said: str, hits: list[str], language: str) -> str:
    if hits:
        return phrase("related.many", language, said=said, list=", ".join(portal.url(p) for p in hits))
    by_slug = portal.index.by_slug
    near = nearest(said.rstrip("/").rpartition("/")[2], by_slug)
    url = portal.url(by_slug[near][0]) if near else ""
    return phrase(
        "related.unknown", language, said=said, near=phrase("related.near", language, near=url) if url else ""
    )


def _told(sight: Sight, near: Near, number: int, language: str) -> str:
    """Return the lines on one article: number, score, title and URL; then what the score is made of."""
    portal = sight.portal
    why = [phrase("related.picked", language)] if near.picked else []
    why += [phrase("related.twin", language, url=portal.url(near.twin))] if near.twin else []
    why.append(phrase("related.text", language, n=_score(near.text, language)))
    for lift in near.lifts:
        name = "" if lift.kind == "time" else portal.list_name((lift.kind, lift.slug))
        why.append(phrase(f"related.{lift.kind}", language, name=f"“{name}”", n=_score(lift.points, language)))
    head = f"{number}. {_score(near.points, language)}  {portal.article(near.path).title}  {portal.url(near.path)}"
    return f"{head}\n   {' · '.join(why)}"


def _phrases(portal: Portal, one: str, other: str) -> str:
    from ssg.texts.phrases import shared_phrases

    return "; ".join(f"“{words}”" for words in shared_phrases(portal.related.vocabulary(), one, other))


def _score(points: int, language: str) -> str:
    from ssg.site.lifts import UNIT

    return decimal(points / UNIT, language, 3)
