"""Words that ``ssg init`` and ``ssg new`` write for editors to replace, found wherever they were left standing."""

from __future__ import annotations

import re

PROMPT = "Viết nội dung ở đây. Để cách một dòng trống là sang đoạn mới."
"""What ``ssg new`` writes where the text goes."""
STARTER_NAMES = {"school": "Trường THCS Mẫu", "committee": "Chi bộ Trường THCS Mẫu"}
"""The portal's name in the starter, by theme."""
# what every placeholder holds: few texts hold any, and a plain search is quick
_SIGNS = (
    "truong.example", "Họ và tên", "Số nhà, đường", "0000", "Viết nội dung ở đây", "Viết vài đoạn giới thiệu về đơn vị",
    "Đây là bài mẫu.", "Mỗi bài viết là một tệp văn bản.", "Cứ viết như bình thường;", "Khi viết xong, dựng lại trang",
    "Bài viết đầu tiên trên cổng thông tin của đơn vị",
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"(?:vanphong@|www\.)?(?<![\w-])truong\.example(?![\w-]|\.\w)"
    r"|(?<!\w)Họ và tên\s*[-–—]\s*Chức vụ(?!\w|\s*[-–—,:|])"
    r"|(?<!\w)Số nhà, đường, xã, tỉnh(?!\w|\s*[,:(])"
    r"|(?<![\d.])(?<!\d )0000[ .-]?000[ .-]?000(?![ .-]?\d)"
    r"|(?<!\w)Viết nội dung ở đây(?!\w)"
    r"|Viết vài đoạn giới thiệu về đơn vị(?!\w)"
    r"|Đây là bài mẫu\. Sửa phần thông tin"
    r"|Mỗi bài viết là một tệp văn bản\. Phần giữa hai dòng gạch"
    r"|Cứ viết như bình thường; để cách một dòng trống"
    r"|Khi viết xong, dựng lại trang để xem kết quả"
    r"|Bài viết đầu tiên trên cổng thông tin của đơn vị"
)


def find_placeholder(text: str) -> str:
    """Return the first placeholder in a text, "" for none."""
    if not any(sign in text for sign in _SIGNS):
        return ""
    found = _PLACEHOLDER.search(text)
    return found[0] if found else ""


def is_starter_name(text: str) -> bool:
    """Return whether a whole value is the name that the starter gives the portal."""
    return text in STARTER_NAMES.values()
