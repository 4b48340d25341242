"""A dataset in, every system's figures out, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from eval.baselines import bm25, llamaindex, own
from eval.baselines.system import Bench, System
from eval.datasets.dataset import Query
from eval.metrics.inference import Difference, mean_difference, share_difference
from eval.metrics.measures import YES_OR_NO, retrieval_values
from index.core.errors import DatelineError

# The product first: all others are compared with it.
SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        System("Dateline", own.dateline, ("sentence_transformers",)),
        System("dense only", own.dense, ("sentence_transformers",)),
        System("BM25 only, passages", own.lexical, ("sentence_transformers",)),
        System("BM25 only, articles", bm25.bm25, bm25.NEEDS),
        System("reciprocal-rank fusion", own.rank_fusion, ("sentence_transformers",)),
        System("LlamaIndex, Chroma", llamaindex.pipeline, llamaindex.NEEDS),
        System("LlamaIndex, fusion", llamaindex.fusion, llamaindex.FUSION_NEEDS),
    )
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a system did: measures by query id and name, wall-clock milliseconds of each search, and
    seconds of indexing, None where it found its articles indexed."""

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
        """One measure, query by query."""
        return [measures[name] for measures in self.values.values()]


def compare(
    bench: Bench,
    k: int,
    systems: Sequence[System],
    on_system: Callable[[str], None] = lambda name: None,
) -> list[Standing]:
    """Ask every system the questions that an article is known to answer; `k` articles count.

    Raises DatelineError where there are none, or a system's packages are missing.
    """
    qrels = bench.dataset.qrels
    queries = [
        query
        for query in bench.dataset.queries
        if any(grade > 0 for grade in qrels.get(query.id, {}).values())
    ]
    if not queries:
        raise DatelineError(f"The dataset {bench.dataset.name} does not say which articles answer")
    for system in systems:
        system.check()
    standings = []
    for system in systems:
        on_system(system.name)
        standings.append(_standing(system, bench, queries, k))
    return standings


def _standing(system: System, bench: Bench, queries: Sequence[Query], k: int) -> Standing:
    system.load()
    run, taken = {}, []
    started = time.perf_counter()
    with system.build(bench) as ready:
        indexing = time.perf_counter() - started
        ready.search(queries[0].text)  # the first loads what the others find
        for query in queries:
            started = time.perf_counter()
            found = ready.search(query.text)
            taken.append((time.perf_counter() - started) * 1000)
            run[query.id] = found[:k]
    qrels = {query.id: bench.dataset.qrels[query.id] for query in queries}
    values = retrieval_values(run, qrels, k)
    return Standing(system.name, values, tuple(taken), indexing if ready.indexed else None)


def differences(standing: Standing, other: Standing) -> dict[str, Difference]:
    """How much larger each measure is than the other's, over the same queries."""
    found = {}
    for name in standing.means:
        test = share_difference if name in YES_OR_NO else mean_difference
        found[name] = test(standing.column(name), other.column(name))
    return found
