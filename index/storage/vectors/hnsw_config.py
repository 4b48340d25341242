"""The graph of the vectors (HNSW): how it is made, and when its files are written. Pure data.

Its files are written as a whole, at a cost that grows with the archive. Rows that they lack are put
into the graph again by whoever opens it, at a cost that grows with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

# After so many changed rows the files are written, at least.
MIN_SYNC_THRESHOLD = 1_000
# Of a large archive, this share. To write one row's place takes some 2 microseconds (448 MB in half
# a second), to put a row into the graph 1,500: so writing costs a quarter of that, at any size, and
# the rows that may be lacking take about as long to put in as the graph to load.
_SHARE = 1 / 200
# Set while it is loaded, it has the files written as soon as all rows are in the graph.
AT_ONCE = 2
# So few rows cost less to put into the graph at every opening than its files to write.
_FEW = 100
_SMALL_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class HnswConfig:
    """How vectors are connected, and searched: what leads to the nearest ones (HNSW).

    `max_neighbors` and `ef_construction`, the candidates while it is made, stay as they are until
    it is made anew; `ef_search`, the candidates of a search, can be set at any time. Chosen with
    `python -m eval.bench.recall`, whose curve is in docs/experiments/performance.
    """

    max_neighbors: int = 32
    ef_construction: int = 200
    ef_search: int = 400


def choose_sync_threshold(rows: int) -> int:
    """After how many changed rows the files of a graph of so many rows are written."""
    return max(MIN_SYNC_THRESHOLD, round(rows * _SHARE))


def is_worth_writing(changed: int, rows: int = 0) -> bool:
    """Should the files of a graph of so many rows be written when the archive is closed?"""
    return changed > max(_FEW, min(MIN_SYNC_THRESHOLD, rows * _SMALL_SHARE))
