"""Article -> passages: whole sentences, exact offsets, never more than the model reads. Pure.

Sizes are counted by the embedding model's own tokenizer, which comes in as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.article import Article, Passage, Span, digest
from index.sentences import sentences, trimmed

# Raise it with any change to where passages of the same splitting begin and end.
SPLITTER_VERSION = "1"
# The model reads the title before each passage; a title longer than this is cut there (in what the
# model reads, not in what is stored).
MAX_TITLE_PIECES = 48
# A run without spaces can be one word piece whatever its length, so characters are bounded too.
MAX_PASSAGE_CHARACTERS = 4_000

_VERSION = re.compile(r"\w+/(\d+)/(\d+)")
_CLAUSE_END = re.compile(r"[;:,.!?…)\]”\"»–—]\s")
_SPACE = re.compile(r"\s")
_NOT_SPACE = re.compile(r"\S")


class WordPieces(Protocol):
    """What the splitter asks of a model's tokenizer."""

    @property
    def room(self) -> int:
        """Word pieces of content that the model reads at once, nothing cut."""

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Where each word piece of each text stands, special ones left out, nothing cut."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How articles become passages.

    `pieces` is the most word pieces of text in a passage, 0 for as many as the model reads;
    `overlap` how many sentences a passage shares with the one before.
    """

    pieces: int = 0
    overlap: int = 1

    @property
    def version(self) -> str:
        """Names the splitter and how it was set; goes into every passage id."""
        own = "" if self == STANDARD else f"/{self.pieces}/{self.overlap}"
        return SPLITTER_VERSION + own

    @classmethod
    def of_version(cls, version: str) -> Splitting:
        """The splitting that a version names, the standard one where it names none."""
        found = _VERSION.fullmatch(version)
        return cls(int(found[1]), int(found[2])) if found else STANDARD


STANDARD = Splitting()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a part of one, with its size in word pieces."""

    span: Span
    pieces: int


def split(
    article: Article, tokenizer: WordPieces, splitting: Splitting = STANDARD
) -> list[Passage]:
    """The article's passages in order, overlapping where what they share leaves room for more.

    `article.text[p.start:p.end] == p.text`; every character that is not white space lies in a
    passage; `embedding_text` of each fits the model.
    """
    title = embedded_title(article.title, tokenizer)
    budget = _budget(title, tokenizer, splitting)
    units = _units(article.text, sentences(article.text), budget, tokenizer)

    def fit(first: int) -> int:
        return _last_fitting(article.text, title, units, first, budget, tokenizer)

    found = []
    first, after = 0, fit(0)
    while first < after:
        found.append(_passage(article, units[first:after], splitting))
        if after == len(units):
            break
        # Overlap by as many sentences as leave room for the next one.
        earliest = max(first + 1, after - splitting.overlap)
        first = next((n for n in range(earliest, after) if fit(n) > after), after)
        after = fit(first)
    return found


def embedding_text(title: str, text: str) -> str:
    """What the model reads of a passage; `title` as `embedded_title` gives it."""
    return f"{title}\n{text}" if title else text


def embedded_title(title: str, tokenizer: WordPieces) -> str:
    """The title, cut after MAX_TITLE_PIECES word pieces, or a quarter of what the model reads."""
    title = title[:MAX_PASSAGE_CHARACTERS]
    pieces = tokenizer.spans([title])[0]
    most = min(MAX_TITLE_PIECES, tokenizer.room // 4)
    if len(pieces) > most:
        title = title[: pieces[most - 1].end] if most else ""
    return title


def _budget(title: str, tokenizer: WordPieces, splitting: Splitting) -> int:
    room = tokenizer.room - len(tokenizer.spans([title])[0])
    return min(room, splitting.pieces) if splitting.pieces else room


def _units(text: str, spans: list[Span], budget: int, tokenizer: WordPieces) -> list[_Unit]:
    """Sentences with their sizes, the over-long ones in parts."""
    units: list[_Unit] = []
    all_pieces = tokenizer.spans([text[span.start : span.end] for span in spans])
    for span, pieces in zip(spans, all_pieces, strict=True):
        if len(pieces) <= budget and span.end - span.start <= MAX_PASSAGE_CHARACTERS:
            units.append(_Unit(span, len(pieces)))
            continue
        start: int | None = span.start
        while start is not None:
            units.append(_head(text, Span(start, span.end), budget, tokenizer))
            rest = _NOT_SPACE.search(text, units[-1].span.end, span.end)
            start = rest.start() if rest else None
    return units


def _head(text: str, span: Span, budget: int, tokenizer: WordPieces) -> _Unit:
    """The beginning of an over-long sentence that fits; all of it where all fits.

    At most `budget` pieces and MAX_PASSAGE_CHARACTERS characters, at least one character. Only so
    much of the text is looked at, or a long one would cost the square of its length.
    """
    head = span
    if span.end - span.start > MAX_PASSAGE_CHARACTERS:
        head = _cut(text, span.start, span.start + MAX_PASSAGE_CHARACTERS)
    while True:
        pieces = tokenizer.spans([text[head.start : head.end]])[0]
        if len(pieces) <= budget or head.end - head.start == 1:
            return _Unit(head, len(pieces))
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
            return trimmed(text, Span(start, ends[-1]))
    return trimmed(text, Span(start, limit))


def _last_fitting(
    text: str, title: str, units: list[_Unit], first: int, budget: int, tokenizer: WordPieces
) -> int:
    """Index after the last unit of the passage that begins with unit `first`."""
    after, total = first, 0
    while after < len(units) and (after == first or total + units[after].pieces <= budget):
        if (
            units[after].span.end - units[first].span.start > MAX_PASSAGE_CHARACTERS
            and after > first
        ):
            break
        total += units[after].pieces
        after += 1
    # Sizes add up except where two units meet without a space: what counts is the whole.
    while after - 1 > first:
        joined = text[units[first].span.start : units[after - 1].span.end]
        if len(tokenizer.spans([embedding_text(title, joined)])[0]) <= tokenizer.room:
            break
        after -= 1
    return after


def _passage(article: Article, units: list[_Unit], splitting: Splitting) -> Passage:
    start, end = units[0].span.start, units[-1].span.end
    return Passage(
        id=passage_id(article, Span(start, end), splitting),
        article_id=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=tuple(unit.span for unit in units),
    )


def passage_id(article: Article, span: Span, splitting: Splitting = STANDARD) -> str:
    """The id of an article's passage.

    The content hash makes an id stand for one text and one date for ever, so a write that was
    interrupted can be told from one that was not by ids alone.
    """
    start, end = str(span.start), str(span.end)
    return digest(article.id, article.content_hash, start, end, splitting.version)
