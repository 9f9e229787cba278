from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ssg.base.cache import Cache, FileCache, cache_file
from ssg.base.files import digest

KEYS = [digest(str(n).encode()) for n in range(40)]
VALUES = {key: key.encode() * 3 for key in KEYS}


def filled(folder: Path) -> Path:
    cache = Cache(folder, "bodies")
    for key, value in VALUES.items():
        cache.put(key, value)
    cache.save()
    cache.close()
    return cache_file(folder)


def test_results_come_back_in_the_same_run_and_in_the_next(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "bodies")
    assert cache.get("a") is None
    cache.put("a", b"one")
    assert cache.get("a") == b"one"
    cache.save()
    assert cache.get("a") == b"one"
    cache.close()
    again = Cache(tmp_path, "bodies")
    assert again.get("a") == b"one"
    assert Cache(tmp_path, "others").get("a") is None
    again.close()
    assert again.get("a") is None


def test_what_was_not_asked_for_is_dropped_when_told_to(tmp_path: Path) -> None:
    filled(tmp_path)
    cache = Cache(tmp_path, "bodies")
    assert cache.get(KEYS[0]) == VALUES[KEYS[0]]
    cache.put("new", b"x")
    cache.save(keep_only={KEYS[0], "new"})
    cache.close()
    again = Cache(tmp_path, "bodies")
    assert [key for key in [*KEYS, "new"] if again.get(key) is not None] == [KEYS[0], "new"]


def test_a_byte_damaged_anywhere_is_a_miss_and_never_an_error(tmp_path: Path) -> None:
    path = filled(tmp_path / "good")
    data = path.read_bytes()
    damaged = tmp_path / "bad" / path.name
    damaged.parent.mkdir()
    hits = misses = 0
    places = [*range(0, 112, 2), *range(112, len(data), max(1, len(data) // 70))]
    for at in places:
        for stale in damaged.parent.iterdir():
            stale.unlink()
        damaged.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        cache = Cache(damaged.parent, "bodies")
        for key in (KEYS[0], KEYS[-1], KEYS[20]):
            value = cache.get(key)
            assert value in (None, VALUES[key])
            hits, misses = hits + (value is not None), misses + (value is None)
        cache.put("after", b"x")
        cache.save(keep_only={KEYS[0], "new"})
        assert cache.get("after") in (None, b"x")
        cache.close()
    assert hits
    assert misses


@pytest.mark.parametrize("length", [0, 1, 15, 100, 4096, 5000])
def test_a_cache_cut_short_is_empty_and_works_again(tmp_path: Path, length: int) -> None:
    path = filled(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    cache = Cache(tmp_path, "bodies")
    assert {cache.get(key) for key in KEYS} <= {None, *VALUES.values()}
    cache.put("after", b"x")
    cache.save()
    cache.close()
    cache = Cache(tmp_path, "bodies")
    assert cache.get("after") in (None, b"x")
    cache.put("after", b"y")
    cache.save()
    assert Cache(tmp_path, "bodies").get("after") == b"y"


def test_a_foreign_table_is_no_cache(tmp_path: Path) -> None:
    db = sqlite3.connect(cache_file(tmp_path))
    db.execute("CREATE TABLE results (something INTEGER)")
    db.commit()
    db.close()
    cache = Cache(tmp_path, "bodies")
    assert cache.get("a") is None
    cache.put("a", b"x")
    cache.save(keep_only={KEYS[0], "new"})
    cache.close()


def test_without_a_folder_to_write_in_there_is_no_cache_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    cache = Cache(tmp_path / "file", "bodies")
    cache.put("a", b"x")
    assert cache.get("a") == b"x"
    cache.save(keep_only={KEYS[0], "new"})
    assert cache.get("b") is None
    cache.close()
    files = FileCache(tmp_path / "file")
    files.put("abc", b"x")
    assert files.get("abc") is None
    assert not files.has("abc")


def test_large_results_are_whole_or_absent(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    assert cache.get("abcdef") is None
    assert not cache.has("abcdef")
    cache.put("abcdef", b"a photo")
    assert cache.has("abcdef")
    assert FileCache(tmp_path).get("abcdef") == b"a photo"
    cache.put("empty", b"")
    assert cache.get("empty") == b""
    (path,) = [p for p in tmp_path.rglob("abcdef") if p.is_file()]
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.get("abcdef") is None
        path.write_bytes(data[:at])
        assert cache.get("abcdef") is None
    path.write_bytes(data)
    assert cache.get("abcdef") == b"a photo"


def test_much_is_written_before_it_is_saved(tmp_path: Path) -> None:
    cache, megabyte = Cache(tmp_path, "bodies"), 1024 * 1024
    for n in range(20):
        cache.put(f"{n}", bytes([n]) * megabyte)
    found = sqlite3.connect(cache_file(tmp_path)).execute("SELECT key FROM bodies").fetchall()
    assert 8 <= len(found) < 20
    assert cache.keys() == {f"{n}" for n in range(20)}
    assert dict(cache.items()) == {f"{n}": bytes([n]) * megabyte for n in range(20)}


def test_items_are_those_there_were_when_they_were_asked_for(tmp_path: Path) -> None:
    """Also where whoever asks puts others meanwhile, more than stay pending."""
    many = {f"{n}": f"{n}".encode() for n in range(1_200)}
    cache = Cache(tmp_path, "bodies")
    for key, value in many.items():
        cache.put(key, value)
        if key == "1000":
            cache.save()
    met = []
    for key, value in cache.items():
        met.append((key, value))
        cache.put(key, b"x" * 40_000)
        cache.put(f"new {key}", b"")
    assert sorted(met) == sorted(many.items())
    assert cache.get("0") == cache.get("1199") == b"x" * 40_000


def test_a_cache_that_another_program_holds_is_empty_now_and_whole_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.base.cache._PATIENCE", 0.01)
    path = filled(tmp_path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    cache = Cache(tmp_path, "bodies")
    assert cache.get(KEYS[0]) is None
    cache.put("after", b"x")
    cache.save()
    cache.close()
    holder.execute("ROLLBACK")
    holder.close()
    again = Cache(tmp_path, "bodies")
    assert again.find(KEYS) == VALUES
    again.close()


def test_a_damaged_cache_that_cannot_be_removed_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    path.write_bytes(b"no database " * 400)

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    cache = Cache(tmp_path, "bodies")
    assert cache.get(KEYS[0]) is None
    cache.put("after", b"x")
    cache.save(keep_only={"after"})
    assert cache.keys() == {"after"}
    cache.close()
