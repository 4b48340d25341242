"""A query's way through a home: candidates of both indexes, their ranking, one of all copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters, Hit, Term, source_key
from index.core.stopwatch import Stopwatch
from index.language.en.query_terms import Word, content_words
from index.search.filtered_search import nearest
from index.search.ranking import Candidate, collapsed, ranked
from index.search.search_config import Tuning
from index.storage.catalog_types import StoredPassage
from index.storage.home import Home
from index.storage.lexical.lexical_index import LexicalIndex

# Where copies crowd out the rest, more are asked for, up to this many.
_MAX_DEPTH = 800


@dataclass(frozen=True, slots=True)
class Query:
    """A checked query with its vector of shape (d,), and the filters it is asked under."""

    text: str
    vector: NDArray[np.float32]
    filters: Filters


class Retrieval:
    """Ranks a home's passages."""

    def __init__(self, home: Home, tuning: Tuning) -> None:
        self._home = home
        self._tuning = tuning

    def best(self, query: Query, k: int, watch: Stopwatch) -> list[Hit]:
        """The k best hits, best first, each story by one of its articles."""
        depth = max(self._tuning.depth, k)
        while True:
            found = self._ranked(query, depth, watch)
            with watch.stage("collapse"):
                kept = collapsed(found, k, self._text)
            enough = len(kept) == k or len(kept) == len(found)
            if enough or len(found) < depth or depth >= _MAX_DEPTH:
                return self._hits(kept)
            depth *= 4

    def _ranked(self, query: Query, depth: int, watch: Stopwatch) -> list[Candidate]:
        with watch.stage("dense"):
            near = nearest(
                self._home.catalog,
                self._home.indexes.vectors,
                query.vector,
                depth,
                query.filters,
            )
        with watch.stage("lexical"):
            words = [word.text for word in _analyse(query.text)]
            lexical = self._home.indexes.lexical.best(query.text, words, depth, query.filters)
        with watch.stage("rank"):
            stored = self._home.catalog.passages(list(dict.fromkeys([*near, *lexical])))
            return ranked(stored, query.vector, lexical, self._tuning.fusion)

    def _text(self, article_id: str) -> str:
        article = self._home.catalog.article(article_id)
        return article.text if article else ""

    def _hits(self, kept: Sequence[Candidate]) -> list[Hit]:
        """The hits, with the other outlets that have their story."""
        stored = [candidate.stored for candidate in kept]
        members = self._home.catalog.stories.outlets(one.story for one in stored)

        def others(one: StoredPassage) -> tuple[str, ...]:
            own = source_key(one.source)
            names = {
                source_key(source): source for _, source in members.get(one.story, ()) if source
            }
            return tuple(sorted(name for key, name in names.items() if key != own))

        return [
            candidate.hit(rank, others(candidate.stored))
            for rank, candidate in enumerate(kept, start=1)
        ]


def terms(lexical: LexicalIndex, query: str) -> list[Term]:
    """The query's content words with how many passages contain each."""
    return [
        Term(word.text, stem, lexical.document_frequency(stem), word.is_name)
        for word in _analyse(query)
        for stem in lexical.stems(word.text)
    ]


@lru_cache(maxsize=64)
def _analyse(query: str) -> tuple[Word, ...]:
    """The query's content words: remembered from its search until its terms are counted."""
    return tuple(content_words(query))
