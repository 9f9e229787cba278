"""Tables as clerks leave them: without the line of dashes, with rows wider than the head, and rows pasted from Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

from ssg.content.remarks import remark

MAX_FILLED = 65_536
# empty cells that short rows are filled up with
_DASHES = re.compile(r"\|?\s*:?[-–—]+:?\s*(?:\|\s*:?[-–—]+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"(?:[\W\d_]+|[A-Za-zđĐ]|[IVXivx]{1,5})[.)]?|[-+*•o§·]")
# a cell that numbers an item of a list, or a bullet
_OTHER_BLOCK = re.compile(r"[-+*>]\s|#{1,6}\s|```|~~~|<|!\[|\[\^[^\]\s]+\]:|[|]")
_FIGURES = re.compile(r"[\d\s.,:/%+-]+")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]


def use_tables(md: MarkdownIt, *, forgiving: bool) -> None:
    """Put the rule into a parser."""
    md.block.ruler.at("table", _table if forgiving else _strict_table, {"alt": ["paragraph", "reference"]})


def _strict_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table by the parser's own rule, and tell of the cells that it drops."""
    if not table(state, start, end, silent):
        return False
    head = len(_cells(_text_of(state, start)))
    for line in range(start + 2, start if silent else state.line):
        cells = len(_cells(_text_of(state, line)))
        if cells > head:
            remark(state.env["parsed"], "table.cut", line + 1, cells=cells, head=head)
    return True


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table of pipes or of tabs."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False
    tabs = _tabs(state, start)
    if "|" not in _text_of(state, start) and not tabs:
        return False
    dashed = _dashed(state, start)
    if not dashed and not tabs and not _is_bare(_text_of(state, start), _text_of(state, start + 1)):
        return False
    if silent:
        return True
    aligns: list[str] = []
    if dashed:
        aligns = [_align(cell) for cell in _cells(_text_of(state, start + 1))]
        rows = [_Row(start, _cells(_text_of(state, start))), *_pipe_rows(state, start, start + 2, end)]
    elif tabs:
        rows = _tab_rows(state, start, end)
    else:
        rows = [row for row in _pipe_rows(state, start, start, end) if not _DASHES.fullmatch(_text_of(state, row.line))]
    _push(state, rows, aligns, headed=dashed or _is_head(rows), start=start)
    return True


def _dashed(state: StateBlock, start: int) -> bool:
    """Return whether the second line is the line of dashes below the head."""
    dashes, head = _text_of(state, start + 1), _text_of(state, start)
    if not _DASHES.fullmatch(dashes) or "|" not in head or _DASHES.fullmatch(head):
        return False
    if head.startswith("|") and "|" in dashes:
        return True
    return len(_cells(head)) == len(_cells(dashes))


def _is_bare(first: str, second: str) -> bool:
    """Return whether two lines begin a table without a line of dashes below its head."""
    return _is_piped(first) and _is_piped(second) and not (_DASHES.fullmatch(first) and _DASHES.fullmatch(second))


def _is_piped(text: str) -> bool:
    return len(text) > 2 and text[0] == "|" and text[-1] == "|" and len(_PIPE.findall(text)) > 1


def _cells(text: str) -> list[str]:
    """Return the cells of a row of pipes."""
    cells = [cell.replace("\\|", "|").strip() for cell in _PIPE.split(text)]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _align(cell: str) -> str:
    return {(True, True): "center", (False, True): "right", (True, False): "left"}.get(
        (cell[:1] == ":", cell[-1:] == ":"), ""
    )


def _pipe_rows(state: StateBlock, start: int, first: int, end: int) -> list[_Row]:
    """Return the rows from the line ``first`` on, of the table that begins at ``start``."""
    rows, piped = [], _text_of(state, start).startswith("|")
    enders = state.md.block.ruler.getRules("blockquote")
    for line in range(first, end):
        text = _text_of(state, line)
        if not text or state.sCount[line] < state.blkIndent or (piped and "|" not in text):
            break
        if line > start and any(rule(state, line, end, True) for rule in enders):
            break
        rows.append(_Row(line, _cells(text)))
    return rows


