"""How long paths may be: Windows takes 259 characters for a whole path, Linux 255 bytes for a name in it."""

from __future__ import annotations

import errno
import os

# characters of a path that Windows opens, and of a folder that it makes
# (https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation)
_WINDOWS_PATH, _WINDOWS_FOLDER = 259, 247

# characters of an everyday place of a portal: C:\Users\Nguyễn Văn A\Documents\cong-thong-tin\output\
_PLACE = 60

# what Windows says of a path that is too long
_SAID = (errno.ENOENT, errno.EINVAL, errno.ENAMETOOLONG)

# bytes of a name that Linux takes (limits.h, NAME_MAX)
_NAME = 255

# characters of the name under which a file is written first
_TEMPORARY = 28

ROOM = _WINDOWS_PATH - _PLACE
"""Characters of a path below output/ or content/ that fit on Windows where the portal lies at an everyday place."""


def fits(path: str) -> bool:
    """Return whether a file can lie at a path below output/ on every system, the portal being at an everyday place."""
    folder, _, name = path.rpartition("/")
    if len(folder) + 1 + max(len(name), _TEMPORARY) > ROOM or len(folder) > _WINDOWS_FOLDER - _PLACE:
        return False
    return path.isascii() or all(len(part.encode("utf-8", "replace")) <= _NAME for part in path.split("/"))


def room_beside(folder: str, ending: str) -> int:
    """Return how many characters the stem of a file's name in a folder (of output/ or content/) may have, at least 20:
    a number of two digits may be added to it.
    """
    return max(20, ROOM - len(folder) - 1 - len(ending) - 3)


def reason_of(error: OSError) -> str:
    """Return why the system refused a file, in the system's words, or in both languages where its path is too long:
    Windows says of such a file that it is not there.
    """
    length = max(len(os.fsdecode(name)) for name in (error.filename or "", error.filename2 or ""))
    if os.name == "nt" and length > _WINDOWS_FOLDER and error.errno in _SAID:
        return (
            f"đường dẫn dài {length} ký tự, Windows chỉ mở được {_WINDOWS_PATH}; rút ngắn tên hoặc dời thư mục của "
            f"cổng tin lên gần ổ đĩa / the path has {length} characters, Windows opens {_WINDOWS_PATH}; shorten names "
            "or move the portal's folder up"
        )
    if error.errno == errno.ENAMETOOLONG:
        return "tên tệp dài quá; rút ngắn tên / the name is too long; shorten it"
    return error.strerror or ""
