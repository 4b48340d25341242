"""Renders the evidence beside an answer: ranked passages, with the quotes in them. Pure.

Its links lead to article pages and work without a script; the screen's script opens them in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.core.answer import Answer, Citation, Status
from assistant.present.headings import split_headings
from assistant.present.html.article_address import make_article_address, make_citation_address
from assistant.present.html.environment import render
from assistant.present.html.template_filters import format_count
from assistant.present.search_results import find_best_sentence
from index.core.article import Hit, Span
from index.core.recognition import select_lines


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a passage: a quote of the answer, a heading, or the text between two quotes.
    `start` is its offset in the article."""

    text: str
    start: int
    quote: Citation | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class _EvidencePassage:
    """A passage, its address, and an excerpt of it: `cut_before` and `cut_after` say whether the
    passage is longer than the excerpt."""

    hit: Hit
    address: str
    is_cited: bool
    pieces: tuple[_Piece, ...]
    cut_before: bool
    cut_after: bool
    span: Span
    # The pages of the scan that show the span.
    pages: tuple[int, ...]


def render_idle() -> str:
    """Render the panel as it is before the first question."""
    return _render("", "Ask, and the passages behind the answer stand here, the best first.", [])


def render_reader() -> str:
    """Render the frame in which an article opens, and the buttons above it."""
    return render("reader.html")


def render_hits(hits: Sequence[Hit]) -> str:
    """Render the hits of a question that has no answer yet."""
    return _render("Found", _summarise(hits), (_view_passage(hit, ()) for hit in hits))


def render_evidence(answer: Answer) -> str:
    """Render the ranked passages of an answer with its quotes, or the closest ones of a refusal."""
    if answer.status is Status.NO_EVIDENCE:
        summary = "None of these answers the question." if answer.hits else "Nothing was found."
        closest = (_view_passage(hit, ()) for hit in answer.hits)
        return _render("The closest passages", summary, closest)
    quotes: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        quotes.setdefault(citation.passage_id, []).append(citation)
    summary = _summarise(answer.hits, len(answer.citations))
    passages = (_view_passage(hit, quotes.get(hit.passage.id, ())) for hit in answer.hits)
    return _render("Evidence", summary, passages)


def _render(heading: str, summary: str, passages: Iterable[_EvidencePassage]) -> str:
    return render("evidence.html", heading=heading, summary=summary, passages=list(passages))


def _summarise(hits: Sequence[Hit], quotes: int = 0) -> str:
    articles = len({hit.passage.article_id for hit in hits})
    summary = f"{format_count(len(hits), 'passage')} of {format_count(articles, 'article')}"
    return f"{summary}, {format_count(quotes, 'quote')}" if quotes else summary


def _view_passage(hit: Hit, quotes: Sequence[Citation]) -> _EvidencePassage:
    passage = hit.passage
    ordered = sorted(quotes, key=lambda quote: (quote.start, quote.end))
    excerpt = _choose_excerpt(hit, ordered)
    whole = Span(passage.start, passage.end)
    quoted = Span(ordered[0].start, max(one.end for one in ordered)) if ordered else excerpt
    return _EvidencePassage(
        hit,
        make_citation_address(quotes[0])
        if quotes
        else make_article_address(passage.article_id, whole),
        bool(quotes),
        tuple(_split(hit, excerpt, ordered)),
        excerpt.start > passage.start,
        excerpt.end < passage.end,
        quoted,
        tuple(dict.fromkeys(line.page for line in select_lines(hit.recognised, *quoted))),
    )


def _choose_excerpt(hit: Hit, quotes: Sequence[Citation]) -> Span:
    """Choose the excerpt: from the sentence before the first quote to the one after the last.

    Without quotes, it begins at the passage's best sentence.
    """
    passage = hit.passage
    if not quotes:
        return Span(find_best_sentence(hit).start, passage.end)
    first, last = quotes[0].start, max(quote.end for quote in quotes)
    start = max((s.start for s in passage.sentences if s.end <= first), default=passage.start)
    end = min((s.end for s in passage.sentences if s.start >= last), default=passage.end)
    return Span(start, end)


def _split(hit: Hit, excerpt: Span, quotes: Iterable[Citation]) -> Iterator[_Piece]:
    """Split the excerpt into quotes and the text between them."""
    offset, end_of_last = hit.passage.start, excerpt.start
    for quote in quotes:
        # An overlapping quote is skipped; its number stands at the answer's sentence.
        if quote.start >= end_of_last:
            between = hit.passage.text[end_of_last - offset : quote.start - offset]
            yield from _split_prose(between, end_of_last)
            yield _Piece(quote.quote, quote.start, quote)
            end_of_last = quote.end
    rest = hit.passage.text[end_of_last - offset : excerpt.end - offset]
    yield from _split_prose(rest, end_of_last)


def _split_prose(text: str, start: int) -> Iterator[_Piece]:
    for part in split_headings(text, start):
        yield _Piece(part.text, part.start, is_heading=part.is_heading)
