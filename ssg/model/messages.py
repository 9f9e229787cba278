"""The wording of every problem, in Vietnamese and English: what is wrong, and how to mend it.

A part in square brackets is left out where a value it names is empty, so that nothing is offered when nothing is near.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ssg.base.errors import Problem, Severity

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
    "category": ("chuyên mục", "category"),
    "unit": ("đơn vị", "unit"),
    "thread": ("dòng sự kiện", "event thread"),
    "banners": ("nhóm biểu ngữ", "banner group"),
    "place": ("trang, chuyên mục, đơn vị, từ khóa hay dòng sự kiện", "page, category, unit, tag or event thread"),
    "file": ("tệp trong content/_static/", "file in content/_static/"),
}
_NEAR = ("[Ý là “{near}”?]", "[Did you mean “{near}”?]")

# code: (Vietnamese, how to mend it, English, how to mend it)
MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "fm.missing": (
        "Bài chưa có phần thông tin ở đầu.",
        "Thêm ở đầu tệp một dòng `---`, các dòng `title:` và `date:`, rồi một dòng `---`.",
        "The article has no front matter.",
        "Begin the file with a line `---`, the lines `title:` and `date:`, and a line `---`.",
    ),
    "fm.unclosed": (
        "Phần thông tin đầu bài chưa đóng.",
        "Thêm một dòng `---` sau dòng thông tin cuối cùng.",
        "The front matter is not closed.",
        "Add a line `---` after its last line.",
    ),
    "fm.toml": (
        "Phần thông tin đầu bài dùng dấu `+++` (kiểu TOML), chương trình không đọc kiểu này.",
        "Đổi hai dòng `+++` thành `---`, mỗi mục viết `tên: nội dung`.",
        "The front matter is TOML (`+++`), which is not read.",
        "Change the two lines `+++` to `---` and write each entry as `key: value`.",
    ),
    "fm.json": (
        "Phần thông tin đầu bài viết kiểu JSON (dấu ngoặc nhọn), chương trình không đọc kiểu này.",
        "Đặt giữa hai dòng `---`, mỗi mục viết `tên: nội dung`.",
        "The front matter is JSON, which is not read.",
        "Put it between two lines `---` and write each entry as `key: value`.",
    ),
    "fm.syntax": (
        "Không đọc được dòng này[: `{text}`].",
        "Xem lại dấu hai chấm, dấu ngoặc kép và khoảng trắng đầu dòng.",
        "This line cannot be read[: `{text}`].",
        "Look at its colons, quotes and the spaces it begins with.",
    ),
    "fm.quote": (
        "Dấu ngoặc kép mở mà không đóng đúng chỗ.",
        "Dùng dấu “ ” thay cho \" \", hoặc bỏ dấu ngoặc ở đầu và cuối.",
        "A quote opens and does not close where it should.",
        "Use “ ” for \" \", or leave out the quotes around the text.",
    ),
    "fm.comma": (
        "Dấu phẩy làm chú thích bị cắt thành “{a}” và “{b}”.",
        "Viết mỗi mục một dòng (`src:`, `caption:` …), không dùng dấu { }.",
        "A comma cuts the text into “{a}” and “{b}”.",
        "Write one entry a line (`src:`, `caption:` …), without { }.",
    ),
    "fm.tab": (
        "Đầu dòng có phím Tab.",
        "Thay bằng hai dấu cách.",
        "The line begins with a tab.",
        "Use two spaces.",
    ),
    "fm.space": (
        "Thiếu dấu cách sau dấu hai chấm: `{text}`.",
        "Viết `{key}: {value}`.",
        "A space is missing after the colon: `{text}`.",
        "Write `{key}: {value}`.",
    ),
    "fm.duplicate": (
        "Mục “{key}” ghi hai lần (dòng {a} và dòng {b}).",
        "Giữ lại một dòng.",
        "“{key}” is given twice (line {a} and line {b}).",
        "Keep one of them.",
    ),
    "fm.both": (
        "Có cả hai mục “{a}” và “{b}”.",
        "Giữ lại một mục.",
        "Both “{a}” and “{b}” are given.",
        "Keep one of them.",
    ),
    "fm.unknown": ("Không có mục “{key}”.", _NEAR[0], "There is no key “{key}”.", _NEAR[1]),
    "fm.required.title": ("Bài chưa có tiêu đề.", "Thêm dòng `title: …`.", "The title is missing.", "Add `title: …`."),
    "fm.required.date": (
        "Bài chưa có ngày đăng.",
        "Thêm dòng `date: {today}`; nếu đây là trang giới thiệu, không phải tin, thêm `page: có`.",
        "The date is missing.",
        "Add `date: {today}`; for a standing page add `page: true`.",
    ),
    "fm.type": (
        "Mục “{key}” cần {kind}, hiện đang là “{value}”.",
        "",
        "“{key}” takes {kind}, not “{value}”.",
        "",
    ),
    "fm.bool": (
        "“{value}” không rõ là có hay không.",
        "Ghi `có` hoặc `không`.",
        "“{value}” is neither yes nor no.",
        "Write `true` or `false`.",
    ),
    "fm.bomb": (
        "Phần thông tin lặp lại hoặc lồng nhau quá nhiều, có thể là tệp độc hại.",
        "Xóa các ký hiệu & và * và các dấu ngoặc thừa trong phần này.",
        "Anchors, aliases or nesting that no article needs; the file may be hostile.",
        "Take the marks & and * and the extra brackets out of this part.",
    ),
    "field.choice": (
        "Mục “{key}” không nhận “{value}”.",
        "Ghi một trong: {choices}.[ Ý là “{near}”?]",
        "“{key}” does not take “{value}”.",
        "Write one of: {choices}.[ Did you mean “{near}”?]",
    ),
    "field.pattern": (
        "Mục “{key}” không hiểu mẫu “{value}”.",
        "Dùng các tên có sẵn: {choices}.",
        "“{key}” cannot use the pattern “{value}”.",
        "Use the names there are: {choices}.",
    ),
    "field.url": (
        "Mục “{key}” cần một địa chỉ, hiện đang là “{value}”.",
        "Địa chỉ bắt đầu bằng https:// hoặc bằng dấu / (trang trong cổng).",
        "“{key}” takes an address, not “{value}”.",
        "Begin it with https:// or, for a page of this portal, with /.",
    ),
    "date.impossible": (
        "Ngày {value} không có trên lịch.",
        "Xem lại ngày, tháng. Ví dụ: 04/10/2022 09:01.",
        "There is no day {value}.",
        "Look at day and month, for example 04/10/2022 09:01.",
    ),
    "date.unreadable": (
        "Không hiểu ngày “{value}”.",
        "Ghi ngày/tháng/năm, ví dụ 04/10/2022 09:01.",
        "“{value}” is no date that can be read.",
        "Write day/month/year, for example 04/10/2022 09:01.",
    ),
    "date.month": (
        "Không có tháng {m}.",
        "Ngày ghi trước, tháng ghi sau: ngày/tháng/năm.",
        "There is no month {m}.",
        "The day comes first: day/month/year.",
    ),
    "date.year2": (
        "Năm phải đủ bốn chữ số.",
        "Ghi {day}/{year}.",
        "The year needs four digits.",
        "Write {day}/{year}.",
    ),
    "date.weekday": (
        "Ghi {weekday} nhưng ngày {date} là {right}.",
        "Sửa thứ hoặc ngày.",
        "{weekday} is given, but {date} is a {right}.",
        "Mend the weekday or the date.",
    ),
    "date.year_guessed": (
        "Ngày diễn ra “{value}” không có năm; đã hiểu là {date}.",
        "Ghi thêm năm.",
        "The event date “{value}” has no year; {date} is taken.",
        "Add the year.",
    ),
    "event.range": (
        "Ngày kết thúc ({to}) trước ngày bắt đầu ({from}).",
        "Đổi lại hai ngày.",
        "The end ({to}) lies before the start ({from}).",
        "Exchange the two dates.",
    ),
    "event.after": (
        "Ngày diễn ra ({event}) sau ngày đăng ({date}).",
        "Nếu là thông báo trước thì không cần sửa.",
        "The event ({event}) comes after the publish date ({date}).",
        "Nothing to mend if this announces it.",
    ),
    "unit.unknown": (
        "Không có đơn vị “{value}”.",
        "[Ý là “{near}”? ]Danh sách đơn vị ở mục `units` của site.yaml.",
        "There is no unit “{value}”.",
        "[Did you mean “{near}”? ]The units stand under `units` in site.yaml.",
    ),
    "unit.cycle": (
        "Các đơn vị trực thuộc lẫn nhau thành vòng: {chain}.",
        "Sửa mục `parent` của một đơn vị.",
        "The units' parents form a circle: {chain}.",
        "Mend the `parent` of one of them.",
    ),
    "category.unknown": (
        "Không có chuyên mục “{value}”.",
        "[Ý là “{near}”? ]Danh sách chuyên mục ở mục `categories` của site.yaml.",
        "There is no category “{value}”.",
        "[Did you mean “{near}”? ]The categories stand under `categories` in site.yaml.",
    ),
    "category.none": (
        "Bài chưa có chuyên mục.",
        "Thêm dòng `category: …`, hoặc để bài trong thư mục mang tên chuyên mục.[ Ví dụ: {near}.]",
        "The article has no category.",
        "Add `category: …`, or put the file into the folder of one.[ For example: {near}.]",
    ),
    "thread.unknown": (
        "Không có dòng sự kiện “{value}”.",
        "[Ý là “{near}”? ]Thêm vào mục `threads` của site.yaml nếu là dòng mới.",
        "There is no event thread “{value}”.",
        "[Did you mean “{near}”? ]Add a new one under `threads` in site.yaml.",
    ),
    "photo.missing": (
        "Không thấy ảnh “{src}” trong thư mục của bài.",
        "Chép ảnh vào {folder} hoặc sửa lại tên.[ Có ảnh tên gần giống: {near}.]",
        "There is no photo “{src}” beside the article.",
        "Copy it into {folder} or mend the name.[ There is one much like it: {near}.]",
    ),
    "photo.external": (
        "Ảnh “{src}” nằm ở trang web khác nên chỉ hiện thành liên kết.",
        "Tải ảnh về, để cạnh bài viết và ghi tên tệp.",
        "The photo “{src}” lies on another site and is shown as a link only.",
        "Save it beside the article and name the file.",
    ),
    "photo.heic": (
        "Ảnh “{src}” là ảnh HEIC của iPhone, máy này chưa đọc được.",
        "Gửi lại ảnh ở dạng JPG, hoặc cài thêm phần đọc HEIC (`{command}`).",
        "The photo “{src}” is an iPhone's HEIC, which cannot be read here.",
        "Save it as JPG, or install what reads HEIC (`{command}`).",
    ),
    "photo.broken": (
        "Ảnh “{src}” bị hỏng hoặc chép chưa xong.",
        "Chép lại ảnh từ máy chụp.",
        "The photo “{src}” is damaged or was not copied whole.",
        "Copy it from the camera again.",
    ),
    "photo.kind": (
        "“{src}” không phải là ảnh[ ({found})].",
        "Dùng ảnh JPG, PNG hoặc WebP.",
        "“{src}” is not a photo[ ({found})].",
        "Use JPG, PNG or WebP.",
    ),
    "photo.huge": (
        "Ảnh “{src}” quá lớn ({w}×{h}).",
        "Giảm kích thước xuống dưới {max} điểm ảnh mỗi chiều.",
        "The photo “{src}” is too large ({w}×{h}).",
        "Make it smaller than {max} pixels each way.",
    ),
    "photo.animated": (
        "Ảnh “{src}” là ảnh động; trang chỉ hiện hình đầu tiên.",
        "Nếu cần hình chuyển động, đặt liên kết đến video.",
        "The photo “{src}” moves; the page shows its first picture only.",
        "Link to a video where movement matters.",
    ),
    "photo.blur": (
        "Không hiểu vùng cần làm mờ “{value}”.",
        "Ghi bốn số phần trăm: trái, trên, rộng, cao; ví dụ `blur: 10 20 15 25`.",
        "“{value}” is no area to blur.",
        "Give four percentages: left, top, width, height, as in `blur: 10 20 15 25`.",
    ),
    "caption.filename": (
        "Chú thích “{caption}” chỉ là tên tệp, không được hiện lên trang.",
        "Viết ai, đang làm gì, ở đâu.",
        "The caption “{caption}” is only a file name and is not shown.",
        "Say who does what, and where.",
    ),
    "caption.none": (
        "Ảnh “{src}” chưa có chú thích.",
        "Thêm dòng `caption: …`.",
        "The photo “{src}” has no caption.",
        "Add `caption: …`.",
    ),
    "attachment.missing": (
        "Không thấy tệp đính kèm “{src}”.",
        "Chép tệp vào {folder} hoặc sửa lại tên.[ Có tệp tên gần giống: {near}.]",
        "There is no attachment “{src}”.",
        "Copy it into {folder} or mend the name.[ There is one much like it: {near}.]",
    ),
    "src.twice": (
        "Có hai tệp “{src}”: {a} và {b}.",
        "Đổi tên hoặc bỏ một tệp.",
        "There are two files “{src}”: {a} and {b}.",
        "Rename or remove one of them.",
    ),
    "link.broken": (
        "Liên kết đến “{target}” không có bài nào.",
        "Sửa lại tên tệp.[ Ý là “{near}”?]",
        "The link to “{target}” leads to no article.",
        "Mend the file's name.[ Did you mean “{near}”?]",
    ),
    "html.removed": (
        "Đã bỏ khỏi bài những mã HTML không an toàn: {tags}.",
        "Viết bằng chữ thường; video thì đặt liên kết.",
        "Unsafe HTML was taken out: {tags}.",
        "Write plain text; for a video, give a link.",
    ),
    "related.unknown": (
        "Không có bài “{slug}” để đặt vào tin liên quan.",
        _NEAR[0],
        "There is no article “{slug}” to relate to.",
        _NEAR[1],
    ),
    "related.ambiguous": (
        "Có nhiều bài cùng tên đường dẫn “{slug}”: {list}.",
        "Ghi cả địa chỉ, ví dụ {near}.",
        "More than one article is called “{slug}”: {list}.",
        "Give the whole address, such as {near}.",
    ),
    "alias.bad": (
        "Đường dẫn cũ “{value}” phải bắt đầu bằng dấu / và không được có “..”.",
        "Ghi `{right}`.",
        "The alias “{value}” must begin with / and hold no “..”.",
        "Write `{right}`.",
    ),
    "url.collision": (
        "Hai bài cùng một địa chỉ {url}: {a} và {b}.",
        "Đổi tên tệp hoặc thêm `slug:` cho một bài.",
        "Two claim the address {url}: {a} and {b}.",
        "Rename a file or give one of them a `slug:`.",
    ),
    "url.moved": (
        "Bài “{title}” đổi địa chỉ từ {old} sang {url}; địa chỉ cũ tự chuyển sang địa chỉ mới.",
        "",
        "“{title}” moved from {old} to {url}; the old address leads to the new one.",
        "",
    ),
    "slug.empty": (
        "Không tạo được tên đường dẫn từ “{value}”.",
        "Thêm dòng `slug: ten-bai-viet`.",
        "“{value}” gives no slug.",
        "Add `slug: a-short-name`.",
    ),
    "slug.reserved": (
        "Tên đường dẫn “{value}” đã dành cho phần khác của cổng.",
        "Chọn tên khác, ví dụ `{right}`.",
        "The slug “{value}” is kept for another part of the portal.",
        "Choose another, such as `{right}`.",
    ),
    "file.encoding": (
        "Tệp không phải mã UTF-8 (có thể lưu bằng Notepad cũ hoặc phông TCVN3, VNI).",
        "Mở bằng Notepad, chọn Lưu thành, mã hóa UTF-8.",
        "The file is not UTF-8 (an old Notepad, or a TCVN3 or VNI font).",
        "Open it in Notepad, choose Save as, encoding UTF-8.",
    ),
    "file.legacy_font": (
        "Chữ trong bài giống phông cũ TCVN3 hoặc VNI (“{sample}”).",
        "Chuyển mã sang Unicode bằng Unikey (Ctrl+Shift+F6).",
        "The text looks like the old fonts TCVN3 or VNI (“{sample}”).",
        "Convert it to Unicode, with Unikey (Ctrl+Shift+F6) for example.",
    ),
    "file.unreadable": (
        "Không mở được tệp {path}[: {reason}].",
        "Đóng chương trình đang mở tệp, hoặc xem lại quyền đọc.",
        "The file {path} cannot be opened[: {reason}].",
        "Close what holds it open, or look at who may read it.",
    ),
    "file.outside": (
        "“{value}” trỏ ra ngoài thư mục nội dung.",
        "Chỉ dùng tệp nằm trong thư mục của bài.",
        "“{value}” leads out of the content folder.",
        "Use only files beside the article.",
    ),
    "file.large": (
        "Tệp bài viết quá lớn ({size}).",
        "Ảnh để thành tệp riêng, không dán vào trong bài.",
        "The article's file is too large ({size}).",
        "Keep photos as files of their own, not inside the text.",
    ),
    "site.missing": (
        "Thư mục này chưa có site.yaml.",
        "Chạy `ssg init` để tạo trang mẫu, hoặc mở đúng thư mục của trang.",
        "There is no site.yaml here.",
        "Run `ssg init` for a new portal, or go to the portal's folder.",
    ),
    "site.unknown": (
        "site.yaml không có mục “{path}”.",
        _NEAR[0],
        "site.yaml has no key “{path}”.",
        _NEAR[1],
    ),
    "site.required": (
        "site.yaml chưa có mục “{key}”.",
        "Thêm dòng `{key}: {example}`.",
        "site.yaml lacks “{key}”.",
        "Add `{key}: {example}`.",
    ),
    "site.reference": (
        "“{path}” nhắc đến “{value}” nhưng không có {kind} này.",
        _NEAR[0],
        "“{path}” names “{value}”, and there is no such {kind}.",
        _NEAR[1],
    ),
    "site.url": (
        "Địa chỉ cổng “{value}” không đúng.",
        "Ghi đủ cả https://, ví dụ `url: https://thcslamkhe.example`.",
        "“{value}” is no address of a portal.",
        "Give it whole, as in `url: https://school.example`.",
    ),
    "site.timezone": (
        "Không có múi giờ “{value}”.",
        "Ghi `timezone: Asia/Ho_Chi_Minh`.",
        "There is no time zone “{value}”.",
        "Write `timezone: Asia/Ho_Chi_Minh`.",
    ),
    "site.twice": (
        "“{value}” đã dùng ở {first}.",
        "Mỗi tên đường dẫn chỉ dùng một lần.",
        "“{value}” is taken by {first}.",
        "Use each slug once.",
    ),
    "site.kept": (
        "site.yaml có lỗi; cổng được dựng theo bản site.yaml đúng gần nhất.",
        "Sửa các lỗi trên rồi dựng lại.",
        "site.yaml has errors; its last good version is used.",
        "Mend them and build again.",
    ),
    "content.empty": (
        "Chưa có bài viết nào.",
        "Tạo bài đầu tiên: `ssg new \"Tiêu đề bài viết\"`.",
        "There are no articles yet.",
        "Write the first: `ssg new \"Title\"`.",
    ),
    "theme.missing": (
        "Không có giao diện “{name}”.",
        "Có sẵn: {list}.[ Ý là “{near}”?]",
        "There is no theme “{name}”.",
        "There are: {list}.[ Did you mean “{near}”?]",
    ),
    "theme.loop": (
        "Giao diện “{name}” kế thừa chính nó.",
        "Sửa mục `extends` trong {file}.",
        "The theme “{name}” extends itself.",
        "Mend `extends` in {file}.",
    ),
    "theme.syntax": (
        "Lỗi trong mẫu {file}, dòng {line}: {text}.",
        "Sửa dòng này; các trang dùng mẫu giữ nguyên bản đã đăng.",
        "Error in the template {file}, line {line}: {text}.",
        "Mend that line; the pages that use it stay as published.",
    ),
    "theme.template": (
        "Giao diện “{name}” thiếu mẫu {file}.",
        "[Có mẫu tên gần giống: {near}. ]Thêm mẫu này, hoặc ghi `extends: base` trong theme.yaml.",
        "The theme “{name}” lacks the template {file}.",
        "[There is one much like it: {near}. ]Add it, or write `extends: base` in theme.yaml.",
    ),
    "banner.missing": (
        "Không thấy ảnh biểu ngữ “{src}”; biểu ngữ này được bỏ qua.",
        "Chép ảnh vào {folder}.[ Có tệp tên gần giống: {near}.]",
        "There is no banner picture “{src}”; the banner is left out.",
        "Copy it into {folder}.[ There is one much like it: {near}.]",
    ),
    "static.missing": (
        "Không thấy tệp “{src}” mà “{key}” nhắc đến.",
        "Chép tệp vào {folder}.[ Có tệp tên gần giống: {near}.]",
        "There is no file “{src}”, which “{key}” names.",
        "Copy it into {folder}.[ There is one much like it: {near}.]",
    ),
    "output.foreign": (
        "Có {n} tệp trong output/ không do chương trình tạo, được giữ nguyên: {list}.",
        "",
        "{n} files in output/ were not made here and are left alone: {list}.",
        "",
    ),
    "output.readonly": (
        "Không ghi được vào {path}[: {reason}].",
        "Xem lại quyền ghi, hoặc đóng chương trình đang mở tệp.",
        "{path} cannot be written[: {reason}].",
        "Look at who may write there, or close what holds it open.",
    ),
    "disk.full": (
        "Ổ đĩa đã đầy; trang đang chạy không bị ảnh hưởng.",
        "Xóa bớt tệp rồi chạy lại.",
        "The disk is full; the published site is not affected.",
        "Make room and run again.",
    ),
    "state.damaged": (
        "Tệp {path} bị hỏng; chưa đăng gì để không mất địa chỉ cũ và bản đúng gần nhất.",
        "Khôi phục {path} từ bản sao lưu, hoặc đổi tên tệp này để bắt đầu lại.",
        "{path} is damaged; nothing was published, so that no old address is lost.",
        "Restore {path} from a backup, or rename it to begin anew.",
    ),
    "state.newer": (
        "Tệp {path} do bản chương trình mới hơn ghi.",
        "Cập nhật chương trình.",
        "{path} was written by a newer version of the program.",
        "Update the program.",
    ),
}

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
    first = ": ".join([*([":".join(where)] if where else []), SEVERITIES[language][problem.severity], what])
    return first + (f"\n  → {mend}" if mend else "")
