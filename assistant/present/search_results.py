"""Search results as pages of articles, each with its passages.

Pure. Searching is in `index`, the display in `present.html` and `present.answer_terminal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.chat.resolved_question import NO_FILTERS
from assistant.present.headings import is_heading
from index.core.article import Filters, Hit, ScoredSentence, Span, Term
from index.core.dates import earliest
from index.language.en.country_aliases import Stemmer

PAGE = 10
# The places of words in articles, by the article's id.
Speech = Mapping[str, Sequence[Span]]
_WORD = re.compile(r"\w+(?:['’.]\w+)*")


class SortOrder(StrEnum):
    """How results are sorted; the values are labels that people choose from."""

    RELEVANCE = "Best match"
    NEWEST = "Newest"
    OLDEST = "Oldest"


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
    """The hits of a query, at most `depth` passages; `terms` are the query's content words, each
    with the number of passages that contain it. `notice` says why there are none, if the dates or
    the speaker explain it. If the `filters` name a speaker, `speech` are the places of that
    speaker's words in the articles, by id."""

    query: str
    hits: tuple[Hit, ...]
    depth: int
    terms: tuple[Term, ...] = ()
    notice: str = ""
    filters: Filters = NO_FILTERS
    speech: Speech = field(default_factory=dict)

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
    """A page of results. `first` counts from 0; `articles` is the total."""

    entries: tuple[ArticleResult, ...]
    first: int
    articles: int

    @property
    def has_more(self) -> bool:
        """Is there a next page?"""
        return self.first + len(self.entries) < self.articles


def get_page(hits: Iterable[Hit], order: SortOrder, number: int) -> ResultPage:
    """Get the page of this number, counted from 0, or the nearest page that exists."""
    articles = _sort_articles(_group_by_article(hits), order)
    last = max(0, (len(articles) - 1) // PAGE)
    first = min(max(0, number), last) * PAGE
    return ResultPage(tuple(articles[first : first + PAGE]), first, len(articles))


def _group_by_article(hits: Iterable[Hit]) -> list[ArticleResult]:
    """Group hits, best first, into articles in the order of their best passages."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.passage.article_id, []).append(hit)
    return [ArticleResult(tuple(group)) for group in groups.values()]


def _sort_articles(articles: list[ArticleResult], order: SortOrder) -> list[ArticleResult]:
    """Sort by date, undated articles last; equal dates stay in the order of relevance."""
    if order is SortOrder.RELEVANCE:
        return articles
    dated = [entry for entry in articles if entry.best.published]
    undated = [entry for entry in articles if not entry.best.published]
    newest = order is SortOrder.NEWEST
    return sorted(dated, key=_get_time, reverse=newest) + undated


def _get_time(article: ArticleResult) -> int:
    return earliest(article.best.published or "")


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
    """Finds the words of a query in texts, in any inflected form."""

    def __init__(self, terms: Sequence[Term], stems: Stemmer) -> None:
        self._wanted = {term.stem for term in terms}
        self._stems = stems
        self._matches: dict[str, bool] = {}

    def find_spans(self, text: str) -> list[Span]:
        """Find the places of the words in a text."""
        if not self._wanted:
            return []
        return [Span(*match.span()) for match in _WORD.finditer(text) if self._is_wanted(match[0])]

    def _is_wanted(self, word: str) -> bool:
        if word not in self._matches:
            self._matches[word] = not self._wanted.isdisjoint(self._stems(word))
        return self._matches[word]
