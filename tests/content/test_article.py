from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from support import ZONE, article_of, briefly, picture, read_text, rules, write_files

from ssg.base.dates import EventDate, Stamp
from ssg.content.head import names_of
from ssg.model.articles import Allowance, Article, Attachment, Box, Credit, Rating

Form = Literal["NFC", "NFD"]

WHOLE = """---
title: Hội nghị “Đẩy mạnh công tác …”: sơ kết #1
date: 2022-10-04 09:01
updated: 2022-10-06
correction: Số học sinh là 812, không phải 821
place: Hội trường: tầng 2
event_date: 2022-09-29
unit: Chi bộ Trường THCS Lam Khê
categories: [đảng - đoàn thể, tin-tuc]
tags: [kết nạp đảng, đại hội, kết nạp đảng]
summary: Tóm tắt: hai câu. Hết.
author: Hữu Bá, Thu Quế
photographer: [Hữu Bá]
source: {name: UET-News, url: "https://uet.example", logo: uet.png}
photos:
  - src: anh-1.jpg
    caption: Đồng chí Bí thư Chi bộ, thay mặt Chi ủy, trao quyết định
    alt: Hai người bắt tay
    credit: Hữu Bá
    blur: 10 20 15 25; 50,5 0 60 10
    consent: Phụ huynh đã ký
  - anh-2.JPG
cover: anh-2.jpg
attachments:
  - {src: quyet-dinh.pdf, title: Quyết định số 15}
  - quyet_dinh-so 16.docx
  - ke-hoach_nam_2024.docx
album_title: Một số hình ảnh: lễ kết nạp
thread: ky-niem-40-nam
views: 1.162
rating: {points: 9, votes: 2}
related: [bai-a, /tin-tuc/bai-b/]
related_exclude: bai-c, bai-d
aliases: [/vi/news/tin-tuc/bai-123.html, "/index.php?nv=news&op=a"]
slug: Hội nghị Sơ kết
draft: có
expire_at: 31/12/2030
allow: {guard: secrecy-mark, by: Bí thư, reason: "Đã giải mật"}
featured: true
featured_until: 2022-11-01
---
Nội dung.
"""
FILES = [
    "anh-1.jpg",
    "bai/anh-2.JPG",
    "quyet-dinh.pdf",
    "bai/quyet_dinh-so 16.docx",
    "ke-hoach_nam_2024.docx",
]


def good(text: str, root: Path, path: str = "tin-tuc/bai.md") -> Article:
    reading = read_text(text, root, path)
    assert [told for told in briefly(reading.problems) if "hint" not in told] == []
    assert reading.article is not None
    return reading.article


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_every_key_is_read_into_its_field(tmp_path: Path) -> None:
    write_files(tmp_path, [f"tin-tuc/{name}" for name in FILES])
    article = good(WHOLE, tmp_path)
    assert article.title == "Hội nghị “Đẩy mạnh công tác …”: sơ kết #1"
    assert article.published == Stamp(at=at("2022-10-04 09:01"), has_time=True)
    assert article.updated == Stamp(at=at("2022-10-06 00:00"), has_time=False)
    assert (article.correction, article.place) == ("Số học sinh là 812, không phải 821", "Hội trường: tầng 2")
    assert article.event == EventDate(start=dt.date(2022, 9, 29), end=dt.date(2022, 9, 29))
    assert (article.unit, article.categories, article.thread) == (
        "chi-bo",
        ("dang-doan-the", "tin-tuc"),
        "ky-niem-40-nam",
    )
    assert article.tags == ("kết nạp đảng", "đại hội")
    assert (article.summary, article.authors, article.photographers) == (
        "Tóm tắt: hai câu. Hết.",
        ("Hữu Bá", "Thu Quế"),
        ("Hữu Bá",),
    )
    assert article.source == Credit(name="UET-News", url="https://uet.example", logo="uet.png", line=14)
    assert article.album_title == "Một số hình ảnh: lễ kết nạp"
    assert (article.views, article.rating) == (1162, Rating(points=9, votes=2))
    assert [r.value for r in article.related] == ["bai-a", "/tin-tuc/bai-b/"]
    assert [r.value for r in article.related_exclude] == ["bai-c", "bai-d"]
    assert [(a.value, a.line) for a in article.aliases] == [
        ("/vi/news/tin-tuc/bai-123.html", 34),
        ("/index.php?nv=news&op=a", 34),
    ]
    assert (article.slug, article.draft, article.featured, article.page) == ("hoi-nghi-so-ket", True, True, False)
    assert article.expires == Stamp(at=at("2030-12-31 00:00"), has_time=False)
    assert article.featured_until == Stamp(at=at("2022-11-01 00:00"), has_time=False)
    assert article.allow == Allowance(guard="secrecy-mark", by="Bí thư", reason="Đã giải mật")


