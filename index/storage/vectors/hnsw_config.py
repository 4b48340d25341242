"""Configure the HNSW graph of the vectors, and decide when its files are written. Pure.

The files are written as a whole, at a cost that grows with the archive. Each opening inserts the
rows that they lack, at a cost that grows with these rows. Does not know Chroma.
"""

from __future__ import annotations

from dataclasses import dataclass

# The files are written after this many changed rows, or more.
MIN_SYNC_THRESHOLD = 1_000
# In a large archive, after this share of its rows. To write one row takes some 2 microseconds
# (448 MB in half a second), to insert one 1,500: so writing adds a quarter at any size, and the
# missing rows take about as long to insert as the graph to load.
_SHARE = 1 / 200
# Set when the graph is loaded, it writes the files as soon as all rows are inserted.
AT_ONCE = 2
# To insert so few rows at every opening costs less than to write the files.
_FEW = 100
_SMALL_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class HnswConfig:
    """The parameters of the HNSW graph.

    `max_neighbors` and `ef_construction` (candidates during construction) are fixed until the graph
    is rebuilt; `ef_search` (candidates during search) can be set at any time. Chosen with
    `python -m eval.bench.recall`; docs/experiments/performance has the curve.
    """

    max_neighbors: int = 32
    ef_construction: int = 200
    ef_search: int = 400


def choose_sync_threshold(rows: int) -> int:
    """The number of changed rows after which the files of a graph of `rows` are written."""
    return max(MIN_SYNC_THRESHOLD, round(rows * _SHARE))


def is_worth_writing(changed: int, rows: int = 0) -> bool:
    """Should the files of a graph of `rows` be written when the archive is closed?"""
    return changed > max(_FEW, min(MIN_SYNC_THRESHOLD, rows * _SMALL_SHARE))
