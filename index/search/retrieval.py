"""Retrieve hits from a home: candidates of both indexes, ranked, without near-duplicates.

Does not check or embed the query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters, Hit, Signals, Term, source_key
from index.core.recognition import select_lines
from index.core.stopwatch import Stopwatch
from index.language.en.query_terms import Word, content_words
from index.search.filter_sql import FilteredPassages
from index.search.filtered_search import LexicalQuery, find_matching, find_nearest
from index.search.ranking import Candidate, collapse_copies, rank
from index.search.search_config import Tuning
from index.storage.catalog_types import StoredPassage
from index.storage.home import Home
from index.storage.lexical.lexical_index import LexicalIndex

# If copies crowd out the rest, more candidates are retrieved, up to this many.
_MAX_DEPTH = 800
# The most passages of a word that are looked up one by one.
_MOST_CHECKED = 1_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A checked query with its vector of shape (d,), and its filters."""

    text: str
    vector: NDArray[np.float32]
    filters: Filters


class Retriever:
    """Ranks a home's passages."""

    def __init__(self, home: Home, tuning: Tuning) -> None:
        self._home = home
        self._tuning = tuning

    def retrieve(self, query: SearchRequest, k: int, watch: Stopwatch) -> list[Hit]:
        """The k best hits, best first, one article a story."""
        depth = max(self._tuning.depth, k)
        while True:
            candidates = self._rank_candidates(query, depth, watch)
            with watch.stage("collapse"):
                chosen = collapse_copies(candidates, k, self._load_text)
            enough = len(chosen) == k or len(chosen) == len(candidates)
            if enough or len(candidates) < depth or depth >= _MAX_DEPTH:
                return self.add_recognised(self._build_hits(chosen))
            depth *= 4

    def load(self, passage_ids: Sequence[str]) -> list[Hit]:
        """The hits of those of these passages that may be shown, in this order, with scores of
        0."""
        stored = self._home.catalog.load_shown_passages(passage_ids)
        nothing = Signals(0.0, 0.0, 0.0)
        return self._build_hits(
            [
                Candidate(one, 0.0, nothing, np.zeros(len(one.vectors), dtype=np.float32))
                for one in (stored[i] for i in passage_ids if i in stored)
            ]
        )

    def _rank_candidates(
        self, query: SearchRequest, depth: int, watch: Stopwatch
    ) -> list[Candidate]:
        with watch.stage("dense"):
            near = find_nearest(
                self._home.catalog,
                self._home.indexes.vectors,
                query.vector,
                depth,
                query.filters,
            )
        with watch.stage("lexical"):
            words = [word.text for word in _analyse(query.text)]
            lexical = find_matching(
                self._home.catalog,
                self._home.indexes.lexical,
                LexicalQuery(query.text, tuple(words)),
                depth,
                query.filters,
            )
        with watch.stage("rank"):
            # Read as of now: an article may have been killed or held since.
            stored = self._home.catalog.load_shown_passages(list(dict.fromkeys([*near, *lexical])))
            return rank(stored, query.vector, lexical, self._tuning.fusion)

    def _load_text(self, article_id: str) -> str:
        article = self._home.catalog.article(article_id)
        return article.text if article else ""

    def add_recognised(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits with the lines of their passages that character recognition read."""
        lines = self._home.catalog.scans.list_lines_of([hit.passage.article_id for hit in hits])

        def add(hit: Hit) -> Hit:
            passage = hit.passage
            of_article = lines.get(passage.article_id, ())
            return replace(hit, recognised=select_lines(of_article, passage.start, passage.end))

        return [add(hit) if hit.passage.article_id in lines else hit for hit in hits]

    def _build_hits(self, chosen: Sequence[Candidate]) -> list[Hit]:
        """The hits, with the other outlets that have their story."""
        stored = [candidate.stored for candidate in chosen]
        members = self._home.catalog.stories.outlets(one.story for one in stored)

        def others(one: StoredPassage) -> tuple[str, ...]:
            own = source_key(one.source)
            names = {
                source_key(source): source for _, source in members.get(one.story, ()) if source
            }
            return tuple(sorted(name for key, name in names.items() if key != own))

        def name(one: StoredPassage) -> str:
            """The story by its first article that may be shown."""
            return next((article_id for article_id, _ in members.get(one.story, ())), one.story)

        return [
            candidate.to_hit(rank, name(candidate.stored), others(candidate.stored))
            for rank, candidate in enumerate(chosen, start=1)
        ]


def count_terms(home: Home, query: str) -> list[Term]:
    """The query's content words with how many passages contain each.

    A word that stands only in articles that may not be shown stands in none; passages of these are
    left out of counts up to _MOST_CHECKED.
    """
    lexical = home.indexes.lexical
    admission = FilteredPassages(home.catalog.database, home.catalog.availability, Filters())
    return [
        Term(word.text, stem, _count_passages(lexical, admission, stem), word.is_name)
        for word in _analyse(query)
        for stem in lexical.stem_words(word.text)
    ]


def _count_passages(lexical: LexicalIndex, admission: FilteredPassages, stem: str) -> int:
    total = lexical.words.count_passages_with(stem)
    if admission.is_open or not 0 < total <= _MOST_CHECKED:
        return total
    return len(admission.select(lexical.words.find_passages_with(stem, _MOST_CHECKED)))


@lru_cache(maxsize=64)
def _analyse(query: str) -> tuple[Word, ...]:
    """The query's content words: remembered from its search until its terms are counted."""
    return tuple(content_words(query))
