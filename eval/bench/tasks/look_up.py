"""What a finished archive costs to open, to ask and to look through. A task of `worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.tasks.ask import asked, percentiles
from eval.bench.workload.corpus import articles_of
from eval.bench.workload.memory import resident
from eval.bench.workload.product import Library, disk_mb, library_of
from eval.bench.workload.standin import StandIn
from eval.bench.workload.synthetic_corpus import Invention
from index.core.article import Filters

_QUESTIONS = 100
_TIMES = 3
_PAGE = 50


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Open the home, and measure. `spec`: settings, articles, home, rounds."""
    settings, home = Settings.model_validate(spec["settings"]), Path(spec["home"])
    invention = Invention(articles_of(Path(spec["articles"])))
    embedder = StandIn()
    embedder.embed_query("what the model takes is not the archive's")
    before = resident()
    found: dict[str, Any] = {"open_ms": [], "disk_mb": disk_mb(home)}
    for _ in range(1 + _TIMES):
        started = time.perf_counter()
        opened = library_of(home, embedder, settings, write=False)
        found["open_ms"].append((time.perf_counter() - started) * 1_000)
        opened.close()
    found["first_open_ms"] = [found["open_ms"].pop(0)]
    with library_of(home, embedder, settings, write=False) as library:
        questions = _questions(invention, library.article_count)
        started = time.perf_counter()
        library.search(questions[0])
        found["first_ms"] = [(time.perf_counter() - started) * 1_000]
        rounds = [asked(library, settings, questions) for _ in range(spec["rounds"])]
        found |= {kind: [one[kind] for one in rounds] for kind in ("search", "ask")}
        found |= _looked_through(library, questions)
        found |= {"memory_mb": resident() - before, "process_mb": resident()}
    return found


def _questions(invention: Invention, articles: int) -> list[str]:
    """Titles of articles, spread over the archive."""
    count = min(_QUESTIONS, articles)
    return [invention.article(number * articles // count).title for number in range(count)]


def _looked_through(library: Library, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of what is no plain question."""
    source = library.sources()[0][0]
    filters = Filters("2016", "2018", (source,))
    third = library.page(_PAGE)
    for _ in range(2):
        third = library.page(_PAGE, third.after) if third.after else third

    def filtered(question: str) -> None:
        library.search(question, filters=filters)

    return {
        "filtered_ms": [percentiles(filtered, questions)["p50"] for _ in range(_TIMES)],
        "stats_ms": _taken(library.stats),
        "page_ms": _taken(lambda: library.page(_PAGE, third.after)),
    }


def _taken(call: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1_000)
    return taken
