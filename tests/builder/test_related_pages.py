"""Related articles in a built portal: from Markdown to the page, a build's hints, and what ``ssg related`` says."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from newskit import TOPICS, story
from sitekit import NOW, Page, article, codes, run, tree, write

from ssg.base.cache import Cache
from ssg.base.terms import pack_terms
from ssg.cli import cli
from ssg.content.body import parse
from ssg.model.messages import told

SITE = "title: Trường THCS Thử\nurl: https://thu.example\nlists: {related: 3}\n"


def posts(each: int = 5, **keys: str) -> dict[str, str | bytes]:
    return {
        f"content/tin-tuc/{topic}-{n}.md": article(f"{topic} {n}", f"{n + 1:02}/0{month}/2025", story(topic, n), **keys)
        for month, topic in enumerate(TOPICS, start=1)
        for n in range(each)
    }


def test_lists_on_pages_are_of_one_topic(tmp_path: Path) -> None:
    assert codes(run(write(tmp_path, {"site.yaml": SITE, **posts()}))) == []
    for topic in TOPICS:
        for n in range(5):
            near = Page(tmp_path, f"/tin-tuc/{topic}-{n}/").block("related")
            assert len(near) == 3
            assert {title.split()[0] for title in near} == {topic}


def test_an_article_posted_twice_is_a_hint_that_names_both_files(tmp_path: Path) -> None:
    text = story("y-te", 70, 200)
    twice: dict[str, str | bytes] = {
        "content/tin-tuc/thong-bao.md": article("Thông báo", "01/06/2025", text),
        "content/tin-tuc/thong-bao-lai.md": article("Thông báo", "03/06/2025", text.capitalize() + "."),
    }
    report = run(write(tmp_path, {"site.yaml": SITE, **posts(), **twice}))
    assert codes(report) == []
    (hint,) = [p for p in report.problems if p.code.startswith("related.")]
    assert hint.severity.value == "hint"
    for language in ("vi", "en"):
        assert "thong-bao.md" in told(hint, language)
        assert "thong-bao-lai.md" in told(hint, language)
    for topic in TOPICS:
        assert Page(tmp_path, f"/tin-tuc/{topic}-0/").block("related").count("Thông báo") <= 1


@pytest.mark.parametrize("clean", [False, True])
def test_a_damaged_or_missing_cache_changes_no_page(tmp_path: Path, clean: bool) -> None:
    run(write(tmp_path, {"site.yaml": SITE, **posts()}))
    before = tree(tmp_path)
    (cache,) = (tmp_path / ".ssg/cache").glob("build-*.sqlite3")
    cache.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    run(tmp_path, clean=clean)
    assert tree(tmp_path) == before
    shutil.rmtree(tmp_path / ".ssg/cache")
    run(tmp_path, clean=clean)
    assert tree(tmp_path) == before


def kept_basis(folder: Path) -> tuple[bytes, int] | None:
    with closing(sqlite3.connect(folder / ".ssg/state.sqlite3")) as db:
        found: tuple[bytes, int] | None = db.execute("SELECT key, size FROM bases").fetchone()
    return found


def test_the_basis_stays_in_state_until_articles_have_grown_by_a_quarter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.site.related.SMALL", 15)
    run(write(tmp_path, {"site.yaml": SITE, **posts(4)}))
    before = kept_basis(tmp_path)
    assert before is not None
    assert before[1] == 16
    write(tmp_path, {"content/tin-tuc/moi.md": article("Mới", "20/05/2025", story("y-te", 900))})
    for clean in (False, True):
        run(tmp_path, clean=clean)
        assert kept_basis(tmp_path) == before
    made = tree(tmp_path)
    shutil.rmtree(tmp_path / ".ssg/cache")
    run(tmp_path)
    assert tree(tmp_path) == made
    more = {
        f"content/tin-tuc/them-{n}.md": article(f"Thêm {n}", "21/05/2025", story("y-te", 910 + n)) for n in range(4)
    }
    run(write(tmp_path, dict(more)))
    after = kept_basis(tmp_path)
    assert after is not None
    assert after[1] == 21
    made = tree(tmp_path)
    run(tmp_path, clean=True)
    assert tree(tmp_path) == made


@pytest.mark.parametrize("change", ["UPDATE bases SET data = x'00'", "DELETE FROM bases"])
def test_a_basis_that_is_damaged_or_gone_is_fitted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr("ssg.site.related.SMALL", 15)
    run(write(tmp_path, {"site.yaml": SITE, **posts(4)}))
    before = tree(tmp_path), kept_basis(tmp_path)
    with closing(sqlite3.connect(tmp_path / ".ssg/state.sqlite3")) as db, db:
        db.execute(change)
    shutil.rmtree(tmp_path / ".ssg/cache")
    run(tmp_path)
    assert (tree(tmp_path), kept_basis(tmp_path)) == before


def test_refit_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.site.related.SMALL", 15)
    run(write(tmp_path, {"site.yaml": SITE, **posts(4)}))
    write(tmp_path, {"content/tin-tuc/moi.md": article("Mới", "20/05/2025", story("y-te", 900))})
    run(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["related", "--refit"], standalone_mode=False).return_value == 0
    assert kept_basis(tmp_path) is None
    run(tmp_path)
    after = kept_basis(tmp_path)
    assert after is not None
    assert after[1] == 17


PARTY = {
    "le-ket-nap": (
        "Lễ kết nạp đảng viên mới tại Chi bộ Trường",
        "12/03/2026",
        "chi-bo",
        "Chiều 12/3, Chi bộ Trường tổ chức lễ kết nạp quần chúng Lê Thị Hoa vào Đảng Cộng sản Việt Nam. Bí thư Chi bộ "
        "đọc quyết định, đảng viên mới tuyên thệ trước cờ Đảng.",
    ),
    "hai-quan-chung": (
        "Thêm hai quần chúng ưu tú đứng vào hàng ngũ của Đảng",
        "20/05/2025",
        "van-phong",
        "Tổ Văn phòng vui mừng có hai quần chúng ưu tú được kết nạp. Tại buổi lễ, hai đồng chí đảng viên dự bị đọc lời "
        "tuyên thệ dưới cờ Đảng, Bí thư trao quyết định và phân công người giúp đỡ.",
    ),
    "doan-vien": (
        "Đoàn viên ưu tú trở thành đảng viên",
        "02/09/2024",
        "doan",
        "Từ phong trào Đoàn, đồng chí Trần Văn Nam đã được kết nạp vào Đảng. Lễ kết nạp diễn ra trang trọng: chào cờ, "
        "đọc quyết định, tuyên thệ, trao huy hiệu và thẻ của đảng viên dự bị.",
    ),
    "khai-giang": (
        "Khai giảng năm học mới",
        "05/09/2025",
        "van-phong",
        "Sáng 5/9, thầy trò toàn trường dự lễ khai giảng năm học mới. Tiếng trống trường vang lên, học sinh lớp 6 được "
        "các anh chị đón vào lớp.",
    ),
    "ngay-hoi-sach": (
        "Ngày hội Sách và Văn hóa đọc",
        "21/04/2026",
        "doan",
        "Thư viện trưng bày hơn một nghìn cuốn sách. Học sinh thi kể chuyện theo sách, vẽ bìa sách và đổi sách cũ lấy "
        "cây xanh.",
    ),
    "bong-da": (
        "Giải bóng đá nam học sinh",
        "10/03/2026",
        "doan",
        "Đội lớp 9A thắng đội 9B ba bàn trong trận chung kết. Ban tổ chức trao cúp và giải cầu thủ xuất sắc.",
    ),
    "sinh-hoat": (
        "Sinh hoạt Chi bộ tháng 3",
        "05/03/2026",
        "chi-bo",
        "Chi bộ sinh hoạt thường kỳ, đánh giá công tác tháng 2 và bàn kế hoạch chuyên môn, kiểm tra giữa học kỳ, vệ "
        "sinh trường lớp.",
    ),
    "hoc-phi": (
        "Thông báo thu học phí học kỳ II",
        "12/02/2026",
        "van-phong",
        "Phụ huynh nộp học phí qua tài khoản của trường trước ngày 28/2. Hộ nghèo được miễn giảm theo quy định.",
    ),
}


def test_in_a_portal_of_eight_posts_those_on_one_matter_name_each_other_first(tmp_path: Path) -> None:
    """Three admit new Party members, in three units and wordings."""
    files = {f"content/tin-tuc/{k}.md": article(t, day, text, unit=unit) for k, (t, day, unit, text) in PARTY.items()}
    run(write(tmp_path, {"site.yaml": SITE, **files}))
    alike = list(PARTY)[:3]
    for name in alike:
        first = Page(tmp_path, f"/tin-tuc/{name}/").all(".//*[@data-block='related']//a")[:2]
        assert {link.get("href") for link in first} == {f"/tin-tuc/{other}/" for other in alike if other != name}


def test_a_build_that_compares_nothing_anew_forgets_nothing(tmp_path: Path) -> None:
    def kept() -> set[str]:
        memory = Cache(tmp_path / ".ssg/cache", "related")
        found = {key for key in ("basis", "rows") if memory.get(key)}
        memory.close()
        return found

    write(tmp_path, {"site.yaml": SITE, **posts()})
    for clean in (False, False, True, False):
        run(tmp_path, clean=clean)
        assert kept() == {"basis", "rows"}


TEXTS = {
    "paragraphs, headings, lists, tables, quotes": (
        "Một **hai**\n\n## ba\n\n- bốn\n\n> năm\n\n| sáu |\n|---|\n| [bảy](x) |",
        "một hai ba bốn năm sáu bảy",
    ),
    "raw HTML and character references": ("<div>h&ograve;a <b>b&igrave;nh</b></div>", "hòa bình"),
    "neither photos nor footnotes": ("Chữ[^1]\n\n![](a.jpg)\n\n[[album]]\n\n[^1]: Ghi chú.", "chữ"),
    "photos alone": ("![](a.jpg)", ""),
    "nothing but brackets": ("<" * 3000, ""),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_counts_as_the_text_of_a_body(case: str) -> None:
    body, words = TEXTS[case]
    assert pack_terms(parse(body).text) == pack_terms(words)


def ask(folder: Path, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(cli, ["related", *args], standalone_mode=False)
    assert result.exception is None
    return result.return_value, result.output


def test_the_command_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = {
        "content/tin-tuc/goc.md": article(
            "Bài gốc",
            "01/07/2025",
            story("y-te", 80),
            tags="tiêm phòng",
            related="[bong-da-1]",
            related_exclude="y-te-0",
        ),
        "content/tin-tuc/the.md": article("Cùng thẻ", "01/08/2025", story("y-te", 81), tags="Tiêm phòng"),
    }
    run(write(tmp_path, {"site.yaml": SITE, **posts(), **mine}))
    status, said = ask(tmp_path, monkeypatch, "/tin-tuc/goc/")
    assert status == 0
    shown = Page(tmp_path, "/tin-tuc/goc/").block("related")
    told_titles = [line for line in said.splitlines() if line[:1].isdigit()]
    assert len(told_titles) == 10
    assert all(title in line for title, line in zip(shown, told_titles, strict=False))
    assert "chọn bằng tay" in said.split("\n2. ")[0]
    assert "cùng từ khóa “Tiêm phòng” +0,06" in said or "cùng từ khóa “tiêm phòng” +0,06" in said
    assert "cụm từ chung: “" in said
    assert "y-te-0/" not in said
    assert said.index("Đứng sau đó") > said.index("\n3. ")
    assert ask(tmp_path, monkeypatch, "goc") == (status, said)
    assert "Next in order" in ask(tmp_path, monkeypatch, "goc", "--lang", "en")[1]


def test_the_command_publishes_nothing_and_needs_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"site.yaml": SITE, **posts(2)})
    assert ask(tmp_path, monkeypatch, "y-te-0")[0] == 0
    assert not (tmp_path / "output").exists()


UNCLEAR = {
    "/tin-tuc/y-te-00/": "Ý là /tin-tuc/y-te-0/?",
    "trung": "/thong-bao/trung/, /tin-tuc/trung/",
    "zzzz": "Không có bài nào ở “zzzz”.",
}


@pytest.mark.parametrize("url", UNCLEAR)
def test_a_name_that_is_no_one_articles(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubles: dict[str, str | bytes] = {
        f"content/{c}/trung.md": article(c, "01/01/2025") for c in ("tin-tuc", "thong-bao")
    }
    site = SITE + "categories: [{slug: tin-tuc, name: Tin}, {slug: thong-bao, name: Báo}]\n"
    write(tmp_path, {"site.yaml": site, **posts(1), **doubles})
    status, said = ask(tmp_path, monkeypatch, url)
    assert status == 1
    assert UNCLEAR[url] in said


def test_a_standing_page_a_lone_article_and_no_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone: dict[str, str | bytes] = {
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\nChữ.\n",
        "content/tin-tuc/mot.md": article("Một", "01/01/2025"),
    }
    write(tmp_path, {"site.yaml": SITE, **alone})
    assert ask(tmp_path, monkeypatch, "gioi-thieu") == (0, "“Giới thiệu” là trang cố định, không có tin liên quan.\n")
    assert ask(tmp_path, monkeypatch, "mot") == (0, "Bài này không có tin liên quan.\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "site.yaml").unlink()
    assert ask(tmp_path / "empty", monkeypatch, "mot")[0] == 1


def test_a_portal_that_needs_no_vectors_loads_no_numpy(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": SITE.replace("3", "0"), **posts(1)})
    program = (
        "import datetime as dt, sys; from pathlib import Path; from ssg.builder import Options, build; import ssg.cli;"
        f"build(Path({str(tmp_path)!r}), Options(now=dt.datetime.fromisoformat({NOW.isoformat()!r})));"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
    assert Page(tmp_path, "/tin-tuc/y-te-0/").block("related") == []
