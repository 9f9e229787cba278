from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from support import article_of, assert_worded, briefly, picture, write_files

from ssg.base.errors import in_order
from ssg.base.files import digest
from ssg.content.reader import Before, Content, read_content
from ssg.model.articles import Category, Kept, Thread, Unit
from ssg.model.config import Config
from ssg.model.siteyaml import read_site

Form = Literal["NFC", "NFD"]
OPEN = "title: Trường\nurl: https://lamkhe.example\n"
GIVEN = f"""{OPEN}
units: [{{slug: truong, name: Trường}}]
categories: [{{slug: tin-tuc, name: Tin tức}}, {{slug: thong-bao, name: Thông báo}}]
threads: []
"""


def config_of(text: str) -> Config:
    config, problems = read_site(text)
    assert problems == []
    assert config is not None
    return config


def read(
    root: Path, site: str = OPEN, kept: Mapping[str, Kept] | None = None, bad: Mapping[str, str] | None = None
) -> Content:
    steps: list[tuple[int, int]] = []
    content = read_content(
        root,
        config_of(site),
        Before(kept=kept or {}, bad_photos=bad or {}),
        today="21/11/2024 08:00",
        progress=lambda i, n: steps.append((i, n)),
    )
    assert_worded(content.problems)
    assert [i for i, _ in steps] == list(range(1, len(steps) + 1))
    return content


def titles(content: Content) -> dict[str, str]:
    return {a.path: a.title for a in content.library.articles}


def told(content: Content) -> list[str]:
    return [f"{p.path}:{briefly([p])[0]}" for p in in_order(content.problems)]


def test_everything_below_content_is_read(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {
            "gioi-thieu.md": "---\ntitle: A\n---\nChữ.\n".encode(),
            "tin-tuc/2022/bai.md": article_of("cover: anh.jpg").encode(),
            "tin-tuc/2022/anh.jpg": picture(),
            "tin-tuc/hai/index.md": article_of("", "Hai.").replace("Tiêu đề", "Hai").encode(),
            "thong-bao/ba.markdown": article_of("", "Ba.").replace("Tiêu đề", "Ba").encode(),
            "_static/favicon.ico": b"icon",
            "_static/.well-known/security.txt": b"x",
            "_static/bai.md": b"no article",
            ".git/bai.md": b"x",
            "Thumbs.db": b"x",
            "~$bai.docx": b"x",
        },
    )
    content = read(tmp_path)
    assert told(content) == []
    assert [a.path for a in content.library.articles] == [
        "gioi-thieu.md",
        "thong-bao/ba.markdown",
        "tin-tuc/2022/bai.md",
        "tin-tuc/hai/index.md",
    ]
    assert [(f.path, f.digest) for f in content.library.static] == [
        (".well-known/security.txt", digest(b"x")),
        ("bai.md", digest(b"no article")),
        ("favicon.ico", digest(b"icon")),
    ]
    assert set(content.good) == {a.path for a in content.library.articles}
    assert list(content.good["tin-tuc/2022/bai.md"].facts) == ["tin-tuc/2022/anh.jpg"]
    assert content.unpublished == []


def test_no_content_is_an_empty_library(tmp_path: Path) -> None:
    content = read(tmp_path)
    assert (content.library.articles, content.library.static, content.problems) == ((), (), [])


def test_errors_of_many_files_come_out_in_one_run(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {
            "tin-tuc/a.md": b"no front matter",
            "tin-tuc/b.md": b"---\ntitle: B\ndate: 31/2/2022\n---\n![](c.jpg)\n",
            "tin-tuc/c.md": b"\xff\xfe",
            "tin-tuc/d.md": article_of("draft: x").encode(),
            "tin-tuc/e.md": article_of("").encode(),
        },
    )
    content = read(tmp_path)
    assert told(content) == [
        "content/tin-tuc/a.md:1:1 fm.missing",
        "content/tin-tuc/b.md:3:7 date.impossible",
        "content/tin-tuc/b.md:5:1 photo.missing",
        "content/tin-tuc/c.md:1:1 file.encoding",
        "content/tin-tuc/d.md:4:8 fm.bool",
    ]
    assert list(titles(content)) == ["tin-tuc/e.md"]
    assert list(content.good) == ["tin-tuc/e.md"]
    assert [path for path, _ in content.unpublished] == [f"tin-tuc/{name}.md" for name in "abcd"]


