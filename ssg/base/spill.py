"""Values by key that lie in a file until they are wanted: for what is large, many, and read once and late."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeVar

V = TypeVar("V")


class Spill(MutableMapping[str, V]):
    """A mapping whose values lie in a file that goes with it. Raises OSError where they cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._places: dict[str, int] = {}
        # first byte of each value
        self._end = 0

    def __setitem__(self, key: str, value: V) -> None:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - open as long as the mapping is
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as error:
            error.filename = os.fspath(self._folder)  # the file itself has no name
            raise
        self._places[key] = self._end
        self._end += len(data)

    def __getitem__(self, key: str) -> V:
        place = self._places[key]
        assert self._file
        self._file.seek(place)
        value: V = pickle.load(self._file)  # our own bytes: nobody else can open the file
        return value

    def __delitem__(self, key: str) -> None:
        del self._places[key]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
