"""What is known of many texts' closeness, kept between runs: the basis, each text's row and sketch, its nearest.

The result is a function of the texts alone; what was kept only saves work, and what is damaged is done again.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from ssg.base.terms import TextFacts, facts_of, seal_of
from ssg.texts.basis import Basis, Rows, fit_basis, fold_in, read_basis, write_basis
from ssg.texts.memory import FittedBasis, Memory
from ssg.texts.nearest import Ints, Nearest, find_nearest, update_nearest
from ssg.texts.sketches import SKETCH, Sketches, sketch

_AT_ONCE = 1_000
# texts that are held while rows are made of them
Seals = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text among others: what tells it from them, and a name that changes with its place among them."""

    name: str
    facts: TextFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """Each text's digest, row, sketch and nearest, in the order the texts were given in."""

    key: bytes
    # of the basis whose directions the rows are in
    seals: Seals
    sizes: Ints
    # bytes of the packed texts
    rows: Rows
    sketches: Sketches
    nearest: Nearest

    @property
    def texts(self) -> int:
        """How many of the texts are not empty."""
        return int(np.count_nonzero(self.seals))


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisSource:
    """A basis that is loaded, or fitted, when it is asked for."""

    key: bytes
    """Digest of the texts it was or is to be fitted on."""
    load: Callable[[], Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    names: Seals
    targets: int
    closeness: Closeness


def measure_closeness(
    texts: Sequence[Text],
    read: Callable[[int], bytes],
    targets: int,
    source: BasisSource,
    memory: Memory | None = None,
) -> Closeness:
    """Return how close the texts are, in the directions of a basis; only the first ``targets`` are near to any.

    ``read`` returns the packed text at a place; those that were there before are not read.
    """
    key = source.key
    names = _numbers(
        blake2b(f"{at < targets:d}{text.name} {text.facts.seal}".encode("utf-8", "replace"), digest_size=8).digest()
        for at, text in enumerate(texts)
    )
    seals = np.array([text.facts.seal for text in texts], np.uint64)
    sizes = np.array([text.facts.size for text in texts], np.int64)
    kept = _read(key, memory)
    if kept is not None and kept.targets == targets and np.array_equal(kept.names, names):
        return kept.closeness
    rows, sketches, is_whole = _describe(texts, read, source, kept)
    if kept is None:
        nearest = find_nearest(rows, targets)
    else:
        row_before, row_now = _places_of(names, kept.names), _places_of(kept.names, names)
        nearest = update_nearest(rows, targets, kept.closeness.nearest, row_before, row_now[: kept.targets])
    found = Closeness(key=key, seals=seals, sizes=sizes, rows=rows, sketches=sketches, nearest=nearest)
    if memory is not None and is_whole:
        memory.put("rows", _write(_Kept(names=names, targets=targets, closeness=found)))
    return found


def is_same(closeness: Closeness, place: int, packed: bytes) -> bool:
    """Return whether a text is the one that stands at a place."""
    return bool(closeness.seals[place] == facts_of(packed).seal)


def replace_text(closeness: Closeness, place: int, packed: bytes, targets: int, basis: Basis) -> Closeness | None:
    """Return what measure_closeness() would with another text at a place; None where only that can tell: one of the
    two texts is empty.
    """
    if not packed or not closeness.seals[place]:
        return None
    seals, sizes = closeness.seals.copy(), closeness.sizes.copy()
    rows, sketches = closeness.rows.copy(), closeness.sketches.copy()
    facts = facts_of(packed)
    seals[place], sizes[place] = facts.seal, facts.size
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
    texts: Sequence[Text],
    read: Callable[[int], bytes],
    source: BasisSource,
    kept: _Kept | None,
) -> tuple[Rows, Sketches, bool]:
    """Return each text's row and sketch, made only for texts that were not there before, and whether each text that was
    read is the one its facts are of: else nothing of it may be kept.
    """
    seals = np.array([text.facts.seal for text in texts], np.uint64)
    before = _places_of(seals, kept.closeness.seals) if kept else np.full(len(texts), -1)
    new = np.flatnonzero(before < 0)
    basis = source.load() if len(new) or kept is None else None
    width = basis.table.shape[1] if basis else kept.closeness.rows.shape[1] if kept else 0
    rows, sketches = np.zeros((len(texts), width), np.int16), np.zeros((len(texts), SKETCH), np.uint32)
    if kept is not None:
        rows[before >= 0] = kept.closeness.rows[before[before >= 0]]
        sketches[before >= 0] = kept.closeness.sketches[before[before >= 0]]
    is_whole = True
    for start in range(0, len(new) if basis else 0, _AT_ONCE):
        some = new[start : start + _AT_ONCE]
        packed = list(map(read, some.tolist()))
        is_whole &= all(facts_of(one) == texts[at].facts for one, at in zip(packed, some.tolist(), strict=True))
        assert basis
        rows[some] = fold_in(basis, packed)
        sketches[some] = np.stack([sketch(one) for one in packed])
    return rows, sketches, is_whole


def fit_source(sample: Sequence[bytes], memory: Memory | None) -> BasisSource:
    """Return the basis of some packed texts, fitted when it is asked for; the one that was kept where there is one."""
    key = blake2b(b"".join(map(seal_of, sample)), digest_size=16).digest()

    def load() -> Basis:
        data = memory.get("basis") if memory is not None else None
        if data is not None and data.startswith(key):
            with contextlib.suppress(ValueError):
                return read_basis(data[len(key) :])
        basis = fit_basis(sample)
        if memory is not None:
            memory.put("basis", key + write_basis(basis))
        return basis

    return BasisSource(key=key, load=cache(load))


def kept_source(fitted: FittedBasis) -> BasisSource:
    """Return a basis that was fitted in an earlier run."""
    return BasisSource(key=fitted.key, load=cache(lambda: read_basis(fitted.data)))


def _places_of(wanted: Seals, among: Seals) -> Ints:
    """Return where each number stands among others, -1 for one that does not."""
    if not len(among):
        return np.full(len(wanted), -1)
    order = np.argsort(among, kind="stable")
    at = order[np.minimum(np.searchsorted(among, wanted, sorter=order), len(among) - 1)]
    return np.where(among[at] == wanted, at, -1)


def _write(kept: _Kept) -> bytes:
    out = io.BytesIO()
    out.write(kept.closeness.key)
    head, close, near = np.array([kept.targets], np.int64), kept.closeness, kept.closeness.nearest
    for part in (head, kept.names, close.seals, close.sizes, close.rows, close.sketches, near.places, near.scores):
        np.save(out, part, allow_pickle=False)
    return out.getvalue()


def _read(key: bytes, memory: Memory | None) -> _Kept | None:
    data = memory.get("rows") if memory is not None else None
    if data is None or not data.startswith(key):
        return None
    source = io.BytesIO(data)
    source.seek(len(key))
    try:
        head, names, seals, sizes, rows, sketches, places, scores = (
            np.load(source, allow_pickle=False) for _ in range(8)
        )
    except (ValueError, EOFError, OSError):
        return None
    nearest = Nearest(places=places, scores=scores)
    closeness = Closeness(key=key, seals=seals, sizes=sizes, rows=rows, sketches=sketches, nearest=nearest)
    return _Kept(names=names, targets=int(head[0]), closeness=closeness)
