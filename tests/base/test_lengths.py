from __future__ import annotations

import errno

import pytest

from ssg.base.lengths import fits, reason_of, room_beside


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("tin-tuc/bai/index.html", True),
        (f"{'c' * 80}/{'s' * 80}/index.html", True),
        (f"{'c' * 80}/{'s' * 80}/{'t' * 33}.pdf", True),
        (f"{'c' * 80}/{'s' * 80}/{'t' * 34}.pdf", False),
        (f"{'c' * 80}/{'s' * 120}/index.html", False),
        (f"{'s' * 200}.html", False),
        (f"{'ộ' * 84}/index.html", True),
        (f"{'ộ' * 86}/index.html", False),
    ],
)
def test_what_fits_everywhere(path: str, right: bool) -> None:
    assert fits(path) is right


def test_names_bounded_by_the_room_beside_their_folder_fit() -> None:
    for folder in ("", "c" * 80, f"{'c' * 80}/{'s' * 80}"):
        room = room_beside(folder, ".pdf")
        assert fits(f"{folder}/{'t' * room}-99.pdf")


@pytest.mark.parametrize(
    ("system", "error", "told"),
    [
        ("nt", FileNotFoundError(errno.ENOENT, "No such file or directory", "C:\\" + "a" * 280), "283"),
        ("nt", OSError(errno.EINVAL, "Invalid argument", "C:\\x", None, "C:\\" + "a" * 260), "263"),
        ("nt", FileNotFoundError(errno.ENOENT, "No such file or directory", "C:\\a"), "No such file"),
        ("nt", PermissionError(errno.EACCES, "Permission denied", "C:\\" + "a" * 280), "Permission denied"),
        ("posix", FileNotFoundError(errno.ENOENT, "No such file or directory", "/" + "a" * 280), "No such file"),
        ("posix", OSError(errno.ENAMETOOLONG, "File name too long", "/" + "a" * 280), "tên tệp dài quá"),
    ],
)
def test_a_path_that_is_too_long_is_told_as_such(
    system: str, error: OSError, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.base.lengths.os.name", system)
    assert told in reason_of(error)