def test_photos_and_attachments_are_read_into_their_fields(tmp_path: Path) -> None:
    write_files(tmp_path, [f"tin-tuc/{name}" for name in FILES])
    article = good(WHOLE, tmp_path)
    one, two = article.photos
    assert (one.src, one.path, one.width, one.height) == ("anh-1.jpg", "tin-tuc/anh-1.jpg", 12, 8)
    assert one.caption == "Đồng chí Bí thư Chi bộ, thay mặt Chi ủy, trao quyết định"
    assert (one.alt, one.credit, one.consent) == ("Hai người bắt tay", "Hữu Bá", "Phụ huynh đã ký")
    assert one.blur == (Box(left=10, top=20, width=15, height=25), Box(left=50.5, top=0, width=49.5, height=10))
    assert (two.src, two.path, two.caption) == ("anh-2.JPG", "tin-tuc/bai/anh-2.JPG", "")
    assert article.cover == two
    data = [(a.path, a.title, a.size) for a in article.attachments]
    assert data == [
        ("tin-tuc/quyet-dinh.pdf", "Quyết định số 15", 33),
        ("tin-tuc/bai/quyet_dinh-so 16.docx", "Quyet dinh-so 16", 44),
        ("tin-tuc/ke-hoach_nam_2024.docx", "Ke hoach nam 2024", 41),
    ]
    assert all(isinstance(a, Attachment) and len(a.digest) == 32 for a in article.attachments)


VIETNAMESE = [
    ("title", "Tiêu đề", "Lễ: #1"),
    ("date", "Ngày đăng", "04/10/2022 09:01"),
    ("updated", "Cập nhật", "06/12/2022"),
    ("correction", "Đính chính", "812, không phải 821"),
    ("place", "Địa điểm", "Hội trường"),
    ("event_date", "Thời gian diễn ra", "29/9/2022"),
    ("event_date", "Ngày diễn ra", "chiều 29/9/2022"),
    ("unit", "Đơn vị", "chi-bo"),
    ("category", "Chuyên mục", "Thông báo"),
    ("tags", "Từ khóa", "một, hai"),
    ("tags", "từ khoá", "một, hai"),
    ("summary", "Tóm tắt", "A: B"),
    ("author", "Tác giả", "Hữu Bá"),
    ("photographer", "Ảnh", "Hữu Bá"),
    ("photographer", "Người chụp", "Hữu Bá"),
    ("source", "Nguồn", "Báo: Nhân Dân"),
    ("cover", "Ảnh đại diện", "a.jpg"),
    ("attachments", "Đính kèm", "[qd.pdf]"),
    ("thread", "Dòng sự kiện", "ky-niem-40-nam"),
    ("views", "Lượt xem", "1.162"),
    ("aliases", "Đường dẫn cũ", "[/a.html]"),
    ("slug", "Tên đường dẫn", "bai-hay"),
    ("draft", "Bản nháp", "có"),
    ("draft", "bản nháp", "không"),
    ("expire_at", "Hết hạn", "31/12/2030"),
    ("featured_until", "Nổi bật đến", "31/12/2030"),
    ("rating", "Đánh giá", "{điểm: 9, lượt: 2}"),
    ("event_date", "Ngày diễn ra", "{từ: 2019-07-23, đến: 2019-08-03}"),
    ("photos", "Bộ ảnh", "[{tệp: a.jpg, chú thích: A, mô tả: B, người chụp: C}]"),
    ("photos", "Ảnh", "[{tệp: a.jpg, chú thích: A}]"),
]
ENGLISH_VALUES = {
    "điểm": "points",
    "lượt": "votes",
    "từ": "from",
    "đến": "to",
    "tệp": "src",
    "chú thích": "caption",
    "mô tả": "alt",
    "người chụp": "credit",
}