def test_a_file_with_an_error_is_read_as_it_was_last_published(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content", {"tin-tuc/a.md": article_of("cover: a.jpg").encode(), "tin-tuc/a.jpg": picture(30, 20)}
    )
    first = read(tmp_path)
    assert told(first) == []
    broken = article_of("cover: a.jpg").replace("Tiêu đề", "Tiêu đề mới").replace("04/10/2022", "31/11/2022")
    write_files(tmp_path / "content", {"tin-tuc/a.md": broken.encode()})
    second = read(tmp_path, kept=first.good)
    assert told(second) == ["content/tin-tuc/a.md:3:7 date.impossible"]
    assert second.library == first.library
    assert second.unpublished == []
    assert second.good == {}


def test_the_last_good_version_keeps_its_photos_when_they_are_gone(tmp_path: Path) -> None:
    text = article_of("photos: [{src: a.jpg, caption: A}]\nattachments: [qd.pdf]", '![](b.jpg "B")\n[tệp](khac.pdf)')
    write_files(tmp_path / "content", {"tin-tuc/bai.md": text.encode()})
    write_files(tmp_path / "content" / "tin-tuc", ["a.jpg", "b.jpg", "qd.pdf", "khac.pdf"])
    first = read(tmp_path)
    assert told(first) == []
    for name in ("a.jpg", "b.jpg", "qd.pdf", "khac.pdf"):
        (tmp_path / "content" / "tin-tuc" / name).unlink()
    second = read(tmp_path, kept=first.good)
    assert [line.split()[1] for line in told(second)] == [
        "photo.missing",
        "attachment.missing",
        "photo.missing",
        "attachment.missing",
    ]
    assert second.library == first.library


def test_the_last_good_version_keeps_its_photos_when_they_are_damaged(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content", {"tin-tuc/bai.md": article_of("cover: a.jpg").encode(), "tin-tuc/a.jpg": picture(30, 20)}
    )
    first = read(tmp_path)
    write_files(tmp_path / "content", {"tin-tuc/a.jpg": b""})
    second = read(tmp_path, kept=first.good)
    assert told(second) == ["content/tin-tuc/bai.md:4:8 photo.broken"]
    assert second.library == first.library


def test_a_warning_does_not_keep_an_article_from_being_read_anew(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"tin-tuc/a.md": article_of("").encode()})
    first = read(tmp_path)
    write_files(
        tmp_path / "content", {"tin-tuc/a.md": article_of("event_date: 30/9").replace("Tiêu đề", "Mới").encode()}
    )
    second = read(tmp_path, kept=first.good)
    assert told(second) == ["content/tin-tuc/a.md:4:13 date.year_guessed (hint)"]
    assert titles(second) == {"tin-tuc/a.md": "Mới"}
    assert list(second.good) == ["tin-tuc/a.md"]


def test_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content", {"tin-tuc/a.md": article_of("").encode(), "tin-tuc/b.md": article_of("").encode()}
    )
    first = read(tmp_path)
    (tmp_path / "content" / "tin-tuc" / "a.md").unlink()
    assert list(titles(read(tmp_path, kept=first.good))) == ["tin-tuc/b.md"]


def test_a_last_good_version_that_is_no_longer_good_is_no_reason_to_stop(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"tin-tuc/a.md": article_of("unit: Tổ Văn phòng").encode()})
    first = read(tmp_path)
    write_files(tmp_path / "content", {"tin-tuc/a.md": "hỏng".encode()})
    second = read(tmp_path, GIVEN, kept=first.good)
    assert told(second) == ["content/tin-tuc/a.md:1:1 fm.missing"]


