"""The wording of every problem, in Vietnamese and English: what is wrong, and how to mend it.

A part in square brackets is left out where a value it names is empty, so that nothing is offered when nothing is near.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ssg.base.errors import Problem, Severity
from ssg.model.article_messages import ARTICLE_MESSAGES
from ssg.model.counter_messages import COUNTER_MESSAGES
from ssg.model.hosting_messages import HOSTING_MESSAGES
from ssg.model.site_messages import SITE_MESSAGES
from ssg.model.trial_messages import TRIAL_MESSAGES

SEVERITIES = {
    "vi": {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.HINT: "gợi ý"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"},
}
KINDS = {
    "line": ("một dòng chữ", "one line of text"),
    "list": ("một danh sách", "a list"),
    "mapping": ("các mục con, mỗi mục một dòng", "keys of its own, one a line"),
    "bool": ("có hoặc không", "yes or no"),
    "number": ("một số", "a number"),
    "date": ("một ngày", "a date"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "as_above": ("theo cài đặt chung của cổng", "as for the whole portal"),
    "category": ("chuyên mục", "category"),
    "unit": ("đơn vị", "unit"),
    "thread": ("dòng sự kiện", "event thread"),
    "banners": ("nhóm biểu ngữ", "banner group"),
    "place": ("trang, chuyên mục, đơn vị, từ khóa hay dòng sự kiện", "page, category, unit, tag or event thread"),
    "draft": ("bài nháp", "a draft"),
    "scheduled": ("bài hẹn giờ chưa đến lúc đăng", "scheduled for later"),
    "expired": ("bài đã hết hạn", "expired"),
    "broken": ("bài còn lỗi nên chưa đăng", "not published because of its errors"),
    "gone": ("bài đã gỡ", "gone"),
    "page": ("trang giới thiệu, không phải tin", "a standing page"),
    "file": ("tệp trong content/_static/", "file in content/_static/"),
}

MESSAGES = {**ARTICLE_MESSAGES, **SITE_MESSAGES, **HOSTING_MESSAGES, **COUNTER_MESSAGES, **TRIAL_MESSAGES}

_OPTIONAL = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")
_VALUE = re.compile(r"\{(\w+)\}")


def word(problem: Problem, language: str) -> tuple[str, str]:
    """Return what is wrong and how to mend it ("" where there is nothing to add), in "vi" or "en"."""
    texts = MESSAGES[problem.code]
    values = dict(problem.values)
    if "kind" in values:
        values["kind"] = KINDS[values["kind"]][0 if language == "vi" else 1]
    what, mend = texts[:2] if language == "vi" else texts[2:]
    return fill(what, values), fill(mend, values)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its values in place, and without each bracketed part whose value is empty."""
    kept = _OPTIONAL.sub(lambda m: m[1] if values.get(m[2]) else "", text)
    return _VALUE.sub(lambda m: values.get(m[1], m[0]), kept)


def told(problem: Problem, language: str) -> str:
    """Return the problem as ``content/tin/bai.md:7:3: lỗi: …`` and, on a line of its own, ``  → how to mend it``."""
    what, mend = word(problem, language)
    where = [problem.path, *(str(n) for n in (problem.line, problem.column) if n)] if problem.path else []
    where = ["".join(c if c.isprintable() else "?" for c in part) for part in where]
    first = ": ".join([*([":".join(where)] if where else []), SEVERITIES[language][problem.severity], what])
    return first + (f"\n  → {mend}" if mend else "")
