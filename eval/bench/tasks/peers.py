"""The alternatives, as their own documentation has them, with the same weights. A task of `worker`.

Nothing of theirs is changed: the model's loading is timed by a clock around its constructor.
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
# What a reader has to know of a peer to compare.
NOTES = {
    "llamaindex": "LlamaIndex: VectorStoreIndex on Chroma in a folder with its defaults (chunks of"
    " 1,024 tokens with 200 shared, of which the model reads 256 word pieces; batches of ten), the"
    " same weights by sentence-transformers. It makes one vector a chunk; Dateline makes one of"
    " every passage, none cut, and of every sentence.",
}


def get_peer(name: str) -> System:
    """A peer by name. Raises DatelineError where there is none, or its packages are missing."""
    if name not in PEERS:
        raise DatelineError(f"There is no peer '{name}'", f"There is: {', '.join(PEERS)}")
    PEERS[name].check()
    return PEERS[name]


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Add everything to the peer, then ask it. `spec`: settings, articles, folder, questions."""
    peer = get_peer(spec["peer"])
    peer.load()
    count = 0

    def count_reads(reads: Iterator[SourceEvent]) -> Iterator[SourceEvent]:
        nonlocal count
        for read in reads:
            count += isinstance(read, ParsedArticle)
            yield read

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
    """Seconds of each loading of a model in the body of the `with`."""
    import sentence_transformers

    original = sentence_transformers.SentenceTransformer
    times: list[float] = []

    class Timed(original):  # type: ignore[misc, valid-type]
        """The same, with a clock."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            started = time.perf_counter()
            super().__init__(*arguments, **options)
            times.append(time.perf_counter() - started)

    sentence_transformers.SentenceTransformer = Timed  # type: ignore[misc]
    try:
        yield times
    finally:
        sentence_transformers.SentenceTransformer = original  # type: ignore[misc]
