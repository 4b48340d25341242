"""Read the vector store in another process.

Damaged files make Chroma's native code corrupt the memory of the process that opens them, or crash
it. Run as a program, this module is that process: it searches the graph, and writes every row to a
folder. Does not judge the rows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.core.errors import DatelineError
from index.core.subprocess_module import run_module
from index.core.text import one_line

# Many times the reading of a million rows.
_SECONDS = 1_800.0
_ROWS = 1_000
_QUERIES = 100
_NEAREST = 20
_LINES, _VECTORS = "rows.jsonl", "vectors.f32"


class VectorDump:
    """The rows of the vector store in a folder, read through files in the folder `place`.

    Raises DatelineError if they cannot be read.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        _dump(folder, place)
        self._rows: dict[str, tuple[int, dict[str, Any]]] = {}
        with (place / _LINES).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row_id, fields = json.loads(line)
                self._rows[row_id] = number, fields
        vectors = np.fromfile(place / _VECTORS, dtype=np.float32)
        self._vectors = vectors.reshape(max(1, len(self._rows)), -1)

    def ids(self) -> set[str]:
        """Ids of all rows."""
        return set(self._rows)

    def rows(self, ids: Sequence[str]) -> dict[str, tuple[NDArray[np.float32], dict[str, Any]]]:
        """Vectors and fields by id; unknown ids are left out."""
        places = [(row_id, self._rows[row_id]) for row_id in ids if row_id in self._rows]
        return {row_id: (self._vectors[number], fields) for row_id, (number, fields) in places}


def _dump(folder: Path, place: Path) -> None:
    try:
        process = run_module(
            "index.storage.vectors.vector_dump", str(folder), str(place), seconds=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise DatelineError("reading them does not come to an end") from error
    if process.returncode < 0:
        raise DatelineError(f"reading them crashes (signal {-process.returncode})")
    if process.returncode:
        raise DatelineError(one_line(process.stdout) or "they cannot be read")


def _write(folder: Path, place: Path) -> None:
    """Write all rows, and search for the neighbours of some of them."""
    from index.storage.vectors.vector_store import VectorStore

    store = VectorStore(folder)
    ids = sorted(store.ids())
    with (
        (place / _LINES).open("w", encoding="utf-8") as lines,
        (place / _VECTORS).open("wb") as raw,
    ):
        for start in range(0, len(ids), _ROWS):
            for row_id, (vector, fields) in store.rows(ids[start : start + _ROWS]).items():
                lines.write(json.dumps([row_id, fields]) + "\n")
                raw.write(vector.tobytes())
    chosen = ids[:: max(1, len(ids) // _QUERIES)]
    for vector, _ in store.rows(chosen).values():
        store.nearest(vector, _NEAREST, Filters())
    store.close()


if __name__ == "__main__":
    try:
        _write(*map(Path, sys.argv[1:]))
    except DatelineError as error:
        sys.stdout.write(error.message)
        sys.exit(1)
