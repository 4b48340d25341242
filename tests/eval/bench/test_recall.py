"""How many of the nearest passages the graph finds: worked numbers, and a whole curve."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.bench import recall
from eval.bench.recall import Vectors, measure_curve, measure_point
from eval.bench.workload.bench_document import Recall
from index.maintenance.hnsw_trial import TrialGraph
from index.storage.vectors.hnsw_config import HnswConfig


def units(number: int) -> Vectors:
    rows = np.random.default_rng(1).normal(size=(number, 8)).astype(np.float32)
    found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


@pytest.mark.parametrize(
    ("found", "k", "expected"),
    [
        ([0.9, 0.8, 0.7], 3, 1.0),
        ([0.9, 0.8, 0.6], 3, 2 / 3),
        ([0.9], 3, 1 / 3),  # too few
        ([], 1, 0.0),
        ([0.5, 0.9, 0.8], 1, 0.0),  # the best comes too late
        ([0.7, 0.7, 0.7], 3, 1.0),  # others that are just as similar
        ([0.9, 0.8, 0.7], 50, 1.0),  # there are no more than three
    ],
)
def test_recall(found: list[float], k: int, expected: float) -> None:
    assert recall.compute_recall(found, [0.9, 0.8, 0.7], k) == pytest.approx(expected)


class HalfBlind(TrialGraph):
    """Passes over every second one."""

    def nearest(self, query: Vectors, k: int) -> list[int]:
        return super().nearest(query, 2 * k)[::2]


@pytest.mark.parametrize(("kind", "expected"), [(TrialGraph, 1.0), (HalfBlind, 0.5)])
def test_a_point_is_held_against_the_truth(
    tmp_path: Path, kind: type[TrialGraph], expected: float
) -> None:
    vectors = units(200)
    trial = kind(tmp_path / "chroma", vectors, HnswConfig())
    point = measure_point(trial, vectors, units(5))
    trial.close()
    assert (point.recall_at_10, point.recall_at_50) == (expected, expected)
    assert (point.size, point.max_neighbors, point.ef_search) == (200, 32, 400)
    assert point.p50_ms > 0


def test_a_curve_has_every_graph_with_every_search() -> None:
    graphs = [HnswConfig(2, 4), HnswConfig(8, 50)]
    points = list(measure_curve(units(400), units(20), graphs, [1, 100]))
    settings = [(p.max_neighbors, p.ef_construction, p.ef_search) for p in points]
    assert settings == [(2, 4, 1), (2, 4, 100), (8, 50, 1), (8, 50, 100)]
    # A poor graph finds less, however many candidates are kept.
    assert points[1].recall_at_50 < points[3].recall_at_50 == 1.0


def test_the_command(
    samples_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "curve.json"
    words = ["--home", str(samples_home), "--json", str(file), "--queries", "3"]
    small = ["--max-neighbors", "16", "--ef-construction", "100", "--ef-search", "100", "200"]
    assert recall.main([*words, *small]) == 0
    first, second = (Recall(**row) for row in json.loads(file.read_text()))
    assert (first.ef_search, second.ef_search, first.recall_at_10) == (100, 200, 1.0)
    assert capsys.readouterr().out.count("| 16 | 100 |") == 2
    assert recall.main(["--home", str(tmp_path / "none")]) == 2
    assert "no archive" in capsys.readouterr().err
