"""Footnotes: none is lost, each is ``[1]`` however often it is referred to, and the way back has a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from ssg.base.text import HOLE_CLOSE, HOLE_OPEN
from ssg.content.blocks import MAX_NESTING
from ssg.content.remarks import remark


def use_footnotes(md: MarkdownIt) -> None:
    """Put footnotes into a parser."""
    md.use(footnote_plugin, move_to_end=False)
    md.block.ruler.at("footnote_def", _footnote, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("inline", "footnote_tail", _move_to_end)
    renderer: Any = md.renderer
    renderer.rules["footnote_caption"] = _caption
    renderer.rules["footnote_anchor"] = _anchor


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.level + 2 < MAX_NESTING and footnote_def(state, start, end, silent)


def _caption(tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f"[{tokens[at].meta['id'] + 1}]"


def _anchor(tokens: Sequence[Token], at: int, *_: Any) -> str:
    meta = tokens[at].meta
    number, again = meta["id"] + 1, meta["subId"]
    place, shown, name = f"{number}", "\u21a9", f"{HOLE_OPEN}note{HOLE_CLOSE} {number}"
    if again > 0:
        place, shown, name = f"{number}:{again}", f"\u21a9<sup>{again + 1}</sup>", f"{name} ({again + 1})"
    return f' <a href="#fnref{place}" class="footnote-backref" aria-label="{name}">{shown}</a>'


def _move_to_end(state: StateCore) -> None:
    """Move the notes below the text: those referred to in the order of their marks, then the others, which are told."""
    notes = state.env.get("footnotes")
    if not notes:
        return
    state.tokens, texts = _take_out(state.tokens)
    found = notes.setdefault("list", {})
    last = {label: n for n, (label, _, _) in enumerate(texts)}
    blocks: list[list[Token]] = [[] for _ in found]
    spare: list[list[Token]] = []
    ids = {note["label"]: n for n, note in found.items() if "label" in note}
    for n, (label, line, tokens) in enumerate(texts):
        again = last[label] != n
        if again or label not in ids:
            code = "footnote.twice" if again else "footnote.unused"
            remark(state.env["parsed"], code, line + 1, label=label, mark=f"[^{label}]")
            spare.append(tokens)
        else:
            blocks[ids[label]] = tokens
    for n, note in found.items():
        if "tokens" in note:
            blocks[n] = _paragraph(note)
    if not blocks and not spare:
        return
    state.tokens.append(Token("footnote_block_open", "", 1))
    for n, tokens in enumerate(blocks):
        _push(state.tokens, n, tokens, found[n].get("count") or 1)
    for n, tokens in enumerate(spare, start=len(blocks)):
        _push(state.tokens, n, tokens, 0)
    state.tokens.append(Token("footnote_block_close", "", -1))


def _take_out(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[str, int, list[Token]]]]:
    """Return the tokens without the notes, and each note's label, line and tokens."""
    rest: list[Token] = []
    texts: list[tuple[str, int, list[Token]]] = []
    open_notes: list[tuple[str, int, list[Token]]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            open_notes.append((token.meta["label"], (token.map or [0])[0], []))
        elif token.type == "footnote_reference_close":
            texts.append(open_notes.pop())
        else:
            (open_notes[-1][2] if open_notes else rest).append(token)
    return rest, sorted(texts, key=lambda note: note[1])


def _paragraph(note: dict[str, Any]) -> list[Token]:
    inline = Token("inline", "", 0, children=note["tokens"], content=note["content"])
    return [Token("paragraph_open", "p", 1, block=True), inline, Token("paragraph_close", "p", -1, block=True)]


def _push(done: list[Token], number: int, tokens: list[Token], references: int) -> None:
    meta = {"id": number}
    done.append(Token("footnote_open", "", 1, meta=meta))
    done += tokens
    last = done.pop() if tokens and tokens[-1].type == "paragraph_close" else None
    done += [Token("footnote_anchor", "", 0, meta={**meta, "subId": n}) for n in range(references)]
    done += [last] if last else []
    done.append(Token("footnote_close", "", -1))
