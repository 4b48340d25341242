"""Renders the results of a search: a ranked list that explains each rank on demand. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.present.headings import split_headings
from assistant.present.html.article_address import make_article_address
from assistant.present.html.environment import render
from assistant.present.html.template_filters import Stretch, mark_spans
from assistant.present.search_results import (
    ResultPage,
    SearchResults,
    Speech,
    WordFinder,
    find_best_sentence,
)
from assistant.present.syntax_help import SYNTAX_HELP
from index.core.article import Hit, Span

# Sentences of articles are shorter; text that is not prose may be longer.
_MAX_SENTENCE = 600
# Characters before and after the place of a fault.
_FAULT_CONTEXT = 60
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Part:
    """Text with the query's words marked."""

    stretches: tuple[Stretch, ...]
    is_said: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Text in parts that the speaker of the filters says, or does not. `kind` is "best", "near" or
    "heading", `is_cut` means shortened."""

    kind: str
    parts: tuple[_Part, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _ResultPassage:
    """A passage as its best sentence between two neighbours, and its address: `cut_before` and
    `cut_after` say whether the passage is longer than these."""

    hit: Hit
    address: str
    best: Span
    sentences: tuple[_Sentence, ...]
    cut_before: bool
    cut_after: bool


def render_introduction() -> str:
    """Render the text of the list before the first search."""
    return render("results_introduction.html")


def render_syntax() -> str:
    """Render the help on the operators of a query."""
    return render("search_syntax.html", rows=SYNTAX_HELP)


def render_fault(message: str, query: str, offset: int) -> str:
    """Render what is wrong with a query, with the place in it."""
    start = max(0, offset - _FAULT_CONTEXT)
    end = offset + _FAULT_CONTEXT
    query = _CONTROLS.sub(" ", query)
    return render(
        "search_fault.html",
        message=message,
        before=("…" if start else "") + query[start:offset],
        place=query[offset : offset + 1] or " ",
        after=query[offset + 1 : end] + ("…" if end < len(query) else ""),
    )


def render_results(results: SearchResults, page: ResultPage, words: WordFinder) -> str:
    """Render a page of results, or a note that there are none."""
    return render(
        "results.html",
        results=results,
        page=page,
        entries=[
            [_view_passage(hit, words, results.speech, page.places) for hit in article.hits]
            for article in page.entries
        ],
        strongest=max((hit.signals.lexical for hit in results.hits), default=0.0),
    )


def _view_passage(
    hit: Hit, words: WordFinder, speech: Speech, places: Mapping[str, Span]
) -> _ResultPassage:
    passage = hit.passage
    said = speech.get(passage.article_id, ())
    best = places.get(passage.article_id) or find_best_sentence(hit, said)
    start = max((s.start for s in passage.sentences if s.end <= best.start), default=best.start)
    end = min((s.end for s in passage.sentences if s.start >= best.end), default=best.end)
    spans = (("near", Span(start, best.start)), ("best", best), ("near", Span(best.end, end)))
    parts = [
        ("heading" if part.is_heading else kind, part.start, part.text)
        for kind, span in spans
        for part in split_headings(_get_text(hit, span), span.start)
    ]
    return _ResultPassage(
        hit,
        make_article_address(passage.article_id, best),
        best,
        tuple(
            _Sentence(kind, _mark_words(text, words, _move(said, -offset)), _is_long(text))
            for kind, offset, text in parts
            if text.strip()
        ),
        start > passage.start,
        end < passage.end,
    )


def _get_text(hit: Hit, span: Span) -> str:
    return hit.passage.text[span.start - hit.passage.start : span.end - hit.passage.start]


def _mark_words(text: str, words: WordFinder, said: Sequence[Span]) -> tuple[_Part, ...]:
    return tuple(
        _Part(tuple(mark_spans(part.text, words.find_spans(part.text))), part.span is not None)
        for part in mark_spans(text[:_MAX_SENTENCE], said)
    )


def _is_long(text: str) -> bool:
    return len(text) > _MAX_SENTENCE


def _move(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(max(0, span.start + by), span.end + by) for span in spans if span.end + by > 0]