def _tabs(state: StateBlock, start: int) -> bool:
    """Return whether two lines begin a table of tabs: as many in both; rows below may have fewer or more."""
    first, second = _split(state, start), _split(state, start + 1)
    if _is_corner(state, start, len(second)):
        first = ["", *first]
    if len(first) != len(second) or len(first) < 2:
        return False  # a letterhead, or a line of signatures
    for line, cells in ((start, first), (start + 1, second)):
        said = [cell for cell in cells if cell]
        if len(said) < 2 or _OTHER_BLOCK.match(_text_of(state, line)):
            return False
        if len(said) == 2 and _NUMBER.fullmatch(said[0]) and said[0][-1] in ".)-+*•o§·":
            return False
    return True


def _split(state: StateBlock, line: int) -> list[str]:
    """Return a line's cells: a tab before the first word is an indent, one after the last an empty cell."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(" \r\n")
    return [cell.strip() for cell in text.split("\t")]


def _is_corner(state: StateBlock, start: int, width: int) -> bool:
    """Return whether a first row begins with one tab because its first cell is empty: the row below has no indent."""
    before = state.src[state.bMarks[start] : state.bMarks[start] + state.tShift[start]]
    return before.strip(" ") == "\t" and state.tShift[start + 1] == 0 and len(_split(state, start)) + 1 == width > 2


def _tab_rows(state: StateBlock, start: int, end: int) -> list[_Row]:
    rows = []
    for line in range(start, end):
        cells = _split(state, line)
        if line == start and _is_corner(state, start, len(_split(state, start + 1))):
            cells = ["", *cells]
        if len(cells) < 2 or state.sCount[line] < state.blkIndent or _OTHER_BLOCK.match(_text_of(state, line)):
            break
        rows.append(_Row(line, cells))
    width = max(len("\t".join(row.cells).rstrip("\t").split("\t")) for row in rows)
    return [_Row(row.line, row.cells[:width]) for row in rows]


def _is_head(rows: Sequence[_Row]) -> bool:
    """Return whether the first of rows names the columns."""
    if len(rows) < 2:
        return False
    cells = rows[0].cells
    return all(cell and not cell.endswith(":") and not _FIGURES.fullmatch(cell) for cell in cells[1:]) and not cells[
        0
    ].endswith(":")


def _push(state: StateBlock, rows: list[_Row], aligns: list[str], *, headed: bool, start: int) -> None:
    """Put the table's tokens into the state, as the parser's own rule has them."""
    width = _widen(state, rows, headed=headed)
    held, state.parentType = state.parentType, "table"
    stop = rows[-1].line + 1
    if headed and len(rows) == 1:
        stop += 1
        # the line of dashes
    state.push("table_open", "table", 1).map = [start, stop]
    if headed:
        state.push("thead_open", "thead", 1).map = [start, start + 1]
        _push_row(state, rows[0], "th", aligns, width)
        state.push("thead_close", "thead", -1)
    body = rows[1:] if headed else rows
    if body:
        state.push("tbody_open", "tbody", 1).map = [body[0].line, stop]
        for row in body:
            _push_row(state, row, "td", aligns, width)
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.parentType = held
    state.line = stop


def _widen(state: StateBlock, rows: Sequence[_Row], *, headed: bool) -> int:
    """Return how many cells each row has; tell of rows that say more than the head has columns for."""
    head = len(rows[0].cells)
    for row in rows[1:]:
        while len(row.cells) > head and not row.cells[-1]:
            row.cells.pop()
        if headed and len(row.cells) > head:
            remark(state.env["parsed"], "table.wide", row.line + 1, cells=len(row.cells), head=head)
    width = max(len(row.cells) for row in rows)
    missing = sum(width - len(row.cells) for row in rows)
    return width if missing <= MAX_FILLED else 0


def _push_row(state: StateBlock, row: _Row, tag: str, aligns: Sequence[str], width: int) -> None:
    state.push("tr_open", "tr", 1).map = [row.line, row.line + 1]
    for n in range(max(width, len(row.cells))):
        opening = state.push(f"{tag}_open", tag, 1)
        if n < len(aligns) and aligns[n]:
            opening.attrs = {"style": f"text-align:{aligns[n]}"}
        inline = state.push("inline", "", 0)
        inline.map = [row.line, row.line + 1]
        inline.content = row.cells[n] if n < len(row.cells) else ""
        inline.children = []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
