"""Elements put where HTML allows them: no block in a paragraph, no list without items, no link in a link.

The parser that cleans repairs what it must, and cleaning takes elements out from around others; both leave trees that
the content model of HTML forbids (https://html.spec.whatwg.org/multipage/dom.html#content-models).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ssg.content.tree import ALBUM, IMAGE, PHOTO, TEXT, Node, words_of

PHRASING = frozenset(
    {
        TEXT, IMAGE, "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strong", "sub", "sup", "u",
    }
)  # fmt: skip
"""What may stand in a line of text."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LINES = ("pre", "dt", "summary", "caption", *HEADINGS)
# blocks that hold lines of text only
_ROWS = ("thead", "tbody", "tfoot", "tr")
AsFigures = Callable[[Sequence[Node]], "tuple[list[Node], list[Node]]"]
"""Takes a line of text; returns what of it stays a line, and the photos it ends with."""


def is_phrasing(node: Node) -> bool:
    """Return whether a node may stand in a line of text."""
    return node.tag in PHRASING


class Nesting:
    """Settles one tree; ``as_figures`` says which pictures stand alone."""

    def __init__(self, as_figures: AsFigures) -> None:
        self._as_figures = as_figures

    def flow(self, nodes: Iterable[Node], *, figures: bool = False) -> list[Node]:
        """Return nodes as a block may hold them; with ``figures`` pictures alone in their line become photos."""
        found: list[Node] = []
        for node in nodes:
            found += self._settle(node)
        found = _gather(_gather(found, ("li",), "ul"), ("dt", "dd"), "dl")
        return self._bare_figures(found) if figures else found

    def _settle(self, node: Node) -> list[Node]:
        tag = node.tag
        if tag.startswith("#") or tag in ("br", "hr"):
            return [node]
        if tag in PHRASING:
            node.children = self.flow(node.children)
            return [node] if all(map(is_phrasing, node.children)) else _distribute(node)
        if tag == "h1":
            tag = node.tag = "h2"  # the page's own h1 is its title
        if tag in ("figcaption", "summary"):  # whose figure or details is gone
            return self._paragraph(Node("p", {}, node.children))
        if tag == "p":
            return self._paragraph(node)
        if tag in _LINES:
            return self._line(node)
        if tag in ("ul", "ol"):
            return self._list(node)
        if tag == "dl":
            return self._definitions(node)
        if tag == "table":
            return self._table(node)
        if tag == "figure":
            return self._figure(node)
        if tag == "details":
            return self._details(node)
        if tag in (*_ROWS, "td", "th"):
            return self.flow(node.children)
        node.children = self.flow(node.children, figures=tag in ("div", "section", "blockquote"))
        return [node]

    def _paragraph(self, node: Node) -> list[Node]:
        """Return a paragraph, or what it falls into around the blocks in it."""
        found: list[Node] = []
        run: list[Node] = []
        attrs = dict(node.attrs)

        def close() -> None:
            nonlocal attrs
            text, photos = self._as_figures(run)
            empty = all(one.is_blank or one.tag == "br" for one in text) if photos else not _is_seen(text)
            if not empty or ("id" in attrs and not photos):
                found.append(Node("p", attrs, text))
                attrs = {}
            found.extend(photos)
            run.clear()

        for child in self.flow(node.children):
            if is_phrasing(child):
                run.append(child)
                continue
            if run:
                close()
            found.append(child)
        if run:
            close()
        return found

    def _bare_figures(self, nodes: Sequence[Node]) -> list[Node]:
        """Return blocks and lines with pictures that stand alone in a line made photos."""
        found: list[Node] = []
        run: list[Node] = []
        for node in [*nodes, None]:
            if node is not None and is_phrasing(node):
                run.append(node)
                continue
            if run:
                text, photos = self._as_figures(run)
                found += [*(text if not photos or not all(one.is_blank for one in text) else []), *photos]
                run = []
            if node is not None:
                found.append(node)
        return found

    def _line(self, node: Node) -> list[Node]:
        """Return a block that holds lines of text only; photos in it follow it."""
        photos: list[Node] = []
        node.children = _flatten(self.flow(node.children), photos)
        if not node.children and node.tag != "summary":
            return photos
        return [node, *photos]

    def _list(self, node: Node) -> list[Node]:
        items: list[Node] = []
        open_item = False
        for child in node.children:
            if child.tag == "li":
                child.children = self.flow(child.children)
                items.append(child)
                open_item = False
            elif child.tag in ("ul", "ol") and items:
                items[-1].children += self._list(child)
                open_item = False
            elif not child.is_blank:
                if not open_item:
                    items.append(Node("li"))
                items[-1].children += self.flow([child])
                open_item = True
        node.children = items
        return [node] if items else []

    def _definitions(self, node: Node) -> list[Node]:
        found: list[Node] = []
        for child in node.children:
            if child.tag == "dt":
                found += self._line(child)
            elif child.tag == "dd":
                child.children = self.flow(child.children)
                found.append(child)
            elif not child.is_blank:
                found.append(Node("dd", {}, self.flow([child])))
        node.children = [one if one.tag in ("dt", "dd") else Node("dd", {}, [one]) for one in found]
        return [node] if node.children else []

    def _table(self, node: Node) -> list[Node]:
        before: list[Node] = []
        caption: list[Node] = []
        kept: list[Node] = []
        for child in node.children:
            if child.tag == "caption":
                caption += self._line(child)
            elif child.tag in _ROWS:
                kept.append(self._rows(child, before))
            elif not child.is_blank:
                before += self.flow([child])
        node.children = [*(one for one in caption[:1] if one.tag == "caption"), *kept]
        before += [one for one in caption if one.tag != "caption"]
        cells = any(one.tag in ("td", "th") for row in kept for one in row.walk())
        return [*before, node] if cells else before

    def _rows(self, node: Node, before: list[Node]) -> Node:
        """Settle the rows of a table; what is neither row nor cell goes ``before`` the table."""
        kept: list[Node] = []
        for child in node.children:
            if child.tag in ("td", "th"):
                child.children = self.flow(child.children)
                if child.tag == "th":
                    child.children = [_plain_heading(one) for one in child.children]
                kept.append(child)
            elif child.tag == "tr":
                kept.append(self._rows(child, before))
            elif not child.is_blank:
                before += self.flow([child])
        node.children = kept
        return node

    def _details(self, node: Node) -> list[Node]:
        heads = [one for one in node.children if one.tag == "summary"]
        rest = [
            Node("p", {}, one.children) if one.tag == "summary" else one
            for one in node.children
            if one not in heads[:1]
        ]
        body = self.flow(rest, figures=True)
        if not heads:
            return [Node("div", node.attrs, body)] if body else []
        head = self._line(heads[0])
        node.children = [head[0], *head[1:], *body]
        return [node]

    def _figure(self, node: Node) -> list[Node]:
        """Return the photos of a figure, with its caption; anything else in it as it stands."""
        captions = [one for one in node.children if one.tag == "figcaption"]
        body = self.flow([one for one in node.children if one.tag != "figcaption"], figures=True)
        body = [one for one in body if not one.is_blank and one.tag != "br"]
        caption = Node("em", {}, [one for each in captions for one in each.children])
        if body and body[-1].tag in (PHOTO, IMAGE):
            line = [Node(IMAGE, text=body[-1].text), Node("br"), caption]
            text, photos = self._as_figures(line if words_of([caption]) else line[:1])
            return [*body[:-1], *text, *photos]
        told = self._paragraph(Node("p", {}, caption.children)) if captions else []
        return [*body, *told]


