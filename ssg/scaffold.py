"""Beginnings: a working portal for ``ssg init``."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from ssg.base.errors import SsgError, problem
from ssg.base.lengths import reason_of
from ssg.base.text import is_reserved
from ssg.model.placeholders import STARTER_NAMES

STARTER = Path(__file__).resolve().parent / "starter"
_NEW_LINE = "\r\n" if os.name == "nt" else "\n"


def init_portal(folder: Path, theme: str, language: str) -> str:
    """Make a portal in ``folder``; return the name of a file that was there already, "" where all was written.

    Raises SsgError where the folder cannot be made or written into.
    """
    if os.name == "nt" and is_reserved(folder.name):
        raise SsgError([problem("init.reserved", dir=folder.name)])
    try:
        return _write_portal(folder, theme, language)
    except OSError as error:
        raise SsgError([problem("output.readonly", path=error.filename or folder, reason=reason_of(error))]) from None


def _write_portal(folder: Path, theme: str, language: str) -> str:
    texts = {p.relative_to(STARTER).as_posix(): p for p in sorted(STARTER.rglob("*")) if p.is_file()}
    for name in texts:
        if (folder / name).exists():
            return name
    now = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    values = {
        "{theme}": theme,
        "{language}": language,
        "{date}": f"{now:%d/%m/%Y %H:%M}",
        "{name}": STARTER_NAMES[theme],
    }
    for name, source in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix in (".md", ".yaml"):
            text = source.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            target.write_text(text, encoding="utf-8", newline=_NEW_LINE)
        else:
            shutil.copyfile(source, target)
    return ""
