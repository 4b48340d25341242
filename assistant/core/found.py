"""What a user searches for, and what a search found. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.core.article import Filters, Hit, Span
from index.search.matching.matches import MatchOrder
from index.search.query import MAX_QUERY_CHARACTERS
from index.search.query_syntax.tree import Query


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query as typed, with at most `most` characters, and its filters: the first `k` results
    after `offset`, in an order."""

    text: str
    filters: Filters = field(default_factory=Filters)
    k: int = 10
    offset: int = 0
    order: MatchOrder = MatchOrder.BEST
    most: int = MAX_QUERY_CHARACTERS


@dataclass(frozen=True, slots=True)
class Found:
    """The results of a search.

    `articles` match the operators, or have all words of a plain query; `stories` are they without
    near-identical copies. If it `is_exact`, only they are listed, one passage for each story;
    `places` are those of its best sentences in the articles, by id. `notice` says why there are no
    hits, if that is known. `next_offset` is that of the results after these, None if there are
    none.
    """

    query: Query
    hits: tuple[Hit, ...]
    articles: int
    stories: int
    is_exact: bool
    notice: str = ""
    next_offset: int | None = None
    places: Mapping[str, Span] = field(default_factory=dict)