def _is_seen(nodes: Sequence[Node]) -> bool:
    """Return whether a line takes room on a page: a break or a no-break space does."""
    return any(one.tag != TEXT or one.text.strip(" \n\t") for one in nodes)


def _gather(nodes: Sequence[Node], tags: tuple[str, ...], around: str) -> list[Node]:
    """Return nodes with those of some tags, where they follow one another, put into an element ``around`` them."""
    found: list[Node] = []
    made: Node | None = None
    for node in nodes:
        if node.tag in tags:
            if made is None:
                made = Node(around)
                found.append(made)
            made.children.append(node)
        elif not (made and node.is_blank):
            made = None
            found.append(node)
    return found


def _distribute(node: Node) -> list[Node]:
    """Return the content of an element of a line with that element inside each block instead of around it."""
    found: list[Node] = []
    run: list[Node] = []

    def close() -> None:
        if run and not all(one.is_blank for one in run):
            found.append(Node(node.tag, dict(node.attrs), list(run)))
            node.attrs.pop("id", None)
        else:
            found.extend(run)
        run.clear()

    for child in node.children:
        if is_phrasing(child):
            run.append(child)
            continue
        close()
        if child.tag not in (PHOTO, ALBUM, "hr") and not (node.tag == "a" and _has_link(child)):
            child.children = _distribute(Node(node.tag, node.attrs, child.children))
        found.append(child)
    close()
    return found


def _has_link(node: Node) -> bool:
    return any(one.tag == "a" for one in node.walk())


def _flatten(nodes: Sequence[Node], photos: list[Node]) -> list[Node]:
    """Return the lines of text in blocks, a space between two; photos go into ``photos``."""
    found: list[Node] = []
    for node in nodes:
        if is_phrasing(node):
            found.append(node)
        elif node.tag in (PHOTO, ALBUM):
            photos.append(node)
        elif inside := _flatten(node.children, photos):
            space = [Node(TEXT, text=" ")]
            found += [*(space if found else []), *inside, *space]
    while found and found[-1].is_blank:
        found.pop()
    return found


def _plain_heading(node: Node) -> Node:
    return Node("p", node.attrs, [Node("strong", {}, node.children)]) if node.tag in HEADINGS else node
