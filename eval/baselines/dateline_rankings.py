"""Dateline, and its passages ranked by one signal alone, or by reciprocal-rank fusion of two.

The alternatives here have Dateline's passages, vectors and treatment of copies, and differ in the
ranking only. They run through its search with the other signals' weights at 0: what they take says
nothing about how fast they could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from eval.archive_cache import PreparedArchive, open_archive
from eval.baselines.system import ReadySystem, RetrievalTask, fold_to_articles
from index.core.article import Hit

# Of Cormack, Clarke and Büttcher 2009, and of nearly everybody since.
RRF_K = 60
# Passages of each ranking that are fused: more than are shown, since what both have wins.
RRF_DEPTH = 100


@contextmanager
def dateline(task: RetrievalTask) -> Iterator[ReadySystem]:
    """The product as it is."""
    with open_archive(task.dataset, task.settings, task.folder) as home:
        yield _make_system(home, task.passages)


@contextmanager
def dense(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Passages by the cosine of their vectors with the query's."""
    with _open_with_weights(task, dense_weight=1.0) as home:
        yield _make_system(home, task.passages)


@contextmanager
def lexical(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Passages by BM25, as Dateline's lexical index has it; none without a word of the query."""
    with _open_with_weights(task, lexical_weight=1.0) as home:

        def search(query: str) -> list[str]:
            return fold_to_articles(
                hit.passage.article_id for hit in _search_lexical(home, query, task.passages)
            )

        yield ReadySystem(search, indexed=bool(home.embedded))


@contextmanager
def rank_fusion(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Reciprocal-rank fusion of `dense` and `lexical`."""
    depth = max(RRF_DEPTH, task.passages)
    with (
        _open_with_weights(task, dense_weight=1.0) as dense_archive,
        _open_with_weights(task, lexical_weight=1.0) as lexical_archive,
    ):

        def search(query: str) -> list[str]:
            rankings = (
                dense_archive.library.search(query, depth),
                _search_lexical(lexical_archive, query, depth),
            )
            leaders: dict[str, str] = {}
            for hit in (hit for ranking in rankings for hit in ranking):
                leaders.setdefault(_get_story(hit), hit.passage.article_id)
            stories = fuse_rankings(
                [fold_to_articles(map(_get_story, ranking)) for ranking in rankings]
            )
            return [leaders[story] for story in stories]

        yield ReadySystem(search, indexed=bool(dense_archive.embedded))


def fuse_rankings(rankings: Sequence[Sequence[str]], k: int = RRF_K) -> list[str]:
    """Everything in the rankings, by the sum of 1 / (k + rank), ranks counted from 1.

    What has the same sum stands in the order in which it was met.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _make_system(home: PreparedArchive, passages: int) -> ReadySystem:
    """The search of an archive, by article."""

    def search(query: str) -> list[str]:
        return fold_to_articles(
            hit.passage.article_id for hit in home.library.search(query, passages)
        )

    return ReadySystem(search, indexed=bool(home.embedded))


@contextmanager
def _open_with_weights(
    task: RetrievalTask, *, dense_weight: float = 0.0, lexical_weight: float = 0.0
) -> Iterator[PreparedArchive]:
    """Dateline's archive under other weights."""
    weights = {
        "dense_weight": dense_weight,
        "lexical_weight": lexical_weight,
        "sentence_weight": 0.0,
    }
    settings = task.settings.model_copy(update=weights)
    with open_archive(task.dataset, settings, task.folder) as home:
        yield home


def _search_lexical(home: PreparedArchive, query: str, count: int) -> list[Hit]:
    return [hit for hit in home.library.search(query, count) if hit.signals.lexical > 0]


def _get_story(hit: Hit) -> str:
    """What the copies of an article share: each ranking may show another of them."""
    return hit.story_id or hit.passage.article_id
