"""What a search found, as a list to page through: one entry an article, its passages under it.

Pure. Knows nothing of how it is shown, nor of how it was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.names import Stems
from index.article import Hit, Span, Term
from index.dates import earliest

PAGE = 10
_WORD = re.compile(r"\w+(?:['’.]\w+)*")


class Order(StrEnum):
    """How the articles that were found are sorted; the names are what people choose from."""

    RELEVANCE = "Best match"
    NEWEST = "Newest"
    OLDEST = "Oldest"


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found: its passages, best first, of which there is at least one."""

    hits: tuple[Hit, ...]

    @property
    def best(self) -> Hit:
        """The passage for which the article stands where it stands."""
        return self.hits[0]


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found. No more than `depth` passages were asked for; `terms` are the query's
    content words with how many passages contain each."""

    query: str
    hits: tuple[Hit, ...]
    depth: int
    terms: tuple[Term, ...] = ()

    @property
    def is_cut(self) -> bool:
        """May there be more than what was asked for?"""
        return len(self.hits) >= self.depth

    @property
    def absent(self) -> tuple[str, ...]:
        """Words of the query that no passage of the archive contains."""
        return tuple(term.word for term in self.terms if term.passages == 0)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of results. `first` counts from 0; `articles` are there in all."""

    shown: tuple[Found, ...]
    first: int
    articles: int

    @property
    def has_more(self) -> bool:
        """Is there a page behind this one?"""
        return self.first + len(self.shown) < self.articles


def listing(hits: Iterable[Hit], order: Order, number: int) -> Listing:
    """The page of that number, counted from 0; the nearest one where there is no such page."""
    found = _ordered(_by_article(hits), order)
    last = max(0, (len(found) - 1) // PAGE)
    first = min(max(0, number), last) * PAGE
    return Listing(tuple(found[first : first + PAGE]), first, len(found))


def _by_article(hits: Iterable[Hit]) -> list[Found]:
    """Hits, best first, as articles in the order of their best passages."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.passage.article_id, []).append(hit)
    return [Found(tuple(group)) for group in groups.values()]


def _ordered(found: list[Found], order: Order) -> list[Found]:
    """Sorted by date, undated ones last; what is of one date stays in the order of relevance."""
    if order is Order.RELEVANCE:
        return found
    dated = [entry for entry in found if entry.best.published]
    undated = [entry for entry in found if not entry.best.published]
    newest = order is Order.NEWEST
    return sorted(dated, key=_second, reverse=newest) + undated


def _second(found: Found) -> int:
    return earliest(found.best.published or "")


def best_sentence(hit: Hit) -> Span:
    """The sentence of a hit that fits best, by its place in the article."""
    if not hit.sentences:
        return Span(hit.passage.start, hit.passage.end)
    best = max(hit.sentences, key=lambda sentence: sentence.similarity)
    return Span(best.start, best.end)


class WordFinder:
    """Finds the words of a query in texts, in whatever form they stand there."""

    def __init__(self, terms: Sequence[Term], stems: Stems) -> None:
        self._wanted = {term.stem for term in terms}
        self._stems = stems
        self._known: dict[str, bool] = {}

    def spans(self, text: str) -> list[Span]:
        """Where they stand in a text."""
        if not self._wanted:
            return []
        return [Span(*match.span()) for match in _WORD.finditer(text) if self._is_wanted(match[0])]

    def _is_wanted(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = not self._wanted.isdisjoint(self._stems(word))
        return self._known[word]
