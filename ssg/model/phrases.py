"""What the commands say, in Vietnamese and English."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "stage.articles": ("Bài viết", "Articles"),
    "stage.photos": ("Ảnh", "Photos"),
    "stage.pages": ("Trang", "Pages"),
    "build.done": (
        "Xong trong {s} giây: {w} trang và tệp mới hoặc thay đổi, {k} giữ nguyên, {r} đã xóa, {p} ảnh được xử lý.",
        "Done in {s} seconds: {w} pages and files new or changed, {k} kept, {r} removed, {p} photos encoded.",
    ),
    "build.same": ("Không có gì thay đổi.", "Nothing changed."),
    "build.errors": (
        "{e} lỗi, {w} cảnh báo. Bài có lỗi giữ nguyên bản đã đăng lần trước; các bài khác đã được đăng.",
        "{e} errors, {w} warnings. Articles with errors stay as last published; the others are published.",
    ),
    "build.errors.other": (
        "{e} lỗi, {w} cảnh báo. Phần không lỗi đã được đăng.",
        "{e} errors, {w} warnings. What has no error is published.",
    ),
    "build.warnings": ("{w} cảnh báo.", "{w} warnings."),
    "build.errors.new": (
        "Bài mới “{path}” có lỗi nên chưa được đăng.",
        "The new article “{path}” has an error and is not published.",
    ),
    "build.strict": (
        "Có {e} lỗi nên chưa đăng gì cả (chế độ --strict).",
        "There are {e} errors, so nothing was published (--strict).",
    ),
    "build.scheduled": (
        "{n} bài hẹn giờ; bài gần nhất đăng lúc {datetime}. Cần dựng trang lại sau thời điểm đó.",
        "{n} articles are scheduled; the next is due at {datetime}. Build again after that.",
    ),
    "build.wait": (
        "Một lần dựng trang khác đang chạy (bắt đầu lúc {time}). Đang chờ…",
        "Another build is running (since {time}). Waiting…",
    ),
    "init.done": (
        "Đã tạo trang mẫu trong {dir}. Bước tiếp theo: vào thư mục đó và chạy `ssg build`.",
        "A portal was made in {dir}. Next: go there and run `ssg build`.",
    ),
    "init.exists": (
        "Thư mục {dir} đã có tệp {file}; không ghi đè gì cả.",
        "{dir} already has {file}; nothing was written over.",
    ),
    "new.done": (
        "Đã tạo {path}. Mở tệp này để viết bài; ảnh đã được chép vào cùng thư mục.",
        "{path} is made. Open it and write; the photos lie beside it.",
    ),
    "new.done.bare": ("Đã tạo {path}. Mở tệp này để viết bài.", "{path} is made. Open it and write."),
    "new.date": (
        "Ngày chụp trong ảnh là {date}; đã ghi vào “thời gian diễn ra”. Sửa lại nếu không đúng.",
        "The photos were taken on {date}; that is given as the event date. Mend it if it is wrong.",
    ),
    "new.no_exif": (
        "Ảnh không có ngày chụp (ảnh tải từ Zalo thường mất thông tin này). Ghi ngày diễn ra bằng tay.",
        "The photos do not say when they were taken (those from Zalo never do). Give the event date by hand.",
    ),
    "new.photo": ("Không chép được ảnh {path}: {reason}", "The photo {path} was not copied: {reason}"),
    "date.bad": (
        'Không hiểu ngày “{value}” sau --date. Ví dụ: --date 2026-10-19 hoặc --date "19/10/2026 07:30".',
        '“{value}” after --date is no date. For example: --date 2026-10-19 or --date "19/10/2026 07:30".',
    ),
    "crash": (
        "Chương trình gặp lỗi ngoài dự kiến: {text}. Trang đang chạy không bị ảnh hưởng.",
        "The program met an error it did not expect: {text}. The published site is not affected.",
    ),
}


def phrase(key: str, language: str, **values: object) -> str:
    """Return what a command says, its values in place."""
    text = PHRASES[key][0 if language == "vi" else 1]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
