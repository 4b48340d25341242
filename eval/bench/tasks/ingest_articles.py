"""Measures an ingest: from a file of articles to a finished home. A task of `worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.workload.corpus import open_reads
from eval.bench.workload.memory import peak_mb
from eval.bench.workload.product import Embedder, ingest, measure_disk_mb


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Load the model, then add all articles. `spec`: settings, articles, home."""
    settings = Settings.model_validate(spec["settings"])
    home = Path(spec["home"])
    embedder = Embedder(settings.model, precision=settings.precision)
    started = time.perf_counter()
    embedder.embed_query("warm up")
    embedder.embed_passages(["warm up"])
    load = time.perf_counter() - started
    with open_reads(Path(spec["articles"])) as reads:
        ingested = ingest(home, embedder, settings, reads)
    say("done", None)
    return asdict(ingested) | {
        "load_s": load,
        "peak_mb": peak_mb(),
        "disk_mb": sum(measure_disk_mb(home).values()),
        "backend": embedder.backend,
    }
