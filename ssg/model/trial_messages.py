"""What can be wrong with how a trial build (``ssg build --output DIR``) was asked for."""

from __future__ import annotations

_ELSEWHERE = (
    "Chọn một thư mục mới hoặc trống ở ngoài thư mục của cổng, ví dụ `ssg build --output ../xem-thu`.",
    "Name a new or empty folder outside the portal's, as in `ssg build --output ../trial`.",
)

# code: (Vietnamese, how to mend it, English, how to mend it)
TRIAL_MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "trial.drafts": (
        "{flag} sẽ đưa bài chưa đăng lên trang đang chạy; chưa dựng gì cả.",
        "Xem thử trên máy này: `ssg serve --drafts`. Cần một bản để gửi người khác xem: "
        "`ssg build {flag} --output ../xem-thu`.",
        "{flag} would put unpublished articles on the published site; nothing was built.",
        "Look at them on this machine with `ssg serve --drafts`. For a copy that others can look at: "
        "`ssg build {flag} --output ../trial`.",
    ),
    "trial.url": (
        "--url chỉ dùng cùng --output; chưa dựng gì cả.",
        "Xem thử ở địa chỉ khác: `ssg build --output ../xem-thu --url …`. Cổng đổi hẳn địa chỉ thì sửa `url` trong "
        "site.yaml.",
        "--url is for --output only; nothing was built.",
        "For a trial at another address: `ssg build --output ../trial --url …`. If the portal itself moves, change "
        "`url` in site.yaml.",
    ),
    "trial.address": (
        "Địa chỉ “{value}” sau --url không đúng; chưa dựng gì cả.",
        "Ghi đủ cả https://, ví dụ `--url https://xem-thu.truong.example`.",
        "“{value}” after --url is no address of a portal; nothing was built.",
        "Give it whole, as in `--url https://trial.school.example`.",
    ),
    "trial.file": (
        "“{dir}” là một tệp, không phải thư mục; chưa dựng gì cả.",
        _ELSEWHERE[0],
        "“{dir}” is a file and no folder; nothing was built.",
        _ELSEWHERE[1],
    ),
    "trial.published": (
        "“{dir}” chính là thư mục của trang đang chạy; chưa dựng gì cả.",
        "Dựng trang đang chạy thì bỏ --output. Để xem thử thì chọn thư mục khác, ví dụ "
        "`ssg build --output ../xem-thu`.",
        "“{dir}” is the folder of the published site; nothing was built.",
        "To build the published site leave --output out. For a trial name another folder, as in "
        "`ssg build --output ../trial`.",
    ),
    "trial.inside": (
        "“{dir}” nằm trong {name}, nơi cổng giữ tệp của mình; chưa dựng gì cả.",
        _ELSEWHERE[0],
        "“{dir}” lies in {name}, where a portal keeps files of its own; nothing was built.",
        _ELSEWHERE[1],
    ),
    "trial.above": (
        "“{dir}” chứa cả {name} của cổng; chưa dựng gì cả.",
        _ELSEWHERE[0],
        "“{dir}” holds {name} of the portal; nothing was built.",
        _ELSEWHERE[1],
    ),
    "trial.foreign": (
        "Thư mục “{dir}” đã có tệp không do `ssg build --output` tạo (ví dụ “{file}”); chưa dựng gì cả.",
        _ELSEWHERE[0],
        "The folder “{dir}” holds files that `ssg build --output` did not make (such as “{file}”); nothing was built.",
        _ELSEWHERE[1],
    ),
}
