"""One archive, grown from size to size and looked at at each; it can go on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.spawned import Told, spawned
from eval.bench.workload.corpus import articles_of
from eval.bench.workload.document import Growth, Point
from eval.bench.workload.measurement import Measurement, measured
from eval.bench.workload.standin import NAME, TOLD
from eval.bench.workload.synthetic_corpus import Invention
from eval.report.file_writing import save
from index.core.errors import DatelineError

_POINTS = "points.json"
_NOTES = (
    TOLD,
    "Articles are invented from the words and sentence shapes of the corpus. Each size is looked at"
    " by a process of its own, asked 100 titles a round; files are in the system's cache.",
)


def grown(spec: Mapping[str, Any], sizes: Sequence[int], folder: Path, told: Told) -> Growth:
    """The points of all sizes. `spec`: settings, articles, rounds.

    What the folder has of an earlier run is not measured again. Raises DatelineError where it is of
    other articles, or the archive in it has outgrown a size that was not measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = _remembered(folder, Invention(articles_of(Path(spec["articles"]))).key)
    points = []
    for size in sizes:
        if str(size) not in raw["points"]:
            outgrown = [other for other in map(int, raw["points"]) if other > size]
            if outgrown:
                raise DatelineError(
                    f"The archive in {folder} has outgrown {size:,} passages",
                    "Name another folder with --work",
                )
            raw["points"][str(size)] = _measured(spec, size, folder / "home", told)
            save(folder / _POINTS, json.dumps(raw).encode())
        points.append(_point(raw["points"][str(size)]))
    return Growth(NAME, _NOTES, tuple(points))


def _remembered(folder: Path, key: str) -> dict[str, Any]:
    """What was measured in this folder before. Of other articles, it is no use."""
    file = folder / _POINTS
    if not file.exists():
        return {"key": key, "points": {}}
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
        same = found["key"] == key and isinstance(found["points"], dict)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DatelineError(f"{file} cannot be read", "Remove the folder") from error
    if not same:
        raise DatelineError(
            f"The archive in {folder} was made of other articles", "Name another with --work"
        )
    return found


def _measured(spec: Mapping[str, Any], size: int, home: Path, told: Told) -> dict[str, Any]:
    task = {**spec, "home": str(home), "size": size}
    told(f"growing to {size:,} passages")
    made = spawned("grow", task, told)
    told(f"looking at {size:,} passages")
    return made | spawned("look", task, told)


def _point(raw: Mapping[str, Any]) -> Point:
    figures: list[Measurement] = []
    if raw["added_passages"]:
        rates = (("ingest", "passages"), ("ingest", "articles"))
        for name, unit in rates:
            rate = raw[f"added_{unit}"] / raw["seconds"]
            figures.append(measured(name, f"{unit}/s", [rate]))
    figures += [
        measured("first opening in a process", "ms", raw["first_open_ms"]),
        measured("opening", "ms", raw["open_ms"]),
        measured("first search", "ms", raw["first_ms"]),
    ]
    for kind in ("search", "ask"):
        for percent in ("p50", "p95"):
            values = [one[percent] for one in raw[kind]]
            figures.append(measured(f"{kind} {percent}", "ms", values))
    for name, key in (("filtered search p50", "filtered"), ("stats", "stats"), ("page", "page")):
        figures.append(measured(name, "ms", raw[f"{key}_ms"]))
    figures.append(measured("memory", "MB", [raw["memory_mb"]]))
    figures.append(measured("whole process", "MB", [raw["process_mb"]]))
    for store, size in raw["disk_mb"].items():
        figures.append(measured(f"disk, {store}", "MB", [size]))
    figures.append(measured("disk", "MB", [sum(raw["disk_mb"].values())]))
    return Point(raw["passages"], raw["articles"], tuple(figures))
