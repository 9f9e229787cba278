"""What the live preview says, on the terminal and in the browser, in Vietnamese and English."""

from __future__ import annotations

PREVIEW_PHRASES: dict[str, tuple[str, str]] = {
    "serve.start": ("Đang mở trang xem thử…", "Opening the preview…"),
    "serve.ready": (
        "Xem thử tại {url} (chỉ máy này xem được). Nhấn Ctrl+C để dừng.",
        "The preview is at {url} (for this machine alone). Ctrl+C ends it.",
    ),
    "serve.open": (
        "Xem thử tại {url} (máy khác cùng mạng cũng xem được). Nhấn Ctrl+C để dừng.",
        "The preview is at {url} (others on the network can see it too). Ctrl+C ends it.",
    ),
    "serve.lan": ("Điện thoại cùng mạng Wi-Fi mở địa chỉ {url}.", "A phone on the same Wi-Fi opens {url}."),
    "serve.busy": ("Cổng {p} đang bận, dùng cổng {q}.", "Port {p} is busy; port {q} is used."),
    "serve.full": (
        "Các cổng từ {p} đến {q} đều đang bận. Chọn cổng khác bằng --port.",
        "The ports from {p} to {q} are all busy. Choose another with --port.",
    ),
    "serve.refused": (
        "Không mở được địa chỉ {host}, cổng {p}: {reason}.",
        "The address {host}, port {p}, cannot be used: {reason}.",
    ),
    "serve.polling": (
        "Hệ thống không báo khi tệp thay đổi ({reason}); chương trình tự xem lại mỗi giây nên trang đổi chậm hơn.",
        "The system does not tell of changed files ({reason}); they are looked at every second, so pages follow later.",
    ),
    "serve.polling.limit": ("hết chỗ theo dõi tệp", "no more watches"),
    "serve.polling.network": ("ổ đĩa mạng hoặc ổ đĩa chia sẻ", "a network or shared folder"),
    "serve.log": ("Không ghi được nhật ký {path}: {reason}.", "The log {path} cannot be written: {reason}."),
    "serve.stop": ("Đã dừng xem thử.", "The preview has ended."),
    "serve.crash": (
        "Chương trình xem thử gặp lỗi ngoài dự kiến: {text}. Sửa tệp rồi lưu lại; trang đang chạy không bị ảnh hưởng.",
        "The preview met an error it did not expect: {text}. Mend the file and save it; "
        "the published site is not affected.",
    ),
    "serve.draft": ("Bản nháp - chưa đăng", "Draft - not published"),
    "serve.scheduled": ("Hẹn đăng lúc {datetime}", "To be published {datetime}"),
    "serve.expired": ("Hết hạn hiển thị từ {datetime}", "Expired {datetime}"),
    "serve.bar.title": ("Thông tin xem thử", "About this preview"),
    "serve.bar.edited": ("Sửa lúc {time}", "Edited {time}"),
    "serve.bar.words": ("{n} chữ", "Words: {n}"),
    "serve.bar.captions": ("{n} ảnh chưa có chú thích", "Photos without a caption: {n}"),
    "serve.bar.count": ("{e} lỗi, {w} cảnh báo trong bài này", "On this page: {e} errors, {w} warnings"),
    "serve.bar.clean": ("Bài này không có lỗi.", "Nothing is wrong on this page."),
    "serve.bar.problems": ("Điều cần xem lại trong bài này", "To look at on this page"),
    "serve.bar.hide": ("Ẩn thanh này", "Hide this bar"),
    "serve.overlay.title": ("Có lỗi, chưa hiện được bản mới", "An error: the new version cannot be shown yet"),
    "serve.overlay.text": (
        "Trang phía sau là bản đúng gần nhất. Sửa tệp rồi lưu lại, thông báo này sẽ tự mất.",
        "The page behind is the last good version. Mend the file and save it, and this goes by itself.",
    ),
    "serve.overlay.where": ("Tệp {path}, dòng {line}", "{path}, line {line}"),
    "serve.overlay.file": ("Tệp {path}", "{path}"),
    "serve.overlay.more": ("Còn {n} lỗi khác.", "There are {n} more."),
    "serve.overlay.close": ("Đóng (Esc)", "Close (Esc)"),
    "serve.gone": ("Bài “{title}” từng ở địa chỉ này, nay không còn.", "“{title}” was here, and is gone now."),
    "serve.lost": (
        "Mất kết nối với chương trình xem thử, đang thử lại…",
        "The connection to the preview is lost; trying again…",
    ),
    "serve.back": ("Đã kết nối lại.", "Connected again."),
}
