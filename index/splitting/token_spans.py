"""Measure sentences in word pieces, and divide those that are too long for the model. Pure.

The embedding model's own tokenizer counts, and comes in as an argument. Does not build passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from index.core.article import Span
from index.splitting.sentences import split_sentences, trim_span

# A run without spaces can be one word piece whatever its length, so characters are bounded too.
MAX_CHARACTERS = 4_000

_CLAUSE_END = re.compile(r"[;:,.!?…)\]”\"»–—]\s")
_SPACE = re.compile(r"\s")
_NOT_SPACE = re.compile(r"\S")


class WordPieces(Protocol):
    """The calls of a model's tokenizer that the splitter needs."""

    @property
    def room(self) -> int:
        """The most word pieces of content that the model reads at once."""

    def sizes(self, texts: Sequence[str]) -> list[int]:
        """The number of word pieces of each text, without special ones, never truncated."""

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The span of each word piece of each text, without special ones, never truncated."""


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A sentence or a part of one, with its size in word pieces."""

    span: Span
    pieces: int


def measure_sentences(
    texts: Sequence[str], budgets: Sequence[int], tokenizer: WordPieces
) -> list[list[SentencePart]]:
    """The sentences of each text; those over its budget in parts.

    All are measured at once: one call of the tokenizer for each would double the time.
    """
    sentences = [split_sentences(text) for text in texts]
    sizes = iter(
        tokenizer.sizes(
            [
                text[span.start : span.end]
                for text, spans in zip(texts, sentences, strict=True)
                for span in spans
            ]
        )
    )
    return [
        [
            unit
            for span, pieces in zip(spans, islice(sizes, len(spans)), strict=True)
            for unit in _divide(text, SentencePart(span, pieces), budget, tokenizer)
        ]
        for text, spans, budget in zip(texts, sentences, budgets, strict=True)
    ]


def _divide(
    text: str, sentence: SentencePart, budget: int, tokenizer: WordPieces
) -> Iterator[SentencePart]:
    """The sentence, or its parts if it is too long."""
    start, end = sentence.span
    if sentence.pieces <= budget and end - start <= MAX_CHARACTERS:
        yield sentence
        return
    while True:
        part = _take_head(text, Span(start, end), budget, tokenizer)
        yield part
        rest = _NOT_SPACE.search(text, part.span.end, end)
        if rest is None:
            return
        start = rest.start()


def _take_head(text: str, span: Span, budget: int, tokenizer: WordPieces) -> SentencePart:
    """The longest beginning of a sentence that fits; all of it if it fits.

    It has at most `budget` pieces and MAX_CHARACTERS characters, and at least one character. No
    more than this is measured: otherwise the cost would be the square of the length.
    """
    head = span
    if span.end - span.start > MAX_CHARACTERS:
        head = _cut(text, span.start, span.start + MAX_CHARACTERS)
    while True:
        pieces = tokenizer.spans([text[head.start : head.end]])[0]
        if len(pieces) <= budget or head.end - head.start == 1:
            return SentencePart(head, len(pieces))
        # One character can be several pieces, as a Korean syllable: it stays whole.
        room = min(pieces[budget - 1].end, pieces[budget].start)
        head = _cut(text, head.start, head.start + max(1, room))


def _cut(text: str, start: int, limit: int) -> Span:
    """The span from `start` to the last end of a clause before `limit`, else of a word."""
    # Only the second half is searched, or a comma near the start would leave a stub.
    middle = (start + limit) // 2
    for boundary in (_CLAUSE_END, _SPACE):
        ends = [match.end() for match in boundary.finditer(text, middle, limit)]
        if ends:
            return trim_span(text, Span(start, ends[-1]))
    return trim_span(text, Span(start, limit))
