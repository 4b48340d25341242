"""Measures a finished archive: opening, asking, listing. A task of `worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.tasks.ask import measure_percentiles, measure_questions
from eval.bench.workload.corpus import read_articles
from eval.bench.workload.memory import resident_mb
from eval.bench.workload.product import Library, measure_disk_mb, open_with_embedder
from eval.bench.workload.stand_in_embedder import StandInEmbedder
from eval.bench.workload.synthetic_corpus import SyntheticCorpus
from index.core.article import Filters

_QUESTIONS = 100
_TIMES = 3
_PAGE = 50


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Run the task. `spec`: settings, articles, home, rounds."""
    settings, home = Settings.model_validate(spec["settings"]), Path(spec["home"])
    corpus = SyntheticCorpus(read_articles(Path(spec["articles"])))
    embedder = StandInEmbedder()
    embedder.embed_query("warm up: the memory of the model is not the archive's")
    before = resident_mb()
    result: dict[str, Any] = {"open_ms": [], "disk_mb": measure_disk_mb(home)}
    for _ in range(1 + _TIMES):
        started = time.perf_counter()
        opened = open_with_embedder(home, embedder, settings, write=False)
        result["open_ms"].append((time.perf_counter() - started) * 1_000)
        opened.close()
    result["first_open_ms"] = [result["open_ms"].pop(0)]
    with open_with_embedder(home, embedder, settings, write=False) as library:
        questions = _make_questions(corpus, library.article_count)
        started = time.perf_counter()
        library.search(questions[0])
        result["first_ms"] = [(time.perf_counter() - started) * 1_000]
        rounds = [measure_questions(library, settings, questions) for _ in range(spec["rounds"])]
        result |= {kind: [one[kind] for one in rounds] for kind in ("search", "ask")}
        result |= _measure_listing(library, questions)
        result |= {"memory_mb": resident_mb() - before, "process_mb": resident_mb()}
    return result


def _make_questions(corpus: SyntheticCorpus, articles: int) -> list[str]:
    """Titles of articles, evenly spaced over the archive."""
    count = min(_QUESTIONS, articles)
    return [corpus.make_article(number * articles // count).title for number in range(count)]


def _measure_listing(library: Library, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of filtered searches, statistics and listing pages."""
    source = library.sources()[0][0]
    filters = Filters("2016", "2018", (source,))
    third_page = library.page(_PAGE)
    for _ in range(2):
        third_page = library.page(_PAGE, third_page.after) if third_page.after else third_page

    def search_filtered(question: str) -> None:
        library.search(question, filters=filters)

    return {
        "filtered_ms": [
            measure_percentiles(search_filtered, questions)["p50"] for _ in range(_TIMES)
        ],
        "stats_ms": _time_calls(library.stats),
        "page_ms": _time_calls(lambda: library.page(_PAGE, third_page.after)),
    }


def _time_calls(call: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1_000)
    return times
