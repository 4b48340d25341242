"""Measures the embedder alone: word pieces per second on the corpus, and the time of a question.

A task of `worker`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.workload.corpus import read_articles, select_evenly
from eval.bench.workload.measurement import nearest_rank
from eval.bench.workload.product import Embedder, Precision, collect_texts, count_pieces

# A sample of articles: seconds of work, with texts of all lengths.
_ARTICLES = 150
_WARM = 8
_QUERIES = 100


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Run the task. `spec`: settings, articles, questions."""
    settings = Settings.model_validate(spec["settings"])
    articles = select_evenly(list(read_articles(Path(spec["articles"]))), _ARTICLES)
    embedder = Embedder(settings.model, precision=settings.precision)
    started = time.perf_counter()
    embedder.embed_query("warm up")
    load = time.perf_counter() - started
    say("done", None)
    passages, texts = collect_texts(articles, embedder, settings)
    embedder.embed_passages(passages[:_WARM])
    weights = embedder.files
    return {
        "load_s": load,
        "passages_rate": _measure_rate(embedder, passages),
        "texts_rate": _measure_rate(embedder, texts),
        "query_ms": _measure_query(embedder, spec["questions"]),
        "alternatives": _measure_backends(settings.model, passages),
        "backend": embedder.backend,
        "model": {"name": weights.name, "sha256": weights.sha256, "folder": str(weights.folder)},
    }


def _measure_backends(model: str, texts: Sequence[str]) -> dict[str, float]:
    """Word pieces per second by backend: torch, and each precision of this machine."""
    rates = {}
    for precision in (None, *Precision):
        embedder = Embedder(model, precision=precision)
        embedder.embed_passages(texts[:_WARM])
        rates[embedder.backend] = _measure_rate(embedder, texts)
    return rates


def _measure_rate(embedder: Embedder, texts: Sequence[str]) -> float:
    pieces = sum(count_pieces(embedder, texts))
    started = time.perf_counter()
    embedder.embed_passages(texts)
    return pieces / (time.perf_counter() - started)


def _measure_query(embedder: Embedder, questions: Sequence[str]) -> float:
    """The median time of a question, in milliseconds."""
    times = []
    for question in questions[:_QUERIES]:
        started = time.perf_counter()
        embedder.embed_query(question)
        times.append((time.perf_counter() - started) * 1_000)
    return nearest_rank(times, 50)