@pytest.mark.parametrize("spelling", ["typed", "plain", "underscores", "capitals", "nfd"])
@pytest.mark.parametrize(
    ("english", "vietnamese", "value"), VIETNAMESE, ids=[f"{v}={x[:12]}" for _, v, x in VIETNAMESE]
)
def test_a_key_in_vietnamese_is_the_key_in_english(
    english: str, vietnamese: str, value: str, spelling: str, tmp_path: Path
) -> None:
    write_files(tmp_path, ["tin-tuc/a.jpg", "tin-tuc/qd.pdf"])
    plain = "".join(
        c
        for c in unicodedata.normalize("NFD", vietnamese.replace("Đ", "D").replace("đ", "d"))
        if not unicodedata.combining(c)
    )
    key = {
        "typed": vietnamese,
        "plain": plain,
        "underscores": plain.lower().replace(" ", "_"),
        "capitals": vietnamese.upper(),
        "nfd": unicodedata.normalize("NFD", vietnamese),
    }[spelling]
    rest = {"title": "Tiêu đề", "date": "05/11/2022"}
    said = value
    for ours, theirs in ENGLISH_VALUES.items():
        said = said.replace(f"{ours}:", f"{theirs}:")
    others = "".join(f"{k}: {v}\n" for k, v in rest.items() if k != english)
    one, other = (good(f"---\n{others}{k}: {v}\n---\nChữ.", tmp_path) for k, v in ((key, value), (english, said)))
    assert _told(one) == _told(other)
    assert (
        _told(one)
        != _told(
            good(
                f"---\n{others if english not in rest else others + english + ': ' + rest[english]}\n---\nChữ.",
                tmp_path,
            )
        )
        or value == "không"
    )


def _told(article: Article) -> str:
    return repr(article).replace(article.digest, "").split("Reference(")[0] + repr([r.value for r in article.aliases])


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("chi-bo", "chi-bo"),
        ("Chi bộ Trường THCS Lam Khê", "chi-bo"),
        ("CHI BỘ TRƯỜNG THCS LAM KHÊ", "chi-bo"),
        ("Chi-Bo", "chi-bo"),
        ("chi bo truong thcs lam khe", "chi-bo"),
        ("Trường THCS  Lam Khê", "truong"),
    ],
)
def test_a_unit_is_known_by_slug_or_name(said: str, slug: str, tmp_path: Path) -> None:
    assert good(article_of(f"unit: {said}"), tmp_path).unit == slug


@pytest.mark.parametrize(
    ("front", "slugs"),
    [
        ("category: dang-doan-the", ("dang-doan-the",)),
        ("category: Đảng - Đoàn thể", ("dang-doan-the",)),
        ("category: [thong-bao, Tin tức]", ("thong-bao", "tin-tuc")),
        ("categories: [thong-bao, Tin tức, thông báo]", ("thong-bao", "tin-tuc")),
        ("categories: thong-bao", ("thong-bao",)),
        ("categories: thong-bao, Tin tức", ("thong-bao", "tin-tuc")),
        ("categories:\n  - Đảng - Đoàn thể\n  - tin-tuc", ("dang-doan-the", "tin-tuc")),
        ("category:", ()),
        ("categories: []", ()),
    ],
)
def test_categories_are_known_by_slug_or_name_the_first_the_main_one(
    front: str, slugs: tuple[str, ...], tmp_path: Path
) -> None:
    assert good(article_of(front), tmp_path).categories == slugs


def test_where_no_list_is_given_any_name_is_taken(tmp_path: Path) -> None:
    anyhow = rules(units=names_of(None), categories=names_of(None), threads=names_of(None))
    reading = read_text(
        article_of("unit: Tổ Văn phòng\ncategories: [Tin hay, tin-hay]\nthread: Kỷ niệm"), tmp_path, by=anyhow
    )
    assert reading.problems == []
    assert reading.article is not None
    assert (reading.article.unit, reading.article.categories, reading.article.thread) == (
        "to-van-phong",
        ("tin-hay",),
        "ky-niem",
    )
    assert reading.categories == [("tin-hay", "Tin hay"), ("tin-hay", "tin-hay")]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("tin-tuc/2022/bai.md", "bai"),
        ("tin-tuc/2022/Lễ khai giảng.md", "le-khai-giang"),
        ("tin-tuc/2022/le-khai-giang/index.md", "le-khai-giang"),
        ("tin-tuc/….md", "tieu-de"),
        ("tin-tuc/a.b.md", "a-b"),
        ("index.md", "index"),
    ],
)
def test_the_slug_comes_from_the_file_name(path: str, slug: str, tmp_path: Path) -> None:
    assert good(article_of(""), tmp_path, path).slug == slug


