"""What is known of many texts' closeness, kept between runs: the basis, each text's row and sketch, its nearest.

The result is a function of the texts alone; what was kept only saves work, and what is damaged is done again.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from ssg import __version__
from ssg.base.terms import SEAL_BYTES, seal_of
from ssg.texts.basis import Basis, Rows, fit_basis, fold_in, read_basis, write_basis
from ssg.texts.memory import Memory
from ssg.texts.nearest import Ints, Nearest, find_nearest, update_nearest
from ssg.texts.sketches import SKETCH, Sketches, sketch

_FORMAT = f"{__version__} 2 ".encode()
# the number is raised whenever anything in this room computes something else
Seals = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text among others: packed, and a name that changes with its place among them."""

    name: str
    packed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """Each text's digest, row, sketch and nearest, in the order the texts were given in."""

    key: bytes
    # of the sample whose directions the rows are in
    seals: Seals
    sizes: Ints
    # bytes of the packed texts
    rows: Rows
    sketches: Sketches
    nearest: Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    names: Seals
    targets: int
    closeness: Closeness


def measure_closeness(
    texts: Sequence[Text], targets: int, sample: Sequence[bytes], memory: Memory | None = None
) -> Closeness:
    """Return how close the texts are, in the directions of a sample; only the first ``targets`` are near to any."""
    key = _key_of(sample)
    names = _numbers(
        blake2b(
            f"{at < targets:d}{text.name} ".encode("utf-8", "replace") + seal_of(text.packed), digest_size=8
        ).digest()
        for at, text in enumerate(texts)
    )
    seals = _numbers(seal_of(text.packed) or bytes(SEAL_BYTES) for text in texts)
    sizes = np.array([len(text.packed) for text in texts], np.int64)
    kept = _read(key, memory)
    if kept is not None and kept.targets == targets and np.array_equal(kept.names, names):
        return kept.closeness
    rows, sketches = _describe(texts, seals, sample, kept, memory)
    if kept is None:
        nearest = find_nearest(rows, targets)
    else:
        row_before, row_now = _places_of(names, kept.names), _places_of(kept.names, names)
        nearest = update_nearest(rows, targets, kept.closeness.nearest, row_before, row_now[: kept.targets])
    found = Closeness(key=key, seals=seals, sizes=sizes, rows=rows, sketches=sketches, nearest=nearest)
    if memory is not None:
        memory.put("rows", key + _write(_Kept(names=names, targets=targets, closeness=found)))
    return found


def is_same(closeness: Closeness, place: int, packed: bytes) -> bool:
    """Return whether a text is the one that stands at a place."""
    return bool(_numbers([seal_of(packed) or bytes(SEAL_BYTES)])[0] == closeness.seals[place])


def replace_text(closeness: Closeness, place: int, packed: bytes, targets: int, basis: Basis) -> Closeness | None:
    """Return what measure_closeness() would with another text at a place; None where only that can tell: one of the
    two texts is empty.
    """
    if not packed or not closeness.seals[place]:
        return None
    seals, sizes = closeness.seals.copy(), closeness.sizes.copy()
    rows, sketches = closeness.rows.copy(), closeness.sketches.copy()
    seals[place], sizes[place] = _numbers([seal_of(packed)])[0], len(packed)
    rows[place], sketches[place] = fold_in(basis, [packed])[0], sketch(packed)
    row_before, place_now = np.arange(len(rows)), np.arange(targets)
    row_before[place] = -1
    place_now[place:][:1] = -1
    nearest = update_nearest(rows, targets, closeness.nearest, row_before, place_now)
    return replace(closeness, seals=seals, sizes=sizes, rows=rows, sketches=sketches, nearest=nearest)


