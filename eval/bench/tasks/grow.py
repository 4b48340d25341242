"""Grows an archive to a number of passages, with the stand-in model. A task of `worker`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.workload.corpus import read_articles
from eval.bench.workload.product import open_with_embedder
from eval.bench.workload.stand_in_embedder import StandInEmbedder
from eval.bench.workload.synthetic_corpus import SyntheticCorpus
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle

# Articles that are generated, untimed, before each addition: 1 MB of text.
_CHUNK = 1_000


def run(spec: Mapping[str, Any], say: Callable[[str, Any], None]) -> dict[str, Any]:
    """Add generated articles up to the number of passages. Articles are numbered, so a run resumes
    an
    earlier one. `spec`: settings, articles, home, size."""
    settings = Settings.model_validate(spec["settings"])
    corpus = SyntheticCorpus(read_articles(Path(spec["articles"])))
    size, seconds = int(spec["size"]), 0.0
    with open_with_embedder(Path(spec["home"]), StandInEmbedder(), settings, write=True) as library:
        first_articles, first_passages = library.article_count, library.passage_count
        number, passages = first_articles, first_passages
        while passages < size:
            chunk = _choose_chunk_size(size - passages, passages, number)
            reads = [
                ParsedArticle(article, f"invented:{article.id}")
                for article in map(corpus.make_article, range(number, number + chunk))
            ]
            started = time.perf_counter()
            report = library.add(reads)
            seconds += time.perf_counter() - started
            if report.added == 0:
                raise DatelineError("The archive takes no more articles")
            number, passages = library.article_count, library.passage_count
            say("progress", f"{passages:,} of {size:,} passages")
        started = time.perf_counter()
    seconds += time.perf_counter() - started
    say("done", None)
    return {
        "articles": number,
        "passages": passages,
        "added_articles": number - first_articles,
        "added_passages": passages - first_passages,
        "seconds": seconds,
    }


def _choose_chunk_size(missing: int, passages: int, articles: int) -> int:
    """The number of articles to add next, estimated so that few passages are surplus."""
    an_article = passages / articles if articles else 4.0
    return max(1, min(_CHUNK, int(missing / an_article)))
