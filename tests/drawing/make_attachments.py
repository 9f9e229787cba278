"""Make the attached documents: python tests/drawing/make_attachments.py CONTENT_DIR [--chromium PROGRAM].

The PDF files are printed from attachments/*.html by a headless Chromium; the application form is a small docx.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

SOURCES = Path(__file__).resolve().parent / "attachments"
ENROLMENT = "thong-bao/2024/tuyen-sinh-lop-6-nam-hoc-2024-2025/"
PDFS = {
    "to-roi.html": ("y-te-an-toan/2024/phong-chong-soi-va-sot-xuat-huyet/to-roi.pdf", "20241128080000"),
    "quyet-dinh-sap-nhap.html": ("tin-tuc/2025/cong-bo-quyet-dinh-sap-nhap/quyet-dinh-sap-nhap.pdf", "20250728080000"),
    "ke-hoach-tuyen-sinh.html": (ENROLMENT + "Kế hoạch.pdf", "20240610080000"),
}
FORM = ENROLMENT + "Đơn dự tuyển.docx"
STAMP = (2024, 6, 10, 8, 0, 0)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def tidy(data: bytes, moment: str) -> bytes:
    """Blank the program's own words in the PDF and set its dates; lengths stay, so the file table still holds."""

    def blank(found: re.Match[bytes]) -> bytes:
        return found.group(1) + b"(" + b" " * (len(found.group(0)) - len(found.group(1)) - 2) + b")"

    def date(found: re.Match[bytes]) -> bytes:
        return found.group(1) + b"(D:" + moment.encode() + found.group(2)

    data = re.sub(rb"(/(?:Creator|Producer) ?)\((?:\\.|[^\\)])*\)", blank, data)
    return re.sub(rb"(/(?:CreationDate|ModDate) ?)\(D:\d{14}([^)]*\))", date, data)


def print_pdf(program: str, source: Path, target: Path, moment: str) -> None:
    """Print one page source."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        target.write_bytes(tidy(out.read_bytes(), moment))
    print(f"{target.stat().st_size / 1024:7.1f} KB  {target.name}")


CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DOTS = " " + "." * 24


def paragraph(
    words: str, align: str = "both", size: int = 26, bold: bool = False, after: int = 80, tab: int = 0
) -> str:
    """One paragraph; a stretch between stars is bold, ~ draws a dotted line up to the right margin."""
    runs = []
    for i, part in enumerate(words.split("*")):
        strong = "<w:b/>" if bold or i % 2 else ""
        look = f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{strong}'
        look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN"/></w:rPr>'
        pieces = part.split("~")
        inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in pieces)
        runs.append(f"<w:r>{look}{inner}</w:r>")
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs>' if "~" in words else ""
    indent = f'<w:ind w:left="{tab}"/>' if tab else ""
    spacing = f'<w:spacing w:after="{after}" w:line="288" w:lineRule="auto"/>'
    style = f'{stops}{spacing}{indent}<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(runs)}</w:p>"


def form() -> str:
    """The application form for grade 6."""
    lines = [
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True, after=0),
        paragraph("Độc lập - Tự do - Hạnh phúc", "center", bold=True, after=0),
        paragraph("-------------------", "center", after=160),
        paragraph("ĐƠN DỰ TUYỂN VÀO LỚP 6", "center", 30, True, 0),
        paragraph("Năm học 2024 - 2025", "center", 26, True, 160),
        paragraph("Kính gửi: Hội đồng tuyển sinh Trường THCS Lam Khê", "center", after=160),
        paragraph("*1. Học sinh*", "left"),
        paragraph("Họ và tên (chữ in hoa):~", "left"),
        paragraph("Ngày, tháng, năm sinh:" + DOTS * 2 + "   Nam / Nữ:~", "left"),
        paragraph("Nơi sinh:" + DOTS * 2 + "   Dân tộc:~", "left"),
        paragraph("Nơi ở hiện nay (thôn, xã):~", "left"),
        paragraph("Học sinh lớp 5 trường tiểu học:~", "left"),
        paragraph("*2. Cha, mẹ hoặc người giám hộ*", "left"),
        paragraph("Họ và tên:~", "left"),
        paragraph("Quan hệ với học sinh:" + DOTS + "   Điện thoại:~", "left"),
        paragraph("*3. Chế độ ưu tiên* (nếu có):~", "left"),
        paragraph("*4. Hồ sơ kèm theo* (đánh dấu x vào ô)", "left"),
        paragraph("☐  Bản sao giấy khai sinh", "left", after=20, tab=400),
        paragraph("☐  Học bạ tiểu học (bản chính)", "left", after=20, tab=400),
        paragraph("☐  Giấy xác nhận chế độ ưu tiên", "left", tab=400),
        paragraph(
            "Gia đình chúng tôi xin cho cháu được dự tuyển vào lớp 6 của nhà trường, cam đoan những nội dung trên "
            "là đúng và đồng ý để nhà trường dùng thông tin trong đơn cho việc tuyển sinh."
        ),
        paragraph("Lam Khê, ngày ...... tháng ...... năm 2024", "right", after=40),
        paragraph("*Cha, mẹ hoặc người giám hộ*          ", "right", after=0),
        paragraph("(ký, ghi rõ họ tên)                   ", "right", after=0),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "".join(lines)
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" '
        'w:header="709" w:footer="709" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def write_form(target: Path) -> None:
    """Write the docx with fixed time stamps, so that each run gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONS, "word/document.xml": form()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, text.encode())
    print(f"{target.stat().st_size / 1024:7.1f} KB  {target.name}")


def main() -> None:
    """Read the command line and make the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path, help="content folder of the sample portal")
    parser.add_argument("--chromium", help="program that prints the pages")
    args = parser.parse_args()
    write_form(args.content / FORM)
    program = args.chromium or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("Chromium was not found; the PDF files were not made.")
    for source, (target, moment) in PDFS.items():
        print_pdf(program, SOURCES / source, args.content / target, moment)


if __name__ == "__main__":
    main()
