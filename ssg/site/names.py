"""What names in site.yaml mean: lists of the portal, and pages."""

from __future__ import annotations

from ssg.base.errors import Problem, problem
from ssg.base.text import fold, identity, nearest, slugify
from ssg.model.articles import Reference
from ssg.model.parts import Link
from ssg.site.index import ListKey
from ssg.site.portal import Portal


def find_list(portal: Portal, said: str) -> ListKey | None:
    """Return the list a name in site.yaml means, a category, unit, thread or tag; None where none or several."""
    meant = lists_meant(portal, said)
    return meant[0] if len(meant) == 1 else None


def lists_meant(portal: Portal, said: str) -> tuple[ListKey, ...]:
    """Return the lists a name may mean: by slug or exact name first, then with its marks forgiven."""
    return portal.once(("lists meant", said), lambda: _lists_meant(portal, said))


def _lists_meant(portal: Portal, said: str) -> tuple[ListKey, ...]:
    kinds = (("category", portal.categories), ("unit", portal.units), ("thread", portal.threads))
    named = [(kind, slug, one.name) for kind, known in kinds for slug, one in known.items()]
    exact = [(kind, slug) for kind, slug, _ in named if slug == said]
    exact += [(kind, slug) for kind, slug, name in named if identity(name) == identity(said)]
    if exact:
        return (exact[0],)
    tag: ListKey = ("tag", portal.addresses.naming.slug("tag", said))
    if tag in portal.index.lists:
        return (tag,)
    forgiven = [(kind, slug) for kind, slug, name in named if fold(name) == fold(said)]
    if forgiven:
        return tuple(key for key in forgiven if key[0] == forgiven[0][0])
    if ("tag", said) in portal.index.lists:
        return (("tag", said),)
    base = slugify(said)
    tags = [key for key in portal.index.lists if key[0] == "tag" and base and key[1].startswith(base)]
    return tuple(key for key in tags if slugify(portal.list_name(key)) == base)


def find_place(portal: Portal, said: str) -> Link | None:
    """Return the page a name in the menu means: a list, or a standing page by its slug or title."""
    key = find_list(portal, said)
    if key:
        return portal.list_link(key)
    for path in portal.index.pages:
        article = portal.article(path)
        if said == article.slug or fold(said) == fold(article.title):
            return portal.link(path)
    return None


def unknown(portal: Portal, reference: Reference, kind: str) -> Problem:
    """Return the problem of a name in site.yaml that leads nowhere, or to one of several."""
    meant = lists_meant(portal, reference.value)
    if len(meant) > 1:
        a, b = (f"{portal.list_name(key)} ({key[1]})" for key in meant[:2])
        values = {"value": reference.value, "a": a, "b": b, "near": meant[0][1]}
        return problem("name.ambiguous", "site.yaml", reference.line, reference.column, **values)
    choices = {*portal.categories, *portal.units, *portal.threads}
    return problem(
        "site.reference", "site.yaml", reference.line, reference.column, path=reference.where, value=reference.value,
        kind=kind, near=nearest(reference.value, choices),
    )  # fmt: skip
