"""What can be wrong between a portal and its host, and how to mend it."""

from __future__ import annotations

# code: (Vietnamese, how to mend it, English, how to mend it)
HOSTING_MESSAGES: dict[str, tuple[str, str, str, str]] = {
    "hosting.clash": (
        "content/_static/ đã có {file} riêng, nên phần chuyển địa chỉ và tiêu đề HTTP của cổng không được ghi vào đó.",
        "Chép các dòng cần dùng từ .ssg/hosting/{file} vào tệp của cổng, hoặc bỏ tệp {file} trong content/_static/.",
        "content/_static/ has a {file} of its own, so the portal's redirects and headers are not in it.",
        "Copy what is needed from .ssg/hosting/{file} into it, or remove it from content/_static/.",
    ),
    "hosting.queries": (
        "{n} bài có địa chỉ cũ mang dấu ?; nơi đăng trang ({host}) không chuyển được các địa chỉ này.",
        "Chọn máy chủ khác (nginx, apache, netlify, iis), hoặc chấp nhận các địa chỉ này về trang chủ hay trang 404.",
        "{n} articles have old addresses with a “?”, which {host} cannot redirect.",
        "Choose another host (nginx, apache, netlify, iis), or let these addresses lead home or to the 404 page.",
    ),
    "hosting.many": (
        "Có {n} địa chỉ cũ, mà {host} chỉ nhận chắc chắn {limit} lệnh chuyển.",
        "Phần còn lại vẫn có trang chuyển tiếp, trừ các đuôi .php, .aspx (dùng nginx hoặc apache nếu cần đủ).",
        "There are {n} old addresses, and {host} surely takes {limit} redirects only.",
        "The others keep their redirect pages, but for those ending in .php or .aspx; nginx and Apache take all.",
    ),
    "hosting.cname": (
        "GitHub Pages chưa biết tên miền {host}.",
        "Tạo tệp content/_static/CNAME có một dòng `{host}`, hoặc đặt tên miền trong phần Pages của kho.",
        "GitHub Pages does not know the domain {host} yet.",
        "Make content/_static/CNAME with the line `{host}`, or set the domain in the repository's settings.",
    ),
    "hosting.cname.other": (
        "Tệp CNAME[ ghi “{said}”,] không đúng tên miền {host} ở mục `url` của site.yaml.",
        "Ghi trong tệp này đúng một dòng `{host}`, hoặc sửa `url`; không dùng GitHub Pages thì xóa tệp.",
        "CNAME[ says “{said}”, which] does not name the host {host} of `url` in site.yaml.",
        "Write the one line `{host}` there, or mend `url`; without GitHub Pages, remove the file.",
    ),
    "hosting.moved": (
        "Thư mục output/_redirects/ không còn nữa; nay cổng dựng cho máy chủ “{host}”.",
        "nginx: include .ssg/hosting/nginx.conf trong khối server; nơi khác: ghi `hosting:` trong site.yaml.",
        "output/_redirects/ is gone; the portal is now built for the host “{host}”.",
        "nginx: include .ssg/hosting/nginx.conf in the server block instead; others: set `hosting:` in site.yaml.",
    ),
}
