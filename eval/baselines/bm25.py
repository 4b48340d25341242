"""Ranks whole articles by BM25, with bm25s, English stop words and the Snowball stemmer.

The standard baseline of BEIR, with title and text as one field. https://github.com/xhluca/bm25s

Uses the library's defaults: on Cranfield, MEDLINE, CLAPNQ and known items of Reuters no other k1
(0.9 to 2.0) or b (0.4, 0.75), with or without stop words, improved nDCG@10 by 0.012.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from eval.baselines.system import ReadySystem, RetrievalTask
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle

NEEDS = ("bm25s", "Stemmer")


@contextmanager
def bm25(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Whole articles by Lucene's BM25 with k1 1.5 and b 0.75, the library's defaults."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    ids, texts = [], []
    for event in task.dataset.reads():
        if isinstance(event, ParsedArticle):
            ids.append(event.article.id)
            texts.append(f"{event.article.title}\n{event.article.text}")
    if not ids:
        raise DatelineError(f"The dataset {task.dataset.name} has no article that can be read")
    index = bm25s.BM25()
    index.index(
        bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )
    del texts
    count = min(task.passages, len(ids))

    def search(query: str) -> list[str]:
        words = bm25s.tokenize(
            query, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
        )
        if not words[0]:
            return []
        numbers, scores = index.retrieve(words, k=count, show_progress=False)
        scored = zip(numbers[0], scores[0], strict=True)
        return [ids[int(number)] for number, score in scored if score > 0]

    yield ReadySystem(search)
