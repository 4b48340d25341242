"""Dateline, and its passages ranked by one signal alone, or by reciprocal-rank fusion of two.

The alternatives here have Dateline's passages, vectors and treatment of copies, and differ in the
ranking only. They run through its search with the other signals' weights at 0: what they take says
nothing about how fast they could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from eval.archive_cache import Prepared, prepared
from eval.baselines.system import Bench, Ready, folded
from index.core.article import Hit

# Of Cormack, Clarke and Büttcher 2009, and of nearly everybody since.
RRF_K = 60
# Passages of each ranking that are fused: more than are shown, since what both have wins.
RRF_DEPTH = 100


@contextmanager
def dateline(bench: Bench) -> Iterator[Ready]:
    """The product as it is."""
    with prepared(bench.dataset, bench.settings, bench.folder) as home:
        yield _ready(home, bench.passages)


@contextmanager
def dense(bench: Bench) -> Iterator[Ready]:
    """Passages by the cosine of their vectors with the query's."""
    with _weighted(bench, dense_weight=1.0) as home:
        yield _ready(home, bench.passages)


@contextmanager
def lexical(bench: Bench) -> Iterator[Ready]:
    """Passages by BM25, as Dateline's lexical index has it; none without a word of the query."""
    with _weighted(bench, lexical_weight=1.0) as home:

        def search(query: str) -> list[str]:
            return folded(hit.passage.article_id for hit in _matching(home, query, bench.passages))

        yield Ready(search, indexed=bool(home.embedded))


@contextmanager
def rank_fusion(bench: Bench) -> Iterator[Ready]:
    """Reciprocal-rank fusion of `dense` and `lexical`."""
    depth = max(RRF_DEPTH, bench.passages)
    with (
        _weighted(bench, dense_weight=1.0) as near,
        _weighted(bench, lexical_weight=1.0) as matching,
    ):

        def search(query: str) -> list[str]:
            rankings = near.library.search(query, depth), _matching(matching, query, depth)
            leaders: dict[str, str] = {}
            for hit in (hit for ranking in rankings for hit in ranking):
                leaders.setdefault(_story(hit), hit.passage.article_id)
            stories = fused([folded(map(_story, ranking)) for ranking in rankings])
            return [leaders[story] for story in stories]

        yield Ready(search, indexed=bool(near.embedded))


def fused(rankings: Sequence[Sequence[str]], k: int = RRF_K) -> list[str]:
    """Everything in the rankings, by the sum of 1 / (k + rank), ranks counted from 1.

    What has the same sum stands in the order in which it was met.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _ready(home: Prepared, passages: int) -> Ready:
    """The search of an archive, by article."""

    def search(query: str) -> list[str]:
        return folded(hit.passage.article_id for hit in home.library.search(query, passages))

    return Ready(search, indexed=bool(home.embedded))


@contextmanager
def _weighted(
    bench: Bench, *, dense_weight: float = 0.0, lexical_weight: float = 0.0
) -> Iterator[Prepared]:
    """Dateline's archive under other weights."""
    weights = {
        "dense_weight": dense_weight,
        "lexical_weight": lexical_weight,
        "sentence_weight": 0.0,
    }
    settings = bench.settings.model_copy(update=weights)
    with prepared(bench.dataset, settings, bench.folder) as home:
        yield home


def _matching(home: Prepared, query: str, count: int) -> list[Hit]:
    return [hit for hit in home.library.search(query, count) if hit.signals.lexical > 0]


def _story(hit: Hit) -> str:
    """What the copies of an article share: each ranking may show another of them."""
    return hit.story_id or hit.passage.article_id
