"""Processes that write a vector store in turns: what each wrote is found by all.

Chroma keeps its graph in memory, and whoever goes on from an old one leaves out what others wrote.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.storage.vectors.vector_store import VectorStore
from tests import CHECKOUT

ROOT = CHECKOUT
# Chroma writes its graph to disk after 1,000 rows: what is fewer is replayed, and hides the fault.
TURNS = [(0, 2_100), (2_100, 4_500), (4_500, 4_800)]


def vector(row: int) -> NDArray[np.float32]:
    return np.random.default_rng(row).normal(size=16).astype(np.float32)


def write(folder: Path, first: int, after: int) -> None:
    store = VectorStore(folder)
    for start in range(first, after, 100):
        rows = range(start, min(after, start + 100))
        store.upsert(
            [str(row) for row in rows],
            np.stack([vector(row) for row in rows]),
            [{"source": ""}] * len(rows),
        )
    store.close()


def test_what_others_wrote_in_between_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    reader = VectorStore(folder)  # stays open beside this process's writers, as when watching
    (mine, theirs, mine_again) = TURNS
    write(folder, *mine)
    reader.refresh()
    assert reader.nearest(vector(7), 1, Filters()) == ["7"]
    call = (
        "from pathlib import Path; from tests.index.storage.vectors.test_shared_lock import write;"
        f" write(Path({str(folder)!r}), *{theirs})"
    )
    subprocess.run([sys.executable, "-c", call], cwd=ROOT, check=True)
    write(folder, *mine_again)
    reader.refresh()
    numbers = range(0, 4_800, 40)
    lost = [row for row in numbers if reader.nearest(vector(row), 1, Filters()) != [str(row)]]
    reader.close()
    assert lost == []