def test_a_new_title_keeps_the_slug_and_a_given_slug_wins(tmp_path: Path) -> None:
    assert (
        good("---\ntitle: Một\ndate: 1/1/2022\n---\nChữ.", tmp_path).slug
        == good("---\ntitle: Hai\ndate: 1/1/2022\n---\nChữ.", tmp_path).slug
        == "bai"
    )
    assert good(article_of("slug: Tên khác"), tmp_path).slug == "ten-khac"


@pytest.mark.parametrize(
    ("date", "shown", "has_time"),
    [
        ("2022-10-04", "2022-10-04T00:00:00+07:00", False),
        ("2022-10-04 09:01", "2022-10-04T09:01:00+07:00", True),
        ("2022-10-04 00:00", "2022-10-04T00:00:00+07:00", True),
        ("2022-10-04T09:01+00:00", "2022-10-04T16:01:00+07:00", True),
        ("Thứ ba - 04/10/2022 09:01", "2022-10-04T09:01:00+07:00", True),
        ("07/08/2019 | 10:38", "2019-08-07T10:38:00+07:00", True),
        ("9 giờ 01 phút, ngày 04/10/2022", "2022-10-04T09:01:00+07:00", True),
        ("04/10/2022 09:01   # ngày, giờ đăng", "2022-10-04T09:01:00+07:00", True),
        ('"04/10/2022"', "2022-10-04T00:00:00+07:00", False),
    ],
)
def test_publish_times_in_front_matter(date: str, shown: str, has_time: bool, tmp_path: Path) -> None:
    published = good(f"---\ntitle: Lễ\ndate: {date}\n---\nChữ.", tmp_path).published
    assert published is not None
    assert (published.at.isoformat(), published.has_time) == (shown, has_time)


def test_the_template_of_ssg_new_is_read_as_it_stands(tmp_path: Path) -> None:
    text = """---
title: Trường THCS Lam Khê tổ chức Lễ khai giảng năm học 2024 - 2025
date: 06/09/2024 08:15            # ngày, giờ đăng (ngày/tháng/năm)
event_date: sáng 05/9/2024        # thời gian diễn ra; xóa dòng này nếu không có
unit: Trường THCS Lam Khê
category: Tin tức
author: Mạc Thu Quế
summary:                          # 2-3 câu tóm tắt
photos:
  - src: anh-1.jpg
    caption:                      # chú thích ảnh 1
draft: true                       # xóa dòng này khi muốn đăng
---

Viết nội dung ở đây. Xuống dòng là sang đoạn mới.
""".replace("\n", "\r\n")
    write_files(tmp_path, ["tin-tuc/bai/anh-1.jpg"])
    reading = read_text(text, tmp_path, "tin-tuc/bai/index.md")
    assert briefly(reading.problems) == ["10:5 caption.none (hint)", "15:1 text.placeholder (hint)"]
    article = reading.article
    assert article is not None
    assert (article.title[-12:], article.summary, article.authors, article.unit) == (
        " 2024 - 2025",
        "",
        ("Mạc Thu Quế",),
        "truong",
    )
    assert article.event == EventDate(start=dt.date(2024, 9, 5), end=dt.date(2024, 9, 5), part="sáng")
    assert (article.draft, article.photos[0].caption) == (True, "")
    assert article.body.html == "<p>Viết nội dung ở đây. Xuống dòng là sang đoạn mới.</p>\n"


def test_a_standing_page_has_no_date_and_an_article_directly_in_content_has_one(tmp_path: Path) -> None:
    page = good("---\ntitle: Giới thiệu\n---\nChữ.", tmp_path, "gioi-thieu.md")
    assert (page.page, page.published, page.categories) == (True, None, ())
    dated = good("---\ntitle: Tin\ndate: 1/1/2022\n---\nChữ.", tmp_path, "tin.md")
    assert not dated.page
    both = good("---\ntitle: Giới thiệu\ndate: 1/1/2022\npage: có\n---\nChữ.", tmp_path, "tin-tuc/gioi-thieu.md")
    assert both.page
    assert both.published is not None


