"""Renders what a search found: a ranked list that explains on demand each rank. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.present.html.article_address import article_address
from assistant.present.html.environment import render
from assistant.present.html.template_filters import Stretch, mark_spans
from assistant.present.search_results import (
    ArticleResult,
    ResultPage,
    SearchResults,
    WordFinder,
    find_best_sentence,
)
from index.core.article import Hit, Span

# No sentence of an article is longer; what is no article may be.
_MAX_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Text with the query's words marked. `kind` is "best" or "near", `is_cut` means shortened."""

    kind: str
    stretches: tuple[Stretch, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _PassageView:
    """A passage as its best sentence between its neighbours, and the address it opens at:
    `cut_before` and `cut_after` say whether there is more of it."""

    hit: Hit
    address: str
    sentences: tuple[_Sentence, ...]
    cut_before: bool
    cut_after: bool


def render_introduction() -> str:
    """What the list says before anything is searched for."""
    return render("results_introduction.html")


def render_results(results: SearchResults, page: ResultPage, words: WordFinder) -> str:
    """A page of what was found, or that nothing was."""
    return render(
        "results.html",
        results=results,
        page=page,
        entries=[_view_entry(found, words) for found in page.entries],
        strongest=max((hit.signals.lexical for hit in results.hits), default=0.0),
    )


def _view_entry(found: ArticleResult, words: WordFinder) -> list[_PassageView]:
    """The passages of an article, best first."""
    return [_view_passage(hit, words) for hit in found.hits]


def _view_passage(hit: Hit, words: WordFinder) -> _PassageView:
    passage, best = hit.passage, find_best_sentence(hit)
    start = max((s.start for s in passage.sentences if s.end <= best.start), default=best.start)
    end = min((s.end for s in passage.sentences if s.start >= best.end), default=best.end)
    parts = (("near", Span(start, best.start)), ("best", best), ("near", Span(best.end, end)))
    texts = ((kind, _text_of(hit, span)) for kind, span in parts)
    return _PassageView(
        hit,
        article_address(passage.article_id, best),
        tuple(_mark_words(kind, text, words) for kind, text in texts if text.strip()),
        start > passage.start,
        end < passage.end,
    )


def _text_of(hit: Hit, span: Span) -> str:
    return hit.passage.text[span.start - hit.passage.start : span.end - hit.passage.start]


def _mark_words(kind: str, text: str, words: WordFinder) -> _Sentence:
    shown = text[:_MAX_SENTENCE]
    return _Sentence(
        kind, tuple(mark_spans(shown, words.find_spans(shown))), len(shown) < len(text)
    )
