"""Search results as pages of articles, each with its passages.

Pure. Searching is in `index`, the display in `present.html` and `present.answer_terminal`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.chat.resolved_question import NO_FILTERS
from assistant.present.headings import is_heading
from index.core.article import Filters, Hit, ScoredSentence, Span, Term
from index.language.en.names.country_aliases import Stemmer
from index.search.matching.matches import Matches, MatchOrder, MatchRequest

PAGE = 10
# The places of words in articles, by the article's id.
Speech = Mapping[str, Sequence[Span]]
_WORD = re.compile(r"\w+(?:['’.]\w+)*")


class SortOrder(StrEnum):
    """How results are sorted; the values are labels that people choose from."""

    RELEVANCE = "Best match"
    NEWEST = "Newest"
    OLDEST = "Oldest"

    @property
    def order(self) -> MatchOrder:
        """The order in the library's form."""
        return _ORDERS[self]


_ORDERS = {
    SortOrder.RELEVANCE: MatchOrder.BEST,
    SortOrder.NEWEST: MatchOrder.NEWEST,
    SortOrder.OLDEST: MatchOrder.OLDEST,
}


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """An article with its passages, best first; it has at least one."""

    hits: tuple[Hit, ...]

    @property
    def best(self) -> Hit:
        """The passage that determines the rank of the article."""
        return self.hits[0]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The results of a query. `matches` are what matches its operators, or has all words of a plain
    query; `request` asks for others of them.

    `hits` are what is listed first: the passages closest to a plain query, at most `depth`, or the
    first that match operators. `terms` are the content words of a plain query, each with the number
    of passages that contain it. `notice` says why there is nothing, if that is known. If a
    `speaker` is searched, `speech` are the places of that speaker's words in the articles, by id.
    """

    query: str
    hits: tuple[Hit, ...]
    depth: int
    terms: tuple[Term, ...] = ()
    notice: str = ""
    speaker: str = ""
    speech: Speech = field(default_factory=dict)
    matches: Matches = field(default_factory=Matches)
    request: MatchRequest | None = None

    @property
    def filters(self) -> Filters:
        """The filters of the search."""
        return self.request.filters if self.request else NO_FILTERS

    @property
    def is_exact(self) -> bool:
        """Does the query have operators, so that only what matches is listed?"""
        return self.request is not None and not self.request.query.is_plain

    @property
    def has_words(self) -> bool:
        """Does the query have words that an article can have all of?"""
        return self.request is not None and self.request.query.root is not None

    @property
    def close_count(self) -> int:
        """The number of listed articles without all of the words."""
        return len({hit.passage.article_id for hit in self.hits} - self.matches.article_ids)

    @property
    def is_cut(self) -> bool:
        """May there be more passages than these?"""
        return len(self.hits) >= self.depth

    @property
    def unmatched_words(self) -> tuple[str, ...]:
        """The words of the query that no passage of the archive contains."""
        return tuple(term.word for term in self.terms if term.passages == 0)


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results. `first` counts from 0; `articles` is the total of the list. If it
    `is_exact`, the list has only what matches; `places` are those of the best sentences in their
    articles, by id, where they are known."""

    entries: tuple[ArticleResult, ...]
    first: int
    articles: int
    is_exact: bool = False
    places: Mapping[str, Span] = field(default_factory=dict)

    @property
    def has_more(self) -> bool:
        """Is there a next page?"""
        return self.first + len(self.entries) < self.articles


def find_first(number: int, articles: int) -> int:
    """The place of the first article of the page of this number, both from 0, or of the nearest
    page that exists."""
    last = max(0, (articles - 1) // PAGE)
    return min(max(0, number), last) * PAGE


def group_by_article(hits: Iterable[Hit]) -> list[ArticleResult]:
    """Group hits, best first, into articles in the order of their best passages."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.passage.article_id, []).append(hit)
    return [ArticleResult(tuple(group)) for group in groups.values()]


def find_best_sentence(hit: Hit, speech: Sequence[Span] = ()) -> Span:
    """Find the place of a hit's most similar sentence in its article, of those with words of a
    speaker if these are given."""
    if not hit.sentences:
        return Span(hit.passage.start, hit.passage.end)
    said = [
        sentence
        for sentence in hit.sentences
        if any(span.start < sentence.end and sentence.start < span.end for span in speech)
    ]
    prose = [each for each in said or hit.sentences if not is_heading(_get_text(hit, each))]
    best = max(prose or said or hit.sentences, key=lambda sentence: sentence.similarity)
    return Span(best.start, best.end)


def _get_text(hit: Hit, place: ScoredSentence) -> str:
    offset = hit.passage.start
    return hit.passage.text[place.start - offset : place.end - offset]


class WordFinder:
    """Finds words in texts: by their stems in any inflected form, or by their beginnings."""

    def __init__(
        self, wanted: Collection[str], stems: Stemmer, beginnings: Collection[str] = ()
    ) -> None:
        self._wanted = set(wanted)
        self._stems = stems
        self._beginnings = tuple(_fold(beginning) for beginning in beginnings)
        self._matches: dict[str, bool] = {}

    def find_spans(self, text: str) -> list[Span]:
        """Find the places of the words in a text."""
        if not (self._wanted or self._beginnings):
            return []
        return [Span(*match.span()) for match in _WORD.finditer(text) if self._is_wanted(match[0])]

    def _is_wanted(self, word: str) -> bool:
        if word not in self._matches:
            self._matches[word] = not self._wanted.isdisjoint(self._stems(word)) or _fold(
                word
            ).startswith(self._beginnings)
        return self._matches[word]


def _fold(word: str) -> str:
    """A word in lower case without accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
