"""What a body's editor is told of it, gathered while it is parsed."""

from __future__ import annotations

from ssg.content.parsed import Parsed, Remark

MAX_REMARKS = 20
# of one kind; the next ones would say the same


def remark(parsed: Parsed, code: str, line: int, **values: object) -> None:
    """Note what is to be told of a line (within the body, from 1)."""
    one = Remark(code=code, line=line, values=tuple(sorted((name, str(value)) for name, value in values.items())))
    if one not in parsed.remarks and sum(r.code == code for r in parsed.remarks) < MAX_REMARKS:
        parsed.remarks.append(one)
