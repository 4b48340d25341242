"""Measures recall and speed of the vector graph by its settings.

    python -m eval.bench.recall --home HOME --json FILE

Ground truth is exact search over all passages. Questions are sentences of the archive, so no model
is needed. Changes nothing in the archive.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from eval.bench.workload.bench_document import Recall
from index.core.errors import DatelineError
from index.core.text import one_line
from index.maintenance.hnsw_trial import TrialGraph, build_trial, sample_vectors
from index.storage.vectors.hnsw_config import HnswConfig

Vectors = NDArray[np.float32]

_DEEP, _SHALLOW = 50, 10
# Equally similar passages are interchangeable; smaller differences are rounding errors.
_TIE = 1e-5
_COLUMNS = ("size", "max_neighbors", "ef_construction", "ef_search")


def compute_recall(similarities: Sequence[float], best: Sequence[float], k: int) -> float:
    """Recall at k.

    `similarities` are those of the retrieved passages in rank order, `best` those of exact search,
    best first. If `best` has fewer than k, its length replaces k.
    """
    k = min(k, len(best))
    return sum(similarity >= best[k - 1] - _TIE for similarity in similarities[:k]) / k


def measure_point(trial: TrialGraph, vectors: Vectors, queries: Vectors) -> Recall:
    """Measure all queries on the graph with its current settings."""
    shares: list[tuple[float, float]] = []
    times: list[float] = []
    trial.nearest(queries[0], _DEEP)  # warm up: reads the files
    for query in queries:
        start = time.perf_counter()
        rows = trial.nearest(query, _DEEP)
        times.append((time.perf_counter() - start) * 1_000)
        all_similarities = vectors @ query
        best = np.sort(all_similarities)[::-1][:_DEEP].tolist()
        similarities = all_similarities[rows].tolist()
        shares.append(
            (
                compute_recall(similarities, best, _SHALLOW),
                compute_recall(similarities, best, _DEEP),
            )
        )
    graph = trial.graph
    return Recall(
        len(vectors),
        graph.max_neighbors,
        graph.ef_construction,
        graph.ef_search,
        round(fmean(share for share, _ in shares), 4),
        round(fmean(share for _, share in shares), 4),
        round(median(times), 2),
    )


def measure_curve(
    vectors: Vectors, queries: Vectors, graphs: Sequence[HnswConfig], searches: Sequence[int]
) -> Iterator[Recall]:
    """Measure each graph with each number of search candidates."""
    for graph in graphs:
        with build_trial(vectors, graph) as trial:
            for ef_search in searches:
                trial.set_ef_search(ef_search)
                yield measure_point(trial, vectors, queries)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the curve of a home as a Markdown table. Exit code 2: an error."""
    options = _make_parser().parse_args(arguments)
    graphs = [
        HnswConfig(neighbors, construction)
        for neighbors in options.max_neighbors
        for construction in options.ef_construction
    ]
    points: list[Recall] = []
    try:
        vectors, queries = sample_vectors(options.home, options.queries, options.seed)
        print(f"| {' | '.join(_COLUMNS)} | recall@10 | recall@50 | p50 ms |")
        print("|---:" * 7 + "|")
        for point in measure_curve(vectors, queries, graphs, options.ef_search):
            points.append(point)
            print(f"| {' | '.join(str(value) for value in asdict(point).values())} |", flush=True)
    except DatelineError as error:
        print(f"eval.bench.recall: {one_line(str(error))}", file=sys.stderr)
        return 2
    if options.json:
        options.json.write_text(json.dumps([asdict(p) for p in points], indent=1) + "\n", "utf-8")
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.recall", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="the archive whose vectors to use")
    parser.add_argument("--queries", type=int, default=300, metavar="N", help="sentences to ask")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    for name, default in (
        ("max-neighbors", [16, 32]),
        ("ef-construction", [100, 200]),
        ("ef-search", [100, 200, 400, 800]),
    ):
        parser.add_argument(f"--{name}", type=int, nargs="+", default=default, metavar="N")
    return parser


if __name__ == "__main__":
    sys.exit(main())
