"""Grows one archive from size to size and measures it at each. Resumes an interrupted run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.subprocess_task import OnProgress, run_in_subprocess
from eval.bench.workload.bench_document import Growth, GrowthPoint
from eval.bench.workload.corpus import read_articles
from eval.bench.workload.measurement import Measurement, make_measurement
from eval.bench.workload.stand_in_embedder import NAME, NOTE
from eval.bench.workload.synthetic_corpus import SyntheticCorpus
from eval.report.file_writing import write_atomically
from index.core.errors import DatelineError

_POINTS = "points.json"
_NOTES = (
    NOTE,
    "Articles are invented from the words and sentence shapes of the corpus. Each size is looked at"
    " by a process of its own, asked 100 titles a round; files are in the system's cache.",
)


def measure_growth(
    spec: Mapping[str, Any], sizes: Sequence[int], folder: Path, on_progress: OnProgress
) -> Growth:
    """Measure all sizes. `spec`: settings, articles, rounds.

    Points of an earlier run in the folder are reused. Raises DatelineError if they are of other
    articles, or if the archive in the folder is already larger than an unmeasured size.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = _load_points(folder, SyntheticCorpus(read_articles(Path(spec["articles"]))).key)
    points = []
    for size in sizes:
        if str(size) not in raw["points"]:
            larger = [other for other in map(int, raw["points"]) if other > size]
            if larger:
                raise DatelineError(
                    f"The archive in {folder} has outgrown {size:,} passages",
                    "Name another folder with --work",
                )
            raw["points"][str(size)] = _measure_size(spec, size, folder / "home", on_progress)
            write_atomically(folder / _POINTS, json.dumps(raw).encode())
        points.append(_make_point(raw["points"][str(size)]))
    return Growth(NAME, _NOTES, tuple(points))


def _load_points(folder: Path, key: str) -> dict[str, Any]:
    """Load the points of an earlier run. Raises DatelineError if they are of other articles."""
    file = folder / _POINTS
    if not file.exists():
        return {"key": key, "points": {}}
    try:
        stored: dict[str, Any] = json.loads(file.read_text("utf-8"))
        is_same_corpus = stored["key"] == key and isinstance(stored["points"], dict)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DatelineError(f"{file} cannot be read", "Remove the folder") from error
    if not is_same_corpus:
        raise DatelineError(
            f"The archive in {folder} was made of other articles", "Name another with --work"
        )
    return stored


def _measure_size(
    spec: Mapping[str, Any], size: int, home: Path, on_progress: OnProgress
) -> dict[str, Any]:
    task = {**spec, "home": str(home), "size": size}
    on_progress(f"growing to {size:,} passages")
    growth = run_in_subprocess("grow", task, on_progress)
    on_progress(f"looking at {size:,} passages")
    return growth | run_in_subprocess("look", task, on_progress)


def _make_point(raw: Mapping[str, Any]) -> GrowthPoint:
    figures: list[Measurement] = []
    if raw["added_passages"]:
        rates = (("ingest", "passages"), ("ingest", "articles"))
        for name, unit in rates:
            rate = raw[f"added_{unit}"] / raw["seconds"]
            figures.append(make_measurement(name, f"{unit}/s", [rate]))
    figures += [
        make_measurement("first opening in a process", "ms", raw["first_open_ms"]),
        make_measurement("opening", "ms", raw["open_ms"]),
        make_measurement("first search", "ms", raw["first_ms"]),
    ]
    for kind in ("search", "ask"):
        for percent in ("p50", "p95"):
            values = [one[percent] for one in raw[kind]]
            figures.append(make_measurement(f"{kind} {percent}", "ms", values))
    for name, key in (("filtered search p50", "filtered"), ("stats", "stats"), ("page", "page")):
        figures.append(make_measurement(name, "ms", raw[f"{key}_ms"]))
    figures.append(make_measurement("memory", "MB", [raw["memory_mb"]]))
    figures.append(make_measurement("whole process", "MB", [raw["process_mb"]]))
    for store, size in raw["disk_mb"].items():
        figures.append(make_measurement(f"disk, {store}", "MB", [size]))
    figures.append(make_measurement("disk", "MB", [sum(raw["disk_mb"].values())]))
    return GrowthPoint(raw["passages"], raw["articles"], tuple(figures))