PLACES = {
    "beside": ("tin-tuc/bai.md", ["tin-tuc/anh.jpg"], "anh.jpg", "tin-tuc/anh.jpg"),
    "in the folder of its name": ("tin-tuc/bai.md", ["tin-tuc/bai/anh.jpg"], "anh.jpg", "tin-tuc/bai/anh.jpg"),
    "in the bundle": ("tin-tuc/bai/index.md", ["tin-tuc/bai/anh.jpg"], "anh.jpg", "tin-tuc/bai/anh.jpg"),
    "below the bundle": ("tin-tuc/bai/index.md", ["tin-tuc/bai/anh/1.jpg"], "anh/1.jpg", "tin-tuc/bai/anh/1.jpg"),
    "beside a bundle's name": (
        "tin-tuc/bai/index.md",
        ["tin-tuc/bai/index/anh.jpg", "tin-tuc/bai/anh.jpg"],
        "anh.jpg",
        "tin-tuc/bai/anh.jpg",
    ),
    "upper-case extension": ("tin-tuc/bai.md", ["tin-tuc/ANH.JPG"], "anh.jpg", "tin-tuc/ANH.JPG"),
    "lower-case extension": ("tin-tuc/bai.md", ["tin-tuc/anh.jpg"], "Anh.JPG", "tin-tuc/anh.jpg"),
    "Vietnamese name": (
        "tin-tuc/bai.md",
        ["tin-tuc/Lễ khai giảng.jpg"],
        "Lễ khai giảng.jpg",
        "tin-tuc/Lễ khai giảng.jpg",
    ),
    "percent signs": ("tin-tuc/bai.md", ["tin-tuc/anh 1.jpg"], "anh%201.jpg", "tin-tuc/anh 1.jpg"),
    "a percent sign in the name": ("tin-tuc/bai.md", ["tin-tuc/100%20.jpg"], "100%20.jpg", "tin-tuc/100%20.jpg"),
    "backslash": ("tin-tuc/bai.md", ["tin-tuc/bai/anh.jpg"], "bai\\anh.jpg", "tin-tuc/bai/anh.jpg"),
    "dot": ("tin-tuc/bai.md", ["tin-tuc/anh.jpg"], "./anh.jpg", "tin-tuc/anh.jpg"),
    "folder above": ("tin-tuc/2022/bai.md", ["tin-tuc/anh.jpg"], "../anh.jpg", "tin-tuc/anh.jpg"),
    "directly in content": ("gioi-thieu.md", ["anh.jpg"], "anh.jpg", "anh.jpg"),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_photo_is_found(name: str, tmp_path: Path) -> None:
    path, files, src, found = PLACES[name]
    write_files(tmp_path, files)
    body = "" if "%" in found else f"![Lễ](<{src}>)"
    cover = good(article_of(f"cover: {src}", body), tmp_path, path).cover
    assert cover is not None
    assert cover.path == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_names_on_disk_and_in_the_text_may_be_in_either_form(form: Form, typed: Form, tmp_path: Path) -> None:
    name = unicodedata.normalize(form, "Lễ khai giảng ở Huế.jpg")
    write_files(tmp_path, {f"tin-tuc/{name}": picture(30, 20)})
    src = unicodedata.normalize(typed, "Lễ khai giảng ở Huế.jpg")
    article = good(article_of(f"cover: {src}", f"![Lễ]({src})"), tmp_path)
    assert article.cover is not None
    assert article.body.photos[0] is not None
    assert (article.cover.path, article.cover.width) == ("tin-tuc/Lễ khai giảng ở Huế.jpg", 30)
    assert article.body.photos[0].path == article.cover.path


def test_a_photo_placed_in_the_body_takes_its_caption_from_front_matter(tmp_path: Path) -> None:
    write_files(tmp_path, ["tin-tuc/a.jpg", "tin-tuc/b.jpg"])
    front = (
        "photos:\n  - {src: a.jpg, caption: Chú thích một, credit: Hữu Bá}\n  - {src: b.jpg, caption: Chú thích hai}"
    )
    article = good(article_of(front, '![](a.jpg)\n\n![](b.jpg "Ngay tại đây")'), tmp_path)
    one, two = article.body.photos
    assert one is not None
    assert two is not None
    assert (one.caption, one.credit, two.caption) == ("Chú thích một", "Hữu Bá", "Ngay tại đây")


@pytest.mark.parametrize(
    ("caption", "src", "kept"),
    [
        ("IMG_1234", "IMG_1234.JPG", False),
        ("anh-1.jpg", "a.jpg", False),
        ("b2", "b2.jpg", False),
        ("DSC_0001", "x.jpg", False),
        ("z5678901234567", "x.jpg", False),
        ("Ảnh 1", "x.jpg", False),
        ("20221004_090100", "x.jpg", False),
        ("anh 1", "anh-1.jpg", False),
        ("Toàn cảnh lễ khai giảng", "a.jpg", True),
        ("Lớp 9A", "9a.jpg", True),
        ("Thầy Hùng và học sinh lớp 9A1", "a.jpg", True),
        ("Tổ 1", "a.jpg", True),
        ("Lễ khai giảng 2024", "le-khai-giang-2024.jpg", True),
        ("20/11", "a.jpg", True),
        ("Ngày 20-11", "ngay-20-11.jpg", True),
    ],
)
def test_a_file_name_is_no_caption_and_a_caption_is_no_file_name(
    caption: str, src: str, kept: bool, tmp_path: Path
) -> None:
    write_files(tmp_path, [f"tin-tuc/{src}"])
    reading = read_text(article_of(f"photos:\n  - src: {src}\n    caption: {caption}"), tmp_path)
    assert reading.article is not None
    assert reading.article.photos[0].caption == (caption if kept else "")
    assert ("6:14 caption.filename (warning)" in briefly(reading.problems)) is not kept


@pytest.mark.parametrize(
    ("front", "digest_stays"),
    [
        ("cover: a.jpg", False),
        ("attachments: [a.jpg]", False),
        ("photos: [{src: a.jpg, caption: A}]", False),
        ("summary: a.jpg", True),
    ],
)
def test_a_photo_that_changes_changes_its_article_and_no_other(front: str, digest_stays: bool, tmp_path: Path) -> None:
    write_files(tmp_path, {"tin-tuc/a.jpg": picture(color="red")})
    before = good(article_of(front), tmp_path)
    write_files(tmp_path, {"tin-tuc/a.jpg": picture(color="blue")})
    after = good(article_of(front), tmp_path)
    assert (before.digest == after.digest) is digest_stays


def test_links_lead_to_articles_files_photos_and_addresses(tmp_path: Path) -> None:
    write_files(tmp_path, ["tin-tuc/qd.pdf", "tin-tuc/bai/a.jpg", "thong-bao/x.md", "tin-tuc/Bài hay.md"])
    body = (
        "[một](../thong-bao/x.md#muc) [hai](Bài hay.md) [ba](qd.pdf)\n[bốn](a.jpg) [năm](/lien-he/) [sáu](https://x.example/y.md)\n"
        "[bảy](#muc) [tám](thu-muc/)\n\n## Mục"
    )
    article = good(article_of("", body), tmp_path)
    assert [(t.kind, t.value, t.fragment) for t in article.body.targets] == [
        ("article", "thong-bao/x.md", "muc"),
        ("article", "tin-tuc/Bài hay.md", ""),
        ("file", "tin-tuc/qd.pdf", ""),
        ("image", "0", ""),
        ("address", "/lien-he/", ""),
        ("address", "thu-muc/", ""),
    ]
    assert [f.path for f in article.body.files] == ["tin-tuc/qd.pdf"]
    assert article.body.photos[0] is not None
    assert [t.line for t in article.body.targets] == [6, 6, 6, 7, 7, 8]


def test_commonmark_mode_reads_the_body_as_commonmark(tmp_path: Path) -> None:
    reading = read_text(article_of("", "    mã\n\nMột\nhai"), tmp_path, by=rules(forgiving=False))
    assert reading.article is not None
    assert reading.article.body.html == "<pre><code>mã\n</code></pre>\n<p>Một\nhai</p>\n"