def test_open_lists_take_the_commonest_spelling(tmp_path: Path) -> None:
    fronts = [
        "category: Tin hay\nunit: Tổ văn phòng\nthread: Kỷ niệm 40 năm",
        "category: Tin Hay\nunit: to-van-phong\nthread: kỷ niệm 40 năm",
        "category: Tin Hay\nunit: Tổ Văn phòng",
        "category: tin-hay\nunit: Tổ Văn phòng",
        "category: tin-hay\nunit: to-van-phong",
        "category: tin-hay\nunit: to-van-phong",
        "categories: [guong-sang, Tin Hay]",
    ]
    texts = [article_of(front).replace("Tiêu đề", f"Bài {i}") for i, front in enumerate(fronts)]
    write_files(tmp_path / "content", {f"{i}.md": text.encode() for i, text in enumerate(texts)})
    library = read(tmp_path).library
    assert library.categories == (
        Category(slug="guong-sang", name="Guong sang"),
        Category(slug="tin-hay", name="Tin Hay"),
    )
    assert library.units == (Unit(slug="to-van-phong", name="Tổ Văn phòng"),)
    assert library.threads == (Thread(slug="ky-niem-40-nam", name="Kỷ niệm 40 năm"),)
    assert library.articles[-1].categories == ("guong-sang", "tin-hay")


def test_names_in_files_with_errors_open_no_list(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {
            "a.md": article_of("category: Tin\nunit: Tổ\ndraft: x").encode(),
            "b.md": article_of("category: Khác").encode(),
        },
    )
    library = read(tmp_path).library
    assert [c.slug for c in library.categories] == ["khac"]
    assert library.units == ()


@pytest.mark.parametrize(
    ("path", "site", "category"),
    [
        ("thong-bao/2024/a.md", GIVEN, "thong-bao"),
        ("Thông báo/a.md", GIVEN, "thong-bao"),
        ("khac/a.md", GIVEN, "tin-tuc"),
        ("a.md", GIVEN, "tin-tuc"),
        ("khac/a.md", OPEN, "tin-tuc"),
        ("thong-bao/a.md", OPEN, "tin-tuc"),
    ],
)
def test_an_article_without_a_category_takes_that_of_its_first_folder(
    path: str, site: str, category: str, tmp_path: Path
) -> None:
    write_files(tmp_path / "content", {path: article_of("").encode()})
    library = read(tmp_path, site).library
    assert library.articles[0].categories == (category,)
    assert category in [c.slug for c in library.categories]


def test_a_folder_that_other_articles_name_as_their_category_names_one(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {"thong-bao/a.md": article_of("").encode(), "b.md": article_of("category: Thông báo").encode()},
    )
    library = read(tmp_path).library
    assert library.articles[1].categories == ("thong-bao",)
    assert library.categories == (Category(slug="thong-bao", name="Thông báo"),)


def test_the_category_all_else_falls_back_to_has_a_name_in_the_language(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"a.md": article_of("").encode()})
    assert read(tmp_path).library.categories == (Category(slug="tin-tuc", name="Tin tức"),)
    assert read(tmp_path, OPEN + "language: en\n").library.categories == (Category(slug="tin-tuc", name="News"),)


def test_where_the_list_has_no_category_to_fall_back_to_an_article_without_one_is_an_error(tmp_path: Path) -> None:
    site = OPEN + "categories: [{slug: thong-bao, name: Thông báo}]\n"
    write_files(
        tmp_path / "content",
        {
            "khac/a.md": article_of("").encode(),
            "thong-bao/b.md": article_of("").replace("Tiêu đề", "Thông báo").encode(),
            "gioi-thieu.md": "---\ntitle: A\n---\nChữ.\n".encode(),
        },
    )
    content = read(tmp_path, site)
    assert told(content) == ["content/khac/a.md:1:1 category.none"]
    assert dict(content.problems[0].values) == {"near": "thong-bao"}
    assert "khac/a.md" not in content.good
    assert {"thong-bao/b.md", "gioi-thieu.md"} <= set(content.good)


