"""The articles that match a query, as data. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.core.article import Filters, Hit, Span
from index.search.query_syntax.tree import Query


class MatchOrder(StrEnum):
    """The order of matching articles."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """A parsed query, and which of the articles that match it: `limit` ones after `offset`, in an
    order. Those whose ids are `left_out`, and their copies, are counted and not listed. One article
    a story is listed, or each with `copies`."""

    query: Query
    filters: Filters = field(default_factory=Filters)
    order: MatchOrder = MatchOrder.BEST
    offset: int = 0
    limit: int = 10
    left_out: frozenset[str] = frozenset()
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """The articles that match a query.

    `article_ids` are all of them, `stories` is their number without near-identical copies. `hits`
    are the best passages of those that were asked for, one a story, in order; `places` are those of
    their best sentences in the articles, by id. `listed` is the number of stories that can be
    listed; `stems` and `beginnings` are those of the words that a match has. `speaker` is the one
    whose words alone were searched, "" for anybody.
    """

    article_ids: frozenset[str] = frozenset()
    stories: int = 0
    listed: int = 0
    hits: tuple[Hit, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    speaker: str = ""

    @property
    def articles(self) -> int:
        """The number of articles that match."""
        return len(self.article_ids)
