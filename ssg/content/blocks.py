"""Rules for blocks where clerks' habits and CommonMark part: lists, paragraphs, link definitions, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_block.reference import reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline

from ssg.content.parsed import Parsed
from ssg.content.remarks import remark
from ssg.content.unclosed import MACHINE

MAX_NESTING = 40
# levels of blocks; a list takes two of them. The parser drops what lies deeper, so nothing is let in there
_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_YEAR_ITEM = re.compile(r"\s*\d{4,}[.)]")
_BRACKET_ITEM = re.compile(r"\s*\d{1,9}\)")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
_DEFINED = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|\S+)", re.DOTALL)
_ADDRESS = re.compile(
    r"<|[a-z][a-z0-9+.-]{1,30}:\S|[/#.]|www\.|\S+\.[a-z0-9]{2,5}(?:[/?#]|\Z)|\S+/\S*\Z|\S+@\S+\.\S", re.IGNORECASE
)
_CLOSED_BY = {"script": "</script", "pre": "</pre", "style": "</style", "textarea": "</textarea", "!--": "-->"}
_LONG = re.compile(r"<(script|pre|style|textarea|!--)", re.IGNORECASE)
# raw HTML that empty lines do not end


def use_blocks(md: MarkdownIt, *, forgiving: bool) -> None:
    """Put the rules into a parser."""
    md.options["maxNesting"] = MAX_NESTING
    paragraphs: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.at("blockquote", _unless_deep(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    if not forgiving:
        md.block.ruler.at("list", _unless_deep(list_block), paragraphs)
        return
    md.disable(["code", "lheading"])
    md.block.ruler.at("list", _unless_deep(_list), paragraphs)
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.at("reference", _reference)
    md.block.ruler.at("html_block", _html_block, paragraphs)
    md.inline.ruler.at("html_inline", _html_inline)


def _unless_deep(rule: _BlockRule) -> _BlockRule:
    """Return the rule, which passes over what stands so deep that the parser would drop its text."""

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level + 2 < MAX_NESTING and rule(state, start, end, silent)

    return guarded


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a year is a sentence, not item 2025 of a list; ``1)`` stays as it was typed."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if _YEAR_ITEM.match(line) or _BRACKET_ITEM.match(line):
        return False
    first = len(state.tokens)
    if not list_block(state, start, end, silent):
        return False
    if not silent:
        _keep_numbers(state, first)
    return True


def _keep_numbers(state: StateBlock, first: int) -> None:
    """Give the items of the list at ``first`` the numbers that were typed."""
    opening = state.tokens[first]
    if opening.type != "ordered_list_open":
        return
    expected = int(opening.attrs.get("start", 1))
    for token in state.tokens[first + 1 :]:
        if token.type == "list_item_open" and token.level == opening.level + 1:
            number = int(token.info)
            if number != expected:
                token.attrSet("value", str(number))
            expected = number + 1


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that ends where a line stands left of its list item: clerks leave no empty line behind a list."""
    stop = next((n for n in range(start + 1, end) if state.isEmpty(n) or 0 <= state.sCount[n] < state.blkIndent), end)
    if stop == end or state.isEmpty(stop):
        return paragraph(state, start, end, silent)
    held, state.lineMax = state.lineMax, stop
    try:
        return paragraph(state, start, stop, silent)
    finally:
        state.lineMax = held


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A definition of a link only where it leads somewhere and is referred to: ``[Thông báo]: Nghỉ`` is a sentence."""
    found = _DEFINED.match(state.src, state.bMarks[start] + state.tShift[start])
    if not found or not _ADDRESS.match(found[2]):
        return False
    label = normalizeReference(found[1])
    if label not in _referred(state) or label in state.env.get("references", {}):
        return False
    return reference(state, start, end, silent)


def _referred(state: StateBlock) -> set[str]:
    """Return the labels that stand in the text elsewhere than before a colon at the beginning of a line."""
    labels: set[str] | None = state.env.get("referred")
    if labels is None:
        labels = set()
        for found in _LABEL.finditer(state.src):
            line = state.src[max(state.src.rfind("\n", 0, found.start()) + 1, found.start() - 200) : found.start()]
            if not (state.src.startswith(":", found.end()) and not line.strip(" \t>-*+0123456789.")):
                labels.add(normalizeReference(found[1]))
        state.env["referred"] = labels
    return labels


def tell_definitions(env: dict[str, object], text: str, parsed: Parsed) -> None:
    """Tell of the definitions whose words show nowhere, since nothing refers to them."""
    references = env.get("references")
    if not isinstance(references, dict):
        return
    lines = text.split("\n")
    duplicates = env.get("duplicate_refs")
    again = [one["map"][0] for one in duplicates] if isinstance(duplicates, list) else []
    places = {place["map"][0] for place in references.values()} | set(again)
    rest = "\n".join("" if n in places else line for n, line in enumerate(lines))
    used = {normalizeReference(found[1]) for found in _LABEL.finditer(rest)}
    hidden = [place["map"][0] for label, place in references.items() if label not in used]
    for line in sorted({*hidden, *again}):
        remark(parsed, "text.definition", line + 1, text=lines[line].strip())


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML; not ``<?``, ``<!`` and what never closes, which take all that follows along."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src.startswith(("<?", "<!"), at) and not state.src.startswith("<!--", at):
        return False
    long = _LONG.match(state.src, at)
    if long and _last(state, _CLOSED_BY[long[1].lower()]) < at:
        return False
    if (
        long
        and long[1] == "!--"
        and "-->" in (line := state.src[at : state.eMarks[start]])
        and not line.endswith("-->")
    ):
        return False
        # text follows, which is to be read as text
    if not html_block(state, start, end, silent):
        return False
    if not silent and long and long[1] == "!--" and "<!--" in state.tokens[-1].content.partition("-->")[0][4:]:
        remark(state.env["parsed"], "html.comment", start + 1)
    return True


def _last(state: StateBlock, mark: str) -> int:
    """Return where a mark stands last in the text, -1 for nowhere."""
    places: dict[str, int] = state.env.setdefault("last", {})
    if mark not in places:
        places[mark] = state.src.lower().rfind(mark)
    return places[mark]


def _html_inline(state: StateInline, silent: bool) -> bool:
    if state.src.startswith(("<?", "<!"), state.pos) and not state.src.startswith("<!--", state.pos):
        found = MACHINE.match(state.src, state.pos)
        if not found:
            return False
        state.pos = found.end()
        return True
    return html_inline(state, silent)
