"""What can be wrong with access logs, the ledger of views and counts from elsewhere, and how to mend it."""

from __future__ import annotations

# code: (Vietnamese, how to mend it, English, how to mend it)
COUNTER_MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "ledger.damaged": (
        "Sổ lượt xem bị hỏng; sổ không bị xóa, số lượt xem trên trang giữ như lần trước.",
        "Khôi phục {path} từ bản sao lưu.",
        "The ledger of views is damaged; it is left as it is, and pages keep the counts of last time.",
        "Restore {path} from a backup.",
    ),
    "ledger.newer": (
        "Sổ lượt xem do bản chương trình mới hơn ghi.",
        "Cập nhật chương trình[ lên bản {version} trở lên].",
        "The ledger of views was written by a newer version of the program.",
        "Update the program[ to version {version} or later].",
    ),
    "ledger.locked": (
        "Sổ lượt xem đang được chương trình khác dùng; số lượt xem trên trang giữ như lần trước.",
        "Chờ một lát rồi chạy lại.",
        "Another program is using the ledger of views; pages keep the counts of last time.",
        "Wait a moment and run again.",
    ),
    "ledger.missing": (
        "Sổ lượt xem {path} không còn ở đây; số lượt xem trên trang giữ như lần trước.",
        "Khôi phục {path} từ bản sao lưu. Muốn đếm lại từ đầu thì xóa cả {kept}.",
        "The ledger of views {path} is gone; pages keep the counts of last time.",
        "Restore {path} from a backup. To begin anew, remove {kept} too.",
    ),
    "ledger.none": (
        "Không thấy nhật ký máy chủ, và chưa có sổ lượt xem trên máy này.",
        "Nếu trang đang chạy ở máy khác, hãy dựng và đăng từ máy đó, nếu không số lượt xem sẽ sai.",
        "No access log was found, and there is no ledger of views on this computer.",
        "If the portal is served from another one, publish from there, or its counts will be wrong.",
    ),
    "ledger.empty": (
        "Chưa có sổ lượt xem.",
        "Chạy `ssg counters ingest` với tên nhật ký máy chủ, hoặc `ssg counters import` với tệp số liệu.",
        "There is no ledger of views yet.",
        "Run `ssg counters ingest` with an access log, or `ssg counters import` with a file of counts.",
    ),
    "log.none": (
        "Không thấy nhật ký máy chủ {pattern}; dùng số lượt xem của lần trước.",
        "Xem lại mục `counters.logs`.",
        "There is no access log {pattern}; the counts of last time are used.",
        "Look at `counters.logs`.",
    ),
    "log.missing": (
        "Không có nhật ký này.",
        "Xem lại tên tệp.",
        "There is no such log.",
        "Look at its name.",
    ),
    "log.unreadable": (
        "Không đọc được nhật ký {file}[: {reason}].",
        "Cho phép tài khoản chạy chương trình đọc tệp này, ví dụ thêm vào nhóm `adm`.",
        "The log {file} cannot be read[: {reason}].",
        "Let the account that runs the program read it, for example through the group `adm`.",
    ),
    "log.unknown": (
        "Không nhận ra dạng nhật ký của {file} (đã xem {n} dòng); không đếm dòng nào.",
        "Dạng đọc được: nginx, Apache, Caddy, IIS. Nhật ký lỗi của máy chủ không dùng để đếm.",
        "The log {file} is of no known format ({n} lines looked at); no line was counted.",
        "Formats that are read: nginx, Apache, Caddy, IIS. A log of errors cannot be counted.",
    ),
    "log.changed": (
        "Nhật ký {file} đã bị sửa ở phần đã đếm; không đếm thêm gì từ tệp này.",
        "Để nguyên nhật ký máy chủ; tệp mới sau khi luân chuyển sẽ được đếm như thường.",
        "The log {file} was changed where it had been counted; nothing more was counted from it.",
        "Leave access logs as they are; the next one after rotation is counted as usual.",
    ),
    "log.damaged": (
        "Tệp nén {file} bị hỏng; không đếm dòng nào từ tệp này.",
        "Chép lại tệp từ máy chủ hoặc từ bản sao lưu.",
        "The compressed log {file} is damaged; no line of it was counted.",
        "Copy it again from the server or from a backup.",
    ),
    "log.cut": (
        "Tệp nén {file} bị cắt cụt sau dòng {n}; đã đếm đến dòng đó.",
        "Chép lại tệp cho đủ rồi chạy lại; phần đã đếm không bị đếm hai lần.",
        "The compressed log {file} ends abruptly after line {n}; it was counted up to there.",
        "Copy it whole and run again; nothing is counted twice.",
    ),
    "log.lines": (
        "Có {n} trong {of} dòng mới của {file} không đọc được nên không đếm.",
        "",
        "{n} of {of} new lines of {file} cannot be read and were not counted.",
        "",
    ),
    "log.host": (
        "Không đếm: {n} lượt của tên miền khác ({list}), không phải {host}.",
        "Nếu đó cũng là trang này, hãy xem lại mục `url` trong site.yaml.",
        "Not counted: {n} of another host ({list}), not {host}.",
        "If that is this portal too, look at `url` in site.yaml.",
    ),
    "log.late": (
        "Có {n} lượt xem của ngày đã khép sổ ({days}); đã đếm nhưng không loại được lượt lặp lại với lần đếm trước.",
        "",
        "{n} views are of days that had been closed ({days}); they were counted, repeats of views counted before too.",
        "",
    ),
    "counts.file": (
        "Không mở được tệp[: {reason}].",
        "Xem lại tên tệp.",
        "The file cannot be opened[: {reason}].",
        "Look at its name.",
    ),
    "counts.encoding": (
        "Tệp số liệu không phải mã UTF-8.",
        "Lưu lại từ Excel dạng CSV UTF-8.",
        "The file of counts is not UTF-8.",
        "Save it from Excel as CSV UTF-8.",
    ),
    "counts.head": (
        "Không nhận ra các cột của tệp số liệu.",
        "Dòng đầu phải là `day,url,views`, hoặc `day,visits`, hoặc `day,url,stars,votes`.",
        "The columns of the file are not known.",
        "Its first line is `day,url,views`, or `day,visits`, or `day,url,stars,votes`.",
    ),
    "counts.row": (
        "Không hiểu dòng “{text}”; chưa nhận dòng nào của tệp.",
        "Mỗi dòng gồm ngày, địa chỉ bắt đầu bằng `/` và số, ví dụ `2022-10-04,/tin-tuc/bai/,12`.",
        "The line “{text}” cannot be read; no line of the file was taken.",
        "A line is a day, an address that begins with `/`, and a number: `2022-10-04,/tin-tuc/bai/,12`.",
    ),
    "counts.twice": (
        "Ngày {day}[ của {url}] đã có số trong sổ; dòng này không được nhận để khỏi đếm hai lần.",
        "Nếu thật sự muốn cộng thêm, chạy lại chỉ với các dòng này và thêm `--add`.",
        "The day {day}[ of {url}] is counted already; the line was left out, so that nothing counts twice.",
        "If it is to be added all the same, run again with these lines alone and `--add`.",
    ),
    "counts.more": (
        "Còn {n} dòng nữa như vậy.",
        "",
        "And {n} more such lines.",
        "",
    ),
    "counts.unknown": (
        "Sổ có {n} địa chỉ không thuộc trang nào của cổng, ví dụ {url}.",
        "Nếu bài đã đổi địa chỉ, ghi địa chỉ này vào mục `aliases` của bài.",
        "{n} addresses of the ledger lead to no page of the portal, {url} for example.",
        "If an article has moved, write the address under its `aliases`.",
    ),
}
