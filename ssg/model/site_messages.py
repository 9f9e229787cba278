"""What can be wrong with site.yaml, files, themes and the output, and how to mend it."""

from __future__ import annotations

_NEAR = ("[Ý là “{near}”?]", "[Did you mean “{near}”?]")

# code: (Vietnamese, how to mend it, English, how to mend it)
SITE_MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "unit.cycle": (
        "Các đơn vị trực thuộc lẫn nhau thành vòng: {chain}.",
        "Sửa mục `parent` của một đơn vị.",
        "The units' parents form a circle: {chain}.",
        "Mend the `parent` of one of them.",
    ),
    "url.collision": (
        "Hai bài cùng một địa chỉ {url}: {a} và {b}.",
        "Đổi tên tệp hoặc thêm `slug:` cho một bài.",
        "Two claim the address {url}: {a} and {b}.",
        "Rename a file or give one of them a `slug:`.",
    ),
    "url.ours": (
        "Địa chỉ cũ “{value}” là địa chỉ của chính trang web (trang chủ, bản tin RSS, sơ đồ, tệp hệ thống) hoặc không "
        "phải là một địa chỉ.",
        "Bỏ dòng này khỏi mục `aliases`.",
        "The alias “{value}” is an address the portal needs itself (home, a map, a system file), or none at all.",
        "Take it out of `aliases`.",
    ),
    "url.tracking": (
        "Địa chỉ cũ “{value}” chỉ khác {right} ở phần theo dõi người đọc (utm_source, fbclid, ref…), hoặc phần sau "
        "dấu ? không đọc được; địa chỉ ấy là của trang {right}.",
        "Bỏ dòng này khỏi mục `aliases`, hoặc ghi phần nói bài nào, ví dụ `/?p=4824`.",
        "The alias “{value}” differs from {right} only in what tracks readers (utm_source, fbclid, ref…), or what "
        "follows its ? cannot be read; it is the address of {right}.",
        "Take it out of `aliases`, or give the part that names the post, as in `/?p=4824`.",
    ),
    "url.capitals": (
        "Địa chỉ cũ “{value}” chỉ khác {url} ở chữ hoa, chữ thường.",
        "Trên nhiều máy chủ hai địa chỉ này là một, nên địa chỉ cũ không có trang riêng; máy chủ phân biệt hoa thường "
        "chuyển người đọc theo bảng chuyển địa chỉ.",
        "The alias “{value}” differs from {url} in capitals only.",
        "Many servers take both for one, so it has no page of its own; the web server's map of aliases holds it.",
    ),
    "init.reserved": (
        "Windows giữ tên “{dir}” cho riêng mình, không tạo được thư mục tên như vậy.",
        "Chọn tên khác, như `ssg init cong-thong-tin`.",
        "Windows keeps the name “{dir}” for itself; no folder can have it.",
        "Choose another, like `ssg init portal`.",
    ),
    "url.long": (
        "Địa chỉ {url} dài {n} ký tự. Trên Windows, nơi cả đường dẫn của một tệp chỉ được 259 ký tự, có thể không ghi "
        "được tệp này.",
        "Rút ngắn `slug:`, tên tệp hoặc tên thư mục; nếu đã đăng, đặt thư mục của cổng tin ở nơi ngắn, như C:\\cong.",
        "The address {url} has {n} characters. On Windows, where a file's whole path may have 259, it may not be "
        "written.",
        "Shorten its `slug:`, the file's name or a folder's; if it is online, keep the portal in a short place, like "
        "C:\\portal.",
    ),
    "url.no_page": (
        "Địa chỉ cũ “{value}” dài quá ({n} ký tự), nên không có trang chuyển hướng riêng.",
        "Máy chủ web vẫn chuyển người đọc theo bảng chuyển địa chỉ mà mục `hosting` tạo ra.",
        "The alias “{value}” is too long ({n} characters) to have a page of its own.",
        "The web server's map of aliases, which `hosting` makes, still holds it.",
    ),
    "url.dropped": (
        "Địa chỉ cũ {old} của bài “{title}” nay là địa chỉ của trang khác ({other}), nên không dẫn tới bài nữa.",
        "Nếu địa chỉ cũ quan trọng hơn, đổi `slug` của trang kia.",
        "The old address {old} of “{title}” is that of another page now ({other}); it leads to the article no more.",
        "If the old address matters more, change the `slug` of the other page.",
    ),
    "url.departed": (
        "Bài “{title}” không còn tệp; địa chỉ {url} không mở được nữa.",
        "Nếu bài đã chuyển sang tệp khác, ghi địa chỉ này vào mục `aliases` của bài đó.",
        "The file of “{title}” is gone; its address {url} leads nowhere now.",
        "If the article has moved to another file, give this address under its `aliases`.",
    ),
    "url.departed.many": (
        "Còn {n} địa chỉ khác không mở được nữa vì tệp của bài không còn.",
        "",
        "{n} more addresses lead nowhere now, because the files of their articles are gone.",
        "",
    ),
    "url.moved.unclear": (
        "Không rõ bài “{title}” là tệp nào trước đây: có nhiều tệp cùng tiêu đề và ngày đăng ({a}, {b}); địa chỉ cũ "
        "không được chuyển theo.",
        "Ghi địa chỉ cũ vào mục `aliases` của bài này.",
        "It is unclear which file “{title}” was before: several have its title and date ({a}, {b}); no old address was "
        "taken along.",
        "Give its old address under `aliases`.",
    ),
    "name.same_slug": (
        "“{value}” và “{other}” chỉ khác nhau ở dấu; “{value}” nhận tên đường dẫn `{slug}`.",
        "Thêm `slug: {slug}`, hoặc một tên khác, để địa chỉ không đổi khi sắp xếp lại danh sách.",
        "“{value}” and “{other}” differ in their marks only; “{value}” has the slug `{slug}`.",
        "Write `slug: {slug}`, or another, so that its address stays when the list is put in another order.",
    ),
    "name.ambiguous": (
        "“{value}” có thể là {a} hoặc {b}.",
        "Viết đủ dấu, hoặc ghi tên đường dẫn (slug)[, ví dụ {near}].",
        "“{value}” may mean {a} or {b}.",
        "Write it with its marks, or give the slug[, {near} for example].",
    ),
    "field.many": (
        "Mục “{key}” có {n} dòng; chương trình chỉ nhận {most}.",
        "Bỏ bớt, hoặc chia ra nhiều bài.",
        "“{key}” has {n} entries; {most} are the most.",
        "Take some out.",
    ),
    "url.moved": (
        "Bài “{title}” đổi địa chỉ từ {old} sang {url}; địa chỉ cũ tự chuyển sang địa chỉ mới.",
        "",
        "“{title}” moved from {old} to {url}; the old address leads to the new one.",
        "",
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
    "draft.title": (
        "Chưa có tiêu đề; chưa tạo bài.",
        'Viết tiêu đề trong dấu ngoặc kép: `ssg new "Tiêu đề bài viết"`.',
        "There is no title; no article was made.",
        'Write the title in quotes: `ssg new "Title"`.',
    ),
    "draft.photo": (
        "Không có tệp hay thư mục “{src}”; chưa tạo bài.",
        'Xem lại tên tệp. Tiêu đề có nhiều chữ thì đặt trong dấu ngoặc kép: `ssg new "Tiêu đề bài viết" anh-1.jpg`.',
        "There is no file or folder “{src}”; no article was made.",
        'Look at its name. Put a title of several words in quotes: `ssg new "Title" photo-1.jpg`.',
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
    "site.deep": (
        "Mục “{path}” nằm sâu quá {n} bậc.",
        "Danh mục có nhiều nhất {n} bậc; đưa các mục này lên một bậc.",
        "“{path}” lies deeper than {n} levels.",
        "A menu has {n} levels at most; move these entries one up.",
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
    "site.switch.empty": (
        "Mục “{key}” chưa ghi có hay không; hiện dùng giá trị mặc định: {kind}.",
        "Ghi `có` hoặc `không` sau dấu hai chấm, hoặc xóa dòng này.",
        "“{key}” says neither yes nor no; its default is used: {kind}.",
        "Write `yes` or `no` behind the colon, or delete the line.",
    ),
    "welcome.units": (
        "Dòng chào ở mục `welcome` không hiện trên trang của đơn vị có đầu trang riêng ({units}); ở đó hiện “{text}”.",
        "Muốn đổi dòng ấy thì ghi `welcome: …` dưới đơn vị đó, trong mục `units` của site.yaml.",
        "The line under `welcome` does not show on the pages of units with a header of their own ({units}); they show "
        "“{text}”.",
        "To change that line, write `welcome: …` under the unit, in `units` of site.yaml.",
    ),
    "welcome.lost": (
        "Dòng chào riêng của đơn vị “{value}” không hiện ở đâu, vì trang đơn vị này có đầu trang của cổng (“{text}”).",
        "Xóa dòng `welcome` của đơn vị, hoặc cho đơn vị giao diện riêng (`theme:`).",
        "The welcome line of the unit “{value}” shows nowhere: its pages have the portal's header (“{text}”).",
        "Delete the unit's `welcome`, or give it a theme of its own (`theme:`).",
    ),
    "footer.no_owner": (
        "Chân trang chưa ghi cơ quan chủ quản của trang thông tin; hiện dùng tên cổng (`title`).",
        "Trong site.yaml, dưới dòng `footer:`, thêm dòng `  owner: Tên cơ quan, đơn vị chủ quản`.",
        "The footer names no owner of the portal; its `title` stands in.",
        "In site.yaml, below `footer:`, add a line `  owner: Name of the body that owns it`.",
    ),
    "footer.no_responsible": (
        "Chân trang chưa ghi người chịu trách nhiệm nội dung.",
        "Trong site.yaml, dưới dòng `footer:`, thêm dòng `  responsible: Tên người - chức vụ`.",
        "The footer does not say who answers for the content.",
        "In site.yaml, below `footer:`, add a line `  responsible: Name - office`.",
    ),
    "site.kept": (
        "site.yaml có lỗi; cổng được dựng theo bản site.yaml đúng gần nhất.",
        "Sửa các lỗi của site.yaml nêu ở đây rồi dựng lại.",
        "site.yaml has errors; its last good version is used.",
        "Mend the errors told here and build again.",
    ),
    "content.missing": (
        "Thư mục content/ không có hoặc không còn bài nào, trong khi cổng đã từng đăng bài; chưa đăng và chưa xóa gì "
        "cả.",
        "Xem lại ổ đĩa hoặc thư mục chia sẻ chứa content/. Đúng là muốn gỡ mọi bài thì để thư mục content/ trống và "
        "chạy `ssg build --allow-removal`.",
        "content/ is missing or holds no article, though articles were published before; nothing was published or "
        "removed.",
        "Look at the drive or share that holds content/. If all are to go, leave the folder content/ empty and run "
        "`ssg build --allow-removal`.",
    ),
    "content.unreadable": (
        "Không đọc được thư mục content/[: {reason}]; chưa đăng và chưa xóa gì cả.",
        "Cho phép tài khoản chạy chương trình đọc thư mục content/ và mọi thư mục trong đó; xem lại ổ đĩa hoặc thư "
        "mục chia sẻ chứa content/. Rồi dựng lại.",
        "The folder content/ cannot be read[: {reason}]; nothing was published or removed.",
        "Let the account that runs the program read content/ and all folders in it; look at the drive or share that "
        "holds it. Then build again.",
    ),
    "removal.many": (
        "Lần dựng này sẽ gỡ {n} trong số {all} bài khỏi mạng hoặc khỏi các danh sách, dù tệp các bài ấy vẫn còn: "
        "{list}."
        "[ Hết cả bài của: {places}.][ Số bài có ngày đăng sau đồng hồ của lần dựng này ({now}): {waiting}.]"
        "[ Lần dựng trước: {last}.][ Số bài thành bản nháp: {drafts}.][ Số bài thành hết hạn: {expired}.]"
        "[ Số bài có lỗi: {broken}.] Chưa đăng và chưa xóa gì cả.",
        "Xem lại đồng hồ và múi giờ của máy, `--date`, site.yaml, hoặc các bài vừa sửa. Đúng là muốn gỡ thì chạy "
        "`ssg build --allow-removal`.",
        "This build would take {n} of {all} articles offline or out of the lists, though their files are there: {list}."
        "[ Nothing would be left of: {places}.][ Dated after this build's clock ({now}): {waiting}.]"
        "[ Last build: {last}.][ Turned into drafts: {drafts}.][ Expired: {expired}.][ With an error: {broken}.]"
        " Nothing was published or removed.",
        "Look at the machine's clock and time zone, `--date`, site.yaml, or what was edited. If they are to go, run "
        "`ssg build --allow-removal`.",
    ),
    "removal.places": (
        "Lần dựng này không còn bài nào ở {places}, dù tệp của các bài vẫn còn và không được sửa. "
        "Chưa đăng và chưa xóa gì cả.",
        "Xem lại `categories`, `units` trong site.yaml. Đúng là muốn bỏ thì chạy `ssg build --allow-removal`.",
        "This build would leave no article in {places}, though their files are there and were not edited. Nothing was "
        "published or removed.",
        "Look at `categories` and `units` in site.yaml. If they are to go, run `ssg build --allow-removal`.",
    ),
    "post.rescheduled": (
        "Bài “{title}” đang trên mạng ({url}) nay có ngày đăng {when}, nên bị gỡ xuống cho đến lúc ấy.",
        "Xem lại năm trong ngày đăng; ngày đúng thì xem lại đồng hồ của máy.",
        "“{title}” was online ({url}) and is now dated {when}, so it is offline until then.",
        "Look at the year of its date; if that is right, at the machine's clock.",
    ),
    "page.failed": (
        "Không dựng được trang {url}: {text}.",
        "Trang này giữ nguyên bản đã đăng. Xem lại mẫu của giao diện.",
        "The page {url} cannot be rendered: {text}.",
        "It stays as published. Look at the theme's templates.",
    ),
    "content.empty": (
        "Chưa có bài viết nào.",
        'Tạo bài đầu tiên: `ssg new "Tiêu đề bài viết"`.',
        "There are no articles yet.",
        'Write the first: `ssg new "Title"`.',
    ),
    "theme.property": (
        "Không tệp CSS nào dùng “{name}”, nên dòng này không đổi được gì.",
        "[Ý là “{near}”? ]Xem tên các thuộc tính ở đầu tệp static/style.css của giao diện gốc.",
        "No style sheet uses “{name}”, so this line changes nothing.",
        "[Did you mean “{near}”? ]The names stand at the head of the parent theme's static/style.css.",
    ),
    "theme.colour": (
        "“{value}” không phải là màu, mà “{name}” cần một màu.",
        'Viết màu trong dấu ngoặc kép, ví dụ "#0b6b3a" hoặc "rgb(11, 107, 58)".',
        "“{value}” is no colour, and “{name}” takes one.",
        'Write a colour in quotes, such as "#0b6b3a" or "rgb(11, 107, 58)".',
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
    "output.outside": (
        "Không ghi {path}: một thư mục trên đường dẫn này là liên kết (symlink) trỏ ra ngoài thư mục của các trang.",
        "Xóa liên kết ấy rồi dựng lại. Muốn đặt cả output/ ở nơi khác thì để chính output/ là liên kết.",
        "{path} was not written: a folder on the way to it is a link that leads out of the folder of the pages.",
        "Remove that link and build again. To keep all of output/ elsewhere, make output/ itself the link.",
    ),
    "output.blocked": (
        "Không ghi được các trang trong {path}/: đã có một tệp tên như thế, nên không tạo được thư mục.",
        "Đổi tên hoặc xóa tệp ấy rồi dựng lại.",
        "The pages of {path}/ cannot be written: there is a file of that name where a folder is needed.",
        "Rename or remove it and build again.",
    ),
    "output.stuck": (
        "Không xóa được {path}[: {reason}], nên tệp cũ này vẫn còn trên mạng.",
        "Đóng chương trình đang mở tệp, hoặc xem lại quyền ghi, rồi dựng lại.",
        "{path} cannot be removed[: {reason}], so this old file is still online.",
        "Close what holds it open, or look at who may write there, and build again.",
    ),
    "output.replaced": (
        "Tệp {path} không do chương trình tạo và đã được thay bằng trang của cổng; bản cũ được chép vào {copy}.",
        "Cần giữ tệp cũ thì đặt nó vào content/_static/ dưới tên khác.",
        "{path} was not made here and has been replaced by a page of the portal; a copy of it is in {copy}.",
        "If it is needed, put it into content/_static/ under another name.",
    ),
    "output.needed": (
        "{n} trang cũ được giữ lại vì các trang chưa dựng lại được còn dẫn đến: {list}.",
        "Sửa các lỗi nêu ở đây rồi dựng lại; các trang này sẽ được gỡ.",
        "{n} old pages are kept, because pages that could not be made anew still lead to them: {list}.",
        "Mend the errors told here and build again; they will be removed then.",
    ),
    "output.more": (
        "… và {n} tệp nữa trong output/ như vậy.",
        "",
        "… and {n} more files in output/ like these.",
        "",
    ),
    "executor.failed": (
        "Không dùng được “{name}” để chạy việc: {text}.",
        "Viết `--executor tên_mô_đun:tên_hàm`; hàm ấy trả về một concurrent.futures.Executor.",
        "“{name}” cannot do the work: {text}.",
        "Write `--executor module:function`; the function returns a concurrent.futures.Executor.",
    ),
    "disk.full": (
        "Ổ đĩa đã đầy, không ghi được {path}.",
        "Xóa bớt tệp trên ổ đĩa này rồi dựng lại.",
        "The disk is full; {path} could not be written.",
        "Make room on this disk and build again.",
    ),
    "build.halfway": (
        "Lần dựng này phải dừng giữa chừng. Đã đăng {n} tệp, trong đó có {posts} bài viết; các tệp khác vẫn như lần "
        "dựng trước, không tệp nào bị hỏng.",
        "Sửa lỗi trên rồi chạy lại `ssg build`: lần dựng sau làm nốt phần còn lại.",
        "This build had to stop half way. {n} files are published, {posts} articles among them; all others are as the "
        "last build left them, and none is damaged.",
        "Mend the error above and run `ssg build` again: it does the rest.",
    ),
    "build.nothing": (
        "Lần dựng này chưa đăng tệp nào; trang đang chạy vẫn như trước.",
        "",
        "This build has published nothing; the published site is as it was.",
        "",
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
