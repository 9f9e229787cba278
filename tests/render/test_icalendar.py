"""A month of events as calendars read it: days, hours, long lines, and nothing for a month that has no day."""

from __future__ import annotations

from pathlib import Path

from sitekit import Page, article, run, write

from ssg.render.icalendar import _folded


def lines_of(tmp_path: Path, files: dict[str, str | bytes], month: str) -> list[str]:
    run(write(tmp_path, files))
    data = (tmp_path / f"output/lich/{month}/lich.ics").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_month_of_events(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tin-tuc/mot.md": article("Lễ; hội, \\ vui", "10/09/2025 08:00", event_date="7h30 ngày 05/9/2025"),
        "content/tin-tuc/hai.md": article("Trại", "12/09/2025", event_date="29/8 - 02/9/2025", place="Sân, nhà"),
        "content/tin-tuc/ba.md": article("Cả tháng", "13/09/2025", event_date="tháng 9/2025"),
    }
    lines = lines_of(tmp_path, files, "2025/09")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:Lễ\\; hội\\, \\\\ vui", "SUMMARY:Trại"]
    assert "DTSTART:20250905T003000Z" in lines
    assert lines.count("DTSTAMP:20250910T010000Z") == 1
    at = lines.index("DTSTART;VALUE=DATE:20250829")
    assert lines[at + 1] == "DTEND;VALUE=DATE:20250903"
    assert "LOCATION:Sân\\, nhà" in lines
    assert len([line for line in lines if line.startswith("UID:https://thu.example/tin-tuc/")]) == 2
    assert "/lich/2025/09/lich.ics" in Page(tmp_path, "/lich/2025/09/").hrefs()


def test_lines_are_never_broken_within_a_letter() -> None:
    for length in range(60, 90):
        text = "SUMMARY:" + "ễ" * length
        folded = _folded(text)
        assert folded.replace("\r\n ", "") == text
        assert max(len(part.encode()) for part in folded.split("\r\n")) <= 75
    assert _folded("A" * 75) == "A" * 75
