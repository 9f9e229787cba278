"""Bold, italic and struck-out text as clerks mark it: ``**Thời gian:**8 giờ``, ``**“Tốt”**và``, ``** đậm **``.

CommonMark pairs what it can; what it leaves is paired here, within one line and never across a pair of its own. Marks
that are none, as in ``2*3*4`` and ``(*)``, are taken out before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, strikethrough
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

_OPENING = frozenset("“‘\"'(«[<")


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks that stand together and that CommonMark left."""

    first: int
    # which of the delimiters
    size: int
    # how many delimiters
    mark: str
    before: str
    after: str
    # the characters beside it, "" at either end of the text
    inside: int
    # which pair it stands in
    line: int

    @property
    def opens(self) -> bool:
        """Whether it may open a pair."""
        before, after = self.before, self.after
        if _is_space(after):
            return len(self.mark) > 1 and self.mark[0] != "_" and _is_space(before)
        if len(self.mark) == 1:
            return self.mark == "*" and (after.isalnum() or _is_space(before))
        return not before.isalnum() or (after in _OPENING and self.mark[0] != "_")

    def closes(self, opener: _Run) -> bool:
        """Whether it may close what another one opens."""
        before, after = self.before, self.after
        if len(self.mark) == 1:
            if opener.before.isalnum():
                return not _is_space(before) and not after.isalnum()
            if after in (" ", "\u00a0", "\t"):
                return _is_space(before) and _is_space(opener.before) and opener.after.isalpha()
            return _is_space(before) and not after.isalnum() and after not in _OPENING
        if self.mark[0] == "_":
            return not _is_space(before)
        return True


def use_forgiving_marks(md: MarkdownIt) -> None:
    """Put the rules into a parser."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _strikethrough)
    md.inline.ruler2.after("balance_pairs", "forgiving_pairs", _pair_what_is_left)


def _is_space(char: str) -> bool:
    return not char or char.isspace()


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Note marks of emphasis, as CommonMark has them but for those that are no marks."""
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    run = state.scanDelims(state.pos, mark == "*")
    end = state.pos + run.length
    before, after = state.src[state.pos - 1 : state.pos] if state.pos else "", state.src[end : end + 1]
    if _is_no_mark(state.src, state.pos, end):
        state.pending += mark * run.length
        state.pos = end
        return True
    # in the middle of a word a single one opens nothing: a*b*c
    opens = run.can_open and not (run.length == 1 and before.isalnum() and after.isalnum())
    for _ in range(run.length):
        token = state.push("text", "", 0)
        token.content = mark
        state.delimiters.append(
            Delimiter(
                marker=ord(mark),
                length=run.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=run.can_close,
            )
        )
    state.tokens[-run.length].meta = {"beside": (before, after)}
    state.pos = end
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if silent or state.src[start] != "~":
        return False
    end = start + state.scanDelims(start, True).length
    if _is_no_mark(state.src, start, end):
        state.pending += state.src[start:end]
        state.pos = end
        return True
    if not strikethrough.tokenize(state, silent):
        return False
    if end - start == len("~~"):
        state.tokens[-1].meta = {"beside": (state.src[start - 1 : start] if start else "", state.src[end : end + 1])}
    return True


def _is_no_mark(text: str, start: int, end: int) -> bool:
    """Return whether asterisks or underscores are a sign of multiplication, a note's mark or a place to fill in."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before == "(" and after == ")":
        return True
    if text[start] == "_":
        return "/" in (before, after)
    if before.isalnum() and after.isalnum() and (before.isdigit() or after.isdigit()) and end - start == 1:
        return True
    if not before.isspace() and not before.isdigit():
        return False
    return text[max(0, start - 9) : start].rstrip()[-1:].isdigit() and text[end : end + 9].lstrip()[:1].isdigit()


def _pair_what_is_left(state: StateInline) -> None:
    lists = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    seen: set[int] = set()
    for delimiters in lists:
        if delimiters and id(delimiters) not in seen:
            seen.add(id(delimiters))
            _pair(state.tokens, delimiters)


def _pair(tokens: Sequence[Token], delimiters: list[Delimiter]) -> None:
    """Pair the runs that are left of one list of delimiters."""
    pending: list[_Run] = []
    for run in _runs(tokens, delimiters):
        opener = next((r for r in reversed(pending) if r.mark == run.mark), None)
        if opener is None or opener.line != run.line or opener.inside != run.inside or not run.closes(opener):
            if run.opens:
                pending = [r for r in pending if r.mark != run.mark and r.line == run.line] + [run]
            continue
        first, last = delimiters[opener.first + opener.size - 1].token, delimiters[run.first].token
        if not any(_says(token) for token in tokens[first + 1 : last]):
            pending = [r for r in pending if r.mark != run.mark] + ([run] if run.opens else [])
            continue
        for k in range(run.size):
            delimiters[opener.first + k].end = run.first + run.size - 1 - k
        if _is_space(opener.before) and tokens[first + 1].type == "text":
            tokens[first + 1].content = tokens[first + 1].content.lstrip()
        if not run.after.isalnum() and tokens[last - 1].type == "text":
            tokens[last - 1].content = tokens[last - 1].content.rstrip()
        pending = pending[: pending.index(opener)]


def _says(token: Token) -> bool:
    return token.type in ("image", "code_inline") or any(c.isalnum() for c in token.content)


def _runs(tokens: Sequence[Token], delimiters: Sequence[Delimiter]) -> list[_Run]:
    """Return the whole runs that CommonMark left, in order."""
    closers = {d.end for d in delimiters if d.end >= 0}
    breaks, line, walked = {"softbreak", "hardbreak"}, 0, 0
    found: list[_Run] = []
    inside: list[int] = []
    at = 0
    while at < len(delimiters):
        one = delimiters[at]
        while inside and inside[-1] <= at:
            inside.pop()
        if one.end >= 0:
            inside.append(one.end)
        if one.end >= 0 or at in closers:
            at += 1
            continue
        line += sum(t.type in breaks for t in tokens[walked : one.token])
        walked = one.token
        size = one.length or 1
        if size > len("***"):
            at += 1
            continue
        rest = delimiters[at : at + size]
        beside = tokens[one.token].meta.get("beside")
        whole = len(rest) == size and all(
            d.end < 0 and at + n not in closers and d.token == one.token + n for n, d in enumerate(rest)
        )
        if not whole or beside is None:
            at += 1
            continue
        mark = "".join(tokens[d.token].content for d in rest)
        found.append(_Run(at, size, mark, beside[0], beside[1], inside[-1] if inside else -1, line))
        at += size
    return found
