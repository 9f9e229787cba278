"""Front matter as clerks type it is read as they mean it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import article_of, briefly, read_text, write_files

from ssg.base.fields import fold_key, vocabulary
from ssg.content.keys import ATTACHMENT_KEYS, KEYS, NOTES, PHOTO_KEYS
from ssg.model.articles import Article
from ssg.scaffold import STARTER

FILES = ["tin-tuc/a.jpg", "tin-tuc/b.jpg", "tin-tuc/Kế hoạch tuần, số 3.pdf", "tin-tuc/c.docx", "tin-tuc/v.mp4"]


def good(text: str, root: Path) -> Article:
    write_files(root, FILES)
    reading = read_text(text, root)
    assert briefly(p for p in reading.problems if p.code != "caption.none") == []
    assert reading.article is not None
    return reading.article


def photos(article: Article) -> list[tuple[str, str]]:
    return [(photo.src, photo.caption) for photo in article.photos]


FENCES = ["—", "—-", "–––", "-–", "----", "--", "——", " ---", "--- \u00a0", "−−−", "\ufeff---", "\u200b---"]


@pytest.mark.parametrize("fence", FENCES)
def test_a_row_of_dashes_is_a_fence(fence: str, tmp_path: Path) -> None:
    article = good(f"{fence}\ntitle: Lễ\ndate: 04/10/2022\n{fence}\nNội dung.\n", tmp_path)
    assert (article.title, article.body.html.strip()) == ("Lễ", "<p>Nội dung.</p>")


def test_indented_dashes_in_a_folded_text_are_no_fence(tmp_path: Path) -> None:
    assert good(article_of("summary: |\n  Một\n  ---\n  hai"), tmp_path).summary == "Một --- hai"


ENTRIES = [
    "Nơi: x", "place: Sân", "place : Sân", "place：Sân", "place ： Sân", "ĐỊA ĐIỂM: Sân", "dia_diem:\u00a0Sân",
    "địa\u00a0điểm:\u3000Sân", "place =  Sân", "**Địa điểm:** Sân", "*địa điểm*: Sân", "**place**: Sân", "place:\tSân",
    "\ufeffplace: Sân", "pla\u200bce: Sân", "place: Sâ\u00adn", "place: \u202aSân\u202c", "place: Sân \u2028",
]  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES[1:])
def test_a_key_and_its_value_are_read_through_the_marks_around_them(entry: str, tmp_path: Path) -> None:
    assert good(article_of(entry), tmp_path).place == "Sân"


@pytest.mark.parametrize("mark", ["\v", "\f", "\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("key", ["place: {}", "place: '{}'", 'place: "{}"', "place:\n  {}"])
def test_a_soft_break_in_a_line_of_text_is_a_space(mark: str, key: str, tmp_path: Path) -> None:
    assert good(article_of(key.format(f"Hội{mark}trường")), tmp_path).place == "Hội trường"


@pytest.mark.parametrize("mark", ["\v", "\f", "\u2028", "\u2029", "\x85"])
def test_a_soft_break_in_the_body_is_a_line_break_and_no_line(mark: str, tmp_path: Path) -> None:
    body = f"Một{mark}hai.\n\n## Ba{mark}bốn\n\n| a{mark}b | c |\n|---|---|\n| d | e{mark}f |\n\n![x](khong.jpg)"
    reading = read_text(article_of("place: x", body), tmp_path)
    assert briefly(reading.problems) == ["14:1 photo.missing"]
    assert reading.article is not None
    html = reading.article.body.html
    assert re.search(r"Một<br ?/?>\s*hai", html)
    assert ">Ba bốn</h2>" in html
    assert "<td>e f</td>" in html


def test_links_know_the_line_their_editor_sees(tmp_path: Path) -> None:
    reading = read_text(article_of("place: x", "a\vb\vc\n\n[d](/tin-tuc/)"), tmp_path)
    assert reading.article is not None
    assert [target.line for target in reading.article.body.targets] == [8]


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("tags: khai giảng #namhoc", ("khai giảng", "namhoc")),
        ("tags: #khaigiang #namhoc", ("khaigiang", "namhoc")),
        ("tags:\n  - #khaigiang\n  - năm học", ("khaigiang", "năm học")),
        ("tags: [#khaigiang, năm học]", ("khaigiang", "năm học")),
        ("tags: ngôn ngữ C#, F#", ("ngôn ngữ C#", "F#")),
        ("tags: khai giảng  # các từ khóa", ("khai giảng",)),
        ("tags:\n  – khai giảng\n  • năm học\n  * lễ\n  1. cờ", ("khai giảng", "năm học", "lễ", "cờ")),
        ("tags:\n  khai giảng\n  năm học", ("khai giảng", "năm học")),
        ("thẻ：khai giảng", ("khai giảng",)),
        ("tags: “khai giảng”", ("khai giảng",)),
        ("tags: Đoàn: tập huấn, *sao", ("Đoàn: tập huấn", "*sao")),
    ],
)
def test_tags(typed: str, tags: tuple[str, ...], tmp_path: Path) -> None:
    assert good(article_of(typed), tmp_path).tags == tags


@pytest.mark.parametrize(
    "typed",
    [
        "ảnh #1.jpg", "'ảnh #1.jpg'", "“ảnh #1.jpg”", "ảnh #1.jpg  # bìa", "ảnh #1.jpg # bìa", "ảnh\u00a0#1.jpg",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["cover", "photos", "ảnh bìa"])
def test_a_file_with_a_hash_in_its_name(key: str, typed: str, tmp_path: Path) -> None:
    write_files(tmp_path, ["tin-tuc/ảnh #1.jpg"])
    article = good(article_of(f"{key}: {typed}"), tmp_path)
    assert [p.path for p in (*article.photos, article.cover) if p] == ["tin-tuc/ảnh #1.jpg"]


@pytest.mark.parametrize(
    "name", ["# 1.jpg", "[a] b.jpg", "[a].jpg", "@a.jpg", "%a.jpg", "`a.jpg", "-a.jpg", "a # b.jpg"]
)
def test_any_name_of_a_file(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, [f"tin-tuc/{name}"])
    assert [p.src for p in good(article_of(f"photos:\n  - {name}\n  - src: {name}"), tmp_path).photos] == [name, name]


PHOTOS = {
    "with dashes": "  - src: a.jpg\n    caption: Một\n  - src: b.jpg\n    caption: Hai: ba",
    "without dashes": "  src: a.jpg\n  caption: Một\n  src: b.jpg\n  caption: Hai: ba",
    "without dashes or columns": "src: a.jpg\ncaption: Một\nsrc: b.jpg\ncaption: Hai: ba",
    "captions first": "  caption: Một\n  src: a.jpg\n  caption: Hai: ba\n  src: b.jpg",
    "long dashes": "  — src: a.jpg\n    caption: Một\n  – src: b.jpg\n    caption: Hai: ba",
    "bullets": "  • src: a.jpg\n    caption: Một\n  • src: b.jpg\n    caption: Hai: ba",
    "files with captions": "  - a.jpg: Một\n  - b.jpg: Hai: ba",
    "files with captions, no dashes": "  a.jpg: Một\n  b.jpg: Hai: ba",
    "in Vietnamese": "  - ảnh: a.jpg\n    chú thích ảnh: Một\n  - tệp: b.jpg\n    chú thích: Hai: ba",
    "names over captions": "  a.jpg\n  caption: Một\n  b.jpg\n  caption: Hai: ba",
    "tabs": "\t- src: a.jpg\n\t  caption: Một\n\t- src: b.jpg\n\t  caption: Hai: ba",
}


@pytest.mark.parametrize("key", ["photos", "bộ ảnh", "hình ảnh", "ảnh"])
@pytest.mark.parametrize("form", PHOTOS)
def test_photos_however_they_are_listed(key: str, form: str, tmp_path: Path) -> None:
    article = good(article_of(f"{key}:\n{PHOTOS[form]}\nplace: x"), tmp_path)
    assert photos(article) == [("a.jpg", "Một"), ("b.jpg", "Hai: ba")]
    assert article.place == "x"


@pytest.mark.parametrize(
    "typed", [" a.jpg, b.jpg", " [a.jpg, b.jpg]", "\n  - a.jpg\n  - b.jpg", "\n  a.jpg\n  b.jpg", "\na.jpg\nb.jpg"]
)
@pytest.mark.parametrize("key", ["photos", "ảnh", "hình ảnh", "Hình"])
def test_bare_names_of_photos(key: str, typed: str, tmp_path: Path) -> None:
    assert [src for src, _ in photos(good(article_of(f"{key}:{typed}"), tmp_path))] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    "typed", [" Hữu Bá, Cù Quang Bách", " [Hữu Bá, Cù Quang Bách]", "\n  - Hữu Bá\n  - Cù Quang Bách"]
)
@pytest.mark.parametrize("key", ["photographer", "ảnh", "hình ảnh", "người chụp"])
def test_names_of_photographers(key: str, typed: str, tmp_path: Path) -> None:
    assert good(article_of(f"{key}:{typed}"), tmp_path).photographers == ("Hữu Bá", "Cù Quang Bách")


def test_photos_and_their_photographer_stand_side_by_side(tmp_path: Path) -> None:
    article = good(article_of("ảnh: a.jpg\nngười chụp: Hữu Bá\nngười viết: Quế"), tmp_path)
    assert (photos(article), article.photographers, article.authors) == ([("a.jpg", "")], ("Hữu Bá",), ("Quế",))


@pytest.mark.parametrize(
    "typed",
    [
        "đính kèm: Kế hoạch tuần, số 3.pdf",
        "attachments: c.docx; Kế hoạch tuần, số 3.pdf",
        "file đính kèm: “c.docx”",
        "attachments:\n  c.docx\n  Kế hoạch tuần, số 3.pdf",
        "attachments:\n  src: c.docx\n  title: Mẫu\n  src: Kế hoạch tuần, số 3.pdf",
        "attachments:\n  - c.docx: Mẫu đơn",
    ],
)
def test_attachments_however_they_are_listed(typed: str, tmp_path: Path) -> None:
    article = good(article_of(typed.replace("; Kế hoạch tuần, số 3.pdf", ", v.mp4")), tmp_path)
    names = [name for name in ("c.docx", "Kế hoạch tuần, số 3.pdf") if name in typed.replace("; Kế hoạch", "")]
    found = [a.path.removeprefix("tin-tuc/") for a in article.attachments]
    assert [name for name in found if name != "v.mp4"] == names


def test_a_video_beside_the_article_is_an_attachment(tmp_path: Path) -> None:
    article = good(article_of("video: v.mp4\nđính kèm: c.docx"), tmp_path)
    assert [a.path for a in article.attachments] == ["tin-tuc/c.docx", "tin-tuc/v.mp4"]


@pytest.mark.parametrize(
    "entry",
    ["date: “04/10/2022”", "date: ‘04/10/2022’", "date：04/10/2022", "date = 04/10/2022", "Ngày, giờ đăng: 4/10/2022"],
)
def test_dates_in_quotes(entry: str, tmp_path: Path) -> None:
    article = good(f"---\ntitle: “Lễ”\n{entry}\ndraft: “không”\ncategory: “Tin tức”\n---\nx\n", tmp_path)
    assert (article.title, article.draft, article.categories) == ("“Lễ”", False, ("tin-tuc",))


def test_a_draft_that_says_neither_is_one(tmp_path: Path) -> None:
    reading = read_text(article_of("draft:"), tmp_path)
    assert reading.article is not None
    assert reading.article.draft


def test_every_word_of_the_template_and_the_starter_is_a_key() -> None:
    """What comments of `ssg new` and the first article call a thing by is a key that holds it."""
    known = {**vocabulary(KEYS).keys, **vocabulary(PHOTO_KEYS).keys, **vocabulary(ATTACHMENT_KEYS).keys}
    words = [re.split(r"[;(]|: ", note)[0].strip() for note in NOTES[:5]]
    assert [fold_key(w.removeprefix("2-3 câu ")) in known for w in words] == [True] * 5
    text = (STARTER / "content/tin-tuc/bai-viet-dau-tien/index.md").read_text("utf-8")
    listed = re.search(r"thông tin về bài: (.*?)\.", text)
    assert listed
    assert [w for w in re.split(r", | và ", listed[1]) if fold_key(w) not in known] == []


LABELS = {
    "title": "tiêu đề", "summary": "tóm tắt", "date": "ngày đăng", "updated": "cập nhật",
    "event_date": "thời gian diễn ra, ngày diễn ra", "place": "địa điểm", "unit": "đơn vị", "category": "chuyên mục",
    "tags": "từ khóa", "thread": "dòng sự kiện", "author": "tác giả", "photographer": "ảnh, người chụp",
    "source": "nguồn", "photos": "bộ ảnh", "cover": "ảnh đại diện", "attachments": "đính kèm", "draft": "bản nháp",
    "expire_at": "hết hạn", "featured_until": "nổi bật đến", "views": "lượt xem", "rating": "đánh giá",
    "aliases": "đường dẫn cũ", "slug": "tên đường dẫn",
}  # fmt: skip


def test_the_agreed_labels_are_keys() -> None:
    keys = vocabulary(KEYS).keys
    assert {said: keys.get(fold_key(said)) for said, _ in _labels()} == dict(_labels())


def _labels() -> list[tuple[str, str]]:
    return [(said, key) for key, words in LABELS.items() for said in words.split(", ")]
