"""Times search and ask on a warm home, one question after the other. A task of `worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from eval.bench.workload.measurement import nearest_rank
from eval.bench.workload.memory import resident_mb
from eval.bench.workload.product import Embedder, Library, open_with_embedder
from index.core.article import Filters
from index.core.stopwatch import Stopwatch

# Passages per search.
K = 10
# Warm-up questions, untimed.
_WARM = 5
PERCENTS = (50, 95, 99)


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Run the task. `spec`: settings, home, questions."""
    settings = Settings.model_validate(spec["settings"])
    embedder = Embedder(settings.model, precision=settings.precision)
    with open_with_embedder(Path(spec["home"]), embedder, settings, write=False) as library:
        library.warm_up()
        say("done", None)
        return measure_questions(library, settings, spec["questions"]) | {
            "passages": library.passage_count,
            "articles": library.article_count,
            "resident_mb": resident_mb(),
            "backend": embedder.backend,
        }


def measure_questions(
    library: Library,
    settings: Settings,
    questions: Sequence[str],
    filters: Filters | None = None,
) -> dict[str, Any]:
    """Percentiles of search and ask, and the median of each stage, in milliseconds."""
    assistant = make_assistant(library, settings)
    searches: list[dict[str, float]] = []
    asks: list[dict[str, float]] = []

    def search(question: str) -> None:
        watch = Stopwatch()
        library.search(question, K, filters, watch)
        searches.append(watch.timings_ms())

    def ask(question: str) -> None:
        asks.append(dict(assistant.ask(question, filters).timings_ms))

    return {
        "search": measure_percentiles(search, questions),
        "ask": measure_percentiles(ask, questions),
        "search_stages": compute_stage_medians(searches),
        "ask_stages": compute_stage_medians(asks),
    }


def measure_percentiles(
    search: Callable[[str], object], questions: Sequence[str]
) -> dict[str, float]:
    """Percentiles of the milliseconds of single questions: {"p50": ..., "p95": ..., "p99": ...}."""
    for question in questions[:_WARM]:
        search(question)
    times = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        times.append((time.perf_counter() - started) * 1_000)
    return {f"p{percent}": nearest_rank(times, percent) for percent in PERCENTS}


def compute_stage_medians(timings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each stage; a stage that did not run counts as 0. `other` is the remainder."""
    names = dict.fromkeys(name for timing in timings for name in timing if name != "total")
    rows = [
        {name: timing.get(name, 0.0) for name in names}
        | {"other": timing["total"] - sum(timing.get(name, 0.0) for name in names)}
        for timing in timings
    ]
    medians = {name: median(row[name] for row in rows) for name in [*names, "other"]}
    return medians | {"total": median(timing["total"] for timing in timings)}
