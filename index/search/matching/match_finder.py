"""Find the articles that match a query, count them, sort them, and choose their passages.

Passages are ranked by BM25 and no model is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.core.article import Filters, Hit, Signals, Span
from index.search.matching.article_matcher import ArticleMatcher
from index.search.matching.article_rows import ArticleKey, ArticleRows
from index.search.matching.matches import Matches, MatchOrder, MatchRequest
from index.search.matching.text_match import TextUnit, is_in_text
from index.search.query_syntax.tree import (
    AllOf,
    Field,
    FieldName,
    Leaf,
    Near,
    Node,
    Prefix,
    list_leaves,
    list_wanted,
)
from index.search.retrieval import Retriever
from index.storage.home import Home

# A distance that is kept says more than its words.
_NEAR_COUNTS = 3


class MatchFinder:
    """Finds the matches of one request."""

    def __init__(
        self,
        home: Home,
        retriever: Retriever,
        request: MatchRequest,
        look_up_speaker: Callable[[Filters], Filters],
    ) -> None:
        self._home = home
        self._retriever = retriever
        self._request = request
        self._rows = ArticleRows(home.catalog)
        self._root = request.query.root
        filters = _name_speaker(self._root, request.filters)
        self._filters = look_up_speaker(filters)
        self._matcher = ArticleMatcher(home, self._filters, look_up_speaker)
        self._leaves = list(dict.fromkeys(list_leaves(self._root)))

    def find(self) -> Matches:
        """The matches. Raises QuerySyntaxError if they would take too long to find, and
        DatelineError for filters that are no dates."""
        if self._root is None:
            return Matches()
        request = self._request
        keys = self._rows.list_keys(self._matcher.find(self._root))
        stems = [stem for leaf in self._leaves for stem in self._matcher.list_stems(leaf)]
        scores = self._home.indexes.lexical.words.score_all(stems) if keys else {}
        best = self._find_best_scores(scores, keys)
        ordered = _sort(keys, best, request.order)
        stories = list({key.story: key for key in reversed(ordered)}.values())[::-1]
        left_out = {key.story for key in keys if key.article_id in request.left_out}
        shown = ordered if request.copies else stories
        listed = [key for key in shown if key.story not in left_out]
        chosen = listed[request.offset : request.offset + request.limit]
        hits, places = self._choose_passages(chosen, scores, max(best.values(), default=0.0))
        return Matches(
            frozenset(key.article_id for key in keys),
            len(stories),
            len(listed),
            tuple(hits),
            places,
            frozenset(stem for stem in stems),
            tuple(leaf.text for leaf in self._leaves if isinstance(leaf, Prefix)),
            self._filters.speaker_name,
        )

    def _find_best_scores(
        self, scores: dict[str, float], keys: Iterable[ArticleKey]
    ) -> dict[int, float]:
        """The score of the best passage of each matching article that has one."""
        articles = self._matcher.spoken or self._rows.list_of_passages(scores)
        wanted = {key.number for key in keys}
        best: dict[int, float] = {}
        for passage_id, score in scores.items():
            number = articles.get(passage_id)
            if number in wanted:
                best[number] = max(score, best.get(number, 0.0))
        return best

    def _choose_passages(
        self, keys: Sequence[ArticleKey], scores: dict[str, float], most: float
    ) -> tuple[list[Hit], dict[str, Span]]:
        """The best passage of each article, and the place of its best sentence by article."""
        spoken = self._matcher.spoken
        of_articles = self._rows.list_passages([key.number for key in keys])
        ids = [i for i in of_articles if spoken is None or i in spoken]
        speech = self._find_speech([key.article_id for key in keys])
        found: dict[str, list[Hit]] = {}
        for hit in self._retriever.load(ids):
            found.setdefault(hit.passage.article_id, []).append(hit)
        hits: list[Hit] = []
        places: dict[str, Span] = {}
        for rank, key in enumerate(keys, start=self._request.offset + 1):
            if key.article_id not in found:
                continue  # removed or held since
            own = found[key.article_id]
            hit = max(own, key=lambda one: self._rate(one, scores))
            score = scores.get(hit.passage.id, 0.0)
            signals = Signals(0.0, score, 0.0)
            share = min(1.0, score / most) if most else 0.0
            hits.append(replace(hit, rank=rank, score=share, signals=signals))
            places[key.article_id] = self._find_best_sentence(hit, speech.get(key.article_id, []))
        return self._retriever.add_recognised(hits), places

    def _rate(self, hit: Hit, scores: dict[str, float]) -> tuple[int, float, int]:
        """How much of the query stands in a passage, its score, and how early it comes."""
        passage = hit.passage
        return self._count_parts(passage.text), scores.get(passage.id, 0.0), -passage.start

    def _find_speech(self, article_ids: Sequence[str]) -> dict[str, list[Span]]:
        """The places of the speaker's words in articles, by their ids; none without a speaker."""
        if not self._filters.speaker_name:
            return {}
        wanted = set(self._filters.spoken_by)
        found = self._home.catalog.attributions.get_many(article_ids)
        return {
            article_id: [
                span
                for one in attributions
                if one.is_speech and (one.speaker, one.office) in wanted
                for span in one.content
            ]
            for article_id, attributions in found.items()
        }

    def _find_best_sentence(self, hit: Hit, speech: Sequence[Span]) -> Span:
        """The place of the sentence in which most of the query stands; of equal ones, the first in
        which the speaker says something."""
        passage = hit.passage
        spans = passage.sentences or (Span(passage.start, passage.end),)

        def rate(span: Span) -> tuple[int, bool, int]:
            text = passage.text[span.start - passage.start : span.end - passage.start]
            is_said = any(said.start < span.end and span.start < said.end for said in speech)
            return self._count_parts(text), is_said, -span.start

        return max(spans, key=rate)

    def _count_parts(self, text: str) -> int:
        analysis = self._matcher.analysis
        unit = TextUnit(text, analysis)
        parts: list[Leaf | Near] = [*self._leaves]
        nears = [part for part in list_wanted(self._root) if isinstance(part, Near)]
        found = sum(is_in_text(part, unit, analysis) for part in parts)
        return found + _NEAR_COUNTS * sum(is_in_text(near, unit, analysis) for near in nears)


def _name_speaker(root: Node | None, filters: Filters) -> Filters:
    """The filters with the speaker whom a query demands. Of several speakers, each must speak
    somewhere in the article."""
    parts = root.parts if isinstance(root, AllOf) else (root,)
    named = [part for part in parts if isinstance(part, Field) and part.name is FieldName.SAID]
    if len(named) != 1 or filters.speaker_name:
        return filters
    return replace(filters, speaker=named[0].value)


def _sort(
    keys: Iterable[ArticleKey], scores: dict[int, float], order: MatchOrder
) -> list[ArticleKey]:
    """The articles in an order, undated ones last; equally good ones, newest first."""

    def by_newest(key: ArticleKey) -> tuple[bool, int, str]:
        return key.second is None, -(key.second or 0), key.article_id

    def by_oldest(key: ArticleKey) -> tuple[bool, int, str]:
        return key.second is None, key.second or 0, key.article_id

    if order is MatchOrder.BEST:
        return sorted(keys, key=lambda key: (-scores.get(key.number, 0.0), *by_newest(key)))
    return sorted(keys, key=by_newest if order is MatchOrder.NEWEST else by_oldest)
