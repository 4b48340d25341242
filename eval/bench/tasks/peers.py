"""Measures a peer as its own documentation sets it up, with the same weights. A task of `worker`.

Changes nothing in the peer; a wrapper around the model's constructor times its loading.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.baselines import llamaindex
from eval.baselines.system import RetrievalTask, System
from eval.bench.tasks.ask import K, measure_percentiles
from eval.bench.workload.corpus import open_reads
from eval.bench.workload.memory import peak_mb
from eval.datasets.dataset import Dataset
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle, SourceEvent

PEERS = {"llamaindex": System("LlamaIndex", llamaindex.pipeline, llamaindex.NEEDS)}
# What a reader needs to know to compare with a peer.
NOTES = {
    "llamaindex": "LlamaIndex: VectorStoreIndex on Chroma in a folder with its defaults (chunks of"
    " 1,024 tokens with 200 shared, of which the model reads 256 word pieces; batches of ten), the"
    " same weights by sentence-transformers. It makes one vector a chunk; Dateline makes one of"
    " every passage, none cut, and of every sentence.",
}


def get_peer(name: str) -> System:
    """Get a peer by name. Raises DatelineError if it is unknown or its packages are missing."""
    if name not in PEERS:
        raise DatelineError(f"There is no peer '{name}'", f"There is: {', '.join(PEERS)}")
    PEERS[name].check()
    return PEERS[name]


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Add all articles to the peer, then search. `spec`: settings, articles, folder, questions."""
    peer = get_peer(spec["peer"])
    peer.load()
    count = 0

    def count_reads(reads: Iterator[SourceEvent]) -> Iterator[SourceEvent]:
        nonlocal count
        for event in reads:
            count += isinstance(event, ParsedArticle)
            yield event

    with open_reads(Path(spec["articles"])) as reads, _time_model_loading() as loading:
        dataset = Dataset("bench", "", lambda: count_reads(reads), ())
        settings = Settings.model_validate(spec["settings"])
        started = time.perf_counter()
        with peer.build(RetrievalTask(dataset, settings, Path(spec["folder"]), K)) as ready:
            seconds = time.perf_counter() - started - sum(loading)
            say("done", None)
            most = peak_mb()
            searches = measure_percentiles(ready.search, spec["questions"])
    return {
        "articles": count,
        "seconds": seconds,
        "load_s": sum(loading),
        "peak_mb": most,
        "search": searches,
    }


@contextmanager
def _time_model_loading() -> Iterator[list[float]]:
    """Collect the seconds of each model loading in the body of the `with`."""
    import sentence_transformers

    original = sentence_transformers.SentenceTransformer
    times: list[float] = []

    class Timed(original):  # type: ignore[misc, valid-type]
        """The same class, with a timed constructor."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            started = time.perf_counter()
            super().__init__(*arguments, **options)
            times.append(time.perf_counter() - started)

    sentence_transformers.SentenceTransformer = Timed  # type: ignore[misc]
    try:
        yield times
    finally:
        sentence_transformers.SentenceTransformer = original  # type: ignore[misc]
