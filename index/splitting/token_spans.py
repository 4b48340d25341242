"""What passages are put together from: sentences, with their sizes in word pieces. Pure.

A sentence that is too long for the model comes in parts. Sizes are counted by the embedding model's
own tokenizer, which comes in as an argument.
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
    """What the splitter asks of a model's tokenizer."""

    @property
    def room(self) -> int:
        """Word pieces of content that the model reads at once, nothing cut."""

    def sizes(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, special ones left out, nothing cut."""

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Where each word piece of each text stands, special ones left out, nothing cut."""


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A sentence or a part of one, with its size in word pieces."""

    span: Span
    pieces: int


def measure_sentences(
    texts: Sequence[str], budgets: Sequence[int], tokenizer: WordPieces
) -> list[list[SentencePart]]:
    """The sentences of each text, the ones that are over its budget in parts.

    All are measured at once: to ask the tokenizer for one after the other takes as long again.
    """
    found = [split_sentences(text) for text in texts]
    sizes = iter(
        tokenizer.sizes(
            [
                text[span.start : span.end]
                for text, spans in zip(texts, found, strict=True)
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
        for text, spans, budget in zip(texts, found, budgets, strict=True)
    ]


def _divide(
    text: str, sentence: SentencePart, budget: int, tokenizer: WordPieces
) -> Iterator[SentencePart]:
    """The sentence, or as many parts of it as it takes."""
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
    """The beginning of an over-long sentence that fits; all of it where all fits.

    At most `budget` pieces and MAX_CHARACTERS characters, at least one character. Only so much of
    the text is looked at, or a long one would cost the square of its length.
    """
    head = span
    if span.end - span.start > MAX_CHARACTERS:
        head = _cut(text, span.start, span.start + MAX_CHARACTERS)
    while True:
        pieces = tokenizer.spans([text[head.start : head.end]])[0]
        if len(pieces) <= budget or head.end - head.start == 1:
            return SentencePart(head, len(pieces))
        # One character can be several pieces (a Korean syllable is): then it goes as a whole.
        room = min(pieces[budget - 1].end, pieces[budget].start)
        head = _cut(text, head.start, head.start + max(1, room))


def _cut(text: str, start: int, limit: int) -> Span:
    """The stretch from `start` to the last clause's end before `limit`, else the last word's."""
    # Only the second half is searched, or a comma near the start would leave a stub.
    middle = (start + limit) // 2
    for boundary in (_CLAUSE_END, _SPACE):
        ends = [found.end() for found in boundary.finditer(text, middle, limit)]
        if ends:
            return trim_span(text, Span(start, ends[-1]))
    return trim_span(text, Span(start, limit))
