"""What the commands say, in Vietnamese and English."""

from __future__ import annotations

from ssg.model.preview_phrases import PREVIEW_PHRASES

PHRASES: dict[str, tuple[str, str]] = {
    "stage.articles": ("Bài viết", "Articles"),
    "stage.photos": ("Ảnh", "Photos"),
    "stage.shares": ("Ảnh chia sẻ", "Pictures for sharing"),
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
        "Bài “{path}” có lỗi nên không có trên mạng.",
        "The article “{path}” has an error and is not online.",
    ),
    "build.stays": (
        "Bài “{title}” có lỗi; trên mạng vẫn là bản đã đăng lần trước: {url} (tệp {path}).",
        "“{title}” has an error; its last good version is still online: {url} (file {path}).",
    ),
    "build.stays.mend": (
        "  → Sửa lỗi nêu dưới đây rồi dựng lại. Bản cũ có điều không được để lộ thì gỡ xuống ngay: "
        "`ssg build --hide-broken`.",
        "  → Mend the error told below and build again. To take the old version offline at once: "
        "`ssg build --hide-broken`.",
    ),
    "problems.more": (
        "{path}: … và {n} chỗ nữa như vậy.",
        "{path}: … and {n} more of that kind.",
    ),
    "build.more": ("… và {n} bài nữa.", "… and {n} more."),
    "news.published": ("Đã đăng", "Published"),
    "news.moved": (
        "Đổi địa chỉ (địa chỉ cũ tự chuyển sang địa chỉ mới)",
        "Moved (the old address leads to the new one)",
    ),
    "news.waiting": ("Chờ đến giờ đăng", "Scheduled"),
    "news.rescheduled": ("Gỡ xuống, chờ đến giờ đăng", "Taken offline until the time it is dated"),
    "news.expired": (
        "Hết hạn hiển thị (còn địa chỉ, không còn trong danh sách)",
        "Expired (kept at its address, out of lists)",
    ),
    "news.drafted": ("Gỡ xuống (thành bản nháp)", "Taken offline (a draft now)"),
    "news.hidden": ("Gỡ xuống (có lỗi); sửa xong sẽ tự lên lại", "Taken offline (with an error); back when mended"),
    "news.late": (
        "Chưa lên được (trang chưa tạo được); sửa xong lỗi nêu trên rồi dựng lại thì lên",
        "Not out yet (the page could not be made); mend what is told above and build again",
    ),
    "news.stuck": (
        "Chưa gỡ được, vẫn mở được (còn trang cũ dẫn tới); sửa xong lỗi nêu trên rồi dựng lại thì gỡ",
        "Not removed yet, still online (older pages lead there); mend what is told above and build again",
    ),
    "news.removed": ("Gỡ xuống (tệp không còn)", "Taken offline (the file is gone)"),
    "build.where": (
        "Trang nằm trong {dir}. Xem thử bằng `ssg serve`; bấm đúp vào tệp .html thì trang hiện không đúng kiểu dáng.",
        "The pages are in {dir}. Look at them with `ssg serve`; an .html file opened by double click lacks its style.",
    ),
    "build.trial": (
        "Bản xem thử nằm trong {dir}, trang đang chạy giữ nguyên. Chép cả thư mục lên một máy chủ web để xem; bấm đúp "
        "vào tệp .html thì trang hiện không đúng kiểu dáng.",
        "The trial is in {dir}; the published site is as it was. Put the whole folder on a web server to look at it; a "
        "single .html file lacks its style.",
    ),
    "build.strict": (
        "Có {e} lỗi nên chưa đăng gì cả (chế độ --strict).",
        "There are {e} errors, so nothing was published (--strict).",
    ),
    "build.refused": ("Chưa đăng và chưa xóa gì cả.", "Nothing was published or removed."),
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
        "Đã tạo {path}. Mở tệp này để viết bài.",
        "{path} is made. Open it and write.",
    ),
    "new.photos": (
        "Ảnh đã chép vào cùng thư mục, theo giờ chụp:",
        "Photos, copied beside it by the time they were taken:",
    ),
    "new.copied": ("  {name} ← {original}{taken}", "  {name} ← {original}{taken}"),
    "new.taken": (" (chụp lúc {time})", " (taken at {time})"),
    "new.untimed": (" (không có giờ chụp)", " (no time)"),
    "new.files": ("Tệp đính kèm đã chép vào cùng thư mục:", "Attachments, copied beside it:"),
    "new.same": (
        "Đã có bài cùng tiêu đề: {path}. Bài mới vẫn được tạo; xóa đi nếu trùng.",
        "There is an article of this title: {path}. The new one is made all the same; delete it if it is the same.",
    ),
    "new.date": (
        "Ngày chụp trong ảnh là {date}; đã ghi vào “thời gian diễn ra”. Sửa lại nếu không đúng.",
        "The photos were taken on {date}; that is given as the event date. Mend it if it is wrong.",
    ),
    "new.no_exif": (
        "Ảnh không có ngày chụp (ảnh tải từ Zalo thường mất thông tin này). Ghi ngày diễn ra bằng tay.",
        "The photos do not say when they were taken (those from Zalo never do). Give the event date by hand.",
    ),
    "new.photo": ("Không chép được {path}: {reason}", "{path} was not copied: {reason}"),
    "new.kind": ("không phải ảnh hay tệp đính kèm được ({kind})", "no photo and no attachment ({kind})"),
    "new.empty_folder": ("thư mục không có ảnh hay tệp đính kèm nào", "the folder holds no photo and no attachment"),
    "related.refit": (
        "Lần `ssg build` tới sẽ so lại lời văn của mọi bài từ đầu; tin liên quan có thể đổi ở nhiều bài.",
        "The next `ssg build` compares all texts from the start; related articles may change on many pages.",
    ),
    "related.of": ("Tin liên quan của “{title}” ({url}):", "Related to “{title}” ({url}):"),
    "related.next": ("Đứng sau đó, không hiện trên trang:", "Next in order, not shown on the page:"),
    "related.none": ("Bài này không có tin liên quan.", "This article has no related ones."),
    "related.unknown": (
        "Không có bài nào ở “{said}”.{near}",
        "There is no article at “{said}”.{near}",
    ),
    "related.near": (" Ý là {near}?", " Did you mean {near}?"),
    "related.many": (
        "Có nhiều bài cùng tên “{said}”: {list}. Ghi cả địa chỉ.",
        "More than one article is called “{said}”: {list}. Give the whole address.",
    ),
    "related.page": (
        "“{title}” là trang cố định, không có tin liên quan.",
        "“{title}” is a standing page and has no related articles.",
    ),
    "related.text": ("lời văn {n}", "text {n}"),
    "related.picked": ("chọn bằng tay", "picked by hand"),
    "related.twin": ("gần như trùng với {url}", "nearly the same as {url}"),
    "related.unit": ("cùng đơn vị {name} +{n}", "same unit {name} +{n}"),
    "related.category": ("cùng chuyên mục {name} +{n}", "same category {name} +{n}"),
    "related.tag": ("cùng từ khóa {name} +{n}", "same tag {name} +{n}"),
    "related.thread": ("cùng dòng sự kiện {name} +{n}", "same event thread {name} +{n}"),
    "related.time": ("gần ngày đăng +{n}", "near in time +{n}"),
    "related.phrases": ("cụm từ chung: {list}", "shared phrases: {list}"),
    "date.bad": (
        'Không hiểu ngày “{value}” sau --date. Ví dụ: --date 2026-10-19 hoặc --date "19/10/2026 07:30".',
        '“{value}” after --date is no date. For example: --date 2026-10-19 or --date "19/10/2026 07:30".',
    ),
    "counters.ingest": (
        "Đã đọc {n} dòng nhật ký: {v} lượt xem, {b} lượt của máy tự động (không tính), {r} lượt lặp lại (không tính).",
        "{n} lines read: {v} views; not counted: {b} by robots, {r} repeats.",
    ),
    "counters.visits": (
        "Lượt truy cập: hôm nay {today}, hôm qua {yesterday}, tháng này {month}, năm nay {year}, tổng {total}. "
        "Tính đến {when}.",
        "Visits: today {today}, yesterday {yesterday}, this month {month}, this year {year}, in all {total}. "
        "As of {when}.",
    ),
    "counters.import": ("Đã nhận {n} dòng, không nhận {r} dòng.", "{n} lines taken in, {r} left out."),
    "report.time": ("Thời gian", "Time"),
    "report.unit": ("Đơn vị", "Unit"),
    "report.category": ("Chuyên mục", "Category"),
    "report.author": ("Tác giả", "Author"),
    "report.articles": ("Số bài", "Articles"),
    "report.photos": ("Số ảnh", "Photos"),
    "report.views": ("Lượt xem", "Views"),
    "report.top": ("Bài đọc nhiều nhất", "Most read"),
    "report.address": ("Địa chỉ", "Address"),
    "report.all": ("Tất cả", "All"),
    "report.done": ("Đã ghi báo cáo vào {file} ({n} dòng).", "The report is in {file} ({n} lines)."),
    "report.date": ("Không hiểu ngày “{value}”. Ví dụ: 2026-10-01 hoặc 01/10/2026.", "“{value}” is no date."),
    "report.order": ("Ngày sau --from phải trước ngày sau --to.", "The day after --from comes before that after --to."),
    "usage.command": ("Không có lệnh “{name}”.{near}", "There is no command “{name}”.{near}"),
    "usage.option": ("Không có tùy chọn {name}.{near}", "There is no option {name}.{near}"),
    "usage.near": (" Ý là “{name}”?", " Did you mean “{name}”?"),
    "usage.extra": (
        "Thừa “{words}”. Nội dung có nhiều chữ thì đặt cả trong dấu ngoặc kép.",
        "“{words}” is too much. Put a text of several words in quotes.",
    ),
    "usage.missing": ("Thiếu {name}.", "{name} is missing."),
    "usage.of.title": ("tiêu đề bài viết", "the article's title"),
    "usage.of.directory": ("tên thư mục", "the folder's name"),
    "usage.of.file": ("tên tệp", "the file's name"),
    "usage.of.logs": ("tên tệp nhật ký", "the log's name"),
    "usage.of.url": ("địa chỉ bài viết", "the article's address"),
    "usage.value": ("Sau {name} phải có nội dung.", "{name} needs a value behind it."),
    "usage.no_value": ("{name} không nhận nội dung; chỉ ghi {name}.", "{name} takes no value; write {name} alone."),
    "usage.bad": ("Nội dung của {name} không dùng được: {allowed}", "The value of {name} cannot be used: {allowed}"),
    "usage.choice": ("chọn một trong {list}.", "it is one of {list}."),
    "usage.range": ("cần một số từ {low} đến {high}.", "it is a number from {low} to {high}."),
    "usage.form": ("Cách gõ: {usage}", "Usage: {usage}"),
    "usage.help": ("Xem hướng dẫn: {command} --help", "Help: {command} --help"),
    "crash": (
        "Chương trình gặp lỗi ngoài dự kiến: {text}. Không trang nào đã đăng bị hỏng; nếu đang dựng dở thì lần "
        "`ssg build` sau làm nốt.",
        "The program met an error it did not expect: {text}. No published page is damaged; the next `ssg build` does "
        "what this one left undone.",
    ),
    **PREVIEW_PHRASES,
}


def phrase(key: str, language: str, **values: object) -> str:
    """Return what a command says, its values in place."""
    text = PHRASES[key][0 if language == "vi" else 1]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
