"""Runs every system on a dataset and compares their results."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from eval.baselines import bm25, dateline_rankings, llamaindex
from eval.baselines.system import RetrievalTask, System
from eval.datasets.dataset import LabelledQuery
from eval.metrics.inference import Difference, compare_means, compare_shares
from eval.metrics.measures import YES_OR_NO, measure_retrieval
from index.core.errors import DatelineError

# Dateline first: the others are compared with it.
SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        System("Dateline", dateline_rankings.dateline, ("sentence_transformers",)),
        System("dense only", dateline_rankings.dense, ("sentence_transformers",)),
        System("BM25 only, passages", dateline_rankings.lexical, ("sentence_transformers",)),
        System("BM25 only, articles", bm25.bm25, bm25.NEEDS),
        System("reciprocal-rank fusion", dateline_rankings.rank_fusion, ("sentence_transformers",)),
        System("LlamaIndex, Chroma", llamaindex.pipeline, llamaindex.NEEDS),
        System("LlamaIndex, fusion", llamaindex.fusion, llamaindex.FUSION_NEEDS),
    )
}


@dataclass(frozen=True, slots=True)
class SystemResult:
    """The result of a system: measures by query id and name, wall-clock milliseconds of each
    search,
    and seconds of indexing, None if the index existed before."""

    system: str
    values: Mapping[str, Mapping[str, float]]
    search_ms: tuple[float, ...]
    indexing_s: float | None

    @property
    def means(self) -> dict[str, float]:
        """Each measure's mean over the queries."""
        names = next(iter(self.values.values()))
        return {name: fmean(self.column(name)) for name in names}

    @property
    def search_p50(self) -> float:
        """The median of `search_ms`."""
        return median(self.search_ms)

    def column(self, name: str) -> list[float]:
        """The values of a measure, by query."""
        return [measures[name] for measures in self.values.values()]


def compare_systems(
    task: RetrievalTask,
    k: int,
    systems: Sequence[System],
    on_system: Callable[[str], None] = lambda name: None,
) -> list[SystemResult]:
    """Ask every system the questions with relevant articles, and measure at a cutoff of `k`.

    Raises DatelineError if there are no such questions, or if a system's packages are missing.
    """
    qrels = task.dataset.qrels
    queries = [
        query
        for query in task.dataset.queries
        if any(grade > 0 for grade in qrels.get(query.id, {}).values())
    ]
    if not queries:
        raise DatelineError(f"The dataset {task.dataset.name} does not say which articles answer")
    for system in systems:
        system.check()
    results = []
    for system in systems:
        on_system(system.name)
        results.append(_run_system(system, task, queries, k))
    return results


def _run_system(
    system: System, task: RetrievalTask, queries: Sequence[LabelledQuery], k: int
) -> SystemResult:
    system.load()
    run, times = {}, []
    started = time.perf_counter()
    with system.build(task) as ready:
        indexing = time.perf_counter() - started
        ready.search(queries[0].text)  # warm up: the first search loads files
        for query in queries:
            started = time.perf_counter()
            articles = ready.search(query.text)
            times.append((time.perf_counter() - started) * 1000)
            run[query.id] = articles[:k]
    qrels = {query.id: task.dataset.qrels[query.id] for query in queries}
    values = measure_retrieval(run, qrels, k)
    return SystemResult(system.name, values, tuple(times), indexing if ready.indexed else None)


def compare_results(result: SystemResult, other: SystemResult) -> dict[str, Difference]:
    """Compare each measure with that of another system, paired by query."""
    differences = {}
    for name in result.means:
        test = compare_shares if name in YES_OR_NO else compare_means
        differences[name] = test(result.column(name), other.column(name))
    return differences