def test_given_lists_are_whole(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"a.md": article_of("unit: Tổ\ncategory: Khác\nthread: Kỷ niệm").encode()})
    content = read(tmp_path, GIVEN)
    assert told(content) == [
        "content/a.md:4:7 unit.unknown",
        "content/a.md:5:11 category.unknown",
        "content/a.md:6:9 thread.unknown",
    ]
    assert [u.slug for u in content.library.units] == ["truong"]
    assert [c.slug for c in content.library.categories] == ["tin-tuc", "thong-bao"]


def test_an_empty_list_of_categories_takes_no_name(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"a.md": article_of("category: Khác").encode()})
    assert told(read(tmp_path, OPEN + "categories: []\n")) == ["content/a.md:4:11 category.unknown"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_paths_are_told_in_nfc_whatever_the_disk_says(form: Form, tmp_path: Path) -> None:
    name = unicodedata.normalize(form, "Lễ khai giảng.md")
    write_files(tmp_path / "content", {f"tin-tuc/{name}": article_of("draft: x").encode()})
    assert told(read(tmp_path)) == ["content/tin-tuc/Lễ khai giảng.md:4:8 fm.bool"]


def test_photos_whose_decoding_failed_are_told(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"tin-tuc/a.md": article_of("cover: a.jpg").encode(), "tin-tuc/a.jpg": picture()})
    first = read(tmp_path)
    cover = first.library.articles[0].cover
    assert cover is not None
    assert told(read(tmp_path, bad={cover.digest: "photo.broken"})) == ["content/tin-tuc/a.md:4:8 photo.broken"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_leads_out_of_content_is_told_and_never_read(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "secret.md": article_of("").encode(),
            "content/tin-tuc/a.md": article_of("").encode(),
            "content/_static/a.ico": b"x",
        },
    )
    (tmp_path / "content" / "out.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "content" / "_static" / "out.txt").symlink_to(tmp_path / "secret.md")
    os.mkfifo(tmp_path / "content" / "pipe.md")
    content = read(tmp_path)
    assert list(titles(content)) == ["tin-tuc/a.md"]
    assert [f.path for f in content.library.static] == ["a.ico"]
    assert told(content) == [
        "content/_static/out.txt:0:0 file.outside",
        "content/out.md:0:0 file.outside",
        "content/pipe.md:0:0 file.unreadable",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_names_that_are_no_utf_8_stop_nothing(tmp_path: Path) -> None:
    """A zip from an old Windows leaves such names."""
    write_files(tmp_path / "content", {"tin-tuc/a.md": article_of("").encode()})
    with open(os.fsencode(tmp_path / "content") + b"/b\xe0i.md", "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(article_of("draft: x").encode())
    content = read(tmp_path)
    assert "tin-tuc/a.md" in titles(content)
    for problem in content.problems:
        assert repr(problem).encode()
        problem.path.encode()
    for path in (*titles(content), *content.good, *(path for path, _ in content.unpublished)):
        path.encode()


def test_a_file_that_goes_away_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(
        tmp_path / "content", {"tin-tuc/a.md": article_of("").encode(), "tin-tuc/b.md": article_of("").encode()}
    )
    real = Path.read_bytes

    def gone(path: Path) -> bytes:
        if path.name == "a.md":
            raise FileNotFoundError(2, "No such file or directory")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", gone)
    content = read(tmp_path)
    assert told(content) == ["content/tin-tuc/a.md:0:0 file.unreadable"]
    assert list(titles(content)) == ["tin-tuc/b.md"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write_files(
        tmp_path / "content",
        {f"tin-tuc/{n}.md": article_of(f"tags: [t{n}]\ncategory: C{n % 3}").encode() for n in range(12)},
    )
    assert repr(read(tmp_path).library) == repr(read(tmp_path).library)
