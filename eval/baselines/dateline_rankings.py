"""Dateline itself, and its passages ranked by one score or by reciprocal-rank fusion of two.

The alternatives share Dateline's passages, vectors and near-duplicate handling, and differ only in
the ranking. They run Dateline's search with the other weights at 0, so their times do not show how
fast they could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from eval.archive_cache import PreparedArchive, open_archive
from eval.baselines.system import ReadySystem, RetrievalTask, fold_to_articles
from index.core.article import Hit

# The constant of Cormack, Clarke and Büttcher 2009, in general use since.
RRF_K = 60
# The depth of each ranking in the fusion: deeper than the result, since passages in both win.
RRF_DEPTH = 100


@contextmanager
def dateline(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Dateline under the given settings."""
    with open_archive(task.dataset, task.settings, task.folder) as archive:
        yield _make_system(archive, task.passages)


@contextmanager
def dense(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Passages by cosine similarity with the query."""
    with _open_with_weights(task, dense_weight=1.0) as archive:
        yield _make_system(archive, task.passages)


@contextmanager
def lexical(task: RetrievalTask) -> Iterator[ReadySystem]:
    """Passages by Dateline's BM25; only those with a word of the query."""
    with _open_with_weights(task, lexical_weight=1.0) as archive:

        def search(query: str) -> list[str]:
            return fold_to_articles(
                hit.passage.article_id for hit in _search_lexical(archive, query, task.passages)
            )

        yield ReadySystem(search, indexed=bool(archive.embedded))


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
    """Fuse rankings by the sum of 1 / (k + rank), with ranks from 1.

    Ties keep the order of first appearance.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _make_system(archive: PreparedArchive, passages: int) -> ReadySystem:
    """Make a system of an archive's search, which ranks articles."""

    def search(query: str) -> list[str]:
        return fold_to_articles(
            hit.passage.article_id for hit in archive.library.search(query, passages)
        )

    return ReadySystem(search, indexed=bool(archive.embedded))


@contextmanager
def _open_with_weights(
    task: RetrievalTask, *, dense_weight: float = 0.0, lexical_weight: float = 0.0
) -> Iterator[PreparedArchive]:
    """Open Dateline's archive under other weights."""
    weights = {
        "dense_weight": dense_weight,
        "lexical_weight": lexical_weight,
        "sentence_weight": 0.0,
    }
    settings = task.settings.model_copy(update=weights)
    with open_archive(task.dataset, settings, task.folder) as archive:
        yield archive


def _search_lexical(archive: PreparedArchive, query: str, count: int) -> list[Hit]:
    return [hit for hit in archive.library.search(query, count) if hit.signals.lexical > 0]


def _get_story(hit: Hit) -> str:
    """The id that near-duplicates share: each ranking may show another copy."""
    return hit.story_id or hit.passage.article_id