def insert_text(closeness: Closeness, place: int, packed: bytes, targets: int, basis: Basis) -> Closeness | None:
    """Return what measure_closeness() would with one more text at a place among the first ``targets`` or behind them,
    which is near to others; None where only that can tell: the text is empty.
    """
    if not packed:
        return None
    row, mark = fold_in(basis, [packed])[0], sketch(packed)
    rows, sketches = np.insert(closeness.rows, place, row, axis=0), np.insert(closeness.sketches, place, mark, axis=0)
    row_before = np.insert(np.arange(len(closeness.rows)), place, -1)
    place_now = np.arange(targets)
    place_now[place:] += 1
    return Closeness(
        key=closeness.key,
        seals=np.insert(closeness.seals, place, _numbers([seal_of(packed)])[0]),
        sizes=np.insert(closeness.sizes, place, len(packed)),
        rows=rows,
        sketches=sketches,
        nearest=update_nearest(rows, targets + 1, closeness.nearest, row_before, place_now),
    )


def _numbers(digests: Iterable[bytes]) -> Seals:
    return np.frombuffer(b"".join(digests), "<u8")


def _describe(
    texts: Sequence[Text], seals: Seals, sample: Sequence[bytes], kept: _Kept | None, memory: Memory | None
) -> tuple[Rows, Sketches]:
    """Return each text's row and sketch, made only for texts that were not there before."""
    before = _places_of(seals, kept.closeness.seals) if kept else np.full(len(texts), -1)
    new = np.flatnonzero(before < 0)
    basis = find_basis(sample, memory) if len(new) or kept is None else None
    width = basis.table.shape[1] if basis else kept.closeness.rows.shape[1] if kept else 0
    rows, sketches = np.zeros((len(texts), width), np.int16), np.zeros((len(texts), SKETCH), np.uint32)
    if kept is not None:
        rows[before >= 0] = kept.closeness.rows[before[before >= 0]]
        sketches[before >= 0] = kept.closeness.sketches[before[before >= 0]]
    if basis is not None and len(new):
        packed = [texts[at].packed for at in new.tolist()]
        rows[new] = fold_in(basis, packed)
        sketches[new] = np.stack([sketch(one) for one in packed])
    return rows, sketches


def _key_of(sample: Sequence[bytes]) -> bytes:
    return blake2b(_FORMAT + b"".join(map(seal_of, sample)), digest_size=16).digest()


def find_basis(sample: Sequence[bytes], memory: Memory | None) -> Basis:
    """Return the basis of a sample, the one that was kept where there is one."""
    key = _key_of(sample)
    basis = _kept_basis(key, memory)
    if basis is None:
        basis = fit_basis(sample)
        if memory is not None:
            memory.put("basis", key + write_basis(basis))
    return basis


def kept_basis(closeness: Closeness, memory: Memory | None) -> Basis | None:
    """Return the basis of the rows, None where it is not at hand."""
    return _kept_basis(closeness.key, memory)


def _kept_basis(key: bytes, memory: Memory | None) -> Basis | None:
    data = memory.get("basis") if memory is not None else None
    if data is not None and data.startswith(key):
        with contextlib.suppress(ValueError):
            return read_basis(data[len(key) :])
    return None


def _places_of(wanted: Seals, among: Seals) -> Ints:
    """Return where each number stands among others, -1 for one that does not."""
    if not len(among):
        return np.full(len(wanted), -1)
    order = np.argsort(among, kind="stable")
    at = order[np.minimum(np.searchsorted(among, wanted, sorter=order), len(among) - 1)]
    return np.where(among[at] == wanted, at, -1)


def _write(kept: _Kept) -> bytes:
    out = io.BytesIO()
    head, close, near = np.array([kept.targets], np.int64), kept.closeness, kept.closeness.nearest
    for part in (head, kept.names, close.seals, close.sizes, close.rows, close.sketches, near.places, near.scores):
        np.save(out, part, allow_pickle=False)
    return out.getvalue()


def _read(key: bytes, memory: Memory | None) -> _Kept | None:
    data = memory.get("rows") if memory is not None else None
    if data is None or not data.startswith(key):
        return None
    source = io.BytesIO(data[len(key) :])
    try:
        head, names, seals, sizes, rows, sketches, places, scores = (
            np.load(source, allow_pickle=False) for _ in range(8)
        )
    except (ValueError, EOFError, OSError):
        return None
    nearest = Nearest(places=places, scores=scores)
    closeness = Closeness(key=key, seals=seals, sizes=sizes, rows=rows, sketches=sketches, nearest=nearest)
    return _Kept(names=names, targets=int(head[0]), closeness=closeness)
